/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The register of rules that items cite: who issued them, whether they are in force, how many items lean on each.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "base/width.h"
#include "cli/desk.h"
#include "domain/library_facet.h"
#include "ui/views/changes.h"
#include "ui/widgets/list.h"

#include <stdio.h>
#include <string.h>

enum { WIDE = 110, NUMBER_COLS = 26 };

struct bases {
	struct list list;
	const char **texts; /* what the filter looks at; in the view's arena */
	size_t *cited;      /* items that cite it */
	const struct library *lib;
};

static struct bases *state(const struct view *v)
{
	return VIEW_STATE(v, struct bases);
}

/* ---- rows --------------------------------------------------------------------------------- */

static size_t row_count(const void *ctx)
{
	const struct bases *s = ctx;
	return s->texts ? s->lib->bases.n : 0;
}

static const char *row_id(const void *ctx, size_t i)
{
	return ((const struct bases *)ctx)->lib->bases.v[i].code;
}

static const char *row_text(const void *ctx, size_t i)
{
	return ((const struct bases *)ctx)->texts[i];
}

/* Code, title, issuer, number (where there is room), date, force, items; the title takes what is left. */
static void draw_row(struct canvas *c, struct rect r, enum theme_role role, const char *const cells[7])
{
	size_t n;
	const struct word *forces = words_of(WORDS_FORCE, &n);
	int force = 0;

	for (size_t i = 0; i < n; i++) /* words of either language must fit */
		force = width_text(_(forces[i].label)) >= force ? width_text(_(forces[i].label)) + 1 : force;
	int number = r.cols >= WIDE ? NUMBER_COLS : 0, title = r.cols - 1 - 5 - 15 - number - 11 - force - 7;
	const int widths[7] = {5, title, 15, number, 11, force, 7};
	int col = r.col + 1;

	for (size_t i = 0; i < 7; i++) {
		if (widths[i])
			canvas_put_cut(c, r.row, col, widths[i] - 1, role, cells[i]);
		col += widths[i];
	}
}

static void draw_basis(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected)
{
	const struct bases *s = ctx;
	const struct basis *b = &s->lib->bases.v[i];
	char items[24];

	(void)selected;
	snprintf(items, sizeof items, "%zu", s->cited[i]);
	const char *const cells[7] = {b->code, b->title, b->issuer, b->number, b->date, words_label(WORDS_FORCE, b->force), items};
	draw_row(c, r, str_eq(b->force, "no") ? ROLE_DIM : ROLE_TEXT, cells);
}

static const struct list_ops rows = {.count = row_count, .id = row_id, .draw = draw_basis, .text = row_text,
				     .empty = N_("the register of rules is empty")};

/* ---- reading ---------------------------------------------------------------------------------- */

static int bases_open(struct view *v, const void *arg, struct err *e)
{
	(void)arg;
	state(v)->lib = &v->desk->library;
	list_init(&state(v)->list, &rows, state(v), 0);
	return desk_load_library(v->desk, e);
}

static void count_items(struct bases *s)
{
	AUTO(library_facet_choices_done) struct facet_choices choices = {0};
	struct facets any = {{NULL}};
	size_t at = 0; /* the choices stand in the register's order */

	library_facet_choices(s->lib, FACET_BASIS, &any, &choices);
	for (size_t i = 0; i < s->lib->bases.n && at < choices.n; i++)
		if (str_eq(s->lib->bases.v[i].code, choices.v[at].value))
			s->cited[i] = choices.v[at++].items;
}

static int bases_refresh(struct view *v, struct err *e)
{
	struct bases *s = state(v);

	s->texts = NULL;
	if (desk_load_library(v->desk, e))
		return -1;
	s->texts = arena_alloc(&v->arena, (s->lib->bases.n + 1) * sizeof *s->texts);
	s->cited = arena_alloc(&v->arena, (s->lib->bases.n + 1) * sizeof *s->cited);
	for (size_t i = 0; i < s->lib->bases.n; i++) {
		const struct basis *b = &s->lib->bases.v[i];
		s->texts[i] = arena_printf(&v->arena, "%s\n%s\n%s\n%s", b->code, b->title, b->issuer, b->number);
	}
	count_items(s);
	list_refresh(&s->list);
	v->context = arena_printf(&v->arena, _("%zu rules"), s->lib->bases.n);
	return 0;
}

