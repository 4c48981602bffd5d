/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * first-ten [--update]: the first ten minutes with the built program on a terminal of 24x80, from the demo store to a sealed
 * session and an auditor's reading of it, by the keys of a keypad alone (digits, Enter, Esc), but for Chinese text.
 * Every screen on the way is compared with first-ten.screen; --update writes it. Then the whole credit line, which has
 * two-person items. Tells keys per conforming item of both lines and per finding, and fails where they are too many.
 * "N passed, N failed".
 */
#include "tests/term/seat.h"
#include "tests/unit/hide.h"

#include "base/file.h"
#include "base/mem.h"
#include "domain/session.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ESC_MS = 120, BACK_MS = 750, SCREEN_MOST = 1 << 20 };

/* Keys per item and per finding at most; without what a person writes: text, measured numbers, dates, the second's passphrase. */
#define ITEM_KEYS_MOST 2.2
#define FINDING_KEYS_MOST 12

struct run {
	struct room room;
	struct seat seat;
	struct str screens; /* all that was seen, as text */
	long keys;          /* pressed so far */
	bool counts;        /* what is typed now counts as keys */
};

/* ---- keys ------------------------------------------------------------------------------------------ */

static void send(struct run *r, const char *bytes)
{
	seat_type(&r->seat, bytes);
	if (r->counts)
		r->keys++;
}

/* Digits, signs and Enter (as a LF) as the keypad of a terminal sends them. */
static void keypad(struct run *r, const char *keys)
{
	static const char from[] = "0123456789.+-*/\n", to[] = "pqrstuvwxynkmjoM";

	for (; *keys; keys++) {
		const char *at = strchr(from, *keys);
		char bytes[4] = {'\033', 'O', at ? to[at - from] : '?', '\0'};
		send(r, bytes);
	}
}

/* Esc and a digit is a function key. */
static void function(struct run *r, const char *digit)
{
	send(r, "\033");
	usleep(ESC_MS * 1000);
	keypad(r, digit);
}

static void back(struct run *r)
{
	send(r, "\033");
	usleep(BACK_MS * 1000);
}

/* What a person writes: counts as no key. */
static void writes(struct run *r, const char *text)
{
	seat_type(&r->seat, text);
}

static void writes_number(struct run *r, const char *digits)
{
	bool counts = r->counts;

	r->counts = false;
	keypad(r, digits);
	r->counts = counts;
}

/* ---- screens ----------------------------------------------------------------------------------------- */

/* The hour, digests and key ids are others each time. */
static void hide(char *text)
{
	hide_digests(text, 16);
	for (char *p = text; (p = strchr(p, ':')); p++)
		if (p > text + 2 && strspn(p + 1, "0123456789") == 2 && isdigit((unsigned char)p[-1]) &&
		    isdigit((unsigned char)p[-2]) && p[-3] == ' ')
			p[-1] = p[-2] = p[1] = p[2] = '*';
}

/* The screen once this text stands on it, kept under a heading. */
static bool shot(struct run *r, const char *heading, const char *text)
{
	size_t from;

	if (!room_expect(&r->room, seat_waits(&r->seat, text), heading))
		return false;
	str_addf(&r->screens, "== %s\n", heading);
	from = r->screens.n;
	str_add(&r->screens, seat_screen(&r->seat));
	hide(r->screens.s + from);
	return true;
}

/* ---- the way ------------------------------------------------------------------------------------------- */

static bool start(struct run *r)
{
	seat_close(&r->seat);
	r->seat = (struct seat){.room = &r->room, .today = DEMO_DAY};
	return seat_open(&r->seat);
}

static bool log_in(struct run *r, const char *no, const char *heading)
{
	keypad(r, no);
	keypad(r, "\n" DEMO_PASS "\n");
	return shot(r, heading, "1000 ");
}

/* "3/44" at the left top: so many are answered. */
static bool answered(struct run *r, int n, size_t all)
{
	char text[40];

	snprintf(text, sizeof text, "%d/%zu", n, all);
	return seat_waits(&r->seat, text);
}

/* The colleague who is offered types the own passphrase. */
static bool confirms(struct run *r, const struct item *it)
{
	AUTO(str_done) struct str heading = {0};

	str_addf(&heading, "two-person item %s", it->code);
	if (!seat_waits(&r->seat, "双人检查项") || !shot(r, str_text(&heading), "王芳（110202）"))
		return false;
	writes_number(r, DEMO_PASS);
	keypad(r, "\n");
	return true;
}

/* The last Enter goes to the next item: of a box, if one was asked. */
static bool conforms(struct run *r, const struct item *it)
{
	bool boxed = it->value.name || it->evidence == EVIDENCE_ALWAYS || it->two_person;

	keypad(r, "1");
	if (it->value.name) {
		if (!seat_waits(&r->seat, "实测值"))
			return false;
		writes_number(r, seat_number(&it->value));
		keypad(r, "\n");
	}
	if (it->evidence == EVIDENCE_ALWAYS) {
		if (!seat_waits(&r->seat, "证据"))
			return false;
		writes(r, "清点表第1页");
		keypad(r, "\n");
	}
	if (it->two_person && !confirms(r, it))
		return false;
	if (!boxed)
		keypad(r, "\n");
	return true;
}

