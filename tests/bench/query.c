/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * query STORE: row 17, what a review screen asks of a big store, through our own calls against the same statements
 * run through SQLite's C interface with every column looked at. Work of the processor, in turn, medians of many.
 * Then what no goal names: how long the longest of them take.
 */
#include "tests/bench/bench.h"

#include "domain/signoff.h"
#include "paper/report.h"

#include "store/sql.inc"

#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>

enum { ROUNDS = 15, ROUND_MS = 8, MOST = INT32_MAX };

struct both {
	struct db *db;
	sqlite3 *raw;
	struct err e;
	const char *session; /* a sealed one of sixty items */
	const char *number;
};

static void fail(const char *what, const char *why)
{
	fprintf(stderr, "query: %s: %s\n", what, why);
	exit(1);
}

/* ---- the raw side: t text or NULL, i integer ---- */

static void raw_run(struct both *b, sqlite3_stmt **stmt, enum sql_id id, const char *types, ...)
{
	va_list ap;

	if (!*stmt && sqlite3_prepare_v3(b->raw, sql_rows[id].text, -1, SQLITE_PREPARE_PERSISTENT, stmt, NULL))
		fail(sql_rows[id].name, sqlite3_errmsg(b->raw));
	va_start(ap, types);
	for (int i = 0; types[i]; i++)
		if (types[i] == 't')
			sqlite3_bind_text(*stmt, i + 1, va_arg(ap, const char *), -1, SQLITE_STATIC);
		else
			sqlite3_bind_int64(*stmt, i + 1, va_arg(ap, sqlite3_int64));
	va_end(ap);
	while (sqlite3_step(*stmt) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(*stmt); i++) {
			volatile const unsigned char *text = sqlite3_column_text(*stmt, i);
			(void)text;
		}
	sqlite3_reset(*stmt);
}

/* ---- the lists ---- */

static const struct list_case {
	const char *what;
	struct session_filter filter;
	enum sql_id id;
} lists[] = {
	{"sessions, newest 50", {.limit = 50}, SQL_session_list},
	{"sessions of a branch, newest 50", {.branch = "1103", .limit = 50}, SQL_session_list_of_branch},
	{"sessions of a branch and a line, newest 50", {.branch = "1103", .line = "credit", .limit = 50}, SQL_session_list_of_branch},
	{"sessions of a line, newest 50", {.line = "bills", .limit = 50}, SQL_session_list_of_line},
	{"sessions under way", {.state = SESSION_OPEN + 1, .limit = 50}, SQL_session_list_of_state},
	{"sessions of a kind, newest 50", {.kind = "special_check", .limit = 50}, SQL_session_list},
	{"sessions with a major finding, newest 50", {.least = SEVERITY_MAJOR, .limit = 50}, SQL_session_list},
	{"sessions of a quarter, newest 50", {.from = 1735660800, .until = 1743436800, .limit = 50}, SQL_session_list},
	{"sessions, page 100 by keyset", {.before_at = 1690000000, .before_id = "DEM0C0VNTY-1", .limit = 50}, SQL_session_list},
};

static void our_list(struct both *b, const void *arg)
{
	const struct list_case *c = arg;
	AUTO(session_list_done) struct session_list list = {0};

	if (session_list_load(b->db, &c->filter, &list, &b->e))
		fail(c->what, b->e.text);
}

static void raw_list(struct both *b, const void *arg)
{
	static sqlite3_stmt *stmt[ARRAY_LEN(lists)];
	const struct list_case *c = arg;
	const struct session_filter *f = &c->filter;

	raw_run(b, &stmt[c - lists], c->id, "ttttiititi", f->branch,
		f->state ? session_state_id((enum session_state)(f->state - 1)) : NULL, f->kind, f->line, (int64_t)f->least,
		f->from, "", f->before_id ? f->before_at : f->until ? f->until : INT64_MAX, f->before_id ? f->before_id : "",
		(int64_t)f->limit);
}

/* The keys of all there are, as a list that scrolls through them holds them. */
static void our_keys(struct both *b, const void *arg)
{
	AUTO(session_keys_done) struct session_keys keys = {0};

	if (session_keys_load(b->db, &(struct session_filter){0}, &keys, &b->e) || !keys.n)
		fail("keys", b->e.text);
}

static void raw_keys(struct both *b, const void *arg)
{
	static sqlite3_stmt *stmt;

	raw_run(b, &stmt, SQL_session_keys, "ttttiititi", NULL, NULL, NULL, NULL, (int64_t)0, (int64_t)0, "", INT64_MAX, "",
		INT64_MAX);
}

/* ---- one session ---- */

static void our_checklist(struct both *b, const void *arg)
{
	AUTO(checklist_done) struct checklist list = {0};

	if (checklist_load(b->db, b->session, &list, &b->e) || list.n < 50)
		fail("checklist", b->e.text);
}

