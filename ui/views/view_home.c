/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The workbench: what can be done, and below it what waits, what came back, what was done last (home.h).
 */
#include "ui/views/views.h"

#include "base/clock.h"
#include "base/msg.h"
#include "cli/desk.h"
#include "domain/org.h"
#include "ui/views/home.h"
#include "ui/widgets/ask.h"

enum { TAG_THROW = 1, TAG_NEW };

enum { MENU_COLS = 3, MENU_ROWS = 3 };

static struct home *state(const struct view *v)
{
	return VIEW_STATE(v, struct home);
}

/* ---- reading ------------------------------------------------------------------------------------ */

static const char *branch_name(struct view *v, struct err *e)
{
	AUTO(branch_list_done) struct branch_list list = {0};
	const struct branch *b;

	if (branch_list_load(v->desk->db, &list, e) || !(b = branch_list_find(&list, v->desk->me.branch)))
		return "";
	return arena_dup(&v->arena, b->name);
}

static int home_open(struct view *v, const void *arg, struct err *e)
{
	(void)arg;
	(void)e;
	home_init(state(v));
	return 0;
}

static int home_refresh(struct view *v, struct err *e)
{
	struct home *h = state(v);
	const struct person *me = &v->desk->me;

	h->org = h->branch = "";
	if (!me->no)
		return err_set(e, ERR_DENIED, "%s", _("nobody is logged in"));
	if (home_load(v, e) || org_name(v->desk->db, &v->arena, &h->org, e))
		return -1;
	if (h->unsaved.n && !h->told)
		stage_say(v->stage, ROLE_WARN, _("Texts of yours that were not saved: %zu; they stand on top."), h->unsaved.n);
	h->told = true;
	h->branch = branch_name(v, e);
	v->context = arena_printf(&v->arena, "%s %s", h->org, h->branch);
	stage_set_who(v->stage, arena_printf(&v->arena, "%s %s", me->name, _(me->role->label)));
	return e->code ? -1 : 0;
}

static void home_close(struct view *v)
{
	home_done(state(v));
}

/* The last screen: one Esc too many on the way back must not end the program. */
static bool home_may_close(struct view *v, struct err *e)
{
	(void)e;
	stage_say(v->stage, ROLE_MESSAGE, "%s", _("This is the workbench: 9 or F10 ends the program, 8 lets somebody else log in."));
	return false;
}

static void home_tick(struct view *v, int64_t now)
{
	(void)now;
	if (v->desk->db && desk_changed(v->desk))
		view_stale(v);
}

/* ---- drawing ------------------------------------------------------------------------------------- */

/* Where entry n of the menu stands. */
static struct rect menu_place(struct rect r, int n)
{
	int cols = r.cols / MENU_COLS;

	return (struct rect){r.row + n % MENU_ROWS, r.col + n / MENU_ROWS * cols, 1, cols - 1};
}

static void draw_menu(const struct view *v, struct canvas *c, struct rect r)
{
	int n = 0;

	for (const struct cmd *cmd = v->ops->cmds[0]; cmd->id; cmd++) {
		if (!cmd->code)
			continue;
		bool off = cmd->why_not && cmd->why_not(v);
		struct rect at = menu_place(r, n++);
		AUTO(str_done) struct str line = {0};
		str_addf(&line, "%c%c  %s  %s", off ? '-' : ' ', cmd->keys[0], cmd->code, _(cmd->label));
		canvas_put(c, at.row, at.col, at.cols, off ? ROLE_DIM : ROLE_TEXT, str_text(&line));
	}
}

static bool click_menu(struct view *v, const struct press *k)
{
	int n = 0;

	for (const struct cmd *cmd = v->ops->cmds[0]; cmd->id; cmd++)
		if (cmd->code && rect_holds(menu_place(v->body, n++), k->row, k->col)) {
			stage_run(v->stage, v, cmd, 1);
			return true;
		}
	return false;
}

static struct rect list_place(struct rect r)
{
	return rect_rows(r, MENU_ROWS + 1, -1);
}

static void home_layout(struct view *v)
{
	struct home *h = state(v);
	struct rect r = list_place(v->body);

	home_arrange(v, r);
	for (int i = 0; i < 2; i++)
		list_layout(&h->pane[i].list, home_place(h, r, i));
}

static void home_draw(const struct view *v, struct canvas *c, struct rect r)
{
	draw_menu(v, c, rect_rows(r, 0, MENU_ROWS));
	canvas_hline(c, r.row + MENU_ROWS, r.col, r.cols, ROLE_FRAME);
	home_draw_lists(state(v), c, list_place(r));
}

