/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Login, and the passphrase again after the idle lock.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "base/text.h"
#include "cli/demo.h"
#include "cli/desk.h"
#include "domain/org.h"
#include "ui/widgets/bars.h"
#include "ui/widgets/form_view.h"

#include <string.h>

struct login {
	struct form form;         /* first: form_view.h */
	bool unlock;              /* over a locked workbench */
	bool replaced;            /* locked since another store is open now */
	bool demo;
	const char *org;          /* in the view's arena */
	struct person_list people; /* of a demo store */
};

static struct login *state(const struct view *v)
{
	return VIEW_STATE(v, struct login);
}

static const struct form_field login_fields[] = {
	{.id = "no", .label = N_("Staff number"), .kind = FORM_TEXT, .flags = FORM_REQUIRED, .most = STAFF_NO_MOST},
	{.id = "pass", .label = N_("Passphrase"), .kind = FORM_SECRET, .flags = FORM_REQUIRED,
	 .hint = N_("four words, 12 characters or 14 digits; nothing is shown while you type")},
	{0},
};

/* Only the passphrase again, for the person who is there. */
static const struct form_field unlock_fields[] = {
	{.id = "no", .label = N_("Staff number"), .kind = FORM_TEXT, .flags = FORM_LOCKED},
	{.id = "pass", .label = N_("Passphrase"), .kind = FORM_SECRET, .flags = FORM_REQUIRED},
	{0},
};

/* Nobody logs in before the store was looked at; Esc goes back to the form. */
static int wait_for_look(struct view *v, struct err *e)
{
	long done, all;
	int more;

	while ((more = desk_look_step(v->desk, e)) > 0) {
		desk_look_progress(v->desk, &done, &all);
		if (!stage_progress(v->stage, _("looking whether the store is whole"), done, all))
			return err_set(e, ERR_CANCELLED, "%s",
				       _("stopped; nobody can log in before the store was looked at"));
	}
	return more;
}

static int login_submit(struct view *v, struct err *e)
{
	struct login *l = state(v);
	AUTO(str_done) struct str no = {0};

	if (wait_for_look(v, e))
		return -1;
	text_fold_ascii(form_value(&l->form, "no"), &no);
	stage_progress(v->stage, _("opening the key"), 0, 0);
	if (desk_login(v->desk, str_text(&no), form_value(&l->form, "pass"), e)) {
		form_set(&l->form, "pass", "");
		form_focus(&l->form, e->code == ERR_ABSENT ? "no" : "pass");
		return -1;
	}
	if (l->unlock) {
		stage_close(v, NULL);
		return 0;
	}
	return stage_replace(v, VIEW_HOME, NULL, e);
}

static int login_open(struct view *v, const void *arg, struct err *e)
{
	const struct login_arg *a = arg;
	struct login *l = state(v);

	l->unlock = a && a->unlock;
	l->replaced = a && a->replaced;
	form_init(&l->form, l->unlock ? unlock_fields : login_fields, NULL, login_submit, NULL);
	if (l->unlock)
		form_set(&l->form, "no", v->desk->me.no);
	l->demo = desk_is_demo(v->desk) && !l->unlock;
	return 0;
}

static int login_refresh(struct view *v, struct err *e)
{
	struct login *l = state(v);

	l->org = "";
	person_list_done(&l->people);
	if (l->demo && person_list_load(v->desk->db, NULL, &l->people, e))
		return -1;
	return org_name(v->desk->db, &v->arena, &l->org, e);
}

static void login_close(struct view *v)
{
	person_list_done(&state(v)->people);
	form_view_close(v);
}

/* The form in the upper part; below it, in a demo, who can log in. */
static struct rect form_place(struct rect r)
{
	return rect_cols(rect_rows(r, 5, 4), 4, r.cols - 8);
}

static void draw_people(const struct view *v, struct canvas *c, struct rect r)
{
	const struct login *l = state(v);
	AUTO(str_done) struct str line = {0};

	str_addf(&line, _("A demo: all names are fictional. The passphrase of each is %s"), DEMO_PASSPHRASE);
	canvas_put(c, r.row, r.col, r.cols, ROLE_WARN, str_text(&line));
	size_t room = r.rows > 2 ? 2 * (size_t)(r.rows - 1) : 0, shown = l->people.n;
	if (shown > room) /* the last place says how many have none */
		shown = room ? room - 1 : 0;
	if (shown < l->people.n && room) {
		str_clear(&line);
		str_addf(&line, _("%zu more people"), l->people.n - shown);
		canvas_put_cut(c, r.row + r.rows - 1, r.col + r.cols / 2, r.cols / 2 - 1, ROLE_DIM, str_text(&line));
	}
	for (size_t i = 0; i < shown; i++) {
		const struct person *p = &l->people.v[i];
		int half = r.cols / 2;
		str_clear(&line);
		str_addf(&line, "%s %s %s", p->no, p->name, _(p->role->label));
		if (*p->branch)
			str_addf(&line, " %s", p->branch);
		canvas_put_cut(c, r.row + 1 + (int)(i / 2), r.col + (i % 2 ? half : 0), half - 1, ROLE_TEXT,
			       str_text(&line));
	}
}

/* What this is, and why it is here. */
static const char *why(const struct login *l)
{
	if (!l->unlock)
		return _("zicha: self-check workbench");
	return l->replaced ? _("The store was put back or renewed, and opened again. Your passphrase goes on; look whether what was "
			       "recorded last is still there.")
			   : _("Locked after a while without keys. Nothing was lost; your passphrase goes on.");
}

static void login_draw(const struct view *v, struct canvas *c, struct rect r)
{
	const struct login *l = state(v);

	canvas_put(c, r.row + 1, r.col + 4, r.cols - 8, ROLE_HEADING, l->org);
	bars_text(c, rect_cols(rect_rows(r, 2, 2), 4, r.cols - 8), ROLE_TEXT, why(l), 0);
	form_draw(&l->form, c, form_place(r), true);
	if (l->demo)
		draw_people(v, c, rect_cols(rect_rows(r, 11, -1), 4, r.cols - 8));
}

static void login_layout(struct view *v)
{
	form_layout(&state(v)->form, form_place(v->body));
}

static bool login_click(struct view *v, const struct press *k)
{
	return form_click(&state(v)->form, form_place(v->body), k);
}

static bool login_may_close(struct view *v, struct err *e)
{
	if (!state(v)->unlock)
		return true;
	err_set(e, ERR_DENIED, "%s", _("type the passphrase; F10 on the workbench ends the program"));
	return false;
}

static const struct cmd login_rows[] = {
	{"login.enter", "F2", N_("Log in"), N_("Open the workbench, or unlock it, with the passphrase"), 0, NULL, NULL, form_save},
	CMD_END,
};
static const struct cmd *const login_cmds[] = {login_rows, form_cmds, edit_cmds, NULL};

const struct view_ops view_login = {
	.name = "login",
	.title = N_("Log in"),
	.help = N_("Your staff number and your own passphrase. Everything you do is signed with your key, so never lend the "
		   "passphrase. After a wrong one the program waits a little, longer each time."),
	.state_size = sizeof(struct login),
	.flags = VIEW_TAKES_TEXT | VIEW_OUTSIDE | VIEW_DOOR,
	.cmds = login_cmds,
	.open = login_open,
	.refresh = login_refresh,
	.layout = login_layout,
	.draw = login_draw,
	.text = form_view_text,
	.click = login_click,
	.result = form_view_result,
	.may_close = login_may_close,
	.close = login_close,
	.part = form_view_part,
};
