/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The terminal device below curses: its modes, the signals that concern it, its end in a crash. No curses.
 */
#ifndef ZICHA_UI_BASE_TTY_H
#define ZICHA_UI_BASE_TTY_H

#include "base/err.h"

#include <signal.h>
#include <stdbool.h>
#include <termios.h>

enum { TTY_IN = 0, TTY_OUT = 1 };

struct tty {
	struct termios before;   /* modes as we found them */
	sigset_t mask_before;
	int signals;             /* signalfd: size, end, stop and continue arrive here */
};

/* Saves the modes, sends signals to a descriptor, guards against crashes. ERR_IO when fd 0 or 1 is no
 * terminal. */
int tty_open(struct tty *t, struct err *e);
void tty_close(struct tty *t);                    /* modes and signals as before */
void tty_raw(const struct tty *t);                /* no echo, no signals from keys, no flow control */
void tty_cooked(const struct tty *t);             /* modes as before */
bool tty_size(int *rows, int *cols);              /* false if the device does not know */
void tty_write(const char *bytes);                /* past curses; whole or not at all */
/* Keys of ours on: bracketed paste, plain keypad and cursor keys; mouse: clicks as well. Off: all of it. */
void tty_keys(bool on, bool mouse);
/* The next signal that has come, 0 if none. */
int tty_signal(const struct tty *t);
/* Stops the process as Ctrl-Z elsewhere does, until it is continued. */
void tty_stop(void);
/* Runs a program with the modes and signals as before; its exit status, 128 + signal, or -1. */
int tty_run(const struct tty *t, const char *const argv[], struct err *e);
/* Chooses LC_CTYPE: the person's if it is UTF-8 or GB18030 and its parts, else a UTF-8 one. Gives the
 * codeset's name. */
const char *tty_locale(struct err *e);            /* NULL: ERR_IO */

#endif
