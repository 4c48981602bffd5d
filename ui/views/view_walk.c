/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Walking the checklist: digits answer, Enter moves on. Each answer is recorded before the
 * screen says so; what an answer needs besides (reason, measured value, second person) is
 * asked for one by one, then the whole is recorded in one act.
 */
#include "ui/views/views.h"
#include "ui/views/item_page.h"
#include "ui/views/walk.h"

#include "base/msg.h"
#include "domain/finding.h"
#include "domain/session.h"
#include "ui/widgets/ask.h"

#include <string.h>

static struct walk *state(const struct view *v)
{
	return VIEW_STATE(v, struct walk);
}

static const struct check *here(const struct view *v)
{
	const struct walk *w = state(v);
	return &w->checks.v[w->at];
}

/* ---- reading ----------------------------------------------------------------------------------- */

static bool answered(const struct check *k)
{
	return k->answer.result != RESULT_BLANK;
}

static size_t first_blank(const struct walk *w)
{
	for (size_t i = 0; i < w->checks.n; i++)
		if (!answered(&w->checks.v[i]) && checklist_due(&w->checks, i))
			return i;
	return 0;
}

static void set_title(struct view *v)
{
	struct walk *w = state(v);

	v->title = arena_printf(&v->arena, "%s", _("Walk"));
	v->context = arena_printf(&v->arena, "%s %s", w->head.branch_name, w->head.title);
}

/* A check of only what is due says so when it is opened: its list is no whole one. */
static void say_left_out(struct view *v)
{
	const struct checklist *checks = &state(v)->checks;
	int n = 0;

	for (size_t i = 0; i < checks->skipped_count; i++)
		n += item_not_due(checks->skipped[i].reason) != NULL;
	if (n)
		stage_say(v->stage, ROLE_MESSAGE,
			  _("Only what is due: %d items that are not are left out of this check."), n);
}

static int walk_refresh(struct view *v, struct err *e)
{
	struct walk *w = state(v);
	bool first = !w->checks.n;

	w->rows = NULL;
	w->row_count = 0;
	if (!w->start && w->at < w->checks.n) /* the list may be another one now: sealing leaves out what was not due */
		w->start = mem_dup(w->checks.v[w->at].item.code);
	checklist_done(&w->checks);
	int found = session_find(v->desk->db, w->session, &v->arena, &w->head, e);
	if (found <= 0)
		return found < 0 ? -1 : err_set(e, ERR_ABSENT, _("session %s does not exist"), w->session);
	if (checklist_load_list(v->desk->db, w->session, &w->checks, e))
		return -1;
	w->before = false;
	int start = w->start ? checklist_find(&w->checks, w->start) : -1;
	mem_free_auto(&w->start);
	if (start >= 0)
		w->at = (size_t)start;
	else if (first || w->at >= w->checks.n)
		w->at = first_blank(w);
	if (first)
		say_left_out(v);
	walk_build(v);
	set_title(v);
	return 0;
}

static int walk_open(struct view *v, const void *arg, struct err *e)
{
	const struct session_arg *a = arg;
	struct walk *w = state(v);

	if (!a)
		return err_set(e, ERR_USAGE, "%s", _("choose a session on the workbench first"));
	w->session = mem_dup(a->id);
	w->start = a->item ? mem_dup(a->item) : NULL;
	return desk_load_library(v->desk, e); /* for the titles of bases */
}

static void walk_close(struct view *v)
{
	struct walk *w = state(v);

	walk_draft_clear(w);
	str_done(&w->detail.text);
	checklist_done(&w->checks);
	mem_free_auto(&w->session);
	mem_free_auto(&w->start);
}

/* A record stays where it is left; what was practised is gone. */
static bool walk_may_close(struct view *v, struct err *e)
{
	int answers = state(v)->all.done;

	if (!v->mark || !answers)
		return true;
	(void)!ask_confirm(v, WALK_END_PRACTICE, e, _("End this practice? Nothing of it is kept (answers so far: %d)."), answers);
	return false;
}

/* ---- moving ------------------------------------------------------------------------------------- */

static int run_previous(struct view *v, int count, struct err *e)
{
	struct walk *w = state(v);

	(void)e;
	walk_go(v, w->at > (size_t)count ? w->at - (size_t)count : 0);
	return 0;
}

static int run_first(struct view *v, int count, struct err *e)
{
	(void)count;
	(void)e;
	walk_go(v, 0);
	return 0;
}

static int run_last(struct view *v, int count, struct err *e)
{
	size_t n = state(v)->checks.n;

	(void)count;
	(void)e;
	walk_go(v, n ? n - 1 : 0);
	return 0;
}

static int run_blank(struct view *v, int count, struct err *e)
{
	struct walk *w = state(v);

	(void)count;
	for (size_t step = 1; step <= w->checks.n; step++) {
		size_t i = (w->at + step) % w->checks.n;
		if (!answered(&w->checks.v[i]) && checklist_due(&w->checks, i)) {
			walk_go(v, i);
			return 0;
		}
	}
	return err_set(e, ERR_ABSENT, "%s", _("every item is answered; F4 goes to the signatures"));
}

