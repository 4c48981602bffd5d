/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The journal: the append-only, hash-chained, signed record of acts. One act of a
 * person is one transaction of one or more events with their projections.
 */
#ifndef ZICHA_STORE_JOURNAL_H
#define ZICHA_STORE_JOURNAL_H

#include "base/clock.h"
#include "store/db.h"
#include "store/event.h"

struct journal {
	struct db *db;                   /* borrowed */
	const struct event_kinds *kinds; /* borrowed */
	struct clock *clock;             /* borrowed */
	char chain[CHAIN_TEXT];          /* the own chain; "" in an empty store */
	bool founding;                   /* the chain was made in the act under way */
};

/* Binds a journal to an open store and reads its own chain. */
int journal_init(struct journal *j, struct db *db, const struct event_kinds *kinds, struct clock *clock,
		 struct err *e);

/* Makes the own chain of an empty store, inside an act; its id is random unless one is given (the demo's: 10
 * characters). The next record is event 1. */
int journal_found(struct journal *j, const char *id, struct err *e);

/* An act: begin, record one or more events, commit. AUTO(act_abort) struct act a = {0}; */
struct act {
	struct journal *journal; /* NULL: none under way */
};
int act_begin(struct act *a, struct journal *j, struct err *e);
/* Checks may(), appends, signs, applies, moves the head. actor: staff number of the key's holder (not looked
 * at while the key is not enrolled). ref (may be NULL) gets "CHAIN-SEQ". When it fails the whole act is
 * rolled back at once; later calls on it give ERR_BUG. ERR_DENIED: the key is not enrolled, closed, or
 * another person's; else what may() or apply() said. */
int act_record(struct act *a, const struct key *key, const char *actor, uint16_t kind,
	       const struct body *body, char ref[REF_TEXT], struct err *e);
int act_commit(struct act *a, struct err *e); /* durable when it returns 0 */
void act_abort(struct act *a);                /* nothing of the act remains; harmless after commit */

/* An act of one event. */
int journal_record(struct journal *j, const struct key *key, const char *actor, uint16_t kind,
		   const struct body *body, char ref[REF_TEXT], struct err *e);

/* For apply(): runs a statement whose parameters are named after the event's fields, or are :chain :seq :ref
 * :at :actor :signer (the key's id). An absent text is '', an absent integer -1. */
int event_run(struct db *db, enum sql_id id, const struct event *ev, struct err *e);

/* The head of a chain: its last seq and hash. 1 found, 0 no such chain. Only of committed acts. */
int journal_head(struct db *db, const char *chain, int64_t *seq, unsigned char hash[DIGEST_SIZE],
		 struct err *e);

/* For verify: whose key signed (ev->actor into the arena) and its public half: from the body for kinds with
 * key_tag, else from table key. ERR_DENIED: not enrolled or closed. ERR_DAMAGED: the half is not the key's.
 */
int journal_signer(struct db *db, struct event *ev, unsigned char pub[KEY_PUBLIC_SIZE], struct arena *arena,
		   struct err *e);

/* Visits events of a chain from seq `from` on, decoded; stops when visit gives non-zero (and gives that).
 * Erased or withheld bodies come with value_count 0. Read in slices: no statement is open during a visit. */
int journal_each(struct db *db, const struct event_kinds *kinds, const char *chain, int64_t from,
		 int (*visit)(const struct event *ev, void *ctx, struct err *e), void *ctx, struct err *e);

#endif
