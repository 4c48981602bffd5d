/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/compare.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "store/event.h"

#include <assert.h>
#include <string.h>

enum { SHOWN_MOST = 20, SHOWN_CLUSTERS = 24 };

/* ---- schemas ---- */

static void schema_differs(struct compare *c, const struct rows *r, const char *text)
{
	AUTO(str_done) struct str where = {0};

	str_addf(&where, "%s %s", rows_text(r, 0), rows_text(r, 1));
	c->differs(c->ctx, str_text(&where), "", "", text);
}

static int schema_order(const struct rows *kept, const struct rows *rebuilt)
{
	int order = strcmp(rows_exact(kept, 1), rows_exact(rebuilt, 1));
	return order ? order : strcmp(rows_exact(kept, 0), rows_exact(rebuilt, 0));
}

int compare_schemas(struct compare *c, struct err *e)
{
	AUTO(rows_done) struct rows k = {0}, r = {0};

	if (db_select(&k, c->kept, SQL_schema_objects, e, "") ||
	    db_select(&r, c->rebuilt, SQL_schema_objects, e, ""))
		return -1;
	int km = rows_next(&k, e), rm = rows_next(&r, e);
	while (km > 0 || rm > 0) {
		if (km < 0 || rm < 0)
			return -1;
		int order = !km ? 1 : !rm ? -1 : schema_order(&k, &r);
		if (order < 0)
			schema_differs(c, &k, _("was added by somebody; zicha made no such thing"));
		else if (order > 0)
			schema_differs(c, &r, _("is gone; somebody removed it"));
		else if (strcmp(rows_exact(&k, 2), rows_exact(&r, 2)))
			schema_differs(c, &k, _("was defined anew; it is not what zicha made"));
		if (order <= 0)
			km = rows_next(&k, e);
		if (order >= 0)
			rm = rows_next(&r, e);
	}
	return km < 0 || rm < 0 ? -1 : 0;
}

/* ---- one table ---- */

struct table {
	const char *name;
	struct str select;
	int columns;
	int keys[16]; /* columns of the primary key, in its order */
	int key_count;
	int session, person, at; /* columns that say whose and when; -1: none */
	int64_t differences;
};

static void table_done(struct table *t)
{
	str_done(&t->select);
}

/* Columns that let a sentence say whose and when. */
static void note_column(struct table *t, const char *column, bool key)
{
	if (!strcmp(column, "session") || (!strcmp(t->name, "session") && !strcmp(column, "id")))
		t->session = t->columns;
	if (!strcmp(column, "person") || (!strcmp(t->name, "person") && key))
		t->person = t->columns;
	if (t->person < 0 && (!strcmp(column, "author") || !strcmp(column, "opened_by")))
		t->person = t->columns;
	if (!strcmp(column, "at") || !strcmp(column, "opened_at"))
		t->at = t->columns;
}

/* Columns and key of a table as the rebuilt store has it, and the query that reads it in key order. */
static int table_init(struct table *t, struct db *db, const char *name, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	AUTO(str_done) struct str order = {0};
	const char *key_names[16] = {0};
	AUTO(arena_done) struct arena arena = {0};
	int more;

	*t = (struct table){.name = name, .session = -1, .person = -1, .at = -1};
	if (db_select(&r, db, SQL_schema_columns, e, "t", name))
		return -1;
	while ((more = rows_next(&r, e)) > 0) {
		const char *column = arena_dup(&arena, rows_text(&r, 0));
		int64_t pk = rows_int(&r, 1);
		str_addf(&t->select, "%s\"%s\"", t->columns ? ", " : "SELECT ", column);
		if (pk > 0 && pk <= (int64_t)ARRAY_LEN(key_names)) {
			key_names[pk - 1] = column;
			t->keys[pk - 1] = t->columns;
			t->key_count++;
		}
		note_column(t, column, pk > 0);
		t->columns++;
	}
	for (int i = 0; i < t->key_count; i++)
		str_addf(&order, "%s\"%s\" COLLATE BINARY", i ? ", " : " ORDER BY ", key_names[i]);
	assert(t->key_count); /* every table of ours has a primary key; a house test says so too */
	str_addf(&t->select, " FROM \"%s\"%s", name, str_text(&order));
	return more;
}

/* SQLite's own order of values: NULL, numbers, text, blobs. */
static int value_order(const struct rows *a, const struct rows *b, int column)
{
	static const char ranks[] = "nirtb";
	const void *ad, *bd;
	size_t an, bn;
	unsigned char ab[8], bb[8];
	char at = rows_value(a, column, &ad, &an, ab), bt = rows_value(b, column, &bd, &bn, bb);

	if (at != bt)
		return strchr(ranks, at) < strchr(ranks, bt) ? -1 : 1;
	int order = memcmp(an ? ad : "", bn ? bd : "", an < bn ? an : bn);
	return order ? order : an < bn ? -1 : an > bn;
}

