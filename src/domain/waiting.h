/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What waits for somebody: answers that are to be found out, branches whose self-check is missing. Worked out from the
 * record each time; nobody types it.
 */
#ifndef ZICHA_DOMAIN_WAITING_H
#define ZICHA_DOMAIN_WAITING_H

#include "base/mem.h"
#include "store/db.h"

#include <stdbool.h>
#include <stdint.h>

/* An item of a session under way that was answered with `pending`. */
struct waiting_item {
	const char *session, *number, *branch, *branch_name;
	const char *item, *title;
	const char *by_name, *note;
	int64_t at;
};
struct waiting_items {
	struct waiting_item *v;
	size_t n, cap;
	struct arena arena;
};
/* The oldest first; branch NULL: of all. limit 0: all. */
int waiting_items_load(struct db *db, const char *branch, int limit, struct waiting_items *list, struct err *e);
void waiting_items_done(struct waiting_items *list);

/* A branch that sealed no self-check which it had opened in the last whole month. */
struct waiting_branch {
	const char *code, *name;
	bool quarter;    /* nor one of the last whole quarter */
	bool begun;      /* one of that month is under way, unsealed */
	int64_t last_at; /* opening of its last sealed self-check, 0: none ever */
};
struct waiting_branches {
	struct waiting_branch *v;
	size_t n, cap;
	struct arena arena;
	int year, month;         /* the last whole month before `now` */
	int quarter_year, quarter; /* and quarter, 1 to 4 */
};
/* Those that missed the quarter first, then by code. Times in China. */
int waiting_branches_load(struct db *db, int64_t now, struct waiting_branches *list, struct err *e);
void waiting_branches_done(struct waiting_branches *list);

#endif
