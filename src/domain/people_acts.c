/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done to people and keys: adding, renewing, unlocking, leaving.
 */
#include "domain/people_inside.h"

#include "base/msg.h"
#include "domain/new_key.h"

static int record_person(struct act *act, const struct actor *by, const struct person *p, bool enrol, struct err *e)
{
	AUTO(body_done) struct body b = {0};

	body_text(&b, PERSON_NO, p->no);
	body_text(&b, PERSON_NAME, p->name);
	body_text(&b, PERSON_ROLE, p->role ? p->role->id : NULL);
	body_text(&b, PERSON_POST, p->post);
	body_text(&b, PERSON_BRANCH, p->branch);
	body_int(&b, PERSON_ENROL, enrol);
	return act_record(act, by->key, by->no, KIND_PERSON, &b, NULL, e);
}

static int record_enrol(struct act *act, const struct new_key *nk, const char *no, struct err *e)
{
	AUTO(body_done) struct body b = {0};

	body_text(&b, ENROL_PERSON, no);
	body_bytes(&b, ENROL_PUBLIC, key_public(nk->key), KEY_PUBLIC_SIZE);
	body_bytes(&b, ENROL_ENVELOPE, nk->digest, DIGEST_SIZE);
	if (act_record(act, nk->key, no, KIND_ENROL, &b, NULL, e))
		return -1;
	return new_key_store(act->journal->db, nk, e);
}

int person_add(struct journal *j, const struct actor *by, const struct person *p, const char *passphrase, int log_n,
	       struct err *e)
{
	AUTO(key_free) struct key *key = NULL;

	return person_add_open(j, by, p, passphrase, log_n, &key, e);
}

int person_add_open(struct journal *j, const struct actor *by, const struct person *p, const char *passphrase, int log_n,
		    struct key **key, struct err *e)
{
	AUTO(new_key_done) struct new_key nk = {0};
	AUTO(act_abort) struct act act = {0};
	AUTO(arena_done) struct arena arena = {0};
	struct person old;

	if (people_check(p->no, p->name, p->role ? p->role->id : NULL, p->branch, e))
		return -1;
	int found = person_find(j->db, p->no, &arena, &old, e);
	if (found)
		return found < 0 ? -1
				 : err_set(e, ERR_CONFLICT, _("staff number %s is taken by %s"), p->no, old.name);
	if (new_key_make(&nk, passphrase, log_n, e) || act_begin(&act, j, e) || record_person(&act, by, p, true, e) ||
	    record_enrol(&act, &nk, p->no, e) || act_commit(&act, e))
		return -1;
	*key = nk.key;
	nk.key = NULL;
	return 0;
}

int person_change(struct journal *j, const struct actor *by, const struct person *p, struct err *e)
{
	AUTO(act_abort) struct act act = {0};

	if (people_check(p->no, p->name, p->role ? p->role->id : NULL, p->branch, e))
		return -1;
	return act_begin(&act, j, e) || record_person(&act, by, p, false, e) || act_commit(&act, e) ? -1 : 0;
}

int person_renew_key(struct journal *j, const struct actor *by, const char *no, const char *passphrase, int log_n,
		     struct err *e)
{
	AUTO(new_key_done) struct new_key nk = {0};
	AUTO(act_abort) struct act act = {0};
	AUTO(arena_done) struct arena arena = {0};
	struct person p;
	int found = person_find(j->db, no, &arena, &p, e);

	if (found <= 0)
		return found < 0 ? -1 : err_set(e, ERR_ABSENT, _("%s is not among the people who work here"), no);
	if (new_key_make(&nk, passphrase, log_n, e) || act_begin(&act, j, e) || record_person(&act, by, &p, true, e) ||
	    record_enrol(&act, &nk, no, e))
		return -1;
	return act_commit(&act, e);
}

int person_leave(struct journal *j, const struct actor *by, const char *no, const char *reason, struct err *e)
{
	AUTO(body_done) struct body b = {0};

	if (str_empty(no))
		return err_set(e, ERR_USAGE, "%s", _("say who leaves: the staff number"));
	body_text(&b, LEAVE_PERSON, no);
	body_text(&b, LEAVE_REASON, reason);
	return journal_record(j, by->key, by->no, KIND_LEAVE, &b, NULL, e);
}

int person_unlock(struct db *db, const char *no, const char *passphrase, struct key **key, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	AUTO(rows_done) struct rows r = {0};
	struct person p;
	size_t n;
	int found = person_find(db, no, &arena, &p, e);

	if (found < 0)
		return -1;
	if (!found)
		return err_set(e, ERR_ABSENT, _("staff number %s is unknown here"), no);
	if (p.left_at)
		return err_set(e, ERR_STATE, _("%s has left and cannot log in"), p.name);
	if (db_select(&r, db, SQL_envelope_of_person, e, "t", no) || (found = rows_next(&r, e)) < 0)
		return -1;
	if (!found)
		return err_set(e, ERR_ABSENT, _("%s has no key in this store; the branch head can make a new one"),
			       p.name);
	const void *env = rows_blob(&r, 0, &n);
	if (key_open(key, env, n, passphrase, e))
		return e->code == ERR_DENIED
			       ? err_set(e, ERR_DENIED, _("the passphrase of %s (%s) is not right; try again"), p.name, no)
			       : -1;
	return 0;
}

int person_change_passphrase(struct journal *j, const struct actor *by, const char *passphrase, int log_n,
			     struct err *e)
{
	AUTO(body_done) struct body b = {0};
	AUTO(str_done) struct str env = {0};
	AUTO(act_abort) struct act act = {0};
	unsigned char digest[DIGEST_SIZE];

	if (key_check_passphrase(passphrase, e) || key_seal(by->key, passphrase, log_n, &env, e) ||
	    digest_bytes(env.s, env.n, digest, e))
		return -1;
	body_bytes(&b, REKEY_ENVELOPE, digest, DIGEST_SIZE);
	if (act_begin(&act, j, e) || act_record(&act, by->key, by->no, KIND_REKEY, &b, NULL, e) ||
	    db_run(j->db, SQL_envelope_set, e, "tb", key_id(by->key), env.s, env.n))
		return -1;
	return act_commit(&act, e);
}

int person_state_failures(struct journal *j, const struct actor *by, int count, int64_t first, int64_t last,
			  struct err *e)
{
	AUTO(body_done) struct body b = {0};

	body_int(&b, FAILURES_COUNT, count);
	body_int(&b, FAILURES_FIRST, first);
	body_int(&b, FAILURES_LAST, last);
	return journal_record(j, by->key, by->no, KIND_FAILURES, &b, NULL, e);
}
