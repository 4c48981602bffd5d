/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fixture.h"

static void test_a_finding_comes_back_byte_for_byte(void **state)
{
	struct fixture *f = *state;
	char ref[REF_TEXT];
	struct finding_list list = {0};
	fixture_open(f);
	struct finding x = fixture_finding(f, "CR-0101");
	REFUSED(f, ERR_STATE, finding_put(&f->j, &f->who[HEAD], &x, ref, &f->e));
	fixture_answer(f, "CR-0101", RESULT_ISSUE, "");
	x.fact = "抽查10笔“退回”合同——其中③笔未注明原因……\n第二行";
	x.amount = 123456789;
	x.count = 3;
	x.occurred_from = "2026-10-01";
	x.occurred_to = "2026-10-31";
	x.fixed_on_spot = true;
	OK(f, finding_put(&f->j, &f->who[STAFF], &x, ref, &f->e));
	OK(f, finding_list_load(f->db, f->session, NULL, &list, &f->e));
	assert_int_equal(list.n, 1);
	const struct finding *y = &list.v[0];
	assert_string_equal(y->id, ref);
	assert_string_equal(y->fact, x.fact);
	assert_int_equal(y->amount, 123456789);
	assert_string_equal(y->occurred_to, "2026-10-31");
	assert_true(y->fixed_on_spot);
	assert_string_equal(y->by_name, "王芳");
	finding_list_done(&list);
}

static void test_changing_keeps_the_id_and_withdrawing_hides(void **state)
{
	struct fixture *f = *state;
	char ref[REF_TEXT], again[REF_TEXT];
	struct finding_list list = {0};
	fixture_open(f);
	fixture_answer(f, "CR-0101", RESULT_ISSUE, "");
	struct finding x = fixture_finding(f, "CR-0101");
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, ref, &f->e));
	x.id = ref;
	x.severity = SEVERITY_MAJOR;
	OK(f, finding_put(&f->j, &f->who[STAFF], &x, again, &f->e));
	OK(f, finding_list_load(f->db, f->session, "CR-0101", &list, &f->e));
	assert_int_equal(list.n, 1);
	assert_int_equal(list.v[0].severity, SEVERITY_MAJOR);
	finding_list_done(&list);
	REFUSED(f, ERR_INPUT, finding_withdraw(&f->j, &f->who[HEAD], ref, "", &f->e));
	OK(f, finding_withdraw(&f->j, &f->who[HEAD], ref, "重复", &f->e));
	REFUSED(f, ERR_ABSENT, finding_withdraw(&f->j, &f->who[HEAD], ref, "重复", &f->e));
	REFUSED(f, ERR_ABSENT, finding_put(&f->j, &f->who[HEAD], &x, again, &f->e));
	OK(f, finding_list_load(f->db, f->session, NULL, &list, &f->e));
	assert_int_equal(list.n, 0);
	finding_list_done(&list);
}

static void test_findings_are_counted_by_severity(void **state)
{
	struct fixture *f = *state;
	struct arena arena = {0};
	struct session s;
	char ref[REF_TEXT];
	static const enum severity of[] = {SEVERITY_MAJOR, SEVERITY_SLIGHT, SEVERITY_SLIGHT, SEVERITY_SERIOUS};
	fixture_open(f);
	fixture_answer(f, "CR-0101", RESULT_ISSUE, "");
	for (size_t i = 0; i < ARRAY_LEN(of); i++) {
		struct finding x = fixture_finding(f, "CR-0101");
		x.severity = of[i];
		OK(f, finding_put(&f->j, &f->who[HEAD], &x, i ? NULL : ref, &f->e));
	}
	OK(f, finding_withdraw(&f->j, &f->who[HEAD], ref, "重复", &f->e));
	assert_int_equal(session_get(f->db, f->session, &arena, &s, &f->e), 1);
	assert_int_equal(s.findings, 3);
	assert_int_equal(s.worst, SEVERITY_SERIOUS);
	assert_int_equal(s.by_severity[SEVERITY_SLIGHT], 2);
	assert_int_equal(s.by_severity[SEVERITY_ORDINARY], 0);
	assert_int_equal(s.by_severity[SEVERITY_SERIOUS], 1);
	assert_int_equal(s.by_severity[SEVERITY_MAJOR], 0);
	arena_done(&arena);
}

static void test_each_bad_field_is_named(void **state)
{
	struct fixture *f = *state;
	struct finding good = fixture_finding(f, "CR-0101"), bad;
	OK(f, finding_check(&good, &f->e));
	bad = good, bad.fact = " \n ";
	REFUSED(f, ERR_INPUT, finding_check(&bad, &f->e));
	bad = good, bad.severity = SEVERITY_NONE;
	REFUSED(f, ERR_INPUT, finding_check(&bad, &f->e));
	bad = good, bad.deadline = "2026-02-30";
	REFUSED(f, ERR_INPUT, finding_check(&bad, &f->e));
	assert_non_null(strstr(f->e.text, "2026-02-30"));
	bad = good, bad.deadline = "2026/2/3";
	REFUSED(f, ERR_INPUT, finding_check(&bad, &f->e));
	bad = good, bad.occurred_from = "2026-03-02", bad.occurred_to = "2026-03-01";
	REFUSED(f, ERR_INPUT, finding_check(&bad, &f->e));
	bad = good, bad.amount = -2;
	REFUSED(f, ERR_INPUT, finding_check(&bad, &f->e));
}

static const struct CMUnitTest tests[] = {
	FIXTURE_TEST(test_a_finding_comes_back_byte_for_byte),
	FIXTURE_TEST(test_changing_keeps_the_id_and_withdrawing_hides),
	FIXTURE_TEST(test_findings_are_counted_by_severity),
	FIXTURE_TEST(test_each_bad_field_is_named),
};
TEST_MAIN(tests)
