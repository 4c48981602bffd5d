/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/base/canvas.h"

#include "base/mem.h"
#include "base/text.h"
#include "base/width.h"

#include <assert.h>
#include <string.h>

struct canvas {
	int rows, cols;
	struct rect clip;
	struct cell *cells;         /* rows * cols */
	int caret_row, caret_col;   /* -1: none */
};

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

static struct cell *cell_at(struct canvas *c, int row, int col)
{
	return &c->cells[row * c->cols + col];
}

struct canvas *canvas_new(int rows, int cols)
{
	struct canvas *c = mem_alloc(sizeof *c);

	canvas_resize(c, rows, cols);
	return c;
}

void canvas_free(struct canvas **c)
{
	if (!*c)
		return;
	mem_free((*c)->cells);
	mem_free(*c);
	*c = NULL;
}

void canvas_resize(struct canvas *c, int rows, int cols)
{
	c->rows = most(rows, 1);
	c->cols = most(cols, 1);
	mem_free(c->cells);
	c->cells = mem_alloc((size_t)c->rows * (size_t)c->cols * sizeof *c->cells);
	canvas_clear(c);
}

void canvas_clear(struct canvas *c)
{
	memset(c->cells, 0, (size_t)c->rows * (size_t)c->cols * sizeof *c->cells);
	c->clip = canvas_rect(c);
	canvas_no_caret(c);
}

void canvas_copy(struct canvas *to, const struct canvas *from)
{
	if (to->rows != from->rows || to->cols != from->cols)
		canvas_resize(to, from->rows, from->cols);
	memcpy(to->cells, from->cells, (size_t)to->rows * (size_t)to->cols * sizeof *to->cells);
	to->caret_row = from->caret_row;
	to->caret_col = from->caret_col;
}

void canvas_copy_row(struct canvas *to, const struct canvas *from, int row)
{
	assert(to->cols == from->cols && row >= 0 && row < to->rows && row < from->rows);
	memcpy(cell_at(to, row, 0), &from->cells[row * from->cols], (size_t)to->cols * sizeof *to->cells);
}

bool canvas_same(const struct canvas *a, const struct canvas *b)
{
	return a->rows == b->rows && a->cols == b->cols && a->caret_row == b->caret_row &&
	       a->caret_col == b->caret_col &&
	       memcmp(a->cells, b->cells, (size_t)a->rows * (size_t)a->cols * sizeof *a->cells) == 0;
}

int canvas_rows(const struct canvas *c)
{
	return c->rows;
}

int canvas_cols(const struct canvas *c)
{
	return c->cols;
}

struct rect canvas_rect(const struct canvas *c)
{
	return (struct rect){0, 0, c->rows, c->cols};
}

const struct cell *canvas_cell(const struct canvas *c, int row, int col)
{
	assert(row >= 0 && row < c->rows && col >= 0 && col < c->cols);
	return &c->cells[row * c->cols + col];
}

struct rect canvas_clip(struct canvas *c, struct rect r)
{
	struct rect former = c->clip;
	int row = most(r.row, 0), col = most(r.col, 0);

	c->clip = (struct rect){row, col, most(least(r.row + r.rows, c->rows) - row, 0),
				most(least(r.col + r.cols, c->cols) - col, 0)};
	return former;
}

/* An empty cell for something new; the other half of a wide character that stood here becomes a blank. */
static struct cell *fresh_cell(struct canvas *c, int row, int col, enum theme_role role)
{
	struct cell *cell = cell_at(c, row, col);

	if (cell->half != CELL_NARROW) {
		struct cell *other = cell->half == CELL_LEFT ? cell + 1 : cell - 1;
		*other = (struct cell){.role = other->role};
	}
	*cell = (struct cell){.role = (unsigned char)role};
	return cell;
}

static void put_blanks(struct canvas *c, int row, int col, int cols, enum theme_role role)
{
	int end = least(col + cols, c->clip.col + c->clip.cols);

	for (int at = most(col, c->clip.col); at < end; at++)
		fresh_cell(c, row, at, role);
}

