/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Statements by name: the pool, binding, rows.
 */
#include "store/db_private.h"

#include "base/mem.h"
#include "store/sql.inc"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

void db_drop_pool(struct db *db)
{
	for (int i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(db->stmt[i]);
}

static int bind_one(sqlite3_stmt *stmt, int at, char type, va_list *ap)
{
	if (type == 't')
		return sqlite3_bind_text(stmt, at, va_arg(*ap, const char *), -1, SQLITE_TRANSIENT);
	if (type == 'i')
		return sqlite3_bind_int64(stmt, at, va_arg(*ap, int64_t));
	if (type == 'n')
		return sqlite3_bind_null(stmt, at);
	assert(type == 'b');
	const void *data = va_arg(*ap, const void *);
	size_t n = va_arg(*ap, size_t);
	return sqlite3_bind_blob64(stmt, at, data, n, SQLITE_TRANSIENT);
}

static int bind_all(struct db *db, sqlite3_stmt *stmt, const char *types, va_list *ap)
{
	int count = (int)strlen(types);

	assert(sqlite3_bind_parameter_count(stmt) == count);
	for (int i = 0; i < count; i++) {
		int rc = bind_one(stmt, i + 1, types[i], ap);
		if (rc != SQLITE_OK)
			return rc;
	}
	return SQLITE_OK;
}

static int prepare(struct db *db, const char *sql, unsigned flags, sqlite3_stmt **out)
{
	return sqlite3_prepare_v3(db->handle, sql, -1, flags, out, NULL);
}

/* The pooled statement, or a private second one while the pooled one is under way. */
static int take(struct rows *r, struct db *db, enum sql_id id)
{
	*r = (struct rows){.db = db, .id = id};
	if (db->taken[id])
		return prepare(db, sql_rows[id].text, 0, &r->stmt);
	if (!db->stmt[id]) {
		int rc = prepare(db, sql_rows[id].text, SQLITE_PREPARE_PERSISTENT, &db->stmt[id]);
		if (rc != SQLITE_OK)
			return rc;
	}
	db->taken[id] = true;
	r->stmt = db->stmt[id];
	r->pooled = true;
	return SQLITE_OK;
}

static int start(struct rows *r, struct db *db, enum sql_id id, struct err *e, const char *types, va_list *ap)
{
	int rc = take(r, db, id);

	if (rc == SQLITE_OK)
		rc = bind_all(db, r->stmt, types, ap);
	if (rc == SQLITE_OK)
		return 0;
	rows_done(r);
	return db_fail(db, rc, sql_rows[id].name, e);
}

void rows_done(struct rows *r)
{
	if (r->pooled) {
		sqlite3_reset(r->stmt);
		sqlite3_clear_bindings(r->stmt);
		r->db->taken[r->id] = false;
	} else {
		sqlite3_finalize(r->stmt);
	}
	*r = (struct rows){0};
}

int db_select(struct rows *r, struct db *db, enum sql_id id, struct err *e, const char *types, ...)
{
	va_list ap;

	va_start(ap, types);
	int bad = start(r, db, id, e, types, &ap);
	va_end(ap);
	return bad;
}

int db_run(struct db *db, enum sql_id id, struct err *e, const char *types, ...)
{
	AUTO(rows_done) struct rows r = {0};
	va_list ap;

	va_start(ap, types);
	int more = start(&r, db, id, e, types, &ap);
	va_end(ap);
	if (more)
		return -1;
	while ((more = rows_next(&r, e)) > 0)
		;
	return more;
}

static int bind_value(sqlite3_stmt *stmt, int at, const struct db_value *v)
{
	if (v->type == 't')
		return sqlite3_bind_text(stmt, at, v->data, -1, SQLITE_TRANSIENT);
	if (v->type == 'i')
		return sqlite3_bind_int64(stmt, at, v->number);
	if (v->type == 'n')
		return sqlite3_bind_null(stmt, at);
	assert(v->type == 'b');
	return sqlite3_bind_blob64(stmt, at, v->data, v->n, SQLITE_TRANSIENT);
}

int db_run_named(struct db *db, enum sql_id id, struct err *e,
		 void (*value)(const char *name, struct db_value *out, void *ctx), void *ctx)
{
	AUTO(rows_done) struct rows r = {0};
	int rc = take(&r, db, id), more;

	for (int i = 1; rc == SQLITE_OK && i <= sqlite3_bind_parameter_count(r.stmt); i++) {
		struct db_value v = {.type = 'n'};
		value(sqlite3_bind_parameter_name(r.stmt, i) + 1, &v, ctx);
		rc = bind_value(r.stmt, i, &v);
	}
	if (rc != SQLITE_OK)
		return db_fail(db, rc, db_sql_name(id), e);
	while ((more = rows_next(&r, e)) > 0)
		;
	return more;
}

int db_int(struct db *db, enum sql_id id, int64_t otherwise, int64_t *out, struct err *e, const char *types,
	   ...)
{
	AUTO(rows_done) struct rows r = {0};
	va_list ap;

	va_start(ap, types);
	int more = start(&r, db, id, e, types, &ap);
	va_end(ap);
	if (more || (more = rows_next(&r, e)) < 0)
		return -1;
	*out = more && !rows_null(&r, 0) ? rows_int(&r, 0) : otherwise;
	return 0;
}

int db_select_text(struct rows *r, struct db *db, const char *sql, struct err *e, const char *types, ...)
{
	va_list ap;

	*r = (struct rows){.db = db, .id = -1};
	int rc = prepare(db, sql, 0, &r->stmt);
	va_start(ap, types);
	if (rc == SQLITE_OK)
		rc = bind_all(db, r->stmt, types, &ap);
	va_end(ap);
	if (rc == SQLITE_OK)
		return 0;
	rows_done(r);
	return db_fail(db, rc, "text", e);
}

int rows_next(struct rows *r, struct err *e)
{
	int rc = sqlite3_step(r->stmt);

	if (rc == SQLITE_ROW)
		return 1;
	return rc == SQLITE_DONE ? 0 : db_fail(r->db, rc, r->id < 0 ? "text" : sql_rows[r->id].name, e);
}

int64_t rows_int(const struct rows *r, int column)
{
	return sqlite3_column_int64(r->stmt, column);
}

const char *rows_text(const struct rows *r, int column)
{
	return (const char *)sqlite3_column_text(r->stmt, column);
}

const char *rows_exact(const struct rows *r, int column)
{
	const char *text = rows_text(r, column);
	return text && strlen(text) == (size_t)sqlite3_column_bytes(r->stmt, column) ? text : "";
}

const void *rows_blob(const struct rows *r, int column, size_t *n)
{
	const void *data = sqlite3_column_blob(r->stmt, column);

	*n = (size_t)sqlite3_column_bytes(r->stmt, column);
	return data || rows_null(r, column) ? data : "";
}

bool rows_null(const struct rows *r, int column)
{
	return sqlite3_column_type(r->stmt, column) == SQLITE_NULL;
}

int rows_columns(const struct rows *r)
{
	return sqlite3_column_count(r->stmt);
}

const char *rows_name(const struct rows *r, int column)
{
	return sqlite3_column_name(r->stmt, column);
}

char rows_value(const struct rows *r, int column, const void **data, size_t *n, unsigned char number[8])
{
	int type = sqlite3_column_type(r->stmt, column);
	uint64_t bits = 0;

	if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) {
		*data = rows_blob(r, column, n);
		return type == SQLITE_NULL ? 'n' : type == SQLITE_TEXT ? 't' : 'b';
	}
	if (type == SQLITE_INTEGER) {
		bits = (uint64_t)rows_int(r, column) ^ 1ULL << 63;
	} else {
		double real = sqlite3_column_double(r->stmt, column);
		memcpy(&bits, &real, sizeof bits);
	}
	for (int i = 7; i >= 0; i--, bits >>= 8)
		number[i] = (unsigned char)bits;
	*data = number;
	*n = 8;
	return type == SQLITE_INTEGER ? 'i' : 'r';
}

int db_plan(struct db *db, enum sql_id id, struct str *out, struct err *e)
{
	AUTO(str_done) struct str sql = {0};
	sqlite3_stmt *stmt = NULL;
	int rc;

	str_addf(&sql, "EXPLAIN QUERY PLAN %s", sql_rows[id].text);
	if ((rc = prepare(db, str_text(&sql), 0, &stmt)) != SQLITE_OK)
		return db_fail(db, rc, sql_rows[id].name, e);
	AUTO(rows_done) struct rows r = {.stmt = stmt, .db = db, .id = -1}; /* parameters stay NULL */
	int more;
	while ((more = rows_next(&r, e)) > 0)
		str_addf(out, "%s\n", rows_text(&r, 3));
	return more;
}

const char *db_sql_name(enum sql_id id)
{
	return sql_rows[id].name;
}
