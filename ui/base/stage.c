/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The stack of views and the message line. Keys: stage_key.c; drawing: stage_draw.c; the loop: stage_loop.c.
 */
#include "ui/base/stage.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "ui/base/stage_inside.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

struct stage *stage_new(const struct view_ops *const *views, struct desk *desk)
{
	struct stage *s = mem_alloc(sizeof *s);

	s->views = views;
	s->desk = desk;
	s->dirty = true;
	s->watch = -1;
	s->rows = STAGE_ROWS;
	s->cols = STAGE_COLS;
	return s;
}

void stage_enter(struct stage *s)
{
	s->busy++;
}

void stage_leave(struct stage *s)
{
	if (s->busy > 1) {
		s->busy--;
		return;
	}
	/* In the order they closed: top first, since a view may still look at the one it lay over. */
	for (size_t i = 0; i < s->gone.n; i++)
		view_free(&s->gone.v[i]);
	s->gone.n = 0;
	s->busy = 0;
}

/* Takes views off the stack until `keep` are left; they live on until the running act is over. */
static void drop_views(struct stage *s, size_t keep)
{
	while (s->open.n > keep)
		*VEC_PUSH(&s->gone) = s->open.v[--s->open.n];
	s->code[0] = '\0';
	s->esc = false;
	s->dirty = true;
}

void stage_free(struct stage **stage)
{
	struct stage *s = *stage;
	if (!s)
		return;
	stage_end(s);
	mem_free(s->open.v);
	mem_free(s->gone.v);
	for (size_t i = s->queue.at; i < s->queue.n; i++)
		mem_free((char *)s->queue.v[i].text);
	mem_free(s->queue.v);
	str_done(&s->message);
	str_done(&s->who);
	str_done(&s->state);
	mem_free(s);
	*stage = NULL;
}

void stage_end(struct stage *s)
{
	stage_enter(s);
	drop_views(s, 0);
	s->done = true;
	stage_leave(s);
}

bool stage_done(const struct stage *s)
{
	return s->done;
}

static size_t place_of(const struct stage *s, const struct view *v)
{
	size_t i = 0;

	while (i < s->open.n && s->open.v[i] != v)
		i++;
	return i;
}

const struct view_ops *stage_view_ops(const struct stage *s, enum view_id id)
{
	return id > VIEW_NONE && id < VIEW_N ? s->views[id] : NULL;
}

bool stage_may_open(const struct stage *s, const struct view_ops *ops)
{
	for (size_t i = 0; i < s->open.n; i++)
		if (s->open.v[i]->ops->flags & VIEW_DOOR)
			return ops->flags & VIEW_ANYWHERE;
	return true;
}

static int absent(enum view_id id, struct err *e)
{
	return err_set(e, ERR_ABSENT, _("Screen %d is not part of this program yet."), (int)id);
}

/* Puts a new view at place i, which must be free, and opens it; on failure it is gone again. */
static int open_at(struct stage *s, size_t i, const struct view_ops *ops, const void *arg, int tag,
		   struct err *e)
{
	assert(i == s->open.n);
	const struct view *below = i && !(ops->flags & VIEW_OUTSIDE) ? s->open.v[i - 1] : NULL;
	struct view *v = view_make(ops, s, below ? below->desk : s->desk, tag);
	v->mark = below ? below->mark : NULL;
	v->body = stage_body(s);
	*VEC_PUSH(&s->open) = v;
	s->code[0] = '\0';
	s->esc = false;
	s->dirty = true;
	stage_enter(s);
	int rc = view_open(v, arg, e);
	if (rc && place_of(s, v) < s->open.n)
		drop_views(s, place_of(s, v));
	stage_leave(s);
	return rc;
}

int stage_open(struct stage *s, enum view_id id, const void *arg, int tag, struct err *e)
{
	const struct view_ops *ops = stage_view_ops(s, id);

	return ops ? open_at(s, s->open.n, ops, arg, tag, e) : absent(id, e);
}

int stage_replace(struct view *v, enum view_id id, const void *arg, struct err *e)
{
	struct stage *s = v->stage;
	const struct view_ops *ops = stage_view_ops(s, id);
	size_t i = place_of(s, v);

	if (!ops)
		return absent(id, e);
	assert(i < s->open.n);
	stage_enter(s);
	drop_views(s, i + 1);
	s->open.n--; /* v steps aside, and comes back if the new one cannot open */
	int rc = open_at(s, i, ops, arg, v->tag, e);
	if (rc)
		*VEC_PUSH(&s->open) = v;
	else
		*VEC_PUSH(&s->gone) = v;
	stage_leave(s);
	return rc;
}

int stage_restart(struct stage *s, enum view_id id, const void *arg, struct err *e)
{
	stage_enter(s);
	drop_views(s, 0);
	int rc = stage_open(s, id, arg, 0, e);
	if (rc)
		s->done = true;
	stage_leave(s);
	return rc;
}

void stage_close(struct view *v, const void *value)
{
	struct stage *s = v->stage;
	size_t i = place_of(s, v);

	if (i == s->open.n)
		return; /* closed already */
	stage_enter(s);
	drop_views(s, i);
	struct view *parent = stage_top(s);
	if (!parent)
		s->done = true;
	else {
		struct err e = {0};
		if (!(v->ops->flags & VIEW_STILL))
			view_stale(parent);
		if (parent->ops->result && parent->ops->result(parent, v->tag, value, &e))
			stage_say_err(s, &e);
	}
	stage_leave(s);
}

