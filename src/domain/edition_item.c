/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which edition changed an item last, from what was published.
 */
#include "domain/edition.h"

#include <string.h>

int edition_of_item(struct db *db, const char *line, const char *code, struct arena *arena, const char **edition, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	AUTO(str_done) struct str now = {0};
	const char *since = NULL;
	int more;

	if (db_select(&r, db, SQL_item_editions, e, "tt", line, code))
		return -1;
	/* The latest first; as long as they say the same, the earlier one is when it began to. */
	while ((more = rows_next(&r, e)) == 1) {
		if (since && strcmp(str_text(&now), rows_text(&r, 1)))
			break;
		if (!since)
			str_add(&now, rows_text(&r, 1));
		since = arena_dup(arena, rows_text(&r, 0));
	}
	if (more < 0)
		return -1;
	if (since)
		*edition = since;
	return since != NULL;
}
