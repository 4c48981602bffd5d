/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a line may break: UAX 14 as libunistring knows it, tailored to Chinese text (w3c/clreq basic level,
 * GB/T 15834-2011 5.1). Curly quotes beside Han text open and close; the full-width tilde, the solidus and
 * the middle dot do not start a line; full-width digits make numbers; a number and its unit stay together.
 * Only wrap.c asks.
 */
#ifndef ZICHA_BASE_BREAKS_H
#define ZICHA_BASE_BREAKS_H

#include <stddef.h>
#include <stdint.h>

enum break_kind {
	BREAK_NO,
	BREAK_LOOSE, /* parts a number from its unit: not UAX 14, ours; only in narrow columns, or if nothing else fits */
	BREAK_YES
};

/* A cluster and what may happen before it. */
struct break_unit {
	uint32_t at;         /* byte offset in the paragraph */
	unsigned char kind;  /* enum break_kind; BREAK_NO for the first */
	unsigned char blank; /* U+0020, U+3000 or TAB: may hang behind a line */
	unsigned char cols;  /* of the cluster; for a TAB see width_display() */
};

struct breaks {
	struct break_unit *v;
	size_t n;
	size_t cap;  /* bytes of text there is room for */
	char *copy;  /* of the paragraph, for libunistring */
	char *found; /* its answers */
};

/* The clusters of one paragraph (n < 4 GiB bytes, no line end in it); b is emptied first and keeps its
 * room. */
void breaks_find(const char *text, size_t n, struct breaks *b);
void breaks_done(struct breaks *b);

/* True if no line should start, or end, with the character. */
int breaks_no_start(uint32_t c);
int breaks_no_end(uint32_t c);

#endif
