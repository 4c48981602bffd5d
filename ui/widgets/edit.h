/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The editor: one text, a caret, whole steps to undo. Acts change the state, edit_layout() works out
 * lines and scrolling, edit_draw() paints; only the last one sees a canvas. Promised after every act:
 * the text is clean (text.h) and in NFC, the caret stands on a cluster border, undo leads back byte for
 * byte. The caret is the canvas' caret, on the first half of a character. Knows no field and no form.
 */
#ifndef ZICHA_UI_WIDGETS_EDIT_H
#define ZICHA_UI_WIDGETS_EDIT_H

#include "base/err.h"
#include "base/str.h"
#include "base/wrap.h"
#include "ui/base/view.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	EDIT_LINES = 1, /* many lines, wrapped softly; else one line that scrolls by whole clusters */
	EDIT_SECRET = 2 /* a passphrase: shows nothing, not even how long it is; no undo; wiped when done */
};
enum {
	EDIT_LINE_MOST = 200,
	EDIT_LINES_MOST = 20000,
	EDIT_SECRET_MOST = 256
}; /* characters, where most is 0 */

/* One step of the history: old stood at `at` where new stands now. Caret before and after. */
struct edit_step {
	size_t at, old_n, new_n;
	char *old, *new;
	size_t before, after;
	int kind; /* what may join it: typing joins typing */
};

struct edit_history {
	struct edit_step *v;
	size_t n, cap;
	size_t done; /* steps that stand; those behind it are for redo */
};

/* A mark in the shown text: a format character at `from` of the text shows as <200B> at `to`. */
struct edit_mark {
	size_t from, from_n, to, to_n;
};
struct edit_marks {
	struct edit_mark *v;
	size_t n, cap;
};

struct edit {
	unsigned flags;
	size_t most;            /* characters (clusters) it takes */
	struct str text;
	struct str saved;       /* what edit_changed() compares with */
	size_t caret;           /* byte offset, a cluster border */
	struct edit_history history;
	bool open_step;         /* the last step may still grow */
	bool paused; /* it was drawn since the last act: a place where typing may part into steps */

	/* worked out by edit_layout(), or by an act that moves through lines */
	struct str shown;       /* the text with marks */
	struct edit_marks marks;
	struct wrap lines;      /* of shown */
	bool fresh;             /* shown and lines fit the text and cols */
	int rows, cols;         /* of the place it is drawn in */
	int top;                /* first line in sight */
	size_t first;           /* one line: first byte of shown in sight */
	int goal;               /* column that Up and Down keep; -1: where the caret is */
	bool lean; /* the caret stands at the end of the line before, not at the start of the next */
};

void edit_init(struct edit *ed, unsigned flags, size_t most); /* most 0: the default of its kind */
void edit_done(struct edit *ed);                              /* takes {0}; wipes a secret */

/* A new text that counts as saved; caret at the end, no history. The text must be clean. */
void edit_set(struct edit *ed, const char *text);
/* A draft over what edit_set() gave: one step, so undo shows the saved text. Refused like a paste. */
int edit_restore(struct edit *ed, const char *draft, size_t n, struct err *e);

const char *edit_text(const struct edit *ed);  /* borrowed until the next act; of a secret too */
size_t edit_length(const struct edit *ed);     /* bytes */
bool edit_changed(const struct edit *ed);      /* differs from what was set or last marked saved */
void edit_mark_saved(struct edit *ed);         /* keeps the history: undo may lead back past it */

/* Typed or pasted bytes at the caret, through text_clean(): TAB becomes a blank; one line: line ends around
 * it are dropped, those inside become blanks. Refuses the whole of it (ERR_INPUT: what cannot be text, or too
 * long, with both numbers), then nothing has changed. Many characters that come between two drawings are one
 * step. */
int edit_insert(struct edit *ed, const char *bytes, size_t n, bool pasted, struct err *e);
/* The same for ops->text: says a refusal on the stage's message line. Always true. */
bool edit_type(struct edit *ed, struct view *v, const char *utf8, bool pasted);

/* Everything else a key can do. Each stops at the ends without complaint. */
enum edit_act {
	EDIT_LEFT,
	EDIT_RIGHT,
	EDIT_WORD_LEFT,
	EDIT_WORD_RIGHT,
	EDIT_UP,
	EDIT_DOWN,
	EDIT_PAGE_UP,
	EDIT_PAGE_DOWN, /* lines as they are shown */
	EDIT_HOME,
	EDIT_END, /* of the shown line */
	EDIT_FIRST,
	EDIT_LAST, /* of the text */
	EDIT_BACKSPACE,
	EDIT_DELETE, /* one cluster */
	EDIT_ERASE_WORD,
	EDIT_KILL_BACK,
	EDIT_KILL,    /* to the word's, paragraph's start; to the paragraph's end */
	EDIT_NEWLINE, /* many lines only */
	EDIT_UNDO,
	EDIT_REDO,
	EDIT_ACTS
};
/* True if anything changed, the caret included. (A line break at the limit: edit_insert() with LF says why
 * not.) */
bool edit_do(struct edit *ed, enum edit_act act, int count);
bool edit_can_undo(const struct edit *ed);
bool edit_can_redo(const struct edit *ed);
/* Whether the caret stands on the first, the last shown line: where a form moves on to the next field. */
bool edit_on_first_line(struct edit *ed);
bool edit_on_last_line(struct edit *ed);

/* For $EDITOR: what to write to the file (the caller frees with mem_free), and what came back from it, as one
 * step. A line end that the program put behind the last line is dropped. */
char *edit_take(const struct edit *ed);
int edit_replace(struct edit *ed, const char *bytes, size_t n, struct err *e);

/* The same by itself: hands the terminal to $VISUAL or $EDITOR with the text, takes it back. What cannot be taken is
 * named, the text stays as it was. ERR_ABSENT: no such editor; ERR_STATE: it failed, or there is no terminal. */
int edit_outside(struct edit *ed, struct view *v, struct err *e);

/* Lines the text takes when wrapped for a place of that many columns; at least 1. */
int edit_lines(struct edit *ed, int cols);
/* Wraps for the size of r and scrolls so that the caret is in sight. Before each drawing. */
void edit_layout(struct edit *ed, struct rect r);
/* Draws into r, which has the size of the last layout; with focus it sets the canvas' caret. */
void edit_draw(const struct edit *ed, struct canvas *c, struct rect r, bool focus);
/* A click at a place of the canvas: caret to the cluster there. False if outside r. */
bool edit_click(struct edit *ed, struct rect r, int row, int col);

/* Rows that act on view_part(v, PART_EDIT): moves, undo Ctrl-Z, redo Ctrl-Y, kill Ctrl-K, line break Ctrl-N
 * ... */
extern const struct cmd edit_cmds[];

#endif
