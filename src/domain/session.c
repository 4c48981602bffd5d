/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/session.h"

#include "base/msg.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { VOID_SESSION = 1, VOID_REASON };

const struct event_field void_fields[] = {
	{VOID_SESSION, "session", 't', false},
	{VOID_REASON, "reason", 't', false},
	{0},
};

/* ---- states ------------------------------------------------------------- */

static const struct {
	const char *id, *label;
} states[SESSION_STATES] = {
	[SESSION_OPEN] = {"open", N_("open")},
	[SESSION_READY] = {"ready", N_("to sign")},
	[SESSION_SEALED] = {"sealed", N_("sealed")},
	[SESSION_VOID] = {"void", N_("void")},
};

/* Every transition there is; what is not here cannot be done. */
static const struct {
	enum session_state from;
	enum session_act act;
	enum session_state to;
} transitions[] = {
	{SESSION_OPEN, ACT_ANSWER, SESSION_OPEN},   {SESSION_OPEN, ACT_SIGN, SESSION_READY},
	{SESSION_READY, ACT_SEAL, SESSION_SEALED},  {SESSION_READY, ACT_UNSIGN, SESSION_OPEN},
	{SESSION_OPEN, ACT_VOID, SESSION_VOID},     {SESSION_READY, ACT_VOID, SESSION_VOID},
};

const char *session_state_id(enum session_state s)
{
	return states[s].id;
}

const char *session_state_label(enum session_state s)
{
	return _(states[s].label);
}

const char *session_state_msgid(enum session_state s)
{
	return states[s].label;
}

bool session_state_parse(const char *id, enum session_state *out)
{
	for (size_t i = 0; i < SESSION_STATES; i++)
		if (str_eq(states[i].id, id)) {
			*out = (enum session_state)i;
			return true;
		}
	return false;
}

/* Why a state does not allow an act, with the way out. */
static const char *refusal(enum session_state state)
{
	switch (state) {
	case SESSION_SEALED:
		return _("session %s is sealed and cannot be changed; a correction is a new record");
	case SESSION_READY:
		return _("session %s has a signature and takes no answers; take the signature back first");
	case SESSION_VOID:
		return _("session %s is void");
	default:
		return _("session %s has no signature yet");
	}
}

int session_step(struct db *db, const char *id, enum session_act act, enum session_state *to, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	enum session_state from;

	if (db_select(&r, db, SQL_session_state, e, "t", id))
		return -1;
	int found = rows_next(&r, e);
	if (found < 0)
		return -1;
	if (!found)
		return err_set(e, ERR_ABSENT, _("session %s does not exist"), id);
	if (!session_state_parse(rows_text(&r, 0), &from))
		return err_set(e, ERR_DAMAGED, _("session %s: unknown state"), id);
	for (size_t i = 0; i < ARRAY_LEN(transitions); i++)
		if (transitions[i].from == from && transitions[i].act == act) {
			*to = transitions[i].to;
			return 0;
		}
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	return err_set(e, ERR_STATE, refusal(from), rows_text(&r, 1));
#pragma GCC diagnostic pop
}

int session_branch(struct db *db, const char *id, struct arena *arena, const char **branch, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};

	if (db_select(&r, db, SQL_session_branch, e, "t", id))
		return -1;
	int found = rows_next(&r, e);
	if (found < 0)
		return -1;
	if (!found)
		return err_set(e, ERR_ABSENT, _("session %s does not exist"), id);
	*branch = arena_dup(arena, rows_text(&r, 0));
	return 0;
}

/* ---- kinds of check ------------------------------------------------------ */

static const struct session_kind kind_rows[] = {
	{"self_check", N_("self-check")},       {"peer_check", N_("peer check")},
	{"special_check", N_("special check")}, {"routine_check", N_("routine check")},
	{"full_check", N_("full check")},       {"flying_check", N_("flying check")},
	{"exit_check", N_("exit check")},
};

const struct session_kind *session_kinds(size_t *n)
{
	*n = ARRAY_LEN(kind_rows);
	return kind_rows;
}

