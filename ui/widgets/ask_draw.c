/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the parts of a box stand, and how they look. From top to bottom: text, field or list, refusal,
 * answers.
 */
#include "base/msg.h"
#include "base/width.h"
#include "ui/widgets/ask_inside.h"
#include "ui/widgets/bars.h"

enum {
	BOX_COLS = 60,
	BOX_LEAST = 40,
	LIST_MOST = 12,
	LINES_ROWS = 4,
	AIR = 4 /* frame and a blank on each side */
};

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

bool ask_has_field(const struct ask_box *b)
{
	return b->ask.kind == ASK_WORD || b->ask.kind >= ASK_LINE;
}

/* Columns of what stands before the words of a choice. */
static int mark_cols(const struct ask_box *b)
{
	return b->counted ? 4 : 2;
}

/* As wide as its widest line, within reason. */
static int inner_cols(const struct ask_box *b, struct rect body)
{
	int cols = ask_has_field(b) ? BOX_COLS - AIR : BOX_LEAST - AIR;

	cols = most(cols, least(width_text(b->ask.text ? b->ask.text : ""), BOX_COLS - AIR));
	for (size_t i = 0; i < b->ask.choice_count; i++) {
		const struct ask_choice *c = &b->ask.choices[i];
		int label = mark_cols(b) + width_text(c->label), note = c->note ? 2 + width_text(c->note) : 0;
		cols = most(cols, label + note);
	}
	return most(least(cols, body.cols - AIR), 4);
}

/* The next part below: cuts rows off the top of *rest. */
static struct rect take_rows(struct rect *rest, int rows)
{
	struct rect part = rect_rows(*rest, 0, rows);

	*rest = rect_rows(*rest, part.rows, -1);
	return part;
}

static int field_rows(const struct ask_box *b)
{
	if (b->ask.kind == ASK_LINES)
		return LINES_ROWS;
	return ask_has_field(b) ? 1 : 0;
}

static int list_rows(const struct ask_box *b)
{
	int n = (int)least((int)b->ask.choice_count, LIST_MOST);

	if (b->ask.kind != ASK_CHOOSE)
		return 0;
	return most(n, 1) + (b->list.filtering || b->list.filter.n);
}

static void place_answers(const struct ask_box *b, struct rect row, struct ask_places *p)
{
	p->hint = row;
	if (b->ask.kind != ASK_CONFIRM)
		return;
	int yes = width_text(b->ask.yes) + 5, no = width_text(b->ask.no) + 5;
	int left = most((row.cols - yes - no - 2) / 2, 0);
	p->yes = rect_cols(row, left, yes);
	p->no = rect_cols(row, left + yes + 2, no);
}

void ask_places(struct ask_box *b, struct rect body, struct ask_places *p)
{
	int cols = inner_cols(b, body),
	    refusal = b->refusal.n ? bars_text_lines(str_text(&b->refusal), cols) : 0;
	int field = field_rows(b), list = list_rows(b), answers = 1;

	*p = (struct ask_places){0};
	p->text_lines = str_empty(b->ask.text) ? 0 : bars_text_lines(b->ask.text, cols);
	int gap = p->text_lines && field + list ? 1 : 0, fixed = field + refusal + answers + gap + 1 + 2;
	int room = most(body.rows - fixed, 1);
	list = list ? most(least(list, room - least(p->text_lines, 3)), 2) : 0;
	int text = least(p->text_lines, most(room - list, 1));
	p->box = rect_middle(body, fixed + list + text, cols + AIR);
	struct rect rest = rect_cols(rect_inside(p->box), 1, cols);
	p->text = take_rows(&rest, text);
	take_rows(&rest, gap);
	struct rect row = take_rows(&rest, field);
	int label = str_empty(b->ask.label) || !field ? 0 : least(width_text(b->ask.label) + 1, cols / 2);
	p->label = rect_cols(row, 0, label);
	p->field = rect_cols(row, label, -1);
	p->list = take_rows(&rest, list);
	p->refusal = take_rows(&rest, refusal);
	take_rows(&rest, rest.rows > answers ? 1 : 0);
	place_answers(b, take_rows(&rest, answers), p);
}

