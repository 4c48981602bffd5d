/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fixture.h"

#include "domain/new_key.h"

static void test_opens_with_its_passphrase(void **state)
{
	AUTO(new_key_done) struct new_key n = {0};
	unsigned char digest[DIGEST_SIZE];
	struct key *again = NULL;
	struct err e;

	(void)state;
	assert_int_equal(new_key_make(&n, FIXTURE_PASS, FIXTURE_LOG_N, &e), 0);
	assert_int_equal(digest_bytes(n.envelope.s, n.envelope.n, digest, &e), 0);
	assert_memory_equal(digest, n.digest, DIGEST_SIZE);
	assert_int_equal(key_open(&again, n.envelope.s, n.envelope.n, FIXTURE_PASS, &e), 0);
	assert_string_equal(key_id(again), key_id(n.key));
	key_free(&again);
}

static void test_a_weak_passphrase_is_refused(void **state)
{
	AUTO(new_key_done) struct new_key n = {0};
	struct err e;

	(void)state;
	assert_int_equal(new_key_make(&n, "1234", FIXTURE_LOG_N, &e), -1);
	assert_int_equal(e.code, ERR_INPUT);
}

static void test_is_stored_within_an_act(void **state)
{
	struct fixture *f = *state;
	AUTO(new_key_done) struct new_key n = {0};
	AUTO(act_abort) struct act act = {0};
	AUTO(rows_done) struct rows r = {0};

	OK(f, new_key_make(&n, FIXTURE_PASS, FIXTURE_LOG_N, &f->e));
	OK(f, act_begin(&act, &f->j, &f->e));
	OK(f, new_key_store(f->db, &n, &f->e));
	OK(f, db_select(&r, f->db, SQL_envelope_get, &f->e, "t", key_id(n.key)));
	assert_int_equal(rows_next(&r, &f->e), 1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_opens_with_its_passphrase),
	cmocka_unit_test(test_a_weak_passphrase_is_refused),
	cmocka_unit_test_setup_teardown(test_is_stored_within_an_act, fixture_setup, fixture_teardown),
};
TEST_MAIN(tests)
