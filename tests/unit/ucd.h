/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Test files of the Unicode Character Database: lines such as "÷ 0020 × 0308 ÷" as text and borders.
 * Include after test.h.
 */
#ifndef ZICHA_TESTS_UNIT_UCD_H
#define ZICHA_TESTS_UNIT_UCD_H

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct ucd_line {
	struct str text;
	bool border[512]; /* before each byte, and behind the last */
};

static void ucd_parse(const char *line, struct ucd_line *out)
{
	str_clear(&out->text);
	memset(out->border, 0, sizeof out->border);
	for (const char *s = line; *s && *s != '#'; s += strcspn(s, " \t"), s += strspn(s, " \t")) {
		char *end;
		if (!strncmp(s, "÷", 2))
			out->border[out->text.n] = true;
		unsigned long c = strtoul(s, &end, 16);
		if (end > s)
			text_add_char(&out->text, (uint32_t)c);
	}
}

/* Calls visit for every line of the file; false if the file is not there. */
static bool ucd_each(const char *path, void (*visit)(const struct ucd_line *line, void *ctx), void *ctx)
{
	AUTO(str_done) struct str file = {0};
	struct ucd_line line = {0};
	struct err e;

	if (file_read(path, 1 << 24, &file, &e))
		return false;
	for (char *s = strtok(file.s, "\n"); s; s = strtok(NULL, "\n")) {
		ucd_parse(s, &line);
		if (line.text.n)
			visit(&line, ctx);
	}
	str_done(&line.text);
	return true;
}

#endif
