/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Backups that were verified before they count, and putting one back.
 * Knows nothing of when: the desk makes one on leaving, migration before it starts.
 */
#ifndef ZICHA_STORE_BACKUP_H
#define ZICHA_STORE_BACKUP_H

#include "base/clock.h"
#include "store/db.h"
#include "store/verify.h"

enum { BACKUP_KEEP = 7 };

struct backup_options {
	const char *dir; /* made if absent */
	bool shared;     /* folder 2770 and files 0660; else 0700 and 0600 */
	const struct event_kinds *kinds;
	struct clock *clock;
	int keep; /* this many, the newest by name; the one just made always stays */
	/* The own head of an earlier full verification (verify_result.own): its signatures are not worked out
	 * again. NULL: all of them. */
	const struct verify_head *trusted;
	int (*progress)(int64_t done, int64_t all, void *ctx); /* may be NULL */
	/* Of backup_restore: what is still to be done to the copy before it is verified and takes the place; may be NULL. */
	int (*prepare)(const char *path, void *ctx, struct err *e);
	void *ctx; /* of both */
};

/* Whether the file at path holds, looked at in full: 1, 0 (why gets the first thing that does not, result the verdict),
 * -1. */
int backup_check(const char *path, const struct backup_options *o, struct verify_result *result, struct str *why,
		 struct err *e);

/* Copies the store to DIR/zicha-20261123-090500.db: temporary name, synced, verified, renamed, folder synced;
 * then removes the oldest beyond keep. path (may be NULL) gets the name; result (may be NULL) what verifying
 * said. Other writers wait only while pages are copied. ERR_DAMAGED or ERR_UNKNOWN: the copy is not sound,
 * does not count and is removed again; older ones stay. ERR_IO, ERR_BUSY, ERR_CANCELLED. */
int backup_make(struct db *db, const struct backup_options *o, struct str *path, struct verify_result *result,
		struct err *e);

/* Names of the backups in a folder, oldest first; stops when visit returns non-zero and gives that. */
int backup_each(const char *dir, int (*visit)(const char *name, void *ctx, struct err *e), void *ctx,
		struct err *e);

/* The newest of them: 1, its name and when it was made (at may be NULL; 0 where its name does not say); 0 there is none, or
 * no folder. */
int backup_find_last(const char *dir, struct str *name, int64_t *at, struct err *e);

/* Puts the backup `from` in the place of the store `to`, after verifying it. What stood there stays beside it
 * as TO.before-20261123-090500 (named in kept, may be NULL; "" if nothing stood there), with its journal if it could
 * not be opened any more. Programs that have the old one open notice it at their next act. Errors as above, and those of
 * prepare, which records the event that says so; nothing is changed by them. */
int backup_restore(const char *from, const char *to, const struct backup_options *o, struct str *kept,
		   struct err *e);

#endif
