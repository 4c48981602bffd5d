/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Narrowing the library: by line, source of risk, post, basis, severity, all at once, with how many items each value
 * would leave. Knows no screen.
 */
#ifndef ZICHA_DOMAIN_LIBRARY_FACET_H
#define ZICHA_DOMAIN_LIBRARY_FACET_H

#include "domain/library.h"

enum facet { FACET_LINE, FACET_SOURCE, FACET_POST, FACET_BASIS, FACET_SEVERITY, FACET_COUNT };

/* What is wanted of each: a line's id, a class's id, a post, a basis code, "serious"; NULL: any. */
struct facets {
	const char *v[FACET_COUNT];
};

/* Whether an item has all that is wanted. */
bool library_facet_keeps(const struct facets *wanted, const struct line *line, const struct item *item);
/* How a value is shown: 信贷业务, B03 《...》, 较大; translated, borrowed from the library or static. */
const char *library_facet_label(const struct library *lib, enum facet facet, const char *value);

struct facet_choices {
	struct facet_choice {
		const char *value, *label;
		size_t items; /* with this value and all else that is wanted, retired ones included */
	} * v;
	size_t n, cap;
	struct arena arena;
};
/* The values that some item has, with the rest of `wanted` as it is, in the library's order. */
void library_facet_choices(const struct library *lib, enum facet facet, const struct facets *wanted,
			   struct facet_choices *out);
void library_facet_choices_done(struct facet_choices *choices);

#endif
