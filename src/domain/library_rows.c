/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of a table: its headings, and cells to values of fields.
 */
#include "domain/library_rows.h"

#include "base/msg.h"
#include "base/text.h"
#include "domain/library_cell.h"
#include "domain/library_read.h"

#include <stdlib.h>
#include <string.h>

enum { HEADING_ROWS = 10 };

void sheet_done(struct sheet *t)
{
	mem_free(t->v);
	mem_free(t->known);
	str_done(&t->text);
	csv_done(&t->csv);
	arena_done(&t->arena);
}

void cell_problem(struct sheet *t, size_t row, size_t column, bool warning, const char *why)
{
	char letters[4];
	const struct csv_row *heading = &t->csv.v[t->heading];
	AUTO(str_done) struct str name = {0};

	csv_letters(column, letters);
	if (column < heading->n)
		cell_trim(heading->v[column].text, &name);
	(warning ? rec_warn : rec_error)(&t->say, (unsigned)row, (unsigned)column + 1,
					 _("column %s (%s): %s"), letters, str_text(&name), why);
}

static void row_problem(struct sheet *t, size_t row, const char *why)
{
	rec_error(&t->say, (unsigned)row, 1, "%s", why);
}

/* ---- reading: headings ----------------------------------------------------- */

static bool is_blank_row(const struct csv_row *row)
{
	AUTO(str_done) struct str text = {0};

	for (size_t i = 0; i < row->n; i++) {
		cell_trim(row->v[i].text, &text);
		if (text.n)
			return false;
	}
	return true;
}

static size_t count_headings(const struct csv_row *row, const struct library_field *fields, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < row->n; i++)
		for (size_t k = 0; k < n; k++)
			count += cell_is_heading(row->v[i].text, fields[k].name, fields[k].heading);
	return count;
}

/* The first row with a heading for the code and one more; a title may stand above it. */
static int find_headings(struct sheet *t)
{
	size_t items_n, bases_n;
	const struct library_field *items = item_fields(&items_n), *bases = basis_fields(&bases_n);

	for (size_t r = 0; r < t->csv.n && r < HEADING_ROWS; r++) {
		const struct csv_row *row = &t->csv.v[r];
		size_t as_items = count_headings(row, items, items_n),
		       as_bases = count_headings(row, bases, bases_n);
		if (!count_headings(row, items, 1) || (as_items < 2 && as_bases < 2))
			continue;
		t->heading = r;
		t->items = as_items >= as_bases;
		t->fields = t->items ? items : bases;
		t->fields_n = t->items ? items_n : bases_n;
		return 0;
	}
	rec_error(&t->say, 1, 1,
		  _("no row with headings is among the first %d; one column must be headed “%s”"),
		  HEADING_ROWS, _("Code"));
	return -1;
}

/* Puts a column to the field of its heading. */
static void take_heading(struct sheet *t, size_t column, size_t *place)
{
	if (*place != COLUMN_NONE)
		cell_problem(t, t->heading + 1, column, false,
			     _("this heading stands here a second time; delete one of the columns"));
	*place = column;
	t->known[column] = true;
}

/* A heading that may be one of ours misspelt: a character differs, or one is a part of the other. */
static const struct library_field *near_heading(const struct sheet *t, const char *text)
{
	for (size_t i = 0; i < t->fields_n; i++) {
		const char *zh = msg_zh(t->fields[i].heading),
			   *names[] = {t->fields[i].name, t->fields[i].heading, zh ? zh : ""};
		for (size_t k = 0; k < ARRAY_LEN(names); k++)
			if (t->column[i] == COLUMN_NONE && *names[k] &&
			    (strstr(text, names[k]) || (strlen(text) > 2 && str_starts(names[k], text)) ||
			     (strlen(text) > 4 && str_distance(text, names[k]) <= (k == 2 ? 3U : 2U))))
				return &t->fields[i];
	}
	return NULL;
}

static void take_headings(struct sheet *t)
{
	const struct csv_row *row = &t->csv.v[t->heading];

	t->known = mem_alloc(row->n + 1);
	for (size_t c = 0; c < row->n; c++) {
		const char *text = row->v[c].text;
		if (t->items && cell_is_heading(text, "No", N_("No.")))
			take_heading(t, c, &t->no);
		if (t->items && cell_is_heading(text, "Line", N_("Line")))
			take_heading(t, c, &t->line);
		for (size_t i = 0; i < t->fields_n; i++)
			if (cell_is_heading(text, t->fields[i].name, t->fields[i].heading))
				take_heading(t, c, &t->column[i]);
	}
	for (size_t c = 0; c < row->n; c++) {
		AUTO(str_done) struct str text = {0}, why = {0};
		cell_trim(row->v[c].text, &text);
		if (t->known[c] || !text.n)
			continue;
		const struct library_field *near = near_heading(t, str_text(&text));
		if (near)
			str_addf(&why, _("this heading is unknown; write “%s”, or delete the column"),
				 _(near->heading));
		cell_problem(t, t->heading + 1, c, !near,
			     near ? str_text(&why)
				  : _("this column is not one of the library; it is left out"));
		t->known[c] = true; /* told */
	}
}

