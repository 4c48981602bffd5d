/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * damaged: the built program on a terminal over a store whose pages were overwritten: the login stands at once, then a
 * box tells what is wrong and what to do, nobody comes in, and the program ends with code 3 and the same words. A
 * sound one lets its head in. "N passed, N failed".
 */
#include "tests/term/harness.h"

#include "base/clock.h"
#include "base/mem.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WAIT_MS = 15000, PAGE = 4096 };

struct run {
	struct harness *h;
	char dir[64], store[80], program[4200];
	int passed, failed;
};

static bool expect(struct run *r, bool ok, const char *what)
{
	*(ok ? &r->passed : &r->failed) += 1;
	if (!ok)
		printf("%s\n", what);
	return ok;
}

static void type(struct run *r, const char *bytes)
{
	harness_type(r->h, bytes, strlen(bytes));
}

static bool shows(struct run *r, const char *text, bool tell)
{
	AUTO(str_done) struct str row = {0};
	struct grid g = {0};
	bool found = false;

	harness_grid(r->h, &g);
	for (int i = 0; i < g.rows; i++) {
		str_clear(&row);
		grid_row(&g, i, &row);
		found = found || strstr(str_text(&row), text);
		if (tell)
			printf("| %s\n", str_text(&row));
	}
	grid_done(&g);
	return found;
}

static bool wait_for(struct run *r, const char *text)
{
	int64_t end = clock_monotonic_ms() + WAIT_MS;

	while (!shows(r, text, false))
		if (clock_monotonic_ms() > end) {
			printf("\"%s\" does not come\n", text);
			shows(r, text, true);
			return false;
		}
	return true;
}

static bool start(struct run *r)
{
	AUTO(str_done) struct str why = {0};
	const char *const words[] = {r->program, "--data", r->store, "--lang", "zh", NULL};
	struct harness_options o = {.rows = 24, .cols = 80, .words = words};

	r->h = harness_open(&o, NULL, NULL, &why);
	return expect(r, r->h != NULL, str_text(&why));
}

static bool make_store(struct run *r)
{
	char command[4400];

	snprintf(r->dir, sizeof r->dir, "/tmp/zicha-damaged-XXXXXX");
	if (!mkdtemp(r->dir))
		return false;
	snprintf(r->store, sizeof r->store, "%s/store", r->dir);
	snprintf(r->program, sizeof r->program, "%s/../../zicha", harness_dir());
	snprintf(command, sizeof command, "'%s/../cli/small' '%s'", harness_dir(), r->store);
	return system(command) == 0;
}

/* Noise over the first page of a table that the login does not read. */
static bool damage(struct run *r)
{
	AUTO(db_close) struct db *db = NULL;
	AUTO(rows_done) struct rows rows = {0};
	char path[128], noise[PAGE];
	struct err e = {0};

	snprintf(path, sizeof path, "%s/zicha.db", r->store);
	if (db_open(&db, path, DB_READONLY, &e) ||
	    db_select_text(&rows, db, "SELECT rootpage FROM sqlite_schema WHERE name = 'answer'", &e, "") ||
	    rows_next(&rows, &e) != 1)
		return false;
	long page = (long)rows_int(&rows, 0);
	rows_done(&rows);
	db_close(&db);
	memset(noise, 0x5A, sizeof noise);
	FILE *f = fopen(path, "r+");
	bool ok = f && !fseek(f, (page - 1) * PAGE, SEEK_SET) && fwrite(noise, PAGE, 1, f) == 1;
	return f && !fclose(f) && ok;
}

static void sound_store(struct run *r)
{
	if (!start(r) || !expect(r, wait_for(r, "工号"), "no login"))
		return;
	type(r, "110201\r11112222333344\r");
	expect(r, wait_for(r, "工作台"), "the head of a sound store does not come in");
	type(r, "9\r");
	expect(r, harness_ended(r->h, WAIT_MS) == 0, "it does not end well");
	harness_close(&r->h);
}

static void damaged_store(struct run *r)
{
	if (!start(r) || !expect(r, wait_for(r, "库已损坏"), "no box"))
		return;
	expect(r, shows(r, "zicha restore", false), "the box does not say what to do");
	expect(r, shows(r, "/backup", false), "the box does not say where backups lie");
	type(r, "\r");
	expect(r, wait_for(r, "工号"), "the login does not stand below");
	type(r, "110201\r11112222333344\r");
	expect(r, wait_for(r, "已损坏"), "the login does not say why not");
	expect(r, !shows(r, "工作台 |", false), "somebody came into a damaged store");
	type(r, "\033\033");
	int code = harness_ended(r->h, WAIT_MS);
	expect(r, code == 3, "it does not end with code 3");
	expect(r, strstr(str_text(harness_sent(r->h)), "zicha: "), "it does not say so on leaving");
	expect(r, harness_cooked(r->h), "the terminal is left raw");
	harness_close(&r->h);
}

int main(void)
{
	struct run r = {0};
	char command[80];

	if (getenv("ZICHA_NO_PTY")) {
		printf("0 passed, 0 failed\n");
		return 0;
	}
	if (expect(&r, make_store(&r), "no store")) {
		sound_store(&r);
		if (expect(&r, damage(&r), "not damaged"))
			damaged_store(&r);
	}
	snprintf(command, sizeof command, "rm -rf '%s'", r.dir);
	if (*r.dir && system(command))
		printf("%s stays\n", r.dir);
	printf("%d passed, %d failed\n", r.passed, r.failed);
	return r.failed > 0;
}
