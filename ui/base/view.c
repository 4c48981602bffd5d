/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/base/view.h"

struct view *view_make(const struct view_ops *ops, struct stage *stage, struct desk *desk, int tag)
{
	struct view *v = mem_alloc(sizeof *v);

	v->ops = ops;
	v->stage = stage;
	v->desk = desk;
	v->tag = tag;
	v->state = mem_alloc(ops->state_size ? ops->state_size : 1);
	v->stale = true;
	return v;
}

int view_open(struct view *v, const void *arg, struct err *e)
{
	return v->ops->open ? v->ops->open(v, arg, e) : 0;
}

void view_free(struct view **v)
{
	if (!*v)
		return;
	if ((*v)->ops->close)
		(*v)->ops->close(*v);
	arena_done(&(*v)->arena);
	mem_free((*v)->state);
	mem_free(*v);
	*v = NULL;
}

int view_refresh(struct view *v, struct err *e)
{
	if (!v->stale)
		return 0;
	v->stale = false;
	v->context = v->title = NULL;
	arena_done(&v->arena);
	return v->ops->refresh ? v->ops->refresh(v, e) : 0;
}

void view_stale(struct view *v)
{
	v->stale = true;
}

void *view_part(const struct view *v, enum view_part part)
{
	return v->ops->part ? v->ops->part(v, part) : NULL;
}

bool view_takes_text(const struct view *v)
{
	return v->ops->flags & VIEW_TAKES_TEXT || view_part(v, PART_EDIT) || view_part(v, PART_TEXT);
}

struct desk *view_desk(const struct view *v)
{
	return v->desk;
}
