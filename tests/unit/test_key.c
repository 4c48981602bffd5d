/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "crypt/key.h"

#include <string.h>

static void test_signatures_hold_and_break(void **state)
{
	struct err e = {0};
	struct key *k = NULL, *other = NULL;
	unsigned char sig[KEY_SIGNATURE_MOST], bad[KEY_SIGNATURE_MOST];
	size_t n;

	assert_int_equal(key_new(&k, &e), 0);
	assert_int_equal(key_new(&other, &e), 0);
	assert_int_equal(key_sign(k, "甲乙", 6, sig, &n, &e), 0);
	assert_int_equal(key_verify(key_public(k), "甲乙", 6, sig, n, &e), 1);
	assert_int_equal(key_verify(key_public(k), "甲丙", 6, sig, n, &e), 0);
	assert_int_equal(key_verify(key_public(other), "甲乙", 6, sig, n, &e), 0);
	for (size_t bit = 0; bit < n * 8; bit++) {
		memcpy(bad, sig, n);
		bad[bit / 8] ^= (unsigned char)(1 << bit % 8);
		assert_int_equal(key_verify(key_public(k), "甲乙", 6, bad, n, &e), 0);
	}
	assert_int_equal(key_verify(key_public(k), "甲乙", 6, sig, n - 1, &e), 0);
	assert_int_equal(key_verify(key_public(k), "甲乙", 6, "", 0, &e), 0);
	key_free(&k);
	key_free(&other);
	key_free(&k);
}

/* A ring tells people apart, however often and in whatever order they are asked for. */
static void test_a_ring_of_public_halves(void **state)
{
	enum { PEOPLE = 5 };
	struct err e = {0};
	struct key *k[PEOPLE] = {NULL};
	unsigned char sig[PEOPLE][KEY_SIGNATURE_MOST], off[KEY_PUBLIC_SIZE] = {4, 1, 2, 3};
	size_t n[PEOPLE];
	struct key_ring ring = {0};

	for (int i = 0; i < PEOPLE; i++) {
		assert_int_equal(key_new(&k[i], &e), 0);
		assert_int_equal(key_sign(k[i], "甲乙", 6, sig[i], &n[i], &e), 0);
	}
	for (int i = 0; i < PEOPLE * PEOPLE * 2; i++) {
		int who = i % PEOPLE, whose = i / PEOPLE % PEOPLE;
		assert_int_equal(key_ring_verify(&ring, key_public(k[who]), "甲乙", 6, sig[whose], n[whose], &e), who == whose);
	}
	assert_int_equal(key_ring_verify(&ring, key_public(k[0]), "甲丙", 6, sig[0], n[0], &e), 0);
	assert_int_equal(key_ring_verify(&ring, off, "甲乙", 6, sig[0], n[0], &e), -1);
	assert_int_equal(e.code, ERR_DAMAGED);
	assert_int_equal(ring.n, PEOPLE);
	key_ring_done(&ring);
	key_ring_done(&ring);
	for (int i = 0; i < PEOPLE; i++)
		key_free(&k[i]);
}

static void test_ids_come_from_the_public_half(void **state)
{
	struct err e = {0};
	struct key *k = NULL;
	char id[KEY_ID_TEXT];

	assert_int_equal(key_new(&k, &e), 0);
	assert_int_equal(key_id_of(key_public(k), id, &e), 0);
	assert_string_equal(id, key_id(k));
	assert_int_equal(strlen(id), KEY_ID_TEXT - 1);
	assert_int_equal(key_public(k)[0], 4);
	key_free(&k);
}

static void test_a_point_off_the_curve(void **state)
{
	struct err e = {0};
	unsigned char pub[KEY_PUBLIC_SIZE] = {4, 1, 2, 3};

	assert_int_equal(key_verify(pub, "x", 1, "y", 1, &e), -1);
	assert_int_equal(e.code, ERR_DAMAGED);
}

static void test_envelopes(void **state)
{
	struct err e = {0};
	struct key *k = NULL, *back = NULL;
	struct str env = {0};
	unsigned char sig[KEY_SIGNATURE_MOST];
	size_t n;

	assert_int_equal(key_new(&k, &e), 0);
	assert_int_equal(key_seal(k, "correct horse battery staple", KEY_LOG_N_TEST, &env, &e), 0);
	assert_int_equal(key_open(&back, env.s, env.n, "correct horse battery staple", &e), 0);
	assert_string_equal(key_id(back), key_id(k));
	assert_int_equal(key_sign(back, "x", 1, sig, &n, &e), 0);
	assert_int_equal(key_verify(key_public(k), "x", 1, sig, n, &e), 1);
	key_free(&back);
	assert_int_equal(key_open(&back, env.s, env.n, "correct horse battery", &e), -1);
	assert_int_equal(e.code, ERR_DENIED);
	for (size_t i = 0; i < env.n; i += 7) { /* no changed byte goes through, none crashes */
		env.s[i] ^= 1;
		assert_int_equal(key_open(&back, env.s, env.n, "correct horse battery staple", &e), -1);
		assert_null(back);
		env.s[i] ^= 1;
	}
	for (size_t i = 0; i < env.n; i += 11) {
		assert_int_equal(key_open(&back, env.s, i, "x", &e), -1);
		assert_true(e.code == ERR_DAMAGED || e.code == ERR_UNKNOWN);
	}
	str_done(&env);
	key_free(&k);
}