void stage_back(struct stage *s)
{
	struct view *v = stage_top(s);
	struct err e = {0};

	if (!v)
		return;
	stage_enter(s);
	if (!v->ops->may_close || v->ops->may_close(v, &e))
		stage_close(v, NULL);
	else if (e.code)
		stage_say_err(s, &e);
	s->dirty = true;
	stage_leave(s);
}

struct view *stage_top(const struct stage *s)
{
	return s->open.n ? s->open.v[s->open.n - 1] : NULL;
}

struct view *stage_below(const struct view *v)
{
	size_t i = place_of(v->stage, v);

	return i > 0 && i < v->stage->open.n ? v->stage->open.v[i - 1] : NULL;
}

struct desk *stage_desk(const struct stage *s)
{
	return s->desk;
}

/* --- drawing again --- */

struct rect stage_body(const struct stage *s)
{
	struct rect all = {0, 0, s->rows, s->cols};

	return rect_rows(all, 1, s->rows > 3 ? s->rows - 3 : 0);
}

void stage_settle(struct stage *s, struct view *v)
{
	struct err e = {0};
	struct rect body = stage_body(s), had = v->body;
	bool fresh = v->stale;

	if (view_refresh(v, &e))
		stage_say_err(s, &e);
	v->body = body;
	bool moved = had.rows != body.rows || had.cols != body.cols;
	if ((fresh || moved) && v->ops->layout)
		v->ops->layout(v);
	s->dirty = s->dirty || fresh;
}

size_t stage_lowest(const struct stage *s)
{
	size_t i = s->open.n;

	while (i > 0 && s->open.v[i - 1]->ops->flags & VIEW_MODAL)
		i--;
	return i > 0 ? i - 1 : 0;
}

/* A view that nobody sees reads anew when it is seen again. */
bool stage_dirty(const struct stage *s)
{
	for (size_t i = stage_lowest(s); i < s->open.n; i++)
		if (s->open.v[i]->stale)
			return true;
	return s->dirty;
}

void stage_touch(struct stage *s)
{
	s->dirty = true;
}

void stage_stale(struct stage *s)
{
	for (size_t i = 0; i < s->open.n; i++)
		view_stale(s->open.v[i]);
}

/* --- messages --- */

void stage_say(struct stage *s, enum theme_role role, const char *fmt, ...)
{
	char text[1200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	str_clear(&s->message);
	s->refused = NULL;
	str_add(&s->message, text);
	s->message_role = role;
	s->dirty = true;
}

void stage_say_err(struct stage *s, const struct err *e)
{
	if (!e->text[0])
		return;
	stage_say(s, ROLE_ERROR, "%s", e->text);
	stage_set_state(s, ROLE_TEXT, NULL); /* "saved" was told of the act before */
}

const char *stage_message(const struct stage *s)
{
	return str_text(&s->message);
}

static void set_text(struct stage *s, struct str *place, const char *text)
{
	str_clear(place);
	str_add(place, text);
	s->dirty = true;
}

void stage_set_who(struct stage *s, const char *who)
{
	set_text(s, &s->who, who);
}

void stage_set_state(struct stage *s, enum theme_role role, const char *word)
{
	set_text(s, &s->state, word);
	s->state_role = role;
}

void stage_set_keys(struct stage *s, const struct cmd_map *m)
{
	s->keys = m;
	s->dirty = true;
}

const struct cmd_map *stage_keys(const struct stage *s)
{
	return s->keys;
}

void stage_set_io(struct stage *s, const struct screen_io *io)
{
	s->io = io;
}

int64_t stage_now(const struct stage *s)
{
	return s->io && s->io->now ? s->io->now(s->io->ctx) : s->io ? clock_monotonic_ms() : s->now;
}

void stage_set_watch(struct stage *s, int fd, void (*heard)(void *ctx), void *ctx)
{
	s->watch = fd;
	s->heard = heard;
	s->heard_ctx = ctx;
}

void stage_set_idle(struct stage *s, int64_t ms, void (*lock)(struct stage *, void *ctx), void *ctx)
{
	s->idle_ms = ms;
	s->lock = lock;
	s->lock_ctx = ctx;
	s->touched = s->now;
}

bool stage_too_small(const struct stage *s)
{
	return s->rows < STAGE_MIN_ROWS || s->cols < STAGE_MIN_COLS;
}

void stage_set_mouse(struct stage *s, bool on)
{
	s->mouse_off = !on;
	if (s->io && s->io->set_mouse)
		s->io->set_mouse(s->io->ctx, on);
}

void stage_set_look(struct stage *s, const struct term_look *look)
{
	if (s->io && s->io->set_look)
		s->io->set_look(s->io->ctx, look);
	stage_stale(s); /* lines were wrapped for other widths */
	s->dirty = true;
}

const struct term_facts *stage_facts(const struct stage *s)
{
	return s->io && s->io->facts ? s->io->facts(s->io->ctx) : NULL;
}
