/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * CSV as RFC 4180 has it, for tables that come from and go to spreadsheet programs. Strict about quotes: a
 * lenient reader swallows half a file behind a stray one. Knows no encoding (encode.h) and no meaning of a
 * column.
 */
#ifndef ZICHA_BASE_CSV_H
#define ZICHA_BASE_CSV_H

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	CSV_FILE_MOST = 16 * 1024 * 1024,
	CSV_CELL_MOST = 64 * 1024,
	CSV_COLUMNS_MOST = 256,
	CSV_ROWS_MOST = 100000
};

struct csv_cell {
	const char *text;      /* as it stands: line ends inside are LF, nothing else is changed */
	unsigned line, column; /* of its first byte in the file; column in characters, from 1 */
	bool quoted;
};

struct csv_row {
	struct csv_cell *v;
	size_t n, cap;
};

/* Rows in the order of the file, empty ones included, so row i is row i + 1 of the spreadsheet. */
struct csv {
	struct csv_row *v;
	size_t n, cap;
	char separator;     /* the one that was found */
	struct arena arena; /* owns the texts */
};

/* Reads a whole file of UTF-8 without a byte order mark. Lines end in CR LF, LF or CR. The separator is the
 * one of , ; and TAB that stands most often in the first line outside quotes. ERR_INPUT with line and column:
 * a quote inside a cell, something behind a closing quote, a quote that is never closed, NUL, the sizes
 * above. csv_done in every case. */
int csv_read(struct csv *csv, const char *text, size_t n, struct err *e) MUST_CHECK;
void csv_done(struct csv *csv);

/* Adds one row, ended by CR LF. A cell is quoted where RFC 4180 wants it. A text that a spreadsheet program
 * would run as a formula or turn into a number or a day (= + - @ in front, also full-width; 3-1, 1E5, 0012,
 * TRUE) gets an apostrophe in front, and so does one that begins with an apostrophe and would then look
 * guarded. Plain numbers go as they are. */
struct csv_out {
	const char *text;
	bool number; /* meant as a number: not guarded if it is one */
};
void csv_write_row(struct str *out, const struct csv_out *cells, size_t n);

/* The text without the apostrophe that csv_write_row puts before it. */
const char *csv_unguard(const char *text);

/* Column letters of a spreadsheet: 0 is A, 25 Z, 26 AA. */
void csv_letters(size_t column, char out[4]);

#endif
