/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/breaks.h"
#include "tests/unit/ucd.h"

#include <unilbrk.h>

/* The break kinds of a paragraph as a picture: the text with | at a break and ~ at a loose one. */
static void check_picture(const char *text, const char *want)
{
	struct breaks b = {0};
	struct str got = {0};

	breaks_find(text, strlen(text), &b);
	for (size_t i = 0; i < b.n; i++) {
		size_t end = i + 1 < b.n ? b.v[i + 1].at : strlen(text);
		str_add(&got, b.v[i].kind == BREAK_YES ? "|" : b.v[i].kind == BREAK_LOOSE ? "~" : "");
		str_add_n(&got, text + b.v[i].at, end - b.v[i].at);
	}
	assert_string_equal(str_text(&got), want);
	str_done(&got);
	breaks_done(&b);
}

static void test_chinese_rules(void **state)
{
	check_picture("甲，乙。丙", "甲，|乙。|丙");
	check_picture("按《办法》执", "按|《办|法》|执");
	check_picture("甲“乙”“丙”丁", "甲|“乙”|“丙”|丁");
	check_picture("“甲‘乙’”丙", "“甲|‘乙’”|丙");
	check_picture("甲——乙……丙", "甲|——|乙……|丙");
	check_picture("爱·罗", "爱·|罗");
	check_picture("任务·3.5版", "任|务·|3.5|版");
	check_picture("3·15日", "3·15~日");
	check_picture("9时～17时", "9~时～|17~时");
	check_picture("甲／乙", "甲／|乙");
	check_picture("甲,乙;丙", "甲,|乙;|丙");
	check_picture("（甲）", "（甲）");
	check_picture("“2016年”的", "“2016~年”|的");
	check_picture("don’t", "don’t");
	check_picture("甲〇二〇乙", "甲|〇|二|〇|乙");
	check_picture("人々", "人々");
	check_picture("か\u3099き", "か\u3099|き");
	check_picture("率 % 甲", "率 % |甲");
	check_picture("a % b", "a |% |b");
	check_picture("甲 ……", "甲 ……");
	check_picture("甲①乙", "甲|①|乙");
	check_picture("甲\u0600乙丙", "甲|\u0600乙|丙");
	check_picture("α№℃乙", "α№℃|乙");
	check_picture("甲（\u3000乙\u3000丙", "甲|（\u3000乙\u3000|丙");
}

static void test_numbers(void **state)
{
	check_picture("金额1,234.56元", "金|额|1,234.56~元");
	check_picture("2016年12月31日止", "2016~年|12~月|31~日|止");
	check_picture("约50万元", "约|50~万~元");
	check_picture("共 50 万元", "共 |50 ~万~元");
	check_picture("12个月内", "12~个~月|内");
	check_picture("占12.5%以上", "占|12.5%|以|上");
	check_picture("￥100元", "￥100~元");
	check_picture("１２３元", "１２３~元");
	check_picture("共１，２３４．５元", "共|１，２３４．５~元");
	check_picture("１，二", "１，|二");
	check_picture("（50）％", "（50）％");
	check_picture("3人民", "3~人|民");
	check_picture("三人", "三|人");
}

/* Text without any character that we class differently: exactly libunistring's answer at every cluster.
 * Blanks and ASCII brackets are not mixed and no text starts with a blank: there the library is wrong. */
