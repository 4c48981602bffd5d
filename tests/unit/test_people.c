/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fixture.h"

static void test_roles_decide(void **state)
{
	struct fixture *f = *state;
	struct person p = {.no = "999", .name = "新人", .role = role_find("staff"), .branch = "1102", .post = ""};
	REFUSED(f, ERR_DENIED, person_add(&f->j, &f->who[STAFF], &p, FIXTURE_PASS, FIXTURE_LOG_N, &f->e));
	REFUSED(f, ERR_DENIED, person_add(&f->j, &f->who[AUDITOR], &p, FIXTURE_PASS, FIXTURE_LOG_N, &f->e));
	REFUSED(f, ERR_DENIED, person_add(&f->j, &f->who[HEAD2], &p, FIXTURE_PASS, FIXTURE_LOG_N, &f->e));
	OK(f, person_add(&f->j, &f->who[HEAD], &p, FIXTURE_PASS, FIXTURE_LOG_N, &f->e));
	REFUSED(f, ERR_CONFLICT, person_add(&f->j, &f->who[HEAD], &p, FIXTURE_PASS, FIXTURE_LOG_N, &f->e));
	p.no = "1";
	p.branch = "";
	p.role = role_find("officer");
	REFUSED(f, ERR_DENIED, person_add(&f->j, &f->who[HEAD2], &p, FIXTURE_PASS, FIXTURE_LOG_N, &f->e));
}

static void test_bad_numbers_and_names_are_refused(void **state)
{
	struct fixture *f = *state;
	const char *const bad[] = {"", "abc", "1 2", "1234567890123", "-1", "李"};
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct person p = {.no = bad[i], .name = "人", .role = role_find("staff"), .branch = "1102"};
		REFUSED(f, ERR_INPUT, person_add(&f->j, &f->who[HEAD], &p, FIXTURE_PASS, FIXTURE_LOG_N, &f->e));
	}
	struct person p = {.no = "7", .name = "", .role = role_find("staff"), .branch = "1102"};
	REFUSED(f, ERR_INPUT, person_add(&f->j, &f->who[HEAD], &p, FIXTURE_PASS, FIXTURE_LOG_N, &f->e));
	p.name = "人";
	REFUSED(f, ERR_INPUT, person_add(&f->j, &f->who[HEAD], &p, "short", FIXTURE_LOG_N, &f->e));
	p.branch = "7777";
	REFUSED(f, ERR_DENIED, person_add(&f->j, &f->who[HEAD], &p, FIXTURE_PASS, FIXTURE_LOG_N, &f->e));
}

static void test_passphrase_changes_the_envelope_not_the_key(void **state)
{
	struct fixture *f = *state;
	struct key *key = NULL;
	OK(f, person_change_passphrase(&f->j, &f->who[STAFF], "four quiet words here", FIXTURE_LOG_N, &f->e));
	REFUSED(f, ERR_DENIED, person_unlock(f->db, "110202", FIXTURE_PASS, &key, &f->e));
	OK(f, person_unlock(f->db, "110202", "four quiet words here", &key, &f->e));
	assert_string_equal(key_id(key), key_id(f->keys[STAFF]));
	key_free(&key);
}

static void test_a_leaver_is_out_and_the_number_stays_taken(void **state)
{
	struct fixture *f = *state;
	struct key *key = NULL;
	REFUSED(f, ERR_DENIED, person_leave(&f->j, &f->who[HEAD], "110201", "", &f->e));
	OK(f, person_leave(&f->j, &f->who[HEAD], "110203", "调离", &f->e));
	REFUSED(f, ERR_STATE, person_unlock(f->db, "110203", FIXTURE_PASS, &key, &f->e));
	REFUSED(f, ERR_ABSENT, person_leave(&f->j, &f->who[HEAD], "110203", "", &f->e));
	struct person p = fixture_people[OTHER];
	p.role = role_find("staff");
	REFUSED(f, ERR_STATE, person_change(&f->j, &f->who[HEAD], &p, &f->e));
	struct answer_input in = {.result = RESULT_CONFORM};
	fixture_open(f);
	REFUSED(f, ERR_DENIED, answer_record(&f->j, &f->who[OTHER], NULL, f->session, "CR-0101", &in, &f->e));
}

static void test_a_new_key_ends_the_old_one(void **state)
{
	struct fixture *f = *state;
	struct key *key = NULL;
	OK(f, person_renew_key(&f->j, &f->who[HEAD], "110203", "66667777888899", FIXTURE_LOG_N, &f->e));
	OK(f, person_unlock(f->db, "110203", "66667777888899", &key, &f->e));
	assert_string_not_equal(key_id(key), key_id(f->keys[OTHER]));
	fixture_open(f);
	struct answer_input in = {.result = RESULT_CONFORM};
	REFUSED(f, ERR_DENIED, answer_record(&f->j, &f->who[OTHER], NULL, f->session, "CR-0101", &in, &f->e));
	struct actor now = {"110203", key};
	OK(f, answer_record(&f->j, &now, NULL, f->session, "CR-0101", &in, &f->e));
	key_free(&key);
}

static void test_failed_unlocks_are_stated(void **state)
{
	struct fixture *f = *state;
	OK(f, person_state_failures(&f->j, &f->who[HEAD], 3, 100, 200, &f->e));
	struct person_list list = {0};
	OK(f, person_list_load(f->db, "1102", &list, &f->e));
	assert_int_equal(list.n, 3);
	assert_string_equal(list.v[0].name, "李明");
	assert_true(list.v[0].has_key);
	person_list_done(&list);
}

static const struct CMUnitTest tests[] = {
	FIXTURE_TEST(test_roles_decide),
	FIXTURE_TEST(test_bad_numbers_and_names_are_refused),
	FIXTURE_TEST(test_passphrase_changes_the_envelope_not_the_key),
	FIXTURE_TEST(test_a_leaver_is_out_and_the_number_stays_taken),
	FIXTURE_TEST(test_a_new_key_ends_the_old_one),
	FIXTURE_TEST(test_failed_unlocks_are_stated),
};
TEST_MAIN(tests)
