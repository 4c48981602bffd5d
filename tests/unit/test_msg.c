/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/msg.h"

static void test_chinese_is_the_default(void **state)
{
	assert_int_equal(msg_choose(NULL, NULL, NULL, NULL, NULL), MSG_ZH);
	assert_int_equal(msg_choose(NULL, NULL, NULL, NULL, "C.UTF-8"), MSG_ZH);
	assert_int_equal(msg_choose(NULL, NULL, NULL, NULL, "en_US.UTF-8"), MSG_EN);
	assert_int_equal(msg_choose(NULL, NULL, "zh_CN", NULL, "en_US.UTF-8"), MSG_ZH);
	assert_int_equal(msg_choose("en", "zh", "zh_CN", NULL, NULL), MSG_EN);
}

static void test_lookup(void **state)
{
	msg_use(MSG_ZH);
	assert_string_equal(msg_get("that is a folder"), "这是一个文件夹");
	assert_string_equal(msg_get("no msgid of ours"), "no msgid of ours");
	assert_string_equal(msg_get(""), "");
	assert_null(msg_zh("no msgid of ours"));
	msg_use(MSG_EN);
	assert_string_equal(msg_get("that is a folder"), "that is a folder");
	msg_use(MSG_ZH);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_chinese_is_the_default),
	cmocka_unit_test(test_lookup),
};
TEST_MAIN(tests)
