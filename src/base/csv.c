/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/csv.h"

#include "base/msg.h"

#include <string.h>

/* ---- reading --------------------------------------------------------------- */

struct reader {
	struct csv *csv;
	const char *at, *end;
	unsigned line, column; /* of at */
	struct str cell;
	struct err *e;
};

static int refuse(const struct reader *r, unsigned line, unsigned column, const char *text)
{
	return err_set(r->e, ERR_INPUT, _("line %u, column %u: %s"), line, column, text);
}

static bool at_end(const struct reader *r)
{
	return r->at == r->end;
}

static bool at_line_end(const struct reader *r)
{
	return !at_end(r) && (*r->at == '\r' || *r->at == '\n');
}

/* One byte on; the column counts characters. */
static void step(struct reader *r)
{
	r->at++;
	r->column += at_end(r) || ((unsigned char)*r->at & 0xC0) != 0x80;
}

static void skip_line_end(struct reader *r)
{
	r->at += *r->at == '\r' && r->end - r->at > 1 && r->at[1] == '\n' ? 2 : 1;
	r->line++;
	r->column = 1;
}

/* Bytes from here that stand for themselves. */
static size_t run_size(const struct reader *r, bool quoted)
{
	const char *p = r->at;

	while (p < r->end && *p && *p != '"' && *p != '\r' && *p != '\n' && (quoted || *p != r->csv->separator))
		p++;
	return (size_t)(p - r->at);
}

/* Takes a run of bytes, or else the one at hand, into the cell. */
static int take(struct reader *r, bool quoted)
{
	size_t n = run_size(r, quoted);

	if (!n && !*r->at)
		return refuse(r, r->line, r->column, _("a NUL byte; this is no text file"));
	if (r->cell.n + n + !n > CSV_CELL_MOST)
		return refuse(r, r->line, r->column,
			      _("a cell of more than 65536 bytes; is a closing quote missing?"));
	if (at_line_end(r)) {
		str_add_char(&r->cell, '\n');
		skip_line_end(r);
		return 0;
	}
	str_add_n(&r->cell, r->at, n + !n);
	for (n += !n; n; n--)
		step(r);
	return 0;
}

static int read_quoted(struct reader *r, const struct csv_cell *cell)
{
	step(r);
	for (;;) {
		if (at_end(r))
			return refuse(r, cell->line, cell->column,
				      _("the quote that opens here is never closed; add the closing one"));
		bool quote = *r->at == '"';
		if (quote && (r->end - r->at < 2 || r->at[1] != '"'))
			break;
		if (quote)
			step(r);
		if (take(r, true))
			return -1;
	}
	step(r);
	if (!at_end(r) && !at_line_end(r) && *r->at != r->csv->separator)
		return refuse(
		    r, r->line, r->column,
		    _("something stands behind a closing quote; a quote inside a cell is written twice"));
	return 0;
}

static int read_plain(struct reader *r)
{
	while (!at_end(r) && !at_line_end(r) && *r->at != r->csv->separator) {
		if (*r->at == '"')
			return refuse(r, r->line, r->column,
				      _("a quote inside a cell; put the whole cell in quotes and write this "
					"one twice"));
		if (take(r, false))
			return -1;
	}
	return 0;
}

static int read_cell(struct reader *r, struct csv_row *row)
{
	struct csv_cell cell = {.line = r->line, .column = r->column};

	if (row->n == CSV_COLUMNS_MOST)
		return refuse(r, r->line, r->column,
			      _("more than 256 columns; delete those that are not needed"));
	str_clear(&r->cell);
	cell.quoted = !at_end(r) && *r->at == '"';
	if (cell.quoted ? read_quoted(r, &cell) : read_plain(r))
		return -1;
	cell.text = arena_dup_n(&r->csv->arena, str_text(&r->cell), r->cell.n);
	*VEC_PUSH(row) = cell;
	return 0;
}

static int read_row(struct reader *r)
{
	if (r->csv->n == CSV_ROWS_MOST)
		return refuse(r, r->line, 1, _("more than 100000 rows; split the file"));
	struct csv_row *row = VEC_PUSH(r->csv);
	for (;;) {
		if (read_cell(r, row))
			return -1;
		if (at_end(r))
			return 0;
		if (at_line_end(r)) {
			skip_line_end(r);
			return 0;
		}
		step(r); /* the separator */
	}
}

