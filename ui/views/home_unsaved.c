/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Going on with a text that was typed and not saved, where it was typed.
 */
#include "ui/views/home.h"
#include "ui/views/views.h"

#include "base/msg.h"

/* The screen over the walk, or the command of the walk that asked for the text. */
static int go_on_in_walk(struct view *v, const struct unsaved *u, struct err *e)
{
	struct session_arg at = {u->session, *u->item ? u->item : NULL};
	struct finding_arg finding = {u->session, u->item, *u->thing ? u->thing : NULL};

	if (stage_open(v->stage, VIEW_WALK, &at, 0, e))
		return -1;
	struct view *walk = stage_top(v->stage);
	if (str_eq(u->view, "finding"))
		return stage_open(v->stage, VIEW_FINDING, &finding, 0, e);
	if (str_eq(u->view, "sign"))
		return stage_open(v->stage, VIEW_SIGN, &at, 0, e);
	const struct cmd *row = cmd_find_id(walk->ops->cmds, u->row);
	if (view_refresh(walk, e))
		return -1;
	if (row)
		stage_run(v->stage, walk, row, 1);
	return 0;
}

/* An item or a rule of the library; a new one goes on behind the item, or in the line, where it was begun. */
static int go_on_in_library(struct view *v, const struct unsaved *u, struct err *e)
{
	const struct line *line = NULL;
	bool fresh = str_starts(u->thing, "new ");

	if (desk_load_library(v->desk, e))
		return -1;
	const struct item *near = library_item(&v->desk->library, u->item, &line);
	struct entry_arg arg = {.basis = str_eq(u->thing, "basis") || str_eq(u->thing, "new basis"), .code = fresh ? NULL : u->item,
				.line = near ? line->id : u->item, .near = near ? u->item : NULL};
	return stage_open(v->stage, VIEW_ENTRY, &arg, 0, e);
}

int home_go_on(struct view *v, const struct unsaved *u, struct err *e)
{
	if (*u->session)
		return go_on_in_walk(v, u, e);
	if (str_eq(u->view, "entry"))
		return go_on_in_library(v, u, e);
	if (str_eq(u->view, "people"))
		return stage_open(v->stage, VIEW_PEOPLE, NULL, 0, e);
	return err_set(e, ERR_ABSENT, _("nobody knows where “%s” belongs; Del throws it away"), u->title);
}

const struct unsaved *home_unsaved(const struct home *h)
{
	const struct home_row *row = home_here(h);

	return row && row->kind == HOME_THING && row->group == HOME_UNSAVED ? &h->unsaved.v[row->at] : NULL;
}
