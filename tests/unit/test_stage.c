/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/toy.h"

#include "ui/base/stage_inside.h"

static struct stage *s;
static struct canvas *c;
static struct str dump;
static int64_t now;

static int set_up(void **state)
{
	struct err e = {0};

	msg_use(MSG_EN);
	now = 1000;
	toy_closed = 0;
	c = canvas_new(24, 80);
	s = stage_new(toy_views, NULL);
	return stage_open(s, VIEW_TOY, NULL, 0, &e);
}

static int tear_down(void **state)
{
	stage_free(&s);
	canvas_free(&c);
	str_done(&dump);
	return 0;
}

/* Keys by name, 100 ms apart; "wait" lets a second pass. */
static void type(const char *names)
{
	char name[32];
	int used;

	while (sscanf(names, "%31s%n", name, &used) == 1) {
		struct press k = {.code = K_TICK};
		names += used;
		now += 100;
		if (strcmp(name, "wait") == 0)
			now += 1000;
		else
			assert_true(press_parse(name, &k));
		k.at = now;
		stage_key(s, &k);
	}
}

static void give(struct press k)
{
	k.at = now += 100;
	stage_key(s, &k);
}

static struct toy *toy(void)
{
	return VIEW_STATE(s->open.v[0], struct toy);
}

static const char *row(int r)
{
	stage_draw(s, c);
	str_clear(&dump);
	canvas_dump_row(c, r, &dump);
	return str_text(&dump);
}

static void test_frame(void **state)
{
	stage_set_who(s, "李明 主任");
	stage_set_state(s, ROLE_GOOD, "已保存");
	assert_string_equal(
		row(0), "9001 Toy | 玩具                                               李明 主任   已保存");
	assert_string_equal(row(1), "count 0");
	assert_string_equal(row(21), "bottom");
	assert_string_equal(row(23),
			    "1       2Add    3Fail   4       5       6Box    7       8Down   9       10Back");
	assert_false(stage_dirty(s));
}

static void test_rows_run_and_refuse(void **state)
{
	type("1");
	assert_int_equal(toy()->count, 1);
	assert_true(stage_dirty(s));
	assert_string_equal(row(1), "count 1");
	type("F2 1 1");
	assert_int_equal(toy()->count, 3);
	assert_string_equal(row(22), "three is enough");
	assert_int_equal(canvas_cell(c, 23, 9)->role, ROLE_BAR_OFF);
	toy()->count = 2; /* a refusal goes with its reason, no key needed */
	assert_string_equal(row(22), "");
	type("1 1");
	assert_string_equal(row(22), "three is enough");
	toy()->count = 3;
	type("F3");
	assert_string_equal(row(22), "the toy broke; buy another");
	type("Down");
	assert_string_equal(row(22), "");
	type("x");
	assert_string_equal(row(22), "The key x does nothing here.");
}

static void test_full_width_is_a_key_but_stays_text(void **state)
{
	give((struct press){.code = K_CHAR, .c = 0xFF11});
	assert_int_equal(toy()->count, 1);
	give((struct press){.code = K_CHAR, .c = 0xFF0B});
	assert_int_equal(toy()->count, 101);
	type("Tab");
	give((struct press){.code = K_CHAR, .c = 0xFF11});
	give((struct press){.code = K_CHAR, .c = 0x3002});
	type("1");
	assert_string_equal(str_text(&toy()->text), "１。1");
	assert_int_equal(toy()->count, 101);
	type("F8");
	assert_int_equal(toy()->count, 201);
}

static void test_counts(void **state)
{
	give((struct press){.code = K_DOWN, .count = 5});
	assert_int_equal(toy()->count, 500);
	toy()->count = 0;
	give((struct press){.code = K_F2, .count = 5});
	assert_int_equal(toy()->count, 3);
}

