/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two toy views for tests of the stage: a counter that is also a menu and can take text, and a box over it.
 */
#ifndef ZICHA_TESTS_UNIT_TOY_H
#define ZICHA_TESTS_UNIT_TOY_H

#include "base/msg.h"
#include "ui/base/stage.h"

#include <string.h>

struct toy {
	int count, refreshed, ticks, closes_asked, got_tag, clicks;
	bool typing, changed, fail_refresh;
	char got[64];
	struct str text;
	const char *line; /* in the arena */
};

static int toy_closed; /* closes seen, all toys */

static int toy_open(struct view *v, const void *arg, struct err *e)
{
	const char *word = arg;

	if (word && strcmp(word, "refuse") == 0)
		return err_set(e, ERR_DENIED, "the toy is locked");
	str_add(&VIEW_STATE(v, struct toy)->text, word);
	return 0;
}

static int toy_refresh(struct view *v, struct err *e)
{
	struct toy *t = VIEW_STATE(v, struct toy);

	t->refreshed++;
	t->line = NULL;
	if (t->fail_refresh)
		return err_set(e, ERR_IO, "the toy cannot be read");
	t->line = arena_printf(&v->arena, "count %d", t->count);
	v->context = "玩具";
	return 0;
}

static void toy_draw(const struct view *v, struct canvas *c, struct rect r)
{
	struct toy *t = VIEW_STATE(v, struct toy);

	canvas_put(c, r.row, r.col, r.cols, ROLE_TEXT, t->line);
	int n = canvas_put(c, r.row + 1, r.col, r.cols, t->typing ? ROLE_FOCUS : ROLE_FIELD,
			   str_text(&t->text));
	canvas_put(c, r.row + r.rows - 1, r.col, r.cols, ROLE_DIM, "bottom");
	if (t->typing)
		canvas_caret(c, r.row + 1, r.col + n);
}

static bool toy_text(struct view *v, const char *utf8, bool pasted)
{
	struct toy *t = VIEW_STATE(v, struct toy);

	if (!t->typing)
		return false;
	if (pasted)
		str_add(&t->text, "[");
	str_add(&t->text, utf8);
	if (pasted)
		str_add(&t->text, "]");
	t->changed = true;
	return true;
}

static bool toy_click(struct view *v, const struct press *k)
{
	VIEW_STATE(v, struct toy)->clicks += k->row * 100 + k->col;
	return true;
}

static int toy_result(struct view *v, int tag, const void *value, struct err *e)
{
	struct toy *t = VIEW_STATE(v, struct toy);

	t->got_tag = tag;
	strcpy(t->got, value ? value : "(nothing)");
	return value && strcmp(value, "bad") == 0 ? err_set(e, ERR_INPUT, "a bad answer") : 0;
}

static bool toy_may_close(struct view *v, struct err *e)
{
	struct toy *t = VIEW_STATE(v, struct toy);

	t->closes_asked++;
	if (!t->changed)
		return true;
	err_set(e, ERR_STATE, "not saved");
	return false;
}

static void toy_close(struct view *v)
{
	str_done(&VIEW_STATE(v, struct toy)->text);
	toy_closed++;
}

static void toy_tick(struct view *v, int64_t now)
{
	VIEW_STATE(v, struct toy)->ticks++;
}

static void *toy_part(const struct view *v, enum view_part part)
{
	struct toy *t = VIEW_STATE(v, struct toy);

	return part == PART_EDIT && t->typing ? &t->text : NULL;
}

static const char *toy_no(const struct view *v)
{
	return VIEW_STATE(v, struct toy)->count > 2 ? "three is enough" : NULL;
}

static int toy_add(struct view *v, int count, struct err *e)
{
	VIEW_STATE(v, struct toy)->count += count;
	return 0;
}

static int toy_down(struct view *v, int count, struct err *e)
{
	VIEW_STATE(v, struct toy)->count += 100 * count;
	view_stale(v);
	return 0;
}

static int toy_fail(struct view *v, int count, struct err *e)
{
	return err_set(e, ERR_IO, "the toy broke; buy another");
}

static int toy_box(struct view *v, int count, struct err *e)
{
	return stage_open(v->stage, VIEW_TOY_BOX, "box", 42, e);
}

static int toy_type(struct view *v, int count, struct err *e)
{
	struct toy *t = VIEW_STATE(v, struct toy);

	t->typing = !t->typing;
	return 0;
}

static const struct cmd toy_rows[] = {
	{"toy.add", "1 F2", N_("Add"), N_("Adds one"), CMD_WRITES | CMD_HINT, "9011", toy_no, toy_add},
	{"toy.down", "Down + F8", N_("Down"), N_("Adds a hundred"), CMD_REPEAT, NULL, NULL, toy_down},
	{"toy.fail", "F3 ?", N_("Fail"), N_("Fails"), 0, NULL, NULL, toy_fail},
	{"toy.box", "F6", N_("Box"), N_("Opens a box"), 0, NULL, NULL, toy_box},
	{"toy.type", "Tab", N_("Type"), N_("Starts or ends typing"), 0, NULL, NULL, toy_type},
	CMD_END,
};
static const struct cmd *const toy_tables[] = {toy_rows, NULL};

static const struct view_ops toy_ops = {
	.name = "toy",
	.code = "9001",
	.title = "Toy",
	.state_size = sizeof(struct toy),
	.cmds = toy_tables,
	.open = toy_open,
	.refresh = toy_refresh,
	.draw = toy_draw,
	.text = toy_text,
	.click = toy_click,
	.result = toy_result,
	.may_close = toy_may_close,
	.close = toy_close,
	.tick = toy_tick,
	.part = toy_part,
};

static int box_yes(struct view *v, int count, struct err *e)
{
	stage_close(v, "yes");
	return 0;
}

static int box_bad(struct view *v, int count, struct err *e)
{
	stage_close(v, "bad");
	return 0;
}

static void box_draw(const struct view *v, struct canvas *c, struct rect r)
{
	struct rect box = rect_middle(r, 3, 20);

	canvas_fill(c, box, ROLE_BOX);
	canvas_box(c, box, ROLE_FRAME);
	canvas_put(c, box.row + 1, box.col + 1, 18, ROLE_BOX, "好吗?");
}

static void box_close(struct view *v)
{
	toy_closed++;
}

static const struct cmd box_rows[] = {
	{"box.yes", "Enter 1", N_("Yes"), N_("Says yes"), 0, NULL, NULL, box_yes},
	{"box.bad", "2", N_("Bad"), N_("Says something bad"), 0, NULL, NULL, box_bad},
	CMD_END,
};
static const struct cmd *const box_tables[] = {box_rows, NULL};
static const struct view_ops box_ops = {
	.name = "box",
	.title = "Box",
	.flags = VIEW_MODAL,
	.cmds = box_tables,
	.draw = box_draw,
	.close = box_close,
};

static const struct view_ops *const toy_views[VIEW_N] = {[VIEW_TOY] = &toy_ops, [VIEW_TOY_BOX] = &box_ops};

#endif
