/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/pages.h"

#include "base/clock.h"
#include "store/db_private.h"

#include <stdio.h>
#include <string.h>

enum { KEYS_MOST = 8, CLOCK_ROWS = 32 };

int pages_begin(struct pages *p, struct db *db, bool full, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	*p = (struct pages){.db = db, .full = full};
	if (db_select(&r, db, SQL_schema_tables, e, ""))
		return -1;
	while ((more = rows_next(&r, e)) > 0)
		*VEC_PUSH(&p->tables) = arena_dup(&p->arena, rows_text(&r, 0));
	return more;
}

void pages_done(struct pages *p)
{
	mem_free(p->tables.v);
	arena_done(&p->arena);
	str_done(&p->key);
	str_done(&p->from);
	*p = (struct pages){0};
}

/* ---- full: SQLite's own checks ---- */

static int check_table(struct pages *p, const char *table, struct err *e)
{
	AUTO(rows_done) struct rows check = {0}, references = {0};
	AUTO(str_done) struct str sql = {0};
	int more;

	str_addf(&sql, "PRAGMA integrity_check('%s')", table);
	if (db_select_text(&check, p->db, str_text(&sql), e, ""))
		return -1;
	while ((more = rows_next(&check, e)) > 0)
		if (!str_eq(rows_text(&check, 0), "ok"))
			return db_fail(p->db, SQLITE_CORRUPT, "pages", e);
	rows_done(&check);
	str_clear(&sql);
	str_addf(&sql, "PRAGMA foreign_key_check('%s')", table);
	if (more < 0 || db_select_text(&references, p->db, str_text(&sql), e, "") ||
	    (more = rows_next(&references, e)) < 0)
		return -1;
	return more ? db_fail(p->db, SQLITE_CORRUPT, "pages", e) : 0;
}

/* ---- quick: every row in the order of its key ---- */

struct table {
	const char *name;
	struct str names; /* of the key's columns */
	int key[KEYS_MOST], key_count;
};

static void table_done(struct table *t)
{
	str_done(&t->names);
}

static int table_load(struct table *t, struct db *db, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	AUTO(arena_done) struct arena arena = {0};
	const char *names[KEYS_MOST] = {0};
	int more;

	if (db_select(&r, db, SQL_schema_columns, e, "t", t->name))
		return -1;
	for (int column = 0; (more = rows_next(&r, e)) > 0; column++) {
		int64_t pk = rows_int(&r, 1);
		if (pk < 1 || pk > KEYS_MOST)
			continue;
		names[pk - 1] = arena_dup(&arena, rows_text(&r, 0));
		t->key[pk - 1] = column;
		t->key_count++;
	}
	for (int i = 0; i < t->key_count; i++)
		str_addf(&t->names, "%s\"%s\"", i ? ", " : "", names[i]);
	return more;
}

/* The key of a row as bytes that sort as the rows do; false if it holds what no key of ours holds. */
static bool key_bytes(const struct table *t, const struct rows *r, struct str *out)
{
	str_clear(out);
	for (int i = 0; i < t->key_count; i++) {
		unsigned char number[8];
		const void *data;
		size_t n;
		char type = rows_value(r, t->key[i], &data, &n, number);
		if ((type != 'i' && type != 't') || (type == 't' && memchr(data, 0, n)))
			return false;
		str_add_n(out, data, n);
		if (type == 't')
			str_add_char(out, '\0');
	}
	return true;
}

/* The same as SQL: ('a', 5). */
static void key_sql(const struct table *t, const struct rows *r, struct str *out)
{
	str_clear(out);
	for (int i = 0; i < t->key_count; i++) {
		unsigned char number[8];
		const void *data;
		size_t n;
		str_add(out, i ? ", " : "(");
		if (rows_value(r, t->key[i], &data, &n, number) == 'i') {
			str_addf(out, "%lld", (long long)rows_int(r, t->key[i]));
			continue;
		}
		str_add_char(out, '\'');
		for (const char *c = rows_text(r, t->key[i]); *c; c++)
			str_add_n(out, *c == '\'' ? "''" : c, *c == '\'' ? 2 : 1);
		str_add_char(out, '\'');
	}
	str_add_char(out, ')');
}

/* Looks at every byte of a row, and at its place. */
static int look_at(struct pages *p, const struct table *t, const struct rows *r, struct err *e)
{
	AUTO(str_done) struct str key = {0};

	for (int i = 0; i < rows_columns(r); i++) {
		unsigned char number[8];
		const void *data;
		size_t n;
		rows_value(r, i, &data, &n, number);
	}
	if (!key_bytes(t, r, &key))
		return db_fail(p->db, SQLITE_CORRUPT, "pages", e);
	size_t n = key.n < p->key.n ? key.n : p->key.n;
	int order = n ? memcmp(key.s, p->key.s, n) : 0;
	if (p->key.n && (order < 0 || (!order && key.n <= p->key.n)))
		return db_fail(p->db, SQLITE_CORRUPT, "pages", e);
	str_clear(&p->key);
	str_add_n(&p->key, key.s, key.n);
	return 0;
}

/* Reads on in a table until its end (0) or until the time is over (1). */
static int read_table(struct pages *p, const char *name, int64_t end, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	AUTO(table_done) struct table t = {.name = name};
	AUTO(str_done) struct str sql = {0};
	int more;

	if (table_load(&t, p->db, e))
		return -1;
	if (!t.key_count)
		return 0; /* none of ours: the schema was checked when the store was opened */
	str_addf(&sql, "SELECT * FROM \"%s\"", name);
	if (p->from.n)
		str_addf(&sql, " WHERE (%s) > %s", str_text(&t.names), str_text(&p->from));
	str_addf(&sql, " ORDER BY %s", str_text(&t.names));
	if (db_select_text(&r, p->db, str_text(&sql), e, ""))
		return -1;
	for (int i = 1; (more = rows_next(&r, e)) > 0; i++) {
		if (look_at(p, &t, &r, e))
			return -1;
		if (i % CLOCK_ROWS == 0 && clock_monotonic_ms() >= end) {
			key_sql(&t, &r, &p->from);
			return 1;
		}
	}
	return more;
}

static int step(struct pages *p, int64_t end, struct err *e)
{
	while (p->table < p->tables.n) {
		const char *name = p->tables.v[p->table];
		int more = p->full ? check_table(p, name, e) : read_table(p, name, end, e);
		if (more)
			return more;
		str_clear(&p->key);
		str_clear(&p->from);
		p->table++;
		if (clock_monotonic_ms() >= end)
			break;
	}
	return p->table < p->tables.n;
}

int pages_step(struct pages *p, int ms, struct err *e)
{
	int more = step(p, clock_monotonic_ms() + ms, e);

	if (more >= 0 || e->code != ERR_BUSY)
		return more;
	err_clear(e);
	str_clear(&p->key); /* from here again: the last slice was not read to its end */
	return 1;
}
