/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One finding: fact first, then what it is measured by, who answers for it and until when.
 * What is typed is kept as a draft until it is saved.
 */
#include "ui/views/item_page.h"
#include "ui/views/views.h"

#include "base/file.h"
#include "base/msg.h"
#include "cli/desk.h"
#include "domain/answer.h"
#include "domain/finding.h"
#include "ui/widgets/bars.h"
#include "ui/widgets/form_view.h"

#include <stdio.h>
#include <string.h>

enum { TAG_WITHDRAW = 1, TAG_DISCARD };

struct finding_view {
	struct form form;    /* first: form_view.h */
	char *session, *item, *id;
	char *head;          /* "CR-0203 授权口令自管": the item, over the form */
	bool proof;          /* the item wants to be told where the proof lies */
	struct keep keep;
};

static struct finding_view *state(const struct view *v)
{
	return VIEW_STATE(v, struct finding_view);
}

static const struct ask_choice severities[] = {
	{"serious", N_("serious"), NULL},
	{"ordinary", N_("ordinary"), NULL},
	{"slight", N_("slight"), NULL},
	{"major", N_("major"), NULL},
	{0},
};
static const struct ask_choice yes_no[] = {{"no", N_("no"), NULL}, {"yes", N_("yes"), NULL}, {0}};

static bool wants_proof(const struct form *f)
{
	return ((const struct finding_view *)f->ctx)->proof;
}

static const struct form_field finding_form[] = {
	{.id = "fact", .label = N_("Fact"), .kind = FORM_LINES, .flags = FORM_REQUIRED, .rows = 3, .most = FACT_MOST,
	 .hint = N_("what was seen: date, voucher, amount, person")},
	{.id = "evidence", .label = N_("Evidence"), .kind = FORM_TEXT, .most = SHORT_MOST, .required = wants_proof,
	 .hint = N_("volume, page, place where the proof lies")},
	{.id = "severity", .label = N_("Severity"), .kind = FORM_CHOICE, .flags = FORM_REQUIRED, .choices = severities},
	{.id = "liable", .label = N_("Liable"), .kind = FORM_TEXT, .most = SHORT_MOST,
	 .hint = N_("who caused it; wanted before signing, unless repaired on the spot")},
	{.id = "deadline", .label = N_("Deadline"), .kind = FORM_DATE,
	 .hint = N_("until when it is repaired; wanted before signing, unless repaired on the spot")},
	{.id = "measure", .label = N_("Repair"), .kind = FORM_LINES, .rows = 1, .most = FACT_MOST},
	{.id = "owner", .label = N_("Owner"), .kind = FORM_TEXT, .most = SHORT_MOST, .hint = N_("who repairs it")},
	{.id = "amount", .label = N_("Amount"), .kind = FORM_NUMBER, .decimals = 2, .hint = N_("yuan")},
	{.id = "count", .label = N_("Cases"), .kind = FORM_NUMBER},
	{.id = "from", .label = N_("From day"), .kind = FORM_DATE, .hint = N_("when it happened")},
	{.id = "to", .label = N_("To day"), .kind = FORM_DATE},
	{.id = "basis", .label = N_("Basis"), .kind = FORM_TEXT, .most = SHORT_MOST},
	{.id = "nature", .label = N_("Nature"), .kind = FORM_TEXT, .most = SHORT_MOST, .hint = N_("kind of breach")},
	{.id = "cause", .label = N_("Cause"), .kind = FORM_LINES, .rows = 1, .most = FACT_MOST},
	{.id = "spot", .label = N_("On spot"), .kind = FORM_CHOICE, .choices = yes_no, .hint = N_("repaired on the spot?")},
	{0},
};

/* ---- filling in -------------------------------------------------------------------------------------- */

static void fill(struct form *f, const struct finding *x)
{
	form_set(f, "fact", x->fact);
	form_set(f, "severity", severity_id(x->severity));
	form_set(f, "liable", x->liable);
	form_set(f, "deadline", x->deadline);
	form_set(f, "measure", x->measure);
	form_set(f, "owner", x->owner);
	form_set_number(f, "amount", x->amount);
	form_set_number(f, "count", x->count);
	form_set(f, "from", x->occurred_from);
	form_set(f, "to", x->occurred_to);
	form_set(f, "basis", x->basis);
	form_set(f, "nature", x->nature);
	form_set(f, "cause", x->cause);
	form_set(f, "evidence", x->evidence);
	form_set(f, "spot", x->fixed_on_spot ? "yes" : "no");
}

