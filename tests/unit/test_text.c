/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/msg.h"
#include "tests/unit/ucd.h"

#include <unigbrk.h>
#include <uninorm.h>

/* --- the door --- */

static void test_door_folds(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{"信贷业务", "信贷业务"},
		{"a\tb", "a b"},
		{"一\r\n二\r三\n四", "一\n二\n三\n四"},
		{"一\u2028二\u2029三", "一\n二\n三"},
		{"\uFEFF开头", "开头"},
		{"e\u0301", "é"},
		{"か\u3099", "が"},
		{"\uF900", "豈"}, /* a compatibility ideograph has a canonical equivalent */
		{"ＡＢＣ①㈠", "ＡＢＣ①㈠"}, /* never NFKC */
		{"\u212B\u2126", "ÅΩ"},
		{"\u1112\u1161\u11AB", "한"},
		{"葛\U000E0101", "葛\U000E0101"},
		{"\uE000", "\uE000"},
		{"", ""},
	};
	struct str out = {0};
	struct err e;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		assert_int_equal(text_clean(rows[i].in, strlen(rows[i].in), TEXT_LINES, &out, &e), 0);
		assert_string_equal(str_text(&out), rows[i].out);
		assert_true(text_is_clean(str_text(&out), out.n, TEXT_LINES));
		assert_int_equal(text_is_clean(rows[i].in, strlen(rows[i].in), TEXT_LINES),
				 str_eq(rows[i].in, rows[i].out));
	}
	str_done(&out);
}

static void test_door_refuses_by_name_and_place(void **state)
{
	static const struct {
		const char *in;
		size_t n;
		unsigned flags;
		const char *says;
	} rows[] = {
		{"甲\x1B[31m", 8, TEXT_LINES, "character 2: U+001B (ESC), a control character"},
		{"甲\0乙", 7, TEXT_LINES, "character 2: U+0000 (NUL), a control character"},
		{"\x7F", 1, TEXT_LINES, "character 1: U+007F (DEL), a control character"},
		{"ab\xC2\x9B" "c", 5, TEXT_LINES, "character 3: U+009B (CSI), a control character"},
		{"ab\xC2\x85", 4, TEXT_LINES, "U+0085 (C1), a control character"},
		{"一\n二\u202E三", 13, TEXT_LINES, "line 2, character 2: U+202E, it turns the direction"},
		{"\u2066", 3, TEXT_LINES, "U+2066"},
		{"\u061C", 2, TEXT_LINES, "U+061C"},
		{"a\uFEFF", 4, TEXT_LINES, "U+FEFF, a byte order mark inside"},
		{"\U000E0041", 4, TEXT_LINES, "U+E0041, an invisible tag"},
		{"\xEF\xBF\xBF", 3, TEXT_LINES, "U+FFFF, not a character"},
		{"\xEF\xB7\x90", 3, TEXT_LINES, "U+FDD0, not a character"},
		{"a\xFFz", 3, TEXT_LINES, "character 2: the byte FF is not UTF-8"},
		{"\xC0\x80", 2, TEXT_LINES, "the byte C0 is not UTF-8"},
		{"\xED\xA0\x80", 3, TEXT_LINES, "the byte ED is not UTF-8"},
		{"\xE4\xB8", 2, TEXT_LINES, "the byte E4 is not UTF-8"},
		{"\xF4\x90\x80\x80", 4, TEXT_LINES, "the byte F4 is not UTF-8"},
		{"\xC4\xE3\xBA\xC3", 4, TEXT_LINES, "character 1: the byte C4 is not UTF-8"}, /* GBK */
		{"一\n二", 7, TEXT_LINE, "character 2: a line break, where one line is wanted"},
	};
	struct str out = {0};
	struct err e;

	msg_use(MSG_EN);
	str_add(&out, "as before");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		assert_int_equal(text_clean(rows[i].in, rows[i].n, rows[i].flags, &out, &e), -1);
		assert_int_equal(e.code, ERR_INPUT);
		assert_non_null(strstr(e.text, rows[i].says));
		assert_string_equal(str_text(&out), "as before");
		assert_false(text_is_clean(rows[i].in, rows[i].n, rows[i].flags));
	}
	str_done(&out);
}

/* Of long runs of like characters (Han, Hangul, private use) a few. */
static bool is_sampled(uint32_t c)
{
	bool run = (c >= 0x3400 && c < 0xA000) || (c >= 0xAC00 && c < 0xD7B0) || (c >= 0xE000 && c < 0xF900) ||
		   c >= 0x17000;
	bool special = (c >= 0x1B000 && c < 0x20000) || (c & 0xFFFF) >= 0xFFF0 || (c >= 0xE0000 && c < 0xE0200);

	return !(c >= 0xD800 && c <= 0xDFFF) && (!run || special || c % 61 == 0);
}

