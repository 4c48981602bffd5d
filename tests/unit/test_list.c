/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/host.h"

#include "ui/widgets/list.h"

struct row {
	const char *id, *text;
	bool heading;
};

static const struct row items[] = {
	{"h1", "一、口令与征信", true},
	{"CR-0201", "CR-0201\n系统口令只有本人知", false},
	{"CR-0202", "CR-0202\n操作员号不串用", false},
	{"CR-0203", "CR-0203\n授权口令自管", false},
	{"h2", "二、合同", true},
	{"CR-0301", "CR-0301\n不签空白合同", false},
	{"CR-0302", "CR-0302\n合同要素齐全后放款", false},
	{"h3", "三、票据", true},
	{"BI-0101", "BI-0101\n银行承兑汇票真实", false},
};

struct host_state {
	struct list list;
	struct row rows[40];
	size_t n;
	int chosen;
	char taken[32];
	unsigned flags;
};

static size_t count(const void *ctx)
{
	return ((const struct host_state *)ctx)->n;
}

static const struct row *row_at(const void *ctx, size_t i)
{
	return &((const struct host_state *)ctx)->rows[i];
}

static const char *id(const void *ctx, size_t i)
{
	return row_at(ctx, i)->id;
}

static const char *text(const void *ctx, size_t i)
{
	return row_at(ctx, i)->text;
}

static bool heading(const void *ctx, size_t i)
{
	return row_at(ctx, i)->heading;
}

static void draw(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected)
{
	const struct row *row = row_at(ctx, i);

	canvas_put(c, r.row, r.col, 2, ROLE_TEXT, selected ? ">" : "");
	canvas_put_cut(c, r.row, r.col + 2, r.cols - 2, row->heading ? ROLE_HEADING : ROLE_TEXT,
		       row->heading ? row->text : row->id);
}

static const struct list_ops ops = {.count = count, .id = id, .draw = draw, .heading = heading, .text = text,
				    .empty = "Nothing here."};

static struct host_state *st(const struct view *v)
{
	return VIEW_STATE(v, struct host_state);
}

static int t_open(struct view *v, const void *arg, struct err *e)
{
	struct host_state *s = st(v);

	memcpy(s->rows, items, sizeof items);
	s->n = ARRAY_LEN(items);
	list_init(&s->list, &ops, s, LIST_MARKS);
	return 0;
}

static int t_refresh(struct view *v, struct err *e)
{
	list_refresh(&st(v)->list);
	return 0;
}

static void t_layout(struct view *v)
{
	list_layout(&st(v)->list, v->body);
}

static void t_draw(const struct view *v, struct canvas *c, struct rect r)
{
	list_draw(&st(v)->list, c, r, true);
}

static bool t_text(struct view *v, const char *utf8, bool pasted)
{
	return list_type(&st(v)->list, utf8, pasted);
}

static bool t_click(struct view *v, const struct press *k)
{
	return list_click(&st(v)->list, v->body, k);
}

static void t_close(struct view *v)
{
	list_done(&st(v)->list);
}

static void *t_part(const struct view *v, enum view_part part)
{
	return list_part(&st(v)->list, part);
}

static int run_digit(struct view *v, int times, struct err *e)
{
	st(v)->chosen += times;
	return 0;
}

static const struct cmd rows[] = {
	{"test.two", "2", N_("Two"), N_("Two"), 0, NULL, NULL, run_digit},
	CMD_END,
};
static const struct cmd *const tables[] = {rows, list_cmds, NULL};
static const struct view_ops view = {
	.name = "test",
	.title = "Test",
	.state_size = sizeof(struct host_state),
	.cmds = tables,
	.open = t_open,
	.refresh = t_refresh,
	.layout = t_layout,
	.draw = t_draw,
	.text = t_text,
	.click = t_click,
	.close = t_close,
	.part = t_part,
};

static struct host_state *state(void)
{
	return st(stage_top(host));
}

static const char *chosen(void)
{
	return list_choice_id(&state()->list);
}

static int set_up(void **unused)
{
	host_start(&view, 24, 80);
	return 0;
}

static int tear_down(void **unused)
{
	host_end();
	return 0;
}

