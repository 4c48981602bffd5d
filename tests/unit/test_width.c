/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "base/text.h"
#include "base/width.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <uniwidth.h>

static int narrow_again(void **state)
{
	width_set_mode(WIDTH_NARROW);
	width_set_missing(0);
	return 0;
}

static int cols(uint32_t c, enum width_mode mode)
{
	width_set_mode(mode);
	return width_char(c);
}

/* Exactly the ambiguous ones change with the mode, and the others are as libunistring has them but for the
 * known ones. */
static void test_one_bit_decides_the_ambiguous(void **state)
{
	size_t changed = 0, private_use = 0;

	for (uint32_t c = 0xA0; c < 0x110000; c++) {
		int one = cols(c, WIDTH_NARROW), two = cols(c, WIDTH_WIDE);
		bool private = (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
		if (one != two) {
			assert_true(one == 1 && two == 2);
			*(private ? &private_use : &changed) += 1;
		} else if (one != uc_width(c, "UTF-8")) {
			bool listed = (c >= 0x3248 && c <= 0x324F) || (c >= 0x4DC0 && c <= 0x4DFF);
			assert_true(one == 0 || (listed && one == 2));
		}
	}
	assert_int_equal(changed, 894); /* 902 without marks, 8 of them wide everywhere (measured in xterm and tmux) */
	assert_int_equal(private_use, 6400 + 2 * 65534);
}

static void test_known_columns(void **state)
{
	static const struct {
		uint32_t c;
		int narrow, wide;
	} rows[] = {
		{'a', 1, 1},         {0x20, 1, 1},      {0xA0, 1, 1},       {0xB7, 1, 2},       {0xAD, 0, 0},
		{0x300, 0, 0},       {0x2014, 1, 2},    {0x2026, 1, 2},     {0x2460, 1, 2},     {0x2502, 1, 2},
		{0x3000, 2, 2},      {0x3001, 2, 2},    {0x303F, 1, 1},     {0x3099, 0, 0},     {0x3248, 2, 2},
		{0x4DC0, 2, 2},      {0x4E00, 2, 2},    {0x9FFF, 2, 2},     {0xAC00, 2, 2},     {0x1161, 0, 0},
		{0xE000, 1, 2},      {0xFE0F, 0, 0},    {0xFF21, 2, 2},     {0xFF61, 1, 1},     {0xFFE5, 2, 2},
		{0xFFFD, 1, 2},      {0x1F600, 2, 2},   {0x1F1E8, 1, 1},    {0x20000, 2, 2},    {0x31350, 2, 2},
		{0x2EBF0, 2, 2},     {0x323B0, 2, 2},   {0xE0101, 0, 0},    {0xE0041, 0, 0},    {0x200B, 0, 0},
		{0x202E, 0, 0},      {0xFEFF, 0, 0},    {0x2028, 0, 0},     {0x1B, 2, 2},       {0x9B, 2, 2},
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		int narrow = cols(rows[i].c, WIDTH_NARROW), wide = cols(rows[i].c, WIDTH_WIDE);
		if (narrow != rows[i].narrow || wide != rows[i].wide)
			fail_msg("U+%04X: %d %d", (unsigned)rows[i].c, narrow, wide);
	}
}

/* What curses will call: the loader's wcwidth is ours, and it follows the mode. */
static void test_wcwidth_is_ours(void **state)
{
	union {
		void *found;
		int (*call)(wchar_t);
	} loaded = {dlsym(RTLD_DEFAULT, "wcwidth")};

	assert_non_null(loaded.found);
	assert_true(loaded.call == wcwidth);
	width_set_mode(WIDTH_NARROW);
	assert_int_equal(loaded.call(0x2460), 1);
	width_set_mode(WIDTH_WIDE);
	assert_int_equal(loaded.call(0x2460), 2);
	assert_int_equal(wcwidth(0), 0);
	assert_int_equal(wcwidth(0x1B), -1);
	assert_int_equal(wcwidth(0xD800), -1);
	assert_int_equal(wcwidth(-1), -1);
	assert_int_equal(wcwidth(0x323B0), 2); /* -1 in the C library: curses would send a blank */
}

static void check_display(const char *in, const char *want, int want_cols)
{
	struct str out = {0};
	int got = width_display(in, strlen(in), 0, &out);

	assert_string_equal(str_text(&out), want);
	assert_int_equal(got, want_cols);
	assert_int_equal(width_text(in), want_cols);
	assert_int_equal(width_display(in, strlen(in), 0, NULL), want_cols);
	str_done(&out);
}

static void test_display_form(void **state)
{
	check_display("信\u200B贷\u202E\u00AD", "信贷", 4);
	check_display("中\tb", "中      b", 9);
	check_display("\x1B[2J\x7F", "^[[2J^?", 7);
	check_display("\xC2\x9B" "1m", "~[1m", 4);
	check_display("a\xFFz", "a\uFFFDz", 3);
	check_display("か\u3099", "か\u3099", 2);
	check_display("葛\U000E0101", "葛\U000E0101", 2);
	check_display("❤\uFE0F", "❤", 1);
	check_display("一\u2028二", "一二", 4);
	check_display("", "", 0);
}

static void test_substitutes(void **state)
{
	width_set_mode(WIDTH_SUBSTITUTE);
	check_display("①⑳㈠", "(1)(20)㈠", 9);
	check_display("“甲”——‘乙’……", "「甲」－－『乙』......", 22);
	check_display("爱·罗○→★√", "爱・罗〇->*v", 12);
	check_display("┌─┐│", "+-+|", 4);
	check_display("±5℃", "+-5度", 5);
	check_display("Ⅳ½é", "IV1/2e\u0301", 6);
	check_display("αЖ", "azh", 3);
	check_display("\uE000", "〓", 2);
	check_display("信贷,abc", "信贷,abc", 8);
}

/* In this mode no character is left whose columns depend on the terminal, and a mode never shows a control.
 * */
static void test_substitute_leaves_nothing_ambiguous(void **state)
{
	struct str in = {0}, out = {0};

	for (uint32_t c = 1; c < 0x110000; c++) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		str_clear(&in);
		str_clear(&out);
		text_add_char(&in, c);
		width_set_mode(WIDTH_SUBSTITUTE);
		int shown = width_display(in.s, in.n, 0, &out);
		width_set_mode(WIDTH_NARROW);
		int narrow = width_n(str_text(&out), out.n);
		width_set_mode(WIDTH_WIDE);
		if (shown != narrow || narrow != width_n(str_text(&out), out.n))
			fail_msg("U+%04X is shown as %s", (unsigned)c, str_text(&out));
		for (size_t i = 0; i < out.n; i++)
			assert_true((unsigned char)out.s[i] >= 0x20 && out.s[i] != 0x7F);
	}
	str_done(&in);
	str_done(&out);
}

