/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/host.h"

/* A view that opens boxes and remembers what they gave. */
struct opener {
	int results, tag;
	bool answered, yes;
	char text[200];
	size_t choice;
};

static int got(struct view *v, int tag, const void *value, struct err *e)
{
	struct opener *o = VIEW_STATE(v, struct opener);
	const struct ask_answer *answer = value;

	o->results++;
	o->tag = tag;
	o->answered = answer != NULL;
	o->yes = ask_yes(value);
	o->choice = answer ? answer->choice : 99;
	snprintf(o->text, sizeof o->text, "%s", answer ? answer->text : "(none)");
	return 0;
}

static void draw(const struct view *v, struct canvas *c, struct rect r)
{
	for (int i = 0; i < r.rows; i++)
		canvas_put(c, r.row + i, r.col, r.cols, ROLE_TEXT,
			   "底下的一屏底下的一屏底下的一屏底下的一屏");
}

static const struct view_ops view = {.name = "test", .title = "Test", .state_size = sizeof(struct opener),
				     .draw = draw, .result = got};
static struct opener *opener; /* the state of the view at the bottom */

static int set_up(void **unused)
{
	host_start(&view, 24, 80);
	opener = VIEW_STATE(stage_top(host), struct opener);
	return 0;
}

static int tear_down(void **unused)
{
	host_end();
	return 0;
}

static void ask(const struct ask *a)
{
	struct err e = {0};

	assert_int_equal(stage_open(host, VIEW_ASK, a, 7, &e), 0);
	stage_draw(host, host_canvas);
}

static void confirm(void)
{
	ask(&(struct ask){
		.kind = ASK_CONFIRM, .title = "作废", .text = "把 2026年11月自查 作废？以后不能恢复。"});
}

static void test_confirm_starts_on_no(void **unused)
{
	confirm();
	assert_true(host_shows("把 2026年11月自查 作废？以后不能恢复。"));
	assert_true(host_shows("  1Yes    [ 2No ]"));
	host_keys("Enter");
	assert_int_equal(opener->results, 1);
	assert_int_equal(opener->tag, 7);
	assert_true(opener->answered);
	assert_false(opener->yes);
	confirm();
	host_keys("Left");
	assert_true(host_shows("[ 1Yes ]    2No"));
	host_keys("Enter");
	assert_true(opener->yes);
}

static void test_confirm_by_digits(void **unused)
{
	confirm();
	host_keys("1");
	assert_true(opener->yes);
	confirm();
	host_type("１"); /* full width, as an input method sends it */
	assert_true(opener->yes);
	confirm();
	host_keys("2");
	assert_false(opener->yes);
	confirm();
	host_keys("0");
	assert_false(opener->yes);
	assert_true(opener->answered);
	confirm();
	host_keys("3");
	assert_int_equal(opener->results, 4);
	host_keys("Esc");
	assert_int_equal(opener->results, 5);
	assert_false(opener->answered);
}

static void test_confirm_by_mouse(void **unused)
{
	int row = -1;

	confirm();
	for (int i = 0; i < 24; i++)
		if (strstr(host_row(i), "[ 2No ]"))
			row = i;
	assert_true(row > 0);
	host_click(row, 33, 1);
	assert_true(opener->yes);
	confirm();
	host_click(row, 44, 1);
	assert_false(opener->yes);
	confirm();
	host_click(1, 1, 1);
	assert_int_equal(opener->results, 2);
}

static void test_default_yes(void **unused)
{
	ask(&(struct ask){.kind = ASK_CONFIRM,
			  .text = "保存这条问题？",
			  .default_yes = true,
			  .yes = "保存",
			  .no = "再看看"});
	assert_true(host_shows("[ 1保存 ]    2再看看"));
	host_keys("Enter");
	assert_true(opener->yes);
}

static void test_word(void **unused)
{
	ask(&(struct ask){.kind = ASK_WORD, .text = "删除备份", .word = "1102"});
	host_keys("Enter");
	assert_int_equal(opener->results, 0);
	assert_true(host_shows("Nothing was done. Type 1102 to do it, or press Esc."));
	host_type("１１０2");
	host_keys("Enter");
	assert_true(opener->yes);
}

