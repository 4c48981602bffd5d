/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is another each time in a screen goes out as stars: digests and key ids, whole or in groups of four digits.
 */
#ifndef ZICHA_TESTS_UNIT_HIDE_H
#define ZICHA_TESTS_UNIT_HIDE_H

#include <string.h>

/* "ecda a085 07bf 0ff9" */
static size_t hide_groups(const char *text)
{
	enum { GROUP = 4, GROUPS = 4 };

	for (size_t i = 0; i < GROUPS; i++)
		if (strspn(text + i * (GROUP + 1), "0123456789abcdef") != GROUP ||
		    (i + 1 < GROUPS && text[i * (GROUP + 1) + GROUP] != ' '))
			return 0;
	return GROUPS * (GROUP + 1) - 1;
}

static void hide_digests(char *text, size_t least)
{
	for (char *p = text; *p; p++) {
		size_t run = strspn(p, "0123456789abcdef"), groups = run == 4 ? hide_groups(p) : 0;
		if (groups)
			memset(p, '*', groups);
		else if (run >= least)
			memset(p, '*', run);
		p += groups ? groups - 1 : run ? run - 1 : 0;
	}
}

#endif
