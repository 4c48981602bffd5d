/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list on the canvas, under the mouse and under the keys.
 */
#include "base/mem.h"
#include "base/msg.h"
#include "base/width.h"
#include "ui/widgets/list.h"

static bool shows_filter(const struct list *l)
{
	return l->filtering || l->filter.n;
}

static struct rect rows_rect(const struct list *l, struct rect r)
{
	return shows_filter(l) && r.rows > 1 ? rect_rows(r, 0, r.rows - 1) : r;
}

void list_layout(struct list *l, struct rect r)
{
	size_t height = (size_t)rows_rect(l, r).rows;

	l->height = (int)height;
	if (!height)
		return;
	if (l->at < l->top)
		l->top = l->at;
	if (l->at >= l->top + height)
		l->top = l->at - height + 1;
	if (l->top + height > l->rows.n)
		l->top = l->rows.n > height ? l->rows.n - height : 0;
	/* The heading over the first row in sight, if there is room. */
	if (l->top && l->top == l->at && height > 1 && l->ops->heading &&
	    l->ops->heading(l->ctx, l->rows.v[l->top - 1]))
		l->top--;
}

static void draw_row(const struct list *l, struct canvas *c, struct rect line, size_t at, bool focus)
{
	size_t i = l->rows.v[at];
	bool heading = l->ops->heading && l->ops->heading(l->ctx, i), selected = at == l->at && !heading;
	struct rect inner = l->flags & LIST_MARKS ? rect_cols(line, 2, -1) : line;

	if (l->flags & LIST_MARKS)
		canvas_put(c, line.row, line.col, line.cols < 2 ? line.cols : 2, ROLE_STRONG,
			   !heading && list_marked(l, i) ? "*" : "");
	struct rect former = canvas_clip(c, inner);
	l->ops->draw(l->ctx, i, c, inner, selected);
	canvas_clip(c, former);
	if (selected)
		canvas_mark(c, line.row, line.col, line.cols, focus ? ROLE_SELECTED : ROLE_PICKED);
}

static void draw_filter(const struct list *l, struct canvas *c, struct rect r, bool focus)
{
	AUTO(str_done) struct str place = {0};
	AUTO(str_done) struct str part = {0};
	size_t first = 0;

	list_position(l, &place);
	int label = canvas_put(c, r.row, r.col, r.cols, ROLE_LABEL, _("Find "));
	int cols = r.cols - label - (int)place.n - 1;
	if (cols < 2)
		return;
	int caret = width_field(str_text(&l->filter), l->filter.n, l->filter.n, cols, &first, &part);
	canvas_put(c, r.row, r.col + label, cols, focus ? ROLE_FOCUS : ROLE_FIELD, str_text(&part));
	canvas_put(c, r.row, r.col + r.cols - (int)place.n, (int)place.n, ROLE_DIM, str_text(&place));
	if (focus)
		canvas_caret(c, r.row, r.col + label + caret);
}

void list_draw(const struct list *l, struct canvas *c, struct rect r, bool focus)
{
	struct rect rows = rows_rect(l, r);

	for (int i = 0; i < rows.rows; i++) {
		size_t at = l->top + (size_t)i;
		if (at < l->rows.n)
			draw_row(l, c, rect_rows(rows, i, 1), at, focus);
	}
	if (!l->rows.n && rows.rows > 0)
		canvas_put_cut(c, rows.row, rows.col, rows.cols, ROLE_DIM,
			       l->filter.n     ? _("Nothing fits what you typed.")
			       : l->ops->empty ? _(l->ops->empty)
					       : "");
	if (shows_filter(l) && r.rows > 1)
		draw_filter(l, c, rect_rows(r, r.rows - 1, 1), focus);
}

bool list_click(struct list *l, struct rect r, const struct press *k)
{
	struct rect rows = rows_rect(l, r);

	if (!rect_holds(rows, k->row, k->col))
		return false;
	size_t at = l->top + (size_t)(k->row - rows.row);
	return at < l->rows.n && list_choose(l, l->rows.v[at]);
}

/* --- rows of commands --- */

static struct list *list_of(const struct view *v)
{
	return view_part(v, PART_LIST);
}

static const char *no_list(const struct view *v)
{
	return list_of(v) ? NULL : _("There is no list here.");
}

static const char *no_marks(const struct view *v)
{
	const struct list *l = list_of(v);

	if (!l || !(l->flags & LIST_MARKS))
		return _("The rows of this list cannot be marked.");
	return list_empty(l) ? _("There is no row to mark.") : NULL;
}

static const char *no_filter(const struct view *v)
{
	const struct list *l = list_of(v);

	if (l && l->ops->text && !l->filter.n && !l->ops->count(l->ctx))
		return _("There is nothing to search yet.");
	return l && l->ops->text ? NULL : _("This list cannot be searched.");
}

static const char *not_filtered(const struct view *v)
{
	const struct list *l = list_of(v);

	return l && shows_filter(l) ? NULL : _("All rows are shown.");
}

#define MOVE(name, how) \
	static int run_##name(struct view *v, int count, struct err *e) \
	{ \
		list_move(list_of(v), how, count); \
		return 0; \
	}
MOVE(up, LIST_UP)
MOVE(down, LIST_DOWN)
MOVE(page_up, LIST_PAGE_UP)
MOVE(page_down, LIST_PAGE_DOWN)
MOVE(home, LIST_HOME)
MOVE(end, LIST_END)
#undef MOVE

static int run_mark(struct view *v, int count, struct err *e)
{
	list_toggle_mark(list_of(v));
	list_move(list_of(v), LIST_DOWN, 1);
	return 0;
}

static int run_find(struct view *v, int count, struct err *e)
{
	list_of(v)->filtering = true;
	return 0;
}

static int run_erase(struct view *v, int count, struct err *e)
{
	for (int i = 0; i < count; i++)
		list_erase(list_of(v));
	return 0;
}

static int run_all(struct view *v, int count, struct err *e)
{
	list_unfilter(list_of(v));
	return 0;
}

enum { HIDDEN_MOVE = CMD_REPEAT | CMD_HIDDEN };

const struct cmd list_cmds[] = {
	{"list.up", "Up", N_("Up"), N_("The row above"), HIDDEN_MOVE, NULL, no_list, run_up},
	{"list.down", "Down", N_("Down"), N_("The row below"), HIDDEN_MOVE, NULL, no_list, run_down},
	{"list.page-up", "PgUp", N_("Page up"), N_("One page up"), HIDDEN_MOVE, NULL, no_list, run_page_up},
	{"list.page-down", "PgDn", N_("Page down"), N_("One page down"), HIDDEN_MOVE, NULL, no_list,
	 run_page_down},
	{"list.home", "Home", N_("First"), N_("The first row"), HIDDEN_MOVE, NULL, no_list, run_home},
	{"list.end", "End", N_("Last"), N_("The last row"), HIDDEN_MOVE, NULL, no_list, run_end},
	{"list.mark", "Space Ins", N_("Mark"), N_("Mark or unmark the row"), 0, NULL, no_marks, run_mark},
	{"list.find", "F3", N_("Find"),
	 N_("Show only rows with what you type: words, a code, pinyin initials"), 0, NULL, no_filter,
	 run_find},
	{"list.erase", "Backspace", N_("Erase"), N_("Erase the last character you searched for"), HIDDEN_MOVE,
	 NULL, not_filtered, run_erase},
	{"list.all", "Esc", N_("All"), N_("Show all rows again"), 0, NULL, not_filtered, run_all},
	CMD_END,
};
