/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/views/shelf.h"

#include "base/msg.h"
#include "base/width.h"
#include "cli/desk.h"
#include "ui/views/changes.h"
#include "ui/widgets/bars.h"

#include <stdio.h>
#include <string.h>

static const char *const facet_names[FACET_COUNT] = {
	[FACET_LINE] = N_("line"), [FACET_SOURCE] = N_("source"), [FACET_POST] = N_("post"), [FACET_BASIS] = N_("basis"),
	[FACET_SEVERITY] = N_("severity"),
};

const char *shelf_facet_name(enum facet f)
{
	return facet_names[f];
}

struct facets shelf_wanted(const struct shelf *s)
{
	struct facets wanted;

	for (int f = 0; f < FACET_COUNT; f++)
		wanted.v[f] = s->wanted[f];
	return wanted;
}

struct list *shelf_list(struct shelf *s)
{
	return s->inside ? &s->items : &s->lines;
}

/* ---- rows ---------------------------------------------------------------------------------- */

static size_t count_lines(struct shelf *s, const struct library *lib)
{
	for (size_t l = 0; l < lib->n; l++) {
		struct shelf_line *row = &s->line_rows[l + 1];
		row->line = &lib->v[l];
		for (size_t i = 0; i < lib->v[l].n; i++) {
			const struct item *it = &lib->v[l].v[i];
			row->items += !*it->retired;
			row->retired += *it->retired != '\0';
			row->back += review_find(&s->past.all, it->code) != NULL;
		}
		s->line_rows[0].items += row->items;
		s->line_rows[0].retired += row->retired;
		s->line_rows[0].back += row->back;
	}
	return lib->n + 1;
}

static void add_item(struct view *v, const struct line *line, const struct item *it, const char **section)
{
	struct shelf *s = VIEW_STATE(v, struct shelf);

	if (!*section || !str_eq(*section, it->section))
		s->rows[s->n++] = (struct shelf_row){line, NULL, arena_printf(&v->arena, "%s / %s", line->name, it->section)};
	*section = it->section;
	s->rows[s->n++] = (struct shelf_row){line, it, arena_printf(&v->arena, "%s\n%s\n%s", it->code, it->title, it->question)};
	s->kept++;
	s->retired += *it->retired != '\0';
}

void shelf_fill(struct view *v)
{
	struct shelf *s = VIEW_STATE(v, struct shelf);
	const struct library *lib = &v->desk->library;
	struct facets wanted = shelf_wanted(s);
	size_t most = 0;

	for (size_t l = 0; l < lib->n; l++)
		most += 2 * lib->v[l].n;
	s->rows = arena_alloc(&v->arena, (most + 1) * sizeof *s->rows);
	s->line_rows = arena_alloc(&v->arena, (lib->n + 1) * sizeof *s->line_rows);
	s->n = s->retired = s->kept = 0;
	s->line_n = count_lines(s, lib);
	for (size_t l = 0; l < lib->n; l++) {
		const char *section = NULL;
		for (size_t i = 0; i < lib->v[l].n; i++)
			if (library_facet_keeps(&wanted, &lib->v[l], &lib->v[l].v[i]))
				add_item(v, &lib->v[l], &lib->v[l].v[i], &section);
	}
}

int shelf_note_draft(struct view *v, struct err *e)
{
	struct shelf *s = VIEW_STATE(v, struct shelf);
	AUTO(draft_close) struct draft draft = {.dir = NULL};
	AUTO(changes_done) struct changes changes = {0};
	AUTO(str_done) struct str codes = {0};

	s->drafted = "";
	int there = changes_why_not(v) ? 0 : changes_open(v, &draft, e);
	if (there <= 0)
		return there;
	changes_load(&changes, &draft);
	for (size_t i = 0; i < changes.n; i++)
		str_addf(&codes, " %s", changes.v[i].code);
	str_add_char(&codes, ' ');
	s->drafted = arena_dup(&v->arena, str_text(&codes));
	return 0;
}

static bool is_drafted(const struct shelf *s, const char *code)
{
	const char *at = strstr(s->drafted, code);

	return at && at[-1] == ' ' && at[strlen(code)] == ' ';
}

static size_t line_count(const void *ctx)
{
	return ((const struct shelf *)ctx)->line_n;
}

static const char *line_id(const void *ctx, size_t i)
{
	const struct line *line = ((const struct shelf *)ctx)->line_rows[i].line;
	return line ? line->id : "";
}

