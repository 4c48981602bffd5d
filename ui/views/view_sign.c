/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sign-off: what will be signed, what still stands in the way, and the two signatures,
 * one after the other on the same screen. Each signer types the own passphrase.
 */
#include "ui/views/views.h"

#include "base/clock.h"
#include "base/msg.h"
#include "base/text.h"
#include "cli/desk.h"
#include "domain/signoff.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/bars.h"

#include <stdio.h>
#include <string.h>

enum { TAG_NO = 1, TAG_PASS, TAG_REASON, TAG_VOID };

struct sign {
	char *id;
	struct session head; /* in the view's arena */
	struct obstacle_list obstacles;
	struct finding_list findings;
	struct signature_list signatures;
	struct progress progress;
	struct str signer;   /* staff number being asked for */
	struct key *key;     /* of the signer, between the box and the signature */
	size_t top;          /* first obstacle or finding shown */
};

static struct sign *state(const struct view *v)
{
	return VIEW_STATE(v, struct sign);
}

static int sign_open(struct view *v, const void *arg, struct err *e)
{
	const struct session_arg *a = arg;

	if (!a)
		return err_set(e, ERR_USAGE, "%s", _("choose a session on the workbench first"));
	state(v)->id = mem_dup(a->id);
	return 0;
}

static void clear_lists(struct sign *s)
{
	obstacle_list_done(&s->obstacles);
	finding_list_done(&s->findings);
	signature_list_done(&s->signatures);
}

static void sign_close(struct view *v)
{
	struct sign *s = state(v);

	clear_lists(s);
	key_free(&s->key);
	str_done(&s->signer);
	mem_free_auto(&s->id);
}

static int sign_refresh(struct view *v, struct err *e)
{
	struct sign *s = state(v);
	struct db *db = v->desk->db;

	clear_lists(s);
	if (session_find(db, s->id, &v->arena, &s->head, e) != 1 || signoff_obstacles(db, s->id, &s->obstacles, e) ||
	    finding_list_load(db, s->id, NULL, &s->findings, e) || signature_list_load(db, s->id, &s->signatures, e))
		return -1;
	v->context = arena_printf(&v->arena, "%s %s", s->head.branch_name, s->head.title);
	return checklist_progress_load(db, s->id, &s->progress, e);
}

/* ---- drawing ------------------------------------------------------------------------------------ */

static int draw_counts(const struct sign *s, struct canvas *c, struct rect r)
{
	const struct session *x = &s->head;
	AUTO(str_done) struct str line = {0};

	str_addf(&line, "%s  %s", x->number, session_state_label(x->state));
	canvas_put(c, r.row, r.col, r.cols, x->state == SESSION_SEALED ? ROLE_GOOD : ROLE_HEADING, str_text(&line));
	str_clear(&line);
	str_addf(&line, _("%d of %d answered: conform %d, issue %d, not applicable %d, not checked %d, pending %d"),
		 s->progress.done, s->progress.all, x->conform, x->issue, x->na, x->not_checked, x->pending);
	return 2 + bars_text(c, rect_rows(r, 1, 2), ROLE_TEXT, str_text(&line), 0);
}

static int draw_signatures(const struct sign *s, struct canvas *c, struct rect r)
{
	char at[TIME_TEXT];
	int row = r.row;

	canvas_put(c, row++, r.col, r.cols, ROLE_HEADING, _("Signatures: the branch head and one other person"));
	for (size_t i = 0; i < s->signatures.n; i++) {
		const struct signature *g = &s->signatures.v[i];
		AUTO(str_done) struct str line = {0};
		str_addf(&line, "  v %s  %s (%s)  %s", str_eq(g->capacity, "head") ? _("head") : _("other"), g->name,
			 g->person, time_format(g->at, at));
		canvas_put(c, row++, r.col, r.cols, ROLE_GOOD, str_text(&line));
	}
	if (s->signatures.n == 0)
		canvas_put(c, row++, r.col, r.cols, ROLE_DIM, _("  nobody yet"));
	if (s->signatures.n == 1)
		canvas_put(c, row++, r.col, r.cols, ROLE_WARN, _("  one signature is missing; the second one seals"));
	return row - r.row + 1;
}

