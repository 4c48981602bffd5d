/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "ui/base/press.h"

#include <string.h>

static void test_names_go_both_ways(void **state)
{
	static const char *const names[] = {
		"Esc",       "Enter",
		"Tab",       "Shift-Tab",
		"Backspace", "Del",
		"Ins",       "Up",
		"Down",      "Left",
		"Right",     "Home",
		"End",       "PgUp",
		"PgDn",      "F1",
		"F9",        "F10",
		"F12",       "Ctrl-E",
		"Ctrl-Left", "Ctrl-Alt-Shift-F5",
		"1",         "+",
		"-",         "?",
		"Space",     "/",
		"a",         "Ctrl--",
	};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct press k;
		char out[PRESS_NAME];
		assert_true(press_parse(names[i], &k));
		assert_string_equal(press_name(&k, out), names[i]);
	}
}

static void test_unknown_names(void **state)
{
	struct press k = {.code = K_UP};

	assert_false(press_parse("", &k));
	assert_false(press_parse("F13", &k));
	assert_false(press_parse("escape", &k));
	assert_false(press_parse("\xff", &k));
	assert_int_equal(k.code, K_UP);
}

static void test_full_width_counts_as_ascii(void **state)
{
	char out[PRESS_NAME];
	static const struct {
		uint32_t c;
		const char *name;
	} rows[] = {{0xFF11, "1"}, {0xFF1F, "?"}, {0xFF0F, "/"}, {0xFF1A, ":"}, {0x3002, "."}, {0xFF0B, "+"},
		    {0xFF0D, "-"}, {0x3000, "Space"}, {0x4E00, "一"}};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct press k = {.code = K_CHAR, .c = rows[i].c};
		assert_string_equal(press_name(&k, out), rows[i].name);
	}
}

static void test_text_stays_itself(void **state)
{
	char out[5];

	assert_string_equal(press_text(&(struct press){.code = K_CHAR, .c = 0xFF11}, out), "１");
	assert_string_equal(press_text(&(struct press){.code = K_CHAR, .c = 0x20000}, out), "𠀀");
	assert_string_equal(press_text(&(struct press){.code = K_CHAR, .c = 'E', .mods = K_CTRL}, out), "");
	assert_string_equal(press_text(&(struct press){.code = K_F1}, out), "");
}

static void test_lists(void **state)
{
	struct press f5 = {.code = K_F5}, one = {.code = K_CHAR, .c = 0xFF11}, paste = {.code = K_PASTE};

	assert_true(press_in(&f5, "p F5"));
	assert_true(press_in(&f5, "F5 p"));
	assert_false(press_in(&f5, "F50 xF5"));
	assert_true(press_in(&one, " 1"));
	assert_false(press_in(&one, "10 F1"));
	assert_false(press_in(&f5, ""));
	assert_false(press_in(&f5, NULL));
	assert_false(press_in(&paste, ""));
}

static void test_function_numbers(void **state)
{
	char longest[PRESS_NAME];

	assert_string_equal(press_name(&(struct press){.code = K_BACKSPACE, .mods = K_CTRL | K_ALT | K_SHIFT}, longest),
			    "Ctrl-Alt-Shift-Backspace");
	assert_int_equal(press_function(&(struct press){.code = K_F1}), 1);
	assert_int_equal(press_function(&(struct press){.code = K_F12}), 12);
	assert_int_equal(press_function(&(struct press){.code = K_F1, .mods = K_SHIFT}), 0);
	assert_int_equal(press_function(&(struct press){.code = K_PGDN}), 0);
	assert_int_equal(press_functions("F5 F10 q"), 1 << 5 | 1 << 10);
	assert_int_equal(press_functions("Esc F1"), 1 << 1);
	assert_int_equal(press_functions("F xF2 F0 F13 F110 F3x Shift-F4 Ctrl-F F"), 0);
	assert_int_equal(press_functions(""), 0);
	assert_int_equal(press_functions(NULL), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_names_go_both_ways),
	cmocka_unit_test(test_unknown_names),
	cmocka_unit_test(test_full_width_counts_as_ascii),
	cmocka_unit_test(test_text_stays_itself),
	cmocka_unit_test(test_lists),
	cmocka_unit_test(test_function_numbers),
};
TEST_MAIN(tests)
