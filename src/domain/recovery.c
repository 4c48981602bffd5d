/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/recovery.h"

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "domain/kinds.h"

#include <string.h>

enum { R_SOURCE = 1, R_REASON, R_LOST_SEQ, R_LOST_HASH, REASON_MOST = 200 };

const struct event_field recovery_fields[] = {
	{R_SOURCE, "source", 't', false},
	{R_REASON, "reason", 't', false},
	{R_LOST_SEQ, "lost_seq", 'i', false},
	{R_LOST_HASH, "lost_hash", 't', true},
	{0},
};

static int check(const char *source, const char *reason, int64_t lost_seq, struct err *e)
{
	size_t n = text_clusters(reason, strlen(reason));

	if (!n || n > REASON_MOST)
		return err_set(e, ERR_INPUT, _("why the store is put back: 1 to %d characters"), REASON_MOST);
	return *source && lost_seq >= 0 ? 0 : err_set(e, ERR_INPUT, "%s", _("a backup that is put back has a name"));
}

int recovery_record(struct journal *j, const struct actor *by, const struct recovery *r, struct err *e)
{
	AUTO(body_done) struct body body = {0};

	if (check(r->source, r->reason, r->lost_seq, e))
		return -1;
	body_text(&body, R_SOURCE, r->source);
	body_text(&body, R_REASON, r->reason);
	body_int(&body, R_LOST_SEQ, r->lost_seq);
	body_text(&body, R_LOST_HASH, r->lost_hash);
	return journal_record(j, by->key, by->no, KIND_RECOVERY, &body, NULL, e);
}

int recovery_may(struct db *db, const struct event *ev, struct err *e)
{
	if (check(event_text(ev, R_SOURCE), event_text(ev, R_REASON), event_int(ev, R_LOST_SEQ, 0), e))
		return -1;
	return actor_may(db, ev, MAY_MANAGE, NULL, e);
}

int recovery_apply(struct db *db, const struct event *ev, struct err *e)
{
	return event_run(db, SQL_recovery_put, ev, e);
}

int recovery_list_load(struct db *db, struct recovery_list *list, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select(&r, db, SQL_recovery_all, e, ""))
		return -1;
	while ((more = rows_next(&r, e)) == 1) {
		struct recovery *row = VEC_PUSH(list);
		row->id = arena_dup(&list->arena, rows_text(&r, 0));
		row->source = arena_dup(&list->arena, rows_text(&r, 1));
		row->reason = arena_dup(&list->arena, rows_text(&r, 2));
		row->lost_seq = rows_int(&r, 3);
		row->lost_hash = arena_dup(&list->arena, rows_text(&r, 4));
		row->at = rows_int(&r, 5);
		row->by = arena_dup(&list->arena, rows_text(&r, 6));
		row->by_name = arena_dup(&list->arena, rows_text(&r, 7));
	}
	return more;
}

void recovery_list_done(struct recovery_list *list)
{
	mem_free(list->v);
	arena_done(&list->arena);
	*list = (struct recovery_list){0};
}