static void draw_obstacles(const struct sign *s, struct canvas *c, struct rect r)
{
	AUTO(str_done) struct str line = {0};

	str_addf(&line, _("%d items stand in the way; Enter goes to the first:"), (int)s->obstacles.n);
	canvas_put(c, r.row, r.col, r.cols, ROLE_BAD, str_text(&line));
	for (int i = 1; i < r.rows && s->top + (size_t)i - 1 < s->obstacles.n; i++) {
		const struct obstacle *o = &s->obstacles.v[s->top + (size_t)i - 1];
		str_clear(&line);
		str_addf(&line, "  %s  %s", o->item, o->text);
		canvas_put(c, r.row + i, r.col, r.cols, ROLE_TEXT, str_text(&line));
	}
}

static void draw_findings(const struct sign *s, struct canvas *c, struct rect r)
{
	AUTO(str_done) struct str line = {0};

	str_addf(&line, _("findings: %d"), (int)s->findings.n);
	canvas_put(c, r.row, r.col, r.cols, ROLE_HEADING, str_text(&line));
	for (int i = 1; i < r.rows && s->top + (size_t)i - 1 < s->findings.n; i++) {
		const struct finding *f = &s->findings.v[s->top + (size_t)i - 1];
		str_clear(&line);
		str_addf(&line, "  %s  %s  %s", f->item, severity_label(f->severity), f->fact);
		canvas_put_cut(c, r.row + i, r.col, r.cols, ROLE_TEXT, str_text(&line));
	}
}

static void sign_draw(const struct view *v, struct canvas *c, struct rect r)
{
	const struct sign *s = state(v);
	AUTO(str_done) struct str hints = {0};
	int row = draw_counts(s, c, r);

	row += draw_signatures(s, c, rect_rows(r, row, -1));
	struct rect rest = rect_rows(r, row, r.rows - row - 1);
	if (s->obstacles.n && s->head.state == SESSION_OPEN)
		draw_obstacles(s, c, rest);
	else
		draw_findings(s, c, rest);
	cmd_hints(v->ops->cmds, stage_keys(v->stage), v, &hints);
	canvas_put_cut(c, r.row + r.rows - 1, r.col, r.cols, ROLE_DIM, str_text(&hints));
}

/* ---- signing ---------------------------------------------------------------------------------------- */

/* The boxes refuse at once: who cannot sign is not asked for a passphrase, a wrong one is asked for again. */
static int check_no(void *ctx, const char *text, struct err *e)
{
	struct view *v = ctx;
	AUTO(str_done) struct str no = {0};

	text_fold_ascii(text, &no);
	return signoff_can(v->desk->db, state(v)->id, str_text(&no), e);
}

static int check_pass(void *ctx, const char *text, struct err *e)
{
	struct view *v = ctx;

	stage_progress(v->stage, _("opening the key"), 0, 0);
	key_free(&state(v)->key);
	return desk_unlock(v->desk, str_text(&state(v)->signer), text, &state(v)->key, e);
}

static int ask_no(struct view *v, struct err *e)
{
	const char *me = v->desk->me.no;
	bool mine = true;

	for (size_t i = 0; i < state(v)->signatures.n; i++)
		mine = mine && !str_eq(state(v)->signatures.v[i].person, me);
	struct ask ask = {.kind = ASK_LINE, .title = _("Sign"), .text = _("Staff number of the signer"),
			  .value = mine ? me : "", .most = STAFF_NO_MOST, .required = true, .check = check_no, .ctx = v};
	return stage_open(v->stage, VIEW_ASK, &ask, TAG_NO, e);
}

