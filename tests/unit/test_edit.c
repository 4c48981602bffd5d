/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/widgets/edit.h"

#include <string.h>

static struct edit ed;
static struct canvas *c;
static struct str dump;

static int set_up(void **state)
{
	msg_use(MSG_EN);
	width_set_mode(WIDTH_NARROW);
	edit_init(&ed, EDIT_LINES, 0);
	c = canvas_new(24, 80);
	return 0;
}

static int tear_down(void **state)
{
	edit_done(&ed);
	canvas_free(&c);
	str_done(&dump);
	width_set_mode(WIDTH_NARROW);
	return 0;
}

static void start(unsigned flags, size_t most, const char *text)
{
	edit_done(&ed);
	edit_init(&ed, flags, most);
	edit_set(&ed, text);
}

/* As an input method commits: one call per character, all between two drawings. */
static void commit(const char *text)
{
	struct err e = {0};

	for (size_t n = strlen(text), len; n; text += len, n -= len) {
		uint32_t ch;
		len = text_decode(text, n, &ch);
		assert_int_equal(edit_insert(&ed, text, len, false, &e), 0);
	}
}

static void paste(const char *text)
{
	struct err e = {0};
	assert_int_equal(edit_insert(&ed, text, strlen(text), true, &e), 0);
}

static void act(enum edit_act a)
{
	edit_do(&ed, a, 1);
}

/* Lays out and draws into a place of that size at (1, 2). */
static const char *drawn(int rows, int cols, int row)
{
	struct rect r = {1, 2, rows, cols};

	canvas_clear(c);
	edit_layout(&ed, r);
	edit_draw(&ed, c, r, true);
	str_clear(&dump);
	canvas_dump_row(c, row + 1, &dump);
	return str_text(&dump);
}

static void assert_caret(int row, int col)
{
	int at_row, at_col;

	assert_true(canvas_caret_at(c, &at_row, &at_col));
	assert_int_equal(at_row - 1, row);
	assert_int_equal(at_col - 2, col);
}

static void test_types_and_erases_clusters(void **state)
{
	commit("中国");
	act(EDIT_BACKSPACE);
	assert_string_equal(edit_text(&ed), "中");
	start(EDIT_LINES, 0, "か\u3099"); /* NFC would be one character; the cluster counts either way */
	act(EDIT_BACKSPACE);
	assert_string_equal(edit_text(&ed), "");
	start(EDIT_LINES, 0, "甲\U0001F468\u200D\U0001F469");
	act(EDIT_BACKSPACE);
	assert_string_equal(edit_text(&ed), "甲");
	start(EDIT_LINES, 0, "甲乙丙");
	act(EDIT_LEFT);
	act(EDIT_LEFT);
	act(EDIT_DELETE);
	assert_string_equal(edit_text(&ed), "甲丙");
	assert_int_equal(ed.caret, 3);
}

static void test_neighbours_become_nfc(void **state)
{
	start(EDIT_LINES, 0, "e");
	commit("\u0301x");
	assert_string_equal(edit_text(&ed), "\u00E9x");
	act(EDIT_UNDO);
	assert_string_equal(edit_text(&ed), "e");
	start(EDIT_LINES, 0, "e\n\u0301z"); /* joined by deleting the line end */
	act(EDIT_FIRST);
	act(EDIT_RIGHT);
	act(EDIT_DELETE);
	assert_string_equal(edit_text(&ed), "\u00E9z");
	assert_int_equal(ed.caret, 2);
	act(EDIT_UNDO);
	assert_string_equal(edit_text(&ed), "e\n\u0301z");
	assert_int_equal(ed.caret, 1);
}

static void test_one_commit_is_one_step(void **state)
{
	commit("主任授权，口令由他人保管。");
	drawn(5, 40, 0);
	commit("经核实");
	drawn(5, 40, 0);
	commit("属实"); /* goes on in the same phrase */
	assert_int_equal(ed.history.n, 2);
	act(EDIT_UNDO);
	assert_string_equal(edit_text(&ed), "主任授权，口令由他人保管。");
	act(EDIT_UNDO);
	assert_string_equal(edit_text(&ed), "");
	assert_false(edit_do(&ed, EDIT_UNDO, 1));
	edit_do(&ed, EDIT_REDO, 2);
	assert_string_equal(edit_text(&ed), "主任授权，口令由他人保管。经核实属实");
	assert_false(edit_can_redo(&ed));
}

