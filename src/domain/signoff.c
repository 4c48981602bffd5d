/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/signoff.h"

#include "base/msg.h"

#include <string.h>

enum { SIGN_SESSION = 1, SIGN_CAPACITY, SIGN_DIGEST, SIGN_ITEMS, SIGN_FINDINGS };
enum { UNSIGN_SESSION = 1, UNSIGN_REASON };

const struct event_field sign_fields[] = {
	{SIGN_SESSION, "session", 't', false}, {SIGN_CAPACITY, "capacity", 't', false},
	{SIGN_DIGEST, "digest", 'b', false},   {SIGN_ITEMS, "items", 'i', false},
	{SIGN_FINDINGS, "findings", 'i', false}, {0},
};

const struct event_field unsign_fields[] = {
	{UNSIGN_SESSION, "session", 't', false},
	{UNSIGN_REASON, "reason", 't', false},
	{0},
};

/* ---- reading ---------------------------------------------------------------------- */

int signature_list_load(struct db *db, const char *session, struct signature_list *list, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select(&r, db, SQL_signature_of_session, e, "t", session))
		return -1;
	while ((more = rows_next(&r, e)) == 1) {
		struct signature *s = VEC_PUSH(list);
		s->person = arena_dup(&list->arena, rows_text(&r, 0));
		s->name = arena_dup(&list->arena, rows_text(&r, 1));
		s->capacity = arena_dup(&list->arena, rows_text(&r, 2));
		s->at = rows_int(&r, 3);
		s->digest = arena_dup(&list->arena, rows_text(&r, 4));
		s->key = arena_dup(&list->arena, rows_text(&r, 5));
		s->seq = rows_int(&r, 6);
	}
	return more;
}

void signature_list_done(struct signature_list *list)
{
	mem_free(list->v);
	arena_done(&list->arena);
	*list = (struct signature_list){0};
}

/* ---- what stands in the way --------------------------------------------------------- */

static void obstacle_add(struct obstacle_list *list, const char *item, const char *text)
{
	struct obstacle *o = VEC_PUSH(list);
	o->item = arena_dup(&list->arena, item);
	o->text = text;
}

/* The first reason why an answered or blank item cannot be signed; NULL if it can. */
static const char *obstacle_of(const struct check *c)
{
	const struct answer *a = &c->answer;
	bool needs_proof = c->item.evidence == EVIDENCE_ALWAYS && a->result == RESULT_CONFORM;

	if (a->result == RESULT_BLANK)
		return _("not answered");
	if (a->result == RESULT_PENDING)
		return _("still pending");
	if (a->result == RESULT_ISSUE && !c->findings)
		return _("no finding is written");
	if (a->result == RESULT_ISSUE && c->unproved && c->item.evidence != EVIDENCE_NONE)
		return _("a finding names no evidence");
	if (result_wants_reason(a->result) && str_empty(a->note))
		return _("no reason is given");
	if (c->item.two_person && str_empty(a->witness))
		return _("the second person has not confirmed");
	if (needs_proof && str_empty(a->evidence) && str_empty(a->note))
		return _("no evidence is named");
	return NULL;
}

/* What the findings of an item lack that somebody must answer for until a day; NULL if nothing. */
static const char *unassigned(const struct finding_list *findings, const char *item)
{
	bool nobody = false, undated = false;

	for (size_t i = 0; i < findings->n; i++) {
		const struct finding *f = &findings->v[i];
		if (f->fixed_on_spot || !str_eq(f->item, item))
			continue;
		nobody |= str_empty(f->liable);
		undated |= str_empty(f->deadline);
	}
	if (nobody && undated)
		return _("a finding has no liable person and no deadline");
	return nobody ? _("a finding has no liable person") : undated ? _("a finding has no deadline") : NULL;
}

/* What stands in the way by what the checklist and these findings say. */
static int find_obstacles(struct db *db, const char *session, const struct finding_list *findings,
			  struct obstacle_list *list, struct err *e)
{
	AUTO(checklist_done) struct checklist checks = {0};

	if (checklist_load_now(db, session, &checks, e))
		return -1;
	for (size_t i = 0; i < checks.n; i++) {
		bool open = checks.v[i].answer.result == RESULT_BLANK && !checklist_due(&checks, i);
		const char *text = open ? NULL : obstacle_of(&checks.v[i]);
		if (!text)
			text = unassigned(findings, checks.v[i].item.code);
		if (text)
			obstacle_add(list, checks.v[i].item.code, text);
	}
	return 0;
}

int signoff_obstacles(struct db *db, const char *session, struct obstacle_list *list, struct err *e)
{
	AUTO(finding_list_done) struct finding_list findings = {0};

	return finding_list_load(db, session, NULL, &findings, e) ? -1 : find_obstacles(db, session, &findings, list, e);
}

