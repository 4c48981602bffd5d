/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Somebody with sqlite3 and the file: every table and column of a store is changed, emptied,
 * swapped, deleted from and added to by plain SQL, one attack on one copy at a time, and a
 * judge must notice each. Walks sqlite_schema, so a new table is attacked without a word here.
 */
#ifndef ZICHA_TESTS_UNIT_ATTACK_H
#define ZICHA_TESTS_UNIT_ATTACK_H

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

struct attack {
	const char *store; /* the sound one; never written */
	const char *copy;  /* where each copy goes */
	/* 0 sound, anything else: noticed. */
	int (*judge)(const char *path, void *ctx);
	void *ctx;
	int rows; /* how many rows of a table are tried: 1 the first, 2 also the last, 3 also the middle */
	bool loud;
	int tried, missed, refused; /* refused: SQLite itself would not do it */
};

/* Unsynced: nothing here must outlive the test. */
static inline int attack_put(const char *path, const struct str *bytes)
{
	FILE *f = fopen(path, "w");

	if (!f)
		return -1;
	size_t n = fwrite(bytes->s, 1, bytes->n, f);
	return fclose(f) || n != bytes->n ? -1 : 0;
}

/* Lays a fresh copy and opens it as an attacker does: no triggers, no checks. */
static sqlite3 *attack_open(struct attack *a)
{
	struct err e = {0};
	AUTO(str_done) struct str bytes = {0};
	sqlite3 *db = NULL;

	if (file_read(a->store, 1 << 30, &bytes, &e) || attack_put(a->copy, &bytes) ||
	    sqlite3_open_v2(a->copy, &db, SQLITE_OPEN_READWRITE, NULL)) {
		printf("attack: %s\n", e.text);
		return db;
	}
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_exec(
		db,
		"PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF",
		NULL, NULL, NULL);
	return db;
}

static void attack_judge(struct attack *a, sqlite3 *db, int rc, const char *what)
{
	bool changed = sqlite3_total_changes(db) > 0;

	sqlite3_close(db);
	if (rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_ROW) {
		a->refused++;
		if (a->loud)
			printf("refused (%d): %s\n", rc, what);
		return;
	}
	if (!changed && strncmp(what, "schema", 6))
		return;
	a->tried++;
	int verdict = a->judge(a->copy, a->ctx);
	a->missed += verdict == 0;
	if (!verdict || a->loud)
		printf("%s: %s\n", verdict ? "noticed" : "MISSED", what);
}

static void attack_sql(struct attack *a, const char *what, const char *sql)
{
	sqlite3 *db = attack_open(a);
	attack_judge(a, db, sqlite3_exec(db, sql, NULL, NULL, NULL), what);
}

struct attack_table {
	char name[64];
	int columns, keys, rows;
	struct {
		char name[64], type[16];
		int key;
	} c[64];
	struct str order; /* key columns, separated by commas */
};

static void attack_load(sqlite3 *db, const char *name, struct attack_table *t)
{
	sqlite3_stmt *s;
	AUTO(str_done) struct str sql = {0};

	*t = (struct attack_table){0};
	snprintf(t->name, sizeof t->name, "%s", name);
	str_addf(&sql, "SELECT name, type, pk FROM pragma_table_info('%s')", name);
	sqlite3_prepare_v2(db, str_text(&sql), -1, &s, NULL);
	while (sqlite3_step(s) == SQLITE_ROW && t->columns < 64) {
		int i = t->columns++;
		snprintf(t->c[i].name, sizeof t->c[i].name, "%s", sqlite3_column_text(s, 0));
		snprintf(t->c[i].type, sizeof t->c[i].type, "%s", sqlite3_column_text(s, 1));
		t->c[i].key = sqlite3_column_int(s, 2);
		if (t->c[i].key)
			str_addf(&t->order, "%s\"%s\"", t->keys++ ? ", " : "", t->c[i].name);
	}
	sqlite3_finalize(s);
	str_clear(&sql);
	str_addf(&sql, "SELECT count(*) FROM \"%s\"", name);
	sqlite3_prepare_v2(db, str_text(&sql), -1, &s, NULL);
	if (sqlite3_step(s) == SQLITE_ROW)
		t->rows = sqlite3_column_int(s, 0);
	sqlite3_finalize(s);
}

