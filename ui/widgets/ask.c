/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The box itself: what it holds, which keys it takes, how it closes. Places and painting: ask_draw.c.
 */
#include "ui/widgets/ask.h"

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "ui/base/stage.h"
#include "ui/widgets/ask_inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { TAG_LEAVE = 1 };

static struct ask_box *box_of(const struct view *v)
{
	return VIEW_STATE(v, struct ask_box);
}

static bool has_kind(const struct view *v, enum ask_kind kind)
{
	return box_of(v)->ask.kind == kind;
}

bool ask_yes(const void *value)
{
	const struct ask_answer *answer = value;

	return answer && answer->yes;
}

static void keep_typed(struct view *v)
{
	struct ask_box *b = box_of(v);

	keep_text(&b->keep, v, edit_changed(&b->edit), edit_text(&b->edit), edit_length(&b->edit), edit_text(&b->edit));
}

/* --- rows of a choice --- */

static size_t choice_count(const void *ctx)
{
	return ((const struct ask_box *)ctx)->ask.choice_count;
}

static const char *choice_id(const void *ctx, size_t i)
{
	return ((const struct ask_box *)ctx)->ask.choices[i].id;
}

static const char *choice_text(const void *ctx, size_t i)
{
	return ((const struct ask_box *)ctx)->texts[i];
}

static const struct list_ops choice_ops = {
	.count = choice_count,
	.id = choice_id,
	.draw = ask_draw_choice,
	.text = choice_text,
	.empty = N_("There is nothing to choose from."),
};

static const char *copy(struct ask_box *b, const char *text)
{
	return text ? arena_dup(&b->arena, text) : NULL;
}

static bool has_digit(const char *text)
{
	return text && strpbrk(text, "0123456789");
}

/* Whether the choices get numbers of two digits: not where digits are part of their words. A count in a note ("0/42") is
 * nothing to look for. */
static bool is_counted(const struct ask *a)
{
	bool free = a->choice_count > ASK_NUMBERED && a->choice_count <= ASK_COUNTED;

	for (size_t i = 0; i < a->choice_count && free; i++)
		free = !has_digit(a->choices[i].id) && !has_digit(a->choices[i].label);
	return free;
}

static void copy_choices(struct ask_box *b)
{
	size_t n = b->ask.choice_count;
	struct ask_choice *own = arena_alloc(&b->arena, (n + 1) * sizeof *own);

	b->counted = is_counted(&b->ask);
	b->texts = arena_alloc(&b->arena, (n + 1) * sizeof *b->texts);
	for (size_t i = 0; i < n; i++) {
		const struct ask_choice *c = &b->ask.choices[i];
		own[i] =
			(struct ask_choice){copy(b, c->id), arena_dup(&b->arena, c->label), copy(b, c->note)};
		bool note = c->note && !(b->counted && has_digit(c->note));
		b->texts[i] = arena_printf(&b->arena, "%s\n%s\n%s", own[i].label, note ? c->note : "", c->id ? c->id : "");
		if (b->counted)
			b->texts[i] = arena_printf(&b->arena, "%zu\n%s", i + 1, b->texts[i]);
	}
	b->ask.choices = own;
}

/* What was typed here before and never taken, over what stands there. */
static void restore(struct view *v)
{
	struct ask_box *b = box_of(v);
	AUTO(str_done) struct str text = {0};
	struct err ignored = {0};

	if (!b->ask.unsaved || !ask_has_field(b))
		return;
	keep_init(&b->keep, v, b->ask.unsaved);
	b->ask.unsaved = NULL;
	if (keep_load(&b->keep, v, &text, &ignored) == 1 && !edit_restore(&b->edit, str_text(&text), text.n, &ignored))
		stage_say(v->stage, ROLE_WARN, "%s", _("What you typed here before is here again."));
}

static void box_tick(struct view *v, int64_t now)
{
	if (box_of(v)->keep.where.view)
		keep_typed(v);
}

