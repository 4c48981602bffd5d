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

static struct person with_role(const char *no, const char *role, const char *branch)
{
	return (struct person){.no = no, .name = "钱进", .role = role_find(role), .branch = branch};
}

/* Else a head appoints an officer of the union, who lets the other officers leave. */
static void test_a_head_gives_nobody_the_whole_union(void **state)
{
	struct fixture *f = *state;
	static const char *const wide[] = {"inspector", "auditor", "officer"};

	for (size_t i = 0; i < ARRAY_LEN(wide); i++) {
		struct person p = with_role("110299", wide[i], "1102"), head = with_role("110201", wide[i], "1102");
		REFUSED(f, ERR_DENIED, person_add(&f->j, &f->who[HEAD], &p, FIXTURE_PASS, FIXTURE_LOG_N, &f->e));
		assert_non_null(strstr(f->e.text, "周建国"));
		REFUSED(f, ERR_DENIED, person_change(&f->j, &f->who[HEAD], &head, &f->e));
	}
}

/* Nor takes it away from one who sits in the branch. */
static void test_a_head_ends_nobody_of_the_union(void **state)
{
	struct fixture *f = *state;
	struct actor officer = {"1001", NULL};
	struct key *key = NULL;
	struct person p = with_role("1004", "inspector", "1102"), less = with_role("1004", "staff", "1102");

	OK(f, person_unlock(f->db, "1001", FIXTURE_PASS, &key, &f->e));
	officer.key = key;
	OK(f, person_add(&f->j, &officer, &p, FIXTURE_PASS, FIXTURE_LOG_N, &f->e));
	REFUSED(f, ERR_DENIED, person_change(&f->j, &f->who[HEAD], &less, &f->e));
	REFUSED(f, ERR_DENIED, person_renew_key(&f->j, &f->who[HEAD], "1004", FIXTURE_PASS, FIXTURE_LOG_N, &f->e));
	REFUSED(f, ERR_DENIED, person_leave(&f->j, &f->who[HEAD], "1004", "", &f->e));
	OK(f, person_leave(&f->j, &officer, "1004", "", &f->e));
	key_free(&key);
}

/* A branch without a union has its head for everything. */
static void test_a_head_alone_appoints_an_auditor(void **state)
{
	struct fixture *f = *state;
	struct db *db = NULL;
	struct journal j;
	struct key *key = NULL;
	struct founding founding = {.org = "河口信用社",
				    .branch = &(struct branch){"1102", "河口信用社", "credit"},
				    .founder = with_role("110201", "head", "1102"),
				    .passphrase = FIXTURE_PASS,
				    .log_n = FIXTURE_LOG_N};
	struct person p = with_role("1002", "auditor", "");

	OK(f, db_open(&db, NULL, DB_MEMORY, &f->e));
	OK(f, journal_init(&j, db, &domain_kinds, &f->clock, &f->e));
	OK(f, founding_record(&j, &founding, &f->e));
	OK(f, person_unlock(db, "110201", FIXTURE_PASS, &key, &f->e));
	struct actor head = {"110201", key};
	OK(f, person_add(&j, &head, &p, FIXTURE_PASS, FIXTURE_LOG_N, &f->e));
	OK(f, person_leave(&j, &head, "1002", "", &f->e));
	key_free(&key);
	db_close(&db);
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
	FIXTURE_TEST(test_a_head_gives_nobody_the_whole_union),
	FIXTURE_TEST(test_a_head_ends_nobody_of_the_union),
	FIXTURE_TEST(test_a_head_alone_appoints_an_auditor),
	FIXTURE_TEST(test_bad_numbers_and_names_are_refused),
	FIXTURE_TEST(test_passphrase_changes_the_envelope_not_the_key),
	FIXTURE_TEST(test_a_leaver_is_out_and_the_number_stays_taken),
	FIXTURE_TEST(test_a_new_key_ends_the_old_one),
	FIXTURE_TEST(test_failed_unlocks_are_stated),
};
TEST_MAIN(tests)