static bool home_click(struct view *v, const struct press *k)
{
	struct home *h = state(v);

	for (int i = 0; i < 2; i++)
		if (list_click(&h->pane[i].list, home_place(h, list_place(v->body), i), k)) {
			h->focus = i;
			return true;
		}
	return k->count < 2 && click_menu(v, k);
}

static void *home_part(const struct view *v, enum view_part part)
{
	struct home *h = state(v);

	return part == PART_LIST ? &h->pane[h->focus].list : NULL;
}

/* ---- acts ------------------------------------------------------------------------------------------ */

static int open_session(struct view *v, const struct session *s, struct err *e)
{
	struct session_arg arg = {s->id, NULL};
	bool walks = (s->state == SESSION_OPEN || s->state == SESSION_READY) && v->desk->me.role->may & MAY_INSPECT;

	return stage_open(v->stage, walks ? VIEW_WALK : VIEW_SESSION, &arg, 0, e);
}

/* The item of a session that is under way: where I may answer it, else where it is read. */
static int open_item(struct view *v, const char *session, const char *item, bool under_way, struct err *e)
{
	struct session_arg arg = {session, item};
	bool walks = under_way && v->desk->me.role->may & MAY_INSPECT;

	return stage_open(v->stage, walks ? VIEW_WALK : VIEW_SESSION, &arg, 0, e);
}

static int open_thing(struct view *v, const struct home_row *row, struct err *e)
{
	const struct home *h = state(v);
	struct session_arg sign = {row->group == HOME_SIGN ? h->sign.v[row->at].id : NULL, NULL};

	switch (row->group) {
	case HOME_UNSAVED:
		return home_go_on(v, &h->unsaved.v[row->at], e);
	case HOME_SIGN:
		return h->mine[row->at] ? stage_open(v->stage, VIEW_SIGN, &sign, 0, e)
					: open_session(v, &h->sign.v[row->at], e);
	case HOME_OPEN:
		return open_session(v, &h->open.v[row->at], e);
	case HOME_PENDING:
		return open_item(v, h->pending.v[row->at].session, h->pending.v[row->at].item, true, e);
	case HOME_REPEAT:
		return open_item(v, h->repeats.v[row->at].last_session, h->repeats.v[row->at].item, false, e);
	case HOME_MISSED:
		return stage_open(v->stage, VIEW_PAST, &(struct past_arg){h->missed.v[row->at].code}, 0, e);
	default:
		return open_session(v, &h->sealed.v[row->at], e);
	}
}

static int run_throw(struct view *v, int count, struct err *e)
{
	(void)count;
	return ask_confirm(v, TAG_THROW, e, _("Throw away what was typed for “%s” and not saved?"),
			   home_unsaved(state(v))->title);
}

static int home_result(struct view *v, int tag, const void *value, struct err *e)
{
	const struct unsaved *u = home_unsaved(state(v));

	view_stale(v);
	state(v)->to_newest = tag == TAG_NEW;
	if (tag != TAG_THROW || !ask_yes(value) || !u)
		return 0;
	stage_set_state(v->stage, ROLE_TEXT, NULL);
	return unsaved_drop(v->desk, u, e);
}

static const char *why_no_text(const struct view *v)
{
	return home_unsaved(state(v)) ? NULL : _("choose a text that was not saved");
}

static int run_enter(struct view *v, int count, struct err *e)
{
	struct home *h = state(v);
	const struct home_row *row = home_here(h);

	(void)count;
	if (!row)
		return err_set(e, ERR_ABSENT, "%s", _("nothing is under way; 1 starts a check"));
	if (row->kind == HOME_THING)
		return open_thing(v, row, e);
	if (row->group == HOME_SEALED)
		return stage_open(v->stage, VIEW_PAST, NULL, 0, e);
	h->unfolded[row->group] = true;
	view_stale(v);
	return 0;
}

static int run_pane(struct view *v, int count, struct err *e)
{
	struct home *h = state(v);

	(void)e;
	h->focus = (h->focus + count) % 2;
	stage_touch(v->stage);
	return 0;
}

static const char *why_no_pane(const struct view *v)
{
	return state(v)->two ? NULL : _("there is one list only; a wider window shows two side by side");
}

static int run_continue(struct view *v, int count, struct err *e)
{
	(void)count;
	return open_session(v, home_under_way(state(v)), e);
}

