/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "tests/term/events.h"
#include "ui/base/decode.h"

#include <stdlib.h>
#include <string.h>

struct row {
	const char *bytes, *events;
};

static void drain(struct decode *d, int64_t now, struct str *out)
{
	struct press k;

	while (decode_next(d, now, &k))
		event_add(&k, out);
}

/* Feeds n bytes, cut before every byte that is set in the pattern, then lets time pass. */
static void feed(enum decode_charset charset, const char *bytes, size_t n, unsigned long cuts,
		 struct str *out)
{
	struct decode d;
	size_t from = 0;

	decode_init(&d, charset);
	for (size_t i = 1; i <= n; i++)
		if (i == n || cuts >> (i % 60) & 1) {
			decode_feed(&d, bytes + from, i - from, 1000);
			drain(&d, 1000, out);
			from = i;
		}
	drain(&d, 60000, out);
	assert_int_equal(d.in.n - d.at < 4 ? 0 : 1, 0);
	decode_done(&d);
}

static void check_rows(enum decode_charset charset, const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(rows[i].bytes);
		/* whole, byte by byte, each single cut, some odd patterns */
		for (size_t cut = 0; cut < len + 6; cut++) {
			static const unsigned long odd[] = {
				0, ~0ul, 0x5555555555555555ul, 0x1111111111111111ul, 6, 0xF0F0F0F0ul};
			AUTO(str_done) struct str got = {0};
			feed(charset, rows[i].bytes, len, cut < len ? 1ul << cut : odd[cut - len], &got);
			assert_string_equal(str_text(&got), rows[i].events);
		}
	}
}

static void test_characters(void **state)
{
	static const struct row rows[] = {
		{"a", "U+61"},
		{"中文𠀀é", "U+4E2D U+6587 U+20000 U+E9"},
		{"e\u0301", "U+65 U+301"},
		{"\r\n\t\x7f\b", "U+D U+D U+9 Backspace Backspace"},
		{"\x05\x0c\x03", "Ctrl-E Ctrl-L Ctrl-C"},
		{"\x1c\x1f", "Ctrl-\\ Ctrl-_"},
	};
	check_rows(DECODE_UTF8, rows, ARRAY_LEN(rows));
}

static void test_bad_bytes_are_skipped(void **state)
{
	static const struct row rows[] = {
		{"\xff" "abc", "BAD U+61 U+62 U+63"},
		{"\xd6\xd0\xb9\xfa" "c", "BAD U+439 BAD U+63"}, /* D0 B9 happens to be a character */
		{"\xed\xa0\x80" "a", "BAD BAD BAD U+61"},
		{"\xe4\xb8" "a", "BAD BAD U+61"},
		{"\xe4\xb8\xe4\xb8\xad", "BAD BAD U+4E2D"},
		{"\xc0\xaf", "BAD BAD"},
		{"\xf4\x90\x80\x80", "BAD BAD BAD BAD"},
		{"\xe4\x1b[A", "BAD Up"},
	};
	check_rows(DECODE_UTF8, rows, ARRAY_LEN(rows));
}

static void test_cursor_and_function_keys(void **state)
{
	static const struct row rows[] = {
		{"\033[A\033[B\033[C\033[D\033[H\033[F", "Up Down Right Left Home End"},
		{"\033OA\033OB\033OC\033OD\033OH\033OF", "Up Down Right Left Home End"},
		{"\033[1~\033[2~\033[3~\033[4~\033[5~\033[6~\033[7~\033[8~",
		 "Home Ins Del End PgUp PgDn Home End"},
		{"\033OP\033OQ\033OR\033OS", "F1 F2 F3 F4"},
		{"\033[11~\033[12~\033[13~\033[14~\033[15~\033[17~\033[18~\033[19~\033[20~\033[21~\033[23~"
		 "\033[24~",
		 "F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12"},
		{"\033[[A\033[[B\033[[C\033[[D\033[[E", "F1 F2 F3 F4 F5"},
		{"\033[1;2P\033[1;5A\033[3;3~\033[1;6H\033[Z",
		 "Shift-F1 Ctrl-Up Alt-Del Ctrl-Shift-Home Shift-Tab"},
		{"\033O5C\033O1;2D\033Oa\033[a", "Ctrl-Right Shift-Left Ctrl-Up Shift-Up"},
		{"\033[3$\033[5^\033[7@", "Shift-Del Ctrl-PgUp Ctrl-Shift-Home"},
		{"\033[P\033[Q\033[S", "F1 F2 F4"},
		{"\033[E\033[29~\033[99z", ""},
	};
	check_rows(DECODE_UTF8, rows, ARRAY_LEN(rows));
}

