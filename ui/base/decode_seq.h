/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One escape sequence to a key: ECMA-48 control sequences, SS3, and the odd forms of linux, rxvt and PuTTY.
 * No state.
 */
#ifndef ZICHA_UI_BASE_DECODE_SEQ_H
#define ZICHA_UI_BASE_DECODE_SEQ_H

#include "ui/base/press.h"

enum decode_seq {
	SEQ_ESC,    /* not a sequence: the first byte is an Esc by itself */
	SEQ_MORE,   /* may become one: wait */
	SEQ_KEY,    /* out is set */
	SEQ_PASTE,  /* a paste begins */
	SEQ_DROP    /* an answer, an unknown key, or broken: nothing for anybody */
};

/* s[0] is ESC, n >= 2. *used: bytes of the sequence (not for SEQ_MORE). out must be zeroed. */
enum decode_seq decode_seq(const char *s, size_t n, struct press *out, size_t *used);

#endif
