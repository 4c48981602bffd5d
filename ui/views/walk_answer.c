/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Putting an answer together: what it needs besides the digit (reason, measured value, evidence, second person) is
 * asked for one by one, then the whole is recorded in one act.
 */
#include "ui/views/views.h"
#include "ui/views/walk.h"

#include "base/msg.h"
#include "base/text.h"
#include "domain/signoff.h"
#include "ui/base/stage.h"
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

void walk_draft_clear(struct walk *w)
{
	str_done(&w->draft.note);
	str_done(&w->draft.value);
	str_done(&w->draft.evidence);
	str_done(&w->draft.second);
	key_free(&w->draft.key);
	memset(&w->draft, 0, sizeof w->draft);
}

int walk_open_finding(struct view *v, const char *finding, struct err *e)
{
	struct finding_arg arg = {state(v)->session, here(v)->item.code, finding};
	return stage_open(v->stage, VIEW_FINDING, &arg, WALK_FINDING, e);
}

/* The command that asked, by which an unsaved text finds its way back. */
static const char *asking_row(const struct walk *w)
{
	static const char *const rows[] = {[RESULT_CONFORM] = "walk.conform", [RESULT_ISSUE] = "walk.issue",
					   [RESULT_NA] = "walk.na", [RESULT_NOT_CHECKED] = "walk.not_checked",
					   [RESULT_PENDING] = "walk.pending"};

	return w->draft.noting ? "walk.note" : rows[w->draft.result];
}

/* Where what is typed for the answer under way is kept. */
static struct unsaved place(struct view *v)
{
	const struct item *it = &here(v)->item;

	return (struct unsaved){.by = v->desk->me.no, .view = "walk", .row = asking_row(state(v)),
				.session = state(v)->session, .item = it->code,
				.title = arena_printf(&v->arena, "%s %s", it->code, it->title)};
}

/* The Enter that took the last box is the item's Enter: it moves on. Not from what is wrong, whose finding comes first. */
static int commit_answer(struct view *v, struct err *e)
{
	struct walk *w = state(v);
	struct actor by = desk_actor(v->desk), second = {str_text(&w->draft.second), w->draft.key};
	struct answer_input in = {w->draft.result, str_text(&w->draft.note), str_text(&w->draft.value),
				  str_text(&w->draft.evidence)};

	if (answer_record(&v->desk->journal, &by, second.key ? &second : NULL, w->session, here(v)->item.code, &in, e))
		return -1;
	enum result result = w->draft.result;
	bool onward = w->draft.boxed && !w->draft.noting && result != RESULT_ISSUE;
	struct unsaved kept = place(v);
	struct err ignored = {0};
	(void)!unsaved_drop(v->desk, &kept, &ignored);
	walk_draft_clear(w);
	view_stale(v);
	stage_set_state(v->stage, ROLE_GOOD, _("saved"));
	if (result == RESULT_ISSUE && !here(v)->findings)
		return walk_open_finding(v, NULL, e);
	if (!onward)
		return 0;
	stage_say(v->stage, ROLE_GOOD, _("%s recorded: %s."), here(v)->item.code, result_label(result));
	return view_refresh(v, e) ? -1 : walk_next(v, 1, e); /* counted anew, for what it says at the end */
}

/* ---- what the boxes refuse ------------------------------------------------------------------------ */

/* A measured value is a number, and what breaks the limit does not conform. */
static int check_value(void *ctx, const char *text, struct err *e)
{
	struct view *v = ctx;
	const struct item_value *value = &here(v)->item.value;
	int keeps = item_value_keeps(value, text);
	AUTO(str_done) struct str words = {0};

	if (!*text)
		return 0;
	if (keeps < 0)
		return err_set(e, ERR_INPUT, _("“%s” is no number; write it like 9.5, without other words"), text);
	item_value_words(value, &words);
	if (!keeps && state(v)->draft.result == RESULT_CONFORM)
		return err_set(e, ERR_INPUT, _("%s does not conform (%s): mend the number, or Esc and answer 2"), text,
			       str_text(&words));
	return 0;
}

static int check_second(void *ctx, const char *text, struct err *e)
{
	struct view *v = ctx;
	const struct walk *w = state(v);
	AUTO(str_done) struct str no = {0};

	text_fold_ascii(text, &no);
	if (str_eq(str_text(&no), v->desk->me.no))
		return err_set(e, ERR_DENIED, _("%s: the second person must be somebody else than %s"),
			       here(v)->item.code, v->desk->me.no);
	return actor_may(v->desk->db, &(struct event){.actor = str_text(&no)}, MAY_INSPECT, w->head.branch, e);
}

