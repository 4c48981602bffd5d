/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A person's key: SM2 (GB/T 32918) signatures over SM3, the ID set on every call,
 * the private half in our scrypt + SM4-CTR + HMAC-SM3 envelope (doc/format.md).
 */
#ifndef ZICHA_CRYPT_KEY_H
#define ZICHA_CRYPT_KEY_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	KEY_PUBLIC_SIZE = 65,    /* uncompressed point, 04 || X || Y */
	KEY_ID_TEXT = 33,        /* 32 hex digits: the first 16 bytes of SM3(public), with a NUL */
	KEY_SIGNATURE_MOST = 80, /* DER of two 256-bit integers is at most 72 bytes */
	KEY_LOG_N = 17,          /* scrypt N = 2^17 */
	KEY_LOG_N_TEST = 14,     /* tests and the demo store */
	KEY_LOG_N_MOST = 18      /* refused above, on reading */
};

struct key; /* a private key in memory, unlocked; wiped by key_free */

/* A new key pair. Free with key_free. */
int key_new(struct key **out, struct err *e);
void key_free(struct key **k);

const unsigned char *key_public(const struct key *k); /* KEY_PUBLIC_SIZE bytes, borrowed */
const char *key_id(const struct key *k);              /* borrowed */
int key_id_of(const unsigned char pub[KEY_PUBLIC_SIZE], char out[KEY_ID_TEXT], struct err *e);

/* Signs n bytes (SM2 with SM3, ID 1234567812345678). *sig_n gets the DER size. */
int key_sign(const struct key *k, const void *data, size_t n, unsigned char sig[KEY_SIGNATURE_MOST],
	     size_t *sig_n, struct err *e);
/* 1 holds, 0 does not hold, -1 the key or library failed. */
int key_verify(const unsigned char pub[KEY_PUBLIC_SIZE], const void *data, size_t n, const void *sig,
	       size_t sig_n, struct err *e);

/* The same for many signatures by few people: each public half is made ready once. {0} is an empty ring. */
struct key_ring {
	struct key_ready *v;
	size_t n, cap;
};
int key_ring_verify(struct key_ring *ring, const unsigned char pub[KEY_PUBLIC_SIZE], const void *data, size_t n,
		    const void *sig, size_t sig_n, struct err *e);
void key_ring_done(struct key_ring *ring);

/* The private half sealed under a passphrase (folded by text_fold_ascii before use). env is emptied first. */
int key_seal(const struct key *k, const char *passphrase, int log_n, struct str *env, struct err *e);
/* Opens an envelope. ERR_DENIED: wrong passphrase; ERR_DAMAGED: the envelope does not hold. */
int key_open(struct key **out, const void *env, size_t n, const char *passphrase, struct err *e);

/* The passphrase rule: four words, or 12 characters, or 14 digits. ERR_INPUT says what is missing. */
int key_check_passphrase(const char *passphrase, struct err *e);
/* Whether it was typed the same once more, be it in full-width characters. ERR_INPUT. */
int key_check_again(const char *passphrase, const char *again, struct err *e);

#endif
