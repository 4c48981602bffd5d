/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/host.h"

#include "ui/widgets/page.h"

struct work {
	int done, dangerous, read;
};

static int refresh(struct view *v, struct err *e)
{
	VIEW_STATE(v, struct work)->read++;
	return 0;
}

static int run_done(struct view *v, int count, struct err *e)
{
	VIEW_STATE(v, struct work)->done++;
	return 0;
}

static int run_danger(struct view *v, int count, struct err *e)
{
	VIEW_STATE(v, struct work)->dangerous++;
	return 0;
}

static const char *not_yet(const struct view *v)
{
	return "还有 3 项没有回答";
}

static const struct cmd rows[] = {
	{"work.pass", "1 F2", "符合", "记为符合并转到下一项", CMD_HINT, NULL, NULL, run_done},
	{"work.sign", "F6", "签名", "两人签名后封存", CMD_WRITES, "1105", not_yet, run_danger},
	{"work.hidden", "Up", "上移", "上一项", CMD_HIDDEN, NULL, NULL, run_done},
	{"work.shadow", "1 9", "又一个", "被前一行挡住了一个键", 0, NULL, NULL, run_done},
	CMD_END,
};
static const struct cmd *const tables[] = {rows, NULL};

static void draw(const struct view *v, struct canvas *c, struct rect r)
{
	canvas_put(c, r.row, r.col, r.cols, ROLE_TEXT, "工作");
}

static int explain(const struct view *v, struct page *out, struct err *e)
{
	if (VIEW_STATE(v, struct work)->done)
		return err_set(e, ERR_IO, "不知道");
	page_text(out, ROLE_HEADING, "CR-0203 授权口令自管");
	page_fact(out, "怎么查", "抽三个主任外出日的授权流水", ROLE_TEXT);
	return 0;
}

static const struct view_ops view = {
	.explain = explain,
	.name = "work", .code = "1102", .title = "检查", .help = "逐项检查，按数字键回答。每答一项立即保存。",
	.state_size = sizeof(struct work), .cmds = tables, .draw = draw, .refresh = refresh,
};
static const struct view_ops other = {.name = "past", .code = "1201", .title = "历次检查", .draw = draw};
static const struct view_ops chosen = {
	.name = "session", .code = "1302", .title = "检查记录", .flags = VIEW_CHOSEN, .draw = draw};
static const struct view_ops same = {.name = "sign", .code = "1105", .title = "同码的屏", .draw = draw};
static const struct view_ops third = {.name = "people", .code = "1301", .title = "人员", .draw = draw};
static struct work *work;

static int set_up(void **unused)
{
	host_views[VIEW_PAST] = &other;
	host_views[VIEW_SESSION] = &chosen;
	host_views[VIEW_SIGN] = &same;
	host_views[VIEW_PEOPLE] = &third;
	host_start(&view, 24, 80);
	work = VIEW_STATE(stage_top(host), struct work);
	return 0;
}

static int tear_down(void **unused)
{
	host_end();
	return 0;
}

static void test_help(void **unused)
{
	host_keys("F1");
	assert_true(host_shows("Help | 检查"));
	assert_true(host_shows("逐项检查，按数字键回答。每答一项立即保存。"));
	assert_true(host_shows("符合"));
	assert_true(host_shows("记为符合并转到下一项"));
	assert_true(host_shows("两人签名后封存 (not now: 还有 3 项没有回答)"));
	assert_false(host_shows("上一项"));
	assert_true(host_shows("Everywhere"));
	assert_true(host_shows("Esc F10"));
	host_keys("Esc");
	assert_true(host_shows("工作"));
}

/* First what is under the bar, then the screen and its keys; the menu does without. */
static void test_what_is_under_the_bar(void **unused)
{
	host_keys("F1");
	assert_true(str_starts(host_row(1), "CR-0203 授权口令自管 "));
	assert_true(str_starts(host_row(2), "怎么查 抽三个主任外出日的授权流水 "));
	assert_true(str_starts(host_row(3), "   "));
	assert_true(str_starts(host_row(4), "逐项检查，按数字键回答。每答一项立即保存。"));
	host_keys("Esc F5");
	assert_false(host_shows("怎么查"));
	host_keys("Esc 1 F1");
	assert_string_equal(stage_message(host), "不知道");
}

/* Nothing has changed, so the view below is not read again: that took longer than all else. */
static void test_closing_reads_nothing(void **unused)
{
	const struct work *w = stage_top(host)->state;
	int before = w->read;

	host_keys("F1 Esc F5 Esc");
	assert_int_equal(w->read, before);
	assert_true(before > 0);
}

static void test_help_scrolls(void **unused)
{
	canvas_resize(host_canvas, 20, 60);
	host_keys("F1");
	assert_true(host_shows("逐项检查"));
	host_keys("End");
	assert_false(host_shows("逐项检查"));
	assert_true(host_shows("Full-width digits"));
	host_keys("Down PgDn Enter");
	assert_true(host_shows("Full-width digits"));
	host_keys("Home");
	assert_true(host_shows("逐项检查"));
	host_type(" ");
	assert_false(host_shows("逐项检查"));
}