static void test_a_greedy_envelope_is_refused(void **state)
{
	struct err e = {0};
	struct key *k = NULL, *back = NULL;
	struct str env = {0};

	assert_int_equal(key_new(&k, &e), 0);
	assert_int_equal(key_seal(k, "x", KEY_LOG_N_TEST, &env, &e), 0);
	env.s[6 + strlen("zicha envelope 1") + 6 + 7] = 30; /* scrypt N = 2^30 */
	assert_int_equal(key_open(&back, env.s, env.n, "x", &e), -1);
	assert_int_equal(e.code, ERR_DAMAGED);
	str_done(&env);
	key_free(&k);
}

static void test_the_passphrase_rule(void **state)
{
	static const struct {
		const char *text;
		int result;
	} rows[] = {
		{"", -1},
		{"12345678901", -1},
		{"1234567890123", -1},
		{"12345678901234", 0},
		{"00000000000000", -1},
		{"河口社的授权口令自己管好了", 0},
		{"河口社口令", -1},
		{"apple river seven chair", 0},
		{"ap le ri se", 0},
		{"a b c d", -1},
		{"abcdefghijkl", 0},
		{"abcdefghijk", -1},
		{"aaaaaaaaaaaa", -1},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct err e = {0};
		if (key_check_passphrase(rows[i].text, &e) != rows[i].result)
			fail_msg("%s: %s", rows[i].text, e.text);
		assert_int_equal(e.code, rows[i].result ? ERR_INPUT : ERR_NONE);
	}
}

/* Made by the first version; must open and hold for ever. The passphrase was typed with full-width digits. */
static const char golden_envelope[] =
	"0001000000107a6963686120656e76656c6f70652031000200000008000000000000000a0003000000080000"
	"00000000000800040000000800000000000000010005000000102b74e2b48e360272e06e828576b300550006"
	"0000008af09eadc8a9f4fd98860d7e937fc22fe087530a7a8de045c36f4d80178e20ade3b9fbadde5c2b59ed"
	"0fdd628aaaef687dc91d01b3a7e2c72902a674d283db6c038299828585e45dce7b4581d67254f906a4a89dde"
	"6d6b3d6328550a28ea2eca2feca1dc4833b3a5e5268eaa7c980c8ad4668bd1e30438f707de0efb819fd825c1"
	"49ecc92a49b7fb79c6f30007000000208a30ee158e6a856723ef0c5328f3784ac04cbdf7f04f11357f735e93"
	"9d83c720";
static const char golden_public[] =
	"042755c8f3ba84b2f5fbac6d0df359e8697baafe4051961417e8f81dd5e95703ece9184d9e2b090642e7e440"
	"3a3021ab0407d3662872f22dec4c88341b48b89a9f";
static const char golden_signature[] =
	"304502210082721773493d7b359d39419464fe96e26a6b69f0266878e7d3a9cfaf433273a2022068e265dfc5"
	"bfc8312e240212e8aa0693d39ad2ae73e6825271faa8767265824f";

static void test_golden_envelope_and_signature(void **state)
{
	struct err e = {0};
	struct key *k = NULL;
	unsigned char env[512], pub[KEY_PUBLIC_SIZE], sig[KEY_SIGNATURE_MOST];
	size_t n = strlen(golden_envelope) / 2, sig_n = strlen(golden_signature) / 2;

	assert_true(str_from_hex(golden_envelope, env, n));
	assert_true(str_from_hex(golden_public, pub, sizeof pub));
	assert_true(str_from_hex(golden_signature, sig, sig_n));
	assert_int_equal(key_open(&k, env, n, "1234 5678901234", &e), 0);
	assert_memory_equal(key_public(k), pub, sizeof pub);
	assert_string_equal(key_id(k), "13bab4a9985de6ea8c87323507da4e28");
	assert_int_equal(key_verify(pub, "甲", 3, sig, sig_n, &e), 1);
	key_free(&k);
}

/* An input method may be on the one time and off the other: the key would be the same. */
static void test_typed_once_more(void **state)
{
	struct err e = {0};

	assert_int_equal(key_check_again("20260808202608", "20260808202608", &e), 0);
	assert_int_equal(key_check_again("２０２６０８０８２０２６０８", "20260808202608", &e), 0);
	assert_int_equal(key_check_again("20260808202608", "20260808202609", &e), -1);
	assert_int_equal(e.code, ERR_INPUT);
	err_clear(&e);
	assert_int_equal(key_check_again("20260808202608", "", &e), -1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_signatures_hold_and_break),
	cmocka_unit_test(test_a_ring_of_public_halves),
	cmocka_unit_test(test_ids_come_from_the_public_half),
	cmocka_unit_test(test_a_point_off_the_curve),
	cmocka_unit_test(test_envelopes),
	cmocka_unit_test(test_a_greedy_envelope_is_refused),
	cmocka_unit_test(test_the_passphrase_rule),
	cmocka_unit_test(test_typed_once_more),
	cmocka_unit_test(test_golden_envelope_and_signature),
};
TEST_MAIN(tests)
