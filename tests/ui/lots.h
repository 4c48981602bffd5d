/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Presses drawn by lot: keys, text, pastes, clicks, other sizes, waits, and now and then a way out.
 */
#ifndef ZICHA_TESTS_UI_LOTS_H
#define ZICHA_TESTS_UI_LOTS_H

#include "base/mem.h"
#include "ui/base/press.h"
#include "ui/base/stage.h"

#include <string.h>

struct lots {
	unsigned seed;
	int64_t now; /* a K_TICK lets time go by */
	int leave;   /* so many Esc more, to come out of boxes and filters */
};

static unsigned lots_draw(struct lots *s, unsigned n)
{
	s->seed = s->seed * 1103515245u + 12345u;
	return (s->seed >> 9) % n;
}

static struct press lots_named(const char *name)
{
	struct press k = {0};

	press_parse(name, &k);
	return k;
}

static struct press lots_resize(struct lots *s)
{
	int rows = (int)lots_draw(s, 60) + 1, cols = (int)lots_draw(s, 160) + 1;

	if (lots_draw(s, 3)) {
		rows = STAGE_ROWS;
		cols = STAGE_COLS;
	}
	return (struct press){.code = K_RESIZE, .row = rows, .col = cols};
}

static struct press lots_press(struct lots *s)
{
	static const char *const keys[] = {
		"Enter",  "Enter",  "Enter",  "Enter", "Tab",    "Shift-Tab", "Up",        "Down",   "Down",
		"PgUp",   "PgDn",   "Home",   "End", "Left",   "Right",     "Backspace", "Del",    "F1",
		"F2",     "F3",     "F4",     "F5",  "F6",     "F7",        "F8",        "F9",     "1",
		"2",      "3",      "4",      "5",   "0",      "+",         "-",         "Ctrl-E", "Ctrl-K",
		"Ctrl-L", "Ctrl-Z", "Ctrl-Y", "/",   "信",     "①",         "—",         "か",     "\u3099",
		"y",      "c",      "１",     "。",  "Ctrl-T", "F11",       "Ctrl-C",    "Space",
	};
	static const char *const pastes[] = {"粘贴的文字",
					     "a\nb\n\n长长长长长长长长长长长长长长长长长长长长长长长长长",
					     "\x1b[31m\x80", ""};

	switch (lots_draw(s, 60)) {
	case 0:
		return lots_resize(s);
	case 1:
		return (struct press){.code = K_MOUSE,
				      .row = (int)lots_draw(s, 26),
				      .col = (int)lots_draw(s, 82),
				      .count = 1};
	case 2: {
		const char *text = pastes[lots_draw(s, ARRAY_LEN(pastes))];
		return (struct press){.code = K_PASTE, .text = text, .n = strlen(text)};
	}
	case 3:
		s->now += 2000;
		return (struct press){.code = K_TICK};
	case 4:
		return (struct press){.code = K_DOWN, .count = (int)lots_draw(s, 30) + 1};
	case 5:
		s->leave = 2;
		return lots_named("F10");
	default:
		if (s->leave && s->leave--)
			return lots_named("Esc");
		return lots_named(keys[lots_draw(s, ARRAY_LEN(keys))]);
	}
}

#endif
