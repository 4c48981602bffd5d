/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A form: fields from a table of rows, filled in from top to bottom. Enter goes to the next field; in the
 * last one it asks whether to save; half a form is never handed on: what is missing or wrong is named and
 * gets the focus. A view that shows a form sets VIEW_TAKES_TEXT, gives it for PART_FORM, its edit for
 * PART_EDIT, has form_save_cmds and form_cmds before edit_cmds in its tables, and calls form_type, form_click, form_result,
 * form_may_close from its own operations.
 */
#ifndef ZICHA_UI_WIDGETS_FORM_H
#define ZICHA_UI_WIDGETS_FORM_H

#include "base/err.h"
#include "base/str.h"
#include "ui/base/view.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/edit.h"

#include <stdbool.h>
#include <stddef.h>

struct form;

enum form_kind {
	FORM_HEADING, /* no field: a row of words over the fields that follow */
	FORM_TEXT,
	FORM_LINES,  /* many lines; grows from `rows` up to three times as many */
	FORM_CHOICE, /* one of a list: digits, left and right, F4 shows the list */
	FORM_DATE,   /* every form day_parse() takes, full-width too; value 2026-11-23 */
	FORM_NUMBER, /* a number with `decimals`; takes 1,234.5, full-width digits and 万 behind it; value a
			plain number */
	FORM_SECRET  /* a passphrase */
};
enum {
	FORM_REQUIRED = 1,
	FORM_LOCKED = 2, /* shown, never in focus */
	FORM_KEEP = 4    /* not part of a draft */
};

/* One row; the table ends with {0}. Strings N_(). */
struct form_field {
	const char *id;
	const char *label;
	enum form_kind kind;
	unsigned flags;
	const char *hint;  /* shown while the field has the focus; may be NULL */
	size_t most;       /* characters; 0 as edit.h */
	int rows;          /* FORM_LINES: at least; 0 is 2 */
	int decimals;      /* FORM_NUMBER */
	long long min, max; /* FORM_NUMBER, in units of the last decimal; both 0: from 0 up */
	/* FORM_CHOICE: ends with {0}, labels N_(); NULL: form_set_choices(). FORM_TEXT, FORM_LINES: labels that
	 * F4 offers to put into the field; what is typed stays free. */
	const struct ask_choice *choices;
	/* Is the value all right, with the rest of the form as it is? Called for non-empty values of the
	 * right kind. */
	int (*check)(const struct form *f, const char *value, struct err *e);
	/* The same, told which row it is: for rows that are made at run time. */
	int (*check_row)(const struct form *f, const struct form_field *row, const char *value, struct err *e);
	bool (*required)(const struct form *f); /* FORM_REQUIRED that depends; NULL: the flag alone says */
	bool (*shown)(const struct form *f); /* NULL: always; a field that is not shown has the value "" and
						is not checked */
};

struct form_item; /* a field's state */

struct form {
	const struct form_field *fields;
	struct form_item *items;
	size_t n;
	size_t focus;
	const void *ctx;     /* for check and shown */
	const char *question; /* asked at the end: _("Save this finding?"); NULL: saves at once */
	int (*submit)(struct view *v,
		      struct err *e); /* every field is checked; writes, and mostly closes the view */
	struct str refusal;  /* the last one, shown beneath its field until the field changes */
	size_t refused;      /* which field */
	int label_cols, top, height, cols;
};

/* Tags of the boxes a form opens; a view's own tags are below. */
enum { FORM_TAG = 0x7000, FORM_TAG_SAVE = FORM_TAG, FORM_TAG_LEAVE, FORM_TAG_LIST, FORM_TAG_END };

void form_init(struct form *f, const struct form_field *fields, const char *question,
	       int (*submit)(struct view *v, struct err *e), const void *ctx);
void form_done(struct form *f); /* takes {0}; wipes passphrases */

/* Choices made at run time, for a field of text too; labels translated; copied. The value stays if it is among
 * them. */
void form_set_choices(struct form *f, const char *id, const struct ask_choice *choices, size_t n);

/* The value by field id: text, choice id, ISO date, plain number ("12.50"); "" where nothing or not shown,
 * and for a date or number that is none yet. Borrowed until the form changes. The id must exist. */
const char *form_value(const struct form *f, const char *id);
/* A date's day or CLOCK_NO_DAY; a number in units of its last decimal or -1 where it is empty. */
int form_day(const struct form *f, const char *id);
long long form_number(const struct form *f, const char *id);
/* A start value; counts as saved. A number as form_value gives it. */
void form_set(struct form *f, const char *id, const char *value);
void form_set_number(struct form *f, const char *id, long long value); /* -1: empty */

bool form_changed(const struct form *f);
void form_mark_saved(struct form *f);
bool form_focus(struct form *f, const char *id);       /* false if it is not shown or locked */
const char *form_focus_id(const struct form *f);
struct edit *form_edit(const struct form *f); /* of the field in focus, for PART_EDIT; NULL in a choice */
struct edit *form_edit_of(const struct form *f, const char *id); /* NULL for a choice */

/* All shown fields in order; at the first fault the field gets the focus, the sentence names it: ERR_INPUT.
 */
int form_check(struct form *f, struct err *e);
/* A refusal from elsewhere (the domain's check): focus and sentence to that field. Gives -1. */
int form_refuse(struct form *f, const char *id, const struct err *e);

/* From the view's operations. */
bool form_type(struct form *f, struct view *v, const char *utf8, bool pasted);
bool form_click(struct form *f, struct rect r, const struct press *k);
/* True if the tag was a form's; *rc is what to return then. */
bool form_result(struct form *f, struct view *v, int tag, const void *value, struct err *e, int *rc);
/* True if nothing changed; else opens the question whether to leave, whose yes closes the view. */
bool form_may_close(struct form *f, struct view *v, struct err *e);

/* All that was typed but passphrases, as bytes for a draft, added to out; and back, over the present values:
 * fields it names that are no longer there are left out. ERR_INPUT if the bytes are no draft, then nothing
 * changed. */
void form_draft(const struct form *f, struct str *out);
int form_restore(struct form *f, const char *bytes, size_t n, struct err *e);

void form_layout(struct form *f, struct rect r); /* before each drawing */
void form_draw(const struct form *f, struct canvas *c, struct rect r, bool focus);

/* Rows that act on view_part(v, PART_FORM): Enter, Tab, Up, Down, left and right in a choice, F4 lists. */
extern const struct cmd form_cmds[];
/* F2 saves. A form that does something else at its end has a row of its own on F2 in place of this, with that word
 * as its label, which runs form_save. */
extern const struct cmd form_save_cmds[];
int form_save(struct view *v, int count, struct err *e);

#endif
