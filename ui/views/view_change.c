/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One change of the draft, whole: each field before and after.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "cli/desk.h"
#include "ui/views/changes.h"

struct change_view {
	char *code;
	struct page page;
};

static struct change_view *state(const struct view *v)
{
	return VIEW_STATE(v, struct change_view);
}

static int change_open(struct view *v, const void *arg, struct err *e)
{
	const struct change_arg *a = arg;

	if (!a)
		return err_set(e, ERR_USAGE, "%s", _("choose a change of the draft first (3400)"));
	state(v)->code = mem_dup(a->code);
	return 0;
}

static int change_refresh(struct view *v, struct err *e)
{
	AUTO(draft_close) struct draft draft = {.dir = NULL};
	AUTO(changes_done) struct changes changes = {0};
	struct change_view *s = state(v);

	page_clear(&s->page);
	if (draft_open(&draft, v->desk->dir, v->desk->db, e))
		return -1;
	changes_load(&changes, &draft);
	const struct changes_row *row = changes_find(&changes, s->code);
	if (!row)
		page_text(&s->page, ROLE_DIM, _("The draft does not change this any more."));
	else
		changes_fill(&s->page, &draft, row);
	v->context = s->code;
	return 0;
}

static void change_layout(struct view *v)
{
	page_layout(&state(v)->page, v->body);
}

static void change_draw(const struct view *v, struct canvas *c, struct rect r)
{
	page_draw(&state(v)->page, c, r);
}

static void change_close(struct view *v)
{
	mem_free(state(v)->code);
	page_done(&state(v)->page);
}

static void *change_part(const struct view *v, enum view_part part)
{
	return part == PART_PAGE ? &state(v)->page : NULL;
}

static const struct cmd *const change_cmds[] = {page_cmds, NULL};

const struct view_ops view_change = {
	.name = "change",
	.code = "3401",
	.title = N_("A change"),
	.help = N_("One change of the draft: each field that differs, as it is in force and as the next edition will have it."),
	.state_size = sizeof(struct change_view),
	.flags = VIEW_READONLY | VIEW_CHOSEN,
	.cmds = change_cmds,
	.open = change_open,
	.refresh = change_refresh,
	.layout = change_layout,
	.draw = change_draw,
	.close = change_close,
	.part = change_part,
};
