/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The workbench: what can be done, what is under way, what was done last.
 */
#include "ui/views/views.h"

#include "base/clock.h"
#include "base/msg.h"
#include "cli/desk.h"
#include "domain/org.h"
#include "domain/session.h"
#include "ui/widgets/list.h"

#include <stdio.h>
#include <string.h>

enum { LAST_SHOWN = 30, MENU_ROWS = 4 };

struct home {
	struct session_list open, last;
	struct list list;  /* both under a heading each */
	const char *org;   /* in the view's arena */
	const char *branch;
	bool wide;         /* sessions of several branches: show whose */
};

static struct home *state(const struct view *v)
{
	return VIEW_STATE(v, struct home);
}

/* Rows: a heading, the open ones, a heading, the sealed ones. */
static size_t row_count(const void *ctx)
{
	const struct home *h = ctx;
	return h->open.n + h->last.n + 2;
}

static bool row_heading(const void *ctx, size_t i)
{
	return i == 0 || i == ((const struct home *)ctx)->open.n + 1;
}

static const struct session *row_session(const struct home *h, size_t i)
{
	return i <= h->open.n ? &h->open.v[i - 1] : &h->last.v[i - h->open.n - 2];
}

static const char *row_id(const void *ctx, size_t i)
{
	return row_heading(ctx, i) ? "" : row_session(ctx, i)->id;
}

/* Columns of the rows; the title takes what is left. */
enum { COL_NUMBER = 15, COL_DAY = 12, COL_BRANCH = 14, COL_STATE = 9, COL_FINDINGS = 9 };

static void draw_session(const struct session *s, struct canvas *c, struct rect r, bool wide)
{
	char day[DAY_TEXT], state[32], findings[32];
	int answered = s->conform + s->issue + s->na + s->not_checked + s->pending;
	int title = r.cols - COL_NUMBER - COL_DAY - (wide ? COL_BRANCH : 0) - COL_STATE - COL_FINDINGS;

	snprintf(state, sizeof state, "%d/%d", answered, s->items);
	snprintf(findings, sizeof findings, "%s %d", _("findings"), s->findings);
	const struct {
		const char *text;
		int cols;
	} cells[] = {
		{s->number, COL_NUMBER},
		{day_format(day_of_time(s->sealed_at ? s->sealed_at : s->opened_at), day), COL_DAY},
		{s->branch_name, wide ? COL_BRANCH : 0},
		{s->title, title},
		{s->state == SESSION_OPEN ? state : session_state_label(s->state), COL_STATE},
		{findings, COL_FINDINGS},
	};
	int col = r.col;
	for (size_t i = 0; i < ARRAY_LEN(cells); i++) {
		if (cells[i].cols > 1)
			canvas_put_cut(c, r.row, col, cells[i].cols - 1, ROLE_TEXT, cells[i].text);
		col += cells[i].cols;
	}
}

static void row_draw(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected)
{
	const struct home *h = ctx;

	(void)selected;
	if (!row_heading(ctx, i)) {
		draw_session(row_session(h, i), c, rect_cols(r, 2, r.cols - 2), h->wide);
		return;
	}
	bool none = i == 0 ? !h->open.n : !h->last.n;
	AUTO(str_done) struct str text = {0};
	str_addf(&text, "%s%s", i == 0 ? _("Under way") : _("Sealed last"), none ? _(": none") : "");
	canvas_put(c, r.row, r.col, r.cols, ROLE_HEADING, str_text(&text));
}

static const struct list_ops rows = {.count = row_count, .id = row_id, .draw = row_draw, .heading = row_heading};

/* ---- reading ------------------------------------------------------------------------------------ */

/* Open and ready sessions, then the last closed ones, of my branch or of all. */
static int load_lists(struct view *v, struct err *e)
{
	struct home *h = state(v);
	const struct person *me = &v->desk->me;
	const char *branch = me->role && me->role->union_wide ? NULL : me->branch;
	struct session_filter open = {.branch = branch, .state = SESSION_OPEN + 1};
	struct session_filter ready = {.branch = branch, .state = SESSION_READY + 1};
	struct session_filter last = {.branch = branch, .state = SESSION_SEALED + 1, .limit = LAST_SHOWN};

	session_list_done(&h->open);
	session_list_done(&h->last);
	return session_list_load(v->desk->db, &ready, &h->open, e) || session_list_load(v->desk->db, &open, &h->open, e) ||
			       session_list_load(v->desk->db, &last, &h->last, e)
		       ? -1
		       : 0;
}

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
	list_init(&state(v)->list, &rows, state(v), 0);
	return 0;
}

static int home_refresh(struct view *v, struct err *e)
{
	struct home *h = state(v);
	const struct person *me = &v->desk->me;

	h->org = h->branch = "";
	if (!me->no)
		return err_set(e, ERR_DENIED, "%s", _("nobody is logged in"));
	if (load_lists(v, e) || org_name(v->desk->db, &v->arena, &h->org, e))
		return -1;
	h->branch = branch_name(v, e);
	h->wide = me->role && me->role->union_wide;
	list_refresh(&h->list);
	v->context = arena_printf(&v->arena, "%s %s", h->org, h->branch);
	stage_set_who(v->stage, arena_printf(&v->arena, "%s %s", me->name, _(me->role->label)));
	return e->code ? -1 : 0;
}