static int run_detail_down(struct view *v, int count, struct err *e)
{
	(void)e;
	state(v)->detail_top += 5 * count; /* the layout knows the end */
	stage_touch(v->stage);
	return 0;
}

static int run_detail_up(struct view *v, int count, struct err *e)
{
	(void)e;
	state(v)->detail_top -= 5 * count;
	if (state(v)->detail_top < 0)
		state(v)->detail_top = 0;
	stage_touch(v->stage);
	return 0;
}

/* ---- answering ------------------------------------------------------------------------------------ */

static int run_conform(struct view *v, int count, struct err *e)
{
	(void)count;
	return walk_begin(v, RESULT_CONFORM, e);
}

static int run_issue(struct view *v, int count, struct err *e)
{
	(void)count;
	return walk_begin(v, RESULT_ISSUE, e);
}

static int run_na(struct view *v, int count, struct err *e)
{
	(void)count;
	return walk_begin(v, RESULT_NA, e);
}

static int run_not_checked(struct view *v, int count, struct err *e)
{
	(void)count;
	return walk_begin(v, RESULT_NOT_CHECKED, e);
}

static int run_pending(struct view *v, int count, struct err *e)
{
	(void)count;
	return walk_begin(v, RESULT_PENDING, e);
}

static int run_note(struct view *v, int count, struct err *e)
{
	(void)count;
	return walk_begin_note(v, e);
}

/* A child has closed: what it gave is the next part of the answer. */
static int walk_result(struct view *v, int tag, const void *value, struct err *e)
{
	struct walk *w = state(v);
	const struct ask_answer *answer = value;
	const char *item = tag == WALK_SIGN ? value : tag == WALK_FIND && answer ? answer->text : NULL;

	if (!tag)
		return 0; /* help or the menu: no part of an answer */
	if (tag == WALK_END_PRACTICE) {
		if (ask_yes(value))
			stage_close(v, NULL);
		return 0;
	}
	if (tag == WALK_FINDING || tag == WALK_SIGN)
		view_stale(v);
	int at = item ? checklist_find(&w->checks, item) : -1;
	if (at >= 0)
		walk_go(v, (size_t)at);
	if (tag == WALK_CHOOSE_LINE && answer && answer->choice < w->checks.line_count) {
		walk_go(v, walk_line_start(w, answer->choice));
		w->top = w->row_count; /* so that the layout puts the line's heading first */
	}
	if (tag == WALK_FINDING || tag == WALK_SIGN || tag == WALK_FIND || tag == WALK_CHOOSE_LINE)
		return 0;
	if (!answer)
		return walk_left_box(v, tag, e);
	return walk_take_part(v, tag, answer->text, e);
}

/* ---- other acts ------------------------------------------------------------------------------------ */

static int run_findings(struct view *v, int count, struct err *e)
{
	AUTO(finding_list_done) struct finding_list list = {0};

	(void)count;
	if (finding_list_load(v->desk->db, state(v)->session, here(v)->item.code, &list, e))
		return -1;
	return walk_open_finding(v, list.n ? list.v[list.n - 1].id : NULL, e);
}

static int run_sign(struct view *v, int count, struct err *e)
{
	struct session_arg arg = {state(v)->session, NULL};

	(void)count;
	return stage_open(v->stage, VIEW_SIGN, &arg, WALK_SIGN, e);
}

static int run_find(struct view *v, int count, struct err *e)
{
	const struct walk *w = state(v);
	struct ask_choice *choices = arena_alloc(&v->arena, w->checks.n * sizeof *choices);

	(void)count;
	for (size_t i = 0; i < w->checks.n; i++) {
		const struct item *it = &w->checks.v[i].item;
		choices[i] = (struct ask_choice){it->code, arena_printf(&v->arena, "%s %s", it->code, it->title), NULL};
	}
	struct ask ask = {.kind = ASK_CHOOSE, .title = _("Find an item"), .text = _("Type its code, Hanzi or pinyin initials."),
			  .choices = choices, .choice_count = w->checks.n, .value = here(v)->item.code};
	return stage_open(v->stage, VIEW_ASK, &ask, WALK_FIND, e);
}

static const char *why_no_answer(const struct view *v)
{
	const struct walk *w = state(v);
	enum session_state s = w->head.state;

	if (!w->checks.n)
		return _("nothing is asked here");
	if (s == SESSION_READY)
		return _("the session has a signature and takes no answers; F4, then take the signature back");
	if (s != SESSION_OPEN)
		return _("the session is closed and cannot be changed");
	return NULL;
}

static const char *why_no_finding(const struct view *v)
{
	const char *why = why_no_answer(v);

	if (why)
		return why;
	return here(v)->answer.result == RESULT_ISSUE ? NULL : _("answer the item with 2 first");
}