static void test_line(void **unused)
{
	ask(&(struct ask){
		.kind = ASK_LINE, .title = "原因", .text = "为什么不适用", .value = "", .required = true});
	host_keys("Enter");
	assert_true(host_shows("Write something here, or press Esc."));
	host_type("　");
	host_keys("Enter");
	assert_int_equal(opener->results, 0);
	host_keys("Backspace");
	host_type("本网点无此业务1");
	assert_false(host_shows("Write something"));
	host_keys("Backspace Enter");
	assert_string_equal(opener->text, "本网点无此业务");
	assert_true(opener->yes);
}

static void test_esc_on_a_line_asks(void **unused)
{
	ask(&(struct ask){.kind = ASK_LINE, .value = "原样"});
	host_keys("Esc");
	assert_int_equal(opener->results, 1);
	ask(&(struct ask){.kind = ASK_LINE, .value = "原样"});
	host_type("改");
	host_keys("Esc");
	assert_true(host_shows("Leave without taking what you wrote here?"));
	host_keys("Enter"); /* no */
	assert_true(host_shows("原样改"));
	host_keys("Esc 1");
	assert_int_equal(opener->results, 2);
	assert_false(opener->answered);
}

static void test_lines(void **unused)
{
	ask(&(struct ask){.kind = ASK_LINES, .text = "说明"});
	host_type("一");
	host_keys("Ctrl-N");
	host_type("二");
	host_keys("Enter");
	assert_string_equal(opener->text, "一\n二");
}

static int check_pass(void *ctx, const char *text, struct err *e)
{
	int *tries = ctx;

	(*tries)++;
	return strcmp(text, "四个词") == 0 ? 0 : err_set(e, ERR_DENIED, "口令不对，请再试");
}

static void test_secret(void **unused)
{
	int tries = 0, row, col, again_row, again_col;

	ask(&(struct ask){.kind = ASK_SECRET,
			  .title = "签名",
			  .text = "王芳的口令",
			  .check = check_pass,
			  .ctx = &tries});
	host_caret(&row, &col);
	host_keys("Enter");
	assert_int_equal(tries, 0);
	host_type("错");
	host_caret(&again_row, &again_col);
	assert_int_equal(col, again_col);
	host_keys("Enter");
	assert_int_equal(tries, 1);
	assert_true(host_shows("口令不对，请再试"));
	host_type("四个词");
	assert_false(host_shows("四个词"));
	assert_false(host_shows("口令不对")); /* gone with the next character */
	host_keys("Enter");
	assert_string_equal(opener->text, "四个词"); /* nothing is left of the wrong one */
	assert_int_equal(tries, 2);
}

static const struct ask_choice few[] = {{"a", "信贷", NULL}, {"b", "会计", "结算"}, {"c", "票据", NULL}};

static void test_choose(void **unused)
{
	struct ask a = {
		.kind = ASK_CHOOSE, .title = "业务条线", .choices = few, .choice_count = 3, .value = "b"};

	ask(&a);
	assert_true(host_shows("1 信贷"));
	assert_true(host_shows("2 会计  结算"));
	host_keys("Enter");
	assert_string_equal(opener->text, "b");
	assert_int_equal(opener->choice, 1);
	ask(&a);
	host_keys("3");
	assert_string_equal(opener->text, "c");
	ask(&a);
	host_keys("Up Enter");
	assert_string_equal(opener->text, "a");
	ask(&a);
	host_type("pj");
	host_keys("Enter");
	assert_string_equal(opener->text, "c");
	ask(&a);
	host_keys("9");
	assert_int_equal(opener->results, 4);
	host_keys("Esc");
	assert_false(opener->answered);
	ask(&(struct ask){.kind = ASK_CHOOSE});
	host_keys("Enter");
	assert_true(host_shows("There is nothing to choose from."));
}

static void test_choose_from_many(void **unused)
{
	struct ask_choice many[30];
	char ids[30][8];

	for (int i = 0; i < 30; i++) {
		snprintf(ids[i], sizeof ids[i], "11%02d", i);
		many[i] = (struct ask_choice){ids[i], i == 23 ? "河口信用社" : "某信用社", NULL};
	}
	ask(&(struct ask){.kind = ASK_CHOOSE, .choices = many, .choice_count = 30});
	host_type("1123"); /* digits search a long list */
	assert_true(host_shows("> 河口信用社"));
	host_keys("Enter");
	assert_string_equal(opener->text, "1123");
	assert_int_equal(opener->choice, 23);
}

