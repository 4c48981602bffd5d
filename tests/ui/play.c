/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * play [--update] [--print] [--shapes] [--hands] SCENE...: plays the keys of tests/ui/SCENE.keys on a canvas, compares the
 * screens with SCENE.screen; --update writes them, --print shows them. After every key the canvas is checked:
 * no half characters, drawing twice gives the same, the caret on no right half. Without names: every scene, and
 * every view of the program must have been seen on a screen of 24x80. --shapes compares nothing: at each shot the
 * screen is drawn at three sizes in the three width modes, and its shape is checked. --hands plays with another hand (hands.h). "N passed, N failed".
 */
#include "tests/ui/check.h"
#include "tests/ui/hands.h"
#include "tests/ui/script.h"
#include "tests/ui/world.h"
#include "ui/views/views.h"

#include "base/file.h"
#include "base/msg.h"
#include "base/width.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { KEY_MS = 20, FILE_MOST = 4 << 20, OTHER_LEAST = 200 };

struct play {
	const char *name;
	struct script script;
	struct world world;
	struct canvas *canvas, *again;
	struct str out;     /* all screens so far */
	struct str fault;   /* the first thing that was wrong */
	int64_t now;
	bool update, print, shapes, hands;
	int other;          /* steps done with another hand */
	bool *seen;         /* by enum view_id: it was on top at a shot of 24x80 */
};

static const char *folder(void)
{
	const char *dir = getenv("srcdir");

	return dir ? dir : ".";
}

/* --- checks after every key --- */

static void fault(struct play *p, unsigned line, const char *what)
{
	if (!p->fault.n)
		str_addf(&p->fault, "%s.keys:%u: %s", p->name, line, what);
}

static void check(struct play *p, unsigned line)
{
	const char *what = check_canvas(p->canvas);

	if (!what)
		what = check_redraw(p->world.stage, p->canvas, p->again);
	if (what)
		fault(p, line, what);
}

/* --- steps --- */

/* The start of a digest as it is shown: "7110 fa37 6ee8 25f7" before an ellipsis. */
static void hide_start(char *ellipsis, const char *begin)
{
	enum { GROUPS = 4, GROUP = 5 };
	char *at = ellipsis - (GROUPS * GROUP - 1);

	if (at < begin || strspn(at, "0123456789abcdef ") != GROUPS * GROUP - 1)
		return;
	for (; at < ellipsis; at++)
		*at = *at == ' ' ? ' ' : '*';
}

/* What is random goes out as stars: the end of the folder's name, digests and key ids. */
static void hide(struct play *p, size_t from)
{
	enum { RANDOM = 6, DIGITS = 32 };
	const char *dir = p->world.dir;
	size_t n = strlen(dir);

	for (char *at = p->out.s + from; n && (at = strstr(at, dir)); at += n)
		memset(at + n - RANDOM, '*', RANDOM);
	for (char *at = p->out.s + from; (at = strstr(at, "…")); at += strlen("…"))
		hide_start(at, p->out.s + from);
	for (size_t i = from, run = 0; i <= p->out.n; i++) {
		char c = p->out.s[i];
		bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
		if (!digit && run >= DIGITS)
			memset(p->out.s + i - run, '*', run);
		run = digit ? run + 1 : 0;
	}
}

static void mark_seen(struct play *p)
{
	const struct view *top = stage_top(p->world.stage);

	if (!top || canvas_rows(p->canvas) != STAGE_ROWS || canvas_cols(p->canvas) != STAGE_COLS)
		return;
	for (int id = VIEW_NONE; id < VIEW_N; id++)
		if (stage_view_ops(p->world.stage, (enum view_id)id) == top->ops)
			p->seen[id] = true;
}

/* One shape of the present screen, and a full redraw of it. */
static void check_at(struct play *p, const char *heading, const int size[2], enum width_mode mode)
{
	static const char *const modes[] = {"narrow", "wide", "substitute"};
	char where[32] = "";

	width_set_mode(mode);
	canvas_resize(p->canvas, size[0], size[1]);
	stage_key(p->world.stage, &(struct press){.code = K_RESIZE, .row = size[0], .col = size[1], .at = p->now});
	stage_draw(p->world.stage, p->canvas);
	const char *what = check_shape(p->world.stage, p->canvas, where);
	if (!what)
		what = check_redraw(p->world.stage, p->canvas, p->again);
	if (!what || p->fault.n)
		return;
	str_addf(&p->fault, "%s, %s, %dx%d, %s: %s at %s\n", p->name, heading, size[0], size[1], modes[mode], what,
		 where);
	canvas_dump(p->canvas, &p->fault);
}

