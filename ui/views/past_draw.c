/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of past sessions on the canvas: filters in words, the table, and below it how many there are of what.
 */
#include "ui/views/past.h"

#include "base/clock.h"
#include "base/msg.h"
#include "base/width.h"

#include <stdio.h>

enum { FILTER_ROWS = 2, WIDE_COLS = 112 };

/* ---- the table ------------------------------------------------------------------------------ */

/* Those of words are as wide as the words of the language want, within reason. */
static const int widths[PAST_COLUMNS] = {[C_NUMBER] = 15, [C_DAY] = 11, [C_BRANCH] = 12, [C_SIGNERS] = 16};

static int column_cols(int column)
{
	enum { STATE_MOST = 9 };
	int cols = widths[column];

	if (column == C_STATE) {
		for (int i = 0; i < SESSION_STATES; i++) {
			int n = width_text(session_state_label((enum session_state)i)) + 1;
			cols = n > cols ? n : cols;
		}
		return cols < STATE_MOST ? cols : STATE_MOST;
	}
	if (column == C_FINDINGS)
		return width_text(_("issues")) + 1;
	if (column == C_WORST)
		return width_text(severity_label(SEVERITY_ORDINARY)) + 1;
	if (column >= C_MAJOR && column <= C_SLIGHT)
		return width_text(severity_label((enum severity)(SEVERITY_MAJOR - (column - C_MAJOR)))) + 1;
	return cols;
}

void past_columns(struct past *p)
{
	for (int i = 0; i < PAST_COLUMNS; i++)
		p->cols[i] = column_cols(i);
}

static void draw_cells(const struct past *p, struct canvas *c, struct rect r, enum theme_role role,
		       const char *const cells[PAST_COLUMNS])
{
	int last = r.cols >= WIDE_COLS ? PAST_COLUMNS : C_MAJOR, title = r.cols - 2, col = r.col + 2;

	for (int i = 0; i < last; i++)
		title -= p->cols[i];
	for (int i = 0; i < last; i++) {
		int cols = i == C_TITLE ? title : p->cols[i];
		if (cols > 1)
			canvas_put_cut(c, r.row, col, cols - 1, role, cells[i]);
		col += cols;
	}
}

void past_draw_row(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected)
{
	const struct past *p = ctx;
	const struct session *s = &p->sessions.v[i];
	char day[DAY_TEXT], found[12], of[SEVERITY_COUNT][12];

	(void)selected;
	snprintf(found, sizeof found, "%d", s->findings);
	for (int k = SEVERITY_SLIGHT; k < SEVERITY_COUNT; k++)
		snprintf(of[k], sizeof of[k], "%d", s->by_severity[k]);
	const char *const cells[PAST_COLUMNS] = {
		[C_NUMBER] = s->number,
		[C_DAY] = day_format(day_of_time(s->opened_at), day),
		[C_BRANCH] = s->branch_name,
		[C_TITLE] = s->title,
		[C_STATE] = session_state_label(s->state),
		[C_FINDINGS] = found,
		[C_WORST] = s->worst ? severity_label(s->worst) : "",
		[C_MAJOR] = of[SEVERITY_MAJOR],
		[C_SERIOUS] = of[SEVERITY_SERIOUS],
		[C_ORDINARY] = of[SEVERITY_ORDINARY],
		[C_SLIGHT] = of[SEVERITY_SLIGHT],
		[C_SIGNERS] = s->signers,
	};
	draw_cells(p, c, r, ROLE_TEXT, cells);
}

static void draw_heads(const struct past *p, struct canvas *c, struct rect r)
{
	const char *const heads[PAST_COLUMNS] = {
		[C_NUMBER] = _("number"),     [C_DAY] = _("opened"),       [C_BRANCH] = _("branch"),
		[C_TITLE] = _("title"),       [C_STATE] = _("state"),      [C_FINDINGS] = _("issues"),
		[C_WORST] = _("worst"),       [C_MAJOR] = _("major"),      [C_SERIOUS] = _("serious"),
		[C_ORDINARY] = _("ordinary"), [C_SLIGHT] = _("slight"),    [C_SIGNERS] = _("signers"),
	};
	draw_cells(p, c, r, ROLE_HEADING, heads);
}

/* ---- over and under it ---------------------------------------------------------------------- */

/* "2branch all": the digit that changes it, its name, what it lets through; what narrows stands out. */
static void draw_filters(const struct past *p, struct canvas *c, struct rect r)
{
	enum { PER_ROW = PAST_FILTERS / FILTER_ROWS };
	static const int starts[PER_ROW + 1] = {0, 30, 58, 100}; /* of a hundred: two days take more room */

	for (int i = 0; i < PAST_FILTERS; i++) {
		int row = r.row + i / PER_ROW, at = i % PER_ROW;
		int col = r.col + r.cols * starts[at] / 100, end = r.col + r.cols * starts[at + 1] / 100 - 1;
		char digit[2] = {(char)('2' + i), '\0'};
		col += canvas_add(c, row, col, 1, ROLE_KEY, digit);
		col += canvas_add(c, row, col, end - col, ROLE_LABEL, past_filter_label((enum past_filter)i)) + 1;
		if (p->words[i] && col < end)
			canvas_put_cut(c, row, col, end - col, p->value[i][0] ? ROLE_STRONG : ROLE_TEXT, p->words[i]);
	}
}

/* How many sessions are in sight of the filters, typed words included, and their findings. */
static void draw_sums(const struct view *v, struct canvas *c, struct rect r)
{
	const struct past *p = VIEW_STATE(v, struct past);
	AUTO(str_done) struct str text = {0};
	AUTO(str_done) struct str place = {0};
	long of[SEVERITY_COUNT] = {0}, all = 0;

	for (size_t i = 0; i < p->list.rows.n; i++)
		for (int k = SEVERITY_SLIGHT; k < SEVERITY_COUNT; k++) {
			int n = p->sessions.v[p->list.rows.v[i]].by_severity[k];
			of[k] += n;
			all += n;
		}
	str_addf(&text, _("%zu sessions, %ld findings"), p->list.rows.n, all);
	for (int k = SEVERITY_COUNT - 1; k > SEVERITY_NONE; k--)
		str_addf(&text, "  %s %ld", severity_label((enum severity)k), of[k]);
	if (!p->list.filtering && !list_is_filtered(&p->list))
		list_position(&p->list, &place);
	int n = width_text(str_text(&place));
	canvas_put_cut(c, r.row, r.col, r.cols - n - 1, ROLE_LABEL, str_text(&text));
	canvas_put_right(c, r.row, r.col + r.cols - n, n, ROLE_DIM, str_text(&place));
}

struct rect past_place(struct rect r)
{
	return rect_rows(r, FILTER_ROWS + 1, r.rows - FILTER_ROWS - 2);
}

void past_draw(const struct view *v, struct canvas *c, struct rect r)
{
	const struct past *p = VIEW_STATE(v, struct past);

	draw_filters(p, c, rect_rows(r, 0, FILTER_ROWS));
	draw_heads(p, c, rect_rows(r, FILTER_ROWS, 1));
	list_draw(&p->list, c, past_place(r), true);
	draw_sums(v, c, rect_rows(r, r.rows - 1, 1));
}
