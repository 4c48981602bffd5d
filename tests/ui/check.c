/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/check.h"

static bool sound_cell(const struct canvas *c, int row, int col)
{
	const struct cell *cell = canvas_cell(c, row, col);

	if (cell->half == CELL_LEFT)
		return col + 1 < canvas_cols(c) && cell[1].half == CELL_RIGHT && *cell->text;
	return cell->half != CELL_RIGHT || (col > 0 && cell[-1].half == CELL_LEFT && !*cell->text);
}

const char *check_canvas(const struct canvas *c)
{
	int row, col;

	for (row = 0; row < canvas_rows(c); row++)
		for (col = 0; col < canvas_cols(c); col++)
			if (!sound_cell(c, row, col))
				return "half a character is on the screen";
	if (canvas_caret_at(c, &row, &col) && canvas_cell(c, row, col)->half == CELL_RIGHT)
		return "the caret stands on the right half of a character";
	return NULL;
}

const char *check_redraw(struct stage *s, const struct canvas *c, struct canvas *again)
{
	if (canvas_rows(again) != canvas_rows(c) || canvas_cols(again) != canvas_cols(c))
		canvas_resize(again, canvas_rows(c), canvas_cols(c));
	stage_draw(s, again);
	return canvas_same(c, again) ? NULL : "a full redraw gives another screen";
}
