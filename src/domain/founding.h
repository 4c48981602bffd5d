/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Founding a store: its first event names the organisation, its first branch and its first person.
 */
#ifndef ZICHA_DOMAIN_FOUNDING_H
#define ZICHA_DOMAIN_FOUNDING_H

#include "domain/org.h"

/* What the first event says. */
struct founding {
	const char *org;                /* 县农村信用合作联社 */
	const struct branch *branch;    /* the founder's branch; NULL for a union */
	struct person founder;
	const char *passphrase;
	int log_n;                      /* scrypt cost; KEY_LOG_N */
	const char *chain;              /* id of the chain; NULL: a random one, as it must be outside demo and tests */
};
/* Records it and lays the founder's envelope into the store. ERR_INPUT names the field; ERR_CONFLICT: founded already. */
int founding_record(struct journal *j, const struct founding *f, struct err *e);
/* The checks of founding_record alone, before a store is made. */
int founding_check(const struct founding *f, struct err *e);

/* Event kinds. */
extern const struct event_field genesis_fields[];
int genesis_may(struct db *db, const struct event *ev, struct err *e);
int genesis_apply(struct db *db, const struct event *ev, struct err *e);

#endif
