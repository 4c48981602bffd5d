/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People, their roles and their keys. A person is known by a staff number; what a
 * person does is signed by the key that the passphrase unlocks.
 */
#ifndef ZICHA_DOMAIN_PEOPLE_H
#define ZICHA_DOMAIN_PEOPLE_H

#include "domain/kinds.h"
#include "domain/role.h"
#include "store/journal.h"

enum { STAFF_NO_MOST = 12, NAME_MOST = 60 };

/* Who acts: a staff number and the unlocked key of that person. */
struct actor {
	const char *no;
	const struct key *key;
};

struct person {
	const char *no;
	const char *name;
	const struct role *role;
	const char *post;   /* 客户经理; may be "" */
	const char *branch; /* code; "" for the union */
	int64_t left_at;    /* 0: still here */
	bool has_key;
};

struct person_list {
	struct person *v;
	size_t n, cap;
	struct arena arena;
};

/* 1 to `most` digits, capital letters and inner hyphens: staff numbers, branch codes. */
bool people_is_code(const char *text, size_t most);
/* The same of what is typed, digits and letters of full width too; else ERR_INPUT. */
int people_check_code(const char *text, int most, struct err *e);
/* ERR_INPUT, which names `what`, unless a name has 1 to NAME_MOST characters. */
int people_check_name(const char *name, const char *what, struct err *e);

/* Checks what is typed about a person; ERR_INPUT names the field. */
int people_check(const char *no, const char *name, const char *role_id, const char *branch, struct err *e);

/* People by staff number; branch NULL: all. Those who left come too. */
int person_list_load(struct db *db, const char *branch, struct person_list *list, struct err *e);
void person_list_done(struct person_list *list);
/* 1 found, 0 absent. Strings are copied into the arena. */
int person_find(struct db *db, const char *no, struct arena *arena, struct person *out, struct err *e);

/* May this person act on this branch: its own, or any when union-wide. */
bool person_reaches(const struct person *p, const char *branch);
/* 0 if the actor of ev is here, has all the rights in `may` and reaches the branch (NULL: any); else ERR_DENIED. */
int actor_may(struct db *db, const struct event *ev, unsigned may, const char *branch, struct err *e);

/* Adds a person with a key of their own under their own passphrase. ERR_CONFLICT: the number is taken. */
int person_add(struct journal *j, const struct actor *by, const struct person *p, const char *passphrase, int log_n,
	       struct err *e);
/* The same, and the caller has the key unlocked: for who makes a demo of many people. Free with key_free. */
int person_add_open(struct journal *j, const struct actor *by, const struct person *p, const char *passphrase, int log_n,
		    struct key **key, struct err *e);
/* Changes name, role, post or branch. */
int person_change(struct journal *j, const struct actor *by, const struct person *p, struct err *e);
/* A new key for somebody who lost theirs; the old one ends here. */
int person_renew_key(struct journal *j, const struct actor *by, const char *no, const char *passphrase, int log_n,
		     struct err *e);
int person_leave(struct journal *j, const struct actor *by, const char *no, const char *reason, struct err *e);

/* Unlocks a person's key. ERR_ABSENT: no such person or no key; ERR_STATE: left; ERR_DENIED: wrong passphrase. Free with key_free. */
int person_unlock(struct db *db, const char *no, const char *passphrase, struct key **key, struct err *e);
/* Seals the same key under a new passphrase; signs an event with the digest of the new envelope. */
int person_change_passphrase(struct journal *j, const struct actor *by, const char *passphrase, int log_n,
			     struct err *e);
/* States failed unlocks that came before a good one (they are counted outside the record). */
int person_state_failures(struct journal *j, const struct actor *by, int count, int64_t first, int64_t last,
			  struct err *e);

/* Event kinds. */
extern const struct event_field person_fields[], enrol_fields[], rekey_fields[], leave_fields[], failures_fields[];
int person_may(struct db *db, const struct event *ev, struct err *e);
int person_apply(struct db *db, const struct event *ev, struct err *e);
int enrol_may(struct db *db, const struct event *ev, struct err *e);
int enrol_apply(struct db *db, const struct event *ev, struct err *e);
int rekey_may(struct db *db, const struct event *ev, struct err *e);
int rekey_apply(struct db *db, const struct event *ev, struct err *e);
int leave_may(struct db *db, const struct event *ev, struct err *e);
int leave_apply(struct db *db, const struct event *ev, struct err *e);
int failures_apply(struct db *db, const struct event *ev, struct err *e);

#endif
