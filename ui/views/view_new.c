/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A new session: branch, kind of check, lines, title; then straight into the walk.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "cli/desk.h"
#include "domain/session.h"
#include "ui/widgets/form_view.h"

#include <string.h>

enum { LINES_MOST = 16 };
enum { TAG_ANOTHER = 1 };

static const struct ask_choice extents[] = {{"all", N_("all items"), NULL}, {"due", N_("only what is due"), NULL}, {0}};

static const struct form_field new_fields[] = {
	{.id = "branch", .label = N_("Branch"), .kind = FORM_CHOICE, .flags = FORM_REQUIRED},
	{.id = "kind", .label = N_("Kind"), .kind = FORM_CHOICE, .flags = FORM_REQUIRED},
	{.id = "extent", .label = N_("Extent"), .kind = FORM_CHOICE, .flags = FORM_REQUIRED, .choices = extents,
	 .hint = N_("all that applies, or what a calendar period has not seen yet and what failed last time")},
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
		return err_set(e, ERR_ABSENT, "%s",
			       _("there is no branch yet; a risk officer adds one with zicha branch add"));
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

static bool wants_line(const struct form *f, const char *id)
{
	return str_eq(form_value(f, "line"), "all") || str_eq(form_value(f, "line"), id);
}

static int start(struct view *v, struct err *e)
{
	const struct form *f = form_view_form(v);
	const struct library *lib = &v->desk->library;
	const struct line *lines[LINES_MOST];
	struct session_plan plan = {.branch = form_value(f, "branch"), .kind = form_value(f, "kind"),
				    .title = form_value(f, "title"), .lines = lines};
	struct actor by = desk_actor(v->desk);
	char ref[REF_TEXT];

	plan.due_only = str_eq(form_value(f, "extent"), "due");
	for (size_t i = 0; i < lib->n && plan.line_count < LINES_MOST; i++)
		if (wants_line(f, lib->v[i].id))
			lines[plan.line_count++] = &lib->v[i];
	if (session_open(&v->desk->journal, &by, &plan, ref, e))
		return -1;
	stage_set_state(v->stage, ROLE_GOOD, _("saved"));
	struct session_arg arg = {ref, NULL};
	return stage_replace(v, VIEW_WALK, &arg, e);
}

/* A line of it that the new check would ask too; NULL if there is none. */
static const struct line *same_line(struct view *v, const struct session *s)
{
	for (const char *at = s->lines; *at;) {
		size_t n = strcspn(at, " ");
		const char *id = arena_dup_n(&v->arena, at, n);
		if (wants_line(form_view_form(v), id))
			return library_line(&v->desk->library, id);
		at += n + (at[n] == ' ');
	}
	return NULL;
}

/* One of that kind that is under way at that branch and asks the same: who strikes 1 for 2 on the workbench would begin
 * it twice. 1 asks, 0 there is none. */
static int ask_another(struct view *v, enum session_state state, struct err *e)
{
	const struct form *f = form_view_form(v);
	AUTO(session_list_done) struct session_list list = {0};
	struct session_filter filter = {.branch = form_value(f, "branch"), .kind = form_value(f, "kind"), .state = state + 1};

	if (session_list_load(v->desk->db, &filter, &list, e))
		return -1;
	for (size_t i = 0; i < list.n; i++) {
		const struct session *s = &list.v[i];
		const struct line *line = same_line(v, s);
		if (line)
			return ask_confirm(v, TAG_ANOTHER, e,
					   _("%s %s is under way already and asks %s too. Start another one all the same? "
					     "On the workbench 2 goes on with what is under way."),
					   s->number, s->title, line->name)
				       ? -1
				       : 1;
	}
	return 0;
}

static int new_submit(struct view *v, struct err *e)
{
	int asks = ask_another(v, SESSION_OPEN, e);

	asks = asks ? asks : ask_another(v, SESSION_READY, e);
	return asks < 0 ? -1 : asks ? 0 : start(v, e);
}

static int new_result(struct view *v, int tag, const void *value, struct err *e)
{
	if (tag == TAG_ANOTHER)
		return ask_yes(value) ? start(v, e) : 0;
	return form_view_result(v, tag, value, e);
}

static int new_open(struct view *v, const void *arg, struct err *e)
{
	struct form *f = form_view_form(v);

	(void)arg;
	form_init(f, new_fields, NULL, new_submit, NULL);
	if (!v->desk->me.role || !(v->desk->me.role->may & MAY_INSPECT))
		return err_set(e, ERR_DENIED, "%s", _("your role reads; it starts and answers no checks"));
	if (desk_load_library(v->desk, e) || offer_branches(v, f, e))
		return -1;
	offer_kinds(v, f);
	offer_lines(v, f);
	form_set(f, "extent", "all");
	form_mark_saved(f);
	form_focus(f, "line");
	return 0;
}

static const struct cmd new_rows[] = {
	{"new.open", "F2", N_("Launch"), N_("Open the check and go to its first item"), 0, NULL, NULL, form_save},
	CMD_END,
};
static const struct cmd *const new_cmds[] = {new_rows, form_cmds, edit_cmds, NULL};

const struct view_ops view_new = {
	.name = "new",
	.code = "1101",
	.title = N_("New check"),
	.help = N_("Which branch is checked, how, and along which business line. Enter goes to the next field; the last Enter "
		   "opens the check with the items that apply to the branch, each of them blank. Of all that applies one may leave out "
		   "what was found in order within the day, week, month, quarter, half-year or year that its frequency names; "
		   "what failed or was not looked at last time is asked at any time, and the record says what was left out."),
	.state_size = sizeof(struct form),
	.flags = VIEW_TAKES_TEXT,
	.cmds = new_cmds,
	.open = new_open,
	.layout = form_view_layout,
	.draw = form_view_draw,
	.text = form_view_text,
	.click = form_view_click,
	.result = new_result,
	.close = form_view_close,
	.part = form_view_part,
};
