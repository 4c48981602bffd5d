/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the workbench speaks and draws on this kind of terminal. What is saved counts at once and for the next time.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "cli/desk.h"
#include "cli/settings.h"
#include "ui/base/term.h"
#include "ui/widgets/form_view.h"

#include <stdlib.h>

enum { TAG_CALIBRATE = 1 };

struct settings_view {
	struct form form; /* first: form_view.h */
	struct settings was;
};

static struct settings_view *state(const struct view *v)
{
	return VIEW_STATE(v, struct settings_view);
}

static const struct ask_choice languages[] = {
	{"auto", N_("as the system"), NULL}, {"zh", "中文", NULL}, {"en", "English", NULL}, {0}};
static const struct ask_choice columns[] = {
	{"auto", N_("asked"), NULL}, {"1", N_("one column"), NULL}, {"2", N_("two columns"), NULL}, {0}};
static const struct ask_choice displays[] = {
	{"plain", N_("as they are"), NULL}, {"substitute", N_("others in their place"), NULL}, {0}};
static const struct ask_choice ideographs[] = {
	{"auto", N_("asked"), NULL}, {"shown", N_("shown"), NULL}, {"replaced", "〓", NULL}, {0}};
static const struct ask_choice frames[] = {
	{"auto", N_("what is straight"), NULL}, {"unicode", "Unicode", NULL}, {"ascii", "ASCII", NULL}, {0}};
static const struct ask_choice on_off[] = {{"on", N_("on"), NULL}, {"off", N_("off"), NULL}, {0}};

static const struct form_field settings_fields[] = {
	{.id = "language", .label = N_("Language"), .kind = FORM_CHOICE, .choices = languages,
	 .hint = N_("of everything the program says; the library is Chinese")},
	{.label = N_("On this kind of terminal"), .kind = FORM_HEADING},
	{.id = "ambiguous", .label = N_("Width of ① “ — …"), .kind = FORM_CHOICE, .choices = columns,
	 .hint = N_("if tables are crooked, code 9201 shows pictures to choose from")},
	{.id = "display", .label = N_("Such characters"), .kind = FORM_CHOICE, .choices = displays,
	 .hint = N_("where nothing is straight: (1) for a circled 1, ... for an ellipsis; records are never changed")},
	{.id = "ideographs", .label = N_("New characters"), .kind = FORM_CHOICE, .choices = ideographs,
	 .hint = N_("rare characters of names that an old terminal lacks; records keep them")},
	{.id = "frames", .label = N_("Frames"), .kind = FORM_CHOICE, .choices = frames},
	{.id = "mouse", .label = N_("Mouse"), .kind = FORM_CHOICE, .choices = on_off,
	 .hint = N_("off: the terminal's own marking and copying works; Ctrl-T changes it for now")},
	{.label = N_("For information"), .kind = FORM_HEADING},
	{.id = "idle", .label = N_("Locks itself"), .kind = FORM_TEXT, .flags = FORM_LOCKED},
	{.id = "terminal", .label = N_("Terminal"), .kind = FORM_TEXT, .flags = FORM_LOCKED},
	{.id = "now", .label = N_("Shown now"), .kind = FORM_TEXT, .flags = FORM_LOCKED},
	{0},
};

/* ---- what is so now ----------------------------------------------------------------------------- */

static void show_facts(struct view *v)
{
	struct form *f = &state(v)->form;
	const struct term_facts *t = stage_facts(v->stage);
	enum width_mode mode = width_mode();
	const char *word = mode == WIDTH_NARROW ? _("narrow") : mode == WIDTH_WIDE ? _("wide") : _("substitutes");

	form_set(f, "idle", arena_printf(&v->arena, _("after %d minutes without keys"), VIEWS_IDLE_MS / 60000));
	form_set(f, "now", word);
	if (!t)
		return;
	form_set(f, "terminal", arena_printf(&v->arena, "%s  %s  %dx%d", t->name, t->codeset, t->cols, t->rows));
	form_set(f, "now",
		 arena_printf(&v->arena, "%s, %s%s%s", word, t->ascii_frames ? "ASCII" : "Unicode",
			      t->mode_by == WIDTH_FROM_PROBE ? _(", the terminal was asked") : "",
			      t->mode_by == WIDTH_FROM_OPTION ? _(", an option of the call goes before the settings") : ""));
}

