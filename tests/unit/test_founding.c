/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fixture.h"

static void test_founding_only_once(void **state)
{
	struct fixture *f = *state;
	struct founding again = {.org = "x", .founder = fixture_people[0], .passphrase = FIXTURE_PASS, .log_n = FIXTURE_LOG_N};
	again.founder.role = role_find("officer");
	REFUSED(f, ERR_CONFLICT, founding_record(&f->j, &again, &f->e));
}

static void test_all_is_checked_first(void **state)
{
	AUTO(arena_done) struct arena arena = {0};
	struct clock clock = {0};
	struct journal j;
	struct err e;
	struct db *db = NULL;
	struct branch branch = {.code = "1102", .name = "河口信用社", .profile = "vault credit"};
	struct founding good = {.org = "清河县联社", .branch = &branch, .founder = fixture_people[HEAD],
				.passphrase = FIXTURE_PASS, .log_n = FIXTURE_LOG_N};
	struct founding bad[4];
	const char *name;

	(void)state;
	good.founder.role = role_find("head");
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		bad[i] = good;
	bad[0].org = "";
	bad[1].founder.no = "a b";
	bad[2].passphrase = "short";
	bad[3].branch = &(struct branch){.code = "1102", .name = "", .profile = ""};
	clock_fix(&clock, 1795363200, 30);
	assert_int_equal(db_open(&db, NULL, DB_MEMORY, &e), 0);
	assert_int_equal(journal_init(&j, db, &domain_kinds, &clock, &e), 0);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		assert_int_equal(founding_record(&j, &bad[i], &e), -1);
		assert_int_equal(e.code, ERR_INPUT);
	}
	assert_int_equal(founding_record(&j, &good, &e), 0);
	assert_int_equal(org_name(db, &arena, &name, &e), 0);
	assert_string_equal(name, "清河县联社");
	db_close(&db);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(test_founding_only_once, fixture_setup, fixture_teardown),
	cmocka_unit_test(test_all_is_checked_first),
};
TEST_MAIN(tests)
