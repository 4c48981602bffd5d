/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The risk-point library, to browse: lines, their items under sections, narrowed and searched; Enter reads one.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "cli/desk.h"
#include "ui/views/shelf.h"
#include "ui/widgets/ask.h"

#include <string.h>

enum { TAG_MORE = 1, TAG_FACET }; /* and the facet behind it */

static struct shelf *state(const struct view *v)
{
	return VIEW_STATE(v, struct shelf);
}

static int library_open(struct view *v, const void *arg, struct err *e)
{
	struct shelf *s = state(v);

	(void)arg;
	list_init(&s->lines, &shelf_line_ops, s, 0);
	list_init(&s->items, &shelf_item_ops, s, 0);
	return desk_load_library(v->desk, e);
}

static const char *where(const struct view *v)
{
	const struct shelf *s = state(v);

	return s->wanted[FACET_LINE] ? library_facet_label(&v->desk->library, FACET_LINE, s->wanted[FACET_LINE])
				     : _("all lines");
}

static int library_refresh(struct view *v, struct err *e)
{
	struct shelf *s = state(v);

	s->rows = NULL;
	s->line_rows = NULL;
	s->n = s->line_n = 0;
	s->read = NULL;
	s->drafted = "";
	page_clear(&s->page);
	item_page_past_done(&s->past);
	if (desk_load_library(v->desk, e) ||
	    item_page_past_load(v->desk->db, &v->desk->me, clock_now(&v->desk->clock), &s->past, e) ||
	    shelf_note_draft(v, e))
		return -1;
	shelf_fill(v);
	list_refresh(&s->lines);
	list_refresh(&s->items);
	v->context = where(v);
	return 0;
}

static void library_close(struct view *v)
{
	struct shelf *s = state(v);

	list_done(&s->lines);
	list_done(&s->items);
	page_done(&s->page);
	item_page_past_done(&s->past);
	for (int f = 0; f < FACET_COUNT; f++)
		mem_free(s->wanted[f]);
}

static void library_tick(struct view *v, int64_t now)
{
	(void)now;
	if (desk_changed(v->desk))
		view_stale(v);
}

static void *library_part(const struct view *v, enum view_part part)
{
	return list_part(shelf_list(state(v)), part);
}

/* To the items, as narrowed; the bar at the first. */
static int enter(struct view *v, struct err *e)
{
	struct shelf *s = state(v);

	s->inside = true;
	list_unfilter(&s->items);
	view_stale(v);
	if (view_refresh(v, e))
		return -1;
	list_move(&s->items, LIST_HOME, 1);
	return 0;
}

/* Typed on the lines: the search goes over the items of all of them. */
static bool library_text(struct view *v, const char *utf8, bool pasted)
{
	struct shelf *s = state(v);
	struct err ignored = {0};

	if (!s->inside && enter(v, &ignored))
		return false;
	return list_type(&s->items, utf8, pasted);
}

static bool library_click(struct view *v, const struct press *k)
{
	struct shelf *s = state(v);

	return list_click(shelf_list(s), shelf_place(v->body, s->inside), k);
}

/* ---- acts --------------------------------------------------------------------------------------- */

static void want(struct shelf *s, enum facet f, const char *value)
{
	mem_free(s->wanted[f]);
	s->wanted[f] = str_empty(value) ? NULL : mem_dup(value);
}

static void want_all(struct shelf *s)
{
	for (int f = 0; f < FACET_COUNT; f++)
		want(s, (enum facet)f, NULL);
}

/* The items in sight of the filter, for the screen of one. */
static int read_item(struct view *v, struct err *e)
{
	struct shelf *s = state(v);
	const char **codes = arena_alloc(&v->arena, (s->items.rows.n + 1) * sizeof *codes);
	struct item_arg arg = {list_choice_id(&s->items), codes, 0};

	for (size_t i = 0; i < s->items.rows.n; i++) {
		const struct item *it = s->rows[s->items.rows.v[i]].item;
		if (it)
			codes[arg.n++] = it->code;
	}
	if (!*arg.at)
		return err_set(e, ERR_ABSENT, "%s", _("no item has all of this; 0 shows all again"));
	return stage_open(v->stage, VIEW_ITEM, &arg, 0, e);
}

static int run_read(struct view *v, int count, struct err *e)
{
	struct shelf *s = state(v);

	(void)count;
	if (s->inside)
		return read_item(v, e);
	want(s, FACET_LINE, list_choice_id(&s->lines));
	return enter(v, e);
}

static int choose(struct view *v, enum facet f, struct err *e)
{
	struct shelf *s = state(v);
	struct facets wanted = shelf_wanted(s);
	AUTO(library_facet_choices_done) struct facet_choices values = {0};

	library_facet_choices(&v->desk->library, f, &wanted, &values);
	struct ask_choice *choices = arena_alloc(&v->arena, (values.n + 1) * sizeof *choices);
	choices[0] = (struct ask_choice){"", _("all"), NULL};
	for (size_t i = 0; i < values.n; i++) {
		const char *label = f == FACET_BASIS ? arena_printf(&v->arena, "%s %s", values.v[i].value, values.v[i].label)
						     : values.v[i].label;
		choices[i + 1] = (struct ask_choice){values.v[i].value, label, arena_printf(&v->arena, _("%zu items"), values.v[i].items)};
	}
	struct ask ask = {.kind = ASK_CHOOSE, .title = _(shelf_facet_name(f)), .choices = choices, .choice_count = values.n + 1,
			  .value = s->wanted[f] ? s->wanted[f] : ""};
	return stage_open(v->stage, VIEW_ASK, &ask, TAG_FACET + (int)f, e);
}

