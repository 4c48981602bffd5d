/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/attack.h"
#include "tests/unit/fake.h"

#include "base/msg.h"
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

static int judge(const char *path, void *ctx)
{
	struct err e = {0};
	struct heard *h = ctx;
	struct verify_result result;
	struct verify_options o = {.remark = hear, .ctx = h};

	str_clear(&h->all);
	if (verify_path(path, &fake_kinds, &o, &result, &e)) {
		str_addf(&h->all, "failed: %s\n", e.text);
		return -1;
	}
	return (int)result.verdict;
}

static void test_the_sound_store_passes(void **state)
{
	struct fake f;
	struct heard h = {0};

	assert_int_equal(fake_open(&f, false, 20), 0);
	for (int i = 0; i < 3; i++) {
		int verdict = judge(f.path, &h);
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

/* A cheat on a store of six entries, and the words that must be heard. */
static void hears(const char *sql, enum verify_verdict verdict, const char *where, const char *text)
{
	struct fake f;
	struct heard h = {0};
	sqlite3 *db;

	assert_int_equal(fake_open(&f, false, 4), 0);
	db_close(&f.db);
	assert_int_equal(sqlite3_open(f.path, &db), SQLITE_OK);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL))
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
	int found = judge(f.path, &h);
	if (found != (int)verdict || !strstr(str_text(&h.all), where) || !strstr(str_text(&h.all), text))
		fail_msg("%s: %d %s", sql, found, str_text(&h.all));
	str_done(&h.all);
	fake_done(&f);
}

static void test_it_says_which_and_whose(void **state)
{
	msg_use(MSG_EN);
	hears("UPDATE event_body SET body = x'00050000000178' WHERE seq = 4", VERIFY_CHANGED,
	      "-4: note, A01, 2026-10-26", "content was changed after it was signed");
	hears("UPDATE event SET at = at - 60 WHERE seq = 5", VERIFY_CHANGED, "-5: note, A02",
	      "after it was signed");
	hears("UPDATE event SET sig = (SELECT sig FROM event WHERE seq = 4) WHERE seq = 6", VERIFY_CHANGED,
	      "-6: note, A01", "signature");
	hears("DELETE FROM event_body WHERE seq = 4; DELETE FROM event WHERE seq = 4", VERIFY_CHANGED,
	      "-5: note", "1 entries before it are missing");
	hears("DELETE FROM event_body WHERE seq = 6; DELETE FROM event WHERE seq = 6", VERIFY_CHANGED,
	      "the head of chain", "cut off");
	hears("UPDATE key SET person = 'A03' WHERE person = 'A02'", VERIFY_CHANGED, "table key, row",
	      "record: person");
	hears("DELETE FROM envelope WHERE bytes = CAST('A02' AS BLOB)", VERIFY_CHANGED, "the envelope of key",
	      "is gone");
	hears("UPDATE event SET kind = 77 WHERE seq = 6", VERIFY_CHANGED, "-6: ", "kind 77");
	hears("PRAGMA application_id = 1", VERIFY_CHANGED, "the file", "no store of zicha");
	hears("PRAGMA user_version = 10203", VERIFY_UNKNOWN, "the file", "1.2.3");
	hears("PRAGMA user_version = 50", VERIFY_UNKNOWN, "the file", "older version");
	hears("CREATE TRIGGER t AFTER INSERT ON head BEGIN DELETE FROM key; END", VERIFY_CHANGED, "trigger t",
	      "added by somebody");
}

