/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/waiting.h"

#include "base/clock.h"

int waiting_items_load(struct db *db, const char *branch, int limit, struct waiting_items *list, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select(&r, db, SQL_waiting_items, e, "ti", branch, (int64_t)(limit ? limit : INT32_MAX)))
		return -1;
	while ((more = rows_next(&r, e)) == 1) {
		struct waiting_item *w = VEC_PUSH(list);
		const char **const texts[] = {&w->session, &w->number, &w->branch,  &w->branch_name,
					      &w->item,    &w->title,  &w->by_name, &w->note};
		for (size_t i = 0; i < ARRAY_LEN(texts); i++)
			*texts[i] = arena_dup(&list->arena, rows_text(&r, (int)i));
		w->at = rows_int(&r, (int)ARRAY_LEN(texts));
	}
	return more;
}

void waiting_items_done(struct waiting_items *list)
{
	mem_free(list->v);
	arena_done(&list->arena);
	*list = (struct waiting_items){0};
}

int waiting_branches_load(struct db *db, int64_t now, struct waiting_branches *list, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int year, month, day, more;

	day_split(day_of_time(now), &year, &month, &day);
	int this_month = day_from(year, month, 1), this_quarter = day_from(year, (month - 1) / 3 * 3 + 1, 1);
	int last_month = day_add_months(this_month, -1), last_quarter = day_add_months(this_quarter, -3);
	day_split(last_month, &list->year, &list->month, &day);
	day_split(last_quarter, &list->quarter_year, &list->quarter, &day);
	list->quarter = (list->quarter - 1) / 3 + 1;
	if (db_select(&r, db, SQL_waiting_branches, e, "iiii", time_from_day(last_quarter), time_from_day(this_quarter),
		      time_from_day(last_month), time_from_day(this_month)))
		return -1;
	while ((more = rows_next(&r, e)) == 1) {
		struct waiting_branch *b = VEC_PUSH(list);
		b->code = arena_dup(&list->arena, rows_text(&r, 0));
		b->name = arena_dup(&list->arena, rows_text(&r, 1));
		b->quarter = rows_int(&r, 2) != 0;
		b->last_at = rows_int(&r, 3);
		b->begun = rows_int(&r, 4) != 0;
	}
	return more;
}

void waiting_branches_done(struct waiting_branches *list)
{
	mem_free(list->v);
	arena_done(&list->arena);
	*list = (struct waiting_branches){0};
}
