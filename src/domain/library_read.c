/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From rec text to lines, items and bases.
 */
#include "domain/library_read.h"

#include "base/msg.h"
#include "domain/library_edit.h"
#include "domain/lines.h"

#include <string.h>

/* Length in Hanzi, an ASCII character being half of one, rounded up. */
static unsigned hanzi(const char *text)
{
	unsigned halves = 0;
	for (const char *p = text; *p; p++)
		if (((unsigned char)*p & 0xC0) != 0x80)
			halves += (unsigned char)*p < 0x80 ? 1 : 2;
	return (halves + 1) / 2;
}

static const struct rule *rule_of(const struct rule *rules, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(rules[i].name, name))
			return &rules[i];
	return NULL;
}

static void unknown_field(struct loader *l, const struct rule *rules, size_t n, const struct rec_field *f)
{
	const struct rule *near = &rules[0];

	if (l->pinned)
		return;
	for (size_t i = 1; i < n; i++)
		if (str_distance(f->name, rules[i].name) < str_distance(f->name, near->name))
			near = &rules[i];
	if (str_distance(f->name, near->name) <= 1 + strlen(near->name) / 3)
		rec_error(&l->say, f->line, 1, _("the field %s is unknown; did you mean %s?"), f->name,
			  near->name);
	else
		rec_error(&l->say, f->line, 1, _("the field %s is unknown; delete it"), f->name);
}

static void keep(struct loader *l, const struct rule *rule, const char *text, void *into)
{
	const char **place = (const char **)(void *)((char *)into + rule->place);

	*place = **place ? arena_printf(&l->lib->arena, "%s\n%s", *place, text) : text;
}

/* Without blanks and empty lines around it and without blanks at the ends of its lines. */
static const char *trimmed(const char *value, struct arena *arena)
{
	char *text = arena_dup(arena, value + strspn(value, " \n")), *to = text;

	for (const char *p = text; *p; p++) {
		if (*p == '\n')
			while (to > text && to[-1] == ' ')
				to--;
		*to++ = *p;
	}
	while (to > text && (to[-1] == ' ' || to[-1] == '\n'))
		to--;
	*to = '\0';
	return text;
}

static void take_field(struct loader *l, const struct rule *rule, const struct rec_field *f, void *into)
{
	const char *text = trimmed(f->value, &l->lib->arena);

	if (!*text)
		rec_error(&l->say, f->line, f->column, _("%s is empty; fill it in, or delete the field"),
			  f->name);
	else if (!rule->lines && strchr(text, '\n'))
		rec_error(&l->say, f->line, f->column, _("%s has several lines; write it on one"), f->name);
	else if (hanzi(text) > rule->most)
		rec_error(&l->say, f->line, f->column, _("%s is %u characters long; shorten it to %u"),
			  f->name, hanzi(text), rule->most);
	else if (rule->take)
		rule->take(l, f, text, into);
	if (rule->place != NO_PLACE)
		keep(l, rule, text, into);
}

/* Every plain text of the struct becomes "". */
static void blank(const struct rule *rules, size_t n, void *into)
{
	for (size_t i = 0; i < n; i++)
		if (rules[i].place != NO_PLACE)
			*(const char **)(void *)((char *)into + rules[i].place) = "";
}

static void take_record(struct loader *l, const struct rec *rec, void *into)
{
	unsigned seen = 0;
	size_t n;
	const struct rule *rules = rules_of(rec->type, &n);
	const struct rec_field *code = rec_find(rec, "Code");

	blank(rules, n, into);
	for (size_t i = 0; i < rec->n; i++) {
		const struct rec_field *f = &rec->v[i];
		const struct rule *rule = rule_of(rules, n, f->name);
		if (!rule) {
			unknown_field(l, rules, n, f);
			continue;
		}
		unsigned bit = 1U << (rule - rules);
		if (seen & bit && !rule->many)
			rec_error(&l->say, f->line, 1, _("%s stands here a second time; delete one"),
				  f->name);
		else
			take_field(l, rule, f, into);
		seen |= bit;
	}
	for (size_t i = 0; i < n; i++)
		if (rules[i].must && !(seen & 1U << i))
			rec_error(&l->say, rec->line, 1, _("%s %s has no field %s; add it"), rec->type,
				  code ? code->value : "", rules[i].name);
}

static void to_err(const struct rec_problem *p, void *ctx)
{
	struct err *e = ctx;

	if (e->code == ERR_NONE)
		err_set(e, ERR_INPUT, "%s", p->text);
}

