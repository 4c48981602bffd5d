/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/finding.h"

#include "base/msg.h"
#include "base/text.h"
#include "domain/result.h"

#include <string.h>

enum {
	F_SESSION = 1,
	F_ITEM,
	F_ID, /* absent: a new finding, its id is this event's */
	F_FACT,
	F_BASIS,
	F_NATURE,
	F_SEVERITY,
	F_AMOUNT,
	F_COUNT,
	F_FROM,
	F_TO,
	F_CAUSE,
	F_LIABLE,
	F_OWNER,
	F_MEASURE,
	F_DEADLINE,
	F_EVIDENCE,
	F_FIXED
};
enum { W_FINDING = 1, W_REASON };

const struct event_field finding_fields[] = {
	{F_SESSION, "session", 't', false},   {F_ITEM, "item", 't', false},
	{F_ID, "id", 't', true},              {F_FACT, "fact", 't', false},
	{F_BASIS, "basis", 't', true},        {F_NATURE, "nature", 't', true},
	{F_SEVERITY, "severity", 't', false}, {F_AMOUNT, "amount", 'i', true},
	{F_COUNT, "count", 'i', true},        {F_FROM, "occurred_from", 't', true},
	{F_TO, "occurred_to", 't', true},     {F_CAUSE, "cause", 't', true},
	{F_LIABLE, "liable", 't', true},      {F_OWNER, "owner", 't', true},
	{F_MEASURE, "measure", 't', true},    {F_DEADLINE, "deadline", 't', true},
	{F_EVIDENCE, "evidence", 't', true},  {F_FIXED, "fixed_on_spot", 'i', false},
	{0},
};

const struct event_field withdraw_fields[] = {
	{W_FINDING, "finding", 't', false},
	{W_REASON, "reason", 't', false},
	{0},
};

/* ---- reading ------------------------------------------------------------------ */

static int finding_read(const struct rows *r, struct arena *a, struct finding *f, struct err *e)
{
	const char **const texts[] = {&f->id,     &f->session, &f->item,    &f->fact,     &f->basis,    &f->nature,
				      &f->occurred_from, &f->occurred_to,   &f->cause,    &f->liable,   &f->owner,
				      &f->measure, &f->deadline, &f->evidence, &f->by,    &f->by_name,  &f->title};
	int column = 0;

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		*texts[i] = arena_dup(a, rows_text(r, column++));
	if (!severity_parse(rows_text(r, column++), &f->severity))
		return err_set(e, ERR_DAMAGED, _("finding %s: unknown severity"), f->id);
	f->amount = rows_int(r, column++);
	f->count = rows_int(r, column++);
	f->fixed_on_spot = rows_int(r, column++) != 0;
	f->at = rows_int(r, column);
	return 0;
}

int finding_list_load(struct db *db, const char *session, const char *item, struct finding_list *list, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select(&r, db, SQL_finding_of_session, e, "tt", session, item))
		return -1;
	while ((more = rows_next(&r, e)) == 1)
		if (finding_read(&r, &list->arena, VEC_PUSH(list), e))
			return -1;
	return more;
}

void finding_list_done(struct finding_list *list)
{
	mem_free(list->v);
	arena_done(&list->arena);
	*list = (struct finding_list){0};
}

/* ---- checking ------------------------------------------------------------------ */

static int check_day(const char *text, const char *what, int *day, struct err *e)
{
	*day = CLOCK_NO_DAY;
	if (str_empty(text) || (strlen(text) == 10 && day_parse(text, day)))
		return 0;
	return err_set(e, ERR_INPUT, _("%s: “%s” is no date; write it like 2026-11-23"), what, text);
}

int finding_check(const struct finding *f, struct err *e)
{
	const struct {
		const char *text, *label;
		size_t most;
	} texts[] = {
		{f->fact, N_("fact"), FACT_MOST},       {f->basis, N_("basis"), SHORT_MOST},
		{f->nature, N_("nature"), SHORT_MOST},  {f->cause, N_("cause"), FACT_MOST},
		{f->liable, N_("liable person"), SHORT_MOST}, {f->owner, N_("owner of the repair"), SHORT_MOST},
		{f->measure, N_("repair"), FACT_MOST}, {f->evidence, N_("evidence"), SHORT_MOST},
	};
	int from, to, deadline;

	if (str_empty(f->fact) || strspn(f->fact, " \n") == strlen(f->fact))
		return err_set(e, ERR_INPUT, "%s", _("fact: write what was seen: date, voucher, amount, person"));
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		if (texts[i].text && text_clusters(texts[i].text, strlen(texts[i].text)) > texts[i].most)
			return err_set(e, ERR_INPUT, _("%s: at most %zu characters"), _(texts[i].label), texts[i].most);
	if (f->severity <= SEVERITY_NONE || f->severity >= SEVERITY_COUNT)
		return err_set(e, ERR_INPUT, "%s", _("severity: choose major, serious, ordinary or slight"));
	if (f->amount < -1 || f->count < -1)
		return err_set(e, ERR_INPUT, "%s", _("amount and count cannot be below zero"));
	if (check_day(f->occurred_from, _("occurred from"), &from, e) ||
	    check_day(f->occurred_to, _("occurred to"), &to, e) || check_day(f->deadline, _("deadline"), &deadline, e))
		return -1;
	if (from != CLOCK_NO_DAY && to != CLOCK_NO_DAY && from > to)
		return err_set(e, ERR_INPUT, _("occurred: %s lies after %s"), f->occurred_from, f->occurred_to);
	return 0;
}

/* ---- event kinds ----------------------------------------------------------------- */