static void test_esc_and_digits(void **state)
{
	type("F6 Enter"); /* so that there is something below nothing: the toy is the last view */
	type("Esc 2");
	assert_int_equal(toy()->count, 1);
	assert_false(stage_done(s));
	type("wait Esc");
	assert_false(stage_done(s));
	assert_int_equal(stage_wait(s, now), STAGE_ESC_MS);
	assert_int_equal(stage_wait(s, now + 700), 0);
	toy()->changed = true;
	type("wait");
	assert_int_equal(toy()->closes_asked, 1);
	assert_string_equal(row(22), "not saved");
	type("Esc Esc");
	assert_int_equal(toy()->closes_asked, 2);
	type("Esc 0");
	assert_int_equal(toy()->closes_asked, 3);
	type("Esc");
	now += 1000;
	type("2"); /* too late to be F2: back first, then the digit is a key of its own */
	assert_int_equal(toy()->closes_asked, 4);
	assert_int_equal(toy()->count, 1);
	type("Ctrl-C Ctrl-C");
	assert_int_equal(toy()->closes_asked, 5);
	toy()->changed = false;
	type("F10");
	assert_true(stage_done(s));
	assert_int_equal(toy_closed, 2);
}

static void test_esc_shows_the_digits(void **state)
{
	row(0);
	assert_int_equal(canvas_cell(c, 23, 0)->role, ROLE_KEY);
	type("Esc");
	row(0);
	assert_int_equal(canvas_cell(c, 23, 0)->role, ROLE_HIT);
}

static void test_box_over_view(void **state)
{
	type("F6");
	assert_string_equal(row(1), "count 0");
	assert_string_equal(row(10), "                              +------------------+");
	assert_string_equal(row(0), "9001 Toy | 玩具");
	assert_string_equal(row(23),
			    "1       2       3       4       5       6       7       8       9       10Back");
	type("Esc"); /* at once: no function key acts here */
	assert_int_equal(toy()->got_tag, 42);
	assert_string_equal(toy()->got, "(nothing)");
	assert_int_equal(toy_closed, 1);
	type("F6 Enter");
	assert_string_equal(toy()->got, "yes");
	type("F6 2");
	assert_string_equal(row(22), "a bad answer");
	assert_int_equal(toy()->refreshed, 4);
}

static void test_box_hides_the_caret_below(void **state)
{
	int r, k;

	type("Tab");
	row(0);
	assert_true(canvas_caret_at(c, &r, &k) && r == 2 && k == 0);
	type("F6");
	row(0);
	assert_false(canvas_caret_at(c, &r, &k));
}

static void test_text_and_paste(void **state)
{
	give((struct press){.code = K_PASTE, .text = "1", .n = 1});
	assert_int_equal(toy()->count, 0);
	assert_string_equal(row(22), "There is no field here to paste into.");
	type("Tab 信 ?");
	give((struct press){.code = K_PASTE, .text = "F2\n1", .n = 4});
	assert_string_equal(str_text(&toy()->text), "信?[F2\n1]");
	give((struct press){.code = K_BAD, .n = 3});
	assert_string_equal(str_text(&toy()->text), "信?[F2\n1]");
	assert_non_null(strstr(row(22), "left out"));
}

static const struct view_ops menu_ops = {
	.name = "menu", .title = "Menu", .code = "1000", .flags = VIEW_MENU, .state_size = sizeof(struct toy),
	.cmds = toy_tables, .draw = toy_draw, .close = toy_close,
};
static const struct view_ops *const menu_views[VIEW_N] = {
	[VIEW_TOY] = &toy_ops, [VIEW_TOY_BOX] = &box_ops, [VIEW_HOME] = &menu_ops};

