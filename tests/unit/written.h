/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What tests of the papers ask of a text: that something stands in it, that every line fits.
 */
#ifndef ZICHA_TESTS_UNIT_WRITTEN_H
#define ZICHA_TESTS_UNIT_WRITTEN_H

#include "base/str.h"
#include "base/width.h"

#include <string.h>

static inline void written_has(const struct str *text, const char *part)
{
	if (!strstr(str_text(text), part))
		fail_msg("“%s” is missing in:\n%s", part, str_text(text));
}

/* No line is wider than the paper, however ambiguous characters count, and none ends in blanks. */
static inline void written_fits(const struct str *text, int cols)
{
	AUTO(str_done) struct str line = {0};

	for (const char *p = str_text(text); *p; p += strcspn(p, "\n") + 1) {
		str_clear(&line);
		str_add_n(&line, p, strcspn(p, "\n"));
		for (enum width_mode mode = WIDTH_NARROW; mode <= WIDTH_WIDE; mode++) {
			width_set_mode(mode);
			if (width_text(str_text(&line)) > cols)
				fail_msg("%d columns: %s", width_text(str_text(&line)), str_text(&line));
		}
		width_set_mode(WIDTH_NARROW);
		if (line.n && line.s[line.n - 1] == ' ')
			fail_msg("blanks at the end: %s|", str_text(&line));
	}
}

#endif