void ask_layout(struct ask_box *b, struct rect body)
{
	struct ask_places p;

	ask_places(b, body, &p);
	int last = most(p.text_lines - p.text.rows, 0);
	b->skip = least(b->skip, last);
	if (ask_has_field(b))
		edit_layout(&b->edit, p.field);
	if (b->ask.kind == ASK_CHOOSE)
		list_layout(&b->list, p.list);
}

void ask_draw_choice(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected)
{
	const struct ask_box *b = ctx;
	const struct ask_choice *choice = &b->ask.choices[i];
	AUTO(str_done) struct str number = {0};
	int mark = mark_cols(b), label = width_text(choice->label) + mark;

	if (b->ask.choice_count > ASK_NUMBERED)
		str_add(&number, selected ? ">" : " ");
	if (b->ask.choice_count <= ASK_NUMBERED || b->counted)
		str_addf(&number, b->counted ? "%2zu" : "%zu", i + 1);
	canvas_put(c, r.row, r.col, mark, ROLE_KEY, str_text(&number));
	canvas_put_cut(c, r.row, r.col + mark, r.cols - mark, ROLE_TEXT, choice->label);
	if (choice->note && label + 4 < r.cols)
		canvas_put_cut(c, r.row, r.col + label + 2, r.cols - label - 2, ROLE_DIM, choice->note);
}

/* "[ 1是 ]": brackets tell which one Enter takes where there is no colour. */
static void draw_answer(struct canvas *c, struct rect r, const char *key, const char *word, bool here)
{
	AUTO(str_done) struct str s = {0};

	str_addf(&s, here ? "[ %s%s ]" : "  %s%s  ", key, word);
	canvas_put(c, r.row, r.col, r.cols, here ? ROLE_SELECTED : ROLE_BOX, str_text(&s));
}

static const char *hint_of(const struct ask_box *b)
{
	switch (b->ask.kind) {
	case ASK_MESSAGE:
		return _("Enter: go on");
	case ASK_CHOOSE:
		return b->ask.choice_count <= ASK_NUMBERED
			       ? _("A digit or Enter takes one, Esc none")
		       : b->counted ? _("Number or words, Enter takes it, Esc none")
				    : _("Type to search, Enter takes it, Esc takes none");
	case ASK_SECRET:
		return _("What you type is not shown. Enter takes it");
	case ASK_LINES:
		return _("Enter takes it, Ctrl-N breaks the line, Esc leaves");
	default:
		return _("Enter takes it, Esc leaves");
	}
}

void ask_draw(struct ask_box *b, struct canvas *c, struct rect body)
{
	struct ask_places p;

	ask_places(b, body, &p);
	bars_box(c, p.box, b->ask.title);
	bars_text(c, p.text, ROLE_BOX, b->ask.text, b->skip);
	bars_scroll(c, (struct rect){p.text.row, p.box.col, p.text.rows, p.box.cols}, b->skip, p.text.rows,
		    p.text_lines);
	if (p.label.cols > 0)
		canvas_put(c, p.label.row, p.label.col, p.label.cols, ROLE_LABEL, b->ask.label);
	if (ask_has_field(b))
		edit_draw(&b->edit, c, p.field, true);
	if (b->ask.kind == ASK_CHOOSE) {
		list_draw(&b->list, c, p.list, true);
		bars_scroll(c, (struct rect){p.list.row, p.box.col, p.list.rows, p.box.cols},
			    (int)b->list.top, b->list.height, (int)b->list.rows.n);
	}
	if (b->refusal.n)
		bars_text(c, p.refusal, ROLE_BAD, str_text(&b->refusal), 0);
	if (b->ask.kind == ASK_CONFIRM) {
		draw_answer(c, p.yes, "1", b->ask.yes, !b->at_no);
		draw_answer(c, p.no, "2", b->ask.no, b->at_no);
	} else {
		canvas_put_cut(c, p.hint.row, p.hint.col, p.hint.cols, ROLE_DIM, hint_of(b));
	}
}
