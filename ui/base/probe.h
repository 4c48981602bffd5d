/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asks the terminal how wide it draws: one write of test characters, each followed by a cursor report
 * request, at the end a device attributes request whose answer ends the wait. Done on row 2, before curses
 * starts (vim#2008: on row 1 the answers are taken for keys). Knows no curses.
 */
#ifndef ZICHA_UI_BASE_PROBE_H
#define ZICHA_UI_BASE_PROBE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum probe_char {
	PROBE_AMBIGUOUS,
	PROBE_LINE,
	PROBE_EXT_H,
	PROBE_EXT_I,
	PROBE_EXT_J,
	PROBE_PRIVATE,
	PROBE_N
};

struct probe {
	bool answered;        /* every cursor report came */
	int cols[PROBE_N];    /* columns the terminal used; 0: no answer */
	int ms;               /* how long it took */
	struct str rest;      /* bytes that were no answers: keys typed meanwhile */
};

/* What is sent. */
void probe_question(struct str *out);
/* Takes answers out of the bytes received so far; others go to p->rest. True once the end mark has come. */
bool probe_answer(struct probe *p, const char *bytes, size_t n);
/* Asks on a terminal in raw mode; waits at most limit_ms. */
void probe_ask(struct probe *p, int in, int out, int limit_ms);
void probe_done(struct probe *p);

#endif
