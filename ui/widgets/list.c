/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows, choice, filter, marks. What is drawn and which keys act: list_draw.c.
 */
#include "ui/widgets/list.h"

#include "base/mem.h"
#include "base/pinyin.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { FILTER_MOST = 200 }; /* bytes; what goes beyond is no search */

/* --- rows --- */

static bool is_heading(const struct list *l, size_t at)
{
	return l->ops->heading && l->ops->heading(l->ctx, l->rows.v[at]);
}

static const char *row_id(const struct list *l, size_t i)
{
	return l->ops->id ? l->ops->id(l->ctx, i) : NULL;
}

static void remember(struct list *l)
{
	const char *id = l->at < l->rows.n ? row_id(l, l->rows.v[l->at]) : NULL;

	if (id && str_eq(id, l->chosen))
		return;
	char *copy = id && !is_heading(l, l->at) ? mem_dup(id) : NULL;
	mem_free(l->chosen);
	l->chosen = copy;
}

/* The nearest row that can be chosen, from `at` on, else before it. */
static void settle(struct list *l, size_t at)
{
	size_t i = at;

	while (i < l->rows.n && is_heading(l, i))
		i++;
	if (i >= l->rows.n) {
		i = at < l->rows.n ? at : l->rows.n;
		while (i > 0 && is_heading(l, i - 1))
			i--;
		i -= i > 0;
	}
	l->at = l->rows.n ? i : 0;
	remember(l);
}

static bool keeps(const struct list *l, size_t i)
{
	return !l->filter.n || !l->ops->text || list_match(str_text(&l->filter), l->ops->text(l->ctx, i));
}

/* A heading is put back when the first of its rows stays. */
static void collect(struct list *l)
{
	size_t n = l->ops->count(l->ctx), heading = n;

	l->rows.n = 0;
	l->collected++;
	for (size_t i = 0; i < n; i++) {
		if (l->ops->heading && l->ops->heading(l->ctx, i)) {
			heading = i;
			if (!l->filter.n)
				*VEC_PUSH(&l->rows) = i;
			continue;
		}
		if (!keeps(l, i))
			continue;
		if (l->filter.n && heading < n)
			*VEC_PUSH(&l->rows) = heading;
		heading = n;
		*VEC_PUSH(&l->rows) = i;
	}
}

static bool find_id(const struct list *l, const char *id, size_t *at)
{
	for (size_t i = 0; id && l->ops->id && i < l->rows.n; i++)
		if (!is_heading(l, i) && str_eq(row_id(l, l->rows.v[i]), id)) {
			*at = i;
			return true;
		}
	return false;
}

static bool find_row(const struct list *l, size_t row, size_t *at)
{
	for (size_t i = 0; i < l->rows.n; i++)
		if (l->rows.v[i] == row && !is_heading(l, i)) {
			*at = i;
			return true;
		}
	return false;
}

/* Marks of rows that are gone go too. */
static void drop_marks(struct list *l)
{
	size_t n = l->ops->count(l->ctx), kept = 0;

	for (size_t m = 0; m < l->marks.n; m++) {
		size_t i = 0;
		while (i < n && !str_eq(row_id(l, i), l->marks.v[m]))
			i++;
		if (i < n)
			l->marks.v[kept++] = l->marks.v[m];
		else
			mem_free(l->marks.v[m]);
	}
	l->marks.n = kept;
}

void list_init(struct list *l, const struct list_ops *ops, const void *ctx, unsigned flags)
{
	*l = (struct list){.ops = ops, .ctx = ctx, .flags = flags};
}

void list_done(struct list *l)
{
	list_clear_marks(l);
	mem_free(l->marks.v);
	mem_free(l->rows.v);
	mem_free(l->chosen);
	str_done(&l->filter);
	*l = (struct list){0};
}

void list_refresh(struct list *l)
{
	size_t at = l->at;

	collect(l);
	drop_marks(l);
	find_id(l, l->chosen, &at);
	settle(l, at);
}

/* --- choice --- */

bool list_choice(const struct list *l, size_t *i)
{
	if (l->at >= l->rows.n || is_heading(l, l->at))
		return false;
	*i = l->rows.v[l->at];
	return true;
}

bool list_empty(const struct list *l)
{
	size_t i;

	return !list_choice(l, &i);
}

const char *list_choice_id(const struct list *l)
{
	size_t i;
	const char *id = list_choice(l, &i) ? row_id(l, i) : NULL;

	return id ? id : "";
}

static bool choose_at(struct list *l, size_t at)
{
	l->at = at;
	remember(l);
	return true;
}

bool list_choose(struct list *l, size_t i)
{
	size_t at;

	return find_row(l, i, &at) && choose_at(l, at);
}

bool list_choose_id(struct list *l, const char *id)
{
	size_t at;

	return find_id(l, id, &at) && choose_at(l, at);
}

bool list_choose_seen(struct list *l, int n)
{
	for (size_t i = l->top; i < l->rows.n && i < l->top + (size_t)l->height; i++)
		if (!is_heading(l, i) && --n == 0)
			return choose_at(l, i);
	return false;
}

