/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What verify.c (events), verify_file.c (the file around them) and verify_say.c (what is found) share.
 */
#ifndef ZICHA_STORE_VERIFY_PRIVATE_H
#define ZICHA_STORE_VERIFY_PRIVATE_H

#include "store/db.h"
#include "store/verify.h"

struct verify {
	struct db *kept;    /* a private copy of the store */
	struct db *rebuilt; /* what the events say */
	const struct event_kinds *kinds;
	const struct verify_options *options;
	struct verify_result *result;
	struct key_ring ring; /* the keys seen so far */
	int64_t all;
	int64_t followers; /* refusals that may only follow from an earlier break */
};

/* The verdict alone, where enough was said. */
void verify_raise(struct verify_result *result, enum verify_verdict verdict);
/* A place that does not hold. */
void verify_say_place(struct verify *v, const char *where, const char *text);
/* One remark; the result's verdict follows. */
void verify_say(struct verify *v, const struct verify_remark *r);
/* A step that could not be done: 0 because of what is in the file (said), -1 when the work itself must end.
 */
int verify_finding(struct verify *v, const char *where, struct err *e);

/* Pages, references and settings of the file. */
int verify_file(struct verify *v, struct err *e);
/* Heads known from outside, bodies without events, envelopes without keys and keys without envelopes. */
int verify_beside(struct verify *v, struct err *e);

#endif
