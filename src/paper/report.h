/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The report of one session as plain text, to stamp and sign on paper. Papers are
 * Chinese in every language of the screen. Depends on nothing but the record, so
 * a session prints the same bytes for ever.
 */
#ifndef ZICHA_PAPER_REPORT_H
#define ZICHA_PAPER_REPORT_H

#include "domain/signoff.h"

enum { REPORT_COLS = 76 };

/* Adds the report of a session (id or number) to out; UTF-8, LF, at most REPORT_COLS columns. ERR_ABSENT. */
int report_text(struct db *db, const char *session, struct str *out, struct err *e);

#endif
