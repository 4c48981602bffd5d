/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is asked over the telephone when something is wrong: program, language, terminal, store, disk, backup, clock, a
 * row each, with the way out where something needs attention. Reads only; knows no screen: what a terminal answered is
 * handed in.
 */
#ifndef ZICHA_CLI_DOCTOR_H
#define ZICHA_CLI_DOCTOR_H

#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/width.h"

#include <stdbool.h>
#include <stdint.h>

/* What a program with a screen found out about its terminal. */
struct doctor_terminal {
	const char *codeset; /* "UTF-8", "GB18030" */
	int rows, cols;
	int colours;         /* 0: none */
	bool answered;       /* it was asked for its widths, and answered */
	int answer_ms;
	int ambiguous, line; /* columns it said; 0: nothing */
	int ideographs;      /* the least it said of three new ones */
	enum width_mode mode;
	enum width_source source, frames_source;
	bool ascii_frames;
};

struct doctor_row {
	const char *id;     /* "backup", for programs */
	const char *label;  /* N_() */
	const char *text;   /* translated */
	const char *advice; /* what to do: the row needs attention; NULL: it does not */
	bool counted;       /* there is a number as well */
	int64_t number;     /* bytes, columns, seconds: as the row has it */
};

struct doctor {
	struct doctor_row *v;
	size_t n, cap;
	struct arena arena;
	int attention; /* rows with advice */
};
void doctor_done(struct doctor *d);

/* by: who chose the language ("--lang", "LANG"), NULL: nobody. */
void doctor_program(struct doctor *d, const char *language_by);
void doctor_terminal(struct doctor *d, const struct doctor_terminal *t);
void doctor_no_terminal(struct doctor *d, const char *why); /* translated; no fault */
void doctor_bad_terminal(struct doctor *d, const struct err *e);
void doctor_store(struct doctor *d, const char *dir, struct clock *clock);

#endif
