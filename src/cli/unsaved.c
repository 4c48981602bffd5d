/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/unsaved.h"

#include "base/file.h"
#include "base/msg.h"
#include "base/text.h"
#include "cli/desk.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { PREVIEW_CLUSTERS = 60 };

static const char first_line[] = "zicha unsaved 1";
static const char suffix[] = ".unsaved";

/* The head of a file: "key value" lines up to an empty one. */
static const struct head_field {
	const char *key;
	size_t at;
	bool names; /* part of the file's name */
} head[] = {
	{"by", offsetof(struct unsaved, by), true},           {"view", offsetof(struct unsaved, view), true},
	{"row", offsetof(struct unsaved, row), true},         {"session", offsetof(struct unsaved, session), true},
	{"item", offsetof(struct unsaved, item), true},       {"thing", offsetof(struct unsaved, thing), true},
	{"title", offsetof(struct unsaved, title), false},    {"preview", offsetof(struct unsaved, preview), false},
};

static const char **field_of(struct unsaved *u, const struct head_field *f)
{
	return (const char **)(void *)((char *)u + f->at);
}

static const char *value_of(const struct unsaved *u, const struct head_field *f)
{
	const char *value = *field_of((struct unsaved *)u, f);
	return value ? value : "";
}

/* "110201.finding..DEM0C0VNTY-12.CR-0203..unsaved" */
static void file_name(const struct unsaved *where, struct str *out)
{
	for (size_t i = 0; i < ARRAY_LEN(head) && head[i].names; i++) {
		for (const char *p = value_of(where, &head[i]); *p; p++) {
			bool plain = (*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') || *p == '-';
			if (plain)
				str_add_char(out, *p);
			else
				str_addf(out, "-%02x", (unsigned)(unsigned char)*p);
		}
		str_add_char(out, '.');
	}
	str_truncate(out, out->n - 1);
	str_add(out, suffix);
}

/* One line of a value; of the preview no more than a list can show. */
static void add_line(const char *key, const char *value, struct str *out)
{
	size_t n = strlen(value), most = text_offset(value, n, PREVIEW_CLUSTERS);

	str_addf(out, "%s ", key);
	for (size_t i = 0; i < (str_eq(key, "preview") ? most : n); i++)
		str_add_char(out, value[i] == '\n' ? ' ' : value[i]);
	str_add_char(out, '\n');
}

int unsaved_keep(struct desk *d, const struct unsaved *where, const char *text, size_t n, struct err *e)
{
	AUTO(str_done) struct str name = {0}, bytes = {0};

	file_name(where, &name);
	str_addf(&bytes, "%s\nat %lld\n", first_line, (long long)clock_now(&d->clock));
	for (size_t i = 0; i < ARRAY_LEN(head); i++)
		add_line(head[i].key, value_of(where, &head[i]), &bytes);
	str_add_char(&bytes, '\n');
	str_add_n(&bytes, text, n);
	return desk_draft_save(d, str_text(&name), bytes.s, bytes.n, e);
}

/* The head into u, strings in the arena; where the text begins, NULL if this is no such file. */
static const char *read_head(const char *bytes, struct arena *a, struct unsaved *u)
{
	const char *p = bytes;

	if (!str_starts(p, first_line))
		return NULL;
	for (p += strcspn(p, "\n"); *p == '\n' && p[1] && p[1] != '\n';) {
		const char *line = p + 1;
		size_t len = strcspn(line, "\n"), key = strcspn(line, " \n");
		if (key < len && key == 2 && !strncmp(line, "at", 2))
			u->at = strtoll(line + 3, NULL, 10);
		for (size_t i = 0; key < len && i < ARRAY_LEN(head); i++)
			if (strlen(head[i].key) == key && !strncmp(line, head[i].key, key))
				*field_of(u, &head[i]) = arena_dup_n(a, line + key + 1, len - key - 1);
		p = line + len;
	}
	return *p == '\n' && p[1] == '\n' ? p + 2 : NULL;
}

int unsaved_find(const struct desk *d, const struct unsaved *where, struct str *text, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	AUTO(str_done) struct str name = {0}, bytes = {0};
	struct unsaved u = {0};

	file_name(where, &name);
	int found = desk_draft_load(d, str_text(&name), &bytes, e);
	if (found <= 0)
		return found;
	const char *start = read_head(str_text(&bytes), &arena, &u);
	if (!start)
		return 0;
	str_clear(text);
	str_add_n(text, start, bytes.n - (size_t)(start - bytes.s));
	return 1;
}

int unsaved_drop(const struct desk *d, const struct unsaved *where, struct err *e)
{
	AUTO(str_done) struct str name = {0};

	file_name(where, &name);
	return desk_draft_remove(d, str_text(&name), e);
}

/* ---- the list --------------------------------------------------------------------------------- */

struct search {
	const struct desk *d;
	const char *by;
	struct unsaved_list *list;
};

static int take(const char *name, void *ctx, struct err *e)
{
	struct search *s = ctx;
	AUTO(str_done) struct str bytes = {0};
	struct unsaved u = {0};
	struct err ignored = {0};

	(void)e;
	if (desk_draft_load(s->d, name, &bytes, &ignored) != 1 || !read_head(str_text(&bytes), &s->list->arena, &u) ||
	    !str_eq(u.by, s->by))
		return 0;
	u.name = arena_dup(&s->list->arena, name);
	for (size_t i = 0; i < ARRAY_LEN(head); i++)
		*field_of(&u, &head[i]) = value_of(&u, &head[i]);
	*VEC_PUSH(s->list) = u;
	return 0;
}

static int newest_first(const void *a, const void *b)
{
	const struct unsaved *x = a, *y = b;

	return x->at != y->at ? (x->at < y->at) - (x->at > y->at) : strcmp(x->name, y->name);
}

int unsaved_list_load(const struct desk *d, const char *by, struct unsaved_list *list, struct err *e)
{
	AUTO(str_done) struct str dir = {0};
	struct search s = {d, by, list};

	str_addf(&dir, "%s/local/drafts", d->dir);
	int there = file_exists(str_text(&dir), e);
	if (there <= 0)
		return there;
	if (file_each(str_text(&dir), suffix, take, &s, e))
		return -1;
	if (list->n)
		qsort(list->v, list->n, sizeof *list->v, newest_first);
	return 0;
}

void unsaved_list_done(struct unsaved_list *list)
{
	mem_free(list->v);
	arena_done(&list->arena);
	*list = (struct unsaved_list){0};
}
