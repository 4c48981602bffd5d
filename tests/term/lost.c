/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lost: nothing typed is lost. The built program on a terminal is killed with -9 while a finding is written; started
 * again it offers the text, which goes on in the person's own editor and is recorded whole. "N passed, N failed".
 */
#include "tests/term/harness.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FACT "授权口令写在纸条上，压在键盘下面：①三台终端都是；"
#define MORE "②主任说“图方便”。"
#define LOGIN "110201\r20260808202608\r"
#define BACK "\033\033" /* twice: goes back at once */
#define F2 "\0332"      /* Esc and a digit */
#define CTRL_E "\005"

enum { WAIT_MS = 20000 };

struct run {
	struct harness *h;
	struct grid grid;
	char dir[64], store[80], editor[80];
	int passed, failed;
};

static bool expect(struct run *r, bool ok, const char *what)
{
	*(ok ? &r->passed : &r->failed) += 1;
	if (!ok)
		printf("%s\n", what);
	return ok;
}

static bool shows(struct run *r, const char *text)
{
	AUTO(str_done) struct str row = {0};

	harness_grid(r->h, &r->grid);
	for (int i = 0; i < r->grid.rows; i++) {
		str_clear(&row);
		grid_row(&r->grid, i, &row);
		if (strstr(str_text(&row), text))
			return true;
	}
	return false;
}

static void tell_screen(struct run *r)
{
	AUTO(str_done) struct str row = {0};

	for (int i = 0; i < r->grid.rows; i++) {
		str_clear(&row);
		grid_row(&r->grid, i, &row);
		printf("| %s\n", str_text(&row));
	}
}

/* Types, then waits until the screen shows a text. */
static bool step(struct run *r, const char *keys, const char *then)
{
	int64_t end = clock_monotonic_ms() + WAIT_MS;

	harness_type(r->h, keys, strlen(keys));
	while (!shows(r, then))
		if (clock_monotonic_ms() > end) {
			printf("\"%s\" does not come\n", then);
			tell_screen(r);
			return expect(r, false, keys);
		}
	return expect(r, true, keys);
}

static bool start(struct run *r)
{
	AUTO(str_done) struct str why = {0}, program = {0}, env = {0};

	str_addf(&program, "%s/../../zicha", harness_dir());
	str_addf(&env, "EDITOR=%s", r->editor);
	const char *const words[] = {str_text(&program), "--data", r->store, "--lang", "zh", "--today", "2026-11-23", NULL};
	struct harness_options o = {.rows = 24, .cols = 80, .words = words, .env = str_text(&env)};
	r->h = harness_open(&o, NULL, NULL, &why);
	return expect(r, r->h != NULL, str_text(&why));
}

static bool set_up(struct run *r)
{
	static const char script[] = "#!/bin/sh\nprintf '" MORE "\\n' >> \"$1\"\n";
	AUTO(str_done) struct str command = {0};
	struct err e = {0};

	snprintf(r->dir, sizeof r->dir, "/tmp/zicha-lost-XXXXXX");
	if (!mkdtemp(r->dir))
		return expect(r, false, "no folder");
	snprintf(r->store, sizeof r->store, "%s/s", r->dir);
	snprintf(r->editor, sizeof r->editor, "%s/ed.sh", r->dir);
	str_addf(&command, "'%s/../../zicha-ctl' demo --data '%s' --today 2026-11-23 > /dev/null", harness_dir(), r->store);
	return expect(r, !system(str_text(&command)) && !file_write(r->editor, script, sizeof script - 1, 0700, &e),
		      "no demo store");
}

/* Whether the text lies in a file of DIR/local/drafts: a pause was long enough. */
static bool wait_for_file(struct run *r)
{
	int64_t end = clock_monotonic_ms() + WAIT_MS;
	AUTO(str_done) struct str command = {0};

	str_addf(&command, "grep -rqs --include='*.unsaved' '%s' '%s/local/drafts'", FACT, r->store);
	while (system(str_text(&command)))
		if (clock_monotonic_ms() > end || !shows(r, ""))
			return expect(r, false, "no draft is kept while the person pauses");
	return expect(r, true, "");
}

static bool killed(struct run *r)
{
	if (!step(r, "", "工号") || !step(r, LOGIN, "工作台") || !step(r, "2\r", "1符合 2不符合") || !step(r, "2\r", "事实*") ||
	    !step(r, FACT, "三台终端都是") || !wait_for_file(r))
		return false;
	kill(harness_child(r->h), SIGKILL);
	bool ok = expect(r, harness_ended(r->h, WAIT_MS) == 128 + SIGKILL, "it outlives SIGKILL");
	harness_close(&r->h);
	return ok;
}

static bool recorded(struct run *r)
{
	AUTO(str_done) struct str command = {0};

	str_addf(&command, "'%s/../../zicha-ctl' events --json --data '%s' | grep -qF '%s'", harness_dir(), r->store,
		 FACT "\\n" MORE);
	return expect(r, !system(str_text(&command)), "the finding is not recorded as it was written");
}

static bool goes_on(struct run *r)
{
	if (!step(r, "", "工号") || !step(r, LOGIN, "未保存的草稿") || !step(r, "\r", "三台终端都是") ||
	    !step(r, CTRL_E, "图方便") || !step(r, "\t柜台抽屉里的纸条", "柜台抽屉") || !step(r, F2, "已登记 1 个") || !recorded(r))
		return false;
	if (!step(r, BACK, "工作台"))
		return false;
	expect(r, !shows(r, "未保存的草稿"), "the draft stays after it was recorded");
	harness_type(r->h, "9\r", 2);
	expect(r, harness_ended(r->h, WAIT_MS) == 0, "it does not end well");
	return expect(r, harness_cooked(r->h), "the terminal is left raw");
}

int main(void)
{
	struct run r = {0};
	char command[100];

	if (!getenv("ZICHA_NO_PTY") && set_up(&r) && start(&r) && killed(&r) && start(&r))
		goes_on(&r);
	grid_done(&r.grid);
	harness_close(&r.h);
	snprintf(command, sizeof command, "rm -rf '%s'", r.dir);
	if (*r.dir && system(command))
		printf("%s stays\n", r.dir);
	printf("%d passed, %d failed\n", r.passed, r.failed);
	return r.failed > 0;
}
