/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Help to read: what is under the bar, what the screen is for, its keys, what holds everywhere.
 */
#include "ui/widgets/guide_inside.h"

#include "base/msg.h"
#include "ui/widgets/bars.h"

int guide_head(const struct guide *g, const struct guide_row *row, struct canvas *c, struct rect r)
{
	enum theme_role role = row->why ? ROLE_DIM : ROLE_TEXT;
	int col = r.col;

	canvas_put(c, r.row, col, g->code_cols, role, row->code);
	col += g->code_cols;
	canvas_put_cut(c, r.row, col, g->label_cols - 1, row->why ? ROLE_DIM : ROLE_STRONG, row->label);
	col += g->label_cols;
	canvas_put_cut(c, r.row, col, g->keys_cols - 1, row->why ? ROLE_DIM : ROLE_KEY, row->keys);
	return col + g->keys_cols - r.col;
}

/* Draws line by line from `line`; with no canvas it only counts. */
struct pen {
	struct canvas *c;
	struct rect r;
	int line, skip;
};

static void write_text(struct pen *p, int indent, enum theme_role role, const char *text)
{
	struct rect r = rect_cols(p->r, indent, -1);
	int lines = bars_text_lines(text, r.cols), hidden = p->skip - p->line;

	if (hidden < 0)
		hidden = 0;
	if (p->c && hidden < lines)
		bars_text(p->c, rect_rows(r, p->line + hidden - p->skip, -1), role, text, hidden);
	p->line += lines;
}

static const char *const notes[] = {
	N_("Function keys: Esc and then the digit does the same (Esc 1 is F1, Esc 0 is F10); so does a click "
	   "on the bar."),
	N_("A - before a word, in the bar or on a menu: not possible now; pressing it says why."),
	N_("Screens: on a menu type the four digits of a transaction code; everywhere F5 lists them."),
	N_("Full-width digits and signs count as plain ones, so the input method may stay on."),
};

static void write_cmd(struct pen *p, const struct guide *g, const struct guide_row *row)
{
	int col = g->code_cols + g->label_cols + g->keys_cols + 2;
	int at = p->line - p->skip;

	if (p->c && at >= 0 && at < p->r.rows)
		guide_head(g, row, p->c, rect_cols(rect_rows(p->r, at, 1), 2, -1));
	if (row->why) {
		AUTO(str_done) struct str s = {0};
		str_addf(&s, _("%s (not now: %s)"), row->help, row->why);
		write_text(p, col, ROLE_DIM, str_text(&s));
	} else {
		write_text(p, col, ROLE_TEXT, row->help);
	}
}

/* What is under the bar. */
static void write_facts(struct pen *p, const struct page *facts)
{
	int lines = page_part(facts, p->c, p->r, p->skip);

	p->line += lines + (lines > 0);
}

static void write_help(struct pen *p, const struct guide *g)
{
	write_facts(p, &g->facts);
	if (g->of->ops->help)
		write_text(p, 0, ROLE_TEXT, _(g->of->ops->help));
	for (size_t i = 0; i < g->n; i++) {
		const struct guide_row *row = &g->v[i];
		if (!row->heading && !row->cmd)
			continue; /* screens stand in the menu */
		if (row->heading && (i + 1 == g->n || !g->v[i + 1].cmd))
			continue;
		if (row->heading) {
			p->line += p->line > 0;
			write_text(p, 0, ROLE_HEADING, row->heading);
		} else {
			write_cmd(p, g, row);
		}
	}
	p->line++;
	for (size_t i = 0; i < ARRAY_LEN(notes); i++)
		write_text(p, 0, ROLE_DIM, _(notes[i]));
}

int guide_help(const struct guide *g, struct canvas *c, struct rect r, int skip)
{
	struct pen p = {.c = c, .r = rect_cols(r, 0, r.cols - 1), .skip = skip}; /* the last column shows where we are */

	write_help(&p, g);
	return p.line;
}
