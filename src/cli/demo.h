/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The demo county: fictional people and branches from data/demo/county.rec, walked through
 * their self-checks by the same calls as the keys make. Ends the day before today.
 */
#ifndef ZICHA_CLI_DEMO_H
#define ZICHA_CLI_DEMO_H

#include "cli/desk.h"

/* The one passphrase of all demo people: fourteen digits for keypad hands. */
#define DEMO_PASSPHRASE "20260808202608"

/* Fills the empty store of an open desk. progress (may be NULL): sessions done of all. ERR_BUG if the demo data do not
 * hold. */
int demo_make(struct desk *d, void (*progress)(int done, int all, void *ctx), void *ctx, struct err *e);

#endif
