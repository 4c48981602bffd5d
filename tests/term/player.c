/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program under test of the input and screen cases: our real canvas and terminal code on whatever
 * terminal it is started in. Says on one named pipe what happens, hears on another when to go on.
 *
 *   player events SAY HEAR           every key as "event U+61"
 *   player orders SAY HEAR "ORDERS"  "first" after the first frame, "shot" and "resize H W" (both wait for
 * "go"), "done", and at "quit" what the field holds: "typed TEXT"
 *   player storm SAY HEAR SEED       random drawing: "row TEXT" for each row, "caret R C", then "shot" (waits for "go")
 *   player views SAY HEAR SEED       the same with the program's views; substitute SAY HEAR SEED: in that mode
 *   player show SAY HEAR FILE.keys   the script's keys at the views; "shot NAME" at each @shot (waits for "go")
 */
#include "base/mem.h"
#include "base/width.h"
#include "tests/term/cases.h"
#include "tests/term/events.h"
#include "tests/term/player_views.h"
#include "tests/term/storm.h"
#include "ui/base/term.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct player {
	struct term *term;
	struct screen_io io;
	struct canvas *canvas;
	FILE *say;
	int hear;
	struct str shown[64];  /* orders that are on the screen */
	size_t n;
	struct str field;      /* text of the field */
	bool has_field, first;
};

static void say(struct player *p, const char *line)
{
	fprintf(p->say, "%s\n", line);
	fflush(p->say);
}

/* Reads one line of the runner's, waiting for it. */
static bool hear(struct player *p, char line[64])
{
	size_t n = 0;

	while (n < 63 && read(p->hear, line + n, 1) == 1 && line[n] != '\n')
		n++;
	line[n] = '\0';
	return n > 0;
}

/* --- drawing the orders --- */

static void draw_row(struct canvas *c, const int v[6], int row, const char *s)
{
	int col = v[1];

	for (int i = 0; i < 3; i++) {
		AUTO(str_done) struct str text = {0};
		case_text(&s, &text);
		canvas_put(c, row, col + 1, v[2 + i], ROLE_TEXT, str_text(&text));
		col += v[2 + i] + 1;
	}
}

static void draw_table(struct canvas *c, const int v[6], const char *s)
{
	int rows = 0, cols = v[2] + v[3] + v[4] + 4;

	for (const char *bar = s; (bar = strchr(bar, '|')); bar++) {
		rows++;
		draw_row(c, v, v[0] + rows, bar + 1);
	}
	canvas_box(c, (struct rect){v[0], v[1], rows + 2, cols}, ROLE_FRAME);
	canvas_vline(c, v[0], v[1] + v[2] + 1, rows + 2, ROLE_FRAME);
	canvas_vline(c, v[0], v[1] + v[2] + v[3] + 2, rows + 2, ROLE_FRAME);
}

static void draw_field(struct player *p, const int v[6])
{
	AUTO(str_done) struct str out = {0};
	size_t first = 0;
	int caret = width_field(str_text(&p->field), p->field.n, p->field.n, v[2], &first, &out);

	canvas_put(p->canvas, v[0], v[1], v[2], ROLE_FOCUS, str_text(&out));
	canvas_caret(p->canvas, v[0], v[1] + caret);
}

/* "kind 1 2 * "text"": numbers to v, -1 for *; s then stands behind them. */
static const char *read_numbers(const char *s, int v[6])
{
	char *end;

	for (int i = 0; i < 6; i++) {
		s += strspn(s, " ");
		if (*s == '*') {
			v[i] = -1;
			s++;
			continue;
		}
		v[i] = (int)strtol(s, &end, 10);
		if (end == s)
			break;
		s = end;
	}
	return s;
}

static bool is_order(const char *order)
{
	static const char *const kinds[] = {"box", "put", "table", "pop", "mark", "field"};
	size_t n = strcspn(order, " ");

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (strlen(kinds[i]) == n && memcmp(kinds[i], order, n) == 0)
			return true;
	return false;
}

