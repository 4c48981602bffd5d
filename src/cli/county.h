/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What data/demo/county.rec says: which record comes up at which branch in which month, and its texts with
 * their braces filled in. Reads records and texts only; knows no store. The file itself says what its fields mean.
 */
#ifndef ZICHA_CLI_COUNTY_H
#define ZICHA_CLI_COUNTY_H

#include "base/rec.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* A field's value; "" when the record has none. nth: repeated fields are taken in turn, nth 0 the first. */
const char *county_field(const struct rec *r, const char *name);
const char *county_nth(const struct rec *r, const char *name, int nth);
/* A field as a number within [min, max]; false when it is absent or no such number. */
bool county_number(const struct rec *r, const char *name, long long min, long long max, long long *out);

/* The n-th word (from 0) of a list separated by blanks; its length, 0 when there are fewer. */
size_t county_word(const char *list, int n, const char **word);
bool county_has(const char *list, const char *word);

/* The next record of a type after `r` (NULL: the first), or NULL. */
const struct rec *county_next(const struct rec_file *f, const char *type, const struct rec *r);

/* Where a record comes up: lines "BRANCH MONTH MONTH ..." in fields of that name ("Hit": self-checks, "Check":
 * county checks); months count back from this one, * is any. Gives how many times of the record came before it in
 * the file, which picks its wording and figures; -1: it does not come up. */
int county_hit(const struct rec *r, const char *name, const char *branch, int month);

/* What the words in braces stand for:
 *   {1} .. {9}   figures and words of the Vary line whose turn it is
 *   {d3} {m1} {y}  the date three days before the check, the month before it, its year
 *   {sample}     how many the item asks to draw
 *   {volume}     the volume in which papers of this kind of check are kept
 *   {page}       a page of it, the same for the same item and day
 *   any other    a person, by `person` */
struct telling {
	const char *vary;   /* "" when none */
	const char *sample; /* "5 笔" */
	const char *volume;
	const char *item;
	int day; /* of the check */
	const char *(*person)(const char *word, void *ctx);
	void *ctx;
};
void county_tell(const struct telling *t, const char *text, struct str *out);

/* A number that is the same for the same two texts; for choices that must not change from month to month. */
unsigned county_mix(const char *a, const char *b);

#endif
