/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What comes back: items that failed in sealed sessions, counted by branch and item. Repeat findings 屡查屡犯 are
 * worked out here from what was sealed; nobody types them.
 */
#ifndef ZICHA_DOMAIN_REVIEW_H
#define ZICHA_DOMAIN_REVIEW_H

#include "base/mem.h"
#include "store/db.h"

#include <stdint.h>

/* A finding is a repeat from the second sealed session on within so many months. */
enum { REVIEW_MONTHS = 12, REVIEW_REPEAT = 2 };

struct review_row {
	const char *branch, *branch_name; /* "" where branches are counted together */
	const char *item, *title;         /* the title of the last session that asked it */
	int times;                        /* sealed sessions in which it failed */
	int branches;                     /* how many branches it failed in */
	int64_t last_at;                  /* when the last of them was opened */
	const char *last_session;         /* its id */
	const char *last_fact;            /* the words of its last finding there, "" if none */
};

struct review_list {
	struct review_row *v;
	size_t n, cap;
	struct arena arena;
};

/* The start of the window that ends at `now`: REVIEW_MONTHS months back, midnight in China. */
int64_t review_since(int64_t now);

/* Items that failed at least `least` times in sessions opened at `since` or later, the most frequent first, then the
 * latest. branch NULL: every branch for itself. limit 0: all. */
int review_repeats_load(struct db *db, const char *branch, int64_t since, int least, int limit, struct review_list *list,
			struct err *e);

/* How many there are of them. */
int review_repeats_count(struct db *db, const char *branch, int64_t since, int least, int64_t *n, struct err *e);

/* How often each item failed since then, branches counted together, by code: for the library and post cards. */
int review_items_load(struct db *db, int64_t since, struct review_list *list, struct err *e);
/* The row of an item in such a list, or NULL. */
const struct review_row *review_find(const struct review_list *list, const char *item);

void review_list_done(struct review_list *list);

#endif
