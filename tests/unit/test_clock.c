/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/clock.h"

#include <string.h>

static void test_every_day_of_three_centuries_round_trips(void **state)
{
	char text[DAY_TEXT];
	int expected = day_from(1900, 1, 1), back;
	for (int y = 1900; y <= 2199; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= 31; d++) {
				int day = day_from(y, m, d);
				if (day == CLOCK_NO_DAY)
					continue;
				assert_int_equal(day, expected++);
				assert_true(day_parse(day_format(day, text), &back));
				assert_int_equal(back, day);
			}
	assert_int_equal(day_from(1970, 1, 1), 0);
	assert_int_equal(day_from(2026, 2, 29), CLOCK_NO_DAY);
}

static void test_forms_that_people_write(void **state)
{
	const char *const good[] = {"2026-11-23", "2026/11/23", "2026.11.23", "2026年11月23日", "20261123"};
	const char *const bad[] = {"", "2026-11", "2026-13-01", "2026-11-23x", " 2026-11-23", "46349", "2026-02-30"};
	int day;
	for (size_t i = 0; i < 5; i++) {
		assert_true(day_parse(good[i], &day));
		assert_int_equal(day, day_from(2026, 11, 23));
	}
	assert_true(day_parse("2026-1-2", &day));
	for (size_t i = 0; i < 7; i++)
		assert_false(day_parse(bad[i], &day));
	assert_false(day_parse(NULL, &day));
}

static void test_weekday_and_months(void **state)
{
	assert_int_equal(day_weekday(day_from(2026, 11, 23)), 1);
	assert_int_equal(day_weekday(day_from(1969, 12, 28)), 7);
	assert_int_equal(day_add_months(day_from(2024, 1, 31), 1), day_from(2024, 2, 29));
	assert_int_equal(day_add_months(day_from(2026, 3, 15), -12), day_from(2025, 3, 15));
}

static void test_times_are_in_china(void **state)
{
	char text[TIME_TEXT];
	assert_string_equal(time_format_iso(1795363200, text), "2026-11-23T00:00:00+08:00");
	assert_string_equal(time_format(1795363200 + 24 * 3600 - 60, text), "2026-11-23 23:59");
	assert_string_equal(time_format(0, text), "");
	for (int i = 0; i < 2; i++) { /* what a damaged store names is no date, and breaks nothing */
		int64_t far = i ? INT64_MAX : INT64_MIN;
		assert_true(strlen(time_format_iso(far, text)) > 15);
		assert_true(strlen(time_format(far, text)) > 10);
		assert_int_equal(day_of_time(far), i ? 4000000 : -4000000);
	}
	assert_int_equal(day_of_time(1795363200), day_from(2026, 11, 23));
	assert_int_equal(day_of_time(1795363200 - 1), day_from(2026, 11, 22));
	assert_int_equal(time_from_day(day_from(2026, 11, 23)), 1795363200);
	assert_int_equal(day_of_time(time_from_day(-1)), -1);
}

static void test_fixed_clock_steps(void **state)
{
	struct clock c = {0};
	clock_fix(&c, 1000, 5);
	assert_int_equal(clock_now(&c), 1000);
	assert_int_equal(clock_now(&c), 1005);
	assert_int_equal(clock_today(&c), 0);
	clock_set_today(&c, day_from(2020, 2, 2));
	assert_int_equal(clock_today(&c), day_from(2020, 2, 2));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_every_day_of_three_centuries_round_trips),
	cmocka_unit_test(test_forms_that_people_write),
	cmocka_unit_test(test_weekday_and_months),
	cmocka_unit_test(test_times_are_in_china),
	cmocka_unit_test(test_fixed_clock_steps),
};
TEST_MAIN(tests)
