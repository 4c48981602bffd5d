/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test.h"

#include "base/msg.h"
#include "base/rec.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void note(const struct rec_problem *p, void *ctx)
{
	str_addf(ctx, "%s:%u:%u: %s%s\n", p->file, p->line, p->column, p->warning ? "warning: " : "",
		 p->text);
}

/* Reads text of n bytes; problems go to said. */
static int read_n(struct rec_file *f, const char *text, size_t n, struct str *said)
{
	struct err e = {0};
	msg_use(MSG_EN);
	str_clear(said);
	int rc = rec_read(f, "t.rec", text, n, note, said, &e);
	if (rc) {
		assert_int_equal(e.code, ERR_INPUT);
		assert_true(str_starts(str_text(said), e.text));
	} else {
		assert_string_equal(str_text(said), "");
	}
	return rc;
}

static void test_reads(void **state)
{
	static const char text[] = "# note\n\n%rec: Line\n%doc: a\n+ b\n\nId: credit\nName: 信贷\n\n"
				   "%rec: Item\n\nCode: X\nLong: one\n+ two\n+\n+three\nJoined: 甲\\\n乙\n# "
				   "in between\nLong: four\n \nCode:Y\n";
	AUTO(rec_done) struct rec_file f = {0};
	AUTO(str_done) struct str said = {0};

	assert_int_equal(read_n(&f, text, strlen(text), &said), 0);
	assert_int_equal(f.n, 5);
	assert_true(f.v[0].descriptor);
	assert_string_equal(rec_find(&f.v[0], "%doc")->value, "a\nb");
	assert_string_equal(f.v[1].type, "Line");
	assert_false(f.v[1].descriptor);
	assert_int_equal(f.v[1].line, 7);
	assert_string_equal(rec_find(&f.v[1], "Name")->value, "信贷");
	const struct rec *r = &f.v[3];
	assert_string_equal(r->type, "Item");
	assert_int_equal(r->n, 4);
	assert_string_equal(r->v[1].value, "one\ntwo\n\nthree");
	assert_int_equal(r->v[1].line, 13);
	assert_int_equal(r->v[1].column, 7);
	assert_string_equal(rec_find(r, "Joined")->value, "甲乙");
	assert_string_equal(r->v[3].value, "four");
	assert_int_equal(r->v[3].line, 20);
	assert_string_equal(f.v[4].v[0].value, "Y");
	assert_int_equal(f.v[4].v[0].column, 6);
	assert_null(rec_find(r, "Nothing"));
	assert_string_equal(f.text, text);
}

static void test_takes_what_windows_writes(void **state)
{
	static const char text[] = "\xEF\xBB\xBF"
				   "A: b\r\nC:\td\r\n+ e\r\n\r\nA: cafe\xCC\x81";
	AUTO(rec_done) struct rec_file f = {0};
	AUTO(str_done) struct str said = {0};

	assert_int_equal(read_n(&f, text, strlen(text), &said), 0);
	assert_int_equal(f.n, 2);
	assert_string_equal(f.v[0].v[0].value, "b");
	assert_string_equal(f.v[0].v[1].value, "d\ne");
	assert_string_equal(f.v[1].v[0].value, "café");
	assert_int_equal(f.v[1].line, 5);
	assert_string_equal(f.text, "A: b\nC: d\n+ e\n\nA: café");
}

