/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of the workbench's groups.
 */
#include "ui/views/home.h"

#include "base/clock.h"
#include "base/msg.h"
#include "base/width.h"

#include <stdio.h>

/* One column of a row; cols 0: left out. One of them may take what is left. */
struct column {
	const char *text;
	int cols; /* with the blank behind it */
	enum theme_role role;
};
enum { REST = -1, REST_LEAST = 6 };

static void draw_cells(const struct column *cells, size_t n, struct canvas *c, struct rect r)
{
	int rest = r.cols, col = r.col;

	for (size_t i = 0; i < n; i++)
		rest -= cells[i].cols > 0 ? cells[i].cols : 0;
	for (size_t i = 0; i < n; i++) {
		int cols = cells[i].cols == REST ? rest : cells[i].cols;
		if (cols > 1 && (cells[i].cols != REST || cols > REST_LEAST))
			canvas_put_cut(c, r.row, col, cols - 1, cells[i].role, cells[i].text);
		col += cols > 0 ? cols : 0;
	}
}

enum { COL_NUMBER = 15, COL_DAY = 11, COL_BRANCH = 13, COL_STATE = 9, COL_FINDINGS = 9, COL_ITEM = 8, COL_TITLE = 21, COL_TIMES = 6,
       COL_WHEN = 17, COL_TEXT = 26, FACT_LEAST = 14, SESSION_DAY_FROM = 76 };

/* Of what is under way also the lines, where there is room: two of a month have the same title. */
static void add_title(const struct home *h, const struct home_row *row, const struct session *s, int cols, struct str *out)
{
	const char *lines = row->group == HOME_OPEN   ? h->open_lines[row->at]
			    : row->group == HOME_SIGN ? h->sign_lines[row->at]
						      : "";

	str_add(out, s->title);
	if (*lines && width_text(s->title) + 2 + width_text(lines) < cols)
		str_addf(out, "  %s", lines);
}

static void draw_session(const struct home *h, const struct home_row *row, struct canvas *c, struct rect r)
{
	const struct session_list *list = row->group == HOME_SIGN ? &h->sign : row->group == HOME_OPEN ? &h->open : &h->sealed;
	const struct session *s = &list->v[row->at];
	char day[DAY_TEXT], done[32];
	AUTO(str_done) struct str findings = {0}, title = {0};
	const char *state = row->group == HOME_SIGN ? h->signer[row->at] : session_state_label(s->state);
	enum theme_role role = row->group == HOME_SIGN && h->mine[row->at] ? ROLE_WARN : ROLE_TEXT;

	if (row->group == HOME_OPEN && s->state == SESSION_OPEN) {
		snprintf(done, sizeof done, "%d/%d", h->progress[row->at].done, h->progress[row->at].all);
		state = done;
	}
	str_addf(&findings, _("found %d"), s->findings);
	bool narrow = h->many && r.cols < SESSION_DAY_FROM; /* then month and day: the number names the year */
	int day_cols = narrow ? COL_DAY - 5 : COL_DAY;
	day_format(day_of_time(s->sealed_at ? s->sealed_at : s->opened_at), day);
	add_title(h, row, s, r.cols - COL_NUMBER - day_cols - (h->many ? COL_BRANCH : 0) - COL_STATE - COL_FINDINGS, &title);
	const struct column cells[] = {
		{s->number, COL_NUMBER, ROLE_TEXT},
		{narrow ? day + 5 : day, day_cols, ROLE_TEXT},
		{s->branch_name, h->many ? COL_BRANCH : 0, ROLE_TEXT},
		{str_text(&title), REST, ROLE_TEXT},
		{state, COL_STATE, role},
		{str_text(&findings), COL_FINDINGS, ROLE_TEXT},
	};
	draw_cells(cells, ARRAY_LEN(cells), c, r);
}

static void draw_pending(const struct home *h, const struct home_row *row, struct canvas *c, struct rect r)
{
	const struct waiting_item *w = &h->pending.v[row->at];
	char day[DAY_TEXT];
	AUTO(str_done) struct str who = {0};

	str_addf(&who, "%s %s", w->by_name, w->note);
	const struct column cells[] = {
		{w->item, COL_ITEM, ROLE_TEXT},
		{w->title, COL_TITLE, ROLE_TEXT},
		{h->many ? w->branch_name : w->number, h->many ? COL_BRANCH : COL_NUMBER, ROLE_TEXT},
		{day_format(day_of_time(w->at), day), COL_DAY, ROLE_TEXT},
		{str_text(&who), REST, ROLE_DIM},
	};
	draw_cells(cells, ARRAY_LEN(cells), c, r);
}

static void draw_repeat(const struct home *h, const struct home_row *row, struct canvas *c, struct rect r)
{
	const struct review_row *x = &h->repeats.v[row->at];
	char day[DAY_TEXT];
	AUTO(str_done) struct str times = {0};
	bool narrow = h->many && r.cols < 62; /* then month and day alone */
	int used = COL_TIMES + (h->many ? COL_BRANCH : 0) + COL_ITEM + COL_TITLE + COL_DAY;

	day_format(day_of_time(x->last_at), day);
	str_addf(&times, _("%dx"), x->times);
	const struct column cells[] = {
		{str_text(&times), COL_TIMES, ROLE_WARN},
		{x->branch_name, h->many ? COL_BRANCH : 0, ROLE_TEXT},
		{x->item, COL_ITEM, ROLE_TEXT},
		{x->title, COL_TITLE, ROLE_TEXT},
		{narrow ? day + 5 : day, narrow ? COL_DAY - 5 : COL_DAY, ROLE_TEXT},
		{x->last_fact, r.cols - used < FACT_LEAST ? 0 : REST, ROLE_DIM}, /* a few characters of it say nothing */
	};
	draw_cells(cells, ARRAY_LEN(cells), c, r);
}

