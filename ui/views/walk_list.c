/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The left pane of the walk: lines, their sections, their items, and where the bar is among them.
 */
#include "ui/views/walk.h"

#include "base/clock.h"
#include "base/msg.h"
#include "base/width.h"
#include "domain/review.h"
#include "ui/base/stage.h"
#include "ui/widgets/ask.h"

#include <stdio.h>
#include <string.h>

enum { LAST_COLS = 18, WIDE_COLS = 44 }; /* the last result stands in the row where the pane is so wide */

static struct walk *state(const struct view *v)
{
	return VIEW_STATE(v, struct walk);
}

static bool answered(const struct check *k)
{
	return k->answer.result != RESULT_BLANK;
}

/* ---- rows ----------------------------------------------------------------------------------- */

size_t walk_line_of(const struct walk *w, size_t item)
{
	size_t i = 0;

	while (i + 1 < w->checks.line_count && !str_eq(w->checks.lines[i].id, w->checks.v[item].line))
		i++;
	return i;
}

size_t walk_line_start(const struct walk *w, size_t line)
{
	size_t first = w->checks.n;

	for (size_t i = 0; i < w->checks.n; i++) {
		if (walk_line_of(w, i) != line)
			continue;
		if (first == w->checks.n)
			first = i;
		if (!answered(&w->checks.v[i]) && checklist_due(&w->checks, i))
			return i;
	}
	return first < w->checks.n ? first : 0;
}

static struct walk_row *add_row(struct walk *w, struct walk_row row)
{
	w->rows[w->row_count] = row;
	return &w->rows[w->row_count++];
}

void walk_build(struct view *v)
{
	struct walk *w = state(v);
	struct walk_row *section = NULL;

	w->rows = arena_alloc(&v->arena, 3 * (w->checks.n + 1) * sizeof *w->rows);
	w->row_count = 0;
	for (size_t i = 0; i < w->checks.n; i++) {
		const struct check *k = &w->checks.v[i];
		size_t line = walk_line_of(w, i);
		if (w->checks.line_count > 1 && (!i || !str_eq(k->line, w->checks.v[i - 1].line))) {
			struct progress p = checklist_progress(&w->checks, k->line);
			add_row(w, (struct walk_row){WALK_LINE, w->checks.lines[line].name, p.done, p.all, i});
			section = NULL;
		}
		if (!section || !str_eq(section->text, k->item.section))
			section = add_row(w, (struct walk_row){.kind = WALK_SECTION, .text = k->item.section, .item = i});
		section->done += answered(k);
		section->all += answered(k) || checklist_due(&w->checks, i);
		add_row(w, (struct walk_row){.kind = WALK_ITEM, .item = i});
	}
	w->all = checklist_progress(&w->checks, NULL);
	w->detail.known = false;
}

/* Keeps the item under the bar, and the headings over the first one, on the screen. */
static void scroll_list(struct walk *w, size_t rows)
{
	size_t at = 0, first;

	for (size_t i = 0; i < w->row_count; i++)
		if (w->rows[i].kind == WALK_ITEM && w->rows[i].item == w->at)
			at = i;
	for (first = at; first && w->rows[first - 1].kind != WALK_ITEM && at - first + 2 < rows;)
		first--;
	if (first < w->top)
		w->top = first;
	if (at >= w->top + rows)
		w->top = at - rows + 1;
	if (w->row_count > rows && w->top + rows > w->row_count)
		w->top = w->row_count - rows;
	if (w->row_count <= rows)
		w->top = 0;
}

static int wrap_into(struct view *v, int cols)
{
	struct walk *w = state(v);
	int lines = 0;

	str_clear(&w->detail.text);
	walk_detail(&w->checks, w->at, &v->desk->library, cols, &w->detail.text);
	for (const char *p = str_text(&w->detail.text); *p; p++)
		lines += *p == '\n';
	return lines;
}

/* A text that does not fit leaves a column for the sign of it. */
static void wrap_detail(struct view *v, int rows, int cols)
{
	struct walk *w = state(v);
	int mode = (int)width_mode();

	if (w->detail.known && w->detail.at == w->at && w->detail.rows == rows && w->detail.cols == cols &&
	    w->detail.mode == mode)
		return;
	w->detail.at = w->at;
	w->detail.rows = rows;
	w->detail.cols = cols;
	w->detail.mode = mode;
	w->detail.lines = wrap_into(v, cols);
	if (w->detail.lines > rows)
		w->detail.lines = wrap_into(v, cols - 1);
	w->detail.known = true;
}

