/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which picture is straight? The same characters in a frame for each width they may have; the terminal places them by
 * itself, so it works before anything is known of it, and where it says one thing and does another.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "cli/desk.h"
#include "cli/settings.h"
#include "ui/base/term.h"
#include "ui/widgets/bars.h"

#include <stdlib.h>
#include <string.h>

enum { AMBIGUOUS_N = 20, NEW_N = 3, LEFT = 6 };

static const char ambiguous[] = "|—“”…·※①─│┌—“”…·※①─│┌|";
static const char newest[] = "|\U00031350\U0002EBF0\U000323B0|";

struct calibrate {
	struct settings now;
};

static struct calibrate *state(const struct view *v)
{
	return VIEW_STATE(v, struct calibrate);
}

static int calibrate_open(struct view *v, const void *arg, struct err *e)
{
	(void)arg;
	return v->desk->dir ? 0 : err_set(e, ERR_STATE, "%s", _("there is no folder for settings yet"));
}

static int calibrate_refresh(struct view *v, struct err *e)
{
	(void)e;
	settings_load(v->desk->dir, getenv("TERM"), &state(v)->now);
	return 0;
}

/* ---- drawing ---------------------------------------------------------------------------------- */

static void draw_key(struct canvas *c, int row, int col, char key, bool chosen, const char *text)
{
	char sign[4] = {chosen ? '>' : ' ', key, '\0'};

	canvas_put(c, row, col, 3, chosen ? ROLE_STRONG : ROLE_KEY, sign);
	if (text)
		canvas_add(c, row, col + 4, -1, ROLE_TEXT, text);
}

/* A frame for so many columns between its sides; plain signs, since lines are what is in question. */
static void draw_picture(struct canvas *c, struct rect r, int row, int inside, const char *sample)
{
	char edge[64];

	memset(edge, '-', sizeof edge);
	edge[0] = edge[inside + 1] = '+';
	edge[inside + 2] = '\0';
	canvas_put(c, r.row + row, r.col + LEFT, inside + 2, ROLE_TEXT, edge);
	canvas_raw(c, r.row + row + 1, r.col + LEFT, ROLE_TEXT, sample);
	canvas_put(c, r.row + row + 2, r.col + LEFT, inside + 2, ROLE_TEXT, edge);
}

static void draw_now(const struct view *v, struct canvas *c, struct rect r, int row)
{
	const struct term_facts *t = stage_facts(v->stage);
	enum width_mode mode = width_mode();
	const char *word = mode == WIDTH_NARROW ? _("narrow") : mode == WIDTH_WIDE ? _("wide") : _("substitutes");
	AUTO(str_done) struct str text = {0};

	str_addf(&text, _("Now: %s"), word);
	if (t && t->probed)
		str_addf(&text, _("; asked, the terminal said %d columns"), t->ambiguous);
	canvas_put_cut(c, r.row + row, r.col + 1, r.cols - 2, ROLE_DIM, str_text(&text));
}

static void calibrate_draw(const struct view *v, struct canvas *c, struct rect r)
{
	const struct settings *s = &state(v)->now;
	bool other = settings_is(s, SETTING_DISPLAY, "substitute");

	bars_text(c, rect_rows(rect_cols(r, 1, r.cols - 2), 0, 2), ROLE_HEADING,
		  _("In which picture is the right side one straight line? Press its digit; it counts at once."), 0);
	draw_picture(c, r, 2, AMBIGUOUS_N, ambiguous);
	draw_key(c, r.row + 3, r.col + 1, '1', !other && settings_is(s, SETTING_AMBIGUOUS, "1"), NULL);
	draw_picture(c, r, 6, 2 * AMBIGUOUS_N, ambiguous);
	draw_key(c, r.row + 7, r.col + 1, '2', !other && settings_is(s, SETTING_AMBIGUOUS, "2"), NULL);
	draw_key(c, r.row + 10, r.col + 1, '3', other, _("neither is: show (1) for a circled 1 and the like"));
	draw_picture(c, r, 12, 2 * NEW_N, newest);
	draw_key(c, r.row + 13, r.col + 1, '4', settings_is(s, SETTING_IDEOGRAPHS, "shown"), NULL);
	draw_key(c, r.row + 15, r.col + 1, '5', settings_is(s, SETTING_IDEOGRAPHS, "replaced"),
		 _("it is not, or its three characters are not there: show 〓"));
	draw_key(c, r.row + 17, r.col + 1, '6',
		 !other && settings_is(s, SETTING_AMBIGUOUS, "auto") && settings_is(s, SETTING_IDEOGRAPHS, "auto"),
		 _("believe what the terminal says when it is asked"));
	draw_now(v, c, r, 19);
}

