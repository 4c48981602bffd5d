/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the journal costs over SQLite alone, in one run: acts recorded one by one, acts of
 * many events, reading, verifying. Ratios against the floor; seconds only for the eye.
 */
#include "tests/unit/fake.h"

#include "store/verify.h"

#include <sqlite3.h>
#include <stdio.h>
#include <time.h>

static int64_t now_us(void)
{
	struct timespec ts;
	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

static int64_t median(int64_t *v, int n, int64_t *p99)
{
	qsort(v, (size_t)n, sizeof *v, by_size);
	*p99 = v[n * 99 / 100];
	return v[n / 2];
}

/* The floor: the same bytes into two tables and a head row, nothing else. */
static int raw_commits(const char *path, int n, int64_t *us)
{
	static const char blob[400];
	sqlite3 *h;
	sqlite3_stmt *s[3];
	static const char *const sql[] = {"INSERT INTO a VALUES (?1, ?2)", "INSERT INTO b VALUES (?1, ?2)",
					  "REPLACE INTO h VALUES (1, ?1, ?2)"};
	static const int size[] = {260, 60, 32};

	if (sqlite3_open(path, &h) ||
	    sqlite3_exec(
		    h,
		    "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;"
		    "CREATE TABLE a (id INTEGER PRIMARY KEY, x); CREATE TABLE b (id INTEGER PRIMARY KEY, x);"
		    "CREATE TABLE h (id INTEGER PRIMARY KEY, seq, x)",
		    NULL, NULL, NULL))
		return -1;
	for (int i = 0; i < 3; i++)
		if (sqlite3_prepare_v2(h, sql[i], -1, &s[i], NULL))
			return -1;
	for (int i = 0; i < n; i++) {
		int64_t from = now_us();
		sqlite3_exec(h, "BEGIN IMMEDIATE", NULL, NULL, NULL);
		for (int k = 0; k < 3; k++) {
			sqlite3_bind_int(s[k], 1, i + 1);
			sqlite3_bind_blob(s[k], 2, blob, size[k], SQLITE_STATIC);
			sqlite3_step(s[k]);
			sqlite3_reset(s[k]);
		}
		if (sqlite3_exec(h, "COMMIT", NULL, NULL, NULL))
			return -1;
		us[i] = now_us() - from;
	}
	for (int i = 0; i < 3; i++)
		sqlite3_finalize(s[i]);
	sqlite3_close(h);
	return 0;
}

static int count(const struct event *ev, void *ctx, struct err *e)
{
	++*(int *)ctx;
	return 0;
}

int main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : 400, many = 4000, seen = 0;
	int64_t *us = mem_alloc((size_t)n * sizeof *us), p99;
	char path[64];
	struct fake f;
	struct err e = {0};

	if (fake_open(&f, false, 0))
		return 1;
	snprintf(path, sizeof path, "%s/raw.db", f.dir);
	if (raw_commits(path, n, us))
		return 1;
	int64_t floor = median(us, n, &p99);
	printf("raw SQLite      commit p50 %.2f ms  p99 %.2f ms\n", floor / 1e3, p99 / 1e3);
	for (int i = 0; i < n; i++) {
		int64_t from = now_us();
		if (fake_note(&f, f.head, "A01", "抽查三笔，其中一笔未登记用印登记簿，当场补登。"))
			return 1;
		us[i] = now_us() - from;
	}
	int64_t ours = median(us, n, &p99);
	printf("journal         commit p50 %.2f ms  p99 %.2f ms  ratio %.2f (bar 1.5)\n", ours / 1e3,
	       p99 / 1e3, (double)ours / (double)floor);

	AUTO(body_done) struct body b = {0};
	AUTO(act_abort) struct act a = {0};
	body_text(&b, F_TEXT, "抽查三笔，其中一笔未登记用印登记簿，当场补登。");
	int64_t from = now_us();
	if (act_begin(&a, &f.journal, &e))
		return 1;
	for (int i = 0; i < many; i++)
		if (act_record(&a, f.head, "A01", FAKE_NOTE, &b, NULL, &e))
			return 1;
	if (act_commit(&a, &e))
		return 1;
	double sign = (double)(now_us() - from) / many;
	printf("one act of %d   %.0f events/s\n", many, 1e6 / sign);

	unsigned char sig[KEY_SIGNATURE_MOST];
	size_t sig_n;
	from = now_us();
	for (int i = 0; i < 500; i++)
		if (key_sign(f.head, "x", 1, sig, &sig_n, &e))
			return 1;
	double floor_sign = (double)(now_us() - from) / 500;
	from = now_us();
	for (int i = 0; i < 500; i++)
		if (key_verify(key_public(f.head), "x", 1, sig, sig_n, &e) != 1)
			return 1;
	double floor_verify = (double)(now_us() - from) / 500;
	printf("SM2 alone       sign %.0f/s  verify %.0f/s  recording/sign %.2f\n", 1e6 / floor_sign,
	       1e6 / floor_verify, sign / floor_sign);

	from = now_us();
	if (journal_each(f.db, &fake_kinds, f.journal.chain, 1, count, &seen, &e))
		return 1;
	printf("reading         %.0f events/s\n", seen * 1e6 / (double)(now_us() - from));
	struct verify_result result;
	from = now_us();
	if (verify_store(f.db, &fake_kinds, NULL, &result, &e) || result.verdict)
		return 1;
	double verify = (double)(now_us() - from) / (double)result.events;
	printf("verify          %.0f events/s  ratio to SM2 alone %.2f\n", 1e6 / verify,
	       verify / floor_verify);
	struct verify_options o = {.trusted = &result.own, .trusted_count = 1};
	from = now_us();
	if (verify_store(f.db, &fake_kinds, &o, &result, &e) || result.verdict)
		return 1;
	printf("verify, trusted %.0f events/s\n", (double)result.events * 1e6 / (double)(now_us() - from));
	from = now_us();
	for (int i = 0; i < 20; i++) {
		AUTO(db_close) struct db *db = NULL;
		if (db_open(&db, f.path, 0, &e))
			return 1;
	}
	printf("opening         %.2f ms\n", (double)(now_us() - from) / 20e3);
	mem_free(us);
	fake_done(&f);
	return 0;
}
