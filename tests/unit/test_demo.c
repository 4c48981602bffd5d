/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/msg.h"
#include "cli/demo.h"
#include "domain/register.h"
#include "domain/session.h"
#include "store/verify.h"

#include <string.h>

static void make(struct desk *d, int today)
{
	struct err e = {0};

	memset(d, 0, sizeof *d);
	clock_fix(&d->clock, (int64_t)today * 86400, 0);
	if (desk_open(d, "nowhere", DESK_MEMORY, &e) || demo_make(d, NULL, NULL, &e))
		fail_msg("%s", e.text);
}

static void sessions(struct desk *d, struct session_list *list)
{
	struct session_filter f = {0};
	struct err e = {0};

	assert_int_equal(session_list_load(d->db, &f, list, &e), 0);
}

static void test_the_same_day_gives_the_same_county(void **state)
{
	AUTO(desk_close) struct desk a = {0};
	AUTO(desk_close) struct desk b = {0};
	AUTO(session_list_done) struct session_list x = {0}, y = {0};
	int today = day_from(2026, 11, 23);

	(void)state;
	make(&a, today);
	make(&b, today);
	sessions(&a, &x);
	sessions(&b, &y);
	assert_int_equal(x.n, y.n);
	assert_true(x.n > 20);
	for (size_t i = 0; i < x.n; i++) {
		assert_string_equal(x.v[i].id, y.v[i].id);
		assert_int_equal(x.v[i].opened_at, y.v[i].opened_at);
		assert_int_equal(x.v[i].sealed_at, y.v[i].sealed_at);
		assert_int_equal(x.v[i].findings, y.v[i].findings);
		assert_true(day_of_time(x.v[i].opened_at) < today);
		assert_true(day_of_time(x.v[i].sealed_at) < today);
	}
	assert_int_equal(clock_today(&a.clock), today);
}

/* A year, every finding of county.rec in it, one session half done, and all of it sound. */
static void test_what_is_in_it(void **state)
{
	AUTO(desk_close) struct desk d = {0};
	AUTO(session_list_done) struct session_list list = {0};
	struct verify_result result;
	struct err e = {0};
	int open = 0, findings = 0;

	(void)state;
	make(&d, day_from(2026, 11, 23));
	sessions(&d, &list);
	for (size_t i = 0; i < list.n; i++) {
		open += list.v[i].state == SESSION_OPEN;
		findings += list.v[i].findings;
		assert_true(list.v[i].state == SESSION_SEALED || list.v[i].state == SESSION_OPEN);
	}
	assert_int_equal(open, 1);
	assert_int_equal(findings, 3 + 4 + 1 + 2 + 4);
	assert_int_equal(day_of_time(list.v[list.n - 1].opened_at), day_from(2025, 11, 12));
	assert_int_equal(verify_store(d.db, &domain_kinds, &(struct verify_options){0}, &result, &e), 0);
	assert_int_equal(result.verdict, VERIFY_SOUND);
}

/* The first of a month, leap days, the turn of a year. */
static void test_any_day_will_do(void **state)
{
	static const int days[][3] = {{2026, 1, 1}, {2028, 2, 29}, {2027, 3, 31}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(days); i++) {
		AUTO(desk_close) struct desk d = {0};
		AUTO(session_list_done) struct session_list list = {0};
		int today = day_from(days[i][0], days[i][1], days[i][2]);
		make(&d, today);
		sessions(&d, &list);
		assert_true(list.n > 20);
		assert_true(day_of_time(list.v[0].opened_at) < today);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_same_day_gives_the_same_county),
	cmocka_unit_test(test_what_is_in_it),
	cmocka_unit_test(test_any_day_will_do),
};
TEST_MAIN(tests)
