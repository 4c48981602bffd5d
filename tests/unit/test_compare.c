/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "base/msg.h"
#include "store/compare.h"

#include <string.h>

struct pair {
	struct db *kept, *rebuilt;
	struct str heard;
	int64_t rows;
};

static void hear(void *ctx, const char *where, const char *subject, const char *person, const char *text)
{
	str_addf(&((struct pair *)ctx)->heard, "%s [%s][%s] %s\n", where, subject, person, text);
}

static int two(void **state)
{
	static struct pair p;
	struct err e = {0};

	msg_use(MSG_EN);
	memset(&p, 0, sizeof p);
	*state = &p;
	return db_open(&p.kept, "", DB_MEMORY, &e) || db_open(&p.rebuilt, "", DB_MEMORY, &e) ||
	       db_exec(p.kept, "PRAGMA foreign_keys = OFF", &e) ||
	       db_exec(p.rebuilt, "PRAGMA foreign_keys = OFF", &e);
}

static int gone(void **state)
{
	struct pair *p = *state;

	db_close(&p->kept);
	db_close(&p->rebuilt);
	str_done(&p->heard);
	return 0;
}

static void put(struct db *db, const char *sql)
{
	struct err e = {0};
	if (db_exec(db, sql, &e))
		fail_msg("%s: %s", sql, db_detail(db));
}

static const char *compared(struct pair *p)
{
	struct err e = {0};
	struct compare c = {p->kept, p->rebuilt, hear, p, 0};

	str_clear(&p->heard);
	assert_int_equal(compare_schemas(&c, &e), 0);
	if (compare_tables(&c, &e))
		fail_msg("%s", e.text);
	p->rows = c.rows;
	return str_text(&p->heard);
}

#define KEY(id, person)                                                                                      \
	"INSERT INTO key VALUES ('0000000000', '" id id "', '" person "', zeroblob(65), NULL, 3, NULL);"
#define ID "0123456789abcdef"

static void test_equal_is_silent(void **state)
{
	struct pair *p = *state;
	for (int i = 0; i < 2; i++)
		put(i ? p->kept : p->rebuilt, KEY(ID, "A01") KEY("fedcba9876543210", "A02"));
	assert_string_equal(compared(p), "");
	assert_int_equal(p->rows, 2);
}

static void test_both_ways_and_by_column(void **state)
{
	struct pair *p = *state;
	put(p->rebuilt, KEY("1111111111111111", "A01") KEY("2222222222222222", "A02"));
	put(p->kept, KEY("1111111111111111", "A09") KEY("3333333333333333", "A03"));
	assert_string_equal(compared(p), "table key, row 0000000000 | 111111111111111111111111… [][A01] was "
					 "changed past the record: person\n"
					 "table key, row 0000000000 | 222222222222222222222222… [][A02] was "
					 "recorded, but is gone from the table\n"
					 "table key, row 0000000000 | 333333333333333333333333… [][A03] "
					 "stands in the table, but nobody ever "
					 "recorded it\n");
}

static void test_null_is_not_nothing(void **state)
{
	struct pair *p = *state;
	put(p->rebuilt, KEY(ID, "A01"));
	put(p->kept, KEY(ID, "A01") "UPDATE key SET until = 0");
	assert_non_null(strstr(compared(p), "record: until"));
	put(p->kept, "UPDATE key SET until = NULL, public = zeroblob(64) || x'01' WHERE 0");
	put(p->rebuilt, "UPDATE key SET until = 0");
	assert_string_equal(compared(p), "");
}

static void test_many_differences_are_counted(void **state)
{
	struct pair *p = *state;
	put(p->kept, "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) INSERT INTO key "
		     "SELECT '0000000000', printf('%032d', i), 'A01', zeroblob(65), NULL, i, NULL FROM n");
	assert_non_null(strstr(compared(p), "30 more rows differ"));
}

static void test_schemas(void **state)
{
	struct pair *p = *state;
	put(p->kept,
	    "DROP TRIGGER event_next; CREATE TABLE zzz (a); DROP TABLE key; CREATE TABLE key (chain, id)");
	const char *heard = compared(p);
	assert_non_null(strstr(heard, "trigger event_next [][] is gone"));
	assert_non_null(strstr(heard, "table zzz [][] was added"));
	assert_non_null(strstr(heard, "table key [][] was defined anew"));
	assert_non_null(strstr(heard, "key [][] this table cannot be read"));
}

#define PAIR_TEST(t) cmocka_unit_test_setup_teardown(t, two, gone)
static const struct CMUnitTest tests[] = {
	PAIR_TEST(test_equal_is_silent),
	PAIR_TEST(test_both_ways_and_by_column),
	PAIR_TEST(test_null_is_not_nothing),
	PAIR_TEST(test_many_differences_are_counted),
	PAIR_TEST(test_schemas),
};
TEST_MAIN(tests)