static void draw_order(struct player *p, const char *order)
{
	size_t kind = strcspn(order, " ");
	int v[6] = {0};
	const char *s = read_numbers(order + kind, v), *text_at = s;
	AUTO(str_done) struct str text = {0};

	if (strncmp(order, "table", kind) == 0) {
		draw_table(p->canvas, v, s);
		return;
	}
	case_text(&text_at, &text);
	if (strncmp(order, "box", kind) == 0)
		canvas_box(p->canvas, (struct rect){v[0], v[1], v[2], v[3]}, ROLE_FRAME);
	else if (strncmp(order, "put", kind) == 0)
		canvas_put(p->canvas, v[0], v[1], v[2], ROLE_TEXT, str_text(&text));
	else if (strncmp(order, "pop", kind) == 0)
		canvas_put(p->canvas, v[0], v[1], v[2], ROLE_BOX, str_text(&text));
	else if (strncmp(order, "mark", kind) == 0)
		canvas_mark(p->canvas, v[0], v[1], v[2], ROLE_HIT);
	else if (strncmp(order, "field", kind) == 0)
		draw_field(p, v);
}

static void show(struct player *p)
{
	canvas_clear(p->canvas);
	for (size_t i = 0; i < p->n; i++)
		draw_order(p, str_text(&p->shown[i]));
	term_show(p->term, p->canvas);
	if (!p->first)
		say(p, "first");
	p->first = true;
}

/* --- keys --- */

static void take_key(struct player *p, const struct press *k)
{
	char c[5];

	if (k->code == K_RESIZE)
		canvas_resize(p->canvas, k->row, k->col);
	else if (k->code == K_PASTE)
		str_add(&p->field, k->text);
	else
		str_add(&p->field, press_text(k, c));
}

static void wait_go(struct player *p)
{
	char line[64];

	while (hear(p, line) && strcmp(line, "go") != 0)
		;
}

static void resize(struct player *p, const char *order)
{
	struct press k = {0};

	say(p, order);
	wait_go(p);
	while (term_read(p->term, 2000, &k) && k.code != K_RESIZE) {
		if (k.code == K_QUIT)
			exit(6); /* the terminal is gone, and says so for ever */
		take_key(p, &k);
	}
	take_key(p, &k);
	show(p);
}

static void open_field(struct player *p, const char *order)
{
	p->has_field = true;
	str_clear(&p->field);
	order = strchr(order, '"');
	if (order)
		case_text(&order, &p->field);
}

static void close_popup(struct player *p)
{
	for (size_t i = p->n; i-- > 0;)
		if (str_starts(str_text(&p->shown[i]), "pop ")) {
			str_done(&p->shown[i]);
			for (p->n--; i < p->n; i++)
				p->shown[i] = p->shown[i + 1];
			p->shown[p->n] = (struct str){0};
			return;
		}
}

static void do_order(struct player *p, const char *order, size_t n)
{
	AUTO(str_done) struct str text = {0};

	str_add_n(&text, order, n);
	if (str_eq(str_text(&text), "shot")) {
		show(p);
		say(p, "shot");
		wait_go(p);
	} else if (str_starts(str_text(&text), "resize ")) {
		resize(p, str_text(&text));
	} else if (str_eq(str_text(&text), "close")) {
		show(p);
		close_popup(p);
	} else if (!is_order(str_text(&text))) {
		if (text.n)
			fprintf(p->say, "no such order: %s\n", str_text(&text));
	} else if (p->n < ARRAY_LEN(p->shown)) {
		if (str_starts(str_text(&text), "field "))
			open_field(p, str_text(&text));
		p->shown[p->n++] = text;
		text = (struct str){0};
	}
}

/* The end of the order at s: a ';' outside quotes, or the end of the text. */
static size_t order_length(const char *s)
{
	bool quoted = false;
	size_t n = 0;

	for (; s[n] && (quoted || s[n] != ';'); n++) {
		if (quoted && s[n] == '\\' && s[n + 1])
			n++;
		else if (s[n] == '"')
			quoted = !quoted;
	}
	return n;
}

static void do_orders(struct player *p, const char *s)
{
	while (*s) {
		s += strspn(s, " ");
		size_t n = order_length(s), trimmed = n;
		while (trimmed && s[trimmed - 1] == ' ')
			trimmed--;
		do_order(p, s, trimmed);
		s += n + (s[n] == ';');
	}
	show(p);
	say(p, "done");
}

static void tell_key(struct player *p, const struct press *k)
{
	AUTO(str_done) struct str s = {0};

	if (k->code == K_PASTE) {
		str_add(&s, "PASTE ");
		case_quote(k->text, k->n, &s);
	} else {
		event_add(k, &s);
	}
	fprintf(p->say, "event %s\n", str_text(&s));
	fflush(p->say);
}

