/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * queued: twenty keys that wait already cost one drawing, on the real screens: a list, the walk, a text. "N passed, N
 * failed".
 */
#include "tests/ui/world.h"

#include "base/msg.h"

#include <stdio.h>
#include <string.h>

enum { KEYS = 20, SHOWS_MOST = 2 }; /* the first frame, and the one behind the keys */

static const struct row {
	const char *name, *way, *key;
} rows[] = {
	{"down a list", "", "Down"},
	{"through the walk", "2\n", "+"},
	{"a finding", "2\n2\n", "写"},
	{"a search", "3\n", "河"},
};

struct queue {
	const char *key;
	int left, shows;
	bool over; /* nothing waited once */
};

static int queue_read(void *ctx, int wait_ms, struct press *out)
{
	struct queue *q = ctx;

	if (!q->left && !q->over) {
		q->over = true;
		return 0;
	}
	if (!q->left)
		*out = (struct press){.code = K_QUIT};
	else
		press_parse(q->key, out);
	out->at = 5000;
	q->left -= q->left > 0;
	return 1;
}

static void queue_show(void *ctx, const struct canvas *c)
{
	(void)c;
	((struct queue *)ctx)->shows++;
}

static int64_t queue_now(void *ctx)
{
	(void)ctx;
	return 5000;
}

static void type(struct world *w, struct canvas *c, const char *keys)
{
	for (; *keys; keys++) {
		struct press k = {0};
		press_parse(*keys == '\n' ? "Enter" : (char[]){*keys, '\0'}, &k);
		k.at = 4000;
		stage_key(w->stage, &k);
		stage_draw(w->stage, c);
	}
}

static bool run(struct world *w, const struct script *s, const struct row *r, struct err *e)
{
	struct queue q = {.key = r->key, .left = KEYS};
	struct screen_io io = {.ctx = &q, .read = queue_read, .show = queue_show, .now = queue_now};
	struct canvas *c = canvas_new(STAGE_ROWS, STAGE_COLS);
	bool open = !world_open(w, s, e);

	if (open) {
		stage_draw(w->stage, c);
		type(w, c, "110201\n20260808202608\n");
		type(w, c, r->way);
		stage_loop(w->stage, c, &io);
		if (q.shows > SHOWS_MOST)
			printf("%s: %d keys cost %d drawings\n", r->name, KEYS, q.shows);
	}
	world_close(w);
	canvas_free(&c);
	return open && !q.left && q.shows > 0 && q.shows <= SHOWS_MOST;
}

int main(void)
{
	struct world w = {0};
	struct script s = {.setup = "demo-store \"$DIR\""};
	struct err e = {0};
	int passed = 0, failed = 0;

	msg_use(MSG_ZH);
	if (world_setup(&w, &s, &e))
		failed++;
	for (size_t i = 0; i < ARRAY_LEN(rows) && !failed; i++)
		*(run(&w, &s, &rows[i], &e) ? &passed : &failed) += 1;
	world_remove(&w);
	if (e.text[0])
		printf("%s\n", e.text);
	printf("%d passed, %d failed\n", passed, failed);
	return failed > 0;
}
