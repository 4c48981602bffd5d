/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/term/seat.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROWS = 24, COLS = 80, ESC_MS = 120 };

/* ---- the room -------------------------------------------------------------------------------------- */

bool room_expect(struct room *r, bool ok, const char *what)
{
	*(ok ? &r->passed : &r->failed) += 1;
	if (!ok)
		printf("%s\n", what);
	return ok;
}

bool room_open(struct room *r, const char *name)
{
	*r = (struct room){0};
	if (getenv("ZICHA_NO_PTY"))
		return false;
	snprintf(r->dir, sizeof r->dir, "/tmp/zicha-%s-XXXXXX", name);
	if (!mkdtemp(r->dir)) {
		*r->dir = '\0';
		return room_expect(r, false, "no folder");
	}
	snprintf(r->store, sizeof r->store, "%s/store", r->dir);
	snprintf(r->program, sizeof r->program, "%s/../../zicha", harness_dir());
	return true;
}

int room_close(struct room *r)
{
	char command[80];

	snprintf(command, sizeof command, "rm -rf '%s'", r->dir);
	if (*r->dir && system(command))
		printf("%s stays\n", r->dir);
	printf("%d passed, %d failed\n", r->passed, r->failed);
	return r->failed > 0;
}

bool room_ctl(const struct room *r, const char *words, const char *behind)
{
	AUTO(str_done) struct str command = {0};

	str_addf(&command, "'%s-ctl' --data '%s' %s %s", r->program, r->store, words, behind);
	return system(str_text(&command)) == 0;
}

bool room_demo(struct room *r)
{
	return room_expect(r, room_ctl(r, "--today " DEMO_DAY " demo", "> /dev/null"), "no demo store");
}

/* ---- a seat ------------------------------------------------------------------------------------------ */

bool seat_open(struct seat *s)
{
	AUTO(str_done) struct str why = {0};
	const char *const words[] = {s->room->program, "--data", s->room->store, "--lang", "zh",
				     s->today ? "--today" : NULL, s->today, NULL};
	struct harness_options o = {.rows = ROWS, .cols = COLS, .words = words, .env = s->env};

	s->h = harness_open(&o, NULL, NULL, &why);
	return room_expect(s->room, s->h != NULL, str_text(&why));
}

void seat_close(struct seat *s)
{
	harness_close(&s->h);
	grid_done(&s->grid);
	str_done(&s->screen);
}

void seat_type(struct seat *s, const char *bytes)
{
	harness_type(s->h, bytes, strlen(bytes));
}

void seat_function(struct seat *s, const char *digit)
{
	seat_type(s, "\033");
	usleep(ESC_MS * 1000);
	seat_type(s, digit);
}

const char *seat_screen(struct seat *s)
{
	harness_grid(s->h, &s->grid);
	str_clear(&s->screen);
	for (int i = 0; i < s->grid.rows; i++) {
		grid_row(&s->grid, i, &s->screen);
		str_add_char(&s->screen, '\n');
	}
	return str_text(&s->screen);
}

bool seat_shows(struct seat *s, const char *text)
{
	return strstr(seat_screen(s), text) != NULL;
}

static bool has_row(const char *screen, const char *text, const char *also)
{
	for (const char *at = screen; (at = strstr(at, text)); at++) {
		const char *other = strstr(at, also);
		if (other && (size_t)(other - at) < strcspn(at, "\n"))
			return true;
	}
	return false;
}

bool seat_waits_row(struct seat *s, const char *text, const char *also)
{
	int64_t end = clock_monotonic_ms() + SEAT_WAIT_MS;

	do
		if (has_row(seat_screen(s), text, also))
			return true;
	while (clock_monotonic_ms() < end);
	printf("%s: \"%s\" %s does not come:\n%s", s->who ? s->who : "the screen", text, also, str_text(&s->screen));
	return false;
}

bool seat_waits(struct seat *s, const char *text)
{
	return seat_waits_row(s, text, "");
}

const char *seat_number(const struct item_value *value)
{
	static const char *const tries[] = {"0", "1", "10", "100", "3", "5", "20", "50", "1000"};

	for (size_t i = 0; i < ARRAY_LEN(tries); i++)
		if (item_value_keeps(value, tries[i]) == 1)
			return tries[i];
	return "0";
}

bool seat_ends(struct seat *s, int status)
{
	return harness_ended(s->h, SEAT_WAIT_MS) == status;
}