/* Ten or more without digits in their words have numbers; one that was typed whole is taken. */
static void test_choose_by_number(void **unused)
{
	static const char *const names[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑"};
	struct ask_choice many[ARRAY_LEN(names)];

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		many[i] = (struct ask_choice){names[i], names[i], NULL};
	struct ask a = {.kind = ASK_CHOOSE, .choices = many, .choice_count = ARRAY_LEN(names), .value = "丑"};
	ask(&a);
	assert_true(host_shows(">12 丑"));
	assert_true(host_shows("  1 甲"));
	host_type("1"); /* 1, 10, 11 and 12 fit */
	assert_true(host_shows("> 1 甲"));
	assert_true(host_shows(" 10 癸"));
	host_type("0");
	assert_true(host_shows(">10 癸"));
	host_keys("Enter");
	assert_string_equal(opener->text, "癸");
	ask(&a);
	host_type("１１");
	host_keys("Enter");
	assert_string_equal(opener->text, "子");
	many[3].note = "11/38"; /* a count beside a row is no word of it */
	ask(&a);
	host_type("11");
	assert_true(host_shows(">11 子"));
	assert_false(host_shows("11/38"));
	host_keys("Esc");
	many[3].label = "3 号";
	ask(&a);
	assert_true(host_shows("> 丑"));
	host_keys("Esc");
}

static void test_message_scrolls(void **unused)
{
	AUTO(str_done) struct str text = {0};

	for (int i = 1; i <= 60; i++)
		str_addf(&text, "第%d行\n", i);
	ask(&(struct ask){.kind = ASK_MESSAGE, .text = str_text(&text)});
	assert_true(host_shows("第1行"));
	assert_false(host_shows("第40行"));
	host_keys("End PgDn PgDn PgDn PgDn");
	assert_true(host_shows("第60行"));
	host_keys("Enter");
	assert_int_equal(opener->results, 1);
}

static void test_small_and_other_widths(void **unused)
{
	static const int sizes[][2] = {{20, 60}, {24, 80}, {43, 132}};
	static const enum ask_kind kinds[] = {ASK_CONFIRM, ASK_CHOOSE, ASK_LINE,
					      ASK_LINES,   ASK_SECRET, ASK_MESSAGE};

	for (int mode = WIDTH_NARROW; mode <= WIDTH_SUBSTITUTE; mode++)
		for (size_t i = 0; i < ARRAY_LEN(sizes); i++)
			for (size_t k = 0; k < ARRAY_LEN(kinds); k++) {
				width_set_mode((enum width_mode)mode);
				canvas_resize(host_canvas, sizes[i][0], sizes[i][1]);
				ask(&(struct ask){.kind = kinds[k],
						  .title = "“题”①",
						  .choices = few,
						  .choice_count = 3,
						  .text = "——把“2026年11月自查”①作废……？\n以后不能恢复。",
						  .label = "说明"});
				assert_true(host_shows("以后不能恢复。"));
				host_keys("Esc");
			}
	assert_int_equal(opener->results, 54);
}

static void test_rows_are_in_order(void **unused)
{
	assert_int_equal(cmd_check(ask_view.cmds, &host_dump), 0);
	assert_string_equal(str_text(&host_dump), "");
}

static void test_fails_without_words(void **unused)
{
	struct err e = {0};

	assert_int_equal(stage_open(host, VIEW_ASK, NULL, 1, &e), -1);
	assert_int_equal(e.code, ERR_BUG);
	assert_int_equal(ask_confirm(stage_top(host), 3, &e, "作废 %s？", "1102"), 0);
	stage_draw(host, host_canvas);
	assert_true(host_shows("作废 1102？"));
	host_keys("1");
	assert_int_equal(opener->tag, 3);
}

#define T(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)
static const struct CMUnitTest tests[] = {
	T(confirm_starts_on_no), T(confirm_by_digits), T(confirm_by_mouse), T(default_yes), T(word), T(line),
	T(esc_on_a_line_asks), T(lines), T(secret), T(choose), T(choose_from_many), T(choose_by_number), T(message_scrolls),
	T(small_and_other_widths), T(rows_are_in_order), T(fails_without_words),
};
TEST_MAIN(tests)
