/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "base/msg.h"
#include "domain/result.h"

#include <string.h>

static void test_words_of_each_result(void **state)
{
	char marks[RESULT_COUNT + 1] = "";
	enum result back;

	(void)state;
	for (int r = 0; r < RESULT_COUNT; r++) {
		assert_non_null(msg_zh(result_msgid((enum result)r)));
		assert_null(strchr(marks, result_mark((enum result)r)));
		marks[r] = result_mark((enum result)r);
	}
	for (int r = RESULT_CONFORM; r < RESULT_COUNT; r++) {
		assert_true(result_parse(result_id((enum result)r), &back));
		assert_int_equal(back, r);
	}
	assert_false(result_parse("", &back));
	assert_false(result_parse("ok", &back));
}

static void test_who_wants_a_reason(void **state)
{
	(void)state;
	assert_true(result_wants_reason(RESULT_NA) && result_wants_reason(RESULT_NOT_CHECKED));
	assert_false(result_wants_reason(RESULT_CONFORM) || result_wants_reason(RESULT_ISSUE) ||
		     result_wants_reason(RESULT_PENDING));
	msg_use(MSG_ZH);
	assert_string_equal(result_label(RESULT_ISSUE), "不符合");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_words_of_each_result),
	cmocka_unit_test(test_who_wants_a_reason),
};
TEST_MAIN(tests)
