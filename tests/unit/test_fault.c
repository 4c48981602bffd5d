/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was called saved is there afterwards: after a full disk, after a fault of the disk at any
 * write or sync, after a power cut at any moment.
 */
#include "tests/unit/test.h"
#include "tests/unit/disk.h"
#include "tests/unit/fake.h"

#include "base/file.h"
#include "base/msg.h"
#include "store/verify.h"

#include <signal.h>
#include <sys/wait.h>

enum { EVENTS_BEFORE = 4 };

static struct fake base;
static struct str bytes;

static int before_all(void **state)
{
	struct err e = {0};

	msg_use(MSG_EN);
	disk_install();
	if (fake_open(&base, false, EVENTS_BEFORE - 2))
		return -1;
	db_close(&base.db);
	return file_read(base.path, 1 << 24, &bytes, &e);
}

static int after_all(void **state)
{
	str_done(&bytes);
	for (size_t i = 0; i < disk.n; i++)
		mem_free(disk.v[i].data);
	mem_free(disk.v);
	fake_done(&base);
	return 0;
}

/* Unsynced: this disk is only played. */
static void put(const char *path, const struct str *content)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(str_text(content), 1, content->n, f), content->n);
	assert_int_equal(fclose(f), 0);
}

/* Puts the sound store back and opens it. */
static void reopen(struct fake *f)
{
	struct err e = {0};
	char journal[64];

	*f = base;
	snprintf(journal, sizeof journal, "%s-journal", f->path);
	assert_int_equal(file_remove(journal, &e), 0);
	put(f->path, &bytes);
	assert_int_equal(db_open(&f->db, f->path, 0, &e), 0);
	assert_int_equal(journal_init(&f->journal, f->db, &fake_kinds, &f->clock, &e), 0);
}

static int note(struct fake *f, struct err *e)
{
	AUTO(body_done) struct body b = {0};
	body_text(&b, F_TEXT, "抽查三笔，其中一笔未登记。");
	return journal_record(&f->journal, f->head, "A01", FAKE_NOTE, &b, NULL, e);
}

/* Events of a store that verifies; -1 if it does not open or does not verify. */
static int sound_events(const char *path, const struct verify_head *trusted, struct str *why)
{
	struct err e = {0};
	AUTO(db_close) struct db *db = NULL;
	struct verify_result result;
	struct verify_options o = {.trusted = trusted, .trusted_count = trusted != NULL};

	if (db_open(&db, path, 0, &e) || verify_store(db, &fake_kinds, &o, &result, &e)) {
		str_addf(why, "%s ", e.text);
		return -1;
	}
	if (result.verdict != VERIFY_SOUND)
		return -1;
	return (int)result.events;
}

static void try_fault(int n, int fault, int again)
{
	struct fake f;
	AUTO(str_done) struct str why = {0};
	int acknowledged = 0, failed = 0;

	reopen(&f);
	disk.countdown = n;
	disk.fault = fault;
	disk.again = again;
	for (int i = 0; i < 4; i++) {
		struct err e = {0};
		if (!note(&f, &e)) {
			acknowledged++;
			continue;
		}
		failed++;
		if (e.code != ERR_IO || !strstr(e.text, f.path))
			fail_msg("fault %d at %d: %d %s", fault, n, (int)e.code, e.text);
		const char *word = fault == SQLITE_FULL ? "full" : "fault";
		if (!strstr(e.text, word))
			fail_msg("fault %d at %d: %s", fault, n, e.text);
	}
	disk.countdown = 0;
	db_close(&f.db);
	int events = sound_events(f.path, NULL, &why);
	/* What was acknowledged is there; of what failed, at most the one act whose last sync gave the
	 * error. */
	if (events < EVENTS_BEFORE + acknowledged || events > EVENTS_BEFORE + acknowledged + (failed > 0))
		fail_msg("fault %d at %d (%s): %d acknowledged, %d events %s", fault, n,
			 again ? "always" : "once", acknowledged, events - EVENTS_BEFORE, str_text(&why));
}

/* A note is some dozen operations. make torture (ZICHA_TORTURE set) goes further. */
static int reach(int normal, int torture)
{
	return getenv("ZICHA_TORTURE") ? torture : normal;
}

static void test_a_full_disk(void **state)
{
	for (int n = 1; n <= reach(30, 80); n++) {
		try_fault(n, SQLITE_FULL, 0);
		try_fault(n, SQLITE_FULL, 1);
	}
}

