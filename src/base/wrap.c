/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/wrap.h"

#include "base/breaks.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/width.h"

#include <stdbool.h>
#include <stdint.h>

void wrap_done(struct wrap *w)
{
	mem_free(w->v);
	*w = (struct wrap){0};
}

size_t wrap_line_of(const struct wrap *w, size_t at)
{
	size_t low = 0, high = w->n;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (w->v[middle].start <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Bytes of the line end at s: LF, VT, FF, CR, CR LF, NEL, U+2028, U+2029; 0 if there is none. */
static size_t line_end(const char *s, size_t n)
{
	const unsigned char *b = (const unsigned char *)s;

	if (b[0] >= '\n' && b[0] <= '\r')
		return b[0] == '\r' && n > 1 && b[1] == '\n' ? 2 : 1;
	if (b[0] == 0xC2 && n > 1 && b[1] == 0x85)
		return 2;
	return b[0] == 0xE2 && n > 2 && b[1] == 0x80 && (b[2] == 0xA8 || b[2] == 0xA9) ? 3 : 0;
}

static size_t paragraph_end(const char *text, size_t n, size_t at)
{
	for (; at < n; at++) {
		unsigned char b = (unsigned char)text[at];
		if ((b <= '\r' || b == 0xC2 || b == 0xE2) && line_end(text + at, n - at))
			break;
	}
	return at;
}

/* A paragraph that is being filled into lines. */
struct fill {
	const char *text;       /* of the paragraph */
	size_t n;               /* its bytes */
	size_t base;            /* its place in the whole text */
	const struct breaks *b; /* its clusters */
	int cols;
	struct wrap *out;
};

static uint32_t char_of(const struct fill *f, size_t unit)
{
	uint32_t c;

	text_decode(f->text + f->b->v[unit].at, f->n - f->b->v[unit].at, &c);
	return c;
}

/* True if a break before unit i would split a pair of dashes or dots, counted from where their run begins. */
static bool splits_pair(const struct fill *f, size_t from, size_t i)
{
	uint32_t c = char_of(f, i);
	size_t first = i;

	if (c != 0x2014 && c != 0x2026 && c != 0x22EF)
		return false;
	while (first > from && char_of(f, first - 1) == c)
		first--;
	return (i - first) % 2;
}

/* Nothing between units from and full allows a break: the line is filled (w3c/clreq lets the rules go rather than have
 * it overflow or part a word for a mark behind it), but for a pair that would be split. */
static size_t emergency(const struct fill *f, size_t from, size_t full)
{
	size_t best = full;

	while (best > from && splits_pair(f, from, best))
		best--;
	return best > from ? best : full;
}

/* A TAB goes to the next stop, with the marks that stand on it. */
static int unit_cols(const struct fill *f, const struct break_unit *u, int column)
{
	if (f->text[u->at] != '\t')
		return u->cols;
	return width_display("\t", 1, column, NULL) + u->cols - width_display("\t", 1, 0, NULL);
}

/* In a column narrower than this a number moved to its unit would leave too much of the line empty. */
enum { NARROW = 16 };

/* The unit behind the line that starts with unit `from`. */
static size_t fill_line(const struct fill *f, size_t from)
{
	size_t best = 0, loose = 0; /* a break that all rules allow, one that parts a number from its unit */
	int column = 0;
	bool ink = from > 0; /* blanks at the head of a paragraph are its indent: no break behind them */

	for (size_t i = from; i < f->b->n; i++) {
		const struct break_unit *u = &f->b->v[i];
		int cols = unit_cols(f, u, column);
		if (!u->blank) {
			bool may = ink && i > from;
			if (may && (u->kind == BREAK_YES || (u->kind == BREAK_LOOSE && f->cols < NARROW)))
				best = i;
			else if (may && u->kind == BREAK_LOOSE)
				loose = i;
			ink = true;
			if (column + cols > f->cols && i > from)
				return best ? best : loose ? loose : emergency(f, from, i);
		}
		column += cols;
	}
	return f->b->n;
}

static size_t place(const struct fill *f, size_t unit)
{
	return unit < f->b->n ? f->b->v[unit].at : f->n;
}

/* The units from..next as a line, blanks at its end left out. */
static void add_line(const struct fill *f, size_t from, size_t next)
{
	size_t end = next;
	int column = 0;

	while (end > from && f->b->v[end - 1].blank)
		end--;
	for (size_t i = from; i < end; i++)
		column += unit_cols(f, &f->b->v[i], column);
	*VEC_PUSH(f->out) = (struct wrap_line){
		.start = f->base + place(f, from),
		.len = place(f, end) - place(f, from),
		.next = f->base + place(f, next),
		.cols = column,
	};
}

/* A paragraph that fits is one line, whatever the rules: most of what is shown. Only where its last character is sure not
 * to be a blank, which would hang. */
static bool whole_line(const struct fill *f)
{
	uint32_t last;
	size_t at = f->n;

	while (at && ((unsigned char)f->text[--at] & 0xC0) == 0x80)
		;
	if (!f->n || text_decode(f->text + at, f->n - at, &last) != f->n - at || last == ' ' || last == 0x3000 ||
	    !width_plain(last))
		return false;
	int column = width_n(f->text, f->n);
	if (column > f->cols)
		return false;
	*VEC_PUSH(f->out) = (struct wrap_line){f->base, f->n, f->base + f->n, column};
	return true;
}

static void fill_lines(const struct fill *f)
{
	size_t unit = 0;

	do {
		size_t next = fill_line(f, unit);
		add_line(f, unit, next);
		unit = next;
	} while (unit < f->b->n);
}

void wrap_text(const char *text, size_t n, int cols, struct wrap *w)
{
	AUTO(breaks_done) struct breaks breaks = {0};
	bool more = true;

	w->n = 0;
	for (size_t at = 0, end_len; more; at = w->v[w->n - 1].next) {
		size_t end = paragraph_end(text, n, at);
		struct fill f = {
			.text = text + at, .n = end - at, .base = at, .b = &breaks, .cols = cols, .out = w};
		if (!whole_line(&f)) {
			breaks_find(f.text, f.n, &breaks);
			fill_lines(&f);
		}
		end_len = end < n ? line_end(text + end, n - end) : 0;
		w->v[w->n - 1].next += end_len;
		more = end_len > 0;
	}
}
