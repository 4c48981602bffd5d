/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The library as it is browsed: the lines, or the items of one or all of them under their sections, narrowed by facets.
 */
#ifndef ZICHA_UI_VIEWS_SHELF_H
#define ZICHA_UI_VIEWS_SHELF_H

#include "domain/library_facet.h"
#include "ui/base/view.h"
#include "ui/views/item_page.h"
#include "ui/widgets/list.h"

/* A row of the items: a section's heading (item NULL) or an item. */
struct shelf_row {
	const struct line *line;
	const struct item *item;
	const char *text; /* heading: its words; item: what the filter looks at */
};

/* A row of the lines; the first one stands for all of them (line NULL). */
struct shelf_line {
	const struct line *line;
	size_t items, retired, back; /* back: items that failed in the last twelve months */
};

struct shelf {
	struct list lines, items;
	bool inside;               /* the items are shown, not the lines */
	char *wanted[FACET_COUNT]; /* NULL: any */
	struct shelf_row *rows;    /* both in the view's arena */
	struct shelf_line *line_rows;
	size_t n, line_n, retired, kept;
	struct item_past past;
	const char *drafted;       /* " CR-0101 CR-0203 ": what the draft changes, for those who write it; in the arena */
	struct page page;        /* beside the items where there is room */
	const struct item *read;   /* what the page shows */
};

enum { SHELF_WIDE = 110, SHELF_LEFT = 56, SHELF_HEAD = 2 };

extern const struct list_ops shelf_line_ops, shelf_item_ops;
struct facets shelf_wanted(const struct shelf *s);
struct list *shelf_list(struct shelf *s);
/* Makes the rows from the desk's library and the past; into the view's arena. */
void shelf_fill(struct view *v);
/* Which of them the draft of the next edition changes, if this person writes it. */
int shelf_note_draft(struct view *v, struct err *e);
/* Where the list stands in the body. */
struct rect shelf_place(struct rect body, bool inside);
void shelf_layout(struct view *v);
void shelf_draw(const struct view *v, struct canvas *c, struct rect r);
/* Columns that a severity, or "retired", takes in either language, and a blank. */
int shelf_grade_cols(void);
/* N_(): "line", "source" ... */
const char *shelf_facet_name(enum facet f);

#endif
