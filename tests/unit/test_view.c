/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/toy.h"

static void test_life(void **state)
{
	struct err e = {0};
	struct view *v = view_make(&toy_ops, NULL, NULL, 3);
	struct toy *t = VIEW_STATE(v, struct toy);

	assert_int_equal(v->tag, 3);
	assert_true(v->stale);
	assert_int_equal(view_open(v, "arg", &e), 0);
	assert_string_equal(str_text(&t->text), "arg");
	assert_int_equal(view_refresh(v, &e), 0);
	assert_int_equal(view_refresh(v, &e), 0);
	assert_int_equal(t->refreshed, 1);
	view_stale(v);
	assert_int_equal(view_refresh(v, &e), 0);
	assert_int_equal(t->refreshed, 2);
	assert_string_equal(t->line, "count 0");
	toy_closed = 0;
	view_free(&v);
	assert_null(v);
	view_free(&v);
	assert_int_equal(toy_closed, 1);
}

static void test_refused_open_and_refresh(void **state)
{
	struct err e = {0};
	struct view *v = view_make(&toy_ops, NULL, NULL, 0);

	assert_int_equal(view_open(v, "refuse", &e), -1);
	assert_int_equal(e.code, ERR_DENIED);
	VIEW_STATE(v, struct toy)->fail_refresh = true;
	assert_int_equal(view_refresh(v, &e), -1);
	assert_null(v->context);
	view_free(&v);
}

static void test_text_focus(void **state)
{
	struct view *v = view_make(&toy_ops, NULL, NULL, 0), *box = view_make(&box_ops, NULL, NULL, 0);

	assert_false(view_takes_text(v));
	VIEW_STATE(v, struct toy)->typing = true;
	assert_true(view_takes_text(v));
	assert_non_null(view_part(v, PART_EDIT));
	assert_null(view_part(v, PART_LIST));
	assert_null(view_part(box, PART_EDIT));
	assert_null(view_desk(box));
	view_free(&v);
	view_free(&box);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_life),
	cmocka_unit_test(test_refused_open_and_refresh),
	cmocka_unit_test(test_text_focus),
};
TEST_MAIN(tests)
