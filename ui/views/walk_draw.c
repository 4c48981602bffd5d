/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/views/walk.h"

#include "ui/base/stage.h"
#include "ui/widgets/bars.h"

#include "base/clock.h"
#include "base/msg.h"
#include "base/width.h"
#include "domain/library.h"

#include <stdio.h>
#include <string.h>

enum { LABEL = 10 }; /* columns of the labels on the right: four Hanzi and two blanks */

/* ---- right: one item, whole ---------------------------------------------------------------- */

static void wrap_auto(struct wrap *w)
{
	wrap_done(w);
}

/* Text behind a label, wrapped, one line each. */
static void add_part(struct str *out, const char *label, const char *text, int cols)
{
	AUTO(wrap_auto) struct wrap w = {0};
	int indent = *label ? LABEL : 0;

	if (str_empty(text))
		return;
	wrap_text(text, strlen(text), cols - indent > 4 ? cols - indent : 4, &w);
	for (size_t i = 0; i < w.n; i++) {
		if (indent)
			width_clip(i ? "" : label, indent, out);
		str_add_n(out, text + w.v[i].start, w.v[i].len);
		str_add_char(out, '\n');
	}
}

static void add_words(struct str *out, const char *lines)
{
	for (const char *p = lines; *p; p++)
		str_add_n(out, *p == '\n' ? "、" : p, *p == '\n' ? strlen("、") : 1);
}

static void add_answer(const struct check *k, int cols, struct str *out)
{
	const struct answer *a = &k->answer;
	AUTO(str_done) struct str line = {0};
	char at[TIME_TEXT];

	if (a->result == RESULT_BLANK)
		return;
	str_addf(&line, "%s  %s %s", result_label(a->result), a->by_name, time_format(a->at, at));
	if (*a->witness)
		str_addf(&line, "  %s %s", _("second person"), a->witness_name);
	add_part(out, _("answer"), str_text(&line), cols);
	add_part(out, _("reason"), a->note, cols);
	add_part(out, _("value"), a->value, cols);
	add_part(out, _("proof"), a->evidence, cols);
	if (a->result != RESULT_ISSUE && !k->findings)
		return;
	str_clear(&line);
	if (k->findings)
		str_addf(&line, _("%d written (F2)"), k->findings);
	else
		str_add(&line, _("none written yet; F2 writes it"));
	add_part(out, _("findings"), str_text(&line), cols);
}

/* What the session before said; the words of its finding come further down, they may be many. */
static void add_last(const struct check *k, int cols, struct str *out)
{
	AUTO(str_done) struct str line = {0};
	char day[DAY_TEXT];

	if (k->last == RESULT_BLANK)
		return;
	str_addf(&line, "%s %s", day_format(day_of_time(k->last_at), day), result_label(k->last));
	add_part(out, _("last"), str_text(&line), cols);
}

static void add_last_fact(const struct check *k, int cols, struct str *out)
{
	AUTO(str_done) struct str line = {0};
	char day[DAY_TEXT];

	if (str_empty(k->last_fact))
		return;
	str_addf(&line, _("%s: %s"), day_format(day_of_time(k->last_fact_at), day), k->last_fact);
	add_part(out, _("found then"), str_text(&line), cols);
}

/* Under which answer of another item this one is asked, while that is not given. */
static void add_condition(const struct check *k, int cols, struct str *out)
{
	AUTO(str_done) struct str line = {0};
	const char *at = k->item.when;
	struct condition c;
	enum result result;

	while (condition_next(&at, &c) == 1)
		str_addf(&line, "%s%s %s", line.n ? ", " : "", c.name,
			 result_parse(c.value, &result) ? result_label(result) : c.value);
	str_add_char(&line, '\n');
	str_add(&line, _("otherwise this item needs no answer"));
	add_part(out, _("only if"), str_text(&line), cols);
}

