/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "base/width.h"
#include "ui/base/canvas.h"

#include <string.h>

static struct canvas *c;
static struct str dump;

static int set_up(void **state)
{
	width_set_mode(WIDTH_NARROW);
	c = canvas_new(5, 20);
	return 0;
}

static int tear_down(void **state)
{
	canvas_free(&c);
	canvas_free(&c);
	str_done(&dump);
	return 0;
}

static const char *row(int r)
{
	str_clear(&dump);
	canvas_dump_row(c, r, &dump);
	return str_text(&dump);
}

/* No cell may hold half a character. */
static void check_halves(void)
{
	for (int r = 0; r < canvas_rows(c); r++)
		for (int k = 0; k < canvas_cols(c); k++) {
			const struct cell *cell = canvas_cell(c, r, k);
			if (cell->half == CELL_LEFT)
				assert_true(k + 1 < canvas_cols(c) && cell[1].half == CELL_RIGHT);
			if (cell->half == CELL_RIGHT)
				assert_true(k > 0 && cell[-1].half == CELL_LEFT && !*cell->text);
			assert_true(cell->half != CELL_LEFT || *cell->text);
		}
}

static void test_put_cuts_and_pads(void **state)
{
	canvas_put(c, 0, 0, 20, ROLE_TEXT, "xxxxxxxxxxxxxxxxxxxx");
	assert_int_equal(canvas_put(c, 0, 2, 5, ROLE_STRONG, "信贷业务"), 4);
	assert_string_equal(row(0), "xx信贷 xxxxxxxxxxxxx");
	assert_int_equal(canvas_cell(c, 0, 6)->role, ROLE_STRONG);
	assert_int_equal(canvas_cell(c, 0, 7)->role, ROLE_TEXT);
	assert_int_equal(canvas_put(c, 1, 0, 0, ROLE_TEXT, "信贷"), 0);
	assert_int_equal(canvas_put(c, 1, 18, -1, ROLE_TEXT, "abc"), 2);
	assert_int_equal(canvas_put(c, 1, 0, 4, ROLE_TEXT, NULL), 0);
	check_halves();
}

static void test_add_does_not_pad(void **state)
{
	canvas_put(c, 0, 0, 20, ROLE_TEXT, "xxxxxxxxxx");
	assert_int_equal(canvas_add(c, 0, 0, 20, ROLE_TEXT, "信"), 2);
	assert_string_equal(row(0), "信xxxxxxxx");
}

static void test_right_and_cut(void **state)
{
	assert_int_equal(canvas_put_right(c, 0, 0, 8, ROLE_TEXT, "12.50元"), 7);
	assert_string_equal(row(0), " 12.50元");
	canvas_put_cut(c, 1, 0, 8, ROLE_TEXT, "信贷业务风险");
	assert_string_equal(row(1), "信贷业…");
	canvas_put_cut(c, 2, 0, 8, ROLE_TEXT, "信贷业务");
	assert_string_equal(row(2), "信贷业务");
}

/* A cut on the canvas is the cut of the text floor, whatever the text and the mode. */
static void test_cuts_as_the_text_floor(void **state)
{
	static const char *const pieces[] = {
		"a", "中", "。", "\u0301", "\u200D", "①", "—", "\t", "\x1B", "\U0001F468\u200D\U0001F469",
		"\xFF", "か\u3099", "\uE000", "é",
	};
	AUTO(str_done) struct str in = {0};
	AUTO(str_done) struct str want = {0};
	AUTO(canvas_free) struct canvas *other = canvas_new(5, 20);
	unsigned seed = 7;

	for (int round = 0; round < 20000; round++) {
		str_clear(&in);
		str_clear(&want);
		for (int i = round % 14; i >= 0; i--) {
			seed = seed * 1103515245U + 12345U;
			str_add(&in, pieces[(seed >> 16) % ARRAY_LEN(pieces)]);
		}
		width_set_mode((enum width_mode)(round % 3));
		int cols = round % 17;
		width_ellipsis(in.s, cols, &want);
		canvas_put(other, 0, 1, cols, ROLE_STRONG, str_text(&want));
		canvas_put_cut(c, 0, 1, cols, ROLE_STRONG, in.s);
		assert_true(canvas_same(c, other));
		canvas_clear(c);
		canvas_clear(other);
	}
}

static void test_half_overwrites_blank_the_other_half(void **state)
{
	canvas_put(c, 0, 0, 12, ROLE_TEXT, "一二三四五六");
	canvas_put(c, 0, 3, 3, ROLE_TEXT, "abc");
	assert_string_equal(row(0), "一 abc四五六");
	canvas_put(c, 0, 7, 1, ROLE_TEXT, "x");
	assert_string_equal(row(0), "一 abc x五六");
	canvas_put(c, 0, 9, 2, ROLE_TEXT, "七");
	assert_string_equal(row(0), "一 abc x 七");
	check_halves();
}

