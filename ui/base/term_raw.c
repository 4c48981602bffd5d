/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Raw cells (canvas_raw): runs of characters that the terminal itself is to place, one behind the other. They go past
 * curses, which sees blanks there; the cursor comes back to where curses believes it is.
 */
#include "base/mem.h"
#include "base/text.h"
#include "ui/base/term_inside.h"

#include <string.h>
#include <wchar.h>

static bool is_raw(const struct canvas *c, int row, int col)
{
	return canvas_cell(c, row, col)->raw;
}

int term_raw_rows(const struct canvas *c)
{
	int rows = 0;

	for (int row = 0; row < canvas_rows(c) && canvas_has_raw(c); row++)
		for (int col = 0; col < canvas_cols(c); col++)
			if (is_raw(c, row, col)) {
				rows++;
				break;
			}
	return rows;
}

/* In the terminal's encoding; what it lacks is a question mark. */
static void add_text(const char *text, struct str *out)
{
	for (size_t at = 0, n = strlen(text); at < n;) {
		char bytes[16];
		mbstate_t shift;
		uint32_t c;
		memset(&shift, 0, sizeof shift);
		at += text_decode(text + at, n - at, &c);
		size_t len = wcrtomb(bytes, (wchar_t)c, &shift);
		if (len == (size_t)-1)
			str_add_char(out, '?');
		else
			str_add_n(out, bytes, len);
	}
}

static void show_row(const struct canvas *c, int row, struct str *out)
{
	for (int col = 0; col < canvas_cols(c); col++) {
		if (!is_raw(c, row, col))
			continue;
		if (!col || !is_raw(c, row, col - 1))
			str_addf(out, "\033[%d;%dH\033[0m", row + 1, col + 1);
		add_text(canvas_cell(c, row, col)->text, out);
	}
}

void term_show_raw(const struct canvas *c)
{
	AUTO(str_done) struct str out = {0};

	str_add(&out, "\0337");
	for (int row = 0; row < canvas_rows(c); row++)
		show_row(c, row, &out);
	str_add(&out, "\0338");
	tty_write(str_text(&out));
}