/* Cutting the tail and its head off together leaves no trace in the file; a head known outside finds it. */
static void test_heads_known_outside(void **state)
{
	struct fake f;
	struct err e = {0};
	struct verify_result result;
	struct verify_head head = {.seq = 6};
	struct verify_options o = {.heads = &head, .head_count = 1};

	assert_int_equal(fake_open(&f, false, 4), 0);
	memcpy(head.chain, f.journal.chain, CHAIN_TEXT);
	assert_int_equal(journal_head(f.db, head.chain, &head.seq, head.hash, &e), 1);
	assert_int_equal(verify_path(f.path, &fake_kinds, &o, &result, &e), 0);
	assert_int_equal(result.verdict, VERIFY_SOUND);
	db_close(&f.db);
	sqlite3 *db;
	assert_int_equal(sqlite3_open(f.path, &db), SQLITE_OK);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	assert_int_equal(
		sqlite3_exec(db,
			     "DELETE FROM event_body WHERE seq = 6; DELETE FROM event WHERE seq = 6;"
			     "UPDATE head SET seq = 5, hash = (SELECT hash FROM event WHERE seq = 5)",
			     NULL, NULL, NULL),
		0);
	sqlite3_close(db);
	assert_int_equal(verify_path(f.path, &fake_kinds, NULL, &result, &e), 0);
	assert_int_equal(result.verdict, VERIFY_SOUND);
	assert_int_equal(verify_path(f.path, &fake_kinds, &o, &result, &e), 0);
	assert_int_equal(result.verdict, VERIFY_CHANGED);
	fake_done(&f);
}

static void test_a_clock_set_back_is_told(void **state)
{
	struct fake f;
	struct heard h = {0};

	msg_use(MSG_EN);
	assert_int_equal(fake_open(&f, false, 2), 0);
	clock_fix(&f.clock, FAKE_START - 7200, 60);
	assert_int_equal(fake_note(&f, f.head, "A01", "x"), 0);
	assert_int_equal(judge(f.path, &h), VERIFY_SOUND);
	assert_non_null(strstr(str_text(&h.all), "set back"));
	clock_fix(&f.clock, INT64_C(1) << 40, 0); /* no date at all: nothing is recorded */
	assert_int_equal(fake_note(&f, f.head, "A01", "x"), -1);
	str_done(&h.all);
	fake_done(&f);
}

static int after_three(int64_t done, int64_t all, void *ctx)
{
	return done == 3;
}

static void test_it_can_be_stopped(void **state)
{
	struct fake f;
	struct err e = {0};
	struct verify_result result;
	struct verify_options o = {.progress = after_three};

	assert_int_equal(fake_open(&f, true, 4), 0);
	assert_int_equal(verify_store(f.db, &fake_kinds, &o, &result, &e), -1);
	assert_int_equal(e.code, ERR_CANCELLED);
	assert_int_equal(result.events, 3);
	assert_int_equal(verify_path("/nonexistent/zicha.db", &fake_kinds, NULL, &result, &e), -1);
	assert_int_equal(e.code, ERR_ABSENT);
	fake_done(&f);
}

/* SM3 over every value of every table. */
static void content(const char *path, unsigned char out[DIGEST_SIZE])
{
	struct err e = {0};
	AUTO(db_close) struct db *db = NULL;
	AUTO(str_done) struct str all = {0};
	AUTO(rows_done) struct rows t = {0};

	assert_int_equal(db_open(&db, path, DB_READONLY | DB_UNCHECKED, &e), 0);
	assert_int_equal(db_select(&t, db, SQL_schema_tables, &e, ""), 0);
	while (rows_next(&t, &e) > 0) {
		AUTO(rows_done) struct rows r = {0};
		AUTO(str_done) struct str sql = {0};
		str_addf(&sql, "SELECT * FROM %s", rows_text(&t, 0));
		assert_int_equal(db_select_text(&r, db, str_text(&sql), &e, ""), 0);
		while (rows_next(&r, &e) > 0)
			for (int i = 0; i < rows_columns(&r); i++) {
				const void *data;
				size_t n;
				unsigned char number[8];
				str_add_char(&all, rows_value(&r, i, &data, &n, number));
				str_addf(&all, "%zu:", n);
				str_add_n(&all, data, n);
			}
	}
	assert_int_equal(digest_bytes(all.s, all.n, out, &e), 0);
}