/* Evidence, who is liable, until when; graded: 较大, else as the item says. */
static bool finding(struct run *r, const struct item *it, bool graded)
{
	keypad(r, "2");
	if (it->value.name) {
		if (!seat_waits(&r->seat, "实测值"))
			return false;
		keypad(r, "\n");
	}
	if (!shot(r, "finding, empty", "事实*"))
		return false;
	writes(r, "11月20日抽查三笔，“登记簿”上少一笔，经办人说当天忘了登。");
	keypad(r, "\n");
	writes(r, "登记簿第12页");
	keypad(r, graded ? "\n1\n" : "\n\n");
	writes(r, "陈刚");
	keypad(r, "\n");
	writes_number(r, "20261210");
	if (!shot(r, graded ? "finding, written" : "finding, the least of it", "登记簿第12页"))
		return false;
	function(r, "2");
	return seat_waits(&r->seat, "已保存");
}

struct tally {
	long item_keys, items, finding_keys, findings;
	long one_keys, ones, two_keys, twos; /* the credit line: one-person items, two-person items */
};

static bool walk(struct run *r, const struct line *line, struct tally *t)
{
	int done = 0;

	for (size_t i = 0; i < line->n; i++) {
		const struct item *it = &line->v[i];
		bool bad = i == 2 || i == 20;
		if (*it->retired)
			continue;
		long before = r->keys;
		if (!(bad ? finding(r, it, i == 2) : conforms(r, it)) || !answered(r, ++done, line->n))
			return room_expect(&r->room, false, it->code);
		if (i == 2 && !shot(r, "walk, a finding written", "1102 "))
			return false;
		if (bad)
			keypad(r, "\n");
		*(bad ? &t->finding_keys : &t->item_keys) += r->keys - before;
		*(bad ? &t->findings : &t->items) += 1;
	}
	return shot(r, "walk, every item answered", "44/44");
}

static bool new_session(struct run *r)
{
	keypad(r, "1\n");
	if (!shot(r, "a new check", "1101 "))
		return false;
	function(r, "4");
	if (!shot(r, "its lines", "廉洁从业"))
		return false;
	keypad(r, "10\n\n\n");
	return shot(r, "walk, the first item", "IN-0101");
}

static bool sign(struct run *r)
{
	function(r, "4");
	if (!shot(r, "sign", "1104 "))
		return false;
	function(r, "4");
	if (!shot(r, "sign: who", "工号"))
		return false;
	keypad(r, "\n");
	if (!shot(r, "sign: passphrase of the first", "口令"))
		return false;
	keypad(r, DEMO_PASS "\n");
	if (!shot(r, "sign: one has signed", "待签"))
		return false;
	keypad(r, "1");
	if (!seat_waits(&r->seat, "工号"))
		return false;
	keypad(r, "110202\n");
	if (!seat_waits(&r->seat, "王芳"))
		return false;
	keypad(r, DEMO_PASS "\n");
	return shot(r, "sealed", "已封存");
}

static bool read_it(struct run *r)
{
	back(r);
	if (!seat_waits(&r->seat, "1102 "))
		return false;
	back(r);
	if (!shot(r, "the workbench, one sealed more", "1000 "))
		return false;
	keypad(r, "8\n");
	if (!shot(r, "the next person", "登录") || !log_in(r, "1002", "the auditor's workbench"))
		return false;
	keypad(r, "2101");
	if (!shot(r, "past sessions", "2101 "))
		return false;
	keypad(r, "\n");
	if (!shot(r, "the session", "2102 "))
		return false;
	for (int page = 2; page <= 4; page++) {
		char heading[40];
		snprintf(heading, sizeof heading, "the session, page %d", page);
		function(r, "8");
		if (!shot(r, heading, "2102 "))
			return false;
	}
	back(r);
	if (!seat_waits(&r->seat, "2101 "))
		return false;
	back(r);
	if (!seat_waits(&r->seat, "1000 "))
		return false;
	keypad(r, "9\n");
	return room_expect(&r->room, seat_ends(&r->seat, 0), "the program does not end well");
}

/* ---- the credit line -------------------------------------------------------------------------------------- */