/* Bad text, and the first problem that is said of it. */
static const struct bad {
	const char *text, *said;
} bad[] = {
    {"A\n", "t.rec:1:2: no colon behind a field name"},
    {"A: b\nno colon\n", "t.rec:2:3: no colon"},
    {"A: b\n甲: c\n", "t.rec:2:1: a field name begins"},
    {"A b: c\n", "t.rec:1:2: a field name begins"},
    {"A-B: c\n", "t.rec:1:2: a field name begins"},
    {"1A: c\n", "t.rec:1:1: a field name begins"},
    {"_A: c\n", "t.rec:1:1: a field name begins"},
    {"A : c\n", "t.rec:1:2: a field name begins"},
    {"A%: c\n", "t.rec:1:2: a field name begins"},
    {"A：c\n", "t.rec:1:2: a full-width colon"},
    {"+ c\n", "t.rec:1:1: a continuation line"},
    {"A: b\n\n+ c\n", "t.rec:3:1: a continuation line"},
    {"A: b\n# x\n+ c\n", "t.rec:3:1: a continuation line"},
    {"A: b\n B: c\n", "t.rec:2:1: the line begins with a blank"},
    {"A: b\n + c\n", "t.rec:2:1: the line begins with a blank"},
    {"A: b\\", "t.rec:1:5: the file ends"},
    {"A: b\n+ 甲乙\\", "t.rec:2:5: the file ends"},
    {"%rec: X\n%rec: Y\n", "t.rec:2:1: a second %rec"},
    {"%rec:\n", "t.rec:1:6: %rec: a name"},
    {"%rec: 1X\n", "t.rec:1:7: %rec: a name"},
    {"%rec: X y.rec\n", "t.rec:1:7: %rec: only a name"},
    {"%rec: X\n\nA: b\n\n%rec: X\n", "t.rec:5:7: %rec: “X” has"},
};

static void test_says_where(void **state)
{
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		AUTO(rec_done) struct rec_file f = {0};
		AUTO(str_done) struct str said = {0};
		assert_int_equal(read_n(&f, bad[i].text, strlen(bad[i].text), &said), -1);
		if (!str_starts(str_text(&said), bad[i].said))
			fail_msg("%s\ngave %s, wanted %s", bad[i].text, str_text(&said), bad[i].said);
	}
}

