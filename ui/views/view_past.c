/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Past sessions: filtered by branch, state, severity and year; Enter reads one.
 */
#include "ui/views/views.h"

#include "base/clock.h"
#include "base/msg.h"
#include "base/width.h"
#include "cli/desk.h"
#include "domain/org.h"
#include "domain/session.h"
#include "ui/widgets/list.h"

#include <stdio.h>
#include <string.h>

struct past {
	struct branch_list branches;
	struct session_list sessions;
	struct list list;
	const char **texts;    /* what the filter looks at; in the view's arena */
	size_t branch;         /* 0: all (or only mine), else index + 1 */
	int state;             /* 0 any, else enum session_state + 1 */
	enum severity least;
	int year;              /* 0: all */
};

static struct past *state(const struct view *v)
{
	return VIEW_STATE(v, struct past);
}

static bool sees_all(const struct view *v)
{
	const struct role *role = v->desk->me.role;
	return role && role->may & MAY_READ_ALL;
}

/* Columns of the table; the title takes what is left. */
enum { COL_NUMBER = 15, COL_DAY = 11, COL_BRANCH = 13, COL_STATE = 7, COL_ISSUE = 7, COL_WORST = 5 };

static void draw_row(struct canvas *c, int row, struct rect r, enum theme_role role, const char *const cells[7])
{
	int title = r.cols - 2 - COL_NUMBER - COL_DAY - COL_BRANCH - COL_STATE - COL_ISSUE - COL_WORST;
	const int widths[7] = {COL_NUMBER, COL_DAY, COL_BRANCH, title, COL_STATE, COL_ISSUE, COL_WORST};
	int col = r.col + 2;

	for (int i = 0; i < 7; i++) {
		canvas_put_cut(c, row, col, widths[i] - 1, role, cells[i]);
		col += widths[i];
	}
}

static void draw_session(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected)
{
	const struct session *s = &((const struct past *)ctx)->sessions.v[i];
	char day[DAY_TEXT], issues[16];

	snprintf(issues, sizeof issues, "%d", s->findings);
	const char *const cells[7] = {s->number, day_format(day_of_time(s->opened_at), day), s->branch_name, s->title,
				      session_state_label(s->state), issues, s->worst ? severity_label(s->worst) : ""};
	(void)selected;
	draw_row(c, r.row, r, ROLE_TEXT, cells);
}

static size_t row_count(const void *ctx)
{
	return ((const struct past *)ctx)->sessions.n;
}

static const char *row_id(const void *ctx, size_t i)
{
	return ((const struct past *)ctx)->sessions.v[i].id;
}

static const char *row_text(const void *ctx, size_t i)
{
	return ((const struct past *)ctx)->texts[i];
}

static const struct list_ops rows = {.count = row_count, .id = row_id, .draw = draw_session, .text = row_text,
				     .empty = N_("no session fits; 6 shows all again")};

/* ---- reading ---------------------------------------------------------------------------------------- */

static int64_t new_year(int year)
{
	return (int64_t)day_from(year, 1, 1) * 86400 - 8 * 3600;
}

static int past_open(struct view *v, const void *arg, struct err *e)
{
	const struct past_arg *a = arg;
	struct past *p = state(v);

	list_init(&p->list, &rows, p, 0);
	if (branch_list_load(v->desk->db, &p->branches, e))
		return -1;
	for (size_t i = 0; a && i < p->branches.n; i++)
		if (str_eq(p->branches.v[i].code, a->branch))
			p->branch = i + 1;
	return 0;
}

static int past_refresh(struct view *v, struct err *e)
{
	struct past *p = state(v);
	struct session_filter f = {.state = p->state, .least = p->least};

	p->texts = NULL;
	session_list_done(&p->sessions);
	f.branch = p->branch ? p->branches.v[p->branch - 1].code : sees_all(v) ? NULL : v->desk->me.branch;
	if (p->year) {
		f.from = new_year(p->year);
		f.until = new_year(p->year + 1);
	}
	if (session_list_load(v->desk->db, &f, &p->sessions, e))
		return -1;
	p->texts = arena_alloc(&v->arena, (p->sessions.n + 1) * sizeof *p->texts);
	for (size_t i = 0; i < p->sessions.n; i++) {
		const struct session *x = &p->sessions.v[i];
		p->texts[i] = arena_printf(&v->arena, "%s\n%s\n%s\n%s", x->number, x->branch_name, x->title, x->signers);
	}
	list_refresh(&p->list);
	v->context = arena_printf(&v->arena, _("%zu sessions"), p->sessions.n);
	return 0;
}

static void past_close(struct view *v)
{
	branch_list_done(&state(v)->branches);
	session_list_done(&state(v)->sessions);
	list_done(&state(v)->list);
}

static struct rect list_place(struct rect r)
{
	return rect_rows(r, 2, r.rows - 3);
}

static void past_layout(struct view *v)
{
	list_layout(&state(v)->list, list_place(v->body));
}

static void past_tick(struct view *v, int64_t now)
{
	(void)now;
	if (desk_changed(v->desk))
		view_stale(v);
}

/* ---- drawing ----------------------------------------------------------------------------------------- */

