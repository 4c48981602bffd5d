/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * ends: however the program ends, the terminal is as it was: echo and whole lines, the former screen, the
 * cursor, no mouse reports. "N passed, N failed".
 */
#include "tests/term/harness.h"

#include "base/clock.h"
#include "base/mem.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *name;
	int sig; /* 0: quits by itself */
} rows[] = {
	{"quit", 0},
	{"SIGTERM", SIGTERM},
	{"SIGHUP", SIGHUP},
	{"SIGINT", SIGINT},
#ifndef __SANITIZE_ADDRESS__ /* there crashes are the sanitizer's */
	{"SIGSEGV", SIGSEGV},
	{"SIGABRT", SIGABRT},
	{"SIGBUS", SIGBUS},
	{"SIGFPE", SIGFPE},
#endif
};

static bool last_is(const struct str *sent, const char *on, const char *off)
{
	const char *last_on = NULL, *last_off = NULL;

	for (size_t i = 0; i < sent->n; i++) {
		if (str_starts(sent->s + i, on))
			last_on = sent->s + i;
		if (str_starts(sent->s + i, off))
			last_off = sent->s + i;
	}
	return last_off && (!last_on || last_off > last_on);
}

static bool check(struct harness *h, const char *name)
{
	static const char *const pairs[][2] = {
		{"\033[?1049h", "\033[?1049l"},
		{"\033[?2004h", "\033[?2004l"},
		{"\033[?1000h", "\033[?1000l"},
		{"\033[?25l", "\033[?25h"},
	};
	const struct str *sent = harness_sent(h);
	bool ok = harness_cooked(h);

	if (!ok)
		printf("%s: the terminal is left raw\n", name);
	for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
		if (!last_is(sent, pairs[i][0], pairs[i][1]) && strstr(str_text(sent), pairs[i][0])) {
			printf("%s: ESC %s is not taken back\n", name, pairs[i][0] + 1);
			ok = false;
		}
	return ok;
}

static bool run(const char *name, int sig)
{
	struct harness_options o = {.rows = 24, .cols = 80};
	AUTO(str_done) struct str line = {0};
	struct grid g = {0};
	struct harness *h = harness_open(&o, "events", NULL, &line);
	bool ok = h && harness_line(h, 5000, &line) && str_eq(str_text(&line), "first") && !harness_cooked(h);

	if (!ok)
		printf("%s: does not start: %s\n", name, str_text(&line));
	if (ok && sig)
		kill(harness_child(h), sig);
	else if (ok)
		harness_say(h, "quit");
	if (ok) {
		int64_t end = clock_monotonic_ms() + 2000;
		while (!harness_cooked(h) && clock_monotonic_ms() < end)
			harness_line(h, 20, &line);
		harness_grid(h, &g);
		ok = check(h, name);
	}
	grid_done(&g);
	harness_close(&h);
	return ok;
}

int main(void)
{
	int passed = 0, failed = 0;

	for (size_t i = 0; i < ARRAY_LEN(rows) && !getenv("ZICHA_NO_PTY"); i++)
		*(run(rows[i].name, rows[i].sig) ? &passed : &failed) += 1;
	printf("%d passed, %d failed\n", passed, failed);
	return failed > 0;
}
