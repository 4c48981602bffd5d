/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * journal STORE DEMO: row 19, an answer from the key to the disk against one row committed by plain SQLite in the
 * same journal mode, in turn; then where that goes, and what proving costs over the signatures alone. Writes into a
 * copy of STORE. DEMO is a demo store, which verify can judge.
 */
#include "tests/bench/bench.h"
#include "tests/unit/fake.h"

#include "base/file.h"
#include "cli/demo.h"
#include "domain/answer.h"
#include "domain/register.h"
#include "store/verify.h"

#include <sqlite3.h>

enum { COMMITS = 300, MANY = 2000, SIGNATURES = 300 };

static void fail(const char *what, const struct err *e)
{
	fprintf(stderr, "journal: %s: %s\n", what, e->text);
	exit(1);
}

/* ---- the floor: rows of the same size into a file of their own, in the journal mode of a store ---- */

struct raw {
	sqlite3 *db;
	sqlite3_stmt *into[4];
	int n;
};

static void raw_open(struct raw *r, const char *path)
{
	static const char *const sql[] = {"INSERT INTO a VALUES (?1, ?2)", "INSERT INTO b VALUES (?1, ?2)",
					  "REPLACE INTO h VALUES (1, ?2)", "INSERT INTO one VALUES (?1, ?2)"};
	static const char make[] = "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;"
				   "CREATE TABLE a (id INTEGER PRIMARY KEY, x); CREATE TABLE b (id INTEGER PRIMARY KEY, x);"
				   "CREATE TABLE h (id INTEGER PRIMARY KEY, x); CREATE TABLE one (id INTEGER PRIMARY KEY, x)";

	if (sqlite3_open(path, &r->db) || sqlite3_exec(r->db, make, NULL, NULL, NULL))
		exit(1);
	for (int i = 0; i < 4; i++)
		if (sqlite3_prepare_v2(r->db, sql[i], -1, &r->into[i], NULL))
			exit(1);
}

static void raw_close(struct raw *r)
{
	for (int i = 0; i < 4; i++)
		sqlite3_finalize(r->into[i]);
	sqlite3_close(r->db);
}

