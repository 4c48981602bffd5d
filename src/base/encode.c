/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/encode.h"

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

enum { CHAR_EURO = 0x20AC, LOST_SHOWN = 10 };

static const struct {
	const char *name;
	const char *mark; /* the byte order mark */
	size_t mark_n;
} kinds[] = {
	[ENCODE_UTF8] = {"UTF-8", "", 0},
	[ENCODE_UTF8_BOM] = {"UTF-8-BOM", "\xEF\xBB\xBF", 3},
	[ENCODE_GB18030] = {"GB18030", "", 0},
	[ENCODE_UTF16LE] = {"UTF-16LE", "\xFF\xFE", 2},
	[ENCODE_UTF16BE] = {"UTF-16BE", "\xFE\xFF", 2},
};

static const char gb_mark[] = "\x84\x31\x95\x33"; /* rare, but legal */

const char *encode_name(enum encode_kind kind)
{
	return kinds[kind].name;
}

bool encode_parse(const char *name, enum encode_kind *out)
{
	static const struct {
		const char *name;
		enum encode_kind kind;
	} others[] = {
		{"UTF8", ENCODE_UTF8},
		{"GBK", ENCODE_GB18030},
		{"GB2312", ENCODE_GB18030},
		{"CP936", ENCODE_GB18030},
	};

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (strcasecmp(name, kinds[i].name) == 0) {
			*out = (enum encode_kind)i;
			return true;
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		if (strcasecmp(name, others[i].name) == 0) {
			*out = others[i].kind;
			return true;
		}
	}
	return false;
}

/* --- reading --- */

/* Says which bytes at `at` cannot be read. A line ends at a byte 0A; step is 2 for UTF-16. */
static int refuse(enum encode_kind kind, const char *bytes, size_t n, size_t at, struct err *e)
{
	size_t step = kind == ENCODE_UTF16LE || kind == ENCODE_UTF16BE ? 2 : 1, line = 1, start = 0;
	AUTO(str_done) struct str shown = {0};

	for (size_t i = 0; i + step <= at; i += step) {
		bool zero = step == 1 || bytes[i + (kind == ENCODE_UTF16LE)] == 0;
		if (zero && bytes[i + (kind == ENCODE_UTF16BE)] == '\n') {
			line++;
			start = i + step;
		}
	}
	for (size_t i = at; i < n && i < at + 4; i++)
		str_addf(&shown, "%s%02X", i > at ? " " : "", (unsigned char)bytes[i]);
	return err_set(e, ERR_INPUT,
		       _("line %zu, byte %zu: %s cannot be read as %s; save the file again as UTF-8 or GB18030"), line,
		       at - start + 1, str_text(&shown), kinds[kind].name);
}

/* What strict UTF-8 makes of the bytes. */
struct utf8_view {
	size_t bad_at;   /* the first byte that does not fit; n if all do */
	size_t bad;      /* such bytes */
	size_t chars;    /* characters of more than one byte */
};

static struct utf8_view look_at_utf8(const char *s, size_t n)
{
	struct utf8_view view = {.bad_at = n};

	for (size_t i = 0, used; i < n; i += used) {
		uint32_t c;
		used = text_decode(s + i, n - i, &c);
		if (used > 1) {
			view.chars++;
		} else if ((unsigned char)s[i] >= 0x80) {
			if (!view.bad++)
				view.bad_at = i;
		}
	}
	return view;
}

static int read_utf8(enum encode_kind kind, const char *s, size_t n, size_t skip, struct str *out, struct err *e)
{
	struct utf8_view view = look_at_utf8(s + skip, n - skip);

	if (view.bad)
		return refuse(kind, s, n, skip + view.bad_at, e);
	str_add_n(out, s + skip, n - skip);
	return 0;
}

