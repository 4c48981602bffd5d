/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Roles and what each may do: one table. Who may is asked here and nowhere else.
 */
#ifndef ZICHA_DOMAIN_ROLE_H
#define ZICHA_DOMAIN_ROLE_H

#include <stdbool.h>
#include <stddef.h>

enum {
	MAY_MANAGE = 1 << 0,   /* add people and branches, let them leave */
	MAY_INSPECT = 1 << 1,  /* open a session, answer, write findings */
	MAY_SIGN_HEAD = 1 << 2, /* sign as the branch head */
	MAY_SIGN_OTHER = 1 << 3, /* sign as the other person */
	MAY_READ_ALL = 1 << 4, /* read the sessions of every branch */
	MAY_LIBRARY = 1 << 5,  /* adopt an edition of the risk-point library */
	MAY_VOID = 1 << 6,     /* void a session that is not sealed */
	MAY_PUBLISH = 1 << 7   /* publish an edition of the risk-point library */
};

struct role {
	const char *id;    /* "head": SQL, JSON, command line */
	const char *label; /* N_() 主任 */
	const char *help;  /* N_() one line on what it is for */
	unsigned may;
	bool union_wide;   /* belongs to the county union: acts on every branch */
};

/* All roles, in the order in which they are offered. */
const struct role *role_table(size_t *n);
const struct role *role_find(const char *id); /* NULL if there is none */

#endif
