/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/attack.h"
#include "tests/unit/fake.h"

#include "store/verify.h"

struct heard {
	struct str all;
	bool loud;
};

static void hear(const struct verify_remark *r, void *ctx)
{
	struct heard *h = ctx;
	str_addf(&h->all, "%d %s: %s\n", (int)r->verdict, r->where, r->text);
}

static int judge_db(struct db *db, struct heard *h)
{
	struct err e = {0};
	struct verify_result result;
	struct verify_options o = {.remark = hear, .ctx = h};

	if (verify_store(db, &fake_kinds, &o, &result, &e)) {
		str_addf(&h->all, "failed: %s\n", e.text);
		return -1;
	}
	return (int)result.verdict;
}

static int judge(const char *path, void *ctx)
{
	struct err e = {0};
	AUTO(db_close) struct db *db = NULL;
	struct heard *h = ctx;

	str_clear(&h->all);
	if (db_open(&db, path, DB_READONLY | DB_UNCHECKED, &e)) {
		str_addf(&h->all, "open: %s\n", e.text);
		return -1;
	}
	return judge_db(db, h);
}

static void test_the_sound_store_passes(void **state)
{
	struct fake f;
	struct heard h = {0};

	assert_int_equal(fake_open(&f, true, 20), 0);
	for (int i = 0; i < 3; i++) {
		int verdict = judge_db(f.db, &h);
		assert_string_equal(str_text(&h.all), "");
		assert_int_equal(verdict, VERIFY_SOUND);
	}
	str_done(&h.all);
	fake_done(&f);
}

static void test_every_attack_is_noticed(void **state)
{
	struct fake f;
	struct heard h = {0};
	char copy[64];

	assert_int_equal(fake_open(&f, false, 4), 0);
	snprintf(copy, sizeof copy, "%s/copy.db", f.dir);
	struct attack a = {.store = f.path,
			   .copy = copy,
			   .judge = judge,
			   .ctx = &h,
			   .rows = 3,
			   .loud = getenv("LOUD") != NULL};
	db_close(&f.db);
	assert_int_equal(attack_all(&a), 0);
	assert_int_equal(a.missed, 0);
	assert_true(a.tried > 150);
	str_done(&h.all);
	fake_done(&f);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_sound_store_passes),
	cmocka_unit_test(test_every_attack_is_noticed),
};
TEST_MAIN(tests)
