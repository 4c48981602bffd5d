/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fixture.h"

static void test_the_organisation_has_its_name(void **state)
{
	struct fixture *f = *state;
	AUTO(arena_done) struct arena arena = {0};
	AUTO(db_close) struct db *empty = NULL;
	const char *name;

	OK(f, org_name(f->db, &arena, &name, &f->e));
	assert_string_equal(name, "清河县联社");
	OK(f, db_open(&empty, NULL, DB_MEMORY, &f->e));
	OK(f, org_name(empty, &arena, &name, &f->e));
	assert_string_equal(name, "");
}

static void test_branches_come_by_code(void **state)
{
	struct fixture *f = *state;
	AUTO(branch_list_done) struct branch_list list = {0};

	OK(f, branch_list_load(f->db, &list, &f->e));
	assert_int_equal(list.n, 2);
	assert_string_equal(list.v[0].code, "1102");
	assert_string_equal(list.v[0].name, "河口信用社");
	assert_string_equal(list.v[1].profile, "atm credit");
	assert_ptr_equal(branch_list_find(&list, "1103"), &list.v[1]);
	assert_null(branch_list_find(&list, "110"));
	assert_null(branch_list_find(&list, ""));
}

static void test_profiles_are_words(void **state)
{
	struct fixture *f = *state;
	const char *const bad[] = {"Vault", "vaults", "vault,atm", "atm bank", "atm atm"};

	assert_true(branch_has("vault atm credit", "atm"));
	assert_true(branch_has("  vault  credit ", "credit"));
	assert_false(branch_has("vaults", "vault"));
	assert_false(branch_has("vault", "vaults"));
	assert_false(branch_has("", "vault"));
	assert_false(branch_has(NULL, "vault"));
	OK(f, branch_check_profile("", &f->e));
	OK(f, branch_check_profile(NULL, &f->e));
	OK(f, branch_check_profile("vault atm bills conduct credit", &f->e));
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		REFUSED(f, ERR_INPUT, branch_check_profile(bad[i], &f->e));
}

static void test_a_head_changes_the_own_branch_only(void **state)
{
	struct fixture *f = *state;
	AUTO(branch_list_done) struct branch_list list = {0};
	const struct branch own = {"1102", "河口分社", "atm credit"}, other = {"1103", "x", ""}, more = {"1104", "x", ""};

	OK(f, branch_put(&f->j, &f->who[HEAD], &own, &f->e));
	REFUSED(f, ERR_DENIED, branch_put(&f->j, &f->who[HEAD], &other, &f->e));
	REFUSED(f, ERR_DENIED, branch_put(&f->j, &f->who[HEAD], &more, &f->e));
	REFUSED(f, ERR_DENIED, branch_put(&f->j, &f->who[STAFF], &own, &f->e));
	REFUSED(f, ERR_DENIED, branch_put(&f->j, &f->who[AUDITOR], &own, &f->e));
	OK(f, branch_list_load(f->db, &list, &f->e));
	assert_int_equal(list.n, 2);
	assert_string_equal(list.v[0].name, "河口分社");
	assert_string_equal(list.v[0].profile, "atm credit");
}

static void test_bad_branches_are_refused(void **state)
{
	struct fixture *f = *state;
	char longest[NAME_MOST * 3 + 4] = "";
	const struct branch bad[] = {{"", "名", ""},     {"11 02", "名", ""},         {"a1", "名", ""},
				     {"-1", "名", ""},   {"1234567890123", "名", ""}, {"网点", "名", ""},
				     {"1102", "", ""},   {"1102", "名", "tank"},      {"1102", longest, ""}};

	for (int i = 0; i <= NAME_MOST; i++)
		memcpy(longest + 3 * i, "社", 4);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		err_clear(&f->e);
		assert_int_equal(branch_put(&f->j, &f->who[HEAD], &bad[i], &f->e), -1);
		if (f->e.code != ERR_INPUT)
			fail_msg("branch %zu: %d %s", i, (int)f->e.code, f->e.text);
	}
	longest[NAME_MOST * 3] = '\0';
	OK(f, branch_put(&f->j, &f->who[HEAD], &(struct branch){"1102", longest, ""}, &f->e));
}

static const struct CMUnitTest tests[] = {
	FIXTURE_TEST(test_the_organisation_has_its_name),
	FIXTURE_TEST(test_branches_come_by_code),
	FIXTURE_TEST(test_profiles_are_words),
	FIXTURE_TEST(test_a_head_changes_the_own_branch_only),
	FIXTURE_TEST(test_bad_branches_are_refused),
};
TEST_MAIN(tests)