static int read_utf16(enum encode_kind kind, const char *s, size_t n, size_t skip, struct str *out, struct err *e)
{
	size_t low = kind == ENCODE_UTF16LE ? 0 : 1, high = 1 - low;
	const unsigned char *b = (const unsigned char *)s;

	for (size_t i = skip; i < n; i += 2) {
		if (i + 2 > n)
			return refuse(kind, s, n, i, e);
		uint32_t c = (uint32_t)b[i + high] << 8 | b[i + low];
		if (c >= 0xD800 && c <= 0xDFFF) {
			uint32_t second = i + 4 <= n ? (uint32_t)b[i + 2 + high] << 8 | b[i + 2 + low] : 0;
			if (c >= 0xDC00 || second < 0xDC00 || second > 0xDFFF)
				return refuse(kind, s, n, i, e);
			c = 0x10000 + ((c - 0xD800) << 10) + (second - 0xDC00);
			i += 2;
		}
		text_add_char(out, c);
	}
	return 0;
}

static void close_iconv(iconv_t *cd)
{
	if (*cd != (iconv_t)-1)
		iconv_close(*cd);
}

static int no_gb18030(struct err *e)
{
	return err_set(
		e, ERR_IO, "%s",
		_("this system cannot convert GB18030; install the C library's character sets, or use UTF-8"));
}

static int read_gb18030(const char *s, size_t n, struct str *out, struct err *e)
{
	AUTO(close_iconv) iconv_t cd = iconv_open("UTF-8", "GB18030");
	char chunk[4096], *from = (char *)s; /* iconv() takes no const, but changes nothing */
	size_t left = n;

	if (cd == (iconv_t)-1)
		return no_gb18030(e);
	if (n >= 4 && !memcmp(s, gb_mark, 4)) {
		from += 4;
		left -= 4;
	}
	while (left) {
		char *to = chunk;
		size_t room = sizeof chunk;
		size_t done = iconv(cd, &from, &left, &to, &room);
		str_add_n(out, chunk, sizeof chunk - room);
		if (done != (size_t)-1 || errno == E2BIG)
			continue;
		if ((unsigned char)*from != 0x80)
			return refuse(ENCODE_GB18030, s, n, (size_t)(from - s), e);
		text_add_char(out, CHAR_EURO); /* as Windows' code page 936 has it */
		from++;
		left--;
	}
	return 0;
}

static size_t mark_at(enum encode_kind kind, const char *s, size_t n)
{
	size_t mark_n = kinds[kind].mark_n;
	return mark_n && n >= mark_n && !memcmp(s, kinds[kind].mark, mark_n) ? mark_n : 0;
}

static int decode(enum encode_kind kind, const char *s, size_t n, struct str *out, struct err *e)
{
	switch (kind) {
	case ENCODE_UTF8:
	case ENCODE_UTF8_BOM:
		return read_utf8(kind, s, n, mark_at(ENCODE_UTF8_BOM, s, n), out, e);
	case ENCODE_UTF16LE:
	case ENCODE_UTF16BE:
		return read_utf16(kind, s, n, mark_at(kind, s, n), out, e);
	case ENCODE_GB18030:
		break;
	}
	return read_gb18030(s, n, out, e);
}

int encode_read_as(enum encode_kind kind, const char *bytes, size_t n, struct str *out, struct err *e)
{
	AUTO(str_done) struct str text = {0};

	if (decode(kind, bytes, n, &text, e))
		return -1;
	str_clear(out);
	str_add_n(out, str_text(&text), text.n);
	return 0;
}

/* Text in GB18030 is hardly ever UTF-8 by chance: a third of its bytes would be bad. */
static enum encode_kind without_mark(const char *s, size_t n)
{
	struct utf8_view view = look_at_utf8(s, n);
	return !view.bad || view.chars > view.bad * 4 ? ENCODE_UTF8 : ENCODE_GB18030;
}

int encode_read(const char *bytes, size_t n, struct str *out, enum encode_kind *kind, struct err *e)
{
	static const enum encode_kind marked[] = {ENCODE_UTF8_BOM, ENCODE_UTF16LE, ENCODE_UTF16BE};
	enum encode_kind found = without_mark(bytes, n);

	for (size_t i = 0; i < ARRAY_LEN(marked); i++)
		if (mark_at(marked[i], bytes, n))
			found = marked[i];
	if (encode_read_as(found, bytes, n, out, e))
		return -1;
	if (kind)
		*kind = found;
	return 0;
}

/* --- writing --- */

