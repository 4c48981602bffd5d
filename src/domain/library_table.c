/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/library_table.h"

#include "base/csv.h"
#include "base/msg.h"
#include "base/text.h"
#include "domain/library_cell.h"
#include "domain/library_read.h"

#include <stdlib.h>
#include <string.h>

enum { FIELDS_MOST = 24, HEADING_ROWS = 10, COLUMN_NONE = 0xFFFF };

/* ---- writing --------------------------------------------------------------- */

static void write_headings(const struct library_field *fields, size_t n, bool items, struct str *out)
{
	struct csv_out cells[FIELDS_MOST + 2];
	size_t k = 0;

	if (items) {
		cells[k++] = (struct csv_out){_("No."), false};
		cells[k++] = (struct csv_out){_("Line"), false};
	}
	for (size_t i = 0; i < n; i++)
		cells[k++] = (struct csv_out){_(fields[i].heading), false};
	csv_write_row(out, cells, k);
}

/* Cells from `first` on; texts holds what they borrow. */
static void write_row(const struct library_field *fields, size_t n, struct csv_out *cells, size_t first, struct str *texts,
		      struct str *out)
{
	for (size_t i = 0; i < n; i++)
		cells[first + i] = (struct csv_out){str_text(&texts[i]), fields[i].kind == FIELD_NUMBER ||
										 fields[i].kind == FIELD_DATE};
	csv_write_row(out, cells, first + n);
	for (size_t i = 0; i < n; i++)
		str_done(&texts[i]);
}

static void write_item(const struct line *line, size_t at, struct str *out)
{
	AUTO(str_done) struct str value = {0}, no = {0};
	struct str texts[FIELDS_MOST] = {{0}};
	struct csv_out cells[FIELDS_MOST + 2];
	size_t n;
	const struct library_field *fields = item_fields(&n);

	str_addf(&no, "%zu", at + 1);
	cells[0] = (struct csv_out){str_text(&no), true};
	cells[1] = (struct csv_out){line->name, false};
	for (size_t i = 0; i < n; i++) {
		item_field_text(&line->v[at], &fields[i], &value);
		cell_show(&fields[i], str_text(&value), &texts[i]);
	}
	write_row(fields, n, cells, 2, texts, out);
}

static void write_basis(const struct basis *basis, struct str *out)
{
	AUTO(str_done) struct str value = {0};
	struct str texts[FIELDS_MOST] = {{0}};
	struct csv_out cells[FIELDS_MOST];
	size_t n;
	const struct library_field *fields = basis_fields(&n);

	for (size_t i = 0; i < n; i++) {
		basis_field_text(basis, &fields[i], &value);
		cell_show(&fields[i], str_text(&value), &texts[i]);
	}
	write_row(fields, n, cells, 0, texts, out);
}

int library_table_write(const struct library *lib, const struct line *line, enum encode_kind kind, struct str *out,
			struct encode_lost *lost, struct err *e)
{
	AUTO(str_done) struct str text = {0};
	size_t n;
	const struct library_field *fields = item_fields(&n);

	write_headings(fields, n, true, &text);
	for (size_t i = 0; i < lib->n; i++)
		for (size_t k = 0; (!line || line == &lib->v[i]) && k < lib->v[i].n; k++)
			write_item(&lib->v[i], k, &text);
	return encode_write(kind, str_text(&text), text.n, out, lost, e);
}

int bases_table_write(const struct library *lib, enum encode_kind kind, struct str *out, struct encode_lost *lost,
		      struct err *e)
{
	AUTO(str_done) struct str text = {0};
	size_t n;
	const struct library_field *fields = basis_fields(&n);

	write_headings(fields, n, false, &text);
	for (size_t i = 0; i < lib->bases.n; i++)
		write_basis(&lib->bases.v[i], &text);
	return encode_write(kind, str_text(&text), text.n, out, lost, e);
}

/* ---- reading: what a table is ---------------------------------------------- */

/* A row of the result: one of the table, or one of the base that the table does not have. */
struct row {
	const char *v[FIELDS_MOST]; /* values of the fields, "" if not set */
	unsigned at;                /* row of the spreadsheet; 0: of the base */
	double no;                  /* 序号 */
	const struct line *line;
	const struct item *item;    /* of the base; NULL if it is new */
	unsigned from;              /* first line of its record in the text that is made */
};

