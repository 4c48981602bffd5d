/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/host.h"

#include "base/clock.h"
#include "ui/widgets/form.h"

struct filler {
	struct form form;
	int submitted;
	char fact[64], severity[16];
	long long amount;
	int day;
	bool refuse;
};

static int check_owner(const struct form *f, const char *value, struct err *e)
{
	return strcmp(value, form_value(f, "liable")) == 0
		       ? err_set(e, ERR_INPUT, "整改人不能是责任人本人")
		       : 0;
}

static bool has_amount(const struct form *f)
{
	return strcmp(form_value(f, "severity"), "serious") == 0;
}

static const struct ask_choice severities[] = {
	{"major", "重大", NULL},
	{"serious", "较大", NULL},
	{"ordinary", "一般", "一般问题"},
	{"slight", "轻微", NULL},
	{0},
};

/* Told which row it is of. */
static int check_nobody(const struct form *f, const struct form_field *row, const char *value, struct err *e)
{
	(void)f;
	return strcmp(value, "某人") ? 0 : err_set(e, ERR_INPUT, "%s不能写“某人”", row->id);
}

static const struct form_field fields[] = {
	{.label = "问题", .kind = FORM_HEADING},
	{.id = "no", .label = "编号", .kind = FORM_TEXT, .flags = FORM_LOCKED},
	{.id = "fact",
	 .label = "事实",
	 .kind = FORM_LINES,
	 .flags = FORM_REQUIRED,
	 .most = 40,
	 .hint = "写清日期、凭证、金额、人"},
	{.id = "severity",
	 .label = "等级",
	 .kind = FORM_CHOICE,
	 .flags = FORM_REQUIRED,
	 .choices = severities},
	{.id = "amount", .label = "金额", .kind = FORM_NUMBER, .decimals = 2, .shown = has_amount},
	{.id = "count", .label = "笔数", .kind = FORM_NUMBER, .min = 1, .max = 999},
	{.id = "deadline", .label = "整改期限", .kind = FORM_DATE},
	{.id = "liable", .label = "责任人", .kind = FORM_TEXT, .check_row = check_nobody},
	{.id = "owner", .label = "整改人", .kind = FORM_TEXT, .check = check_owner},
	{.id = "branch", .label = "网点", .kind = FORM_CHOICE},
	{.id = "pass", .label = "口令", .kind = FORM_SECRET, .flags = FORM_KEEP},
	{0},
};

static struct filler *st(const struct view *v)
{
	return VIEW_STATE(v, struct filler);
}

static int submit(struct view *v, struct err *e)
{
	struct filler *s = st(v);

	if (s->refuse) {
		err_set(e, ERR_INPUT, "数据库说不行");
		return form_refuse(&s->form, "liable", e);
	}
	s->submitted++;
	snprintf(s->fact, sizeof s->fact, "%s", form_value(&s->form, "fact"));
	snprintf(s->severity, sizeof s->severity, "%s", form_value(&s->form, "severity"));
	s->amount = form_number(&s->form, "amount");
	s->day = form_day(&s->form, "deadline");
	return 0;
}

static int t_open(struct view *v, const void *arg, struct err *e)
{
	form_init(&st(v)->form, fields, "Save this?", submit, NULL);
	form_set(&st(v)->form, "no", "CR-0203");
	return 0;
}

static void t_layout(struct view *v)
{
	form_layout(&st(v)->form, v->body);
}

static void t_draw(const struct view *v, struct canvas *c, struct rect r)
{
	form_draw(&st(v)->form, c, r, true);
}

static bool t_text(struct view *v, const char *utf8, bool pasted)
{
	return form_type(&st(v)->form, v, utf8, pasted);
}

static bool t_click(struct view *v, const struct press *k)
{
	return form_click(&st(v)->form, v->body, k);
}

static int t_result(struct view *v, int tag, const void *value, struct err *e)
{
	int rc = 0;

	form_result(&st(v)->form, v, tag, value, e, &rc);
	return rc;
}

static bool t_may_close(struct view *v, struct err *e)
{
	return form_may_close(&st(v)->form, v, e);
}

static void t_close(struct view *v)
{
	form_done(&st(v)->form);
}

static void *t_part(const struct view *v, enum view_part part)
{
	struct filler *s = st(v);

	return part == PART_FORM ? (void *)&s->form : part == PART_EDIT ? (void *)form_edit(&s->form) : NULL;
}

