/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page to read: labelled facts and paragraphs, wrapped to the width it gets, scrolled where it is longer than its
 * place. Knows nothing of what it says.
 */
#ifndef ZICHA_UI_WIDGETS_PAGE_H
#define ZICHA_UI_WIDGETS_PAGE_H

#include "base/str.h"
#include "ui/base/view.h"

#include <stdbool.h>
#include <stddef.h>

struct page {
	struct {
		struct page_fact *v;
		size_t n, cap;
	} facts;
	struct {
		struct page_line *v;
		size_t n, cap;
	} lines;        /* as wrapped for `cols` */
	int label_cols; /* of the widest label and a blank */
	int cols;       /* what lines were worked out for; 0: not yet */
	int top;        /* the first line in sight */
	bool to_end;    /* at its end, also when lines are added */
	int below;      /* about so many lines will be added yet, for the mark at the side */
	size_t wanted;  /* fact + 1 that page_show() asks for at the next layout */
	size_t marked;  /* fact + 1 that was shown last, under a bar */
	int rows;       /* lines in sight at the last layout */
};

/* All texts are copied and may come from outside; their foreign characters show as marks. */
void page_clear(struct page *s); /* no facts; the place is kept until page_top() */
void page_fact(struct page *s, const char *label, const char *text, enum theme_role role); /* nothing for "" */
/* A paragraph over the whole width; "" is a blank line. */
void page_text(struct page *s, enum theme_role role, const char *text);
void page_top(struct page *s);
void page_done(struct page *s); /* takes {0} */

/* Places on the page: a fact or paragraph by its number, from 0 as they were added. */
size_t page_count(const struct page *s);
/* Brings it to the top, as far as the page goes, and puts a bar on its first line. */
void page_show(struct page *s, size_t fact);
/* Where somebody reads: the one shown last while it is in sight, else the first in sight. */
size_t page_here(const struct page *s);
/* The next one behind `from` whose words hold the needle (as lists search: Hanzi, codes, pinyin initials), from the start
 * again behind the end. False if there is none. */
bool page_find(const struct page *s, const char *needle, size_t from, size_t *fact);

/* Wraps what is not wrapped yet and keeps the place within the page: before each drawing. */
void page_layout(struct page *s, struct rect r);
/* Whether the page of lines behind the one in sight is there, as far as the layout knows: for one who adds the rest late. */
bool page_ends_soon(const struct page *s);
void page_draw(const struct page *s, struct canvas *c, struct rect r);
/* For a page that is part of something longer: its lines from `top` on, as wrapped by page_layout() for one column more than
 * r has, no mark at the side; c NULL: draws nothing. Gives the number of all its lines. */
int page_part(const struct page *s, struct canvas *c, struct rect r, int top);
/* "12-30/45": the lines in sight; nothing added where all are. */
void page_position(const struct page *s, struct str *out);

/* Rows that act on view_part(v, PART_PAGE): up, down, pages, start, end. */
extern const struct cmd page_cmds[];

#endif