static int box_open(struct view *v, const void *arg, struct err *e)
{
	struct ask_box *b = box_of(v);
	const struct ask *a = arg;

	if (!a)
		return err_set(e, ERR_BUG, "%s", _("A question without words was to be asked."));
	b->ask = *a;
	b->ask.title = copy(b, a->title);
	b->ask.text = copy(b, a->text);
	b->ask.label = copy(b, a->label);
	b->ask.yes = copy(b, a->yes ? a->yes : _("Yes"));
	b->ask.no = copy(b, a->no ? a->no : _("No"));
	b->ask.word = copy(b, a->word);
	b->at_no = !a->default_yes;
	copy_choices(b);
	edit_init(&b->edit,
		  a->kind == ASK_SECRET  ? EDIT_SECRET
		  : a->kind == ASK_LINES ? EDIT_LINES
					 : 0,
		  a->most);
	edit_set(&b->edit, a->kind >= ASK_LINE && a->kind != ASK_SECRET && a->value ? a->value : "");
	restore(v);
	list_init(&b->list, &choice_ops, b, 0);
	list_refresh(&b->list);
	if (a->kind == ASK_CHOOSE && a->value)
		list_choose_id(&b->list, a->value);
	b->ask.value = NULL;
	return 0;
}

static int box_refresh(struct view *v, struct err *e)
{
	v->title = box_of(v)->ask.title;
	return 0;
}

static void box_close(struct view *v)
{
	struct ask_box *b = box_of(v);

	if (b->keep.where.view)
		keep_typed(v);
	keep_done(&b->keep);
	edit_done(&b->edit);
	if (b->list.ops)
		list_done(&b->list);
	str_done(&b->refusal);
	arena_done(&b->arena);
}

/* --- answers --- */

static int refuse(struct view *v, const char *why)
{
	struct ask_box *b = box_of(v);

	str_clear(&b->refusal);
	str_add(&b->refusal, why);
	if (has_kind(v, ASK_SECRET))
		edit_set(&b->edit, "");
	return 0;
}

static int give(struct view *v, const struct ask_answer *answer)
{
	struct ask_box *b = box_of(v);
	struct err e = {0};

	if (b->ask.check && b->ask.check(b->ask.ctx, answer->text, &e))
		return refuse(v, e.text);
	if (b->keep.where.view)
		keep_typed(v);
	b->keep.over = true; /* the caller drops it when it is recorded */
	stage_close(v, answer);
	return 0;
}

static int give_choice(struct view *v)
{
	struct ask_box *b = box_of(v);
	size_t i;

	if (!list_choice(&b->list, &i))
		return refuse(v, _("There is nothing to choose from."));
	const char *id = b->ask.choices[i].id;
	return give(v, &(struct ask_answer){true, id ? id : "", i});
}

static bool is_blank(const char *text)
{
	AUTO(str_done) struct str s = {0};

	text_fold_ascii(text, &s);
	return strspn(str_text(&s), " \n") == s.n;
}

static bool is_word(const struct ask_box *b)
{
	AUTO(str_done) struct str typed = {0};
	AUTO(str_done) struct str wanted = {0};

	text_fold_ascii(edit_text(&b->edit), &typed);
	text_fold_ascii(b->ask.word ? b->ask.word : "", &wanted);
	return strcmp(str_text(&typed), str_text(&wanted)) == 0;
}

static int give_text(struct view *v)
{
	struct ask_box *b = box_of(v);
	const char *text = edit_text(&b->edit);

	if (b->ask.kind == ASK_SECRET && !*text)
		return refuse(v, _("Type the passphrase, or press Esc."));
	if (b->ask.kind == ASK_WORD && !is_word(b)) {
		AUTO(str_done) struct str why = {0};
		str_addf(&why, _("Nothing was done. Type %s to do it, or press Esc."),
			 b->ask.word ? b->ask.word : "");
		return refuse(v, str_text(&why));
	}
	if (b->ask.required && is_blank(text))
		return refuse(v, _("Write something here, or press Esc."));
	return give(v, &(struct ask_answer){true, text, 0});
}

