/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of past sessions on the canvas: filters in words, the table, and below it how many there are of what.
 */
#include "ui/views/past.h"

#include "base/clock.h"
#include "base/msg.h"
#include "base/width.h"

#include <string.h>

enum { FILTER_ROWS = 2, WIDE_COLS = 112 };

/* ---- the table ------------------------------------------------------------------------------ */

static const struct {
	const char *head; /* N_() */
	int cols;         /* 0: as wide as its words */
} columns[PAST_COLUMNS] = {
	[C_NUMBER] = {N_("number"), 15},    [C_DAY] = {N_("opened"), 11},     [C_BRANCH] = {N_("branch"), 14},
	[C_TITLE] = {N_("title"), 0},       [C_STATE] = {N_("state"), 0},     [C_FINDINGS] = {N_("issues"), 0},
	[C_WORST] = {N_("worst"), 0},       [C_MAJOR] = {N_("major"), 0},     [C_SERIOUS] = {N_("serious"), 0},
	[C_ORDINARY] = {N_("ordinary"), 0}, [C_SLIGHT] = {N_("slight"), 0},   [C_SIGNERS] = {N_("signers"), 16},
};

/* Of the state: as wide as its words want, within reason. */
static int state_cols(const struct past *p)
{
	enum { STATE_MOST = 9 };
	int cols = 0;

	for (int i = 0; i < SESSION_STATES; i++) {
		int n = width_text(p->states[i]) + 1;
		cols = n > cols ? n : cols;
	}
	return cols < STATE_MOST ? cols : STATE_MOST;
}

static void take_words(struct past *p)
{
	for (int i = 0; i < PAST_FILTERS; i++)
		p->labels[i] = past_filter_label((enum past_filter)i);
	for (int i = 0; i < SESSION_STATES; i++)
		p->states[i] = session_state_label((enum session_state)i);
	for (int i = 0; i < SEVERITY_COUNT; i++)
		p->severities[i] = severity_label((enum severity)i);
	for (int i = 0; i < PAST_COLUMNS; i++) {
		p->heads[i] = _(columns[i].head);
		p->cols[i] = columns[i].cols ? columns[i].cols : width_text(p->heads[i]) + 1;
	}
	p->cols[C_TITLE] = 0; /* what is left */
	p->cols[C_STATE] = state_cols(p);
	p->cols[C_WORST] = width_text(p->severities[SEVERITY_ORDINARY]) + 1;
}

static void sum_findings(struct past *p)
{
	memset(p->by_severity, 0, sizeof p->by_severity);
	for (size_t i = 0; i < p->list.rows.n; i++)
		for (int k = SEVERITY_SLIGHT; k < SEVERITY_COUNT; k++)
			p->by_severity[k] += p->keys.v[p->list.rows.v[i]].by_severity[k];
}

void past_prepare(struct past *p)
{
	if (!p->heads[0] || p->lang != msg_lang())
		take_words(p);
	p->lang = msg_lang();
	if (p->summed != p->list.collected)
		sum_findings(p);
	p->summed = p->list.collected;
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
	const struct session *s = p->rows[i];
	char day[DAY_TEXT], found[STR_INT], of[SEVERITY_COUNT][STR_INT];

	(void)selected;
	if (!s)
		return; /* could not be read; the message line says why */
	for (int k = SEVERITY_SLIGHT; k < SEVERITY_COUNT; k++)
		str_from_int(s->by_severity[k], of[k]);
	const char *const cells[PAST_COLUMNS] = {
		[C_NUMBER] = s->number,
		[C_DAY] = day_format(day_of_time(s->opened_at), day),
		[C_BRANCH] = s->branch_name,
		[C_TITLE] = s->title,
		[C_STATE] = p->states[s->state],
		[C_FINDINGS] = str_from_int(s->findings, found),
		[C_WORST] = p->severities[s->worst],
		[C_MAJOR] = of[SEVERITY_MAJOR],
		[C_SERIOUS] = of[SEVERITY_SERIOUS],
		[C_ORDINARY] = of[SEVERITY_ORDINARY],
		[C_SLIGHT] = of[SEVERITY_SLIGHT],
		[C_SIGNERS] = s->signers,
	};
	draw_cells(p, c, r, ROLE_TEXT, cells);
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
		char digit[2] = {"246789"[i], '\0'}; /* as on the key bar: 3 and 5 are Find and Menu there */
		col += canvas_add(c, row, col, 1, ROLE_KEY, digit);
		col += canvas_add(c, row, col, end - col, ROLE_LABEL, p->labels[i]) + 1;
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
	long all = 0;

	for (int k = SEVERITY_SLIGHT; k < SEVERITY_COUNT; k++)
		all += p->by_severity[k];
	str_addf(&text, _("%zu sessions, %ld findings"), p->list.rows.n, all);
	for (int k = SEVERITY_COUNT - 1; k > SEVERITY_NONE; k--)
		str_addf(&text, "  %s %ld", p->severities[k], p->by_severity[k]);
	if (!p->list.filtering && !list_is_filtered(&p->list))
		list_position(&p->list, &place);
	if (width_text(str_text(&text)) + 1 + width_text(str_text(&place)) > r.cols)
		str_truncate(&place, strcspn(str_text(&place), "/")); /* how many there are stands at the left as well */
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
	draw_cells(p, c, rect_rows(r, FILTER_ROWS, 1), ROLE_HEADING, p->heads);
	list_draw(&p->list, c, past_place(r), true);
	draw_sums(v, c, rect_rows(r, r.rows - 1, 1));
}
