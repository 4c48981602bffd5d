/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * storm [STEPS [SEED]]: random keys, pastes, clicks, resizes and waits at the real views on a demo store.
 * After every step the canvas equals a full redraw, its shape is sound (check.h), no half character is on it. Each time
 * the store is opened anew another width mode is on. Now and then it jumps to a view by its code, and four of five views
 * of the register must have been seen at the end. "N passed, N failed"; a fault shows the last keys.
 */
#include "tests/ui/check.h"
#include "tests/ui/lots.h"
#include "tests/ui/world.h"
#include "ui/views/views.h"

#include "base/msg.h"
#include "base/width.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LAST = 24, ROWS = 24, COLS = 80, LONG = 60 };

struct storm {
	struct world world;
	struct script script;
	struct canvas *canvas, *again;
	struct lots lots;
	char last[LAST][32]; /* names of the last steps, in a ring */
	const struct view_ops *stay; /* the view on top, and for how many steps */
	int stays;
	int steps, opened;
	int seen[VIEW_N];    /* steps that ended on each view */
};

static void note(struct storm *s, const struct press *k)
{
	char *out = s->last[s->steps % LAST], name[PRESS_NAME];

	if (k->code == K_RESIZE)
		snprintf(out, 32, "<%dx%d>", k->row, k->col);
	else if (k->code == K_MOUSE)
		snprintf(out, 32, "<click %d %d>", k->row, k->col);
	else
		snprintf(out, 32, "<%s>",
			 k->code == K_PASTE  ? "paste"
			 : k->code == K_TICK ? "wait"
					     : press_name(k, name));
}

/* While nobody has come in, what has a code is the door itself or shows nothing of the store. */
static bool is_open_before_the_door(const struct stage *stage)
{
	bool open = false;

	for (const struct view *v = stage_top(stage); v; v = stage_below(v)) {
		if (v->ops->flags & VIEW_DOOR)
			return open;
		open = open || (v->ops->code && !(v->ops->flags & VIEW_ANYWHERE));
	}
	return false;
}

/* What is wrong with what is shown now, or NULL. */
static const char *look(struct storm *s)
{
	static char said[96];
	char where[32];
	bool small = canvas_rows(s->canvas) < STAGE_ROWS || canvas_cols(s->canvas) < STAGE_COLS;
	const char *what = small ? check_canvas(s->canvas) : check_shape(s->world.stage, s->canvas, where);

	if (is_open_before_the_door(s->world.stage))
		return "a screen of the store before anybody has come in";
	if (what && !small) {
		snprintf(said, sizeof said, "%s at %s", what, where);
		return said;
	}
	return what ? what : check_redraw(s->world.stage, s->canvas, s->again);
}

static const char *drawn(struct storm *s)
{
	if (stage_done(s->world.stage))
		return NULL;
	if (stage_dirty(s->world.stage))
		stage_draw(s->world.stage, s->canvas);
	for (int id = 1; id < VIEW_N; id++)
		s->seen[id] +=
			stage_view_ops(s->world.stage, (enum view_id)id) == stage_top(s->world.stage)->ops;
	return look(s);
}

static const char *step(struct storm *s, struct press k)
{
	k.at = s->lots.now += 50;
	note(s, &k);
	s->steps++;
	stage_key(s->world.stage, &k);
	return drawn(s);
}

/* To a view by its code, as if it had been typed on a menu. */
static const char *jump(struct storm *s)
{
	const struct view_ops *ops = views_register()[lots_draw(&s->lots, VIEW_N)];
	struct err e = {0};

	if (!ops || !ops->code)
		return NULL;
	snprintf(s->last[s->steps++ % LAST], 32, "<to %s>", ops->code);
	stage_jump(s->world.stage, ops->code, &e);
	return drawn(s);
}

static void type(struct storm *s, const char *keys)
{
	for (const char *c = keys; *c && !stage_done(s->world.stage); c++)
		step(s, lots_named(*c == '\n' ? "Enter" : (char[]){*c, 0}));
}