void obstacle_list_done(struct obstacle_list *list)
{
	mem_free(list->v);
	arena_done(&list->arena);
	*list = (struct obstacle_list){0};
}

/* Names the first few items: "CR-0101 not answered, CR-0102 still pending … 12 in all". */
static int refuse_obstacles(const struct obstacle_list *list, struct err *e)
{
	AUTO(str_done) struct str text = {0};
	size_t shown = list->n < 4 ? list->n : 4;

	for (size_t i = 0; i < shown; i++)
		str_addf(&text, "%s%s %s", i ? ", " : "", list->v[i].item, list->v[i].text);
	return err_set(e, ERR_STATE, _("cannot be signed yet, %d items stand in the way: %s"), (int)list->n,
		       str_text(&text));
}

/* ---- the digest ---------------------------------------------------------------------- */

/* Adds each column of each row as a field: text as text, integers as 8 bytes. */
static int digest_rows(struct body *b, struct db *db, enum sql_id id, const char *session, uint16_t tag, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select(&r, db, id, e, "t", session))
		return -1;
	while ((more = rows_next(&r, e)) == 1) {
		const char *row = rows_text(&r, 0);
		b->last = 0; /* rows repeat the tag */
		body_text(b, tag, row);
	}
	return more;
}

int signoff_digest(struct db *db, const char *session, unsigned char out[DIGEST_SIZE], struct err *e)
{
	AUTO(body_done) struct body b = {0};

	body_text(&b, 1, "zicha session 1");
	body_text(&b, 2, session);
	if (digest_rows(&b, db, SQL_digest_asked, session, 3, e) ||
	    digest_rows(&b, db, SQL_digest_answers, session, 4, e) ||
	    digest_rows(&b, db, SQL_digest_findings, session, 5, e))
		return -1;
	return digest_bytes(b.bytes.s, b.bytes.n, out, e);
}

/* ---- event kinds ----------------------------------------------------------------------- */

/* As what a person signs: the head of the branch, or the other. NULL: may not sign. */
static const char *capacity_of(const struct person *p)
{
	if (p->role && p->role->may & MAY_SIGN_HEAD)
		return "head";
	return p->role && p->role->may & MAY_SIGN_OTHER ? "other" : NULL;
}

/* How many have signed; is this person or this capacity among them. */
static int signed_so_far(struct db *db, const char *session, const char *person, const char *capacity, size_t *n,
			 struct err *e)
{
	AUTO(signature_list_done) struct signature_list list = {0};

	if (signature_list_load(db, session, &list, e))
		return -1;
	for (size_t i = 0; i < list.n; i++) {
		if (str_eq(list.v[i].person, person))
			return err_set(e, ERR_DENIED,
				       _("%s has signed already; the second signature is another person's"),
				       list.v[i].name);
		if (str_eq(list.v[i].capacity, capacity))
			return err_set(e, ERR_DENIED,
				       str_eq(capacity, "head") ? _("the head's signature is there (%s); the other signer must not be a head")
								: _("%s has signed beside the head; now the branch head signs"),
				       list.v[i].name);
	}
	*n = list.n;
	return 0;
}

/* The first or the second signature is possible in this state; else says why the second is not. */
static int takes_signature(struct db *db, const char *session, struct err *e)
{
	enum session_state to;

	if (session_step(db, session, ACT_SIGN, &to, e) && session_step(db, session, ACT_SEAL, &to, e))
		return -1;
	err_clear(e);
	return 0;
}

/* A signer and the capacity: somebody of the branch who is here and does not sign twice. n: signatures so far. */
static int check_signer(struct db *db, const char *session, const char *no, const char **capacity, size_t *n,
			struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	const char *branch;
	struct person p;

	if (session_branch(db, session, &arena, &branch, e))
		return -1;
	int found = person_find(db, no, &arena, &p, e);
	if (found <= 0)
		return found < 0 ? -1 : err_set(e, ERR_ABSENT, _("staff number %s is unknown here"), no);
	*capacity = capacity_of(&p);
	if (!*capacity || !person_reaches(&p, branch) || p.left_at)
		return err_set(e, ERR_DENIED,
			       _("%s may not sign for branch %s; its head and one other person of it or an inspector sign"),
			       p.name, branch);
	return signed_so_far(db, session, no, *capacity, n, e);
}

int signoff_can(struct db *db, const char *session, const char *no, struct err *e)
{
	const char *capacity;
	size_t n = 0;

	return takes_signature(db, session, e) || check_signer(db, session, no, &capacity, &n, e) ? -1 : 0;
}

