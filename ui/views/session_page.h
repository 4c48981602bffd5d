/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One session as a page to read: head, findings with all they say, every item with its answer. Changes nothing.
 */
#ifndef ZICHA_UI_VIEWS_SESSION_PAGE_H
#define ZICHA_UI_VIEWS_SESSION_PAGE_H

#include "domain/signoff.h"
#include "ui/widgets/page.h"

enum session_place_kind { PLACE_FINDING, PLACE_ITEM };

/* Where on the page a finding or an item begins. */
struct session_place {
	enum session_place_kind kind;
	size_t fact;
	const char *item; /* code; in the page's arena */
	bool issue;       /* PLACE_ITEM: it does not conform */
};

struct session_page {
	struct page page;
	struct session head;
	struct checklist checks;
	struct {
		struct session_place *v;
		size_t n, cap;
	} places; /* from top to bottom */
	bool whole; /* items and answers are on it, and in checks; else its head and findings only */
	struct arena arena;
};

/* Reads the session and fills the page, which keeps its place: its head and findings, and the rest too if it had been
 * whole. ERR_ABSENT. */
int session_page_load(struct session_page *s, struct db *db, const char *id, struct err *e);
/* Adds items and answers, unless they are there. */
int session_page_rest(struct session_page *s, struct db *db, struct err *e);
void session_page_done(struct session_page *s); /* takes {0} */

/* The next place behind the one that is read: a finding, or (of the whole page) an item with the result issue. NULL if
 * there is none. */
const struct session_place *session_page_next_finding(const struct session_page *s);
const struct session_place *session_page_next_issue(const struct session_page *s);
/* Of an item: its finding if it has one and `finding` is asked for, else the item. NULL if it is not asked. */
const struct session_place *session_page_item(const struct session_page *s, const char *code, bool finding);

#endif