static void test_codes(void **state)
{
	struct err e = {0};

	stage_free(&s);
	s = stage_new(menu_views, NULL);
	assert_int_equal(stage_open(s, VIEW_HOME, NULL, 0, &e), 0);
	type("9 0");
	assert_string_equal(row(22), "Transaction code 90   a code has four digits");
	type("0 1");
	assert_string_equal(stage_top(s)->ops->name, "toy");
	type("F10");
	type("9 0 1 1");
	assert_int_equal(toy()->count, 1);
	type("9 9 9 9");
	assert_string_equal(row(22), "There is no transaction code 9999; F5 lists the codes.");
	type("1 Enter");
	assert_int_equal(toy()->count, 2);
	type("1 2 Backspace Enter");
	assert_int_equal(toy()->count, 3);
	type("1 2 Esc");
	assert_string_equal(row(22), "");
	type("1 2 Down");
	assert_int_equal(toy()->count, 103);
	give((struct press){.code = K_CHAR, .c = 0xFF19});
	assert_string_equal(row(22), "Transaction code 9   a code has four digits");
	assert_int_equal(stage_jump(s, "1000", &e), 0);
	assert_int_equal(s->open.n, 1);
}

/* While a door is open only what shows nothing of the store is opened by its code, also from there. */
static void test_no_code_leads_past_a_door(void **state)
{
	static const struct view_ops door = {.name = "door", .title = "Door", .flags = VIEW_DOOR, .draw = toy_draw,
					     .state_size = sizeof(struct toy), .close = toy_close};
	static const struct view_ops look = {.name = "look", .title = "Look", .code = "9200", .flags = VIEW_ANYWHERE,
					     .state_size = sizeof(struct toy), .draw = toy_draw, .close = toy_close};
	static const struct view_ops *const views[VIEW_N] = {
		[VIEW_TOY] = &toy_ops, [VIEW_HOME] = &menu_ops, [VIEW_LOGIN] = &door, [VIEW_SETTINGS] = &look};
	struct err e = {0};

	stage_free(&s);
	s = stage_new(views, NULL);
	assert_int_equal(stage_open(s, VIEW_HOME, NULL, 0, &e), 0);
	assert_int_equal(stage_open(s, VIEW_LOGIN, NULL, 0, &e), 0);
	assert_int_equal(stage_jump(s, "9001", &e), -1);
	assert_int_equal(e.code, ERR_DENIED);
	assert_int_equal(stage_jump(s, "1000", &e), -1); /* it lies below */
	assert_int_equal(stage_jump(s, "9200", &e), 0);
	assert_int_equal(stage_jump(s, "9001", &e), -1);
	assert_int_equal(s->open.n, 3);
	stage_close(s->open.v[1], NULL);
	assert_int_equal(stage_jump(s, "9001", &e), 0);
}

static void test_small_windows(void **state)
{
	type("Tab a");
	give((struct press){.code = K_RESIZE, .row = 10, .col = 40});
	canvas_resize(c, 10, 40);
	assert_string_equal(row(0), "This window has 40 columns and 10 rows;");
	assert_string_equal(row(1), "80 by 24 are needed (60 by 20 at the");
	type("b F2 Esc Esc");
	assert_int_equal(toy()->count, 0);
	canvas_resize(c, 1, 1);
	row(0);
	give((struct press){.code = K_RESIZE, .row = 24, .col = 80});
	canvas_resize(c, 24, 80);
	assert_string_equal(row(2), "ab");
}

static void test_mouse(void **state)
{
	row(0);
	give((struct press){.code = K_MOUSE, .row = 23, .col = 12});
	assert_int_equal(toy()->count, 1);
	type("Esc"); /* the bar shows its digits: a click there is one of them, not a way back and then a click */
	give((struct press){.code = K_MOUSE, .row = 23, .col = 12});
	assert_int_equal(toy()->count, 2);
	assert_int_equal(toy_closed, 0);
	give((struct press){.code = K_MOUSE, .row = 23, .col = 0});
	give((struct press){.code = K_MOUSE, .row = 0, .col = 0});
	assert_int_equal(toy()->clicks, 0);
	give((struct press){.code = K_MOUSE, .row = 5, .col = 7});
	assert_int_equal(toy()->clicks, 507);
}