/* ---- choosing --------------------------------------------------------------------------------- */

/* Key, setting, value, until the row with no value. */
struct choice {
	enum setting_id id;
	const char *value;
};

static int choose(struct view *v, const struct choice *list, struct err *e)
{
	struct term_look look;

	for (; list->value; list++)
		if (settings_put(v->desk->dir, getenv("TERM"), list->id, list->value, e))
			return -1;
	settings_load(v->desk->dir, getenv("TERM"), &state(v)->now);
	views_look(&state(v)->now, &look);
	stage_set_look(v->stage, &look);
	stage_say(v->stage, ROLE_GOOD, "%s", _("Saved for this kind of terminal; Esc goes back."));
	return 0;
}

#define CHOICE(name, ...) \
	static int run_##name(struct view *v, int count, struct err *e) \
	{ \
		(void)count; \
		return choose(v, (const struct choice[]){__VA_ARGS__, {0}}, e); \
	}
CHOICE(narrow, {SETTING_AMBIGUOUS, "1"}, {SETTING_DISPLAY, "plain"})
CHOICE(wide, {SETTING_AMBIGUOUS, "2"}, {SETTING_DISPLAY, "plain"})
CHOICE(substitute, {SETTING_DISPLAY, "substitute"})
CHOICE(shown, {SETTING_IDEOGRAPHS, "shown"})
CHOICE(replaced, {SETTING_IDEOGRAPHS, "replaced"})
CHOICE(ask, {SETTING_AMBIGUOUS, "auto"}, {SETTING_DISPLAY, "plain"}, {SETTING_IDEOGRAPHS, "auto"})

static const struct cmd calibrate_rows[] = {
	{"calibrate.narrow", "1", N_("Narrow"), N_("The first picture is straight: one column."), 0, NULL, NULL, run_narrow},
	{"calibrate.wide", "2", N_("Wide"), N_("The second picture is straight: two columns."), 0, NULL, NULL, run_wide},
	{"calibrate.substitute", "3", N_("Others"), N_("Neither is straight: show others in their place."), 0, NULL, NULL,
	 run_substitute},
	{"calibrate.shown", "4", N_("New on"), N_("The third picture is straight: show new characters."), 0, NULL, NULL, run_shown},
	{"calibrate.replaced", "5", N_("New off"), N_("It is not: show 〓 in place of new characters."), 0, NULL, NULL,
	 run_replaced},
	{"calibrate.ask", "6", N_("Ask"), N_("Believe what the terminal says when it is asked."), 0, NULL, NULL, run_ask},
	CMD_END,
};
static const struct cmd *const calibrate_cmds[] = {calibrate_rows, NULL};

/* A picture or a line is as good as its digit. */
static bool calibrate_click(struct view *v, const struct press *k)
{
	static const struct {
		int first, last;
	} rows[] = {{2, 4}, {6, 8}, {10, 10}, {12, 14}, {15, 15}, {17, 17}};
	int row = k->row - v->body.row;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (row >= rows[i].first && row <= rows[i].last) {
			stage_run(v->stage, v, &calibrate_rows[i], 1);
			return true;
		}
	return false;
}

const struct view_ops view_calibrate = {
	.name = "calibrate",
	.code = "9201",
	.title = N_("Adjust widths"),
	.flags = VIEW_ANYWHERE,
	.help = N_("Some characters take one column on one terminal and two on another. Each picture is drawn for one of the two; "
		   "the one whose right side is straight is right. Where neither is, a program between us and the screen counts "
		   "otherwise, and substitutes are safe. Only what you see changes, never what is recorded."),
	.state_size = sizeof(struct calibrate),
	.cmds = calibrate_cmds,
	.open = calibrate_open,
	.refresh = calibrate_refresh,
	.draw = calibrate_draw,
	.click = calibrate_click,
};
