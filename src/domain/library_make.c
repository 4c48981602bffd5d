/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the base becomes by a table: rec text made of rows, problems of that text back to cells.
 */
#include "domain/library_rows.h"

#include <stdlib.h>
#include <string.h>

/* ---- reading: the result --------------------------------------------------- */

static int by_no(const void *a, const void *b)
{
	const struct row *const *x = a, *const *y = b;
	double d = (*x)->no - (*y)->no;
	return d < 0 ? -1 : d > 0 ? 1 : (*x)->at < (*y)->at ? -1 : (*x)->at > (*y)->at;
}

/* The rows of a line (NULL: bases) in their order. */
static const struct row **rows_of(struct sheet *t, const struct line *line, size_t *n)
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
	} * v;
	size_t n, cap;
	unsigned lines; /* of the text up to `bytes` */
	size_t bytes;
	const char *section; /* of the item before */
};

static void made_record(struct made *m, struct sheet *t, const struct row *row)
{
	m->lines += lines_in(&t->text, m->bytes);
	m->bytes = t->text.n;
	VEC_PUSH(m)->row = row;
	m->v[m->n - 1].line = m->lines + 1;
}

static void write_values(struct sheet *t, const char *const *v, struct made *m, const struct row *row)
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
static void write_absent(struct sheet *t, const struct item *item, struct made *m)
{
	struct row row = {.item = item};
	const struct line *line = library_line(t->base, (const char[]){item->code[0], item->code[1], '\0'});

	sheet_take_base(t, &row, NULL);
	for (size_t i = 0; t->options->retire_absent && i < t->fields_n; i++)
		if (t->fields[i].kind == FIELD_EDITION && !*row.v[i])
			row.v[i] = t->options->edition ? t->options->edition : line->edition;
	write_values(t, row.v, m, NULL);
}

/* Absent items keep their place behind the item that stood before them. */
static void write_absent_after(struct sheet *t, const struct line *line, size_t at, const bool *here,
			       struct made *m)
{
	for (; at < line->n && !here[at]; at++)
		write_absent(t, &line->v[at], m);
}

static void write_line(struct sheet *t, const struct line *line, const char *edition, struct made *m)
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

static void write_bases(struct sheet *t, struct made *m)
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
	struct sheet *t;
	const struct made *made;
};

/* The field whose value stands at that line of the text; the code if it cannot be told. */
static size_t field_at(const struct sheet *t, unsigned line)
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
static int add_made(struct sheet *t, struct library *out, const char *file, const struct made *m)
{
	struct back b = {t, m};
	struct err e = {0};

	return library_add(out, file, str_text(&t->text), t->text.n, to_cell, &b, &e);
}

static bool touched(const struct sheet *t, const struct line *line)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].line == line)
			return true;
	return false;
}

/* Whether the text that was made says something else than the line. */
static bool differs(struct sheet *t, const struct line *line)
{
	AUTO(library_done) struct library now = {0};
	struct library was = {.v = (struct line *)(uintptr_t)line, .n = 1};
	struct err e = {0};

	return library_add(&now, line->file, str_text(&t->text), t->text.n, NULL, NULL, &e) ||
	       library_diff(&was, &now, NULL, NULL);
}

/* A file may hold bases beside its line; they are written apart. */
static bool holds_bases(const struct sheet *t, const struct line *line)
{
	for (size_t i = 0; i < t->base->bases.n; i++)
		if (str_eq(t->base->bases.v[i].file, line->file))
			return true;
	return false;
}

static int make_line(struct sheet *t, const struct line *line, struct library *out)
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

int sheet_make(struct sheet *t, struct library *out)
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
