/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where keys come from and the canvas goes to: the terminal (term.h), or a script in tests.
 */
#ifndef ZICHA_UI_BASE_SCREEN_H
#define ZICHA_UI_BASE_SCREEN_H

#include "base/err.h"
#include "ui/base/canvas.h"
#include "ui/base/press.h"

struct term_look;
struct term_facts; /* both term.h */

/* Any function but read and show may be NULL. */
struct screen_io {
	void *ctx;
	/* 1 a key; 0 wait_ms are over (-1: no limit, 0: only what is there). Never fails: the end is
	 * K_QUIT. */
	int (*read)(void *ctx, int wait_ms, struct press *out);
	void (*show)(void *ctx, const struct canvas *c);
	void (*redraw)(void *ctx);     /* the next show paints everything */
	int64_t (*now)(void *ctx);     /* monotonic ms; NULL: clock_monotonic_ms() */
	/* Hands the terminal to a program and waits: its exit status, or -1. */
	int (*outside)(void *ctx, const char *const argv[], struct err *e);
	void (*set_mouse)(void *ctx, bool on);
	/* How characters are shown from now on; what is known of the terminal. */
	void (*set_look)(void *ctx, const struct term_look *look);
	const struct term_facts *(*facts)(void *ctx);
	/* Gives K_HEARD when this descriptor can be read; -1: none. */
	void (*watch)(void *ctx, int fd);
};

#endif
