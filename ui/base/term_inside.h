/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The terminal from the inside, for term.c (curses, showing) and term_read.c (keys, signals).
 */
#ifndef ZICHA_UI_BASE_TERM_INSIDE_H
#define ZICHA_UI_BASE_TERM_INSIDE_H

#include "ui/base/decode.h"
#include "ui/base/term.h"
#include "ui/base/tty.h"

struct term {
	struct tty tty;
	struct decode decode;
	struct term_facts facts;
	void *screen;               /* SCREEN of curses */
	struct canvas *shown;       /* what curses was told last */
	bool full;                  /* the next show paints everything */
	int raw_rows;               /* shown now; curses knows nothing of them */
	bool resized, ended, mouse;
	bool otherwise;             /* curses counts columns in its own way */
	int watch;                  /* a descriptor besides the keyboard; -1: none */
	bool heard;                 /* it can be read */
	struct press held;          /* read ahead while merging; code K_NONE: nothing */
	unsigned attrs[ROLE_N];     /* attr_t of curses */
	short pairs[ROLE_N];
};

/* term_raw.c: rows with cells that go past curses; writes them, after curses is done. */
int term_raw_rows(const struct canvas *c);
void term_show_raw(const struct canvas *c);
/* term.c: tells curses a new size. */
void term_resize(struct term *t, int rows, int cols);

#endif