int field_check(const struct library_field *field, bool of_item, const char *text, struct err *e)
{
	AUTO(library_done) struct library scratch = {0};
	struct err first = {0};
	struct loader l = {.lib = &scratch, .say = {field->name, to_err, &first, NULL, 0, 0}};
	struct item item = {0};
	struct basis basis = {0};
	void *into = of_item ? (void *)&item : &basis;
	size_t n;
	const struct rule *rules = rules_of(of_item ? "Item" : "Basis", &n), *rule = rule_of(rules, n, field->name);

	blank(rules, n, into);
	if (!*text && field->must)
		rec_error(&l.say, 1, 1, _("%s is empty; fill it in"), field->name);
	for (const char *p = text; *p;) {
		size_t size = rule->many ? strcspn(p, "\n") : strlen(p);
		struct rec_field f = {field->name, arena_dup_n(&scratch.arena, p, size), 1, 1};
		take_field(&l, rule, &f, into);
		p += size + (p[size] == '\n');
	}
	if (first.code != ERR_NONE)
		*e = first;
	return first.code == ERR_NONE ? 0 : -1;
}

/* ---- records --------------------------------------------------------------- */

static void take_line(struct loader *l, const struct rec *rec)
{
	if (l->has_line) {
		rec_error(&l->say, rec->line, 1, _("a second line in one file; give it a file of its own"));
		return;
	}
	l->has_line = true;
	take_record(l, rec, &l->line);
}

static void take_item(struct loader *l, const struct rec *rec)
{
	struct item *item = VEC_PUSH(&l->line);

	item->line = rec->line;
	take_record(l, rec, item);
	if (item->severity == SEVERITY_NONE)
		item->severity = SEVERITY_ORDINARY;
	if (item->weight < 1)
		item->weight = 1;
}

static void take_basis_record(struct loader *l, const struct rec *rec)
{
	struct basis b = {.line = rec->line, .file = arena_dup(&l->lib->arena, l->say.file)};

	take_record(l, rec, &b);
	*VEC_PUSH(&l->lib->bases) = b;
}

static void take_any(struct loader *l, const struct rec *rec)
{
	static const struct {
		const char *type;
		void (*take)(struct loader *l, const struct rec *rec);
	} rows[] = {{"Line", take_line}, {"Item", take_item}, {"Basis", take_basis_record}};

	if (rec->descriptor)
		return;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (str_eq(rec->type, rows[i].type)) {
			rows[i].take(l, rec);
			return;
		}
	if (*rec->type)
		rec_error(&l->say, rec->line, 1,
			  _("records of type %s are unknown; known are Line, Item and Basis"), rec->type);
	else
		rec_error(
		    &l->say, rec->line, 1,
		    _("a record of no type; put “%%rec: Item” or “%%rec: Basis” and a blank line above it"));
}

/* The same code twice in the line. */
static void check_codes(struct loader *l)
{
	for (size_t i = 1; i < l->line.n; i++) {
		const struct item *a = l->line.by_code[i - 1], *b = l->line.by_code[i];
		if (*a->code && str_eq(a->code, b->code))
			rec_error(&l->say, a->line > b->line ? a->line : b->line, 1,
				  _("%s is used in line %u already; give this item a code of its own"),
				  a->code, a->line > b->line ? b->line : a->line);
	}
}

static void check_whole(struct loader *l)
{
	if (l->line.n && !l->has_line)
		rec_error(&l->say, l->line.v[0].line, 1,
			  _("items without a line; put a record of type Line before them"));
	else if (l->has_line && !l->line.n)
		rec_error(&l->say, 1, 1, _("a line without items; add some"));
	else if (!l->has_line && l->lib->bases.n == l->bases_before)
		rec_error(&l->say, 1, 1, _("neither a business line nor bases are in this file"));
}

static int keep_line(struct loader *l, const struct rec_file *f, struct err *e)
{
	struct arena *arena = &l->lib->arena;

	if (!l->has_line)
		return 0;
	/* The built-in text is here anyway; one copy of it is enough. */
	bool same = l->stays && l->stays_n == f->text_n && !memcmp(l->stays, f->text, f->text_n);
	l->line.text = same ? l->stays : arena_dup_n(arena, f->text, f->text_n);
	l->line.text_n = f->text_n;
	l->line.file = arena_dup(arena, l->say.file);
	if (digest_bytes(f->text, f->text_n, l->line.digest, e))
		return -1;
	*VEC_PUSH(l->lib) = l->line;
	l->line = (struct line){0};
	return 0;
}

/* Items and bases that nothing could be found by: without a code, or with that of another. */
static void drop_twins(struct loader *l)
{
	struct line *line = &l->line;
	struct library *lib = l->lib;
	size_t n = 0;

	for (size_t i = 0; i < line->n; i++) {
		bool first = *line->v[i].code;
		for (size_t k = 0; k < n && first; k++)
			first = strcmp(line->v[k].code, line->v[i].code) != 0;
		if (first)
			line->v[n++] = line->v[i];
	}
	line->n = n;
	n = l->bases_before;
	for (size_t i = n; i < lib->bases.n; i++) {
		bool first = *lib->bases.v[i].code;
		for (size_t k = 0; k < n && first; k++)
			first = strcmp(lib->bases.v[k].code, lib->bases.v[i].code) != 0;
		if (first)
			lib->bases.v[n++] = lib->bases.v[i];
	}
	lib->bases.n = n;
}

