/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fixture.h"

#include "domain/review.h"

/* A sealed session of 1102 in which these items failed. */
static void seal_with(struct fixture *f, const char *const *items, size_t n, const char *fact)
{
	fixture_open(f);
	for (size_t i = 0; i < n; i++) {
		struct finding x = fixture_finding(f, items[i]);
		x.fact = fact;
		fixture_answer(f, items[i], RESULT_ISSUE, "");
		OK(f, finding_put(&f->j, &f->who[HEAD], &x, NULL, &f->e));
	}
	fixture_conform(f);
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[STAFF], f->session, &f->e));
}

static void test_counts_sealed_sessions_only(void **state)
{
	struct fixture *f = *state;
	struct review_list list = {0};
	static const char *const both[] = {"CR-0102", "CR-0101"}, *const one[] = {"CR-0101"};

	seal_with(f, both, 2, "第一次");
	seal_with(f, one, 1, "第二次");
	fixture_open(f); /* under way: does not count */
	fixture_answer(f, "CR-0101", RESULT_ISSUE, "");
	OK(f, review_repeats_load(f->db, "1102", 0, REVIEW_REPEAT, 0, &list, &f->e));
	assert_int_equal(list.n, 1);
	assert_string_equal(list.v[0].item, "CR-0101");
	assert_string_equal(list.v[0].branch_name, "河口信用社");
	assert_int_equal(list.v[0].times, 2);
	assert_string_equal(list.v[0].last_fact, "第二次");
	assert_true(*list.v[0].title != '\0');
	review_list_done(&list);
	OK(f, review_repeats_load(f->db, NULL, 0, 1, 0, &list, &f->e));
	assert_int_equal(list.n, 2);
	int64_t all, own, other;
	OK(f, review_repeats_count(f->db, NULL, 0, 1, &all, &f->e));
	OK(f, review_repeats_count(f->db, "1102", 0, REVIEW_REPEAT, &own, &f->e));
	OK(f, review_repeats_count(f->db, "1103", 0, 1, &other, &f->e));
	assert_int_equal(all, 2);
	assert_int_equal(own, 1);
	assert_int_equal(other, 0);
	assert_string_equal(list.v[1].item, "CR-0102");
	review_list_done(&list);
	OK(f, review_repeats_load(f->db, NULL, 0, 1, 1, &list, &f->e));
	assert_int_equal(list.n, 1);
	review_list_done(&list);
	OK(f, review_repeats_load(f->db, "1103", 0, 1, 0, &list, &f->e));
	assert_int_equal(list.n, 0);
	review_list_done(&list);
}

static void test_the_window(void **state)
{
	struct fixture *f = *state;
	struct review_list list = {0};
	static const char *const one[] = {"CR-0101"};

	seal_with(f, one, 1, "旧的");
	int64_t old = f->clock.now;
	clock_fix(&f->clock, old + (int64_t)400 * 86400, 30);
	seal_with(f, one, 1, "新的");
	OK(f, review_repeats_load(f->db, "1102", review_since(f->clock.now), 1, 0, &list, &f->e));
	assert_int_equal(list.n, 1);
	assert_int_equal(list.v[0].times, 1);
	review_list_done(&list);
	/* 2026-11-25 12:00 -> 2025-11-25 00:00 in China */
	assert_int_equal(review_since(INT64_C(1795579200)), INT64_C(1764000000));
}

static void test_items_over_all_branches(void **state)
{
	struct fixture *f = *state;
	struct review_list list = {0};
	static const char *const both[] = {"CR-0102", "CR-0101"};

	seal_with(f, both, 2, "事实");
	OK(f, review_items_load(f->db, 0, &list, &f->e));
	assert_int_equal(list.n, 2);
	assert_int_equal(review_find(&list, "CR-0102")->times, 1);
	assert_int_equal(review_find(&list, "CR-0102")->branches, 1);
	assert_null(review_find(&list, "CR-0103"));
	review_list_done(&list);
	assert_null(review_find(&list, "CR-0102"));
}

static const struct CMUnitTest tests[] = {
	FIXTURE_TEST(test_counts_sealed_sessions_only),
	FIXTURE_TEST(test_the_window),
	FIXTURE_TEST(test_items_over_all_branches),
};
TEST_MAIN(tests)
