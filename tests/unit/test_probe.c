/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "ui/base/probe.h"

#include <string.h>

static bool answer(struct probe *p, const char *bytes)
{
	return probe_answer(p, bytes, strlen(bytes));
}

static void test_whole_answer(void **state)
{
	struct probe p = {0};

	assert_true(answer(&p, "\033[2;3R\033[2;2R\033[2;3R\033[2;3R\033[2;1R\033[2;2R\033[?62;1;2c"));
	assert_true(p.answered);
	assert_int_equal(p.cols[PROBE_AMBIGUOUS], 2);
	assert_int_equal(p.cols[PROBE_LINE], 1);
	assert_int_equal(p.cols[PROBE_EXT_I], 2);
	assert_int_equal(p.cols[PROBE_EXT_J], -1); /* dropped by the terminal */
	assert_int_equal(p.rest.n, 0);
	probe_done(&p);
}

static void test_keys_in_between_are_kept(void **state)
{
	struct probe p = {0};

	assert_true(answer(&p, "ab\033[2;2R\033[A中\033[2;2R\033[1;3R\033[?6cx\033"));
	assert_false(p.answered);
	assert_int_equal(p.cols[PROBE_LINE], 1);
	assert_int_equal(p.cols[PROBE_EXT_H], 0);
	assert_string_equal(str_text(&p.rest), "ab\033[A中\033[1;3Rx\033");
	probe_done(&p);
}

static void test_half_answers(void **state)
{
	struct probe p = {0};
	static const char whole[] = "\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[?6c";

	for (size_t n = 0; n < sizeof whole - 1; n++)
		assert_false(probe_answer(&p, whole, n));
	assert_true(probe_answer(&p, whole, sizeof whole - 1));
	assert_true(p.answered);
	probe_done(&p);
}

static void test_question_ends_with_device_attributes(void **state)
{
	struct str s = {0};

	probe_question(&s);
	assert_non_null(strstr(s.s, "\033[2;1H"));
	assert_true(strstr(s.s, "\033[c") > strstr(s.s, "\033[6n"));
	str_done(&s);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_whole_answer),
	cmocka_unit_test(test_keys_in_between_are_kept),
	cmocka_unit_test(test_half_answers),
	cmocka_unit_test(test_question_ends_with_device_attributes),
};
TEST_MAIN(tests)
