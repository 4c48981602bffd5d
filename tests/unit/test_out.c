/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "base/width.h"
#include "cli/out.h"

#include <stdlib.h>
#include <string.h>

/* What fn writes; the caller frees. */
static char *written(void (*fn)(FILE *to))
{
	char *text = NULL;
	size_t n;
	FILE *to = open_memstream(&text, &n);

	fn(to);
	fclose(to);
	return text;
}

#define WRITES(fn, want) \
	do { \
		char *got_ = written(fn); \
		assert_string_equal(got_, want); \
		free(got_); \
	} while (0)

static void every_value(FILE *to)
{
	AUTO(json_done) struct json j = {0};

	json_open(&j, NULL, '{');
	json_text(&j, "fact", "他说：\"好\"\\\n\x01\x7f\xC2\x85\u202E\U000E0041\uFFFE");
	json_text(&j, "none", NULL);
	json_int(&j, "n", INT64_MIN);
	json_bool(&j, "yes", true);
	json_time(&j, "at", 1795395600);
	json_time(&j, "never", 0);
	json_words(&j, "lines", " credit  it ");
	json_words(&j, "empty", "");
	json_lines(&j, "posts", "网点主任\n客户 经理");
	json_open(&j, "list", '[');
	json_open(&j, NULL, '{');
	json_close(&j, '}');
	json_text(&j, NULL, "x");
	json_close(&j, ']');
	json_close(&j, '}');
	json_print(&j, to);
	json_open(&j, NULL, '{');
	json_close(&j, '}');
	json_print(&j, to);
}

static void test_json(void **state)
{
	(void)state;
	WRITES(every_value, "{\"fact\":\"他说：\\\"好\\\"\\\\\\n\\u0001\\u007f\\u0085\\u202e\\udb40\\udc41\\ufffe\",\"none\":\"\","
			    "\"n\":-9223372036854775808,\"yes\":true,\"at\":\"2026-11-23T09:00:00+08:00\",\"never\":null,"
			    "\"lines\":[\"credit\",\"it\"],\"empty\":[],\"posts\":[\"网点主任\",\"客户 经理\"],\"list\":[{},\"x\"]}\n{}\n");
}

static void bad_bytes(FILE *to)
{
	AUTO(json_done) struct json j = {0};

	json_open(&j, NULL, '[');
	json_text(&j, NULL, "a\xff" "b\xe4\xb8");
	json_close(&j, ']');
	json_print(&j, to);
}

/* Nothing may leave that no reader of JSON takes, whatever lies in a damaged store. */
static void test_json_is_always_utf8(void **state)
{
	(void)state;
	WRITES(bad_bytes, "[\"a\xEF\xBF\xBD" "b\xEF\xBF\xBD\xEF\xBF\xBD\"]\n");
}

static void mixed_table(FILE *to)
{
	AUTO(table_done) struct table t = {.columns = 3};
	const char *const cells[] = {"编号", "名称", "说明", "1", "河口信用社（总）", "x", "12345", "a", NULL, "", "", "末"};

	for (size_t i = 0; i < ARRAY_LEN(cells); i++)
		table_cell(&t, cells[i]);
	table_print(&t, to);
}

static void test_tables_align_by_columns(void **state)
{
	(void)state;
	WRITES(mixed_table, "编号   名称              说明\n"
			    "1      河口信用社（总）  x\n"
			    "12345  a                 \n"
			    "                         末\n");
}

static void no_rows(FILE *to)
{
	AUTO(table_done) struct table t = {.columns = 3};
	table_print(&t, to);
}

static void foreign(FILE *to)
{
	AUTO(table_done) struct table t = {.columns = 2};

	out_text(to, "a\xE2\x80\xAE" "b\x1b[2J\n");
	table_cell(&t, "\x1b]0;x\x07");
	table_cell(&t, "\xff");
	table_print(&t, to);
}

/* Text from elsewhere never steers the terminal. */
static void test_foreign_characters_are_marked(void **state)
{
	(void)state;
	WRITES(no_rows, "");
	WRITES(foreign, "a<202E>b<1B>[2J\n<1B>]0;x<07>  <\\xFF>\n");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_json),
	cmocka_unit_test(test_json_is_always_utf8),
	cmocka_unit_test(test_tables_align_by_columns),
	cmocka_unit_test(test_foreign_characters_are_marked),
};
TEST_MAIN(tests)
