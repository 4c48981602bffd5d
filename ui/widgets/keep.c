/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/keep.h"

#include "cli/desk.h"

#include <string.h>

static bool works(const struct keep *k, const struct view *v)
{
	return k->where.view && !k->over && v->desk && v->desk->dir;
}

void keep_init(struct keep *k, const struct view *v, const struct unsaved *where)
{
	const char *by = where->by ? where->by : v->desk && v->desk->me.no ? v->desk->me.no : "";

	*k = (struct keep){0};
	k->where = (struct unsaved){.by = arena_dup(&k->arena, by),
				    .view = arena_dup(&k->arena, where->view),
				    .row = arena_dup(&k->arena, where->row),
				    .session = arena_dup(&k->arena, where->session),
				    .item = arena_dup(&k->arena, where->item),
				    .thing = arena_dup(&k->arena, where->thing),
				    .title = arena_dup(&k->arena, where->title)};
}

void keep_done(struct keep *k)
{
	arena_done(&k->arena);
	str_done(&k->last);
	*k = (struct keep){0};
}

int keep_load(struct keep *k, const struct view *v, struct str *text, struct err *e)
{
	if (!works(k, v))
		return 0;
	int found = unsaved_find(v->desk, &k->where, text, e);
	if (found <= 0)
		return found;
	k->there = true;
	str_clear(&k->last);
	str_add_n(&k->last, str_text(text), text->n);
	return 1;
}

void keep_text(struct keep *k, const struct view *v, bool changed, const char *text, size_t n, const char *preview)
{
	struct err ignored = {0};
	struct unsaved where = k->where;

	if (!works(k, v))
		return;
	if (!changed) {
		if (k->there && !unsaved_drop(v->desk, &where, &ignored))
			k->there = false;
		return;
	}
	if (k->there && k->last.n == n && !memcmp(str_text(&k->last), text, n))
		return;
	where.preview = preview;
	if (unsaved_keep(v->desk, &where, text, n, &ignored))
		return; /* tried again at the next pause */
	k->there = true;
	str_clear(&k->last);
	str_add_n(&k->last, text, n);
}

void keep_drop(struct keep *k, const struct view *v)
{
	struct err ignored = {0};

	if (works(k, v))
		(void)!unsaved_drop(v->desk, &k->where, &ignored);
	k->over = true;
	k->there = false;
}
