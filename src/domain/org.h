/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The organisation: who founded the store, and the branches with their profiles.
 */
#ifndef ZICHA_DOMAIN_ORG_H
#define ZICHA_DOMAIN_ORG_H

#include "domain/people.h"

#include <stdbool.h>

enum { BRANCH_CODE_MOST = 12 };

struct branch {
	const char *code;    /* "1102": digits or capitals, at most 12 */
	const char *name;
	const char *profile; /* what it has, ids of library_profile_keys() separated by blanks: "vault atm credit" */
};

struct branch_list {
	struct branch *v;
	size_t n, cap;
	struct arena arena;
};

/* The name given at founding; "" in an empty store. Copied into the arena. */
int org_name(struct db *db, struct arena *arena, const char **name, struct err *e);

/* All branches by code. */
int branch_list_load(struct db *db, struct branch_list *list, struct err *e);
void branch_list_done(struct branch_list *list);
const struct branch *branch_list_find(const struct branch_list *list, const char *code);

bool branch_has(const char *profile, const char *key);
/* Checks a profile text: known keys, each once. ERR_INPUT names the key. */
int branch_check_profile(const char *profile, struct err *e);
/* Checks all that is typed about a branch. ERR_INPUT names the field. */
int branch_check(const char *code, const char *name, const char *profile, struct err *e);

/* Adds a branch or changes its name and profile. ERR_DENIED, ERR_INPUT. */
int branch_put(struct journal *j, const struct actor *by, const struct branch *b, struct err *e);

/* Event kinds. */
extern const struct event_field branch_fields[];
int branch_may(struct db *db, const struct event *ev, struct err *e);
int branch_apply(struct db *db, const struct event *ev, struct err *e);

#endif