static void test_keypad(void **state)
{
	static const struct row rows[] = {
		{"\033Op\033Oq\033Oy", "U+30 U+31 U+39"},
		{"\033OM\033On\033Om\033Ol\033Ok\033Oj\033Oo\033OX",
		 "U+D U+2E U+2D U+2C U+2B U+2A U+2F U+3D"},
		{"1\033Or3", "U+31 U+32 U+33"},
	};
	check_rows(DECODE_UTF8, rows, ARRAY_LEN(rows));
}

static void test_other_protocols(void **state)
{
	static const struct row rows[] = {
		{"\033[27;5;69~", "Ctrl-E"},
		{"\033[101;5u\033[27u\033[13u\033[97u", "Ctrl-E ESC U+D U+61"},
	};
	check_rows(DECODE_UTF8, rows, ARRAY_LEN(rows));
}

static void test_esc(void **state)
{
	static const struct row rows[] = {
		{"\033", "ESC"},
		{"\033\033", "ESC ESC"},
		{"\0331", "ESC U+31"},
		{"\033中", "ESC U+4E2D"},
		{"\033\033[A", "ESC Up"},
		{"\033[", "ESC U+5B"},
		{"\033O", "ESC U+4F"},
		{"\033[中", "ESC U+5B U+4E2D"},
		{"\033[1;\033[B", "Down"},
		{"\033[1;", ""},
	};
	check_rows(DECODE_UTF8, rows, ARRAY_LEN(rows));
}

static void test_answers_are_swallowed(void **state)
{
	static const struct row rows[] = {
		{"\033[2;3Rx", "U+78"},
		{"a\033[1;3Rx", "U+61 U+78"},
		{"\033[?1;2c\033[?62;c\033[>0;276;0c\033[0n\033[8;24;80t", ""},
		{"\033]11;rgb:0000/0000/0000\033\\x\033]11;?\ay", "U+78 U+79"},
		{"\033P1+r436f=323536\033\\x", "U+78"},
		{"\033[I\033[Ox", "U+78"},
		{"\033[?2026;2$yx", "U+78"},
	};
	check_rows(DECODE_UTF8, rows, ARRAY_LEN(rows));
}

static void test_pastes(void **state)
{
	static const struct row rows[] = {
		{"\033[200~粘\r贴\033[201~", "PASTE \"粘\n贴\""},
		{"\033[200~a\r\nb\nc\r\033[201~x", "PASTE \"a\nb\nc\n\" U+78"},
		{"\033[200~\033[A\033[20\033[201~", "PASTE \"\033[A\033[20\""},
		{"\033[200~\033[201~", "PASTE \"\""},
		{"\033[201~x", "U+78"},
		{"\033[200~never ended", "PASTE \"never ended\""},
	};
	check_rows(DECODE_UTF8, rows, ARRAY_LEN(rows));
}

static void test_nul_in_a_paste_does_not_cut_it(void **state)
{
	struct decode d;
	struct press k;

	decode_init(&d, DECODE_UTF8);
	decode_feed(&d, "\033[200~a\0b\033[201~", 15, 0);
	assert_true(decode_next(&d, 0, &k));
	assert_int_equal(k.n, 3);
	assert_string_equal(k.text, "a\001b");
	decode_done(&d);
}

static void test_long_pastes_come_in_pieces(void **state)
{
	struct decode d;
	struct press k;
	enum { N = DECODE_PASTE_MOST + 100 };
	char *big = mem_alloc(N);
	size_t got = 0;

	memset(big, 'x', N);
	decode_init(&d, DECODE_UTF8);
	decode_feed(&d, "\033[200~", 6, 0);
	decode_feed(&d, big, N, 0);
	decode_feed(&d, "\033[201~y", 7, 0);
	while (decode_next(&d, 0, &k) && k.code == K_PASTE)
		got += k.n;
	assert_int_equal(got, N);
	assert_int_equal(k.c, 'y');
	decode_done(&d);
	mem_free(big);
}

static void test_mouse(void **state)
{
	static const struct row rows[] = {
		{"\033[<0;5;3M\033[<0;5;3m", "MOUSE:2,4"},
		{"\033[<0;5;3M\033[<0;5;3m\033[<0;5;3M", "MOUSE:2,4 MOUSE:2,4x2"},
		{"\033[<64;5;3M\033[<65;5;3M", "Up Up Up Down Down Down"},
		{"\033[<2;5;3M\033[<35;5;3M\033[<0;0;3M", ""},
		{"\033[M %#x", "MOUSE:2,4 U+78"},
	};
	check_rows(DECODE_UTF8, rows, ARRAY_LEN(rows));
}

