/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * foreign: the strings of foreign.tsv as marks, in cells in each mode, at the editor's door, and drawn, typed and
 * pasted through the real terminal code: nothing of them comes out as a control, a format character or bad UTF-8, and
 * the terminal shows what the canvas holds. "N passed, N failed".
 */
#include "tests/term/cases.h"
#include "tests/term/harness.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/widgets/edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEWEST = 60, ROWS = 24, COLS = 80, SAY_MS = 5000 };

struct foreign {
	const char *name, *escaped;
	struct str bytes;
};

struct run {
	struct {
		struct foreign *v;
		size_t n, cap;
	} list;
	struct str file;
	int passed, failed;
};

static void verdict(struct run *r, const char *name, const char *what, const char *fault)
{
	*(fault ? &r->failed : &r->passed) += 1;
	if (fault)
		printf("%s, %s: %s\n", name, what, fault);
}

/* What is wrong with text that goes to a terminal; NULL if nothing. */
static const char *fault_of(const char *s, size_t n, bool lines)
{
	AUTO(str_done) struct str why = {0};

	for (size_t used; n; s += used, n -= used) {
		uint32_t c;
		used = text_decode(s, n, &c);
		if (c == 0xFFFD && used == 1)
			return "bad UTF-8";
		if (!(lines && c == '\n') && text_refused(c, &why))
			return c < 0xA0 ? "a control" : "a character that is refused at the doors";
		if (text_is_format(c))
			return "a format character";
	}
	return NULL;
}

/* --- without a terminal --- */

static void check_marks(struct run *r, const struct foreign *f)
{
	AUTO(str_done) struct str out = {0};

	text_mark(str_text(&f->bytes), f->bytes.n, &out);
	verdict(r, f->name, "as marks", fault_of(str_text(&out), out.n, true));
}

static const char *cells_fault(const struct canvas *c)
{
	for (int row = 0; row < canvas_rows(c); row++)
		for (int col = 0; col < canvas_cols(c); col++) {
			const char *text = canvas_cell(c, row, col)->text;
			const char *fault = fault_of(text, strlen(text), false);
			if (fault)
				return fault;
		}
	return NULL;
}

static void check_cells(struct run *r, const struct foreign *f)
{
	static const char *const names[] = {"in narrow cells", "in wide cells", "in substitute cells"};
	struct canvas *c = canvas_new(6, 40);
	const char *text = str_text(&f->bytes);
	AUTO(str_done) struct str clip = {0};

	for (size_t mode = 0; mode < ARRAY_LEN(names); mode++) {
		width_set_mode((enum width_mode)mode);
		canvas_clear(c);
		canvas_put_n(c, 0, 0, -1, ROLE_TEXT, text, f->bytes.n);
		canvas_put(c, 1, 0, -1, ROLE_TEXT, text);
		canvas_put_cut(c, 2, 0, 4, ROLE_TEXT, text);
		canvas_put_right(c, 3, 0, 20, ROLE_TEXT, text);
		canvas_add(c, 4, 35, -1, ROLE_TEXT, text);
		str_clear(&clip);
		width_clip(text, 20, &clip);
		width_ellipsis(text, 3, &clip);
		width_slice(text, 1, 9, &clip);
		canvas_put(c, 5, 0, -1, ROLE_TEXT, str_text(&clip));
		const char *fault = cells_fault(c);
		verdict(r, f->name, names[mode], fault ? fault : fault_of(str_text(&clip), clip.n, false));
	}
	width_set_mode(WIDTH_NARROW);
	canvas_free(&c);
}

