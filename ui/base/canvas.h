/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A grid of cells. Views draw here and nowhere else; term shows it, tests read it as text.
 * The one writer of text on the screen: display form, cluster by cluster, cut before a
 * cluster that does not fit, padded to exactly the columns asked for. A cell never holds half
 * a character: overwriting one half of a wide one blanks the other. Rows and columns from 0.
 * Everything outside the clip (at first the whole canvas) is silently not drawn.
 * Knows no colour (roles only) and no terminal. Asks src/base/width for columns.
 */
#ifndef ZICHA_UI_BASE_CANVAS_H
#define ZICHA_UI_BASE_CANVAS_H

#include "base/str.h"
#include "ui/base/theme.h"

#include <assert.h>
#include <stdbool.h>

struct rect {
	int row, col, rows, cols;
};

enum { CANVAS_UP = 1, CANVAS_DOWN = 2, CANVAS_LEFT = 4, CANVAS_RIGHT = 8 }; /* arms of a line cell */
enum { CELL_TEXT = 21 };
enum { CELL_NARROW, CELL_LEFT, CELL_RIGHT };                       /* halves of a wide character */

struct cell {                           /* all zero: a blank in ROLE_TEXT; 24 bytes, as there are many to clear and compare */
	_Alignas(8) char text[CELL_TEXT]; /* one spacing character with its marks, UTF-8, NUL-terminated; "" is a blank */
	unsigned char role;               /* enum theme_role */
	unsigned char lines;              /* arms, if the cell is part of a line; text is "" then */
	unsigned char half : 2;           /* CELL_LEFT holds the text, CELL_RIGHT is "" */
	unsigned char raw : 1;            /* of canvas_raw() */
};
static_assert(sizeof(struct cell) == 24, "no byte of a cell may be padding: cells are compared with memcmp");

struct canvas;

struct canvas *canvas_new(int rows, int cols);      /* blank; at least 1 x 1 */
void canvas_free(struct canvas **c);                /* takes NULL */
void canvas_resize(struct canvas *c, int rows, int cols); /* blank again, clip the whole */
void canvas_clear(struct canvas *c);                /* blanks, ROLE_TEXT, no caret; clip the whole */
int canvas_rows(const struct canvas *c);
int canvas_cols(const struct canvas *c);
struct rect canvas_rect(const struct canvas *c);    /* the whole */
const struct cell *canvas_cell(const struct canvas *c, int row, int col); /* must be inside */

/* Sets the clip to the common part of r and the canvas; gives the former one, to set back. */
struct rect canvas_clip(struct canvas *c, struct rect r);

/* Text in exactly cols columns from (row, col): cut or padded. cols < 0: to the right edge of the clip.
 * All of these give the columns the text itself took; NULL counts as "". LF shows as a blank. */
int canvas_put(struct canvas *c, int row, int col, int cols, enum theme_role role, const char *text);
int canvas_put_n(struct canvas *c, int row, int col, int cols, enum theme_role role, const char *text,
		 size_t n);
int canvas_put_right(struct canvas *c, int row, int col, int cols, enum theme_role role, const char *text);
/* A cut shows as an ellipsis. */
int canvas_put_cut(struct canvas *c, int row, int col, int cols, enum theme_role role, const char *text);
/* As canvas_put, but not padded: for pieces of different roles in one row. */
int canvas_add(struct canvas *c, int row, int col, int cols, enum theme_role role, const char *text);

/* Characters that the terminal is to place by itself, one behind the other, as they are: to see what it makes of them
 * (calibration). One column each here, cut at the clip; what is right of them in the row must stay blank. */
void canvas_raw(struct canvas *c, int row, int col, enum theme_role role, const char *text);
bool canvas_has_raw(const struct canvas *c);        /* false: none since the last canvas_clear() */

void canvas_fill(struct canvas *c, struct rect r, enum theme_role role);  /* blanks */

/* Lines one cell thick. Where lines meet they join (tees and crosses). Text or blanks put over a line remove
 * it. */
void canvas_hline(struct canvas *c, int row, int col, int cols, enum theme_role role);
void canvas_vline(struct canvas *c, int row, int col, int rows, enum theme_role role);
/* The frame only; canvas_fill for the inside. */
void canvas_box(struct canvas *c, struct rect r, enum theme_role role);

/* Another role for columns [col, col + cols); a wide character touched by one half is taken whole. */
void canvas_mark(struct canvas *c, int row, int col, int cols, enum theme_role role);

/* Where the real cursor stands (the input method's window follows it). The last call counts; none: hidden. */
void canvas_caret(struct canvas *c, int row, int col);
void canvas_no_caret(struct canvas *c);
bool canvas_caret_at(const struct canvas *c, int *row, int *col);

/* Parts of a rect, for layout; never negative sizes. */
struct rect rect_rows(struct rect r, int first, int rows);  /* rows < 0: to the end */
struct rect rect_cols(struct rect r, int first, int cols);
struct rect rect_inside(struct rect r);                     /* without a frame of one cell */
struct rect rect_middle(struct rect r, int rows, int cols); /* that size, in the middle of r, cut to it */
bool rect_holds(struct rect r, int row, int col);

/* The canvas as text for tests: one line per row, trailing blanks dropped, frames as + - |. Added to out. */
void canvas_dump(const struct canvas *c, struct str *out);
void canvas_dump_row(const struct canvas *c, int row, struct str *out); /* one row, no LF */
/* One theme_letter() per column; '.' for ROLE_TEXT. */
void canvas_dump_roles(const struct canvas *c, struct str *out);
/* Same size, cells, caret. */
bool canvas_same(const struct canvas *a, const struct canvas *b);
void canvas_copy(struct canvas *to, const struct canvas *from);
void canvas_copy_row(struct canvas *to, const struct canvas *from, int row); /* both of the same size */

#endif
