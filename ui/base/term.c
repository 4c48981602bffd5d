/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE_EXTENDED 1
#include "ui/base/term.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "ui/base/probe.h"
#include "ui/base/term_inside.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

enum { PROBE_MS = 500, SSH_ESC_MS = 60, CELL_POINTS = 5 };

/* --- what the terminal can do --- */

static enum width_mode choose_mode(const struct term_facts *f, enum term_choice choice)
{
	switch (choice) {
	case TERM_NARROW:
		return WIDTH_NARROW;
	case TERM_WIDE:
		return WIDTH_WIDE;
	case TERM_SUBSTITUTE:
		return WIDTH_SUBSTITUTE;
	default:
		if (f->ambiguous == 1 || f->ambiguous == 2)
			return f->ambiguous == 2 ? WIDTH_WIDE : WIDTH_NARROW;
		return strcmp(f->codeset, "UTF-8") == 0 ? WIDTH_NARROW : WIDTH_WIDE;
	}
}

static bool choose_ascii(const struct term_facts *f, enum term_frames frames)
{
	if (frames != TERM_FRAMES_AUTO)
		return frames == TERM_FRAMES_ASCII;
	return f->mode != WIDTH_NARROW || strcmp(f->codeset, "UTF-8") != 0 || (f->probed && f->line != 1);
}

static enum width_source choose_source(const struct term_facts *f, bool given, enum width_source by)
{
	return given ? by : f->ambiguous > 0 ? WIDTH_FROM_PROBE : WIDTH_FROM_LOCALE;
}

static void take_probe(struct term_facts *f, const struct probe *p)
{
	f->probed = p->answered;
	f->ambiguous = p->cols[PROBE_AMBIGUOUS];
	f->line = p->cols[PROBE_LINE];
	f->ext_h = p->cols[PROBE_EXT_H];
	f->ext_i = p->cols[PROBE_EXT_I];
	f->ext_j = p->cols[PROBE_EXT_J];
	f->private_use = p->cols[PROBE_PRIVATE];
	f->probe_ms = p->ms;
}

static void take_look(struct term *t, const struct term_look *look)
{
	struct term_facts *f = &t->facts;
	bool h = f->ext_h == 2, i = f->ext_i == 2, j = f->ext_j == 2;

	f->mode = choose_mode(f, look->ambiguous);
	f->mode_by = choose_source(f, look->ambiguous != TERM_AUTO, look->ambiguous_by);
	f->ascii_frames = choose_ascii(f, look->frames);
	f->frames_by = choose_source(f, look->frames != TERM_FRAMES_AUTO, look->frames_by);
	if (look->ideographs != TERM_NEW_AUTO)
		h = i = j = look->ideographs == TERM_NEW_SHOWN;
	f->new_ideographs = h && i && j;
	width_set_mode(f->mode);
	width_set_missing((h ? 0u : WIDTH_EXT_H) | (i ? 0u : WIDTH_EXT_I) | (j ? 0u : WIDTH_EXT_J));
}

static void ask_widths(struct term *t, const struct term_options *o)
{
	struct term_facts *f = &t->facts;
	struct probe p = {0};

	if (o->probe_ms >= 0 && strcmp(f->codeset, "UTF-8") == 0) {
		tty_raw(&t->tty);
		probe_ask(&p, TTY_IN, TTY_OUT, o->probe_ms ? o->probe_ms : PROBE_MS);
		take_probe(f, &p);
		decode_feed(&t->decode, str_text(&p.rest), p.rest.n, clock_monotonic_ms());
	}
	take_look(t, &o->look);
	probe_done(&p);
}

/* Whether curses counts columns as we do, that is, whether it calls our wcwidth(). */
static bool curses_agrees(void)
{
	WINDOW *w = newwin(1, 8, 0, 0);
	cchar_t cell;

	if (!w)
		return true;
	setcchar(&cell, L"\u2460", 0, 0, NULL);
	wadd_wch(w, &cell);
	int col = getcurx(w);
	delwin(w);
	return col == width_char(0x2460);
}

static attr_t curses_attrs(unsigned attrs)
{
	return (attrs & THEME_BOLD ? A_BOLD : 0) | (attrs & THEME_REVERSE ? A_REVERSE : 0) |
	       (attrs & THEME_UNDERLINE ? A_UNDERLINE : 0) | (attrs & THEME_FAINT ? A_DIM : 0);
}

static void set_looks(struct term *t, const struct term_options *o)
{
	const char *no_color = getenv("NO_COLOR");
	bool colour = !o->no_colour && !(no_color && *no_color) && has_colors() && start_color() == OK &&
		      COLORS >= 8 && COLOR_PAIRS > ROLE_N && use_default_colors() == OK;

	t->facts.colours = colour ? COLORS : 0;
	for (int i = 0; i < ROLE_N; i++) {
		struct look l = theme_look((enum theme_role)i, colour);
		t->attrs[i] = curses_attrs(l.attrs);
		t->pairs[i] = 0;
		if (l.fg != THEME_DEFAULT || l.bg != THEME_DEFAULT) {
			t->pairs[i] = (short)(i + 1);
			init_pair((short)(i + 1), l.fg, l.bg);
		}
	}
}