static char find_separator(const char *text, size_t n)
{
	static const char marks[] = ",;\t";
	size_t count[3] = {0}, best = 0;
	bool quoted = false;

	for (size_t i = 0; i < n && (quoted || (text[i] != '\n' && text[i] != '\r')); i++) {
		const char *mark = text[i] ? strchr(marks, text[i]) : NULL;
		quoted ^= text[i] == '"';
		if (mark && !quoted)
			count[mark - marks]++;
	}
	for (size_t i = 1; i < 3; i++)
		if (count[i] > count[best])
			best = i;
	return marks[best];
}

int csv_read(struct csv *csv, const char *text, size_t n, struct err *e)
{
	struct reader r = {.csv = csv, .at = text, .end = text + n, .line = 1, .column = 1, .e = e};
	int rc = 0;

	*csv = (struct csv){.separator = find_separator(text, n)};
	if (n > CSV_FILE_MOST)
		return refuse(&r, 1, 1, _("the file is larger than 16 MiB; split it"));
	while (!rc && !at_end(&r))
		rc = read_row(&r);
	str_done(&r.cell);
	return rc;
}

void csv_done(struct csv *csv)
{
	for (size_t i = 0; i < csv->n; i++)
		mem_free(csv->v[i].v);
	mem_free(csv->v);
	arena_done(&csv->arena);
	*csv = (struct csv){0};
}

/* ---- writing --------------------------------------------------------------- */

static size_t digits(const char *s)
{
	return strspn(s, "0123456789");
}

/* A number as anyone writes it, without exponent or leading zeros. */
static bool is_plain_number(const char *s)
{
	s += *s == '-';
	size_t n = digits(s);
	if (!n || n > 15 || (n > 1 && *s == '0'))
		return false;
	s += n;
	if (*s == '.') {
		n = digits(s + 1);
		if (!n)
			return false;
		s += n + 1;
	}
	return !*s;
}

/* Full-width = + - @ start a formula too in programs set to an East Asian language. */
static bool starts_formula(const char *s)
{
	static const char wide[][4] = {"＝", "＋", "－", "＠"};

	if (*s && strchr("=+-@\t\r", *s))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(wide); i++)
		if (str_starts(s, wide[i]))
			return true;
	return false;
}

/* Made of what numbers, days and times are made of, with a digit in front or behind a sign of money; or a
 * truth word. */
static bool turns_into_number(const char *s)
{
	static const char *const signs[] = {"年", "月", "日", "时", "分", "秒", "￥", "¥", "$", "％"};
	bool digit = false;

	if (str_eq(s, "TRUE") || str_eq(s, "FALSE") || str_eq(s, "true") || str_eq(s, "false"))
		return true;
	while (*s) {
		size_t n = strspn(s, "0123456789 .,:/%eE+-()");
		digit |= strcspn(s, "0123456789") < n;
		for (size_t i = 0; !n && i < ARRAY_LEN(signs); i++)
			if (str_starts(s, signs[i]))
				n = strlen(signs[i]);
		if (!n)
			return false;
		s += n;
	}
	return digit;
}

static bool needs_guard(const char *s)
{
	return starts_formula(s) || turns_into_number(s);
}

const char *csv_unguard(const char *text)
{
	return *text == '\'' && (text[1] == '\'' || needs_guard(text + 1)) ? text + 1 : text;
}

static void write_cell(struct str *out, const struct csv_out *cell)
{
	const char *s = cell->text ? cell->text : "";
	bool number = cell->number && is_plain_number(s);
	bool guard = !number && (needs_guard(s) || csv_unguard(s) != s);
	size_t n = strlen(s);
	bool quote = strpbrk(s, ",;\t\"\r\n") || (n && (*s == ' ' || s[n - 1] == ' '));

	if (quote)
		str_add_char(out, '"');
	if (guard)
		str_add_char(out, '\'');
	while (*s) {
		n = strcspn(s, "\"");
		str_add_n(out, s, n);
		s += n;
		if (*s)
			str_add(out, "\"\"");
		s += *s != '\0';
	}
	if (quote)
		str_add_char(out, '"');
}

void csv_write_row(struct str *out, const struct csv_out *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			str_add_char(out, ',');
		write_cell(out, &cells[i]);
	}
	str_add(out, "\r\n");
}

void csv_letters(size_t column, char out[4])
{
	char back[4];
	size_t n = 0;

	for (column++; column && n < 3; column = (column - 1) / 26)
		back[n++] = (char)('A' + (column - 1) % 26);
	for (size_t i = 0; i < n; i++)
		out[i] = back[n - 1 - i];
	out[n] = '\0';
}
