/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Labels in a column, fields beside them, hint or refusal at the bottom.
 */
#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/width.h"
#include "ui/widgets/bars.h"
#include "ui/widgets/form_inside.h"

enum { LABEL_MOST = 20, DATE_COLS = 16, NUMBER_COLS = 20, LINES_LEAST = 2, LINES_TIMES = 3, FOOT_MOST = 3 };

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

/* --- places --- */

static int label_cols(const struct form *f, int cols)
{
	int widest = 0;

	for (size_t i = 0; i < f->n; i++)
		if (f->fields[i].kind != FORM_HEADING && form_is_shown(f, i))
			widest = most(widest, width_text(_(f->fields[i].label)));
	return least(least(widest, LABEL_MOST) + 2, most(cols / 2, 1));
}

/* "  F4List" behind a field of text that has something to pick from. */
static int offer_cols(void)
{
	return 4 + width_text(_("List"));
}

static int field_cols(const struct form *f, size_t i, int room)
{
	const struct form_field *d = &f->fields[i];
	int cols = form_has_offer(f, i) ? room - offer_cols() : room;

	if (d->kind == FORM_DATE)
		cols = least(room, DATE_COLS);
	else if (d->kind == FORM_NUMBER)
		cols = least(room, NUMBER_COLS);
	return most(cols, 1);
}

static int field_rows(struct form *f, size_t i, int cols)
{
	const struct form_field *d = &f->fields[i];
	int rows = d->rows > 0 ? d->rows : LINES_LEAST;

	if (!form_is_shown(f, i))
		return 0;
	if (d->kind != FORM_LINES)
		return 1;
	return most(rows, least(edit_lines(&f->items[i].edit, field_cols(f, i, cols)), rows * LINES_TIMES));
}

/* Rows that all of it takes. */
static int wanted_rows(struct form *f, int cols)
{
	int row = 0, labels = label_cols(f, cols);

	for (size_t i = 0; i < f->n; i++) {
		f->items[i].row = row;
		f->items[i].rows = field_rows(f, i, cols - 1 - labels);
		row += f->items[i].rows;
	}
	f->label_cols = labels;
	return row;
}

/* What stands under the form: why a field was refused, else the hint of the one in focus, else its choice's
 * note. */
static const char *foot_text(const struct form *f)
{
	if (f->refusal.n)
		return str_text(&f->refusal);
	if (f->focus >= f->n)
		return "";
	const struct form_item *it = &f->items[f->focus];
	const char *note = it->at != FORM_NO_CHOICE ? it->choices[it->at].note : NULL;
	if (!str_empty(note))
		return it->own_choices ? note : _(note);
	return f->fields[f->focus].hint ? _(f->fields[f->focus].hint) : "";
}

static bool has_foot(const struct form *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->fields[i].hint)
			return true;
	return f->refusal.n > 0 || *foot_text(f);
}

static int foot_rows(const struct form *f, struct rect r)
{
	if (!has_foot(f) || r.rows < 2)
		return 0;
	return most(1, least(bars_text_lines(foot_text(f), r.cols - 1), least(FOOT_MOST, r.rows / 2)));
}

static int all_rows(const struct form *f)
{
	int rows = 0;

	for (size_t i = 0; i < f->n; i++)
		rows += f->items[i].rows;
	return rows;
}

/* The foot stands a row below the last field, so that nobody looks for it at the other end of the screen. */
static struct rect fields_rect(const struct form *f, struct rect r)
{
	return rect_rows(r, 0, least(r.rows - foot_rows(f, r), all_rows(f) + 1));
}

/* The field's own place on the canvas; it may lie outside r when scrolled away. */
struct rect form_field_rect(const struct form *f, struct rect r, size_t i)
{
	const struct form_item *it = &f->items[i];

	return (struct rect){r.row + it->row - f->top, r.col + f->label_cols, it->rows,
			     field_cols(f, i, r.cols - 1 - f->label_cols)};
}

static void scroll_to_focus(struct form *f, int height, int all)
{
	if (f->focus < f->n) {
		const struct form_item *it = &f->items[f->focus];
		int first = it->row, last = it->row + it->rows - 1;
		if (it->rows > height)
			last = first + height - 1;
		if (last >= f->top + height)
			f->top = last - height + 1;
		if (first < f->top)
			f->top = first;
	}
	f->top = most(least(f->top, all - height), 0);
}