struct table {
	const struct library *base;
	const struct table_options *options;
	const struct library_field *fields;
	size_t fields_n;
	bool items;
	struct csv csv;
	size_t heading;                  /* row of csv */
	size_t column[FIELDS_MOST];      /* of each field; COLUMN_NONE */
	size_t no, line;                 /* of 序号 and 条线 */
	bool *known;                     /* by column: has a heading of ours */
	struct row *v;
	size_t n, cap;
	struct rec_reporter say;
	struct arena arena;
	struct str text;                 /* of the line that is being made */
};

static void table_done(struct table *t)
{
	mem_free(t->v);
	mem_free(t->known);
	str_done(&t->text);
	csv_done(&t->csv);
	arena_done(&t->arena);
}

/* "column D (Severity): why" */
static void cell_problem(struct table *t, size_t row, size_t column, bool warning, const char *why)
{
	char letters[4];
	const struct csv_row *heading = &t->csv.v[t->heading];
	AUTO(str_done) struct str name = {0};

	csv_letters(column, letters);
	if (column < heading->n)
		cell_trim(heading->v[column].text, &name);
	(warning ? rec_warn : rec_error)(&t->say, (unsigned)row, (unsigned)column + 1, _("column %s (%s): %s"), letters,
					 str_text(&name), why);
}

static void row_problem(struct table *t, size_t row, const char *why)
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
static int find_headings(struct table *t)
{
	size_t items_n, bases_n;
	const struct library_field *items = item_fields(&items_n), *bases = basis_fields(&bases_n);

	for (size_t r = 0; r < t->csv.n && r < HEADING_ROWS; r++) {
		const struct csv_row *row = &t->csv.v[r];
		size_t as_items = count_headings(row, items, items_n), as_bases = count_headings(row, bases, bases_n);
		if (!count_headings(row, items, 1) || (as_items < 2 && as_bases < 2))
			continue;
		t->heading = r;
		t->items = as_items >= as_bases;
		t->fields = t->items ? items : bases;
		t->fields_n = t->items ? items_n : bases_n;
		return 0;
	}
	rec_error(&t->say, 1, 1, _("no row with headings is among the first %d; one column must be headed “%s”"), HEADING_ROWS, _("Code"));
	return -1;
}

/* Puts a column to the field of its heading. */
static void take_heading(struct table *t, size_t column, size_t *place)
{
	if (*place != COLUMN_NONE)
		cell_problem(t, t->heading + 1, column, false, _("this heading stands here a second time; delete one of the columns"));
	*place = column;
	t->known[column] = true;
}

/* A heading that may be one of ours misspelt: a character differs, or one is a part of the other. */
static const struct library_field *near_heading(const struct table *t, const char *text)
{
	for (size_t i = 0; i < t->fields_n; i++) {
		const char *zh = msg_zh(t->fields[i].heading), *names[] = {t->fields[i].name, t->fields[i].heading, zh ? zh : ""};
		for (size_t k = 0; k < ARRAY_LEN(names); k++)
			if (t->column[i] == COLUMN_NONE && *names[k] &&
			    (strstr(text, names[k]) || (strlen(text) > 2 && str_starts(names[k], text)) ||
			     (strlen(text) > 4 && str_distance(text, names[k]) <= (k == 2 ? 3U : 2U))))
				return &t->fields[i];
	}
	return NULL;
}

static void take_headings(struct table *t)
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
			str_addf(&why, _("this heading is unknown; write “%s”, or delete the column"), _(near->heading));
		cell_problem(t, t->heading + 1, c, !near, near ? str_text(&why) : _("this column is not one of the library; it is left out"));
		t->known[c] = true; /* told */
	}
}

/* ---- reading: rows --------------------------------------------------------- */

/* The clean text of a cell, trimmed and without the guard; -1 if it is no text. */
static int clean_cell(struct table *t, size_t r, size_t c, struct str *out, bool *guarded)
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

static void check_lost(struct table *t, size_t r, size_t c, const char *before, const char *now)
{
	if (*before && cell_lost(before, now))
		cell_problem(t, r + 1, c, false,
			     _("characters were lost and became “?”; write them again and save the file as UTF-8"));
	else if (looks_lost(now) && strcmp(before, now))
		cell_problem(t, r + 1, c, true, _("a “?” stands between Chinese characters; was a character lost?"));
}

static void take_cell(struct table *t, size_t r, size_t i, struct row *row)
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
		cell_problem(t, r + 1, c, false, _("the cell is empty; if cells were merged, split them and fill each one"));
	check_lost(t, r, c, row->v[i], str_text(&value));
	row->v[i] = arena_dup_n(&t->arena, str_text(&value), value.n);
}

