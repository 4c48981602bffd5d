/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The library as a table for WPS and Excel, and back. What those programs do to a table (encodings, lost
 * zeros, days, merged cells, lost characters) is put right or refused by row and column; nothing changes
 * without being told, because the caller shows library_diff(base, out) before it keeps anything.
 */
#ifndef ZICHA_DOMAIN_LIBRARY_TABLE_H
#define ZICHA_DOMAIN_LIBRARY_TABLE_H

#include "base/encode.h"
#include "domain/library_edit.h"

/* The items of a line (NULL: of every line) as CSV in the interface language, one a row, retired ones
 * included; out is emptied first. Characters that the encoding lacks stand in lost. Errors as encode_write().
 */
int library_table_write(const struct library *lib, const struct line *line, enum encode_kind kind,
			struct str *out, struct encode_lost *lost, struct err *e) MUST_CHECK;
/* The register of rules likewise. */
int bases_table_write(const struct library *lib, enum encode_kind kind, struct str *out,
		      struct encode_lost *lost, struct err *e) MUST_CHECK;

struct table_options {
	const char *edition; /* of the lines that change; NULL: they keep theirs */
	bool retire_absent;  /* items of the table's lines that are not in it are retired; else they stay as
				they are */
};

/* Reads a table of items, or of bases, and puts into out (a {0}) what the base would become: every line and
 * basis of it, with what the table says of them. A column that is not there leaves its field alone; a line
 * that does not change keeps its text byte by byte (unless bases stand in the same text). Rows are ordered by
 * the column 序号 where there is one, so sorting in a spreadsheet does no harm; a row without a number
 * follows the row above it. Problems are reported with the row of the spreadsheet as line and the number of
 * the column (A is 1), and say the column in words too. -1 with the first; out is then {0}. */
int library_table_read(const struct library *base, const char *name, const char *bytes, size_t n,
		       const struct table_options *options, struct library *out, rec_report *report,
		       void *ctx, struct err *e) MUST_CHECK;

#endif
