/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is typed into a box or a form is in a file at the next pause, and again in the field afterwards.
 */
#include "tests/unit/test.h"
#include "tests/unit/folder.h"
#include "tests/unit/host.h"

#include "cli/desk.h"
#include "ui/widgets/form_view.h"
#include "ui/widgets/keep.h"

#include <stdlib.h>

static struct desk desk;
static char dir[FOLDER_MOST], given[400];

struct writer {
	struct form form; /* first: form_view.h */
	struct keep keep;
};

static struct writer *state(const struct view *v)
{
	return VIEW_STATE(v, struct writer);
}

static const struct form_field fields[] = {
	{.id = "fact", .label = "Fact", .kind = FORM_LINES},
	{.id = "pass", .label = "Passphrase", .kind = FORM_SECRET},
	{0},
};

static int submit(struct view *v, struct err *e)
{
	(void)e;
	keep_drop(&state(v)->keep, v);
	return 0;
}

static int writer_open(struct view *v, const void *arg, struct err *e)
{
	form_init(&state(v)->form, fields, NULL, submit, NULL);
	keep_init(&state(v)->keep, v, &(struct unsaved){.by = "1", .view = "toy", .item = "A", .title = "Toy"});
	form_view_kept(v, &state(v)->form, &state(v)->keep);
	return 0;
}

static void writer_tick(struct view *v, int64_t now)
{
	form_view_keep(v, &state(v)->form, &state(v)->keep, "fact");
}

static void writer_close(struct view *v)
{
	writer_tick(v, 0);
	keep_done(&state(v)->keep);
	form_view_close(v);
}

static int writer_result(struct view *v, int tag, const void *value, struct err *e)
{
	const struct ask_answer *answer = value;

	snprintf(given, sizeof given, "%s", answer ? answer->text : "(none)");
	return 0;
}

static const struct view_ops writer = {.name = "toy", .title = "Toy", .state_size = sizeof(struct writer),
				       .flags = VIEW_TAKES_TEXT, .cmds = form_view_cmds, .open = writer_open,
				       .layout = form_view_layout, .draw = form_view_draw, .text = form_view_text,
				       .result = writer_result, .close = writer_close, .tick = writer_tick,
				       .part = form_view_part};

/* Begins anew, as after a crash; host_start with a desk. */
static void start(void)
{
	struct err e = {0};

	msg_use(MSG_EN);
	host_views[VIEW_TOY] = &writer;
	host_views[VIEW_ASK] = &ask_view;
	host_canvas = canvas_new(24, 80);
	host = stage_new(host_views, &desk);
	host_now = 1000;
	assert_int_equal(stage_open(host, VIEW_TOY, NULL, 0, &e), 0);
	stage_draw(host, host_canvas);
}

static void pause_typing(void)
{
	host_press((struct press){.code = K_TICK});
}

/* The process is gone without closing anything: what lies in the folder is all there is. */
static void crash(void)
{
	char command[400];

	snprintf(command, sizeof command, "cp -r %s/local %s/as-it-was", dir, dir);
	assert_int_equal(system(command), 0);
	stage_free(&host);
	canvas_free(&host_canvas);
	snprintf(command, sizeof command, "rm -r %s/local; mv %s/as-it-was %s/local", dir, dir, dir);
	assert_int_equal(system(command), 0);
	start();
}

static size_t count(void)
{
	AUTO(unsaved_list_done) struct unsaved_list list = {0};
	struct err e = {0};

	assert_int_equal(unsaved_list_load(&desk, "1", &list, &e), 0);
	return list.n;
}

static int set_up(void **unused)
{
	char command[400];

	folder_make(dir, "keep");
	snprintf(command, sizeof command, "mkdir -p %s/local/drafts", dir);
	assert_int_equal(system(command), 0);
	desk = (struct desk){.dir = dir};
	clock_fix(&desk.clock, 5000, 0);
	start();
	return 0;
}

static int tear_down(void **unused)
{
	host_end();
	return folder_remove(dir);
}

static void test_a_form_after_a_crash(void **unused)
{
	host_type("口令写在纸条上");
	pause_typing();
	assert_int_equal(count(), 1);
	host_type("，没有停顿");
	crash();
	assert_string_equal(form_value(&state(stage_top(host))->form, "fact"), "口令写在纸条上");
	assert_true(host_shows("here again"));
	assert_true(form_changed(&state(stage_top(host))->form));
	host_keys("F2");
	assert_int_equal(count(), 0);
	host_type("x");
	pause_typing(); /* it is over: nothing is kept any more */
	assert_int_equal(count(), 0);
}

static void test_leaving_keeps_and_erasing_does_not(void **unused)
{
	host_type("abc");
	host_end();
	assert_int_equal(count(), 1);
	start();
	host_keys("Ctrl-U");
	pause_typing();
	assert_int_equal(count(), 0);
}

static void test_no_passphrase_in_a_file(void **unused)
{
	char command[400];

	host_type("abc");
	host_keys("Tab");
	host_type("topsecret");
	pause_typing();
	assert_int_equal(count(), 1);
	snprintf(command, sizeof command, "grep -rq topsecret %s", dir);
	assert_int_not_equal(system(command), 0);
}

static void ask(void)
{
	struct err e = {0};
	struct unsaved where = {.by = "1", .view = "walk", .row = "walk.na", .item = "CR-0203"};
	struct ask a = {.kind = ASK_LINE, .title = "Reason", .text = "Why?", .value = "as before", .unsaved = &where};

	assert_int_equal(stage_open(host, VIEW_ASK, &a, 1, &e), 0);
	stage_draw(host, host_canvas);
}

static void test_a_box_after_a_crash(void **unused)
{
	struct unsaved where = {.by = "1", .view = "walk", .row = "walk.na", .item = "CR-0203"};
	AUTO(str_done) struct str text = {0};
	struct err e = {0};

	ask();
	pause_typing();
	assert_int_equal(count(), 0); /* nothing was typed */
	host_type(" 又补充");
	pause_typing();
	crash();
	ask();
	assert_true(host_shows("as before 又补充"));
	host_keys("Ctrl-Z");
	assert_true(host_shows("as before"));
	host_keys("Ctrl-Y Enter");
	assert_string_equal(given, "as before 又补充");
	/* taken, but recorded only by the caller */
	assert_int_equal(unsaved_find(&desk, &where, &text, &e), 1);
	assert_string_equal(str_text(&text), "as before 又补充");
}

static void test_a_box_that_was_left(void **unused)
{
	ask();
	host_type("x");
	pause_typing();
	assert_int_equal(count(), 1);
	host_keys("Esc 2");
	assert_int_equal(count(), 1);
	host_keys("Esc 1");
	assert_string_equal(given, "(none)");
	assert_int_equal(count(), 0);
}

#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
static const struct CMUnitTest tests[] = {
	T(test_a_form_after_a_crash),
	T(test_leaving_keeps_and_erasing_does_not),
	T(test_no_passphrase_in_a_file),
	T(test_a_box_after_a_crash),
	T(test_a_box_that_was_left),
};
TEST_MAIN(tests)
