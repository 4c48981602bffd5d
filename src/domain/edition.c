/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/edition.h"

#include "base/msg.h"
#include "domain/edition_inside.h"

#include <stdio.h>
#include <string.h>

/* ---- names ------------------------------------------------------------------- */

int64_t edition_ordinal(const char *name)
{
	size_t n = name ? strspn(name, "0123456789") : 0;
	long long year, number;
	char first[8] = "";

	if (n != 4 || name[4] != '.' || strlen(name) > 9)
		return 0;
	memcpy(first, name, 4);
	if (!str_to_int(first, 1900, 2999, &year) || strspn(name + 5, "0123456789") != strlen(name + 5) ||
	    !str_to_int(name + 5, 1, 9999, &number))
		return 0;
	return year * 10000 + number;
}

bool edition_is_name(const char *name)
{
	return edition_ordinal(name) > 0;
}

int edition_compare(const char *a, const char *b)
{
	int64_t x = edition_ordinal(a), y = edition_ordinal(b);

	return (x > y) - (x < y);
}

void edition_next(const char *after, int year, struct str *out)
{
	int64_t last = edition_ordinal(after);

	str_clear(out);
	if (last / 10000 < year)
		str_addf(out, "%d.1", year);
	else
		str_addf(out, "%d.%d", (int)(last / 10000), (int)(last % 10000) + 1);
}

const char *edition_of_library(const struct library *lib)
{
	const char *latest = "";

	for (size_t i = 0; i < lib->n; i++)
		if (edition_compare(lib->v[i].edition, latest) > 0)
			latest = lib->v[i].edition;
	return latest;
}

/* ---- what was published -------------------------------------------------------- */

static void read_publication(const struct rows *r, struct arena *a, struct publication *p)
{
	p->id = arena_dup(a, rows_text(r, 0));
	p->edition = arena_dup(a, rows_text(r, 1));
	p->note = arena_dup(a, rows_text(r, 2));
	p->at = rows_int(r, 3);
	p->by = arena_dup(a, rows_text(r, 4));
	p->by_name = arena_dup(a, rows_text(r, 5));
	p->lines = (int)rows_int(r, 6);
	p->items = (int)rows_int(r, 7);
	p->changed = (int)rows_int(r, 8);
}

int publication_list_load(struct db *db, struct publication_list *list, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select(&r, db, SQL_publication_all, e, ""))
		return -1;
	while ((more = rows_next(&r, e)) == 1)
		read_publication(&r, &list->arena, VEC_PUSH(list));
	return more;
}

void publication_list_done(struct publication_list *list)
{
	mem_free(list->v);
	arena_done(&list->arena);
	*list = (struct publication_list){0};
}

int publication_find_latest(struct db *db, char id[REF_TEXT], struct err *e)
{
	AUTO(rows_done) struct rows r = {0};

	id[0] = '\0';
	if (db_select(&r, db, SQL_publication_latest_id, e, ""))
		return -1;
	int found = rows_next(&r, e);
	if (found == 1)
		snprintf(id, REF_TEXT, "%s", rows_text(&r, 0));
	return found;
}

int edition_in_force(struct db *db, const struct library *lib, struct str *out, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int found = 0;

	if (db && (db_select(&r, db, SQL_publication_latest, e, "") || (found = rows_next(&r, e)) < 0))
		return -1;
	str_clear(out);
	str_add(out, found ? rows_text(&r, 1) : edition_of_library(lib));
	return 0;
}

/* ---- loading --------------------------------------------------------------------- */

/* Adds the texts that a publication holds, read as pinned. */
static int load_publication(struct db *db, const char *id, struct library *lib, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select(&r, db, SQL_published, e, "t", id))
		return -1;
	while ((more = rows_next(&r, e)) == 1) {
		const char *text = rows_text(&r, 1);
		AUTO(str_done) struct str name = {0};
		str_addf(&name, "%s.rec", *rows_text(&r, 0) ? rows_text(&r, 0) : "basis");
		if (library_add_pinned(lib, str_text(&name), text, strlen(text), e))
			return -1;
	}
	return more;
}

int edition_load(struct db *db, struct library *lib, struct err *e)
{
	char id[REF_TEXT];

	int found = db ? publication_find_latest(db, id, e) : 0;
	if (found < 0)
		return -1;
	if (!found)
		return library_load_builtin(lib, e);
	return load_publication(db, id, lib, e) ? -1 : library_add_builtin_rest(lib, e);
}

/* Says which editions there are. */
static int no_such_edition(struct db *db, const char *edition, const char *builtin, struct err *e)
{
	AUTO(publication_list_done) struct publication_list list = {0};
	AUTO(str_done) struct str known = {0};

	if (db && publication_list_load(db, &list, e))
		return -1;
	for (size_t i = 0; i < list.n; i++)
		str_addf(&known, "%s%s", i ? " " : "", list.v[i].edition);
	return err_set(e, ERR_ABSENT, _("edition %s does not exist; there are: %s"), edition,
		       list.n ? str_text(&known) : builtin);
}

int edition_load_at(struct db *db, const char *edition, struct library *lib, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	char any[REF_TEXT];
	int64_t ordinal = edition_ordinal(edition);
	int found = db ? publication_find_latest(db, any, e) : 0;

	if (found < 0)
		return -1;
	if (!found) {
		if (library_load_builtin(lib, e))
			return -1;
		return ordinal && ordinal == edition_ordinal(edition_of_library(lib))
			       ? 0
			       : no_such_edition(db, edition, edition_of_library(lib), e);
	}
	if (db_select(&r, db, SQL_publication_of_edition, e, "i", ordinal) || (found = rows_next(&r, e)) < 0)
		return -1;
	if (!found)
		return no_such_edition(db, edition, "", e);
	return load_publication(db, rows_text(&r, 0), lib, e);
}
