/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "base/pinyin.h"

#include <string.h>

static uint32_t bits(const char *letters)
{
	uint32_t set = 0;
	for (; *letters; letters++)
		set |= 1U << (*letters - 'a');
	return set;
}

static void test_initials(void **state)
{
	static const struct {
		uint32_t c;
		const char *letters;
	} rows[] = {
		{0x94F6, "y"},  /* 银 */
		{0x884C, "xh"}, /* 行 */
		{0x91CD, "cz"}, /* 重 */
		{0x4E50, "ly"}, /* 乐 */
		{0x5355, "dcs"}, /* 单 */
		{0x53C2, "cs"}, /* 参 */
		{0x8C03, "td"}, /* 调 */
		{0x8D37, "d"},  /* 贷 */
		{0x6B20, "q"},  /* 欠 */
		{0x989D, "e"},  /* 额 */
		{0x5B89, "a"},  /* 安 */
		{0x5662, "o"},  /* 噢 */
		{0x5973, "n"},  /* 女 */
		{0x3007, "l"},  /* 〇 */
		{0x20CD0, "b"}, /* 𠳐 */
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (pinyin_initials(rows[i].c) != bits(rows[i].letters))
			fail_msg("U+%04X: %x", (unsigned)rows[i].c, (unsigned)pinyin_initials(rows[i].c));
	static const uint32_t none[] = {'a', 0, 0x3001, 0xFF0C, 0x10FFFF, 0xFFFFFFFF, 0x323FF, 0x32400, 0x2FFF};
	for (size_t i = 0; i < ARRAY_LEN(none); i++)
		assert_int_equal(pinyin_initials(none[i]), 0);
}

/* Every character of level 1 and 2 of GB 2312 (6,763) can be typed. */
static void test_common_characters_have_a_reading(void **state)
{
	size_t missing = 0, all = 0;

	for (uint32_t c = 0x4E00; c <= 0x9FA5; c++, all++)
		missing += pinyin_initials(c) == 0;
	assert_true(missing < all / 100);
}

static void test_match(void **state)
{
	static const struct {
		const char *text, *query;
		bool found;
	} rows[] = {
		{"银行承兑汇票", "yhcd", true},
		{"银行承兑汇票", "YHCD", true},
		{"银行承兑汇票", "hcdhp", true},
		{"银行承兑汇票", "yxcd", true}, /* 行 is also xíng */
		{"银行承兑汇票", "yhd", false}, /* no gaps */
		{"重庆", "cq", true},
		{"重庆", "zq", true},
		{"重庆", "qc", false},
		{"信贷业务", "贷y", true},
		{"信贷业务", "带y", false},
		{"信贷业务", "业务", true},
		{"信贷业务", "xdyw ", false},
		{"CR-0203 授权口令", "cr-02", true},
		{"CR-0203 授权口令", "0203", true},
		{"CR-0203 授权口令", "3 sqkl", true},
		{"ＣＲ０２", "cr02", true},
		{"CR02", "ｃｒ０２", true},
		{"葛\U000E0100姓", "gx", true},
		{"Li明", "lim", true},
		{"", "a", false},
		{"", "", true},
		{"甲", "", true},
		{"甲", "甲乙", false},
		{"二〇一六年", "elyln", true},
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (pinyin_match(rows[i].text, rows[i].query) != rows[i].found)
			fail_msg("%s in %s", rows[i].query, rows[i].text);
}

static void test_place(void **state)
{
	size_t start, len;

	assert_true(pinyin_find("查银行承兑汇票", "yhcd", &start, &len));
	assert_int_equal(start, 3);
	assert_int_equal(len, 12);
	assert_true(pinyin_find("葛\U000E0100", "g", &start, &len));
	assert_int_equal(len, 7);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_initials),
	cmocka_unit_test(test_common_characters_have_a_reading),
	cmocka_unit_test(test_match),
	cmocka_unit_test(test_place),
};
TEST_MAIN(tests)
