/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Putting an answer together: what it needs besides the digit (reason, measured value, evidence, second person) is
 * asked for one by one, then the whole is recorded in one act.
 */
#include "ui/views/views.h"
#include "ui/views/walk.h"

#include "base/msg.h"
#include "base/text.h"
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
	memset(&w->draft, 0, sizeof w->draft);
}

int walk_open_finding(struct view *v, const char *finding, struct err *e)
{
	struct finding_arg arg = {state(v)->session, here(v)->item.code, finding};
	return stage_open(v->stage, VIEW_FINDING, &arg, WALK_FINDING, e);
}

static int commit_answer(struct view *v, const char *passphrase, struct err *e)
{
	struct walk *w = state(v);
	struct actor by = desk_actor(v->desk), second = {str_text(&w->draft.second), NULL};
	struct key *key = NULL;
	struct answer_input in = {w->draft.result, str_text(&w->draft.note), str_text(&w->draft.value),
				  str_text(&w->draft.evidence)};

	if (passphrase && desk_unlock(v->desk, second.no, passphrase, &key, e))
		return -1;
	second.key = key;
	int bad = answer_record(&v->desk->journal, &by, passphrase ? &second : NULL, w->session, here(v)->item.code, &in, e);
	key_free(&key);
	if (bad)
		return -1;
	enum result result = w->draft.result;
	walk_draft_clear(w);
	view_stale(v);
	stage_set_state(v->stage, ROLE_GOOD, _("saved"));
	if (result == RESULT_ISSUE && !here(v)->findings)
		return walk_open_finding(v, NULL, e);
	return 0;
}

static int ask_line(struct view *v, int tag, const char *title, const char *text, const char *value, struct err *e)
{
	struct ask ask = {.kind = ASK_LINE, .title = title, .text = text, .value = value, .most = 200,
			  .required = tag != WALK_VALUE};
	return stage_open(v->stage, VIEW_ASK, &ask, tag, e);
}

static int ask_value(struct view *v, struct err *e)
{
	AUTO(str_done) struct str text = {0};

	item_value_text(&here(v)->item.value, &text);
	return ask_line(v, WALK_VALUE, _("Measured value"), str_text(&text), here(v)->answer.value, e);
}

static int ask_second(struct view *v, struct err *e)
{
	return ask_line(v, WALK_SECOND_NO, _("Two-person item"), _("Staff number of the second person"), "", e);
}

static int ask_passphrase(struct view *v, struct err *e)
{
	AUTO(str_done) struct str text = {0};

	str_addf(&text, _("%s confirms “%s” of %s: passphrase"), str_text(&state(v)->draft.second),
		 result_label(state(v)->draft.result), here(v)->item.code);
	struct ask ask = {.kind = ASK_SECRET, .title = _("Two-person item"), .text = str_text(&text)};
	return stage_open(v->stage, VIEW_ASK, &ask, WALK_SECOND_PASS, e);
}

/* Asks for the next thing the answer needs, or records it. */
static int advance(struct view *v, struct err *e)
{
	struct walk *w = state(v);
	const struct item *it = &here(v)->item;
	bool checked = w->draft.result == RESULT_CONFORM || w->draft.result == RESULT_ISSUE;

	if (result_wants_reason(w->draft.result) && !w->draft.has_note)
		return ask_line(v, WALK_NOTE, result_label(w->draft.result), _("Reason"), here(v)->answer.note, e);
	if (checked && it->value.name && !w->draft.has_value)
		return ask_value(v, e);
	if (w->draft.result == RESULT_CONFORM && it->evidence == EVIDENCE_ALWAYS && !w->draft.has_evidence)
		return ask_line(v, WALK_EVIDENCE, _("Evidence"), _("Where does the proof lie: volume, page, place"),
				here(v)->answer.evidence, e);
	if (it->two_person && !w->draft.has_second)
		return ask_second(v, e);
	if (it->two_person)
		return ask_passphrase(v, e);
	return commit_answer(v, NULL, e);
}

int walk_begin(struct view *v, enum result result, struct err *e)
{
	struct walk *w = state(v);

	walk_draft_clear(w);
	w->draft.active = true;
	w->draft.result = result;
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

/* A wrong passphrase is said, and asked for again. */
int walk_take_passphrase(struct view *v, const char *text, struct err *e)
{
	struct err ignored = {0};

	if (!commit_answer(v, text, e))
		return 0;
	if (e->code == ERR_DENIED)
		ask_passphrase(v, &ignored);
	return -1;
}

int walk_take_part(struct view *v, int tag, const char *text, struct err *e)
{
	bool *has = NULL;
	struct str *part = draft_part(state(v), tag, &has);

	str_clear(part);
	if (tag == WALK_SECOND_NO)
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
	w->draft.active = true;
	w->draft.result = here(v)->answer.result;
	str_add(&w->draft.value, here(v)->answer.value);
	str_add(&w->draft.evidence, here(v)->answer.evidence);
	w->draft.has_value = w->draft.has_evidence = true;
	return ask_line(v, WALK_NOTE, _("Note"), here(v)->item.title, here(v)->answer.note, e);
}
