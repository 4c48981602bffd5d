/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/new_key.h"

void new_key_done(struct new_key *n)
{
	key_free(&n->key);
	str_done(&n->envelope);
}

int new_key_make(struct new_key *n, const char *passphrase, int log_n, struct err *e)
{
	if (key_check_passphrase(passphrase, e) || key_new(&n->key, e) ||
	    key_seal(n->key, passphrase, log_n, &n->envelope, e))
		return -1;
	return digest_bytes(n->envelope.s, n->envelope.n, n->digest, e);
}

int new_key_store(struct db *db, const struct new_key *n, struct err *e)
{
	return db_run(db, SQL_envelope_set, e, "tb", key_id(n->key), n->envelope.s, n->envelope.n);
}