static int key_order(const struct table *t, const struct rows *a, const struct rows *b)
{
	int order = 0;
	for (int i = 0; i < t->key_count && !order; i++)
		order = value_order(a, b, t->keys[i]);
	return order;
}

/* A value short enough for a sentence. */
static void show_value(struct str *out, const struct rows *r, int column)
{
	const void *data;
	size_t n;
	unsigned char number[8];
	char type = rows_value(r, column, &data, &n, number);

	if (type == 'i' || type == 'r') {
		str_addf(out, "%lld", (long long)rows_int(r, column));
	} else if (type == 't') {
		size_t shown = text_offset(data, n, SHOWN_CLUSTERS);
		str_add_n(out, data, shown);
		str_add(out, shown < n ? "…" : "");
	} else if (type == 'b') {
		str_add_hex(out, data, n < 8 ? n : 8);
	} else {
		str_add(out, "-");
	}
}

static const char *text_or_empty(const struct rows *r, int column)
{
	const char *text = column < 0 ? NULL : rows_text(r, column);
	return text ? text : "";
}

static void row_differs(struct compare *c, struct table *t, const struct rows *r, const char *text)
{
	AUTO(str_done) struct str key = {0};
	AUTO(str_done) struct str where = {0};
	AUTO(str_done) struct str dated = {0};
	int64_t at = t->at < 0 ? 0 : rows_int(r, t->at);
	char when[TIME_TEXT];

	if (++t->differences > SHOWN_MOST)
		return;
	for (int i = 0; i < t->key_count; i++) {
		str_add(&key, i ? " | " : "");
		show_value(&key, r, t->keys[i]);
	}
	str_addf(&where, _("table %s, row %s"), t->name, str_text(&key));
	if (at > 0 && at < EVENT_TIME_END) {
		str_addf(&dated, _("%s (recorded %s)"), text, time_format(at, when));
		text = str_text(&dated);
	}
	c->differs(c->ctx, str_text(&where), text_or_empty(r, t->session), text_or_empty(r, t->person), text);
}

static void compare_row(struct compare *c, struct table *t, const struct rows *k, const struct rows *r)
{
	AUTO(str_done) struct str columns = {0};
	AUTO(str_done) struct str text = {0};

	for (int i = 0; i < t->columns; i++)
		if (value_order(k, r, i))
			str_addf(&columns, "%s%s", columns.n ? ", " : "", rows_name(r, i));
	if (!columns.n)
		return;
	str_addf(&text, _("was changed past the record: %s"), str_text(&columns));
	row_differs(c, t, r, str_text(&text));
}

static void walk(struct compare *c, struct table *t, struct rows *k, struct rows *r, int *km, int *rm,
		 struct err *e)
{
	*km = rows_next(k, e);
	*rm = *km < 0 ? -1 : rows_next(r, e);
	while (*km >= 0 && *rm >= 0 && (*km || *rm)) {
		int order = !*km ? 1 : !*rm ? -1 : key_order(t, k, r);
		c->rows += order >= 0;
		if (order < 0)
			row_differs(c, t, k, _("stands in the table, but nobody ever recorded it"));
		else if (order > 0)
			row_differs(c, t, r, _("was recorded, but is gone from the table"));
		else
			compare_row(c, t, k, r);
		if (order <= 0)
			*km = rows_next(k, e);
		if (*km >= 0 && order >= 0)
			*rm = rows_next(r, e);
	}
}

static int compare_table(struct compare *c, const char *name, struct err *e)
{
	AUTO(table_done) struct table t = {0};
	AUTO(rows_done) struct rows k = {0}, r = {0};
	AUTO(str_done) struct str text = {0};
	int km = -1, rm = -1;

	if (table_init(&t, c->rebuilt, name, e))
		return -1;
	if (db_select_text(&r, c->rebuilt, str_text(&t.select), e, ""))
		return -1;
	if (!db_select_text(&k, c->kept, str_text(&t.select), e, ""))
		walk(c, &t, &k, &r, &km, &rm, e);
	if (t.differences > SHOWN_MOST) {
		str_addf(&text, _("%lld more rows differ"), (long long)(t.differences - SHOWN_MOST));
		c->differs(c->ctx, name, "", "", str_text(&text));
	}
	if (km >= 0 && rm >= 0)
		return 0;
	if (err_ends_work(e))
		return -1;
	err_clear(e);
	c->differs(c->ctx, name, "", "", _("this table cannot be read"));
	return 0;
}

static bool is_journal(const char *name)
{
	static const char *const own[] = {"chain", "event", "event_body", "head", "envelope"};
	for (size_t i = 0; i < ARRAY_LEN(own); i++)
		if (!strcmp(name, own[i]))
			return true;
	return false;
}

int compare_tables(struct compare *c, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select(&r, c->rebuilt, SQL_schema_tables, e, ""))
		return -1;
	while ((more = rows_next(&r, e)) > 0)
		if (!is_journal(rows_text(&r, 0)) && compare_table(c, rows_text(&r, 0), e))
			return -1;
	return more;
}
