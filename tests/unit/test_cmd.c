/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "base/msg.h"
#include "ui/base/cmd.h"

#include <string.h>

static int run_nothing(struct view *v, int count, struct err *e)
{
	return 0;
}

static const char *never(const struct view *v)
{
	return "not now";
}

static const struct cmd own[] = {
	{"toy.one", "1 F2", "One", "The first", CMD_HINT, "9001", NULL, run_nothing},
	{"toy.two", "2", "Two", "The second", CMD_HINT, NULL, never, run_nothing},
	{"toy.three", "3 Ctrl-E", "Three", "The third", CMD_HINT, NULL, NULL, run_nothing},
	CMD_END,
};
static const struct cmd inherited[] = {
	{"base.one", "1", "Base one", "Hidden by toy.one", 0, "9002", NULL, run_nothing},
	{"base.up", "Up k", "Up", "Up", 0, NULL, NULL, run_nothing},
	CMD_END,
};
static const struct cmd *const tables[] = {own, inherited, NULL};

static const struct cmd *find(const char *name, const struct cmd_map *m)
{
	struct press k;

	assert_true(press_parse(name, &k));
	return cmd_find(tables, m, &k);
}

static void test_find(void **state)
{
	assert_ptr_equal(find("1", NULL), &own[0]);
	assert_ptr_equal(find("F2", NULL), &own[0]);
	assert_ptr_equal(find("Ctrl-E", NULL), &own[2]);
	assert_ptr_equal(find("k", NULL), &inherited[1]);
	assert_null(find("F3", NULL));
	assert_ptr_equal(cmd_find_code(tables, "9002"), &inherited[0]);
	assert_null(cmd_find_code(tables, "1"));
	assert_ptr_equal(cmd_find_id(tables, "base.up"), &inherited[1]);
	assert_null(cmd_find_id(NULL, "base.up"));
}

static int count_rows(const struct cmd *c, void *ctx)
{
	return ++*(int *)ctx == 4 ? 7 : 0;
}

static void test_each_stops(void **state)
{
	int n = 0;

	assert_int_equal(cmd_each(tables, count_rows, &n), 7);
	assert_int_equal(n, 4);
}

static void test_hints(void **state)
{
	AUTO(str_done) struct str s = {0};

	msg_use(MSG_EN);
	cmd_hints(tables, NULL, NULL, &s);
	assert_string_equal(str_text(&s), "1One 3Three");
}

static void test_map(void **state)
{
	AUTO(cmd_map_done) struct cmd_map m = {0};
	struct err e = {0};
	const char *text = "# mine\n\n toy.one = F7 \r\nbase.up=PgUp";

	assert_int_equal(cmd_map_read(&m, "keys", text, strlen(text), &e), 0);
	assert_ptr_equal(find("F7", &m), &own[0]);
	assert_null(find("F2", &m));
	assert_ptr_equal(find("1", &m), &inherited[0]);
	assert_string_equal(cmd_keys(&m, &inherited[1]), "PgUp");
	assert_string_equal(cmd_keys(NULL, &inherited[1]), "Up k");
}

static void test_map_faults(void **state)
{
	AUTO(cmd_map_done) struct cmd_map m = {0};
	struct err e = {0};

	msg_use(MSG_EN);
	assert_int_equal(cmd_map_read(&m, "keys", "\ntoy.one\n", 9, &e), -1);
	assert_int_equal(e.code, ERR_INPUT);
	assert_non_null(strstr(e.text, "keys:2:"));
	assert_int_equal(cmd_map_read(&m, "keys", "toy.one = F77\n", 14, &e), -1);
	assert_non_null(strstr(e.text, "F77"));
}

static void test_check(void **state)
{
	static const struct cmd bad[] = {
		{"bad.a", "1", "A", "a", 0, "12", NULL, run_nothing},
		{"bad.b", "F99", "B", "b", 0, NULL, NULL, run_nothing},
		{"bad", "2", NULL, NULL, 0, NULL, NULL, NULL},
		{"bad.c", "3 1", "C", "c", 0, NULL, NULL, run_nothing},
		CMD_END,
	};
	static const struct cmd *const list[] = {bad, NULL};
	AUTO(str_done) struct str s = {0};

	assert_int_equal(cmd_check(tables, &s), 0);
	assert_int_equal(cmd_check(list, &s), 4);
	assert_non_null(strstr(str_text(&s), "bad.a and bad.c: both have the key 1"));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_find), cmocka_unit_test(test_each_stops), cmocka_unit_test(test_hints),
	cmocka_unit_test(test_map), cmocka_unit_test(test_map_faults), cmocka_unit_test(test_check),
};
TEST_MAIN(tests)