static void test_marks_stay_with_their_base(void **state)
{
	assert_int_equal(canvas_put(c, 0, 0, 20, ROLE_TEXT, "か\u3099e\u0301x"), 4);
	assert_string_equal(canvas_cell(c, 0, 0)->text, "か\u3099");
	assert_string_equal(canvas_cell(c, 0, 2)->text, "e\u0301");
	assert_string_equal(canvas_cell(c, 0, 3)->text, "x");
	canvas_put(c, 1, 0, 20, ROLE_TEXT, "\u0301x");
	assert_string_equal(canvas_cell(c, 1, 0)->text, "x");
	canvas_put(c, 2, 0, 20, ROLE_TEXT, "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307b");
	assert_string_equal(canvas_cell(c, 2, 0)->text, "a\u0301\u0302\u0303\u0304");
	assert_string_equal(canvas_cell(c, 2, 1)->text, "b");
}

static void test_one_spacing_character_per_cell(void **state)
{
	assert_int_equal(canvas_put(c, 0, 0, 20, ROLE_TEXT, "\U0001F468\u200D\U0001F469!"), 5);
	assert_string_equal(canvas_cell(c, 0, 0)->text, "\U0001F468");
	assert_string_equal(canvas_cell(c, 0, 2)->text, "\U0001F469");
	assert_int_equal(canvas_put(c, 1, 0, 20, ROLE_TEXT, "\U0001F1E8\U0001F1F3"), 2);
	assert_string_equal(canvas_cell(c, 1, 1)->text, "\U0001F1F3");
}

static void test_controls_are_harmless(void **state)
{
	canvas_put(c, 0, 0, 20, ROLE_TEXT, "a\x1b[31mb\u202Ec\nd\te");
	const char *text = row(0);
	assert_null(strchr(text, '\x1b'));
	assert_null(strstr(text, "\u202E"));
	assert_string_equal(text, "a^[[31mbc d     e");
	canvas_put(c, 1, 0, 20, ROLE_TEXT, "a\xff\xfe中");
	assert_non_null(strstr(row(1), "中"));
	check_halves();
}

static void test_modes(void **state)
{
	width_set_mode(WIDTH_WIDE);
	assert_int_equal(canvas_put(c, 0, 0, 6, ROLE_TEXT, "①—甲"), 6);
	assert_string_equal(row(0), "①—甲");
	width_set_mode(WIDTH_SUBSTITUTE);
	assert_int_equal(canvas_put(c, 1, 0, 8, ROLE_TEXT, "①甲"), 5);
	assert_string_equal(row(1), "(1)甲");
	width_set_mode(WIDTH_NARROW);
	assert_int_equal(canvas_put(c, 2, 0, 6, ROLE_TEXT, "①—甲"), 4);
	check_halves();
}

static void test_clip(void **state)
{
	struct rect former = canvas_clip(c, (struct rect){1, 3, 2, 5});

	assert_int_equal(former.rows, 5);
	canvas_put(c, 0, 0, 20, ROLE_TEXT, "outside");
	canvas_put(c, 1, 0, 20, ROLE_TEXT, "一二三四五六");
	canvas_put(c, 2, -4, 20, ROLE_TEXT, "一二三四五六");
	canvas_box(c, (struct rect){0, 0, 5, 20}, ROLE_FRAME);
	canvas_clip(c, former);
	assert_string_equal(row(0), "");
	assert_string_equal(row(1), "    三四");
	assert_string_equal(row(2), "    五六");
	check_halves();
}

static void test_lines_join(void **state)
{
	canvas_box(c, (struct rect){0, 0, 5, 9}, ROLE_FRAME);
	canvas_hline(c, 2, 0, 9, ROLE_FRAME);
	canvas_vline(c, 0, 4, 5, ROLE_FRAME);
	assert_string_equal(row(0), "+---+---+");
	assert_string_equal(row(1), "|   |   |");
	assert_string_equal(row(2), "+---+---+");
	assert_int_equal(canvas_cell(c, 2, 4)->lines, CANVAS_UP | CANVAS_DOWN | CANVAS_LEFT | CANVAS_RIGHT);
	assert_int_equal(canvas_cell(c, 0, 4)->lines, CANVAS_DOWN | CANVAS_LEFT | CANVAS_RIGHT);
	assert_int_equal(canvas_cell(c, 2, 0)->lines, CANVAS_UP | CANVAS_DOWN | CANVAS_RIGHT);
	canvas_put(c, 2, 4, 1, ROLE_TEXT, "x");
	assert_string_equal(row(2), "+---x---+");
	canvas_put(c, 1, 1, 3, ROLE_TEXT, "一二");
	assert_string_equal(row(1), "|一 |   |");
}

static void test_mark_takes_whole_characters(void **state)
{
	canvas_put(c, 0, 0, 6, ROLE_TEXT, "一二三");
	canvas_mark(c, 0, 3, 3, ROLE_HIT);
	for (int k = 0; k < 8; k++)
		assert_int_equal(canvas_cell(c, 0, k)->role, k >= 2 && k <= 5 ? ROLE_HIT : ROLE_TEXT);
	canvas_mark(c, 9, 0, 3, ROLE_HIT);
}

