/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * two: two people with the built program on two terminals over one store. Both open, answer and seal sessions of two
 * branches, key by key in turn, for at least ZICHA_TWO_SECONDS (8; with ZICHA_TORTURE 60). Each sees what the other has sealed in
 * the list before them within a second; at the end nothing is lost and verify finds nothing. "N passed, N failed".
 */
#include "tests/term/seat.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEEN_MS = 1000, SHORT_S = 8, LONG_S = 60 };
#define LINE_AT "7" /* in the list of lines */
static const char line_name[] = "legal";

/* One of the two: an inspector of the union at a branch, whose head and clerk sign. */
struct side {
	struct seat seat;
	const char *inspector, *branch, *head, *clerk;
	char number[24]; /* of the session under way */
	int sealed;
	int64_t slowest; /* ms until the other's sealed session stood here */
};

struct run {
	struct room room;
	struct side a, b;
};

static void type(struct side *s, const char *bytes)
{
	seat_type(&s->seat, bytes);
}

/* Esc twice goes back at once. */
static void back(struct side *s)
{
	seat_function(&s->seat, "\033");
}

static bool log_in(struct run *r, struct side *s)
{
	s->seat = (struct seat){.room = &r->room, .who = s->inspector, .today = DEMO_DAY};
	if (!seat_open(&s->seat) || !seat_waits(&s->seat, "工号"))
		return false;
	type(s, s->inspector);
	type(s, "\r" DEMO_PASS "\r");
	return seat_waits(&s->seat, "1000 ");
}

/* ---- a session ---------------------------------------------------------------------------------------- */

static bool open_session(struct side *s)
{
	type(s, "1101");
	if (!seat_waits(&s->seat, "1101 "))
		return false;
	type(s, "\033[A\033[A\033[A");
	type(s, s->branch);
	type(s, "\r\r\r");
	seat_function(&s->seat, "4");
	if (!seat_waits(&s->seat, "全部条线"))
		return false;
	type(s, LINE_AT);
	type(s, "\r\r\r");
	return seat_waits(&s->seat, "1102 ");
}

/* Answers one item without looking; the next look comes when the other has answered too. */
static bool answer(struct side *s, const struct item *it)
{
	type(s, "1");
	if (!it->value.name)
		return true;
	if (!seat_waits(&s->seat, "实测值"))
		return false;
	type(s, seat_number(&it->value));
	type(s, "\r");
	return true;
}

/* Goes on, unless the Enter of the measured value has. */
static bool answered(struct side *s, const struct item *it, size_t n, size_t all)
{
	char text[40];

	snprintf(text, sizeof text, " %zu/%zu", n, all);
	if (!seat_waits_row(&s->seat, "检查项", text))
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

static bool sign_as(struct side *s, const char *no)
{
	if (!seat_waits(&s->seat, "签字人工号"))
		return false;
	type(s, "\025"); /* nothing stands there before */
	type(s, no);
	type(s, "\r");
	if (!seat_waits(&s->seat, "请输口令"))
		return false;
	type(s, DEMO_PASS "\r");
	return true;
}

static bool read_number(struct side *s)
{
	const char *second = strchr(seat_screen(&s->seat), '\n');

	return second && sscanf(second, "%23s", s->number) == 1;
}

/* Both sign; gives the moment at which the screen said so, -1 if it did not. */
static int64_t seal(struct side *s)
{
	seat_function(&s->seat, "4");
	if (!seat_waits(&s->seat, "1104 ") || !read_number(s))
		return -1;
	type(s, "1");
	if (!sign_as(s, s->head) || !seat_waits_row(&s->seat, s->number, "待签"))
		return -1;
	type(s, "1");
	if (!sign_as(s, s->clerk) || !seat_waits_row(&s->seat, s->number, "已封存"))
		return -1;
	s->sealed++;
	return clock_monotonic_ms();
}

static bool sees(struct run *r, struct side *s, const struct side *other, int64_t sealed_at)
{
	if (!room_expect(&r->room, sealed_at >= 0 && seat_waits_row(&s->seat, other->number, "已封存"), "the other's sealed session is not seen"))
		return false;
	int64_t took = clock_monotonic_ms() - sealed_at;
	if (took > s->slowest)
		s->slowest = took;
	return true;
}

/* B looks at the list of all sessions over its walk while A seals; then A at the workbench while B does. */
static bool round_trip(struct run *r, const struct line *line)
{
	struct side *a = &r->a, *b = &r->b;

	if (!open_session(a) || !open_session(b) || !walk_both(r, line))
		return room_expect(&r->room, false, "a walk stands still");
	seat_function(&b->seat, "5");
	if (!seat_waits(&b->seat, "菜单"))
		return room_expect(&r->room, false, "no menu");
	type(b, "2101");
	if (!seat_waits(&b->seat, "2101 ") || !sees(r, b, a, seal(a)))
		return room_expect(&r->room, false, "A cannot seal");
	back(b);
	back(a);
	if (!seat_waits(&b->seat, "1102 ") || !seat_waits(&a->seat, "1102 "))
		return room_expect(&r->room, false, "no way back");
	back(a);
	if (!seat_waits(&a->seat, "1000 ") || !sees(r, a, b, seal(b)))
		return room_expect(&r->room, false, "B cannot seal");
	back(b);
	if (!seat_waits(&b->seat, "1102 "))
		return false;
	back(b);
	return room_expect(&r->room, seat_waits(&b->seat, "1000 "), "B does not come back");
}

/* ---- the store afterwards -------------------------------------------------------------------------------- */

static void check_store(struct run *r, const struct line *line)
{
	char test[200];
	int all = r->a.sealed + r->b.sealed;

	snprintf(test, sizeof test, "| grep -c '\"conform\":%zu,' | grep -qx %d", line->n, all);
	room_expect(&r->room, room_ctl(&r->room, "list --json --state sealed --from 2026-11-23", test), "sessions or answers are lost");
	room_expect(&r->room, room_ctl(&r->room, "verify", "> /dev/null"), "verify finds something");
	printf("%d sessions sealed; seen by the other after %lld and %lld ms at most\n", all, (long long)r->a.slowest,
	       (long long)r->b.slowest);
	room_expect(&r->room, all >= 2, "nothing was sealed");
	room_expect(&r->room, r->a.slowest <= SEEN_MS && r->b.slowest <= SEEN_MS, "the other's session was seen late");
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

	if (room_open(&r.room, "two") && room_expect(&r.room, line != NULL, "no line") && room_demo(&r.room) &&
	    room_expect(&r.room, log_in(&r, &r.a) && log_in(&r, &r.b), "the two do not start")) {
		until = clock_monotonic_ms() + 1000 * (seconds ? atol(seconds) : getenv("ZICHA_TORTURE") ? LONG_S : SHORT_S);
		while (round_trip(&r, line) && clock_monotonic_ms() < until)
			;
		check_store(&r, line);
	}
	seat_close(&r.a.seat);
	seat_close(&r.b.seat);
	return room_close(&r.room);
}
