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

#endif
