/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list: rows by callback, one of them chosen, a window that scrolls, a filter that grows as one types.
 * The choice stays with its row (by id) when the rows are read anew; if the row is gone, its place is kept.
 * Headings group rows and cannot be chosen. Knows nothing of what a row means.
 */
#ifndef ZICHA_UI_WIDGETS_LIST_H
#define ZICHA_UI_WIDGETS_LIST_H

#include "base/str.h"
#include "ui/base/view.h"

#include <stdbool.h>
#include <stddef.h>

/* The rows. ctx is what list_init() was given, mostly the view's state; i < count(ctx). All strings borrowed.
 */
struct list_ops {
	size_t (*count)(const void *ctx);
	const char *(*id)(const void *ctx,
			  size_t i); /* unique; NULL op: rows have no id, their number is kept */
	/* One row into r (one row high, blank). The list puts the bar over it afterwards; selected is for a
	 * sign. */
	void (*draw)(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected);
	bool (*heading)(const void *ctx, size_t i);     /* NULL: there is none */
	/* What the filter looks at; several texts may stand in it with LF between. NULL: the list has no
	 * filter. */
	const char *(*text)(const void *ctx, size_t i);
	const char *empty;                              /* N_(): shown instead of no rows */
};

enum { LIST_MARKS = 1 }; /* rows can be marked; two columns at the left show it */

struct list_ids {
	char **v;
	size_t n, cap;
};
struct list_rows {
	size_t *v; /* numbers of the rows that pass the filter */
	size_t n, cap;
};

struct list {
	const struct list_ops *ops;
	const void *ctx;
	unsigned flags;
	struct list_rows rows;
	unsigned collected;   /* how often rows was made anew */
	size_t at;            /* the chosen one in rows */
	size_t top;           /* the first in sight */
	int height;           /* rows in sight at the last layout */
	char *chosen;         /* id of the chosen row, NULL without ids or rows */
	struct list_ids marks;
	struct str filter;    /* empty: all rows */
	bool filtering;       /* the filter line is open though the filter may be empty */
};

void list_init(struct list *l, const struct list_ops *ops, const void *ctx, unsigned flags);
void list_done(struct list *l);                       /* takes {0} */

/* The rows changed: reads count and ids again, keeps the choice and the marks of rows that are still there.
 */
void list_refresh(struct list *l);

bool list_empty(const struct list *l);                /* nothing can be chosen */
bool list_choice(const struct list *l, size_t *i);    /* number of the chosen row; false if there is none */
const char *list_choice_id(const struct list *l);     /* "" if there is none */
bool list_choose(struct list *l, size_t i);           /* false if it is a heading or filtered out */
bool list_choose_id(struct list *l, const char *id);
/* The n-th row that can be chosen among those in sight, from 1: for digit keys. False if there is none. */
bool list_choose_seen(struct list *l, int n);

enum list_move { LIST_UP, LIST_DOWN, LIST_PAGE_UP, LIST_PAGE_DOWN, LIST_HOME, LIST_END };
bool list_move(struct list *l, enum list_move how,
	       int count); /* true if the choice changed; stops at the ends */

bool list_marked(const struct list *l, size_t i);
void list_toggle_mark(struct list *l);                /* of the chosen row */
void list_clear_marks(struct list *l);
size_t list_marks(const struct list *l);              /* how many rows are marked */

/* The filter: a row stays if its text holds what was typed, as Hanzi, code or pinyin initials; full-width and
 * upper case count as plain. Headings stay over rows that stay. */
bool list_type(struct list *l, const char *utf8, bool pasted); /* for ops->text; false without ops->text */
bool list_erase(struct list *l);                      /* the last character of the filter */
void list_unfilter(struct list *l);                   /* all rows again, the choice stays */
bool list_is_filtered(const struct list *l);
/* The rule by itself, for other places that search as one types. */
bool list_match(const char *needle, const char *text);

/* "20-38/52": the rows in sight among all, headings not counted; "0/0" when empty. It changes by the page, not by the
 * row: the bar shows the row. Added to out. */
void list_position(const struct list *l, struct str *out);

/* For ops->part of a view whose focus is this list: PART_LIST, and PART_TEXT while the filter line is open,
 * so that digits and signs go into the filter and not to the view's rows. NULL for any other part. */
void *list_part(const struct list *l, enum view_part part);

/* Scrolls so that the choice is in sight of r. Before each drawing. */
void list_layout(struct list *l, struct rect r);
/* Draws rows, and at the bottom of r the filter line while it is open. focus: the bar is ROLE_SELECTED, and
 * the caret stands in the filter line. */
void list_draw(const struct list *l, struct canvas *c, struct rect r, bool focus);
/* A click on a row chooses it. False if it hit none. */
bool list_click(struct list *l, struct rect r, const struct press *k);

/* Rows that act on view_part(v, PART_LIST): moves, Space and Ins to mark, F3 opens the filter, Backspace, Esc
 * closes it. */
extern const struct cmd list_cmds[];

#endif
