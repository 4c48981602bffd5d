/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "base/str.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static void test_build_insert_remove(void **state)
{
	struct str s = {0};
	assert_string_equal(str_text(&s), "");
	str_add(&s, "甲");
	str_addf(&s, "%d", 42);
	str_insert(&s, 3, "-", 1);
	assert_string_equal(str_text(&s), "甲-42");
	str_remove(&s, 0, 4);
	assert_string_equal(str_text(&s), "42");
	char *taken = str_take(&s);
	assert_string_equal(taken, "42");
	assert_null(s.s);
	str_done(&s);
	free(taken);
}

static void test_numbers_are_whole(void **state)
{
	long long n = 7;
	assert_true(str_to_int("12", 0, 99, &n));
	assert_int_equal(n, 12);
	assert_true(str_to_int("-3", -5, 5, &n));
	const char *const bad[] = {"", " 1", "1 ", "1x", "100", "+1", "0x10", "99999999999999999999", NULL};
	for (size_t i = 0; bad[i]; i++)
		assert_false(str_to_int(bad[i], 0, 99, &n));
	assert_false(str_to_int(NULL, 0, 99, &n));
	assert_int_equal(n, -3);
}

static void test_from_int(void **ctx)
{
	static const long long all[] = {0, 7, 10, 2000, -1, -305, LLONG_MAX, LLONG_MIN};

	(void)ctx;
	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		char out[STR_INT], want[STR_INT];
		snprintf(want, sizeof want, "%lld", all[i]);
		assert_string_equal(str_from_int(all[i], out), want);
	}
}

static void test_hex_both_ways(void **state)
{
	struct str s = {0};
	unsigned char back[3];
	str_add_hex(&s, "\x00\xab\xff", 3);
	assert_string_equal(str_text(&s), "00abff");
	assert_true(str_from_hex("00abff", back, 3));
	assert_memory_equal(back, "\x00\xab\xff", 3);
	assert_false(str_from_hex("00abf", back, 3));
	assert_false(str_from_hex("00ABFF", back, 3));
	str_done(&s);
}

static void test_distance(void **state)
{
	assert_int_equal(str_distance("verify", "verify"), 0);
	assert_int_equal(str_distance("verfy", "verify"), 1);
	assert_int_equal(str_distance("", "abc"), 3);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_build_insert_remove),
	cmocka_unit_test(test_numbers_are_whole),
	cmocka_unit_test(test_from_int),
	cmocka_unit_test(test_hex_both_ways),
	cmocka_unit_test(test_distance),
};
TEST_MAIN(tests)
