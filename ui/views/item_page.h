/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One item of the library as a page: its words, where it comes from, how often it failed of late. Several views show
 * it.
 */
#ifndef ZICHA_UI_VIEWS_ITEM_PAGE_H
#define ZICHA_UI_VIEWS_ITEM_PAGE_H

#include "domain/library.h"
#include "domain/people.h"
#include "domain/review.h"
#include "ui/widgets/page.h"

/* What came back in the last twelve months, as far as somebody may know it: counts over all branches, and the
 * branch's own with the words of its last finding. */
struct item_past {
	struct review_list all, own;
	bool has_own; /* the person belongs to one branch */
};
int item_page_past_load(struct db *db, const struct person *me, int64_t now, struct item_past *past, struct err *e);
void item_page_past_done(struct item_past *past);

/* Fills the page (emptied first). fact: the words of its last finding, edition: which one changed it last; "" if they
 * are not known or not to be shown. */
void item_page_fill(struct page *s, const struct library *lib, const struct line *line, const struct item *item,
		    const struct item_past *past, const char *fact, const char *edition);

/* The same for F1 on a screen that is about an item of somebody's session. item: as pinned; NULL: as the library has it. */
struct desk;
int item_page_explain(struct desk *d, const char *code, const struct item *item, const char *fact, struct page *out,
		      struct err *e);

#endif