static void test_short_way_agrees_with_library(void **state)
{
	static const char *const pieces[] = {
		" ", " ", "中", "国", "，", "。", "《", "》", "（", "）", "—", "…", "、", "：", "a", "Z",
		"b", ",", ".", "%", "￠", "\"", "か", "ー", "゛", "①", "\u0301", "\u200D", "\u3000", "ａ",
		"％", "-", "/", "\U0001F468", "한", "々", "〇", "•", "(", ")", "]",
	};
	struct str s = {0};
	struct breaks b = {0};
	char want[1024];
	unsigned seed = 3;
	uint32_t ink; /* the last that was no blank */

	for (int round = 0; round < 60000; round++) {
		size_t first = round % 3 == 0 ? 0 : 2;
		size_t end = round % 3 == 0 ? ARRAY_LEN(pieces) - 3 : ARRAY_LEN(pieces);
		if (round % 3 == 1)
			end = 16; /* the common ones */
		str_clear(&s);
		str_add(&s, "中");
		for (int i = 0; i < 24; i++) {
			seed = seed * 1103515245U + 12345U;
			str_add(&s, pieces[first + (seed >> 16) % (end - first)]);
		}
		u8_possible_linebreaks((const uint8_t *)s.s, s.n, "UTF-8", want);
		breaks_find(s.s, s.n, &b);
		size_t at = 0;
		ink = 0;
		for (size_t i = 0; i < b.n; i++) {
			assert_int_equal(b.v[i].at, at);
			uint32_t c;
			text_decode(s.s + at, s.n - at, &c);
			bool stricter = i && b.v[i].kind == BREAK_NO &&
					((breaks_no_start(c) && (c >= 0x80 || b.v[i - 1].blank)) ||
					 (ink >= 0x80 && breaks_no_end(ink)));
			ink = b.v[i].blank ? ink : c;
			if (!stricter && (b.v[i].kind == BREAK_YES) != (i && want[at] == UC_BREAK_POSSIBLE))
				fail_msg("byte %zu of %s", at, s.s);
			at += text_cluster(s.s + at, s.n - at);
		}
		assert_int_equal(at, s.n);
	}
	str_done(&s);
	breaks_done(&b);
}

static bool is_han(uint32_t c)
{
	return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF) ||
	       (c >= 0x20000 && c <= 0x3FFFD);
}

struct tally {
	struct breaks b;
	size_t lines, wrong, han;
};

/* Line ends are wrap.c's: a line of the file that has one is read up to it. */
static void check_line(const struct ucd_line *line, void *ctx)
{
	struct tally *tally = ctx;
	const char *s = line->text.s;
	size_t n = 0;
	bool wrong = false, han = false;

	while (n < line->text.n && !strchr("\n\v\f\r", s[n]) && (s[n] != '\xC2' || s[n + 1] != '\x85'))
		n++;
	breaks_find(s, n, &tally->b);
	for (size_t i = 1; i < tally->b.n; i++) {
		size_t at = tally->b.v[i].at;
		uint32_t before, behind;
		text_decode(s + tally->b.v[i - 1].at, at - tally->b.v[i - 1].at, &before);
		text_decode(s + at, n - at, &behind);
		if ((tally->b.v[i].kind != BREAK_NO) == line->border[at])
			continue;
		wrong = true;
		han = han || is_han(before) || is_han(behind);
		if (is_han(before) || is_han(behind))
			print_message("U+%04X U+%04X in %s\n", (unsigned)before, (unsigned)behind, s);
	}
	tally->lines++;
	tally->wrong += wrong;
	tally->han += han;
}

static void test_line_break_test(void **state)
{
	struct tally tally = {0};

	if (!ucd_each(UCD "/auxiliary/LineBreakTest.txt", check_line, &tally))
		skip();
	print_message("%zu lines, %zu differ, %zu of them at Han text\n", tally.lines, tally.wrong, tally.han);
	assert_true(tally.lines > 7000);
	assert_int_equal(tally.han, 0);
	assert_true(tally.wrong < tally.lines / 20);
	breaks_done(&tally.b);
}

static void test_units_carry_columns_and_blanks(void **state)
{
	struct breaks b = {0};

	breaks_find("中\u3000 a\t", 9, &b);
	assert_int_equal(b.n, 5);
	assert_int_equal(b.v[0].cols, 2);
	assert_true(!b.v[0].blank && b.v[1].blank && b.v[2].blank && !b.v[3].blank && b.v[4].blank);
	breaks_find("", 0, &b);
	assert_int_equal(b.n, 0);
	breaks_done(&b);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_chinese_rules),
	cmocka_unit_test(test_numbers),
	cmocka_unit_test(test_short_way_agrees_with_library),
	cmocka_unit_test(test_line_break_test),
	cmocka_unit_test(test_units_carry_columns_and_blanks),
};
TEST_MAIN(tests)
