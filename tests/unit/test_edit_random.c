/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random acts on the editor: after each the caret is on a cluster border and the text clean and in NFC; undoing all of
 * them gives the first text, redoing all the last.
 */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/widgets/edit.h"

#include <string.h>

static struct edit ed;
static struct canvas *c;

static int set_up(void **state)
{
	c = canvas_new(24, 80);
	return 0;
}

static int tear_down(void **state)
{
	edit_done(&ed);
	canvas_free(&c);
	width_set_mode(WIDTH_NARROW);
	return 0;
}

static void draw(int rows, int cols)
{
	struct rect r = {1, 2, rows, cols};

	canvas_clear(c);
	edit_layout(&ed, r);
	edit_draw(&ed, c, r, true);
}

static uint32_t seed;

static uint32_t roll(uint32_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % n;
}

static const char *const pieces[] = {
	"a",      "B",      "1",      " ",          "信",         "贷",         "，",         "。",
	"“",      "”",      "—",      "—",          "…",          "①",          "\u0301",     "\u3099",
	"か",     "e",      "\u200D", "\u200B",     "\U0001F468", "\U0001F469", "\U0001F1E8", "\U0001F1F3",
	"\u1112", "\u1161", "\u11AB", "\U000323B0", "\u00AD",     "\uFE0F",     "\u0600",     "\n",
	"\n",     "\t",     "\r\n",   "\u202E",     "\x1B",       "\xFF",       "\u0E33",     "\u0344",
	"\u2126", "\u0308", "\u0915", "\u094D",     "\uFEFF",     "100%",       "张三\n李四", "\u2028",
};

static void check_state(unsigned flags)
{
	assert_true(ed.caret <= ed.text.n);
	size_t at = 0;
	while (at < ed.caret)
		at += text_cluster(edit_text(&ed) + at, ed.text.n - at);
	assert_int_equal(at, ed.caret);
	assert_true(text_is_clean(edit_text(&ed), ed.text.n, flags & EDIT_LINES ? TEXT_LINES : TEXT_LINE));
	assert_true(text_clusters(edit_text(&ed), ed.text.n) <= ed.most);
}

static void random_act(void)
{
	struct err e = {0};
	uint32_t what = roll(100);

	if (what < 45) {
		const char *s = pieces[roll(ARRAY_LEN(pieces))];
		edit_insert(&ed, s, strlen(s), what < 10, &e);
	} else if (what < 85) {
		edit_do(&ed, (enum edit_act)roll(EDIT_UNDO), 1 + (int)roll(2));
	} else if (what < 90) {
		edit_do(&ed, EDIT_UNDO + (enum edit_act)roll(2), 1 + (int)roll(4));
	} else if (what < 94) {
		struct rect r = {1, 2, ed.rows > 0 ? ed.rows : 1, ed.cols > 0 ? ed.cols : 1};
		edit_click(&ed, r, 1 + (int)roll((uint32_t)r.rows), 2 + (int)roll((uint32_t)r.cols));
	} else {
		int rows = 1 + (int)roll(6), cols = 1 + (int)roll(30), row, col;
		draw(ed.flags & EDIT_LINES ? rows : 1, cols);
		assert_true(canvas_caret_at(c, &row, &col));
		assert_true(row >= 1 && row < 1 + ed.rows && col >= 2 && col < 2 + cols);
		assert_int_not_equal(canvas_cell(c, row, col)->half, CELL_RIGHT); /* never on a second half */
	}
}

static void run_random(unsigned flags, int acts)
{
	AUTO(str_done) struct str last = {0};

	edit_done(&ed);
	edit_init(&ed, flags, 60);
	edit_set(&ed, "开头e");
	for (int i = 0; i < acts; i++) {
		random_act();
		check_state(flags);
	}
	edit_do(&ed, EDIT_REDO, 1 << 20);
	str_add(&last, edit_text(&ed));
	while (edit_do(&ed, EDIT_UNDO, 1))
		check_state(flags);
	assert_string_equal(edit_text(&ed), "开头e");
	assert_false(edit_changed(&ed));
	while (edit_do(&ed, EDIT_REDO, 1))
		check_state(flags);
	assert_string_equal(edit_text(&ed), str_text(&last));
}

static void test_random_acts(void **state)
{
	static const enum width_mode modes[] = {WIDTH_NARROW, WIDTH_WIDE, WIDTH_SUBSTITUTE};

	for (uint32_t round = 1; round <= 60; round++) {
		seed = round * 2654435761u;
		width_set_mode(modes[round % 3]);
		run_random(round % 2 ? EDIT_LINES : 0, 400);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(test_random_acts, set_up, tear_down),
};
TEST_MAIN(tests)
