/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The only module that includes sqlite3.h: opening, named statements, transactions.
 * Statements stand in data/sql/query.sql, each after "-- name: x"; the build makes enum sql_id.
 * Sentences for people name the store and the way out, never SQLite's own words.
 */
#ifndef ZICHA_STORE_DB_H
#define ZICHA_STORE_DB_H

#include "base/err.h"
#include "base/str.h"
#include "store/sql.h" /* made at build: enum sql_id { SQL_person_find, ... } */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;

enum {
	DB_CREATE = 1,   /* a new store, 0600; fails if there is one */
	DB_READONLY = 2, /* never writes, also from a stick */
	DB_MEMORY = 4,   /* a private store in memory with the schema, path ignored: rebuilding, tests */
	DB_UNCHECKED = 8 /* takes any schema, triggers asleep: for verify, salvage, migration only */
};

/* A store's format is the version of zicha that first wrote it: 0.1.0 is 100, 1.2.3 is 10203. */
enum { DB_FORMAT = 102, DB_APPLICATION = 0x7a696368 /* "zich" */ };

/* Opens, sets and reads back the PRAGMAs, checks application_id, user_version and, without DB_UNCHECKED, that
 * the schema is exactly the known one (so no planted trigger or view ever runs). Free with db_close.
 * ERR_NEWER names the version that is needed; ERR_STATE an older one that must be brought up to date
 * (migrate.h); ERR_DAMAGED not ours, damaged, or another schema; ERR_ABSENT no store there; ERR_CONFLICT
 * (create) one is there; ERR_IO also for a live store on FAT or a network; ERR_BUSY. */
int db_open(struct db **out, const char *path, unsigned flags, struct err *e);
void db_close(struct db **db);
const char *db_path(const struct db *db); /* borrowed; "" in memory */

/* Do the pages hold? Quick reads every page once (95 MB: 0.06 s); full compares the indexes too (0.10 s), and whoever
 * writes waits meanwhile: pages.h does it in slices. ERR_DAMAGED. */
int db_check(struct db *db, bool full, struct err *e);
int db_page_count(struct db *db, int64_t *out, struct err *e);
/* Gives back the pages of the file that are kept in memory: after work that went through all of it once. */
void db_forget_pages(struct db *db);

/* BEGIN IMMEDIATE with the busy timeout of 5 s (ERR_BUSY after it). One transaction at a time.
 * ERR_STATE when the file was replaced meanwhile (restore, migration): close and open again.
 * After a fault of the disk every further call gives ERR_IO: close, and do not retry. */
int db_begin(struct db *db, struct err *e);
int db_commit(struct db *db, struct err *e); /* durable when it returns 0; else still to be rolled back */
void db_rollback(struct db *db);             /* harmless when none is open */
bool db_in_transaction(const struct db *db);

/* Several queries that see the same moment, and take the file's lock once. AUTO(db_read_end) struct db_read view = {0};
 * Inside an act it does nothing. Ended before anybody waits for a key: whoever commits waits for it. */
struct db_read {
	struct db *db;
};
int db_read_begin(struct db_read *r, struct db *db, struct err *e);
void db_read_end(struct db_read *r);

/* Runs a statement that gives no rows. types, one letter a parameter in order of first appearance in the SQL:
 * t const char * (NULL is SQL NULL), i int64_t (cast literals!), b const void *, size_t (NULL is SQL NULL), n
 * nothing: NULL. ERR_CONFLICT when a constraint of the schema refuses the row; db_detail() then says which,
 * for developers. */
int db_run(struct db *db, enum sql_id id, struct err *e, const char *types, ...);

/* The same with parameters asked for by name (without the colon). value says what stands there: type t, i, b
 * or n. */
struct db_value {
	char type;
	int64_t number;
	const void *data; /* t: NUL-terminated */
	size_t n;         /* b */
};
int db_run_named(struct db *db, enum sql_id id, struct err *e,
		 void (*value)(const char *name, struct db_value *out, void *ctx), void *ctx);

/* A query under way. AUTO(rows_done) struct rows r = {0}; The values bound are copied. */
struct rows {
	struct sqlite3_stmt *stmt;
	struct db *db;
	int id;      /* enum sql_id, or -1 */
	bool pooled; /* goes back to the pool, not finalised */
};
int db_select(struct rows *r, struct db *db, enum sql_id id, struct err *e, const char *types, ...);
int rows_next(struct rows *r, struct err *e); /* 1 a row, 0 the end, -1 failed */
int64_t rows_int(const struct rows *r, int column);
const char *rows_text(const struct rows *r, int column); /* borrowed until the next call; NULL for SQL NULL */
/* The same for what somebody else may have written: "" for NULL, and for a text that goes on behind a NUL. */
const char *rows_exact(const struct rows *r, int column);
const void *rows_blob(const struct rows *r, int column,
		      size_t *n); /* borrowed likewise; never NULL unless SQL NULL */
bool rows_null(const struct rows *r, int column);
int rows_columns(const struct rows *r);
const char *rows_name(const struct rows *r, int column); /* the column's name */
/* The bytes of a value of any type as they are compared: 'n' null, 'i' 8 bytes big-endian with the sign bit
 * turned, 'r' likewise, 't', 'b'. Gives the type's letter; data and n as rows_blob. number is the room for i
 * and r. */
char rows_value(const struct rows *r, int column, const void **data, size_t *n, unsigned char number[8]);
void rows_done(struct rows *r);

/* One whole number from a query; `otherwise` when there is no row or it is NULL. */
int db_int(struct db *db, enum sql_id id, int64_t otherwise, int64_t *out, struct err *e, const char *types,
	   ...);

/* Changes when another connection has committed. -1 when it cannot be told. */
int64_t db_data_version(struct db *db);
/* True when the file at the path is another one than the open one: close and open again. */
bool db_moved(struct db *db);

/* The query plan, one line a step, added to out. */
int db_plan(struct db *db, enum sql_id id, struct str *out, struct err *e);
const char *db_sql_name(enum sql_id id);
/* SQLite's own last words, for developers and tests; never shown to people. */
const char *db_detail(const struct db *db);

/* Below: for src/store only, where a statement cannot have a name (any table, any file). */

/* A query from text; never pooled. */
int db_select_text(struct rows *r, struct db *db, const char *sql, struct err *e, const char *types, ...);
/* Statements from text, all of them. */
int db_exec(struct db *db, const char *sql, struct err *e);
/* A private copy of everything as it is at this moment, in a temporary file that goes with db_close. Holds
 * writers up only while pages are copied. The copy may be damaged in whatever way the store is. */
int db_copy(struct db **out, struct db *from, struct err *e);
/* Writes the same into a new file at path (0600, synced); the caller renames. Fails if there is one. */
int db_copy_to(struct db *from, const char *path, struct err *e);
/* The format of the file, as DB_FORMAT. */
int db_format(struct db *db, int64_t *out, struct err *e);
/* True if the file had been switched to a write-ahead log; zicha never does. */
bool db_was_wal(const struct db *db);
/* The schema this version makes, as SQL text. */
const char *db_schema(void);

#endif
