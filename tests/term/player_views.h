/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program's own views under player: random presses on the demo store, shown by the real terminal code.
 */
#ifndef ZICHA_TESTS_TERM_PLAYER_VIEWS_H
#define ZICHA_TESTS_TERM_PLAYER_VIEWS_H

#include "ui/base/canvas.h"
#include "ui/base/term.h"

struct views_io {
	void *ctx;
	void (*tell)(void *ctx);                             /* the canvas as it should stand */
	void (*resize)(void *ctx, int rows, int cols);       /* the terminal, then the canvas */
};

/* Logs in, presses by lot, tells now and then and at the end. Ends early if the program does. */
int views_run(struct term *t, struct canvas *c, unsigned seed, const struct views_io *io, struct err *e);

#endif
