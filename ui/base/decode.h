/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes from the terminal to keys. Any split of the bytes gives the same keys. Resynchronises after a bad
 * byte, keeps half characters, knows the key sequences of the terminals we have met (xterm, linux console,
 * screen and tmux, PuTTY, rxvt, vt100, both keypad modes), bracketed paste, mouse reports (SGR 1006) and late
 * answers to our own questions, which it swallows for ever. Knows no file descriptor and no clock.
 */
#ifndef ZICHA_UI_BASE_DECODE_H
#define ZICHA_UI_BASE_DECODE_H

#include "base/str.h"
#include "ui/base/press.h"

#include <iconv.h>

enum decode_charset { DECODE_UTF8, DECODE_GB18030 };

enum {
	DECODE_ESC_MS = 25, /* an Esc that nothing follows is an Esc key after this time (slow lines: more) */
	DECODE_SEQ_MS = 500,  /* a sequence that stops in the middle is given up */
	DECODE_LATE_MS = 400, /* the rest of a sequence that came so late after its Esc still belongs to it */
	DECODE_PASTE_MS = 3000,     /* a paste whose end does not come ends itself */
	DECODE_CLICK_MS = 400,      /* two clicks are a double click */
	DECODE_PASTE_MOST = 1 << 20 /* a longer paste comes as several */
};

struct decode {
	enum decode_charset charset;
	iconv_t conv;            /* GB18030 to UTF-8; (iconv_t)-1 for UTF-8 */
	int esc_ms;
	struct str in;           /* bytes not yet decoded, from `at` */
	size_t at;
	int64_t since;           /* when the last bytes came */
	bool pasting;
	struct str raw;          /* bytes of the paste that is on its way */
	struct str paste;        /* text of the paste that was given last */
	int64_t esc_at;          /* when an Esc was given because nothing followed it; 0: not */
	struct press click;      /* the last one, for double clicks */
};

/* ERR_IO-free: without a converter for GB18030 every such character is K_BAD. */
void decode_init(struct decode *d, enum decode_charset charset);
void decode_done(struct decode *d);
/* Bytes that came at a time (monotonic ms). */
void decode_feed(struct decode *d, const void *bytes, size_t n, int64_t now);
/* The next key: true and out. now decides whether an Esc or a broken sequence has waited long enough.
 * The text of a K_PASTE lives until the next call. One K_BAD per bad byte or character. */
bool decode_next(struct decode *d, int64_t now, struct press *out);
/* Milliseconds until decode_next() may have more without new bytes; -1: only with new bytes. */
int decode_wait(const struct decode *d, int64_t now);

#endif
