/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a key to an act: Esc and its digits, text, rows, transaction codes, clicks.
 */
#include "ui/base/stage_inside.h"

#include "base/mem.h"
#include "base/msg.h"

#include <string.h>

/* --- the stage's own rows --- */

static int run_help(struct view *v, int count, struct err *e)
{
	return stage_open(v->stage, VIEW_GUIDE, &(struct guide_arg){.of = v}, 0, e);
}

static int run_menu(struct view *v, int count, struct err *e)
{
	return stage_open(v->stage, VIEW_GUIDE, &(struct guide_arg){.of = v, .palette = true}, 0, e);
}

static int run_redraw(struct view *v, int count, struct err *e)
{
	const struct screen_io *io = v->stage->io;

	if (io && io->redraw)
		io->redraw(io->ctx);
	stage_touch(v->stage);
	return 0;
}

static int run_mouse(struct view *v, int count, struct err *e)
{
	struct stage *s = v->stage;

	stage_set_mouse(s, s->mouse_off);
	stage_say(s, ROLE_MESSAGE, "%s",
		  s->mouse_off ? _("Mouse clicks are off: the terminal's own marking and copying works.")
			       : _("Mouse clicks are on; hold Shift to mark and copy text."));
	return 0;
}

static void go_back(struct stage *s);

static int run_back(struct view *v, int count, struct err *e)
{
	go_back(v->stage);
	return 0;
}

static const struct cmd stage_rows[] = {
	{"stage.help", "F1 ?", N_("Help"), N_("What this screen is for and which keys it knows"), 0, NULL,
	 NULL, run_help},
	{"stage.menu", "F5 F9 :", N_("Menu"), N_("Everything that can be done here, to choose from"), 0, NULL,
	 NULL, run_menu},
	{"stage.back", "Esc F10", N_("Back"), N_("Back to the screen before; asks if something is not saved"),
	 0, NULL, NULL, run_back},
	{"stage.redraw", "Ctrl-L", N_("Redraw"), N_("Draw the whole screen anew"), 0, NULL, NULL, run_redraw},
	{"stage.mouse", "Ctrl-T", N_("Mouse"), N_("Mouse clicks on or off"), 0, NULL, NULL, run_mouse},
	CMD_END,
};
static const struct cmd *const stage_tables[] = {stage_rows, NULL};

cmd_tables stage_cmds(void)
{
	return stage_tables;
}

static bool is_own(const struct cmd *c)
{
	return c >= stage_rows && c < stage_rows + ARRAY_LEN(stage_rows);
}

/* False: a row of the stage whose act is not there. */
static bool shows(const struct stage *s, const struct cmd *c)
{
	const struct view *v = stage_top(s);

	if (c->run != run_help && c->run != run_menu)
		return true;
	return stage_view_ops(s, VIEW_GUIDE) && v && v->ops != stage_view_ops(s, VIEW_GUIDE) &&
	       !(v->ops->flags & VIEW_MODAL && c->run == run_menu);
}

/* --- finding a row --- */

struct lookup {
	const struct stage *s;
	char key[PRESS_NAME];
	const struct cmd *possible, *first;
};

static int look_at(const struct cmd *c, void *ctx)
{
	struct lookup *l = ctx;

	if (!press_listed(l->key, cmd_keys(l->s->keys, c)) || !shows(l->s, c))
		return 0;
	if (!l->first)
		l->first = c;
	if (c->why_not && c->why_not(stage_top(l->s)))
		return 0;
	l->possible = c;
	return 1;
}

/* The row for a key on the top view: the first that is possible now, else the first that has it, else
 * NULL. */
static const struct cmd *find_row(const struct stage *s, const struct press *k, bool own_too)
{
	struct lookup l = {.s = s};
	const struct view *v = stage_top(s);

	press_name(k, l.key);
	if (v && !cmd_each(v->ops->cmds, look_at, &l) && own_too)
		cmd_each(stage_tables, look_at, &l);
	return l.possible ? l.possible : l.first;
}

struct slots {
	const struct stage *s;
	const struct cmd *possible[STAGE_SLOTS], *first[STAGE_SLOTS];
};