static void test_readonly(void **state)
{
	struct view_ops ops = toy_ops;
	const struct view_ops *const views[VIEW_N] = {[VIEW_TOY] = &ops};
	struct err e = {0};

	ops.flags = VIEW_READONLY;
	stage_free(&s);
	s = stage_new(views, NULL);
	assert_int_equal(stage_open(s, VIEW_TOY, NULL, 0, &e), 0);
	type("1");
	assert_int_equal(toy()->count, 0);
	assert_string_equal(row(22), "This screen only shows; nothing can be changed here.");
	stage_free(&s);
}

static void test_open_fails_and_replace(void **state)
{
	struct err e = {0};

	assert_int_equal(stage_open(s, VIEW_TOY, "refuse", 0, &e), -1);
	assert_int_equal(s->open.n, 1);
	assert_int_equal(toy_closed, 1);
	assert_int_equal(stage_open(s, VIEW_STATS, NULL, 0, &e), -1);
	assert_int_equal(e.code, ERR_ABSENT);
	assert_int_equal(stage_open(s, VIEW_TOY, "a", 7, &e), 0);
	struct view *a = stage_top(s);
	assert_int_equal(stage_replace(a, VIEW_TOY, "refuse", &e), -1);
	assert_ptr_equal(stage_top(s), a);
	assert_int_equal(stage_replace(a, VIEW_TOY, "b", &e), 0);
	assert_int_equal(s->open.n, 2);
	assert_string_equal(str_text(&VIEW_STATE(stage_top(s), struct toy)->text), "b");
	stage_close(stage_top(s), "done");
	assert_int_equal(toy()->got_tag, 7);
	assert_string_equal(toy()->got, "done");
}

static void test_restart_and_jump_back(void **state)
{
	struct err e = {0};
	struct view *below = stage_top(s);

	assert_int_equal(stage_open(s, VIEW_TOY_BOX, NULL, 1, &e), 0);
	assert_int_equal(stage_jump(s, "9001", &e), 0); /* open already: back to it, not a second one */
	assert_ptr_equal(stage_top(s), below);
	assert_int_equal(stage_open(s, VIEW_TOY, "a", 1, &e), 0);
	toy_closed = 0;
	assert_int_equal(stage_restart(s, VIEW_TOY_BOX, NULL, &e), 0);
	assert_int_equal(s->open.n, 1);
	assert_int_equal(toy_closed, 2);
	assert_int_equal(stage_restart(s, VIEW_STATS, NULL, &e), -1);
	assert_true(stage_done(s));
}

static void test_close_takes_what_lies_above(void **state)
{
	struct err e = {0};
	struct view *below;

	assert_int_equal(stage_open(s, VIEW_TOY, "a", 1, &e), 0);
	below = stage_top(s);
	assert_int_equal(stage_open(s, VIEW_TOY_BOX, NULL, 2, &e), 0);
	assert_ptr_equal(stage_below(stage_top(s)), below);
	stage_close(below, "x");
	assert_int_equal(s->open.n, 1);
	assert_int_equal(toy()->got_tag, 1);
	assert_int_equal(toy_closed, 2);
}

static void test_refresh_failure_is_said(void **state)
{
	toy()->fail_refresh = true;
	view_stale(s->open.v[0]);
	assert_true(stage_dirty(s));
	assert_string_equal(row(22), "the toy cannot be read");
	assert_int_equal(toy()->refreshed, 1);
	row(0);
	assert_int_equal(toy()->refreshed, 1);
}

static void test_ticks(void **state)
{
	assert_true(stage_wait(s, now) >= 0);
	type("wait");
	assert_int_equal(toy()->ticks, 1);
	give((struct press){.code = K_TICK});
	assert_int_equal(toy()->ticks, 1);
	assert_int_equal(stage_wait(s, now), 900);
}

static int locks;
static void lock(struct stage *st, void *ctx)
{
	locks++;
	stage_say(st, ROLE_MESSAGE, "locked");
}

/* Where the store is watched, views are told when something was heard, once, a little later; not every second. */
static int emptied;

static void empty(void *ctx)
{
	emptied++;
}

