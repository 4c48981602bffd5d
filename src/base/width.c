/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/width.h"

#include "base/mem.h"
#include "base/substitute.h"
#include "base/text.h"

#include <stdbool.h>
#include <string.h>
#include <uniwidth.h>

enum kind { PLAIN, AMBIGUOUS, DROPPED };

struct width_range {
	uint32_t first, last;
	enum kind kind;
};

/* special[] */
#include "base/width_table.h"

enum { TAB_STOP = 8, CHAR_GETA = 0x3013, CHAR_BAD = 0xFFFD };

/* How this session's terminal shows characters (the third of the allowed globals). */
static struct {
	enum width_mode mode;
	unsigned missing;
} session;

void width_set_mode(enum width_mode mode)
{
	session.mode = mode;
}

enum width_mode width_mode(void)
{
	return session.mode;
}

void width_set_missing(unsigned blocks)
{
	session.missing = blocks;
}

/* --- one code point --- */

/* Format characters, VS1-16 and the separators of lines and paragraphs are dropped: terminals disagree on
 * all of them. */
static enum kind kind_of(uint32_t c)
{
	size_t low = 0, high = ARRAY_LEN(special);

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (c < special[middle].first)
			high = middle;
		else if (c > special[middle].last)
			low = middle + 1;
		else
			return special[middle].kind;
	}
	return PLAIN;
}

static bool is_ambiguous(uint32_t c)
{
	return c > 0xA0 && kind_of(c) == AMBIGUOUS;
}

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

/* Han, kana and full-width punctuation without a look into tables. */
static bool is_plain_wide(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3000 && c <= 0x3029) || (c >= 0xFF01 && c <= 0xFF60);
}

int width_char(uint32_t c)
{
	if (is_control(c))
		return 2;
	if (c < 0xA1)
		return 1;
	if (is_plain_wide(c))
		return 2;
	if ((c >= 0x3248 && c <= 0x324F) || (c >= 0x4DC0 && c <= 0x4DFF))
		return 2; /* on every terminal that was asked */
	enum kind kind = kind_of(c);
	if (kind == DROPPED)
		return 0;
	if (kind == AMBIGUOUS)
		return session.mode == WIDTH_WIDE ? 2 : 1;
	int cols = uc_width(c, "UTF-8");
	return cols < 0 ? 0 : cols;
}

int wcwidth(wchar_t c);
__attribute__((visibility("default"))) int wcwidth(wchar_t c)
{
	uint32_t code = (uint32_t)c;

	if (code == 0)
		return 0;
	if (is_control(code) || code >= 0x110000 || (code >= 0xD800 && code <= 0xDFFF))
		return -1;
	return width_char(code);
}

/* --- the display form --- */

static void add_blanks(struct str *out, int n)
{
	static const char blanks[] = "                                        ";
	enum { PIECE = sizeof blanks - 1 };

	for (; n > 0; n -= PIECE)
		str_add_n(out, blanks, n < PIECE ? (size_t)n : (size_t)PIECE);
}

/* C0 as ^X; C1 as ~X, as vi does. */
static int show_control(uint32_t c, int column, struct str *out)
{
	if (c == '\t') {
		int cols = TAB_STOP - column % TAB_STOP;
		if (out)
			add_blanks(out, cols);
		return cols;
	}
	if (out) {
		str_add_char(out, c >= 0x80 ? '~' : '^');
		str_add_char(out, (char)((c & 0x7F) ^ 0x40));
	}
	return 2;
}

static bool is_missing(uint32_t c)
{
	return session.missing && (((session.missing & WIDTH_EXT_H) && c >= 0x31350 && c <= 0x323AF) ||
				   ((session.missing & WIDTH_EXT_I) && c >= 0x2EBF0 && c <= 0x2EE5D) ||
				   ((session.missing & WIDTH_EXT_J) && c >= 0x323B0 && c <= 0x33479));
}

static int show_substitute(uint32_t c, struct str *out)
{
	AUTO(str_done) struct str text = {0};
	int cols = 0;
	uint32_t part;

	substitute_add(c, is_ambiguous, &text);
	for (size_t i = 0; i < text.n; cols += width_char(part))
		i += text_decode(text.s + i, text.n - i, &part);
	if (out)
		str_add_n(out, text.s, text.n);
	return cols;
}