/* find_row() for all function keys at once: every frame asks. */
static int take_slots(const struct cmd *c, void *ctx)
{
	struct slots *l = ctx;
	unsigned keys = press_functions(cmd_keys(l->s->keys, c));

	if (!keys || !shows(l->s, c))
		return 0;
	bool possible = !c->why_not || !c->why_not(stage_top(l->s));
	for (int i = 0; i < STAGE_SLOTS; i++) {
		if (!(keys & 1U << (i + 1)) || l->possible[i])
			continue;
		l->possible[i] = possible ? c : NULL;
		l->first[i] = l->first[i] ? l->first[i] : c;
	}
	return 0;
}

/* A row stands at its first function key only, though all of them work. */
void stage_slots(const struct stage *s, const struct cmd *out[STAGE_SLOTS])
{
	struct slots l = {.s = s};
	const struct view *v = stage_top(s);

	if (v) {
		cmd_each(v->ops->cmds, take_slots, &l);
		cmd_each(stage_tables, take_slots, &l);
	}
	for (int i = 0; i < STAGE_SLOTS; i++) {
		out[i] = l.possible[i] ? l.possible[i] : l.first[i];
		for (int j = 0; j < i; j++)
			if (out[j] == out[i])
				out[i] = NULL;
	}
}

/* 1..10; 0: none */
static int slot_at(const struct stage *s, int col)
{
	int width = s->cols / 10;

	return width && col / width < 10 ? col / width + 1 : 0;
}

/* --- running a row --- */

static const char *refusal(const struct view *v, const struct cmd *c)
{
	if (c->flags & CMD_WRITES && v->ops->flags & VIEW_READONLY)
		return _("This screen only shows; nothing can be changed here.");
	return c->why_not ? c->why_not(v) : NULL;
}

/* Once with count, or once per key press as long as the view stays on top. */
static int run_times(struct stage *s, struct view *v, const struct cmd *c, int count, struct err *e)
{
	if (c->flags & CMD_REPEAT)
		return c->run(v, count, e);
	for (int i = 0; i < count; i++) {
		if (i && (stage_top(s) != v || refusal(v, c)))
			return 0;
		if (c->run(v, 1, e))
			return -1;
		if (c->flags & CMD_WRITES)
			stage_stale(s);
		if (i + 1 < count && stage_top(s) == v)
			stage_settle(s, v);
	}
	return 0;
}

void stage_run(struct stage *s, struct view *v, const struct cmd *c, int count)
{
	struct err e = {0};
	const char *why = refusal(v, c);

	if (why) {
		stage_say(s, ROLE_ERROR, "%s", why);
		return;
	}
	stage_enter(s);
	s->working = false;
	if (run_times(s, v, c, count > 0 ? count : 1, &e))
		stage_say_err(s, &e);
	else if (c->flags & CMD_WRITES)
		stage_stale(s);
	s->dirty = true;
	stage_leave(s);
}

/* --- Esc --- */

static void go_back(struct stage *s)
{
	struct press esc = {.code = K_ESC};
	struct view *v = stage_top(s);
	const struct cmd *c = find_row(s, &esc, false);

	s->esc = false;
	s->dirty = true;
	if (c && v && !refusal(v, c))
		stage_run(s, v, c, 1);
	else
		stage_back(s);
}

static bool has_function_keys(const struct stage *s)
{
	const struct cmd *slots[STAGE_SLOTS];

	stage_slots(s, slots);
	for (int i = 0; i < STAGE_SLOTS; i++)
		if (slots[i] && !is_own(slots[i]))
			return true;
	return false;
}

static void press_esc(struct stage *s, const struct press *k)
{
	if (s->code[0]) {
		s->code[0] = '\0';
	} else if (!s->esc && has_function_keys(s)) {
		s->esc = true;
		s->esc_at = k->at;
	} else {
		go_back(s);
	}
	s->dirty = true;
}

/* A digit behind Esc is a function key; anything else, or too late, and Esc goes back first. */
static struct press after_esc(struct stage *s, const struct press *k)
{
	uint32_t c = press_fold(k->c);

	if (k->late)
		s->esc = false;
	if (!s->esc || k->code == K_RESIZE || k->code == K_HEARD)
		return *k;
	if (k->code == K_MOUSE && k->row == s->rows - 1 && k->at - s->esc_at < STAGE_ESC_MS) {
		s->esc = false; /* the bar shows the digits: a click there is one of them */
		return *k;
	}
	if (k->at - s->esc_at >= STAGE_ESC_MS || k->code != K_CHAR || k->mods || c < '0' || c > '9') {
		if (k->code != K_TICK || k->at - s->esc_at >= STAGE_ESC_MS)
			go_back(s);
		return k->code == K_ESC ? (struct press){.code = K_TICK, .at = k->at} : *k;
	}
	s->esc = false;
	return (struct press){.code = c == '0' ? K_F10 : (enum key_code)(K_F1 + (c - '1')), .at = k->at};
}

