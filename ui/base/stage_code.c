/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Transaction codes: four digits typed on a menu jump to a screen or run an act; one digit and Enter is a row of the menu.
 */
#include "ui/base/stage_inside.h"

#include "base/msg.h"

#include <string.h>

static const struct view_ops *code_view(const struct stage *s, const char *code, enum view_id *id)
{
	for (int i = VIEW_NONE + 1; i < VIEW_N; i++)
		if (s->views[i] && s->views[i]->code && strcmp(s->views[i]->code, code) == 0) {
			*id = (enum view_id)i;
			return s->views[i];
		}
	return NULL;
}

/* Back to a view that is open, if it is. */
static bool back_to(struct stage *s, const struct view_ops *ops)
{
	size_t i = s->open.n;

	while (i > 0 && s->open.v[i - 1]->ops != ops)
		i--;
	if (!i)
		return false;
	for (size_t n = s->open.n; n > i && s->open.n == n; n--)
		stage_back(s);
	return true;
}

int stage_jump(struct stage *s, const char *code, struct err *e)
{
	enum view_id id;
	struct view *v = stage_top(s);
	const struct view_ops *ops = code_view(s, code, &id);
	const struct cmd *c = v ? cmd_find_code(v->ops->cmds, code) : NULL;

	if (c) {
		stage_run(s, v, c, 1);
		return 0;
	}
	if (!ops)
		return err_set(e, ERR_ABSENT, _("There is no transaction code %s; F5 lists the codes."),
			       code);
	if (!stage_may_open(s, ops))
		return err_set(e, ERR_DENIED, "%s", _("This screen opens once somebody has logged in."));
	if (back_to(s, ops))
		return 0;
	return v && v->mark
		   ? err_set(e, ERR_STATE, _("This is “%s”: end it first with Esc, or go back with 1000."), v->mark)
		   : stage_open(s, id, NULL, 0, e);
}

const struct cmd *stage_code_row(const struct stage *s)
{
	struct press digit = {.code = K_CHAR, .c = (unsigned char)s->code[0]};
	enum view_id id;

	return !s->code[0] || s->code[1] || code_view(s, s->code, &id) ? NULL : stage_find_row(s, &digit, false);
}

static void enter_code(struct stage *s)
{
	struct err e = {0};
	char code[STAGE_CODE + 1];
	const struct cmd *c = stage_code_row(s);

	memcpy(code, s->code, sizeof code);
	s->code[0] = '\0';
	if (c) {
		stage_run(s, stage_top(s), c, 1);
		return;
	}
	if (stage_jump(s, code, &e))
		stage_say_err(s, &e);
}

bool stage_take_code(struct stage *s, const struct view *v, const struct press *k)
{
	size_t n = strlen(s->code);
	uint32_t c = k->code == K_CHAR && !k->mods ? press_fold(k->c) : 0;

	if (!(v->ops->flags & VIEW_MENU))
		return false;
	if (c >= '0' && c <= '9') {
		s->code[n] = (char)c;
		s->code[n + 1] = '\0';
		if (n + 1 == STAGE_CODE)
			enter_code(s);
		return true;
	}
	if (n && k->code == K_ENTER) {
		enter_code(s);
		return true;
	}
	if (n && k->code == K_BACKSPACE) {
		s->code[n - 1] = '\0';
		return true;
	}
	s->code[0] = '\0';
	return false;
}