/* Where the writer stands in its row: col moves on, end is the first column that is not its own. */
struct pen {
	struct canvas *c;
	int row, col, end, start;
	bool shown;         /* the row is inside the clip */
	enum theme_role role;
	struct cell *last;  /* what a combining mark goes to */
};

/* One spacing character of w columns; a wide one cut by the clip leaves a blank. */
static void put_char(struct pen *p, const char *s, size_t n, int w)
{
	struct rect clip = p->c->clip;
	int col = p->col;

	p->col += w;
	p->last = NULL;
	if (!p->shown || p->col <= clip.col || col >= clip.col + clip.cols)
		return;
	if (col < clip.col || p->col > clip.col + clip.cols) {
		put_blanks(p->c, p->row, col, w, p->role);
		return;
	}
	struct cell *cell = fresh_cell(p->c, p->row, col, p->role);
	if (n != 1 || *s != ' ')
		memcpy(cell->text, s, n);
	if (w == 2) {
		struct cell *right = fresh_cell(p->c, p->row, col + 1, p->role);
		cell->half = CELL_LEFT;
		right->half = CELL_RIGHT;
	}
	p->last = cell;
}

/* A mark joins the character before it; curses takes five code points in a cell, the rest is dropped. */
static void put_mark(struct pen *p, const char *s, size_t n)
{
	if (!p->last || !*p->last->text)
		return;
	size_t len = strlen(p->last->text), points = 0;
	for (size_t i = 0; i < len; i++)
		points += ((unsigned char)p->last->text[i] & 0xC0) != 0x80;
	if (points < 5 && len + n < CELL_TEXT)
		memcpy(p->last->text + len, s, n);
}

/* Columns of a character that is a cluster by itself, has no display form of its own and the same width in
 * every mode, beside others like it; 0 for all others. Most of what is drawn, so worth a short way. */
static int plain_width(uint32_t ch)
{
	if (ch < 0x7F)
		return ch >= 0x20;
	if ((ch >= 0x4E00 && ch <= 0x9FFF) || (ch >= 0x3400 && ch <= 0x4DBF))
		return 2;
	if ((ch >= 0x3000 && ch <= 0x3020) || (ch >= 0xFF01 && ch <= 0xFF60))
		return 2;
	return 0;
}

/* Bytes of the run at s in which no two plain characters stand side by side behind its first character. */
static size_t odd_run(const char *s, size_t n)
{
	uint32_t ch;
	size_t at = text_decode(s, n, &ch), plain_at = 0;
	bool was_plain = false;

	while (at < n) {
		size_t len = text_decode(s + at, n - at, &ch);
		bool is_plain = plain_width(ch) > 0;
		if (is_plain && was_plain)
			return plain_at;
		if (is_plain)
			plain_at = at;
		was_plain = is_plain;
		at += len;
	}
	return n;
}

/* One cluster; false if it does not fit. */
static bool put_cluster(struct pen *p, const char *s, size_t n, struct str *form)
{
	str_clear(form);
	int w = width_display(s, n, p->col - p->start, form);
	if (p->col + w > p->end)
		return false;
	for (size_t at = 0; at < form->n;) {
		uint32_t ch;
		size_t len = text_decode(form->s + at, form->n - at, &ch);
		int cols = width_char(ch);
		if (cols)
			put_char(p, form->s + at, len, cols);
		else
			put_mark(p, form->s + at, len);
		at += len;
	}
	return true;
}

static bool put_odd(struct pen *p, const char *s, size_t n)
{
	AUTO(str_done) struct str form = {0};

	for (size_t at = 0; at < n;) {
		size_t len = text_cluster(s + at, n - at);
		bool ok = s[at] == '\n' || s[at] == '\r' ? put_cluster(p, " ", 1, &form)
							 : put_cluster(p, s + at, len, &form);
		if (!ok)
			return false;
		at += len;
	}
	return true;
}