static void draw_filter(const struct view *v, struct canvas *c, struct rect r)
{
	const struct past *p = state(v);
	AUTO(str_done) struct str line = {0};

	str_addf(&line, "2%s ", _("branch"));
	str_add(&line, p->branch ? p->branches.v[p->branch - 1].name : sees_all(v) ? _("all") : _("mine"));
	str_addf(&line, "   3%s %s", _("state"), p->state ? session_state_label((enum session_state)(p->state - 1)) : _("all"));
	str_addf(&line, "   4%s %s", _("severity"), p->least ? severity_label(p->least) : _("all"));
	str_addf(&line, "   5%s ", _("year"));
	if (p->year)
		str_addf(&line, "%d", p->year);
	else
		str_add(&line, _("all"));
	canvas_put_cut(c, r.row, r.col, r.cols, ROLE_LABEL, str_text(&line));
}

static void past_draw(const struct view *v, struct canvas *c, struct rect r)
{
	const struct past *p = state(v);
	const char *const heads[7] = {_("number"), _("opened"), _("branch"), _("title"), _("state"), _("findings"), _("worst")};

	draw_filter(v, c, rect_rows(r, 0, 1));
	draw_row(c, r.row + 1, r, ROLE_HEADING, heads);
	list_draw(&p->list, c, list_place(r), true);
	AUTO(str_done) struct str place = {0};
	if (!list_is_filtered(&p->list))
		list_position(&p->list, &place);
	canvas_put_right(c, r.row + r.rows - 1, r.col, r.cols, ROLE_DIM, str_text(&place));
}

static bool past_text(struct view *v, const char *utf8, bool pasted)
{
	return list_type(&state(v)->list, utf8, pasted);
}

static bool past_click(struct view *v, const struct press *k)
{
	return list_click(&state(v)->list, list_place(v->body), k);
}

static void *past_part(const struct view *v, enum view_part part)
{
	return list_part(&state(v)->list, part);
}

/* ---- acts ---------------------------------------------------------------------------------------------- */

static int run_read(struct view *v, int count, struct err *e)
{
	struct session_arg arg = {list_choice_id(&state(v)->list), NULL};

	(void)count;
	if (!*arg.id)
		return err_set(e, ERR_ABSENT, "%s", _("no session fits; 6 shows all again"));
	return stage_open(v->stage, VIEW_SESSION, &arg, 0, e);
}

static int changed(struct view *v)
{
	list_move(&state(v)->list, LIST_HOME, 1);
	view_stale(v);
	return 0;
}

static int run_branch(struct view *v, int count, struct err *e)
{
	struct past *p = state(v);

	(void)count;
	(void)e;
	p->branch = (p->branch + 1) % (p->branches.n + 1);
	return changed(v);
}

static int run_state(struct view *v, int count, struct err *e)
{
	struct past *p = state(v);

	(void)count;
	(void)e;
	p->state = (p->state + 1) % (SESSION_STATES + 1);
	return changed(v);
}

static int run_severity(struct view *v, int count, struct err *e)
{
	struct past *p = state(v);

	(void)count;
	(void)e;
	p->least = (enum severity)((p->least + 1) % SEVERITY_COUNT);
	return changed(v);
}

static int run_year(struct view *v, int count, struct err *e)
{
	struct past *p = state(v);
	int year, month, day;

	(void)count;
	(void)e;
	day_split(clock_today(&v->desk->clock), &year, &month, &day);
	p->year = p->year == 0 ? year : p->year > year - 4 ? p->year - 1 : 0;
	return changed(v);
}

static int run_all(struct view *v, int count, struct err *e)
{
	struct past *p = state(v);

	(void)count;
	(void)e;
	p->branch = 0;
	p->state = p->year = 0;
	p->least = SEVERITY_NONE;
	return changed(v);
}

static const char *why_no_branch(const struct view *v)
{
	return sees_all(v) ? NULL : _("you read the sessions of your own branch");
}

static const struct cmd past_rows[] = {
	{"past.read", "Enter 1", N_("Read"), N_("Read the session under the bar."), 0, "2102", NULL, run_read},
	{"past.branch", "2 F2", N_("Branch"), N_("The next branch."), 0, NULL, why_no_branch, run_branch},
	{"past.state", "3", N_("State"), N_("The next state."), 0, NULL, NULL, run_state},
	{"past.severity", "4 F4", N_("Grade"), N_("Only with a finding of at least this severity."), 0, NULL, NULL,
	 run_severity},
	{"past.year", "5", N_("Year"), N_("The year before."), 0, NULL, NULL, run_year},
	{"past.all", "6 F6", N_("All"), N_("Show all again."), 0, NULL, NULL, run_all},
	CMD_END,
};
static const struct cmd *const past_cmds[] = {past_rows, list_cmds, NULL};

const struct view_ops view_past = {
	.name = "past",
	.code = "2101",
	.title = N_("Past sessions"),
	.help = N_("All sessions you may read, the newest first. The digits above the table change the filter; Enter reads the "
		   "session under the bar."),
	.state_size = sizeof(struct past),
	.flags = VIEW_READONLY,
	.cmds = past_cmds,
	.open = past_open,
	.refresh = past_refresh,
	.layout = past_layout,
	.draw = past_draw,
	.text = past_text,
	.click = past_click,
	.close = past_close,
	.tick = past_tick,
	.part = past_part,
};