/* ---- reading: rows --------------------------------------------------------- */

/* The clean text of a cell, trimmed and without the guard; -1 if it is no text. */
static int clean_cell(struct sheet *t, size_t r, size_t c, struct str *out, bool *guarded)
{
	const struct csv_row *row = &t->csv.v[r];
	AUTO(str_done) struct str clean = {0};
	struct err e = {0};

	str_clear(out);
	*guarded = false;
	if (c >= row->n)
		return 0;
	if (text_clean(row->v[c].text, strlen(row->v[c].text), TEXT_LINES, &clean, &e)) {
		cell_problem(t, r + 1, c, false, e.text);
		return -1;
	}
	cell_trim(str_text(&clean), out);
	*guarded = csv_unguard(str_text(out)) != str_text(out);
	if (*guarded)
		str_remove(out, 0, 1);
	return 0;
}

/* A question mark between Chinese characters where there is nothing to compare with. */
static bool looks_lost(const char *text)
{
	for (const char *p = text; (p = strchr(p, '?')); p++)
		if (p > text && (unsigned char)p[-1] >= 0x80 && (unsigned char)p[1] >= 0x80)
			return true;
	return false;
}

static void check_lost(struct sheet *t, size_t r, size_t c, const char *before, const char *now)
{
	if (*before && cell_lost(before, now))
		cell_problem(
		    t, r + 1, c, false,
		    _("characters were lost and became “?”; write them again and save the file as UTF-8"));
	else if (looks_lost(now) && strcmp(before, now))
		cell_problem(t, r + 1, c, true,
			     _("a “?” stands between Chinese characters; was a character lost?"));
}

static void take_cell(struct sheet *t, size_t r, size_t i, struct row *row)
{
	const struct library_field *field = &t->fields[i];
	size_t c = t->column[i];
	bool guarded;
	AUTO(str_done) struct str text = {0}, value = {0}, why = {0};

	if (clean_cell(t, r, c, &text, &guarded))
		return;
	if (cell_take(field, str_text(&text), guarded, &value, &why)) {
		cell_problem(t, r + 1, c, false, str_text(&why));
		return;
	}
	if (field->must && !value.n)
		cell_problem(t, r + 1, c, false,
			     _("the cell is empty; if cells were merged, split them and fill each one"));
	check_lost(t, r, c, row->v[i], str_text(&value));
	row->v[i] = arena_dup_n(&t->arena, str_text(&value), value.n);
}

void sheet_take_base(struct sheet *t, struct row *row, const struct basis *basis)
{
	AUTO(str_done) struct str text = {0};

	for (size_t i = 0; i < t->fields_n; i++) {
		str_clear(&text);
		if (row->item)
			item_field_text(row->item, &t->fields[i], &text);
		else if (basis)
			basis_field_text(basis, &t->fields[i], &text);
		row->v[i] = arena_dup_n(&t->arena, str_text(&text), text.n);
	}
}

/* Which line a code belongs to; NULL told. */
static const struct line *line_of(struct sheet *t, size_t r, const char *code)
{
	char letters[3] = {code[0], code[1], '\0'};
	const struct line *line = library_line(t->base, letters);
	bool guarded;
	AUTO(str_done) struct str text = {0};

	if (!line)
		cell_problem(t, r + 1, t->column[0], false,
			     _("no line of the library has such codes; add the line's own .rec file first"));
	if (!line || t->line == COLUMN_NONE || clean_cell(t, r, t->line, &text, &guarded))
		return line;
	if (!text.n || str_eq(str_text(&text), line->name) || str_eq(str_text(&text), line->id) ||
	    str_eq(str_text(&text), line->code))
		return line;
	cell_problem(t, r + 1, t->line, false,
		     _("the code belongs to another line; put one of the two right"));
	return NULL;
}

