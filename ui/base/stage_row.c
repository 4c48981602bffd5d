/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of commands: those of every screen, which row a key means, and running it.
 */
#include "ui/base/stage_inside.h"

#include "base/mem.h"
#include "base/msg.h"

/* --- the stage's own rows --- */

static int run_help(struct view *v, int count, struct err *e)
{
	return stage_open(v->stage, VIEW_GUIDE, &(struct guide_arg){.of = v}, 0, e);
}

static int run_menu(struct view *v, int count, struct err *e)
{
	return stage_open(v->stage, VIEW_GUIDE, &(struct guide_arg){.of = v, .palette = true}, 0, e);
}

static int run_redraw(struct view *v, int count, struct err *e)
{
	const struct screen_io *io = v->stage->io;

	if (io && io->redraw)
		io->redraw(io->ctx);
	stage_touch(v->stage);
	return 0;
}

static int run_mouse(struct view *v, int count, struct err *e)
{
	struct stage *s = v->stage;

	stage_set_mouse(s, s->mouse_off);
	stage_say(s, ROLE_MESSAGE, "%s",
		  s->mouse_off ? _("Mouse clicks are off: the terminal's own marking and copying works.")
			       : _("Mouse clicks are on; hold Shift to mark and copy text."));
	return 0;
}

static int run_back(struct view *v, int count, struct err *e)
{
	stage_go_back(v->stage);
	return 0;
}

static const struct cmd stage_rows[] = {
	{"stage.help", "F1 ?", N_("Help"), N_("What this screen is for and which keys it knows"), 0, NULL,
	 NULL, run_help},
	{"stage.menu", "F5 F9 :", N_("Menu"), N_("Everything that can be done here, to choose from"), 0, NULL,
	 NULL, run_menu},
	{"stage.back", "Esc F10", N_("Back"), N_("Back to the screen before; asks if something is not saved"),
	 0, NULL, NULL, run_back},
	{"stage.redraw", "Ctrl-L", N_("Redraw"), N_("Draw the whole screen anew"), 0, NULL, NULL, run_redraw},
	{"stage.mouse", "Ctrl-T", N_("Mouse"), N_("Mouse clicks on or off"), 0, NULL, NULL, run_mouse},
	CMD_END,
};
static const struct cmd *const stage_tables[] = {stage_rows, NULL};

cmd_tables stage_cmds(void)
{
	return stage_tables;
}

bool stage_is_own(const struct cmd *c)
{
	return c >= stage_rows && c < stage_rows + ARRAY_LEN(stage_rows);
}

/* False: a row of the stage whose act is not there. */
static bool shows(const struct stage *s, const struct cmd *c)
{
	const struct view *v = stage_top(s);

	if (c->run != run_help && c->run != run_menu)
		return true;
	return stage_view_ops(s, VIEW_GUIDE) && v && v->ops != stage_view_ops(s, VIEW_GUIDE) &&
	       !(v->ops->flags & VIEW_MODAL && c->run == run_menu);
}

/* --- finding a row --- */

struct lookup {
	const struct stage *s;
	char key[PRESS_NAME];
	const struct cmd *possible, *first;
};

static int look_at(const struct cmd *c, void *ctx)
{
	struct lookup *l = ctx;

	if (!press_listed(l->key, cmd_keys(l->s->keys, c)) || !shows(l->s, c))
		return 0;
	if (!l->first)
		l->first = c;
	if (c->why_not && c->why_not(stage_top(l->s)))
		return 0;
	l->possible = c;
	return 1;
}

const struct cmd *stage_find_row(const struct stage *s, const struct press *k, bool own_too)
{
	struct lookup l = {.s = s};
	const struct view *v = stage_top(s);

	press_name(k, l.key);
	if (v && !cmd_each(v->ops->cmds, look_at, &l) && own_too)
		cmd_each(stage_tables, look_at, &l);
	return l.possible ? l.possible : l.first;
}

struct slots {
	const struct stage *s;
	const struct cmd *possible[STAGE_SLOTS], *first[STAGE_SLOTS];
};

/* stage_find_row() for all function keys at once: every frame asks. */
static int take_slots(const struct cmd *c, void *ctx)
{
	struct slots *l = ctx;
	unsigned keys = press_functions(cmd_keys(l->s->keys, c));

	if (!keys || !shows(l->s, c))
		return 0;
	bool possible = !c->why_not || !c->why_not(stage_top(l->s));
	for (int i = 0; i < STAGE_SLOTS; i++) {
		if (!(keys & 1U << (i + 1)) || l->possible[i])
			continue;
		l->possible[i] = possible ? c : NULL;
		l->first[i] = l->first[i] ? l->first[i] : c;
	}
	return 0;
}

/* A row stands at its first function key only, though all of them work. */
void stage_slots(const struct stage *s, const struct cmd *out[STAGE_SLOTS])
{
	struct slots l = {.s = s};
	const struct view *v = stage_top(s);

	if (v) {
		cmd_each(v->ops->cmds, take_slots, &l);
		cmd_each(stage_tables, take_slots, &l);
	}
	for (int i = 0; i < STAGE_SLOTS; i++) {
		out[i] = l.possible[i] ? l.possible[i] : l.first[i];
		for (int j = 0; j < i; j++)
			if (out[j] == out[i])
				out[i] = NULL;
	}
}

/* --- running a row --- */

static const char *refusal(const struct view *v, const struct cmd *c)
{
	if (c->flags & CMD_WRITES && v->ops->flags & VIEW_READONLY)
		return _("This screen only shows; nothing can be changed here.");
	return c->why_not ? c->why_not(v) : NULL;
}

/* Once with count, or once per key press as long as the view stays on top. */
static int run_times(struct stage *s, struct view *v, const struct cmd *c, int count, struct err *e)
{
	if (c->flags & CMD_REPEAT)
		return c->run(v, count, e);
	for (int i = 0; i < count; i++) {
		if (i && (stage_top(s) != v || refusal(v, c)))
			return 0;
		if (c->run(v, 1, e))
			return -1;
		if (c->flags & CMD_WRITES)
			stage_stale(s);
		if (i + 1 < count && stage_top(s) == v)
			stage_settle(s, v);
	}
	return 0;
}

void stage_run(struct stage *s, struct view *v, const struct cmd *c, int count)
{
	struct err e = {0};
	const char *why = refusal(v, c);

	if (why) {
		stage_say(s, ROLE_ERROR, "%s", why);
		s->refused = c;
		s->refused_by = v;
		return;
	}
	stage_enter(s);
	s->working = false;
	if (run_times(s, v, c, count > 0 ? count : 1, &e))
		stage_say_err(s, &e);
	else if (c->flags & CMD_WRITES)
		stage_stale(s);
	s->dirty = true;
	stage_leave(s);
}

void stage_forgive(struct stage *s)
{
	const struct view *v = stage_top(s);

	if (!s->refused || v != s->refused_by || refusal(v, s->refused))
		return;
	s->refused = NULL;
	str_clear(&s->message);
}

/* --- back --- */

void stage_go_back(struct stage *s)
{
	struct press esc = {.code = K_ESC};
	struct view *v = stage_top(s);
	const struct cmd *c = stage_find_row(s, &esc, false);

	s->esc = false;
	s->dirty = true;
	if (c && v && !refusal(v, c))
		stage_run(s, v, c, 1);
	else
		stage_back(s);
}
