/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cases of kind screen: orders to the real canvas and terminal code, and what then stands on the terminal.
 */
#define _GNU_SOURCE /* memmem */
#include "tests/term/cases.h"
#include "tests/term/harness.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { START_MS = 5000, SHOTS = 9 };

struct screen_run {
	struct harness *h;
	struct grid shots[SHOTS + 1]; /* the last one taken is the screen at the end */
	int n;
	long first_ms;
	struct str typed;
	int table_row, table_rows;    /* inner rows of the last table */
};

static void run_done(struct screen_run *r)
{
	harness_close(&r->h);
	for (int i = 0; i <= SHOTS; i++)
		grid_done(&r->shots[i]);
	str_done(&r->typed);
}

static void take_shot(struct screen_run *r)
{
	if (r->n <= SHOTS)
		harness_grid(r->h, &r->shots[r->n++]);
}

/* What player said; false when it is done. */
static bool obey(struct screen_run *r, const char *line)
{
	int rows, cols;

	if (str_eq(line, "done") || str_starts(line, "no such order: "))
		return false;
	if (str_eq(line, "first"))
		r->first_ms = (long)(clock_monotonic_ms() - harness_started(r->h));
	if (str_eq(line, "shot")) {
		take_shot(r);
		harness_say(r->h, "go");
	}
	if (sscanf(line, "resize %d %d", &rows, &cols) == 2) {
		harness_resize(r->h, rows, cols);
		harness_say(r->h, "go");
	}
	return true;
}

static bool play(struct screen_run *r, const struct harness_options *o, struct str *got)
{
	AUTO(str_done) struct str line = {0};

	if (o->kind != ON_VTERM)
		harness_say(r->h, "go");
	for (;;) {
		if (!harness_line(r->h, START_MS, &line)) {
			str_add(got, "player says nothing");
			return false;
		}
		if (!obey(r, str_text(&line)))
			break;
	}
	if (!str_eq(str_text(&line), "done")) {
		str_add(got, str_text(&line));
		return false;
	}
	if (o->cpr > 0) /* until the late answers are in */
		while (clock_monotonic_ms() - harness_started(r->h) < o->cpr + 300 &&
		       !harness_line(r->h, 50, &line))
			;
	take_shot(r);
	harness_say(r->h, "quit");
	while (harness_line(r->h, 1000, &line))
		if (str_starts(str_text(&line), "typed ")) {
			str_add(&r->typed, str_text(&line) + 6);
			return true;
		}
	str_add(got, "player did not end");
	return false;
}

/* --- what was expected --- */

static const struct grid *last_shot(const struct screen_run *r)
{
	return &r->shots[r->n ? r->n - 1 : 0];
}

static bool expect_row(const struct screen_run *r, const char *s, struct str *got)
{
	char *end;
	long number = strtol(s, &end, 10), shot = 0;
	AUTO(str_done) struct str want = {0}, have = {0};

	if (end == s) {
		number = strtol(s + strlen("row"), &end, 10);
	} else {
		shot = number;
		s = strstr(end, "row");
		number = s ? strtol(s + strlen("row"), &end, 10) : 0;
	}
	const struct grid *g = shot >= 1 && shot <= r->n ? &r->shots[shot - 1] : last_shot(r);
	const char *text = end;
	if (shot > r->n || !case_text(&text, &want))
		return false;
	while (want.n && want.s[want.n - 1] == ' ')
		str_truncate(&want, want.n - 1);
	grid_row(g, (int)number, &have);
	str_addf(got, "row %ld ", number);
	case_quote(str_text(&have), have.n, got);
	return str_eq(str_text(&want), str_text(&have));
}

/* Every inner row of the table has an upright line at these columns. */
static bool expect_sep(const struct screen_run *r, const char *s, struct str *got)
{
	const struct grid *g = last_shot(r);
	bool ok = r->table_rows > 0;
	char *end;

	for (long col; col = strtol(s, &end, 10), end != s; s = end)
		for (int i = 0; i < r->table_rows; i++) {
			const struct grid_cell *cell = grid_at(g, r->table_row + i, (int)col);
			if (cell && strcmp(cell->text, "|") == 0)
				continue;
			str_addf(got, "no separator in row %d column %ld", r->table_row + i, col);
			ok = false;
		}
	return ok;
}

static bool expect_ascii(const struct screen_run *r, struct str *got)
{
	const struct grid *g = last_shot(r);

	for (int i = 0; i < g->rows * g->cols; i++)
		if (g->v[i].line) {
			str_add(got, "frames not ascii");
			return false;
		}
	return true;
}

static bool expect_cursor(const struct screen_run *r, int row, int col, struct str *got)
{
	const struct grid *g = last_shot(r);

	str_addf(got, "cursor %d %d %s", g->row, g->col, g->visible ? "visible" : "hidden");
	return g->visible && g->row == row && g->col == col;
}

static bool expect_sent(const struct screen_run *r, const char *s, struct str *got)
{
	const struct str *sent = harness_sent(r->h);
	bool all = false;

	while ((s = strstr(s, "U+"))) {
		AUTO(str_done) struct str want = {0};
		s += 2;
		text_add_char(&want, (uint32_t)strtoul(s, NULL, 16));
		all = sent->n && memmem(sent->s, sent->n, want.s, want.n);
		if (!all)
			break;
	}
	str_add(got, "not sent");
	return all;
}