static void test_erasing_is_one_step(void **state)
{
	start(EDIT_LINES, 0, "一二三四");
	edit_do(&ed, EDIT_BACKSPACE, 3);
	assert_string_equal(edit_text(&ed), "一");
	act(EDIT_UNDO);
	assert_string_equal(edit_text(&ed), "一二三四");
	assert_int_equal(ed.caret, 12);
	act(EDIT_FIRST);
	edit_do(&ed, EDIT_DELETE, 2);
	assert_string_equal(edit_text(&ed), "三四");
	commit("零");
	assert_int_equal(edit_do(&ed, EDIT_REDO, 1), false);
	act(EDIT_UNDO);
	act(EDIT_UNDO);
	assert_string_equal(edit_text(&ed), "一二三四");
}

static void test_a_new_change_ends_redo(void **state)
{
	paste("甲");
	paste("乙");
	act(EDIT_UNDO);
	assert_true(edit_can_redo(&ed));
	paste("丙");
	assert_false(edit_can_redo(&ed));
	assert_string_equal(edit_text(&ed), "甲丙");
	act(EDIT_UNDO);
	act(EDIT_UNDO);
	assert_string_equal(edit_text(&ed), "");
}

static void test_refuses_what_is_no_text(void **state)
{
	struct err e = {0};

	start(EDIT_LINES, 0, "甲");
	assert_int_equal(edit_insert(&ed, "乙\u202E丙", strlen("乙\u202E丙"), true, &e), -1);
	assert_int_equal(e.code, ERR_INPUT);
	assert_non_null(strstr(e.text, "U+202E"));
	assert_int_equal(edit_insert(&ed, "\x1B[31m", 5, true, &e), -1);
	assert_int_equal(edit_insert(&ed, "\xD6\xD0", 2, true, &e), -1);
	assert_string_equal(edit_text(&ed), "甲");
	assert_false(edit_changed(&ed));
	assert_false(edit_can_undo(&ed));
}

static void test_paste_into_one_line(void **state)
{
	start(0, 0, "");
	paste("\n张三\t李四\r\n王五\n");
	assert_string_equal(edit_text(&ed), "张三 李四 王五");
	assert_false(edit_do(&ed, EDIT_NEWLINE, 1));
	start(EDIT_LINES, 0, "");
	paste("一\r\n二\r三\t四");
	assert_string_equal(edit_text(&ed), "一\n二\n三 四");
}

static void test_limit(void **state)
{
	struct err e = {0};

	start(0, 3, "一二");
	assert_int_equal(edit_insert(&ed, "三四", 6, true, &e), -1);
	assert_string_equal(
		e.text,
		"At most 3 characters fit here; 2 are there and 2 more were to come. Shorten it first.");
	assert_string_equal(edit_text(&ed), "一二");
	commit("か\u3099"); /* joins to one character */
	assert_int_equal(edit_insert(&ed, "五", 3, false, &e), -1);
	assert_string_equal(e.text, "At most 3 characters fit here; shorten it before you write on.");
	msg_use(MSG_ZH);
	assert_int_equal(edit_insert(&ed, "五", 3, false, &e), -1);
	assert_string_not_equal(e.text, "At most 3 characters fit here; shorten it before you write on.");
	act(EDIT_BACKSPACE);
	commit("五");
	assert_string_equal(edit_text(&ed), "一二五");
}

static void test_words(void **state)
{
	start(EDIT_LINES, 0, "存量贷款 2026年，CR-0203号");
	act(EDIT_WORD_LEFT);
	assert_string_equal(edit_text(&ed) + ed.caret, "号");
	act(EDIT_WORD_LEFT);
	assert_string_equal(edit_text(&ed) + ed.caret, "0203号");
	edit_do(&ed, EDIT_WORD_LEFT, 2);
	assert_string_equal(edit_text(&ed) + ed.caret, "年，CR-0203号");
	act(EDIT_FIRST);
	act(EDIT_WORD_RIGHT);
	assert_string_equal(edit_text(&ed) + ed.caret, "2026年，CR-0203号");
	edit_do(&ed, EDIT_WORD_RIGHT, 20);
	assert_int_equal(ed.caret, ed.text.n);
	act(EDIT_ERASE_WORD);
	act(EDIT_ERASE_WORD);
	assert_string_equal(edit_text(&ed), "存量贷款 2026年，CR-");
}