static void check_shapes(struct play *p, const char *heading)
{
	static const int sizes[][2] = {{43, 132}, {30, 100}, {24, 80}};

	for (int mode = WIDTH_SUBSTITUTE; mode >= WIDTH_NARROW; mode--)
		for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
			check_at(p, heading, sizes[i], (enum width_mode)mode);
}

static void shoot(struct play *p, const char *heading, bool roles)
{
	int row, col;
	size_t from = p->out.n;

	mark_seen(p);
	if (p->shapes && !stage_done(p->world.stage))
		check_shapes(p, heading);

	stage_draw(p->world.stage, p->canvas);
	str_addf(&p->out, "== %dx%d %s", canvas_rows(p->canvas), canvas_cols(p->canvas), heading);
	if (canvas_caret_at(p->canvas, &row, &col))
		str_addf(&p->out, " (caret %d %d)", row, col);
	str_add_char(&p->out, '\n');
	canvas_dump(p->canvas, &p->out);
	hide(p, from);
	if (roles) {
		str_add(&p->out, "-- roles\n");
		canvas_dump_roles(p->canvas, &p->out);
	}
}

static void press(struct play *p, struct press k, unsigned line)
{
	if (p->hands && !stage_done(p->world.stage) && hands_other(p->world.stage, p->canvas, &k))
		p->other++;
	k.at = p->now += KEY_MS;
	world_time(&p->world, p->now);
	if (stage_done(p->world.stage))
		fault(p, line, "the program has ended already");
	stage_key(p->world.stage, &k);
	if (stage_dirty(p->world.stage))
		stage_draw(p->world.stage, p->canvas);
	if (!p->shapes)
		check(p, line);
}

static void do_step(struct play *p, const struct step *s)
{
	switch (s->kind) {
	case STEP_KEY:
		press(p, s->key, s->line);
		break;
	case STEP_WAIT:
		p->now += s->a;
		press(p, (struct press){.code = K_TICK}, s->line);
		break;
	case STEP_SHOT:
	case STEP_ROLES:
		shoot(p, s->text, s->kind == STEP_ROLES);
		break;
	case STEP_RESIZE:
		canvas_resize(p->canvas, s->a, s->b);
		press(p, (struct press){.code = K_RESIZE, .row = s->a, .col = s->b}, s->line);
		break;
	case STEP_PASTE:
		press(p, (struct press){.code = K_PASTE, .text = s->text, .n = strlen(s->text)}, s->line);
		break;
	case STEP_CLICK:
		press(p, (struct press){.code = K_MOUSE, .row = s->a, .col = s->b, .count = 1}, s->line);
		if (strcmp(strrchr(s->text, ' '), " 2") == 0)
			press(p, (struct press){.code = K_MOUSE, .row = s->a, .col = s->b, .count = 2}, s->line);
		break;
	}
}

static int play_size(struct play *p, const int size[2], struct err *e)
{
	p->canvas = canvas_new(size[0], size[1]);
	p->again = canvas_new(size[0], size[1]);
	p->now = 1000;
	int rc = world_open(&p->world, &p->script, e);
	if (!rc) {
		stage_key(p->world.stage,
			  &(struct press){.code = K_RESIZE, .row = size[0], .col = size[1], .at = p->now});
		stage_draw(p->world.stage, p->canvas);
		for (size_t i = 0; i < p->script.n; i++)
			do_step(p, &p->script.v[i]);
		shoot(p, "end", false);
	}
	world_close(&p->world);
	canvas_free(&p->canvas);
	canvas_free(&p->again);
	return rc;
}

/* --- comparing --- */

static void print_difference(const char *name, const char *want, const char *got)
{
	for (unsigned line = 1; *want || *got; line++) {
		size_t a = strcspn(want, "\n"), b = strcspn(got, "\n");
		if (a != b || memcmp(want, got, a) != 0)
			printf("%s.screen:%u:\n- %.*s\n+ %.*s\n", name, line, (int)a, want, (int)b, got);
		want += a + (want[a] == '\n');
		got += b + (got[b] == '\n');
	}
}

