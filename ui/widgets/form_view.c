/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/form_view.h"

#include "base/msg.h"
#include "ui/base/stage.h"

struct form *form_view_form(const struct view *v)
{
	return VIEW_STATE(v, struct form);
}

static struct rect place(struct rect r)
{
	return rect_cols(rect_rows(r, 1, r.rows - 1), 2, r.cols - 4);
}

void form_view_layout(struct view *v)
{
	form_layout(form_view_form(v), place(v->body));
}

void form_view_draw(const struct view *v, struct canvas *c, struct rect r)
{
	form_draw(form_view_form(v), c, place(r), true);
}

bool form_view_text(struct view *v, const char *utf8, bool pasted)
{
	return form_type(form_view_form(v), v, utf8, pasted);
}

bool form_view_click(struct view *v, const struct press *k)
{
	return form_click(form_view_form(v), place(v->body), k);
}

int form_view_result(struct view *v, int tag, const void *value, struct err *e)
{
	int rc = 0;

	form_result(form_view_form(v), v, tag, value, e, &rc);
	return rc;
}

bool form_view_may_close(struct view *v, struct err *e)
{
	return form_may_close(form_view_form(v), v, e);
}

void form_view_close(struct view *v)
{
	form_done(form_view_form(v));
}

void *form_view_part(const struct view *v, enum view_part part)
{
	struct form *f = form_view_form(v);

	if (part == PART_FORM)
		return f;
	return part == PART_EDIT ? form_edit(f) : NULL;
}

int form_view_offer(struct form *f, const char *id, enum wordlist_kind kind, struct err *e)
{
	AUTO(wordlist_done) struct wordlist list = {0};
	AUTO(arena_done) struct arena arena = {0};

	if (wordlist_load(&list, kind, e))
		return -1;
	struct ask_choice *choices = arena_alloc(&arena, (list.n + 1) * sizeof *choices);
	for (size_t i = 0; i < list.n; i++)
		choices[i] = (struct ask_choice){list.v[i].code, list.v[i].name, list.v[i].note};
	form_set_choices(f, id, choices, list.n);
	return 0;
}

void form_view_keep(const struct view *v, const struct form *f, struct keep *k, const char *preview)
{
	AUTO(str_done) struct str bytes = {0};

	form_draft(f, &bytes);
	keep_text(k, v, form_changed(f), str_text(&bytes), bytes.n, form_value(f, preview));
}

bool form_view_kept(struct view *v, struct form *f, struct keep *k)
{
	AUTO(str_done) struct str bytes = {0};
	struct err ignored = {0};

	if (keep_load(k, v, &bytes, &ignored) != 1 || form_restore(f, str_text(&bytes), bytes.n, &ignored))
		return false;
	stage_say(v->stage, ROLE_WARN, "%s", _("What was typed before and not saved is here again; F2 saves it."));
	return true;
}

const struct cmd *const form_view_cmds[] = {form_save_cmds, form_cmds, edit_cmds, NULL};