/* The short ways of the door give what u8_normalize() gives, for every character alone and behind others. */
static void test_door_is_nfc_for_every_character(void **state)
{
	static const char *const before[] = {"", "a", "か", "\u1100", "\u1100\u1161"};
	struct str in = {0}, out = {0};
	struct err e;

	for (uint32_t c = 0x20; c < 0x110000; c++) {
		for (size_t i = 0; i < ARRAY_LEN(before) && is_sampled(c); i++) {
			uint8_t want[64];
			size_t n = sizeof want;
			str_clear(&in);
			str_add(&in, before[i]);
			text_add_char(&in, c);
			if (text_clean(in.s, in.n, TEXT_LINES, &out, &e))
				break; /* refused */
			if (c == 0x2028 || c == 0x2029 || c == 0xFEFF)
				continue;
			u8_normalize(UNINORM_NFC, (const uint8_t *)in.s, in.n, want, &n);
			if (out.n != n || memcmp(out.s, want, n))
				fail_msg("U+%04X behind \"%s\"", (unsigned)c, before[i]);
		}
	}
	str_done(&in);
	str_done(&out);
}

static void test_decode_all_and_back(void **state)
{
	struct str s = {0};

	for (uint32_t c = 0; c < 0x110000; c++) {
		uint32_t back;
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		str_clear(&s);
		text_add_char(&s, c);
		assert_int_equal(text_decode(s.s, s.n, &back), s.n);
		assert_int_equal(back, c);
		for (size_t cut = 1; cut < s.n; cut++) {
			assert_int_equal(text_decode(s.s, cut, &back), 1);
			assert_int_equal(back, 0xFFFD);
		}
	}
	str_done(&s);
}

/* --- clusters --- */

struct tally {
	size_t lines, wrong;
};

static void check_borders(const struct ucd_line *line, void *ctx)
{
	struct tally *tally = ctx;
	const char *s = line->text.s;
	size_t n = line->text.n, count = 0;
	bool right = true;

	for (size_t at = 0, len; at < n; at += len) {
		len = text_cluster(s + at, n - at);
		for (size_t i = at + 1; i < at + len; i++)
			right = right && !line->border[i];
		right = right && line->border[at + len] && text_cluster_before(s, n, at + len) == at;
		right = right && text_offset(s, n, count) == at;
		count++;
	}
	tally->lines++;
	tally->wrong += !right || text_clusters(s, n) != count;
}

static void test_grapheme_break_test(void **state)
{
	struct tally tally = {0};

	if (!ucd_each(UCD "/auxiliary/GraphemeBreakTest.txt", check_borders, &tally))
		skip();
	assert_true(tally.lines >= 600);
	assert_int_equal(tally.wrong, 0);
}

static void assert_like_library(const char *s, size_t n)
{
	char want[512];

	u8_grapheme_breaks((const uint8_t *)s, n, want);
	for (size_t at = 0, next; at < n; at = next) {
		next = at + text_cluster(s + at, n - at);
		for (size_t i = at + 1; i < next; i++)
			assert_false(want[i]);
		assert_true(next == n || want[next]);
		assert_int_equal(text_cluster_before(s, n, next), at);
	}
}

/* The short way for plain characters agrees with the library, for every character beside one of each kind. */
static void test_clusters_of_every_character(void **state)
{
	static const char *const beside[] = {
		"a", "中", "。", "\u0301", "\u200D", "\r", "\n", "\U0001F1E8", "\u1100", "\u1161",
		"\u11A8", "\u0600", "\u0903", "\U0001F468", "\U0001F3FB", "\uFE0F",
	};
	struct str s = {0};

	for (uint32_t c = 1; c < 0x110000; c++) {
		for (size_t i = 0; i < ARRAY_LEN(beside) && is_sampled(c); i++) {
			str_clear(&s);
			text_add_char(&s, c);
			str_add(&s, beside[i]);
			text_add_char(&s, c);
			assert_like_library(s.s, s.n);
		}
	}
	str_done(&s);
}

