/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rows: every command row of every view, held against the rules of ui/base/cmd.h and HACKING: ids and codes unique,
 * keys that exist and do not clash along a stack, words in both languages that fit the key bar.
 */
#include "base/msg.h"
#include "base/width.h"
#include "ui/views/views.h"

#include <stdio.h>
#include <string.h>

enum { ROWS_MOST = 1024, LABEL_COLS = 6, STACK_MOST = 8 };

/* Rows that a view takes every key of on purpose: "view row". */
static const char *const hidden_on_purpose[] = {
	"home list.find", /* its list has no filter */
};

struct rows {
	const struct cmd *v[ROWS_MOST]; /* each row of the program once */
	size_t n;
	int passed, failed;
};

static void verdict(struct rows *r, bool good, const char *view, const char *row, const char *what)
{
	if (good) {
		r->passed++;
		return;
	}
	printf("%s: %s: %s\n", view, row, what);
	r->failed++;
}

/* The tables of a view and behind them the stage's, as a key finds them. */
static size_t stack_of(const struct view_ops *ops, const struct cmd *stack[STACK_MOST])
{
	size_t n = 0;

	for (cmd_tables t = ops->cmds; t && *t && n < STACK_MOST - 1; t++)
		stack[n++] = *t;
	for (cmd_tables t = stage_cmds(); *t && n < STACK_MOST; t++)
		stack[n++] = *t;
	return n;
}

/* Whether a row further up the stack always takes this key: one that is not possible now lets it through. */
static bool is_covered(const struct cmd *const stack[], size_t table, const char *key)
{
	struct press k;

	if (!press_parse(key, &k))
		return true;
	for (size_t t = 0; t < table; t++)
		for (const struct cmd *c = stack[t]; c->id; c++)
			if (!c->why_not && press_in(&k, c->keys))
				return true;
	return false;
}

/* Of a row's keys one must be left, or nobody reaches it. */
static bool is_reachable(const struct cmd *const stack[], size_t table, const struct cmd *c)
{
	const char *keys = c->keys;
	char key[PRESS_NAME];

	if (!*keys)
		return true; /* the menu is its only way, and is meant to be */
	while (*(keys += strspn(keys, " "))) {
		size_t n = strcspn(keys, " ");
		snprintf(key, sizeof key, "%.*s", (int)n, keys);
		keys += n;
		if (!is_covered(stack, table, key))
			return true;
	}
	return false;
}

static bool is_excused(const char *view, const char *row)
{
	char both[128];

	snprintf(both, sizeof both, "%s %s", view, row);
	for (size_t i = 0; i < ARRAY_LEN(hidden_on_purpose); i++)
		if (!strcmp(hidden_on_purpose[i], both))
			return true;
	return false;
}

static bool on_key_bar(const struct cmd *c)
{
	struct press k;
	char name[4];

	for (int i = 1; i <= 10; i++) {
		snprintf(name, sizeof name, "F%d", i);
		if (press_parse(name, &k) && press_in(&k, c->keys))
			return true;
	}
	return false;
}

static void check_words(struct rows *r, const char *view, const struct cmd *c)
{
	const char *label = msg_zh(c->label), *help = msg_zh(c->help);

	verdict(r, label && help, view, c->id, "label or help has no Chinese");
	if (on_key_bar(c))
		verdict(r, label && width_text(label) <= LABEL_COLS && width_text(c->label) <= LABEL_COLS, view, c->id,
			"the label is wider than a slot of the key bar");
}

/* A row that was not met before: its id is no other row's. */
static void meet(struct rows *r, const char *view, const struct cmd *c)
{
	bool id = true, code = true;

	for (size_t i = 0; i < r->n; i++) {
		if (r->v[i] == c)
			return;
		id = id && strcmp(r->v[i]->id, c->id) != 0;
		code = code && (!c->code || !r->v[i]->code || strcmp(c->code, r->v[i]->code) != 0);
	}
	verdict(r, id, view, c->id, "another row has this id");
	verdict(r, code, view, c->id, "another row has this transaction code");
	if (r->n < ROWS_MOST)
		r->v[r->n++] = c;
	check_words(r, view, c);
}

static void check_view(struct rows *r, const struct view_ops *ops)
{
	AUTO(str_done) struct str faults = {0};
	const struct cmd *stack[STACK_MOST] = {NULL};
	size_t n = stack_of(ops, stack);

	verdict(r, !cmd_check(ops->cmds, &faults), ops->name, "table", str_text(&faults));
	verdict(r, msg_zh(ops->title) && (!ops->help || msg_zh(ops->help)), ops->name, "title or help", "no Chinese");
	for (size_t t = 0; t < n; t++)
		for (const struct cmd *c = stack[t]; c->id; c++) {
			meet(r, ops->name, c);
			verdict(r, is_reachable(stack, t, c) || is_excused(ops->name, c->id), ops->name, c->id,
				"every key of it is taken by rows above");
			verdict(r, !(ops->flags & VIEW_READONLY && c->flags & CMD_WRITES), ops->name, c->id,
				"writes in a view that only shows");
		}
}

/* Screens that nobody jumps to: before the login, and what lies over another screen. */
static bool needs_no_code(int id)
{
	return id == VIEW_FIRST || id == VIEW_LOGIN || id == VIEW_ASK || id == VIEW_GUIDE;
}

static void check_codes(struct rows *r, const struct view_ops *const *views)
{
	for (int a = VIEW_NONE + 1; a < VIEW_N; a++) {
		bool alone = true;
		if (views[a] && !needs_no_code(a))
			verdict(r, views[a]->code && strlen(views[a]->code) == 4, views[a]->name, "code", "no transaction code");
		if (!views[a] || !views[a]->code)
			continue;
		for (int b = VIEW_NONE + 1; b < a; b++)
			alone = alone && !(views[b] && views[b]->code && !strcmp(views[a]->code, views[b]->code));
		verdict(r, alone, views[a]->name, views[a]->code, "another view has this transaction code");
	}
}

int main(void)
{
	const struct view_ops *const *views = views_register();
	struct rows r = {.passed = 0};

	for (int id = VIEW_NONE + 1; id < VIEW_N; id++)
		if (views[id])
			check_view(&r, views[id]);
	check_codes(&r, views);
	printf("%d passed, %d failed\n", r.passed, r.failed);
	return r.failed > 0;
}
