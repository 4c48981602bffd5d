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
	bool has_raw;               /* since the last clear: a cell of canvas_raw() may be among them */
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
	c->has_raw = false;
	canvas_no_caret(c);
}

void canvas_copy(struct canvas *to, const struct canvas *from)
{
	if (to->rows != from->rows || to->cols != from->cols)
		canvas_resize(to, from->rows, from->cols);
	memcpy(to->cells, from->cells, (size_t)to->rows * (size_t)to->cols * sizeof *to->cells);
	to->has_raw = from->has_raw;
	to->caret_row = from->caret_row;
	to->caret_col = from->caret_col;
}

void canvas_copy_row(struct canvas *to, const struct canvas *from, int row)
{
	assert(to->cols == from->cols && row >= 0 && row < to->rows && row < from->rows);
	to->has_raw = to->has_raw || from->has_raw;
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

/* Empties a cell for something new; the other half of a wide character that stood there becomes a blank. */
static struct cell *freshen(struct cell *cell, enum theme_role role)
{
	if (cell->half != CELL_NARROW) {
		struct cell *other = cell->half == CELL_LEFT ? cell + 1 : cell - 1;
		*other = (struct cell){.role = other->role};
	}
	*cell = (struct cell){.role = (unsigned char)role};
	return cell;
}

static struct cell *fresh_cell(struct canvas *c, int row, int col, enum theme_role role)
{
	return freshen(cell_at(c, row, col), role);
}

static void put_blanks(struct canvas *c, int row, int col, int cols, enum theme_role role)
{
	int at = most(col, c->clip.col), end = least(col + cols, c->clip.col + c->clip.cols);

	for (struct cell *cell = cell_at(c, row, at); at < end; at++, cell++)
		freshen(cell, role);
}

/* Where the writer stands in its row: col moves on, end is the first column that is not its own. */
struct pen {
	struct canvas *c;
	int row, col, end, start;
	int left, right;    /* of the clip: [left, right) is seen; none if the row is not */
	enum theme_role role;
	struct cell *last;  /* what a combining mark goes to */
};

/* One spacing character of w columns; a wide one cut by the clip leaves a blank. */
static void put_char(struct pen *p, const char *s, size_t n, int w)
{
	int col = p->col;

	p->col += w;
	p->last = NULL;
	if (p->col <= p->left || col >= p->right)
		return;
	if (col < p->left || p->col > p->right) {
		put_blanks(p->c, p->row, col, w, p->role);
		return;
	}
	struct cell *cell = freshen(cell_at(p->c, p->row, col), p->role);
	if (n == 1 && *s != ' ')
		cell->text[0] = *s;
	else if (n == 3)
		memcpy(cell->text, s, 3);
	else if (n != 1)
		memcpy(cell->text, s, n);
	if (w == 2) {
		freshen(cell + 1, p->role)->half = CELL_RIGHT;
		cell->half = CELL_LEFT;
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

/* Bytes of the run at s in which no two plain characters stand side by side behind its first character. */
static size_t odd_run(const char *s, size_t n)
{
	uint32_t ch;
	size_t at = text_decode(s, n, &ch), plain_at = 0;
	bool was_plain = false;

	while (at < n) {
		size_t len = text_decode(s + at, n - at, &ch);
		bool is_plain = width_plain(ch) > 0;
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

/* Plain characters one by one, each decoded once; the others by runs. False if not all of it fits. */
static bool put_text(struct pen *p, const char *s, size_t n)
{
	uint32_t ch = 0, next = ' ';
	size_t len = n ? text_decode(s, n, &ch) : 0, next_len = 0;
	int w = width_plain(ch), next_w;

	for (size_t at = 0; at < n; at += len, len = next_len, w = next_w) {
		bool last = at + len == n;
		next_len = last ? 0 : text_decode(s + at + len, n - at - len, &next);
		next_w = last ? 1 : width_plain(next);
		if (w && next_w) {
			if (p->col + w > p->end)
				return false;
			put_char(p, s + at, len, w);
			continue;
		}
		len = odd_run(s + at, n - at);
		if (!put_odd(p, s + at, len))
			return false;
		next_len = at + len < n ? text_decode(s + at + len, n - at - len, &next) : 0;
		next_w = width_plain(next);
	}
	return true;
}

/* cols < 0: to the edge of the clip. */
static struct pen pen_at(struct canvas *c, int row, int col, int cols, enum theme_role role)
{
	struct rect clip = c->clip;
	bool seen = row >= clip.row && row < clip.row + clip.rows;

	return (struct pen){
		.c = c, .row = row, .col = col, .start = col, .role = role,
		.end = col + (cols < 0 ? most(clip.col + clip.cols - col, 0) : cols),
		.left = clip.col, .right = seen ? clip.col + clip.cols : clip.col,
	};
}

/* Blanks to the end of what the pen may write. Gives the columns that the text took. */
static int pad(const struct pen *p)
{
	if (p->left < p->right)
		put_blanks(p->c, p->row, p->col, p->end - p->col, p->role);
	return p->col - p->start;
}

int canvas_put_n(struct canvas *c, int row, int col, int cols, enum theme_role role, const char *text,
		 size_t n)
{
	struct pen p = pen_at(c, row, col, cols, role);

	put_text(&p, text, n);
	return pad(&p);
}

int canvas_put(struct canvas *c, int row, int col, int cols, enum theme_role role, const char *text)
{
	return canvas_put_n(c, row, col, cols, role, text ? text : "", text ? strlen(text) : 0);
}

int canvas_add(struct canvas *c, int row, int col, int cols, enum theme_role role, const char *text)
{
	struct pen p = pen_at(c, row, col, cols, role);

	put_text(&p, text ? text : "", text ? strlen(text) : 0);
	return p.col - col;
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

/* As width_ellipsis() would cut it, without a copy: this is most of every table. */
int canvas_put_cut(struct canvas *c, int row, int col, int cols, enum theme_role role, const char *text)
{
	static const char mark[] = "…";
	struct pen p = pen_at(c, row, col, cols, role);
	size_t n = text ? strlen(text) : 0;

	if (put_text(&p, text, n))
		return pad(&p);
	int end = p.end, mark_cols = width_text(mark);
	if (end - col < mark_cols)
		return pad(&p);
	p = pen_at(c, row, col, end - col - mark_cols, role);
	put_text(&p, text, n);
	p.end = end;
	if (width_mode() == WIDTH_SUBSTITUTE)
		put_text(&p, mark, sizeof mark - 1);
	else
		put_char(&p, mark, sizeof mark - 1, mark_cols);
	pad(&p);
	return end - col;
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
		c->has_raw = true;
	}
}

bool canvas_has_raw(const struct canvas *c)
{
	return c->has_raw;
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