static int ask_pass(struct view *v, struct err *e)
{
	AUTO(str_done) struct str text = {0};
	struct person p;
	struct sign *s = state(v);
	int found = person_find(v->desk->db, str_text(&s->signer), &v->arena, &p, e);

	if (found <= 0)
		return found < 0 ? -1
				 : err_set(e, ERR_ABSENT, _("staff number %s is unknown here"), str_text(&s->signer));
	str_addf(&text, _("%s (%s) signs %s, findings: %d.\nPassphrase:"), p.name, p.no, s->head.number,
		 s->head.findings);
	struct ask ask = {.kind = ASK_SECRET, .title = _("Sign"), .text = str_text(&text), .check = check_pass, .ctx = v};
	return stage_open(v->stage, VIEW_ASK, &ask, TAG_PASS, e);
}

static int sign_now(struct view *v, struct err *e)
{
	struct sign *s = state(v);
	struct actor by = {str_text(&s->signer), s->key};
	int bad = signoff_sign(&v->desk->journal, &by, s->id, e);

	key_free(&s->key);
	if (bad)
		return -1;
	view_stale(v);
	stage_set_state(v->stage, ROLE_GOOD, _("saved"));
	if (s->signatures.n)
		stage_say(v->stage, ROLE_GOOD, "%s",
			  _("Both have signed: the session is sealed and stays as it is. Esc goes back."));
	else
		stage_say(v->stage, ROLE_MESSAGE, "%s", _("The first signature is there. Now the second person: 1."));
	return 0;
}

/* Where a reason is kept while it is typed. */
static struct unsaved reason_place(const struct view *v, int tag)
{
	return (struct unsaved){.by = v->desk->me.no, .view = "sign", .row = tag == TAG_VOID ? "sign.void" : "sign.unsign",
				.session = state(v)->id,
				.title = tag == TAG_VOID ? _("Void the session") : _("Take the signature back")};
}

static int ask_reason(struct view *v, int tag, const char *text, struct err *e)
{
	struct unsaved typed = reason_place(v, tag);
	struct ask ask = {.kind = ASK_LINE, .title = typed.title, .text = text, .most = 200, .required = true, .unsaved = &typed};

	return stage_open(v->stage, VIEW_ASK, &ask, tag, e);
}

static int take_reason(struct view *v, int tag, const char *reason, struct err *e)
{
	struct actor by = desk_actor(v->desk);
	struct unsaved typed = reason_place(v, tag);
	struct err ignored = {0};
	bool voids = tag == TAG_VOID;

	if (voids ? session_void(&v->desk->journal, &by, state(v)->id, reason, e)
		  : signoff_unsign(&v->desk->journal, &by, state(v)->id, reason, e))
		return -1;
	(void)!unsaved_drop(v->desk, &typed, &ignored);
	view_stale(v);
	stage_say(v->stage, ROLE_MESSAGE, "%s",
		  voids ? _("The session is void: it stays in the record and counts nowhere. Esc goes back.")
			: _("The signature is taken back; the session takes answers again."));
	return 0;
}

static int sign_result(struct view *v, int tag, const void *value, struct err *e)
{
	struct sign *s = state(v);
	const struct ask_answer *answer = value;

	if (!answer)
		return 0;
	if (tag == TAG_NO) {
		str_clear(&s->signer);
		text_fold_ascii(answer->text, &s->signer);
		return ask_pass(v, e);
	}
	if (tag == TAG_PASS)
		return sign_now(v, e);
	return take_reason(v, tag, answer->text, e);
}

static int run_sign(struct view *v, int count, struct err *e)
{
	(void)count;
	return ask_no(v, e);
}

static int run_unsign(struct view *v, int count, struct err *e)
{
	(void)count;
	return ask_reason(v, TAG_REASON, _("Reason"), e);
}

static int run_void(struct view *v, int count, struct err *e)
{
	AUTO(str_done) struct str text = {0};
	const struct session *x = &state(v)->head;

	(void)count;
	str_addf(&text,
		 _("%s %s, answered: %d of %d. It stays in the record, counts nowhere and takes no more answers; this "
		   "cannot be taken back. Reason:"),
		 x->number, x->title, state(v)->progress.done, state(v)->progress.all);
	return ask_reason(v, TAG_VOID, str_text(&text), e);
}