static void bases_close(struct view *v)
{
	list_done(&state(v)->list);
}

static struct rect list_place(struct rect r)
{
	return rect_rows(r, 1, r.rows - 2);
}

static void bases_layout(struct view *v)
{
	list_layout(&state(v)->list, list_place(v->body));
}

static void bases_draw(const struct view *v, struct canvas *c, struct rect r)
{
	const struct bases *s = state(v);
	const char *const heads[7] = {_("code"), _("title"), _("issuer"), _("rule number"), _("from"), _("force"), _("items")};
	AUTO(str_done) struct str place = {0}, line = {0};
	size_t i;

	draw_row(c, rect_rows(r, 0, 1), ROLE_HEADING, heads);
	list_draw(&s->list, c, list_place(r), true);
	if (!list_is_filtered(&s->list))
		list_position(&s->list, &place);
	if (list_choice(&s->list, &i))
		str_addf(&line, "%s  %s", s->lib->bases.v[i].number, s->lib->bases.v[i].note);
	canvas_put_cut(c, r.row + r.rows - 1, r.col, r.cols - (int)place.n - 1, ROLE_DIM, str_text(&line));
	canvas_put_right(c, r.row + r.rows - 1, r.col + r.cols - (int)place.n, (int)place.n, ROLE_DIM, str_text(&place));
}

static bool bases_text(struct view *v, const char *utf8, bool pasted)
{
	return list_type(&state(v)->list, utf8, pasted);
}

static bool bases_click(struct view *v, const struct press *k)
{
	return list_click(&state(v)->list, list_place(v->body), k);
}

static void *bases_part(const struct view *v, enum view_part part)
{
	return list_part(&state(v)->list, part);
}

static int run_read(struct view *v, int count, struct err *e)
{
	struct basis_arg arg = {list_choice_id(&state(v)->list)};

	(void)count;
	return *arg.code ? stage_open(v->stage, VIEW_BASIS, &arg, 0, e) : 0;
}

static int run_edit(struct view *v, int count, struct err *e)
{
	struct entry_arg arg = {.basis = true, .code = list_choice_id(&state(v)->list)};

	(void)count;
	return *arg.code ? stage_open(v->stage, VIEW_ENTRY, &arg, 0, e) : 0;
}

static int run_add(struct view *v, int count, struct err *e)
{
	struct entry_arg arg = {.basis = true};

	(void)count;
	return stage_open(v->stage, VIEW_ENTRY, &arg, 0, e);
}

static const struct cmd bases_rows[] = {
	{"bases.read", "Enter 1 F4", N_("Read"), N_("Read the rule under the bar, and see the items that cite it."), 0, NULL, NULL,
	 run_read},
	{"bases.edit", "2 F2", N_("Edit"), N_("Write this rule anew, in the draft of the next edition."), 0, NULL, changes_why_not,
	 run_edit},
	{"bases.add", "3 F6", N_("Add"), N_("Write a new rule into the register, in the draft."), 0, NULL, changes_why_not, run_add},
	CMD_END,
};
static const struct cmd *const bases_cmds[] = {bases_rows, list_cmds, NULL};

const struct view_ops view_bases = {
	.name = "bases",
	.code = "3200",
	.title = N_("Rules"),
	.help = N_("The rules that items cite as their basis. Enter shows one whole with the items that lean on it. A rule whose "
		   "force is not known wants a look at the current text before an official paper cites it."),
	.state_size = sizeof(struct bases),
	.cmds = bases_cmds,
	.open = bases_open,
	.refresh = bases_refresh,
	.layout = bases_layout,
	.draw = bases_draw,
	.text = bases_text,
	.click = bases_click,
	.close = bases_close,
	.part = bases_part,
};