/* Keeps the key until the answer is recorded. */
static int check_passphrase(void *ctx, const char *text, struct err *e)
{
	struct view *v = ctx;
	struct walk *w = state(v);

	stage_progress(v->stage, _("opening the key"), 0, 0);
	key_free(&w->draft.key);
	return desk_unlock(v->desk, str_text(&w->draft.second), text, &w->draft.key, e);
}

/* ---- the boxes -------------------------------------------------------------------------------------- */

/* What is asked, behind the answer that is being given: a digit struck by mistake is seen before it is recorded. */
static const char *of_answer(struct view *v, const char *what)
{
	return arena_printf(&v->arena, _("%s: %s"), result_label(state(v)->draft.result), what);
}

static int ask_line(struct view *v, int tag, const char *title, const char *text, const char *value, struct err *e)
{
	struct unsaved kept = place(v);
	struct ask ask = {.kind = ASK_LINE, .title = title, .text = text, .value = value, .most = SHORT_MOST, .unsaved = &kept,
			  .required = tag != WALK_NOTE || result_wants_reason(state(v)->draft.result)};
	return stage_open(v->stage, VIEW_ASK, &ask, tag, e);
}

static int ask_value(struct view *v, struct err *e)
{
	AUTO(str_done) struct str text = {0};

	item_value_words(&here(v)->item.value, &text);
	struct ask ask = {.kind = ASK_LINE, .title = of_answer(v, _("Measured value")), .text = str_text(&text),
			  .value = here(v)->answer.value, .most = SHORT_MOST, .check = check_value, .ctx = v};
	return stage_open(v->stage, VIEW_ASK, &ask, WALK_VALUE, e);
}

static int ask_second(struct view *v, struct err *e)
{
	AUTO(str_done) struct str text = {0};

	str_add(&text, _("Staff number of the second person"));
	if (v->mark)
		str_addf(&text, _("\nIn practice: %s"), desk_practice_partner(v->desk));
	struct ask ask = {.kind = ASK_LINE, .title = of_answer(v, _("Two-person item")), .text = str_text(&text),
			  .most = STAFF_NO_MOST, .required = true, .check = check_second, .ctx = v};
	return stage_open(v->stage, VIEW_ASK, &ask, WALK_SECOND_NO, e);
}

static int ask_passphrase(struct view *v, struct err *e)
{
	AUTO(str_done) struct str text = {0};
	struct walk *w = state(v);
	struct person p;

	if (person_find(v->desk->db, str_text(&w->draft.second), &v->arena, &p, e) != 1)
		return -1;
	str_addf(&text, _("%s (%s) confirms “%s” of %s: passphrase"), p.name, p.no, result_label(w->draft.result),
		 here(v)->item.code);
	if (w->draft.offered)
		str_add(&text, _("\nEsc: another person"));
	if (v->mark)
		str_addf(&text, _("\nIn practice: %s"), PRACTICE_PASSPHRASE);
	struct ask ask = {.kind = ASK_SECRET, .title = of_answer(v, _("Two-person item")), .text = str_text(&text),
			  .check = check_passphrase, .ctx = v};
	return stage_open(v->stage, VIEW_ASK, &ask, WALK_SECOND_PASS, e);
}

/* Who has confirmed last in this check, else who signed beside the person here at the branch's last one; "" for nobody. */
static int likely_second(struct view *v, const char **no, struct err *e)
{
	const struct walk *w = state(v);
	AUTO(session_list_done) struct session_list past = {0};
	AUTO(signature_list_done) struct signature_list signed_by = {0};
	const struct session_filter last = {.branch = w->head.branch, .state = SESSION_SEALED + 1, .limit = 1};
	int64_t at = -1;

	*no = "";
	for (size_t i = 0; i < w->checks.n; i++) {
		const struct answer *a = &w->checks.v[i].answer;
		if (*a->witness && a->at > at && !str_eq(a->witness, v->desk->me.no)) {
			at = a->at;
			*no = a->witness;
		}
	}
	if (**no)
		return 0;
	if (session_list_load(v->desk->db, &last, &past, e) ||
	    (past.n && signature_list_load(v->desk->db, past.v[0].id, &signed_by, e)))
		return -1;
	for (size_t i = 0; i < signed_by.n; i++)
		if (!str_eq(signed_by.v[i].person, v->desk->me.no))
			*no = arena_dup(&v->arena, signed_by.v[i].person);
	return 0;
}