static void draw_missed(const struct home *h, const struct home_row *row, struct canvas *c, struct rect r)
{
	const struct waiting_branch *b = &h->missed.v[row->at];
	char day[DAY_TEXT];
	AUTO(str_done) struct str what = {0}, last = {0};

	if (b->begun)
		str_addf(&what, _("month %d of %d not sealed"), h->missed.month, h->missed.year);
	else if (b->quarter)
		str_addf(&what, _("none in quarter %d of %d"), h->missed.quarter, h->missed.quarter_year);
	else
		str_addf(&what, _("none in month %d of %d"), h->missed.month, h->missed.year);
	if (b->last_at)
		str_addf(&last, _("last %s"), day_format(day_of_time(b->last_at), day));
	else
		str_add(&last, _("never yet"));
	const struct column cells[] = {
		{b->code, COL_ITEM, ROLE_TEXT},
		{b->name, COL_BRANCH + 2, ROLE_TEXT},
		{str_text(&what), width_text(str_text(&what)) + 2, b->quarter ? ROLE_BAD : ROLE_WARN},
		{str_text(&last), REST, ROLE_TEXT},
	};
	draw_cells(cells, ARRAY_LEN(cells), c, r);
}

static void draw_unsaved(const struct home *h, const struct home_row *row, struct canvas *c, struct rect r)
{
	const struct unsaved *u = &h->unsaved.v[row->at];
	char when[TIME_TEXT];

	time_format(u->at, when);
	const struct column cells[] = {
		{when, COL_WHEN, ROLE_TEXT},
		{u->title, COL_TEXT, ROLE_TEXT},
		{u->preview, REST, ROLE_DIM},
	};
	draw_cells(cells, ARRAY_LEN(cells), c, r);
}

/* A heading counts all there are, also what is folded away. */
static void draw_heading(const struct home *h, const struct home_row *row, struct canvas *c, struct rect r)
{
	static const char *const words[HOME_GROUPS] = {
		[HOME_UNSAVED] = N_("Texts not saved (Enter goes on, Del throws away)"),
		[HOME_SIGN] = N_("A second signature is wanted"),
		[HOME_OPEN] = N_("Under way"),
		[HOME_PENDING] = N_("To be found out"),
		[HOME_MISSED] = N_("Branches without their self-check"),
		[HOME_REPEAT] = N_("Failed again and again within twelve months"),
		[HOME_SEALED] = N_("Sealed last"),
	};
	AUTO(str_done) struct str text = {0};
	size_t n = h->counts[row->group];

	str_add(&text, _(words[row->group]));
	if (n)
		str_addf(&text, " %zu", n);
	else
		str_add(&text, _(": none"));
	canvas_put_cut(c, r.row, r.col, r.cols, row->group == HOME_UNSAVED ? ROLE_WARN : ROLE_HEADING, str_text(&text));
}

static void draw_more(const struct home *h, const struct home_row *row, struct canvas *c, struct rect r)
{
	AUTO(str_done) struct str text = {0};
	size_t left = h->counts[row->group] - row->at;

	if (row->group == HOME_SEALED)
		str_addf(&text, _("%zu more: Enter shows all past sessions"), left);
	else
		str_addf(&text, _("%zu more: Enter shows them"), left);
	canvas_put_cut(c, r.row, r.col, r.cols, ROLE_DIM, str_text(&text));
}

void home_draw_row(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected)
{
	static void (*const things[HOME_GROUPS])(const struct home *, const struct home_row *, struct canvas *, struct rect) = {
		[HOME_UNSAVED] = draw_unsaved,
		[HOME_SIGN] = draw_session,   [HOME_OPEN] = draw_session,  [HOME_PENDING] = draw_pending,
		[HOME_MISSED] = draw_missed, [HOME_REPEAT] = draw_repeat, [HOME_SEALED] = draw_session,
	};
	const struct home_pane *p = ctx;
	const struct home_row *row = &p->v[i];

	(void)selected;
	if (row->kind == HOME_HEADING)
		draw_heading(p->home, row, c, r);
	else if (row->kind == HOME_MORE)
		draw_more(p->home, row, c, rect_cols(r, 2, -1));
	else
		things[row->group](p->home, row, c, rect_cols(r, 2, -1));
}

struct rect home_place(const struct home *h, struct rect r, int pane)
{
	int left = r.cols * 56 / 100;

	if (!h->two)
		return pane ? rect_cols(r, 0, 0) : r;
	return pane ? rect_cols(r, left + 2, -1) : rect_cols(r, 0, left);
}

void home_draw_lists(const struct home *h, struct canvas *c, struct rect r)
{
	for (int i = 0; i < (h->two ? 2 : 1); i++) {
		struct rect place = home_place(h, r, i);
		list_draw(&h->pane[i].list, c, place, h->focus == i);
		if (i)
			canvas_vline(c, r.row, place.col - 2, r.rows, ROLE_FRAME);
	}
}
