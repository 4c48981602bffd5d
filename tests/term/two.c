/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * two: two people with the built program on two terminals over one store. Both open, answer and seal sessions of two
 * branches, key by key in turn, for at least ZICHA_TWO_SECONDS (8; with ZICHA_TORTURE 60). Each sees what the other has sealed in
 * the list before them within a second; at the end nothing is lost and verify finds nothing. "N passed, N failed".
 */
#include "tests/term/harness.h"

#include "base/clock.h"
#include "base/mem.h"
#include "domain/library.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WAIT_MS = 30000, ESC_MS = 120, SEEN_MS = 1000, SHORT_S = 8, LONG_S = 60 };
#define LINE_AT "7" /* in the list of lines */
static const char line_name[] = "legal";

/* One of the two: an inspector of the union at a branch, whose head and clerk sign. */
struct seat {
	struct harness *h;
	const char *inspector, *branch, *head, *clerk;
	char number[24]; /* of the session under way */
	int sealed;
	int64_t slowest; /* ms until the other's sealed session stood here */
};

struct run {
	struct seat a, b;
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

/* ---- one terminal --------------------------------------------------------------------------------- */

static void type(struct seat *s, const char *bytes)
{
	harness_type(s->h, bytes, strlen(bytes));
}

static void function(struct seat *s, const char *digit)
{
	type(s, "\033");
	usleep(ESC_MS * 1000);
	type(s, digit);
}

/* Esc twice goes back at once. */
static void back(struct seat *s)
{
	function(s, "\033");
}

static void read_screen(struct seat *s, struct str *out)
{
	struct grid g = {0};

	str_clear(out);
	harness_grid(s->h, &g);
	for (int i = 0; i < g.rows; i++) {
		grid_row(&g, i, out);
		str_add_char(out, '\n');
	}
	grid_done(&g);
}

/* Both texts in one row; also NULL: one is enough. */
static bool has_row(const char *screen, const char *text, const char *also)
{
	for (const char *at = screen; (at = strstr(at, text)); at++) {
		size_t n = strcspn(at, "\n");
		const char *other = also ? strstr(at, also) : at;
		if (other && (size_t)(other - at) < n)
			return true;
	}
	return false;
}

static bool wait_for(struct seat *s, const char *text, const char *also)
{
	int64_t end = clock_monotonic_ms() + WAIT_MS;
	AUTO(str_done) struct str screen = {0};

	do {
		read_screen(s, &screen);
		if (has_row(str_text(&screen), text, also))
			return true;
	} while (clock_monotonic_ms() < end);
	printf("%s: \"%s\" %s does not come:\n%s", s->inspector, text, also ? also : "", str_text(&screen));
	return false;
}

static bool log_in(struct run *r, struct seat *s)
{
	AUTO(str_done) struct str why = {0};
	const char *const words[] = {r->program, "--data", r->store, "--lang", "zh", "--today", "2026-11-23", NULL};
	struct harness_options o = {.rows = 24, .cols = 80, .words = words};

	s->h = harness_open(&o, NULL, NULL, &why);
	if (!expect(r, s->h != NULL, str_text(&why)) || !wait_for(s, "工号", NULL))
		return false;
	type(s, s->inspector);
	type(s, "\r20260808202608\r");
	return wait_for(s, "1000 ", NULL);
}

/* ---- a session ---------------------------------------------------------------------------------------- */

static bool open_session(struct seat *s)
{
	AUTO(str_done) struct str screen = {0};

	type(s, "1101");
	if (!wait_for(s, "1101 ", NULL))
		return false;
	type(s, "\033[A\033[A\033[A");
	type(s, s->branch);
	type(s, "\r\r\r");
	function(s, "4");
	if (!wait_for(s, "全部条线", NULL))
		return false;
	type(s, LINE_AT);
	type(s, "\r\r\r");
	return wait_for(s, "1102 ", NULL);
}

static const char *good_value(const struct item_value *value)
{
	static const char *const tries[] = {"0", "1", "10", "100", "3", "5", "20", "50", "1000"};

	for (size_t i = 0; i < ARRAY_LEN(tries); i++)
		if (item_value_keeps(value, tries[i]) == 1)
			return tries[i];
	return "0";
}

/* Answers one item without looking; the next look comes when the other has answered too. */
static bool answer(struct seat *s, const struct item *it)
{
	type(s, "1");
	if (!it->value.name)
		return true;
	if (!wait_for(s, "实测值", NULL))
		return false;
	type(s, good_value(&it->value));
	type(s, "\r");
	return true;
}

/* Goes on, unless the Enter of the measured value has. */
static bool answered(struct seat *s, const struct item *it, size_t n, size_t all)
{
	char text[40];

	snprintf(text, sizeof text, " %zu/%zu", n, all);
	if (!wait_for(s, "检查项", text))
		return false;
	if (!it->value.name)
		type(s, "\r");
	return true;
}

/* In turn, so that both programs record at the same time. */
static bool walk_both(struct run *r, const struct line *line)
{
	for (size_t i = 0; i < line->n; i++)
		if (!answer(&r->a, &line->v[i]) || !answer(&r->b, &line->v[i]) ||
		    !answered(&r->a, &line->v[i], i + 1, line->n) || !answered(&r->b, &line->v[i], i + 1, line->n))
			return false;
	return true;
}

static bool sign_as(struct seat *s, const char *no)
{
	if (!wait_for(s, "签字人工号", NULL))
		return false;
	type(s, "\025"); /* nothing stands there before */
	type(s, no);
	type(s, "\r");
	if (!wait_for(s, "请输口令", NULL))
		return false;
	type(s, "20260808202608\r");
	return true;
}

static bool read_number(struct seat *s)
{
	AUTO(str_done) struct str screen = {0};

	read_screen(s, &screen);
	const char *second = strchr(str_text(&screen), '\n');
	return second && sscanf(second, "%23s", s->number) == 1;
}

/* Both sign; gives the moment at which the screen said so, -1 if it did not. */
static int64_t seal(struct seat *s)
{
	function(s, "4");
	if (!wait_for(s, "1104 ", NULL) || !read_number(s))
		return -1;
	type(s, "1");
	if (!sign_as(s, s->head) || !wait_for(s, s->number, "待签"))
		return -1;
	type(s, "1");
	if (!sign_as(s, s->clerk) || !wait_for(s, s->number, "已封存"))
		return -1;
	s->sealed++;
	return clock_monotonic_ms();
}

static bool sees(struct run *r, struct seat *s, const struct seat *other, int64_t sealed_at)
{
	if (!expect(r, sealed_at >= 0 && wait_for(s, other->number, "已封存"), "the other's sealed session is not seen"))
		return false;
	int64_t took = clock_monotonic_ms() - sealed_at;
	if (took > s->slowest)
		s->slowest = took;
	return true;
}

/* B looks at the list of all sessions over its walk while A seals; then A at the workbench while B does. */
static bool round_trip(struct run *r, const struct line *line)
{
	struct seat *a = &r->a, *b = &r->b;

	if (!open_session(a) || !open_session(b) || !walk_both(r, line))
		return expect(r, false, "a walk stands still");
	function(b, "5");
	if (!wait_for(b, "菜单", NULL))
		return expect(r, false, "no menu");
	type(b, "2101");
	if (!wait_for(b, "2101 ", NULL) || !sees(r, b, a, seal(a)))
		return expect(r, false, "A cannot seal");
	back(b);
	back(a);
	if (!wait_for(b, "1102 ", NULL) || !wait_for(a, "1102 ", NULL))
		return expect(r, false, "no way back");
	back(a);
	if (!wait_for(a, "1000 ", NULL) || !sees(r, a, b, seal(b)))
		return expect(r, false, "B cannot seal");
	back(b);
	if (!wait_for(b, "1102 ", NULL))
		return false;
	back(b);
	return expect(r, wait_for(b, "1000 ", NULL), "B does not come back");
}

/* ---- the store afterwards -------------------------------------------------------------------------------- */

static bool says(struct run *r, const char *arguments, const char *test, const char *what)
{
	AUTO(str_done) struct str command = {0};

	str_addf(&command, "'%s-ctl' --data '%s' %s", r->program, r->store, arguments);
	str_addf(&command, " %s", test);
	return expect(r, system(str_text(&command)) == 0, what);
}

static void check_store(struct run *r, const struct line *line)
{
	char test[200];
	int all = r->a.sealed + r->b.sealed;

	snprintf(test, sizeof test, "| grep -c '\"conform\":%zu,' | grep -qx %d", line->n, all);
	says(r, "list --json --state sealed --from 2026-11-23", test, "sessions or answers are lost");
	says(r, "verify", "> /dev/null", "verify finds something");
	printf("%d sessions sealed; seen by the other after %lld and %lld ms at most\n", all, (long long)r->a.slowest,
	       (long long)r->b.slowest);
	expect(r, all >= 2, "nothing was sealed");
	expect(r, r->a.slowest <= SEEN_MS && r->b.slowest <= SEEN_MS, "the other's session was seen late");
}

static bool start(struct run *r)
{
	AUTO(str_done) struct str command = {0};

	snprintf(r->dir, sizeof r->dir, "/tmp/zicha-two-XXXXXX");
	if (!expect(r, mkdtemp(r->dir) != NULL, "no folder"))
		return false;
	snprintf(r->store, sizeof r->store, "%s/store", r->dir);
	snprintf(r->program, sizeof r->program, "%s/../../zicha", harness_dir());
	str_addf(&command, "'%s-ctl' --data '%s' --today 2026-11-23 demo > '%s/said'", r->program, r->store, r->dir);
	return expect(r, system(str_text(&command)) == 0, "no demo store") && log_in(r, &r->a) && log_in(r, &r->b);
}

static void end(struct run *r)
{
	AUTO(str_done) struct str command = {0};

	harness_close(&r->a.h);
	harness_close(&r->b.h);
	str_addf(&command, "rm -rf '%s'", r->dir);
	if (*r->dir && system(str_text(&command)))
		printf("%s stays\n", r->dir);
}

int main(void)
{
	struct run r = {.a = {.inspector = "1003", .branch = "1", .head = "110201", .clerk = "110202"},
			.b = {.inspector = "1004", .branch = "2", .head = "110301", .clerk = "110302"}};
	AUTO(library_done) struct library lib = {0};
	struct err e = {0};
	const struct line *line = library_load_builtin(&lib, &e) ? NULL : library_line(&lib, line_name);
	const char *seconds = getenv("ZICHA_TWO_SECONDS");
	int64_t until;

	if (getenv("ZICHA_NO_PTY")) {
		printf("0 passed, 0 failed\n");
		return 0;
	}
	if (expect(&r, line != NULL, "no line") && expect(&r, start(&r), "the two do not start")) {
		until = clock_monotonic_ms() + 1000 * (seconds ? atol(seconds) : getenv("ZICHA_TORTURE") ? LONG_S : SHORT_S);
		while (round_trip(&r, line) && clock_monotonic_ms() < until)
			;
		check_store(&r, line);
	}
	end(&r);
	printf("%d passed, %d failed\n", r.passed, r.failed);
	return r.failed > 0;
}