static bool expect_filled(const struct screen_run *r, int row, int col, struct str *got)
{
	const struct grid_cell *cell = grid_at(last_shot(r), row, col);

	str_addf(got, "cell %d %d is blank", row, col);
	return cell && (*cell->text || cell->right);
}

static bool expect_marked(const struct screen_run *r, int row, int first, int last, struct str *got)
{
	const struct grid *g = last_shot(r);
	bool ok = true;

	str_add(got, "marked");
	for (int col = 0; col < g->cols; col++) {
		const struct grid_cell *cell = grid_at(g, row, col);
		bool marked = cell && cell->marked;
		if (marked)
			str_addf(got, " %d", col);
		ok = ok && marked == (col >= first && col <= last);
	}
	return ok;
}

static bool expect_typed(const struct screen_run *r, const char *s, struct str *got)
{
	AUTO(str_done) struct str text = {0}, want = {0};

	str_addf(got, "typed %s", str_text(&r->typed));
	if (!case_text(&s, &text))
		return false;
	case_quote(str_text(&text), text.n, &want);
	return str_eq(str_text(&want), str_text(&r->typed));
}

static bool expect_first(const struct screen_run *r, long ms, struct str *got)
{
	str_addf(got, "first frame after %ld ms", r->first_ms);
	return r->first_ms >= 0 && r->first_ms <= ms;
}

static bool expect(const struct screen_run *r, const char *s, struct str *got)
{
	int v[3] = {0};

	s += strspn(s, " ");
	size_t word = strcspn(s, " ");
	sscanf(s + word, "%d %d %d", &v[0], &v[1], &v[2]);
	if ((*s >= '0' && *s <= '9') || strncmp(s, "row", word) == 0)
		return expect_row(r, s, got);
	if (strncmp(s, "sep", word) == 0)
		return expect_sep(r, s + word, got);
	if (strncmp(s, "frames", word) == 0)
		return expect_ascii(r, got);
	if (strncmp(s, "cursor", word) == 0)
		return expect_cursor(r, v[0], v[1], got);
	if (strncmp(s, "sent", word) == 0)
		return expect_sent(r, s, got);
	if (strncmp(s, "filled", word) == 0)
		return expect_filled(r, v[0], v[1], got);
	if (strncmp(s, "marked", word) == 0)
		return expect_marked(r, v[0], v[1], v[2], got);
	if (strncmp(s, "typed", word) == 0)
		return expect_typed(r, s, got);
	if (strncmp(s, "first", word) == 0)
		return expect_first(r, v[0], got);
	str_addf(got, "no such expectation: %s", s);
	return false;
}

/* The end of the part at s: a ';' outside quotes. */
static size_t part_length(const char *s)
{
	bool quoted = false;
	size_t n = 0;

	for (; s[n] && (quoted || s[n] != ';'); n++) {
		if (quoted && s[n] == '\\' && s[n + 1])
			n++;
		else if (s[n] == '"')
			quoted = !quoted;
	}
	return n;
}

static bool expect_all(const struct screen_run *r, const char *s, struct str *got)
{
	bool ok = true;

	while (*s) {
		AUTO(str_done) struct str part = {0}, why = {0};
		size_t n = part_length(s);
		str_add_n(&part, s, n);
		if (!expect(r, str_text(&part), &why)) {
			str_addf(got, "%s%s", got->n ? "; " : "", str_text(&why));
			ok = false;
		}
		s += n + (s[n] == ';');
	}
	return ok;
}

/* --- a case --- */

static bool read_setting(const char *s, struct harness_options *o, char env[200])
{
	const char *cpr = strstr(s, "cpr="), *name = strstr(s, "env=");

	*o = (struct harness_options){0};
	if (sscanf(s, "%dx%d", &o->rows, &o->cols) != 2)
		return false;
	o->kind = case_number(s, "amb", 1) == 2 ? ON_WIDE_TMUX : ON_VTERM;
	if (cpr)
		o->cpr = strncmp(cpr, "cpr=none", 8) == 0 ? CPR_NEVER : atoi(cpr + strlen("cpr=late"));
	if (name) {
		size_t n = strcspn(name + 4, " ");
		snprintf(env, 200, "%.*s", (int)n, name + 4);
		o->env = env;
	}
	return true;
}

/* Where the inner rows of the table are: as many as the text has bars outside quotes. */
static void find_table(struct screen_run *r, const char *s)
{
	const char *table = strstr(s, "table ");
	bool quoted = false;

	if (!table)
		return;
	r->table_row = atoi(table + 6) + 1;
	for (const char *end = table + part_length(table); table < end; table++) {
		if (*table == '"')
			quoted = !quoted;
		r->table_rows += !quoted && *table == '|';
	}
}

bool cases_screen(const struct one_case *c, struct str *got)
{
	struct harness_options o;
	char env[200];
	AUTO(run_done) struct screen_run r = {.first_ms = -1};

	if (!read_setting(c->setting, &o, env)) {
		str_add(got, "the setting needs HxW");
		return false;
	}
	find_table(&r, c->input);
	r.h = harness_open(&o, "orders", c->input, got);
	return r.h && play(&r, &o, got) && expect_all(&r, c->expected, got);
}
