/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A canvas as text, for tests and for pages that show screens.
 */
#include "ui/base/canvas.h"

static const char *line_sign(unsigned arms)
{
	if (!(arms & (CANVAS_UP | CANVAS_DOWN)))
		return "-";
	return arms & (CANVAS_LEFT | CANVAS_RIGHT) ? "+" : "|";
}

void canvas_dump_row(const struct canvas *c, int row, struct str *out)
{
	size_t start = out->n;

	for (int col = 0; col < canvas_cols(c); col++) {
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
	for (int row = 0; row < canvas_rows(c); row++) {
		canvas_dump_row(c, row, out);
		str_add_char(out, '\n');
	}
}

void canvas_dump_roles(const struct canvas *c, struct str *out)
{
	for (int row = 0; row < canvas_rows(c); row++) {
		for (int col = 0; col < canvas_cols(c); col++)
			str_add_char(out, theme_letter(canvas_cell(c, row, col)->role));
		str_add_char(out, '\n');
	}
}
