/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A terminal for tests with player in it: libvterm on a pty, or tmux whose wcwidth() counts ambiguous
 * characters as 2. What stands on it comes out as a grid of cells.
 */
#ifndef ZICHA_TESTS_TERM_HARNESS_H
#define ZICHA_TESTS_TERM_HARNESS_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { GRID_TEXT = 32, CPR_AT_ONCE = 0, CPR_NEVER = -1 };

struct grid_cell {
	char text[GRID_TEXT]; /* "" is a blank; frames are + - | */
	bool right;           /* right half of a wide character */
	bool marked;          /* any colour or attribute */
	bool line;            /* a frame character that is not ASCII */
};

struct grid {
	int rows, cols;
	struct grid_cell *v;
	int row, col;         /* the cursor */
	bool visible;
};

void grid_done(struct grid *g);
struct grid_cell *grid_at(const struct grid *g, int row, int col); /* NULL outside */
/* One row, trailing blanks dropped. */
void grid_row(const struct grid *g, int row, struct str *out);

enum harness_kind { ON_VTERM, ON_TMUX, ON_WIDE_TMUX };

struct harness_options {
	int rows, cols;
	enum harness_kind kind;
	int cpr;              /* milliseconds until answers are given, CPR_NEVER */
	const char *env;      /* NAME=VALUE or NULL */
	const char *locale;   /* LC_ALL; NULL: C.UTF-8 */
	const char *locpath;  /* LOCPATH or NULL */
	const char *const *words; /* another program than player, on vterm; NULL: player */
};

struct harness;

/* Starts player with these words behind SAY and HEAR (orders may be NULL), or o->words. NULL: could not; why says so. */
struct harness *harness_open(const struct harness_options *o, const char *mode, const char *orders,
			     struct str *why);
/* Lets it end and gives what it said last; takes NULL. */
void harness_close(struct harness **h);

/* The next line that player said: true; false if none came within ms. Feeds the terminal meanwhile. */
bool harness_line(struct harness *h, int ms, struct str *out);
void harness_say(struct harness *h, const char *line);
/* Whether the terminal is in the state that a shell leaves it in: echo, whole lines (vterm only). */
bool harness_cooked(const struct harness *h);
pid_t harness_child(const struct harness *h);
/* Waits up to ms for the program to end: its exit status, 128 + the signal, or -1 (vterm only). */
int harness_ended(struct harness *h, int ms);
/* Types at the program. */
void harness_type(struct harness *h, const void *bytes, size_t n);
void harness_resize(struct harness *h, int rows, int cols);
/* Waits until nothing has come for some time, then what stands on the terminal. */
void harness_grid(struct harness *h, struct grid *out);
/* Bytes that the program sent. */
const struct str *harness_sent(struct harness *h);
int64_t harness_started(const struct harness *h);
const char *harness_dir(void);                       /* folder of the test programs */

#endif
