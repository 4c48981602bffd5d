/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns. The only place that knows how wide a character is on the terminal:
 * uc_width corrected by the East Asian Ambiguous table of UCD EastAsianWidth.txt
 * (research: exact for xterm and xterm -cjk_width). Also the process's wcwidth(),
 * so that curses agrees. Works on the display form: format characters take no
 * column, TAB goes to the next stop of 8, other controls show as ^X.
 */
#ifndef ZICHA_BASE_WIDTH_H
#define ZICHA_BASE_WIDTH_H

#include "base/str.h"

#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

/* How the terminal shows ambiguous characters; data is never changed by it. */
enum width_mode {
	WIDTH_NARROW,    /* ambiguous characters take 1 column */
	WIDTH_WIDE,      /* ambiguous characters take 2 columns */
	WIDTH_SUBSTITUTE /* others are shown for ambiguous ones: (1) for a circled one, ... for an ellipsis */
};
void width_set_mode(enum width_mode mode); /* allowed global: the session's ambiguous width */
enum width_mode width_mode(void);

/* Who decided the mode: the terminal's answer, an option, the settings, the locale where there was no answer, or a
 * screen library that counts otherwise than we do. */
enum width_source { WIDTH_FROM_PROBE, WIDTH_FROM_OPTION, WIDTH_FROM_SETTING, WIDTH_FROM_LOCALE, WIDTH_FROM_CHECK };

/* Ideographs of the newest blocks are shown as U+3013 where the terminal has not 2 columns for them (asked
 * at start). */
enum { WIDTH_EXT_H = 1, WIDTH_EXT_I = 2, WIDTH_EXT_J = 4 };
void width_set_missing(unsigned blocks); /* part of the same global; 0: all are there */

/* Columns of one code point in the current mode: 0, 1 or 2. Controls are 2 (^X), format characters 0. In
 * WIDTH_SUBSTITUTE an ambiguous one counts 1 here; what stands for it is known to the display form only. */
int width_char(uint32_t c);

/* Columns of a character that is a cluster by itself beside others like it, has no other display form, and the same width
 * in every mode; 0 for all others. Most of what is drawn, so worth a short way. */
static inline int width_plain(uint32_t c)
{
	if (c < 0x7F)
		return c >= 0x20;
	if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF))
		return 2;
	return (c >= 0x3000 && c <= 0x3020) || (c >= 0xFF01 && c <= 0xFF60) ? 2 : 0;
}

/* The display form: format characters dropped (combining marks and IVS kept), TAB to blanks (stops of 8
 * from `column`), controls as ^X, non-characters as U+FFFD, substitutes in WIDTH_SUBSTITUTE. No LF in it.
 * Added to out (NULL: only measured). Gives the columns. */
int width_display(const char *text, size_t n, int column, struct str *out);

/* Columns of the display form of a text. */
int width_text(const char *text);
int width_n(const char *text, size_t n);

/* All of these add display form to out, exactly `cols` columns wide (padded with blanks), cut by cluster. */
void width_clip(const char *text, int cols, struct str *out);
void width_right(const char *text, int cols, struct str *out); /* padded on the left; cut like clip */
/* Cut text ends in U+2026, with its width in this mode. */
void width_ellipsis(const char *text, int cols, struct str *out);
/* Columns first..last of the text; the half of a cut character is a blank. */
void width_slice(const char *text, int first, int last, struct str *out);

/* Bytes of the longest run of whole clusters of text that fits in cols columns; *used its columns (may be
 * NULL). */
size_t width_fit(const char *text, size_t n, int cols, int *used);

/* Where a caret can stand: the cluster borders of a text, first 0, last the end, with their columns. */
struct width_stop {
	size_t at; /* byte offset */
	int col;
};
struct width_stops {
	struct width_stop *v;
	size_t n, cap;
};
/* stops is emptied first; it is never empty behind. */
void width_caret_stops(const char *text, size_t n, struct width_stops *stops);
void width_stops_done(struct width_stops *stops);

/* Byte offset of the cluster that covers column col; n behind the text. */
size_t width_click(const char *text, size_t n, int col);

/* A field of `cols` >= 1 columns that shows a part of one line of text and the caret (byte offset, a
 * border). *first is the offset of the first cluster shown, 0 at the beginning, kept by the caller from
 * call to call: it moves by whole clusters, no more than the caret needs (the cluster behind the caret is
 * whole in sight if the field is wide enough). Adds exactly cols columns to out; gives the caret's column,
 * 0..cols-1. */
int width_field(const char *text, size_t n, size_t caret, int cols, size_t *first, struct str *out);

/* The process's own wcwidth; curses calls it. Default visibility, always linked. */
int wcwidth(wchar_t c);

#endif