/* Plain characters one by one, each decoded once; the others by runs. */
static void put_text(struct pen *p, const char *s, size_t n)
{
	uint32_t ch = 0, next = ' ';
	size_t len = n ? text_decode(s, n, &ch) : 0, next_len = 0;
	int w = plain_width(ch), next_w;

	for (size_t at = 0; at < n; at += len, len = next_len, w = next_w) {
		bool last = at + len == n;
		next_len = last ? 0 : text_decode(s + at + len, n - at - len, &next);
		next_w = last ? 1 : plain_width(next);
		if (w && next_w) {
			if (p->col + w > p->end)
				return;
			put_char(p, s + at, len, w);
			continue;
		}
		len = odd_run(s + at, n - at);
		if (!put_odd(p, s + at, len))
			return;
		next_len = at + len < n ? text_decode(s + at + len, n - at - len, &next) : 0;
		next_w = plain_width(next);
	}
}

static int put(struct canvas *c, int row, int col, int cols, enum theme_role role, const char *text, size_t n,
	       bool pad)
{
	struct rect clip = c->clip;
	if (cols < 0)
		cols = most(clip.col + clip.cols - col, 0);
	struct pen p = {
		.c = c, .row = row, .col = col, .start = col, .end = col + cols, .role = role,
		.shown = row >= clip.row && row < clip.row + clip.rows,
	};

	put_text(&p, text, n);
	if (pad && p.shown)
		put_blanks(c, row, p.col, p.end - p.col, role);
	return p.col - col;
}

int canvas_put_n(struct canvas *c, int row, int col, int cols, enum theme_role role, const char *text,
		 size_t n)
{
	return put(c, row, col, cols, role, text, n, true);
}

int canvas_put(struct canvas *c, int row, int col, int cols, enum theme_role role, const char *text)
{
	return put(c, row, col, cols, role, text ? text : "", text ? strlen(text) : 0, true);
}

int canvas_add(struct canvas *c, int row, int col, int cols, enum theme_role role, const char *text)
{
	return put(c, row, col, cols, role, text ? text : "", text ? strlen(text) : 0, false);
}

int canvas_put_right(struct canvas *c, int row, int col, int cols, enum theme_role role, const char *text)
{
	if (cols < 0)
		cols = most(c->clip.col + c->clip.cols - col, 0);
	int used, blank = most(cols - width_text(text ? text : ""), 0);

	canvas_put(c, row, col, blank, role, "");
	used = canvas_put(c, row, col + blank, cols - blank, role, text);
	return used;
}

int canvas_put_cut(struct canvas *c, int row, int col, int cols, enum theme_role role, const char *text)
{
	if (cols < 0)
		cols = most(c->clip.col + c->clip.cols - col, 0);
	AUTO(str_done) struct str s = {0};
	int w = width_text(text ? text : "");

	if (w <= cols)
		return canvas_put(c, row, col, cols, role, text);
	width_ellipsis(text, cols, &s);
	canvas_put(c, row, col, cols, role, str_text(&s));
	return cols;
}

void canvas_raw(struct canvas *c, int row, int col, enum theme_role role, const char *text)
{
	if (row < c->clip.row || row >= c->clip.row + c->clip.rows)
		return;
	for (size_t n = strlen(text), used; n && col < c->clip.col + c->clip.cols; text += used, n -= used, col++) {
		uint32_t point;
		used = text_decode(text, n, &point);
		if (col < c->clip.col)
			continue;
		struct cell *cell = fresh_cell(c, row, col, role);
		memcpy(cell->text, text, used);
		cell->raw = true;
	}
}

void canvas_fill(struct canvas *c, struct rect r, enum theme_role role)
{
	int end = least(r.row + r.rows, c->clip.row + c->clip.rows);

	for (int row = most(r.row, c->clip.row); row < end; row++)
		put_blanks(c, row, r.col, r.cols, role);
}

static void put_line(struct canvas *c, int row, int col, unsigned arms, enum theme_role role)
{
	if (!rect_holds(c->clip, row, col))
		return;
	unsigned char had = cell_at(c, row, col)->lines;
	fresh_cell(c, row, col, role)->lines = (unsigned char)(had | arms);
}

void canvas_hline(struct canvas *c, int row, int col, int cols, enum theme_role role)
{
	for (int i = 0; i < cols; i++)
		put_line(c, row, col + i,
			 (i ? CANVAS_LEFT : 0u) | (i < cols - 1 || cols == 1 ? CANVAS_RIGHT : 0u), role);
}

