/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fixture.h"

#include "store/verify.h"

static enum session_state state_of(struct fixture *f)
{
	struct arena arena = {0};
	struct session s;
	assert_int_equal(session_find(f->db, f->session, &arena, &s, &f->e), 1);
	enum session_state state = s.state;
	arena_done(&arena);
	return state;
}

static void test_blank_and_pending_items_stand_in_the_way(void **state)
{
	struct fixture *f = *state;
	struct obstacle_list list = {0};
	fixture_open(f);
	fixture_answer(f, "CR-0102", RESULT_PENDING, "");
	fixture_answer(f, "CR-0103", RESULT_ISSUE, "");
	REFUSED(f, ERR_STATE, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	assert_non_null(strstr(f->e.text, "CR-0101"));
	OK(f, signoff_obstacles(f->db, f->session, &list, &f->e));
	assert_string_equal(list.v[0].item, "CR-0101");
	obstacle_list_done(&list);
	fixture_conform(f);
	OK(f, signoff_obstacles(f->db, f->session, &list, &f->e));
	assert_int_equal(list.n, 2);
	assert_string_equal(list.v[0].item, "CR-0102");
	assert_string_equal(list.v[1].item, "CR-0103");
	obstacle_list_done(&list);
}

/* The first item of the session whose findings must say where the proof lies. */
static const char *item_with_proof(struct fixture *f, struct checklist *list)
{
	OK(f, checklist_load(f->db, f->session, list, &f->e));
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].item.evidence == EVIDENCE_ISSUE)
			return list->v[i].item.code;
	fail_msg("no item asks for evidence");
	return NULL;
}

static void test_a_finding_names_its_evidence_where_the_item_asks(void **state)
{
	struct fixture *f = *state;
	struct checklist list = {0};
	char ref[REF_TEXT];
	fixture_open(f);
	const char *item = item_with_proof(f, &list);
	struct finding x = fixture_finding(f, item);
	x.evidence = "";
	fixture_answer(f, item, RESULT_ISSUE, "");
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, ref, &f->e));
	fixture_conform(f);
	REFUSED(f, ERR_STATE, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	assert_non_null(strstr(f->e.text, item));
	x.id = ref;
	x.evidence = "自查卷第3页";
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, NULL, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	checklist_done(&list);
}

/* Who answers for it and until when, unless it was repaired on the spot. What was refused leaves no event. */
static void test_a_finding_has_somebody_and_a_day(void **state)
{
	struct fixture *f = *state;
	struct obstacle_list list = {0};
	char ref[REF_TEXT];
	fixture_open(f);
	fixture_answer(f, "CR-0102", RESULT_ISSUE, "");
	struct finding x = fixture_finding(f, "CR-0102");
	x.liable = x.deadline = "";
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, ref, &f->e));
	fixture_conform(f);
	x.id = ref;
	static const struct {
		const char *liable, *deadline;
		bool spot;
		const char *said;
	} rows[] = {
		{"", "", false, "a finding has no liable person and no deadline"},
		{"陈磊", "", false, "a finding has no deadline"},
		{"", "2026-12-10", false, "a finding has no liable person"},
		{"", "", true, NULL},
		{"陈磊", "2026-12-10", false, NULL},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		x.liable = rows[i].liable;
		x.deadline = rows[i].deadline;
		x.fixed_on_spot = rows[i].spot;
		OK(f, finding_put(&f->j, &f->who[HEAD], &x, NULL, &f->e));
		OK(f, signoff_obstacles(f->db, f->session, &list, &f->e));
		assert_int_equal(list.n, rows[i].said != NULL);
		if (list.n) {
			assert_string_equal(list.v[0].item, "CR-0102");
			assert_string_equal(list.v[0].text, rows[i].said);
			REFUSED(f, ERR_STATE, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
			assert_non_null(strstr(f->e.text, list.v[0].text));
			assert_int_equal(state_of(f), SESSION_OPEN);
		}
		obstacle_list_done(&list);
	}
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	assert_int_equal(state_of(f), SESSION_READY);
}