/* Shown as a byte that is no character is. */
static bool is_no_character(uint32_t c)
{
	return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

/* One code point; s are its bytes. out may be NULL. Gives its columns. */
static int show(const char *s, size_t used, uint32_t c, int column, struct str *out)
{
	if (is_control(c))
		return show_control(c, column, out);
	if (is_no_character(c))
		c = CHAR_BAD;
	if (session.mode == WIDTH_SUBSTITUTE && is_ambiguous(c))
		return show_substitute(c, out);
	int cols = width_char(c);
	if (!out || (cols == 0 && kind_of(c) == DROPPED))
		return cols;
	if (is_missing(c))
		text_add_char(out, CHAR_GETA);
	else if (c == CHAR_BAD) /* also what a byte that is no character becomes */
		text_add_char(out, CHAR_BAD);
	else
		str_add_n(out, s, used);
	return cols;
}

/* Bytes of printable ASCII and Han (E4 B8 80 to E9 BF BF) at s: what has no other display form; adds their columns. */
static size_t plain_run(const char *text, size_t n, int *cols)
{
	const unsigned char *s = (const unsigned char *)text, *end = s + n;

	for (;;) {
		if (s < end && *s >= 0x20 && *s < 0x7F) {
			++*cols;
			s++;
		} else if (end - s >= 3 && *s >= 0xE4 && *s <= 0xE9 && (*s > 0xE4 || s[1] >= 0xB8) &&
			   (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80) {
			*cols += 2;
			s += 3;
		} else {
			return (size_t)(s - (const unsigned char *)text);
		}
	}
}

int width_display(const char *text, size_t n, int column, struct str *out)
{
	int start = column;

	for (size_t used; n; text += used, n -= used) {
		uint32_t c;
		used = plain_run(text, n, &column);
		if (out && used)
			str_add_n(out, text, used);
		if (used)
			continue;
		used = text_decode(text, n, &c);
		column += show(text, used, c, column, out);
	}
	return column - start;
}

static int measure(const char *text, size_t n, int column)
{
	return width_display(text, n, column, NULL);
}

int width_n(const char *text, size_t n)
{
	return measure(text, n, 0);
}

int width_text(const char *text)
{
	return measure(text, strlen(text), 0);
}

/* --- cut and pad --- */

size_t width_fit(const char *text, size_t n, int cols, int *used)
{
	size_t at = 0;
	int column = 0;

	while (at < n) {
		uint32_t c;
		size_t len = text_decode(text + at, n - at, &c);
		int more = width_plain(c);
		if (more && at + len < n) {
			text_decode(text + at + len, n - at - len, &c);
			more = width_plain(c) ? more : 0;
		}
		if (!more) {
			len = text_cluster(text + at, n - at);
			more = measure(text + at, len, column);
		}
		if (column + more > cols)
			break;
		column += more;
		at += len;
	}
	if (used)
		*used = column;
	return at;
}

/* The clusters that fit in `room` columns; gives their columns. */
static int add_fit(const char *text, int room, struct str *out)
{
	int used;
	size_t n = width_fit(text, strlen(text), room, &used);

	width_display(text, n, 0, out);
	return used;
}

void width_clip(const char *text, int cols, struct str *out)
{
	add_blanks(out, cols - add_fit(text, cols, out));
}

void width_right(const char *text, int cols, struct str *out)
{
	int used;

	width_fit(text, strlen(text), cols, &used);
	add_blanks(out, cols - used);
	add_fit(text, cols, out);
}

void width_ellipsis(const char *text, int cols, struct str *out)
{
	static const char mark[] = "…";
	int mark_cols = width_text(mark);

	if (mark_cols > cols || width_text(text) <= cols) {
		width_clip(text, cols, out);
		return;
	}
	int used = add_fit(text, cols - mark_cols, out);
	width_display(mark, sizeof mark - 1, used, out);
	add_blanks(out, cols - used - mark_cols);
}

void width_slice(const char *text, int first, int last, struct str *out)
{
	size_t n = strlen(text);
	int column = 0, done = first; /* columns up to `done` are in out */

	for (size_t at = 0, len; at < n && column <= last; at += len) {
		len = text_cluster(text + at, n - at);
		int cols = measure(text + at, len, column);
		if (column >= first && column + cols <= last + 1) {
			add_blanks(out, column - done);
			width_display(text + at, len, column, out);
			done = column + cols;
		}
		column += cols;
	}
	add_blanks(out, last + 1 - done);
}

/* --- the caret --- */

void width_stops_done(struct width_stops *stops)
{
	mem_free(stops->v);
	*stops = (struct width_stops){0};
}

void width_caret_stops(const char *text, size_t n, struct width_stops *stops)
{
	int column = 0;

	stops->n = 0;
	for (size_t at = 0, len; at < n; at += len) {
		len = text_cluster(text + at, n - at);
		*VEC_PUSH(stops) = (struct width_stop){at, column};
		column += measure(text + at, len, column);
	}
	*VEC_PUSH(stops) = (struct width_stop){n, column};
}

size_t width_click(const char *text, size_t n, int col)
{
	return width_fit(text, n, col, NULL);
}

/* Index of the last stop at or before a byte. */
static size_t stop_before(const struct width_stops *stops, size_t at)
{
	size_t i = stops->n - 1;
	while (i && stops->v[i].at > at)
		i--;
	return i;
}

int width_field(const char *text, size_t n, size_t caret, int cols, size_t *first, struct str *out)
{
	AUTO(width_stops_done) struct width_stops stops = {0};

	width_caret_stops(text, n, &stops);
	const struct width_stop *v = stops.v;
	size_t end = stops.n - 1, at = stop_before(&stops, caret), from = stop_before(&stops, *first);
	int room = at < end ? v[at + 1].col - v[at].col : 1; /* of the caret's own cluster */
	if (room < 1 || room > cols)
		room = 1;
	if (from > at)
		from = at;
	while (from < at && v[at].col - v[from].col + room > cols)
		from++;
	while (from && v[end].col - v[from - 1].col + 1 <= cols)
		from--;
	*first = v[from].at;
	int used;
	size_t shown = width_fit(text + *first, n - *first, cols, &used);
	width_display(text + *first, shown, 0, out);
	add_blanks(out, cols - used);
	return v[at].col - v[from].col;
}
