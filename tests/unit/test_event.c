/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/tlv.h"
#include "store/event.h"

#include <string.h>

enum { A = 1, B = 2, C = 5 };
static const struct event_field fields[] = {{A, "a", 't', false},
					    {B, "b", 'i', true},
					    {C, "c", 'b', true},
					    {0}};
static const struct event_kind kind = {1, "sample", "sample", fields, 0, NULL, NULL};

static int decode(struct event *ev, const struct str *bytes, struct arena *arena, struct err *e)
{
	*ev = (struct event){.kind = &kind, .chain = "7GK2M4QX9T", .seq = 12};
	err_clear(e);
	return event_decode(ev, bytes->s, bytes->n, arena, e);
}

static void test_round_trip(void **state)
{
	AUTO(arena_done) struct arena arena = {0};
	struct err e = {0};
	struct body b = {0};
	struct event ev;
	char ref[REF_TEXT];
	size_t n;

	body_text(&b, A, "甲\n乙");
	body_int(&b, B, -7);
	body_bytes(&b, C, "\0\1", 2);
	assert_int_equal(decode(&ev, &b.bytes, &arena, &e), 0);
	assert_string_equal(event_text(&ev, A), "甲\n乙");
	assert_int_equal(event_int(&ev, B, 0), -7);
	assert_memory_equal(event_bytes(&ev, C, &n), "\0\1", 2);
	assert_int_equal(n, 2);
	assert_null(event_text(&ev, 9));
	assert_int_equal(event_int(&ev, 9, 3), 3);
	assert_string_equal(event_ref(&ev, ref), "7GK2M4QX9T-12");
	body_done(&b);
}

static void test_every_cut_and_flip(void **state)
{
	AUTO(arena_done) struct arena arena = {0};
	struct err e = {0};
	struct body b = {0};
	struct event ev;

	body_text(&b, A, "甲");
	body_int(&b, B, 1);
	body_bytes(&b, C, "xyz", 3);
	size_t whole = b.bytes.n, after_a = TLV_HEAD + 3, after_b = after_a + TLV_HEAD + 8;
	for (size_t n = 0; n < whole; n++) {
		struct str cut = {b.bytes.s, n, 0};
		bool border = n == after_a || n == after_b; /* whole fields, those behind are optional */
		assert_int_equal(decode(&ev, &cut, &arena, &e), border ? 0 : -1);
	}
	for (size_t bit = 0; bit < whole * 8;
	     bit++) { /* none crashes; what decodes encodes to the same bytes */
		b.bytes.s[bit / 8] ^= (char)(1 << bit % 8);
		if (!decode(&ev, &b.bytes, &arena, &e)) {
			struct body again = {0};
			size_t n;
			body_text(&again, A, event_text(&ev, A));
			body_int(&again, B, event_int(&ev, B, 0));
			const void *c = event_bytes(&ev, C, &n);
			body_bytes(&again, C, c, n);
			assert_int_equal(again.bytes.n, whole);
			assert_memory_equal(again.bytes.s, b.bytes.s, whole);
			body_done(&again);
		}
		b.bytes.s[bit / 8] ^= (char)(1 << bit % 8);
	}
	body_done(&b);
}

static void test_strictness(void **state)
{
	AUTO(arena_done) struct arena arena = {0};
	struct err e = {0};
	struct event ev;
	struct str s = {0};

	tlv_put_int(&s, B, 1); /* a is missing */
	assert_int_equal(decode(&ev, &s, &arena, &e), -1);
	assert_int_equal(e.code, ERR_DAMAGED);
	str_clear(&s);
	tlv_put_text(&s, A, "x");
	tlv_put_text(&s, 4, "y"); /* a tag of a later version */
	assert_int_equal(decode(&ev, &s, &arena, &e), -1);
	assert_int_equal(e.code, ERR_UNKNOWN);
	static const char *const bad[] = {"",
					  "e\xcc\x81",
					  "\xff",
					  "a\tb",
					  "\xe2\x80\xae",
					  "\xef\xbb\xbf"
					  "a"};
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		str_clear(&s);
		tlv_put_text(&s, A, bad[i]);
		assert_int_equal(decode(&ev, &s, &arena, &e), -1);
		assert_int_equal(e.code, ERR_DAMAGED);
	}
	str_clear(&s);
	tlv_put_text(&s, A, "x");
	tlv_put(&s, B, "1234567", 7);
	assert_int_equal(decode(&ev, &s, &arena, &e), -1);
	str_clear(&s);
	tlv_put_text(&s, A, "x");
	tlv_put_text(&s, A, "x"); /* twice */
	assert_int_equal(decode(&ev, &s, &arena, &e), -1);
	str_done(&s);
}

static void test_empty_text_is_left_out(void **state)
{
	struct body b = {0};

	body_text(&b, A, "");
	body_text(&b, B, NULL);
	assert_int_equal(b.bytes.n, 0);
	body_done(&b);
}

/* The exact bytes of format 1, worked out once by hand and by another program; they never change. */
static void test_golden_hash(void **state)
{
	unsigned char zero[DIGEST_SIZE] = {0}, salt[EVENT_SALT] = {0}, digest[DIGEST_SIZE], hash[DIGEST_SIZE];
	struct err e = {0};
	char hex[DIGEST_HEX];

	assert_int_equal(event_body_digest(salt, "abc", 3, digest, &e), 0);
	assert_string_equal(digest_hex(digest, hex),
			    "3edcd4d54386582f31fc5cd7187c6b8e2a28a9ab63361ef48b3370bbdbae3456");
	struct event_row row = {"7GK2M4QX9T", 1,     3, 1793000000, "00112233445566778899aabbccddeeff",
				zero,         digest};
	assert_int_equal(event_hash(&row, hash, &e), 0);
	assert_string_equal(digest_hex(hash, hex),
			    "19b7cfd42ce9ff1a80836190bad355ec32b73c4c9dfd43829e6e1cced8af5632");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_round_trip),  cmocka_unit_test(test_every_cut_and_flip),
	cmocka_unit_test(test_strictness),  cmocka_unit_test(test_empty_text_is_left_out),
	cmocka_unit_test(test_golden_hash),
};
TEST_MAIN(tests)
