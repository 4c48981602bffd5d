/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reader of GNU recutils' rec format (recutils manual, "The Rec Format"): records of
 * "Field: value" lines, "+ " continuation, "\" at a line end, "%rec:" descriptors, "#" comments.
 * Also takes CRLF and a BOM, which recfix refuses. Stricter than recfix in four things: what text_clean()
 * refuses, the sizes below, a plain field in a descriptor, a descriptor that names a file elsewhere. Knows no
 * field by name but those that begin with %.
 */
#ifndef ZICHA_BASE_REC_H
#define ZICHA_BASE_REC_H

#include "base/err.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>

struct rec_field {
	const char *name;      /* "Question" */
	const char *value;     /* clean NFC; continuation lines joined by LF */
	unsigned line, column; /* of the value's first character, from 1 */
};

struct rec {
	const char *type; /* of the descriptor above it; "" before any */
	bool descriptor;  /* this record is itself a descriptor (%rec: ...) */
	struct rec_field *v;
	size_t n, cap;
	unsigned line; /* where it starts */
};

struct rec_file {
	const char *name; /* for messages; borrowed */
	const char *text; /* the whole text as it was read: NFC, LF, no BOM */
	size_t text_n;
	struct rec *v;
	size_t n, cap;
	struct arena arena; /* owns text, names and values */
};

/* Something wrong at a place; the reader goes on to find more. */
struct rec_problem {
	const char *file;
	unsigned line, column;
	bool warning;
	const char *text; /* what, and what to do */
};
typedef void rec_report(const struct rec_problem *p, void *ctx);

/* Where problems of one file go; the first error also goes to e as "file:line:column: text", ERR_INPUT.
 * At most REC_PROBLEMS are reported, then one that says so. */
struct rec_reporter {
	const char *file;
	rec_report *report; /* may be NULL */
	void *ctx;
	struct err *e; /* may be NULL */
	size_t errors, warnings;
};
void rec_error(struct rec_reporter *r, unsigned line, unsigned column, const char *fmt, ...)
    PRINTF_LIKE(4, 5);
void rec_warn(struct rec_reporter *r, unsigned line, unsigned column, const char *fmt, ...) PRINTF_LIKE(4, 5);

enum { REC_FILE_MOST = 1024 * 1024, REC_VALUE_MOST = 64 * 1024, REC_PROBLEMS = 100 };

/* Reads a whole file's bytes. Problems go to report (may be NULL); -1 with the first one ("file:line:column:
 * ...", ERR_INPUT) if there was an error, but f then still holds what could be read. rec_done in every case.
 */
int rec_read(struct rec_file *f, const char *name, const char *bytes, size_t n, rec_report *report, void *ctx,
	     struct err *e);
void rec_done(struct rec_file *f);

/* First field of that name, or NULL. */
const struct rec_field *rec_find(const struct rec *r, const char *name);

#endif
