/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One item of the library, whole, with the one before and the one behind it of the list it was opened from.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "cli/desk.h"
#include "domain/finding.h"
#include "ui/views/changes.h"
#include "ui/views/item_page.h"
#include "ui/widgets/ask.h"

#include <string.h>

enum { TAG_RETIRE = 1 };

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

/* What the draft of the next edition makes of it, for those who write that: added to out. */
static int drafted(struct view *v, const char *code, struct str *out, struct err *e)
{
	AUTO(draft_close) struct draft draft = {.dir = NULL};
	AUTO(changes_done) struct changes changes = {0};

	if (changes_why_not(v))
		return 0;
	int there = changes_open(v, &draft, e);
	if (there <= 0)
		return there;
	changes_load(&changes, &draft);
	const struct changes_row *row = changes_find(&changes, code);
	if (!row)
		return 0;
	str_addf(out, "%s ", _("In the draft of the next edition:"));
	changes_words(row, out);
	return 0;
}

static int item_refresh(struct view *v, struct err *e)
{
	struct item_view *s = state(v);
	AUTO(str_done) struct str fact = {0}, draft = {0};
	const struct line *line;
	const char *code = s->codes[s->at], *edition = "";

	item_page_past_done(&s->past);
	page_clear(&s->page);
	if (desk_load_library(v->desk, e))
		return -1;
	const struct item *it = library_item(&v->desk->library, code, &line);
	if (!it)
		return err_set(e, ERR_ABSENT, _("item %s does not exist; zicha library list LINE shows the items"), code);
	if (item_page_past_load(v->desk->db, &v->desk->me, clock_now(&v->desk->clock), &s->past, e) ||
	    last_words(v, code, &fact, e) || drafted(v, code, &draft, e) ||
	    edition_of_item(v->desk->db, line->id, code, &v->arena, &edition, e) < 0)
		return -1;
	item_page_fill(&s->page, &v->desk->library, line, it, &s->past, str_text(&fact), edition);
	if (draft.n)
		page_text(&s->page, ROLE_WARN, str_text(&draft));
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

static int open_entry(struct view *v, bool fresh, struct err *e)
{
	const struct item_view *s = state(v);
	const struct line *line = NULL;
	const char *code = s->codes[s->at];

	library_item(&v->desk->library, code, &line);
	struct entry_arg arg = {.code = fresh ? NULL : code, .line = line ? line->id : "", .near = code};
	return stage_open(v->stage, VIEW_ENTRY, &arg, 0, e);
}

static int run_edit(struct view *v, int count, struct err *e)
{
	(void)count;
	return open_entry(v, false, e);
}

static int run_add(struct view *v, int count, struct err *e)
{
	(void)count;
	return open_entry(v, true, e);
}

static int run_retire(struct view *v, int count, struct err *e)
{
	const char *code = state(v)->codes[state(v)->at];
	const struct item *it = library_item(&v->desk->library, code, NULL);

	(void)count;
	return ask_confirm(v, TAG_RETIRE, e,
			   _("Retire %s %s? From the next edition on nobody is asked it; old records keep it, and its "
			     "code is never used again."),
			   code, it ? it->title : "");
}

static int item_result(struct view *v, int tag, const void *value, struct err *e)
{
	AUTO(draft_close) struct draft draft = {.dir = NULL};
	const char *code = state(v)->codes[state(v)->at];

	if (tag != TAG_RETIRE || !ask_yes(value))
		return 0;
	if (draft_open(&draft, v->desk->dir, v->desk->db, e) || draft_retire(&draft, code, e))
		return -1;
	stage_say(v->stage, ROLE_GOOD, _("%s is retired in the draft; 3400 shows and publishes it"), code);
	view_stale(v);
	return 0;
}

static const char *why_not_retire(const struct view *v)
{
	const struct item *it = library_item(&v->desk->library, state(v)->codes[state(v)->at], NULL);
	const char *why = changes_why_not(v);

	return why ? why : it && *it->retired ? _("this item is retired already") : NULL;
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
	{"item.edit", "2 F2", N_("Edit"), N_("Write this item anew, in the draft of the next edition."), 0, NULL, changes_why_not,
	 run_edit},
	{"item.add", "4 F4", N_("Add"), N_("Write a new item behind this one, in the draft."), 0, NULL, changes_why_not, run_add},
	{"item.retire", "6 F6", N_("Retire"), N_("No longer ask this item, from the next edition on."), CMD_DANGER, NULL,
	 why_not_retire, run_retire},
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
	.result = item_result,
	.close = item_close,
	.tick = item_tick,
	.part = item_part,
};