static const struct cmd *const tables[] = {form_save_cmds, form_cmds, edit_cmds, NULL};
static const struct view_ops view = {
	.name = "test", .title = "Test", .state_size = sizeof(struct filler), .flags = VIEW_TAKES_TEXT,
	.cmds = tables, .open = t_open, .layout = t_layout, .draw = t_draw, .text = t_text, .click = t_click,
	.result = t_result, .may_close = t_may_close, .close = t_close, .part = t_part,
};
static struct filler *filler;
static struct form *form;

static int set_up(void **unused)
{
	host_start(&view, 24, 80);
	filler = st(stage_top(host));
	form = &filler->form;
	return 0;
}

static int tear_down(void **unused)
{
	host_end();
	return 0;
}

static void test_screen(void **unused)
{
	host_keys("Tab Down");
	form_set(form, "deadline", "2026-11-23");
	stage_draw(host, host_canvas);
	assert_string_equal(host_row(1), "问题");
	assert_string_equal(host_row(2), "编号      CR-0203");
	assert_string_equal(host_row(3), "事实*");
	assert_string_equal(host_row(5), "等级*      1重大   2较大   3一般   4轻微");
	assert_string_equal(host_row(6), "笔数"); /* the amount is not shown yet */
	assert_string_equal(host_row(7), "整改期限  2026-11-23       Monday");
	assert_string_equal(host_row(10), "网点");
}

static void test_enter_goes_through_and_asks(void **unused)
{
	assert_string_equal(form_focus_id(form), "fact");
	assert_true(host_shows("写清日期、凭证、金额、人"));
	host_type("11月5日贷款未登记，金额3万元。");
	host_keys("Enter");
	assert_string_equal(form_focus_id(form), "severity");
	host_type("２");
	assert_string_equal(form_value(form, "severity"), "serious");
	assert_true(host_shows("[2较大]"));
	host_keys("Enter");
	assert_string_equal(form_focus_id(form), "amount");
	host_type("3.5万元");
	host_keys("Enter Enter");
	host_type("２０２６年12月1日");
	host_keys("Enter");
	assert_true(host_shows("2026-12-01       Tuesday")); /* a date takes its plain form */
	host_type("李明");
	host_keys("Enter");
	host_type("王芳");
	host_keys("Enter Enter Enter");
	assert_int_equal(filler->submitted, 0);
	assert_true(host_shows("Save this?"));
	host_keys("Enter");
	assert_int_equal(filler->submitted, 1);
	assert_string_equal(filler->fact, "11月5日贷款未登记，金额3万元。");
	assert_string_equal(filler->severity, "serious");
	assert_int_equal(filler->amount, 3500000);
	assert_int_equal(filler->day, day_from(2026, 12, 1));
	assert_string_equal(form_value(form, "amount"), "35000.00");
}

static void test_never_half_a_form(void **unused)
{
	host_keys("F2");
	assert_int_equal(filler->submitted, 0);
	assert_string_equal(form_focus_id(form), "fact");
	assert_string_equal(stage_message(host), ""); /* it is said once, under the form */
	assert_true(host_shows("事实: must be filled in"));
	host_type("　 "); /* blanks are nothing */
	host_keys("F2");
	assert_string_equal(form_focus_id(form), "fact");
	host_type("有");
	host_keys("F2");
	assert_string_equal(form_focus_id(form), "severity");
	assert_true(host_shows("等级: choose one"));
	host_keys("4 F2");
	assert_int_equal(filler->submitted, 1);
}

static void fill(void)
{
	form_set(form, "fact", "事实");
	form_set(form, "severity", "slight");
}

static void test_a_wrong_value_keeps_the_focus(void **unused)
{
	fill();
	form_focus(form, "deadline");
	host_type("2026-02-30");
	host_keys("Enter");
	assert_string_equal(form_focus_id(form), "deadline");
	assert_true(host_shows("is no date"));
	assert_string_equal(form_value(form, "deadline"), "");
	host_keys("F2");
	assert_int_equal(filler->submitted, 0);
	host_keys("Ctrl-U");
	host_type("20261201");
	assert_false(host_shows("is no date"));
	host_keys("Tab");
	assert_string_equal(form_value(form, "deadline"), "2026-12-01");
	form_set(form, "liable", "某人");
	host_keys("F2");
	assert_string_equal(form_focus_id(form), "liable");
	assert_true(host_shows("责任人: liable不能写“某人”"));
	form_set(form, "liable", "李明");
	form_set(form, "owner", "李明");
	host_keys("F2");
	assert_string_equal(form_focus_id(form), "owner");
	assert_true(host_shows("整改人: 整改人不能是责任人本人"));
	form_set(form, "owner", "王芳");
	filler->refuse = true;
	host_keys("F2");
	assert_string_equal(form_focus_id(form), "liable"); /* the engine's refusal found its field */
	assert_true(host_shows("数据库说不行"));
}

