/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/folder.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/msg.h"
#include "store/db.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char dir[FOLDER_MOST], path[96];

static int fresh(void **state)
{
	struct err e = {0};
	struct db *db = NULL;

	msg_use(MSG_EN); /* sentences are looked at below */
	folder_make(dir, "db");
	snprintf(path, sizeof path, "%s/zicha.db", dir);
	int bad = db_open(&db, path, DB_CREATE, &e);
	db_close(&db);
	return bad;
}

static int clean(void **state)
{
	return folder_remove(dir);
}

/* Does something to the file behind the module's back. */
static void raw(const char *sql)
{
	sqlite3 *h;
	assert_int_equal(sqlite3_open(path, &h), SQLITE_OK);
	assert_int_equal(sqlite3_exec(h, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(h);
}

static enum err_code opening(unsigned flags, const char *word)
{
	struct err e = {0};
	struct db *db = NULL;

	assert_int_equal(db_open(&db, path, flags, &e), -1);
	assert_null(db);
	if (!strstr(e.text, path) || !strstr(e.text, word))
		fail_msg("%s", e.text);
	return e.code;
}

static int64_t pragma(struct db *db, const char *sql)
{
	struct err e = {0};
	AUTO(rows_done) struct rows r = {0};
	assert_int_equal(db_select_text(&r, db, sql, &e, ""), 0);
	assert_int_equal(rows_next(&r, &e), 1);
	return rows_int(&r, 0);
}

static void test_settings_hold(void **state)
{
	struct err e = {0};
	struct db *db = NULL;
	struct stat st;
	AUTO(rows_done) struct rows r = {0};

	assert_int_equal(db_open(&db, path, 0, &e), 0);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(pragma(db, "PRAGMA synchronous"), 2);
	assert_int_equal(pragma(db, "PRAGMA foreign_keys"), 1);
	assert_int_equal(pragma(db, "PRAGMA recursive_triggers"), 1);
	assert_int_equal(pragma(db, "PRAGMA trusted_schema"), 0);
	assert_int_equal(pragma(db, "PRAGMA secure_delete"), 1);
	assert_int_equal(pragma(db, "PRAGMA busy_timeout"), 5000);
	assert_int_equal(pragma(db, "PRAGMA application_id"), DB_APPLICATION);
	assert_int_equal(pragma(db, "PRAGMA user_version"), DB_FORMAT);
	assert_int_equal(db_select_text(&r, db, "PRAGMA journal_mode", &e, ""), 0);
	assert_int_equal(rows_next(&r, &e), 1);
	assert_string_equal(rows_text(&r, 0), "truncate");
	rows_done(&r);
	assert_int_equal(db_check(db, true, &e), 0);
	db_close(&db);
	db_close(&db);
}

static void test_refusals_on_opening(void **state)
{
	assert_int_equal(opening(DB_CREATE, "already"), ERR_CONFLICT);
	raw("PRAGMA user_version = 10203");
	assert_int_equal(opening(0, "zicha 1.2.3"), ERR_NEWER);
	raw("PRAGMA user_version = 99");
	assert_int_equal(opening(0, "(0.0.99)"), ERR_STATE);
	raw("PRAGMA user_version = 100; PRAGMA application_id = 5");
	assert_int_equal(opening(0, "no store of zicha"), ERR_DAMAGED);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(opening(0, "zicha init"), ERR_ABSENT);
	assert_int_equal(opening(DB_READONLY, "zicha init"), ERR_ABSENT);
}

static void test_a_file_that_is_not_ours(void **state)
{
	struct err e = {0};
	const char text[] = "一份普通的文件,不是账本,也没有任何表。一份普通的文件,不是账本,"
			    "也没有任何表。一份普通的文件,不是账本。";

	assert_int_equal(file_write(path, text, sizeof text, 0600, &e), 0);
	assert_int_equal(opening(0, "no store of zicha"), ERR_DAMAGED);
	assert_int_equal(opening(DB_READONLY, "no store of zicha"), ERR_DAMAGED);
}

static void test_a_changed_schema_is_refused(void **state)
{
	static const char *const rows[] = {
		"CREATE TRIGGER t AFTER INSERT ON event BEGIN SELECT 1; END",
		"DROP TRIGGER event_no_update",
		"CREATE VIEW v AS SELECT 1",
		"DROP INDEX chain_own",
		"ALTER TABLE head ADD COLUMN x TEXT",
		"DROP TABLE failures",
		"ANALYZE",
		"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, ' CHECK (own IN (0, 1))', '') "
		"WHERE name = 'chain'",
		"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '2026-', '2027-') WHERE name = 'session'",
		"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = sql || ' ' WHERE name = 'head'",
		"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET type = 'table' WHERE name = 'head_forward'",
		"PRAGMA writable_schema = ON; INSERT INTO sqlite_schema SELECT type, 'twin', tbl_name, rootpage, sql FROM "
		"sqlite_schema WHERE name = 'event_next'",
		"PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('index', 'sqlite_autoindex_nobody_1', 'head', 2, NULL)",
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct err e = {0};
		struct db *db = NULL;
		clean(state);
		assert_int_equal(fresh(state), 0);
		raw(rows[i]);
		assert_int_equal(opening(0, "; "), ERR_DAMAGED); /* the way out: verify, or restore */
		if (!strstr(rows[i], "writable_schema")) /* else it may not even be one */
			assert_int_equal(db_open(&db, path, DB_UNCHECKED | DB_READONLY, &e), 0);
		db_close(&db);
	}
}

static void test_the_seat_belt(void **state)
{
	static const char *const rows[] = {
		"INSERT INTO chain VALUES ('0000000001', 0)",
		"UPDATE event SET at = at + 1",
		"DELETE FROM event",
		"REPLACE INTO event SELECT * FROM event",
		"UPDATE event_body SET body = x''",
		"DELETE FROM event_body",
		"UPDATE head SET seq = seq - 1",
		"DELETE FROM head",
		"DELETE FROM chain",
		"UPDATE chain SET own = 0",
		"INSERT INTO event SELECT chain, 9, kind, at, key, prev, digest, hash, sig FROM event",
		"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = ''",
	};
	struct err e = {0};
	struct db *db = NULL;

	assert_int_equal(db_open(&db, path, 0, &e), 0);
	assert_int_equal(db_exec(db,
				 "INSERT INTO chain VALUES ('0000000000', 1); INSERT INTO event VALUES "
				 "('0000000000', 1, 1, 1,"
				 "hex(zeroblob(16)), zeroblob(32), zeroblob(32), zeroblob(32), zeroblob(70));"
				 "INSERT INTO event_body VALUES ('0000000000', 1, zeroblob(16), x'01');"
				 "INSERT INTO head VALUES ('0000000000', 1, zeroblob(32))",
				 &e),
			 0);
	for (size_t i = 1; i < ARRAY_LEN(rows); i++)
		if (!db_exec(db, rows[i], &e))
			fail_msg("went through: %s", rows[i]);
	db_close(&db);
}

static void test_a_second_writer_waits_or_hears(void **state)
{
	struct err e = {0};
	struct db *a = NULL, *b = NULL;

	assert_int_equal(db_open(&a, path, 0, &e), 0);
	assert_int_equal(db_open(&b, path, 0, &e), 0);
	int64_t version = db_data_version(b);
	assert_int_equal(db_begin(a, &e), 0);
	assert_int_equal(db_begin(a, &e), -1);
	assert_int_equal(e.code, ERR_BUG);
	assert_int_equal(db_exec(b, "PRAGMA busy_timeout = 50", &e), 0);
	assert_int_equal(db_begin(b, &e), -1);
	assert_int_equal(e.code, ERR_BUSY);
	assert_int_equal(db_run(a, SQL_chain_add, &e, "ti", "0000000001", (int64_t)0), 0);
	assert_int_equal(db_data_version(b), version);
	assert_int_equal(db_commit(a, &e), 0);
	assert_int_not_equal(db_data_version(b), version);
	assert_int_equal(db_commit(a, &e), -1);
	assert_int_equal(db_begin(b, &e), 0);
	db_rollback(b);
	db_rollback(b);
	db_close(&a);
	db_close(&b);
}

/* Several programs on one store: every act of each comes in. */
static void test_many_writers(void **state)
{
	enum { WRITERS = 4, ACTS = 25 };

	for (int w = 0; w < WRITERS; w++) {
		if (fork())
			continue;
		struct err e = {0};
		struct db *db = NULL;
		int bad = db_open(&db, path, 0, &e);
		for (int i = 0; i < ACTS && !bad; i++) {
			char id[16];
			snprintf(id, sizeof id, "%010d", w * 100 + i);
			bad = db_begin(db, &e) || db_run(db, SQL_chain_add, &e, "ti", id, (int64_t)0) ||
			      db_commit(db, &e);
		}
		if (bad)
			printf("writer %d: %s\n", w, e.text);
		db_close(&db);
		_exit(bad != 0);
	}
	int status, failed = 0;
	while (wait(&status) > 0)
		failed += status != 0;
	assert_int_equal(failed, 0);
	struct err e = {0};
	struct db *db = NULL;
	assert_int_equal(db_open(&db, path, DB_READONLY, &e), 0);
	assert_int_equal(pragma(db, "SELECT count(*) FROM chain"), WRITERS * ACTS);
	db_close(&db);
}

static void test_a_replaced_file_is_noticed(void **state)
{
	struct err e = {0};
	struct db *db = NULL;
	char other[128];

	snprintf(other, sizeof other, "%s/other.db", dir);
	assert_int_equal(db_open(&db, path, 0, &e), 0);
	assert_int_equal(db_copy_to(db, other, &e), 0);
	assert_false(db_moved(db));
	assert_int_equal(rename(other, path), 0);
	assert_true(db_moved(db));
	assert_int_equal(db_begin(db, &e), -1);
	assert_int_equal(e.code, ERR_STATE);
	assert_int_equal(db_run(db, SQL_chain_add, &e, "ti", "0000000001", (int64_t)0), -1);
	assert_int_equal(e.code, ERR_STATE);
	db_close(&db);
}

/* Emptied by another program under the open one: told as what it is, not as an answer that is not known. */
static void test_tables_gone_from_under(void **state)
{
	struct err e = {0};
	struct db *db = NULL;
	struct rows r = {0};

	assert_int_equal(db_open(&db, path, 0, &e), 0);
	assert_int_equal(truncate(path, 0), 0);
	assert_true(db_select(&r, db, SQL_chain_own, &e, "") || rows_next(&r, &e) < 0);
	assert_int_equal(e.code, ERR_DAMAGED);
	assert_non_null(strstr(e.text, "the tables are not those that zicha made"));
	rows_done(&r);
	db_close(&db);
}

static void test_reading_only(void **state)
{
	struct err e = {0};
	struct db *db = NULL;

	assert_int_equal(chmod(path, 0400), 0);
	assert_int_equal(db_open(&db, path, DB_READONLY, &e), 0);
	assert_int_equal(db_begin(db, &e), 0); /* takes no lock that writes */
	assert_int_equal(db_run(db, SQL_chain_add, &e, "ti", "0000000001", (int64_t)0), -1);
	assert_int_equal(e.code, ERR_IO);
	db_close(&db);
}

static void test_copies_are_private(void **state)
{
	struct err e = {0};
	struct db *db = NULL, *copy = NULL;

	assert_int_equal(db_open(&db, path, 0, &e), 0);
	assert_int_equal(db_run(db, SQL_chain_add, &e, "ti", "0000000001", (int64_t)0), 0);
	assert_int_equal(db_copy(&copy, db, &e), 0);
	assert_int_equal(db_run(db, SQL_chain_add, &e, "ti", "0000000002", (int64_t)0), 0);
	assert_int_equal(pragma(copy, "SELECT count(*) FROM chain"), 1);
	assert_int_equal(pragma(db, "SELECT count(*) FROM chain"), 2);
	db_close(&copy);
	db_close(&db);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(test_settings_hold, fresh, clean),
	cmocka_unit_test_setup_teardown(test_refusals_on_opening, fresh, clean),
	cmocka_unit_test_setup_teardown(test_a_file_that_is_not_ours, fresh, clean),
	cmocka_unit_test_setup_teardown(test_a_changed_schema_is_refused, fresh, clean),
	cmocka_unit_test_setup_teardown(test_the_seat_belt, fresh, clean),
	cmocka_unit_test_setup_teardown(test_a_second_writer_waits_or_hears, fresh, clean),
	cmocka_unit_test_setup_teardown(test_many_writers, fresh, clean),
	cmocka_unit_test_setup_teardown(test_a_replaced_file_is_noticed, fresh, clean),
	cmocka_unit_test_setup_teardown(test_tables_gone_from_under, fresh, clean),
	cmocka_unit_test_setup_teardown(test_reading_only, fresh, clean),
	cmocka_unit_test_setup_teardown(test_copies_are_private, fresh, clean),
};
TEST_MAIN(tests)