static int give_yes(struct view *v, bool yes)
{
	static const struct ask_answer no = {false, "", 0};

	if (yes)
		return give(v, &(struct ask_answer){true, "", 0});
	stage_close(v, &no);
	return 0;
}

/* --- keys --- */

static int run_take(struct view *v, int count, struct err *e)
{
	switch (box_of(v)->ask.kind) {
	case ASK_MESSAGE:
		return give_yes(v, true);
	case ASK_CONFIRM:
		return give_yes(v, !box_of(v)->at_no);
	case ASK_CHOOSE:
		return give_choice(v);
	default:
		return give_text(v);
	}
}

static void scroll(struct ask_box *b, long by)
{
	long to = b->skip + by;

	b->skip = (int)(to < 0 ? 0 : to > 9999 ? 9999 : to); /* the layout knows the end */
}

static int move(struct view *v, enum list_move how, int count)
{
	struct ask_box *b = box_of(v);
	bool back = how == LIST_UP || how == LIST_PAGE_UP || how == LIST_HOME;

	if (b->ask.kind == ASK_CHOOSE)
		list_move(&b->list, how, count);
	else if (b->ask.kind == ASK_CONFIRM && count % 2)
		b->at_no = !b->at_no;
	else if (b->ask.kind == ASK_MESSAGE)
		scroll(b, (back ? -1L : 1L) * count * (how == LIST_UP || how == LIST_DOWN ? 1 : 10));
	return 0;
}

static int run_up(struct view *v, int count, struct err *e)
{
	return move(v, LIST_UP, count);
}

static int run_down(struct view *v, int count, struct err *e)
{
	return move(v, LIST_DOWN, count);
}

static int run_page_up(struct view *v, int count, struct err *e)
{
	return move(v, LIST_PAGE_UP, count);
}

static int run_page_down(struct view *v, int count, struct err *e)
{
	return move(v, LIST_PAGE_DOWN, count);
}

static int run_erase(struct view *v, int count, struct err *e)
{
	while (count-- > 0 && list_erase(&box_of(v)->list))
		;
	return 0;
}

static const char *not_moving(const struct view *v)
{
	return ask_has_field(box_of(v)) ? _("There is nothing to move to.") : NULL;
}

static const char *not_sideways(const struct view *v)
{
	return has_kind(v, ASK_CONFIRM) ? NULL : _("There is nothing to move to.");
}

static const char *not_choosing(const struct view *v)
{
	return has_kind(v, ASK_CHOOSE) ? NULL : _("There is no list here.");
}

enum { MOVE = CMD_REPEAT | CMD_HIDDEN };

static const struct cmd ask_rows[] = {
	{"ask.take", "Enter", N_("Take"), N_("Take what stands here"), 0, NULL, NULL, run_take},
	{"ask.up", "Up", N_("Up"), N_("The row above"), MOVE, NULL, not_moving, run_up},
	{"ask.down", "Down", N_("Down"), N_("The row below"), MOVE, NULL, not_moving, run_down},
	{"ask.other", "Left Right Tab Shift-Tab", N_("The other"), N_("From yes to no and back"), MOVE, NULL,
	 not_sideways, run_down},
	{"ask.page-up", "PgUp Home", N_("Page up"), N_("One page up"), MOVE, NULL, not_moving, run_page_up},
	{"ask.page-down", "PgDn End", N_("Page down"), N_("One page down"), MOVE, NULL, not_moving,
	 run_page_down},
	{"ask.erase", "Backspace", N_("Erase"), N_("Erase the last character you searched for"), MOVE, NULL,
	 not_choosing, run_erase},
	CMD_END,
};
static const struct cmd *const ask_tables[] = {ask_rows, edit_cmds, NULL};

