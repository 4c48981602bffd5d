/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random drawing on a canvas: texts, popups over halves, frames, marks, carets, blanks.
 */
#ifndef ZICHA_TESTS_TERM_STORM_H
#define ZICHA_TESTS_TERM_STORM_H

#include "ui/base/canvas.h"

static unsigned storm_random(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 9;
}

static void storm_popup(struct canvas *c, struct rect r, const char *text)
{
	canvas_fill(c, r, ROLE_BOX);
	canvas_box(c, r, ROLE_FRAME);
	canvas_put(c, r.row + 1, r.col + 1, r.cols - 2, ROLE_BOX, text);
}

static void storm_step(struct canvas *c, unsigned *seed)
{
	static const char *const texts[] = {"信贷业务风险排查",
					    "a",
					    "第①条“口令”——",
					    "abc 信x",
					    "か\u3099き",
					    "…·●★→",
					    "e\u0301e\u0301",
					    "甲\U00020000乙",
					    "\t表",
					    "",
					    "　全角ＡＢ",
					    "x\u0301\u0302",
					    "3.5%±1℃"};
	unsigned n = storm_random(seed) % 6 + 1;

	for (unsigned i = 0; i < n; i++) {
		int row = (int)(storm_random(seed) % (unsigned)canvas_rows(c));
		int col = (int)(storm_random(seed) % (unsigned)canvas_cols(c));
		int cols = (int)(storm_random(seed) % 30);
		const char *text = texts[storm_random(seed) % (sizeof texts / sizeof texts[0])];
		enum theme_role role = (enum theme_role)(storm_random(seed) % ROLE_N);
		switch (storm_random(seed) % 8) {
		case 0:
			canvas_mark(c, row, col, cols, role);
			break;
		case 1:
			canvas_box(c, (struct rect){row, col, 3, cols}, role);
			break;
		case 2:
			storm_popup(c, (struct rect){row, col, 3, cols + 2}, text);
			break;
		case 3:
			canvas_caret(c, row, canvas_cell(c, row, col)->half == CELL_RIGHT ? col - 1 : col);
			break;
		case 4:
			if (cols == 0)
				canvas_clear(c);
			else if (cols == 1)
				canvas_no_caret(c);
			break;
		default:
			canvas_put(c, row, col, cols, role, text);
		}
	}
}

#endif
