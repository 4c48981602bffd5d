/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What happens with no key pressed: ticks, news from other programs, the idle lock.
 */
#include "ui/base/stage_inside.h"

bool stage_lock_if_idle(struct stage *s, int64_t now)
{
	if (s->idle_ms <= 0 || s->locked || now - s->touched < s->idle_ms)
		return false;
	s->locked = true;
	s->lock(s, s->lock_ctx);
	s->dirty = true;
	return true;
}

/* A view that wants to be ticked every second: one that is written in keeps what was typed. */
static bool is_timed(const struct stage *s, const struct view *v)
{
	return v->ops->tick && (!s->watching || v->ops->flags & VIEW_TIMED || view_part(v, PART_EDIT));
}

/* A commit takes a moment, and a second one may follow: the views are told when both are over. */
void stage_hear(struct stage *s, int64_t now)
{
	s->heard(s->heard_ctx);
	if (!s->heard_at)
		s->heard_at = now;
}

void stage_tick(struct stage *s, int64_t now)
{
	bool heard = s->heard_at && now - s->heard_at >= STAGE_HEARD_MS, due = now - s->ticked >= STAGE_TICK_MS;

	stage_lock_if_idle(s, now);
	if (heard)
		s->heard_at = 0;
	if (due)
		s->ticked = now;
	for (size_t i = s->open.n; i-- > 0 && (heard || due);) {
		struct view *v = s->open.v[i];
		if (v->ops->tick && (heard || is_timed(s, v)))
			v->ops->tick(v, now);
		if (!(v->ops->flags & VIEW_MODAL))
			return;
	}
}

int stage_wait(const struct stage *s, int64_t now)
{
	int64_t at = INT64_MAX;

	if (s->esc)
		at = s->esc_at + STAGE_ESC_MS;
	if (s->idle_ms > 0 && !s->locked && s->touched + s->idle_ms < at)
		at = s->touched + s->idle_ms;
	if (s->heard_at && s->heard_at + STAGE_HEARD_MS < at)
		at = s->heard_at + STAGE_HEARD_MS;
	for (size_t i = s->open.n; i-- > 0;) {
		const struct view_ops *ops = s->open.v[i]->ops;
		if (is_timed(s, s->open.v[i]) && s->ticked + STAGE_TICK_MS < at)
			at = s->ticked + STAGE_TICK_MS;
		if (!(ops->flags & VIEW_MODAL))
			break;
	}
	if (at == INT64_MAX)
		return -1;
	return at <= now ? 0 : at - now > INT32_MAX ? INT32_MAX : (int)(at - now);
}
