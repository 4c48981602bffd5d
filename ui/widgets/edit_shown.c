/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is seen of the text: marks for format characters, lines, the part in sight, the caret.
 */
#include "base/mem.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/widgets/edit_inside.h"

enum { COLS_UNKNOWN = 80 };

/* --- marks --- */

/* A joiner inside a cluster makes one picture of two; everywhere else a format character is a foreigner. */
static bool is_foreign(uint32_t c, size_t at, size_t n, size_t cluster)
{
	return text_is_format(c) && !(c == 0x200D && at > 0 && at + n < cluster);
}

static void show_cluster(struct edit *ed, size_t from, size_t cluster)
{
	const char *s = ed->text.s + from;

	for (size_t at = 0, n; at < cluster; at += n) {
		uint32_t c;
		size_t to = ed->shown.n;
		n = text_decode(s + at, cluster - at, &c);
		if (!is_foreign(c, at, n, cluster)) {
			str_add_n(&ed->shown, s + at, n);
			continue;
		}
		text_mark(s + at, n, &ed->shown);
		*VEC_PUSH(&ed->marks) = (struct edit_mark){from + at, n, to, ed->shown.n - to};
	}
}

static bool has_format(const struct str *s)
{
	for (size_t at = 0; at < s->n;) {
		uint32_t c;
		at += text_decode(s->s + at, s->n - at, &c);
		if (text_is_format(c))
			return true;
	}
	return false;
}

static void show_text(struct edit *ed)
{
	str_clear(&ed->shown);
	ed->marks.n = 0;
	if (!has_format(&ed->text)) {
		str_add_n(&ed->shown, edit_text(ed), ed->text.n);
		return;
	}
	for (size_t at = 0, n; at < ed->text.n; at += n) {
		n = text_cluster(ed->text.s + at, ed->text.n - at);
		show_cluster(ed, at, n);
	}
}

size_t edit_to_shown(const struct edit *ed, size_t at)
{
	size_t to = at;

	for (size_t i = 0; i < ed->marks.n && ed->marks.v[i].from < at; i++)
		to += ed->marks.v[i].to_n - ed->marks.v[i].from_n;
	return to;
}

size_t edit_from_shown(const struct edit *ed, size_t at)
{
	size_t from = at;

	for (size_t i = 0; i < ed->marks.n && ed->marks.v[i].to < at; i++) {
		const struct edit_mark *m = &ed->marks.v[i];
		if (at < m->to + m->to_n)
			return m->from;
		from -= m->to_n - m->from_n;
	}
	return from;
}

/* --- lines --- */

/* One column less than there is: the caret behind a full line needs a place. */
static int line_budget(const struct edit *ed)
{
	int cols = ed->cols > 0 ? ed->cols : COLS_UNKNOWN;

	return cols > 3 ? cols - 1 : 2;
}

void edit_settle(struct edit *ed)
{
	if (ed->fresh || ed->flags & EDIT_SECRET)
		return;
	show_text(ed);
	if (ed->flags & EDIT_LINES)
		wrap_text(str_text(&ed->shown), ed->shown.n, line_budget(ed), &ed->lines);
	if (ed->first > ed->shown.n)
		ed->first = 0;
	ed->fresh = true;
}

static void use_cols(struct edit *ed, int cols)
{
	if (cols == ed->cols)
		return;
	ed->cols = cols;
	ed->fresh = ed->lean = false;
	ed->goal = -1;
}

int edit_lines(struct edit *ed, int cols)
{
	if (!(ed->flags & EDIT_LINES))
		return 1;
	use_cols(ed, cols);
	edit_settle(ed);
	return (int)ed->lines.n;
}

size_t edit_caret_line(const struct edit *ed)
{
	size_t at = edit_to_shown(ed, ed->caret), line = wrap_line_of(&ed->lines, at);

	return ed->lean && line && ed->lines.v[line].start == at ? line - 1 : line;
}

static void scroll_lines(struct edit *ed)
{
	int line = (int)edit_caret_line(ed), last = (int)ed->lines.n - ed->rows;

	if (ed->top > line - ed->rows + 1 && ed->top <= line && ed->top <= last)
		return;
	if (line < ed->top)
		ed->top = line;
	if (line >= ed->top + ed->rows)
		ed->top = line - ed->rows + 1;
	if (ed->top > last)
		ed->top = last > 0 ? last : 0;
}