static void test_missing_ideographs(void **state)
{
	width_set_missing(WIDTH_EXT_J);
	check_display("\U000323B0\U00031350", "〓\U00031350", 4);
	width_set_missing(WIDTH_EXT_H | WIDTH_EXT_I);
	check_display("\U000323B0\U00031350\U0002EBF0", "\U000323B0〓〓", 6);
}

static void test_cuts(void **state)
{
	static const struct {
		void (*cut)(const char *text, int cols, struct str *out);
		const char *in;
		int cols;
		const char *want;
	} rows[] = {
		{width_clip, "信贷业务", 5, "信贷 "},      {width_clip, "信贷", 6, "信贷  "},
		{width_clip, "信贷", 1, " "},              {width_clip, "", 3, "   "},
		{width_clip, "信贷", 0, ""},               {width_right, "12.50", 8, "   12.50"},
		{width_right, "信贷业务", 5, " 信贷"},     {width_ellipsis, "信贷业务", 8, "信贷业务"},
		{width_ellipsis, "信贷业务", 7, "信贷业…"}, {width_ellipsis, "信贷业务", 6, "信贷… "},
		{width_ellipsis, "信贷", 1, "…"},          {width_ellipsis, "信贷", 0, ""},
		{width_clip, "か\u3099き", 3, "か\u3099 "}, {width_clip, "a\u200B中", 2, "a "},
	};
	struct str out = {0};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		str_clear(&out);
		rows[i].cut(rows[i].in, rows[i].cols, &out);
		assert_string_equal(str_text(&out), rows[i].want);
	}
	width_set_mode(WIDTH_WIDE);
	str_clear(&out);
	width_ellipsis("信贷业务", 7, &out);
	assert_string_equal(str_text(&out), "信贷… ");
	str_done(&out);
}

static void check_slice(const char *in, int first, int last, const char *want)
{
	struct str out = {0};
	width_slice(in, first, last, &out);
	assert_string_equal(str_text(&out), want);
	str_done(&out);
}

