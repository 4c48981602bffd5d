/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the library only: what its files share.
 */
#ifndef ZICHA_DOMAIN_LIBRARY_READ_H
#define ZICHA_DOMAIN_LIBRARY_READ_H

#include "domain/library.h"

/* Fills by_code from v. */
void line_index(struct line *line, struct arena *arena);

/* Two capitals, "-", four digits. */
bool code_is_good(const char *text, size_t n);
/* "B" and two to four digits. */
bool basis_code_is_good(const char *text, size_t n);

#endif