/* The editor takes it clean or refuses it whole; what it shows is harmless. */
static const char *edit_fault(struct edit *ed, const struct foreign *f, int door)
{
	struct rect r = {0, 0, 4, 40};
	struct err e = {0};
	int rc = door == 0   ? edit_insert(ed, str_text(&f->bytes), f->bytes.n, false, &e)
		 : door == 1 ? edit_insert(ed, str_text(&f->bytes), f->bytes.n, true, &e)
		 : door == 2 ? edit_restore(ed, str_text(&f->bytes), f->bytes.n, &e)
			     : edit_replace(ed, str_text(&f->bytes), f->bytes.n, &e);
	unsigned lines = ed->flags & EDIT_LINES ? TEXT_LINES : TEXT_LINE;

	if (!text_is_clean(edit_text(ed), edit_length(ed), lines))
		return "the editor holds what is no text";
	if (rc && !str_eq(edit_text(ed), "甲"))
		return "refused, yet the text has changed";
	if (rc && fault_of(e.text, strlen(e.text), false))
		return "the refusal itself is not clean";
	struct canvas *c = canvas_new(4, 40);
	edit_layout(ed, r);
	edit_draw(ed, c, r, true);
	const char *fault = cells_fault(c);
	canvas_free(&c);
	return fault;
}

static void check_editor(struct run *r, const struct foreign *f)
{
	for (int door = 0; door < 4; door++)
		for (unsigned flags = 0; flags <= EDIT_LINES; flags += EDIT_LINES) {
			AUTO(edit_done) struct edit ed = {0};
			edit_init(&ed, flags, 0);
			edit_set(&ed, "甲");
			verdict(r, f->name, "in the editor", edit_fault(&ed, f, door));
		}
}

/* --- on a terminal --- */

/* A sequence at s that draws or moves, as curses sends it: its bytes; 0 if it is none of those. */
static size_t drawing(const char *s, size_t n)
{
	size_t at = 2;

	if (n > 2 && (s[1] == '(' || s[1] == ')'))
		return 3;
	if (n < 3 || s[1] != '[')
		return 0;
	while (at < n && s[at] >= 0x20 && s[at] < 0x40)
		at++;
	return at < n && s[2] != '?' && strchr("ABCDGHJKLMPX@bdfmrST", s[at]) ? at + 1 : 0;
}

/* What was sent behind the first `from` bytes: drawing, text, and switches of the caret. */
static const char *sent_fault(const struct str *sent, size_t from)
{
	for (size_t at = from, used; at < sent->n; at += used) {
		const char *s = sent->s + at;
		size_t left = sent->n - at;
		uint32_t c;
		if (*s == 0x1B) {
			used = drawing(s, left);
			if (!used && left >= 6 && !memcmp(s, "\033[?25", 5))
				used = 6;
			if (!used && left >= 6 && !memcmp(s, "\033[?12", 5))
				used = left > 6 && s[5] == ';' ? 9 : 6;
			if (!used)
				return "a sequence that curses does not draw with";
			continue;
		}
		used = text_decode(s, left, &c);
		if (*s != '\r' && *s != '\n' && *s != '\b' && fault_of(s, used, false))
			return fault_of(s, used, false);
	}
	return NULL;
}

static bool wait_line(struct harness *h, const char *want)
{
	AUTO(str_done) struct str line = {0};

	while (harness_line(h, SAY_MS, &line))
		if (str_eq(str_text(&line), want))
			return true;
	return false;
}

static const char *same_rows(struct harness *h, const struct canvas *c, char place[64])
{
	struct grid g = {0};
	const char *fault = NULL;

	harness_grid(h, &g);
	for (int row = 0; row < canvas_rows(c) && !fault; row++) {
		AUTO(str_done) struct str have = {0}, want = {0};
		grid_row(&g, row, &have);
		canvas_dump_row(c, row, &want);
		if (str_eq(str_text(&have), str_text(&want)))
			continue;
		snprintf(place, 64, "row %d", row);
		printf("- %s\n+ %s\n", str_text(&want), str_text(&have));
		fault = "not what the canvas holds";
	}
	grid_done(&g);
	return fault;
}