void walk_panes(struct rect r, struct rect *list, struct rect *detail)
{
	enum { LEFT_MOST = 46 };
	int left = r.cols * 35 / 100;

	if (left > LEFT_MOST)
		left = LEFT_MOST;
	*list = rect_cols(rect_rows(r, 0, r.rows - 1), 0, left);
	*detail = rect_cols(rect_rows(r, 0, r.rows - 1), left + 2, r.cols - left - 2);
}

/* The rows of the left pane: below the line's name, and below the headings of what a wide one shows besides. */
static struct rect rows_place(struct rect list)
{
	return rect_rows(list, list.cols >= WIDE_COLS ? 2 : 1, -1);
}

/* The whole of the item under the bar; of the others how often they failed, in a wide list also what was said last. */
static int read_shown(struct view *v, struct rect list, struct err *e)
{
	struct walk *w = state(v);
	struct db *db = v->desk->db;
	size_t end = w->top + (size_t)rows_place(list).rows;

	if (list.cols >= WIDE_COLS && !w->before) {
		w->before = true;
		if (checklist_read_before(db, &w->checks, NULL, e))
			return -1;
	}
	if (!w->before && w->row_count) {
		size_t last = (end < w->row_count ? end : w->row_count) - 1;
		if (checklist_read_failures(db, &w->checks, w->rows[w->top].item, w->rows[last].item, e))
			return -1;
	}
	return checklist_read(db, &w->checks, w->at, e);
}

void walk_layout(struct view *v)
{
	struct walk *w = state(v);
	struct rect list, detail;

	if (!w->checks.n)
		return;
	walk_panes(v->body, &list, &detail);
	int rows = rows_place(list).rows;
	struct err e = {0};
	scroll_list(w, rows > 0 ? (size_t)rows : 1);
	if (read_shown(v, list, &e))
		stage_say_err(v->stage, &e);
	wrap_detail(v, detail.rows - 1, detail.cols);
	int most = w->detail.lines - (detail.rows - 1);
	if (w->detail_top > most)
		w->detail_top = most > 0 ? most : 0;
	w->line = checklist_progress(&w->checks, w->checks.v[w->at].line);
}

bool walk_has_more(const struct view *v)
{
	const struct walk *w = state(v);
	struct rect list, detail;

	walk_panes(v->body, &list, &detail);
	return w->detail.lines - w->detail_top > detail.rows - 1;
}

bool walk_item_at(const struct view *v, int row, int col, size_t *item)
{
	const struct walk *w = state(v);
	struct rect list, detail;

	walk_panes(v->body, &list, &detail);
	list = rows_place(list);
	size_t at = w->top + (size_t)(row - list.row);
	if (!rect_holds(list, row, col) || at >= w->row_count)
		return false;
	*item = w->rows[at].item;
	return true;
}

/* ---- from line to line ---------------------------------------------------------------------- */

int walk_ask_line(struct view *v, struct err *e)
{
	const struct walk *w = state(v);
	struct ask_choice *choices = arena_alloc(&v->arena, w->checks.line_count * sizeof *choices);

	for (size_t i = 0; i < w->checks.line_count; i++) {
		struct progress p = checklist_progress(&w->checks, w->checks.lines[i].id);
		const char *note = p.done < p.all ? arena_printf(&v->arena, "%d/%d", p.done, p.all)
						  : arena_printf(&v->arena, _("%d/%d done"), p.done, p.all);
		choices[i] = (struct ask_choice){w->checks.lines[i].id, w->checks.lines[i].name, note};
	}
	struct ask ask = {.kind = ASK_CHOOSE,
			  .title = _("Business lines of this check"),
			  .text = _("To the first item of a line that wants an answer."),
			  .choices = choices,
			  .choice_count = w->checks.line_count,
			  .value = w->checks.v[w->at].line};
	return stage_open(v->stage, VIEW_ASK, &ask, WALK_CHOOSE_LINE, e);
}

/* ---- drawing -------------------------------------------------------------------------------- */

static enum theme_role mark_role(enum result r)
{
	switch (r) {
	case RESULT_CONFORM:
		return ROLE_GOOD;
	case RESULT_ISSUE:
		return ROLE_BAD;
	case RESULT_PENDING:
		return ROLE_WARN;
	default:
		return ROLE_DIM;
	}
}

static void draw_heading(const struct walk_row *row, struct canvas *c, struct rect r, int at)
{
	char count[24];
	enum theme_role role = row->kind == WALK_LINE ? ROLE_LABEL : ROLE_HEADING;
	int in = row->kind == WALK_LINE ? 2 : 0;

	snprintf(count, sizeof count, "%d/%d", row->done, row->all);
	int n = (int)strlen(count);
	if (in)
		canvas_add(c, at, r.col, 2, role, "# ");
	canvas_put_cut(c, at, r.col + in, r.cols - in - n - 1, role, row->text);
	canvas_put_right(c, at, r.col + r.cols - n, n, role, count);
}