/* What the base says of the code: values to begin with. */
static void take_base(struct table *t, struct row *row, const struct basis *basis)
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
static const struct line *line_of(struct table *t, size_t r, const char *code)
{
	char letters[3] = {code[0], code[1], '\0'};
	const struct line *line = library_line(t->base, letters);
	bool guarded;
	AUTO(str_done) struct str text = {0};

	if (!line)
		cell_problem(t, r + 1, t->column[0], false, _("no line of the library has such codes; add the line's own .rec file first"));
	if (!line || t->line == COLUMN_NONE || clean_cell(t, r, t->line, &text, &guarded))
		return line;
	if (!text.n || str_eq(str_text(&text), line->name) || str_eq(str_text(&text), line->id) || str_eq(str_text(&text), line->code))
		return line;
	cell_problem(t, r + 1, t->line, false, _("the code belongs to another line; put one of the two right"));
	return NULL;
}

static void take_no(struct table *t, size_t r, struct row *row)
{
	AUTO(str_done) struct str text = {0};
	bool guarded;
	char *end;

	row->no = t->n > 1 ? t->v[t->n - 2].no : 0;
	if (t->no == COLUMN_NONE || clean_cell(t, r, t->no, &text, &guarded))
		return;
	if (!text.n)
		return;
	double no = strtod(str_text(&text), &end);
	if (*end || strspn(str_text(&text), "0123456789.") != text.n || no > 1e6)
		cell_problem(t, r + 1, t->no, false, _("this is no number; write one, or leave the cell empty"));
	else
		row->no = no;
}

static void missing_columns(struct table *t, size_t r)
{
	for (size_t i = 0; i < t->fields_n; i++) {
		AUTO(str_done) struct str why = {0};
		if (!t->fields[i].must || t->column[i] != COLUMN_NONE)
			continue;
		str_addf(&why, _("%s is new, and the table has no column “%s”; add it"), t->v[t->n - 1].v[0], _(t->fields[i].heading));
		row_problem(t, r + 1, str_text(&why));
	}
}

/* Something in a column without a heading. */
static void check_outside(struct table *t, size_t r)
{
	const struct csv_row *row = &t->csv.v[r];
	AUTO(str_done) struct str text = {0};

	for (size_t c = 0; c < row->n; c++) {
		cell_trim(row->v[c].text, &text);
		if (text.n && !(c < t->csv.v[t->heading].n && t->known[c]))
			cell_problem(t, r + 1, c, false, _("the column has no heading; give it one, or empty the cell"));
	}
}

static void check_twice(struct table *t, size_t r, const char *code)
{
	AUTO(str_done) struct str why = {0};

	for (size_t i = 0; i + 1 < t->n; i++)
		if (str_eq(t->v[i].v[0], code)) {
			str_addf(&why, _("%s stands in row %u already; keep one"), code, t->v[i].at);
			cell_problem(t, r + 1, t->column[0], false, str_text(&why));
			return;
		}
}

static void take_row(struct table *t, size_t r)
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
		cell_problem(t, r + 1, t->column[0], false,
			     why.n ? str_text(&why) : _("the cell is empty; if cells were merged, split them and fill each one"));
		return;
	}
	if (code_is_good(str_text(&code), code.n) != t->items) {
		cell_problem(t, r + 1, t->column[0], false, _("codes of items and of bases do not go into one table"));
		return;
	}
	const struct basis *basis = t->items ? NULL : library_basis(t->base, str_text(&code));
	row->line = t->items ? line_of(t, r, str_text(&code)) : NULL;
	row->item = row->line ? line_item(row->line, str_text(&code)) : NULL;
	take_base(t, row, basis);
	row->v[0] = arena_dup_n(&t->arena, str_text(&code), code.n);
	check_twice(t, r, row->v[0]);
	for (size_t i = 1; i < t->fields_n; i++)
		if (t->column[i] != COLUMN_NONE)
			take_cell(t, r, i, row);
	take_no(t, r, row);
	if (!row->item && !basis)
		missing_columns(t, r);
}

/* ---- reading: the result --------------------------------------------------- */

static int by_no(const void *a, const void *b)
{
	const struct row *const *x = a, *const *y = b;
	double d = (*x)->no - (*y)->no;
	return d < 0 ? -1 : d > 0 ? 1 : (*x)->at < (*y)->at ? -1 : (*x)->at > (*y)->at;
}

/* The rows of a line (NULL: bases) in their order. */
static const struct row **rows_of(struct table *t, const struct line *line, size_t *n)
{
	const struct row **v = mem_alloc((t->n + 1) * sizeof *v);

	*n = 0;
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].line == line && t->v[i].at)
			v[(*n)++] = &t->v[i];
	if (line && t->no != COLUMN_NONE && *n)
		qsort(v, *n, sizeof *v, by_no);
	return v;
}

