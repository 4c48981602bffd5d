/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one loop of the program, and what a command may do with the screen while it works.
 */
#include "ui/base/stage_inside.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"

enum { FRAME_MS = 100, WORK_QUIET_MS = 500, WORK_FRAME_MS = 200, WORK_POLL_MS = 50 };

static void keep_key(struct stage *s, const struct press *k)
{
	struct press *kept = VEC_PUSH(&s->queue);

	*kept = *k;
	if (k->code == K_PASTE)
		kept->text = mem_dup_n(k->text, k->n);
}

/* A key kept while a command worked; the paste in it is the caller's to free. */
static bool kept_key(struct stage *s, struct press *out)
{
	if (s->queue.at == s->queue.n) {
		s->queue.at = s->queue.n = 0;
		return false;
	}
	*out = s->queue.v[s->queue.at++];
	return true;
}

static void show(struct stage *s, struct canvas *c, int64_t *shown)
{
	stage_draw(s, c);
	s->io->show(s->io->ctx, c);
	*shown = stage_now(s);
}

void stage_set_work(struct stage *s, bool (*slice)(struct stage *, void *ctx), void *ctx)
{
	s->slice = slice;
	s->slice_ctx = ctx;
}

/* Waits for a key, working meanwhile; stops for what the work wants to show. */
static int await_key(struct stage *s, struct press *out)
{
	while (s->slice && !stage_dirty(s)) {
		stage_enter(s);
		if (!s->slice(s, s->slice_ctx))
			s->slice = NULL;
		stage_leave(s);
		int got = s->io->read(s->io->ctx, 0, out);
		if (got)
			return got;
	}
	return stage_dirty(s) ? 0 : s->io->read(s->io->ctx, stage_wait(s, stage_now(s)), out);
}

/* One key from the queue or the source. Draws when nothing waits, and now and then while much does: *shown is when the last
 * frame was shown, or when the first of the keys that came since did. */
static bool next_key(struct stage *s, struct canvas *c, struct press *out, int64_t *shown)
{
	bool kept = kept_key(s, out);
	if (kept)
		return true;
	int got = s->io->read(s->io->ctx, 0, out);
	if (stage_dirty(s) && (!got || stage_now(s) - *shown >= FRAME_MS)) {
		/* A paste lives until the next read, and show does not read. */
		show(s, c, shown);
	}
	if (!got) {
		got = await_key(s, out);
		*shown = stage_now(s);
	}
	if (!got)
		*out = (struct press){.code = K_TICK, .at = stage_now(s)};
	return false;
}

void stage_loop(struct stage *s, struct canvas *c, const struct screen_io *io)
{
	int64_t shown = 0;

	s->io = io;
	s->canvas = c;
	s->rows = canvas_rows(c);
	s->cols = canvas_cols(c);
	s->touched = s->now = stage_now(s);
	s->watching = s->watch >= 0 && io->watch;
	if (s->watching)
		io->watch(io->ctx, s->watch);
	while (!stage_done(s)) {
		struct press k = {0};
		bool kept = next_key(s, c, &k, &shown);
		if (k.code == K_RESIZE)
			canvas_resize(c, k.row, k.col);
		stage_key(s, &k);
		if (kept && k.code == K_PASTE)
			mem_free((char *)k.text);
	}
}

static bool stopped_by_hand(struct stage *s)
{
	struct press k;
	bool stop = false;

	while (s->io->read(s->io->ctx, 0, &k) > 0) {
		if (k.code == K_ESC || (k.code == K_CHAR && k.mods == K_CTRL && k.c == 'C')) {
			stop = true;
			continue;
		}
		if (k.code == K_HEARD) {
			stage_hear(s, k.at);
			continue;
		}
		keep_key(s, &k);
		if (k.code == K_QUIT)
			return true;
	}
	return stop;
}

bool stage_progress(struct stage *s, const char *what, long done, long total)
{
	if (!s->io || !s->canvas)
		return true;
	int64_t now = stage_now(s);
	if (!s->working) {
		s->working = true;
		s->work_at = s->work_shown = now;
	}
	if (now - s->work_shown < (now - s->work_at < WORK_QUIET_MS ? WORK_POLL_MS : WORK_FRAME_MS))
		return true;
	s->work_shown = now;
	if (now - s->work_at >= WORK_QUIET_MS) {
		AUTO(str_done) struct str text = {0};
		str_addf(&text, "%s %ld", what, done);
		if (total)
			str_addf(&text, "/%ld", total);
		str_addf(&text, _("  %.1f s  (Esc stops)"), (double)(now - s->work_at) / 1000);
		canvas_put(s->canvas, s->rows - 2, 0, s->cols, ROLE_MESSAGE, str_text(&text));
		s->io->show(s->io->ctx, s->canvas);
		s->dirty = true;
	}
	return !stopped_by_hand(s);
}

int stage_outside(struct stage *s, const char *const argv[], struct err *e)
{
	if (!s->io || !s->io->outside)
		return err_set(e, ERR_STATE, _("%s can only be started from a terminal."), argv[0]);
	int rc = s->io->outside(s->io->ctx, argv, e);
	s->dirty = true;
	return rc;
}
