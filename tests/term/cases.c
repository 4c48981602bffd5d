/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cases FILE.tsv: runs conformance cases against the real modules. A line per failing case, then "N passed,
 * N failed". A malformed line counts as failed; with ZICHA_NO_PTY set, cases on a terminal do not count.
 */
#include "tests/term/cases.h"

#include "base/file.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The kind is the id up to the first '-'. */
static const struct {
	const char *kind;
	case_run *run;
	bool on_terminal;
} kinds[] = {
	{"width", cases_width, false},
	{"clip", cases_clip, false},
	{"slice", cases_slice, false},
	{"ellipsis", cases_ellipsis, false},
	{"wrap", cases_wrap, false},
	{"caret", cases_caret, false},
	{"backspace", cases_backspace, false},
	{"input", cases_input, true},
	{"screen", cases_screen, true},
};

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

enum outcome { FAILED, PASSED, SKIPPED };

static enum outcome run(const struct one_case *c)
{
	size_t kind_len = strcspn(c->id, "-");
	AUTO(str_done) struct str got = {0};

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (strlen(kinds[i].kind) != kind_len || memcmp(kinds[i].kind, c->id, kind_len))
			continue;
		if (kinds[i].on_terminal && getenv("ZICHA_NO_PTY"))
			return SKIPPED;
		if (kinds[i].run(c, &got))
			return PASSED;
		printf("%s: %s (%s): expected %s, got %s\n", c->id, c->input, c->setting, c->expected,
		       str_text(&got));
		return FAILED;
	}
	printf("%s: no such kind of case\n", c->id);
	return FAILED;
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

#define BOM "\xEF\xBB\xBF"

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
		line += line == file.s && str_starts(line, BOM) ? strlen(BOM) : 0;
		if (!line[strspn(line, " ")] || *line == '#')
			continue;
		if (split(line, &c))
			count[run(&c)]++;
		else
			count[FAILED]++, printf("%s: four fields are needed\n", line);
	}
	printf("%zu passed, %zu failed\n", count[PASSED], count[FAILED]);
	return count[FAILED] > 0;
}