static unsigned lines_in(const struct str *text, size_t from)
{
	unsigned n = 0;
	for (size_t i = from; i < text->n; i++)
		n += text->s[i] == '\n';
	return n;
}

/* Where the records of rows begin: kept to find the row of a problem in the text. */
struct made {
	struct {
		unsigned line;
		const struct row *row;
	} *v;
	size_t n, cap;
	unsigned lines; /* of the text up to `bytes` */
	size_t bytes;
	const char *section; /* of the item before */
};

static void made_record(struct made *m, struct table *t, const struct row *row)
{
	m->lines += lines_in(&t->text, m->bytes);
	m->bytes = t->text.n;
	VEC_PUSH(m)->row = row;
	m->v[m->n - 1].line = m->lines + 1;
}

static void write_values(struct table *t, const char *const *v, struct made *m, const struct row *row)
{
	for (size_t i = 0; t->items && i < t->fields_n; i++) {
		if (!str_eq(t->fields[i].name, "Section") || (m->section && str_eq(m->section, v[i])))
			continue;
		str_addf(&t->text, "\n# %s\n", v[i]);
		m->section = v[i];
	}
	str_add_char(&t->text, '\n');
	made_record(m, t, row);
	for (size_t i = 0; i < t->fields_n; i++)
		field_write(&t->fields[i], v[i], &t->text);
}

/* An item of the base that the table does not have. */
static void write_absent(struct table *t, const struct item *item, struct made *m)
{
	struct row row = {.item = item};
	const struct line *line = library_line(t->base, (const char[]){item->code[0], item->code[1], '\0'});

	take_base(t, &row, NULL);
	for (size_t i = 0; t->options->retire_absent && i < t->fields_n; i++)
		if (t->fields[i].kind == FIELD_EDITION && !*row.v[i])
			row.v[i] = t->options->edition ? t->options->edition : line->edition;
	write_values(t, row.v, m, NULL);
}

/* Absent items keep their place behind the item that stood before them. */
static void write_absent_after(struct table *t, const struct line *line, size_t at, const bool *here, struct made *m)
{
	for (; at < line->n && !here[at]; at++)
		write_absent(t, &line->v[at], m);
}

static void write_line(struct table *t, const struct line *line, const char *edition, struct made *m)
{
	size_t n;
	bool *here = mem_alloc(line->n + 1);
	const struct row **rows = rows_of(t, line, &n);

	for (size_t i = 0; i < n; i++)
		if (rows[i]->item)
			here[rows[i]->item - line->v] = true;
	str_clear(&t->text);
	line_write_head(line, edition, &t->text);
	write_absent_after(t, line, 0, here, m);
	for (size_t i = 0; i < n; i++) {
		write_values(t, rows[i]->v, m, rows[i]);
		if (rows[i]->item)
			write_absent_after(t, line, (size_t)(rows[i]->item - line->v) + 1, here, m);
	}
	mem_free(here);
	mem_free(rows);
}

static void write_bases(struct table *t, struct made *m)
{
	size_t n;
	const struct row **rows = t->items ? NULL : rows_of(t, NULL, &n);

	str_clear(&t->text);
	bases_write_head(&t->text);
	for (size_t i = 0; i < t->base->bases.n; i++) {
		const struct basis *b = &t->base->bases.v[i];
		size_t k = 0, count;
		AUTO(str_done) struct str text = {0};
		while (rows && k < n && strcmp(rows[k]->v[0], b->code))
			k++;
		if (rows && k < n) {
			write_values(t, rows[k]->v, m, rows[k]);
			continue;
		}
		const struct library_field *fields = basis_fields(&count);
		str_add_char(&t->text, '\n');
		made_record(m, t, NULL);
		for (size_t f = 0; f < count; f++) {
			basis_field_text(b, &fields[f], &text);
			field_write(&fields[f], str_text(&text), &t->text);
		}
	}
	for (size_t k = 0; rows && k < n; k++)
		if (!library_basis(t->base, rows[k]->v[0]))
			write_values(t, rows[k]->v, m, rows[k]);
	mem_free(rows);
}

/* ---- reading: problems of the text back to cells --------------------------- */

struct back {
	struct table *t;
	const struct made *made;
};

