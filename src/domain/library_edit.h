/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an edition is made of and how two differ: the fields by name, writing rec text, differences.
 */
#ifndef ZICHA_DOMAIN_LIBRARY_EDIT_H
#define ZICHA_DOMAIN_LIBRARY_EDIT_H

#include "domain/library.h"

enum field_kind {
	FIELD_CODE, /* the key */
	FIELD_TEXT,
	FIELD_WORD,  /* one word of a closed list */
	FIELD_WORDS, /* some of them, with blanks between */
	FIELD_LIST,  /* several fields of that name; LF between */
	FIELD_NUMBER,
	FIELD_VALUE, /* name, unit, operator, limit */
	FIELD_WHEN,  /* a condition */
	FIELD_CODES, /* codes with blanks between */
	FIELD_EDITION,
	FIELD_DATE,  /* 2026-01-31 */
	FIELD_SAMPLE /* number, blank, unit */
};

struct library_field {
	const char *name;    /* in the file: "Question" */
	const char *heading; /* N_(): over a column, before a value */
	enum field_kind kind;
	enum words words; /* of FIELD_WORD and FIELD_WORDS */
	size_t place;     /* offset in struct item or struct basis */
	bool must;
};
enum { FIELDS_MOST = 24 }; /* of an item or a basis */
/* In the order of the files. */
const struct library_field *item_fields(size_t *n);
const struct library_field *basis_fields(size_t *n);
const struct library_field *item_field(const char *name); /* NULL if there is none */

/* A field's value as it stands in a rec file (lists joined by LF), "" if it is not set; out is emptied first.
 */
void item_field_text(const struct item *item, const struct library_field *field, struct str *out);
void basis_field_text(const struct basis *basis, const struct library_field *field, struct str *out);

/* Looks at one typed field by the rules of the files (not at what other fields, items or bases say). ERR_INPUT. */
int field_check(const struct library_field *field, bool of_item, const char *text, struct err *e);

/* A code that no item has (a basis), for a new one: behind the last of the section that near stands in, near being a code
 * or the two letters of a line ("CR"): then of the first section. Added to out; nothing if all are taken. */
void item_next_code(const struct library *lib, const char *near, struct str *out);
void basis_next_code(const struct library *lib, struct str *out);

/* Adds one field as rec text, or one for each value of a list; nothing if the text is empty. */
void field_write(const struct library_field *field, const char *text, struct str *out);
/* Adds what stands before a line's items (a record of type Line and the descriptor of items), or before
 * bases. */
void line_write_head(const struct line *line, const char *edition, struct str *out);
void bases_write_head(struct str *out);

/* Adds rec text with its descriptors, also good for recfix. Reading it gives the same line (bases) again, and
 * writing that the same text. Comments of the file it came from are not kept. */
void line_write(const struct line *line, struct str *out);
void bases_write(const struct library *lib, struct str *out);

/* Fills by_code from v: after items were added or moved. arena: the library's. */
void line_index(struct line *line, struct arena *arena);

/* ---- differences ----------------------------------------------------------- */

enum change_kind {
	CHANGE_LINE_ADDED,
	CHANGE_LINE_REMOVED,
	CHANGE_LINE_CHANGED, /* name, code or edition */
	CHANGE_ADDED,
	CHANGE_RETIRED,
	CHANGE_RESTORED,
	CHANGE_REMOVED, /* a fault: codes are kept for ever */
	CHANGE_REWORDED,
	CHANGE_REGRADED /* severity or weight */,
	CHANGE_MOVED /* another section or order */,
	CHANGE_BASIS_ADDED,
	CHANGE_BASIS_REMOVED,
	CHANGE_BASIS_CHANGED,
	CHANGE_COUNT
};
const char *change_id(enum change_kind kind);    /* "reworded": JSON */
const char *change_label(enum change_kind kind); /* translated */

struct change {
	enum change_kind kind;
	const char *code;                            /* of the item or basis, or the id of the line */
	const struct line *line_before, *line_after; /* NULL where there is none */
	const struct item *before, *after;
	const struct basis *basis_before, *basis_after;
	unsigned fields; /* bit i: row i of item_fields() or basis_fields() differs */
};
/* The short name of what changes; borrowed from the library that has it. */
const char *change_title(const struct change *change);
/* What a field of item or basis says before or after; out is emptied first, and stays so where there is neither. */
void change_field_text(const struct change *change, const struct library_field *field, bool after, struct str *out);
typedef void change_visit(const struct change *change, void *ctx);

/* Every difference, by line in the new library's order, then the bases. An item may be visited for several
 * kinds. Gives how many visits there were. */
size_t library_diff(const struct library *before, const struct library *after, change_visit *visit,
		    void *ctx);

#endif
