/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * storm [SEED]: random drawing through the real terminal code into tmux, narrow and wide, then random presses at the
 * program's views on a demo store, substitutes too. After any sequence of changes and resizes the terminal shows what
 * the canvas holds, halves and caret included. "N passed, N failed".
 */
#include "tests/term/harness.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAY_MS = 60000, ROWS = 24, COLS = 80 }; /* a busy machine takes long over a demo store */

struct storm {
	struct harness *h;
	struct str rows[64];
	int n, row, col;
	int passed, failed;
};

static void compare(struct storm *s, const char *name)
{
	struct grid g = {0};
	bool ok = true;

	harness_grid(s->h, &g);
	for (int i = 0; i < s->n && i < 64; i++) {
		AUTO(str_done) struct str have = {0};
		grid_row(&g, i, &have);
		if (str_eq(str_text(&have), str_text(&s->rows[i])))
			continue;
		printf("%s row %d:\n- %s\n+ %s\n", name, i, str_text(&s->rows[i]), str_text(&have));
		ok = false;
	}
	if (s->row < 0 ? g.visible : !g.visible || g.row != s->row || g.col != s->col) {
		printf("%s: caret %d %d, not %d %d\n", name, g.row, g.col, s->row, s->col);
		ok = false;
	}
	*(ok ? &s->passed : &s->failed) += 1;
	grid_done(&g);
}

/* False at the end. */
static bool obey(struct storm *s, const char *name, const char *line)
{
	int rows, cols;

	if (str_starts(line, "row ") && s->n < 64) {
		str_clear(&s->rows[s->n]);
		str_add(&s->rows[s->n++], line + 4);
	} else if (sscanf(line, "caret %d %d", &s->row, &s->col) == 2) {
		return true;
	} else if (sscanf(line, "resize %d %d", &rows, &cols) == 2) {
		harness_resize(s->h, rows, cols);
		harness_say(s->h, "go");
	} else if (str_eq(line, "shot")) {
		compare(s, name);
		s->n = 0;
		harness_say(s->h, "go");
	}
	return !str_eq(line, "done");
}

static void run(struct storm *s, enum harness_kind kind, const char *mode, const char *name, const char *seed)
{
	struct harness_options o = {.rows = ROWS, .cols = COLS, .kind = kind};
	AUTO(str_done) struct str line = {0};

	s->n = 0;
	s->h = harness_open(&o, mode, seed, &line);
	if (s->h)
		harness_say(s->h, "go");
	do
		if (!s->h || !harness_line(s->h, SAY_MS, &line)) {
			printf("%s: player says nothing: %s\n", name, str_text(&line));
			s->failed++;
			break;
		}
	while (obey(s, name, str_text(&line)));
	harness_close(&s->h);
}

int main(int argc, char **argv)
{
	struct storm s = {0};
	const char *seed = argc > 1 ? argv[1] : "7";

	if (!getenv("ZICHA_NO_PTY")) {
		run(&s, ON_TMUX, "storm", "narrow", seed);
		run(&s, ON_WIDE_TMUX, "storm", "wide", seed);
		run(&s, ON_TMUX, "views", "views, narrow", seed);
		run(&s, ON_WIDE_TMUX, "views", "views, wide", seed);
		run(&s, ON_WIDE_TMUX, "substitute", "views, substitute", seed);
	}
	for (int i = 0; i < 64; i++)
		str_done(&s.rows[i]);
	printf("%d passed, %d failed\n", s.passed, s.failed);
	return s.failed > 0;
}