static void test_long_clusters(void **state)
{
	struct str s = {0};

	str_add(&s, "甲e");
	for (int i = 0; i < 200; i++)
		str_add(&s, "\u0301");
	str_add(&s, "乙");
	assert_int_equal(text_cluster(s.s + 3, s.n - 3), 401);
	assert_int_equal(text_cluster_before(s.s, s.n, s.n - 3), 3);
	assert_int_equal(text_clusters(s.s, s.n), 3);
	str_clear(&s);
	for (int i = 0; i < 101; i++)
		str_add(&s, "\U0001F1E8");
	assert_int_equal(text_clusters(s.s, s.n), 51);
	assert_int_equal(text_cluster_before(s.s, s.n, s.n), 400);
	str_done(&s);
}

/* Random text of all kinds, invalid bytes among them. */
static void test_clusters_of_random_text(void **state)
{
	static const char *const pieces[] = {
		"a", "中", "。", "\u0301", "\u200D", "\r", "\n", "\U0001F1E8", "\u1100", "\u1161",
		"\u11A8", "\u0600", "\u0903", "\U0001F468", "\U0001F3FB", "\uFE0F", "\u3099", "か",
	};
	struct str s = {0};
	unsigned seed = 7;

	for (int round = 0; round < 5000; round++) {
		str_clear(&s);
		for (int i = 0; i < 40; i++) {
			seed = seed * 1103515245U + 12345U;
			str_add(&s, pieces[(seed >> 16) % ARRAY_LEN(pieces)]);
		}
		assert_like_library(s.s, s.n);
	}
	str_done(&s);
}

static void test_cluster_of_broken_bytes_moves_on(void **state)
{
	static const char bytes[] = "\xE4\xB8\xFF\x80中\xC3";
	size_t n = sizeof bytes - 1, at = 0;

	while (at < n) {
		size_t len = text_cluster(bytes + at, n - at);
		assert_true(len > 0 && at + len <= n);
		at += len;
	}
	while (at) {
		size_t before = text_cluster_before(bytes, n, at);
		assert_true(before < at);
		at = before;
	}
	assert_int_equal(text_cluster(bytes, 0), 0);
}

/* --- marks and folding --- */

static void test_marks(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
		{"信贷\n业务", "信贷\n业务"},
		{"\x1B[2J", "<1B>[2J"},
		{"a\u202Eb", "a<202E>b"},
		{"\xC2\x9B", "<9B>"},
		{"a\xFF\xE4\xB8", "a<\\xFF><\\xE4><\\xB8>"},
		{"\u200B\u200D\u00AD\uFEFF", "<200B><200D><00AD><FEFF>"},
		{"\U000E0041", "<E0041>"},
		{"\r\t\x7F", "<0D><09><7F>"},
		{"\u2028", "<2028>"},
		{"\uFFFD", "\uFFFD"},
		{"\xEF\xBF\xBF", "<FFFF>"},
	};
	struct str out = {0};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		str_clear(&out);
		text_mark(rows[i].in, strlen(rows[i].in), &out);
		assert_string_equal(str_text(&out), rows[i].out);
	}
	str_done(&out);
}

static void test_marked_text_has_no_control(void **state)
{
	struct str in = {0}, out = {0};

	for (uint32_t c = 0; c < 0x110000; c++)
		if (c < 0xD800 || c > 0xDFFF)
			text_add_char(&in, c);
	for (int b = 0; b < 256; b++)
		str_add_char(&in, (char)b);
	text_mark(in.s, in.n, &out);
	for (size_t at = 0, used; at < out.n; at += used) {
		uint32_t c;
		used = text_decode(out.s + at, out.n - at, &c);
		assert_false(c != '\n' && (c < 0x20 || (c >= 0x7F && c < 0xA0) || text_is_format(c)));
		assert_false(c == 0xFFFD && used == 1);
	}
	str_done(&in);
	str_done(&out);
}

static void test_fold_ascii(void **state)
{
	struct str out = {0};

	text_fold_ascii("１２３　ＡＢｃ。！～中", &out);
	assert_string_equal(str_text(&out), "123 ABc.!~中");
	str_done(&out);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_door_folds),
	cmocka_unit_test(test_door_refuses_by_name_and_place),
	cmocka_unit_test(test_door_is_nfc_for_every_character),
	cmocka_unit_test(test_decode_all_and_back),
	cmocka_unit_test(test_grapheme_break_test),
	cmocka_unit_test(test_clusters_of_every_character),
	cmocka_unit_test(test_long_clusters),
	cmocka_unit_test(test_clusters_of_random_text),
	cmocka_unit_test(test_cluster_of_broken_bytes_moves_on),
	cmocka_unit_test(test_marks),
	cmocka_unit_test(test_marked_text_has_no_control),
	cmocka_unit_test(test_fold_ascii),
};
TEST_MAIN(tests)
