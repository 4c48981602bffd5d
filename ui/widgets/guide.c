/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/guide.h"

#include "base/msg.h"
#include "base/width.h"
#include "ui/base/stage.h"
#include "ui/widgets/bars.h"
#include "ui/widgets/list.h"

#include <string.h>

/* A line of the list: a heading, a command of the view, or a screen with a code. */
struct entry {
	const struct cmd *cmd;
	const struct view_ops *screen;
	const char *text;    /* what the filter looks at */
	const char *why_not; /* NULL: possible */
	bool heading;
};

struct guide {
	struct view *of;
	bool palette;
	struct list list;
	struct entry *v;  /* in the view's arena */
	size_t n, cap;
};

static struct guide *state(const struct view *v)
{
	return VIEW_STATE(v, struct guide);
}

/* ---- rows -------------------------------------------------------------------------------------------- */

static size_t entry_count(const void *ctx)
{
	return ((const struct guide *)ctx)->n;
}

static const char *entry_text(const void *ctx, size_t i)
{
	return ((const struct guide *)ctx)->v[i].text;
}

static bool entry_heading(const void *ctx, size_t i)
{
	return ((const struct guide *)ctx)->v[i].heading;
}

static void entry_draw(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected)
{
	enum { KEYS = 20, CODE = 6, LABEL = 14 };
	const struct entry *en = &((const struct guide *)ctx)->v[i];
	enum theme_role role = en->why_not ? ROLE_DIM : ROLE_TEXT;

	(void)selected;
	if (en->heading) {
		canvas_put_cut(c, r.row, r.col, r.cols, ROLE_HEADING, en->text);
		return;
	}
	const char *code = en->cmd ? en->cmd->code : en->screen->code;
	const char *label = en->cmd ? en->cmd->label : en->screen->title;
	canvas_put_cut(c, r.row, r.col + 1, KEYS - 1, ROLE_KEY, en->cmd ? en->cmd->keys : "");
	canvas_put_cut(c, r.row, r.col + 1 + KEYS, CODE - 1, role, code ? code : "");
	canvas_put_cut(c, r.row, r.col + 1 + KEYS + CODE, LABEL - 1, role, _(label));
	canvas_put_cut(c, r.row, r.col + 1 + KEYS + CODE + LABEL, r.cols - 1 - KEYS - CODE - LABEL, role,
		       en->why_not ? en->why_not : en->cmd ? _(en->cmd->help) : "");
}

static const struct list_ops entry_rows = {.count = entry_count, .draw = entry_draw, .heading = entry_heading,
					   .text = entry_text, .empty = N_("nothing fits")};

/* ---- gathering ----------------------------------------------------------------------------------------- */

static struct entry *add(struct view *v)
{
	struct guide *g = state(v);

	if (g->n == g->cap) {
		size_t cap = g->cap ? g->cap * 2 : 64;
		struct entry *more = arena_alloc(&v->arena, cap * sizeof *more);
		if (g->n)
			memcpy(more, g->v, g->n * sizeof *more);
		g->v = more;
		g->cap = cap;
	}
	return &g->v[g->n++];
}

static void add_heading(struct view *v, const char *text)
{
	struct entry *en = add(v);
	en->heading = true;
	en->text = text;
}

static int add_cmd(const struct cmd *cmd, void *ctx)
{
	struct view *v = ctx;
	const struct guide *g = state(v);

	if (cmd->flags & CMD_HIDDEN && g->palette)
		return 0;
	const char *why = cmd->why_not ? cmd->why_not(g->of) : NULL;
	if (!why && cmd->flags & CMD_WRITES && g->of->ops->flags & VIEW_READONLY)
		why = _("this screen only shows");
	struct entry *en = add(v);
	*en = (struct entry){.cmd = cmd, .why_not = why};
	en->text = arena_printf(&v->arena, "%s\n%s\n%s", _(cmd->label), cmd->code ? cmd->code : "", _(cmd->help));
	return 0;
}