static void draw_cells(struct canvas *c, struct rect r, enum theme_role role, const char *const cells[], const int widths[],
		       size_t n)
{
	int col = r.col + 1;

	for (size_t i = 0; i < n; i++) {
		int cols = i + 1 < n ? widths[i] - 1 : r.col + r.cols - col;
		if (cols > 0)
			canvas_put_cut(c, r.row, col, cols, role, cells[i]);
		col += widths[i];
	}
}

static const int line_widths[] = {5, 24, 11, 10, 10, 1};

static void draw_line(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected)
{
	const struct shelf_line *row = &((const struct shelf *)ctx)->line_rows[i];
	char items[24], retired[24] = "", back[24] = "";

	(void)selected;
	snprintf(items, sizeof items, "%zu", row->items);
	if (row->retired)
		snprintf(retired, sizeof retired, "%zu", row->retired);
	if (row->back)
		snprintf(back, sizeof back, "%zu", row->back);
	const char *const cells[] = {row->line ? row->line->code : "", row->line ? row->line->name : _("all lines"),
				     row->line ? row->line->edition : "", items, retired, back};
	draw_cells(c, r, row->line ? ROLE_TEXT : ROLE_STRONG, cells, line_widths, ARRAY_LEN(cells));
}

const struct list_ops shelf_line_ops = {.count = line_count, .id = line_id, .draw = draw_line};

static size_t item_count(const void *ctx)
{
	return ((const struct shelf *)ctx)->n;
}

static const char *item_id(const void *ctx, size_t i)
{
	const struct item *it = ((const struct shelf *)ctx)->rows[i].item;
	return it ? it->code : "";
}

static bool item_heading(const void *ctx, size_t i)
{
	return !((const struct shelf *)ctx)->rows[i].item;
}

static const char *item_text(const void *ctx, size_t i)
{
	return ((const struct shelf *)ctx)->rows[i].text;
}

/* Columns of an item: code, severity, two persons, how often it failed, title, question. Words of either language
 * must fit, so the middle ones are as wide as those. The question only where the list has the whole width. */
enum { ITEM_CELLS = 6, QUESTION_FROM = 70 };

static int word_cols(int most, const char *word)
{
	int cols = width_text(word) + 1;
	return cols > most ? cols : most;
}

int shelf_grade_cols(void)
{
	int cols = word_cols(word_cols(0, _("Grade")), _("retired"));

	for (enum severity s = SEVERITY_SLIGHT; s <= SEVERITY_SERIOUS; s++)
		cols = word_cols(cols, severity_label(s));
	return cols;
}

static void item_widths(int widths[ITEM_CELLS])
{
	const int all[ITEM_CELLS] = {10, shelf_grade_cols(), word_cols(0, _("two")), word_cols(0, _("failed")), 22, 1};
	memcpy(widths, all, sizeof all);
}

static void draw_item(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected)
{
	const struct shelf *s = ctx;
	const struct item *it = s->rows[i].item;
	char times[24] = "", code[64];
	int widths[ITEM_CELLS];

	(void)selected;
	if (!it) {
		canvas_put_cut(c, r.row, r.col, r.cols, ROLE_HEADING, s->rows[i].text);
		return;
	}
	const struct review_row *past = review_find(&s->past.all, it->code);
	if (past)
		snprintf(times, sizeof times, "%d", past->times);
	snprintf(code, sizeof code, "%s%s", it->code, is_drafted(s, it->code) ? _("*") : "");
	const char *const cells[] = {code, *it->retired ? _("retired") : severity_label(it->severity),
				     it->two_person ? _("two") : "", times, it->title, it->question};
	item_widths(widths);
	draw_cells(c, r, *it->retired ? ROLE_DIM : ROLE_TEXT, cells, widths,
		   r.cols < QUESTION_FROM ? ITEM_CELLS - 1 : ITEM_CELLS);
}

const struct list_ops shelf_item_ops = {.count = item_count, .id = item_id, .draw = draw_item, .heading = item_heading,
					.text = item_text, .empty = N_("no item has all of this; 0 shows all again")};

/* ---- the screen ------------------------------------------------------------------------------- */

struct rect shelf_place(struct rect body, bool inside)
{
	struct rect r = rect_rows(body, SHELF_HEAD, body.rows - SHELF_HEAD - 1);

	return inside && body.cols >= SHELF_WIDE ? rect_cols(r, 0, SHELF_LEFT) : r;
}