static int library_result(struct view *v, int tag, const void *value, struct err *e)
{
	const struct ask_answer *answer = value;

	if (!answer)
		return 0;
	if (tag == TAG_MORE)
		return stage_jump(v->stage, answer->text, e);
	if (tag < TAG_FACET || tag >= TAG_FACET + FACET_COUNT)
		return 0;
	want(state(v), (enum facet)(tag - TAG_FACET), answer->text);
	return enter(v, e);
}

#define CHOOSE(name, facet) \
	static int run_##name(struct view *v, int count, struct err *e) \
	{ \
		(void)count; \
		return choose(v, facet, e); \
	}
CHOOSE(line, FACET_LINE)
CHOOSE(source, FACET_SOURCE)
CHOOSE(post, FACET_POST)
CHOOSE(basis, FACET_BASIS)
CHOOSE(severity, FACET_SEVERITY)
#undef CHOOSE

static int run_all(struct view *v, int count, struct err *e)
{
	(void)count;
	want_all(state(v));
	return enter(v, e);
}

static int run_find(struct view *v, int count, struct err *e)
{
	(void)count;
	if (enter(v, e))
		return -1;
	state(v)->items.filtering = true;
	return 0;
}

static int run_bases(struct view *v, int count, struct err *e)
{
	(void)count;
	return stage_open(v->stage, VIEW_BASES, NULL, 0, e);
}

static int run_cards(struct view *v, int count, struct err *e)
{
	(void)count;
	return stage_open(v->stage, VIEW_CARDS, NULL, 0, e);
}

static int run_draft(struct view *v, int count, struct err *e)
{
	(void)count;
	return stage_open(v->stage, VIEW_DRAFT, NULL, 0, e);
}

/* The screens behind this one. */
static int run_more(struct view *v, int count, struct err *e)
{
	(void)count;
	const struct ask_choice choices[] = {{"3200", _("Rules"), "3200"}, {"3300", _("Post cards"), "3300"},
					     {"3400", _("Draft of the next edition"), "3400"}};
	struct ask ask = {.kind = ASK_CHOOSE, .title = _("More"), .choices = choices,
			  .choice_count = ARRAY_LEN(choices), .value = "3200"};
	return stage_open(v->stage, VIEW_ASK, &ask, TAG_MORE, e);
}

static int run_lines(struct view *v, int count, struct err *e)
{
	(void)count;
	(void)e;
	state(v)->inside = false;
	want_all(state(v));
	view_stale(v);
	return 0;
}

static const char *why_no_find(const struct view *v)
{
	return state(v)->inside ? _("the search is open already") : NULL;
}

static const char *why_no_lines(const struct view *v)
{
	const struct shelf *s = state(v);

	return s->inside && !s->items.filtering && !list_is_filtered(&s->items) ? NULL : _("the lines are shown");
}

static const struct cmd library_rows[] = {
	{"library.read", "Enter 1", N_("Read"), N_("Open the line, or read the item under the bar."), 0, NULL, NULL, run_read},
	{"library.line", "2 F2", N_("Lines"), N_("Only the items of one line."), 0, NULL, NULL, run_line},
	{"library.post", "4 F4", N_("Post"), N_("Only the items that concern one post."), 0, NULL, NULL, run_post},
	{"library.severity", "6 F6", N_("Grade"), N_("Only the items of one severity."), 0, NULL, NULL, run_severity},
	{"library.source", "7 F7", N_("Source"), N_("Only the items of one class of risk."), 0, NULL, NULL, run_source},
	{"library.basis", "8 F8", N_("Cited"), N_("Only the items that cite one rule."), 0, NULL, NULL, run_basis},
	{"library.more", "9 F9", N_("More"), N_("Register of rules, cards of posts, draft of the next edition."), 0, NULL, NULL,
	 run_more},
	{"library.all", "0", N_("All"), N_("The items of all lines again."), 0, NULL, NULL, run_all},
	{"library.bases", "", N_("Rules"), N_("The register of rules that items cite."), 0, "3200", NULL, run_bases},
	{"library.cards", "", N_("Cards"), N_("The card of each post: its risks, measures and a promise to sign."), 0, "3300", NULL,
	 run_cards},
	{"library.draft", "", N_("Draft"), N_("What the next edition changes; publish it."), 0, "3400", NULL, run_draft},
	{"library.find", "F3", N_("Find"), N_("Find an item of any line by words, code or pinyin initials."), 0, NULL, why_no_find,
	 run_find},
	{"library.lines", "Esc", N_("Lines"), N_("Back to the lines."), 0, NULL, why_no_lines, run_lines},
	CMD_END,
};
static const struct cmd *const library_cmds[] = {library_rows, list_cmds, NULL};

const struct view_ops view_library = {
	.name = "library",
	.code = "3100",
	.title = N_("Risk-point library"),
	.help = N_("What is asked, line by line. Enter opens a line and then an item. 2, 4, 6, 7 and 8 narrow the "
		   "items by line, post, severity, class of risk and rule, each with how many are left; 0 shows all again. F3 or simply "
		   "typing searches by words, code or pinyin initials. 9 goes on to the register of rules, the cards of posts and the "
		   "draft. The column of failures counts the sealed sessions of the last twelve months."),
	.state_size = sizeof(struct shelf),
	.cmds = library_cmds,
	.open = library_open,
	.refresh = library_refresh,
	.layout = shelf_layout,
	.draw = shelf_draw,
	.text = library_text,
	.click = library_click,
	.result = library_result,
	.close = library_close,
	.tick = library_tick,
	.part = library_part,
};
