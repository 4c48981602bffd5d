/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Collects the rows that count on the screen below, then shows them as help to read or as a menu to choose
 * from.
 */
#include "ui/widgets/guide_inside.h"

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/base/stage.h"
#include "ui/widgets/bars.h"

#include <string.h>

enum { KEYS_MOST = 20, LABEL_MOST = 14 };

static struct guide *guide_of(const struct view *v)
{
	return VIEW_STATE(v, struct guide);
}

/* --- collecting --- */

struct collect {
	struct view *v;
	struct guide *g;
	bool inherited; /* only rows of widgets, else only the others */
};

/* Whether a row further up takes this key now. */
static bool is_taken(const struct guide *g, const char *name, size_t n)
{
	for (size_t i = 0; i < g->n; i++) {
		const char *keys = g->v[i].cmd && !g->v[i].why ? g->v[i].keys : NULL;
		while (keys && *keys) {
			size_t len = strcspn(keys, " ");
			if (len == n && memcmp(keys, name, n) == 0)
				return true;
			keys += len + strspn(keys + len, " ");
		}
	}
	return false;
}

static const char *free_keys(struct collect *c, const struct cmd *cmd)
{
	const char *keys = cmd_keys(stage_keys(c->v->stage), cmd);
	AUTO(str_done) struct str out = {0};

	while (*keys) {
		size_t n = strcspn(keys, " ");
		if (n && !is_taken(c->g, keys, n)) {
			if (out.n)
				str_add_char(&out, ' ');
			str_add_n(&out, keys, n);
		}
		keys += n + strspn(keys + n, " ");
	}
	return arena_dup(&c->v->arena, str_text(&out));
}

static const char *why_not(const struct guide *g, const struct cmd *cmd)
{
	if (cmd->flags & CMD_WRITES && g->of->ops->flags & VIEW_READONLY)
		return _("This screen only shows; nothing can be changed here.");
	return cmd->why_not ? cmd->why_not(g->of) : NULL;
}

static struct guide_row *add_row(struct guide *g)
{
	return VEC_PUSH(g);
}

/* Rows of a widget stand together behind the screen's own; those of one that is not there are left out. */
static bool is_inherited(const struct cmd *cmd)
{
	static const char *const widgets[] = {"list.", "edit.", "form."};

	for (size_t i = 0; i < ARRAY_LEN(widgets); i++)
		if (str_starts(cmd->id, widgets[i]))
			return true;
	return false;
}

static int add_cmd(const struct cmd *cmd, void *ctx)
{
	struct collect *c = ctx;
	const char *why = why_not(c->g, cmd);

	if (cmd->flags & CMD_HIDDEN || is_inherited(cmd) != c->inherited || (c->inherited && why))
		return 0;
	if (!strcmp(cmd->id, "stage.menu") || (c->g->palette && !strcmp(cmd->id, "stage.help")))
		return 0;
	const char *keys = free_keys(c, cmd);
	struct guide_row *r = add_row(c->g);
	*r = (struct guide_row){
		.cmd = cmd,
		.id = cmd->id,
		.code = cmd->code ? cmd->code : "",
		.label = _(cmd->label),
		.keys = keys,
		.help = _(cmd->help),
		.why = why ? arena_dup(&c->v->arena, why) : NULL,
	};
	return 0;
}

static void add_heading(struct guide *g, const char *words)
{
	struct guide_row *r = add_row(g);

	*r = (struct guide_row){
		.heading = words, .id = "", .code = "", .label = "", .keys = "", .help = "", .text = ""};
}

static bool has_code(const struct guide *g, const char *code)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->v[i].cmd && str_eq(g->v[i].code, code))
			return true;
	return false;
}

static bool is_below(const struct view *v, const struct view_ops *ops)
{
	while (v && v->ops != ops)
		v = stage_below(v);
	return v != NULL;
}

static const char *why_no_screen(const struct guide *g, const struct view_ops *ops)
{
	if (!stage_may_open(g->of->stage, ops))
		return _("This screen opens once somebody has logged in.");
	if (ops == g->of->ops)
		return _("You are here.");
	if (g->of->mark && !is_below(g->of, ops))
		return _("First end what is marked in the title.");
	return ops->flags & VIEW_CHOSEN ? _("Choose what it shows first, on the screen where that is listed.") : NULL;
}

/* A screen that a row of this one opens stands there already. */
static void add_screens(struct view *v, struct guide *g)
{
	add_heading(g, _("Screens"));
	for (int id = VIEW_NONE + 1; id < VIEW_N; id++) {
		const struct view_ops *ops = stage_view_ops(v->stage, (enum view_id)id);
		if (!ops || !ops->code || has_code(g, ops->code))
			continue;
		struct guide_row *r = add_row(g);
		*r = (struct guide_row){
			.id = ops->name, .code = ops->code, .label = _(ops->title), .keys = "",
			.help = ops->help ? _(ops->help) : "",
			.why = why_no_screen(g, ops),
		};
	}
}

