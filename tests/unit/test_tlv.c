/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/tlv.h"

#include <string.h>

static void test_the_bytes(void **state)
{
	struct str s = {0};

	tlv_put_text(&s, 1, "甲");
	tlv_put_int(&s, 0x0203, -2);
	tlv_put(&s, 0xffff, "", 0);
	static const unsigned char want[] = "\0\1\0\0\0\3\xe7\x94\xb2"
					    "\2\3\0\0\0\10\xff\xff\xff\xff\xff\xff\xff\xfe"
					    "\xff\xff\0\0\0\0";
	assert_int_equal(s.n, sizeof want - 1);
	assert_memory_equal(s.s, want, s.n);
	str_done(&s);
}

static void test_reading_back(void **state)
{
	struct str s = {0};
	uint16_t tag;
	const unsigned char *value;
	size_t n;

	tlv_put_int(&s, 2, INT64_MIN);
	tlv_put_text(&s, 7, "x");
	struct tlv t = {.at = (const unsigned char *)s.s, .n = s.n};
	assert_int_equal(tlv_next(&t, &tag, &value, &n), 1);
	assert_int_equal(tag, 2);
	assert_int_equal(n, 8);
	assert_true(tlv_int(value) == INT64_MIN);
	assert_int_equal(tlv_next(&t, &tag, &value, &n), 1);
	assert_int_equal(tag, 7);
	assert_memory_equal(value, "x", 1);
	assert_int_equal(tlv_next(&t, &tag, &value, &n), 0);
	str_done(&s);
}

static void test_what_is_no_record(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
	} rows[] = {
		{"\0\0\0\0\0\0", 6},              /* tag 0 */
		{"\0\1\0\0\0", 5},                /* cut in the head */
		{"\0\1\0\0\0\2x", 7},             /* cut in the value */
		{"\0\1\xff\xff\xff\xffx", 7},     /* a length beyond all bytes */
		{"\0\2\0\0\0\0\0\2\0\0\0\0", 12}, /* the same tag twice */
		{"\0\2\0\0\0\0\0\1\0\0\0\0", 12}, /* tags falling */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct tlv t = {.at = (const unsigned char *)rows[i].bytes, .n = rows[i].n};
		uint16_t tag;
		const unsigned char *value;
		size_t n;
		int more;
		while ((more = tlv_next(&t, &tag, &value, &n)) > 0)
			;
		assert_int_equal(more, -1);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_bytes),
	cmocka_unit_test(test_reading_back),
	cmocka_unit_test(test_what_is_no_record),
};
TEST_MAIN(tests)
