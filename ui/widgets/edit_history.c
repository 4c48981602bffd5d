/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Steps to undo and redo: typing grows one step until a phrase is over, erasing until something else is done.
 */
#include "base/mem.h"
#include "ui/widgets/edit_inside.h"

#include <string.h>

enum { STEP_BYTES = 120 };

void edit_touch(struct edit *ed)
{
	ed->fresh = ed->lean = ed->paused = false;
	ed->goal = -1;
}

void edit_forget_steps(struct edit *ed, size_t keep)
{
	struct edit_history *h = &ed->history;

	while (h->n > keep) {
		h->n--;
		mem_free(h->v[h->n].old);
		mem_free(h->v[h->n].new);
	}
	if (h->done > keep)
		h->done = keep;
	ed->open_step = ed->open_step && h->n == h->done;
}

/* Whether the last thing typed closes a phrase: a good place to part typing into steps. */
static bool ends_phrase(const struct edit_step *s)
{
	static const char *const ends[] = {" ",  "\n", "　", "，", "。", "；", "：",
					   "、", "！", "？", ",",  ".",  ";"};

	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		size_t n = strlen(ends[i]);
		if (s->new_n >= n && memcmp(s->new + s->new_n - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

/* Puts the second piece behind the first one; takes the place of *a, frees it. */
static void join(char **a, size_t *a_n, const char *b, size_t b_n, size_t keep)
{
	char *both = mem_alloc(keep + b_n + 1);

	if (keep)
		memcpy(both, *a, keep);
	if (b_n)
		memcpy(both + keep, b, b_n);
	mem_free(*a);
	*a = both;
	*a_n = keep + b_n;
}

/* Lets the step s grow by the next one, if they are of one piece. */
static bool grow_step(struct edit *ed, struct edit_step *s, const struct edit_step *next)
{
	bool erasing = !s->new_n && !next->new_n;

	if (!ed->open_step || s->kind != next->kind || s->after != next->before)
		return false;
	if (s->kind == STEP_TYPE) {
		if (next->at < s->at || next->at + next->old_n != s->at + s->new_n)
			return false;
		if (ed->paused && (ends_phrase(s) || s->new_n > STEP_BYTES))
			return false;
		join(&s->new, &s->new_n, next->new, next->new_n, next->at - s->at);
	} else if (s->kind == STEP_BACKSPACE && erasing && next->at + next->old_n == s->at) {
		char *old = mem_dup_n(next->old, next->old_n);
		size_t n = next->old_n;
		join(&old, &n, s->old, s->old_n, n);
		mem_free(s->old);
		s->old = old;
		s->old_n = n;
		s->at = next->at;
	} else if (s->kind == STEP_DELETE && erasing && next->at == s->at) {
		join(&s->old, &s->old_n, next->old, next->old_n, s->old_n);
	} else {
		return false;
	}
	s->after = next->after;
	return true;
}

void edit_record(struct edit *ed, const struct edit_step *step)
{
	struct edit_history *h = &ed->history;

	if (ed->flags & EDIT_SECRET)
		return;
	edit_forget_steps(ed, h->done);
	if (!h->n || !grow_step(ed, &h->v[h->n - 1], step)) {
		struct edit_step *s = VEC_PUSH(h);
		*s = *step;
		s->old = mem_dup_n(step->old, step->old_n);
		s->new = mem_dup_n(step->new, step->new_n);
		h->done = h->n;
	}
	ed->open_step = step->kind != STEP_OTHER;
}

void edit_put(struct edit *ed, size_t at, size_t old_n, const char *bytes, size_t n)
{
	if (old_n)
		str_remove(&ed->text, at, old_n);
	str_insert(&ed->text, at, bytes, n);
}

bool edit_walk_history(struct edit *ed, bool back)
{
	struct edit_history *h = &ed->history;

	if (back ? !h->done : h->done == h->n)
		return false;
	const struct edit_step *s = &h->v[back ? h->done - 1 : h->done];
	if (back)
		edit_put(ed, s->at, s->new_n, s->old, s->old_n);
	else
		edit_put(ed, s->at, s->old_n, s->new, s->new_n);
	h->done += back ? (size_t)-1 : 1;
	ed->caret = back ? s->before : s->after;
	ed->open_step = false;
	edit_touch(ed);
	return true;
}

bool edit_can_undo(const struct edit *ed)
{
	return ed->history.done > 0;
}

bool edit_can_redo(const struct edit *ed)
{
	return ed->history.done < ed->history.n;
}
