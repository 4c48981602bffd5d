/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/ask.h"

#include "base/msg.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/base/stage.h"
#include "ui/widgets/bars.h"
#include "ui/widgets/edit.h"
#include "ui/widgets/list.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A box that is open. Its strings are copies in `own`. */
struct box {
	struct ask ask;
	struct ask_choice *choices;
	struct arena own;
	struct edit edit;
	struct list list;
	struct str refusal;
	struct rect place; /* worked out by layout */
	int text_rows;
};

static struct box *state(const struct view *v)
{
	return VIEW_STATE(v, struct box);
}

static bool has_edit(const struct box *b)
{
	return b->ask.kind == ASK_WORD || b->ask.kind == ASK_LINE || b->ask.kind == ASK_LINES || b->ask.kind == ASK_SECRET;
}

static bool has_list(const struct box *b)
{
	return b->ask.kind == ASK_CHOOSE || b->ask.kind == ASK_CONFIRM;
}

/* ---- rows of a choice ---------------------------------------------------------------------------------- */

static size_t choice_count(const void *ctx)
{
	return ((const struct box *)ctx)->ask.choice_count;
}

static const char *choice_id(const void *ctx, size_t i)
{
	return ((const struct box *)ctx)->choices[i].id;
}

static const char *choice_text(const void *ctx, size_t i)
{
	return ((const struct box *)ctx)->choices[i].label;
}

static void choice_draw(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected)
{
	const struct box *b = ctx;
	const struct ask_choice *x = &b->choices[i];
	char number[8] = "   ";

	(void)selected;
	if (b->ask.choice_count <= 9)
		snprintf(number, sizeof number, " %zu ", i + 1);
	canvas_put_cut(c, r.row, r.col, r.cols, ROLE_BOX, number);
	int used = 3 + canvas_add(c, r.row, r.col + 3, r.cols - 3, ROLE_BOX, x->label);
	if (x->note)
		canvas_put_cut(c, r.row, r.col + used + 2, r.cols - used - 2, ROLE_DIM, x->note);
}

static const struct list_ops choice_rows = {.count = choice_count, .id = choice_id, .draw = choice_draw,
					    .text = choice_text, .empty = N_("nothing to choose from")};

/* ---- opening ------------------------------------------------------------------------------------------- */

static const char *copy(struct box *b, const char *text)
{
	return text ? arena_dup(&b->own, text) : NULL;
}

static void copy_choices(struct box *b, const struct ask *a)
{
	b->choices = arena_alloc(&b->own, (a->choice_count + 2) * sizeof *b->choices);
	for (size_t i = 0; i < a->choice_count; i++)
		b->choices[i] = (struct ask_choice){copy(b, a->choices[i].id), copy(b, a->choices[i].label),
						    copy(b, a->choices[i].note)};
	if (a->kind == ASK_CONFIRM) {
		b->choices[0] = (struct ask_choice){"yes", copy(b, a->yes ? a->yes : _("yes")), NULL};
		b->choices[1] = (struct ask_choice){"no", copy(b, a->no ? a->no : _("no")), NULL};
		b->ask.choice_count = 2;
	}
}

static int ask_open(struct view *v, const void *arg, struct err *e)
{
	const struct ask *a = arg;
	struct box *b = state(v);

	if (!a)
		return err_set(e, ERR_BUG, "%s", _("this box is opened by a screen"));
	b->ask = *a;
	b->ask.title = copy(b, a->title);
	b->ask.text = copy(b, a->text);
	b->ask.label = copy(b, a->label);
	b->ask.word = copy(b, a->word);
	b->ask.value = copy(b, a->value);
	copy_choices(b, a);
	list_init(&b->list, &choice_rows, b, 0);
	list_refresh(&b->list);
	if (a->kind == ASK_CONFIRM)
		list_choose(&b->list, a->default_yes ? 0 : 1);
	else if (a->value)
		list_choose_id(&b->list, a->value);
	edit_init(&b->edit, a->kind == ASK_SECRET ? EDIT_SECRET : a->kind == ASK_LINES ? EDIT_LINES : 0, a->most);
	if (has_edit(b) && a->kind != ASK_SECRET && a->kind != ASK_WORD && a->value)
		edit_set(&b->edit, b->ask.value);
	return 0;
}

static void ask_close_view(struct view *v)
{
	struct box *b = state(v);

	edit_done(&b->edit);
	list_done(&b->list);
	str_done(&b->refusal);
	arena_done(&b->own);
}