static void test_characters(void **state)
{
	static const struct {
		const char *text;
		size_t n;
		const char *said;
	} rows[] = {
	    {"A: b\nB: 甲\xD0\xC5\n", 14, "t.rec:2:5: the byte D0 is not UTF-8; save the file as UTF-8\n"},
	    {"A: b\0c\n", 7, "t.rec:1:5: U+0000 (NUL), a control character; delete it\n"},
	    {"A: 甲\xE2\x80\xAE\r\nB: \x1B", 15,
	     "t.rec:1:5: U+202E, it turns the direction of the text around; delete it\n"
	     "t.rec:2:4: U+001B (ESC), a control character; delete it\n"},
	    {"A: b\xEF\xBB\xBF\n", 8, "t.rec:1:5: U+FEFF, a byte order mark inside the text; delete it\n"},
	    {"\xEF\xBB\xBF\xFF: b\n", 8,
	     "t.rec:1:1: the byte FF is not UTF-8; save the file as UTF-8\n"
	     "t.rec:1:1: a field name begins with a letter and holds only letters, digits and _; the colon "
	     "follows at once\n"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		AUTO(rec_done) struct rec_file f = {0};
		AUTO(str_done) struct str said = {0};
		assert_int_equal(read_n(&f, rows[i].text, rows[i].n, &said), -1);
		assert_string_equal(str_text(&said), rows[i].said);
	}
}

static void test_goes_on(void **state)
{
	static const char text[] = "A: b\nwrong\nC: d\n\n+ wrong\nE: f\n%x: y\n\n%rec: Z\nG: h\n\nI: j\n";
	AUTO(rec_done) struct rec_file f = {0};
	AUTO(str_done) struct str said = {0};

	assert_int_equal(read_n(&f, text, strlen(text), &said), -1);
	assert_non_null(strstr(str_text(&said), "t.rec:2:6: "));
	assert_non_null(strstr(str_text(&said), "t.rec:5:1: "));
	assert_non_null(strstr(str_text(&said), "t.rec:10:1: G stands in the descriptor"));
	assert_int_equal(f.n, 4);
	assert_int_equal(f.v[0].n, 2);
	assert_string_equal(f.v[3].type, "Z");
}

static void test_limits(void **state)
{
	AUTO(rec_done) struct rec_file f = {0}, g = {0}, h = {0}, many = {0};
	AUTO(str_done) struct str said = {0}, text = {0};

	str_add(&text, "A: ");
	while (text.n < 3 + REC_VALUE_MOST)
		str_add_char(&text, 'x');
	assert_int_equal(read_n(&f, str_text(&text), text.n, &said), 0);
	str_add_char(&text, 'x');
	assert_int_equal(read_n(&g, str_text(&text), text.n, &said), -1);
	assert_string_equal(str_text(&said), "t.rec:1:4: a value of more than 65536 bytes; shorten it\n");
	str_clear(&text);
	while (text.n <= REC_FILE_MOST)
		str_add(&text, "# comment\n");
	assert_int_equal(read_n(&h, str_text(&text), text.n, &said), -1);
	assert_string_equal(str_text(&said), "t.rec:1:1: the file is larger than 1048576 bytes; split it\n");
	str_clear(&text);
	for (int i = 0; i < 3 * REC_PROBLEMS; i++)
		str_add(&text, "wrong\n");
	assert_int_equal(read_n(&many, str_text(&text), text.n, &said), -1);
	assert_non_null(strstr(str_text(&said), "t.rec:100:6: no colon"));
	assert_non_null(strstr(str_text(&said), "t.rec:101:6: and more; put these right first\n"));
	assert_null(strstr(str_text(&said), "t.rec:102:"));
}

static void test_speaks_chinese(void **state)
{
	AUTO(rec_done) struct rec_file f = {0};
	struct err e = {0};

	msg_use(MSG_ZH);
	assert_int_equal(rec_read(&f, "t.rec", "A：b\n", 6, NULL, NULL, &e), -1);
	assert_string_equal(e.text, "t.rec:1:2: 冒号是全角的，请改为半角“:”");
}

/* ---- recfix, the oracle ---------------------------------------------------- */

static const char *good[] = {
    "",
    "\n",
    "# only\n",
    "A: b",
    "A: b\n",
    "A:b\n",
    "A:\n",
    "A: \n",
    "A:  b \n",
    " A: b\n",
    "  # c\nA: b\n",
    "A:\tb\n",
    "A_B1: c\n",
    "A: b\n+c\n",
    "A: b\n+\n+  d\n",
    "A:\n+ b\n",
    "A: b\\\nc\n",
    "A: b\\\n+ c\n",
    "A: b\\\n\nB: d\n",
    "A: b\\\n",
    "A: b\\\\\nc\n",
    "A: b\n+ c\\\nd\n",
    "A: b\n  \nB: c\n",
    "A:: c\n",
    "A:b:c d\n",
    "A: x\nA: y\n",
    "%x: y\n",
    "%: c\n",
    "A: x\n%b: c\n",
    "%rec: X\n\nA: b\n",
    "%rec: X-Y\n\nA: b\n",
    "%doc: a\n+ b\n%rec: X\n\nA: b\n",
    "%rec: X\n\n# c\n",
};

/* 0 if recfix takes the text, 1 if not, -1 if there is no recfix. */
static int recfix(const char *text)
{
	char path[] = "/tmp/zicha-rec-XXXXXX", command[128];
	int fd = mkstemp(path);

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		return -1;
	close(fd);
	snprintf(command, sizeof command, "LC_ALL=C.UTF-8 recfix --check %s >/dev/null 2>&1", path);
	int rc = system(command);
	unlink(path);
	return !!rc;
}

static void test_agrees_with_recfix(void **state)
{
	if (system("command -v recfix >/dev/null 2>&1"))
		return;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		AUTO(rec_done) struct rec_file f = {0};
		AUTO(str_done) struct str said = {0};
		if (read_n(&f, good[i], strlen(good[i]), &said))
			fail_msg("%s\nwe say %s", good[i], str_text(&said));
		if (recfix(good[i]))
			fail_msg("recfix refuses what we take:\n%s", good[i]);
	}
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (!recfix(bad[i].text))
			fail_msg("recfix takes what we refuse:\n%s", bad[i].text);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_reads),          cmocka_unit_test(test_takes_what_windows_writes),
    cmocka_unit_test(test_says_where),     cmocka_unit_test(test_characters),
    cmocka_unit_test(test_goes_on),        cmocka_unit_test(test_limits),
    cmocka_unit_test(test_speaks_chinese), cmocka_unit_test(test_agrees_with_recfix),
};
TEST_MAIN(tests)
