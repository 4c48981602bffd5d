/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/views/views.h"

#include "base/msg.h"
#include "cli/desk.h"
#include "ui/base/stage.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/guide.h"

static const struct view_ops *const all[VIEW_N] = {
	[VIEW_ASK] = &ask_view,         [VIEW_GUIDE] = &guide_view, [VIEW_FIRST] = &view_first,
	[VIEW_LOGIN] = &view_login,     [VIEW_HOME] = &view_home,   [VIEW_PEOPLE] = &view_people, [VIEW_PERSON] = &view_person,
	[VIEW_NEW] = &view_new, [VIEW_PRACTICE] = &view_practice,         [VIEW_WALK] = &view_walk,   [VIEW_FINDING] = &view_finding,
	[VIEW_SIGN] = &view_sign,       [VIEW_PAST] = &view_past,   [VIEW_SESSION] = &view_session,
	[VIEW_LIBRARY] = &view_library, [VIEW_ITEM] = &view_item,
	[VIEW_BASES] = &view_bases,     [VIEW_BASIS] = &view_basis,
	[VIEW_CARDS] = &view_cards,     [VIEW_CARD] = &view_card,
	[VIEW_DRAFT] = &view_draft,     [VIEW_CHANGE] = &view_change, [VIEW_ENTRY] = &view_entry,
	[VIEW_SETTINGS] = &view_settings, [VIEW_CALIBRATE] = &view_calibrate,
};

const struct view_ops *const *views_register(void)
{
	return all;
}

static void lock(struct stage *s, struct desk *d, const struct login_arg *arg)
{
	struct err e = {0};

	if (!d->me.no || !d->key)
		return;
	desk_lock(d);
	if (stage_open(s, VIEW_LOGIN, arg, 0, &e))
		stage_end(s); /* nobody may go on without a key */
}

void views_lock(struct stage *s, void *ctx)
{
	lock(s, ctx, &(struct login_arg){.unlock = true});
}

/* False too where it cannot be told: then the passphrase decides. */
static bool is_stranger(struct desk *d)
{
	AUTO(arena_done) struct arena arena = {0};
	struct err e = {0};
	struct person p;

	return d->me.no && person_find(d->db, d->me.no, &arena, &p, &e) == 0;
}

void views_lock_replaced(struct stage *s, struct desk *d)
{
	struct err e = {0};

	stage_stale(s);
	if (is_stranger(d)) {
		desk_logout(d);
		stage_set_who(s, NULL);
		if (stage_restart(s, VIEW_LOGIN, NULL, &e))
			return;
	} else {
		lock(s, d, &(struct login_arg){.unlock = true, .replaced = true});
	}
	stage_say(s, ROLE_WARN, "%s", _("The store was put back or renewed by another program; it was opened again."));
}
