/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The edition of the library that the demo county publishes: Item records of county.rec over what is in force.
 */
#include "cli/demo_private.h"

#include "domain/edition.h"
#include "domain/library_edit.h"

#include <string.h>

/* Items that were made of records: each lives in a library of its own. */
struct made {
	struct library *v;
	size_t n, cap;
};

static void made_done(struct made *m)
{
	for (size_t i = 0; i < m->n; i++)
		library_done(&m->v[i]);
	mem_free(m->v);
}

/* A field of the record; repeated ones joined by LF. False if it has none. */
static bool field_of(const struct rec *r, const char *name, struct str *out)
{
	bool any = false;

	for (size_t i = 0; i < r->n; i++)
		if (str_eq(r->v[i].name, name)) {
			str_addf(out, "%s%s", any ? "\n" : "", r->v[i].value);
			any = true;
		}
	return any;
}

/* The item that a record makes of the old one (NULL: it is new). */
static const struct item *make_item(const struct rec *r, const struct line *line, const struct item *old, struct made *m,
				    struct err *e)
{
	AUTO(str_done) struct str text = {0};
	size_t n;
	const struct library_field *fields = item_fields(&n);

	line_write_head(line, line->edition, &text);
	str_add_char(&text, '\n');
	for (size_t i = 0; i < n; i++) {
		AUTO(str_done) struct str value = {0};
		if (!field_of(r, fields[i].name, &value) && old)
			item_field_text(old, &fields[i], &value);
		field_write(&fields[i], str_text(&value), &text);
	}
	struct library *lib = VEC_PUSH(m);
	return library_add(lib, "county.rec", str_text(&text), text.n, NULL, NULL, e) ? NULL : &lib->v[0].v[0];
}

static int change_item(struct library *lib, const struct rec *r, struct made *m, struct err *e)
{
	const char *code = county_field(r, "Code"), *behind = county_field(r, "Behind");
	struct line *line = NULL;

	for (size_t i = 0; i < lib->n; i++)
		if (!strncmp(lib->v[i].code, code, 2))
			line = &lib->v[i];
	if (!line)
		return demo_bad(r, "Code", e);
	const struct item *old = line_item(line, code), *before = line_item(line, *behind ? behind : code);
	const struct item *item = before ? make_item(r, line, old, m, e) : NULL;
	if (!item)
		return demo_bad(r, before ? e->text : "Behind", e);
	size_t at = (size_t)(before - line->v);
	if (!old) {
		line->v = vec_grow(line->v, line->n, &line->cap, sizeof *line->v); /* one more, behind that item */
		at++;
		memmove(line->v + at + 1, line->v + at, (line->n - at) * sizeof *line->v);
		line->n++;
	}
	line->v[at] = *item;
	line_index(line, &lib->arena);
	return 0;
}

int demo_publish(struct county *c, struct err *e)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(made_done) struct made made = {0};
	AUTO(str_done) struct str now = {0}, next = {0};
	struct clock *clock = &c->desk->clock;
	struct actor by = {0};

	for (size_t i = 0; i < c->n; i++)
		if (str_eq(c->v[i].person.no, county_field(c->edition, "By")))
			by = demo_actor(c, i);
	if (edition_load(c->desk->db, &lib, e) || edition_in_force(c->desk->db, &lib, &now, e))
		return -1;
	for (const struct rec *r = NULL; (r = county_next(&c->data, "Item", r));)
		if (change_item(&lib, r, &made, e))
			return -1;
	edition_next(str_text(&now), 0, &next);
	clock_fix(clock, c->edition_at > clock->now ? c->edition_at : clock->now, 1);
	return edition_publish(&c->desk->journal, &by, &lib, str_text(&next), county_field(c->edition, "Note"), NULL,
			       e) ||
		       desk_load_library(c->desk, e)
		   ? -1
		   : 0;
}
