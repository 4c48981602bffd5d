/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The risk-point library: business lines, their items, the register of rules.
 * Read from rec text (data/lines, a county's own file, or what a session pinned).
 * Field names and meanings: doc/library.md. Knows no session and no store.
 */
#ifndef ZICHA_DOMAIN_LIBRARY_H
#define ZICHA_DOMAIN_LIBRARY_H

#include "base/rec.h"
#include "base/str.h"
#include "crypt/digest.h"

#include <stdbool.h>
#include <stddef.h>

/* Words of a closed list: the id stands in files, JSON and SQL, the label is shown. */
struct word {
	const char *id;
	const char *label; /* N_() */
};
enum words {
	WORDS_NONE,
	WORDS_SEVERITY,
	WORDS_EVIDENCE,
	WORDS_SOURCE,
	WORDS_METHOD,
	WORDS_FREQUENCY,
	WORDS_FORCE,
	WORDS_YES,
	WORDS_RESULT
};
const struct word *words_of(enum words list, size_t *n);
const char *words_label(enum words list, const char *id); /* translated; the id itself if it is unknown */

enum severity {
	SEVERITY_NONE,
	SEVERITY_SLIGHT,
	SEVERITY_ORDINARY,
	SEVERITY_SERIOUS,
	SEVERITY_MAJOR,
	SEVERITY_COUNT
};
const char *severity_id(enum severity s);    /* "serious": files, JSON, SQL */
const char *severity_label(enum severity s); /* translated: 较大 */
const char *severity_msgid(enum severity s); /* for papers */
bool severity_parse(const char *id, enum severity *out);

enum evidence { EVIDENCE_NONE, EVIDENCE_ISSUE, EVIDENCE_ALWAYS };
const char *evidence_id(enum evidence v); /* "issue" */
bool evidence_parse(const char *id, enum evidence *out);

/* What a branch may have: the keys of its profile and of conditions, in the order in which they are offered.
 */
struct profile_key {
	const char *id;    /* "vault" */
	const char *label; /* N_() */
};
const struct profile_key *library_profile_keys(size_t *n);

/* A measured value: name, unit, and the limit it must keep. */
struct item_value {
	const char *name; /* NULL: the item measures nothing */
	const char *unit;
	char op[3]; /* "<=" ">=" "<" ">" "=" */
	double limit;
};

/* "名称 单位 <= 3", as in the Value field; "" when nothing is measured. item_value_parse: -1 if it cannot be
 * read. */
void item_value_text(const struct item_value *value, struct str *out);
int item_value_parse(const char *text, struct item_value *out, struct arena *arena);
/* The same for a reader: "名称：不超过 3 单位". */
void item_value_words(const struct item_value *value, struct str *out);
/* What was measured, with its unit: "9.5 %"; as typed, where something stands behind the number already. */
void item_value_measured(const struct item_value *value, const char *typed, struct str *out);
/* What was measured ("9.5", full-width too, "9.5 %"): 1 it keeps the limit, 0 it breaks it, -1 it is no number. */
int item_value_keeps(const struct item_value *value, const char *typed);

struct item {
	const char *code;  /* CR-0203 */
	const char *title; /* at most 10 Hanzi, for lists */
	const char *section;
	const char *question, *look, *method, *why, *measure;
	const char *source; /* risk source class id */
	const char *posts;  /* joined by LF */
	const char *bases;  /* "B03" or "B04 clause", joined by LF */
	enum severity severity;
	int weight; /* 1..5 */
	struct item_value value;
	bool two_person;
	enum evidence evidence;
	const char *sample; /* "5 户", or "" */
	const char *when;   /* condition, or "" */
	const char *after;  /* codes separated by blanks, or "" */
	const char *frequency;
	const char *seed;
	const char *retired; /* edition that retired it, or "" */
	unsigned line;       /* in its file */
};

struct line {
	const char *id;      /* credit */
	const char *code;    /* CR */
	const char *name;    /* 信贷业务 */
	const char *edition; /* 2026.1 */
	struct item *v;      /* in walking order, retired ones included */
	size_t n, cap;
	const char *text; /* the exact rec text, LF, NFC: what a session pins */
	size_t text_n;
	const char *file;                  /* as given to library_add, for messages */
	const struct item **by_code;       /* sorted; NULL if n is 0 */
	unsigned char digest[DIGEST_SIZE]; /* SM3 of text */
};

struct basis {
	const char *code, *title, *issuer, *number, *date, *force, *note, *seed;
	const char *file;
	unsigned line;
};

struct library {
	struct line *v;
	size_t n, cap;
	struct {
		struct basis *v;
		size_t n, cap;
	} bases;
	struct arena arena; /* owns all of it */
};

/* The lines that are built into the program. ERR_BUG if they do not hold. */
int library_load_builtin(struct library *lib, struct err *e);
/* Adds one file (a line, the register, or both). Problems are reported one by one (file:line:column); -1 with
 * the first, and then nothing of the file is in the library. */
int library_add(struct library *lib, const char *name, const char *bytes, size_t n, rec_report *report,
		void *ctx, struct err *e);
/* Adds a text that was taken once, by this version or an earlier one, when its rules were others: what it no longer
 * follows is left out or kept as it stands, and nothing is refused for it. -1 (ERR_DAMAGED) only if there is no line
 * with items and no basis in it, or the library has that line. */
int library_add_pinned(struct library *lib, const char *name, const char *bytes, size_t n, struct err *e);
/* Adds the lines and bases of another library that this one lacks. A line whose letters it gave to another stays out. */
int library_add_rest(struct library *lib, const struct library *from, struct err *e);
/* The same from the built-in library, of which only what is new is read. */
int library_add_builtin_rest(struct library *lib, struct err *e);
/* Which rules library_add and library_check hold a text to: raised when they become stricter, never when they become
 * looser. Acts say the number, so that a later version does not hold an old text to new rules. */
enum { LIBRARY_RULES = 1 };
/* Checks across files: unknown bases, codes used twice, conditions that can never hold, order cycles, items
 * without a method; questions that ask two things are warnings. Gives the number of errors. */
size_t library_check(const struct library *lib, rec_report *report, void *ctx);
void library_done(struct library *lib);

const struct line *library_line(const struct library *lib, const char *id_or_code); /* NULL if absent */
const struct item *library_item(const struct library *lib, const char *code,
				const struct line **line); /* or NULL */
const struct item *line_item(const struct line *line, const char *code);
const struct basis *library_basis(const struct library *lib,
				  const char *code); /* first word of a Basis field */
/* An item's bases by their titles, with the clause, separated by ；. A code that is not in the register stays
 * as it is. */
void library_basis_titles(const struct library *lib, const char *bases, struct str *out);

/* One part of a condition: NAME = VALUE. */
struct condition {
	char name[16], value[16];
};
/* The next part behind *at (parts are joined by " and "): 1, 0 at the end, -1 if it cannot be read (*at stays
 * on it). */
int condition_next(const char **at, struct condition *out);
/* Whether a name and a value can stand in a condition: a profile key with yes or no, a code with a result. */
bool condition_is_known(const struct condition *c);

/* Whether an item is asked. lookup gives the value of a name ("vault" -> "yes", "CR-0101" -> "issue"), or
 * NULL if unknown (then a condition on it does not hold). If not asked, why (may be NULL) gets the failing
 * part: "vault = yes". */
typedef const char *library_lookup(const char *name, void *ctx);
bool item_asked(const struct item *item, library_lookup *lookup, void *ctx, struct str *why);

const char *source_label(const char *source);            /* translated class name */
const char *frequency_label(const char *frequency);      /* 每月 */
void method_labels(const char *method, struct str *out); /* 查阅、访谈 */

#endif