static void add_screens(struct view *v)
{
	add_heading(v, _("Screens by transaction code"));
	for (int id = VIEW_NONE + 1; id < VIEW_N; id++) {
		const struct view_ops *ops = stage_view_ops(v->stage, (enum view_id)id);
		if (!ops || !ops->code)
			continue;
		struct entry *en = add(v);
		*en = (struct entry){.screen = ops};
		en->text = arena_printf(&v->arena, "%s\n%s", _(ops->title), ops->code);
	}
}

static int guide_refresh(struct view *v, struct err *e)
{
	struct guide *g = state(v);

	(void)e;
	g->v = NULL;
	g->n = g->cap = 0;
	add_heading(v, _("This screen"));
	cmd_each(g->of->ops->cmds, add_cmd, v);
	add_heading(v, _("Everywhere"));
	cmd_each(stage_cmds(), add_cmd, v);
	if (g->palette)
		add_screens(v);
	list_refresh(&g->list);
	v->title = g->palette ? _("Menu") : _("Help");
	v->context = g->of->title ? g->of->title : _(g->of->ops->title);
	return 0;
}

static int guide_open(struct view *v, const void *arg, struct err *e)
{
	const struct guide_arg *a = arg;
	struct guide *g = state(v);

	list_init(&g->list, &entry_rows, g, 0);
	if (!a || !a->of)
		return err_set(e, ERR_USAGE, "%s", _("help belongs to a screen: press F1 there"));
	g->of = a->of;
	g->palette = a->palette;
	return 0;
}

static void guide_close(struct view *v)
{
	list_done(&state(v)->list);
}

/* ---- the screen ------------------------------------------------------------------------------------------ */

/* The help text stands over the list; the palette has none. */
static struct rect list_place(const struct view *v, struct rect r)
{
	const struct guide *g = state(v);

	if (g->palette || !g->of->ops->help)
		return r;
	int lines = bars_text_lines(_(g->of->ops->help), r.cols) + 1;
	return rect_rows(r, lines < r.rows / 2 ? lines : r.rows / 2, -1);
}

static void guide_layout(struct view *v)
{
	list_layout(&state(v)->list, list_place(v, v->body));
}

static void guide_draw(const struct view *v, struct canvas *c, struct rect r)
{
	const struct guide *g = state(v);
	struct rect place = list_place(v, r);

	if (place.rows < r.rows)
		bars_text(c, rect_rows(r, 0, r.rows - place.rows), ROLE_TEXT, _(g->of->ops->help), 0);
	list_draw(&g->list, c, place, true);
}

static bool guide_text(struct view *v, const char *utf8, bool pasted)
{
	return list_type(&state(v)->list, utf8, pasted);
}

static bool guide_click(struct view *v, const struct press *k)
{
	return list_click(&state(v)->list, list_place(v, v->body), k);
}

static void *guide_part(const struct view *v, enum view_part part)
{
	return part == PART_LIST ? &state(v)->list : NULL;
}

/* Runs the chosen row on the view that help was asked for. */
static int run_choice(struct view *v, int count, struct err *e)
{
	struct guide *g = state(v);
	struct view *of = g->of;
	struct stage *s = v->stage;
	size_t i;

	(void)count;
	if (!list_choice(&g->list, &i))
		return 0;
	struct entry en = g->v[i];
	if (en.why_not)
		return err_set(e, ERR_STATE, "%s", en.why_not);
	stage_close(v, NULL);
	if (en.cmd)
		stage_run(s, of, en.cmd, 1);
	return en.screen ? stage_jump(s, en.screen->code, e) : 0;
}

static const struct cmd guide_rows[] = {
	{"guide.run", "Enter", N_("Do it"), N_("Does what the chosen row says."), 0, NULL, NULL, run_choice},
	CMD_END,
};
static const struct cmd *const guide_cmds[] = {guide_rows, list_cmds, NULL};

const struct view_ops guide_view = {
	.name = "guide",
	.title = N_("Help"),
	.state_size = sizeof(struct guide),
	.cmds = guide_cmds,
	.open = guide_open,
	.refresh = guide_refresh,
	.layout = guide_layout,
	.draw = guide_draw,
	.text = guide_text,
	.click = guide_click,
	.close = guide_close,
	.part = guide_part,
};
