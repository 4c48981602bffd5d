/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One rule of the register: all that is known of it, and the items that cite it.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "cli/desk.h"
#include "domain/library_cell.h"
#include "domain/library_edit.h"
#include "domain/library_facet.h"
#include "ui/views/shelf.h"
#include "ui/widgets/list.h"
#include "ui/widgets/page.h"

#include <string.h>

enum { PAGE_MOST = 10 };

struct basis_row {
	const struct line *line;
	const struct item *item;
	const char *clause; /* what of the rule it cites, "" */
};

struct basis_view {
	char *code;
	struct page page;
	struct list list;
	struct basis_row *rows; /* in the view's arena */
	size_t n;
};

static struct basis_view *state(const struct view *v)
{
	return VIEW_STATE(v, struct basis_view);
}

/* ---- rows --------------------------------------------------------------------------------- */

static size_t row_count(const void *ctx)
{
	return ((const struct basis_view *)ctx)->n;
}

static const char *row_id(const void *ctx, size_t i)
{
	return ((const struct basis_view *)ctx)->rows[i].item->code;
}

static void draw_row(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected)
{
	enum { CODE = 9, TITLE = 22, LINE = 13 };
	const struct basis_row *row = &((const struct basis_view *)ctx)->rows[i];
	const struct item *it = row->item;
	enum theme_role role = *it->retired ? ROLE_DIM : ROLE_TEXT;
	const char *const cells[] = {it->code, *it->retired ? _("retired") : severity_label(it->severity), it->title,
				     row->line->name, row->clause};
	int grade = shelf_grade_cols();
	const int widths[] = {CODE, grade, TITLE, LINE, r.cols - 1 - CODE - grade - TITLE - LINE};
	int col = r.col + 1;

	(void)selected;
	for (size_t k = 0; k < ARRAY_LEN(cells); k++) {
		canvas_put_cut(c, r.row, col, widths[k] - 1, role, cells[k]);
		col += widths[k];
	}
}

static const struct list_ops rows = {.count = row_count, .id = row_id, .draw = draw_row, .empty = N_("no item cites this rule")};

/* ---- reading ---------------------------------------------------------------------------------- */

static int basis_open(struct view *v, const void *arg, struct err *e)
{
	const struct basis_arg *a = arg;

	if (!a)
		return err_set(e, ERR_USAGE, "%s", _("choose a rule in the register first"));
	state(v)->code = mem_dup(a->code);
	list_init(&state(v)->list, &rows, state(v), 0);
	return desk_load_library(v->desk, e);
}

static void basis_close(struct view *v)
{
	mem_free(state(v)->code);
	list_done(&state(v)->list);
	page_done(&state(v)->page);
}

/* What stands behind the code in the Basis field that cites it. */
static const char *clause_of(struct arena *arena, const char *bases, const char *code)
{
	size_t n = strlen(code);

	for (const char *p = bases; *p; p += strcspn(p, "\n"), p += *p == '\n') {
		size_t word = strcspn(p, " \n"), all = strcspn(p, "\n");
		if (word == n && !memcmp(p, code, n))
			return arena_dup_n(arena, p + word + (all > word), all - word - (all > word));
	}
	return "";
}

static void find_items(struct view *v, struct basis_view *s)
{
	const struct library *lib = &v->desk->library;
	struct facets wanted = {{[FACET_BASIS] = s->code}};
	size_t most = 0;

	for (size_t l = 0; l < lib->n; l++)
		most += lib->v[l].n;
	s->rows = arena_alloc(&v->arena, (most + 1) * sizeof *s->rows);
	for (size_t l = 0; l < lib->n; l++)
		for (size_t i = 0; i < lib->v[l].n; i++) {
			const struct item *it = &lib->v[l].v[i];
			if (library_facet_keeps(&wanted, &lib->v[l], it))
				s->rows[s->n++] = (struct basis_row){&lib->v[l], it, clause_of(&v->arena, it->bases, s->code)};
		}
}

static int basis_refresh(struct view *v, struct err *e)
{
	struct basis_view *s = state(v);
	AUTO(str_done) struct str text = {0}, shown = {0};
	size_t n;
	const struct library_field *fields = basis_fields(&n);

	s->n = 0;
	page_clear(&s->page);
	if (desk_load_library(v->desk, e))
		return -1;
	const struct basis *b = library_basis(&v->desk->library, s->code);
	if (!b)
		return err_set(e, ERR_ABSENT, _("rule %s is not in the register"), s->code);
	for (size_t i = 0; i < n; i++) {
		basis_field_text(b, &fields[i], &text);
		cell_show(&fields[i], str_text(&text), &shown);
		page_fact(&s->page, _(fields[i].heading), str_text(&shown), i < 2 ? ROLE_STRONG : ROLE_TEXT);
	}
	find_items(v, s);
	list_refresh(&s->list);
	v->context = arena_printf(&v->arena, _("%s, cited by %zu items"), b->code, s->n);
	return 0;
}

static struct rect page_place(const struct basis_view *s, struct rect r)
{
	int lines = (int)s->page.lines.n;

	return rect_rows(r, 0, lines < PAGE_MOST ? lines : PAGE_MOST);
}

static struct rect list_place(const struct basis_view *s, struct rect r)
{
	return rect_rows(r, page_place(s, r).rows + 1, -1);
}

static void basis_layout(struct view *v)
{
	struct basis_view *s = state(v);

	page_layout(&s->page, rect_rows(v->body, 0, PAGE_MOST));
	list_layout(&s->list, list_place(s, v->body));
}

static void basis_draw(const struct view *v, struct canvas *c, struct rect r)
{
	const struct basis_view *s = state(v);
	struct rect page = page_place(s, r);

	page_draw(&s->page, c, page);
	canvas_hline(c, r.row + page.rows, r.col, r.cols, ROLE_FRAME);
	list_draw(&s->list, c, list_place(s, r), true);
}

static bool basis_click(struct view *v, const struct press *k)
{
	return list_click(&state(v)->list, list_place(state(v), v->body), k);
}

static void *basis_part(const struct view *v, enum view_part part)
{
	return list_part(&state(v)->list, part);
}

static int run_read(struct view *v, int count, struct err *e)
{
	struct basis_view *s = state(v);
	const char **codes = arena_alloc(&v->arena, (s->n + 1) * sizeof *codes);
	struct item_arg arg = {list_choice_id(&s->list), codes, s->n};

	(void)count;
	for (size_t i = 0; i < s->n; i++)
		codes[i] = s->rows[i].item->code;
	return *arg.at ? stage_open(v->stage, VIEW_ITEM, &arg, 0, e) : 0;
}

static const struct cmd basis_rows[] = {
	{"basis.read", "Enter 1 F4", N_("Read"), N_("Read the item under the bar."), 0, NULL, NULL, run_read},
	CMD_END,
};
static const struct cmd *const basis_cmds[] = {basis_rows, list_cmds, NULL};

const struct view_ops view_basis = {
	.name = "basis",
	.code = "3201",
	.title = N_("Rule"),
	.help = N_("One rule with its issuer, number and day, and below it the items that cite it, with the clause. Enter reads the "
		   "item under the bar."),
	.state_size = sizeof(struct basis_view),
	.flags = VIEW_CHOSEN,
	.cmds = basis_cmds,
	.open = basis_open,
	.refresh = basis_refresh,
	.layout = basis_layout,
	.draw = basis_draw,
	.click = basis_click,
	.close = basis_close,
	.part = basis_part,
};