static struct rect page_place(struct rect body)
{
	return rect_cols(rect_rows(body, 1, body.rows - 2), SHELF_LEFT + 2, -1);
}

/* The page beside the list follows the bar; the words of findings stand on the item's own screen. */
static void fill_page(struct view *v, struct shelf *s)
{
	size_t i;
	const struct shelf_row *row = list_choice(&s->items, &i) ? &s->rows[i] : NULL;
	const struct item *it = row ? row->item : NULL;

	if (it == s->read)
		return;
	s->read = it;
	page_top(&s->page);
	page_clear(&s->page);
	if (it)
		item_page_fill(&s->page, &v->desk->library, row->line, it, &s->past, "", "");
}

void shelf_layout(struct view *v)
{
	struct shelf *s = VIEW_STATE(v, struct shelf);

	list_layout(shelf_list(s), shelf_place(v->body, s->inside));
	if (!s->inside || v->body.cols < SHELF_WIDE)
		return;
	fill_page(v, s);
	page_layout(&s->page, page_place(v->body));
}

static void draw_facets(const struct view *v, struct canvas *c, struct rect r)
{
	static const struct {
		enum facet facet;
		char key; /* as in the key bar: 3 and 5 find and show the menu there */
	} keys[] = {{FACET_LINE, '2'}, {FACET_POST, '4'}, {FACET_SEVERITY, '6'}, {FACET_SOURCE, '7'}, {FACET_BASIS, '8'}};
	const struct shelf *s = VIEW_STATE(v, struct shelf);
	AUTO(str_done) struct str line = {0};

	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		enum facet f = keys[i].facet;
		const char *value = s->wanted[f], *label = _("all");
		if (value) /* a basis by its code: titles are long */
			label = f == FACET_BASIS ? value : library_facet_label(&v->desk->library, f, value);
		str_addf(&line, "%s%c%s %s", i ? "  " : "", keys[i].key, _(facet_names[f]), label);
	}
	canvas_put_cut(c, r.row, r.col, r.cols, ROLE_LABEL, str_text(&line));
}

static void draw_heads(const struct shelf *s, struct canvas *c, struct rect r)
{
	const char *const items[] = {_("code"), _("Grade"), _("two"), _("failed"), _("short name"), _("question")};
	const char *const lines[] = {_("code"), _("line"), _("edition"), _("items"), _("retired"), _("failed in a year")};
	int widths[ITEM_CELLS];

	item_widths(widths);
	if (s->inside)
		draw_cells(c, r, ROLE_HEADING, items, widths, r.cols < QUESTION_FROM ? ITEM_CELLS - 1 : ITEM_CELLS);
	else
		draw_cells(c, r, ROLE_HEADING, lines, line_widths, ARRAY_LEN(lines));
}

static void draw_foot(const struct view *v, struct canvas *c, struct rect r)
{
	const struct shelf *s = VIEW_STATE(v, struct shelf);
	AUTO(str_done) struct str line = {0}, place = {0};

	if (s->inside) {
		str_addf(&line, _("%zu items"), s->kept);
		if (s->retired)
			str_addf(&line, _(", %zu of them retired"), s->retired);
		if (*s->drafted)
			str_add(&line, _("; with * behind the code: changed in the draft (3400 shows it)"));
		if (!list_is_filtered(&s->items))
			list_position(&s->items, &place);
	} else {
		str_add(&line, _("Enter opens a line; type a code, words or initials to find an item"));
	}
	canvas_put_cut(c, r.row, r.col, r.cols - (int)place.n - 1, ROLE_DIM, str_text(&line));
	canvas_put_right(c, r.row, r.col + r.cols - (int)place.n, (int)place.n, ROLE_DIM, str_text(&place));
}

void shelf_draw(const struct view *v, struct canvas *c, struct rect r)
{
	const struct shelf *s = VIEW_STATE(v, struct shelf);
	struct rect list = shelf_place(r, s->inside);

	draw_facets(v, c, rect_rows(r, 0, 1));
	draw_heads(s, c, (struct rect){r.row + 1, list.col, 1, list.cols});
	list_draw(s->inside ? &s->items : &s->lines, c, list, true);
	draw_foot(v, c, rect_rows(r, r.rows - 1, 1));
	if (!s->inside || r.cols < SHELF_WIDE)
		return;
	canvas_vline(c, r.row + 1, r.col + SHELF_LEFT, r.rows - 2, ROLE_FRAME);
	page_draw(&s->page, c, page_place(r));
}
