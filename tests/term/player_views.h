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
	void (*shot)(void *ctx, const char *name);           /* the screen stands: wait until it has been looked at */
};

/* Logs in, presses by lot, tells now and then and at the end. Ends early if the program does. */
int views_run(struct term *t, struct canvas *c, unsigned seed, const struct views_io *io, struct err *e);
/* Plays a script (tests/ui/script.h) whose @setup makes the store: its keys, and io->shot at each @shot. */
int views_show(struct term *t, struct canvas *c, const char *path, const struct views_io *io, struct err *e);

#endif