static void test_kill(void **state)
{
	start(EDIT_LINES, 0, "甲乙\n丙丁");
	act(EDIT_FIRST);
	act(EDIT_RIGHT);
	act(EDIT_KILL);
	assert_string_equal(edit_text(&ed), "甲\n丙丁");
	act(EDIT_KILL);
	assert_string_equal(edit_text(&ed), "甲丙丁");
	act(EDIT_LAST);
	assert_false(edit_do(&ed, EDIT_KILL, 1));
	act(EDIT_KILL_BACK);
	assert_string_equal(edit_text(&ed), "");
	edit_do(&ed, EDIT_UNDO, 9);
	assert_string_equal(edit_text(&ed), "甲乙\n丙丁");
}

static void test_soft_wrap_and_caret(void **state)
{
	start(EDIT_LINES, 0, "信贷业务风险点体现，部分从业人员");
	assert_string_equal(drawn(4, 11, 0), "  信贷业务风");
	drawn(4, 11, 1);
	assert_string_equal(str_text(&dump), "  险点体现，");
	assert_caret(3, 2); /* 员 may stand alone */
	act(EDIT_UP);
	act(EDIT_UP);
	drawn(4, 11, 1);
	assert_caret(1, 2);
	act(EDIT_END);
	drawn(4, 11, 1);
	assert_caret(1, 10); /* leans on its line though the next one starts at the same byte */
	act(EDIT_HOME);
	drawn(4, 11, 1);
	assert_caret(1, 0);
	act(EDIT_END);
	act(EDIT_DOWN);
	drawn(4, 11, 1);
	assert_caret(2, 10);
	act(EDIT_DOWN);
	drawn(4, 11, 1);
	assert_caret(3, 2); /* shorter */
	act(EDIT_UP);
	drawn(4, 11, 1);
	assert_caret(2, 10); /* the column was kept */
}

static void test_scrolls_to_the_caret(void **state)
{
	start(EDIT_LINES, 0, "一\n二\n三\n四\n五\n");
	assert_string_equal(drawn(3, 10, 0), "  四");
	assert_caret(2, 0);
	edit_do(&ed, EDIT_UP, 3);
	assert_string_equal(drawn(3, 10, 0), "  三");
	assert_caret(0, 0);
	act(EDIT_PAGE_UP);
	assert_string_equal(drawn(3, 10, 0), "  一");
	act(EDIT_PAGE_DOWN);
	drawn(3, 10, 0);
	assert_caret(2, 0);
	assert_true(edit_on_first_line(&ed) == false);
	edit_do(&ed, EDIT_UP, 9);
	assert_true(edit_on_first_line(&ed));
}

static void test_field_scrolls_by_clusters(void **state)
{
	start(0, 0, "信贷业务部");
	assert_string_equal(drawn(1, 8, 0), "  业务部");
	assert_caret(0, 6);
	act(EDIT_HOME);
	assert_string_equal(drawn(1, 8, 0), "  信贷业务");
	assert_caret(0, 0);
	struct rect r = {1, 2, 1, 8};
	assert_true(edit_click(&ed, r, 1, 2 + 3));
	assert_int_equal(ed.caret, 3);
	assert_false(edit_click(&ed, r, 2, 2));
	canvas_clear(c);
	edit_draw(&ed, c, r, false);
	str_clear(&dump);
	canvas_dump_row(c, 1, &dump);
	assert_string_equal(str_text(&dump), "  信贷业…");
}

static void test_ambiguous_widths(void **state)
{
	start(0, 0, "①②—");
	drawn(1, 20, 0);
	assert_caret(0, 3);
	width_set_mode(WIDTH_WIDE);
	start(0, 0, "①②—");
	drawn(1, 20, 0);
	assert_caret(0, 6);
	start(EDIT_LINES, 0, "①②③④⑤⑥");
	assert_string_equal(drawn(3, 9, 0), "  ①②③④");
	width_set_mode(WIDTH_SUBSTITUTE);
	start(0, 0, "①");
	assert_string_equal(drawn(1, 20, 0), "  (1)");
	assert_caret(0, 3);
	assert_string_equal(edit_text(&ed), "①");
}