/* "(a, b) = (SELECT a, b FROM t ORDER BY a, b LIMIT 1 OFFSET n)" */
static void attack_where(struct str *out, const struct attack_table *t, int row)
{
	str_addf(out, " WHERE (%s) = (SELECT %s FROM \"%s\" ORDER BY %s LIMIT 1 OFFSET %d)",
		 str_text(&t->order), str_text(&t->order), t->name, str_text(&t->order), row);
}

static sqlite3_stmt *attack_prepare(sqlite3 *db, const struct str *sql)
{
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v2(db, str_text(sql), -1, &s, NULL))
		printf("attack: %s: %s\n", str_text(sql), sqlite3_errmsg(db));
	return s;
}

enum { ATTACK_WAYS = 4 };

/* Binds a value that is close to, but not, the one in column 0 of `from`. way: 0 a little off, 1 NULL, 2 the empty
 * value, 3 the same with a tail behind a NUL, where a text of C ends. */
static void attack_bind(sqlite3_stmt *to, sqlite3_stmt *from, int way, const char *type)
{
	AUTO(str_done) struct str b = {0};
	int is = sqlite3_column_type(from, 0);

	str_add_n(&b, sqlite3_column_blob(from, 0), (size_t)sqlite3_column_bytes(from, 0));
	if (way == 1 && is != SQLITE_NULL)
		sqlite3_bind_null(to, 1);
	else if (way == 2 && is == SQLITE_TEXT)
		sqlite3_bind_text(to, 1, "", 0, SQLITE_TRANSIENT);
	else if (way == 3 && is == SQLITE_TEXT) {
		str_add_n(&b, "\0x", 2);
		sqlite3_bind_text(to, 1, str_text(&b), (int)b.n, SQLITE_TRANSIENT);
	}
	else if (way == 2 && is == SQLITE_BLOB)
		sqlite3_bind_zeroblob(to, 1, b.n ? (int)b.n : 16);
	else if (is == SQLITE_INTEGER || (is == SQLITE_NULL && type[0] == 'I'))
		sqlite3_bind_int64(to, 1, sqlite3_column_int64(from, 0) ^ (way == 2 ? 2 : 1));
	else if (is == SQLITE_FLOAT)
		sqlite3_bind_double(to, 1, sqlite3_column_double(from, 0) + 1);
	else if (is == SQLITE_TEXT || (is == SQLITE_NULL && type[0] == 'T')) {
		if (b.n && (unsigned char)b.s[b.n - 1] < 0x7e)
			b.s[b.n - 1]++;
		else
			str_add(&b, "x");
		sqlite3_bind_text(to, 1, str_text(&b), (int)b.n, SQLITE_TRANSIENT);
	} else {
		if (b.n)
			b.s[b.n / 2] ^= 1;
		else
			str_add(&b, "x");
		sqlite3_bind_blob(to, 1, str_text(&b), (int)b.n, SQLITE_TRANSIENT);
	}
}

static void attack_value(struct attack *a, const struct attack_table *t, int column, int row, int way)
{
	sqlite3 *db = attack_open(a);
	AUTO(str_done) struct str get = {0};
	AUTO(str_done) struct str set = {0};
	AUTO(str_done) struct str what = {0};

	str_addf(&get, "SELECT \"%s\" FROM \"%s\"", t->c[column].name, t->name);
	attack_where(&get, t, row);
	str_addf(&set, "UPDATE \"%s\" SET \"%s\" = ?1", t->name, t->c[column].name);
	attack_where(&set, t, row);
	str_addf(&set, " AND \"%s\" IS NOT ?1", t->c[column].name);
	str_addf(&what, "change %s.%s of row %d (way %d)", t->name, t->c[column].name, row, way);
	sqlite3_stmt *from = attack_prepare(db, &get), *to = attack_prepare(db, &set);
	sqlite3_step(from);
	attack_bind(to, from, way, t->c[column].type);
	sqlite3_reset(from);
	int rc = sqlite3_step(to);
	sqlite3_finalize(from);
	sqlite3_finalize(to);
	attack_judge(a, db, rc, str_text(&what));
}

