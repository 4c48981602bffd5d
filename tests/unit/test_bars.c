/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/host.h"

#include "ui/widgets/bars.h"

static struct canvas *c;

static int set_up(void **unused)
{
	msg_use(MSG_EN);
	width_set_mode(WIDTH_NARROW);
	c = canvas_new(24, 80);
	return 0;
}

static int tear_down(void **unused)
{
	canvas_free(&c);
	str_done(&host_dump);
	width_set_mode(WIDTH_NARROW);
	return 0;
}

static const char *row(int r)
{
	str_clear(&host_dump);
	canvas_dump_row(c, r, &host_dump);
	return str_text(&host_dump);
}

static struct rect at(int r, int col, int rows, int cols)
{
	return (struct rect){r, col, rows, cols};
}

static void test_heading(void **unused)
{
	bars_heading(c, at(0, 0, 1, 30), "检查项", "12/38", true);
	assert_string_equal(row(0), "检查项                   12/38");
	bars_section(c, at(1, 0, 1, 20), "一、口令与征信以及其他", 5, 6);
	assert_string_equal(row(1), "一、口令与征信…  5/6");
	bars_heading(c, at(2, 0, 1, 5), "检查项", "12/38", false); /* no room for both */
	assert_string_equal(row(2), "检查…");
	bars_heading(c, at(3, 0, 0, 5), "检查项", NULL, false);
	assert_string_equal(row(3), "");
}

static void test_text_is_wrapped_and_skipped(void **unused)
{
	const char *text = "信贷业务风险点体现，部分从业人员业务技能";

	assert_int_equal(bars_text_lines(text, 10), 4);
	assert_int_equal(bars_text(c, at(0, 2, 3, 10), ROLE_TEXT, text, 0), 3);
	assert_string_equal(row(0), "  信贷业务风");
	assert_string_equal(row(3), "");
	canvas_clear(c);
	assert_int_equal(bars_text(c, at(0, 0, 9, 10), ROLE_TEXT, text, 3), 1);
	assert_int_equal(bars_text(c, at(0, 0, 9, 10), ROLE_TEXT, text, 4), 0);
	assert_int_equal(bars_text_lines("", 10), 1);
	assert_int_equal(bars_text_lines(NULL, 10), 1);
	assert_int_equal(bars_text(c, at(0, 0, 9, 0), ROLE_TEXT, text, 0), 0);
}

static void test_foreign_characters_are_marked(void **unused)
{
	bars_text(c, at(0, 0, 2, 40), ROLE_TEXT, "甲\u202E乙\x1B[31m", 0);
	assert_string_equal(row(0), "甲<202E>乙<1B>[31m");
}

static void test_facts(void **unused)
{
	const char *const labels[] = {"怎么查", "为什么", "依据", NULL};

	assert_int_equal(bars_label_cols(labels), 7);
	int n = bars_fact(c, at(0, 0, 5, 21), 7, "怎么查", "抽三个主任外出日的授权流水", ROLE_TEXT);
	assert_int_equal(n, 2);
	assert_int_equal(n, bars_fact_lines("抽三个主任外出日的授权流水", 21, 7));
	assert_string_equal(row(0), "怎么查 抽三个主任外出");
	assert_string_equal(row(1), "       日的授权流水");
	assert_int_equal(bars_fact(c, at(2, 0, 5, 21), 7, "依据", "", ROLE_TEXT), 0);
	assert_int_equal(bars_fact_lines(NULL, 21, 7), 0);
	assert_string_equal(row(2), "");
}

static void test_progress(void **unused)
{
	bars_progress(c, at(0, 0, 1, 17), 5, 10);
	assert_string_equal(row(0), "[#####.....] 5/10");
	bars_progress(c, at(1, 0, 1, 17), 0, 0);
	assert_string_equal(row(1), "[...........] 0/0");
	bars_progress(c, at(2, 0, 1, 8), 5, 10);
	assert_string_equal(row(2), "    5/10");
	bars_progress(c, at(3, 0, 1, 17), 12, 10);
	assert_string_equal(row(3), "[#########] 12/10");
}