static void test_caret(void **state)
{
	int r, k;

	assert_false(canvas_caret_at(c, &r, &k));
	canvas_caret(c, 3, 8);
	assert_true(canvas_caret_at(c, &r, &k));
	assert_int_equal(r, 3);
	assert_int_equal(k, 8);
	canvas_caret(c, 99, 8);
	assert_true(canvas_caret_at(c, &r, &k) && r == 3);
	canvas_no_caret(c);
	assert_false(canvas_caret_at(c, &r, &k));
}

static void test_sizes(void **state)
{
	canvas_resize(c, 1, 1);
	canvas_put(c, 0, 0, -1, ROLE_TEXT, "信");
	assert_string_equal(row(0), "");
	canvas_resize(c, 0, -5);
	assert_int_equal(canvas_rows(c), 1);
	assert_int_equal(canvas_cols(c), 1);
}

static void test_copy_and_same(void **state)
{
	struct canvas *d = canvas_new(1, 1);

	canvas_put(c, 0, 0, 6, ROLE_TEXT, "一二三");
	canvas_caret(c, 1, 1);
	assert_false(canvas_same(c, d));
	canvas_copy(d, c);
	assert_true(canvas_same(c, d));
	canvas_mark(d, 0, 0, 1, ROLE_HIT);
	assert_false(canvas_same(c, d));
	canvas_free(&d);
}

static void test_rects(void **state)
{
	struct rect r = {2, 3, 10, 20}, m = rect_middle(r, 4, 6), i = rect_inside((struct rect){0, 0, 1, 1});

	assert_true(m.row == 5 && m.col == 10 && m.rows == 4 && m.cols == 6);
	assert_true(i.rows == 0 && i.cols == 0);
	assert_int_equal(rect_rows(r, 8, 5).rows, 2);
	assert_int_equal(rect_rows(r, 12, 5).rows, 0);
	assert_int_equal(rect_cols(r, 5, -1).cols, 15);
	assert_int_equal(rect_middle(r, 99, 99).rows, 10);
	assert_true(rect_holds(r, 2, 3) && !rect_holds(r, 12, 3));
}

static void test_dump_of_roles(void **state)
{
	canvas_resize(c, 2, 4);
	canvas_put(c, 0, 0, 2, ROLE_BAD, "x");
	str_clear(&dump);
	canvas_dump_roles(c, &dump);
	assert_string_equal(str_text(&dump), "bb..\n....\n");
	str_clear(&dump);
	canvas_dump(c, &dump);
	assert_string_equal(str_text(&dump), "x\n\n");
}

/* Whatever is put wherever, no half is left and the text comes out in the columns that were said. */
static void test_random_puts(void **state)
{
	static const char *const texts[] = {"一二三四五", "a",  "abc 信x",  "か\u3099", "①②",
					    "…",          "\t", "e\u0301e", "",         "　"};
	unsigned seed = 7;

	for (int i = 0; i < 20000; i++) {
		seed = seed * 1103515245u + 12345u;
		unsigned r = seed >> 8;
		width_set_mode((enum width_mode)(r / 4096 % 3));
		canvas_put(c, (int)(r % 5), (int)(r / 5 % 23) - 2, (int)(r / 115 % 9), ROLE_TEXT,
			   texts[r / 1035 % 10]);
		if (r % 7 == 0)
			canvas_box(c, (struct rect){(int)(r % 3), (int)(r % 11), 3, 6}, ROLE_FRAME);
		check_halves();
	}
	width_set_mode(WIDTH_NARROW);
}

#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
static void test_raw_cells(void **state)
{
	width_set_mode(WIDTH_WIDE);
	canvas_raw(c, 0, 1, ROLE_TEXT, "—①\U00031350|");
	canvas_raw(c, 1, 18, ROLE_TEXT, "abc");  /* cut */
	canvas_raw(c, 5, 0, ROLE_TEXT, "abc");   /* outside */
	canvas_raw(c, 1, -1, ROLE_TEXT, "xyz");  /* begins outside */
	width_set_mode(WIDTH_NARROW);
	assert_string_equal(row(0), " —①\U00031350|");
	assert_string_equal(row(1), "yz                ab");
	assert_true(canvas_cell(c, 0, 2)->raw);
	assert_int_equal(canvas_cell(c, 0, 2)->half, CELL_NARROW);
	assert_false(canvas_cell(c, 0, 5)->raw);
	canvas_put(c, 0, 0, 8, ROLE_TEXT, "中文");
	assert_string_equal(row(0), "中文");
	assert_false(canvas_cell(c, 0, 1)->raw);
	check_halves();
}

static const struct CMUnitTest tests[] = {
	T(test_put_cuts_and_pads),
	T(test_add_does_not_pad),
	T(test_right_and_cut),
	T(test_cuts_as_the_text_floor),
	T(test_half_overwrites_blank_the_other_half),
	T(test_marks_stay_with_their_base),
	T(test_one_spacing_character_per_cell),
	T(test_controls_are_harmless),
	T(test_modes),
	T(test_clip),
	T(test_lines_join),
	T(test_mark_takes_whole_characters),
	T(test_caret),
	T(test_sizes),
	T(test_copy_and_same),
	T(test_rects),
	T(test_dump_of_roles),
	T(test_random_puts),
	T(test_raw_cells),
};
TEST_MAIN(tests)