static int run_new(struct view *v, int count, struct err *e)
{
	(void)count;
	return stage_open(v->stage, VIEW_NEW, NULL, TAG_NEW, e);
}

static int run_practice(struct view *v, int count, struct err *e)
{
	(void)count;
	return stage_open(v->stage, VIEW_PRACTICE, NULL, 0, e);
}

static int run_past(struct view *v, int count, struct err *e)
{
	(void)count;
	return stage_open(v->stage, VIEW_PAST, NULL, 0, e);
}

static int run_library(struct view *v, int count, struct err *e)
{
	(void)count;
	return stage_open(v->stage, VIEW_LIBRARY, NULL, 0, e);
}

static int run_people(struct view *v, int count, struct err *e)
{
	(void)count;
	return stage_open(v->stage, VIEW_PEOPLE, NULL, 0, e);
}

static int run_settings(struct view *v, int count, struct err *e)
{
	(void)count;
	return stage_open(v->stage, VIEW_SETTINGS, NULL, 0, e);
}

static int run_leave(struct view *v, int count, struct err *e)
{
	(void)count;
	desk_logout(v->desk);
	stage_set_who(v->stage, NULL);
	stage_set_state(v->stage, ROLE_TEXT, NULL);
	return stage_restart(v->stage, VIEW_LOGIN, NULL, e);
}

static int run_end(struct view *v, int count, struct err *e)
{
	(void)count;
	(void)e;
	stage_end(v->stage);
	return 0;
}

static const char *why_no_inspect(const struct view *v)
{
	const struct role *role = v->desk->me.role;
	return role && role->may & MAY_INSPECT ? NULL : _("your role reads; it starts and answers no checks");
}

static const char *why_no_continue(const struct view *v)
{
	const char *why = why_no_inspect(v);
	return why ? why : home_under_way(state(v)) ? NULL : _("nothing is under way; 1 starts a check");
}

static const struct cmd home_rows[] = {
	{"home.new", "1 F2", N_("New"), N_("Start a check of a branch."), 0, "1101", why_no_inspect, run_new},
	{"home.continue", "2", N_("Continue"), N_("Go on with the check that is under way."), 0, "1102", why_no_continue,
	 run_continue},
	{"home.past", "3 F3", N_("Past"), N_("Past sessions, to find and read."), 0, "2101", NULL, run_past},
	{"home.people", "4 F4", N_("People"), N_("Who works here; add, change, let leave."), 0, "9100", NULL, run_people},
	{"home.library", "5 F6", N_("Risks"), N_("The risk-point library: what is asked, and why."), 0, "3100", NULL, run_library},
	{"home.practice", "6", N_("Practice"), N_("Walk a line to learn it; nothing of it is kept."), 0, "1109", why_no_inspect,
	 run_practice},
	{"home.settings", "7", N_("Settings"), N_("Language, widths, frames, mouse of this terminal."), 0, "9200", NULL,
	 run_settings},
	{"home.throw", "Del", N_("Throw"), N_("Throw away a text that was not saved."), CMD_DANGER, NULL, why_no_text, run_throw},
	{"home.leave", "8 F8", N_("Switch"), N_("Log out; somebody else logs in."), 0, "9901", NULL, run_leave},
	{"home.end", "9 F10", N_("End"), N_("End the program."), 0, "9900", NULL, run_end},
	{"home.enter", "Enter", N_("Open"), N_("Open what is under the bar."), CMD_HIDDEN, NULL, NULL, run_enter},
	{"home.pane", "Tab", N_("The other"), N_("To the list beside it."), CMD_HIDDEN, NULL, why_no_pane, run_pane},
	CMD_END,
};
static const struct cmd *const home_cmds[] = {home_rows, list_cmds, NULL};

const struct view_ops view_home = {
	.name = "home",
	.code = "1000",
	.title = N_("Workbench"),
	.help = N_("Type a number and Enter, or the four digits of a transaction code, which jump from anywhere on a menu. "
		   "The arrows choose a row below; Enter opens what it stands for: a session, the item that is to be found out, "
		   "the record of what failed last, the sessions of a branch. Tab goes to the list beside it where there are two."),
	.state_size = sizeof(struct home),
	.flags = VIEW_MENU,
	.cmds = home_cmds,
	.open = home_open,
	.refresh = home_refresh,
	.layout = home_layout,
	.draw = home_draw,
	.click = home_click,
	.result = home_result,
	.may_close = home_may_close,
	.close = home_close,
	.tick = home_tick,
	.part = home_part,
};
