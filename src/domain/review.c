/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/review.h"

#include "base/clock.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

int64_t review_since(int64_t now)
{
	return time_from_day(day_add_months(day_of_time(now), -REVIEW_MONTHS));
}

static int read_rows(struct rows *r, struct review_list *list, struct err *e)
{
	int more;

	while ((more = rows_next(r, e)) == 1) {
		struct review_row *row = VEC_PUSH(list);
		row->branch = arena_dup(&list->arena, rows_text(r, 0));
		row->branch_name = arena_dup(&list->arena, rows_text(r, 1));
		row->item = arena_dup(&list->arena, rows_text(r, 2));
		row->title = arena_dup(&list->arena, rows_text(r, 3));
		row->times = (int)rows_int(r, 4);
		row->branches = (int)rows_int(r, 5);
		row->last_at = rows_int(r, 6);
		row->last_session = arena_dup(&list->arena, rows_text(r, 7));
		row->last_fact = arena_dup(&list->arena, rows_text(r, 8));
	}
	return more;
}

int review_repeats_load(struct db *db, const char *branch, int64_t since, int least, int limit, struct review_list *list,
			struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int64_t most = limit ? limit : INT64_MAX;
	int bad = branch ? db_select(&r, db, SQL_review_of_branch, e, "tiii", branch, since, (int64_t)least, most)
			 : db_select(&r, db, SQL_review_of_all, e, "iii", since, (int64_t)least, most);

	return bad ? -1 : read_rows(&r, list, e);
}

int review_repeats_count(struct db *db, const char *branch, int64_t since, int least, int64_t *n, struct err *e)
{
	return branch ? db_int(db, SQL_review_count_of_branch, 0, n, e, "tii", branch, since, (int64_t)least)
		      : db_int(db, SQL_review_count_of_all, 0, n, e, "ii", since, (int64_t)least);
}

int review_items_load(struct db *db, int64_t since, struct review_list *list, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};

	return db_select(&r, db, SQL_review_of_items, e, "i", since) ? -1 : read_rows(&r, list, e);
}

static int by_item(const void *a, const void *b)
{
	return strcmp(((const struct review_row *)a)->item, ((const struct review_row *)b)->item);
}

const struct review_row *review_find(const struct review_list *list, const char *item)
{
	struct review_row wanted = {.item = item};

	return list->n ? bsearch(&wanted, list->v, list->n, sizeof *list->v, by_item) : NULL;
}

void review_list_done(struct review_list *list)
{
	mem_free(list->v);
	arena_done(&list->arena);
	*list = (struct review_list){0};
}