/* --- transaction codes --- */

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

	return !s->code[0] || s->code[1] || code_view(s, s->code, &id) ? NULL : find_row(s, &digit, false);
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

/* True if the key was part of a code. */
static bool take_code(struct stage *s, const struct view *v, const struct press *k)
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

/* --- one key --- */

static bool give_text(struct view *v, const struct press *k)
{
	char c[5];
	bool taken = false;

	if (!v->ops->text)
		return false;
	if (k->code == K_PASTE)
		return v->ops->text(v, k->text, true);
	if (!*press_text(k, c))
		return false;
	for (int i = 0; i < (k->count > 0 ? k->count : 1); i++)
		taken = v->ops->text(v, c, false) || taken;
	return taken;
}

static void unknown_key(struct stage *s, const struct press *k)
{
	char name[PRESS_NAME];

	if (k->code == K_CHAR || press_function(k))
		stage_say(s, ROLE_DIM, _("The key %s does nothing here."), press_name(k, name));
	if (k->code == K_PASTE)
		stage_say(s, ROLE_DIM, "%s", _("There is no field here to paste into."));
}

static void give_press(struct stage *s, const struct press *k)
{
	struct view *v = stage_top(s);
	char c[5];
	bool is_text = k->code == K_PASTE || *press_text(k, c);

	if (!v)
		return;
	stage_settle(s, v);
	if (is_text && view_takes_text(v)) {
		give_text(v, k);
		return;
	}
	if (stage_too_small(s) || take_code(s, v, k))
		return;
	const struct cmd *row = find_row(s, k, true);
	if (row)
		stage_run(s, v, row, k->count);
	else if (!is_text || !give_text(v, k))
		unknown_key(s, k);
}

static void click(struct stage *s, const struct press *k)
{
	struct view *v = stage_top(s);
	int slot = slot_at(s, k->col);

	if (!v || stage_too_small(s))
		return;
	if (k->row == s->rows - 1 && slot) {
		struct press f = {.code = (enum key_code)(K_F1 + slot - 1), .at = k->at};
		if (find_row(s, &f, true))
			give_press(s, &f);
	} else if (rect_holds(v->body, k->row, k->col) && v->ops->click) {
		stage_settle(s, v);
		bool taken = v->ops->click(v, k);
		if (taken && k->count > 1 && stage_top(s) == v && view_part(v, PART_LIST))
			give_press(s, &(struct press){.code = K_ENTER, .at = k->at});
	}
}

static void dispatch(struct stage *s, const struct press *k)
{
	switch (k->code) {
	case K_NONE:
		return;
	case K_TICK:
		stage_tick(s, k->at);
		return;
	case K_HEARD:
		stage_hear(s, k->at);
		return;
	case K_RESIZE:
		s->rows = k->row;
		s->cols = k->col;
		break;
	case K_QUIT:
		stage_end(s);
		break;
	case K_BAD:
		stage_say(s, ROLE_ERROR, "%s",
			  _("Something came from the keyboard that is no text in this terminal's "
			    "encoding; it was left out."));
		break;
	case K_MOUSE:
		click(s, k);
		break;
	default:
		give_press(s, k);
	}
	s->dirty = true;
}

/* Whether somebody touched something, as opposed to time and sizes. */
static bool by_hand(const struct press *k)
{
	return k->code != K_NONE && k->code != K_TICK && k->code != K_HEARD && k->code != K_RESIZE;
}

void stage_key(struct stage *s, const struct press *k)
{
	struct press now = *k;

	s->now = k->at;
	stage_enter(s);
	if (by_hand(k)) {
		str_clear(&s->message);
		bool asleep = stage_lock_if_idle(s, k->at);
		s->touched = k->at;
		s->locked = false;
		if (asleep)
			now.code = K_NONE;
	}
	if (now.code == K_CHAR && now.mods == K_CTRL && now.c == 'C')
		now = (struct press){.code = K_ESC, .at = k->at};
	now = after_esc(s, &now);
	if (now.code == K_ESC && !stage_too_small(s))
		press_esc(s, &now);
	else if (now.code != K_ESC)
		dispatch(s, &now);
	stage_leave(s);
}