/* Rows that would stay blank below the form show more of its long texts. */
static int spread(struct form *f, struct rect r, int all)
{
	int spare = r.rows - foot_rows(f, r) - 1 - all;

	for (size_t i = 0; i < f->n && spare > 0; i++) {
		struct form_item *it = &f->items[i];
		if (f->fields[i].kind != FORM_LINES || !it->rows)
			continue;
		int more = least(edit_lines(&it->edit, form_field_rect(f, r, i).cols) - it->rows, spare);
		if (more <= 0)
			continue;
		it->rows += more;
		for (size_t below = i + 1; below < f->n; below++)
			f->items[below].row += more;
		spare -= more;
		all += more;
	}
	return all;
}

void form_layout(struct form *f, struct rect r)
{
	if (f->focus < f->n && !form_can_focus(f, f->focus)) {
		size_t next = form_next(f, f->focus, false);
		f->focus = next < f->n ? next : form_next(f, f->focus, true);
	}
	int all = spread(f, r, wanted_rows(f, r.cols));
	f->height = fields_rect(f, r).rows;
	f->cols = r.cols;
	scroll_to_focus(f, f->height, all);
	for (size_t i = 0; i < f->n; i++) {
		if (f->fields[i].kind == FORM_HEADING || f->fields[i].kind == FORM_CHOICE || !f->items[i].rows)
			continue;
		edit_layout(&f->items[i].edit, form_field_rect(f, r, i));
		if (i != f->focus) /* read from its beginning, wherever the caret was left */
			f->items[i].edit.top = 0;
	}
}

/* --- choices --- */

/* Columns of all options side by side, each with a sign before and behind. */
static int options_cols(const struct form *f, size_t i)
{
	int cols = 0;

	for (size_t c = 0; c < f->items[i].choice_n; c++)
		cols += width_text(form_choice_label(f, i, c)) + 3 + (c > 0);
	return cols;
}

static bool fits_side_by_side(const struct form *f, size_t i, int cols)
{
	return f->items[i].choice_n <= 9 && options_cols(f, i) <= cols;
}

int form_choice_under(const struct form *f, size_t i, int cols, int col)
{
	int at = 0;

	if (!fits_side_by_side(f, i, cols))
		return FORM_NO_CHOICE;
	for (size_t c = 0; c < f->items[i].choice_n; c++) {
		int width = width_text(form_choice_label(f, i, c)) + 3;
		if (col >= at && col < at + width)
			return (int)c;
		at += width + 1;
	}
	return FORM_NO_CHOICE;
}

/* "[1严重] 2较大  3一般": brackets tell the chosen one where there is no colour. */
static void draw_options(const struct form *f, size_t i, struct canvas *c, struct rect r, bool focus)
{
	int at = r.col, caret = r.col;

	for (size_t n = 0; n < f->items[i].choice_n; n++) {
		AUTO(str_done) struct str s = {0};
		bool chosen = f->items[i].at == (int)n;
		str_addf(&s, chosen ? "[%zu%s]" : " %zu%s ", n + 1, form_choice_label(f, i, n));
		int cols = width_text(str_text(&s));
		canvas_put(c, r.row, at, cols,
			   !chosen ? ROLE_TEXT
			   : focus ? ROLE_SELECTED
				   : ROLE_PICKED,
			   str_text(&s));
		if (chosen)
			caret = at;
		at += cols + 1;
	}
	if (focus)
		canvas_caret(c, r.row, caret);
}

/* As wide as the widest option, so that the place stands beside it. */
static int option_cols(const struct form *f, size_t i, int room)
{
	int widest = 0;

	for (size_t c = 0; c < f->items[i].choice_n; c++)
		widest = most(widest, width_text(form_choice_label(f, i, c)));
	return most(least(widest + 2, room), 1);
}