static bool compare(struct play *p, const char *path, struct err *e)
{
	AUTO(str_done) struct str want = {0};

	if (p->update)
		return file_write(path, str_text(&p->out), p->out.n, 0644, e) == 0;
	if (file_read(path, FILE_MOST, &want, e))
		return false;
	if (str_eq(str_text(&want), str_text(&p->out)))
		return true;
	print_difference(p->name, str_text(&want), str_text(&p->out));
	return false;
}

static int play_all_sizes(struct play *p, struct err *e)
{
	msg_use(str_eq(p->script.lang, "en") ? MSG_EN : MSG_ZH);
	if (world_setup(&p->world, &p->script, e))
		return -1;
	for (size_t i = 0; i < (p->shapes ? 1 : p->script.n_sizes); i++)
		if (play_size(p, p->script.sizes[i], e))
			return -1;
	return 0;
}

static bool play_scene(struct play *p)
{
	char path[4200];
	struct err e = {0};
	AUTO(str_done) struct str text = {0};

	snprintf(path, sizeof path, "%s/tests/ui/%s.keys", folder(), p->name);
	bool ok = !file_read(path, FILE_MOST, &text, &e) &&
		  !script_read(&p->script, p->name, str_text(&text), &e) && !play_all_sizes(p, &e);
	world_remove(&p->world);
	if (p->print)
		fputs(str_text(&p->out), stdout);
	snprintf(path, sizeof path, "%s/tests/ui/%s.screen", folder(), p->name);
	ok = ok && (p->shapes || compare(p, path, &e));
	if (e.text[0])
		printf("%s: %s\n", p->name, e.text);
	if (p->fault.n)
		printf("%s\n", str_text(&p->fault));
	ok = ok && !p->fault.n;
	script_done(&p->script);
	str_done(&p->out);
	str_done(&p->fault);
	return ok;
}

struct totals {
	int passed, failed;
	bool update, print, shapes, hands;
	int other;
	bool seen[VIEW_N];
};

/* A view that no scene shows is a view that nobody reads before it goes out. */
static void check_seen(struct totals *t)
{
	const struct view_ops *const *views = views_register();

	for (int id = VIEW_NONE + 1; id < VIEW_N; id++) {
		if (!views[id] || t->seen[id])
			continue;
		printf("%s: no scene shows this view at 24x80\n", views[id]->name);
		t->failed++;
	}
	t->passed++;
}

static int play_named(const char *name, void *ctx, struct err *e)
{
	struct totals *t = ctx;
	char stem[200];
	struct play p = {.update = t->update, .print = t->print, .shapes = t->shapes, .hands = t->hands, .name = stem,
			 .seen = t->seen};

	snprintf(stem, sizeof stem, "%s", name);
	char *dot = strstr(stem, ".keys");
	if (dot)
		*dot = '\0';
	if (play_scene(&p)) {
		t->passed++;
	} else {
		printf("%s: failed\n", stem);
		t->failed++;
	}
	t->other += p.other;
	return 0;
}

int main(int argc, char **argv)
{
	struct totals t = {0};
	struct err e = {0};
	char dir[4200];
	int names = 0;

	for (int i = 1; i < argc; i++) {
		t.update = t.update || strcmp(argv[i], "--update") == 0;
		t.print = t.print || strcmp(argv[i], "--print") == 0;
		t.shapes = t.shapes || strcmp(argv[i], "--shapes") == 0;
		t.hands = t.hands || strcmp(argv[i], "--hands") == 0;
	}
	for (int i = 1; i < argc; i++)
		if (argv[i][0] != '-') {
			play_named(argv[i], &t, &e);
			names++;
		}
	snprintf(dir, sizeof dir, "%s/tests/ui", folder());
	if (!names && file_each(dir, ".keys", play_named, &t, &e))
		printf("%s\n", e.text);
	if (!names)
		check_seen(&t);
	if (!names && t.hands && t.other < OTHER_LEAST) {
		printf("only %d steps were done with another hand\n", t.other);
		t.failed++;
	}
	printf("%d passed, %d failed\n", t.passed, t.failed);
	return t.failed > 0 || e.code;
}
