/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Between a field's value and what stands in a spreadsheet's cell for it: words instead of ids, several
 * values in one cell, and what spreadsheet programs do to codes, days and numbers put right or refused.
 */
#ifndef ZICHA_DOMAIN_LIBRARY_CELL_H
#define ZICHA_DOMAIN_LIBRARY_CELL_H

#include "domain/library_edit.h"

/* What the cell shows for a field's text, in the interface language; out is emptied first. */
void cell_show(const struct library_field *field, const char *text, struct str *out);

/* The text of the field from a cell that passed text_clean(TEXT_LINES), written in either language, by id or
 * by label. guarded: an apostrophe stood before it, so no program has changed it. -1 with why and the way out
 * added to why. */
int cell_take(const struct library_field *field, const char *cell, bool guarded, struct str *out,
	      struct str *why);

/* Whether now is before with some characters replaced by "?", as happens when a program saves what its
 * encoding lacks. */
bool cell_lost(const char *before, const char *now);

/* True if the text is the heading of a field or its name, in either language; blanks and case do not count.
 */
bool cell_is_heading(const char *cell, const char *name, const char *heading);

/* Without blanks of any kind, and line ends, around it and at the ends of its lines; out is emptied first. */
void cell_trim(const char *text, struct str *out);

/* Bytes of the blank or LF at s: space, no-break space, ideographic space; 0 if there is none. */
size_t cell_blank(const char *s);

/* Full-width signs to ASCII, all kinds of dashes to "-"; out is emptied first. */
void cell_fold(const char *text, struct str *out);

#endif
