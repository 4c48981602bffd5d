/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/term/player_views.h"

#include "base/file.h"
#include "base/msg.h"
#include "tests/ui/lots.h"
#include "tests/ui/world.h"
#include "ui/views/views.h"

enum { STEPS = 300, SHOT = 15, JUMP = 40 };

struct show {
	struct term *term;
	struct canvas *canvas;
	const struct views_io *io;
	struct world world;
	struct script script;
	struct lots lots;
};

static void press(struct show *s, struct press k)
{
	if (k.code == K_RESIZE) {
		s->io->resize(s->io->ctx, k.row, k.col);
		k.row = canvas_rows(s->canvas);
		k.col = canvas_cols(s->canvas);
	}
	k.at = s->lots.now += 50;
	stage_key(s->world.stage, &k);
	if (stage_done(s->world.stage))
		return;
	stage_draw(s->world.stage, s->canvas);
	term_show(s->term, s->canvas);
}

static void type(struct show *s, const char *keys)
{
	for (; *keys && !stage_done(s->world.stage); keys++)
		press(s, lots_named(*keys == '\n' ? "Enter" : (char[]){*keys, 0}));
}

static int begin(struct show *s, struct err *e)
{
	world_close(&s->world);
	if (world_open(&s->world, &s->script, e))
		return -1;
	stage_draw(s->world.stage, s->canvas);
	type(s, "110201\n20260808202608\n2\n");
	return 0;
}

static void jump(struct show *s)
{
	const struct view_ops *ops = views_register()[lots_draw(&s->lots, VIEW_N)];
	struct err e = {0};

	if (ops && ops->code)
		stage_jump(s->world.stage, ops->code, &e);
}

/* The calibration page shows on purpose what may come out otherwise. */
static void tell(struct show *s)
{
	const struct view_ops *const *views = views_register();

	if (stage_top(s->world.stage)->ops != views[VIEW_CALIBRATE])
		s->io->tell(s->io->ctx);
}

static int walk(struct show *s, struct err *e)
{
	if (begin(s, e))
		return -1;
	for (int i = 1; i <= STEPS; i++) {
		struct press k = lots_press(&s->lots);
		if (i % JUMP == 0)
			jump(s);
		if (k.code != K_RESIZE || (k.row >= 2 && k.col >= 8))
			press(s, k);
		if (stage_done(s->world.stage) && begin(s, e))
			return -1;
		if (i % SHOT == 0)
			tell(s);
	}
	return 0;
}

int views_run(struct term *t, struct canvas *c, unsigned seed, const struct views_io *io, struct err *e)
{
	struct show s = {.term = t, .canvas = c, .io = io, .lots.seed = seed};

	msg_use(MSG_ZH);
	s.script.setup = "demo-store \"$DIR\"";
	int rc = world_setup(&s.world, &s.script, e) || world_enter(&s.world, e) || walk(&s, e) ? -1 : 0;
	world_close(&s.world);
	world_remove(&s.world);
	return rc;
}

/* --- a script --- */

static void show_steps(struct show *s)
{
	for (size_t i = 0; i < s->script.n && !stage_done(s->world.stage); i++) {
		const struct step *step = &s->script.v[i];
		if (step->kind == STEP_KEY)
			press(s, step->key);
		else if (step->kind == STEP_SHOT)
			s->io->shot(s->io->ctx, step->text);
		else if (step->kind == STEP_WAIT)
			s->lots.now += step->a, press(s, (struct press){.code = K_TICK});
	}
}

int views_show(struct term *t, struct canvas *c, const char *path, const struct views_io *io, struct err *e)
{
	enum { MOST = 1 << 20 };
	struct show s = {.term = t, .canvas = c, .io = io};
	AUTO(str_done) struct str text = {0};

	msg_use(MSG_ZH);
	int rc = file_read(path, MOST, &text, e) || script_read(&s.script, path, str_text(&text), e) ||
				 world_setup(&s.world, &s.script, e) || world_open(&s.world, &s.script, e)
			 ? -1
			 : 0;
	if (!rc) {
		stage_draw(s.world.stage, c);
		term_show(t, c);
		show_steps(&s);
	}
	world_close(&s.world);
	world_remove(&s.world);
	script_done(&s.script);
	return rc;
}
