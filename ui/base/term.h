/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The terminal: start, stop, show a canvas, read a key. The only file that includes curses.h.
 * Probes before curses starts (probe.h), reads bytes itself (decode.h), sends only cells that changed,
 * each cluster with an absolute move, the real caret last. Restores the terminal after any end.
 */
#ifndef ZICHA_UI_BASE_TERM_H
#define ZICHA_UI_BASE_TERM_H

#include "base/err.h"
#include "base/width.h"
#include "ui/base/screen.h"

enum term_choice { TERM_AUTO, TERM_NARROW, TERM_WIDE, TERM_SUBSTITUTE };
enum term_frames { TERM_FRAMES_AUTO, TERM_FRAMES_ASCII, TERM_FRAMES_UNICODE };
enum term_ideographs { TERM_NEW_AUTO, TERM_NEW_SHOWN, TERM_NEW_REPLACED };

/* What somebody chose about how characters are shown. */
struct term_look {
	enum term_choice ambiguous; /* AUTO: probe, then locale */
	enum term_frames frames;
	enum term_ideographs ideographs; /* of Ext H, I, J; AUTO: as the probe says */
	enum width_source ambiguous_by, frames_by; /* who gave these two, where they are not AUTO */
};

struct term_options {
	struct term_look look;      /* options and settings */
	bool no_colour;             /* NO_COLOR is looked at as well */
	bool no_mouse;
	int probe_ms;               /* limit of the probe; 0: 500; -1: do not probe */
};

/* What is known of the terminal, for `zicha doctor` and the calibration page. */
struct term_facts {
	const char *name;           /* TERM */
	const char *codeset;        /* "UTF-8", "GB18030" */
	bool probed;                /* it answered */
	int ambiguous;              /* columns of U+2460: 1, 2; 0 unknown */
	int line;                   /* columns of U+2502 */
	int ext_h, ext_i, ext_j;    /* columns of one new ideograph each */
	int private_use;
	int probe_ms;               /* how long the answer took */
	enum width_mode mode;
	enum width_source mode_by;  /* how it was found */
	bool ascii_frames;
	enum width_source frames_by;
	bool new_ideographs;        /* false: ideographs of Ext H, I, J show as U+3013 */
	int colours;
	int rows, cols;
};

struct term;

/* Needs a terminal on fd 0 and 1; ERR_IO says what to do otherwise. Sets the width mode. */
int term_open(struct term **out, const struct term_options *o, struct err *e);
void term_close(struct term **t);                     /* takes NULL */
const struct term_facts *term_facts(const struct term *t);
void term_set_look(struct term *t, const struct term_look *look); /* another choice from now on; repaints */

/* 1 a key, 0 the time is over; wait_ms as in struct screen_io. */
int term_read(struct term *t, int wait_ms, struct press *out);
void term_show(struct term *t, const struct canvas *c);
void term_redraw(struct term *t);                     /* the next show paints everything */
void term_suspend(struct term *t);                    /* gives the terminal back for a while */
void term_resume(struct term *t);
int term_outside(struct term *t, const char *const argv[], struct err *e);
void term_set_mouse(struct term *t, bool on);
void term_io(struct term *t, struct screen_io *out);   /* for stage_loop() */

#endif
