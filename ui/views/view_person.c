/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One person: a new one, a change, or a new key. The person types the own passphrase here.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "base/text.h"
#include "cli/desk.h"
#include "domain/org.h"
#include "ui/widgets/form_view.h"

#include <string.h>

enum mode { MODE_ADD, MODE_CHANGE, MODE_RENEW };

struct person_view {
	struct form form; /* first: form_view.h */
	enum mode mode;
	char *no; /* of a person who is there */
};

static struct person_view *state(const struct view *v)
{
	return VIEW_STATE(v, struct person_view);
}

static int check_no(const struct form *f, const char *value, struct err *e)
{
	(void)f;
	return people_check_code(value, STAFF_NO_MOST, e);
}

static int check_pass(const struct form *f, const char *value, struct err *e)
{
	(void)f;
	return key_check_passphrase(value, e);
}

static int check_again(const struct form *f, const char *value, struct err *e)
{
	return key_check_again(form_value(f, "pass"), value, e);
}

static bool wants_pass(const struct form *f)
{
	return *(const enum mode *)f->ctx != MODE_CHANGE;
}

static bool wants_facts(const struct form *f)
{
	return *(const enum mode *)f->ctx != MODE_RENEW;
}

static bool wants_no(const struct form *f)
{
	return *(const enum mode *)f->ctx == MODE_ADD;
}

static const struct form_field person_fields_table[] = {
	{.id = "no", .label = N_("Staff number"), .kind = FORM_TEXT, .flags = FORM_REQUIRED, .most = STAFF_NO_MOST,
	 .check = check_no, .shown = wants_no, .hint = N_("staff number: digits or capital letters")},
	{.id = "name", .label = N_("Name"), .kind = FORM_TEXT, .flags = FORM_REQUIRED, .most = NAME_MOST,
	 .shown = wants_facts},
	{.id = "role", .label = N_("Role"), .kind = FORM_CHOICE, .flags = FORM_REQUIRED, .shown = wants_facts},
	{.id = "branch", .label = N_("Branch"), .kind = FORM_CHOICE, .shown = wants_facts},
	{.id = "post", .label = N_("Post"), .kind = FORM_TEXT, .most = NAME_MOST, .shown = wants_facts},
	{.id = "pass", .label = N_("Passphrase"), .kind = FORM_SECRET, .flags = FORM_REQUIRED, .check = check_pass,
	 .shown = wants_pass, .hint = N_("typed by that person: four words, 12 characters or 14 digits")},
	{.id = "again", .label = N_("Once more"), .kind = FORM_SECRET, .flags = FORM_REQUIRED, .check = check_again,
	 .shown = wants_pass},
	{0},
};

static void offer_roles(struct view *v, struct form *f)
{
	size_t n, used = 0;
	const struct role *roles = role_table(&n);
	bool all = v->desk->me.role && v->desk->me.role->union_wide;
	struct ask_choice *choices = arena_alloc(&v->arena, n * sizeof *choices);

	for (size_t i = 0; i < n; i++)
		if (all || !roles[i].union_wide)
			choices[used++] = (struct ask_choice){roles[i].id, _(roles[i].label), _(roles[i].help)};
	form_set_choices(f, "role", choices, used);
	form_set(f, "role", "staff");
}

static int offer_branches(struct view *v, struct form *f, struct err *e)
{
	AUTO(branch_list_done) struct branch_list list = {0};
	const struct person *me = &v->desk->me;
	size_t n = 0;

	if (branch_list_load(v->desk->db, &list, e))
		return -1;
	struct ask_choice *choices = arena_alloc(&v->arena, (list.n + 1) * sizeof *choices);
	if (me->role && me->role->union_wide)
		choices[n++] = (struct ask_choice){"-", _("union"), NULL};
	for (size_t i = 0; i < list.n; i++)
		if (person_reaches(me, list.v[i].code))
			choices[n++] = (struct ask_choice){list.v[i].code, list.v[i].name, NULL};
	form_set_choices(f, "branch", choices, n);
	form_set(f, "branch", *me->branch ? me->branch : n > 1 ? choices[1].id : "-");
	return 0;
}