static void raw_checklist(struct both *b, const void *arg)
{
	static sqlite3_stmt *stmt[6];

	raw_run(b, &stmt[3], SQL_session_lines, "t", b->session);
	raw_run(b, &stmt[0], SQL_checklist, "t", b->session);
	raw_run(b, &stmt[1], SQL_skipped, "t", b->session);
	raw_run(b, &stmt[4], SQL_checklist_findings, "t", b->session);
	raw_run(b, &stmt[5], SQL_checklist_texts, "t", b->session);
	raw_run(b, &stmt[2], SQL_checklist_before, "t", b->session);
}

static void our_findings(struct both *b, const void *arg)
{
	AUTO(finding_list_done) struct finding_list list = {0};

	if (finding_list_load(b->db, b->session, NULL, &list, &b->e) || !list.n)
		fail("findings", b->e.text);
}

static void raw_findings(struct both *b, const void *arg)
{
	static sqlite3_stmt *stmt;

	raw_run(b, &stmt, SQL_finding_of_session, "tt", b->session, NULL);
}

static void our_find(struct both *b, const void *arg)
{
	AUTO(arena_done) struct arena arena = {0};
	struct session s;

	if (session_find(b->db, b->number, &arena, &s, &b->e) != 1)
		fail("find", b->e.text);
}

static void raw_find(struct both *b, const void *arg)
{
	static sqlite3_stmt *stmt[2];

	raw_run(b, &stmt[0], SQL_session_get, "t", b->number);
	raw_run(b, &stmt[1], SQL_session_of_number, "t", b->number);
}

static void our_signatures(struct both *b, const void *arg)
{
	AUTO(signature_list_done) struct signature_list list = {0};

	if (signature_list_load(b->db, b->session, &list, &b->e))
		fail("signatures", b->e.text);
}

static void raw_signatures(struct both *b, const void *arg)
{
	static sqlite3_stmt *stmt;

	raw_run(b, &stmt, SQL_signature_of_session, "t", b->session);
}

/* ---- timing ---- */

typedef void run_fn(struct both *b, const void *arg);

static double round_of(struct both *b, run_fn *run, const void *arg, int times)
{
	double start = bench_cpu();

	for (int i = 0; i < times; i++)
		run(b, arg);
	return (bench_cpu() - start) / times;
}

static void compare(struct both *b, const char *what, run_fn *ours, run_fn *raw, const void *arg)
{
	double a[ROUNDS], f[ROUNDS];
	int times;

	round_of(b, ours, arg, 1);
	times = (int)(ROUND_MS / round_of(b, raw, arg, 2)) + 1;
	for (int i = 0; i < ROUNDS; i++) {
		f[i] = round_of(b, raw, arg, times);
		a[i] = round_of(b, ours, arg, times);
	}
	bench_ratio("17", what, bench_median(a, ROUNDS), bench_median(f, ROUNDS), 1.3, 1.05);
}

static void choose_session(struct both *b)
{
	static struct session_list list;
	struct session_filter f = {.branch = "1103", .state = SESSION_SEALED + 1, .limit = 1};

	if (session_list_load(b->db, &f, &list, &b->e) || list.n != 1)
		fail("the newest session of 1103", b->e.text);
	b->session = list.v[0].id;
	b->number = list.v[0].number;
}

static void our_report(struct both *b)
{
	AUTO(str_done) struct str text = {0};
	double start = bench_cpu();

	if (report_text(b->db, b->session, &text, &b->e))
		fail("report", b->e.text);
	bench_ratio("", "the paper of a session of 60 items, CPU ms", bench_cpu() - start, 0, 0, 0);
}

int main(int argc, char **argv)
{
	struct both b = {0};
	AUTO(str_done) struct str path = {0};

	if (argc < 2)
		return 2;
	str_addf(&path, "%s/zicha.db", argv[1]);
	if (db_open(&b.db, str_text(&path), DB_READONLY, &b.e))
		fail(argv[1], b.e.text);
	if (sqlite3_open_v2(str_text(&path), &b.raw, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL))
		fail(argv[1], sqlite3_errmsg(b.raw));
	choose_session(&b);
	for (size_t i = 0; i < ARRAY_LEN(lists); i++)
		compare(&b, lists[i].what, our_list, raw_list, &lists[i]);
	compare(&b, "keys of all sessions", our_keys, raw_keys, NULL);
	compare(&b, "a session by its number", our_find, raw_find, NULL);
	compare(&b, "a session's items, answers and what was last time", our_checklist, raw_checklist, NULL);
	compare(&b, "a session's findings", our_findings, raw_findings, NULL);
	compare(&b, "a session's signatures", our_signatures, raw_signatures, NULL);
	our_report(&b);
	db_close(&b.db);
	sqlite3_close(b.raw);
	return 0;
}
