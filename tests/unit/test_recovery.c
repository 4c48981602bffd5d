/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fixture.h"

#include "domain/recovery.h"

static const struct recovery note = {.source = "zicha-20261122-170000.db", .reason = "硬盘坏了", .lost_seq = 77, .lost_hash = "ab12"};

static void test_is_recorded_and_listed(void **state)
{
	struct fixture *f = *state;
	struct recovery_list list = {0};

	OK(f, recovery_record(&f->j, &f->who[HEAD], &note, &f->e));
	OK(f, recovery_list_load(f->db, &list, &f->e));
	assert_int_equal(list.n, 1);
	assert_string_equal(list.v[0].source, note.source);
	assert_string_equal(list.v[0].reason, note.reason);
	assert_int_equal(list.v[0].lost_seq, 77);
	assert_string_equal(list.v[0].lost_hash, "ab12");
	assert_string_equal(list.v[0].by, "110201");
	assert_string_equal(list.v[0].by_name, "李明");
	assert_true(list.v[0].at > 0);
	recovery_list_done(&list);
}

static void test_what_is_refused(void **state)
{
	struct fixture *f = *state;
	struct recovery r = note;
	char long_reason[3 * 201 + 1] = "";

	REFUSED(f, ERR_DENIED, recovery_record(&f->j, &f->who[STAFF], &note, &f->e));
	REFUSED(f, ERR_DENIED, recovery_record(&f->j, &f->who[AUDITOR], &note, &f->e));
	r.reason = "";
	REFUSED(f, ERR_INPUT, recovery_record(&f->j, &f->who[HEAD], &r, &f->e));
	for (int i = 0; i < 201; i++)
		memcpy(long_reason + 3 * i, "因", 4);
	r.reason = long_reason;
	REFUSED(f, ERR_INPUT, recovery_record(&f->j, &f->who[HEAD], &r, &f->e));
	r = note;
	r.source = "";
	REFUSED(f, ERR_INPUT, recovery_record(&f->j, &f->who[HEAD], &r, &f->e));
}

static const struct CMUnitTest tests[] = {
	FIXTURE_TEST(test_is_recorded_and_listed),
	FIXTURE_TEST(test_what_is_refused),
};
TEST_MAIN(tests)
