/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A form under the keys and the mouse, and the boxes it opens.
 */
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "ui/base/stage.h"
#include "ui/widgets/form_inside.h"
#include "ui/widgets/list.h"

#include <string.h>

enum { PAGE_FIELDS = 5, NUMBERED = 9 };

static struct form *form_of(const struct view *v)
{
	return view_part(v, PART_FORM);
}

static bool in_choice(const struct form *f)
{
	return f->focus < f->n && f->fields[f->focus].kind == FORM_CHOICE && form_can_focus(f, f->focus);
}

/* --- choices --- */

static void choose(struct form *f, size_t i, int choice)
{
	if (choice >= 0 && (size_t)choice < f->items[i].choice_n)
		f->items[i].at = choice;
	if (f->refused == i)
		form_forgive(f);
}

/* An offered label into a field of text: in place of a short text, behind what a long one says already. */
static int take_offer(struct form *f, size_t i, size_t choice, struct err *e)
{
	struct edit *ed = &f->items[i].edit;
	const char *label = form_choice_label(f, i, choice), *had = edit_text(ed);
	AUTO(str_done) struct str text = {0};

	if (f->fields[i].kind == FORM_LINES && !form_is_blank(had))
		str_addf(&text, "%s；", had);
	str_add(&text, label);
	if (edit_replace(ed, str_text(&text), text.n, e))
		return -1;
	if (f->refused == i)
		form_forgive(f);
	return 0;
}

static void step_choice(struct form *f, int by)
{
	struct form_item *it = &f->items[f->focus];
	int n = (int)it->choice_n, at = it->at;

	if (!n)
		return;
	at = at == FORM_NO_CHOICE ? (by > 0 ? by - 1 : n + by) : at + by;
	str_clear(&it->find);
	choose(f, f->focus, (at % n + n) % n);
}

static bool fits_typed(const struct form *f, size_t choice)
{
	const struct form_item *it = &f->items[f->focus];
	const char *typed = str_text(&it->find);

	return list_match(typed, form_choice_label(f, f->focus, choice)) ||
	       list_match(typed, it->choices[choice].id);
}

/* What was typed so far as part of a label or code, else as the number of a choice. */
static bool find_choice(struct form *f)
{
	const struct form_item *it = &f->items[f->focus];
	long long number;

	for (size_t c = 0; c < it->choice_n; c++)
		if (fits_typed(f, c)) {
			choose(f, f->focus, (int)c);
			return true;
		}
	if (!str_to_int(str_text(&it->find), 1, (long long)it->choice_n, &number))
		return false;
	choose(f, f->focus, (int)number - 1);
	return true;
}

/* The first choice that fits all that was typed; else what fits the last character alone. */
static bool search_choice(struct form *f, const char *text)
{
	struct form_item *it = &f->items[f->focus];

	str_add(&it->find, text);
	if (find_choice(f))
		return true;
	str_clear(&it->find);
	str_add(&it->find, text);
	if (find_choice(f))
		return true;
	str_clear(&it->find);
	return false;
}

static void type_choice(struct form *f, struct view *v, const char *utf8)
{
	AUTO(str_done) struct str s = {0};
	struct form_item *it = &f->items[f->focus];

	text_fold_ascii(utf8, &s);
	if (str_eq(str_text(&s), " ")) {
		step_choice(f, 1);
		return;
	}
	if (s.n == 1 && s.s[0] >= '1' && s.s[0] <= '9' && it->choice_n <= NUMBERED) {
		if ((size_t)(s.s[0] - '0') <= it->choice_n)
			choose(f, f->focus, s.s[0] - '1');
		else
			stage_say(v->stage, ROLE_ERROR, _("There are only %zu to choose from."),
				  it->choice_n);
		str_clear(&it->find);
		return;
	}
	if (!search_choice(f, str_text(&s)))
		stage_say(v->stage, ROLE_DIM, "%s", _("No choice fits what you typed; F4 shows the list."));
}

bool form_type(struct form *f, struct view *v, const char *utf8, bool pasted)
{
	struct edit *ed = form_edit(f);

	if (f->refused == f->focus)
		form_forgive(f);
	if (ed)
		return edit_type(ed, v, utf8, pasted);
	if (!in_choice(f))
		return false;
	type_choice(f, v, utf8);
	return true;
}

