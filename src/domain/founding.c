/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/founding.h"

#include "base/msg.h"
#include "domain/new_key.h"

/* Tags of the body; doc/format.md lists them. */
enum {
	GENESIS_NAME = 1,
	GENESIS_PUBLIC,
	GENESIS_ENVELOPE,
	GENESIS_PERSON,
	GENESIS_PERSON_NAME,
	GENESIS_ROLE,
	GENESIS_POST,
	GENESIS_BRANCH,
	GENESIS_BRANCH_NAME,
	GENESIS_PROFILE
};

const struct event_field genesis_fields[] = {
	{GENESIS_NAME, "name", 't', false},
	{GENESIS_PUBLIC, "public", 'b', false},
	{GENESIS_ENVELOPE, "envelope", 'b', false},
	{GENESIS_PERSON, "person", 't', false},
	{GENESIS_PERSON_NAME, "person_name", 't', false},
	{GENESIS_ROLE, "role", 't', false},
	{GENESIS_POST, "post", 't', true},
	{GENESIS_BRANCH, "branch", 't', true},
	{GENESIS_BRANCH_NAME, "branch_name", 't', true},
	{GENESIS_PROFILE, "profile", 't', true},
	{0},
};

int genesis_may(struct db *db, const struct event *ev, struct err *e)
{
	const char *branch = event_text(ev, GENESIS_BRANCH);

	if (ev->seq != 1)
		return err_set(e, ERR_STATE, "%s", _("a store is founded once, by its first event"));
	if (people_check_name(event_text(ev, GENESIS_NAME), _("name of the organisation"), e) ||
	    people_check(event_text(ev, GENESIS_PERSON), event_text(ev, GENESIS_PERSON_NAME),
			 event_text(ev, GENESIS_ROLE), branch, e))
		return -1;
	return branch ? branch_check(branch, event_text(ev, GENESIS_BRANCH_NAME), event_text(ev, GENESIS_PROFILE), e) : 0;
}

int genesis_apply(struct db *db, const struct event *ev, struct err *e)
{
	if (event_run(db, SQL_org_put, ev, e))
		return -1;
	if (event_text(ev, GENESIS_BRANCH) && event_run(db, SQL_genesis_branch_put, ev, e))
		return -1;
	return event_run(db, SQL_genesis_person_put, ev, e) ? -1 : event_run(db, SQL_key_put, ev, e);
}

int founding_check(const struct founding *f, struct err *e)
{
	const struct person *p = &f->founder;
	const struct branch *b = f->branch;

	return people_check_name(f->org, _("name of the organisation"), e) ||
			       people_check(p->no, p->name, p->role ? p->role->id : NULL, p->branch, e) ||
			       (b && branch_check(b->code, b->name, b->profile, e)) ||
			       key_check_passphrase(f->passphrase, e)
		       ? -1
		       : 0;
}

int founding_record(struct journal *j, const struct founding *f, struct err *e)
{
	AUTO(new_key_done) struct new_key nk = {0};
	AUTO(body_done) struct body b = {0};
	AUTO(act_abort) struct act act = {0};
	const struct person *p = &f->founder;

	if (founding_check(f, e) || new_key_make(&nk, f->passphrase, f->log_n, e))
		return -1;
	body_text(&b, GENESIS_NAME, f->org);
	body_bytes(&b, GENESIS_PUBLIC, key_public(nk.key), KEY_PUBLIC_SIZE);
	body_bytes(&b, GENESIS_ENVELOPE, nk.digest, DIGEST_SIZE);
	body_text(&b, GENESIS_PERSON, p->no);
	body_text(&b, GENESIS_PERSON_NAME, p->name);
	body_text(&b, GENESIS_ROLE, p->role ? p->role->id : NULL);
	body_text(&b, GENESIS_POST, p->post);
	if (f->branch) {
		body_text(&b, GENESIS_BRANCH, f->branch->code);
		body_text(&b, GENESIS_BRANCH_NAME, f->branch->name);
		body_text(&b, GENESIS_PROFILE, f->branch->profile);
	}
	if (act_begin(&act, j, e) || journal_found(j, f->chain, e) ||
	    act_record(&act, nk.key, p->no, KIND_GENESIS, &b, NULL, e) || new_key_store(j->db, &nk, e))
		return -1;
	return act_commit(&act, e);
}