/* What the library offers for a new finding: its severity, its measure, its basis. */
static int offer(struct view *v, struct err *e)
{
	AUTO(checklist_done) struct checklist checks = {0};
	struct finding_view *s = state(v);

	if (checklist_load_list(v->desk->db, s->session, &checks, e))
		return -1;
	int at = checklist_find(&checks, s->item);
	if (at < 0)
		return err_set(e, ERR_ABSENT, _("item %s is not asked in this session"), s->item);
	if (checklist_read(v->desk->db, &checks, (size_t)at, e))
		return -1;
	const struct item *it = &checks.v[at].item;
	AUTO(str_done) struct str head = {0};
	str_addf(&head, "%s %s", it->code, it->title);
	s->head = str_take(&head);
	s->proof = it->evidence != EVIDENCE_NONE;
	if (*s->id)
		return 0;
	form_set(&s->form, "severity", severity_id(it->severity));
	form_set(&s->form, "measure", it->measure);
	form_set(&s->form, "spot", "no");
	AUTO(str_done) struct str bases = {0};
	library_basis_titles(&v->desk->library, it->bases, &bases);
	form_set(&s->form, "basis", str_text(&bases));
	return 0;
}

/* The people of the branch, for those who caused it and those who repair it. */
static int offer_people(struct view *v, struct err *e)
{
	struct finding_view *s = state(v);
	AUTO(person_list_done) struct person_list list = {0};
	AUTO(arena_done) struct arena arena = {0};
	const char *branch;
	size_t n = 0;

	if (session_branch(v->desk->db, s->session, &arena, &branch, e) ||
	    person_list_load(v->desk->db, branch, &list, e))
		return -1;
	struct ask_choice *choices = arena_alloc(&arena, (list.n + 1) * sizeof *choices);
	for (size_t i = 0; i < list.n; i++)
		if (!list.v[i].left_at)
			choices[n++] = (struct ask_choice){list.v[i].no, list.v[i].name, list.v[i].post};
	form_set_choices(&s->form, "liable", choices, n);
	form_set_choices(&s->form, "owner", choices, n);
	return 0;
}

static int offer_words(struct view *v, struct err *e)
{
	struct form *f = &state(v)->form;

	return form_view_offer(f, "nature", WORDLIST_NATURE, e) || form_view_offer(f, "cause", WORDLIST_CAUSE, e) ||
			       offer_people(v, e)
		       ? -1
		       : 0;
}

static int load(struct view *v, struct err *e)
{
	AUTO(finding_list_done) struct finding_list list = {0};
	struct finding_view *s = state(v);

	if (finding_list_load(v->desk->db, s->session, s->item, &list, e))
		return -1;
	for (size_t i = 0; i < list.n; i++)
		if (str_eq(list.v[i].id, s->id)) {
			fill(&s->form, &list.v[i]);
			return 0;
		}
	return err_set(e, ERR_ABSENT, _("finding %s does not stand in this session"), s->id);
}

static int finding_submit(struct view *v, struct err *e)
{
	struct finding_view *s = state(v);
	const struct form *f = &s->form;
	struct finding x = {.id = s->id,
			    .session = s->session,
			    .item = s->item,
			    .fact = form_value(f, "fact"),
			    .basis = form_value(f, "basis"),
			    .nature = form_value(f, "nature"),
			    .amount = form_number(f, "amount"),
			    .count = form_number(f, "count"),
			    .occurred_from = form_value(f, "from"),
			    .occurred_to = form_value(f, "to"),
			    .cause = form_value(f, "cause"),
			    .liable = form_value(f, "liable"),
			    .owner = form_value(f, "owner"),
			    .measure = form_value(f, "measure"),
			    .deadline = form_value(f, "deadline"),
			    .evidence = form_value(f, "evidence"),
			    .fixed_on_spot = str_eq(form_value(f, "spot"), "yes")};
	struct actor by = desk_actor(v->desk);

	severity_parse(form_value(f, "severity"), &x.severity);
	if (finding_put(&v->desk->journal, &by, &x, NULL, e))
		return -1;
	keep_drop(&s->keep, v);
	stage_set_state(v->stage, ROLE_GOOD, _("saved"));
	stage_close(v, NULL);
	return 0;
}

static int finding_open(struct view *v, const void *arg, struct err *e)
{
	const struct finding_arg *a = arg;
	struct finding_view *s = state(v);

	if (!a)
		return err_set(e, ERR_USAGE, "%s", _("choose an item of a session first"));
	s->session = mem_dup(a->session);
	s->item = mem_dup(a->item);
	s->id = mem_dup(a->finding ? a->finding : "");
	form_init(&s->form, finding_form, _("Save this finding?"), finding_submit, s);
	if (offer(v, e) || offer_words(v, e) || (*s->id && load(v, e)))
		return -1;
	form_mark_saved(&s->form);
	keep_init(&s->keep, v,
		  &(struct unsaved){
		      .view = "finding", .session = s->session, .item = s->item, .thing = s->id, .title = s->head});
	form_view_kept(v, &s->form, &s->keep);
	return 0;
}

static int finding_refresh(struct view *v, struct err *e)
{
	(void)e;
	v->context = state(v)->head;
	return 0;
}

/* ---- drafts --------------------------------------------------------------------------------------------- */

static void finding_tick(struct view *v, int64_t now)
{
	(void)now;
	form_view_keep(v, &state(v)->form, &state(v)->keep, "fact");
}