static void measure(struct view *v, struct guide *g)
{
	g->code_cols = g->label_cols = g->keys_cols = 0;
	for (size_t i = 0; i < g->n; i++) {
		struct guide_row *r = &g->v[i];
		int code = (int)strlen(r->code), label = width_text(r->label), keys = width_text(r->keys);
		const char *help = r->cmd ? r->help : ""; /* a screen's is too long to search in */
		r->text = arena_printf(&v->arena, "%s\n%s\n%s\n%s", r->code, r->label, help, r->id);
		g->code_cols = code > g->code_cols ? code : g->code_cols;
		g->label_cols = label > g->label_cols ? label : g->label_cols;
		g->keys_cols = keys > g->keys_cols ? keys : g->keys_cols;
	}
	g->code_cols += g->code_cols > 0;
	g->label_cols = (g->label_cols < LABEL_MOST ? g->label_cols : LABEL_MOST) + 1;
	g->keys_cols = (g->keys_cols < KEYS_MOST ? g->keys_cols : KEYS_MOST) + 1;
}

/* A heading and its rows; nothing without rows. */
static void add_part(struct collect *c, const char *words, cmd_tables tables)
{
	size_t had = c->g->n;

	add_heading(c->g, words);
	cmd_each(tables, add_cmd, c);
	if (c->g->n == had + 1)
		c->g->n = had;
}

static int guide_refresh(struct view *v, struct err *e)
{
	struct guide *g = guide_of(v);
	struct collect c = {.v = v, .g = g};

	g->n = 0;
	add_part(&c, _("On this screen"), g->of->ops->cmds);
	c.inherited = true;
	add_part(&c, _("Writing and choosing"), g->of->ops->cmds);
	c.inherited = false;
	add_part(&c, _("Everywhere"), stage_cmds());
	add_screens(v, g);
	measure(v, g);
	page_clear(&g->facts);
	if (!g->palette && g->of->ops->explain && g->of->ops->explain(g->of, &g->facts, e))
		return -1;
	v->title = g->palette ? _("Menu") : _("Help");
	v->context = g->of->title ? arena_dup(&v->arena, g->of->title) : _(g->of->ops->title);
	list_refresh(&g->list);
	return 0;
}

/* --- rows of the menu --- */

static size_t row_count(const void *ctx)
{
	return ((const struct guide *)ctx)->n;
}

static const char *row_id(const void *ctx, size_t i)
{
	return ((const struct guide *)ctx)->v[i].id;
}

static bool row_heading(const void *ctx, size_t i)
{
	return ((const struct guide *)ctx)->v[i].heading != NULL;
}

static const char *row_text(const void *ctx, size_t i)
{
	return ((const struct guide *)ctx)->v[i].text;
}

static void draw_row(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected)
{
	const struct guide *g = ctx;
	const struct guide_row *row = &g->v[i];

	if (row->heading) {
		canvas_put_cut(c, r.row, r.col, r.cols, ROLE_HEADING, row->heading);
		return;
	}
	canvas_put(c, r.row, r.col, 2, ROLE_TEXT, selected ? ">" : row->why ? "-" : "");
	struct rect rest = rect_cols(r, 2, -1);
	int col = guide_head(g, row, c, rest);
	rest = rect_cols(rest, col, -1);
	canvas_put_cut(c, rest.row, rest.col, rest.cols, row->why ? ROLE_DIM : ROLE_TEXT,
		       row->why ? row->why : row->help);
}

static const struct list_ops row_ops = {
	.count = row_count, .id = row_id, .draw = draw_row, .heading = row_heading, .text = row_text,
	.empty = N_("There is nothing to do here."),
};

static int guide_open(struct view *v, const void *arg, struct err *e)
{
	struct guide *g = guide_of(v);
	const struct guide_arg *a = arg;

	list_init(&g->list, &row_ops, g, 0);
	g->of = a ? a->of : stage_below(v);
	g->palette = a && a->palette;
	return g->of ? 0 : err_set(e, ERR_BUG, "%s", _("There is no screen to explain."));
}

static void guide_close(struct view *v)
{
	struct guide *g = guide_of(v);

	list_done(&g->list);
	page_done(&g->facts);
	mem_free(g->v);
}

static void guide_layout(struct view *v)
{
	struct guide *g = guide_of(v);

	if (g->palette) {
		list_layout(&g->list, v->body);
		return;
	}
	page_layout(&g->facts, v->body);
	g->lines = guide_help(g, NULL, v->body, 0);
	int last = g->lines - v->body.rows;
	if (g->skip > last)
		g->skip = last;
	if (g->skip < 0)
		g->skip = 0;
}

static void guide_draw(const struct view *v, struct canvas *c, struct rect r)
{
	const struct guide *g = guide_of(v);

	if (g->palette) {
		list_draw(&g->list, c, r, true);
		return;
	}
	guide_help(g, c, r, g->skip);
	bars_scroll(c, r, g->skip, r.rows, g->lines);
}

/* --- keys --- */