static bool walk_credit(struct run *r, const struct line *line, struct tally *t)
{
	int done = 0;
	size_t all = 0;

	for (size_t i = 0; i < line->n; i++)
		all += !*line->v[i].retired && !item_waits_for_answer(&line->v[i]);
	for (size_t i = 0; i < line->n; i++) {
		const struct item *it = &line->v[i];
		long before = r->keys;
		if (*it->retired)
			continue;
		if (item_waits_for_answer(it)) /* passed by, and its key counts */
			keypad(r, "\n");
		else if (!conforms(r, it) || !answered(r, ++done, all))
			return room_expect(&r->room, false, it->code);
		*(it->two_person ? &t->two_keys : &t->one_keys) += r->keys - before;
		*(it->two_person ? &t->twos : &t->ones) += !item_waits_for_answer(it);
	}
	return shot(r, "the credit line, every item answered", "1102 ");
}

static bool credit(struct run *r, const struct line *line, struct tally *t)
{
	if (!start(r) || !seat_waits(&r->seat, "工号"))
		return false;
	keypad(r, "110201\n" DEMO_PASS "\n");
	if (!seat_waits(&r->seat, "1000 "))
		return false;
	keypad(r, "1\n");
	if (!seat_waits(&r->seat, "1101 "))
		return false;
	function(r, "4");
	if (!seat_waits(&r->seat, "廉洁从业"))
		return false;
	keypad(r, "1\n\n\n");
	if (!shot(r, "the credit line is under way already: it asks", "1102-2026-012"))
		return false;
	keypad(r, "1");
	return shot(r, "the credit line, its first item", "CR-0101") && walk_credit(r, line, t);
}

static bool go(struct run *r, const struct line *line, struct tally *t)
{
	return room_demo(&r->room) && start(r) && shot(r, "log in", "工号") && log_in(r, "110201", "the workbench") && new_session(r) && walk(r, line, t) &&
	       sign(r) && read_it(r);
}

/* ---- what came out --------------------------------------------------------------------------------------- */

static void judge(struct run *r, const struct tally *t)
{
	double item = t->items ? (double)t->item_keys / (double)t->items : 99;
	double each = t->findings ? (double)t->finding_keys / (double)t->findings : 99;

	printf("%.2f keys per conforming item (%ld items), %.1f per finding besides its text\n", item, t->items, each);
	room_expect(&r->room, t->items >= 40 && item <= ITEM_KEYS_MOST, "too many keys per conforming item");
	room_expect(&r->room, t->findings == 2 && each <= FINDING_KEYS_MOST, "too many keys per finding");
	double whole = t->ones + t->twos ? (double)(t->one_keys + t->two_keys) / (double)(t->ones + t->twos) : 99;
	printf("the credit line: %.2f keys per conforming item (%ld items): %.2f where one person answers (%ld), "
	       "%.2f where two do (%ld)\n",
	       whole, t->ones + t->twos, (double)t->one_keys / (double)t->ones, t->ones,
	       (double)t->two_keys / (double)t->twos, t->twos);
	room_expect(&r->room, t->ones + t->twos >= 40 && t->twos >= 3 && whole <= ITEM_KEYS_MOST, "too many keys on the credit line");
	room_expect(&r->room, room_ctl(&r->room, "verify", "> /dev/null"), "verify finds something");
}

static void print_difference(const char *want, const char *got)
{
	for (unsigned line = 1; *want || *got; line++) {
		size_t a = strcspn(want, "\n"), b = strcspn(got, "\n");
		if (a != b || memcmp(want, got, a) != 0)
			printf("first-ten.screen:%u:\n- %.*s\n+ %.*s\n", line, (int)a, want, (int)b, got);
		want += a + (want[a] == '\n');
		got += b + (got[b] == '\n');
	}
}

static void compare(struct run *r, bool update)
{
	const char *dir = getenv("srcdir");
	AUTO(str_done) struct str path = {0}, want = {0};
	struct err e = {0};

	str_addf(&path, "%s/tests/term/first-ten.screen", dir ? dir : ".");
	if (update) {
		room_expect(&r->room, !file_write(str_text(&path), str_text(&r->screens), r->screens.n, 0644, &e), e.text);
		return;
	}
	bool same = !file_read(str_text(&path), SCREEN_MOST, &want, &e) && str_eq(str_text(&want), str_text(&r->screens));
	if (!same)
		print_difference(str_text(&want), str_text(&r->screens));
	room_expect(&r->room, same, "the screens are others; read them, then first-ten --update");
}

int main(int argc, char **argv)
{
	struct run r = {.counts = true};
	struct tally t = {0};
	AUTO(library_done) struct library lib = {0};
	struct err e = {0};
	bool loaded = !library_load_builtin(&lib, &e);
	const struct line *line = loaded ? library_line(&lib, "integrity") : NULL;
	const struct line *second = loaded ? library_line(&lib, "credit") : NULL;

	if (room_open(&r.room, "ten") && room_expect(&r.room, line && second, "no line") && go(&r, line, &t) &&
	    credit(&r, second, &t)) {
		judge(&r, &t);
		compare(&r, argc > 1 && str_eq(argv[1], "--update"));
	}
	seat_close(&r.seat);
	str_done(&r.screens);
	return room_close(&r.room);
}