/* Any flip of any byte of the file: noticed, or of no account; never a crash. */
static void test_flipped_bytes(void **state)
{
	struct fake f;
	struct err e = {0};
	struct heard h = {0};
	struct str bytes = {0};
	unsigned seed = 1;
	int noticed = 0, tries = getenv("ZICHA_TORTURE") ? 3000 : 150;

	assert_int_equal(fake_open(&f, false, 4), 0);
	db_close(&f.db);
	assert_int_equal(file_read(f.path, 1 << 24, &bytes, &e), 0);
	unsigned char sound[DIGEST_SIZE], flipped[DIGEST_SIZE];
	content(f.path, sound);
	for (int i = 0; i < tries; i++) {
		size_t at = (size_t)rand_r(&seed) % bytes.n;
		char old = bytes.s[at];
		bytes.s[at] ^= (char)(1 << rand_r(&seed) % 8);
		assert_int_equal(attack_put(f.path, &bytes), 0);
		if (judge(f.path, &h) == VERIFY_SOUND) {
			content(f.path, flipped);
			assert_memory_equal(sound, flipped, sizeof sound);
		} else {
			noticed++;
		}
		bytes.s[at] = old;
	}
	assert_true(noticed > 0);
	str_done(&bytes);
	str_done(&h.all);
	fake_done(&f);
}

/* Lays another store's chain into this one, verbatim, with what its events do. */
static int bring_in(const struct event *ev, void *ctx, struct err *e)
{
	return ev->kind->apply ? ev->kind->apply(ctx, ev, e) : 0;
}

static void import(struct fake *to, struct fake *from)
{
	struct err e = {0};
	AUTO(rows_done) struct rows r = {0};
	const char *chain = from->journal.chain;
	const void *b[6];
	size_t n[6];
	int64_t seq;
	unsigned char hash[DIGEST_SIZE];

	assert_int_equal(db_begin(to->db, &e), 0);
	assert_int_equal(db_run(to->db, SQL_chain_add, &e, "ti", chain, (int64_t)0), 0);
	assert_int_equal(db_select(&r, from->db, SQL_event_walk, &e, "t", chain), 0);
	while (rows_next(&r, &e) > 0) {
		for (int i = 0; i < 6; i++)
			b[i] = rows_blob(&r, 4 + i, &n[i]);
		assert_int_equal(db_run(to->db, SQL_event_add, &e, "tiiitbbbb", chain, rows_int(&r, 0),
					rows_int(&r, 1), rows_int(&r, 2), rows_text(&r, 3), b[0], n[0], b[1],
					n[1], b[2], n[2], b[3], n[3]),
				 0);
		assert_int_equal(db_run(to->db, SQL_event_body_add, &e, "tibb", chain, rows_int(&r, 0), b[4],
					n[4], b[5], n[5]),
				 0);
	}
	assert_int_equal(journal_head(from->db, chain, &seq, hash, &e), 1);
	assert_int_equal(db_run(to->db, SQL_head_move, &e, "tib", chain, seq, hash, sizeof hash), 0);
	assert_int_equal(journal_each(from->db, &fake_kinds, chain, 1, bring_in, to->db, &e), 0);
	assert_int_equal(db_commit(to->db, &e), 0);
}

static void test_chains_brought_in(void **state)
{
	struct fake f, g;
	struct heard h = {0};
	sqlite3 *db;

	assert_int_equal(fake_open(&f, false, 4), 0);
	assert_int_equal(fake_open(&g, true, 6), 0);
	import(&f, &g);
	assert_int_equal(fake_note(&f, f.second, "A02", "收到"), 0);
	int verdict = judge(f.path, &h);
	assert_string_equal(str_text(&h.all), "");
	assert_int_equal(verdict, VERIFY_SOUND);
	db_close(&f.db);
	assert_int_equal(sqlite3_open(f.path, &db), SQLITE_OK);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	assert_int_equal(sqlite3_exec(db,
				      "DROP INDEX chain_own; UPDATE chain SET own = 1 - own;"
				      "CREATE UNIQUE INDEX chain_own ON chain (own) WHERE own = 1",
				      NULL, NULL, NULL),
			 0);
	sqlite3_close(db);
	assert_int_equal(judge(f.path, &h), VERIFY_CHANGED); /* which chain is the own one */
	str_done(&h.all);
	fake_done(&f);
	fake_done(&g);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_sound_store_passes),
	cmocka_unit_test(test_every_attack_is_noticed),
	cmocka_unit_test(test_it_says_which_and_whose),
	cmocka_unit_test(test_heads_known_outside),
	cmocka_unit_test(test_a_clock_set_back_is_told),
	cmocka_unit_test(test_it_can_be_stopped),
	cmocka_unit_test(test_flipped_bytes),
	cmocka_unit_test(test_chains_brought_in),
};
TEST_MAIN(tests)