static void test_two_different_people_one_of_them_the_head(void **state)
{
	struct fixture *f = *state;
	fixture_open(f);
	fixture_conform(f);
	REFUSED(f, ERR_DENIED, signoff_sign(&f->j, &f->who[AUDITOR], f->session, &f->e));
	REFUSED(f, ERR_DENIED, signoff_sign(&f->j, &f->who[HEAD2], f->session, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[STAFF], f->session, &f->e));
	assert_int_equal(state_of(f), SESSION_READY);
	REFUSED(f, ERR_DENIED, signoff_sign(&f->j, &f->who[STAFF], f->session, &f->e));
	REFUSED(f, ERR_DENIED, signoff_sign(&f->j, &f->who[OTHER], f->session, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	assert_int_equal(state_of(f), SESSION_SEALED);
	REFUSED(f, ERR_STATE, signoff_sign(&f->j, &f->who[OTHER], f->session, &f->e));
}

static void test_sealed_takes_nothing_more(void **state)
{
	struct fixture *f = *state;
	struct answer_input in = {.result = RESULT_CONFORM};
	struct finding x;
	fixture_open(f);
	fixture_answer(f, "CR-0101", RESULT_ISSUE, "");
	x = fixture_finding(f, "CR-0101");
	char ref[REF_TEXT];
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, ref, &f->e));
	fixture_conform(f);
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[INSPECTOR], f->session, &f->e));
	for (int who = 0; who < FIXTURE_PEOPLE; who++) {
		const struct actor *by = &f->who[who];
		assert_int_equal(answer_record(&f->j, by, NULL, f->session, "CR-0102", &in, &f->e), -1);
		assert_int_equal(finding_put(&f->j, by, &x, NULL, &f->e), -1);
		assert_int_equal(finding_withdraw(&f->j, by, ref, "x", &f->e), -1);
		assert_int_equal(signoff_unsign(&f->j, by, f->session, "x", &f->e), -1);
		assert_int_equal(session_void(&f->j, by, f->session, "x", &f->e), -1);
		assert_int_equal(signoff_sign(&f->j, by, f->session, &f->e), -1);
	}
	assert_int_equal(state_of(f), SESSION_SEALED);
}

static void test_a_signature_can_be_taken_back_before_the_seal(void **state)
{
	struct fixture *f = *state;
	struct answer_input in = {.result = RESULT_PENDING};
	struct signature_list list = {0};
	fixture_open(f);
	fixture_conform(f);
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	REFUSED(f, ERR_STATE, answer_record(&f->j, &f->who[HEAD], NULL, f->session, "CR-0101", &in, &f->e));
	REFUSED(f, ERR_INPUT, signoff_unsign(&f->j, &f->who[STAFF], f->session, "", &f->e));
	OK(f, signoff_unsign(&f->j, &f->who[STAFF], f->session, "漏了一笔", &f->e));
	assert_int_equal(state_of(f), SESSION_OPEN);
	OK(f, signature_list_load(f->db, f->session, &list, &f->e));
	assert_int_equal(list.n, 0);
	OK(f, answer_record(&f->j, &f->who[HEAD], NULL, f->session, "CR-0101", &in, &f->e));
}

static void test_both_sign_the_same_digest(void **state)
{
	struct fixture *f = *state;
	struct signature_list list = {0};
	unsigned char digest[DIGEST_SIZE];
	char hex[DIGEST_HEX];
	fixture_open(f);
	fixture_conform(f);
	OK(f, signoff_digest(f->db, f->session, digest, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[STAFF], f->session, &f->e));
	OK(f, signature_list_load(f->db, f->session, &list, &f->e));
	assert_int_equal(list.n, 2);
	assert_string_equal(list.v[0].digest, digest_hex(digest, hex));
	assert_string_equal(list.v[1].digest, hex);
	signature_list_done(&list);
}

static void say(const struct verify_remark *r, void *ctx)
{
	(void)ctx;
	print_message("%s: %s\n", r->where, r->text);
}

static void test_the_whole_store_verifies(void **state)
{
	struct fixture *f = *state;
	struct verify_options options = {.remark = say};
	struct verify_result result;
	fixture_open(f);
	fixture_answer(f, "CR-0101", RESULT_ISSUE, "");
	struct finding x = fixture_finding(f, "CR-0101");
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, NULL, &f->e));
	fixture_conform(f);
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	OK(f, signoff_unsign(&f->j, &f->who[HEAD], f->session, "再看", &f->e));
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[STAFF], f->session, &f->e));
	fixture_open(f);
	OK(f, person_renew_key(&f->j, &f->who[HEAD], "110203", FIXTURE_PASS, FIXTURE_LOG_N, &f->e));
	OK(f, person_leave(&f->j, &f->who[HEAD], "110203", "调离", &f->e));
	OK(f, session_void(&f->j, &f->who[HEAD], f->session, "误开", &f->e));
	OK(f, verify_store(f->db, &domain_kinds, &options, &result, &f->e));
	assert_int_equal(result.verdict, VERIFY_SOUND);
	assert_true(result.events > 60);
}

static const struct CMUnitTest tests[] = {
	FIXTURE_TEST(test_blank_and_pending_items_stand_in_the_way),
	FIXTURE_TEST(test_a_finding_names_its_evidence_where_the_item_asks),
	FIXTURE_TEST(test_a_finding_has_somebody_and_a_day),
	FIXTURE_TEST(test_two_different_people_one_of_them_the_head),
	FIXTURE_TEST(test_sealed_takes_nothing_more),
	FIXTURE_TEST(test_a_signature_can_be_taken_back_before_the_seal),
	FIXTURE_TEST(test_both_sign_the_same_digest),
	FIXTURE_TEST(test_the_whole_store_verifies),
};
TEST_MAIN(tests)