const struct session_kind *session_kind_find(const char *id)
{
	for (size_t i = 0; i < ARRAY_LEN(kind_rows); i++)
		if (str_eq(kind_rows[i].id, id))
			return &kind_rows[i];
	return NULL;
}

const struct session_kind *session_kind_row(const char *id)
{
	const struct session_kind *k = session_kind_find(id);
	return k ? k : &kind_rows[0];
}

const char *session_kind_label(const char *id)
{
	const struct session_kind *k = session_kind_find(id);
	return k ? _(k->label) : id;
}

/* ---- reading ------------------------------------------------------------ */

static int session_read(const struct rows *r, struct arena *a, struct session *s, struct err *e)
{
	s->id = arena_dup(a, rows_text(r, 0));
	s->number = arena_dup(a, rows_text(r, 1));
	s->branch = arena_dup(a, rows_text(r, 2));
	s->branch_name = arena_dup(a, rows_text(r, 3));
	s->kind = arena_dup(a, rows_text(r, 4));
	s->title = arena_dup(a, rows_text(r, 5));
	s->lines = arena_dup(a, rows_text(r, 6));
	if (!session_state_parse(rows_text(r, 7), &s->state))
		return err_set(e, ERR_DAMAGED, _("session %s: unknown state"), s->id);
	s->opened_at = rows_int(r, 8);
	s->opened_by = arena_dup(a, rows_text(r, 9));
	s->opened_by_name = arena_dup(a, rows_text(r, 10));
	s->sealed_at = rows_int(r, 11);
	s->items = (int)rows_int(r, 12);
	s->conform = (int)rows_int(r, 13);
	s->issue = (int)rows_int(r, 14);
	s->na = (int)rows_int(r, 15);
	s->not_checked = (int)rows_int(r, 16);
	s->pending = (int)rows_int(r, 17);
	s->findings = (int)rows_int(r, 18);
	s->worst = (enum severity)rows_int(r, 19);
	s->signers = arena_dup(a, rows_text(r, 20));
	for (int i = SEVERITY_SLIGHT; i < SEVERITY_COUNT; i++)
		s->by_severity[i] = (int)rows_int(r, 20 + i);
	return 0;
}

/* The statements of one question, by the index that tells which sessions they are. */
struct statements {
	enum sql_id of_branch, of_state, of_line, any;
};
static const struct statements rows_of = {SQL_session_list_of_branch, SQL_session_list_of_state, SQL_session_list_of_line,
					  SQL_session_list};
static const struct statements keys_of = {SQL_session_keys_of_branch, SQL_session_keys_of_state, SQL_session_keys_of_line,
					  SQL_session_keys};
static const struct statements count_of = {SQL_session_count_of_branch, SQL_session_count_of_state,
					   SQL_session_count_of_line, SQL_session_count};

/* Which of them fits a filter best: by what leaves the fewest rows. */
static enum sql_id statement(const struct session_filter *f, const struct statements *s)
{
	bool few = f->state && f->state - 1 != SESSION_SEALED;

	return f->branch ? s->of_branch : few ? s->of_state : f->line ? s->of_line : s->any;
}

/* The bounds are (time, id), both left out: behind the row before, within from and until. */
static int select_sessions(struct rows *r, struct db *db, const struct session_filter *f, enum sql_id id, struct err *e)
{
	const char *state = f->state ? session_state_id((enum session_state)(f->state - 1)) : NULL;
	const char *before = f->before_id ? f->before_id : "", *from_id = "", *until_id = "";
	int64_t from = f->from, until = f->until ? f->until : INT64_MAX, limit = f->limit ? f->limit : INT64_MAX;

	if (*before && f->oldest_first && f->before_at >= from) {
		from = f->before_at;
		from_id = before;
	} else if (*before && !f->oldest_first && f->before_at < until) {
		until = f->before_at;
		until_id = before;
	}
	return db_select(r, db, id, e, "ttttiititi", f->branch, state, f->kind, f->line, (int64_t)f->least, from, from_id,
			 until, until_id, limit);
}

int session_list_load(struct db *db, const struct session_filter *f, struct session_list *list, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (select_sessions(&r, db, f, f->oldest_first ? SQL_session_list_oldest : statement(f, &rows_of), e))
		return -1;
	while ((more = rows_next(&r, e)) == 1)
		if (session_read(&r, &list->arena, VEC_PUSH(list), e))
			return -1;
	return more;
}

