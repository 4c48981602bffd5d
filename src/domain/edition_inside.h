/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the editions only.
 */
#ifndef ZICHA_DOMAIN_EDITION_INSIDE_H
#define ZICHA_DOMAIN_EDITION_INSIDE_H

#include "domain/edition.h"

/* The name as a number that rises with later editions: 2026.10 is 20260010; 0 if it is no name. */
int64_t edition_ordinal(const char *name);

#endif
