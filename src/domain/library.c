/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/library.h"

#include "domain/library_read.h"

#include <stdlib.h>
#include <string.h>

void library_done(struct library *lib)
{
	for (size_t i = 0; i < lib->n; i++)
		mem_free(lib->v[i].v);
	mem_free(lib->v);
	mem_free(lib->bases.v);
	arena_done(&lib->arena);
	*lib = (struct library){0};
}

const struct line *library_line(const struct library *lib, const char *id_or_code)
{
	for (size_t i = 0; i < lib->n; i++)
		if (str_eq(lib->v[i].id, id_or_code) || str_eq(lib->v[i].code, id_or_code))
			return &lib->v[i];
	return NULL;
}

static int by_code(const void *a, const void *b)
{
	const struct item *const *x = a, *const *y = b;
	return strcmp((*x)->code, (*y)->code);
}

void line_index(struct line *line, struct arena *arena)
{
	line->by_code = arena_alloc(arena, line->n * sizeof *line->by_code);
	for (size_t i = 0; i < line->n; i++)
		line->by_code[i] = &line->v[i];
	if (line->n)
		qsort(line->by_code, line->n, sizeof *line->by_code, by_code);
}

const struct item *line_item(const struct line *line, const char *code)
{
	struct item wanted = {.code = code};
	const struct item *key = &wanted;

	if (!line->n || !code)
		return NULL;
	const struct item *const *found = bsearch(&key, line->by_code, line->n, sizeof key, by_code);
	return found ? *found : NULL;
}

const struct item *library_item(const struct library *lib, const char *code, const struct line **line)
{
	for (size_t i = 0; i < lib->n; i++) {
		const struct item *item = line_item(&lib->v[i], code);
		if (item && line)
			*line = &lib->v[i];
		if (item)
			return item;
	}
	return NULL;
}

const struct basis *library_basis(const struct library *lib, const char *code)
{
	size_t n = code ? strcspn(code, " \n") : 0;

	for (size_t i = 0; n && i < lib->bases.n; i++)
		if (!strncmp(lib->bases.v[i].code, code, n) && !lib->bases.v[i].code[n])
			return &lib->bases.v[i];
	return NULL;
}

void library_basis_titles(const struct library *lib, const char *bases, struct str *out)
{
	for (const char *p = bases; *p;) {
		size_t n = strcspn(p, "\n"), code = strcspn(p, " \n");
		const struct basis *b = library_basis(lib, p);
		str_add(out, out->n ? "；" : "");
		str_add_n(out, b ? b->title : p, b ? strlen(b->title) : code);
		str_add_n(out, p + code, n - code);
		p += n + (p[n] == '\n');
	}
}