static void test_heard_of_others(void **state)
{
	struct err e = {0};

	emptied = 0;
	s->watching = true;
	stage_set_watch(s, 7, empty, NULL);
	assert_int_equal(stage_open(s, VIEW_TOY_BOX, NULL, 2, &e), 0);
	struct toy *below = VIEW_STATE(s->open.v[0], struct toy);
	stage_key(s, &(struct press){.code = K_TICK, .at = 5000});
	assert_int_equal(below->ticks, 0);
	assert_int_equal(stage_wait(s, 5000), -1);
	stage_key(s, &(struct press){.code = K_HEARD, .at = 6000});
	stage_key(s, &(struct press){.code = K_HEARD, .at = 6010});
	assert_int_equal(emptied, 2);
	assert_int_equal(below->ticks, 0);
	assert_int_equal(stage_wait(s, 6020), STAGE_HEARD_MS - 20);
	stage_key(s, &(struct press){.code = K_TICK, .at = 6000 + STAGE_HEARD_MS});
	assert_int_equal(below->ticks, 1);
	assert_int_equal(stage_wait(s, 6100), -1);
	stage_key(s, &(struct press){.code = K_TICK, .at = 9000});
	assert_int_equal(below->ticks, 1);
}

static void draw_nothing(const struct view *v, struct canvas *canvas, struct rect r)
{
}

/* A view gives those over it another desk and a mark; what lies outside keeps the stage's, and cannot be jumped to. */
static void test_a_marked_world(void **state)
{
	static const struct view_ops past = {.name = "past", .code = "2101", .title = "Past", .draw = draw_nothing};
	static const struct view_ops login = {.name = "login", .title = "Log in", .flags = VIEW_OUTSIDE, .draw = draw_nothing};
	static const struct view_ops *const views[VIEW_N] = {
		[VIEW_TOY] = &toy_ops, [VIEW_TOY_BOX] = &box_ops, [VIEW_PAST] = &past, [VIEW_LOGIN] = &login};
	struct err e = {0};
	struct desk *real = (struct desk *)(void *)&now, *other = (struct desk *)(void *)&dump;

	stage_free(&s);
	s = stage_new(views, real);
	assert_int_equal(stage_open(s, VIEW_TOY, NULL, 0, &e), 0);
	struct view *first = stage_top(s);
	assert_ptr_equal(first->desk, real);
	first->desk = other;
	first->mark = "Practice";
	stage_set_state(s, ROLE_GOOD, "saved");
	assert_int_equal(stage_open(s, VIEW_TOY, NULL, 0, &e), 0);
	assert_ptr_equal(stage_top(s)->desk, other);
	assert_string_equal(row(0), "9001 Practice Toy | 玩具");
	assert_int_equal(stage_jump(s, "2101", &e), -1);
	assert_string_equal(e.text, "This is “Practice”: end it first with Esc, or go back with 1000.");
	assert_int_equal(stage_open(s, VIEW_LOGIN, NULL, 0, &e), 0);
	assert_ptr_equal(stage_top(s)->desk, real);
	assert_null(stage_top(s)->mark);
	stage_close(stage_top(s), NULL);
	stage_close(stage_top(s), NULL);
	first->mark = NULL;
	assert_int_equal(stage_jump(s, "2101", &e), 0);
}

static void test_idle_lock(void **state)
{
	locks = 0;
	type("Down");
	stage_set_idle(s, 15 * 60 * 1000, lock, NULL);
	now += 14 * 60 * 1000;
	give((struct press){.code = K_TICK});
	assert_int_equal(locks, 0);
	now += 60 * 1000;
	give((struct press){.code = K_TICK});
	give((struct press){.code = K_TICK});
	assert_int_equal(locks, 1);
	type("Down");
	assert_int_equal(toy()->count, 200);
	now += 16 * 60 * 1000;
	type("Down"); /* the machine slept: the key only wakes it */
	assert_int_equal(locks, 2);
	assert_int_equal(toy()->count, 200);
	assert_string_equal(stage_message(s), "locked");
}

