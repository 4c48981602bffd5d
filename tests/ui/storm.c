/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * storm [STEPS [SEED]]: random keys, pastes, clicks, resizes and waits at the real views on a demo store.
 * After every step the canvas equals a full redraw and holds no half character. "N passed, N failed"; a fault
 * shows the last keys.
 */
#include "tests/ui/check.h"
#include "tests/ui/world.h"

#include "base/msg.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LAST = 24, ROWS = 24, COLS = 80 };

struct storm {
	struct world world;
	struct script script;
	struct canvas *canvas, *again;
	unsigned seed;
	int64_t now;
	char last[LAST][32]; /* names of the last steps, in a ring */
	int steps, opened;
	int leave;           /* so many Esc more, to come out of boxes and filters */
	int seen[VIEW_N];    /* steps that ended on each view */
};

static unsigned draw_lot(struct storm *s, unsigned n)
{
	s->seed = s->seed * 1103515245u + 12345u;
	return (s->seed >> 9) % n;
}

static struct press named(const char *name)
{
	struct press k = {0};

	press_parse(name, &k);
	return k;
}

static struct press resize(struct storm *s)
{
	int rows = (int)draw_lot(s, 60) + 1, cols = (int)draw_lot(s, 160) + 1;

	if (draw_lot(s, 3)) {
		rows = ROWS;
		cols = COLS;
	}
	canvas_resize(s->canvas, rows, cols);
	return (struct press){.code = K_RESIZE, .row = rows, .col = cols};
}

static struct press next_press(struct storm *s)
{
	static const char *const keys[] = {
		"Enter",  "Enter",  "Enter",  "Esc", "Tab",    "Shift-Tab", "Up",        "Down",   "Down",
		"PgUp",   "PgDn",   "Home",   "End", "Left",   "Right",     "Backspace", "Del",    "F1",
		"F2",     "F3",     "F4",     "F5",  "F6",     "F7",        "F8",        "F9",     "1",
		"2",      "3",      "4",      "5",   "0",      "+",         "-",         "Ctrl-E", "Ctrl-K",
		"Ctrl-L", "Ctrl-Z", "Ctrl-Y", "/",   "信",     "①",         "—",         "か",     "\u3099",
		"y",      "c",      "１",     "。",  "Ctrl-T", "F11",       "Ctrl-C",    "Space",
	};
	static const char *const pastes[] = {"粘贴的文字",
					     "a\nb\n\n长长长长长长长长长长长长长长长长长长长长长长长长长",
					     "\x1b[31m\x80", ""};

	switch (draw_lot(s, 40)) {
	case 0:
		return resize(s);
	case 1:
		return (struct press){.code = K_MOUSE,
				      .row = (int)draw_lot(s, 26),
				      .col = (int)draw_lot(s, 82),
				      .count = 1};
	case 2: {
		const char *text = pastes[draw_lot(s, ARRAY_LEN(pastes))];
		return (struct press){.code = K_PASTE, .text = text, .n = strlen(text)};
	}
	case 3:
		s->now += 2000;
		return (struct press){.code = K_TICK};
	case 4:
		return (struct press){.code = K_DOWN, .count = (int)draw_lot(s, 30) + 1};
	case 5:
		s->leave = 4;
		return named("F10");
	default:
		if (s->leave && s->leave--)
			return named("Esc");
		return named(keys[draw_lot(s, ARRAY_LEN(keys))]);
	}
}

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

static const char *step(struct storm *s, struct press k)
{
	k.at = s->now += 50;
	note(s, &k);
	s->steps++;
	stage_key(s->world.stage, &k);
	if (stage_done(s->world.stage))
		return NULL;
	if (stage_dirty(s->world.stage))
		stage_draw(s->world.stage, s->canvas);
	for (int id = 1; id < VIEW_N; id++)
		s->seen[id] +=
			stage_view_ops(s->world.stage, (enum view_id)id) == stage_top(s->world.stage)->ops;
	const char *what = check_canvas(s->canvas);
	return what ? what : check_redraw(s->world.stage, s->canvas, s->again);
}

/* A fresh store, somebody logged in. */
static int begin(struct storm *s, struct err *e)
{
	world_close(&s->world);
	canvas_resize(s->canvas, ROWS, COLS);
	if (world_open(&s->world, &s->script, e))
		return -1;
	s->opened++;
	stage_draw(s->world.stage, s->canvas);
	for (const char *c = s->opened % 4 ? "110201" : "1002"; *c; c++)
		step(s, named((char[]){*c, 0}));
	step(s, named("Enter"));
	for (const char *c = "20260808202608"; *c; c++)
		step(s, named((char[]){*c, 0}));
	step(s, named("Enter"));
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

static bool run(struct storm *s, int steps, struct err *e)
{
	if (world_setup(&s->world, &s->script, e) || begin(s, e))
		return false;
	while (s->steps < steps) {
		const char *what = step(s, next_press(s));
		if (what) {
			show_fault(s, what);
			return false;
		}
		if (stage_done(s->world.stage) && begin(s, e))
			return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	struct storm s = {.seed = argc > 2 ? (unsigned)atoi(argv[2]) : 7};
	struct err e = {0};

	msg_use(MSG_ZH);
	s.script.setup = "demo-store \"$DIR\"";
	s.canvas = canvas_new(ROWS, COLS);
	s.again = canvas_new(ROWS, COLS);
	bool ok = run(&s, argc > 1 ? atoi(argv[1]) : 10000, &e);
	if (e.text[0])
		printf("%s\n", e.text);
	world_close(&s.world);
	world_remove(&s.world);
	canvas_free(&s.canvas);
	canvas_free(&s.again);
	for (int id = 1; id < VIEW_N; id++)
		if (s.seen[id])
			printf("%d ", s.seen[id]);
	printf("steps on each of the views seen\n%d steps, %d times opened\n%d passed, %d failed\n", s.steps,
	       s.opened, ok ? 1 : 0, ok ? 0 : 1);
	return !ok;
}