static void test_scroll(void **unused)
{
	bars_scroll(c, at(0, 0, 5, 3), 0, 5, 5);
	assert_string_equal(row(0), "");
	bars_scroll(c, at(0, 0, 5, 3), 0, 5, 20);
	assert_string_equal(row(0), "  #");
	assert_string_equal(row(4), "");
	canvas_clear(c);
	bars_scroll(c, at(0, 0, 5, 3), 15, 5, 20);
	assert_string_equal(row(4), "  #");
	canvas_clear(c);
	bars_scroll(c, at(0, 0, 5, 3), 1, 5, 20); /* not quite at the top */
	assert_string_equal(row(0), "");
	assert_string_equal(row(1), "  #");
	assert_string_equal(row(4), "");
}

static void test_box_and_panes(void **unused)
{
	struct rect a, b, in = bars_box(c, at(0, 0, 4, 20), "签名");

	assert_string_equal(row(0), "+- 签名 -----------+");
	assert_string_equal(row(1), "|                  |");
	assert_int_equal(in.row, 1);
	assert_int_equal(in.col, 2);
	assert_int_equal(in.rows, 2);
	assert_int_equal(in.cols, 16);
	bars_panes(c, at(5, 0, 3, 40), 12, &a, &b);
	assert_int_equal(a.cols, 12);
	assert_int_equal(b.col, 14);
	assert_int_equal(b.cols, 26);
	assert_string_equal(row(6), "            |");
	bars_box(c, at(9, 0, 3, 12), "一个太长的标题放不下");
	assert_string_equal(row(9), "+- 一个太…-+");
}

static int run_nothing(struct view *v, int count, struct err *e)
{
	return 0;
}

static const char *never(const struct view *v)
{
	return "never";
}

static const struct cmd rows[] = {
	{"bars.ok", "1 F2", "符合", "符合", CMD_HINT, NULL, NULL, run_nothing},
	{"bars.issue", "2", "不符合", "不符合", CMD_HINT, NULL, NULL, run_nothing},
	{"bars.no", "3", "不适用", "不适用", CMD_HINT, NULL, never, run_nothing},
	{"bars.silent", "4", "未检查", "未检查", 0, NULL, NULL, run_nothing},
	{"bars.last", "5", "待核实", "待核实", CMD_HINT, NULL, NULL, run_nothing},
	CMD_END,
};
static const struct cmd *const tables[] = {rows, NULL};

static void draw(const struct view *v, struct canvas *canvas, struct rect r)
{
	bars_hints(canvas, rect_rows(r, 0, 1), v);
	bars_hints(canvas, rect_cols(rect_rows(r, 1, 1), 0, 15), v);
}

static void test_hints(void **unused)
{
	static const struct view_ops view = {.name = "test", .title = "Test", .cmds = tables, .draw = draw};

	host_start(&view, 24, 80);
	assert_string_equal(host_row(1), "1符合 2不符合 5待核实");
	assert_string_equal(host_row(2), "1符合 2不符合");
	assert_int_equal(canvas_cell(host_canvas, 1, 0)->role, ROLE_KEY);
	assert_int_equal(canvas_cell(host_canvas, 1, 1)->role, ROLE_TEXT);
	host_end();
}

static void test_every_size_and_width(void **unused)
{
	for (int mode = WIDTH_NARROW; mode <= WIDTH_SUBSTITUTE; mode++)
		for (int cols = 0; cols < 40; cols++)
			for (int rows_n = 0; rows_n < 4; rows_n++) {
				struct rect r = at(2, 3, rows_n, cols), a, b;
				width_set_mode((enum width_mode)mode);
				canvas_clear(c);
				bars_text(c, r, ROLE_TEXT, "“甲”——①②乙……丙", 0);
				bars_fact(c, r, 8, "依据①", "“甲”——①②乙……丙", ROLE_TEXT);
				bars_heading(c, r, "“甲”", "①/②", false);
				bars_box(c, r, "——");
				bars_panes(c, r, 6, &a, &b);
				for (int i = 0; i < 24; i++)
					assert_int_equal(canvas_cell(c, i, 3 + cols)->text[0], 0);
			}
}

#define T(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)
static const struct CMUnitTest tests[] = {
	T(heading), T(text_is_wrapped_and_skipped), T(foreign_characters_are_marked), T(facts), T(progress),
	T(scroll), T(box_and_panes), T(hints), T(every_size_and_width),
};
TEST_MAIN(tests)
