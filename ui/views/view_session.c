/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One session, whole and read-only, to read from top to bottom or to jump about in (session_page.h).
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "cli/desk.h"
#include "ui/views/session_page.h"
#include "ui/widgets/ask.h"

enum { TAG_ITEM = 1, TAG_FIND };

struct session_view {
	struct session_page read;
	char *id, *start;  /* start: item to begin at, or NULL */
	struct str needle; /* what was searched last */
};

static struct session_view *state(const struct view *v)
{
	return VIEW_STATE(v, struct session_view);
}

static int session_open_view(struct view *v, const void *arg, struct err *e)
{
	const struct session_arg *a = arg;

	if (!a)
		return err_set(e, ERR_USAGE, "%s", _("choose a session among the past ones first"));
	state(v)->id = mem_dup(a->id);
	state(v)->start = a->item ? mem_dup(a->item) : NULL;
	return 0;
}

static void session_close_view(struct view *v)
{
	struct session_view *s = state(v);

	session_page_done(&s->read);
	str_done(&s->needle);
	mem_free_auto(&s->id);
	mem_free_auto(&s->start);
}

static void show(struct view *v, const struct session_place *p)
{
	page_show(&state(v)->read.page, p->fact);
	stage_touch(v->stage);
}

/* Items and answers follow when somebody comes near them: the first screen need not wait for what it does not show. */
static int whole(struct view *v, struct err *e)
{
	return session_page_rest(&state(v)->read, v->desk->db, e);
}

static int session_refresh(struct view *v, struct err *e)
{
	struct session_view *s = state(v);

	if (session_page_load(&s->read, v->desk->db, s->id, e) || (s->start && whole(v, e)))
		return -1;
	const struct session_place *p = s->start ? session_page_item(&s->read, s->start, true) : NULL;
	if (p)
		show(v, p);
	mem_free_auto(&s->start);
	const struct session *x = &s->read.head;
	v->context = arena_printf(&v->arena, "%s %s %s %s", session_state_label(x->state), x->number, x->branch_name, x->title);
	return 0;
}

static void session_layout(struct view *v)
{
	struct session_page *s = &state(v)->read;
	struct err e = {0};

	page_layout(&s->page, v->body);
	if (s->whole || !page_ends_soon(&s->page))
		return;
	if (whole(v, &e))
		stage_say_err(v->stage, &e);
	page_layout(&s->page, v->body);
}

static void session_draw(const struct view *v, struct canvas *c, struct rect r)
{
	page_draw(&state(v)->read.page, c, r);
}

static void *session_part(const struct view *v, enum view_part part)
{
	return part == PART_PAGE ? &state(v)->read.page : NULL;
}

static void session_tick(struct view *v, int64_t now)
{
	(void)now;
	if (v->desk->db && desk_changed(v->desk))
		view_stale(v);
}

/* ---- jumps ---------------------------------------------------------------------------------- */

static int run_finding(struct view *v, int count, struct err *e)
{
	(void)count;
	const struct session_place *p = session_page_next_finding(&state(v)->read);
	if (!p)
		return err_set(e, ERR_ABSENT, "%s", _("there is no further finding below; Home goes to the start"));
	show(v, p);
	return 0;
}

static int run_issue(struct view *v, int count, struct err *e)
{
	(void)count;
	if (whole(v, e))
		return -1;
	const struct session_place *p = session_page_next_issue(&state(v)->read);
	if (!p)
		return err_set(e, ERR_ABSENT, "%s", _("there is no further issue below; Home goes to the start"));
	show(v, p);
	return 0;
}

