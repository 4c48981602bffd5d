/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every unit test includes: cmocka, and a main that says "N passed, N failed".
 */
#ifndef ZICHA_TESTS_UNIT_TEST_H
#define ZICHA_TESTS_UNIT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#ifdef __SANITIZE_ADDRESS__
#include <unistd.h>
/* The leak checker reads /proc, and so do its options from the environment: a bare folder has none. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
	return access("/proc/self/task", F_OK) != 0;
}
#endif

/* static const struct CMUnitTest tests[] = {...}; TEST_MAIN(tests) */
#define TEST_MAIN(tests) \
	int main(void) \
	{ \
		int failed = cmocka_run_group_tests(tests, NULL, NULL); \
		int all = (int)(sizeof(tests) / sizeof((tests)[0])); \
		if (failed < 0) \
			failed = all; \
		printf("%d passed, %d failed\n", all - failed, failed); \
		return failed ? 1 : 0; \
	}

#endif