/* ---- closing with an answer -------------------------------------------------------------------------------- */

static int refuse(struct view *v, const char *text)
{
	struct box *b = state(v);

	str_clear(&b->refusal);
	str_add(&b->refusal, text);
	if (b->ask.kind == ASK_SECRET)
		edit_set(&b->edit, "");
	stage_touch(v->stage);
	return 0;
}

static int give(struct view *v, struct ask_answer answer)
{
	struct box *b = state(v);
	struct err e = {0};

	if (b->ask.check && answer.yes && b->ask.check(b->ask.ctx, answer.text, &e))
		return refuse(v, e.text);
	stage_close(v, &answer);
	return 0;
}

static int give_text(struct view *v)
{
	struct box *b = state(v);
	const char *text = edit_text(&b->edit);

	if (b->ask.kind == ASK_WORD && !str_eq(text, b->ask.word)) {
		AUTO(str_done) struct str why = {0};
		str_addf(&why, _("type “%s” to go on, or Esc to leave it"), b->ask.word);
		return refuse(v, str_text(&why));
	}
	if ((b->ask.required || b->ask.kind == ASK_SECRET) && text[strspn(text, " \n")] == '\0')
		return refuse(v, _("something must be typed here; Esc leaves it"));
	return give(v, (struct ask_answer){.yes = true, .text = text});
}

static int give_choice(struct view *v)
{
	struct box *b = state(v);
	size_t i;

	if (!list_choice(&b->list, &i))
		return refuse(v, _("nothing is chosen"));
	bool yes = b->ask.kind != ASK_CONFIRM || i == 0;
	return give(v, (struct ask_answer){.yes = yes, .text = b->ask.kind == ASK_CONFIRM ? "" : b->choices[i].id,
					   .choice = i});
}

static int run_accept(struct view *v, int count, struct err *e)
{
	struct box *b = state(v);

	(void)count;
	(void)e;
	if (b->ask.kind == ASK_MESSAGE)
		return give(v, (struct ask_answer){.yes = true, .text = ""});
	return has_list(b) ? give_choice(v) : give_text(v);
}

static int run_enter(struct view *v, int count, struct err *e)
{
	if (state(v)->ask.kind != ASK_LINES)
		return run_accept(v, count, e);
	edit_do(&state(v)->edit, EDIT_NEWLINE, count);
	stage_touch(v->stage);
	return 0;
}

/* ---- the screen ------------------------------------------------------------------------------------------------ */

static int content_rows(const struct box *b, int rows)
{
	if (has_list(b)) {
		int n = (int)b->ask.choice_count;
		return n > rows ? rows : n;
	}
	return b->ask.kind == ASK_LINES ? 6 : has_edit(b) ? 1 : 0;
}

static void ask_layout(struct view *v)
{
	struct box *b = state(v);
	struct rect body = v->body;
	int cols = body.cols - 8 > 64 ? 64 : body.cols - 8;

	b->text_rows = b->ask.text ? bars_text_lines(b->ask.text, cols - 4) : 0;
	int more = b->refusal.n ? bars_text_lines(str_text(&b->refusal), cols - 4) : 0;
	int content = content_rows(b, body.rows - b->text_rows - more - 4);
	if (has_list(b) && list_is_filtered(&b->list))
		content++;
	b->place = rect_middle(body, b->text_rows + content + more + 2 + (b->text_rows && content ? 1 : 0), cols);
	struct rect inside = rect_inside(b->place);
	inside = rect_cols(inside, 1, inside.cols - 2);
	struct rect part = rect_rows(inside, b->text_rows + (b->text_rows && content ? 1 : 0), content);
	if (has_list(b))
		list_layout(&b->list, part);
	else if (has_edit(b))
		edit_layout(&b->edit, rect_cols(part, b->ask.label ? width_text(b->ask.label) + 1 : 0, -1));
}

static struct rect content_place(const struct box *b, struct rect inside)
{
	int skip = b->text_rows ? b->text_rows + 1 : 0;
	int more = b->refusal.n ? bars_text_lines(str_text(&b->refusal), inside.cols) : 0;

	return rect_rows(inside, skip, inside.rows - skip - more);
}

static struct rect edit_place(const struct box *b, struct rect inside)
{
	struct rect r = content_place(b, inside);
	int label = b->ask.label ? width_text(b->ask.label) + 1 : 0;

	return rect_cols(r, label, r.cols - label);
}

