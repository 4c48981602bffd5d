/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One item of the library, whole, with the one before and the one behind it of the list it was opened from.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "cli/desk.h"
#include "domain/finding.h"
#include "ui/views/item_page.h"

#include <string.h>

struct item_view {
	struct page page;
	struct item_past past;
	struct arena kept;  /* owns the codes: the library may be read anew under us */
	const char **codes;
	size_t n, at;
};

static struct item_view *state(const struct view *v)
{
	return VIEW_STATE(v, struct item_view);
}

static int item_open(struct view *v, const void *arg, struct err *e)
{
	const struct item_arg *a = arg;
	struct item_view *s = state(v);

	if (!a || !a->n)
		return err_set(e, ERR_USAGE, "%s", _("choose an item in the library first"));
	s->codes = arena_alloc(&s->kept, a->n * sizeof *s->codes);
	s->n = a->n;
	for (size_t i = 0; i < a->n; i++) {
		s->codes[i] = arena_dup(&s->kept, a->codes[i]);
		if (str_eq(a->codes[i], a->at))
			s->at = i;
	}
	return 0;
}

static void item_close(struct view *v)
{
	struct item_view *s = state(v);

	page_done(&s->page);
	item_page_past_done(&s->past);
	arena_done(&s->kept);
}

/* The words of the last finding, for those who may read every branch; a branch has its own in its past. */
static int last_words(struct view *v, const char *code, struct str *out, struct err *e)
{
	AUTO(finding_list_done) struct finding_list list = {0};
	const struct role *role = v->desk->me.role;
	const struct review_row *row = review_find(&state(v)->past.all, code);

	if (!row || !role || !(role->may & MAY_READ_ALL))
		return 0;
	if (finding_list_load(v->desk->db, row->last_session, code, &list, e))
		return -1;
	if (list.n)
		str_add(out, list.v[list.n - 1].fact);
	return 0;
}

static int item_refresh(struct view *v, struct err *e)
{
	struct item_view *s = state(v);
	AUTO(str_done) struct str fact = {0};
	const struct line *line;
	const char *code = s->codes[s->at];
	const struct item *it = library_item(&v->desk->library, code, &line);

	item_page_past_done(&s->past);
	page_clear(&s->page);
	if (!it)
		return err_set(e, ERR_ABSENT, _("item %s does not exist; zicha library list LINE shows the items"), code);
	if (item_page_past_load(v->desk->db, &v->desk->me, clock_now(&v->desk->clock), &s->past, e) ||
	    last_words(v, code, &fact, e))
		return -1;
	item_page_fill(&s->page, &v->desk->library, line, it, &s->past, str_text(&fact));
	v->context = arena_printf(&v->arena, "%s %s  %zu/%zu", it->code, it->title, s->at + 1, s->n);
	return 0;
}

static void item_layout(struct view *v)
{
	page_layout(&state(v)->page, v->body);
}

static void item_draw(const struct view *v, struct canvas *c, struct rect r)
{
	page_draw(&state(v)->page, c, r);
}

static void item_tick(struct view *v, int64_t now)
{
	(void)now;
	if (desk_changed(v->desk))
		view_stale(v);
}

static void *item_part(const struct view *v, enum view_part part)
{
	return part == PART_PAGE ? &state(v)->page : NULL;
}

/* ---- acts --------------------------------------------------------------------------------- */

static int go(struct view *v, size_t at)
{
	state(v)->at = at;
	page_top(&state(v)->page);
	view_stale(v);
	return 0;
}

static int run_before(struct view *v, int count, struct err *e)
{
	size_t at = state(v)->at, by = (size_t)count;

	(void)e;
	return go(v, at > by ? at - by : 0);
}

static int run_behind(struct view *v, int count, struct err *e)
{
	struct item_view *s = state(v);
	size_t by = (size_t)count;

	(void)e;
	return go(v, s->at + by < s->n ? s->at + by : s->n - 1);
}

static const char *why_not_before(const struct view *v)
{
	return state(v)->at ? NULL : _("this is the first item of the list");
}

static const char *why_not_behind(const struct view *v)
{
	return state(v)->at + 1 < state(v)->n ? NULL : _("this is the last item of the list");
}

static const struct cmd item_rows[] = {
	{"item.before", "F7 - Left", N_("Prev"), N_("The item before this one in the list."), CMD_REPEAT, NULL, why_not_before,
	 run_before},
	{"item.behind", "F8 + Enter Right", N_("Next"), N_("The next item of the list."), CMD_REPEAT, NULL, why_not_behind,
	 run_behind},
	CMD_END,
};
static const struct cmd *const item_cmds[] = {item_rows, page_cmds, NULL};

const struct view_ops view_item = {
	.name = "item",
	.code = "3101",
	.flags = VIEW_CHOSEN,
	.title = N_("Item"),
	.help = N_("All that the library says of one item, where it comes from, and how often it failed in the last twelve months. "
		   "The arrows scroll; F7 and F8, or - and +, go to the items before and behind it."),
	.state_size = sizeof(struct item_view),
	.cmds = item_cmds,
	.open = item_open,
	.refresh = item_refresh,
	.layout = item_layout,
	.draw = item_draw,
	.close = item_close,
	.tick = item_tick,
	.part = item_part,
};
