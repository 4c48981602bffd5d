/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Proof that nothing was changed: every event, hash, signature and permission again,
 * every projection rebuilt in memory and compared row by row. Fails closed.
 */
#ifndef ZICHA_STORE_VERIFY_H
#define ZICHA_STORE_VERIFY_H

#include "store/event.h"

enum verify_verdict { VERIFY_SOUND = 0, VERIFY_CHANGED = 1, VERIFY_UNKNOWN = 2 };

/* One thing that does not hold (or, with VERIFY_SOUND, a remark such as "keys are uncertified"). */
struct verify_remark {
	enum verify_verdict verdict;
	const char *where;   /* "event CHAIN-12", "table answer, row 7GK...-3 | CR-0203" */
	const char *text;    /* the sentence: what, whose, since when */
	int64_t seq;         /* 0 if not an event */
	const char *actor;   /* staff number, or "" */
	const char *subject; /* id of the session or person concerned, or "" */
};

struct verify_options {
	/* Called for each remark. */
	void (*remark)(const struct verify_remark *r, void *ctx);
	/* Progress: done of all events; non-zero stops (ERR_CANCELLED). May be NULL. */
	int (*progress)(int64_t done, int64_t all, void *ctx);
	void *ctx;
	/* Heads known from outside: each must be found in its chain. */
	const struct verify_head {
		char chain[CHAIN_TEXT];
		int64_t seq;
		unsigned char hash[DIGEST_SIZE];
	} *heads;
	size_t head_count;
	/* Also heads, of an earlier full run by this very program: signatures up to them are not worked out
	 * again (all else is, so a changed signature of an old event is the one thing that then stays
	 * unseen). For backups only. */
	const struct verify_head *trusted;
	size_t trusted_count;
};

struct verify_result {
	enum verify_verdict verdict;      /* the worst */
	int64_t events, signatures, rows; /* how many were checked */
	int64_t remarks;
	struct verify_head own; /* the own chain's head; seq 0 if there is none */
};

/* -1 only if verifying itself could not be done (ERR_IO, ERR_BUSY, ERR_CANCELLED). Works on a private copy: other
 * programs wait only while its pages are made. A store of an older format is VERIFY_UNKNOWN. */
int verify_store(struct db *db, const struct event_kinds *kinds, const struct verify_options *options,
		 struct verify_result *result, struct err *e);

/* The same for a file that may be anything: opens it read-only whatever its schema. What is no store, or too damaged to
 * open, is VERIFY_CHANGED; one of a newer version VERIFY_UNKNOWN. ERR_ABSENT if there is no file. */
int verify_path(const char *path, const struct event_kinds *kinds, const struct verify_options *options,
		struct verify_result *result, struct err *e);

#endif