/* ---- saving --------------------------------------------------------------------------------------- */

static void take_effect(struct view *v, const struct settings *now)
{
	struct term_look look;
	enum msg_lang lang;

	views_look(now, &look);
	stage_set_look(v->stage, &look);
	stage_set_mouse(v->stage, settings_is(now, SETTING_MOUSE, "on"));
	msg_use(msg_parse_lang(now->value[SETTING_LANGUAGE], &lang) ? lang : settings_language(now, NULL));
}

static int settings_save(struct view *v, struct err *e)
{
	struct settings_view *s = state(v);
	struct settings now;

	for (int id = 0; id < SETTING_N; id++) {
		const char *value = form_value(&s->form, setting_rows[id].key);
		if (!settings_is(&s->was, (enum setting_id)id, value) &&
		    settings_put(v->desk->dir, getenv("TERM"), (enum setting_id)id, value, e))
			return -1;
	}
	settings_load(v->desk->dir, getenv("TERM"), &now);
	take_effect(v, &now);
	stage_say(v->stage, ROLE_GOOD, "%s", _("Saved; it counts from now on."));
	stage_close(v, NULL);
	return 0;
}

/* ---- opening ------------------------------------------------------------------------------------- */

/* The form as the file has it. */
static void fill(struct view *v)
{
	struct settings_view *s = state(v);

	settings_load(v->desk->dir, getenv("TERM"), &s->was);
	for (int id = 0; id < SETTING_N; id++)
		form_set(&s->form, setting_rows[id].key, s->was.value[id]);
	form_mark_saved(&s->form);
}

static int settings_open(struct view *v, const void *arg, struct err *e)
{
	struct settings_view *s = state(v);

	(void)arg;
	form_init(&s->form, settings_fields, NULL, settings_save, NULL);
	if (!v->desk->dir)
		return err_set(e, ERR_STATE, "%s", _("there is no folder for settings yet"));
	fill(v);
	return 0;
}

static int settings_refresh(struct view *v, struct err *e)
{
	(void)e;
	show_facts(v);
	return 0;
}

static int run_calibrate(struct view *v, int count, struct err *e)
{
	(void)count;
	return stage_open(v->stage, VIEW_CALIBRATE, NULL, TAG_CALIBRATE, e);
}

static int settings_result(struct view *v, int tag, const void *value, struct err *e)
{
	if (tag == TAG_CALIBRATE)
		fill(v);
	return form_view_result(v, tag, value, e);
}

static const struct cmd settings_rows[] = {
	{"settings.calibrate", "F6", N_("Adjust"), N_("Choose the straight one of two pictures; what was not saved here is read anew."),
	 0, "9201", NULL, run_calibrate},
	CMD_END,
};
static const struct cmd *const settings_cmds[] = {settings_rows, form_save_cmds, form_cmds, edit_cmds, NULL};

const struct view_ops view_settings = {
	.name = "settings",
	.code = "9200",
	.title = N_("Settings"),
	.help = N_("How the workbench speaks and draws. What depends on the terminal is kept for each kind of it, so that "
		   "another window is not spoilt. Nothing here changes what is recorded."),
	.state_size = sizeof(struct settings_view),
	.flags = VIEW_TAKES_TEXT | VIEW_ANYWHERE,
	.cmds = settings_cmds,
	.open = settings_open,
	.refresh = settings_refresh,
	.layout = form_view_layout,
	.draw = form_view_draw,
	.text = form_view_text,
	.click = form_view_click,
	.result = settings_result,
	.may_close = form_view_may_close,
	.close = form_view_close,
	.part = form_view_part,
};
