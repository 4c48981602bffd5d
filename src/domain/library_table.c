/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/library_table.h"

#include "base/msg.h"
#include "domain/library_cell.h"
#include "domain/library_rows.h"

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
static void write_row(const struct library_field *fields, size_t n, struct csv_out *cells, size_t first,
		      struct str *texts, struct str *out)
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

int library_table_write(const struct library *lib, const struct line *line, enum encode_kind kind,
			struct str *out, struct encode_lost *lost, struct err *e)
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

int bases_table_write(const struct library *lib, enum encode_kind kind, struct str *out,
		      struct encode_lost *lost, struct err *e)
{
	AUTO(str_done) struct str text = {0};
	size_t n;
	const struct library_field *fields = basis_fields(&n);

	write_headings(fields, n, false, &text);
	for (size_t i = 0; i < lib->bases.n; i++)
		write_basis(&lib->bases.v[i], &text);
	return encode_write(kind, str_text(&text), text.n, out, lost, e);
}

/* ---- reading --------------------------------------------------------------- */

static int read_bytes(struct sheet *t, const char *bytes, size_t n, struct err *e)
{
	AUTO(str_done) struct str text = {0};

	if (!encode_read(bytes, n, &text, NULL, e) && !csv_read(&t->csv, str_text(&text), text.n, e))
		return 0;
	rec_error(&t->say, 1, 1, "%s", e->text);
	return -1;
}

int library_table_read(const struct library *base, const char *name, const char *bytes, size_t n,
		       const struct table_options *options, struct library *out, rec_report *report,
		       void *ctx, struct err *e)
{
	struct err why = {0};
	AUTO(sheet_done)
	struct sheet t = {.base = base,
			  .options = options,
			  .say = {name, report, ctx, e, 0, 0},
			  .no = COLUMN_NONE,
			  .line = COLUMN_NONE};

	for (size_t i = 0; i < FIELDS_MOST; i++)
		t.column[i] = COLUMN_NONE;
	*out = (struct library){0};
	if (read_bytes(&t, bytes, n, &why) || sheet_read_rows(&t) || sheet_make(&t, out)) {
		library_done(out);
		return -1;
	}
	return 0;
}