static void test_slice(void **state)
{
	check_slice("信贷业务", 1, 5, " 贷业");
	check_slice("信贷业务", 0, 2, "信 ");
	check_slice("信贷", 1, 2, "  ");
	check_slice("a中b", 0, 3, "a中b");
	check_slice("a", 0, 3, "a   ");
	check_slice("a", 5, 6, "  ");
	check_slice("e\u0301中", 0, 0, "e\u0301");
}

/* All cuts are exactly as wide as asked for, whatever the text. */
static void test_cuts_are_exact(void **state)
{
	static const char *const pieces[] = {
		"a", "中", "。", "\u0301", "\u200D", "①", "—", "\t", "\x1B", "\U0001F468\u200D\U0001F469",
		"\xFF", "か\u3099", "\uE000", "é",
	};
	struct str in = {0}, out = {0};
	unsigned seed = 11;

	for (int round = 0; round < 20000; round++) {
		str_clear(&in);
		for (int i = 0; i < 12; i++) {
			seed = seed * 1103515245U + 12345U;
			str_add(&in, pieces[(seed >> 16) % ARRAY_LEN(pieces)]);
		}
		width_set_mode((enum width_mode)(round % 3));
		int want = round % 17, first = round % 7;
		void (*const cuts[])(const char *, int, struct str *) = {width_clip, width_right, width_ellipsis};
		for (size_t i = 0; i < ARRAY_LEN(cuts); i++) {
			str_clear(&out);
			cuts[i](in.s, want, &out);
			assert_int_equal(width_text(str_text(&out)), want);
		}
		str_clear(&out);
		width_slice(in.s, first, first + want, &out);
		assert_int_equal(width_text(str_text(&out)), want + 1);
	}
	str_done(&in);
	str_done(&out);
}

static void check_field(const char *text, size_t caret, int width, size_t *first, const char *want, int want_col)
{
	struct str out = {0};
	int col = width_field(text, strlen(text), caret, width, first, &out);

	assert_string_equal(str_text(&out), want);
	assert_int_equal(col, want_col);
	str_done(&out);
}

static void test_field_follows_the_caret(void **state)
{
	size_t first = 0;

	check_field("信贷业务部", 0, 8, &first, "信贷业务", 0);
	check_field("信贷业务部", 9, 8, &first, "信贷业务", 6);
	check_field("信贷业务部", 12, 8, &first, "贷业务部", 6);
	check_field("信贷业务部", 15, 8, &first, "业务部  ", 6);
	check_field("信贷业务部", 6, 8, &first, "业务部  ", 0);
	check_field("信贷业务部", 3, 8, &first, "贷业务部", 0);
	check_field("信贷", 6, 8, &first, "信贷    ", 4); /* the text became shorter */
	assert_int_equal(first, 0);
	check_field("", 0, 4, &first, "    ", 0);
	check_field("信", 0, 1, &first, " ", 0);
	check_field("信", 3, 1, &first, " ", 0);
}

static void test_clicks(void **state)
{
	assert_int_equal(width_click("信贷", 6, 0), 0);
	assert_int_equal(width_click("信贷", 6, 1), 0);
	assert_int_equal(width_click("信贷", 6, 3), 3);
	assert_int_equal(width_click("信贷", 6, 4), 6);
	assert_int_equal(width_click("信贷", 6, 40), 6);
	assert_int_equal(width_click("", 0, 3), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_teardown(test_one_bit_decides_the_ambiguous, narrow_again),
	cmocka_unit_test_teardown(test_known_columns, narrow_again),
	cmocka_unit_test_teardown(test_wcwidth_is_ours, narrow_again),
	cmocka_unit_test_teardown(test_display_form, narrow_again),
	cmocka_unit_test_teardown(test_substitutes, narrow_again),
	cmocka_unit_test_teardown(test_substitute_leaves_nothing_ambiguous, narrow_again),
	cmocka_unit_test_teardown(test_missing_ideographs, narrow_again),
	cmocka_unit_test_teardown(test_cuts, narrow_again),
	cmocka_unit_test_teardown(test_slice, narrow_again),
	cmocka_unit_test_teardown(test_cuts_are_exact, narrow_again),
	cmocka_unit_test_teardown(test_field_follows_the_caret, narrow_again),
	cmocka_unit_test_teardown(test_clicks, narrow_again),
};
TEST_MAIN(tests)