bool form_click(struct form *f, struct rect r, const struct press *k)
{
	struct rect fields = rect_rows(r, 0, f->height);

	if (!rect_holds(fields, k->row, k->col))
		return false;
	for (size_t i = 0; i < f->n; i++) {
		struct rect field = form_field_rect(f, r, i);
		if (k->row < field.row || k->row >= field.row + field.rows || !form_can_focus(f, i))
			continue;
		form_go_to(f, i);
		if (f->fields[i].kind == FORM_CHOICE)
			choose(f, i, form_choice_under(f, i, field.cols, k->col - field.col));
		else
			edit_click(&f->items[i].edit, field, k->row, k->col);
		return true;
	}
	return false;
}

/* --- moving and saving --- */

/* What F2 does. */
static int submit(struct form *f, struct view *v, struct err *e)
{
	if (form_check(f, e))
		return -1;
	return f->submit ? f->submit(v, e) : 0;
}

/* A refusal that stands under the form already is not said a second time in the message line. */
static int said_below(const struct form *f, int rc, struct err *e)
{
	if (!rc || !f->refusal.n)
		return rc;
	err_clear(e);
	return 0;
}

static int ask_to_save(struct form *f, struct view *v, struct err *e)
{
	if (form_check(f, e))
		return -1;
	if (!f->question)
		return f->submit ? f->submit(v, e) : 0;
	/* Every field is filled in, Enter was pressed at the end: yes loses nothing. */
	struct ask ask = {.kind = ASK_CONFIRM, .text = f->question, .default_yes = true};
	return stage_open(v->stage, VIEW_ASK, &ask, FORM_TAG_SAVE, e);
}

static int run_enter(struct view *v, int count, struct err *e)
{
	struct form *f = form_of(v);
	size_t here = f->focus, next = form_next(f, here, false);

	if (here < f->n && form_check_at(f, here, false, e)) {
		form_blame(f, here, e->text);
		return said_below(f, -1, e);
	}
	if (f->refused == here)
		form_forgive(f);
	if (next >= f->n)
		return said_below(f, ask_to_save(f, v, e), e);
	form_go_to(f, next);
	return 0;
}

static void step_focus(struct form *f, bool back, bool around)
{
	size_t next = form_next(f, f->focus, back);

	if (next >= f->n && around)
		next = form_next(f, f->n, back);
	if (next < f->n)
		form_go_to(f, next);
}

static int run_tab(struct view *v, int count, struct err *e)
{
	while (count-- > 0)
		step_focus(form_of(v), false, true);
	return 0;
}

static int run_back_tab(struct view *v, int count, struct err *e)
{
	while (count-- > 0)
		step_focus(form_of(v), true, true);
	return 0;
}

/* One line within a long text, else one field. */
static void step_row(struct form *f, bool back)
{
	struct edit *ed = form_edit(f);

	if (ed && ed->flags & EDIT_LINES && !(back ? edit_on_first_line(ed) : edit_on_last_line(ed)))
		edit_do(ed, back ? EDIT_UP : EDIT_DOWN, 1);
	else
		step_focus(f, back, false);
}

static int run_up(struct view *v, int count, struct err *e)
{
	while (count-- > 0)
		step_row(form_of(v), true);
	return 0;
}

static int run_down(struct view *v, int count, struct err *e)
{
	while (count-- > 0)
		step_row(form_of(v), false);
	return 0;
}

static int run_page_up(struct view *v, int count, struct err *e)
{
	for (count *= PAGE_FIELDS; count > 0; count--)
		step_focus(form_of(v), true, false);
	return 0;
}

static int run_page_down(struct view *v, int count, struct err *e)
{
	for (count *= PAGE_FIELDS; count > 0; count--)
		step_focus(form_of(v), false, false);
	return 0;
}

static int run_left(struct view *v, int count, struct err *e)
{
	step_choice(form_of(v), -count);
	return 0;
}

static int run_right(struct view *v, int count, struct err *e)
{
	step_choice(form_of(v), count);
	return 0;
}

int form_save(struct view *v, int count, struct err *e)
{
	return said_below(form_of(v), submit(form_of(v), v, e), e);
}

