/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one table of event kinds that the journal records, rebuilds and verifies by.
 */
#ifndef ZICHA_DOMAIN_REGISTER_H
#define ZICHA_DOMAIN_REGISTER_H

#include "store/event.h"

extern const struct event_kinds domain_kinds;

#endif