static void test_long_messages_grow_upwards(void **state)
{
	stage_say(s, ROLE_ERROR, "%s", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
				       "甲乙丙");
	assert_string_equal(row(21), "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十");
	assert_string_equal(row(22), "甲乙丙");
}

static void test_quit_closes_everything(void **state)
{
	struct err e = {0};

	assert_int_equal(stage_open(s, VIEW_TOY_BOX, NULL, 2, &e), 0);
	give((struct press){.code = K_QUIT});
	assert_true(stage_done(s));
	assert_int_equal(toy_closed, 2);
	give((struct press){.code = K_F2});
	stage_draw(s, c);
}

/* --- the loop --- */

struct script {
	const char *const *names; /* "-" nothing waits, then a tick comes; "~" nothing, then after a minute the next key */
	int shows, reads;
	int64_t now;
};

static int script_read(void *ctx, int wait, struct press *out)
{
	struct script *sc = ctx;
	const char *name = sc->names[sc->reads];

	if (name && strcmp(name, "~") == 0) {
		if (wait == 0)
			return 0;
		sc->now += 60000;
		name = sc->names[++sc->reads];
	}
	if (!name || strcmp(name, "-") == 0) { /* nothing waits */
		if (wait == 0)
			return 0;
		*out = (struct press){.code = name ? K_TICK : K_QUIT};
		sc->reads += name != NULL;
		return 1;
	}
	sc->reads++;
	assert_true(press_parse(name, out));
	return 1;
}

static void script_show(void *ctx, const struct canvas *canvas)
{
	((struct script *)ctx)->shows++;
}

static int64_t script_now(void *ctx)
{
	return 5 + ((const struct script *)ctx)->now;
}

static void test_loop_draws_once_for_queued_keys(void **state)
{
	static const char *const names[] = {"Down", "Down", "Down", "1", "Down", "-", "Down", "Down", NULL};
	struct script sc = {.names = names};
	struct screen_io io = {.ctx = &sc, .read = script_read, .show = script_show, .now = script_now};

	stage_loop(s, c, &io);
	assert_int_equal(sc.shows, 2);
	assert_true(stage_done(s));
}

/* What an input method commits comes in one piece, mostly after a pause. */
static void test_loop_draws_once_for_a_burst(void **state)
{
	static const char *const names[] = {"~", "1", "2", "Down", "Up", "~", "1", "1", NULL};
	struct script sc = {.names = names};
	struct screen_io io = {.ctx = &sc, .read = script_read, .show = script_show, .now = script_now};

	stage_loop(s, c, &io);
	assert_int_equal(sc.shows, 3); /* the first, and one behind each burst */
}

/* Work goes on between keys, never before one that waits; what it says is shown. */
static int slices;

static bool slice(struct stage *stage, void *ctx)
{
	const struct script *sc = ctx;

	if (++slices == 1)
		assert_int_equal(sc->reads, 2); /* both keys came first */
	if (slices == 3)
		stage_say(stage, ROLE_ERROR, "damaged");
	return slices < 5;
}

static void test_work_waits_for_quiet(void **state)
{
	static const char *const names[] = {"Down", "Down", "-", "Down", "-", NULL};
	struct script sc = {.names = names};
	struct screen_io io = {.ctx = &sc, .read = script_read, .show = script_show, .now = script_now};

	slices = 0;
	stage_set_work(s, slice, &sc);
	stage_loop(s, c, &io);
	assert_int_equal(slices, 5);
	assert_null(s->slice);
	assert_int_equal(sc.shows, 3); /* after the keys, after the message, after the last key */
}

/* --- while a command works --- */

static int64_t work_now;
static const char *work_keys;

static int work_read(void *ctx, int wait, struct press *out)
{
	if (!*work_keys)
		return 0;
	*out = (struct press){.code = *work_keys == '^' ? K_ESC : K_CHAR, .c = (unsigned char)*work_keys};
	work_keys++;
	return 1;
}

static int64_t work_clock(void *ctx)
{
	return work_now;
}

