/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * terms: the same screen on terminals of many types, without colours, in a GB18030 locale. "N passed, N
 * failed".
 */
#define _GNU_SOURCE
#include "tests/term/harness.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char orders[] =
	"box 0 0 3 12; put 1 1 10 \"\\u4FE1\\u8D37x\"; mark 1 1 4; field 4 2 10 \"\\u4E00\"";

static const struct {
	const char *env;
	bool colour;
} types[] = {
	{"TERM=xterm-256color", true}, {"TERM=xterm", true}, {"TERM=linux", true}, {"TERM=screen", true},
	{"TERM=tmux-256color", true},  {"TERM=vt100", false}, {"TERM=vt220", false}, {"NO_COLOR=1", false},
};

struct seen {
	struct grid grid;
	struct str sent, typed;
};

static void seen_done(struct seen *s)
{
	grid_done(&s->grid);
	str_done(&s->sent);
	str_done(&s->typed);
}

/* Plays the orders, types keys at the field; false if player did not come through. */
static bool play(const struct harness_options *o, const char *keys, struct seen *out)
{
	AUTO(str_done) struct str line = {0};
	struct harness *h = harness_open(o, "orders", orders, &line);
	bool ok = h != NULL;

	while (ok && !str_eq(str_text(&line), "done"))
		ok = harness_line(h, 5000, &line);
	if (ok) {
		harness_type(h, keys, strlen(keys));
		harness_line(h, 100, &line);
		harness_grid(h, &out->grid);
		str_add_n(&out->sent, str_text(harness_sent(h)), harness_sent(h)->n);
		harness_say(h, "quit");
		while (harness_line(h, 1000, &line) && !str_starts(str_text(&line), "typed "))
			;
		str_add(&out->typed, str_text(&line));
	} else {
		printf("player: %s\n", str_text(&line));
	}
	harness_close(&h);
	return ok;
}

/* ESC [ ... 3x or 4x ... m anywhere */
static bool has_colour(const struct str *sent)
{
	for (const char *s = str_text(sent); (s = strstr(s, "\033[")); s += 2) {
		size_t n = strspn(s + 2, "0123456789;");
		if (s[2 + n] != 'm')
			continue;
		for (size_t i = 2; i < 2 + n; i++)
			if ((s[i] == '3' || s[i] == '4') && s[i + 1] >= '0' && s[i + 1] <= '8' &&
			    (s[i - 1] == '[' || s[i - 1] == ';'))
				return true;
	}
	return false;
}

static bool check_row(const struct grid *g, int row, const char *want, const char *name)
{
	AUTO(str_done) struct str have = {0};

	grid_row(g, row, &have);
	if (str_eq(str_text(&have), want))
		return true;
	printf("%s: row %d is \"%s\", not \"%s\"\n", name, row, str_text(&have), want);
	return false;
}

static bool try_type(const char *env, bool colour)
{
	struct harness_options o = {.rows = 10, .cols = 40, .env = env};
	AUTO(seen_done) struct seen s = {0};
	bool ok = play(&o, "二", &s);

	ok = ok && check_row(&s.grid, 0, "+----------+", env) && check_row(&s.grid, 1, "|信贷x     |", env) &&
	     check_row(&s.grid, 4, "  一二", env);
	if (ok && has_colour(&s.sent) != colour) {
		printf("%s: colours %s\n", env, colour ? "missing" : "sent");
		ok = false;
	}
	if (ok && !grid_at(&s.grid, 1, 1)->marked) {
		printf("%s: the mark does not show\n", env);
		ok = false;
	}
	return ok;
}

static bool check_gb18030(void)
{
	char locpath[4200];
	struct harness_options o = {.rows = 10, .cols = 40, .locale = "zh_CN.GB18030", .locpath = locpath};
	AUTO(seen_done) struct seen s = {0};

	snprintf(locpath, sizeof locpath, "%s/locale", harness_dir());
	if (!play(&o, "\xB6\xFE\x95\x32\x82\x36", &s))
		return false;
	bool sent = memmem(s.sent.s, s.sent.n, "\xD0\xC5\xB4\xFB", 4) &&
		    memmem(s.sent.s, s.sent.n, "+-", 2) &&
		    memmem(s.sent.s, s.sent.n, "\x95\x32\x82\x36", 4);
	bool typed = str_eq(str_text(&s.typed), "typed \"\\u4E00\\u4E8C\\U00020000\"");
	if (!sent || !typed)
		printf("GB18030: %s, %s\n", sent ? "sent" : "not sent as GB18030", str_text(&s.typed));
	return sent && typed;
}

int main(void)
{
	int passed = 0, failed = 0;

	for (size_t i = 0; i < ARRAY_LEN(types) && !getenv("ZICHA_NO_PTY"); i++)
		*(try_type(types[i].env, types[i].colour) ? &passed : &failed) += 1;
	if (!getenv("ZICHA_NO_PTY"))
		*(check_gb18030() ? &passed : &failed) += 1;
	printf("%d passed, %d failed\n", passed, failed);
	return failed > 0;
}
