/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "ui/base/theme.h"

#include <string.h>

static void test_every_role_has_a_name_and_letter(void **state)
{
	for (int i = 0; i < ROLE_N; i++) {
		assert_non_null(theme_name((enum theme_role)i));
		assert_int_not_equal(theme_letter((enum theme_role)i), 0);
		for (int j = 0; j < i; j++) {
			assert_string_not_equal(theme_name((enum theme_role)i),
						theme_name((enum theme_role)j));
			assert_int_not_equal(theme_letter((enum theme_role)i),
					     theme_letter((enum theme_role)j));
		}
	}
}

static void test_monochrome_has_no_colours(void **state)
{
	for (int i = 0; i < ROLE_N; i++) {
		struct look l = theme_look((enum theme_role)i, 0);
		assert_int_equal(l.fg, THEME_DEFAULT);
		assert_int_equal(l.bg, THEME_DEFAULT);
	}
}

/* What must be told apart without colour. */
static void test_monochrome_tells_roles_apart(void **state)
{
	static const enum theme_role pairs[][2] = {
		{ROLE_TEXT, ROLE_SELECTED}, {ROLE_SELECTED, ROLE_PICKED}, {ROLE_TEXT, ROLE_TITLE},
		{ROLE_MESSAGE, ROLE_ERROR}, {ROLE_FIELD, ROLE_FOCUS},     {ROLE_TEXT, ROLE_FIELD},
		{ROLE_BAR, ROLE_BAR_OFF},   {ROLE_GOOD, ROLE_BAD},        {ROLE_TEXT, ROLE_HIT},
		{ROLE_TEXT, ROLE_MARK},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		assert_int_not_equal(theme_look(pairs[i][0], 0).attrs, theme_look(pairs[i][1], 0).attrs);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_every_role_has_a_name_and_letter),
	cmocka_unit_test(test_monochrome_has_no_colours),
	cmocka_unit_test(test_monochrome_tells_roles_apart),
};
TEST_MAIN(tests)
