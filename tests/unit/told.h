/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Differences of libraries as text: "moved CR-0101 Section; " for every change, into a struct str.
 */
#ifndef ZICHA_TESTS_UNIT_TOLD_H
#define ZICHA_TESTS_UNIT_TOLD_H

#include "domain/library.h"

static inline void told_change(const struct change *c, void *ctx)
{
	size_t n;
	const struct library_field *v = c->basis_after || c->basis_before ? basis_fields(&n) : item_fields(&n);

	str_addf(ctx, "%s %s", change_id(c->kind), c->code);
	for (size_t i = 0; i < n; i++)
		if (c->fields & 1U << i)
			str_addf(ctx, " %s", v[i].name);
	str_add(ctx, "; ");
}

#endif
