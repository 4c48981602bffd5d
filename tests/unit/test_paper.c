/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "base/msg.h"
#include "base/width.h"
#include "paper/paper.h"

static void test_speaks_chinese(void **state)
{
	(void)state;
	msg_use(MSG_EN);
	assert_string_equal(paper_zh("serious"), "较大");
	assert_string_equal(paper_zh("no such words"), "no such words");
}

static void test_wraps_under_the_text(void **state)
{
	AUTO(str_done) struct str out = {0};

	(void)state;
	paper_paragraph(&out, 20, "事实：", "抽三个主任外出日的流水");
	paper_paragraph(&out, 20, "无：", "");
	assert_string_equal(str_text(&out), "事实：抽三个主任外出\n      日的流水\n");
	assert_int_equal(paper_rows(str_text(&out)), 2);
}

static void test_rule_and_title(void **state)
{
	AUTO(str_done) struct str out = {0};

	(void)state;
	paper_rule(&out, 8, '=');
	paper_centred(&out, 8, "标题");
	assert_string_equal(str_text(&out), "========\n  标题\n");
	assert_int_equal(paper_rows(""), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_speaks_chinese),
	cmocka_unit_test(test_wraps_under_the_text),
	cmocka_unit_test(test_rule_and_title),
};
TEST_MAIN(tests)