static bool digit_answers(struct view *v, char c)
{
	struct ask_box *b = box_of(v);

	if (b->ask.kind == ASK_CONFIRM && c >= '0' && c <= '2')
		return give_yes(v, c == '1') == 0;
	if (b->ask.kind != ASK_CHOOSE || b->ask.choice_count > ASK_NUMBERED || list_is_filtered(&b->list))
		return false;
	return c >= '1' && list_choose(&b->list, (size_t)(c - '1')) && give_choice(v) == 0;
}

/* The row whose number was typed, not the first one that has those digits in its number. */
static void choose_number(struct ask_box *b)
{
	AUTO(str_done) struct str typed = {0};
	long long n;

	text_fold_ascii(str_text(&b->list.filter), &typed);
	if (b->counted && str_to_int(str_text(&typed), 1, (long long)b->ask.choice_count, &n))
		list_choose(&b->list, (size_t)(n - 1));
}

static bool box_text(struct view *v, const char *utf8, bool pasted)
{
	struct ask_box *b = box_of(v);
	AUTO(str_done) struct str folded = {0};

	if (ask_has_field(b)) {
		str_clear(&b->refusal);
		return edit_type(&b->edit, v, utf8, pasted);
	}
	text_fold_ascii(utf8, &folded);
	if (!pasted && folded.n == 1 && folded.s[0] >= '0' && folded.s[0] <= '9' &&
	    digit_answers(v, folded.s[0]))
		return true;
	if (b->ask.kind == ASK_MESSAGE && !pasted && str_eq(str_text(&folded), " "))
		return give_yes(v, true) == 0;
	if (b->ask.kind != ASK_CHOOSE || !list_type(&b->list, utf8, pasted))
		return false;
	choose_number(b);
	return true;
}

static bool box_click(struct view *v, const struct press *k)
{
	struct ask_box *b = box_of(v);
	struct ask_places p;

	ask_places(b, v->body, &p);
	if (ask_has_field(b))
		return edit_click(&b->edit, p.field, k->row, k->col);
	if (b->ask.kind == ASK_CHOOSE) {
		if (!list_click(&b->list, p.list, k))
			return false;
		return k->count < 2 || give_choice(v) == 0;
	}
	if (rect_holds(p.yes, k->row, k->col))
		return give_yes(v, true) == 0;
	return rect_holds(p.no, k->row, k->col) && give_yes(v, false) == 0;
}

static bool box_may_close(struct view *v, struct err *e)
{
	struct ask_box *b = box_of(v);

	if ((b->ask.kind != ASK_LINE && b->ask.kind != ASK_LINES) || !edit_changed(&b->edit))
		return true;
	if (ask_confirm(v, TAG_LEAVE, e, "%s", _("Leave without taking what you wrote here?")))
		return true; /* no box over a box where there is none at all */
	return false;
}

static int box_result(struct view *v, int tag, const void *value, struct err *e)
{
	if (tag != TAG_LEAVE || !ask_yes(value))
		return 0;
	keep_drop(&box_of(v)->keep, v);
	stage_close(v, NULL);
	return 0;
}

static void box_layout(struct view *v)
{
	ask_layout(box_of(v), v->body);
}

static void box_draw(const struct view *v, struct canvas *c, struct rect r)
{
	ask_draw(box_of(v), c, r);
}

static void *box_part(const struct view *v, enum view_part part)
{
	return part == PART_EDIT && ask_has_field(box_of(v)) ? &box_of(v)->edit : NULL;
}

const struct view_ops ask_view = {
	.name = "ask",
	.title = N_("Question"),
	.state_size = sizeof(struct ask_box),
	.flags = VIEW_MODAL,
	.cmds = ask_tables,
	.open = box_open,
	.refresh = box_refresh,
	.layout = box_layout,
	.draw = box_draw,
	.text = box_text,
	.click = box_click,
	.result = box_result,
	.may_close = box_may_close,
	.close = box_close,
	.tick = box_tick,
	.part = box_part,
};

int ask_confirm(struct view *v, int tag, struct err *e, const char *fmt, ...)
{
	char text[1200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	return stage_open(v->stage, VIEW_ASK, &(struct ask){.kind = ASK_CONFIRM, .text = text}, tag, e);
}
