/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/wordlist.h"

#include "base/msg.h"
#include "base/text.h"
#include "domain/wordlists.h" /* made at build: the bytes of data/table */

#include <string.h>

enum { CODE_MOST = 8, NAME_MOST = 10, NOTE_MOST = 40 };

struct kind {
	const char *type; /* of the records */
	const char *file;
	const unsigned char *bytes;
	size_t n;
};

static const struct kind kinds[] = {
	[WORDLIST_NATURE] = {"Nature", "nature.rec", table_nature, table_nature_size},
	[WORDLIST_CAUSE] = {"Cause", "cause.rec", table_cause, table_cause_size},
	[WORDLIST_POST] = {"Post", "post.rec", table_post, table_post_size},
};

static const struct {
	const char *name;
	size_t most, place; /* in struct wordlist_row */
} fields[] = {
	{"Code", CODE_MOST, offsetof(struct wordlist_row, code)},
	{"Name", NAME_MOST, offsetof(struct wordlist_row, name)},
	{"Group", NAME_MOST, offsetof(struct wordlist_row, group)},
	{"Note", NOTE_MOST, offsetof(struct wordlist_row, note)},
};

static const char **place_of(struct wordlist_row *row, size_t i)
{
	return (const char **)((char *)row + fields[i].place);
}

static void take_field(struct rec_reporter *say, const struct rec_field *f, struct wordlist_row *row,
		       struct arena *arena)
{
	size_t i = 0;

	while (i < ARRAY_LEN(fields) && strcmp(fields[i].name, f->name))
		i++;
	if (i == ARRAY_LEN(fields)) {
		rec_error(say, f->line, 1, _("the field %s is unknown; delete it"), f->name);
		return;
	}
	size_t length = text_clusters(f->value, strlen(f->value));
	if (length > fields[i].most)
		rec_error(say, f->line, f->column, _("%s is %zu characters long; shorten it to %zu"), f->name, length,
			  fields[i].most);
	if (strchr(f->value, '\n'))
		rec_error(say, f->line, f->column, _("%s has several lines; write it on one"), f->name);
	if (*place_of(row, i))
		rec_error(say, f->line, 1, _("%s stands here a second time; delete one"), f->name);
	*place_of(row, i) = arena_dup(arena, f->value);
}

/* Codes and names are different from all above; a group is the last one or a new one. */
static void check_row(struct rec_reporter *say, const struct wordlist *list, const struct wordlist_row *row,
		      unsigned line)
{
	bool before = false;

	for (size_t i = 0; i < list->n; i++) {
		const struct wordlist_row *other = &list->v[i];
		if (str_eq(other->code, row->code))
			rec_error(say, line, 1, _("%s is used already; give one of them another code"), row->code);
		if (str_eq(other->name, row->name))
			rec_error(say, line, 1, _("%s and %s have the same name; keep one"), other->code, row->code);
		before |= str_eq(other->group, row->group);
	}
	if (before && !str_eq(list->v[list->n - 1].group, row->group))
		rec_error(say, line, 1, _("%s: its group has rows further up; put them together"), row->code);
}

static void take_record(struct rec_reporter *say, const struct rec *r, const char *type, struct wordlist *list)
{
	struct wordlist_row row = {0};
	size_t errors = say->errors;

	if (strcmp(r->type, type)) {
		rec_error(say, r->line, 1, _("records here are of type %s; put “%%rec: %s” above them"), type, type);
		return;
	}
	for (size_t i = 0; i < r->n; i++)
		take_field(say, &r->v[i], &row, &list->arena);
	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		if (str_empty(*place_of(&row, i)))
			rec_error(say, r->line, 1, _("%s has no field %s; add it"), row.code ? row.code : type,
				  fields[i].name);
	if (say->errors > errors)
		return;
	check_row(say, list, &row, r->line);
	*VEC_PUSH(list) = row;
}

int wordlist_read(struct wordlist *list, enum wordlist_kind kind, const char *name, const char *bytes, size_t n,
		  rec_report *report, void *ctx, struct err *e)
{
	struct rec_reporter say = {name, report, ctx, e, 0, 0};
	AUTO(rec_done) struct rec_file f = {0};
	struct err first = {0};

	if (rec_read(&f, name, bytes, n, report, ctx, &first)) {
		*e = first;
		say.errors = 1;
	}
	for (size_t i = 0; i < f.n; i++)
		if (!f.v[i].descriptor)
			take_record(&say, &f.v[i], kinds[kind].type, list);
	if (!say.errors && !list->n)
		rec_error(&say, 1, 1, _("no record of type %s is in this file"), kinds[kind].type);
	if (!say.errors)
		return 0;
	wordlist_done(list);
	return -1;
}

int wordlist_load(struct wordlist *list, enum wordlist_kind kind, struct err *e)
{
	const struct kind *k = &kinds[kind];

	if (!wordlist_read(list, kind, k->file, (const char *)k->bytes, k->n, NULL, NULL, e))
		return 0;
	e->code = ERR_BUG;
	return -1;
}

void wordlist_done(struct wordlist *list)
{
	mem_free(list->v);
	arena_done(&list->arena);
	*list = (struct wordlist){0};
}
