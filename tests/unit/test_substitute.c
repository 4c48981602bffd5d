/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "base/substitute.h"
#include "base/width.h"

static bool high(uint32_t c)
{
	return c >= 0x80 && !(c >= 0x300 && c <= 0x36F);
}

static const char *of(uint32_t c, struct str *out)
{
	str_clear(out);
	substitute_add(c, high, out);
	return str_text(out);
}

static void test_what_stands_for_what(void **state)
{
	AUTO(str_done) struct str s = {0};

	(void)state;
	assert_string_equal(of(0x2460, &s), "(1)");
	assert_string_equal(of(0x201C, &s), "「");
	assert_string_equal(of(0x201D, &s), "」");
	assert_string_equal(of(0x2502, &s), "|");
	assert_string_equal(of(0x2500, &s), "-");
	assert_string_equal(of(0x250C, &s), "+");
	assert_string_equal(of(0x00E9, &s), "e\u0301"); /* a mark takes no column anywhere */
	assert_string_equal(of(0x2026, &s), "...");
	assert_string_equal(of(0xE000, &s), "〓"); /* private use */
}

/* The whole point: what stands there has one width on every terminal. */
static void test_nothing_ambiguous_comes_out(void **state)
{
	AUTO(str_done) struct str s = {0};

	(void)state;
	for (uint32_t c = 0x80; c < 0x10000; c++) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		width_set_mode(WIDTH_WIDE);
		int wide = width_char(c);
		width_set_mode(WIDTH_NARROW);
		if (wide == width_char(c))
			continue; /* not ambiguous, never asked */
		of(c, &s);
		int narrow = width_text(str_text(&s));
		assert_true(s.n > 0);
		width_set_mode(WIDTH_WIDE);
		assert_int_equal(width_text(str_text(&s)), narrow);
	}
	width_set_mode(WIDTH_NARROW);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_what_stands_for_what),
	cmocka_unit_test(test_nothing_ambiguous_comes_out),
};
TEST_MAIN(tests)
