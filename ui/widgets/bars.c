/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/bars.h"

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/width.h"
#include "base/wrap.h"
#include "ui/base/stage.h"

#include <string.h>

enum { LABEL_MOST = 20 };

static void wrap_auto(struct wrap *w)
{
	wrap_done(w);
}

/* Harmless on any screen; the text itself if nothing in it is foreign. */
static void mark(const char *text, struct str *out)
{
	text_mark(text ? text : "", text ? strlen(text) : 0, out);
}

/* --- headings --- */

void bars_heading(struct canvas *c, struct rect r, const char *left, const char *right, bool focus)
{
	int right_cols = right ? width_text(right) : 0;

	if (r.rows < 1)
		return;
	if (right_cols + 2 > r.cols)
		right_cols = 0;
	canvas_put(c, r.row, r.col, r.cols, ROLE_HEADING, "");
	canvas_put_cut(c, r.row, r.col, r.cols - right_cols - (right_cols > 0),
		       focus ? ROLE_STRONG : ROLE_HEADING, left);
	if (right_cols)
		canvas_put(c, r.row, r.col + r.cols - right_cols, right_cols, ROLE_DIM, right);
}

void bars_section(struct canvas *c, struct rect r, const char *name, int done, int all)
{
	AUTO(str_done) struct str count = {0};

	str_addf(&count, "%d/%d", done, all);
	bars_heading(c, r, name, str_text(&count), false);
}

/* --- text --- */

int bars_text(struct canvas *c, struct rect r, enum theme_role role, const char *text, int skip)
{
	AUTO(str_done) struct str shown = {0};
	AUTO(wrap_auto) struct wrap w = {0};
	int n = 0;

	if (r.cols < 1)
		return 0;
	mark(text, &shown);
	wrap_text(str_text(&shown), shown.n, r.cols > 2 ? r.cols : 2, &w);
	for (size_t i = skip > 0 ? (size_t)skip : 0; i < w.n && n < r.rows; i++, n++)
		canvas_put_n(c, r.row + n, r.col, r.cols, role, str_text(&shown) + w.v[i].start, w.v[i].len);
	return n;
}

int bars_text_lines(const char *text, int cols)
{
	AUTO(str_done) struct str shown = {0};
	AUTO(wrap_auto) struct wrap w = {0};

	mark(text, &shown);
	wrap_text(str_text(&shown), shown.n, cols > 2 ? cols : 2, &w);
	return (int)w.n;
}

int bars_fact(struct canvas *c, struct rect r, int label_cols, const char *label, const char *text,
	      enum theme_role role)
{
	if (str_empty(text) || r.rows < 1)
		return 0;
	canvas_put_cut(c, r.row, r.col, label_cols < r.cols ? label_cols : r.cols, ROLE_LABEL, label);
	return bars_text(c, rect_cols(r, label_cols, -1), role, text, 0);
}

int bars_fact_lines(const char *text, int cols, int label_cols)
{
	return str_empty(text) ? 0 : bars_text_lines(text, cols - label_cols);
}

int bars_label_cols(const char *const labels[])
{
	int most = 0;

	for (size_t i = 0; labels[i]; i++) {
		int cols = width_text(labels[i]);
		if (cols > most)
			most = cols;
	}
	return (most < LABEL_MOST ? most : LABEL_MOST) + 1;
}

/* --- progress and hints --- */

void bars_progress(struct canvas *c, struct rect r, int done, int all)
{
	AUTO(str_done) struct str count = {0};

	str_addf(&count, " %d/%d", done, all);
	int cells = r.cols - (int)count.n - 2;
	if (cells < 3) {
		canvas_put_right(c, r.row, r.col, r.cols, ROLE_TEXT, str_text(&count));
		return;
	}
	int full = all > 0 ? (int)((long)cells * (done < all ? done : all) / all) : 0;
	AUTO(str_done) struct str bar = {0};
	str_add(&bar, "[");
	for (int i = 0; i < cells; i++)
		str_add(&bar, i < full ? "#" : ".");
	str_add(&bar, "]");
	canvas_put(c, r.row, r.col, cells + 2, ROLE_TEXT, str_text(&bar));
	canvas_put(c, r.row, r.col + cells + 2, (int)count.n, ROLE_TEXT, str_text(&count));
}

struct hints {
	struct canvas *c;
	struct rect r;
	const struct view *v;
	int col;
};

static int draw_hint(const struct cmd *cmd, void *ctx)
{
	struct hints *h = ctx;
	const char *keys = cmd_keys(stage_keys(h->v->stage), cmd), *label = _(cmd->label);
	size_t n = strcspn(keys, " ");

	if (!(cmd->flags & CMD_HINT) || !n || (cmd->why_not && cmd->why_not(h->v)))
		return 0;
	AUTO(mem_free_auto) char *key = mem_dup_n(keys, n);
	int key_cols = width_text(key), cols = key_cols + width_text(label);
	if (h->col + cols > h->r.cols)
		return 1;
	canvas_put(h->c, h->r.row, h->r.col + h->col, key_cols, ROLE_KEY, key);
	canvas_put(h->c, h->r.row, h->r.col + h->col + key_cols, cols - key_cols, ROLE_TEXT, label);
	h->col += cols + 1;
	return 0;
}

void bars_hints(struct canvas *c, struct rect r, const struct view *v)
{
	struct hints h = {c, r, v, 0};

	if (r.rows < 1)
		return;
	canvas_put(c, r.row, r.col, r.cols, ROLE_TEXT, "");
	cmd_each(v->ops->cmds, draw_hint, &h);
}

/* --- frames --- */

void bars_scroll(struct canvas *c, struct rect r, int top, int shown, int all)
{
	if (all <= shown || r.rows < 2 || r.cols < 1)
		return;
	int size = r.rows * shown / all, last = r.rows - 1;
	if (size < 1)
		size = 1;
	int first = top <= 0             ? 0
		    : top >= all - shown ? last - size + 1
					 : 1 + (last - size) * top / (all - shown);
	for (int i = first; i < first + size; i++)
		canvas_put(c, r.row + i, r.col + r.cols - 1, 1, ROLE_FRAME, "#");
}

struct rect bars_box(struct canvas *c, struct rect r, const char *title)
{
	canvas_fill(c, r, ROLE_BOX);
	canvas_box(c, r, ROLE_FRAME);
	if (!str_empty(title) && r.cols > 8) {
		AUTO(str_done) struct str s = {0};
		int cols = width_text(title) + 2;
		str_addf(&s, " %s ", title);
		canvas_put_cut(c, r.row, r.col + 2, cols < r.cols - 4 ? cols : r.cols - 4, ROLE_HEADING,
			       str_text(&s));
	}
	return rect_cols(rect_inside(r), 1, r.cols - 4 > 0 ? r.cols - 4 : 0);
}

void bars_panes(struct canvas *c, struct rect r, int left, struct rect *a, struct rect *b)
{
	*a = rect_cols(r, 0, left);
	*b = rect_cols(r, left + 2, -1);
	canvas_vline(c, r.row, r.col + left, r.rows, ROLE_FRAME);
}
