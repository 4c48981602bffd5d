/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/pinyin.h"

#include "base/mem.h"
#include "base/text.h"

#include <string.h>

/* FIRST_PAGE, LAST_PAGE, sets[], pages[][256], page_of[] */
#include "base/pinyin_table.h"

uint32_t pinyin_initials(uint32_t c)
{
	uint32_t page = c >> 8;

	return page < FIRST_PAGE || page > LAST_PAGE ? 0 : sets[pages[page_of[page - FIRST_PAGE]][c & 0xFF]];
}

/* Full-width ASCII to ASCII, capitals to small letters. */
static uint32_t folded(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFF01 - '!';
	else if (c == 0x3000)
		c = ' ';
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static bool names(uint32_t wanted, uint32_t c)
{
	if (wanted == c)
		return true;
	return wanted >= 'a' && wanted <= 'z' && (pinyin_initials(c) >> (wanted - 'a') & 1);
}

static size_t next(const char *s, size_t n, uint32_t *c)
{
	size_t used = text_decode(s, n, c);
	*c = folded(*c);
	return used;
}

/* Variation selectors show another form of the same character. */
static bool is_selector(uint32_t c)
{
	return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

/* Bytes of the run at s that the query names; -1 if it names none. */
static long run_at(const char *s, size_t n, const char *query, size_t query_n)
{
	size_t at = 0;

	for (size_t i = 0; i < query_n;) {
		uint32_t wanted, c;
		i += next(query + i, query_n - i, &wanted);
		if (at == n)
			return -1;
		at += next(s + at, n - at, &c);
		if (!names(wanted, c))
			return -1;
		while (at < n && (i == query_n || query[i] != s[at])) {
			size_t used = text_decode(s + at, n - at, &c);
			if (!is_selector(c))
				break;
			at += used;
		}
	}
	return (long)at;
}

bool pinyin_find(const char *text, const char *query, size_t *start, size_t *len)
{
	size_t n = strlen(text), query_n = strlen(query);
	uint32_t c;

	for (size_t at = 0;; at += text_decode(text + at, n - at, &c)) {
		long found = run_at(text + at, n - at, query, query_n);
		if (found >= 0) {
			if (start)
				*start = at;
			if (len)
				*len = (size_t)found;
			return true;
		}
		if (at >= n)
			return false;
	}
}

bool pinyin_match(const char *text, const char *query)
{
	return pinyin_find(text, query, NULL, NULL);
}