/* Keys go to the field until the runner says quit. */
static void live(struct player *p, bool tell)
{
	char line[64];
	struct press k;

	fcntl(p->hear, F_SETFL, O_NONBLOCK);
	for (;;) {
		if (read(p->hear, line, 1) == 1 && line[0] == 'q')
			return;
		if (!term_read(p->term, 5, &k))
			continue;
		if (k.code == K_QUIT)
			return;
		if (tell) {
			tell_key(p, &k);
		} else {
			take_key(p, &k);
			show(p);
		}
	}
}

static void say_field(struct player *p)
{
	AUTO(str_done) struct str s = {0};

	str_add(&s, "typed ");
	case_quote(str_text(&p->field), p->field.n, &s);
	say(p, str_text(&s));
}

static void finish(struct player *p)
{
	term_close(&p->term);
	canvas_free(&p->canvas);
	for (size_t i = 0; i < ARRAY_LEN(p->shown); i++)
		str_done(&p->shown[i]);
	str_done(&p->field);
	fclose(p->say);
}

/* --- storm --- */

enum { STORM_STEPS = 400, STORM_SHOT = 8, STORM_RESIZE = 50 };

static void tell_screen(struct player *p)
{
	int row, col;

	for (int i = 0; i < canvas_rows(p->canvas); i++) {
		AUTO(str_done) struct str line = {0};
		str_add(&line, "row ");
		canvas_dump_row(p->canvas, i, &line);
		say(p, str_text(&line));
	}
	bool on = canvas_caret_at(p->canvas, &row, &col);
	fprintf(p->say, "caret %d %d\n", on ? row : -1, on ? col : -1);
	say(p, "shot");
	wait_go(p);
}

static void storm(struct player *p, unsigned seed)
{
	for (int i = 1; i <= STORM_STEPS; i++) {
		if (i % STORM_RESIZE == 0) {
			char order[64];
			snprintf(order, sizeof order, "resize %u %u", storm_random(&seed) % 22 + 2,
				 storm_random(&seed) % 70 + 8);
			p->n = 0;
			resize(p, order);
		}
		storm_step(p->canvas, &seed);
		term_show(p->term, p->canvas);
		if (i % STORM_SHOT == 0)
			tell_screen(p);
	}
	say(p, "done");
}

static void tell_views(void *ctx)
{
	tell_screen(ctx);
}

static void resize_views(void *ctx, int rows, int cols)
{
	struct player *p = ctx;
	char order[64];

	snprintf(order, sizeof order, "resize %d %d", rows, cols);
	resize(p, order);
}

static void shot_of_views(void *ctx, const char *name)
{
	struct player *p = ctx;
	AUTO(str_done) struct str line = {0};

	str_addf(&line, "shot %s", name);
	say(p, str_text(&line));
	wait_go(p);
}

static void views(struct player *p, const char *mode, const char *what)
{
	struct views_io io = {.ctx = p, .tell = tell_views, .resize = resize_views, .shot = shot_of_views};
	struct err e = {0};
	int rc = strcmp(mode, "show") == 0 ? views_show(p->term, p->canvas, what, &io, &e)
					   : views_run(p->term, p->canvas, (unsigned)atoi(what), &io, &e);

	if (rc)
		say(p, e.text);
	say(p, "done");
}

static bool start(struct player *p, char **argv)
{
	struct err e = {0};
	struct term_options o = {.look.ambiguous = strcmp(argv[1], "substitute") == 0 ? TERM_SUBSTITUTE : TERM_AUTO};

	p->say = fopen(argv[2], "w");
	p->hear = open(argv[3], O_RDONLY);
	if (!p->say || p->hear < 0)
		return false;
	if (term_open(&p->term, &o, &e)) {
		say(p, e.text);
		return false;
	}
	const struct term_facts *f = term_facts(p->term);
	p->canvas = canvas_new(f->rows, f->cols);
	return true;
}

int main(int argc, char **argv)
{
	struct player p = {0};
	bool events = argc > 1 && strcmp(argv[1], "events") == 0;

	if (argc < 4 + !events)
		return 2;
	if (!start(&p, argv))
		return 6;
	if (events)
		show(&p);
	else if (strcmp(argv[1], "storm") == 0)
		storm(&p, (unsigned)atoi(argv[4]));
	else if (strcmp(argv[1], "orders") != 0)
		views(&p, argv[1], argv[4]);
	else
		do_orders(&p, argv[4]);
	live(&p, events);
	say_field(&p);
	finish(&p);
	return 0;
}
