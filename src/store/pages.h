/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether the pages of a store hold, table by table and a slice at a time: between two slices no statement is open,
 * so keys are answered and other programs write. Quick reads every row of every table in the order of its key; full
 * has SQLite check each table with its indexes and references (a large table in one go). Neither proves what the
 * rows say: that is verify's.
 */
#ifndef ZICHA_STORE_PAGES_H
#define ZICHA_STORE_PAGES_H

#include "base/mem.h"
#include "store/db.h"

struct pages {
	struct db *db; /* borrowed */
	bool full;
	struct {
		const char **v;
		size_t n, cap;
	} tables;
	struct arena arena;   /* their names */
	size_t table;         /* the one whose turn it is */
	struct str key, from; /* of the last row read: as bytes in order, and as a condition on the next */
};

/* ERR_DAMAGED already when the names cannot be read. pages_done in every case. */
int pages_begin(struct pages *p, struct db *db, bool full, struct err *e);
/* Goes on for about ms milliseconds: 1 there is more, 0 all of it holds, -1: ERR_DAMAGED, or could not be read
 * (ERR_IO). While somebody commits: 1. */
int pages_step(struct pages *p, int ms, struct err *e);
void pages_done(struct pages *p);

#endif
