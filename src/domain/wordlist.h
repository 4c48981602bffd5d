/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists of words that forms offer to pick from: natures of breach, causes, posts. Read from rec text
 * (data/table, built into the program); what a person types instead is as good. Fields: doc/library.md.
 */
#ifndef ZICHA_DOMAIN_WORDLIST_H
#define ZICHA_DOMAIN_WORDLIST_H

#include "base/mem.h"
#include "base/rec.h"

#include <stddef.h>

enum wordlist_kind { WORDLIST_NATURE, WORDLIST_CAUSE, WORDLIST_POST, WORDLIST_KINDS };

struct wordlist_row {
	const char *code;  /* N14; kept for ever */
	const char *name;  /* what is picked: at most 10 Hanzi, different from all others of the list */
	const char *group; /* rows of a group stand together */
	const char *note;  /* one line: what it means */
};

struct wordlist {
	struct wordlist_row *v;
	size_t n, cap;
	struct arena arena; /* owns the texts */
};

/* The built-in list of that kind, in its order. ERR_BUG if it does not hold. */
int wordlist_load(struct wordlist *list, enum wordlist_kind kind, struct err *e);
/* A list from a file's bytes. Problems are reported one by one (file:line:column); -1 with the first, ERR_INPUT:
 * a field missing, unknown or too long, a code or name twice, a group in two places, records of another kind. */
int wordlist_read(struct wordlist *list, enum wordlist_kind kind, const char *name, const char *bytes, size_t n,
		  rec_report *report, void *ctx, struct err *e);
void wordlist_done(struct wordlist *list);

#endif
