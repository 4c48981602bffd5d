/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/hands.h"

#include "ui/widgets/list.h"

enum { SLOTS = 10, FULL_WIDTH = 0xFEE0, WIDE_BLANK = 0x3000 };

/* A click on the key's slot, if a label stands there. */
static bool click_bar(const struct canvas *c, struct press *k)
{
	int slot = press_function(k), row = canvas_rows(c) - 1, width = canvas_cols(c) / SLOTS;
	int col = (slot - 1) * width;

	if (slot < 1 || slot > SLOTS || !*canvas_cell(c, row, col + 1 + (slot == SLOTS))->text)
		return false;
	*k = (struct press){.code = K_MOUSE, .row = row, .col = col + width / 2, .count = 1};
	return true;
}

static int bar_row(const struct canvas *c, int *col)
{
	for (int row = 1; row < canvas_rows(c) - 2; row++)
		for (*col = 0; *col < canvas_cols(c); ++*col)
			if (canvas_cell(c, row, *col)->role == ROLE_SELECTED)
				return row;
	return -1;
}

static bool is_heading(const struct canvas *c, int row, int col)
{
	for (; col < canvas_cols(c); col++)
		if (*canvas_cell(c, row, col)->text) {
			int role = canvas_cell(c, row, col)->role;
			return role == ROLE_HEADING || role == ROLE_FRAME || role == ROLE_MESSAGE;
		}
	return true; /* nothing is there */
}

/* The row beneath the bar, or above it, if one stands there. */
static bool click_row(const struct stage *s, const struct canvas *c, struct press *k)
{
	const struct view *v = stage_top(s);
	int col = 0, row = bar_row(c, &col), to = row + (k->code == K_DOWN ? 1 : -1);

	if ((k->code != K_DOWN && k->code != K_UP) || k->mods || k->count > 1 || !view_part(v, PART_LIST) || row < 0 ||
	    is_heading(c, to, col) || view_part(v, PART_EDIT))
		return false;
	*k = (struct press){.code = K_MOUSE, .row = to, .col = col + 4, .count = 1};
	return true;
}

/* What an input method that is on sends for a digit or a sign, where it is no text. In the menu it begins a search, which
 * shows what was typed. */
static bool type_wide(const struct stage *s, struct press *k)
{
	const struct view *v = stage_top(s);
	bool letter = (k->c >= 'a' && k->c <= 'z') || (k->c >= 'A' && k->c <= 'Z');

	if (letter || v->ops == stage_view_ops(s, VIEW_GUIDE))
		return false;
	if (k->code != K_CHAR || k->mods || k->c < ' ' || k->c > '~' || view_part(v, PART_EDIT) || view_part(v, PART_TEXT))
		return false;
	k->c = k->c == ' ' ? WIDE_BLANK : k->c + FULL_WIDTH;
	return true;
}

bool hands_other(const struct stage *s, const struct canvas *c, struct press *k)
{
	return stage_top(s) && (click_bar(c, k) || click_row(s, c, k) || type_wide(s, k));
}
