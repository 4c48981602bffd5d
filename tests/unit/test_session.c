/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fixture.h"

static void test_opening_pins_what_is_asked(void **state)
{
	struct fixture *f = *state;
	struct arena arena = {0};
	struct session s;
	struct checklist list = {0};
	fixture_open(f);
	assert_int_equal(session_find(f->db, f->session, &arena, &s, &f->e), 1);
	assert_string_equal(s.number, "1102-2026-001");
	assert_string_equal(s.title, "2026年11月自查");
	assert_string_equal(s.lines, "credit");
	assert_int_equal(s.state, SESSION_OPEN);
	OK(f, checklist_load(f->db, f->session, &list, &f->e));
	assert_int_equal(list.n, s.items);
	assert_true(list.n >= 38);
	const struct item *it = library_item(&f->lib, "CR-0203", NULL);
	int at = checklist_find(&list, "CR-0203");
	assert_true(at >= 0);
	assert_string_equal(list.v[at].item.question, it->question);
	assert_string_equal(list.v[at].item.look, it->look);
	assert_string_equal(list.v[at].item.bases, it->bases);
	assert_true(list.v[at].item.two_person);
	checklist_done(&list);
	arena_done(&arena);
}

static void test_numbers_run_per_branch_and_year(void **state)
{
	struct fixture *f = *state;
	struct arena arena = {0};
	struct session s;
	fixture_open(f);
	fixture_open(f);
	assert_int_equal(session_find(f->db, "1102-2026-002", &arena, &s, &f->e), 1);
	assert_string_equal(s.id, f->session);
	f->clock.now += 86400LL * 60;
	fixture_open(f);
	assert_int_equal(session_find(f->db, "1102-2027-001", &arena, &s, &f->e), 1);
	assert_int_equal(session_find(f->db, "1102-2028-001", &arena, &s, &f->e), 0);
	arena_done(&arena);
}

static void test_only_those_who_may_open(void **state)
{
	struct fixture *f = *state;
	char ref[REF_TEXT];
	const struct line *credit = library_line(&f->lib, "credit");
	struct session_plan plan = {.branch = "1102", .kind = "self_check", .lines = &credit, .line_count = 1};
	REFUSED(f, ERR_DENIED, session_open(&f->j, &f->who[AUDITOR], &plan, ref, &f->e));
	REFUSED(f, ERR_DENIED, session_open(&f->j, &f->who[HEAD2], &plan, ref, &f->e));
	OK(f, session_open(&f->j, &f->who[INSPECTOR], &plan, ref, &f->e));
	plan.kind = "holiday";
	REFUSED(f, ERR_INPUT, session_open(&f->j, &f->who[HEAD], &plan, ref, &f->e));
	plan.kind = "self_check";
	plan.branch = "9999";
	REFUSED(f, ERR_ABSENT, session_open(&f->j, &f->who[INSPECTOR], &plan, ref, &f->e));
	plan.line_count = 0;
	REFUSED(f, ERR_INPUT, session_open(&f->j, &f->who[HEAD], &plan, ref, &f->e));
}

static void test_list_filters_and_pages(void **state)
{
	struct fixture *f = *state;
	for (int i = 0; i < 7; i++)
		fixture_open(f);
	struct session_list all = {0}, page = {0}, next = {0};
	struct session_filter filter = {0};
	OK(f, session_list_load(f->db, &filter, &all, &f->e));
	assert_int_equal(all.n, 7);
	filter.limit = 3;
	OK(f, session_list_load(f->db, &filter, &page, &f->e));
	assert_int_equal(page.n, 3);
	filter.before_at = page.v[2].opened_at;
	filter.before_id = page.v[2].id;
	OK(f, session_list_load(f->db, &filter, &next, &f->e));
	assert_int_equal(next.n, 3);
	assert_string_equal(next.v[0].id, all.v[3].id);
	session_list_done(&next);
	struct session_filter none[] = {{.branch = "1103"}, {.state = SESSION_SEALED + 1}, {.kind = "peer_check"},
					{.line = "security"}, {.least = SEVERITY_SLIGHT}, {.until = 1000}};
	for (size_t i = 0; i < ARRAY_LEN(none); i++) {
		struct session_list empty = {0};
		OK(f, session_list_load(f->db, &none[i], &empty, &f->e));
		assert_int_equal(empty.n, 0);
		session_list_done(&empty);
	}
	struct session_filter fits[] = {{.branch = "1102", .line = "credit"}, {.state = SESSION_OPEN + 1}, {.oldest_first = 1}};
	for (size_t i = 0; i < ARRAY_LEN(fits); i++) {
		struct session_list list = {0};
		OK(f, session_list_load(f->db, &fits[i], &list, &f->e));
		assert_int_equal(list.n, 7);
		session_list_done(&list);
	}
	session_list_done(&all);
	session_list_done(&page);
}

static void test_void_ends_a_session_that_is_not_sealed(void **state)
{
	struct fixture *f = *state;
	struct answer_input in = {.result = RESULT_CONFORM};
	fixture_open(f);
	REFUSED(f, ERR_INPUT, session_void(&f->j, &f->who[HEAD], f->session, "", &f->e));
	REFUSED(f, ERR_DENIED, session_void(&f->j, &f->who[STAFF], f->session, "误开", &f->e));
	OK(f, session_void(&f->j, &f->who[HEAD], f->session, "误开", &f->e));
	REFUSED(f, ERR_STATE, session_void(&f->j, &f->who[HEAD], f->session, "误开", &f->e));
	REFUSED(f, ERR_STATE, answer_record(&f->j, &f->who[HEAD], NULL, f->session, "CR-0101", &in, &f->e));
}

static const struct CMUnitTest tests[] = {
	FIXTURE_TEST(test_opening_pins_what_is_asked),
	FIXTURE_TEST(test_numbers_run_per_branch_and_year),
	FIXTURE_TEST(test_only_those_who_may_open),
	FIXTURE_TEST(test_list_filters_and_pages),
	FIXTURE_TEST(test_void_ends_a_session_that_is_not_sealed),
};
TEST_MAIN(tests)
