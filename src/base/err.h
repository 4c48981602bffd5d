/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An error is a value: a code for programs and one sentence for people.
 * It lies on the caller's stack, needs no free, and is set once, at the
 * lowest place that knows the reason.
 */
#ifndef ZICHA_BASE_ERR_H
#define ZICHA_BASE_ERR_H

#include <stdbool.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))

enum err_code {
	ERR_NONE = 0,
	ERR_USAGE,     /* the words of a call are off */
	ERR_INPUT,     /* data that cannot be taken: text, file, field */
	ERR_STATE,     /* not possible now: sealed, blank items, ... */
	ERR_DENIED,    /* this person may not, or the passphrase is wrong */
	ERR_ABSENT,    /* something named does not exist */
	ERR_CONFLICT,  /* exists already, or two things contradict */
	ERR_DAMAGED,   /* a record does not hold: hash, signature, format */
	ERR_UNKNOWN,   /* cannot tell: key, kind or format version unknown */
	ERR_NEWER,     /* made by a newer version */
	ERR_BUSY,      /* somebody else is writing */
	ERR_IO,        /* disk, file, terminal */
	ERR_CANCELLED, /* the person stopped it */
	ERR_BUG        /* our own fault */
};

struct err {
	enum err_code code;
	char text[600]; /* UTF-8, translated, names the thing and the way out */
};

/* Sets code and sentence; the format comes translated. Always returns -1. */
int err_set(struct err *e, enum err_code code, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Puts "what: " before the sentence, for a caller that knows a name the callee did not. Returns -1. */
int err_prefix(struct err *e, const char *what);

/* Back to ERR_NONE and an empty sentence. */
void err_clear(struct err *e);

/* True for what ends a long work whatever it is looking at: the disk, another program, a person who stopped it. */
bool err_ends_work(const struct err *e);

/* The exit code: 0 done, 2 usage, 3 bad data, 4 busy, 5 not permitted, 6 I/O, 130 interrupted. */
int err_exit_code(const struct err *e);

#endif