/* "10-21 issue 2": when and what last, and how often it failed in twelve months. */
static void draw_last(const struct check *k, int64_t now, struct canvas *c, struct rect r, enum theme_role role)
{
	enum { YEAR = 366 * 86400, DATE = 8, COUNT = 2 };
	char day[DAY_TEXT], count[16] = "";

	if (k->last == RESULT_BLANK)
		return;
	day_format(day_of_time(k->last_at), day);
	if (k->failures)
		snprintf(count, sizeof count, "%d", k->failures);
	canvas_put_n(c, r.row, r.col, DATE, role, now - k->last_at < YEAR ? day + 5 : day,
		     now - k->last_at < YEAR ? 5 : 7);
	canvas_put_cut(c, r.row, r.col + DATE, r.cols - DATE - COUNT, role, result_label(k->last));
	canvas_put_right(c, r.row, r.col + r.cols - COUNT, COUNT, role, count);
}

/* An item that waits for another one's answer has a dot and is dim; one that failed again and again a "!". */
static void draw_item(const struct walk *w, const struct walk_row *row, struct canvas *c, struct rect r)
{
	const struct check *k = &w->checks.v[row->item];
	bool here = row->item == w->at, waits = !answered(k) && !checklist_due(&w->checks, row->item);
	bool wide = r.cols >= WIDE_COLS;
	enum theme_role role = here ? ROLE_SELECTED : waits ? ROLE_DIM : ROLE_TEXT;
	char mark[2] = {waits ? '.' : result_mark(k->answer.result), '\0'};
	const char *number = strchr(k->item.code, '-');
	int title = r.cols - 8 - (wide ? LAST_COLS : 0);

	canvas_add(c, r.row, r.col, 1, here ? ROLE_STRONG : ROLE_TEXT, here ? ">" : " ");
	canvas_add(c, r.row, r.col + 1, 1, mark_role(k->answer.result), mark);
	canvas_add(c, r.row, r.col + 2, 1, ROLE_WARN, k->failures >= REVIEW_REPEAT ? "!" : " ");
	canvas_put(c, r.row, r.col + 3, 5, role, number ? number + 1 : k->item.code);
	canvas_put_cut(c, r.row, r.col + 8, title, role, k->item.title);
	canvas_put(c, r.row, r.col + 8 + title, wide, role, "");
	if (wide)
		draw_last(k, w->head.opened_at, c, rect_cols(r, 9 + title, LAST_COLS - 1),
			  here ? ROLE_SELECTED : k->failures ? ROLE_WARN : ROLE_DIM);
}

static void draw_heads(struct canvas *c, struct rect r)
{
	const char *times = _("12 mo.");
	int n = width_text(times);

	canvas_put_cut(c, r.row, r.col, r.cols - LAST_COLS, ROLE_LABEL, _("   code item"));
	canvas_put_cut(c, r.row, r.col + r.cols - LAST_COLS + 1, LAST_COLS - 1 - n, ROLE_LABEL, _("last time"));
	canvas_put(c, r.row, r.col + r.cols - n, n, ROLE_LABEL, times);
}

void walk_draw_list(const struct walk *w, struct canvas *c, struct rect list)
{
	struct rect r = rows_place(list);

	if (list.cols >= WIDE_COLS)
		draw_heads(c, rect_rows(list, 1, 1));
	for (int i = 0; i < r.rows && w->top + (size_t)i < w->row_count; i++) {
		const struct walk_row *row = &w->rows[w->top + (size_t)i];
		if (row->kind == WALK_ITEM)
			draw_item(w, row, c, rect_rows(r, i, 1));
		else
			draw_heading(row, c, r, r.row + i);
	}
}

void walk_go(struct view *v, size_t at)
{
	struct walk *w = state(v);

	w->at = at;
	w->detail_top = 0;
	stage_touch(v->stage);
}

int walk_next(struct view *v, int count, struct err *e)
{
	struct walk *w = state(v);

	(void)e;
	size_t to = w->at + (size_t)count;
	if (w->at + 1 >= w->checks.n && w->all.done < w->all.all)
		stage_say(v->stage, ROLE_WARN, _("That was the last item; %d want an answer yet: Tab or * goes there."),
			  w->all.all - w->all.done);
	else if (w->at + 1 >= w->checks.n)
		stage_say(v->stage, ROLE_MESSAGE, "%s", _("That was the last item. F4 goes to the signatures."));
	walk_go(v, to < w->checks.n ? to : w->checks.n ? w->checks.n - 1 : 0);
	return 0;
}