static void test_a_key_that_is_taken_is_not_shown(void **unused)
{
	host_keys("F5");
	for (int i = 0; i < 24; i++)
		if (strstr(host_row(i), "又一个"))
			assert_null(strstr(host_row(i), " 1 "));
	assert_true(host_shows("又一个   9"));
}

static void test_menu_runs_a_row(void **unused)
{
	host_keys("F5");
	assert_true(host_shows("Menu | 检查"));
	assert_true(host_shows("> "));
	host_keys("Enter");
	assert_int_equal(work->done, 1);
	assert_true(host_shows("工作"));
}

static void test_menu_refuses_and_says_why(void **unused)
{
	host_keys("F5");
	host_type("签名");
	assert_true(host_shows("还有 3 项没有回答"));
	host_keys("Enter");
	assert_int_equal(work->dangerous, 0);
	assert_string_equal(stage_message(host), "还有 3 项没有回答");
	host_keys("Esc");
	assert_true(host_shows("工作"));
}

static void test_menu_jumps_to_a_screen(void **unused)
{
	host_keys("F5");
	host_type("１201");
	assert_true(host_shows("1201 历次检查")); /* at once */
	host_keys("Esc F5");
	host_type("lcjc"); /* pinyin initials */
	assert_true(host_shows("历次检查"));
	host_keys("Enter");
	assert_true(host_shows("1201 历次检查"));
	host_keys("F5");
	host_type("没有这个");
	assert_true(host_shows("Nothing fits what you typed."));
	host_keys("Enter");
	assert_string_equal(stage_message(host), "Nothing fits what you typed.");
	host_keys("Backspace Backspace Backspace Backspace");
	assert_true(host_shows("You are here."));
}

static void test_the_bar_goes_to_what_fits_best(void **unused)
{
	host_keys("F5 Down Down");
	host_type("检查");
	assert_true(host_shows("> 1201 历次检查")); /* its name fits */
	host_keys("Backspace Backspace");
	host_type("转");
	assert_true(host_shows(">      符合")); /* what it does fits */
}

static void test_codes_in_the_menu(void **unused)
{
	host_keys("F5");
	host_type("1105"); /* a row of this screen, not possible now */
	assert_string_equal(stage_message(host), "还有 3 项没有回答");
	assert_int_equal(work->dangerous, 0);
	host_keys("Backspace Backspace Backspace Backspace");
	assert_false(host_shows("- 1105 同码的屏")); /* the screen of that code is its row */
	host_type("1302");
	assert_string_equal(stage_message(host), "Choose what it shows first, on the screen where that is listed.");
	host_keys("Backspace");
	host_type("9");
	assert_true(host_shows("Nothing fits what you typed."));
	host_keys("Backspace Backspace");
	host_type("０");
	assert_true(host_shows("检查记录"));
	host_type("1");
	assert_true(host_shows("1301 人员"));
}

static void test_menu_by_mouse(void **unused)
{
	host_keys("F5");
	for (int i = 0; i < 24; i++)
		if (strstr(host_row(i), "历次检查")) {
			host_click(i, 10, 2);
			break;
		}
	assert_true(host_shows("1201 历次检查"));
}

static void test_read_only(void **unused)
{
	static const struct view_ops only = {.name = "work", .title = "检查", .flags = VIEW_READONLY,
					     .state_size = sizeof(struct work), .cmds = tables, .draw = draw};

	host_end();
	host_start(&only, 24, 80);
	host_keys("F5");
	assert_true(host_shows("This screen only shows; nothing can be changed here."));
}

static void test_over_a_box(void **unused)
{
	struct err e = {0};

	stage_open(host, VIEW_ASK, &(struct ask){.kind = ASK_CONFIRM, .title = "作废", .text = "作废？"}, 0,
		   &e);
	host_keys("F1");
	assert_true(host_shows("Help | 作废"));
	assert_true(host_shows("Take what stands here"));
	host_keys("Esc");
	assert_true(host_shows("作废？"));
}

static void test_rows_are_in_order(void **unused)
{
	assert_int_equal(cmd_check(guide_view.cmds, &host_dump), 0);
}

static void test_any_size(void **unused)
{
	static const int sizes[][2] = {{20, 60}, {24, 80}, {43, 132}};

	for (int mode = WIDTH_NARROW; mode <= WIDTH_SUBSTITUTE; mode++)
		for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
			width_set_mode((enum width_mode)mode);
			canvas_resize(host_canvas, sizes[i][0], sizes[i][1]);
			host_keys("F1 PgDn PgDn");
			assert_true(host_shows("Help | 检查"));
			host_keys("Esc F5 PgDn PgDn");
			assert_true(host_shows("历次检查"));
			host_keys("Esc");
		}
}

#define T(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)
static const struct CMUnitTest tests[] = {
	T(help), T(what_is_under_the_bar), T(closing_reads_nothing), T(help_scrolls), T(a_key_that_is_taken_is_not_shown), T(menu_runs_a_row),
	T(menu_refuses_and_says_why), T(menu_jumps_to_a_screen), T(codes_in_the_menu), T(the_bar_goes_to_what_fits_best), T(menu_by_mouse), T(read_only),
	T(over_a_box), T(rows_are_in_order), T(any_size),
};
TEST_MAIN(tests)
