/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/check.h"

#include "base/mem.h"
#include "base/msg.h"
#include "base/width.h"
#include "ui/base/stage_inside.h"

#include <stdio.h>
#include <string.h>

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

/* What stands in a cell has its columns, and is shown as it is: in substitute mode nothing ambiguous is left. */
static bool right_width(const struct cell *cell)
{
	AUTO(str_done) struct str form = {0};
	int cols = width_display(cell->text, strlen(cell->text), 0, &form);

	if (!*cell->text)
		return true;
	return cols == (cell->half == CELL_LEFT ? 2 : 1) && str_eq(str_text(&form), cell->text);
}

/* The cell beside one with an arm towards it has an arm back, unless something lies over the line. */
static bool goes_on(const struct canvas *c, int row, int col, unsigned back, bool covered)
{
	if (row < 0 || col < 0 || row >= canvas_rows(c) || col >= canvas_cols(c))
		return false;
	const struct cell *cell = canvas_cell(c, row, col);
	return cell->lines & back || (covered && (!cell->lines || cell->role == ROLE_FRAME));
}

static bool unbroken(const struct canvas *c, int row, int col, bool covered)
{
	static const struct {
		unsigned arm, back;
		int down, right;
	} ways[] = {
		{CANVAS_UP, CANVAS_DOWN, -1, 0},
		{CANVAS_DOWN, CANVAS_UP, 1, 0},
		{CANVAS_LEFT, CANVAS_RIGHT, 0, -1},
		{CANVAS_RIGHT, CANVAS_LEFT, 0, 1},
	};
	unsigned arms = canvas_cell(c, row, col)->lines;

	for (size_t i = 0; i < ARRAY_LEN(ways); i++)
		if (arms & ways[i].arm && !goes_on(c, row + ways[i].down, col + ways[i].right, ways[i].back, covered))
			return false;
	return true;
}

/* Ten slots in a row, each its number and the whole of its word; where the act is not possible now, "-" before it. */
static bool bar_is_whole(const struct stage *s, const struct canvas *c)
{
	const struct cmd *slots[STAGE_SLOTS];
	AUTO(str_done) struct str want = {0}, have = {0};
	int width = canvas_cols(c) / STAGE_SLOTS;

	stage_slots(s, slots);
	for (int i = 0; i < STAGE_SLOTS; i++) {
		const char *label = slots[i] ? _(slots[i]->label) : "";
		int digits = i + 1 < STAGE_SLOTS ? 1 : 2, room = width - digits;
		bool off = canvas_cell(c, canvas_rows(c) - 1, i * width + digits)->role == ROLE_BAR_OFF;
		bool tight = off && width_text(label) + 1 >= room; /* the sign takes the number's place */
		if (tight)
			str_addf(&want, "%-*s", digits, "-");
		else
			str_addf(&want, off ? "%d-" : "%d", i + 1);
		width_clip(label, room - (off && !tight), &want);
		if (width_text(label) > room)
			return false;
	}
	while (want.n && want.s[want.n - 1] == ' ')
		str_truncate(&want, want.n - 1);
	canvas_dump_row(c, canvas_rows(c) - 1, &have);
	return str_eq(str_text(&want), str_text(&have));
}

const char *check_shape(const struct stage *s, const struct canvas *c, char where[32])
{
	const struct view_ops *top = stage_top(s)->ops;
	const char *what = check_canvas(c);
	bool covered = top->flags & VIEW_MODAL, pictures = str_eq(top->name, "calibrate");

	snprintf(where, 32, "%d 0", canvas_rows(c) - 1);
	if (!what && !bar_is_whole(s, c))
		what = "the key bar is not whole";
	/* the pictures of the calibration page come out straight in one mode only: that is what they are for */
	for (int row = 0; row < canvas_rows(c) && !what && !pictures; row++)
		for (int col = 0; col < canvas_cols(c) && !what; col++) {
			if (!right_width(canvas_cell(c, row, col)))
				what = "a cell that is not as wide as its text";
			else if (!unbroken(c, row, col, covered))
				what = "a line that is broken";
			if (what)
				snprintf(where, 32, "%d %d", row, col);
		}
	return what;
}