int sign_may(struct db *db, const struct event *ev, struct err *e)
{
	AUTO(obstacle_list_done) struct obstacle_list obstacles = {0};
	const char *capacity, *session = event_text(ev, SIGN_SESSION);
	unsigned char digest[DIGEST_SIZE];
	enum session_state to;
	size_t n = 0, size = 0;

	if (takes_signature(db, session, e) || check_signer(db, session, ev->actor, &capacity, &n, e))
		return -1;
	if (!str_eq(capacity, event_text(ev, SIGN_CAPACITY)))
		return err_set(e, ERR_INPUT, _("%s does not sign in this capacity"), ev->actor);
	/* Without who answers for a finding and until when: older stores have sealed without, and stay provable. */
	if (session_step(db, session, n ? ACT_SEAL : ACT_SIGN, &to, e) ||
	    find_obstacles(db, session, &(struct finding_list){0}, &obstacles, e))
		return -1;
	if (obstacles.n)
		return refuse_obstacles(&obstacles, e);
	const void *given = event_bytes(ev, SIGN_DIGEST, &size);
	if (signoff_digest(db, session, digest, e))
		return -1;
	if (size != DIGEST_SIZE || memcmp(given, digest, DIGEST_SIZE) != 0)
		return err_set(e, ERR_CONFLICT, "%s",
			       _("the session has changed while it was being signed; read it again"));
	return 0;
}

int sign_apply(struct db *db, const struct event *ev, struct err *e)
{
	char hex[DIGEST_HEX];
	size_t n;
	const char *session = event_text(ev, SIGN_SESSION);
	const void *digest = event_bytes(ev, SIGN_DIGEST, &n);

	digest_hex(digest, hex);
	if (db_run(db, SQL_signature_put, e, "ttttiti", session, ev->actor, event_text(ev, SIGN_CAPACITY), hex, ev->at,
		   ev->key, ev->seq))
		return -1;
	if (event_run(db, SQL_session_signed, ev, e))
		return -1;
	/* Once sealed, an item that waited for an answer in vain counts as not asked, with its condition as the reason. */
	return db_run(db, SQL_waiting_to_skipped, e, "t", session) || db_run(db, SQL_waiting_remove, e, "t", session) ||
			       db_run(db, SQL_session_items, e, "t", session) || db_run(db, SQL_outcome_put, e, "t", session) ||
			       db_run(db, SQL_failure_put, e, "t", session)
		       ? -1
		       : 0;
}

int unsign_may(struct db *db, const struct event *ev, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	enum session_state to;
	const char *branch, *session = event_text(ev, UNSIGN_SESSION);

	if (session_step(db, session, ACT_UNSIGN, &to, e) || session_branch(db, session, &arena, &branch, e))
		return -1;
	return actor_may(db, ev, MAY_INSPECT, branch, e);
}

int unsign_apply(struct db *db, const struct event *ev, struct err *e)
{
	return event_run(db, SQL_signature_remove, ev, e) || event_run(db, SQL_session_unsigned, ev, e) ? -1 : 0;
}

/* ---- acts -------------------------------------------------------------------------------- */

int signoff_sign(struct journal *j, const struct actor *by, const char *session, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	AUTO(body_done) struct body b = {0};
	AUTO(act_abort) struct act act = {0};
	AUTO(obstacle_list_done) struct obstacle_list obstacles = {0};
	unsigned char digest[DIGEST_SIZE];
	struct session s;
	struct person p;

	if (act_begin(&act, j, e))
		return -1;
	int there = session_find(j->db, session, &arena, &s, e);
	int found = there == 1 ? person_find(j->db, by->no, &arena, &p, e) : 0;
	if (there < 0 || found < 0)
		return -1;
	if (!there)
		return err_set(e, ERR_ABSENT, _("session %s does not exist"), session);
	if (signoff_digest(j->db, s.id, digest, e))
		return -1;
	const char *capacity = found ? capacity_of(&p) : NULL;
	body_text(&b, SIGN_SESSION, s.id);
	body_text(&b, SIGN_CAPACITY, capacity ? capacity : "other");
	body_bytes(&b, SIGN_DIGEST, digest, DIGEST_SIZE);
	body_int(&b, SIGN_ITEMS, s.items);
	body_int(&b, SIGN_FINDINGS, s.findings);
	if (act_record(&act, by->key, by->no, KIND_SIGN, &b, NULL, e) || signoff_obstacles(j->db, s.id, &obstacles, e))
		return -1;
	if (obstacles.n) /* what sign_may lets pass */
		return refuse_obstacles(&obstacles, e);
	return act_commit(&act, e);
}

int signoff_unsign(struct journal *j, const struct actor *by, const char *session, const char *reason, struct err *e)
{
	AUTO(body_done) struct body b = {0};

	if (str_empty(reason))
		return err_set(e, ERR_INPUT, "%s", _("say why the signatures are taken back"));
	body_text(&b, UNSIGN_SESSION, session);
	body_text(&b, UNSIGN_REASON, reason);
	return journal_record(j, by->key, by->no, KIND_UNSIGN, &b, NULL, e);
}
