/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One session, whole and read-only: the paper as it would be printed, to scroll through.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "cli/desk.h"
#include "paper/report.h"
#include "ui/widgets/bars.h"

#include <string.h>

struct session_view {
	char *id;
	struct str text;      /* the report */
	const char **lines;   /* starts of its lines, in the view's arena */
	size_t count;
	size_t top;
};

static int session_open_view(struct view *v, const void *arg, struct err *e)
{
	const struct session_arg *a = arg;

	if (!a)
		return err_set(e, ERR_USAGE, "%s", _("choose a session among the past ones first"));
	VIEW_STATE(v, struct session_view)->id = mem_dup(a->id);
	return 0;
}

static void session_close_view(struct view *v)
{
	struct session_view *s = VIEW_STATE(v, struct session_view);

	str_done(&s->text);
	mem_free_auto(&s->id);
}

static void cut_lines(struct view *v, struct session_view *s)
{
	size_t n = 0;

	for (const char *p = str_text(&s->text); *p; p++)
		n += *p == '\n';
	s->lines = arena_alloc(&v->arena, (n + 1) * sizeof *s->lines);
	s->count = 0;
	for (const char *p = str_text(&s->text); *p; p += strcspn(p, "\n"), p += *p == '\n')
		s->lines[s->count++] = p;
}

static int session_refresh(struct view *v, struct err *e)
{
	struct session_view *s = VIEW_STATE(v, struct session_view);
	struct session head;

	s->lines = NULL;
	s->count = 0;
	str_clear(&s->text);
	if (report_text(v->desk->db, s->id, &s->text, e) || session_find(v->desk->db, s->id, &v->arena, &head, e) != 1)
		return -1;
	cut_lines(v, s);
	v->context = arena_printf(&v->arena, "%s %s %s %s", session_state_label(head.state), head.number, head.branch_name,
				  head.title);
	return 0;
}

static size_t last_top(const struct view *v)
{
	const struct session_view *s = VIEW_STATE(v, struct session_view);
	size_t rows = (size_t)v->body.rows;

	return s->count > rows ? s->count - rows : 0;
}

static void session_layout(struct view *v)
{
	struct session_view *s = VIEW_STATE(v, struct session_view);

	if (s->top > last_top(v))
		s->top = last_top(v);
}

static void session_draw(const struct view *v, struct canvas *c, struct rect r)
{
	const struct session_view *s = VIEW_STATE(v, struct session_view);

	for (int i = 0; i < r.rows && s->top + (size_t)i < s->count; i++) {
		const char *line = s->lines[s->top + (size_t)i];
		size_t n = strcspn(line, "\n");
		bool heading = n && (unsigned char)line[0] >= 0xE0 && (strstr(line, "、") == line + 3);
		canvas_put_n(c, r.row + i, r.col, r.cols - 1, heading ? ROLE_HEADING : ROLE_TEXT, line, n);
	}
	bars_scroll(c, r, (int)s->top, r.rows, (int)s->count);
}

static int scroll(struct view *v, long by)
{
	struct session_view *s = VIEW_STATE(v, struct session_view);
	long to = (long)s->top + by, most = (long)last_top(v);

	s->top = (size_t)(to < 0 ? 0 : to > most ? most : to);
	stage_touch(v->stage);
	return 0;
}

static int run_down(struct view *v, int count, struct err *e)
{
	(void)e;
	return scroll(v, count);
}

static int run_up(struct view *v, int count, struct err *e)
{
	(void)e;
	return scroll(v, -count);
}

static int run_page_down(struct view *v, int count, struct err *e)
{
	(void)e;
	return scroll(v, (long)count * (v->body.rows - 1));
}

static int run_page_up(struct view *v, int count, struct err *e)
{
	(void)e;
	return scroll(v, -(long)count * (v->body.rows - 1));
}

static int run_top(struct view *v, int count, struct err *e)
{
	(void)count;
	(void)e;
	return scroll(v, -(long)VIEW_STATE(v, struct session_view)->count);
}

static int run_end(struct view *v, int count, struct err *e)
{
	(void)count;
	(void)e;
	return scroll(v, (long)VIEW_STATE(v, struct session_view)->count);
}

static const struct cmd session_rows[] = {
	{"session.down", "Down +", N_("Down"), N_("One line on."), CMD_REPEAT | CMD_HIDDEN, NULL, NULL, run_down},
	{"session.up", "Up -", N_("Up"), N_("One line back."), CMD_REPEAT | CMD_HIDDEN, NULL, NULL, run_up},
	{"session.page_up", "F7 PgUp", N_("PgUp"), N_("One page back."), CMD_REPEAT, NULL, NULL, run_page_up},
	{"session.page_down", "F8 PgDn Enter Space", N_("PgDn"), N_("One page on."), CMD_REPEAT, NULL, NULL,
	 run_page_down},
	{"session.top", "Home", N_("Start"), N_("To the start."), CMD_HIDDEN, NULL, NULL, run_top},
	{"session.end", "End", N_("End"), N_("To the end."), CMD_HIDDEN, NULL, NULL, run_end},
	CMD_END,
};
static const struct cmd *const session_cmds[] = {session_rows, NULL};

const struct view_ops view_session = {
	.name = "session",
	.code = "2102",
	.title = N_("Session"),
	.help = N_("The whole record of one session as it is printed. It cannot be changed here. zicha verify proves that it "
		   "is what was signed."),
	.state_size = sizeof(struct session_view),
	.flags = VIEW_READONLY | VIEW_CHOSEN,
	.cmds = session_cmds,
	.open = session_open_view,
	.refresh = session_refresh,
	.layout = session_layout,
	.draw = session_draw,
	.close = session_close_view,
};
