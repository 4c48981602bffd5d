/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the library's tables only: a table that is being read, its rows, what is made of them.
 */
#ifndef ZICHA_DOMAIN_LIBRARY_ROWS_H
#define ZICHA_DOMAIN_LIBRARY_ROWS_H

#include "base/csv.h"
#include "domain/library_table.h"

enum { COLUMN_NONE = 0xFFFF };

/* A row of the result: one of the table, or one of the base that the table does not have. */
struct row {
	const char *v[FIELDS_MOST]; /* values of the fields, "" if not set */
	unsigned at;                /* row of the spreadsheet; 0: of the base */
	double no;                  /* 序号 */
	const struct line *line;
	const struct item *item; /* of the base; NULL if it is new */
	unsigned from;           /* first line of its record in the text that is made */
};

struct sheet {
	const struct library *base;
	const struct table_options *options;
	const struct library_field *fields;
	size_t fields_n;
	bool items;
	struct csv csv;
	size_t heading;             /* row of csv */
	size_t column[FIELDS_MOST]; /* of each field; COLUMN_NONE */
	size_t no, line;            /* of 序号 and 条线 */
	bool *known;                /* by column: has a heading of ours */
	struct row *v;
	size_t n, cap;
	struct rec_reporter say;
	struct arena arena;
	struct str text; /* of the line that is being made */
};

void sheet_done(struct sheet *t);

/* "column D (Severity): why"; row is the spreadsheet's, column counts from 0. */
void cell_problem(struct sheet *t, size_t row, size_t column, bool warning, const char *why);

/* Finds the headings of t->csv and takes its rows into t->v; -1 if there was an error, which is told. */
int sheet_read_rows(struct sheet *t);

/* Values to begin with: those of the row's item, or of a basis; "" where there is neither. */
void sheet_take_base(struct sheet *t, struct row *row, const struct basis *basis);

/* Makes what the base becomes; -1 if there was an error, which is told. */
int sheet_make(struct sheet *t, struct library *out);

#endif