/* Up to ROWS of them, one a row, put by the text writer; what stands then and what was sent. */
static void check_rows(struct run *r, size_t first, size_t end)
{
	struct harness_options o = {.rows = ROWS, .cols = COLS};
	AUTO(str_done) struct str orders = {0}, why = {0};
	struct canvas *c = canvas_new(ROWS, COLS);
	char place[64] = "drawn";

	str_add(&orders, "put 23 0 4 \"\"; shot");
	for (size_t i = first; i < end; i++) {
		str_addf(&orders, "; put %d 0 80 ", (int)(i - first));
		case_quote(str_text(&r->list.v[i].bytes), r->list.v[i].bytes.n, &orders);
		canvas_put(c, (int)(i - first), 0, COLS, ROLE_TEXT, str_text(&r->list.v[i].bytes));
	}
	struct harness *h = harness_open(&o, "orders", str_text(&orders), &why);
	if (!h || !wait_line(h, "shot")) {
		verdict(r, r->list.v[first].name, "drawn", h ? "player says nothing" : str_text(&why));
	} else {
		size_t from = harness_sent(h)->n;
		harness_say(h, "go");
		const char *fault = wait_line(h, "done") ? same_rows(h, c, place) : "player did not end";
		verdict(r, r->list.v[first].name, place, fault);
		verdict(r, r->list.v[first].name, "sent", sent_fault(harness_sent(h), from));
	}
	harness_close(&h);
	canvas_free(&c);
}

/* Typed and pasted at the program; a field shows what came. */
static void check_typed(struct run *r, bool pasted)
{
	struct harness_options o = {.rows = ROWS, .cols = COLS};
	AUTO(str_done) struct str why = {0};
	struct grid g = {0};
	struct harness *h = harness_open(&o, "orders", "field 1 0 60 \"\"", &why);

	if (!h || !wait_line(h, "done")) {
		verdict(r, "all", "typed", h ? "player says nothing" : str_text(&why));
		harness_close(&h);
		return;
	}
	size_t from = harness_sent(h)->n;
	for (size_t i = 0; i < r->list.n; i++) {
		const struct str *bytes = &r->list.v[i].bytes;
		if (pasted)
			harness_type(h, "\033[200~", 6);
		harness_type(h, str_text(bytes), bytes->n);
		if (pasted)
			harness_type(h, "\033[201~", 6);
	}
	harness_type(h, "\r", 1);
	harness_grid(h, &g);
	grid_done(&g);
	verdict(r, "all", pasted ? "pasted" : "typed", sent_fault(harness_sent(h), from));
	verdict(r, "all", "was it heard at all", harness_sent(h)->n > from + 40 ? NULL : "nothing is shown");
	harness_close(&h);
}

/* --- the list --- */

static bool load(struct run *r, struct err *e)
{
	char path[4200];
	const char *src = getenv("srcdir");

	snprintf(path, sizeof path, "%s/tests/term/foreign.tsv", src ? src : ".");
	if (file_read(path, 1 << 20, &r->file, e))
		return false;
	for (char *line = r->file.s, *next; line && *line; line = next) {
		next = line + strcspn(line, "\n");
		if (*next)
			*next++ = '\0';
		char *tab = strchr(line, '\t');
		if (*line == '#' || !tab)
			continue;
		*tab = '\0';
		struct foreign *f = VEC_PUSH(&r->list);
		*f = (struct foreign){.name = line, .escaped = tab + 1};
		if (!case_unescape(f->escaped, strlen(f->escaped), &f->bytes))
			verdict(r, f->name, "in the list", "wrong escapes");
	}
	return true;
}

int main(void)
{
	struct run r = {0};
	struct err e = {0};

	verdict(&r, "foreign.tsv", "read", load(&r, &e) ? NULL : e.text);
	verdict(&r, "foreign.tsv", "long enough", r.list.n >= FEWEST ? NULL : "too few strings");
	for (size_t i = 0; i < r.list.n; i++) {
		check_marks(&r, &r.list.v[i]);
		check_cells(&r, &r.list.v[i]);
		check_editor(&r, &r.list.v[i]);
	}
	if (!getenv("ZICHA_NO_PTY")) {
		for (size_t i = 0; i < r.list.n; i += ROWS)
			check_rows(&r, i, i + ROWS < r.list.n ? i + ROWS : r.list.n);
		check_typed(&r, false);
		check_typed(&r, true);
	}
	for (size_t i = 0; i < r.list.n; i++)
		str_done(&r.list.v[i].bytes);
	mem_free(r.list.v);
	str_done(&r.file);
	printf("%d passed, %d failed\n", r.passed, r.failed);
	return r.failed > 0;
}