static void test_numbers(void **unused)
{
	static const struct {
		const char *typed, *value;
		long long units;
	} good[] = {
		{"0", "0.00", 0},
		{"1,234.5", "1234.50", 123450},
		{"１２．５", "12.50", 1250},
		{"5万", "50000.00", 5000000},
		{"0.00015万", "1.50", 150},
		{"2亿", "200000000.00", 20000000000},
		{"¥3 元", "3.00", 300},
		{".5", "0.50", 50},
	};
	static const char *const bad[] = {"一百", "1.234", "-1", "1.2.3", "万", "12a", "999999999999999999",
					  "."};
	struct err e = {0};

	form_set(form, "severity", "serious");
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		form_set(form, "amount", good[i].typed);
		assert_string_equal(form_value(form, "amount"), good[i].value);
		assert_int_equal(form_number(form, "amount"), good[i].units);
	}
	form_set(form, "fact", "有");
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		form_set(form, "amount", bad[i]);
		assert_string_equal(form_value(form, "amount"), "");
		assert_int_equal(form_check(form, &e), -1);
		assert_string_equal(form_focus_id(form), "amount");
	}
	form_set_number(form, "amount", 123456789);
	assert_string_equal(form_value(form, "amount"), "1234567.89");
	form_set_number(form, "amount", -1);
	assert_string_equal(form_value(form, "amount"), "");
	assert_int_equal(form_number(form, "amount"), -1);
	form_set(form, "count", "1000");
	assert_int_equal(form_check(form, &e), -1);
	assert_string_equal(e.text, "笔数: \"1000\" is outside 1 to 999");
	form_set(form, "count", "1.5");
	assert_int_equal(form_check(form, &e), -1);
}

static void test_hidden_fields_have_no_value(void **unused)
{
	struct err e = {0};

	form_set(form, "severity", "serious");
	form_set(form, "amount", "不是数字");
	assert_true(form_focus(form, "amount"));
	form_set(form, "severity", "slight");
	stage_draw(host, host_canvas);
	assert_string_equal(form_focus_id(form), "count"); /* the focus moved on */
	assert_string_equal(form_value(form, "amount"), "");
	assert_int_equal(form_number(form, "amount"), -1);
	form_set(form, "fact", "有");
	assert_int_equal(form_check(form, &e), 0);
	assert_false(form_focus(form, "amount"));
	assert_false(form_focus(form, "no"));
}

static void test_choices(void **unused)
{
	form_focus(form, "severity");
	host_keys("Right");
	assert_string_equal(form_value(form, "severity"), "major");
	host_keys("Left");
	assert_string_equal(form_value(form, "severity"), "slight");
	host_keys("Right Right Right");
	assert_string_equal(form_value(form, "severity"), "ordinary");
	assert_true(host_shows("一般问题")); /* the note of a choice is its hint */
	host_keys("9");
	assert_string_equal(stage_message(host), "There are only 4 to choose from.");
	host_type("重");
	assert_string_equal(form_value(form, "severity"), "major");
	host_keys("F4");
	assert_true(host_shows("2 较大"));
	host_keys("2");
	assert_string_equal(form_value(form, "severity"), "serious");
	host_click(5, 27, 1);
	assert_string_equal(form_value(form, "severity"), "ordinary");
	form_focus(form, "fact");
	host_keys("F4");
	assert_string_equal(stage_message(host), "This field is written, not chosen.");
}

/* A field of text offers labels with F4; what is typed stays as free as before. */
static void test_offers(void **unused)
{
	static const struct ask_choice people[] = {{"110202", "王芳", "委派会计"}, {"110203", "陈刚", "客户经理"}};
	static const struct ask_choice causes[] = {{"C02", "图省事", NULL}, {"C11", "人手不够", NULL}};

	form_set_choices(form, "liable", people, 2);
	form_set_choices(form, "fact", causes, 2);
	form_mark_saved(form);
	form_focus(form, "liable");
	host_keys("Tab Shift-Tab");
	assert_true(host_shows("F4List"));
	host_keys("F4");
	assert_true(host_shows("2 陈刚  客户经理"));
	host_keys("2");
	assert_string_equal(form_value(form, "liable"), "陈刚");
	assert_true(form_changed(form));
	host_type("等2人");
	assert_string_equal(form_value(form, "liable"), "陈刚等2人");
	host_keys("F4 1"); /* in place of what stood there */
	assert_string_equal(form_value(form, "liable"), "王芳");
	host_keys("F4");
	assert_true(host_shows("1 王芳"));
	host_keys("Enter"); /* the bar is on what stands there */
	assert_string_equal(form_value(form, "liable"), "王芳");
	host_keys("Ctrl-Z");
	assert_string_equal(form_value(form, "liable"), "陈刚等2人");

	form_focus(form, "fact");
	host_keys("F4 2");
	assert_string_equal(form_value(form, "fact"), "人手不够");
	host_keys("F4 1"); /* behind what a long text says */
	assert_string_equal(form_value(form, "fact"), "人手不够；图省事");
	for (int i = 0; i < 8; i++)
		host_type("一二三四");
	host_keys("F4 1"); /* 40 characters at most */
	assert_int_equal(strlen(form_value(form, "fact")), strlen("一") * 40);
	assert_true(*stage_message(host) != '\0');

	form_focus(form, "owner");
	host_keys("F4");
	assert_string_equal(stage_message(host), "This field is written, not chosen.");
}

