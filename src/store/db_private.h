/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What db.c and rows.c share; nobody else includes this, nor sqlite3.h.
 */
#ifndef ZICHA_STORE_DB_PRIVATE_H
#define ZICHA_STORE_DB_PRIVATE_H

#include "store/db.h"

#include <sqlite3.h>

/* What a file is that is not ours; %s is its path. */
#define DB_NOT_OURS \
	N_("%s is no store of zicha; name another folder with --data DIR, or let zicha restore put a backup back")

struct db {
	sqlite3 *handle;
	char *path; /* "" in memory */
	unsigned flags;
	bool broken;                   /* the disk failed: nothing more is written */
	bool was_wal;                  /* somebody had switched the file to a write-ahead log */
	sqlite3_stmt *stmt[SQL_COUNT]; /* the pool */
	bool taken[SQL_COUNT];
};

/* Turns a result of SQLite into a code and a sentence. doing: the statement's name. Returns -1. */
int db_fail(struct db *db, int rc, const char *doing, struct err *e);

/* How a sentence calls the store. */
const char *db_shown(const struct db *db);

/* ERR_DAMAGED unless the schema is letter by letter that of this version, in whatever order. Takes no digest, since it
 * stands before the first frame of the workbench. */
int db_check_schema(struct db *db, struct err *e);

/* Finalises the pool. */
void db_drop_pool(struct db *db);

#endif