void edit_layout(struct edit *ed, struct rect r)
{
	AUTO(str_done) struct str ignored = {0};

	use_cols(ed, r.cols);
	ed->rows = r.rows > 0 ? r.rows : 1;
	ed->paused = true;
	edit_settle(ed);
	if (ed->flags & EDIT_SECRET || r.cols < 1)
		return;
	if (ed->flags & EDIT_LINES)
		scroll_lines(ed);
	else
		width_field(str_text(&ed->shown), ed->shown.n, edit_to_shown(ed, ed->caret), r.cols,
			    &ed->first, &ignored);
}

/* --- painting --- */

/* Marks that lie in [start, end) of the shown text, which begins at (row, col) and has cols columns. */
static void paint_marks(const struct edit *ed, struct canvas *c, int row, int col, int cols, size_t start,
			size_t end)
{
	const char *s = str_text(&ed->shown);

	for (size_t i = 0; i < ed->marks.n; i++) {
		size_t from = ed->marks.v[i].to, to = from + ed->marks.v[i].to_n;
		if (from < start)
			from = start;
		if (to > end)
			to = end;
		if (from >= to)
			continue;
		int first = width_n(s + start, from - start), n = width_n(s + from, to - from);
		if (first + n > cols)
			n = cols - first;
		if (n > 0)
			canvas_mark(c, row, col + first, n, ROLE_MARK);
	}
}

/* Inside r and on the first half of a character, even where r is too narrow for anything. */
static void put_caret(struct canvas *c, struct rect r, int row, int col)
{
	col = col < r.cols ? col : r.cols - 1;
	if (col > 0 && rect_holds(canvas_rect(c), row, r.col + col) &&
	    canvas_cell(c, row, r.col + col)->half == CELL_RIGHT)
		col--;
	canvas_caret(c, row, r.col + col);
}

static void draw_lines(const struct edit *ed, struct canvas *c, struct rect r, bool focus)
{
	enum theme_role role = focus ? ROLE_FOCUS : ROLE_FIELD;
	size_t caret_line = edit_caret_line(ed);
	const char *s = str_text(&ed->shown);

	for (int i = 0; i < r.rows; i++) {
		size_t line = (size_t)(ed->top + i);
		if (line >= ed->lines.n) {
			canvas_put(c, r.row + i, r.col, r.cols, role, "");
			continue;
		}
		const struct wrap_line *l = &ed->lines.v[line];
		if (!focus && i == r.rows - 1 && line + 1 < ed->lines.n) { /* there is more: a cut shows it */
			AUTO(str_done) struct str rest = {0};
			str_add_n(&rest, s + l->start, l->len);
			str_add(&rest, "……");
			canvas_put_cut(c, r.row + i, r.col, r.cols, role, str_text(&rest));
			continue;
		}
		canvas_put_n(c, r.row + i, r.col, r.cols, role, s + l->start, l->len);
		paint_marks(ed, c, r.row + i, r.col, r.cols, l->start, l->start + l->len);
		if (!focus || line != caret_line)
			continue;
		put_caret(c, r, r.row + i, width_n(s + l->start, edit_to_shown(ed, ed->caret) - l->start));
	}
}

static void draw_field(const struct edit *ed, struct canvas *c, struct rect r)
{
	AUTO(str_done) struct str part = {0};
	size_t first = ed->first;
	int col = width_field(str_text(&ed->shown), ed->shown.n, edit_to_shown(ed, ed->caret), r.cols, &first,
			      &part);

	canvas_put_n(c, r.row, r.col, r.cols, ROLE_FOCUS, str_text(&part), part.n);
	paint_marks(ed, c, r.row, r.col, r.cols, first, ed->shown.n);
	put_caret(c, r, r.row, col);
}

void edit_draw(const struct edit *ed, struct canvas *c, struct rect r, bool focus)
{
	if (r.rows < 1 || r.cols < 1)
		return;
	if (ed->flags & EDIT_SECRET) {
		canvas_put(c, r.row, r.col, r.cols, focus ? ROLE_FOCUS : ROLE_FIELD, "");
		if (focus)
			canvas_caret(c, r.row, r.col);
	} else if (ed->flags & EDIT_LINES) {
		draw_lines(ed, c, r, focus);
	} else if (focus) {
		draw_field(ed, c, r);
	} else {
		canvas_put_cut(c, r.row, r.col, r.cols, ROLE_FIELD, str_text(&ed->shown));
		if (width_text(str_text(&ed->shown)) <= r.cols)
			paint_marks(ed, c, r.row, r.col, r.cols, 0, ed->shown.n);
	}
}