/* Takes all records of a file that was read. */
static void take_all(struct loader *l, const struct rec_file *f)
{
	for (size_t i = 0; i < f->n; i++)
		take_any(l, &f->v[i]);
	if (l->pinned)
		drop_twins(l);
	line_index(&l->line, &l->lib->arena);
}

int library_add_pinned(struct library *lib, const char *name, const char *bytes, size_t n, struct err *e)
{
	struct loader l = {.lib = lib, .say = {.file = name}, .bases_before = lib->bases.n, .pinned = true};
	AUTO(rec_done) struct rec_file f = {0};
	struct err ignored = {0};

	(void)rec_read(&f, name, bytes, n, NULL, NULL, &ignored);
	take_all(&l, &f);
	bool good = l.has_line ? l.line.n && *l.line.id && *l.line.code && !library_line(lib, l.line.id)
			       : lib->bases.n > l.bases_before;
	int rc = good ? keep_line(&l, &f, e)
		      : err_set(e, ERR_DAMAGED, _("%s: this text of the library cannot be read"), name);
	if (rc)
		lib->bases.n = l.bases_before;
	mem_free(l.line.v);
	return rc;
}

/* l.lib, l.say and what makes it special are set. */
static int add(struct loader l, const char *bytes, size_t n, struct err *e)
{
	AUTO(rec_done) struct rec_file f = {0};
	struct err first = {0};

	/* What the reader reports counts with what is reported here. */
	if (rec_read(&f, l.say.file, bytes, n, l.say.report, l.say.ctx, &first)) {
		*e = first;
		l.say.errors = 1;
	}
	take_all(&l, &f);
	check_codes(&l);
	if (!l.say.errors)
		check_whole(&l);
	int rc = l.say.errors ? -1 : keep_line(&l, &f, e);
	if (rc)
		l.lib->bases.n = l.bases_before;
	mem_free(l.line.v);
	return rc;
}

int library_add(struct library *lib, const char *name, const char *bytes, size_t n, rec_report *report,
		void *ctx, struct err *e)
{
	return add((struct loader){.lib = lib, .say = {name, report, ctx, e, 0, 0}, .bases_before = lib->bases.n}, bytes, n, e);
}

static int add_builtin(struct library *lib, const struct builtin_line *b, struct err *e)
{
	const char *bytes = (const char *)b->bytes;

	return add((struct loader){.lib = lib, .say = {.file = b->name, .e = e}, .bases_before = lib->bases.n,
				   .stays = bytes, .stays_n = b->n}, bytes, b->n, e);
}

int library_load_builtin(struct library *lib, struct err *e)
{
	for (size_t i = 0; i < ARRAY_LEN(builtin_lines); i++) {
		const struct builtin_line *b = &builtin_lines[i];
		if (add_builtin(lib, b, e)) {
			e->code = ERR_BUG;
			return -1;
		}
	}
	return 0;
}

static void copy_basis(struct library *lib, const struct basis *from)
{
	struct basis b = *from;
	const char **const texts[] = {&b.code, &b.title, &b.issuer, &b.number, &b.date,
				      &b.force, &b.note, &b.seed, &b.file};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		*texts[i] = arena_dup(&lib->arena, *texts[i]);
	*VEC_PUSH(&lib->bases) = b;
}

int library_add_rest(struct library *lib, const struct library *from, struct err *e)
{
	for (size_t i = 0; i < from->bases.n; i++)
		if (!library_basis(lib, from->bases.v[i].code))
			copy_basis(lib, &from->bases.v[i]);
	for (size_t i = 0; i < from->n; i++) {
		const struct line *line = &from->v[i];
		if (!library_line(lib, line->id) && !library_line(lib, line->code) &&
		    library_add_pinned(lib, line->file, line->text, line->text_n, e))
			return -1;
	}
	return 0;
}

int library_add_builtin_rest(struct library *lib, struct err *e)
{
	AUTO(library_done) struct library own = {0};

	for (size_t i = 0; i < ARRAY_LEN(builtin_lines); i++) {
		const struct builtin_line *b = &builtin_lines[i];
		AUTO(str_done) struct str id = {0};
		str_add_n(&id, b->name, strcspn(b->name, "."));
		if (!library_line(lib, str_text(&id)) && add_builtin(&own, b, e))
			return -1;
	}
	return library_add_rest(lib, &own, e);
}