static void test_a_broken_disk(void **state)
{
	for (int n = 1; n <= reach(30, 80); n++) {
		try_fault(n, SQLITE_IOERR, 0);
		try_fault(n, SQLITE_IOERR, 1);
	}
}

static void test_nothing_is_written_after_a_fault(void **state)
{
	struct fake f;
	struct err e = {0};

	reopen(&f);
	disk.countdown = 3;
	disk.fault = SQLITE_IOERR;
	disk.again = 0;
	assert_int_equal(note(&f, &e), -1);
	assert_int_equal(disk.countdown, 0);
	assert_int_equal(note(&f, &e),
			 -1); /* the disk would take it again, but may have lost what lay before */
	assert_int_equal(e.code, ERR_IO);
	db_close(&f.db);
	assert_int_equal(sound_events(f.path, NULL, &(struct str){0}), EVENTS_BEFORE);
}

/* Plays a run of notes, then looks at states that a cut may leave. Gives how many lost an acknowledged note
 * or broke. */
static int cut_power(const char *pragma, int states, int *tried)
{
	struct fake f;
	struct err e = {0};
	struct verify_result known;
	char journal[64];
	unsigned seed = 20261123;
	int bad = 0;

	reopen(&f);
	assert_int_equal(verify_store(f.db, &fake_kinds, NULL, &known, &e), 0);
	if (pragma)
		assert_int_equal(db_exec(f.db, pragma, &e), 0);
	disk_record(1);
	for (int i = 0; i < 12; i++) {
		assert_int_equal(note(&f, &e), 0);
		disk_acknowledge();
	}
	disk_record(0);
	db_close(&f.db);
	snprintf(journal, sizeof journal, "%s-journal", f.path);
	for (int i = 0; i < states; i++) {
		AUTO(str_done) struct str store = {0};
		AUTO(str_done) struct str log = {0};
		AUTO(str_done) struct str why = {0};
		size_t cut = (size_t)rand_r(&seed) % (disk.n + 1);
		str_add_n(&store, bytes.s, bytes.n);
		disk_state('d', cut, &seed, &store);
		disk_state('j', cut, &seed, &log);
		put(f.path, &store);
		put(journal, &log);
		int events = sound_events(f.path, &known.own, &why);
		bad += events < EVENTS_BEFORE + disk_acknowledged(cut);
		++*tried;
	}
	return bad;
}

static void test_power_cuts(void **state)
{
	int tried = 0, states = reach(600, 20000);
	assert_int_equal(cut_power(NULL, states, &tried), 0);
	assert_int_equal(tried, states);
}

/* The bar above must be able to fail: with the wrong setting it does. */
static void test_the_simulator_bites(void **state)
{
	int tried = 0;
	assert_true(cut_power("PRAGMA synchronous = OFF", 100, &tried) > 10);
}

/* A program killed at any moment: what it had called saved is there, and the store verifies. */
static void test_kills(void **state)
{
	unsigned seed = 7;

	for (int i = 0; i < reach(25, 1000); i++) {
		struct fake f;
		AUTO(str_done) struct str why = {0};
		int pipe_ends[2], acknowledged = 0;
		char c;
		assert_int_equal(pipe(pipe_ends), 0);
		reopen(&f);
		db_close(&f.db);
		pid_t child = fork();
		if (!child) {
			struct err e = {0};
			if (db_open(&f.db, f.path, 0, &e))
				_exit(1);
			f.journal.db = f.db;
			while (!note(&f, &e) && write(pipe_ends[1], "x", 1) == 1)
				;
			_exit(1);
		}
		close(pipe_ends[1]);
		usleep(8000 + (unsigned)rand_r(&seed) % 20000);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		while (read(pipe_ends[0], &c, 1) == 1)
			acknowledged++;
		close(pipe_ends[0]);
		int events = sound_events(f.path, NULL, &why);
		if (events < EVENTS_BEFORE + acknowledged || events > EVENTS_BEFORE + acknowledged + 1)
			fail_msg("%d acknowledged, %d events %s", acknowledged, events - EVENTS_BEFORE,
				 str_text(&why));
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_full_disk),
	cmocka_unit_test(test_a_broken_disk),
	cmocka_unit_test(test_nothing_is_written_after_a_fault),
	cmocka_unit_test(test_power_cuts),
	cmocka_unit_test(test_the_simulator_bites),
	cmocka_unit_test(test_kills),
};

int main(void)
{
	int failed = cmocka_run_group_tests(tests, before_all, after_all), all = (int)ARRAY_LEN(tests);

	if (failed < 0)
		failed = all;
	printf("%d passed, %d failed\n", all - failed, failed);
	return failed != 0;
}