static const char *why_no_note(const struct view *v)
{
	const char *why = why_no_answer(v);

	if (why)
		return why;
	return answered(here(v)) ? NULL : _("answer the item first");
}

static int run_line(struct view *v, int count, struct err *e)
{
	(void)count;
	return walk_ask_line(v, e);
}

static const char *why_no_line(const struct view *v)
{
	return state(v)->checks.line_count > 1 ? NULL : _("this check has one business line only");
}

static const char *why_no_more(const struct view *v)
{
	return walk_has_more(v) ? NULL : _("the text of the item ends here");
}

static bool walk_click(struct view *v, const struct press *k)
{
	size_t item;

	if (!walk_item_at(v, k->row, k->col, &item))
		return false;
	walk_go(v, item);
	return true;
}

static const struct cmd walk_rows[] = {
	{"walk.conform", "1", N_("conform"), N_("The item is as it should be."), CMD_WRITES | CMD_HINT, NULL, why_no_answer,
	 run_conform},
	{"walk.issue", "2", N_("issue"), N_("Something is wrong: records it and opens the finding."), CMD_WRITES | CMD_HINT,
	 NULL, why_no_answer, run_issue},
	{"walk.na", "3", N_("not applicable"), N_("The item does not apply here; asks for the reason."),
	 CMD_WRITES | CMD_HINT, NULL, why_no_answer, run_na},
	{"walk.not_checked", "4", N_("not checked"), N_("It was not looked at; asks for the reason and lowers the coverage."),
	 CMD_WRITES | CMD_HINT, NULL, why_no_answer, run_not_checked},
	{"walk.pending", "5", N_("pending"), N_("To be found out; the session cannot be signed before."),
	 CMD_WRITES | CMD_HINT, NULL, why_no_answer, run_pending},
	{"walk.finding", "F2", N_("Issue"), N_("Write or change the finding of this item."), CMD_WRITES, "1103", why_no_finding,
	 run_findings},
	{"walk.find", "F3 /", N_("Find"), N_("Find an item by code, Hanzi or pinyin initials."), 0, NULL, NULL, run_find},
	{"walk.sign", "F4", N_("Sign"), N_("Read through and sign."), 0, "1104", NULL, run_sign},
	{"walk.note", "F6", N_("Note"), N_("Add a note to the answer."), CMD_WRITES, NULL, why_no_note, run_note},
	{"walk.previous", "F7 Up -", N_("Prev"), N_("The item before."), CMD_REPEAT, NULL, NULL, run_previous},
	{"walk.next", "F8 Enter Down +", N_("Next"), N_("The next item."), CMD_REPEAT, NULL, NULL, walk_next},
	{"walk.blank", "Tab *", N_("Next blank"), N_("The next item without an answer."), 0, NULL, NULL, run_blank},
	{"walk.line", "9", N_("other line"), N_("To another business line of this check."), CMD_HINT, NULL, why_no_line, run_line},
	{"walk.down", "PgDn", N_("read on"), N_("Scrolls the text of the item."), CMD_REPEAT | CMD_HIDDEN | CMD_HINT, NULL,
	 why_no_more, run_detail_down},
	{"walk.up", "PgUp", N_("Read back"), N_("Scrolls the text of the item back."), CMD_REPEAT | CMD_HIDDEN, NULL, NULL,
	 run_detail_up},
	{"walk.first", "Home", N_("First item"), N_("The first item."), CMD_HIDDEN, NULL, NULL, run_first},
	{"walk.last", "End", N_("Last item"), N_("The last item."), CMD_HIDDEN, NULL, NULL, run_last},
	CMD_END,
};

static const struct cmd *const walk_cmds[] = {walk_rows, NULL};

/* With the words of the last finding, which the pane shows too. */
static int walk_explain(const struct view *v, struct page *out, struct err *e)
{
	const struct walk *w = state(v);

	return w->checks.n ? item_page_explain(v->desk, here(v)->item.code, &here(v)->item, here(v)->last_fact, out, e)
			   : 0;
}

const struct view_ops view_walk = {
	.name = "walk",
	.code = "1102",
	.title = N_("Walk"),
	.help = N_("One item after the other: read what to look at, look, and answer with a digit: 1 conform, 2 issue, "
		   "3 not applicable, 4 not checked, 5 pending. Enter goes on; where a box asks for more, its Enter records and "
		   "goes on. Each answer is saved at once; you may leave at any time and go on later where you were. On the left "
		   "stand lines, sections and items with how many are answered: v conform, x issue, - not applicable, o not "
		   "checked, ~ pending, . waits for another answer, ! failed twice or more within twelve months. A wide window shows "
		   "beside them the last result and how often the item failed within twelve months."),
	.state_size = sizeof(struct walk),
	.flags = VIEW_CHOSEN,
	.cmds = walk_cmds,
	.open = walk_open,
	.refresh = walk_refresh,
	.layout = walk_layout,
	.draw = walk_draw,
	.click = walk_click,
	.result = walk_result,
	.may_close = walk_may_close,
	.close = walk_close,
	.explain = walk_explain,
};
