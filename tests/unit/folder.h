/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A folder of a test's own, /tmp/zicha-NAME-..., and its end with all that lies in it.
 */
#ifndef ZICHA_TESTS_UNIT_FOLDER_H
#define ZICHA_TESTS_UNIT_FOLDER_H

#include <stdio.h>
#include <stdlib.h>

enum { FOLDER_MOST = 64 };

static inline void folder_make(char dir[FOLDER_MOST], const char *name)
{
	snprintf(dir, FOLDER_MOST, "/tmp/zicha-%s-XXXXXX", name);
	assert_non_null(mkdtemp(dir));
}

/* 0, or what a teardown gives when something stays. */
static inline int folder_remove(const char *dir)
{
	char command[FOLDER_MOST + 16];

	snprintf(command, sizeof command, "rm -rf '%s'", dir);
	return system(command);
}

#endif