void canvas_vline(struct canvas *c, int row, int col, int rows, enum theme_role role)
{
	for (int i = 0; i < rows; i++)
		put_line(c, row + i, col,
			 (i ? CANVAS_UP : 0u) | (i < rows - 1 || rows == 1 ? CANVAS_DOWN : 0u), role);
}

void canvas_box(struct canvas *c, struct rect r, enum theme_role role)
{
	if (r.rows < 2 || r.cols < 2)
		return;
	canvas_hline(c, r.row, r.col, r.cols, role);
	canvas_hline(c, r.row + r.rows - 1, r.col, r.cols, role);
	canvas_vline(c, r.row, r.col, r.rows, role);
	canvas_vline(c, r.row, r.col + r.cols - 1, r.rows, role);
}

void canvas_mark(struct canvas *c, int row, int col, int cols, enum theme_role role)
{
	int end = least(col + cols, c->clip.col + c->clip.cols);

	if (row < c->clip.row || row >= c->clip.row + c->clip.rows)
		return;
	for (int at = most(col, c->clip.col); at < end; at++) {
		struct cell *cell = cell_at(c, row, at);
		cell->role = (unsigned char)role;
		if (cell->half == CELL_LEFT)
			cell[1].role = (unsigned char)role;
		if (cell->half == CELL_RIGHT)
			cell[-1].role = (unsigned char)role;
	}
}

void canvas_caret(struct canvas *c, int row, int col)
{
	if (!rect_holds(c->clip, row, col))
		return;
	c->caret_row = row;
	c->caret_col = col;
}

void canvas_no_caret(struct canvas *c)
{
	c->caret_row = c->caret_col = -1;
}

bool canvas_caret_at(const struct canvas *c, int *row, int *col)
{
	*row = c->caret_row;
	*col = c->caret_col;
	return c->caret_row >= 0;
}

struct rect rect_rows(struct rect r, int first, int rows)
{
	first = least(most(first, 0), r.rows);
	if (rows < 0 || rows > r.rows - first)
		rows = r.rows - first;
	return (struct rect){r.row + first, r.col, rows, r.cols};
}

struct rect rect_cols(struct rect r, int first, int cols)
{
	first = least(most(first, 0), r.cols);
	if (cols < 0 || cols > r.cols - first)
		cols = r.cols - first;
	return (struct rect){r.row, r.col + first, r.rows, cols};
}

struct rect rect_inside(struct rect r)
{
	return (struct rect){r.row + 1, r.col + 1, most(r.rows - 2, 0), most(r.cols - 2, 0)};
}

struct rect rect_middle(struct rect r, int rows, int cols)
{
	rows = least(most(rows, 0), r.rows);
	cols = least(most(cols, 0), r.cols);
	return (struct rect){r.row + (r.rows - rows) / 2, r.col + (r.cols - cols) / 2, rows, cols};
}

bool rect_holds(struct rect r, int row, int col)
{
	return row >= r.row && row < r.row + r.rows && col >= r.col && col < r.col + r.cols;
}

static const char *line_sign(unsigned arms)
{
	if (!(arms & (CANVAS_UP | CANVAS_DOWN)))
		return "-";
	return arms & (CANVAS_LEFT | CANVAS_RIGHT) ? "+" : "|";
}

void canvas_dump_row(const struct canvas *c, int row, struct str *out)
{
	size_t start = out->n;

	for (int col = 0; col < c->cols; col++) {
		const struct cell *cell = canvas_cell(c, row, col);
		if (cell->half == CELL_RIGHT)
			continue;
		str_add(out, cell->lines ? line_sign(cell->lines) : *cell->text ? cell->text : " ");
	}
	while (out->n > start && out->s[out->n - 1] == ' ')
		str_truncate(out, out->n - 1);
}

void canvas_dump(const struct canvas *c, struct str *out)
{
	for (int row = 0; row < c->rows; row++) {
		canvas_dump_row(c, row, out);
		str_add_char(out, '\n');
	}
}

void canvas_dump_roles(const struct canvas *c, struct str *out)
{
	for (int row = 0; row < c->rows; row++) {
		for (int col = 0; col < c->cols; col++)
			str_add_char(out, theme_letter(canvas_cell(c, row, col)->role));
		str_add_char(out, '\n');
	}
}