static int work_outside(void *ctx, const char *const argv[], struct err *e)
{
	return (int)strlen(argv[0]);
}

static void test_progress(void **state)
{
	struct script sc = {0};
	struct screen_io io = {.ctx = &sc, .read = work_read, .show = script_show, .now = work_clock};

	stage_set_io(s, &io);
	row(0);
	work_keys = "";
	work_now = 0;
	assert_true(stage_progress(s, "Reading", 0, 10));
	work_now = 300;
	assert_true(stage_progress(s, "Reading", 1, 10));
	assert_int_equal(sc.shows, 0);
	work_now = 1200;
	work_keys = "a";
	assert_true(stage_progress(s, "Reading", 5, 10));
	assert_int_equal(sc.shows, 1);
	str_clear(&dump);
	canvas_dump_row(c, 22, &dump);
	assert_string_equal(str_text(&dump), "Reading 5/10  1.2 s  (Esc stops)");
	assert_int_equal(s->queue.n, 1); /* the a is kept for later */
	work_now = 1500;
	work_keys = "^b";
	assert_false(stage_progress(s, "Reading", 6, 10));
	assert_int_equal(s->queue.n, 2);
}

static void test_outside(void **state)
{
	static const char *const argv[] = {"vi", NULL};
	struct screen_io io = {.outside = work_outside};
	struct err e = {0};

	assert_int_equal(stage_outside(s, argv, &e), -1);
	assert_int_equal(e.code, ERR_STATE);
	stage_set_io(s, &io);
	assert_int_equal(stage_outside(s, argv, &e), 2);
}

#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
static void test_a_hidden_view_waits_to_read_anew(void **state)
{
	struct err e = {0};

	assert_int_equal(stage_open(s, VIEW_TOY, NULL, 0, &e), 0);
	stage_draw(s, c);
	assert_false(stage_dirty(s));
	int had = toy()->refreshed;
	stage_stale(s);
	assert_true(stage_dirty(s));
	stage_draw(s, c);
	assert_false(stage_dirty(s)); /* else the loop would draw for ever */
	assert_int_equal(toy()->refreshed, had);
	stage_close(s->open.v[1], NULL);
	stage_draw(s, c);
	assert_int_equal(toy()->refreshed, had + 1);
}

/* "Saved" belongs to the act that was; when the next one fails it must not stand over what is not saved. */
static void test_a_failure_takes_saved_away(void **state)
{
	struct err e = {0};

	stage_set_state(s, ROLE_GOOD, "已保存");
	stage_say_err(s, &e); /* nothing failed */
	assert_non_null(strstr(row(0), "已保存"));
	err_set(&e, ERR_IO, "%s", "the disk is full");
	stage_say_err(s, &e);
	assert_null(strstr(row(0), "已保存"));
}

static const struct CMUnitTest tests[] = {
	T(test_frame),
	T(test_a_failure_takes_saved_away),
	T(test_rows_run_and_refuse),
	T(test_full_width_is_a_key_but_stays_text),
	T(test_counts),
	T(test_esc_and_digits),
	T(test_esc_shows_the_digits),
	T(test_box_over_view),
	T(test_box_hides_the_caret_below),
	T(test_text_and_paste),
	T(test_codes), T(test_no_code_leads_past_a_door),
	T(test_small_windows),
	T(test_mouse),
	T(test_readonly),
	T(test_open_fails_and_replace), T(test_restart_and_jump_back),
	T(test_close_takes_what_lies_above),
	T(test_refresh_failure_is_said),
	T(test_ticks),
	T(test_a_marked_world), T(test_heard_of_others), T(test_idle_lock),
	T(test_long_messages_grow_upwards),
	T(test_quit_closes_everything),
	T(test_loop_draws_once_for_queued_keys), T(test_loop_draws_once_for_a_burst), T(test_work_waits_for_quiet), T(test_progress), T(test_outside),
	T(test_a_hidden_view_waits_to_read_anew),
};
TEST_MAIN(tests)
