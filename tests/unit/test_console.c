/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which encoding a terminal has, what was typed in it, and a stream on a real pseudo-terminal.
 */
#define _GNU_SOURCE
#include "tests/unit/test.h"

#include "cli/console.h"

#include "base/mem.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static void locale(const char *lc_all, const char *lc_ctype, const char *lang)
{
	setenv("LC_ALL", lc_all, 1);
	setenv("LC_CTYPE", lc_ctype, 1);
	setenv("LANG", lang, 1);
}

static void test_the_encoding(void **state)
{
	static const struct {
		const char *lc_all, *lc_ctype, *lang;
		enum encode_kind kind;
	} rows[] = {
		{"", "", "", ENCODE_UTF8},
		{"", "", "zh_CN.GB18030", ENCODE_GB18030},
		{"", "zh_CN.gbk", "en_US.UTF-8", ENCODE_GB18030},
		{"zh_CN.UTF-8", "zh_CN.GB18030", "zh_CN.GB18030", ENCODE_UTF8},
		{"zh_CN.gb2312@x", "", "", ENCODE_GB18030},
		{"", "", "zh_CN", ENCODE_GB18030},
		{"", "", "zh_TW", ENCODE_UTF8},
		{"C", "", "zh_CN.GB18030", ENCODE_UTF8},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		locale(rows[i].lc_all, rows[i].lc_ctype, rows[i].lang);
		assert_int_equal(console_encoding(), rows[i].kind);
	}
}

static void test_typed(void **state)
{
	AUTO(str_done) struct str out = {0};

	(void)state;
	locale("zh_CN.GB18030", "", "");
	console_typed("\xCD\xF5\xB7\xBC", &out);
	assert_string_equal(str_text(&out), "王芳");
	console_typed("", &out);
	assert_string_equal(str_text(&out), "");
	console_typed("a\xFF", &out); /* no character: the door refuses it later */
	assert_string_equal(str_text(&out), "a\xFF");
	locale("C.UTF-8", "", "");
	console_typed("王芳", &out);
	assert_string_equal(str_text(&out), "王芳");
}

/* What came out at the other end of a pseudo-terminal. */
static void through_a_terminal(const char *text, bool by_stream, char got[256])
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);
	struct termios raw;

	assert_true(master >= 0 && !grantpt(master) && !unlockpt(master));
	int fd = open(ptsname(master), O_RDWR | O_NOCTTY);
	assert_true(fd >= 0 && !tcgetattr(fd, &raw));
	cfmakeraw(&raw);
	assert_int_equal(tcsetattr(fd, TCSANOW, &raw), 0);
	FILE *to = fdopen(fd, "r+");
	if (by_stream) {
		FILE *out = console_open(to);
		for (const char *p = text; *p; p++) { /* a flush in the middle of characters */
			fputc(*p, out);
			fflush(out);
		}
		console_close(out, to);
	} else {
		console_say(to, text);
	}
	fflush(to);
	ssize_t n = read(master, got, 255);
	got[n > 0 ? n : 0] = '\0';
	fclose(to);
	close(master);
}

static void test_a_terminal(void **state)
{
	if (getenv("ZICHA_NO_PTY")) {
		printf("    left out: test_a_terminal: no /dev/pts here\n");
		return;
	}
	char got[256];

	(void)state;
	locale("zh_CN.GB18030", "", "");
	through_a_terminal("王芳 x", false, got);
	assert_string_equal(got, "\xCD\xF5\xB7\xBC x");
	through_a_terminal("王", true, got);
	assert_true(got[0] == '\xCD'); /* the reading end takes what is there */
	locale("C.UTF-8", "", "");
	through_a_terminal("王芳", false, got);
	assert_string_equal(got, "王芳");
}

static void test_no_terminal(void **state)
{
	FILE *f = tmpfile();

	(void)state;
	locale("zh_CN.GB18030", "", "");
	assert_non_null(f);
	assert_ptr_equal(console_open(f), f);
	console_close(f, f);
	fclose(f);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_encoding),
	cmocka_unit_test(test_typed),
	cmocka_unit_test(test_a_terminal),
	cmocka_unit_test(test_no_terminal),
};
TEST_MAIN(tests)
