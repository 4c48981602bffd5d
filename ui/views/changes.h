/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the draft of the library changes, a row for each item, rule or line, and one of them as a page: before and after.
 */
#ifndef ZICHA_UI_VIEWS_CHANGES_H
#define ZICHA_UI_VIEWS_CHANGES_H

#include "domain/draft.h"
#include "ui/base/view.h"
#include "ui/widgets/page.h"

/* Everything is borrowed from the draft and ends with its next change. */
struct changes {
	struct changes_row {
		const char *code;
		unsigned kinds, fields; /* bits: enum change_kind; rows of item_fields() or basis_fields() */
		struct change change;   /* the first of them */
	} * v;
	size_t n, cap;
};
void changes_load(struct changes *c, const struct draft *d);
void changes_done(struct changes *c);
const struct changes_row *changes_find(const struct changes *c, const char *code); /* or NULL */

/* "reworded, regraded". Added to out. */
void changes_words(const struct changes_row *row, struct str *out);
/* The short name of what changes. */
const char *changes_title(const struct changes_row *row);
bool changes_is_basis(const struct changes_row *row);
bool changes_is_line(const struct changes_row *row);

/* What differs, before and after; the page is emptied first. */
void changes_fill(struct page *p, const struct draft *d, const struct changes_row *row);

/* The words of a problem with the field named as on screen: 检查要点：..., not Question：... Added to out. */
void changes_problem(const char *text, struct str *out);

/* Why this person may not change the library; NULL if so. */
const char *changes_why_not(const struct view *v);
/* Whether somebody has begun a draft: opens it then. 1, 0 (nothing is opened), -1. */
int changes_open(const struct view *v, struct draft *d, struct err *e);

#endif
