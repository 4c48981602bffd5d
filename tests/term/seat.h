/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The built program and who sits before it. A room is a test's own folder below /tmp, with a store in it and the verdicts so
 * far; a seat in it is a terminal of 24x80 (harness.h) with zicha on that store, in Chinese. What does not come on the screen in
 * time is told together with the screen. Nothing is written outside the room.
 */
#ifndef ZICHA_TESTS_TERM_SEAT_H
#define ZICHA_TESTS_TERM_SEAT_H

#include "tests/term/harness.h"

#include "domain/library.h"

#define DEMO_DAY "2026-11-23"
#define DEMO_PASS "20260808202608"
#define SEAT_BACK "\033\033" /* twice: goes back at once */

enum { SEAT_WAIT_MS = 30000 };

struct room {
	char dir[64], store[80]; /* the store is made by room_demo, by the program, or by the test */
	char program[4200];      /* zicha; zicha-ctl lies beside it */
	int passed, failed;
};

/* Makes the folder. False if it could not, and, counting nothing, where ZICHA_NO_PTY says that there is no terminal. */
bool room_open(struct room *r, const char *name);
/* Removes it and says "N passed, N failed"; gives the exit status. */
int room_close(struct room *r);
/* Counts; says what if it is not so. Gives ok. */
bool room_expect(struct room *r, bool ok, const char *what);
/* A demo store of DEMO_DAY; an expectation. */
bool room_demo(struct room *r);
/* Whether the shell gives 0 for zicha-ctl with these words on the store, and what stands behind: "> FILE", "| grep". */
bool room_ctl(const struct room *r, const char *words, const char *behind);

struct seat {
	struct room *room;
	const char *who;   /* named when something does not come; or NULL */
	const char *today; /* YYYY-MM-DD; NULL: the machine's */
	const char *env;   /* NAME=VALUE for the program, or NULL */
	struct harness *h;
	struct grid grid;  /* as it was last looked at */
	struct str screen; /* the same as text, a row a line */
};

/* Starts the program; an expectation. */
bool seat_open(struct seat *s);
void seat_close(struct seat *s);
void seat_type(struct seat *s, const char *bytes);
/* Esc, and behind a pause what makes a function key of it, as a hand would. */
void seat_function(struct seat *s, const char *digit);
/* What stands there once nothing more comes; the text holds until the next look. */
const char *seat_screen(struct seat *s);
bool seat_shows(struct seat *s, const char *text);
/* Whether it shows within SEAT_WAIT_MS; with `also`: both in one row, that one first. */
bool seat_waits(struct seat *s, const char *text);
bool seat_waits_row(struct seat *s, const char *text, const char *also);
/* A number to type that keeps the limit of an item. */
const char *seat_number(const struct item_value *value);
/* Whether the program ends by itself with this status (128 + a signal). */
bool seat_ends(struct seat *s, int status);

#endif
