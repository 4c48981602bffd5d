/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bringing an older store up to date. Events never change; so a migration carries the
 * journal over, letter by letter, and makes every projection anew from it.
 */
#ifndef ZICHA_STORE_MIGRATE_H
#define ZICHA_STORE_MIGRATE_H

#include "store/backup.h"

/* One row per format that laid the journal's own tables (chain, event, event_body, head, envelope) out
 * differently. Changes of projections need no row: raising DB_FORMAT is enough. Files
 * data/sql/step/NNN-name.sql become these rows. */
struct migrate_step {
	int format; /* DB_FORMAT of the version that asks for it; rising */
	const char *name;
	const char *sql; /* run on a copy of the old file; triggers sleep */
};

struct migrate_options {
	struct backup_options
		backup; /* .dir: where the old file is kept, whole, before anything else; .kinds, .clock */
	const struct migrate_step *steps; /* NULL: those built in */
	size_t step_count;
};

/* 1 an older format (*format says which), 0 up to date, -1 cannot tell: errors of db_open. */
int migrate_needed(const char *path, int *format, struct err *e);

/* Holds the old file's write lock from before the copy until after the rename. The new file is verified in
 * full before it takes the old one's name; on any failure the old one stands untouched. Programs that have it
 * open notice at their next act. Harmless on a store that is up to date. ERR_DAMAGED names the first thing
 * that does not hold; ERR_BUSY; ERR_IO. */
int migrate_store(const char *path, const struct migrate_options *o, struct err *e);

/* For reading, where nothing can be written: the same in a private store in memory (DB_MEMORY), the file untouched. What
 * it says is as sound as the file; only verify says how sound that is. Free with db_close. ERR_DAMAGED, ERR_IO. */
int migrate_copy(struct db **out, const char *path, const struct migrate_options *o, struct err *e);

#endif