static int run_list(struct view *v, int count, struct err *e)
{
	struct form *f = form_of(v);
	const struct form_item *it = &f->items[f->focus];
	AUTO(arena_done) struct arena arena = {0};
	struct ask_choice *choices = arena_alloc(&arena, (it->choice_n + 1) * sizeof *choices);
	const char *typed = form_has_offer(f, f->focus) ? edit_text(&it->edit) : NULL, *now = NULL;

	for (size_t c = 0; c < it->choice_n; c++) {
		const char *note = it->choices[c].note;
		choices[c].id = it->choices[c].id;
		choices[c].label = form_choice_label(f, f->focus, c);
		choices[c].note = str_empty(note) || it->own_choices ? note : _(note);
		if (typed ? str_eq(typed, choices[c].label) : it->at == (int)c)
			now = choices[c].id;
	}
	struct ask ask = {.kind = ASK_CHOOSE, .title = _(f->fields[f->focus].label), .choices = choices,
			  .choice_count = it->choice_n, .value = now};
	return stage_open(v->stage, VIEW_ASK, &ask, FORM_TAG_LIST, e);
}

/* --- boxes --- */

bool form_result(struct form *f, struct view *v, int tag, const void *value, struct err *e, int *rc)
{
	const struct ask_answer *answer = value;

	*rc = 0;
	if (tag < FORM_TAG || tag >= FORM_TAG_END)
		return false;
	if (tag == FORM_TAG_LEAVE && ask_yes(value))
		stage_close(v, NULL);
	if (tag == FORM_TAG_SAVE && ask_yes(value))
		*rc = said_below(f, submit(f, v, e), e);
	if (tag == FORM_TAG_LIST && answer && in_choice(f))
		choose(f, f->focus, (int)answer->choice);
	else if (tag == FORM_TAG_LIST && answer && f->focus < f->n && form_has_offer(f, f->focus))
		*rc = take_offer(f, f->focus, answer->choice, e);
	return true;
}

bool form_may_close(struct form *f, struct view *v, struct err *e)
{
	if (!form_changed(f))
		return true;
	ask_confirm(v, FORM_TAG_LEAVE, e, "%s", _("Leave without saving what you changed here?"));
	return false;
}

/* --- rows --- */

static const char *no_form(const struct view *v)
{
	return form_of(v) ? NULL : _("There is no form here.");
}

static const char *no_choice(const struct view *v)
{
	const struct form *f = form_of(v);

	return f && in_choice(f) ? NULL : _("This field is written, not chosen.");
}

enum { MOVE = CMD_REPEAT | CMD_HIDDEN };

static const char *no_list(const struct view *v)
{
	const struct form *f = form_of(v);
	bool offered = f && f->focus < f->n && form_can_focus(f, f->focus) && form_has_offer(f, f->focus);

	return offered ? NULL : no_choice(v);
}

const struct cmd form_save_cmds[] = {
	{"form.save", "F2", N_("Save"), N_("Check every field and save"), 0, NULL, no_form, form_save},
	CMD_END,
};

const struct cmd form_cmds[] = {
	{"form.next", "Enter", N_("Next field"), N_("The next field; in the last one, what F2 does"), 0, NULL, no_form,
	 run_enter},
	{"form.tab", "Tab", N_("Field +"), N_("The next field, from the last one to the first"), MOVE, NULL,
	 no_form, run_tab},
	{"form.back-tab", "Shift-Tab", N_("Field -"), N_("The field before"), MOVE, NULL, no_form,
	 run_back_tab},
	{"form.up", "Up", N_("Up"), N_("The line or field above"), MOVE, NULL, no_form, run_up},
	{"form.down", "Down", N_("Down"), N_("The line or field below"), MOVE, NULL, no_form, run_down},
	{"form.page-up", "PgUp", N_("Page up"), N_("Five fields up"), MOVE, NULL, no_form, run_page_up},
	{"form.page-down", "PgDn", N_("Page down"), N_("Five fields down"), MOVE, NULL, no_form,
	 run_page_down},
	{"form.left", "Left", N_("Before"), N_("The choice before"), MOVE, NULL, no_choice, run_left},
	{"form.right", "Right", N_("Behind"), N_("The choice behind"), MOVE, NULL, no_choice, run_right},
	{"form.list", "F4", N_("List"), N_("All choices of this field as a list"), 0, NULL, no_list,
	 run_list},
	CMD_END,
};
