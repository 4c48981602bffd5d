/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the library only: what its files share.
 */
#ifndef ZICHA_DOMAIN_LIBRARY_READ_H
#define ZICHA_DOMAIN_LIBRARY_READ_H

#include "domain/library_edit.h"

struct loader {
	struct library *lib;
	struct rec_reporter say;
	struct line line;
	bool has_line;
	size_t bases_before; /* what the library held */
	bool pinned;         /* was taken once: rules that it breaks do not matter */
	const char *stays;   /* these bytes, if they outlive the library: then its text may be they; NULL: they do not */
	size_t stays_n;
};

enum { NO_PLACE = 0xFFFF };

/* Looks at a trimmed value, or keeps it in `into` (a struct line, item or basis) where that is not a plain
 * text. */
typedef void rule_take(struct loader *l, const struct rec_field *f, const char *text, void *into);

struct rule {
	const char *name;
	bool must;
	bool many;      /* the field may come again; values are joined by LF */
	bool lines;     /* the value may have several lines */
	unsigned most;  /* Hanzi; an ASCII character is half of one */
	unsigned place; /* of the const char * in the struct; NO_PLACE: take keeps it */
	rule_take *take;
};

/* The rules of a record of type Line, Item or Basis; NULL for another. */
const struct rule *rules_of(const char *type, size_t *n);

/* Two capitals, "-", four digits. */
bool code_is_good(const char *text, size_t n);
/* "B" and two to four digits. */
bool basis_code_is_good(const char *text, size_t n);

#endif
