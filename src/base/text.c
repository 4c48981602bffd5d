/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include "base/mem.h"
#include "base/msg.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>

enum { CHAR_ENDS = 0x110000, CHAR_BAD = 0xFFFD };

struct range {
	uint32_t first, last;
};

static bool in_ranges(const struct range *v, size_t n, uint32_t c)
{
	for (size_t i = 0; i < n && c >= v[i].first; i++)
		if (c <= v[i].last)
			return true;
	return false;
}

/* --- code points --- */

size_t text_decode_any(const char *s, size_t n, uint32_t *c)
{
	const unsigned char *b = (const unsigned char *)s;
	size_t need = b[0] < 0x80   ? 1
		      : b[0] < 0xC2 ? 0
		      : b[0] < 0xE0 ? 2
		      : b[0] < 0xF0 ? 3
		      : b[0] < 0xF5 ? 4
				    : 0;
	uint32_t value = need <= 1 ? b[0] : b[0] & (0xFFU >> (need + 1));

	*c = CHAR_BAD;
	if (!need || need > n)
		return 1;
	for (size_t i = 1; i < need; i++) {
		if ((b[i] & 0xC0) != 0x80)
			return 1;
		value = value << 6 | (b[i] & 0x3FU);
	}
	if ((need == 3 && value < 0x800) || (need == 4 && (value < 0x10000 || value >= CHAR_ENDS)) ||
	    (value >= 0xD800 && value <= 0xDFFF))
		return 1;
	*c = value;
	return need;
}

/* True if text_decode() met a byte that belongs to no character. */
static bool is_bad(const char *s, size_t used, uint32_t c)
{
	return c == CHAR_BAD && used == 1 && (unsigned char)*s >= 0x80;
}

void text_add_char(struct str *out, uint32_t c)
{
	char b[4];
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};

	for (size_t i = n; i-- > 1; c >>= 6)
		b[i] = (char)(0x80 | (c & 0x3F));
	b[0] = (char)(lead[n] | c);
	str_add_n(out, b, n);
}

/* --- the door --- */

static const char *control_name(uint32_t c)
{
	static const char names[][4] = {
		"NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS",  "HT",  "LF",
		"VT",  "FF",  "CR",  "SO",  "SI",  "DLE", "DC1", "DC2", "DC3", "DC4", "NAK",
		"SYN", "ETB", "CAN", "EM",  "SUB", "ESC", "FS",  "GS",  "RS",  "US",
	};
	return c < 0x20 ? names[c] : c == 0x7F ? "DEL" : c == 0x9B ? "CSI" : "C1";
}

/* Why a code point is no text; NULL if it is. Bidi_Control and Noncharacter_Code_Point as in UCD
 * PropList.txt. */
