/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people.c (reading, event kinds) and people_acts.c (acts) share.
 */
#ifndef ZICHA_DOMAIN_PEOPLE_INSIDE_H
#define ZICHA_DOMAIN_PEOPLE_INSIDE_H

#include "domain/people.h"

/* Tags of the bodies; doc/format.md lists them. */
enum { PERSON_NO = 1, PERSON_NAME, PERSON_ROLE, PERSON_POST, PERSON_BRANCH, PERSON_ENROL };
enum { ENROL_PERSON = 1, ENROL_PUBLIC, ENROL_ENVELOPE };
enum { REKEY_ENVELOPE = 1 };
enum { LEAVE_PERSON = 1, LEAVE_REASON };
enum { FAILURES_COUNT = 1, FAILURES_FIRST, FAILURES_LAST };
enum {
	GENESIS_NAME = 1,
	GENESIS_PUBLIC,
	GENESIS_ENVELOPE,
	GENESIS_PERSON,
	GENESIS_PERSON_NAME,
	GENESIS_ROLE,
	GENESIS_POST,
	GENESIS_BRANCH,
	GENESIS_BRANCH_NAME,
	GENESIS_PROFILE
};

/* Whether the facts of a person can be taken; ERR_INPUT names the one that cannot. */
int people_check(const char *no, const char *name, const char *role_id, const char *branch, struct err *e);

#endif
