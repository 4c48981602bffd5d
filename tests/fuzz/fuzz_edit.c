/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The editor under any sequence of acts: after each the caret is on a cluster border and the text clean, in NFC and no
 * longer than it may be; what is drawn holds no half character and the caret is in sight. Undoing all gives the first
 * text, redoing all the last. The first two bytes choose kind and mode; then a byte an act, with its bytes behind it.
 */
#include "tests/fuzz/fuzz.h"

#include "base/mem.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/widgets/edit.h"

enum { MOST = 120, ROWS = 12, COLS = 60 };

struct session {
	struct edit ed;
	struct canvas *canvas;
	struct rect place;
	unsigned lines;
	const char *first;
};

static const char first_text[] = "开头き\u3099\u0301x"; /* made NFC first */

static void check_state(const struct session *s)
{
	const char *text = edit_text(&s->ed);
	size_t at = 0, n = edit_length(&s->ed), count = 0;

	FUZZ_CHECK(text_is_clean(text, n, s->lines ? TEXT_LINES : TEXT_LINE));
	for (; at < s->ed.caret; at += text_cluster(text + at, n - at))
		;
	FUZZ_CHECK(at == s->ed.caret && at <= n);
	for (at = 0; at < n; at += text_cluster(text + at, n - at))
		count++;
	FUZZ_CHECK(count <= MOST);
}

static void draw(struct session *s, unsigned size)
{
	int row, col;

	s->place = (struct rect){1, 2, s->lines ? 1 + (int)(size % 6) : 1, 1 + (int)(size / 6) % 40};
	canvas_clear(s->canvas);
	edit_layout(&s->ed, s->place);
	edit_draw(&s->ed, s->canvas, s->place, true);
	FUZZ_CHECK(canvas_caret_at(s->canvas, &row, &col) && rect_holds(s->place, row, col));
	FUZZ_CHECK(canvas_cell(s->canvas, row, col)->half != CELL_RIGHT);
	for (row = 0; row < ROWS; row++) {
		const struct cell *cell = canvas_cell(s->canvas, row, 0);
		for (col = 0; col < COLS; col++, cell++) {
			FUZZ_CHECK(!*cell->text || rect_holds(s->place, row, col));
			FUZZ_CHECK(cell->half != CELL_LEFT || (col + 1 < COLS && cell[1].half == CELL_RIGHT));
		}
	}
}

/* One act; gives the bytes it used up. */
static size_t act(struct session *s, const uint8_t *data, size_t n)
{
	unsigned what = data[0] % 40, arg = n > 1 ? data[1] : 0;
	size_t most = n > 2 ? n - 2 : 0, len = arg % 13 < most ? arg % 13 : most;
	const char *bytes = n > 2 ? (const char *)data + 2 : "";
	AUTO(str_done) struct str had = {0};
	struct err e = {0};
	int rc = 0;

	str_add(&had, edit_text(&s->ed));
	if (what < 12)
		rc = edit_insert(&s->ed, bytes, len, what % 2, &e);
	else if (what < 12 + EDIT_ACTS)
		edit_do(&s->ed, (enum edit_act)(what - 12), 1 + (int)(arg % 4));
	else if (what == 12 + EDIT_ACTS)
		rc = edit_replace(&s->ed, bytes, len, &e);
	else if (what == 13 + EDIT_ACTS)
		rc = edit_restore(&s->ed, bytes, len, &e);
	else if (what == 14 + EDIT_ACTS)
		edit_click(&s->ed, s->place, (int)(arg % 8), (int)(arg / 8) + 1);
	else
		draw(s, arg);
	FUZZ_CHECK(!rc || (e.code == ERR_INPUT && *e.text && str_eq(str_text(&had), edit_text(&s->ed))));
	return what < 12 || what == 12 + EDIT_ACTS || what == 13 + EDIT_ACTS ? 2 + len : 2;
}

static void walk_history(struct session *s)
{
	AUTO(str_done) struct str last = {0};

	while (edit_do(&s->ed, EDIT_REDO, 1))
		check_state(s);
	str_add(&last, edit_text(&s->ed));
	while (edit_do(&s->ed, EDIT_UNDO, 1))
		check_state(s);
	FUZZ_CHECK(str_eq(edit_text(&s->ed), s->first) && !edit_changed(&s->ed));
	while (edit_do(&s->ed, EDIT_REDO, 1))
		check_state(s);
	FUZZ_CHECK(str_eq(edit_text(&s->ed), str_text(&last)));
	draw(s, 77);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct session s = {.place = {1, 2, 1, 20}};
	AUTO(str_done) struct str clean = {0};
	struct err e;

	if (n < 2 || text_clean(first_text, strlen(first_text), TEXT_LINE, &clean, &e))
		return 0;
	s.first = str_text(&clean);
	s.lines = data[0] & 1 ? EDIT_LINES : 0;
	width_set_mode((enum width_mode)(data[1] % 3));
	s.canvas = canvas_new(ROWS, COLS);
	edit_init(&s.ed, s.lines, MOST);
	edit_set(&s.ed, str_text(&clean));
	for (size_t at = 2; at < n;) {
		size_t used = act(&s, data + at, n - at);
		check_state(&s);
		at += used < n - at ? used : n - at;
	}
	walk_history(&s);
	edit_done(&s.ed);
	canvas_free(&s.canvas);
	width_set_mode(WIDTH_NARROW);
	return 0;
}

FUZZ_MAIN("edit")