/* The field whose value stands at that line of the text; the code if it cannot be told. */
static size_t field_at(const struct table *t, unsigned line)
{
	const char *p = str_text(&t->text), *field = p;

	for (unsigned i = 1; i < line && (p = strchr(p, '\n')); i++)
		if (*++p != '+')
			field = p;
	for (size_t i = 0; i < t->fields_n; i++) {
		size_t n = strlen(t->fields[i].name);
		if (!strncmp(field, t->fields[i].name, n) && field[n] == ':')
			return i;
	}
	return 0;
}

static void to_cell(const struct rec_problem *p, void *ctx)
{
	struct back *b = ctx;
	const struct row *row = NULL;

	for (size_t i = 0; i < b->made->n && b->made->v[i].line <= p->line; i++)
		row = b->made->v[i].row;
	size_t column = b->t->column[field_at(b->t, p->line)];
	if (row && column != COLUMN_NONE)
		cell_problem(b->t, row->at, column, p->warning, p->text);
	else
		rec_error(&b->t->say, row ? row->at : 1, 1, "%s", p->text);
}

/* Adds the text that was made to out. */
static int add_made(struct table *t, struct library *out, const char *file, const struct made *m)
{
	struct back b = {t, m};
	struct err e = {0};

	return library_add(out, file, str_text(&t->text), t->text.n, to_cell, &b, &e);
}

static bool touched(const struct table *t, const struct line *line)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].line == line)
			return true;
	return false;
}

/* Whether the text that was made says something else than the line. */
static bool differs(struct table *t, const struct line *line)
{
	AUTO(library_done) struct library now = {0};
	struct library was = {.v = (struct line *)(uintptr_t)line, .n = 1};
	struct err e = {0};

	return library_add(&now, line->file, str_text(&t->text), t->text.n, NULL, NULL, &e) ||
	       library_diff(&was, &now, NULL, NULL);
}

/* A file may hold bases beside its line; they are written apart. */
static bool holds_bases(const struct table *t, const struct line *line)
{
	for (size_t i = 0; i < t->base->bases.n; i++)
		if (str_eq(t->base->bases.v[i].file, line->file))
			return true;
	return false;
}

static int make_line(struct table *t, const struct line *line, struct library *out)
{
	struct made m = {0};
	struct err e = {0};
	int rc = 0;
	bool changes = touched(t, line);

	if (changes) {
		write_line(t, line, line->edition, &m);
		changes = differs(t, line);
	}
	if (changes) {
		m.n = m.bytes = 0;
		m.lines = 0;
		m.section = NULL;
		write_line(t, line, t->options->edition ? t->options->edition : line->edition, &m);
		rc = add_made(t, out, line->file, &m);
	} else if (holds_bases(t, line)) {
		str_clear(&t->text);
		line_write(line, &t->text);
		rc = add_made(t, out, line->file, &m);
	} else {
		rc = library_add(out, line->file, line->text, line->text_n, NULL, NULL, &e);
	}
	mem_free(m.v);
	return rc;
}

static int make(struct table *t, struct library *out)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < t->base->n; i++)
		rc = make_line(t, &t->base->v[i], out);
	if (!rc && (t->base->bases.n || !t->items)) {
		struct made m = {0};
		write_bases(t, &m);
		rc = add_made(t, out, "basis.rec", &m);
		mem_free(m.v);
	}
	return rc;
}

/* ---- reading --------------------------------------------------------------- */

static int read_rows(struct table *t)
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
	if (!t->n)
		row_problem(t, t->heading + 1, _("there is no row below the headings"));
	return t->say.errors ? -1 : 0;
}

static int read_bytes(struct table *t, const char *bytes, size_t n, struct err *e)
{
	AUTO(str_done) struct str text = {0};

	if (!encode_read(bytes, n, &text, NULL, e) && !csv_read(&t->csv, str_text(&text), text.n, e))
		return 0;
	rec_error(&t->say, 1, 1, "%s", e->text);
	return -1;
}

int library_table_read(const struct library *base, const char *name, const char *bytes, size_t n,
		       const struct table_options *options, struct library *out, rec_report *report, void *ctx,
		       struct err *e)
{
	struct err why = {0};
	AUTO(table_done) struct table t = {.base = base, .options = options, .say = {name, report, ctx, e, 0, 0},
					   .no = COLUMN_NONE, .line = COLUMN_NONE};

	for (size_t i = 0; i < FIELDS_MOST; i++)
		t.column[i] = COLUMN_NONE;
	*out = (struct library){0};
	if (read_bytes(&t, bytes, n, &why) || read_rows(&t) || make(&t, out)) {
		library_done(out);
		return -1;
	}
	return 0;
}
