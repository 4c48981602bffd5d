/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One event: what a person did, as decoded bytes, and the table of kinds that the
 * domain hands in. The exact bytes are in doc/format.md. Knows no kind by name.
 */
#ifndef ZICHA_STORE_EVENT_H
#define ZICHA_STORE_EVENT_H

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "crypt/digest.h"
#include "crypt/key.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;
struct event;

enum {
	CHAIN_TEXT = 11, /* a chain's id: 10 characters of Crockford base32 and a NUL */
	REF_TEXT = 32,   /* "CHAIN-SEQ" */
	EVENT_SALT = 16, /* random bytes before the body in its digest */
	EVENT_FORMAT = 1
};
#define EVENT_TIME_END INT64_C(7258118400) /* no event is younger than 2199-12-31 */

/* A field of a body: bytes are tag(2) length(4) value, big-endian, tags rising. */
struct event_field {
	uint16_t tag;     /* 1.., never reused within a kind */
	const char *name; /* as in SQL and JSON */
	char type;        /* t text (NFC, checked), i integer of 8 bytes, b bytes */
	bool optional;    /* may be absent */
};

/* One row per kind of event; the array of fields ends with tag 0. */
struct event_kind {
	uint16_t code;     /* in the bytes; never reused */
	const char *name;  /* "answer": in listings and JSON */
	const char *label; /* N_() for people */
	const struct event_field *fields;
	/* The tag of the field that carries the public key which signs this very event: founding, enrolling
	 * oneself. 0 for all other kinds: their key must stand in table `key`, not closed. */
	uint16_t key_tag;
	/* May this actor do this now? Reads projections; called before apply when recording, rebuilding and
	 * verifying. NULL: always. Refusals: ERR_DENIED, ERR_STATE, ERR_INPUT, with the sentence. */
	int (*may)(struct db *db, const struct event *ev, struct err *e);
	/* Writes the projections; must depend on nothing but the event and the projections. */
	int (*apply)(struct db *db, const struct event *ev, struct err *e);
};

struct event_kinds {
	const struct event_kind *v;
	size_t n;
	bool brings_chains; /* there are kinds that bring in other stores' chains; else none can be there */
};

struct event_value {
	uint16_t tag;
	int64_t number;   /* type i */
	const char *text; /* type t, NUL-terminated; type b: the bytes */
	size_t n;         /* bytes of t or b */
};

struct event {
	char chain[CHAIN_TEXT];
	int64_t seq; /* 1, 2, ... without gaps */
	const struct event_kind *kind;
	int64_t at;            /* the actor's clock, seconds since 1970 UTC */
	char key[KEY_ID_TEXT]; /* id of the signing key */
	const char *actor; /* staff number that holds the key; "" while it is not enrolled (key_tag kinds) */
	unsigned char prev[DIGEST_SIZE], hash[DIGEST_SIZE];
	const struct event_value *values; /* in tag order */
	size_t value_count;
};

/* The value of a field; text gives NULL, integers `otherwise`, when absent. */
const char *event_text(const struct event *ev, uint16_t tag);
int64_t event_int(const struct event *ev, uint16_t tag, int64_t otherwise);
const void *event_bytes(const struct event *ev, uint16_t tag, size_t *n);

/* "CHAIN-SEQ": the id of what this event brought into being. */
const char *event_ref(const struct event *ev, char out[REF_TEXT]);

/* A body being written: fields in rising tag order (asserted). Empty or NULL text is left out. */
struct body {
	struct str bytes;
	uint16_t last;
};
void body_text(struct body *b, uint16_t tag, const char *text);
void body_int(struct body *b, uint16_t tag, int64_t number);
void body_bytes(struct body *b, uint16_t tag, const void *data, size_t n);
void body_done(struct body *b);

/* Strict decoding against the kind's fields into the arena: ERR_DAMAGED for bytes that are no body (wrong
 * order, length, text that is not clean NFC), ERR_UNKNOWN for a tag this version does not know. */
int event_decode(struct event *ev, const void *body, size_t n, struct arena *arena, struct err *e);

const struct event_kind *event_kind_find(const struct event_kinds *kinds, uint16_t code);

/* Below: the bytes, for the journal, verify and bundles. */

/* A row of table event, as it is hashed. */
struct event_row {
	const char *chain;
	int64_t seq;
	int64_t kind;
	int64_t at;
	const char *key;
	const unsigned char *prev, *digest; /* DIGEST_SIZE bytes each */
};
/* SM3(salt || body). */
int event_body_digest(const unsigned char salt[EVENT_SALT], const void *body, size_t n,
		      unsigned char out[DIGEST_SIZE], struct err *e);
/* SM3 over the fields of the row under the domain string. */
int event_hash(const struct event_row *row, unsigned char out[DIGEST_SIZE], struct err *e);
/* What the signature is over. out is emptied first. */
void event_signed_bytes(const unsigned char hash[DIGEST_SIZE], struct str *out);

#endif
