/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/host.h"

#include "ui/widgets/page.h"

static struct page page;

static void toy_layout(struct view *v)
{
	page_layout(&page, v->body);
}

static void toy_draw(const struct view *v, struct canvas *c, struct rect r)
{
	(void)v;
	page_draw(&page, c, r);
}

static void *toy_part(const struct view *v, enum view_part part)
{
	(void)v;
	return part == PART_PAGE ? &page : NULL;
}

static const struct cmd *const toy_tables[] = {page_cmds, NULL};
static const struct view_ops toy = {.name = "toy", .title = "toy", .cmds = toy_tables, .layout = toy_layout,
				    .draw = toy_draw, .part = toy_part};

static void fill(void)
{
	page_text(&page, ROLE_STRONG, "主任的授权口令是否只由本人掌握，从未交给他人？");
	page_text(&page, ROLE_TEXT, "");
	page_fact(&page, "怎么查", "抽三个主任外出日的授权流水，分别问主任和经办人", ROLE_TEXT);
	page_fact(&page, "样本", "", ROLE_TEXT);
	page_fact(&page, "风险表现", "口令代管后分不清是谁做的", ROLE_TEXT);
	page_fact(&page, "防范", "a\u202Eb", ROLE_TEXT);
}

static int set_up(void **state)
{
	(void)state;
	page = (struct page){0};
	fill();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	host_end();
	page_done(&page);
	return 0;
}

static void test_facts_stand_beside_labels(void **state)
{
	(void)state;
	host_start(&toy, 20, 60);
	assert_string_equal(host_row(1), "主任的授权口令是否只由本人掌握，从未交给他人？");
	assert_string_equal(host_row(2), "");
	assert_string_equal(host_row(3), "怎么查   抽三个主任外出日的授权流水，分别问主任和经办人");
	assert_string_equal(host_row(4), "风险表现 口令代管后分不清是谁做的");
	assert_string_equal(host_row(5), "防范     a<202E>b");
	assert_int_equal(canvas_cell(host_canvas, 1, 0)->role, ROLE_STRONG);
	assert_int_equal(canvas_cell(host_canvas, 3, 0)->role, ROLE_LABEL);
	assert_int_equal(canvas_cell(host_canvas, 3, 9)->role, ROLE_TEXT);
}

static void test_wraps_beside_the_label(void **state)
{
	AUTO(str_done) struct str place = {0};

	(void)state;
	host_start(&toy, 20, 60);
	canvas_clear(host_canvas);
	struct rect r = {0, 0, 4, 30};
	page_layout(&page, r);
	page_draw(&page, host_canvas, r);
	assert_string_equal(host_row(0), "主任的授权口令是否只由本人掌 #");
	assert_string_equal(host_row(1), "握，从未交给他人？");
	assert_string_equal(host_row(3), "怎么查   抽三个主任外出日的授");
	page_position(&page, &place);
	assert_string_equal(str_text(&place), "1-4/9");
}

/* Keys scroll and stop at both ends; a page that fits says no position. */
static void test_scrolls(void **state)
{
	AUTO(str_done) struct str place = {0};
	char line[32];

	(void)state;
	host_start(&toy, 20, 60);
	host_keys("Down PgDn End");
	assert_int_equal(page.top, 0);
	page_position(&page, &place);
	assert_int_equal(place.n, 0);
	for (int i = 0; i < 40; i++) {
		snprintf(line, sizeof line, "line %d", i);
		page_text(&page, ROLE_TEXT, line);
	}
	host_keys("Up Down Down");
	assert_int_equal(page.top, 2);
	assert_true(host_shows("line 12"));
	host_keys("End");
	assert_string_equal(host_row(17), "line 39" "                                                    #");
	assert_true(page_ends_soon(&page));
	page_text(&page, ROLE_TEXT, "the rest"); /* what comes late does not move the end away */
	stage_draw(host, host_canvas);
	assert_true(host_shows("the rest"));
	host_keys("PgUp PgDn Home Up");
	assert_int_equal(page.top, 0);
	assert_false(page_ends_soon(&page));
	host_keys("PgDn");
	assert_int_equal(page.top, 16);
	page_top(&page);
	host_keys("Up");
	assert_int_equal(page.top, 0);
}

/* A place is brought to the top as far as the page goes; where somebody reads is told from it; searching goes round. */
static void test_goes_to_places(void **state)
{
	char line[32];
	size_t fact;

	(void)state;
	host_start(&toy, 20, 60);
	page_clear(&page);
	for (int i = 0; i < 40; i++) {
		snprintf(line, sizeof line, i % 10 ? "第%d行" : "口令%d", i);
		page_text(&page, ROLE_TEXT, line);
	}
	assert_int_equal(page_count(&page), 40);
	host_keys("Up");
	page_show(&page, 12);
	host_keys("Ctrl-L");
	assert_int_equal(page.top, 12);
	assert_int_equal(page_here(&page), 12);
	page_show(&page, 38); /* in sight, not on top: the page ends */
	host_keys("Ctrl-L");
	assert_true(page.top < 38);
	assert_int_equal(page_here(&page), 38);
	host_keys("Home");
	assert_int_equal(page_here(&page), 0);
	assert_true(page_find(&page, "kl", 10, &fact));
	assert_int_equal(fact, 20);
	assert_true(page_find(&page, "口令", 30, &fact));
	assert_int_equal(fact, 0);
	assert_false(page_find(&page, "没有的", 0, &fact));
}

static void test_says_something_else(void **state)
{
	(void)state;
	host_start(&toy, 20, 60);
	page_clear(&page);
	page_fact(&page, "编号", "CR-0101", ROLE_TEXT);
	host_keys("Up");
	assert_string_equal(host_row(1), "编号 CR-0101");
	assert_string_equal(host_row(2), "");
}

#define T(t) cmocka_unit_test_setup_teardown(t, set_up, tear_down)
static const struct CMUnitTest tests[] = {
	T(test_facts_stand_beside_labels),
	T(test_wraps_beside_the_label),
	T(test_scrolls),
	T(test_goes_to_places),
	T(test_says_something_else),
};
TEST_MAIN(tests)
