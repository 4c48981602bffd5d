/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers of the event kinds, as they stand in the bytes. Never reused, never changed.
 */
#ifndef ZICHA_DOMAIN_KINDS_H
#define ZICHA_DOMAIN_KINDS_H

enum {
	KIND_GENESIS = 1,
	KIND_BRANCH = 2,
	KIND_PERSON = 3,
	KIND_ENROL = 4,
	KIND_REKEY = 5,
	KIND_LEAVE = 6,
	KIND_FAILURES = 7,
	KIND_ADOPT = 8,
	KIND_OPEN = 9,
	KIND_ANSWER = 10,
	KIND_WITNESS = 11,
	KIND_FINDING = 12,
	KIND_WITHDRAW = 13,
	KIND_SIGN = 14,
	KIND_UNSIGN = 15,
	KIND_VOID = 16,
	KIND_PUBLISH = 17,
	KIND_RECOVERY = 18
};

#endif
