/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "store/db.h"

#include <string.h>

static int memory(void **state)
{
	static struct db *db;
	struct err e = {0};

	*state = &db;
	return db_open(&db, "", DB_MEMORY, &e);
}

static int gone(void **state)
{
	db_close(*state);
	return 0;
}

static void test_statements_nest_and_return(void **state)
{
	struct err e = {0};
	struct db *db = *(struct db **)*state;
	AUTO(rows_done) struct rows a = {0};
	AUTO(rows_done) struct rows b = {0};

	for (int i = 0; i < 3; i++) {
		char id[16];
		snprintf(id, sizeof id, "000000000%d", i);
		assert_int_equal(db_run(db, SQL_chain_add, &e, "ti", id, (int64_t)(i == 0)), 0);
	}
	assert_int_equal(db_select(&a, db, SQL_chain_each, &e, ""), 0);
	assert_int_equal(rows_next(&a, &e), 1);
	assert_int_equal(db_select(&b, db, SQL_chain_each, &e, ""), 0);
	assert_true(a.pooled);
	assert_false(b.pooled);
	int inner = 0;
	while (rows_next(&b, &e) > 0)
		inner++;
	assert_int_equal(inner, 3);
	assert_string_equal(rows_text(&a, 0), "0000000001");
	assert_string_equal(rows_name(&a, 0), "id");
	assert_int_equal(rows_columns(&a), 2);
	rows_done(&b);
	rows_done(&a);
	rows_done(&a);
	assert_int_equal(db_select(&a, db, SQL_chain_each, &e, ""), 0);
	assert_true(a.pooled);
}

static void test_values_of_every_type(void **state)
{
	struct err e = {0};
	struct db *db = *(struct db **)*state;
	AUTO(rows_done) struct rows r = {0};
	const void *data;
	unsigned char number[8];
	size_t n;

	assert_int_equal(db_select_text(&r, db, "SELECT ?1, ?2, ?3, ?4, 1.5, ?5, ?6", &e, "tibntb", "甲",
					(int64_t)-1, "\0x", (size_t)2, (const char *)NULL, NULL, (size_t)0),
			 0);
	assert_int_equal(rows_next(&r, &e), 1);
	assert_int_equal(rows_value(&r, 0, &data, &n, number), 't');
	assert_int_equal(n, 3);
	assert_int_equal(rows_value(&r, 1, &data, &n, number), 'i');
	assert_memory_equal(data, "\x7f\xff\xff\xff\xff\xff\xff\xff", 8);
	assert_int_equal(rows_value(&r, 2, &data, &n, number), 'b');
	assert_memory_equal(data, "\0x", 2);
	assert_int_equal(rows_value(&r, 3, &data, &n, number), 'n');
	assert_int_equal(rows_value(&r, 4, &data, &n, number), 'r');
	assert_true(rows_null(&r, 5));
	assert_null(rows_text(&r, 5));
	assert_true(rows_null(&r, 6));
	assert_int_equal(rows_next(&r, &e), 0);
}

static void test_an_empty_blob_is_not_null(void **state)
{
	struct err e = {0};
	struct db *db = *(struct db **)*state;
	AUTO(rows_done) struct rows r = {0};
	size_t n = 9;

	assert_int_equal(db_select_text(&r, db, "SELECT ?1", &e, "b", "", (size_t)0), 0);
	assert_int_equal(rows_next(&r, &e), 1);
	assert_non_null(rows_blob(&r, 0, &n));
	assert_int_equal(n, 0);
}

static void test_one_number(void **state)
{
	struct err e = {0};
	struct db *db = *(struct db **)*state;
	int64_t n;

	assert_int_equal(db_int(db, SQL_event_count, 7, &n, &e, ""), 0);
	assert_int_equal(n, 0);
	assert_int_equal(db_int(db, SQL_head_get, 7, &n, &e, "t", "0000000000"), 0);
	assert_int_equal(n, 7);
}

static void test_a_constraint_is_told_without_raw_words(void **state)
{
	struct err e = {0};
	struct db *db = *(struct db **)*state;

	assert_int_equal(db_run(db, SQL_chain_add, &e, "ti", "0000000001", (int64_t)0), 0);
	assert_int_equal(db_run(db, SQL_chain_add, &e, "ti", "0000000001", (int64_t)0), -1);
	assert_int_equal(e.code, ERR_CONFLICT);
	assert_non_null(strstr(e.text, "chain_add"));
	assert_null(strstr(e.text, "UNIQUE")); /* SQLite's words stay with developers */
	assert_non_null(strstr(db_detail(db), "UNIQUE"));
	assert_int_equal(db_run(db, SQL_chain_add, &e, "ti", "0000000002", (int64_t)0),
			 0); /* the statement is free again */
}

static void test_plans(void **state)
{
	struct err e = {0};
	struct db *db = *(struct db **)*state;

	for (int id = 0; id < SQL_COUNT; id++) {
		struct str plan = {0};
		if (db_plan(db, (enum sql_id)id, &plan, &e))
			fail_msg("%s: %s (%s)", db_sql_name((enum sql_id)id), e.text, db_detail(db));
		str_done(&plan);
	}
}

#define ROWS_TEST(t) cmocka_unit_test_setup_teardown(t, memory, gone)
static const struct CMUnitTest tests[] = {
	ROWS_TEST(test_statements_nest_and_return),
	ROWS_TEST(test_values_of_every_type),
	ROWS_TEST(test_an_empty_blob_is_not_null),
	ROWS_TEST(test_one_number),
	ROWS_TEST(test_a_constraint_is_told_without_raw_words),
	ROWS_TEST(test_plans),
};
TEST_MAIN(tests)
