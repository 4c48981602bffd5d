/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/folder.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cli/desk.h"
#include "cli/unsaved.h"

#include <stdlib.h>
#include <string.h>

struct place {
	char dir[FOLDER_MOST];
	struct desk d;
	struct err e;
};

static int setup(void **state)
{
	static struct place p;

	msg_use(MSG_EN);
	memset(&p, 0, sizeof p);
	folder_make(p.dir, "unsaved");
	p.d.dir = p.dir;
	clock_fix(&p.d.clock, 1000, 1);
	*state = &p;
	return 0;
}

static int teardown(void **state)
{
	struct place *p = *state;

	return folder_remove(p->dir);
}

#define FINDING(person) \
	((struct unsaved){.by = person, .view = "finding", .session = "DEM0C0VNTY-12", .item = "CR-0203", \
			  .title = "CR-0203 授权口令自管", .preview = "口令写在\n纸条上"})

static void keep(struct place *p, const struct unsaved *u, const char *text)
{
	assert_int_equal(unsaved_keep(&p->d, u, text, strlen(text), &p->e), 0);
}

static void test_kept_and_found(void **state)
{
	struct place *p = *state;
	AUTO(str_done) struct str text = {0};
	struct unsaved mine = FINDING("110201"), other = FINDING("110202"), row = FINDING("110201");

	row.row = "walk.na";
	assert_int_equal(unsaved_find(&p->d, &mine, &text, &p->e), 0);
	keep(p, &mine, "first\n\nby 2\n\n第二段");
	keep(p, &other, "another's");
	keep(p, &row, "");
	assert_int_equal(unsaved_find(&p->d, &mine, &text, &p->e), 1);
	assert_string_equal(str_text(&text), "first\n\nby 2\n\n第二段");
	assert_int_equal(unsaved_find(&p->d, &other, &text, &p->e), 1);
	assert_string_equal(str_text(&text), "another's");
	assert_int_equal(unsaved_find(&p->d, &row, &text, &p->e), 1);
	assert_string_equal(str_text(&text), "");
	keep(p, &mine, "later");
	assert_int_equal(unsaved_find(&p->d, &mine, &text, &p->e), 1);
	assert_string_equal(str_text(&text), "later");
	assert_int_equal(unsaved_drop(&p->d, &mine, &p->e), 0);
	assert_int_equal(unsaved_drop(&p->d, &mine, &p->e), 0);
	assert_int_equal(unsaved_find(&p->d, &mine, &text, &p->e), 0);
	assert_int_equal(unsaved_find(&p->d, &other, &text, &p->e), 1);
}

static void test_names_do_not_meet(void **state)
{
	struct place *p = *state;
	AUTO(str_done) struct str text = {0};
	struct unsaved a = {.by = "1", .view = "x", .item = "a.b/../c"}, b = {.by = "1", .view = "x", .item = "a", .thing = "b"};

	keep(p, &a, "a");
	keep(p, &b, "b");
	assert_int_equal(unsaved_find(&p->d, &a, &text, &p->e), 1);
	assert_string_equal(str_text(&text), "a");
}

static void test_the_list(void **state)
{
	struct place *p = *state;
	AUTO(unsaved_list_done) struct unsaved_list list = {0};
	struct unsaved first = FINDING("110201"), second = FINDING("110201"), other = FINDING("110202");
	char path[200];

	assert_int_equal(unsaved_list_load(&p->d, "110201", &list, &p->e), 0); /* no folder yet */
	second.item = "CR-0204";
	second.thing = "DEM0C0VNTY-99";
	keep(p, &first, "x");
	keep(p, &second, "y");
	keep(p, &other, "z");
	snprintf(path, sizeof path, "%s/local/drafts/odd.unsaved", p->dir);
	assert_int_equal(file_write(path, "rubbish\nby 110201\n\n", 19, 0600, &p->e), 0);
	snprintf(path, sizeof path, "%s/local/drafts/cut.unsaved", p->dir);
	assert_int_equal(file_write(path, "zicha unsaved 1\nby 110201\n", 26, 0600, &p->e), 0);
	assert_int_equal(unsaved_list_load(&p->d, "110201", &list, &p->e), 0);
	assert_int_equal(list.n, 2);
	assert_string_equal(list.v[0].item, "CR-0204"); /* the newest */
	assert_string_equal(list.v[0].thing, "DEM0C0VNTY-99");
	assert_string_equal(list.v[1].item, "CR-0203");
	assert_string_equal(list.v[1].thing, "");
	assert_string_equal(list.v[1].row, "");
	assert_string_equal(list.v[1].session, "DEM0C0VNTY-12");
	assert_string_equal(list.v[1].title, "CR-0203 授权口令自管");
	assert_string_equal(list.v[1].preview, "口令写在 纸条上");
	assert_int_equal(list.v[1].at, 1000);
	assert_int_equal(unsaved_drop(&p->d, &list.v[1], &p->e), 0);
	unsaved_list_done(&list);
	assert_int_equal(unsaved_list_load(&p->d, "110201", &list, &p->e), 0);
	assert_int_equal(list.n, 1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(test_kept_and_found, setup, teardown),
	cmocka_unit_test_setup_teardown(test_names_do_not_meet, setup, teardown),
	cmocka_unit_test_setup_teardown(test_the_list, setup, teardown),
};
TEST_MAIN(tests)
