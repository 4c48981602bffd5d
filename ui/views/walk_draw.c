/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Both panes of the walk, drawn.
 */
#include "ui/views/walk.h"

#include "ui/base/stage.h"
#include "ui/widgets/bars.h"

#include "base/msg.h"
#include "base/width.h"
#include "domain/library.h"

#include <stdio.h>
#include <string.h>

/* ---- right: one item ---- */

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
			canvas_put_n(c, r.row + row, r.col, r.cols,
				     row == 1 && !w->detail_top ? ROLE_STRONG : ROLE_TEXT, p, n);
		p += n + (p[n] == '\n');
	}
	bars_scroll(c, rect_rows(r, 1, -1), w->detail_top, r.rows - 1, w->detail.lines);
}

/* ---- the whole -------------------------------------------------------------------------------- */

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
	walk_draw_list(w, c, list);
	canvas_vline(c, r.row, list.col + list.cols, r.rows - 1, ROLE_FRAME);
	draw_detail(w, c, detail);
	cmd_hints(v->ops->cmds, stage_keys(v->stage), v, &hints);
	canvas_put_cut(c, r.row + r.rows - 1, r.col, r.cols, ROLE_DIM, str_text(&hints));
}