static void draw_one_option(const struct form *f, size_t i, struct canvas *c, struct rect r, bool focus)
{
	const struct form_item *it = &f->items[i];
	AUTO(str_done) struct str place = {0};
	const char *label = it->at == FORM_NO_CHOICE ? "" : form_choice_label(f, i, (size_t)it->at);

	str_addf(&place, " %d/%zu", it->at == FORM_NO_CHOICE ? 0 : it->at + 1, it->choice_n);
	if (focus)
		str_addf(&place, "  F4%s", _("List"));
	int cols = option_cols(f, i, r.cols - width_text(str_text(&place)));
	canvas_put_cut(c, r.row, r.col, cols, focus ? ROLE_FOCUS : ROLE_FIELD, label);
	canvas_put(c, r.row, r.col + cols, r.cols - cols, ROLE_DIM, str_text(&place));
	if (focus)
		canvas_caret(c, r.row, r.col);
}

/* --- painting --- */

static void draw_locked(const struct form *f, size_t i, struct canvas *c, struct rect r)
{
	const struct form_item *it = &f->items[i];
	const char *text = f->fields[i].kind != FORM_CHOICE ? edit_text(&it->edit)
			   : it->at == FORM_NO_CHOICE	    ? ""
							    : form_choice_label(f, i, (size_t)it->at);
	bars_text(c, r, ROLE_TEXT, f->fields[i].kind == FORM_SECRET ? "" : text, 0);
}

static void draw_weekday(const struct form *f, size_t i, struct canvas *c, struct rect r)
{
	static const char *const names[] = {N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"),
					    N_("Friday"), N_("Saturday"), N_("Sunday")};
	int day;

	if (form_parse_day(edit_text(&f->items[i].edit), &day))
		canvas_add(c, r.row, r.col + r.cols + 1, 10, ROLE_DIM, _(names[day_weekday(day) - 1]));
}

static void draw_offer(const struct form *f, size_t i, struct canvas *c, struct rect r)
{
	AUTO(str_done) struct str s = {0};

	str_addf(&s, "  F4%s", _("List"));
	if (form_has_offer(f, i))
		canvas_put(c, r.row, r.col + r.cols, offer_cols(), ROLE_DIM, str_text(&s));
}

static void draw_label(const struct form *f, size_t i, struct canvas *c, int row, int col, bool focus)
{
	const struct form_field *d = &f->fields[i];
	enum theme_role role = f->refused == i ? ROLE_BAD : focus ? ROLE_STRONG : ROLE_LABEL;
	int used = canvas_put_cut(c, row, col, f->label_cols - 2, role, _(d->label));

	if (form_is_required(f, i))
		canvas_put(c, row, col + least(used, f->label_cols - 2), 1, ROLE_STRONG, "*");
}

static void draw_field(const struct form *f, size_t i, struct canvas *c, struct rect r, bool focus)
{
	const struct form_field *d = &f->fields[i];
	struct rect field = form_field_rect(f, r, i);

	if (d->kind == FORM_HEADING) {
		canvas_put_cut(c, field.row, r.col, r.cols - 1, ROLE_HEADING, _(d->label));
		return;
	}
	draw_label(f, i, c, field.row, r.col, focus);
	if (d->flags & FORM_LOCKED)
		draw_locked(f, i, c, field);
	else if (d->kind != FORM_CHOICE)
		edit_draw(&f->items[i].edit, c, field, focus);
	else if (fits_side_by_side(f, i, field.cols))
		draw_options(f, i, c, field, focus);
	else
		draw_one_option(f, i, c, field, focus);
	if (d->kind == FORM_DATE)
		draw_weekday(f, i, c, field);
	if (focus)
		draw_offer(f, i, c, field);
}

void form_draw(const struct form *f, struct canvas *c, struct rect r, bool focus)
{
	struct rect fields = fields_rect(f, r), foot = rect_rows(r, fields.rows, -1);
	struct rect former = canvas_clip(c, fields);
	for (size_t i = 0; i < f->n; i++) {
		const struct form_item *it = &f->items[i];
		if (it->rows && it->row + it->rows > f->top && it->row < f->top + fields.rows)
			draw_field(f, i, c, fields, focus && i == f->focus);
	}
	canvas_clip(c, former);
	bars_scroll(c, fields, f->top, fields.rows, all_rows(f));
	if (foot.rows > 0 && focus)
		bars_text(c, foot, f->refusal.n ? ROLE_BAD : ROLE_DIM, foot_text(f), 0);
}