static void test_choices_at_run_time(void **unused)
{
	struct ask_choice many[12];
	char ids[12][8];

	for (int i = 0; i < 12; i++) {
		snprintf(ids[i], sizeof ids[i], "11%02d", i);
		many[i] = (struct ask_choice){ids[i], i == 7 ? "河口信用社" : "某某信用社", NULL};
	}
	form_set_choices(form, "branch", many, 12);
	form_set(form, "branch", "1103");
	form_mark_saved(form);
	assert_false(form_changed(form));
	form_set_choices(form, "branch", many, 11); /* read anew: the value stays */
	assert_string_equal(form_value(form, "branch"), "1103");
	assert_false(form_changed(form));
	form_focus(form, "branch");
	host_type("河口");
	assert_string_equal(form_value(form, "branch"), "1107");
	host_keys("Tab Shift-Tab");
	host_type("1105"); /* by code */
	assert_string_equal(form_value(form, "branch"), "1105");
	assert_true(host_shows("6/11  F4List"));
	host_keys("Tab Shift-Tab 2");
	assert_string_equal(form_value(form, "branch"), "1102"); /* holds the digit */
	host_type("９");
	assert_string_equal(form_value(form, "branch"), "1109");
	for (int i = 0; i < 12; i++)
		many[i].id = i % 2 ? "odd" : "even";
	form_set_choices(form, "branch", many, 12);
	host_keys("Tab Shift-Tab");
	host_type("12"); /* no code holds it: the twelfth */
	assert_true(host_shows("12/12"));
	form_set_choices(form, "branch", many, 0);
	assert_string_equal(form_value(form, "branch"), "");
}

static void test_moves(void **unused)
{
	host_type("一");
	host_keys("Ctrl-N");
	host_type("二");
	assert_string_equal(form_value(form, "fact"), "一\n二");
	host_keys("Up");
	assert_string_equal(form_focus_id(form), "fact"); /* a line up first */
	host_keys("Down Down");
	assert_string_equal(form_focus_id(form), "severity");
	host_keys("Up");
	assert_string_equal(form_focus_id(form), "fact");
	host_keys("Shift-Tab");
	assert_string_equal(form_focus_id(form), "pass");
	host_keys("Tab");
	assert_string_equal(form_focus_id(form), "fact");
	host_keys("PgDn");
	assert_string_equal(form_focus_id(form), "owner");
	host_click(8, 12, 1);
	assert_string_equal(form_focus_id(form), "liable");
	host_click(2, 12, 1); /* locked */
	assert_string_equal(form_focus_id(form), "liable");
}

static void test_esc_asks(void **unused)
{
	host_type("写");
	host_keys("Esc Esc");
	assert_true(host_shows("Leave without saving what you changed here?"));
	host_keys("Enter");
	assert_false(stage_done(host));
	assert_string_equal(form_value(form, "fact"), "写");
	host_keys("Ctrl-Z Esc Esc");
	assert_true(stage_done(host)); /* nothing is changed any more */
}

static void test_esc_twice_leaves(void **unused)
{
	host_type("写");
	host_keys("Esc Esc 1");
	assert_true(stage_done(host));
}