static void take_no(struct sheet *t, size_t r, struct row *row)
{
	AUTO(str_done) struct str cell = {0}, text = {0};
	bool guarded;
	char *end;

	row->no = t->n > 1 ? t->v[t->n - 2].no : 0;
	if (t->no == COLUMN_NONE || clean_cell(t, r, t->no, &cell, &guarded))
		return;
	cell_fold(str_text(&cell), &text);
	if (!text.n)
		return;
	double no = strtod(str_text(&text), &end);
	if (*end || strspn(str_text(&text), "0123456789.") != text.n || no > 1e6)
		cell_problem(t, r + 1, t->no, false,
			     _("this is no number; write one, or leave the cell empty"));
	else
		row->no = no;
}

static void missing_columns(struct sheet *t, size_t r)
{
	for (size_t i = 0; i < t->fields_n; i++) {
		AUTO(str_done) struct str why = {0};
		if (!t->fields[i].must || t->column[i] != COLUMN_NONE)
			continue;
		str_addf(&why, _("%s is new, and the table has no column “%s”; add it"), t->v[t->n - 1].v[0],
			 _(t->fields[i].heading));
		row_problem(t, r + 1, str_text(&why));
	}
}

/* Something in a column without a heading. */
static void check_outside(struct sheet *t, size_t r)
{
	const struct csv_row *row = &t->csv.v[r];
	AUTO(str_done) struct str text = {0};

	for (size_t c = 0; c < row->n; c++) {
		cell_trim(row->v[c].text, &text);
		if (text.n && !(c < t->csv.v[t->heading].n && t->known[c]))
			cell_problem(t, r + 1, c, false,
				     _("the column has no heading; give it one, or empty the cell"));
	}
}

static void take_row(struct sheet *t, size_t r)
{
	AUTO(str_done) struct str text = {0}, code = {0}, why = {0};
	bool guarded;
	struct row *row = VEC_PUSH(t);

	row->at = (unsigned)r + 1;
	for (size_t i = 0; i < t->fields_n; i++)
		row->v[i] = "";
	check_outside(t, r);
	if (clean_cell(t, r, t->column[0], &text, &guarded))
		return;
	if (cell_take(&t->fields[0], str_text(&text), guarded, &code, &why) || !code.n) {
		cell_problem(
		    t, r + 1, t->column[0], false,
		    why.n ? str_text(&why)
			  : _("the cell is empty; if cells were merged, split them and fill each one"));
		return;
	}
	if (code_is_good(str_text(&code), code.n) != t->items) {
		cell_problem(t, r + 1, t->column[0], false,
			     _("codes of items and of bases do not go into one table"));
		return;
	}
	const struct basis *basis = t->items ? NULL : library_basis(t->base, str_text(&code));
	row->line = t->items ? line_of(t, r, str_text(&code)) : NULL;
	row->item = row->line ? line_item(row->line, str_text(&code)) : NULL;
	sheet_take_base(t, row, basis);
	row->v[0] = arena_dup_n(&t->arena, str_text(&code), code.n);
	for (size_t i = 1; i < t->fields_n; i++)
		if (t->column[i] != COLUMN_NONE)
			take_cell(t, r, i, row);
	take_no(t, r, row);
	if (!row->item && !basis)
		missing_columns(t, r);
}

static int by_code(const void *a, const void *b)
{
	const struct row *const *x = a, *const *y = b;
	int order = strcmp((*x)->v[0], (*y)->v[0]);
	return order ? order : ((*x)->at > (*y)->at) - ((*x)->at < (*y)->at);
}

/* The same code in two rows. */
static void check_twice(struct sheet *t)
{
	const struct row **v = mem_alloc((t->n + 1) * sizeof *v);

	for (size_t i = 0; i < t->n; i++)
		v[i] = &t->v[i];
	if (t->n)
		qsort(v, t->n, sizeof *v, by_code);
	for (size_t i = 1; i < t->n; i++) {
		AUTO(str_done) struct str why = {0};
		if (!*v[i]->v[0] || strcmp(v[i]->v[0], v[i - 1]->v[0]))
			continue;
		str_addf(&why, _("%s stands in row %u already; keep one"), v[i]->v[0], v[i - 1]->at);
		cell_problem(t, v[i]->at, t->column[0], false, str_text(&why));
	}
	mem_free(v);
}

int sheet_read_rows(struct sheet *t)
{
	size_t last = t->csv.n;

	if (find_headings(t))
		return -1;
	take_headings(t);
	if (t->column[0] == COLUMN_NONE || t->say.errors)
		return -1;
	while (last && is_blank_row(&t->csv.v[last - 1]))
		last--;
	for (size_t r = t->heading + 1; r < last; r++)
		if (!is_blank_row(&t->csv.v[r]))
			take_row(t, r);
	check_twice(t);
	if (!t->n)
		row_problem(t, t->heading + 1, _("there is no row below the headings"));
	return t->say.errors ? -1 : 0;
}
