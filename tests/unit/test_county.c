/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "cli/county.h"

#include "base/clock.h"

#include <string.h>

static void test_words_of_a_list(void **state)
{
	const char *word;
	(void)state;
	assert_true(county_has("credit security", "security"));
	assert_false(county_has("credit security", "secur"));
	assert_false(county_has("", "credit"));
	assert_int_equal(county_word("a bcd e", 1, &word), 3);
	assert_int_equal(strncmp(word, "bcd", 3), 0);
	assert_int_equal(county_word("a bcd e", 3, &word), 0);
}

static void test_records_and_numbers(void **state)
{
	static const char text[] = "%rec: Person\n\nNo: 12\nPost: a\nPost: b\n\nNo: x\n";
	struct rec_file f = {0};
	struct err e = {0};
	long long n = 0;
	(void)state;
	assert_int_equal(rec_read(&f, "t", text, strlen(text), NULL, NULL, &e), 0);
	const struct rec *r = county_next(&f, "Person", NULL);
	assert_non_null(r);
	assert_true(county_number(r, "No", 1, 99, &n));
	assert_int_equal(n, 12);
	assert_false(county_number(r, "No", 1, 9, &n));
	assert_string_equal(county_nth(r, "Post", 1), "b");
	assert_string_equal(county_field(r, "None"), "");
	r = county_next(&f, "Person", r);
	assert_non_null(r);
	assert_false(county_number(r, "No", 1, 99, &n));
	assert_null(county_next(&f, "Person", r));
	rec_done(&f);
}

static void test_choices_stay_the_same(void **state)
{
	(void)state;
	assert_int_equal(county_mix("1102", "CR-0101"), county_mix("1102", "CR-0101"));
	assert_int_not_equal(county_mix("1102", "CR-0101"), county_mix("1103", "CR-0101"));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_words_of_a_list),
	cmocka_unit_test(test_records_and_numbers),
	cmocka_unit_test(test_choices_stay_the_same),
};
TEST_MAIN(tests)
