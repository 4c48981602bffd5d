/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fixture.h"

#include "domain/waiting.h"

static int64_t at(int year, int month, int day)
{
	return (int64_t)day_from(year, month, day) * 86400 + 3600;
}

/* A self-check of 1102, opened and sealed on that day. */
static void check_on(struct fixture *f, int year, int month, int day)
{
	clock_fix(&f->clock, at(year, month, day), 30);
	fixture_open(f);
	fixture_conform(f);
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[STAFF], f->session, &f->e));
}

static void test_pending_items_of_what_is_under_way(void **state)
{
	struct fixture *f = *state;
	struct waiting_items list = {0};

	fixture_open(f);
	fixture_answer(f, "CR-0102", RESULT_PENDING, "等系统截图");
	fixture_answer(f, "CR-0101", RESULT_PENDING, "");
	fixture_answer(f, "CR-0103", RESULT_CONFORM, "");
	OK(f, waiting_items_load(f->db, "1102", 0, &list, &f->e));
	assert_int_equal(list.n, 2);
	assert_string_equal(list.v[0].item, "CR-0102"); /* since longer */
	assert_string_equal(list.v[0].note, "等系统截图");
	assert_string_equal(list.v[0].session, f->session);
	assert_string_equal(list.v[0].branch_name, "河口信用社");
	assert_string_equal(list.v[0].by_name, "李明");
	assert_true(*list.v[1].title != '\0');
	waiting_items_done(&list);
	OK(f, waiting_items_load(f->db, NULL, 1, &list, &f->e));
	assert_int_equal(list.n, 1);
	waiting_items_done(&list);
	OK(f, waiting_items_load(f->db, "1103", 0, &list, &f->e));
	assert_int_equal(list.n, 0);
	waiting_items_done(&list);
	OK(f, session_void(&f->j, &f->who[HEAD], f->session, "重复发起", &f->e));
	OK(f, waiting_items_load(f->db, NULL, 0, &list, &f->e));
	assert_int_equal(list.n, 0);
	waiting_items_done(&list);
}

static void test_branches_that_missed_their_check(void **state)
{
	struct fixture *f = *state;
	struct waiting_branches list = {0};

	check_on(f, 2027, 8, 31);
	check_on(f, 2027, 10, 31);
	OK(f, waiting_branches_load(f->db, at(2027, 11, 1), &list, &f->e));
	assert_int_equal(list.year * 100 + list.month, 202710);
	assert_int_equal(list.quarter_year * 10 + list.quarter, 20273);
	assert_int_equal(list.n, 1); /* 1103 never checked itself */
	assert_string_equal(list.v[0].code, "1103");
	assert_true(list.v[0].quarter);
	assert_int_equal(list.v[0].last_at, 0);
	waiting_branches_done(&list);
	/* a month on: 1102 too, but not for the quarter; it comes behind who missed more */
	OK(f, waiting_branches_load(f->db, at(2027, 12, 1), &list, &f->e));
	assert_int_equal(list.n, 2);
	assert_string_equal(list.v[1].code, "1102");
	assert_false(list.v[1].quarter);
	assert_true(list.v[1].last_at >= at(2027, 10, 31));
	waiting_branches_done(&list);
	/* the new year: month 12 and quarter 4 of the old one */
	OK(f, waiting_branches_load(f->db, at(2028, 1, 15), &list, &f->e));
	assert_int_equal(list.year * 100 + list.month, 202712);
	assert_int_equal(list.quarter_year * 10 + list.quarter, 20274);
	assert_int_equal(list.n, 2);
	assert_false(list.v[1].quarter);
	waiting_branches_done(&list);
}

static void test_only_a_sealed_self_check_counts(void **state)
{
	struct fixture *f = *state;
	struct waiting_branches list = {0};
	const struct line *credit = library_line(&f->lib, "credit");
	struct session_plan plan = {.branch = "1103", .kind = "special_check", .lines = &credit, .line_count = 1};

	clock_fix(&f->clock, at(2027, 10, 5), 30);
	fixture_open(f); /* 1102, under way */
	OK(f, session_open(&f->j, &f->who[INSPECTOR], &plan, f->session, &f->e));
	OK(f, waiting_branches_load(f->db, at(2027, 11, 5), &list, &f->e));
	assert_int_equal(list.n, 2);
	assert_true(list.v[0].begun); /* the self-check; a special check is none */
	assert_false(list.v[1].begun);
	waiting_branches_done(&list);
}

static const struct CMUnitTest tests[] = {
	FIXTURE_TEST(test_pending_items_of_what_is_under_way),
	FIXTURE_TEST(test_branches_that_missed_their_check),
	FIXTURE_TEST(test_only_a_sealed_self_check_counts),
};
TEST_MAIN(tests)