static int go(struct view *v, enum list_move how, int count)
{
	struct guide *g = guide_of(v);
	int page = v->body.rows > 2 ? v->body.rows - 1 : 1;
	static const int sign[] = {[LIST_UP] = -1, [LIST_DOWN] = 1, [LIST_PAGE_UP] = -1, [LIST_PAGE_DOWN] = 1,
				   [LIST_HOME] = -1, [LIST_END] = 1};

	if (g->palette)
		list_move(&g->list, how, count);
	else
		g->skip += sign[how] * (how <= LIST_DOWN        ? count
					: how <= LIST_PAGE_DOWN ? count * page
								: g->lines);
	if (g->skip < 0)
		g->skip = 0;
	return 0;
}

#define GO(name, how) \
	static int run_##name(struct view *v, int count, struct err *e) \
	{ \
		return go(v, how, count); \
	}
GO(up, LIST_UP)
GO(down, LIST_DOWN)
GO(page_up, LIST_PAGE_UP)
GO(page_down, LIST_PAGE_DOWN)
GO(home, LIST_HOME)
GO(end, LIST_END)
#undef GO

static int run_erase(struct view *v, int count, struct err *e)
{
	while (count-- > 0 && list_erase(&guide_of(v)->list))
		;
	return 0;
}

/* The menu closes first, so that the act finds its own screen on top. */
static int run_take(struct view *v, int count, struct err *e)
{
	struct guide *g = guide_of(v);
	size_t i;

	if (!g->palette)
		return go(v, LIST_PAGE_DOWN, 1);
	if (!list_choice(&g->list, &i))
		return err_set(e, ERR_ABSENT, "%s", _("Nothing fits what you typed."));
	const struct guide_row *row = &g->v[i];
	if (row->why)
		return err_set(e, ERR_STATE, "%s", row->why);
	struct view *of = g->of;
	struct stage *s = v->stage;
	const struct cmd *cmd = row->cmd;
	const char *code = row->code;
	stage_close(v, NULL);
	if (!cmd)
		return stage_jump(s, code, e);
	stage_run(s, of, cmd, 1);
	return 0;
}

enum { MOVE = CMD_REPEAT | CMD_HIDDEN };

static const struct cmd guide_rows[] = {
	{"guide.take", "Enter", N_("Take"), N_("Do what the row says"), 0, NULL, NULL, run_take},
	{"guide.up", "Up", N_("Up"), N_("The row above"), MOVE, NULL, NULL, run_up},
	{"guide.down", "Down", N_("Down"), N_("The row below"), MOVE, NULL, NULL, run_down},
	{"guide.page-up", "PgUp", N_("Page up"), N_("One page up"), MOVE, NULL, NULL, run_page_up},
	{"guide.page-down", "PgDn", N_("Page down"), N_("One page down"), MOVE, NULL, NULL, run_page_down},
	{"guide.home", "Home", N_("First"), N_("The first row"), MOVE, NULL, NULL, run_home},
	{"guide.end", "End", N_("Last"), N_("The last row"), MOVE, NULL, NULL, run_end},
	{"guide.erase", "Backspace", N_("Erase"), N_("Erase the last character you searched for"), MOVE, NULL,
	 NULL, run_erase},
	CMD_END,
};
static const struct cmd *const guide_tables[] = {guide_rows, NULL};

/* Four digits that are the code of a row are taken at once, as on every menu. */
static void take_code(struct view *v)
{
	struct guide *g = guide_of(v);
	AUTO(str_done) struct str typed = {0};
	struct err e = {0};

	text_fold_ascii(str_text(&g->list.filter), &typed);
	for (size_t i = 0; i < g->n; i++) {
		if (!*g->v[i].code || !str_eq(g->v[i].code, str_text(&typed)) || !list_choose(&g->list, i))
			continue;
		if (run_take(v, 1, &e))
			stage_say_err(v->stage, &e);
		return;
	}
}

/* The bar stands on the first row whose name fits; where only what rows do fits, on the first of them. */
static void choose_best(struct guide *g)
{
	list_move(&g->list, LIST_HOME, 1);
	for (size_t i = 0; i < g->n; i++)
		if (!g->v[i].heading && list_match(str_text(&g->list.filter), g->v[i].label) && list_choose(&g->list, i))
			return;
}

static bool guide_text(struct view *v, const char *utf8, bool pasted)
{
	struct guide *g = guide_of(v);

	if (g->palette && list_type(&g->list, utf8, pasted)) {
		choose_best(g);
		take_code(v);
		return true;
	}
	if (g->palette)
		return false;
	return str_eq(utf8, " ") && go(v, LIST_PAGE_DOWN, 1) == 0;
}

static bool guide_click(struct view *v, const struct press *k)
{
	struct guide *g = guide_of(v);
	struct err e = {0};

	if (!g->palette || !list_click(&g->list, v->body, k))
		return false;
	if (k->count >= 2 && run_take(v, 1, &e))
		stage_say_err(v->stage, &e);
	return true;
}

const struct view_ops guide_view = {
	.name = "guide",
	.title = N_("Help"),
	.state_size = sizeof(struct guide),
	.flags = VIEW_STILL,
	.cmds = guide_tables,
	.open = guide_open,
	.refresh = guide_refresh,
	.layout = guide_layout,
	.draw = guide_draw,
	.text = guide_text,
	.click = guide_click,
	.close = guide_close,
};
