/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A backup put back in the store's place: who did it, why, and what of the record was left behind. It is itself an event
 * of the store that was put back, so that nobody can do it unseen.
 */
#ifndef ZICHA_DOMAIN_RECOVERY_H
#define ZICHA_DOMAIN_RECOVERY_H

#include "domain/people.h"

struct recovery {
	const char *id;          /* CHAIN-SEQ of the act: what the backup held ends before it */
	const char *source;      /* name of the backup's file */
	const char *reason;
	int64_t lost_seq;        /* the last event of the record that stood there; 0: it could not be read */
	const char *lost_hash;   /* its hash, hex; "" */
	int64_t at;
	const char *by, *by_name;
};

/* Records it in the store that was put back. ERR_INPUT: no reason; ERR_DENIED: a right of head and officer. */
int recovery_record(struct journal *j, const struct actor *by, const struct recovery *r, struct err *e);

struct recovery_list {
	struct recovery *v;
	size_t n, cap;
	struct arena arena;
};
/* All of them, the first one first. */
int recovery_list_load(struct db *db, struct recovery_list *list, struct err *e);
void recovery_list_done(struct recovery_list *list);

extern const struct event_field recovery_fields[];
int recovery_may(struct db *db, const struct event *ev, struct err *e);
int recovery_apply(struct db *db, const struct event *ev, struct err *e);

#endif
