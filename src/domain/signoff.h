/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sign-off: two different people, the branch head and one other who is not the head,
 * sign the same digest of the same content; the second signature seals.
 */
#ifndef ZICHA_DOMAIN_SIGNOFF_H
#define ZICHA_DOMAIN_SIGNOFF_H

#include "domain/answer.h"
#include "domain/finding.h"

struct signature {
	const char *person, *name;
	const char *capacity; /* "head" or "other" */
	int64_t at;
	const char *digest;   /* hex, of what was signed */
	const char *key;      /* id of the signing key */
	int64_t seq;          /* of its event */
};

struct signature_list {
	struct signature *v;
	size_t n, cap;
	struct arena arena;
};
int signature_list_load(struct db *db, const char *session, struct signature_list *list, struct err *e);
void signature_list_done(struct signature_list *list);

/* What still stands in the way of signing; items in walking order. */
struct obstacle {
	const char *item; /* code; "" when not about one item */
	const char *text; /* translated: blank, pending, no finding, no witness, no evidence, no reason; of a
			   finding not repaired on the spot: no liable person, no deadline */
};
struct obstacle_list {
	struct obstacle *v;
	size_t n, cap;
	struct arena arena;
};
int signoff_obstacles(struct db *db, const char *session, struct obstacle_list *list, struct err *e);
void obstacle_list_done(struct obstacle_list *list);

/* SM3 over the session's asked items, answers and findings (doc/format.md): what the signers sign. */
int signoff_digest(struct db *db, const char *session, unsigned char out[DIGEST_SIZE], struct err *e);

/* Signs. The first makes the session ready, the second (of the other capacity) seals it.
 * ERR_STATE: obstacles (the sentence names the first items), the same person, the same capacity twice. */
int signoff_sign(struct journal *j, const struct actor *by, const char *session, struct err *e);
/* Whether this person may give the next signature: known, of the branch, of a capacity that has not signed. 0, or -1
 * with the sentence that signing would be refused with. Items in the way are not looked at. */
int signoff_can(struct db *db, const char *session, const char *no, struct err *e);
/* Back from ready to open; the signatures given so far lose their effect. */
int signoff_unsign(struct journal *j, const struct actor *by, const char *session, const char *reason, struct err *e);

/* Event kinds. */
extern const struct event_field sign_fields[], unsign_fields[];
int sign_may(struct db *db, const struct event *ev, struct err *e);
int sign_apply(struct db *db, const struct event *ev, struct err *e);
int unsign_may(struct db *db, const struct event *ev, struct err *e);
int unsign_apply(struct db *db, const struct event *ev, struct err *e);

#endif
