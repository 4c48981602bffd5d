/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Boxes over a view that ask one thing and close with an answer. There is no nested loop:
 * stage_open(s, VIEW_ASK, &(struct ask){...}, tag, e), and the answer comes to ops->result of that view.
 *
 * Keypad: 1 is yes, 2 is no, 0 is no as well, Enter takes the one under the bar, and the bar starts on no.
 * Digits act at once, full-width ones too. A list of up to nine is numbered and its digits choose; a longer
 * one is searched as one types. Esc closes without an answer; where a line was begun it asks first.
 */
#ifndef ZICHA_UI_WIDGETS_ASK_H
#define ZICHA_UI_WIDGETS_ASK_H

#include "base/err.h"
#include "cli/unsaved.h"
#include "ui/base/view.h"

#include <stdbool.h>
#include <stddef.h>

enum ask_kind {
	ASK_MESSAGE, /* something to read; Enter, Space or Esc closes */
	ASK_CONFIRM, /* yes or no */
	ASK_WORD,    /* yes only after `word` was typed: for what cannot be taken back */
	ASK_CHOOSE,  /* one of `choices` */
	ASK_LINE,    /* one line of text */
	ASK_LINES,   /* many lines of text; Enter takes them, Ctrl-N breaks the line */
	ASK_SECRET   /* a passphrase: shows nothing, not even its length */
};

struct ask_choice {
	const char *id;
	const char *label; /* translated */
	const char *note;  /* shown behind it, may be NULL */
};

/* All strings are translated, and copied; NULL where not needed. */
struct ask {
	enum ask_kind kind;
	const char *title;   /* in the frame */
	const char *text;    /* names the thing and what will happen; may have several lines */
	const char *label;   /* before the entry field */
	const char *yes, *no; /* instead of the plain words */
	bool default_yes;    /* only where yes loses nothing */
	const char *word;
	const struct ask_choice *choices;
	size_t choice_count;
	const char *value;   /* ASK_LINE(S): what stands there first; ASK_CHOOSE: id under the bar */
	size_t most;         /* characters */
	bool required;       /* an empty line is refused */
	/* ASK_LINE(S): where what is typed is kept until the caller has recorded it (unsaved_drop); what was kept there
	 * before stands in the field. NULL: nothing is kept. */
	const struct unsaved *unsaved;
	/* Asked before the box closes with a text, a choice or a yes; a refusal is shown in the box, which
	 * stays open; a refused passphrase is wiped from the field. ctx must outlive the box. */
	int (*check)(void *ctx, const char *text, struct err *e);
	void *ctx;
};

/* value of ops->result: NULL after Esc. A passphrase is wiped as soon as result returns. */
struct ask_answer {
	bool yes;         /* confirmed; true for every other kind that was not left by Esc */
	const char *text; /* the line, the passphrase, the chosen id; "" else. Clean, in NFC; not trimmed */
	size_t choice;    /* number of the chosen row */
};

/* Whether value is an answer that says yes. */
bool ask_yes(const void *value);

/* Opens a plain question; no is under the bar. text is a format. */
int ask_confirm(struct view *v, int tag, struct err *e, const char *fmt, ...) PRINTF_LIKE(4, 5);

extern const struct view_ops ask_view; /* for the register: [VIEW_ASK] = &ask_view */

#endif