static void finding_close(struct view *v)
{
	struct finding_view *s = state(v);

	if (s->keep.where.view)
		form_view_keep(v, &s->form, &s->keep, "fact");
	keep_done(&s->keep);
	form_view_close(v);
	mem_free_auto(&s->session);
	mem_free_auto(&s->item);
	mem_free_auto(&s->id);
	mem_free_auto(&s->head);
}

/* ---- the screen ------------------------------------------------------------------------------------------ */

static void finding_draw(const struct view *v, struct canvas *c, struct rect r)
{
	form_draw(&state(v)->form, c, r, true);
}

static void finding_layout(struct view *v)
{
	if (form_changed(&state(v)->form))
		stage_set_state(v->stage, ROLE_WARN, _("not saved"));
	form_layout(&state(v)->form, v->body);
}

static bool finding_click(struct view *v, const struct press *k)
{
	return form_click(&state(v)->form, v->body, k);
}

/* Where the reason of a withdrawal is kept while it is typed. */
static struct unsaved withdrawal(const struct view *v)
{
	const struct finding_view *s = state(v);

	return (struct unsaved){.by = v->desk->me.no, .view = "finding", .row = "finding.withdraw", .session = s->session,
				.item = s->item, .thing = s->id, .title = s->head};
}

static int withdraw(struct view *v, const char *reason, struct err *e)
{
	struct finding_view *s = state(v);
	struct actor by = desk_actor(v->desk);

	struct unsaved typed = withdrawal(v);
	struct err ignored = {0};

	if (finding_withdraw(&v->desk->journal, &by, s->id, reason, e))
		return -1;
	(void)!unsaved_drop(v->desk, &typed, &ignored);
	keep_drop(&s->keep, v);
	stage_close(v, NULL);
	return 0;
}

static int discard(struct view *v)
{
	struct finding_view *s = state(v);

	keep_drop(&s->keep, v);
	stage_set_state(v->stage, ROLE_TEXT, NULL);
	stage_close(v, NULL);
	return 0;
}

static int finding_result(struct view *v, int tag, const void *value, struct err *e)
{
	const struct ask_answer *answer = value;

	if (tag == TAG_DISCARD)
		return ask_yes(value) ? discard(v) : 0;

	if (tag == TAG_WITHDRAW)
		return answer ? withdraw(v, answer->text, e) : 0;
	return form_view_result(v, tag, value, e);
}

/* Leaving keeps a draft, so nothing needs to be asked; the message says where it is. */
static bool finding_may_close(struct view *v, struct err *e)
{
	(void)e;
	if (!form_changed(&state(v)->form))
		return true;
	stage_say(v->stage, ROLE_WARN, "%s", _("Not saved yet: kept as a draft. F2 on the item goes on writing."));
	stage_set_state(v->stage, ROLE_WARN, _("draft kept"));
	return true;
}

static int run_withdraw(struct view *v, int count, struct err *e)
{
	struct unsaved typed = withdrawal(v);
	struct ask ask = {.kind = ASK_LINE, .title = _("Withdraw the finding"), .text = _("Reason"), .most = SHORT_MOST,
			  .required = true, .unsaved = &typed};

	(void)count;
	if (!*state(v)->id)
		return ask_confirm(v, TAG_DISCARD, e, "%s", _("Throw away what was typed here and not saved?"));
	return stage_open(v->stage, VIEW_ASK, &ask, TAG_WITHDRAW, e);
}

static const char *why_no_withdraw(const struct view *v)
{
	const struct finding_view *s = state(v);

	return *s->id || form_changed(&s->form) ? NULL : _("nothing is written here yet");
}

static const struct cmd finding_rows[] = {
	{"finding.withdraw", "F6", N_("Drop"), N_("Withdraw this finding, with a reason."), CMD_WRITES | CMD_DANGER, NULL,
	 why_no_withdraw, run_withdraw},
	CMD_END,
};
static const struct cmd *const finding_cmds[] = {finding_rows, form_save_cmds, form_cmds, edit_cmds, NULL};

static int finding_explain(const struct view *v, struct page *out, struct err *e)
{
	return item_page_explain(v->desk, state(v)->item, NULL, "", out, e);
}

const struct view_ops view_finding = {
	.name = "finding",
	.code = "1103",
	.title = N_("Finding"),
	.help = N_("Write what you saw, so that somebody else could find it again: the day, the voucher, the amount, who did it. "
		   "Enter goes to the next field, F2 saves at once. What is typed is kept when you leave."),
	.state_size = sizeof(struct finding_view),
	.flags = VIEW_TAKES_TEXT | VIEW_TIMED | VIEW_CHOSEN, /* drafts */
	.cmds = finding_cmds,
	.open = finding_open,
	.refresh = finding_refresh,
	.layout = finding_layout,
	.draw = finding_draw,
	.text = form_view_text,
	.click = finding_click,
	.result = finding_result,
	.may_close = finding_may_close,
	.close = finding_close,
	.tick = finding_tick,
	.explain = finding_explain,
	.part = form_view_part,
};