static void test_gb18030(void **state)
{
	static const struct row rows[] = {
		{"\xd6\xd0\xb9\xfa" "c", "U+4E2D U+56FD U+63"},
		{"\x95\x32\x82\x36", "U+20000"},
		{"\x81\x30\x81\x30", "U+80"},
		{"\xff\xd6\xd0", "BAD U+4E2D"},
		{"\xd6\x20", "BAD U+20"},
		{"\xd6\033[A", "BAD Up"},
		{"\xd6\x31\x20", "BAD U+31 U+20"},
		{"\xe3\x32\x9a\x36", "BAD"},
		{"\033[200~\xd5\xb3\r\xcc\xf9\033[201~", "PASTE \"粘\n贴\""},
	};
	check_rows(DECODE_GB18030, rows, ARRAY_LEN(rows));
}

static void test_time(void **state)
{
	struct decode d;
	struct press k;

	decode_init(&d, DECODE_UTF8);
	assert_int_equal(decode_wait(&d, 0), -1);
	decode_feed(&d, "\033", 1, 100);
	assert_false(decode_next(&d, 110, &k));
	assert_int_equal(decode_wait(&d, 110), DECODE_ESC_MS - 10);
	assert_true(decode_next(&d, 100 + DECODE_ESC_MS, &k));
	assert_int_equal(k.code, K_ESC);
	decode_feed(&d, "[A", 2, 180); /* a slow line: the rest of an arrow */
	assert_true(decode_next(&d, 180, &k));
	assert_int_equal(k.code, K_UP);
	assert_true(k.late);
	decode_feed(&d, "\033", 1, 1000);
	assert_true(decode_next(&d, 1100, &k));
	decode_feed(&d, "[", 1, 1200);
	assert_true(decode_next(&d, 1200, &k));
	assert_int_equal(k.c, '[');
	decode_feed(&d, "\xe4", 1, 2000);
	assert_false(decode_next(&d, 9000, &k));
	assert_int_equal(decode_wait(&d, 9000), -1);
	decode_feed(&d, "\xb8\xad", 2, 9000);
	assert_true(decode_next(&d, 9000, &k));
	assert_int_equal(k.c, 0x4E2D);
	decode_done(&d);
}

/* Random bytes, cut at random: the same keys as whole. */
static void test_random_splits(void **state)
{
	static const char *const parts[] = {
		"\033",     "[",  "O",         "1",         ";",        "~", "A", "R",  "\xe4",
		"\xb8\xad", "中", "\033[200~", "\033[201~", "<",        "M", "m", "\r", "\n",
		"$",        "P",  "\\",        "?",         "\xd6\xd0", "x", "]"};
	srand(7);
	for (int i = 0; i < 20000; i++) {
		char bytes[64];
		size_t n = 0;
		for (int j = rand() % 12; j >= 0; j--) {
			const char *p = parts[(size_t)rand() % ARRAY_LEN(parts)];
			memcpy(bytes + n, p, strlen(p));
			n += strlen(p);
			if (n > 50)
				break;
		}
		enum decode_charset charset = i % 3 ? DECODE_UTF8 : DECODE_GB18030;
		AUTO(str_done) struct str whole = {0}, cut = {0};
		feed(charset, bytes, n, 0, &whole);
		feed(charset, bytes, n, (unsigned long)rand() << 31 ^ (unsigned long)rand(), &cut);
		assert_string_equal(str_text(&cut), str_text(&whole));
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_characters),
	cmocka_unit_test(test_bad_bytes_are_skipped),
	cmocka_unit_test(test_cursor_and_function_keys),
	cmocka_unit_test(test_keypad),
	cmocka_unit_test(test_other_protocols),
	cmocka_unit_test(test_esc),
	cmocka_unit_test(test_answers_are_swallowed),
	cmocka_unit_test(test_pastes),
	cmocka_unit_test(test_nul_in_a_paste_does_not_cut_it),
	cmocka_unit_test(test_long_pastes_come_in_pieces),
	cmocka_unit_test(test_mouse),
	cmocka_unit_test(test_gb18030),
	cmocka_unit_test(test_time),
	cmocka_unit_test(test_random_splits),
};
TEST_MAIN(tests)
