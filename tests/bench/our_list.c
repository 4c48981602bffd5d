/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same list as floor_list on our stage, canvas and terminal. our_list DB.
 */
#include "base/msg.h"
#include "ui/base/stage.h"
#include "ui/base/term.h"

#include <sqlite3.h>
#include <stdio.h>

enum { MOST = 64 };

struct rows {
	sqlite3_stmt *q;
	const char *text[MOST];
	int first, at, n, page;
};

static int open_rows(struct view *v, const void *arg, struct err *e)
{
	struct rows *r = VIEW_STATE(v, struct rows);
	sqlite3 *db;

	r->page = 21;
	if (sqlite3_open(arg, &db) ||
	    sqlite3_prepare_v2(db, "SELECT code, title FROM row WHERE id > ? ORDER BY id", -1, &r->q, NULL))
		return err_set(e, ERR_IO, "no database");
	return 0;
}

static int refresh_rows(struct view *v, struct err *e)
{
	struct rows *r = VIEW_STATE(v, struct rows);

	sqlite3_reset(r->q);
	sqlite3_bind_int(r->q, 1, r->first);
	for (r->n = 0; r->n < r->page && sqlite3_step(r->q) == SQLITE_ROW; r->n++)
		r->text[r->n] = arena_printf(&v->arena, " %s %s", (const char *)sqlite3_column_text(r->q, 0),
					     (const char *)sqlite3_column_text(r->q, 1));
	sqlite3_reset(r->q);
	return 0;
}

static void draw_rows(const struct view *v, struct canvas *c, struct rect b)
{
	const struct rows *r = VIEW_STATE(v, struct rows);

	for (int i = 0; i < r->n; i++)
		canvas_put(c, b.row + i, b.col, b.cols, i == r->at ? ROLE_SELECTED : ROLE_TEXT, r->text[i]);
}

static int turn(struct view *v, int rows)
{
	struct rows *r = VIEW_STATE(v, struct rows);

	r->first = r->first + rows > 0 ? r->first + rows : 0;
	view_stale(v);
	return 0;
}

static int down(struct view *v, int count, struct err *e)
{
	struct rows *r = VIEW_STATE(v, struct rows);

	r->at += count;
	if (r->at < r->page)
		return 0;
	turn(v, r->at - r->page + 1);
	r->at = r->page - 1;
	return 0;
}

static int up(struct view *v, int count, struct err *e)
{
	struct rows *r = VIEW_STATE(v, struct rows);

	r->at -= count;
	if (r->at >= 0)
		return 0;
	turn(v, r->at);
	r->at = 0;
	return 0;
}

static int page_down(struct view *v, int count, struct err *e)
{
	return turn(v, count * VIEW_STATE(v, struct rows)->page);
}

static int end(struct view *v, int count, struct err *e)
{
	stage_end(v->stage);
	return 0;
}

static const struct cmd rows[] = {
	{"list.down", "Down", "Down", "Down", CMD_REPEAT, NULL, NULL, down},
	{"list.up", "Up", "Up", "Up", CMD_REPEAT, NULL, NULL, up},
	{"list.page", "PgDn F8", "Page", "Page", CMD_REPEAT, NULL, NULL, page_down},
	{"list.end", "q", "End", "End", 0, NULL, NULL, end},
	CMD_END,
};
static const struct cmd *const tables[] = {rows, NULL};
static const struct view_ops ops = {
	.name = "rows", .title = "Rows", .state_size = sizeof(struct rows), .cmds = tables, .open = open_rows,
	.refresh = refresh_rows, .draw = draw_rows,
};
static const struct view_ops *const views[VIEW_N] = {[VIEW_TOY] = &ops};

int main(int argc, char **argv)
{
	struct term *t;
	struct term_options o = {0};
	struct err e = {0};
	struct screen_io io;

	if (argc < 2 || term_open(&t, &o, &e)) {
		fprintf(stderr, "%s\n", e.text);
		return 1;
	}
	struct stage *s = stage_new(views, NULL);
	struct canvas *c = canvas_new(term_facts(t)->rows, term_facts(t)->cols);
	term_io(t, &io);
	if (!stage_open(s, VIEW_TOY, argv[1], 0, &e))
		stage_loop(s, c, &io);
	stage_free(&s);
	canvas_free(&c);
	term_close(&t);
	return 0;
}
