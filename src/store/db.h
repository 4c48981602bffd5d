/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The only file that includes sqlite3.h: opening, named statements, transactions.
 * Statements stand in data/sql/query.sql, each after "-- name: x"; the build makes enum sql_id.
 * Sentences for people name the store and the way out, never SQLite's own words.
 */
#ifndef ZICHA_STORE_DB_H
#define ZICHA_STORE_DB_H

#include "base/err.h"
#include "store/sql.h" /* made at build: enum sql_id { SQL_person_find, ... } */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;

enum {
	DB_CREATE = 1,   /* a new store; fails if there is one */
	DB_READONLY = 2, /* never writes, also from a stick */
	DB_MEMORY = 4    /* a private store in memory with the schema, path ignored: rebuilding, tests */
};

/* Opens, sets and reads back the PRAGMAs, checks application_id and user_version. Free with db_close.
 * ERR_NEWER names the version that is needed; ERR_DAMAGED not ours or damaged; ERR_IO; ERR_BUSY. */
int db_open(struct db **out, const char *path, unsigned flags, struct err *e);
void db_close(struct db **db);

/* BEGIN IMMEDIATE with the busy timeout (ERR_BUSY after it). One transaction at a time. */
int db_begin(struct db *db, struct err *e);
int db_commit(struct db *db, struct err *e); /* durable when it returns 0 */
void db_rollback(struct db *db);             /* harmless when none is open */

/* Runs a statement that gives no rows. types, one letter a parameter in order of first appearance in the SQL:
 * t const char * (NULL is SQL NULL), i int64_t, b const void *, size_t. */
int db_run(struct db *db, enum sql_id id, struct err *e, const char *types, ...);

/* A query under way. AUTO(rows_done) struct rows r = {0}; */
struct rows {
	struct sqlite3_stmt *stmt;
	struct db *db;
	bool pooled; /* goes back to the pool, not finalised */
};
int db_select(struct rows *r, struct db *db, enum sql_id id, struct err *e, const char *types, ...);
int rows_next(struct rows *r, struct err *e); /* 1 a row, 0 the end, -1 failed */
int64_t rows_int(const struct rows *r, int column);
const char *rows_text(const struct rows *r, int column); /* borrowed until the next call; NULL for SQL NULL */
const void *rows_blob(const struct rows *r, int column, size_t *n); /* borrowed likewise */
bool rows_null(const struct rows *r, int column);
void rows_done(struct rows *r);

/* One whole number from a query; `otherwise` when there is no row. */
int db_int(struct db *db, enum sql_id id, int64_t otherwise, int64_t *out, struct err *e, const char *types, ...);

/* Changes when another connection has committed. */
int64_t db_data_version(struct db *db);

#endif
