/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two stores side by side: their schemas, and every projection row by row. Knows no
 * table by name but the journal's own; the schema in memory says what there must be.
 */
#ifndef ZICHA_STORE_COMPARE_H
#define ZICHA_STORE_COMPARE_H

#include "store/db.h"

struct compare {
	struct db *kept;    /* what lies on the disk (a private copy of it) */
	struct db *rebuilt; /* what the events say */
	/* One difference. where: "table answer, row ..."; subject: a session's id or ""; person: a staff
	 * number or "". */
	void (*differs)(void *ctx, const char *where, const char *subject, const char *person,
			const char *text);
	void *ctx;
	int64_t rows; /* counts the rows compared */
};

/* Objects of sqlite_schema that were added, changed or are gone. -1: cannot be read at all. */
int compare_schemas(struct compare *c, struct err *e);

/* Every table of the rebuilt store but the journal's own and the envelopes, both ways, byte for byte. A table
 * of the kept store that cannot be read is a difference; -1 is ERR_IO and the like. At most 20 differences a
 * table, then a count. */
int compare_tables(struct compare *c, struct err *e);

#endif