/* Enter: to the first item that stands in the way, else signs. */
static int run_enter(struct view *v, int count, struct err *e)
{
	struct sign *s = state(v);

	if (!s->obstacles.n || s->head.state != SESSION_OPEN)
		return run_sign(v, count, e);
	stage_close(v, s->obstacles.v[0].item);
	return 0;
}

static int run_down(struct view *v, int count, struct err *e)
{
	struct sign *s = state(v);
	size_t n = s->obstacles.n && s->head.state == SESSION_OPEN ? s->obstacles.n : s->findings.n;

	(void)e;
	s->top = s->top + (size_t)count < n ? s->top + (size_t)count : n ? n - 1 : 0;
	stage_touch(v->stage);
	return 0;
}

static int run_up(struct view *v, int count, struct err *e)
{
	struct sign *s = state(v);

	(void)e;
	s->top = s->top > (size_t)count ? s->top - (size_t)count : 0;
	stage_touch(v->stage);
	return 0;
}

static const char *why_no_sign(const struct view *v)
{
	const struct sign *s = state(v);

	if (v->mark)
		return _("practice is never signed; Esc goes back");
	if (s->head.state == SESSION_SEALED)
		return _("the session is sealed");
	if (s->head.state == SESSION_VOID)
		return _("the session is void");
	if (s->obstacles.n && s->head.state == SESSION_READY)
		return _("items stand in the way; take the signature back first (2), then complete them");
	return s->obstacles.n ? _("items still stand in the way; Enter goes to the first") : NULL;
}

static const char *why_no_enter(const struct view *v)
{
	const struct sign *s = state(v);

	return s->head.state == SESSION_OPEN && s->obstacles.n ? NULL : why_no_sign(v);
}

static const char *why_no_unsign(const struct view *v)
{
	return state(v)->head.state == SESSION_READY ? NULL : _("there is no single signature to take back");
}

static const char *why_no_void(const struct view *v)
{
	const struct sign *s = state(v);
	const struct role *role = v->desk->me.role;

	if (v->mark)
		return _("practice is no record; Esc goes back");
	if (s->head.state == SESSION_SEALED)
		return _("the session is sealed");
	if (s->head.state == SESSION_VOID)
		return _("the session is void");
	return role && role->may & MAY_VOID ? NULL : _("the branch head or a risk officer makes a session void");
}

static const struct cmd sign_rows[] = {
	{"sign.sign", "1 F4", N_("Sign"), N_("A person signs with the own passphrase."), CMD_WRITES | CMD_HINT, NULL,
	 why_no_sign, run_sign},
	{"sign.unsign", "2 F6", N_("Unsign"), N_("Take the single signature back, with a reason."), CMD_WRITES | CMD_HINT,
	 NULL, why_no_unsign, run_unsign},
	{"sign.void", "9", N_("Void"), N_("Make a session void that was opened by mistake, with a reason."),
	 CMD_WRITES | CMD_HINT | CMD_DANGER, "1105", why_no_void, run_void},
	{"sign.enter", "Enter", N_("Go on"), N_("To the first item that stands in the way, else sign."), CMD_HIDDEN, NULL,
	 why_no_enter, run_enter},
	{"sign.up", "F7 Up PgUp", N_("Up"), N_("Scroll back."), CMD_REPEAT, NULL, NULL, run_up},
	{"sign.down", "F8 Down PgDn", N_("Down"), N_("Scroll on."), CMD_REPEAT, NULL, NULL, run_down},
	CMD_END,
};
static const struct cmd *const sign_cmds[] = {sign_rows, NULL};

const struct view_ops view_sign = {
	.name = "sign",
	.code = "1104",
	.title = N_("Sign-off"),
	.help = N_("Two different people sign: the branch head, and one other who is not the head. Each types the own staff "
		   "number and passphrase. The second signature seals the session; it can never be changed afterwards. "
		   "One that was opened by mistake is made void with 9: by the head or a risk officer, before it is sealed."),
	.state_size = sizeof(struct sign),
	.flags = VIEW_CHOSEN,
	.cmds = sign_cmds,
	.open = sign_open,
	.refresh = sign_refresh,
	.draw = sign_draw,
	.result = sign_result,
	.close = sign_close,
};
