/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a key to an act: Esc and its digits, text, clicks; what a row or a code does is below.
 */
#include "ui/base/stage_inside.h"

#include "base/mem.h"
#include "base/msg.h"

#include <string.h>

/* 1..10; 0: none */
static int slot_at(const struct stage *s, int col)
{
	int width = s->cols / 10;

	return width && col / width < 10 ? col / width + 1 : 0;
}

/* --- Esc --- */

static bool has_function_keys(const struct stage *s)
{
	const struct cmd *slots[STAGE_SLOTS];

	stage_slots(s, slots);
	for (int i = 0; i < STAGE_SLOTS; i++)
		if (slots[i] && !stage_is_own(slots[i]))
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
		stage_go_back(s);
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
			stage_go_back(s);
		return k->code == K_ESC ? (struct press){.code = K_TICK, .at = k->at} : *k;
	}
	s->esc = false;
	return (struct press){.code = c == '0' ? K_F10 : (enum key_code)(K_F1 + (c - '1')), .at = k->at};
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
	if (stage_too_small(s) || stage_take_code(s, v, k))
		return;
	const struct cmd *row = stage_find_row(s, k, true);
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
		if (stage_find_row(s, &f, true))
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
		s->refused = NULL;
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