static void ask_draw(const struct view *v, struct canvas *c, struct rect r)
{
	const struct box *b = state(v);
	struct rect inside = bars_box(c, b->place, b->ask.title);

	(void)r;
	if (b->ask.text)
		bars_text(c, rect_rows(inside, 0, b->text_rows), ROLE_BOX, b->ask.text, 0);
	struct rect content = content_place(b, inside);
	if (has_list(b)) {
		list_draw(&b->list, c, content, true);
	} else if (has_edit(b)) {
		if (b->ask.label)
			canvas_put(c, content.row, content.col, width_text(b->ask.label), ROLE_LABEL, b->ask.label);
		edit_draw(&b->edit, c, edit_place(b, inside), true);
	}
	if (b->refusal.n)
		bars_text(c, rect_rows(inside, content.row + content.rows - inside.row, -1), ROLE_BAD, str_text(&b->refusal), 0);
}

static void changed(struct view *v)
{
	str_clear(&state(v)->refusal);
	stage_touch(v->stage);
}

/* Digits choose at once where there are at most nine rows; 0 is no. */
static bool type_digit(struct view *v, const char *utf8)
{
	struct box *b = state(v);
	AUTO(str_done) struct str plain = {0};

	text_fold_ascii(utf8, &plain);
	if (plain.n != 1 || plain.s[0] < '0' || plain.s[0] > '9' || b->ask.choice_count > 9 || list_is_filtered(&b->list))
		return false;
	size_t i = (size_t)(plain.s[0] - '0');
	if (b->ask.kind == ASK_CONFIRM && i == 0)
		i = 2;
	if (i < 1 || i > b->ask.choice_count)
		return true;
	list_choose(&b->list, i - 1);
	give_choice(v);
	return true;
}

static bool ask_text(struct view *v, const char *utf8, bool pasted)
{
	struct box *b = state(v);

	if (has_edit(b)) {
		changed(v);
		return edit_type(&b->edit, v, utf8, pasted);
	}
	if (!has_list(b) || (!pasted && type_digit(v, utf8)))
		return has_list(b);
	if (b->ask.kind == ASK_CONFIRM)
		return false;
	changed(v);
	return list_type(&b->list, utf8, pasted);
}

static bool ask_click(struct view *v, const struct press *k)
{
	struct box *b = state(v);
	struct rect inside = rect_inside(b->place);

	inside = rect_cols(inside, 1, inside.cols - 2);
	if (has_list(b) && list_click(&b->list, content_place(b, inside), k)) {
		give_choice(v);
		return true;
	}
	return has_edit(b) && edit_click(&b->edit, edit_place(b, inside), k->row, k->col);
}

static void *ask_part(const struct view *v, enum view_part part)
{
	struct box *b = state(v);

	if (part == PART_EDIT && has_edit(b))
		return &b->edit;
	return part == PART_LIST && has_list(b) ? &b->list : NULL;
}

/* Esc takes the filter away first. */
static bool ask_may_close(struct view *v, struct err *e)
{
	struct box *b = state(v);

	(void)e;
	if (!has_list(b) || !list_is_filtered(&b->list))
		return true;
	list_unfilter(&b->list);
	stage_touch(v->stage);
	return false;
}

static const struct cmd ask_rows[] = {
	{"ask.enter", "Enter", N_("Take"), N_("Takes the answer; in a long text it breaks the line."), CMD_HIDDEN, NULL, NULL,
	 run_enter},
	{"ask.accept", "F2", N_("Take"), N_("Takes the answer."), 0, NULL, NULL, run_accept},
	CMD_END,
};
static const struct cmd *const ask_cmds[] = {ask_rows, edit_cmds, list_cmds, NULL};

bool ask_yes(const void *value)
{
	const struct ask_answer *a = value;
	return a && a->yes;
}

int ask_confirm(struct view *v, int tag, struct err *e, const char *fmt, ...)
{
	char text[1000];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	struct ask ask = {.kind = ASK_CONFIRM, .text = text};
	return stage_open(v->stage, VIEW_ASK, &ask, tag, e);
}

const struct view_ops ask_view = {
	.name = "ask",
	.title = N_("Question"),
	.state_size = sizeof(struct box),
	.flags = VIEW_MODAL,
	.cmds = ask_cmds,
	.open = ask_open,
	.layout = ask_layout,
	.draw = ask_draw,
	.text = ask_text,
	.click = ask_click,
	.may_close = ask_may_close,
	.close = ask_close_view,
	.part = ask_part,
};
