/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "crypt/digest.h"

#include <string.h>

static void test_standard_vectors(void **state)
{
	/* GB/T 32905-2016, appendix A. */
	static const struct {
		const char *text, *hex;
	} rows[] = {
		{"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"},
		{"abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd",
		 "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"},
	};
	struct err e = {0};
	unsigned char d[DIGEST_SIZE];
	char hex[DIGEST_HEX];

	for (int i = 0; i < 2; i++) {
		assert_int_equal(digest_bytes(rows[i].text, strlen(rows[i].text), d, &e), 0);
		assert_string_equal(digest_hex(d, hex), rows[i].hex);
	}
}

static void test_parts_are_laid_end_to_end(void **state)
{
	struct err e = {0};
	unsigned char whole[DIGEST_SIZE], parts[DIGEST_SIZE];
	const struct digest_part two[] = {{"a", 1}, {"", 0}, {"bc", 2}};

	assert_int_equal(digest_bytes("abc", 3, whole, &e), 0);
	assert_int_equal(digest_parts(two, 3, parts, &e), 0);
	assert_memory_equal(whole, parts, sizeof whole);
}

static void test_random_differs(void **state)
{
	struct err e = {0};
	unsigned char a[32] = {0}, b[32] = {0};

	assert_int_equal(digest_random(a, sizeof a, &e), 0);
	assert_int_equal(digest_random(b, sizeof b, &e), 0);
	assert_memory_not_equal(a, b, sizeof a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_standard_vectors),
	cmocka_unit_test(test_parts_are_laid_end_to_end),
	cmocka_unit_test(test_random_differs),
};
TEST_MAIN(tests)