static const char *refusal(uint32_t c)
{
	if (c < 0x20 || (c >= 0x7F && c <= 0x9F))
		return N_("a control character");
	if (c < 0x61C || (c >= 0x2E80 && c < 0xFDD0))
		return NULL;
	if (c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
	    (c >= 0x2066 && c <= 0x2069))
		return N_("it turns the direction of the text around");
	if (c == 0xFEFF)
		return N_("a byte order mark inside the text");
	if (c == 0xE0001 || (c >= 0xE0020 && c <= 0xE007F))
		return N_("an invisible tag character");
	if ((c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE)
		return N_("not a character of Unicode");
	return NULL;
}

/* Where the door stands in the text, counted as a person counts: from 1. */
struct place {
	size_t line, column;
};

static int refuse(const struct place *at, const char *what, struct err *e)
{
	if (at->line > 1)
		return err_set(e, ERR_INPUT, _("line %zu, character %zu: %s; delete it and try again"), at->line,
			       at->column, what);
	return err_set(e, ERR_INPUT, _("character %zu: %s; delete it and try again"), at->column, what);
}

bool text_refused(uint32_t c, struct str *what)
{
	const char *why = refusal(c);

	if (why && c < 0xA0)
		str_addf(what, "U+%04X (%s), %s", (unsigned)c, control_name(c), _(why));
	else if (why)
		str_addf(what, "U+%04X, %s", (unsigned)c, _(why));
	return why;
}

static int refuse_char(const struct place *at, uint32_t c, struct err *e)
{
	AUTO(str_done) struct str what = {0};

	text_refused(c, &what);
	return refuse(at, str_text(&what), e);
}

static int refuse_byte(const struct place *at, unsigned char byte, struct err *e)
{
	AUTO(str_done) struct str what = {0};
	str_addf(&what, _("the byte %02X is not UTF-8"), byte);
	return refuse(at, str_text(&what), e);
}

static int refuse_line(const struct place *at, struct err *e)
{
	return refuse(at, _("a line break, where one line is wanted"), e);
}

/* True if NFC leaves the character alone whatever stands beside it but a combining mark: the common ones. */
static bool is_stable(uint32_t c)
{
	return c < 0x300 || (c >= 0x3000 && c <= 0x3029) || (c >= 0x3030 && c <= 0x3098) ||
	       (c >= 0x309B && c <= 0x9FFF) || (c >= 0xFF01 && c <= 0xFFEF) || (c >= 0x2010 && c <= 0x205E) ||
	       (c >= 0x2460 && c <= 0x24FF);
}

/* Line ends to LF, TAB to a blank; other code points as they are. */
static uint32_t folded(const char *s, size_t n, uint32_t c, size_t *used)
{
	if (c == '\r') {
		*used += n > 1 && s[1] == '\n';
		return '\n';
	}
	if (c == 0x2028 || c == 0x2029)
		return '\n';
	return c == '\t' ? ' ' : c;
}

/* Checks and folds; *stable says whether NFC can be skipped. What needs no folding is added in one piece. */
static int check(const char *s, size_t n, unsigned flags, struct str *out, bool *stable, struct err *e)
{
	struct place at = {1, 1};
	size_t i = n >= 3 && !memcmp(s, "\xEF\xBB\xBF", 3) ? 3 : 0, added = i;

	*stable = true;
	for (size_t used; i < n; i += used) {
		uint32_t c, as;
		used = text_decode(s + i, n - i, &c);
		if (is_bad(s + i, used, c))
			return refuse_byte(&at, (unsigned char)s[i], e);
		as = folded(s + i, n - i, c, &used);
		if (as != '\n' && refusal(as))
			return refuse_char(&at, as, e);
		if (as == '\n' && !(flags & TEXT_LINES))
			return refuse_line(&at, e);
		at.line += as == '\n';
		at.column = as == '\n' ? 1 : at.column + 1;
		*stable = *stable && is_stable(as);
		if (as != c) {
			str_add_n(out, s + added, i - added);
			str_add_char(out, (char)as); /* a blank or LF */
			added = i + used;
		}
	}
	str_add_n(out, s + added, n - added);
	return 0;
}

/* Back to NFC in place. */
static void normalise(struct str *s)
{
	size_t n = 0;
	uint8_t *nfc = u8_normalize(UNINORM_NFC, (const uint8_t *)str_text(s), s->n, NULL, &n);

	assert(nfc); /* the text is valid, so only memory can be missing */
	str_clear(s);
	str_add_n(s, nfc, n);
	free(nfc);
}

int text_clean(const char *bytes, size_t n, unsigned flags, struct str *out, struct err *e)
{
	AUTO(str_done) struct str text = {0};
	bool stable;

	if (check(bytes, n, flags, &text, &stable, e))
		return -1;
	if (!stable)
		normalise(&text);
	str_clear(out);
	str_add_n(out, str_text(&text), text.n);
	return 0;
}

bool text_is_clean(const char *text, size_t n, unsigned flags)
{
	AUTO(str_done) struct str out = {0};
	struct err e;

	return !text_clean(text, n, flags, &out, &e) && out.n == n && (!n || !memcmp(str_text(&out), text, n));
}

/* --- clusters --- */

/* Characters of Grapheme_Cluster_Break=Other: two of them in a row have a border between them (UAX 29,
 * GB999). The common ones only; everything else is asked of libunistring. A unit test compares the two. */
static bool is_simple(uint32_t c)
{
	static const struct range rows[] = {
		{0x2010, 0x2027}, {0x2030, 0x205E},   {0x2100, 0x2BFF},   {0x2E80, 0x2FFF}, {0x3000, 0x3029},
		{0x3030, 0x3098}, {0x309B, 0xA4CF},   {0xE000, 0xFAFF},   {0xFE30, 0xFE6F}, {0xFF01, 0xFF9D},
		{0xFFE0, 0xFFEE}, {0x1F300, 0x1F3FA}, {0x1F400, 0x1FAFF}, {0x20000, 0x3FFFD},
	};
	if (c >= 0x4E00 && c <= 0x9FFF)
		return true;
	if (c < 0x300)
		return c >= 0x20 && c != 0x7F && !(c >= 0x80 && c <= 0x9F) && c != 0xAD;
	return in_ranges(rows, ARRAY_LEN(rows), c);
}

/* The first border behind s as libunistring sees it in n bytes; n if there is none. */
static size_t first_border(const char *s, size_t n, char *p)
{
	u8_grapheme_breaks((const uint8_t *)s, n, p);
	size_t i = 1;
	while (i < n && !p[i])
		i++;
	return i;
}

/* Bytes up to the first that belongs to no character; a character that the end of a window cuts counts as whole. */
static size_t valid_bytes(const char *s, size_t window, size_t n)
{
	const uint8_t *bad = u8_check((const uint8_t *)s, window);
	size_t valid = bad ? (size_t)((const char *)bad - s) : window;
	uint32_t c;

	return valid < window && text_decode(s + valid, n - valid, &c) > 1 ? window : valid;
}

/* A border depends on what stands before it and on the one character behind it, so a window that
 * shows a border, and the whole of the character behind, is enough; if it shows none it grows. A byte that belongs to
 * no character is a cluster of its own. */
static size_t slow_cluster(const char *s, size_t n)
{
	enum { WINDOW = 64, CHAR_MOST = 4 };
	char small[WINDOW];
	size_t window = n < WINDOW ? n : WINDOW, valid = valid_bytes(s, window, n);

	if (!valid)
		return 1;
	if (valid < window)
		n = window = valid;
	size_t border = first_border(s, window, small);
	while (window < n && border + CHAR_MOST > window) {
		window = window * 2 < n ? window * 2 : n;
		valid = valid_bytes(s, window, n);
		if (valid < window)
			n = window = valid;
		AUTO(mem_free_auto) char *p = mem_alloc(window);
		border = first_border(s, window, p);
	}
	return border;
}

/* Between two such characters there is always a border, whatever stands around them (GB3 to GB5, GB999). */
static bool parts(uint32_t before, uint32_t at)
{
	if (before == '\r' && at == '\n')
		return false;
	return (before < 0x20 || is_simple(before)) && (at < 0x20 || is_simple(at));
}

size_t text_cluster(const char *s, size_t n)
{
	uint32_t c, next;

	if (n < 2)
		return n;
	if (s[0] >= 0x20 && s[0] < 0x7F && s[1] >= 0x20 && s[1] < 0x7F)
		return 1;
	size_t used = text_decode(s, n, &c);
	if (used == n)
		return n;
	text_decode(s + used, n - used, &next);
	return parts(c, next) ? used : slow_cluster(s, n);
}

/* Start of the code point before `at`; a lone byte counts as one. */
static size_t char_before(const char *text, size_t at)
{
	size_t back = 1;

	while (back < 4 && back < at && ((unsigned char)text[at - back] & 0xC0) == 0x80)
		back++;
	uint32_t c;
	return text_decode(text + at - back, back, &c) == back ? at - back : at - 1;
}

static uint32_t char_at(const char *text, size_t at, size_t end)
{
	uint32_t c;
	text_decode(text + at, end - at, &c);
	return c;
}

size_t text_cluster_before(const char *text, size_t n, size_t at)
{
	if (at > n)
		at = n;
	if (!at)
		return 0;
	/* Back to a sure border, or the start; then on by clusters. */
	size_t from = char_before(text, at), border;
	uint32_t c = char_at(text, from, at);
	while (from) {
		size_t before = char_before(text, from);
		uint32_t previous = char_at(text, before, from);
		if (parts(previous, c))
			break;
		from = before;
		c = previous;
	}
	for (border = from; from < at; from += text_cluster(text + from, n - from))
		border = from;
	return border;
}

size_t text_clusters(const char *text, size_t n)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i += text_cluster(text + i, n - i))
		count++;
	return count;
}

