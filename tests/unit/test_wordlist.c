/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/file.h"
#include "base/msg.h"
#include "base/str.h"
#include "domain/library.h"
#include "domain/wordlist.h"

#include <stdlib.h>
#include <string.h>

static void load(struct wordlist *list, enum wordlist_kind kind)
{
	struct err e = {0};

	if (wordlist_load(list, kind, &e))
		fail_msg("%s", e.text);
}

static const struct wordlist_row *row_of(const struct wordlist *list, const char *name, size_t n)
{
	for (size_t i = 0; i < list->n; i++)
		if (strlen(list->v[i].name) == n && !strncmp(list->v[i].name, name, n))
			return &list->v[i];
	return NULL;
}

static void test_builtin(void **state)
{
	AUTO(wordlist_done) struct wordlist natures = {0}, causes = {0}, posts = {0};

	(void)state;
	load(&natures, WORDLIST_NATURE);
	load(&causes, WORDLIST_CAUSE);
	load(&posts, WORDLIST_POST);
	assert_true(natures.n > 50 && causes.n > 20 && posts.n > 15);
	const struct wordlist_row *row = row_of(&natures, "操作员号混用", strlen("操作员号混用"));
	assert_non_null(row);
	assert_string_equal(row->code, "N14");
	assert_string_equal(row->group, "口令与授权");
	assert_string_equal(row->note, "人不在而号在动，或借号办理");
	assert_string_equal(causes.v[0].name, "不懂不会");
	assert_string_equal(posts.v[0].name, "网点主任");
}

/* Items, people and post cards find each other by these words. */
static void test_the_library_uses_its_posts(void **state)
{
	AUTO(wordlist_done) struct wordlist posts = {0};
	AUTO(library_done) struct library lib = {0};
	struct err e = {0};

	(void)state;
	load(&posts, WORDLIST_POST);
	assert_int_equal(library_load_builtin(&lib, &e), 0);
	for (size_t i = 0; i < lib.n; i++)
		for (size_t k = 0; k < lib.v[i].n; k++)
			for (const char *p = lib.v[i].v[k].posts; *p; p += strcspn(p, "\n"), p += *p == '\n')
				if (!row_of(&posts, p, strcspn(p, "\n")))
					fail_msg("%s: no post %.*s", lib.v[i].v[k].code, (int)strcspn(p, "\n"), p);
}

#define ONE "%rec: Nature\n\nCode: N01\nName: 甲\nGroup: 一组\nNote: 一\n"
#define TEN "一二三四五六七八九十"
static const struct {
	const char *text, *said;
} rows[] = {
    {ONE, NULL},
    {ONE "\nCode: N02\nName: 乙\nGroup: 二组\nNote: 二\n", NULL},
    {"", "t.rec:1:1: no record of type Nature is in this file"},
    {"Code: N01\nName: 甲\nGroup: 一组\nNote: 一\n", "t.rec:1:1: records here are of type Nature; "},
    {"%rec: Post\n\nCode: N01\nName: 甲\nGroup: 一组\nNote: 一\n", "t.rec:3:1: records here are of type Nature; "},
    {ONE "Colour: 红\n", "t.rec:7:1: the field Colour is unknown; delete it"},
    {ONE "Note: 二\n", "t.rec:7:1: Note stands here a second time; delete one"},
    {ONE "\nCode: N02\nName: 乙\nGroup: 一组\n", "t.rec:8:1: N02 has no field Note; add it"},
    {ONE "\nName: 乙\nGroup: 一组\nNote: 二\n", "t.rec:8:1: Nature has no field Code; add it"},
    {ONE "\nCode: N01\nName: 乙\nGroup: 一组\nNote: 二\n", "t.rec:8:1: N01 is used already; "},
    {ONE "\nCode: N02\nName: 甲\nGroup: 一组\nNote: 二\n", "t.rec:8:1: N01 and N02 have the same name; keep one"},
    {ONE "\nCode: N02\nName: 乙\nGroup: 二组\nNote: 二\n\nCode: N03\nName: 丙\nGroup: 一组\nNote: 三\n",
     "t.rec:13:1: N03: its group has rows further up; put them together"},
    {ONE "\nCode: N02\nName: " TEN "一\nGroup: 一组\nNote: 二\n",
     "t.rec:9:7: Name is 11 characters long; shorten it to 10"},
    {ONE "\nCode: N02\nName: 乙\n+ 丙\nGroup: 一组\nNote: 二\n",
     "t.rec:9:7: Name has several lines; write it on one"},
    {ONE "no colon\n", "t.rec:7:3: "},
};

static void test_what_is_refused(void **state)
{
	(void)state;
	msg_use(MSG_EN);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		AUTO(wordlist_done) struct wordlist list = {0};
		struct err e = {0};
		int rc = wordlist_read(&list, WORDLIST_NATURE, "t.rec", rows[i].text, strlen(rows[i].text), NULL, NULL, &e);
		assert_int_equal(rc, rows[i].said ? -1 : 0);
		assert_int_equal(e.code, rows[i].said ? ERR_INPUT : ERR_NONE);
		if (rows[i].said && !str_starts(e.text, rows[i].said))
			fail_msg("row %zu gave %s", i, e.text);
		if (rows[i].said)
			assert_int_equal(list.n, 0);
	}
}

/* recfix takes every shipped table, and so do we (test_builtin). */
static int fix(const char *name, void *ctx, struct err *e)
{
	AUTO(str_done) struct str command = {0};

	str_addf(&command, "LC_ALL=C.UTF-8 recfix --check %s/%s", (const char *)ctx, name);
	return system(str_text(&command)) ? err_set(e, ERR_INPUT, "%s", name) : 0;
}

static void test_recfix_takes_what_is_shipped(void **state)
{
	AUTO(str_done) struct str dir = {0};
	struct err e = {0};

	(void)state;
	if (system("command -v recfix >/dev/null 2>&1"))
		return;
	str_addf(&dir, "%s/data/table", getenv("srcdir") ? getenv("srcdir") : "..");
	if (file_each(str_text(&dir), ".rec", fix, (void *)(uintptr_t)str_text(&dir), &e))
		fail_msg("%s", e.text);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_builtin),
    cmocka_unit_test(test_the_library_uses_its_posts),
    cmocka_unit_test(test_what_is_refused),
    cmocka_unit_test(test_recfix_takes_what_is_shipped),
};
TEST_MAIN(tests)
