/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Practice: chooses a line and walks it on a desk that is in memory only. The views over this one belong to that desk and
 * are marked; when it closes, nothing is left.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "cli/desk.h"
#include "ui/widgets/bars.h"
#include "ui/widgets/form_view.h"

struct practice {
	struct form form; /* first: form_view.h */
	struct desk desk; /* while a session is walked, and until the next one or the end */
};

static struct practice *state(const struct view *v)
{
	return VIEW_STATE(v, struct practice);
}

static const struct form_field practice_fields[] = {
	{.id = "line", .label = N_("Line"), .kind = FORM_CHOICE, .flags = FORM_REQUIRED},
	{0},
};

static void leave(struct view *v)
{
	v->desk = stage_desk(v->stage);
	v->mark = NULL;
	stage_set_state(v->stage, ROLE_TEXT, NULL);
}

static int practice_submit(struct view *v, struct err *e)
{
	struct practice *p = state(v);
	char ref[REF_TEXT];

	desk_practice_end(&p->desk);
	stage_progress(v->stage, _("making ready"), 0, 0);
	if (desk_practice(&p->desk, v->desk, form_value(&p->form, "line"), ref, e))
		return -1;
	struct session_arg arg = {ref, NULL};
	v->desk = &p->desk;
	v->mark = _("practice");
	stage_set_state(v->stage, ROLE_TEXT, NULL);
	form_mark_saved(&p->form);
	if (!stage_open(v->stage, VIEW_WALK, &arg, 0, e))
		return 0;
	leave(v);
	return -1;
}

static int offer_lines(struct view *v, struct form *f, struct err *e)
{
	const struct library *lib = &v->desk->library;

	if (desk_load_library(v->desk, e))
		return -1;
	struct ask_choice *choices = arena_alloc(&v->arena, lib->n * sizeof *choices);
	for (size_t i = 0; i < lib->n; i++)
		choices[i] = (struct ask_choice){lib->v[i].id, lib->v[i].name, NULL};
	form_set_choices(f, "line", choices, lib->n);
	form_set(f, "line", "credit");
	return 0;
}

static int practice_open(struct view *v, const void *arg, struct err *e)
{
	struct form *f = form_view_form(v);

	(void)arg;
	form_init(f, practice_fields, NULL, practice_submit, NULL);
	if (!v->desk->me.role || !(v->desk->me.role->may & MAY_INSPECT))
		return err_set(e, ERR_DENIED, "%s", _("your role reads; it starts and answers no checks"));
	if (offer_lines(v, f, e))
		return -1;
	form_mark_saved(f);
	return 0;
}

/* The walk has closed. Its desk stays a little: what has just closed may still look at it. */
static int practice_result(struct view *v, int tag, const void *value, struct err *e)
{
	if (!v->mark)
		return form_view_result(v, tag, value, e);
	leave(v);
	stage_say(v->stage, ROLE_GOOD, "%s", _("Practice is over; nothing of it was kept."));
	return 0;
}

static void practice_close(struct view *v)
{
	form_view_close(v);
	desk_practice_end(&state(v)->desk);
}

static struct rect form_place(struct rect r)
{
	return rect_cols(rect_rows(r, 7, r.rows - 7), 2, r.cols - 4);
}

static void practice_layout(struct view *v)
{
	form_layout(form_view_form(v), form_place(v->body));
}

static void practice_draw(const struct view *v, struct canvas *c, struct rect r)
{
	AUTO(str_done) struct str text = {0};

	str_addf(
	    &text,
	    _("A check to learn with: the items of a line, answers and findings as always. It is in memory only: "
	      "nobody signs "
	      "it, it is in no list and no count, and it is gone when you leave.\n\nWhere a second person is asked "
	      "for: staff number %s, passphrase %s."),
	    desk_practice_partner(v->desk), PRACTICE_PASSPHRASE);
	bars_text(c, rect_cols(rect_rows(r, 1, 6), 2, r.cols - 4), ROLE_TEXT, str_text(&text), 0);
	form_draw(form_view_form(v), c, form_place(r), true);
}

static bool practice_click(struct view *v, const struct press *k)
{
	return form_click(form_view_form(v), form_place(v->body), k);
}

static const struct cmd practice_rows[] = {
	{"practice.start", "F2", N_("Begin"), N_("Start practising with this line"), 0, NULL, NULL, form_save},
	CMD_END,
};
static const struct cmd *const practice_cmds[] = {practice_rows, form_cmds, edit_cmds, NULL};

const struct view_ops view_practice = {
	.name = "practice",
	.code = "1109",
	.title = N_("Practice"),
	.help = N_("Choose a line and Enter; then answer, write findings and look around as in a real check. The title says "
		   "“practice” as long as it lasts. Esc ends it once you say yes, and nothing is left."),
	.state_size = sizeof(struct practice),
	.flags = VIEW_TAKES_TEXT,
	.cmds = practice_cmds,
	.open = practice_open,
	.layout = practice_layout,
	.draw = practice_draw,
	.text = form_view_text,
	.click = practice_click,
	.result = practice_result,
	.may_close = form_view_may_close,
	.close = practice_close,
	.part = form_view_part,
};