/* Swaps the columns from..to-1 (keys apart) of two rows, if they differ. */
static void attack_swap(struct attack *a, const struct attack_table *t, int from, int to, int x, int y)
{
	AUTO(str_done) struct str sql = {0};
	AUTO(str_done) struct str what = {0};
	AUTO(str_done) struct str list = {0};

	for (int i = from; i < to; i++)
		if (!t->c[i].key)
			str_addf(&list, "%s\"%s\"", list.n ? ", " : "", t->c[i].name);
	if (!list.n)
		return;
	str_addf(&sql, "CREATE TEMP TABLE x AS SELECT * FROM \"%s\"", t->name);
	attack_where(&sql, t, x);
	str_addf(&sql, "; CREATE TEMP TABLE y AS SELECT * FROM \"%s\"", t->name);
	attack_where(&sql, t, y);
	str_add(&sql, "; CREATE TEMP TABLE same AS SELECT 1 FROM x, y WHERE 1");
	for (int i = from; i < to; i++)
		if (!t->c[i].key)
			str_addf(&sql, " AND x.\"%s\" IS y.\"%s\"", t->c[i].name, t->c[i].name);
	for (int i = 0; i < 2; i++) {
		str_addf(&sql,
			 "; UPDATE \"%s\" SET (%s) = (SELECT %s FROM %s) WHERE NOT EXISTS (SELECT 1 FROM "
			 "same) AND (%s) = "
			 "(SELECT %s FROM %s)",
			 t->name, str_text(&list), str_text(&list), i ? "x" : "y", str_text(&t->order),
			 str_text(&t->order), i ? "y" : "x");
	}
	str_addf(&what, "swap %s of rows %d and %d of %s", to - from == 1 ? t->c[from].name : "all", x, y,
		 t->name);
	sqlite3 *db = attack_open(a);
	int rc = sqlite3_exec(db, str_text(&sql), NULL, NULL, NULL);
	int same = 0;
	sqlite3_stmt *s = NULL;
	if (!sqlite3_prepare_v2(db, "SELECT count(*) FROM same", -1, &s, NULL) &&
	    sqlite3_step(s) == SQLITE_ROW)
		same = sqlite3_column_int(s, 0);
	sqlite3_finalize(s);
	if (same) {
		sqlite3_close(db);
		return;
	}
	attack_judge(a, db, rc, str_text(&what));
}

static void attack_delete(struct attack *a, const struct attack_table *t, int row)
{
	AUTO(str_done) struct str sql = {0};
	AUTO(str_done) struct str what = {0};

	str_addf(&sql, "DELETE FROM \"%s\"", t->name);
	if (row >= 0)
		attack_where(&sql, t, row);
	str_addf(&what, "delete row %d of %s", row, t->name);
	attack_sql(a, str_text(&what), str_text(&sql));
}

/* A second row like the first one, under another key. */
static void attack_insert(struct attack *a, const struct attack_table *t)
{
	AUTO(str_done) struct str sql = {0};
	AUTO(str_done) struct str what = {0};
	int last = 0;

	for (int i = 0; i < t->columns; i++)
		if (t->c[i].key == t->keys)
			last = i;
	str_addf(&sql, "INSERT INTO \"%s\" SELECT ", t->name);
	for (int i = 0; i < t->columns; i++) {
		const char *name = t->c[i].name;
		str_add(&sql, i ? ", " : "");
		if (i != last)
			str_addf(&sql, "\"%s\"", name);
		else if (t->c[i].type[0] == 'I')
			str_addf(&sql, "(SELECT max(\"%s\") + 1 FROM \"%s\")", name, t->name);
		else
			str_addf(&sql, "substr(\"%s\", 1, length(\"%s\") - 1) || 'z'", name, name);
	}
	str_addf(&sql, " FROM \"%s\"", t->name);
	attack_where(&sql, t, 0);
	str_addf(&what, "add a row to %s", t->name);
	attack_sql(a, str_text(&what), str_text(&sql));
}

static void attack_rows(struct attack *a, const struct attack_table *t)
{
	int pick[3] = {0, t->rows - 1, t->rows / 2}, picks = t->rows < a->rows ? t->rows : a->rows;

	for (int p = 0; p < picks; p++) {
		for (int i = 0; i < t->columns; i++)
			for (int way = 0; way < ATTACK_WAYS; way++)
				attack_value(a, t, i, pick[p], way);
		attack_delete(a, t, pick[p]);
	}
	if (t->rows)
		attack_insert(a, t);
	if (t->rows > 1) {
		attack_delete(a, t, -1);
		for (int i = 0; i < t->columns; i++)
			attack_swap(a, t, i, i + 1, 0, t->rows - 1);
		attack_swap(a, t, 0, t->columns, 0, 1);
		attack_swap(a, t, 0, t->columns, t->rows - 2, t->rows - 1);
	}
}

