/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines. UAX 14 by libunistring, tailored to Chinese rules (w3c/clreq basic level, GB/T 15834-2011 5.1):
 * no line starts with closing punctuation, middle dot, wave dash or full-width solidus, none ends with an
 * opening mark, dash pairs and ellipses are never split, numbers stay whole, and from 20 columns on with their
 * unit. Then a greedy fill of our own; where no rule leaves a break, the line is filled.
 */
#ifndef ZICHA_BASE_WRAP_H
#define ZICHA_BASE_WRAP_H

#include <stddef.h>

struct wrap_line {
	size_t start; /* byte offset in the text */
	size_t len;   /* bytes, trailing blanks and the line end not counted */
	size_t next;  /* byte offset where the next line starts */
	int cols;     /* columns of [start, start + len) */
};

struct wrap {
	struct wrap_line *v;
	size_t n, cap;
};

/* Fills w (emptied first) with the lines of text for a column budget >= 2. Trailing blanks hang; a run with
 * no break is broken at a cluster rather than overflow; LF always ends a line, "" gives one empty line; a
 * last LF opens one more (empty) line. Never loses a byte: next of a line is start of the following, the
 * last next is n. */
void wrap_text(const char *text, size_t n, int cols, struct wrap *w);
void wrap_done(struct wrap *w);

/* The line that holds byte `at` (a border between two lines belongs to the later one). */
size_t wrap_line_of(const struct wrap *w, size_t at);

#endif
