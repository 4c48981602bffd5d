/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The frame of every screen: title bar, message line, key bar, and the views between them.
 */
#include "ui/base/stage_inside.h"

#include "base/msg.h"
#include "base/width.h"
#include "base/wrap.h"

enum { MESSAGE_MOST = 5 };

static void wrap_auto(struct wrap *w)
{
	wrap_done(w);
}

static void draw_title(const struct stage *s, struct canvas *c, const struct view *v)
{
	AUTO(str_done) struct str left = {0};
	const char *who = str_text(&s->who), *state = v->mark ? "" : str_text(&s->state);
	int state_at = s->cols - width_text(state), who_at = state_at - (*state ? 3 : 0) - width_text(who);

	if (v->ops->code)
		str_addf(&left, "%s ", v->ops->code);
	if (v->mark)
		str_addf(&left, "%s ", v->mark);
	str_add(&left, v->title ? v->title : _(v->ops->title));
	if (v->context && *v->context)
		str_addf(&left, " | %s", v->context);
	canvas_put(c, 0, 0, s->cols, ROLE_TITLE, "");
	canvas_put_cut(c, 0, 0, who_at > 10 ? who_at - 1 : s->cols, ROLE_TITLE, str_text(&left));
	if (who_at <= 10)
		return;
	canvas_add(c, 0, who_at, width_text(who), ROLE_TITLE, who);
	canvas_add(c, 0, state_at, width_text(state), s->state_role == ROLE_TEXT ? ROLE_TITLE : s->state_role,
		   state);
}

/* One place of the bar; "-" before its label, as in the menu, says without colour that its act is not possible now. Where no
 * blank would be left before the next place, the sign stands in place of the number. */
static void draw_slot(struct canvas *c, struct rect r, enum theme_role key, const char *number, const char *label, bool off)
{
	int used = width_text(number);
	bool tight = label && off && used + 1 + width_text(label) >= r.cols;

	if (!tight)
		canvas_put(c, r.row, r.col, used, key, number);
	if (!label)
		return;
	if (off)
		canvas_put(c, r.row, r.col + (tight ? 0 : used++), 1, ROLE_BAR_OFF, "-");
	canvas_put(c, r.row, r.col + used, r.cols - used, off ? ROLE_BAR_OFF : ROLE_BAR, label);
}

static void fill_bar(struct stage *s)
{
	const struct cmd *slots[STAGE_SLOTS];
	bool other = s->bar_lang != msg_lang();

	stage_slots(s, slots);
	for (int i = 0; i < STAGE_SLOTS; i++)
		if (other || s->bar[i].row != slots[i])
			s->bar[i] = (struct bar_slot){slots[i], slots[i] ? _(slots[i]->label) : NULL};
	s->bar_lang = msg_lang();
}

static void draw_bar(struct stage *s, struct canvas *c)
{
	int row = s->rows - 1, width = s->cols / 10;
	const struct view *v = stage_top(s);

	fill_bar(s);
	canvas_put(c, row, 0, s->cols, ROLE_TEXT, "");
	for (int i = 1; i <= STAGE_SLOTS; i++) {
		const struct cmd *cmd = s->bar[i - 1].row;
		char number[4] = {(char)(i < 10 ? '0' + i : '1'), i < 10 ? '\0' : '0', '\0', '\0'};
		bool off = cmd && ((cmd->why_not && cmd->why_not(v)) ||
				   (cmd->flags & CMD_WRITES && v->ops->flags & VIEW_READONLY));
		draw_slot(c, (struct rect){row, (i - 1) * width, 1, width}, s->esc ? ROLE_HIT : ROLE_KEY, number,
			  cmd ? s->bar[i - 1].label : NULL, off);
	}
}

static void draw_code(const struct stage *s, struct canvas *c)
{
	int row = s->rows - 2;
	int used = canvas_put(c, row, 0, s->cols, ROLE_MESSAGE, _("Transaction code "));

	used += canvas_add(c, row, used, s->cols - used, ROLE_FOCUS, s->code);
	canvas_caret(c, row, used);
	const struct cmd *cmd = stage_code_row(s);
	AUTO(str_done) struct str next = {0};
	if (cmd)
		str_addf(&next, _("Enter: %s"), _(cmd->label));
	else
		str_add(&next, _("a code has four digits"));
	canvas_add(c, row, used + 3, s->cols - used - 3, ROLE_DIM, str_text(&next));
}

/* A long sentence grows upwards over the body, but not over the caret; what does not fit is cut with a
 * mark. */
static void draw_message(const struct stage *s, struct canvas *c)
{
	const char *text = str_text(&s->message);
	int row, col, room = MESSAGE_MOST;
	AUTO(wrap_auto) struct wrap w = {0};

	if (canvas_caret_at(c, &row, &col) && s->rows - 2 - row < room)
		room = s->rows - 2 - row;
	if (room < 1)
		room = 1;
	wrap_text(text, s->message.n, s->cols, &w);
	int lines = w.n < (size_t)room ? (int)w.n : room;
	for (int i = 0; i < lines; i++) {
		const struct wrap_line *l = &w.v[i];
		int at = s->rows - 1 - lines + i;
		if (i == lines - 1 && w.n > (size_t)lines)
			canvas_put_cut(c, at, 0, s->cols, s->message_role, text + l->start);
		else
			canvas_put_n(c, at, 0, s->cols, s->message_role, text + l->start, l->len);
	}
}

static void draw_too_small(const struct stage *s, struct canvas *c)
{
	AUTO(str_done) struct str text = {0};
	AUTO(wrap_auto) struct wrap w = {0};

	str_addf(&text,
		 _("This window has %d columns and %d rows; %d by %d are needed (%d by %d at the least). "
		   "Make it larger; nothing is lost."),
		 s->cols, s->rows, STAGE_COLS, STAGE_ROWS, STAGE_MIN_COLS, STAGE_MIN_ROWS);
	wrap_text(str_text(&text), text.n, s->cols > 2 ? s->cols : 2, &w);
	for (size_t i = 0; i < w.n && i < (size_t)s->rows; i++)
		canvas_put_n(c, (int)i, 0, s->cols, ROLE_STRONG, str_text(&text) + w.v[i].start, w.v[i].len);
}

static void draw_view(struct view *v, struct canvas *c)
{
	canvas_no_caret(c);
	struct rect whole = canvas_clip(c, v->body);
	v->ops->draw(v, c, v->body);
	canvas_clip(c, whole);
}

void stage_draw(struct stage *s, struct canvas *c)
{
	size_t first = stage_lowest(s);

	s->rows = canvas_rows(c);
	s->cols = canvas_cols(c);
	s->canvas = c;
	canvas_clear(c);
	stage_enter(s);
	for (size_t i = first; i < s->open.n; i++) {
		stage_settle(s, s->open.v[i]);
		if (s->open.v[i]->ops->layout)
			s->open.v[i]->ops->layout(s->open.v[i]);
	}
	stage_forgive(s);
	if (stage_too_small(s)) {
		draw_too_small(s, c);
	} else if (s->open.n) {
		for (size_t i = first; i < s->open.n; i++)
			draw_view(s->open.v[i], c);
		draw_title(s, c, s->open.v[first]);
		if (s->code[0])
			draw_code(s, c);
		else if (s->message.n)
			draw_message(s, c);
		draw_bar(s, c);
	}
	s->dirty = false;
	stage_leave(s);
}