int session_keys_load(struct db *db, const struct session_filter *f, struct session_keys *keys, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (select_sessions(&r, db, f, statement(f, &keys_of), e))
		return -1;
	while ((more = rows_next(&r, e)) == 1) {
		struct session_key *k = VEC_PUSH(keys);
		const char *id = rows_text(&r, 0);
		k->id = (uint32_t)keys->ids.n;
		str_add_n(&keys->ids, id, strlen(id) + 1);
		for (int i = SEVERITY_SLIGHT; i < SEVERITY_COUNT; i++) {
			int64_t n = rows_int(&r, i);
			k->by_severity[i] = n < UINT16_MAX ? (uint16_t)n : UINT16_MAX;
		}
	}
	return more;
}

const char *session_key_id(const struct session_keys *keys, size_t i)
{
	return keys->ids.s + keys->v[i].id;
}

void session_keys_done(struct session_keys *keys)
{
	mem_free(keys->v);
	str_done(&keys->ids);
	*keys = (struct session_keys){0};
}

int session_count(struct db *db, const struct session_filter *f, int64_t *n, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};

	if (select_sessions(&r, db, f, statement(f, &count_of), e) || rows_next(&r, e) != 1)
		return -1;
	*n = rows_int(&r, 0);
	return 0;
}

int session_get(struct db *db, const char *id, struct arena *arena, struct session *out, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};

	if (db_select(&r, db, SQL_session_get, e, "t", id))
		return -1;
	int found = rows_next(&r, e);
	return found == 1 && session_read(&r, arena, out, e) ? -1 : found;
}

void session_list_done(struct session_list *list)
{
	mem_free(list->v);
	arena_done(&list->arena);
	*list = (struct session_list){0};
}

int session_find(struct db *db, const char *id_or_number, struct arena *arena, struct session *out, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int found = session_get(db, id_or_number, arena, out, e);

	if (found)
		return found;
	if (db_select(&r, db, SQL_session_of_number, e, "t", id_or_number))
		return -1;
	found = rows_next(&r, e);
	if (found != 1)
		return found;
	if (session_read(&r, arena, out, e))
		return -1;
	int second = rows_next(&r, e);
	if (second == 1)
		return err_set(e, ERR_CONFLICT, _("number %s fits several sessions; use the id, such as %s"),
			       id_or_number, out->id);
	return second < 0 ? -1 : 1;
}

/* ---- voiding --------------------------------------------------------------- */

int void_may(struct db *db, const struct event *ev, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	enum session_state to;
	const char *branch, *id = event_text(ev, VOID_SESSION);

	if (session_step(db, id, ACT_VOID, &to, e) || session_branch(db, id, &arena, &branch, e))
		return -1;
	return actor_may(db, ev, MAY_VOID, branch, e);
}

int void_apply(struct db *db, const struct event *ev, struct err *e)
{
	return event_run(db, SQL_session_void, ev, e) || event_run(db, SQL_voided_put, ev, e) ? -1 : 0;
}

int session_why_void(struct db *db, const char *id, struct arena *arena, struct session_end *out, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};

	if (db_select(&r, db, SQL_voided, e, "t", id))
		return -1;
	int found = rows_next(&r, e);
	if (found != 1)
		return found;
	out->by = arena_dup(arena, rows_text(&r, 0));
	out->by_name = arena_dup(arena, rows_text(&r, 1));
	out->at = rows_int(&r, 2);
	out->reason = arena_dup(arena, rows_text(&r, 3));
	return 1;
}

int session_void(struct journal *j, const struct actor *by, const char *id, const char *reason, struct err *e)
{
	AUTO(body_done) struct body b = {0};

	if (str_empty(reason))
		return err_set(e, ERR_INPUT, "%s", _("say why the session is void"));
	body_text(&b, VOID_SESSION, id);
	body_text(&b, VOID_REASON, reason);
	return journal_record(j, by->key, by->no, KIND_VOID, &b, NULL, e);
}
