/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The characters of cells: blanks of all kinds, full-width signs, what was lost in saving.
 */
#include "domain/library_cell.h"

#include "base/msg.h"
#include "base/text.h"

#include <string.h>

/* ---- blanks ---------------------------------------------------------------- */

/* Bytes of the blank at s: space, no-break space, ideographic space, LF. */
size_t cell_blank(const char *s)
{
	if (*s == ' ' || *s == '\n')
		return 1;
	return str_starts(s, "\u00A0") ? 2 : str_starts(s, "\u3000") ? 3 : 0;
}

/* Drops blanks, but not LF, from the end. */
static void trim_end(struct str *s)
{
	while (s->n) {
		size_t n = s->s[s->n - 1] == ' '                             ? 1
			   : s->n >= 2 && !strcmp(s->s + s->n - 2, "\u00A0") ? 2
			   : s->n >= 3 && !strcmp(s->s + s->n - 3, "\u3000") ? 3
									     : 0;
		if (!n)
			return;
		str_truncate(s, s->n - n);
	}
}

void cell_trim(const char *text, struct str *out)
{
	size_t n;

	str_clear(out);
	while ((n = cell_blank(text)))
		text += n;
	for (; *text; text++) {
		if (*text == '\n')
			trim_end(out);
		str_add_char(out, *text);
	}
	trim_end(out);
	while (out->n && out->s[out->n - 1] == '\n') {
		str_truncate(out, out->n - 1);
		trim_end(out);
	}
}

/* Full-width to ASCII, all kinds of dashes to "-". */
void cell_fold(const char *text, struct str *out)
{
	static const char *const dashes[] = {"–", "—", "−", "‐", "‑", "﹣"};
	AUTO(str_done) struct str ascii = {0};

	str_clear(out);
	text_fold_ascii(text, &ascii);
	for (const char *p = str_text(&ascii); *p; p++) {
		size_t n = 0;
		for (size_t i = 0; i < ARRAY_LEN(dashes) && !n; i++)
			n = str_starts(p, dashes[i]) ? strlen(dashes[i]) : 0;
		str_add_char(out, n ? '-' : *p);
		p += n ? n - 1 : 0;
	}
}

/* ---- comparing ------------------------------------------------------------- */

bool cell_lost(const char *before, const char *now)
{
	bool lost = false;

	while (*before && *now) {
		uint32_t was, is;
		size_t n = text_decode(before, strlen(before), &was), k = text_decode(now, strlen(now), &is);
		before += n;
		now += k;
		if (was == is)
			continue;
		if (is != '?' || was < 0x80)
			return false;
		lost = true;
		now += was >= 0x10000 && *now == '?'; /* two for what takes two units of UTF-16 */
	}
	return lost && !*before && !*now;
}

/* The next character at *p as headings are compared: no blanks, small ASCII letters, one kind of dash. 0 at the end. */
static uint32_t next_plain(const char **p)
{
	size_t n;
	uint32_t c;

	while ((n = cell_blank(*p)))
		*p += n;
	if (!**p)
		return 0;
	*p += text_decode(*p, strnlen(*p, 4), &c);
	if (c >= 0xFF01 && c <= 0xFF5E)
		c = c - 0xFF01 + '!';
	if (c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0x2014 || c == 0x2212 || c == 0xFE63)
		return '-';
	return c == 0x3002 ? '.' : c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static bool same_plain(const char *a, const char *b)
{
	uint32_t c, d;

	do {
		c = next_plain(&a);
		d = next_plain(&b);
	} while (c && c == d);
	return c == d;
}

bool cell_is_heading(const char *cell, const char *name, const char *heading)
{
	const char *names[] = {name, heading, msg_zh(heading)};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *first = names[i] ? names[i] : "";
		if (next_plain(&first) && same_plain(cell, names[i]))
			return true;
	}
	return false;
}
