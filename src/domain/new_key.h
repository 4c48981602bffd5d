/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A fresh key with its sealed envelope and the envelope's digest, for the event that enrols it.
 */
#ifndef ZICHA_DOMAIN_NEW_KEY_H
#define ZICHA_DOMAIN_NEW_KEY_H

#include "store/db.h"
#include "crypt/digest.h"
#include "crypt/key.h"

/* AUTO(new_key_done) struct new_key n = {0}; */
struct new_key {
	struct key *key;
	struct str envelope;
	unsigned char digest[DIGEST_SIZE];
};

/* log_n: the cost of scrypt. ERR_INPUT: the passphrase is too weak. */
int new_key_make(struct new_key *n, const char *passphrase, int log_n, struct err *e);
/* Lays the envelope into the store, within the act whose event carries the digest. */
int new_key_store(struct db *db, const struct new_key *n, struct err *e);
void new_key_done(struct new_key *n);

#endif