size_t text_offset(const char *text, size_t n, size_t clusters)
{
	size_t i = 0;
	while (clusters-- && i < n)
		i += text_cluster(text + i, n - i);
	return i;
}

/* --- marks and folding --- */

bool text_is_format(uint32_t c)
{
	static const struct range rows[] = {
		{0xAD, 0xAD},       {0x61C, 0x61C},     {0x180E, 0x180E},   {0x200B, 0x200F},
		{0x2028, 0x202E},   {0x2060, 0x206F},   {0xFEFF, 0xFEFF},   {0xFFF9, 0xFFFB},
		{0x13430, 0x1343F}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE007F},
	};
	return c >= 0xAD && in_ranges(rows, ARRAY_LEN(rows), c);
}

void text_mark(const char *bytes, size_t n, struct str *out)
{
	size_t added = 0;

	for (size_t at = 0, used; at < n; at += used) {
		uint32_t c;
		used = text_decode(bytes + at, n - at, &c);
		bool bad = is_bad(bytes + at, used, c);
		if (!bad && (c == '\n' || (c >= 0x20 && c < 0x7F) || (c >= 0x3000 && c <= 0x9FFF) ||
			     !(refusal(c) || text_is_format(c))))
			continue;
		str_add_n(out, bytes + added, at - added);
		if (bad)
			str_addf(out, "<\\x%02X>", (unsigned char)bytes[at]);
		else
			str_addf(out, c < 0xA0 ? "<%02X>" : "<%04X>", (unsigned)c);
		added = at + used;
	}
	str_add_n(out, bytes + added, n - added);
}

void text_fold_ascii(const char *text, struct str *out)
{
	size_t n = strlen(text);

	for (size_t used; n; text += used, n -= used) {
		uint32_t c;
		used = text_decode(text, n, &c);
		if (c >= 0xFF01 && c <= 0xFF5E)
			str_add_char(out, (char)(c - 0xFF01 + '!'));
		else if (c == 0x3000 || c == 0x3002)
			str_add_char(out, c == 0x3000 ? ' ' : '.');
		else
			str_add_n(out, text, used);
	}
}