static void home_close(struct view *v)
{
	session_list_done(&state(v)->open);
	session_list_done(&state(v)->last);
	list_done(&state(v)->list);
}

static void home_tick(struct view *v, int64_t now)
{
	(void)now;
	if (v->desk->db && desk_changed(v->desk))
		view_stale(v);
}

/* ---- drawing ------------------------------------------------------------------------------------- */

static void draw_menu(const struct view *v, struct canvas *c, struct rect r)
{
	int row = r.row, col = r.col;

	for (const struct cmd *cmd = v->ops->cmds[0]; cmd->id; cmd++) {
		if (!cmd->code)
			continue;
		bool off = cmd->why_not && cmd->why_not(v);
		AUTO(str_done) struct str line = {0};
		str_addf(&line, " %c  %s  %s", cmd->keys[0], cmd->code, _(cmd->label));
		canvas_put(c, row, col, r.cols / 2 - 1, off ? ROLE_DIM : ROLE_TEXT, str_text(&line));
		if (++row == r.row + r.rows) {
			row = r.row;
			col = r.col + r.cols / 2;
		}
	}
}

static struct rect list_place(struct rect r)
{
	return rect_rows(r, MENU_ROWS + 1, -1);
}

static void home_layout(struct view *v)
{
	list_layout(&state(v)->list, list_place(v->body));
}

static void home_draw(const struct view *v, struct canvas *c, struct rect r)
{
	draw_menu(v, c, rect_rows(r, 0, MENU_ROWS));
	canvas_hline(c, r.row + MENU_ROWS, r.col, r.cols, ROLE_FRAME);
	list_draw(&state(v)->list, c, list_place(r), true);
}

static bool home_click(struct view *v, const struct press *k)
{
	return list_click(&state(v)->list, list_place(v->body), k);
}

static void *home_part(const struct view *v, enum view_part part)
{
	return part == PART_LIST ? &state(v)->list : NULL;
}

/* ---- acts ------------------------------------------------------------------------------------------ */

static int open_session(struct view *v, const struct session *s, struct err *e)
{
	struct session_arg arg = {s->id, NULL};
	bool walks = (s->state == SESSION_OPEN || s->state == SESSION_READY) && v->desk->me.role->may & MAY_INSPECT;

	return stage_open(v->stage, walks ? VIEW_WALK : VIEW_SESSION, &arg, 0, e);
}

static int run_enter(struct view *v, int count, struct err *e)
{
	size_t i;

	(void)count;
	if (!list_choice(&state(v)->list, &i))
		return err_set(e, ERR_ABSENT, "%s", _("nothing is under way; 1 starts a check"));
	return open_session(v, row_session(state(v), i), e);
}

static int run_continue(struct view *v, int count, struct err *e)
{
	(void)count;
	return open_session(v, &state(v)->open.v[0], e);
}

static int run_new(struct view *v, int count, struct err *e)
{
	(void)count;
	return stage_open(v->stage, VIEW_NEW, NULL, 0, e);
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
	return why ? why : state(v)->open.n ? NULL : _("nothing is under way; 1 starts a check");
}

static const struct cmd home_rows[] = {
	{"home.new", "1 F2", N_("New"), N_("Start a check of a branch."), 0, "1101", why_no_inspect, run_new},
	{"home.continue", "2", N_("Continue"), N_("Go on with the check that is under way."), 0, "1102", why_no_continue,
	 run_continue},
	{"home.past", "3 F3", N_("Past"), N_("Past sessions, to find and read."), 0, "2101", NULL, run_past},
	{"home.people", "4 F4", N_("People"), N_("Who works here; add, change, let leave."), 0, "9100", NULL, run_people},
	{"home.library", "5 F6", N_("Risks"), N_("The risk-point library: what is asked, and why."), 0, "3100", NULL, run_library},
	{"home.settings", "7", N_("Settings"), N_("Language, widths, frames, mouse of this terminal."), 0, "9200", NULL,
	 run_settings},
	{"home.leave", "8 F8", N_("Switch"), N_("Log out; somebody else logs in."), 0, "9901", NULL, run_leave},
	{"home.end", "9 F10", N_("End"), N_("End the program."), 0, "9900", NULL, run_end},
	{"home.enter", "Enter", N_("Open"), N_("Open the session under the bar."), CMD_HIDDEN, NULL, NULL, run_enter},
	CMD_END,
};
static const struct cmd *const home_cmds[] = {home_rows, list_cmds, NULL};

const struct view_ops view_home = {
	.name = "home",
	.code = "1000",
	.title = N_("Workbench"),
	.help = N_("Type a number and Enter, or the four digits of a transaction code, which jump from anywhere on a menu. "
		   "The arrows choose a session below; Enter opens it."),
	.state_size = sizeof(struct home),
	.flags = VIEW_MENU,
	.cmds = home_cmds,
	.open = home_open,
	.refresh = home_refresh,
	.layout = home_layout,
	.draw = home_draw,
	.click = home_click,
	.close = home_close,
	.tick = home_tick,
	.part = home_part,
};