void encode_lost_done(struct encode_lost *lost)
{
	mem_free(lost->v);
	*lost = (struct encode_lost){0};
}

static void lose(struct encode_lost *lost, uint32_t c, size_t line)
{
	for (size_t i = 0; i < lost->n; i++) {
		if (lost->v[i].c == c) {
			lost->v[i].times++;
			return;
		}
	}
	*VEC_PUSH(lost) = (struct encode_lost_char){c, line, 1};
}

void encode_lost_text(const struct encode_lost *lost, struct str *out)
{
	for (size_t i = 0; i < lost->n && i < LOST_SHOWN; i++) {
		const struct encode_lost_char *row = &lost->v[i];
		str_add(out, i ? _(", ") : "");
		if (row->times == 1)
			str_addf(out, _("U+%04X (line %zu)"), (unsigned)row->c, row->line);
		else
			str_addf(out, _("U+%04X (line %zu, %zu times)"), (unsigned)row->c, row->line, row->times);
	}
	if (lost->n > LOST_SHOWN)
		str_addf(out, _(" and %zu more"), lost->n - LOST_SHOWN);
}

static void add_unit(struct str *out, enum encode_kind kind, uint32_t unit)
{
	char high = (char)(unit >> 8), low = (char)unit;

	str_add_char(out, kind == ENCODE_UTF16LE ? low : high);
	str_add_char(out, kind == ENCODE_UTF16LE ? high : low);
}

static void write_utf16(enum encode_kind kind, const char *text, size_t n, struct str *out)
{
	for (size_t used; n; text += used, n -= used) {
		uint32_t c;
		used = text_decode(text, n, &c);
		if (c >= 0x10000) {
			add_unit(out, kind, 0xD800 + ((c - 0x10000) >> 10));
			c = 0xDC00 + (c & 0x3FF);
		}
		add_unit(out, kind, c);
	}
}

/* What is left to write, and where that is. */
struct rest {
	char *from;
	size_t left;
	const char *counted; /* lines are counted up to here */
	size_t line;
};

/* iconv stopped at a character that GB18030 lacks: marks it instead. */
static void write_mark(struct rest *rest, struct str *out, struct encode_lost *lost)
{
	uint32_t c;
	size_t used = text_decode(rest->from, rest->left, &c);

	for (; rest->counted < rest->from; rest->counted++)
		rest->line += *rest->counted == '\n';
	lose(lost, c, rest->line);
	str_addf(out, "<%04X>", (unsigned)c);
	rest->from += used;
	rest->left -= used;
}

static int write_gb18030(const char *text, size_t n, struct str *out, struct encode_lost *lost, struct err *e)
{
	AUTO(close_iconv) iconv_t cd = iconv_open("GB18030", "UTF-8");
	struct rest rest = {.from = (char *)text, .left = n, .counted = text, .line = 1};
	char chunk[4096];

	if (cd == (iconv_t)-1)
		return no_gb18030(e);
	while (rest.left) {
		char *to = chunk;
		size_t room = sizeof chunk;
		size_t done = iconv(cd, &rest.from, &rest.left, &to, &room);
		str_add_n(out, chunk, sizeof chunk - room);
		if (done == (size_t)-1 && errno != E2BIG)
			write_mark(&rest, out, lost);
		else if (done != (size_t)-1 && done > 0)
			return no_gb18030(e); /* some libraries put '?' and say nothing else */
	}
	return 0;
}

int encode_write(enum encode_kind kind, const char *text, size_t n, struct str *out, struct encode_lost *lost,
		 struct err *e)
{
	struct utf8_view view = look_at_utf8(text, n);

	str_clear(out);
	lost->n = 0;
	if (view.bad)
		return refuse(ENCODE_UTF8, text, n, view.bad_at, e);
	str_add_n(out, kinds[kind].mark, kinds[kind].mark_n);
	if (kind == ENCODE_GB18030)
		return write_gb18030(text, n, out, lost, e);
	if (kind == ENCODE_UTF16LE || kind == ENCODE_UTF16BE)
		write_utf16(kind, text, n, out);
	else
		str_add_n(out, text, n);
	return 0;
}
