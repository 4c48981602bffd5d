/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/fake.h"

#include "base/file.h"
#include "store/migrate.h"

#include <sqlite3.h>
#include <sys/wait.h>

static char folder[64];

static void raw(const char *path, const char *sql)
{
	sqlite3 *h;
	assert_int_equal(sqlite3_open(path, &h), SQLITE_OK);
	sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	if (sqlite3_exec(h, sql, NULL, NULL, NULL))
		fail_msg("%s", sqlite3_errmsg(h));
	sqlite3_close(h);
}

/* An older layout: the bodies' salt and content in two tables, another head, a projection that has since
 * gone. */
static const char make_old[] =
	"DROP TRIGGER event_body_no_update; DROP TRIGGER event_body_no_delete;"
	"CREATE TABLE salt AS SELECT chain, seq, salt FROM event_body;"
	"CREATE TABLE content AS SELECT chain, seq, body FROM event_body; DROP TABLE event_body;"
	"CREATE TABLE answers (a); INSERT INTO answers VALUES (1); DROP TABLE key;"
	"PRAGMA user_version = 50";
static const struct migrate_step steps[] = {
	{30, "030-long-past", "SELECT nothing_of_the_kind()"},
	{60, "060-content", "ALTER TABLE content RENAME TO contents"},
	{100, "100-body",
	 "CREATE TABLE event_body (chain, seq, salt, body);"
	 "INSERT INTO event_body SELECT * FROM salt JOIN contents USING (chain, seq);"
	 "DROP TABLE salt; DROP TABLE contents"},
};

static int open_old(struct fake *f, struct migrate_options *o)
{
	if (fake_open(f, false, 6))
		return -1;
	snprintf(folder, sizeof folder, "%s/backup", f->dir);
	*o = (struct migrate_options){.backup = {.dir = folder, .kinds = &fake_kinds, .clock = &f->clock},
				      .steps = steps,
				      .step_count = ARRAY_LEN(steps)};
	raw(f->path, make_old);
	return 0;
}

static int verdict(const char *path)
{
	struct err e = {0};
	AUTO(db_close) struct db *db = NULL;
	struct verify_result result;
	assert_int_equal(db_open(&db, path, DB_READONLY, &e), 0);
	assert_int_equal(verify_store(db, &fake_kinds, NULL, &result, &e), 0);
	assert_int_equal(result.events, 8);
	return (int)result.verdict;
}

static void test_an_old_store_is_brought_up_to_date(void **state)
{
	struct fake f;
	struct migrate_options o;
	struct err e = {0};
	struct db *db = NULL;
	struct str kept = {0};
	int format;

	assert_int_equal(open_old(&f, &o), 0);
	assert_int_equal(db_open(&db, f.path, 0, &e), -1);
	assert_int_equal(e.code, ERR_STATE);
	assert_int_equal(migrate_needed(f.path, &format, &e), 1);
	assert_int_equal(format, 50);
	if (migrate_store(f.path, &o, &e))
		fail_msg("%s", e.text);
	assert_int_equal(migrate_needed(f.path, &format, &e), 0);
	assert_int_equal(verdict(f.path), VERIFY_SOUND);
	assert_true(db_moved(f.db));
	str_addf(&kept, "%s/before-0.0.50.db", folder);
	assert_int_equal(file_exists(str_text(&kept), &e), 1);
	str_clear(&kept);
	str_addf(&kept, "%s.new", f.path);
	assert_int_equal(file_exists(str_text(&kept), &e), 0);
	assert_int_equal(migrate_store(f.path, &o, &e), 0); /* again: nothing to do */
	assert_int_equal(verdict(f.path), VERIFY_SOUND);
	str_done(&kept);
	fake_done(&f);
}

static void test_a_failing_step_changes_nothing(void **state)
{
	struct fake f;
	struct migrate_options o;
	struct err e = {0};
	struct str before = {0}, after = {0};

	assert_int_equal(open_old(&f, &o), 0);
	assert_int_equal(file_read(f.path, 1 << 24, &before, &e), 0);
	static const struct migrate_step bad[] = {{100, "100-wrong", "INSERT INTO no_such_table VALUES (1)"}};
	o.steps = bad;
	o.step_count = 1;
	assert_int_equal(migrate_store(f.path, &o, &e), -1);
	assert_non_null(strstr(e.text, "100-wrong"));
	o.step_count = 0; /* a step forgotten: the journal cannot be read */
	assert_int_equal(migrate_store(f.path, &o, &e), -1);
	assert_int_equal(file_read(f.path, 1 << 24, &after, &e), 0);
	assert_int_equal(before.n, after.n);
	assert_memory_equal(before.s, after.s, before.n);
	str_done(&before);
	str_done(&after);
	fake_done(&f);
}

static void test_a_cheated_store_is_not_washed_clean(void **state)
{
	static const char *const cheats[] = {
		"UPDATE event SET at = at + 1 WHERE seq = 5",
		"UPDATE content SET body = x'00050000000178' WHERE seq = 5",
		"DELETE FROM content WHERE seq = 5",
		"DELETE FROM event WHERE seq = 8",
		"UPDATE event SET sig = (SELECT sig FROM event WHERE seq = 4) WHERE seq = 5",
		"DELETE FROM envelope",
	};
	for (size_t i = 0; i < ARRAY_LEN(cheats); i++) {
		struct fake f;
		struct migrate_options o;
		struct err e = {0};
		int format;
		assert_int_equal(open_old(&f, &o), 0);
		raw(f.path, cheats[i]);
		if (!migrate_store(f.path, &o, &e))
			fail_msg("went through: %s", cheats[i]);
		assert_int_equal(e.code, ERR_DAMAGED);
		assert_int_equal(migrate_needed(f.path, &format, &e), 1);
		fake_done(&f);
	}
}

static void test_two_at_once(void **state)
{
	struct fake f;
	struct migrate_options o;

	assert_int_equal(open_old(&f, &o), 0);
	for (int i = 0; i < 3; i++)
		if (!fork()) {
			struct err e = {0};
			int bad = migrate_store(f.path, &o, &e);
			_exit(bad && e.code != ERR_STATE &&
			      e.code != ERR_BUSY); /* replaced meanwhile is an answer too */
		}
	int status, failed = 0;
	while (wait(&status) > 0)
		failed += status != 0;
	assert_int_equal(failed, 0);
	assert_int_equal(verdict(f.path), VERIFY_SOUND);
	fake_done(&f);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_an_old_store_is_brought_up_to_date),
	cmocka_unit_test(test_a_failing_step_changes_nothing),
	cmocka_unit_test(test_a_cheated_store_is_not_washed_clean),
	cmocka_unit_test(test_two_at_once),
};
TEST_MAIN(tests)
