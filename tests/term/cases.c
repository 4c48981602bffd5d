/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cases FILE.tsv: runs conformance cases against the real modules. A line per failing case, then "N passed, N failed".
 * A malformed line counts as failed.
 */
#include "tests/term/cases.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The kind is the id up to the first '-'. */
static const struct {
	const char *kind;
	case_run *run; /* NULL: needs a terminal that this program does not have yet */
} kinds[] = {
	{"width", cases_width},
	{"clip", cases_clip},
	{"slice", cases_slice},
	{"ellipsis", cases_ellipsis},
	{"wrap", cases_wrap},
	{"caret", cases_caret},
	{"backspace", cases_backspace},
	{"input", NULL},
	{"screen", NULL},
};

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

/* The start of NAME in a setting, at a word's beginning. */
static const char *word_find(const char *setting, const char *name)
{
	for (const char *s = setting; (s = strstr(s, name)); s++)
		if (s == setting || s[-1] == ' ')
			return s;
	return NULL;
}

long case_number(const char *setting, const char *name, long otherwise)
{
	const char *s = word_find(setting, name);

	if (!s || s[strlen(name)] != '=')
		return otherwise;
	return strtol(s + strlen(name) + 1, NULL, 10);
}

bool case_has(const char *setting, const char *word)
{
	const char *s = word_find(setting, word);
	return s && (!s[strlen(word)] || s[strlen(word)] == ' ');
}

/* -1 failed, 0 not run, 1 passed */
static int run(const struct one_case *c)
{
	size_t kind_len = strcspn(c->id, "-");
	AUTO(str_done) struct str got = {0};

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (strlen(kinds[i].kind) != kind_len || memcmp(kinds[i].kind, c->id, kind_len))
			continue;
		if (!kinds[i].run)
			return 0;
		if (kinds[i].run(c, &got))
			return 1;
		printf("%s: %s (%s): expected %s, got %s\n", c->id, c->input, c->setting, c->expected, str_text(&got));
		return -1;
	}
	printf("%s: no such kind of case\n", c->id);
	return -1;
}

/* Splits the line in place. */
static bool split(char *line, struct one_case *c)
{
	const char **fields[] = {&c->id, &c->input, &c->setting, &c->expected};

	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		char *tab = line ? strchr(line, '\t') : NULL;
		if (!line)
			return false;
		if (tab)
			*tab = '\0';
		*fields[i] = line;
		line = tab ? tab + 1 : NULL;
	}
	return true;
}

int main(int argc, char **argv)
{
	AUTO(str_done) struct str file = {0};
	struct err e;
	size_t count[3] = {0};
	enum { MOST = 16 << 20 };

	if (argc != 2) {
		fprintf(stderr, "usage: cases FILE.tsv\n");
		return 2;
	}
	if (file_read(argv[1], MOST, &file, &e)) {
		fprintf(stderr, "%s\n", e.text);
		return 6;
	}
	for (char *line = file.s, *next; line && *line; line = next) {
		struct one_case c;
		next = line + strcspn(line, "\n");
		if (*next)
			*next++ = '\0';
		line[strcspn(line, "\r")] = '\0';
		if (!*line || *line == '#')
			continue;
		if (split(line, &c))
			count[run(&c) + 1]++;
		else
			count[0]++, printf("%s: four fields are needed\n", line);
	}
	if (count[1])
		printf("%zu not run: they need a terminal\n", count[1]);
	printf("%zu passed, %zu failed\n", count[2], count[0]);
	return count[0] > 0;
}