static void test_headings_are_never_chosen(void **unused)
{
	assert_string_equal(chosen(), "CR-0201");
	host_keys("Down Down Down");
	assert_string_equal(chosen(), "CR-0301");
	host_keys("Up");
	assert_string_equal(chosen(), "CR-0203");
	host_keys("Home Up Up");
	assert_string_equal(chosen(), "CR-0201");
	host_keys("End Down");
	assert_string_equal(chosen(), "BI-0101");
	assert_false(list_choose(&state()->list, 0));
	assert_false(list_choose_id(&state()->list, "h2"));
	assert_true(list_choose_id(&state()->list, "CR-0202"));
	host_click(1, 5, 1); /* the heading */
	assert_string_equal(chosen(), "CR-0202");
	host_click(7, 5, 1);
	assert_string_equal(chosen(), "CR-0302");
	host_click(20, 5, 1); /* below the rows */
	assert_string_equal(chosen(), "CR-0302");
}

static void test_screen(void **unused)
{
	host_keys("Down");
	assert_string_equal(host_row(1), "    一、口令与征信");
	assert_string_equal(host_row(3), "  > CR-0202");
	assert_int_equal(canvas_cell(host_canvas, 3, 0)->role, ROLE_SELECTED);
	assert_int_equal(canvas_cell(host_canvas, 3, 79)->role, ROLE_SELECTED);
	assert_int_equal(canvas_cell(host_canvas, 4, 0)->role, ROLE_STRONG);
	AUTO(str_done) struct str place = {0};
	list_position(&state()->list, &place);
	assert_string_equal(str_text(&place), "1-6/6");
}

static void test_choice_survives_a_refresh(void **unused)
{
	struct host_state *s = state();

	list_choose_id(&s->list, "CR-0203");
	list_toggle_mark(&s->list);
	memmove(s->rows + 1, s->rows + 2, sizeof *s->rows * (s->n - 2)); /* CR-0201 is gone */
	s->n--;
	list_refresh(&s->list);
	assert_string_equal(chosen(), "CR-0203");
	assert_int_equal(list_marks(&s->list), 1);
	memmove(s->rows + 2, s->rows + 3, sizeof *s->rows * (s->n - 3)); /* and so is CR-0203 */
	s->n--;
	list_refresh(&s->list);
	assert_string_equal(chosen(), "CR-0301"); /* its place, or the next that can be chosen */
	assert_int_equal(list_marks(&s->list), 0);
	s->n = 1; /* one heading and nothing else */
	list_refresh(&s->list);
	assert_true(list_empty(&s->list));
	assert_string_equal(chosen(), "");
	assert_false(list_move(&s->list, LIST_DOWN, 1));
	s->n = 0;
	list_refresh(&s->list);
	stage_draw(host, host_canvas);
	assert_string_equal(host_row(1), "Nothing here.");
	AUTO(str_done) struct str place = {0};
	list_position(&s->list, &place);
	assert_string_equal(str_text(&place), "0/0");
}

static void test_filter(void **unused)
{
	host_type("合同");
	assert_string_equal(host_row(1), "    二、合同");
	assert_string_equal(host_row(2), "  > CR-0301");
	assert_string_equal(host_row(4), "");
	assert_true(list_is_filtered(&state()->list));
	assert_true(host_shows("Find 合同"));
	assert_true(host_shows("1-2/2"));
	int row, col;
	host_caret(&row, &col);
	assert_int_equal(row, 21);
	assert_int_equal(col, 9);
	host_keys("Down");
	assert_string_equal(chosen(), "CR-0302");
	host_keys("Backspace Backspace");
	assert_string_equal(chosen(), "CR-0302"); /* all rows again, the choice stays */
	host_keys("Esc Esc");
	assert_string_equal(host_row(21), "");
	assert_false(stage_done(host));
}

static void test_an_empty_list_takes_no_words(void **unused)
{
	state()->n = 0;
	list_refresh(&state()->list);
	host_type("9100");
	assert_false(host_shows("Find 9"));
	host_keys("F3");
	assert_true(host_shows("There is nothing to search yet."));
	assert_true(host_shows("Nothing here."));
}

