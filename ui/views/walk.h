/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the walk knows: the checklist, where the bar is, and the answer that is being put together.
 */
#ifndef ZICHA_UI_VIEWS_WALK_H
#define ZICHA_UI_VIEWS_WALK_H

#include "base/wrap.h"
#include "cli/desk.h"
#include "domain/answer.h"
#include "ui/base/view.h"

/* A row of the left pane: a line's or a section's heading, or an item. */
enum walk_row_kind { WALK_LINE, WALK_SECTION, WALK_ITEM };
struct walk_row {
	enum walk_row_kind kind;
	const char *text;  /* headings: its name */
	int done, all;     /* headings: answered items of it, and items that want an answer */
	size_t item;       /* WALK_ITEM: index into checks.v; headings: their first one */
};

struct walk {
	char *session;     /* id */
	struct session head; /* in the view's arena */
	struct checklist checks;
	bool before;       /* of all items it is known what was said last time: a wide list shows it */
	struct walk_row *rows; /* in the view's arena */
	size_t row_count;
	struct progress all, line; /* of all items; of the line under the bar */
	size_t at;         /* the item under the bar */
	size_t top;        /* first row shown on the left */
	char *start;       /* item to start at, or NULL */
	int detail_top;    /* first line of the right pane */
	/* The text on the right, kept as long as nothing of this changes. */
	struct {
		struct str text;
		size_t at;
		int rows, cols, lines, mode;
		bool known;
	} detail;

	/* The answer under way: what has been asked for so far. */
	struct {
		bool active;
		bool noting;     /* a note to the answer that stands */
		bool boxed;      /* a box was asked for it */
		bool offered;    /* the second person was offered, not typed */
		enum result result;
		struct str note, value, evidence, second;
		bool has_note, has_value, has_evidence, has_second;
		struct key *key; /* of the second person */
	} draft;
};

/* What a child was opened for. */
enum walk_tag { WALK_NOTE = 1, WALK_VALUE, WALK_EVIDENCE, WALK_SECOND_NO, WALK_SECOND_PASS, WALK_FINDING, WALK_FIND,
		WALK_SIGN, WALK_CHOOSE_LINE, WALK_END_PRACTICE };

/* Starts an answer of the item under the bar: asks for what it needs, then records it. */
int walk_begin(struct view *v, enum result result, struct err *e);
/* A note to the answer that stands. */
int walk_begin_note(struct view *v, struct err *e);
/* A box has closed: the next part of the answer, or the second person's key is there. */
int walk_take_part(struct view *v, int tag, const char *text, struct err *e);
/* A box was left: another person is asked for instead of the one offered, else nothing is recorded. */
int walk_left_box(struct view *v, int tag, struct err *e);
/* The bar to an item; to the one `count` further down, which says at the end what is left. */
void walk_go(struct view *v, size_t at);
int walk_next(struct view *v, int count, struct err *e);
/* Forgets the answer under way. */
void walk_draft_clear(struct walk *w);
/* A new finding of the item under the bar (NULL), or one to change. */
int walk_open_finding(struct view *v, const char *finding, struct err *e);

/* The rows of the left pane and the counts, from the checklist. */
void walk_build(struct view *v);
/* Reads what is shown, scrolls the left pane to the bar, wraps the text of the right one. */
void walk_layout(struct view *v);
/* Item of a row on the screen; false where there is none. */
bool walk_item_at(const struct view *v, int row, int col, size_t *item);
/* The line's place in checks.lines. */
size_t walk_line_of(const struct walk *w, size_t item);
/* The first item of a line that wants an answer, else its first. */
size_t walk_line_start(const struct walk *w, size_t line);
/* Asks which line to go to. */
int walk_ask_line(struct view *v, struct err *e);
/* Whether the text on the right goes on below. */
bool walk_has_more(const struct view *v);

/* Draws both panes; pure. */
void walk_draw(const struct view *v, struct canvas *c, struct rect r);
/* Where the panes are. */
void walk_panes(struct rect r, struct rect *list, struct rect *detail);
/* The left one, below its first row. */
void walk_draw_list(const struct walk *w, struct canvas *c, struct rect list);
/* The detail of item i as text lines for a width; the register of lib gives the titles of its bases. */
void walk_detail(const struct checklist *checks, size_t i, const struct library *lib, int cols, struct str *out);

#endif