static int run_items(struct view *v, int count, struct err *e)
{
	const struct checklist *checks = &state(v)->read.checks;

	if (whole(v, e))
		return -1;
	if (!checks->n)
		return err_set(e, ERR_ABSENT, "%s", _("nothing was asked here"));
	struct ask_choice *choices = arena_alloc(&v->arena, (checks->n + 1) * sizeof *choices);

	(void)count;
	for (size_t i = 0; i < checks->n; i++) {
		const struct check *k = &checks->v[i];
		choices[i] = (struct ask_choice){k->item.code, arena_printf(&v->arena, "%c %s %s", result_mark(k->answer.result),
									    k->item.code, k->item.title),
						 result_label(k->answer.result)};
	}
	struct ask ask = {.kind = ASK_CHOOSE, .title = _("Items of this session"), .choices = choices, .choice_count = checks->n};
	return stage_open(v->stage, VIEW_ASK, &ask, TAG_ITEM, e);
}

static int run_find(struct view *v, int count, struct err *e)
{
	(void)count;
	struct ask ask = {.kind = ASK_LINE, .title = _("Find in this session"),
			  .text = _("Words, a code or pinyin initials; F3 and Enter again go to the next place."),
			  .value = str_text(&state(v)->needle), .most = 60, .required = true};
	return stage_open(v->stage, VIEW_ASK, &ask, TAG_FIND, e);
}

static int session_result(struct view *v, int tag, const void *value, struct err *e)
{
	struct session_view *s = state(v);
	const struct ask_answer *answer = value;
	size_t fact;

	if (!answer)
		return 0;
	if (whole(v, e))
		return -1;
	if (tag == TAG_ITEM) {
		const struct session_place *p = session_page_item(&s->read, answer->text, false);
		if (p)
			show(v, p);
		return 0;
	}
	str_clear(&s->needle);
	str_add(&s->needle, answer->text);
	if (!page_find(&s->read.page, str_text(&s->needle), page_here(&s->read.page), &fact))
		return err_set(e, ERR_ABSENT, _("“%s” stands nowhere in this session"), str_text(&s->needle));
	page_show(&s->read.page, fact);
	return 0;
}

static int turn(struct view *v, const char *row, int count, struct err *e)
{
	const struct cmd *c = cmd_find_id((cmd_tables)(const struct cmd *const[]){page_cmds, NULL}, row);

	return c->run(v, count, e);
}

static int run_page_up(struct view *v, int count, struct err *e)
{
	return turn(v, "page.page-up", count, e);
}

static int run_page_down(struct view *v, int count, struct err *e)
{
	return turn(v, "page.page-down", count, e);
}

static const struct cmd session_rows[] = {
	{"session.finding", "2 F2 Tab", N_("Issue"), N_("To the next finding."), 0, NULL, NULL, run_finding},
	{"session.find", "3 F3 /", N_("Find"), N_("Find words, a code or pinyin initials on this page."), 0, NULL, NULL, run_find},
	{"session.items", "4 F4", N_("Items"), N_("All items with their results, to go to one."), 0, NULL, NULL, run_items},
	{"session.issue", "6 F6", N_("Failed"), N_("To the next item that does not conform."), 0, NULL, NULL, run_issue},
	{"session.page_up", "F7 -", N_("PgUp"), N_("One page back."), CMD_REPEAT, NULL, NULL, run_page_up},
	{"session.page_down", "F8 Enter +", N_("PgDn"), N_("One page on."), CMD_REPEAT, NULL, NULL, run_page_down},
	CMD_END,
};
static const struct cmd *const session_cmds[] = {session_rows, page_cmds, NULL};

const struct view_ops view_session = {
	.name = "session",
	.code = "2102",
	.title = N_("Session"),
	.help = N_("The whole record of one session: who, when, the seal, every finding, every item with its answer and what was "
		   "said last time where it failed. 2 goes to the next finding, 6 to the next item that failed, 4 lists all "
		   "items, 3 finds words. Nothing can be changed here; zicha verify proves that it is what was signed."),
	.state_size = sizeof(struct session_view),
	.flags = VIEW_READONLY,
	.cmds = session_cmds,
	.open = session_open_view,
	.refresh = session_refresh,
	.layout = session_layout,
	.draw = session_draw,
	.result = session_result,
	.close = session_close_view,
	.tick = session_tick,
	.part = session_part,
};