/* One step over headings; false at the end. */
static bool step(struct list *l, bool down)
{
	size_t i = l->at;

	while (down ? i + 1 < l->rows.n : i > 0) {
		i += down ? 1 : (size_t)-1;
		if (!is_heading(l, i)) {
			l->at = i;
			return true;
		}
	}
	return false;
}

bool list_move(struct list *l, enum list_move how, int count)
{
	size_t had = l->at;
	bool down = how == LIST_DOWN || how == LIST_PAGE_DOWN;

	if (list_empty(l))
		return false;
	if (how == LIST_HOME || how == LIST_END) {
		settle(l, how == LIST_HOME ? 0 : l->rows.n - 1);
		if (how == LIST_HOME)
			l->top = 0;
	} else {
		int page = l->height > 1 ? l->height - 1 : 1;
		int steps = how == LIST_PAGE_UP || how == LIST_PAGE_DOWN ? count * page : count;
		while (steps-- > 0 && step(l, down))
			;
	}
	remember(l);
	return l->at != had;
}

/* --- marks --- */

static size_t mark_of(const struct list *l, const char *id)
{
	size_t m = 0;

	while (m < l->marks.n && !str_eq(l->marks.v[m], id))
		m++;
	return m;
}

bool list_marked(const struct list *l, size_t i)
{
	const char *id = row_id(l, i);

	return id && mark_of(l, id) < l->marks.n;
}

void list_toggle_mark(struct list *l)
{
	size_t i;
	const char *id = list_choice(l, &i) ? row_id(l, i) : NULL;

	if (!id || !(l->flags & LIST_MARKS))
		return;
	size_t m = mark_of(l, id);
	if (m == l->marks.n) {
		*VEC_PUSH(&l->marks) = mem_dup(id);
		return;
	}
	mem_free(l->marks.v[m]);
	l->marks.v[m] = l->marks.v[--l->marks.n];
}

void list_clear_marks(struct list *l)
{
	while (l->marks.n)
		mem_free(l->marks.v[--l->marks.n]);
}

size_t list_marks(const struct list *l)
{
	return l->marks.n;
}

/* --- filter --- */

static void fold(const char *text, struct str *out)
{
	text_fold_ascii(text ? text : "", out);
	for (size_t i = 0; i < out->n; i++)
		if ((unsigned char)out->s[i] < 0x80)
			out->s[i] = (char)tolower((unsigned char)out->s[i]);
}

bool list_match(const char *needle, const char *text)
{
	AUTO(str_done) struct str a = {0};
	AUTO(str_done) struct str b = {0};

	fold(needle, &a);
	fold(text, &b);
	return strstr(str_text(&b), str_text(&a)) || pinyin_match(str_text(&b), str_text(&a));
}

bool list_is_filtered(const struct list *l)
{
	return l->filter.n > 0;
}

bool list_type(struct list *l, const char *utf8, bool pasted)
{
	AUTO(str_done) struct str s = {0};
	struct err e;

	if (!l->ops->text || text_clean(utf8, strlen(utf8), TEXT_LINE, &s, &e) || !s.n)
		return false;
	if (!l->filter.n && !l->filtering && str_eq(str_text(&s), " "))
		return false;
	if (!l->filter.n && !l->ops->count(l->ctx)) /* nothing to search: no words left behind on an empty screen */
		return false;
	if (l->filter.n + s.n <= FILTER_MOST)
		str_add(&l->filter, str_text(&s));
	l->filtering = true;
	list_refresh(l);
	return true;
}

bool list_erase(struct list *l)
{
	if (!l->filter.n) {
		l->filtering = false;
		return false;
	}
	str_truncate(&l->filter, text_cluster_before(str_text(&l->filter), l->filter.n, l->filter.n));
	list_refresh(l);
	return true;
}

void list_unfilter(struct list *l)
{
	str_clear(&l->filter);
	l->filtering = false;
	list_refresh(l);
}

void *list_part(const struct list *l, enum view_part part)
{
	bool has = part == PART_LIST || (part == PART_TEXT && l->filtering);

	return has ? (void *)l : NULL;
}

/* Rows of [from, to) that can be chosen. */
static size_t choosable(const struct list *l, size_t from, size_t to)
{
	size_t n = 0;

	if (!l->ops->heading)
		return to - from;
	for (size_t i = from; i < to; i++)
		n += !is_heading(l, i);
	return n;
}

void list_position(const struct list *l, struct str *out)
{
	size_t height = l->height > 0 ? (size_t)l->height : 0, all = choosable(l, 0, l->rows.n);
	size_t top = l->top < l->rows.n ? l->top : l->rows.n, end = top + height < l->rows.n ? top + height : l->rows.n;
	size_t before = choosable(l, 0, top), seen = choosable(l, top, end);

	if (seen)
		str_addf(out, "%zu-%zu/%zu", before + 1, before + seen, all);
	else
		str_addf(out, "0/%zu", all);
}