/* Calls visit with each name of a kind of schema object. */
static void attack_objects(struct attack *a, const char *type,
			   void (*visit)(struct attack *a, const char *name))
{
	sqlite3 *db = NULL;
	sqlite3_stmt *s = NULL;

	sqlite3_open_v2(a->store, &db, SQLITE_OPEN_READONLY, NULL);
	sqlite3_prepare_v2(db,
			   "SELECT name FROM sqlite_schema WHERE type = ?1 AND sql IS NOT NULL ORDER BY name",
			   -1, &s, NULL);
	sqlite3_bind_text(s, 1, type, -1, SQLITE_TRANSIENT);
	while (sqlite3_step(s) == SQLITE_ROW)
		visit(a, (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	sqlite3_close(db);
}

/* Only the rows of one table. */
static inline void attack_rows_of(struct attack *a, const char *name)
{
	struct attack_table t;
	sqlite3 *db = NULL;

	sqlite3_open_v2(a->store, &db, SQLITE_OPEN_READONLY, NULL);
	attack_load(db, name, &t);
	sqlite3_close(db);
	attack_rows(a, &t);
	str_done(&t.order);
}

static void attack_one_table(struct attack *a, const char *name)
{
	AUTO(str_done) struct str sql = {0};

	attack_rows_of(a, name);
	str_addf(&sql, "ALTER TABLE \"%s\" ADD COLUMN extra TEXT", name);
	attack_sql(a, "schema: a column more", str_text(&sql));
	str_clear(&sql);
	str_addf(&sql, "CREATE TRIGGER planted AFTER INSERT ON \"%s\" BEGIN SELECT 1; END", name);
	attack_sql(a, "schema: a trigger", str_text(&sql));
	str_clear(&sql);
	str_addf(&sql, "ALTER TABLE \"%s\" RENAME TO hidden; CREATE VIEW \"%s\" AS SELECT * FROM hidden",
		 name, name);
	attack_sql(a, "schema: a view in place of a table", str_text(&sql));
	str_clear(&sql);
	str_addf(&sql, "DROP TABLE \"%s\"", name);
	attack_sql(a, "schema: a table dropped", str_text(&sql));
}

static void attack_drop_index(struct attack *a, const char *name)
{
	AUTO(str_done) struct str sql = {0};
	str_addf(&sql, "DROP INDEX \"%s\"", name);
	attack_sql(a, "schema: an index dropped", str_text(&sql));
}

static void attack_drop_trigger(struct attack *a, const char *name)
{
	AUTO(str_done) struct str sql = {0};
	str_addf(&sql, "DROP TRIGGER \"%s\"", name);
	attack_sql(a, "schema: a trigger dropped", str_text(&sql));
}

static void attack_file(struct attack *a)
{
	attack_sql(a, "schema: a table more", "CREATE TABLE more (a)");
	attack_sql(a, "schema: statistics", "ANALYZE");
	attack_sql(a, "schema: application_id", "PRAGMA application_id = 7");
	attack_sql(a, "schema: user_version 0", "PRAGMA user_version = 0");
	attack_sql(a, "schema: user_version newer", "PRAGMA user_version = 9999999");
	attack_sql(a, "schema: journal_mode", "PRAGMA journal_mode = WAL; CREATE TABLE w (a); DROP TABLE w");
	attack_sql(a, "schema: auto_vacuum", "PRAGMA auto_vacuum = FULL; VACUUM");
	attack_sql(a, "schema: page_size", "PRAGMA page_size = 8192; VACUUM");
	attack_sql(a, "schema: default_cache_size", "PRAGMA default_cache_size = 7");
	attack_sql(a, "schema: rewritten",
		   "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, ' STRICT', '') "
		   "WHERE name = 'event'");
	attack_sql(a, "schema: a trigger made harmless",
		   "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'ABORT', "
		   "'IGNORE') WHERE type = 'trigger'");
}

/* All of them. First the sound copy, which must pass: 0, or -1 when it does not. */
static inline int attack_all(struct attack *a)
{
	sqlite3_close(attack_open(a));
	if (a->judge(a->copy, a->ctx)) {
		printf("the sound store does not pass\n");
		return -1;
	}
	attack_objects(a, "table", attack_one_table);
	attack_objects(a, "index", attack_drop_index);
	attack_objects(a, "trigger", attack_drop_trigger);
	attack_file(a);
	printf("%d attacks, %d missed, %d not possible\n", a->tried, a->missed, a->refused);
	return 0;
}

#endif
