/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/encode.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"

#include <string.h>

struct sample {
	const char *bytes;
	size_t n;
	enum encode_kind kind;
	const char *text;
};

#define BYTES(s) s, sizeof(s) - 1

static void test_reads_what_it_is(void **state)
{
	static const struct sample rows[] = {
		{BYTES(""), ENCODE_UTF8, ""},
		{BYTES("plain\r\n"), ENCODE_UTF8, "plain\r\n"},
		{BYTES("信贷"), ENCODE_UTF8, "信贷"},
		{BYTES("\xEF\xBB\xBF信贷"), ENCODE_UTF8_BOM, "信贷"},
		{BYTES("\xEF\xBB\xBF"), ENCODE_UTF8_BOM, ""},
		{BYTES("\xD0\xC5\xB4\xFB,a\r\n"), ENCODE_GB18030, "信贷,a\r\n"},
		{BYTES("\x84\x31\x95\x33\xD0\xC5"), ENCODE_GB18030, "信"},
		{BYTES("\x95\x32\x82\x36"), ENCODE_GB18030, "\U00020000"},
		{BYTES("\x81\x39\xEE\x39"), ENCODE_GB18030, "\u3400"},
		{BYTES("\x80" "5"), ENCODE_GB18030, "€5"},
		{BYTES("\xA2\xD9\xA1\xB0\xA1\xB1\xA1\xAA"), ENCODE_GB18030, "①“”—"},
		{BYTES("\xFF\xFE\xE1\x4F" "a\0"), ENCODE_UTF16LE, "信a"},
		{BYTES("\xFE\xFF\x4F\xE1\0a"), ENCODE_UTF16BE, "信a"},
		{BYTES("\xFF\xFE\x40\xD8\x00\xDC"), ENCODE_UTF16LE, "\U00020000"},
	};
	struct str out = {0};
	struct err e;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		enum encode_kind kind;
		if (encode_read(rows[i].bytes, rows[i].n, &out, &kind, &e))
			fail_msg("row %zu: %s", i, e.text);
		assert_int_equal(kind, rows[i].kind);
		assert_string_equal(str_text(&out), rows[i].text);
	}
	str_done(&out);
}

static void test_refuses_with_line_and_byte(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *says;
	} rows[] = {
		{BYTES("a\n\xD0\xC5\xFF\xFF"), "line 2, byte 3: FF FF cannot be read as GB18030"},
		{BYTES("\xD0\xC5\xB4"), "line 1, byte 3: B4 cannot be read as GB18030"},
		{BYTES("信贷业务检查\n内\xB4部"), "line 2, byte 4: B4 E9 83 A8 cannot be read as UTF-8"},
		{BYTES("\xEF\xBB\xBF" "a\xFF"), "line 1, byte 5: FF cannot be read as UTF-8-BOM"},
		{BYTES("\xFF\xFE" "a\0\n\0b"), "line 2, byte 1: 62 cannot be read as UTF-16LE"},
		{BYTES("\xFE\xFF\xD8\x00\0a"), "line 1, byte 3: D8 00 00 61 cannot be read as UTF-16BE"},
		{BYTES("\xFF\xFE\x00\xDC"), "cannot be read as UTF-16LE"},
	};
	struct str out = {0};
	struct err e;

	msg_use(MSG_EN);
	str_add(&out, "as before");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		assert_int_equal(encode_read(rows[i].bytes, rows[i].n, &out, NULL, &e), -1);
		assert_int_equal(e.code, ERR_INPUT);
		if (!strstr(e.text, rows[i].says))
			fail_msg("row %zu: %s", i, e.text);
		assert_string_equal(str_text(&out), "as before");
	}
	str_done(&out);
}

static void test_there_and_back(void **state)
{
	static const enum encode_kind kinds[] = {
		ENCODE_UTF8, ENCODE_UTF8_BOM, ENCODE_GB18030, ENCODE_UTF16LE, ENCODE_UTF16BE,
	};
	static const char text[] = "银行承兑①“甲”——乙,\r\n\U00020000\U0001F600é€㐀";
	struct str bytes = {0}, back = {0};
	struct encode_lost lost = {0};
	struct err e;

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		enum encode_kind kind;
		assert_int_equal(encode_write(kinds[i], text, sizeof text - 1, &bytes, &lost, &e), 0);
		assert_int_equal(lost.n, 0);
		assert_int_equal(encode_read(bytes.s, bytes.n, &back, &kind, &e), 0);
		assert_int_equal(kind, kinds[i]);
		assert_string_equal(str_text(&back), text);
	}
	str_done(&bytes);
	str_done(&back);
}

/* Every character survives GB18030, or is listed and written as a mark. */
static void test_nothing_is_dropped(void **state)
{
	struct str text = {0}, bytes = {0}, back = {0}, want = {0}, said = {0};
	struct encode_lost lost = {0};
	struct err e;

	for (uint32_t c = 1; c < 0x110000; c++) {
		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		text_add_char(&text, c);
		if (c % 64 == 0)
			str_add_char(&text, '\n');
	}
	assert_int_equal(encode_write(ENCODE_GB18030, text.s, text.n, &bytes, &lost, &e), 0);
	assert_int_equal(encode_read_as(ENCODE_GB18030, bytes.s, bytes.n, &back, &e), 0);
	assert_true(lost.n < 100);
	for (size_t at = 0, used; at < text.n; at += used) {
		uint32_t c;
		bool listed = false;
		used = text_decode(text.s + at, text.n - at, &c);
		for (size_t i = 0; i < lost.n && !listed; i++)
			listed = lost.v[i].c == c;
		if (listed)
			str_addf(&want, "<%04X>", (unsigned)c);
		else
			str_add_n(&want, text.s + at, used);
	}
	assert_int_equal(back.n, want.n);
	assert_memory_equal(back.s, want.s, want.n);
	msg_use(MSG_EN);
	lost.n = 0;
	encode_lost_text(&lost, &said);
	assert_string_equal(str_text(&said), "");
	struct encode_lost_char rows[] = {{0xE816, 3, 1}, {0xE831, 9, 2}};
	encode_lost_text(&(struct encode_lost){.v = rows, .n = 2}, &said);
	assert_string_equal(str_text(&said), "U+E816 (line 3), U+E831 (line 9, 2 times)");
	str_done(&text);
	str_done(&bytes);
	str_done(&back);
	str_done(&want);
	str_done(&said);
	encode_lost_done(&lost);
}

static void test_write_takes_only_utf8(void **state)
{
	struct str out = {0};
	struct encode_lost lost = {0};
	struct err e;

	assert_int_equal(encode_write(ENCODE_GB18030, "a\xFF", 2, &out, &lost, &e), -1);
	assert_int_equal(e.code, ERR_INPUT);
	str_done(&out);
}

static void test_names(void **state)
{
	enum encode_kind kind;

	assert_true(encode_parse("gbk", &kind));
	assert_int_equal(kind, ENCODE_GB18030);
	assert_true(encode_parse("utf-8-bom", &kind));
	assert_int_equal(kind, ENCODE_UTF8_BOM);
	assert_false(encode_parse("latin1", &kind));
	assert_string_equal(encode_name(ENCODE_UTF16BE), "UTF-16BE");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_reads_what_it_is),
	cmocka_unit_test(test_refuses_with_line_and_byte),
	cmocka_unit_test(test_there_and_back),
	cmocka_unit_test(test_nothing_is_dropped),
	cmocka_unit_test(test_write_takes_only_utf8),
	cmocka_unit_test(test_names),
};
TEST_MAIN(tests)
