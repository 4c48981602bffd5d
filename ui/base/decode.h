/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes from the terminal to keys. Any split of the bytes gives the same keys. Resynchronises after a bad
 * byte, keeps half characters, knows the key sequences of the terminals we have met (xterm, linux console, screen and
 * tmux, PuTTY, rxvt, vt100, both keypad modes), bracketed paste, mouse reports (SGR 1006) and late answers
 * to our own questions, which it swallows for ever. Knows no file descriptor and no clock.
 */
#ifndef ZICHA_UI_BASE_DECODE_H
#define ZICHA_UI_BASE_DECODE_H

#include "base/str.h"
#include "ui/base/press.h"

enum decode_charset { DECODE_UTF8, DECODE_GB18030 };

/* An Esc that nothing follows is an Esc key after this time. */
enum { DECODE_ESC_MS = 25, DECODE_PASTE_MOST = 1 << 20 };

struct decode {
	enum decode_charset charset;
	struct str in;      /* bytes not yet decoded */
	size_t at;          /* the first of them */
	bool pasting;
	struct str paste;   /* text of the paste that is on its way, or that was given last */
	bool given;         /* paste was given: emptied before the next key */
	int64_t since;      /* when the last bytes came */
	int64_t clicked;    /* time and place of the last click, for double clicks */
	int click_row, click_col;
};

void decode_init(struct decode *d, enum decode_charset charset);
void decode_done(struct decode *d);
/* Bytes that came at a time (monotonic ms). */
void decode_feed(struct decode *d, const void *bytes, size_t n, int64_t now);
/* The next key: true and out. now decides whether an Esc or a broken sequence has waited long enough. */
bool decode_next(struct decode *d, int64_t now, struct press *out);
/* Milliseconds until decode_next() may have more without new bytes; -1: only with new bytes. */
int decode_wait(const struct decode *d, int64_t now);

#endif
