/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * plans [--print]: no statement goes through a whole table, but those that are meant to. A plan that scans is a
 * screen that slows down with the years.
 */
#include "base/mem.h"
#include "store/db.h"

#include <stdio.h>
#include <string.h>

/* Who may scan, and what: a word of the plan's step behind SCAN. Small tables, or all of it is wanted. */
static const struct {
	const char *statement, *table;
} allowed[] = {
	{"schema_columns", "pragma_table_info"},
	{"chain_each", "chain"},           /* a few chains */
	{"event_count", "event"},          /* verify says of how many */
	{"verify_chains", "chain"},        /* verify reads everything, once */
	{"verify_chains", "event"},
	{"verify_chains", "head"},
	{"verify_bodies", "b"},
	{"verify_keys", "key"},
	{"verify_envelopes", "envelope"},
	{"schema_objects", "sqlite_schema"},
	{"schema_tables", "sqlite_schema"},
	{"org_name", "org"},               /* one row a chain */
	{"branch_all", "branch"},          /* the branches of a county */
	{"waiting_branches", "b"},
	{"person_all", "p"},               /* its people */
	{"recovery_all", "r"},             /* hardly ever one */
};

static bool used[ARRAY_LEN(allowed)];

static bool is_allowed(const char *statement, const char *table, size_t n)
{
	for (size_t i = 0; i < ARRAY_LEN(allowed); i++)
		if (!strcmp(allowed[i].statement, statement) && strlen(allowed[i].table) == n &&
		    !strncmp(allowed[i].table, table, n))
			return used[i] = true;
	return false;
}

/* Rows that the statement itself has made in an earlier step of its plan. */
static bool is_made(const char *plan, const char *table, size_t n)
{
	static const char *const makers[] = {"MATERIALIZE ", "CO-ROUTINE "};

	for (size_t i = 0; i < ARRAY_LEN(makers); i++)
		for (const char *at = strstr(plan, makers[i]); at; at = strstr(at + 1, makers[i])) {
			const char *name = at + strlen(makers[i]);
			if (!strncmp(name, table, n) && name[n] == '\n')
				return true;
		}
	return false;
}

/* Steps "SCAN table ..." of one plan that nobody allowed. */
static int scans(const char *statement, const char *plan)
{
	int faults = 0;

	for (const char *line = plan; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		const char *at = line + strspn(line, " ");
		if (strncmp(at, "SCAN ", 5))
			continue;
		at += 5;
		size_t n = strcspn(at, " \n");
		if (*at == '(' || !strncmp(at, "CONSTANT", 8) || is_made(plan, at, n) || is_allowed(statement, at, n))
			continue;
		printf("%s: scans %.*s\n%s", statement, (int)n, at, plan);
		faults++;
	}
	return faults;
}

int main(int argc, char **argv)
{
	AUTO(db_close) struct db *db = NULL;
	struct err e = {0};
	int passed = 0, failed = 0;

	if (db_open(&db, NULL, DB_MEMORY, &e)) {
		printf("%s\n0 passed, 1 failed\n", e.text);
		return 1;
	}
	for (int id = 0; id < SQL_COUNT; id++) {
		AUTO(str_done) struct str plan = {0};
		const char *name = db_sql_name((enum sql_id)id);
		if (db_plan(db, (enum sql_id)id, &plan, &e))
			printf("%s: %s\n", name, e.text);
		if (argc > 1)
			printf("%s\n%s\n", name, str_text(&plan));
		if (e.code || scans(name, str_text(&plan)))
			failed++;
		else
			passed++;
		err_clear(&e);
	}
	for (size_t i = 0; i < ARRAY_LEN(allowed); i++)
		if (!used[i]) {
			printf("%s no longer scans %s: take the excuse away\n", allowed[i].statement, allowed[i].table);
			failed++;
		}
	printf("%d passed, %d failed\n", passed, failed);
	return failed > 0;
}