/* --- open and close --- */

static int start_curses(struct term *t, struct err *e)
{
	const char *name = t->facts.name;

	t->screen = newterm(NULL, stdout, stdin);
	if (!t->screen)
		return err_set(e, ERR_IO,
			       _("The terminal type \"%s\" is not known here; try TERM=xterm zicha."), name);
	if (!tigetstr("cup") || tigetstr("cup") == (char *)-1) {
		endwin();
		return err_set(
			e, ERR_IO,
			_("The terminal type \"%s\" cannot move its cursor; use another terminal, or a verb "
			  "(zicha --help)."),
			name);
	}
	raw();
	noecho();
	nonl();
	typeahead(-1);
	scrollok(stdscr, FALSE);
	return 0;
}

void term_resize(struct term *t, int rows, int cols)
{
	if (rows != LINES || cols != COLS)
		resizeterm(rows, cols);
	t->facts.rows = rows;
	t->facts.cols = cols;
	t->full = true;
}

static void read_size(struct term *t)
{
	int rows = LINES, cols = COLS;

	tty_size(&rows, &cols);
	term_resize(t, rows, cols);
}

/* Curses does not count as we do: only what everybody counts alike is safe. */
static void give_in(struct term *t)
{
	t->facts.mode = WIDTH_SUBSTITUTE;
	t->facts.ascii_frames = true;
	t->facts.mode_by = t->facts.frames_by = WIDTH_FROM_CHECK;
	width_set_mode(WIDTH_SUBSTITUTE);
}

static void begin(struct term *t, const struct term_options *o)
{
	t->otherwise = !curses_agrees();
	if (t->otherwise)
		give_in(t);
	set_looks(t, o);
	read_size(t);
	t->mouse = !o->no_mouse;
	tty_keys(true, t->mouse);
	t->shown = canvas_new(t->facts.rows, t->facts.cols);
	t->full = true;
}

int term_open(struct term **out, const struct term_options *o, struct err *e)
{
	const char *name = getenv("TERM");
	const char *codeset = tty_locale(e);
	struct term *t;

	if (!codeset)
		return -1;
	t = mem_alloc(sizeof *t);
	t->watch = -1;
	if (tty_open(&t->tty, e)) {
		mem_free(t);
		return -1;
	}
	t->facts.name = name ? name : "";
	t->facts.codeset = codeset;
	decode_init(&t->decode, strcmp(codeset, "UTF-8") == 0 ? DECODE_UTF8 : DECODE_GB18030);
	if (getenv("SSH_CONNECTION"))
		t->decode.esc_ms = SSH_ESC_MS;
	ask_widths(t, o);
	if (start_curses(t, e)) {
		term_close(&t);
		return -1;
	}
	begin(t, o);
	*out = t;
	return 0;
}

void term_close(struct term **term)
{
	struct term *t = *term;

	if (!t)
		return;
	if (t->shown) {
		tty_keys(false, false);
		endwin();
	}
	tty_close(&t->tty);
	if (t->screen)
		delscreen(t->screen);
	decode_done(&t->decode);
	canvas_free(&t->shown);
	mem_free(t);
	*term = NULL;
}

const struct term_facts *term_facts(const struct term *t)
{
	return &t->facts;
}

void term_set_look(struct term *t, const struct term_look *look)
{
	take_look(t, look);
	if (t->otherwise)
		give_in(t);
	t->full = true;
}

/* --- showing --- */

static wchar_t line_char(const struct term *t, unsigned arms)
{
	/* by the bits of CANVAS_UP, DOWN, LEFT, RIGHT; a lone arm is drawn as a whole line */
	static const wchar_t unicode[] = L" │││─┘┐┤─└┌├─┴┬┼";
	static const char ascii[] = " |||-++++++++++";

	if (!t->facts.ascii_frames)
		return unicode[arms & 15];
	return (arms & 15) == (CANVAS_LEFT | CANVAS_RIGHT) || arms == CANVAS_LEFT || arms == CANVAS_RIGHT
		       ? L'-' : (arms & 15) < 4 ? (wchar_t)ascii[arms & 15] : L'+';
}

/* What a locale smaller than Unicode has no code for. */
static wchar_t encodable(const struct term *t, wchar_t c, bool wide)
{
	char buf[16];
	mbstate_t state;

	if (t->decode.charset == DECODE_UTF8)
		return c;
	memset(&state, 0, sizeof state);
	if (wcrtomb(buf, c, &state) != (size_t)-1)
		return c;
	return wide ? 0x3013 : L'?';
}

static void cell_points(const struct term *t, const struct cell *cell, wchar_t out[CELL_POINTS + 1])
{
	size_t n = 0, len = strlen(cell->text);

	for (size_t at = 0; at < len && n < CELL_POINTS && !cell->raw; n++) {
		uint32_t c;
		at += text_decode(cell->text + at, len - at, &c);
		out[n] = encodable(t, (wchar_t)c, cell->half == CELL_LEFT);
	}
	if (cell->lines)
		out[n++] = line_char(t, cell->lines);
	else if (!n)
		out[n++] = L' ';
	out[n] = L'\0';
}

