/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Quoted texts with escapes, as the case files write them.
 */
#include "tests/term/cases.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static bool add_hex(const char *digits, size_t n, uint32_t *value)
{
	char *end, word[9] = {0};

	memcpy(word, digits, n);
	*value = (uint32_t)strtoul(word, &end, 16);
	return strlen(word) == n && !*end;
}

bool case_unescape(const char *s, size_t n, struct str *out)
{
	static const char plain[] = "nrt\"\\", value[] = "\n\r\t\"\\";

	for (const char *end = s + n; s < end; s++) {
		if (*s != '\\' || s + 1 == end) {
			str_add_char(out, *s);
			continue;
		}
		char letter = *++s;
		size_t digits = letter == 'u' ? 4 : letter == 'U' ? 8 : letter == 'x' ? 2 : 0;
		const char *at = strchr(plain, letter);
		uint32_t c;
		if (at && letter)
			str_add_char(out, value[at - plain]);
		else if (!digits || (size_t)(end - s) <= digits || !add_hex(s + 1, digits, &c))
			return false;
		else if (digits == 2)
			str_add_char(out, (char)c);
		else
			text_add_char(out, c);
		s += digits;
	}
	return true;
}

bool case_text(const char **s, struct str *out)
{
	const char *start = strchr(*s, '"');

	if (!start)
		return false;
	const char *end = ++start;
	while (*end && *end != '"')
		end += *end == '\\' && end[1] ? 2 : 1;
	if (!*end)
		return false;
	*s = end + 1;
	return case_unescape(start, (size_t)(end - start), out);
}

void case_quote(const char *s, size_t n, struct str *out)
{
	str_add_char(out, '"');
	for (size_t used; n; s += used, n -= used) {
		uint32_t c;
		used = text_decode(s, n, &c);
		if (c == 0xFFFD && used == 1)
			str_addf(out, "\\x%02X", (unsigned char)*s);
		else if (c >= 0x10000)
			str_addf(out, "\\U%08X", (unsigned)c);
		else if (c >= 0x7F || c < 0x20 || c == '"' || c == '\\')
			str_addf(out, "\\u%04X", (unsigned)c);
		else
			str_add_char(out, (char)c);
	}
	str_add_char(out, '"');
}
