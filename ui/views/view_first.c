/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first run: a few questions, then a store with its first branch and person.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "base/text.h"
#include "cli/desk.h"
#include "domain/founding.h"
#include "ui/widgets/form_view.h"
#include "ui/widgets/page.h"

#include <string.h>

struct first {
	struct form form; /* at the head, for form_view */
	struct page intro;
};

static bool is_branch(const struct form *f)
{
	return str_eq(form_value(f, "place"), "branch");
}

static int check_branch(const struct form *f, const char *value, struct err *e)
{
	(void)f;
	return people_check_code(value, BRANCH_CODE_MOST, e);
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

static const struct ask_choice places[] = {
	{"branch", N_("a branch"), NULL},
	{"union", N_("a county union"), NULL},
	{0},
};
static const struct ask_choice profiles[] = {
	{"vault atm credit", N_("vault and cash machine"), NULL}, {"atm credit", N_("cash machine, no vault"), NULL},
	{"vault credit", N_("vault, no cash machine"), NULL},     {"credit", N_("neither"), NULL},
	{"vault atm bills credit", N_("vault, cash machine, bills"), NULL}, {0},
};

static const struct form_field first_fields[] = {
	{.id = "org", .label = N_("Organisation"), .kind = FORM_TEXT, .flags = FORM_REQUIRED, .most = NAME_MOST,
	 .hint = N_("the county union's name")},
	{.id = "place", .label = N_("This PC is in"), .kind = FORM_CHOICE, .flags = FORM_REQUIRED, .choices = places},
	{.id = "branch", .label = N_("Branch code"), .kind = FORM_TEXT, .flags = FORM_REQUIRED, .most = BRANCH_CODE_MOST,
	 .check = check_branch, .shown = is_branch, .hint = N_("digits, such as 1102")},
	{.id = "branch_name", .label = N_("Branch name"), .kind = FORM_TEXT, .flags = FORM_REQUIRED, .most = NAME_MOST,
	 .shown = is_branch},
	{.id = "profile", .label = N_("It has"), .kind = FORM_CHOICE, .flags = FORM_REQUIRED, .choices = profiles,
	 .shown = is_branch},
	{.id = "no", .label = N_("Your number"), .kind = FORM_TEXT, .flags = FORM_REQUIRED, .most = STAFF_NO_MOST,
	 .check = check_no, .hint = N_("staff number: digits or capital letters")},
	{.id = "name", .label = N_("Your name"), .kind = FORM_TEXT, .flags = FORM_REQUIRED, .most = NAME_MOST},
	{.id = "pass", .label = N_("Passphrase"), .kind = FORM_SECRET, .flags = FORM_REQUIRED, .check = check_pass,
	 .hint = N_("four words, 12 characters or 14 digits; nobody can recover it")},
	{.id = "again", .label = N_("Once more"), .kind = FORM_SECRET, .flags = FORM_REQUIRED, .check = check_again},
	{0},
};

static void fold(const struct form *f, const char *id, struct str *out)
{
	text_fold_ascii(form_value(f, id), out);
}

static int first_submit(struct view *v, struct err *e)
{
	const struct form *f = form_view_form(v);
	AUTO(str_done) struct str no = {0}, code = {0};
	struct branch b = {.name = form_value(f, "branch_name"), .profile = form_value(f, "profile")};
	struct founding founding = {.org = form_value(f, "org"), .passphrase = form_value(f, "pass"), .log_n = v->desk->log_n};

	fold(f, "no", &no);
	fold(f, "branch", &code);
	b.code = str_text(&code);
	founding.founder = (struct person){.no = str_text(&no), .name = form_value(f, "name"), .post = ""};
	founding.founder.role = role_find(is_branch(f) ? "head" : "officer");
	founding.founder.branch = is_branch(f) ? b.code : "";
	founding.branch = is_branch(f) ? &b : NULL;
	stage_progress(v->stage, _("making the store and your key"), 0, 0);
	if (desk_found(v->desk, v->desk->dir, &founding, e) ||
	    desk_login(v->desk, founding.founder.no, founding.passphrase, e))
		return -1;
	stage_say(v->stage, ROLE_GOOD, "%s",
		  _("The store is made. 4 adds your colleagues; 6 practises, 1 starts the first check."));
	return stage_replace(v, VIEW_HOME, NULL, e);
}

static int first_open(struct view *v, const void *arg, struct err *e)
{
	struct form *f = form_view_form(v);

	(void)arg;
	(void)e;
	form_init(f, first_fields, NULL, first_submit, NULL);
	form_set(f, "place", "branch");
	form_set(f, "profile", "vault atm credit");
	form_mark_saved(f);
	return 0;
}

static struct rect form_place(struct rect r)
{
	return rect_cols(rect_rows(r, 6, r.rows - 6), 2, r.cols - 4);
}

static int first_refresh(struct view *v, struct err *e)
{
	struct page *intro = &VIEW_STATE(v, struct first)->intro;
	AUTO(str_done) struct str text = {0};

	(void)e;
	str_addf(
	    &text,
	    _("There is no store in %s yet. A few questions make one; the first person is the branch head (in a county "
	      "union the risk officer), who adds the others. To look around first, end here and run zicha demo --data "
	      "demo, then zicha --data demo."),
	    v->desk->dir);
	page_clear(intro);
	page_text(intro, ROLE_TEXT, str_text(&text));
	return 0;
}

static struct rect intro_place(struct rect r)
{
	return rect_cols(rect_rows(r, 0, 5), 2, r.cols - 4);
}

static void first_layout(struct view *v)
{
	struct rect r = intro_place(v->body);

	r.cols++; /* page_part() keeps no column for a mark */
	page_layout(&VIEW_STATE(v, struct first)->intro, r);
	form_layout(form_view_form(v), form_place(v->body));
}

static void first_draw(const struct view *v, struct canvas *c, struct rect r)
{
	page_part(&VIEW_STATE(v, struct first)->intro, c, intro_place(r), 0);
	form_draw(form_view_form(v), c, form_place(r), true);
}

static void first_close(struct view *v)
{
	page_done(&VIEW_STATE(v, struct first)->intro);
	form_view_close(v);
}

static bool first_click(struct view *v, const struct press *k)
{
	return form_click(form_view_form(v), form_place(v->body), k);
}

static const struct cmd first_rows[] = {
	{"first.make", "F2", N_("Create"), N_("Make the store from these answers"), 0, NULL, NULL, form_save},
	CMD_END,
};
static const struct cmd *const first_cmds[] = {first_rows, form_cmds, edit_cmds, NULL};

const struct view_ops view_first = {
	.name = "first",
	.title = N_("First run"),
	.help = N_("These answers make the store on this PC. Names and branches can be changed later; the passphrase only by you."),
	.state_size = sizeof(struct first),
	.flags = VIEW_TAKES_TEXT | VIEW_DOOR,
	.cmds = first_cmds,
	.open = first_open,
	.refresh = first_refresh,
	.layout = first_layout,
	.draw = first_draw,
	.text = form_view_text,
	.click = first_click,
	.result = form_view_result,
	.may_close = form_view_may_close,
	.close = first_close,
	.part = form_view_part,
};