static int load(struct view *v, struct err *e)
{
	struct person_view *s = state(v);
	AUTO(arena_done) struct arena arena = {0};
	struct person p;
	int found = person_find(v->desk->db, s->no, &arena, &p, e);

	if (found <= 0)
		return found < 0 ? -1 : err_set(e, ERR_ABSENT, _("staff number %s is unknown here"), s->no);
	form_set(&s->form, "name", p.name);
	form_set(&s->form, "role", p.role ? p.role->id : "staff");
	form_set(&s->form, "branch", *p.branch ? p.branch : "-");
	form_set(&s->form, "post", p.post);
	return 0;
}

static int write_person(struct view *v, struct err *e)
{
	struct person_view *s = state(v);
	const struct form *f = &s->form;
	AUTO(str_done) struct str no = {0};
	const char *branch = form_value(f, "branch");
	struct actor by = desk_actor(v->desk);

	if (s->mode == MODE_RENEW)
		return person_renew_key(&v->desk->journal, &by, s->no, form_value(f, "pass"), v->desk->log_n, e);
	text_fold_ascii(s->no ? s->no : form_value(f, "no"), &no);
	struct person p = {.no = str_text(&no), .name = form_value(f, "name"), .role = role_find(form_value(f, "role")),
			   .post = form_value(f, "post"), .branch = str_eq(branch, "-") ? "" : branch};
	if (s->mode == MODE_CHANGE)
		return person_change(&v->desk->journal, &by, &p, e);
	return person_add(&v->desk->journal, &by, &p, form_value(f, "pass"), v->desk->log_n, e);
}

static int person_submit(struct view *v, struct err *e)
{
	stage_progress(v->stage, _("making the key"), 0, 0);
	if (write_person(v, e))
		return -1;
	stage_set_state(v->stage, ROLE_GOOD, _("saved"));
	stage_close(v, NULL);
	return 0;
}

static int person_open(struct view *v, const void *arg, struct err *e)
{
	const struct person_arg *a = arg;
	struct person_view *s = state(v);

	s->no = a && a->no ? mem_dup(a->no) : NULL;
	s->mode = !s->no ? MODE_ADD : a->renew ? MODE_RENEW : MODE_CHANGE;
	form_init(&s->form, person_fields_table, NULL, person_submit, &s->mode);
	if (!v->desk->me.role || !(v->desk->me.role->may & MAY_MANAGE))
		return err_set(e, ERR_DENIED, "%s", _("people are added by the branch head or the risk officer"));
	offer_roles(v, &s->form);
	if (offer_branches(v, &s->form, e) || form_view_offer(&s->form, "post", WORDLIST_POST, e) ||
	    (s->no && load(v, e)))
		return -1;
	form_mark_saved(&s->form);
	return 0;
}

static int person_refresh(struct view *v, struct err *e)
{
	(void)e;
	v->context = state(v)->no;
	return 0;
}

static void person_close(struct view *v)
{
	form_view_close(v);
	mem_free_auto(&state(v)->no);
}

const struct view_ops view_person = {
	.name = "person",
	.code = "9101",
	.title = N_("Person"),
	.help = N_("The passphrase is typed by the person it belongs to, while nobody looks. It is not stored anywhere and "
		   "nobody can tell it to you again; the head can only make a new key."),
	.state_size = sizeof(struct person_view),
	.flags = VIEW_TAKES_TEXT,
	.cmds = form_view_cmds,
	.open = person_open,
	.refresh = person_refresh,
	.layout = form_view_layout,
	.draw = form_view_draw,
	.text = form_view_text,
	.click = form_view_click,
	.result = form_view_result,
	.may_close = form_view_may_close,
	.close = person_close,
	.part = form_view_part,
};
