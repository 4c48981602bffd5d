/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "base/msg.h"
#include "domain/role.h"

#include <string.h>

static void test_rows_are_unique_and_speak_both_languages(void **state)
{
	size_t n;
	const struct role *roles = role_table(&n);

	(void)state;
	assert_int_equal(n, 5);
	for (size_t i = 0; i < n; i++) {
		assert_ptr_equal(role_find(roles[i].id), &roles[i]);
		assert_non_null(msg_zh(roles[i].label));
		assert_non_null(msg_zh(roles[i].help));
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(roles[i].label, roles[k].label);
	}
}

static void test_find_takes_the_id_only(void **state)
{
	const char *const none[] = {"", "Head", "heads", "主任", "Branch head"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(none); i++)
		assert_null(role_find(none[i]));
	assert_null(role_find(NULL));
}

/* What the rules of sign-off and of the audit rest on. */
static void test_who_may(void **state)
{
	size_t n;
	const struct role *roles = role_table(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		bool head = roles[i].may & MAY_SIGN_HEAD, other = roles[i].may & MAY_SIGN_OTHER;
		assert_false(head && other);
		assert_int_equal(head, !strcmp(roles[i].id, "head"));
		if (head || other)
			assert_true(roles[i].may & MAY_INSPECT);
		assert_int_equal(roles[i].union_wide, (roles[i].may & MAY_READ_ALL) != 0);
	}
	assert_int_equal(role_find("auditor")->may, MAY_READ_ALL);
	assert_false(role_find("officer")->may & MAY_INSPECT);
	assert_false(role_find("staff")->may & (MAY_MANAGE | MAY_VOID));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_rows_are_unique_and_speak_both_languages),
	cmocka_unit_test(test_find_takes_the_id_only),
	cmocka_unit_test(test_who_may),
};
TEST_MAIN(tests)
