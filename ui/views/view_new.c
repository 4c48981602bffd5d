/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A new session: branch, kind of check, lines, title; then straight into the walk.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "cli/desk.h"
#include "domain/session.h"
#include "ui/widgets/form.h"

#include <string.h>

enum { LINES_MOST = 16 };

struct new_view {
	struct form form;
};

static struct new_view *state(const struct view *v)
{
	return VIEW_STATE(v, struct new_view);
}

static const struct form_field new_fields[] = {
	{.id = "branch", .label = N_("Branch"), .kind = FORM_CHOICE, .flags = FORM_REQUIRED},
	{.id = "kind", .label = N_("Kind"), .kind = FORM_CHOICE, .flags = FORM_REQUIRED},
	{.id = "line", .label = N_("Line"), .kind = FORM_CHOICE, .flags = FORM_REQUIRED,
	 .hint = N_("one business line, or all that apply")},
	{.id = "title", .label = N_("Title"), .kind = FORM_TEXT, .most = NAME_MOST,
	 .hint = N_("empty: made from the month and the kind")},
	{0},
};

/* ---- choices ------------------------------------------------------------------------------------------ */

static int offer_branches(struct view *v, struct form *f, struct err *e)
{
	AUTO(branch_list_done) struct branch_list list = {0};
	const struct person *me = &v->desk->me;
	size_t n = 0;

	if (branch_list_load(v->desk->db, &list, e))
		return -1;
	struct ask_choice *choices = arena_alloc(&v->arena, (list.n + 1) * sizeof *choices);
	for (size_t i = 0; i < list.n; i++)
		if (person_reaches(me, list.v[i].code))
			choices[n++] = (struct ask_choice){list.v[i].code, list.v[i].name, NULL};
	if (!n)
		return err_set(e, ERR_ABSENT, "%s", _("there is no branch yet; a risk officer adds one with zicha branch add"));
	form_set_choices(f, "branch", choices, n);
	form_set(f, "branch", *me->branch ? me->branch : choices[0].id);
	return 0;
}

static void offer_kinds(struct view *v, struct form *f)
{
	size_t n;
	const struct session_kind *kinds = session_kinds(&n);
	struct ask_choice *choices = arena_alloc(&v->arena, n * sizeof *choices);

	for (size_t i = 0; i < n; i++)
		choices[i] = (struct ask_choice){kinds[i].id, _(kinds[i].label), NULL};
	form_set_choices(f, "kind", choices, n);
	form_set(f, "kind", v->desk->me.role->union_wide ? "special_check" : "self_check");
}

static void offer_lines(struct view *v, struct form *f)
{
	const struct library *lib = &v->desk->library;
	struct ask_choice *choices = arena_alloc(&v->arena, (lib->n + 1) * sizeof *choices);
	size_t n = 0;

	for (size_t i = 0; i < lib->n; i++)
		choices[n++] = (struct ask_choice){lib->v[i].id, lib->v[i].name, NULL};
	choices[n++] = (struct ask_choice){"all", _("all lines"), NULL};
	form_set_choices(f, "line", choices, n);
	form_set(f, "line", "credit");
}

/* ---- acts --------------------------------------------------------------------------------------------- */

static int new_submit(struct view *v, struct err *e)
{
	const struct form *f = &state(v)->form;
	const struct library *lib = &v->desk->library;
	const struct line *lines[LINES_MOST];
	struct session_plan plan = {.branch = form_value(f, "branch"), .kind = form_value(f, "kind"),
				    .title = form_value(f, "title"), .lines = lines};
	struct actor by = desk_actor(v->desk);
	char ref[REF_TEXT];
	bool all = str_eq(form_value(f, "line"), "all");

	for (size_t i = 0; i < lib->n && plan.line_count < LINES_MOST; i++)
		if (all || str_eq(lib->v[i].id, form_value(f, "line")))
			lines[plan.line_count++] = &lib->v[i];
	if (session_open(&v->desk->journal, &by, &plan, ref, e))
		return -1;
	stage_set_state(v->stage, ROLE_GOOD, _("saved"));
	struct session_arg arg = {ref, NULL};
	return stage_replace(v, VIEW_WALK, &arg, e);
}

static int new_open(struct view *v, const void *arg, struct err *e)
{
	struct form *f = &state(v)->form;

	(void)arg;
	form_init(f, new_fields, NULL, new_submit, NULL);
	if (!v->desk->me.role || !(v->desk->me.role->may & MAY_INSPECT))
		return err_set(e, ERR_DENIED, "%s", _("your role reads; it starts and answers no checks"));
	if (desk_load_library(v->desk, e) || offer_branches(v, f, e))
		return -1;
	offer_kinds(v, f);
	offer_lines(v, f);
	form_mark_saved(f);
	form_focus(f, "line");
	return 0;
}

static void new_close(struct view *v)
{
	form_done(&state(v)->form);
}

static struct rect form_place(struct rect r)
{
	return rect_cols(rect_rows(r, 1, r.rows - 1), 2, r.cols - 4);
}

static void new_layout(struct view *v)
{
	form_layout(&state(v)->form, form_place(v->body));
}

static void new_draw(const struct view *v, struct canvas *c, struct rect r)
{
	form_draw(&state(v)->form, c, form_place(r), true);
}

static bool new_text(struct view *v, const char *utf8, bool pasted)
{
	return form_type(&state(v)->form, v, utf8, pasted);
}

static bool new_click(struct view *v, const struct press *k)
{
	return form_click(&state(v)->form, form_place(v->body), k);
}

static int new_result(struct view *v, int tag, const void *value, struct err *e)
{
	int rc = 0;

	form_result(&state(v)->form, v, tag, value, e, &rc);
	return rc;
}

static void *new_part(const struct view *v, enum view_part part)
{
	struct form *f = &state(v)->form;
	return part == PART_FORM ? (void *)f : part == PART_EDIT ? (void *)form_edit(f) : NULL;
}

static const struct cmd *const new_cmds[] = {form_cmds, edit_cmds, NULL};

const struct view_ops view_new = {
	.name = "new",
	.code = "1101",
	.title = N_("New check"),
	.help = N_("Which branch is checked, how, and along which business line. Enter goes to the next field; the last Enter "
		   "opens the check with the items that apply to the branch, each of them blank."),
	.state_size = sizeof(struct new_view),
	.flags = VIEW_TAKES_TEXT,
	.cmds = new_cmds,
	.open = new_open,
	.layout = new_layout,
	.draw = new_draw,
	.text = new_text,
	.click = new_click,
	.result = new_result,
	.close = new_close,
	.part = new_part,
};
