/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/library_facet.h"

#include "domain/library_card.h"

#include <string.h>

/* One facet: whether an item has a value, how the value is shown, which values there are. */
struct facet_row {
	bool (*has)(const struct line *line, const struct item *item, const char *value);
	const char *(*label)(const struct library *lib, const char *value);
	void (*values)(const struct library *lib, struct facet_choices *out);
};

static void add_value(struct facet_choices *out, const char *value)
{
	VEC_PUSH(out)->value = value;
}

/* A value among several, one a line; what stands behind a blank (a basis's clause) does not count. */
static bool is_among(const char *lines, const char *value, const char *ends)
{
	size_t n = strlen(value);

	for (const char *p = lines; *p; p += strcspn(p, "\n"), p += *p == '\n')
		if (strcspn(p, ends) == n && !memcmp(p, value, n))
			return true;
	return false;
}

/* ---- lines, sources, severities ------------------------------------------------ */

static bool has_line(const struct line *line, const struct item *item, const char *value)
{
	(void)item;
	return str_eq(line->id, value);
}

static const char *line_label(const struct library *lib, const char *value)
{
	const struct line *line = library_line(lib, value);
	return line ? line->name : value;
}

static void line_values(const struct library *lib, struct facet_choices *out)
{
	for (size_t i = 0; i < lib->n; i++)
		add_value(out, lib->v[i].id);
}

static bool has_source(const struct line *line, const struct item *item, const char *value)
{
	(void)line;
	return str_eq(item->source, value);
}

static const char *label_of_source(const struct library *lib, const char *value)
{
	(void)lib;
	return source_label(value);
}

static void source_values(const struct library *lib, struct facet_choices *out)
{
	size_t n;
	const struct word *v = words_of(WORDS_SOURCE, &n);

	(void)lib;
	for (size_t i = 0; i < n; i++)
		add_value(out, v[i].id);
}

static bool has_severity(const struct line *line, const struct item *item, const char *value)
{
	(void)line;
	return str_eq(severity_id(item->severity), value);
}

static const char *label_of_severity(const struct library *lib, const char *value)
{
	enum severity s;

	(void)lib;
	return severity_parse(value, &s) ? severity_label(s) : value;
}

static void severity_values(const struct library *lib, struct facet_choices *out)
{
	(void)lib;
	for (int s = SEVERITY_COUNT - 1; s > SEVERITY_NONE; s--)
		add_value(out, severity_id((enum severity)s));
}

/* ---- posts, bases ---------------------------------------------------------------- */

static bool has_post(const struct line *line, const struct item *item, const char *value)
{
	(void)line;
	return is_among(item->posts, value, "\n");
}

static const char *post_label(const struct library *lib, const char *value)
{
	(void)lib;
	return value;
}

static void post_values(const struct library *lib, struct facet_choices *out)
{
	struct posts posts;

	posts_load(&posts, lib);
	for (size_t i = 0; i < posts.n; i++)
		add_value(out, arena_dup(&out->arena, posts.v[i].name));
	posts_done(&posts);
}

static bool has_basis(const struct line *line, const struct item *item, const char *value)
{
	(void)line;
	return is_among(item->bases, value, " \n");
}

static const char *basis_label(const struct library *lib, const char *value)
{
	const struct basis *b = library_basis(lib, value);
	return b ? b->title : value;
}

static void basis_values(const struct library *lib, struct facet_choices *out)
{
	for (size_t i = 0; i < lib->bases.n; i++)
		add_value(out, lib->bases.v[i].code);
}

static const struct facet_row rows[FACET_COUNT] = {
    [FACET_LINE] = {has_line, line_label, line_values},
    [FACET_SOURCE] = {has_source, label_of_source, source_values},
    [FACET_POST] = {has_post, post_label, post_values},
    [FACET_BASIS] = {has_basis, basis_label, basis_values},
    [FACET_SEVERITY] = {has_severity, label_of_severity, severity_values},
};

/* ---- the whole -------------------------------------------------------------------- */

bool library_facet_keeps(const struct facets *wanted, const struct line *line, const struct item *item)
{
	for (int f = 0; f < FACET_COUNT; f++)
		if (wanted->v[f] && !rows[f].has(line, item, wanted->v[f]))
			return false;
	return true;
}

const char *library_facet_label(const struct library *lib, enum facet facet, const char *value)
{
	return rows[facet].label(lib, value);
}

/* Counts an item under each value that it has; the other facets hold for it already. */
static void count_item(enum facet facet, const struct line *line, const struct item *item, struct facet_choices *out)
{
	for (size_t i = 0; i < out->n; i++)
		out->v[i].items += rows[facet].has(line, item, out->v[i].value);
}

void library_facet_choices(const struct library *lib, enum facet facet, const struct facets *wanted,
			   struct facet_choices *out)
{
	struct facets others = *wanted;
	size_t kept = 0;

	*out = (struct facet_choices){0};
	others.v[facet] = NULL;
	rows[facet].values(lib, out);
	for (size_t l = 0; l < lib->n; l++)
		for (size_t i = 0; i < lib->v[l].n; i++)
			if (library_facet_keeps(&others, &lib->v[l], &lib->v[l].v[i]))
				count_item(facet, &lib->v[l], &lib->v[l].v[i], out);
	for (size_t i = 0; i < out->n; i++) {
		if (!out->v[i].items)
			continue;
		out->v[kept] = out->v[i];
		out->v[kept].label = rows[facet].label(lib, out->v[kept].value);
		kept++;
	}
	out->n = kept;
}

void library_facet_choices_done(struct facet_choices *choices)
{
	mem_free(choices->v);
	arena_done(&choices->arena);
	*choices = (struct facet_choices){0};
}