static double raw_commit(struct raw *r, int first, int last)
{
	static const char blob[400];
	static const int size[] = {260, 60, 32, 260};
	double start = bench_now();

	r->n++;
	if (first != last)
		sqlite3_exec(r->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	for (int k = first; k <= last; k++) {
		sqlite3_bind_int(r->into[k], 1, r->n);
		sqlite3_bind_blob(r->into[k], 2, blob, size[k], SQLITE_STATIC);
		if (sqlite3_step(r->into[k]) != SQLITE_DONE)
			exit(1);
		sqlite3_reset(r->into[k]);
	}
	if (first != last && sqlite3_exec(r->db, "COMMIT", NULL, NULL, NULL))
		exit(1);
	return bench_now() - start;
}

/* ---- row 19 ---- */

static void answers(const char *store)
{
	AUTO(desk_close) struct desk d = {0};
	AUTO(str_done) struct str copy = {0}, command = {0}, raw_path = {0};
	AUTO(session_list_done) struct session_list list = {0};
	AUTO(checklist_done) struct checklist checks = {0};
	struct session_filter f = {.branch = "1101", .state = SESSION_OPEN + 1, .limit = 1};
	struct answer_input in = {.result = RESULT_CONFORM};
	double ours[COMMITS], floor[COMMITS];
	struct raw raw = {0};
	struct err e = {0};
	int n = 0;

	str_addf(&copy, "%s.copy", store);
	str_addf(&command, "rm -rf '%s' && cp -r '%s' '%s' && sync", str_text(&copy), store, str_text(&copy));
	str_addf(&raw_path, "%s/raw.db", str_text(&copy));
	if (system(str_text(&command)) || desk_open(&d, str_text(&copy), 0, &e) ||
	    desk_login(&d, "110101", DEMO_PASSPHRASE, &e) || session_list_load(d.db, &f, &list, &e) || !list.n ||
	    checklist_load(d.db, list.v[0].id, &checks, &e))
		fail(str_text(&copy), &e);
	raw_open(&raw, str_text(&raw_path));
	struct actor by = desk_actor(&d);
	for (size_t i = 0; n < COMMITS; i = (i + 1) % checks.n) {
		if (checks.v[i].findings || checks.v[i].item.two_person)
			continue;
		floor[n] = raw_commit(&raw, 3, 3);
		double start = bench_now();
		if (answer_record(&d.journal, &by, NULL, list.v[0].id, checks.v[i].item.code, &in, &e))
			fail(checks.v[i].item.code, &e);
		ours[n++] = bench_now() - start;
	}
	raw_close(&raw);
	str_clear(&command);
	str_addf(&command, "rm -rf '%s'", str_text(&copy));
	if (system(str_text(&command)))
		exit(1);
	bench_ratio("19", "an answer, durable on disk, ms", bench_median(ours, n), bench_median(floor, n), 1.5, 1.1);
}

/* ---- the journal by itself ---- */

static void commits(struct fake *f)
{
	double ours[COMMITS], floor[COMMITS];
	char path[64];
	struct raw raw = {0};
	struct err e = {0};

	snprintf(path, sizeof path, "%s/raw.db", f->dir);
	raw_open(&raw, path);
	for (int i = 0; i < COMMITS; i++) {
		floor[i] = raw_commit(&raw, 0, 2);
		double start = bench_now();
		if (fake_note(f, f->head, "A01", "抽查三笔，其中一笔未登记用印登记簿，当场补登。"))
			fail("note", &e);
		ours[i] = bench_now() - start;
	}
	raw_close(&raw);
	bench_ratio("", "an event against the same rows without it, ms", bench_median(ours, COMMITS),
		    bench_median(floor, COMMITS), 0, 0);
}

/* Many events in one act: nothing but their work. */
static double recording(struct fake *f)
{
	AUTO(body_done) struct body b = {0};
	AUTO(act_abort) struct act a = {0};
	struct err e = {0};

	body_text(&b, F_TEXT, "抽查三笔，其中一笔未登记用印登记簿，当场补登。");
	double start = bench_cpu();
	if (act_begin(&a, &f->journal, &e))
		fail("act", &e);
	for (int i = 0; i < MANY; i++)
		if (act_record(&a, f->head, "A01", FAKE_NOTE, &b, NULL, &e))
			fail("act", &e);
	if (act_commit(&a, &e))
		fail("act", &e);
	return (bench_cpu() - start) / MANY;
}

static double signing(struct fake *f, unsigned char sig[KEY_SIGNATURE_MOST], size_t *n)
{
	struct err e = {0};
	double start = bench_cpu();

	for (int i = 0; i < SIGNATURES; i++)
		if (key_sign(f->head, "x", 1, sig, n, &e))
			fail("sign", &e);
	return (bench_cpu() - start) / SIGNATURES;
}

static double checking(struct fake *f, const unsigned char *sig, size_t n)
{
	struct err e = {0};
	double start = bench_cpu();

	for (int i = 0; i < SIGNATURES; i++)
		if (key_verify(key_public(f->head), "x", 1, sig, n, &e) != 1)
			fail("verify", &e);
	return (bench_cpu() - start) / SIGNATURES;
}

/* Verifying the demo county, per event; with its head trusted, no signature is worked out. */
static void proving(const char *demo, double one)
{
	AUTO(desk_close) struct desk d = {0};
	struct verify_result result;
	struct verify_options o = {0};
	struct err e = {0};

	if (desk_open(&d, demo, DESK_READONLY, &e))
		fail(demo, &e);
	for (int trusted = 0; trusted < 2; trusted++) {
		double start = bench_cpu();
		o.trusted_count = (size_t)trusted;
		if (verify_store(d.db, &domain_kinds, &o, &result, &e) || result.verdict)
			fail("verify", &e);
		double each = (bench_cpu() - start) / (double)result.events;
		bench_ratio("", trusted ? "verify with a trusted head, events/s (likewise)"
					: "verify, events/s (more is better; SM2 alone)",
			    1e3 / each, 1e3 / one, 0, 0);
		o.trusted = &result.own;
	}
}

int main(int argc, char **argv)
{
	unsigned char sig[KEY_SIGNATURE_MOST];
	size_t n;
	struct fake f;

	if (argc < 3 || fake_open(&f, false, 0))
		return 2;
	answers(argv[1]);
	commits(&f);
	double sign = signing(&f, sig, &n), check = checking(&f, sig, n);
	bench_ratio("", "recording in one act, events/s (more is better; SM2 alone)", 1e3 / recording(&f), 1e3 / sign, 0, 0);
	proving(argv[2], check);
	fake_done(&f);
	return 0;
}