void walk_detail(const struct checklist *checks, size_t i, const struct library *lib, int cols, struct str *out)
{
	const struct check *k = &checks->v[i];
	AUTO(str_done) struct str look = {0}, methods = {0}, value = {0}, posts = {0}, bases = {0};
	const struct item *it = &k->item;

	add_part(out, "", it->question, cols);
	str_add_char(out, '\n');
	add_answer(k, cols, out);
	add_last(k, cols, out);
	if (!checklist_due(checks, i))
		add_condition(k, cols, out);
	add_part(out, _("how"), it->look, cols);
	method_labels(it->method, &methods);
	add_part(out, _("method"), str_text(&methods), cols);
	add_part(out, _("sample"), it->sample, cols);
	item_value_words(&it->value, &value);
	add_part(out, _("limit"), str_text(&value), cols);
	add_last_fact(k, cols, out);
	add_part(out, _("why"), it->why, cols);
	library_basis_titles(lib, it->bases, &bases);
	add_part(out, _("basis"), str_text(&bases), cols);
	add_part(out, _("measure"), it->measure, cols);
	add_words(&posts, it->posts);
	add_part(out, _("posts"), str_text(&posts), cols);
	add_part(out, _("after"), it->after, cols);
}

static void draw_detail_head(const struct check *k, struct canvas *c, struct rect r)
{
	AUTO(str_done) struct str line = {0};

	str_addf(&line, "%s  %s", k->item.code, severity_label(k->item.severity));
	if (k->item.two_person)
		str_addf(&line, "  %s", _("two persons"));
	int used = canvas_put_cut(c, r.row, r.col, r.cols, ROLE_HEADING, str_text(&line));
	if (!k->failures)
		return;
	str_clear(&line);
	str_addf(&line, _("failed %dx in 12 mo."), k->failures);
	int n = width_text(str_text(&line));
	if (used + n < r.cols)
		canvas_put_right(c, r.row, r.col + r.cols - n, n, ROLE_WARN, str_text(&line));
}

static void draw_detail(const struct walk *w, struct canvas *c, struct rect r)
{
	int line = 0;

	draw_detail_head(&w->checks.v[w->at], c, rect_rows(r, 0, 1));
	for (const char *p = str_text(&w->detail.text); *p; line++) {
		size_t n = strcspn(p, "\n");
		int row = line - w->detail_top + 1;
		if (row >= 1 && row < r.rows)
			canvas_put_n(c, r.row + row, r.col, r.cols, row == 1 && !w->detail_top ? ROLE_STRONG : ROLE_TEXT, p, n);
		p += n + (p[n] == '\n');
	}
	bars_scroll(c, rect_rows(r, 1, -1), w->detail_top, r.rows - 1, w->detail.lines);
}

/* ---- the whole -------------------------------------------------------------------------------- */

void walk_panes(struct rect r, struct rect *list, struct rect *detail)
{
	enum { LEFT_MOST = 46 };
	int left = r.cols * 35 / 100;

	if (left > LEFT_MOST)
		left = LEFT_MOST;
	*list = rect_cols(rect_rows(r, 0, r.rows - 1), 0, left);
	*detail = rect_cols(rect_rows(r, 0, r.rows - 1), left + 2, r.cols - left - 2);
}

/* The line that is being walked and its count; behind it that of all lines. */
static void draw_top(const struct walk *w, struct canvas *c, struct rect r)
{
	AUTO(str_done) struct str all = {0};
	char count[32];
	bool many = w->checks.line_count > 1;
	const char *name = many ? w->checks.lines[walk_line_of(w, w->at)].name : _("items");

	if (many)
		str_addf(&all, _(" of all %d/%d"), w->all.done, w->all.all);
	snprintf(count, sizeof count, " %d/%d", w->line.done, w->line.all);
	int n = width_text(count), more = width_text(str_text(&all));
	canvas_put_cut(c, r.row, r.col, r.cols - n - more, ROLE_LABEL, name);
	canvas_put_right(c, r.row, r.col + r.cols - more - n, n, ROLE_LABEL, count);
	canvas_put_right(c, r.row, r.col + r.cols - more, more, ROLE_DIM, str_text(&all));
}

void walk_draw(const struct view *v, struct canvas *c, struct rect r)
{
	const struct walk *w = VIEW_STATE(v, struct walk);
	AUTO(str_done) struct str hints = {0};
	struct rect list, detail;

	if (!w->checks.n)
		return;
	walk_panes(r, &list, &detail);
	draw_top(w, c, rect_rows(list, 0, 1));
	walk_draw_list(w, c, rect_rows(list, 1, -1));
	canvas_vline(c, r.row, list.col + list.cols, r.rows - 1, ROLE_FRAME);
	draw_detail(w, c, detail);
	cmd_hints(v->ops->cmds, stage_keys(v->stage), v, &hints);
	canvas_put_cut(c, r.row + r.rows - 1, r.col, r.cols, ROLE_DIM, str_text(&hints));
}
