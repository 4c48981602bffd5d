/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/err.h"

#include <string.h>

static void test_set_keeps_code_and_sentence(void **state)
{
	struct err e = {0};
	assert_int_equal(err_set(&e, ERR_BUSY, "%s 忙", "甲"), -1);
	assert_int_equal(e.code, ERR_BUSY);
	assert_string_equal(e.text, "甲 忙");
	err_clear(&e);
	assert_int_equal(e.code, ERR_NONE);
	assert_string_equal(e.text, "");
}

static void test_long_sentence_is_cut_at_a_character(void **state)
{
	struct err e = {0};
	char text[1000] = "";
	for (int i = 0; i < 300; i++)
		strcat(text, "信");
	for (int lead = 0; lead < 3; lead++) {
		err_set(&e, ERR_IO, "%.*s%s", lead, "abc", text);
		size_t n = strlen(e.text);
		assert_int_equal((n - (size_t)lead) % 3, 0);
		assert_true(n >= sizeof e.text - 4);
	}
}

static void test_prefix_names_the_thing(void **state)
{
	struct err e = {0};
	err_set(&e, ERR_INPUT, "坏");
	assert_int_equal(err_prefix(&e, "credit.rec"), -1);
	assert_string_equal(e.text, "credit.rec: 坏");
	assert_int_equal(e.code, ERR_INPUT);
}

static void test_exit_codes(void **state)
{
	struct err e = {0};
	assert_int_equal(err_exit_code(&e), 0);
	err_set(&e, ERR_DENIED, "x");
	assert_int_equal(err_exit_code(&e), 5);
	err_set(&e, ERR_BUSY, "x");
	assert_int_equal(err_exit_code(&e), 4);
	err_set(&e, ERR_CANCELLED, "x");
	assert_int_equal(err_exit_code(&e), 130);
}

static void test_what_ends_the_work(void **state)
{
	struct err e = {0};
	err_set(&e, ERR_CANCELLED, "x");
	assert_true(err_ends_work(&e));
	err_set(&e, ERR_IO, "x");
	assert_true(err_ends_work(&e));
	err_set(&e, ERR_DAMAGED, "x");
	assert_false(err_ends_work(&e));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_set_keeps_code_and_sentence),
	cmocka_unit_test(test_long_sentence_is_cut_at_a_character),
	cmocka_unit_test(test_prefix_names_the_thing),
	cmocka_unit_test(test_what_ends_the_work),
	cmocka_unit_test(test_exit_codes),
};
TEST_MAIN(tests)