/* Offers whom one expects: only that person's own passphrase is left to type. Esc there asks for another number. */
static int offer_second(struct view *v, struct err *e)
{
	struct walk *w = state(v);
	struct err ignored = {0};
	const char *no;

	if (likely_second(v, &no, e))
		return -1;
	if (!*no || check_second(v, no, &ignored))
		return ask_second(v, e);
	str_clear(&w->draft.second);
	str_add(&w->draft.second, no);
	w->draft.has_second = w->draft.offered = true;
	return ask_passphrase(v, e);
}

int walk_left_box(struct view *v, int tag, struct err *e)
{
	struct walk *w = state(v);

	if (tag == WALK_SECOND_PASS && w->draft.offered) {
		w->draft.has_second = w->draft.offered = false;
		return ask_second(v, e);
	}
	walk_draft_clear(w);
	stage_say(v->stage, ROLE_MESSAGE, "%s", _("Nothing was recorded."));
	return 0;
}

/* Asks for the next thing the answer needs, or records it. */
static int advance(struct view *v, struct err *e)
{
	struct walk *w = state(v);
	const struct item *it = &here(v)->item;
	bool checked = w->draft.result == RESULT_CONFORM || w->draft.result == RESULT_ISSUE;

	if (result_wants_reason(w->draft.result) && !w->draft.has_note)
		return ask_line(v, WALK_NOTE, result_label(w->draft.result), _("Reason"),
				here(v)->answer.result == w->draft.result ? here(v)->answer.note : "", e);
	if (checked && it->value.name && !w->draft.has_value)
		return ask_value(v, e);
	if (w->draft.result == RESULT_CONFORM && it->evidence == EVIDENCE_ALWAYS && !w->draft.has_evidence)
		return ask_line(v, WALK_EVIDENCE, of_answer(v, _("Evidence")),
				_("Where does the proof lie: volume, page, place"), here(v)->answer.evidence, e);
	if (it->two_person && !w->draft.has_second)
		return offer_second(v, e);
	if (it->two_person)
		return ask_passphrase(v, e);
	return commit_answer(v, e);
}

int walk_begin(struct view *v, enum result result, struct err *e)
{
	struct walk *w = state(v);

	walk_draft_clear(w);
	w->draft.active = true;
	w->draft.result = result;
	if (result == here(v)->answer.result && !result_wants_reason(result))
		str_add(&w->draft.note, here(v)->answer.note); /* the same once more: what was noted stays */
	return advance(v, e);
}

/* The part of the draft that a box asked for, and its mark that it has been asked. */
static struct str *draft_part(struct walk *w, int tag, bool **has)
{
	const struct {
		int tag;
		struct str *part;
		bool *has;
	} parts[] = {
		{WALK_NOTE, &w->draft.note, &w->draft.has_note},
		{WALK_VALUE, &w->draft.value, &w->draft.has_value},
		{WALK_EVIDENCE, &w->draft.evidence, &w->draft.has_evidence},
		{WALK_SECOND_NO, &w->draft.second, &w->draft.has_second},
	};
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (parts[i].tag == tag) {
			*has = parts[i].has;
			return parts[i].part;
		}
	return NULL;
}

int walk_take_part(struct view *v, int tag, const char *text, struct err *e)
{
	bool *has = NULL;
	struct str *part = draft_part(state(v), tag, &has);

	state(v)->draft.boxed = true;
	if (tag == WALK_SECOND_PASS)
		return commit_answer(v, e); /* the box has unlocked the key */
	str_clear(part);
	if (tag == WALK_SECOND_NO || tag == WALK_VALUE)
		text_fold_ascii(text, part);
	else
		str_add(part, text);
	*has = true;
	return advance(v, e);
}

/* A note to an answer that stands: the rest of it is kept. */
int walk_begin_note(struct view *v, struct err *e)
{
	struct walk *w = state(v);

	walk_draft_clear(w);
	w->draft.active = w->draft.noting = true;
	w->draft.result = here(v)->answer.result;
	str_add(&w->draft.value, here(v)->answer.value);
	str_add(&w->draft.evidence, here(v)->answer.evidence);
	w->draft.has_value = w->draft.has_evidence = true;
	return ask_line(v, WALK_NOTE, _("Note"), here(v)->item.title, here(v)->answer.note, e);
}