/* Somebody, and on to where the work is: the session under way, a new one, a finding. */
static void log_in(struct storm *s)
{
	static const char *const ways[] = {"", "2\n", "2\n2", "1\n\n\n", "1\n\n\n2", "4\n1", "2\n"};

	static const char *const people[] = {"110201\n", "110201\n", "110201\n", "1001\n", "1002\n", "1003\n"};

	step(s, lots_named("Ctrl-U"));
	type(s, people[lots_draw(&s->lots, ARRAY_LEN(people))]);
	type(s, "20260808202608\n");
	type(s, ways[lots_draw(&s->lots, ARRAY_LEN(ways))]);
}

/* A fresh store, somebody logged in. */
static int begin(struct storm *s, struct err *e)
{
	world_close(&s->world);
	width_set_mode((enum width_mode)(s->opened % 3));
	canvas_resize(s->canvas, ROWS, COLS);
	if (world_open(&s->world, &s->script, e))
		return -1;
	s->opened++;
	stage_draw(s->world.stage, s->canvas);
	if (!s->script.setup)
		return 0;
	log_in(s);
	return 0;
}

static void show_fault(const struct storm *s, const char *what)
{
	AUTO(str_done) struct str text = {0};

	printf("step %d: %s, after", s->steps, what);
	for (int i = s->steps > LAST ? s->steps - LAST : 0; i < s->steps; i++)
		printf(" %s", s->last[i % LAST]);
	canvas_dump(s->canvas, &text);
	printf("\n%s-- redrawn:\n", str_text(&text));
	str_clear(&text);
	canvas_dump(s->again, &text);
	printf("%s", str_text(&text));
}

static const char *any_step(struct storm *s)
{
	const struct view_ops *top = stage_top(s->world.stage)->ops;

	s->stays = top == s->stay ? s->stays + 1 : 0;
	s->stay = top;
	if (s->stays > LONG && lots_draw(&s->lots, 4) == 0)
		return step(s, lots_named("F10"));
	if (s->script.setup && lots_draw(&s->lots, 60) == 0)
		return jump(s);
	if (s->script.setup && top == views_register()[VIEW_LOGIN] && lots_draw(&s->lots, 12) == 0)
		log_in(s);
	struct press k = lots_press(&s->lots);
	if (k.code == K_RESIZE)
		canvas_resize(s->canvas, k.row, k.col);
	return step(s, k);
}

/* So many steps in the store that setup makes; without one, in the first run. */
static bool run(struct storm *s, const char *setup, int steps, struct err *e)
{
	int end = s->steps + steps;

	s->script.setup = setup;
	bool ok = !world_setup(&s->world, &s->script, e) && !world_enter(&s->world, e) && !begin(s, e);
	while (ok && s->steps < end) {
		const char *what = any_step(s);
		if (what)
			show_fault(s, what);
		ok = !what && (!stage_done(s->world.stage) || !begin(s, e));
	}
	world_close(&s->world);
	world_remove(&s->world);
	return ok;
}

/* Some views ask for a right or a record that lots may not come by. */
static bool enough_seen(const struct storm *s)
{
	const struct view_ops *const *views = views_register();
	int all = 0, seen = 0;

	for (int id = 1; id < VIEW_N; id++)
		if (views[id]) {
			printf("%s %d, ", views[id]->name, s->seen[id]);
			all++;
			seen += s->seen[id] > 0;
		}
	printf("steps on each view\n");
	return seen * 5 >= all * 4;
}

int main(int argc, char **argv)
{
	struct storm s = {.lots.seed = argc > 2 ? (unsigned)atoi(argv[2]) : 7};
	struct err e = {0};

	msg_use(MSG_ZH);
	s.canvas = canvas_new(ROWS, COLS);
	s.again = canvas_new(ROWS, COLS);
	int steps = argc > 1 ? atoi(argv[1]) : 10000;
	bool ok = run(&s, "demo-store \"$DIR\"", steps, &e) && run(&s, NULL, steps / 20, &e);
	if (e.text[0])
		printf("%s\n", e.text);
	canvas_free(&s.canvas);
	canvas_free(&s.again);
	bool seen = enough_seen(&s) || steps < 10000;
	printf("%d steps, %d times opened\n%d passed, %d failed\n", s.steps, s.opened, ok + seen, 2 - ok - seen);
	return !ok || !seen;
}