static void finding_of_event(const struct event *ev, struct finding *f)
{
	const char **const texts[] = {&f->session, &f->item,  &f->id,      &f->fact,  &f->basis,   &f->nature,
				      &f->occurred_from,      &f->occurred_to,        &f->cause,   &f->liable,
				      &f->owner,   &f->measure, &f->deadline, &f->evidence};
	static const uint16_t tags[] = {F_SESSION, F_ITEM, F_ID,    F_FACT,  F_BASIS,   F_NATURE,   F_FROM,
					F_TO,      F_CAUSE, F_LIABLE, F_OWNER, F_MEASURE, F_DEADLINE, F_EVIDENCE};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		const char *text = event_text(ev, tags[i]);
		*texts[i] = text ? text : "";
	}
	if (!severity_parse(event_text(ev, F_SEVERITY), &f->severity))
		f->severity = SEVERITY_NONE;
	f->amount = event_int(ev, F_AMOUNT, -1);
	f->count = event_int(ev, F_COUNT, -1);
	f->fixed_on_spot = event_int(ev, F_FIXED, 0) != 0;
}

/* The session takes answers, the item's answer is issue, the actor may inspect the branch. */
static int may_find(struct db *db, const struct event *ev, const char *session, const char *item, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	enum session_state to;
	const char *branch;
	int64_t issue;

	if (session_step(db, session, ACT_ANSWER, &to, e) || session_branch(db, session, &arena, &branch, e) ||
	    actor_may(db, ev, MAY_INSPECT, branch, e) || db_int(db, SQL_answer_is_issue, 0, &issue, e, "tt", session, item))
		return -1;
	return issue ? 0 : err_set(e, ERR_STATE, _("%s: answer it with “%s” first"), item, result_label(RESULT_ISSUE));
}

int finding_may(struct db *db, const struct event *ev, struct err *e)
{
	struct finding f = {0};
	int64_t there;

	finding_of_event(ev, &f);
	if (may_find(db, ev, f.session, f.item, e) || finding_check(&f, e))
		return -1;
	if (!*f.id)
		return 0;
	if (db_int(db, SQL_finding_exists, 0, &there, e, "ttt", f.id, f.session, f.item))
		return -1;
	return there ? 0 : err_set(e, ERR_ABSENT, _("finding %s does not stand in this session"), f.id);
}

int finding_apply(struct db *db, const struct event *ev, struct err *e)
{
	enum sql_id put = event_text(ev, F_ID) ? SQL_finding_change : SQL_finding_put;

	return event_run(db, put, ev, e) || event_run(db, SQL_session_recount_findings, ev, e) ? -1 : 0;
}

static int place_of(struct db *db, const char *id, struct arena *arena, const char **session, const char **item,
		    struct err *e)
{
	AUTO(rows_done) struct rows r = {0};

	if (db_select(&r, db, SQL_finding_place, e, "t", id))
		return -1;
	int found = rows_next(&r, e);
	if (found <= 0)
		return found < 0 ? -1 : err_set(e, ERR_ABSENT, _("finding %s does not stand in this session"), id);
	*session = arena_dup(arena, rows_text(&r, 0));
	*item = arena_dup(arena, rows_text(&r, 1));
	return 0;
}

int withdraw_may(struct db *db, const struct event *ev, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	const char *session, *item;

	if (place_of(db, event_text(ev, W_FINDING), &arena, &session, &item, e))
		return -1;
	return may_find(db, ev, session, item, e);
}

int withdraw_apply(struct db *db, const struct event *ev, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	const char *session, *item;

	if (place_of(db, event_text(ev, W_FINDING), &arena, &session, &item, e) ||
	    event_run(db, SQL_finding_withdraw, ev, e))
		return -1;
	return db_run(db, SQL_session_recount_findings, e, "t", session);
}

/* ---- acts ------------------------------------------------------------------------- */

int finding_put(struct journal *j, const struct actor *by, const struct finding *f, char ref[REF_TEXT], struct err *e)
{
	AUTO(body_done) struct body b = {0};

	if (finding_check(f, e))
		return -1;
	body_text(&b, F_SESSION, f->session);
	body_text(&b, F_ITEM, f->item);
	body_text(&b, F_ID, f->id);
	body_text(&b, F_FACT, f->fact);
	body_text(&b, F_BASIS, f->basis);
	body_text(&b, F_NATURE, f->nature);
	body_text(&b, F_SEVERITY, severity_id(f->severity));
	if (f->amount >= 0)
		body_int(&b, F_AMOUNT, f->amount);
	if (f->count >= 0)
		body_int(&b, F_COUNT, f->count);
	body_text(&b, F_FROM, f->occurred_from);
	body_text(&b, F_TO, f->occurred_to);
	body_text(&b, F_CAUSE, f->cause);
	body_text(&b, F_LIABLE, f->liable);
	body_text(&b, F_OWNER, f->owner);
	body_text(&b, F_MEASURE, f->measure);
	body_text(&b, F_DEADLINE, f->deadline);
	body_text(&b, F_EVIDENCE, f->evidence);
	body_int(&b, F_FIXED, f->fixed_on_spot);
	return journal_record(j, by->key, by->no, KIND_FINDING, &b, ref, e);
}

int finding_withdraw(struct journal *j, const struct actor *by, const char *id, const char *reason, struct err *e)
{
	AUTO(body_done) struct body b = {0};

	if (str_empty(reason))
		return err_set(e, ERR_INPUT, "%s", _("say why the finding is withdrawn"));
	body_text(&b, W_FINDING, id);
	body_text(&b, W_REASON, reason);
	return journal_record(j, by->key, by->no, KIND_WITHDRAW, &b, NULL, e);
}
