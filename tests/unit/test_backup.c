/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/fake.h"

#include "base/file.h"
#include "store/backup.h"

#include <sqlite3.h>
#include <sys/stat.h>

static char folder[64];

static struct backup_options options(struct fake *f)
{
	snprintf(folder, sizeof folder, "%s/backup", f->dir);
	return (struct backup_options){.dir = folder, .kinds = &fake_kinds, .clock = &f->clock, .keep = 3};
}

static int collect(const char *name, void *ctx, struct err *e)
{
	str_addf(ctx, "%s ", name);
	return 0;
}

static int number_of_files(const char *dir)
{
	struct err e = {0};
	AUTO(str_done) struct str all = {0};
	int n = 0;
	assert_int_equal(file_each(dir, "", collect, &all, &e), 0);
	for (size_t i = 0; i < all.n; i++)
		n += all.s[i] == ' ';
	return n - 2; /* . and .. */
}

static void test_a_backup_is_whole_and_private(void **state)
{
	struct fake f;
	struct err e = {0};
	struct str path = {0};
	struct stat st;
	struct verify_result result;

	assert_int_equal(fake_open(&f, false, 5), 0);
	struct backup_options o = options(&f);
	if (backup_make(f.db, &o, &path, &result, &e))
		fail_msg("%s", e.text);
	assert_int_equal(result.signatures, 7);
	assert_int_equal(result.own.seq, 7);
	assert_int_equal(stat(str_text(&path), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(number_of_files(folder), 1);
	assert_int_equal(fake_note(&f, f.head, "A01", "再抽一笔"), 0);
	o.trusted = &result.own; /* only the new event's signature is worked out */
	struct verify_result second;
	assert_int_equal(backup_make(f.db, &o, NULL, &second, &e), 0);
	assert_int_equal(second.signatures, 1);
	assert_int_equal(second.own.seq, 8);
	str_done(&path);
	fake_done(&f);
}

/* Several in one second: the last one made is the newest by name, and the next second's comes behind it. */
static void test_names_sort_by_time(void **state)
{
	struct fake f;
	struct err e = {0};
	AUTO(str_done) struct str made = {0}, last = {0};

	assert_int_equal(fake_open(&f, false, 0), 0);
	struct backup_options o = options(&f);
	o.keep = 20;
	for (int i = 0; i < 12; i++) {
		clock_fix(&f.clock, i < 11 ? 1793000000 : 1793000001, 0);
		assert_int_equal(backup_make(f.db, &o, &made, NULL, &e), 0);
		assert_int_equal(backup_find_last(folder, &last, NULL, &e), 1);
		assert_string_equal(strrchr(str_text(&made), '/') + 1, str_text(&last));
	}
	fake_done(&f);
}

static void test_the_newest_stay(void **state)
{
	struct fake f;
	struct err e = {0};
	struct str names = {0};

	struct str last = {0};
	int64_t at = 1;

	assert_int_equal(fake_open(&f, false, 0), 0);
	struct backup_options o = options(&f);
	assert_int_equal(backup_find_last(folder, &last, &at, &e), 0);
	assert_int_equal(at, 0);
	clock_fix(&f.clock, 1793000000, 3600);
	for (int i = 0; i < 6; i++)
		assert_int_equal(backup_make(f.db, &o, NULL, NULL, &e), 0);
	assert_int_equal(backup_each(folder, collect, &names, &e), 0);
	assert_string_equal(str_text(&names),
			    "zicha-20261026-183320.db zicha-20261026-193320.db zicha-20261026-203320.db ");
	assert_int_equal(backup_find_last(folder, &last, &at, &e), 1);
	assert_string_equal(str_text(&last), "zicha-20261026-203320.db");
	assert_int_equal(at, 1793018000);
	clock_fix(&f.clock, 1500000000,
		  0); /* a clock set back: the new one stays all the same, also twice in a second */
	str_clear(&names);
	assert_int_equal(backup_make(f.db, &o, NULL, NULL, &e), 0);
	assert_int_equal(backup_make(f.db, &o, NULL, NULL, &e), 0);
	assert_int_equal(backup_each(folder, collect, &names, &e), 0);
	assert_non_null(strstr(str_text(&names), "zicha-20170714-104000_02.db"));
	assert_int_equal(number_of_files(folder), 3);
	str_done(&names);
	str_done(&last);
	fake_done(&f);
}

static void raw(const char *path, const char *sql)
{
	sqlite3 *h;
	assert_int_equal(sqlite3_open(path, &h), SQLITE_OK);
	sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	if (sqlite3_exec(h, sql, NULL, NULL, NULL))
		fail_msg("%s", sqlite3_errmsg(h));
	sqlite3_close(h);
}

static void test_an_unsound_copy_does_not_count(void **state)
{
	struct fake f;
	struct err e = {0};

	assert_int_equal(fake_open(&f, false, 5), 0);
	struct backup_options o = options(&f);
	assert_int_equal(backup_make(f.db, &o, NULL, NULL, &e), 0);
	raw(f.path, "UPDATE event SET at = at + 1 WHERE seq = 4");
	assert_int_equal(backup_make(f.db, &o, NULL, NULL, &e), -1);
	assert_int_equal(e.code, ERR_DAMAGED);
	assert_non_null(strstr(e.text, "-4"));
	assert_int_equal(number_of_files(folder), 1);
	fake_done(&f);
}

static void test_what_a_dead_program_left_is_swept(void **state)
{
	struct fake f;
	struct err e = {0};
	struct str left = {0};

	assert_int_equal(fake_open(&f, false, 1), 0);
	struct backup_options o = options(&f);
	assert_int_equal(file_make_dir(folder, 0700, &e), 0);
	str_addf(&left, "%s/zicha-999999999.copying", folder);
	assert_int_equal(file_write(str_text(&left), "x", 1, 0600, &e), 0);
	assert_int_equal(backup_make(f.db, &o, NULL, NULL, &e), 0);
	assert_int_equal(number_of_files(folder), 1);
	str_done(&left);
	fake_done(&f);
}

static int64_t events(const char *path)
{
	struct err e = {0};
	AUTO(db_close) struct db *db = NULL;
	int64_t n = -1;
	assert_int_equal(db_open(&db, path, DB_READONLY, &e), 0);
	assert_int_equal(db_int(db, SQL_event_count, 0, &n, &e, ""), 0);
	return n;
}

static void test_restoring(void **state)
{
	struct fake f;
	struct err e = {0};
	struct str path = {0}, kept = {0};

	assert_int_equal(fake_open(&f, false, 5), 0);
	struct backup_options o = options(&f);
	assert_int_equal(backup_make(f.db, &o, &path, NULL, &e), 0);
	assert_int_equal(fake_note(&f, f.head, "A01", "再抽一笔"), 0);
	assert_int_equal(chmod(f.path, 0660), 0);
	if (backup_restore(str_text(&path), f.path, &o, &kept, &e))
		fail_msg("%s", e.text);
	assert_true(db_moved(f.db));
	assert_int_equal(fake_note(&f, f.head, "A01", "写到旧的里去"), -1);
	assert_int_equal(events(f.path), 7);
	assert_int_equal(events(str_text(&kept)), 8);
	struct stat st;
	assert_int_equal(stat(f.path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0660);
	raw(str_text(&path), "DELETE FROM envelope"); /* an unsound backup changes nothing */
	assert_int_equal(backup_restore(str_text(&path), f.path, &o, &kept, &e), -1);
	assert_int_equal(e.code, ERR_DAMAGED);
	assert_int_equal(events(f.path), 7);
	str_done(&path);
	str_done(&kept);
	fake_done(&f);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_backup_is_whole_and_private),
	cmocka_unit_test(test_names_sort_by_time),
	cmocka_unit_test(test_the_newest_stay),
	cmocka_unit_test(test_an_unsound_copy_does_not_count),
	cmocka_unit_test(test_what_a_dead_program_left_is_swept),
	cmocka_unit_test(test_restoring),
};
TEST_MAIN(tests)