/* The columns of a row that differ, whole characters both before and after. False if none. */
static bool changed(const struct cell *old, const struct cell *new, int cols, int *first, int *last)
{
	int a = 0, b = cols - 1;

	if (memcmp(old, new, (size_t)cols * sizeof *old) == 0)
		return false;
	while (memcmp(&old[a], &new[a], sizeof *old) == 0)
		a++;
	while (memcmp(&old[b], &new[b], sizeof *old) == 0)
		b--;
	while (a > 0 && (old[a].half == CELL_RIGHT || new[a].half == CELL_RIGHT))
		a--;
	while (b < cols - 1 && (old[b].half == CELL_LEFT || new[b].half == CELL_LEFT))
		b++;
	*first = a;
	*last = b;
	return true;
}

/* Cells to curses, in one piece; it counts them as we do (curses_agrees). */
static void put_cells(const struct term *t, int row, int first, int last, const struct cell *cells)
{
	enum { PIECE = 64 };
	cchar_t piece[PIECE];
	int n = 0, from = first;

	for (int col = first; col <= last; col++) {
		wchar_t points[CELL_POINTS + 1];
		if (cells[col].half == CELL_RIGHT)
			continue;
		if (n == PIECE) {
			mvadd_wchnstr(row, from, piece, n);
			n = 0;
		}
		from = n ? from : col;
		cell_points(t, &cells[col], points);
		setcchar(&piece[n++], points, t->attrs[cells[col].role], t->pairs[cells[col].role], NULL);
	}
	if (n)
		mvadd_wchnstr(row, from, piece, n);
}

/* Whether the same characters stand there, so that only roles differ: a bar moved. */
static bool same_text(const struct cell *old, const struct cell *new, int first, int last)
{
	for (int col = first; col <= last; col++) {
		struct cell as_new = old[col];
		as_new.role = new[col].role;
		if (memcmp(&as_new, &new[col], sizeof as_new) != 0)
			return false;
	}
	return true;
}

static void put_roles(const struct term *t, int row, int first, int last, const struct cell *cells)
{
	for (int col = first, end; col <= last; col = end) {
		unsigned char role = cells[col].role;
		for (end = col + 1; end <= last && cells[end].role == role;)
			end++;
		mvchgat(row, col, end - col, t->attrs[role], t->pairs[role], NULL);
	}
}

static void show_row(const struct term *t, const struct canvas *c, int row, int cols)
{
	const struct cell *old = canvas_cell(t->shown, row, 0), *new = canvas_cell(c, row, 0);
	int first, last;

	if (!changed(old, new, cols, &first, &last))
		return;
	if (new[last].half == CELL_LEFT && last + 1 >= cols) /* a half of it would hang over the edge */
		last--;
	if (same_text(old, new, first, last))
		put_roles(t, row, first, last, new);
	else
		put_cells(t, row, first, last, new);
	canvas_copy_row(t->shown, c, row);
}

static void show_caret(const struct canvas *c)
{
	int row, col;
	bool on = canvas_caret_at(c, &row, &col) && row < LINES && col < COLS;

	curs_set(on);
	leaveok(stdscr, !on);
	if (on)
		move(row, col);
}

void term_show(struct term *t, const struct canvas *c)
{
	int rows = canvas_rows(c) < LINES ? canvas_rows(c) : LINES;
	int cols = canvas_cols(c) < COLS ? canvas_cols(c) : COLS;

	if (canvas_rows(t->shown) != canvas_rows(c) || canvas_cols(t->shown) != canvas_cols(c)) {
		canvas_resize(t->shown, canvas_rows(c), canvas_cols(c));
		t->full = true;
	}
	int raw = term_raw_rows(c);
	if (raw != t->raw_rows)
		t->full = true;
	t->raw_rows = raw;
	if (t->full) {
		canvas_clear(t->shown);
		erase();
		clearok(stdscr, TRUE);
		t->full = false;
	}
	for (int row = 0; row < rows; row++)
		show_row(t, c, row, cols);
	show_caret(c);
	refresh();
	if (raw)
		term_show_raw(c);
}

void term_redraw(struct term *t)
{
	t->full = true;
}

/* --- handing over --- */

void term_suspend(struct term *t)
{
	tty_keys(false, false);
	endwin();
	tty_cooked(&t->tty);
}

void term_resume(struct term *t)
{
	int sig;

	while ((sig = tty_signal(&t->tty))) /* Ctrl-C and Ctrl-Z were meant for the other program */
		t->ended = t->ended || sig == SIGTERM || sig == SIGHUP;
	refresh();
	tty_keys(true, t->mouse);
	t->full = t->resized = true;
}

int term_outside(struct term *t, const char *const argv[], struct err *e)
{
	term_suspend(t);
	int rc = tty_run(&t->tty, argv, e);
	term_resume(t);
	return rc;
}

void term_set_mouse(struct term *t, bool on)
{
	t->mouse = on;
	tty_keys(true, on);
}