static void test_marks_for_format_characters(void **state)
{
	start(EDIT_LINES, 0, "信\u200B贷");
	assert_string_equal(drawn(2, 20, 0), "  信<200B>贷");
	assert_caret(0, 10);
	assert_int_equal(canvas_cell(c, 1, 4)->role, ROLE_MARK);
	assert_int_equal(canvas_cell(c, 1, 9)->role, ROLE_MARK);
	assert_int_equal(canvas_cell(c, 1, 10)->role, ROLE_FOCUS);
	act(EDIT_LEFT);
	drawn(2, 20, 0);
	assert_caret(0, 8);
	act(EDIT_LEFT);
	drawn(2, 20, 0);
	assert_caret(0, 2);
	struct rect r = {1, 2, 2, 20};
	edit_click(&ed, r, 1, 2 + 5); /* inside the mark */
	assert_int_equal(ed.caret, 3);
	act(EDIT_DELETE);
	assert_string_equal(edit_text(&ed), "信贷");
	start(EDIT_LINES, 0, "\U0001F468\u200D\U0001F469"); /* a joiner that joins stays unseen */
	assert_string_equal(drawn(2, 20, 0), "  \U0001F468\U0001F469");
	start(0, 0, "信\u200D");
	assert_string_equal(drawn(1, 20, 0), "  信<200D>");
	assert_caret(0, 8);
}

static void test_secret_shows_nothing(void **state)
{
	start(EDIT_SECRET, 0, "");
	commit("四个词的口令");
	assert_string_equal(drawn(1, 20, 0), "");
	assert_caret(0, 0);
	assert_string_equal(edit_text(&ed), "四个词的口令");
	assert_false(edit_do(&ed, EDIT_LEFT, 1));
	act(EDIT_BACKSPACE);
	assert_string_equal(edit_text(&ed), "四个词的口");
	assert_false(edit_can_undo(&ed));
	const char *had = ed.text.s;
	struct err e = {0};
	char *much = mem_alloc(3000);
	memset(much, 'x', 200);
	assert_int_equal(edit_insert(&ed, much, 200, true, &e), 0);
	memset(much, 'x', 2999);
	assert_int_equal(edit_insert(&ed, much, 2999, true, &e), -1);
	assert_ptr_equal(ed.text.s, had); /* never moved, so no copy lies about */
	edit_set(&ed, "");
	for (size_t i = 0; i < ed.text.cap; i++)
		assert_int_equal(had[i], 0);
	mem_free(much);
}

static void test_drafts_and_outside(void **state)
{
	struct err e = {0};

	start(EDIT_LINES, 0, "已存");
	assert_false(edit_changed(&ed));
	assert_int_equal(edit_restore(&ed, "草稿", 6, &e), 0);
	assert_true(edit_changed(&ed));
	act(EDIT_UNDO);
	assert_false(edit_changed(&ed));
	AUTO(mem_free_auto) char *out = edit_take(&ed);
	assert_string_equal(out, "已存");
	assert_int_equal(edit_replace(&ed, "改过\r\n两行\r\n", strlen("改过\r\n两行\r\n"), &e), 0);
	assert_string_equal(edit_text(&ed), "改过\n两行");
	assert_int_equal(edit_replace(&ed, "\xFF", 1, &e), -1);
	assert_string_equal(edit_text(&ed), "改过\n两行");
	edit_mark_saved(&ed);
	assert_false(edit_changed(&ed));
	act(EDIT_UNDO);
	assert_string_equal(edit_text(&ed), "已存");
	assert_true(edit_changed(&ed));
}

static void test_resize_keeps_text_and_caret(void **state)
{
	start(EDIT_LINES, 0, "信贷业务风险点体现，部分从业人员业务技能");
	edit_do(&ed, EDIT_LEFT, 4);
	size_t caret = ed.caret;
	for (int cols = 1; cols < 60; cols++) {
		drawn(3, cols, 0);
		assert_int_equal(ed.caret, caret);
		int row, col;
		assert_true(canvas_caret_at(c, &row, &col));
		assert_in_range(col, 2, 2 + cols - 1);
	}
}

static void test_rows_are_in_order(void **state)
{
	const struct cmd *const tables[] = {edit_cmds, NULL};

	assert_int_equal(cmd_check(tables, &dump), 0);
}

#define T(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)
static const struct CMUnitTest tests[] = {
	T(types_and_erases_clusters), T(neighbours_become_nfc), T(one_commit_is_one_step),
	T(erasing_is_one_step), T(a_new_change_ends_redo), T(refuses_what_is_no_text),
	T(paste_into_one_line), T(limit), T(words), T(kill), T(soft_wrap_and_caret), T(scrolls_to_the_caret),
	T(field_scrolls_by_clusters), T(ambiguous_widths), T(marks_for_format_characters),
	T(secret_shows_nothing), T(drafts_and_outside), T(resize_keeps_text_and_caret), T(rows_are_in_order),
};
TEST_MAIN(tests)