static void test_drafts(void **unused)
{
	AUTO(str_done) struct str draft = {0};
	struct err e = {0};

	form_set(form, "pass", "秘密口令");
	host_type("第一行\n");
	host_press((struct press){
		.code = K_PASTE, .text = "第二行\nfact 3\n甲", .n = strlen("第二行\nfact 3\n甲")});
	form_set(form, "severity", "slight");
	form_set(form, "deadline", "2026-1");
	form_draft(form, &draft);
	assert_null(strstr(str_text(&draft), "秘密"));
	assert_null(strstr(str_text(&draft), "CR-0203"));
	AUTO(str_done) struct str had = {0};
	str_add(&had, form_value(form, "fact"));
	form_done(form);
	form_init(form, fields, NULL, submit, NULL);
	assert_int_equal(form_restore(form, str_text(&draft), draft.n, &e), 0);
	assert_string_equal(form_value(form, "fact"), str_text(&had));
	assert_string_equal(form_value(form, "severity"), "slight");
	assert_string_equal(edit_text(form_edit_of(form, "deadline")),
			    "2026-1"); /* half a date is kept too */
	assert_true(form_changed(form));
	edit_do(form_edit_of(form, "fact"), EDIT_UNDO, 1);
	assert_string_equal(form_value(form, "fact"), "");
	for (size_t n = 0; n < draft.n; n++)
		form_restore(form, str_text(&draft), n,
			     &e); /* cut anywhere: refused or read, never beyond its end */
	assert_int_equal(form_restore(form, "zicha form 1\nfact 99\nx\n", 23, &e), -1);
	assert_int_equal(form_restore(form, "fact 1\nx\n", 9, &e), -1);
	assert_int_equal(form_restore(form, "zicha form 1\ngone 1\nx\n", 22, &e), 0);
}

static void test_scrolls(void **unused)
{
	struct rect r = {1, 0, 5, 40};
	int row, col;

	for (size_t i = 0; i < form->n; i++) {
		if (!fields[i].id || !form_focus(form, fields[i].id))
			continue;
		canvas_clear(host_canvas);
		form_layout(form, r);
		form_draw(form, host_canvas, r, true);
		assert_true(canvas_caret_at(host_canvas, &row, &col));
		assert_true(rect_holds(r, row, col));
	}
	assert_int_equal(canvas_cell(host_canvas, 0, 0)->text[0], 0);
	assert_int_equal(canvas_cell(host_canvas, 6, 0)->text[0], 0);
}

static void test_any_size_and_width(void **unused)
{
	form_set(form, "severity", "serious");
	form_set(form, "fact", "“一”①——二……三\n四");
	for (int mode = WIDTH_NARROW; mode <= WIDTH_SUBSTITUTE; mode++)
		for (int rows = 1; rows < 20; rows++)
			for (int cols = 1; cols < 90; cols += 3) {
				struct rect r = {2, 3, rows, cols};
				width_set_mode((enum width_mode)mode);
				canvas_resize(host_canvas, 24, 120);
				form_layout(form, r);
				form_draw(form, host_canvas, r, true);
				for (int row = 0; row < 24; row++)
					assert_true(rect_holds(r, row, 3 + cols) == false &&
						    canvas_cell(host_canvas, row, 3 + cols)->text[0] == 0);
			}
}

static void test_one_passphrase_needs_no_question(void **unused)
{
	form_done(form);
	form_init(form, fields, NULL, submit, NULL);
	fill();
	form_focus(form, "pass");
	host_type("口令");
	assert_false(host_shows("口令口令"));
	assert_string_equal(form_value(form, "pass"), "口令");
	host_keys("Enter");
	assert_int_equal(filler->submitted, 1);
}

/* What was refused is typed anew, not behind what nobody sees. */
static void test_a_refused_passphrase_is_gone(void **unused)
{
	struct err e = {0};

	form_focus(form, "pass");
	host_type("口令");
	err_set(&e, ERR_INPUT, "太短");
	assert_int_equal(form_refuse(form, "pass", &e), -1);
	assert_string_equal(form_value(form, "pass"), "");
	assert_string_equal(str_text(&form->refusal), "太短; the field is empty again");
	host_type("新口令");
	assert_string_equal(form_value(form, "pass"), "新口令");
	form_set(form, "pass", "");
	assert_int_equal(form_refuse(form, "pass", &e), -1);
	assert_string_equal(str_text(&form->refusal), "太短");
}

static void test_rows_are_in_order(void **unused)
{
	const struct cmd *const own[] = {form_save_cmds, form_cmds, NULL};

	assert_int_equal(cmd_check(own, &host_dump), 0);
}

#define T(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)
static const struct CMUnitTest tests[] = {
	T(screen), T(enter_goes_through_and_asks), T(never_half_a_form), T(a_wrong_value_keeps_the_focus),
	T(numbers), T(hidden_fields_have_no_value), T(choices), T(offers), T(choices_at_run_time),
	T(moves), T(esc_asks), T(esc_twice_leaves), T(drafts), T(scrolls), T(any_size_and_width),
	T(one_passphrase_needs_no_question), T(a_refused_passphrase_is_gone), T(rows_are_in_order),
};
TEST_MAIN(tests)