static void test_filter_by_code_and_initials(void **unused)
{
	host_keys("F3");
	host_type("０2０２"); /* full-width digits; 2 is a row of the view, but the filter line is open */
	assert_string_equal(chosen(), "CR-0202");
	assert_int_equal(state()->chosen, 0);
	host_keys("Esc Esc 2");
	assert_int_equal(state()->chosen, 1);
	host_type("YHCD");
	assert_string_equal(chosen(), "BI-0101");
	assert_string_equal(host_row(1), "    三、票据");
	host_type("什么也没有");
	assert_true(host_shows("Nothing fits what you typed."));
	assert_true(list_empty(&state()->list));
	list_unfilter(&state()->list);
	assert_string_equal(chosen(), "CR-0201");
	assert_true(list_match("cq", "重庆分行"));
	assert_true(list_match("", "任何"));
	assert_false(list_match("xyz", "任何"));
}

static void test_marks(void **unused)
{
	host_keys("Ins Ins Down Ins");
	assert_int_equal(list_marks(&state()->list), 3);
	assert_string_equal(host_row(2), "*   CR-0201");
	assert_true(list_marked(&state()->list, 1));
	assert_false(list_marked(&state()->list, 3));
	list_choose_id(&state()->list, "CR-0201");
	host_keys("Space");
	assert_int_equal(list_marks(&state()->list), 2);
	list_clear_marks(&state()->list);
	assert_int_equal(list_marks(&state()->list), 0);
}

static void fill(size_t n)
{
	static char ids[40][8];
	struct host_state *s = state();

	for (size_t i = 0; i < n; i++) {
		snprintf(ids[i], sizeof ids[i], "r%02zu", i);
		s->rows[i] = (struct row){ids[i], ids[i], false};
	}
	s->n = n;
	list_refresh(&s->list);
	list_choose(&s->list, 0);
	stage_draw(host, host_canvas);
}

static void test_scrolls(void **unused)
{
	fill(40);
	assert_string_equal(host_row(1), "  > r00");
	host_keys("PgDn");
	assert_string_equal(chosen(), "r20");
	assert_string_equal(host_row(21), "  > r20");
	assert_string_equal(host_row(1), "    r00");
	host_keys("Down");
	assert_string_equal(host_row(1), "    r01");
	host_keys("End");
	assert_string_equal(host_row(21), "  > r39");
	host_keys("PgUp PgUp");
	assert_string_equal(host_row(1), "  > r00");
	assert_true(list_choose_seen(&state()->list, 3));
	assert_string_equal(chosen(), "r02");
	assert_false(list_choose_seen(&state()->list, 22));
	fill(3); /* fewer rows than were scrolled away */
	assert_string_equal(host_row(1), "  > r00");
}

static int cells_changed(const struct canvas *a, const struct canvas *b)
{
	int n = 0;

	for (int row = 0; row < canvas_rows(a); row++)
		for (int col = 0; col < canvas_cols(a); col++)
			n += memcmp(canvas_cell(a, row, col), canvas_cell(b, row, col),
				    sizeof(struct cell)) != 0;
	return n;
}

static void test_a_move_changes_two_rows(void **unused)
{
	struct canvas *before = canvas_new(24, 80);

	fill(40);
	stage_draw(host, before);
	host_keys("Down");
	assert_in_range(cells_changed(before, host_canvas), 1, 160);
	canvas_free(&before);
}

static void test_narrow_and_wide(void **unused)
{
	for (int mode = WIDTH_NARROW; mode <= WIDTH_SUBSTITUTE; mode++) {
		width_set_mode((enum width_mode)mode);
		for (int cols = 1; cols < 20; cols++) {
			struct rect r = {0, 0, 3, cols};
			canvas_clear(host_canvas);
			list_layout(&state()->list, r);
			list_draw(&state()->list, host_canvas, r, false);
			for (int row = 0; row < 3; row++)
				for (int col = cols; col < 80; col++)
					assert_int_equal(canvas_cell(host_canvas, row, col)->text[0], 0);
		}
	}
	assert_int_equal(canvas_cell(host_canvas, 1, 0)->role, ROLE_PICKED);
}

static void test_rows_are_in_order(void **unused)
{
	const struct cmd *const own[] = {list_cmds, NULL};

	assert_int_equal(cmd_check(own, &host_dump), 0);
}

#define T(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)
static const struct CMUnitTest tests[] = {
	T(headings_are_never_chosen), T(screen), T(choice_survives_a_refresh), T(filter),
	T(filter_by_code_and_initials), T(an_empty_list_takes_no_words), T(marks), T(scrolls), T(a_move_changes_two_rows), T(narrow_and_wide),
	T(rows_are_in_order),
};
TEST_MAIN(tests)
