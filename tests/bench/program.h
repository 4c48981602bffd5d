/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program on a pty of 80 x 24, with libvterm as its terminal: launched, typed at, timed.
 */
#ifndef ZICHA_TESTS_BENCH_PROGRAM_H
#define ZICHA_TESTS_BENCH_PROGRAM_H

#include "base/mem.h"
#include "base/str.h"

#include <stdbool.h>
#include <sys/types.h>
#include <vterm.h>

enum { ROWS = 24, COLS = 80, QUIET_MS = 60 };

struct program {
	int master;
	pid_t pid;
	VTerm *vt;
	double started, last; /* ms: when it was launched, when its last bytes came */
	size_t bytes;         /* since the last program_act */
	bool application;     /* it asked for ESC O B instead of ESC [ B */
	struct str late;      /* what came but was not yet shown to vt */
};

/* What one act cost: until the last byte came, bytes, work of the program. */
struct cost {
	double ms, bytes, cpu;
};

/* Starts argv[0] by its path. Waits until something stands on the screen and nothing has come for QUIET_MS; gives
 * the milliseconds from the launch to the last byte, -1 if nothing came for 20 seconds. */
double program_open(struct program *p, const char *const argv[]);
/* Asks it to end (SIGTERM) and waits. Its exit status. */
int program_close(struct program *p);

/* Types and waits until nothing has come for `quiet` ms. */
struct cost program_act(struct program *p, const char *keys, int quiet);
/* The same many times, one after the other: the medians. */
struct cost program_repeat(struct program *p, const char *keys, int times);
/* Takes what comes for ms. */
void program_rest(struct program *p, int ms);
void program_resize(struct program *p, int rows, int cols);

double program_cpu(const struct program *p);                      /* ms so far */
double program_status(const struct program *p, const char *name); /* a number of /proc/PID/status */
void program_forget_peak(const struct program *p);                /* VmHWM counts from now on */
/* The screen as text, one row a line. */
void program_screen(struct program *p, struct str *out);
bool program_sees(struct program *p, const char *text);
/* The same, but waits up to ms for it: where nothing is measured a busy machine must not matter. */
bool program_waits(struct program *p, const char *text, int ms);
/* With BENCH_SHOW set: prints the screen that was measured. */
void program_show(struct program *p, const char *what);

#endif
