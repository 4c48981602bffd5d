/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table of the library as a spreadsheet program holds it: opened from what is exported, changed cell by cell, and saved in one
 * of the many ways that such programs save.
 */
#ifndef ZICHA_TESTS_UNIT_SHEET_H
#define ZICHA_TESTS_UNIT_SHEET_H

#include "base/csv.h"
#include "base/encode.h"
#include "domain/library_table.h"

#include <string.h>

enum { SHEET_ROWS = 120, SHEET_COLUMNS = 30 };

struct sheet {
	char *v[SHEET_ROWS][SHEET_COLUMNS];                /* NULL: never filled */
	size_t rows, columns, cut[SHEET_ROWS]; /* cut: cells at the end that are not written */
	bool bases;                            /* the register, else items */
};

static inline unsigned sheet_random(unsigned *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return *seed >> 16;
}

static inline void sheet_set(struct sheet *s, size_t r, size_t c, const char *text)
{
	char *was = s->v[r][c];

	s->v[r][c] = mem_dup(text); /* text may be what was there */
	mem_free(was);
}

static inline const char *sheet_get(const struct sheet *s, size_t r, size_t c)
{
	return s->v[r][c] ? s->v[r][c] : "";
}

static inline void sheet_swap_rows(struct sheet *s, size_t a, size_t b)
{
	for (size_t c = 0; c < SHEET_COLUMNS; c++) {
		char *kept = s->v[a][c];
		s->v[a][c] = s->v[b][c];
		s->v[b][c] = kept;
	}
}

static inline void sheet_done(struct sheet *s)
{
	for (size_t r = 0; r < SHEET_ROWS; r++)
		for (size_t c = 0; c < SHEET_COLUMNS; c++)
			mem_free(s->v[r][c]);
}

static inline void sheet_open(struct sheet *s, const struct library *base)
{
	AUTO(str_done) struct str bytes = {0};
	AUTO(encode_lost_done) struct encode_lost lost = {0};
	AUTO(csv_done) struct csv csv = {0};
	struct err e = {0};

	assert_int_equal(s->bases ? bases_table_write(base, ENCODE_UTF8, &bytes, &lost, &e)
				  : library_table_write(base, NULL, ENCODE_UTF8, &bytes, &lost, &e),
			 0);
	assert_int_equal(csv_read(&csv, str_text(&bytes), bytes.n, &e), 0);
	s->rows = csv.n;
	s->columns = csv.v[0].n;
	assert_true(s->rows < SHEET_ROWS - 4 && s->columns < SHEET_COLUMNS - 4);
	for (size_t r = 0; r < s->rows; r++)
		for (size_t c = 0; c < s->columns; c++)
			sheet_set(s, r, c, csv.v[r].v[c].text);
}

static inline void sheet_cell(const char *v, bool quote, const char *inside, struct str *text)
{
	if (quote)
		str_add_char(text, '"');
	for (; *v; v++) {
		if (*v == '"')
			str_add_char(text, '"');
		if (*v == '\n')
			str_add(text, inside);
		else
			str_add_char(text, *v);
	}
	if (quote)
		str_add_char(text, '"');
}

/* As CSV with some separator, line ends, quoting and encoding; empty rows may trail. */
static inline void sheet_save(const struct sheet *s, unsigned *seed, struct str *bytes)
{
	static const enum encode_kind kinds[] = {ENCODE_UTF8, ENCODE_UTF8_BOM, ENCODE_GB18030, ENCODE_UTF16LE, ENCODE_UTF16BE};
	static const char *const ends[] = {"\r\n", "\n", "\r"};
	AUTO(str_done) struct str text = {0};
	AUTO(encode_lost_done) struct encode_lost lost = {0};
	struct err e = {0};
	char separator = ",,;\t"[sheet_random(seed) % 4];
	const char *end = ends[sheet_random(seed) % 3], *inside = ends[sheet_random(seed) % 3];
	bool all = sheet_random(seed) % 4 == 0;

	for (size_t r = 0; r < s->rows; r++) {
		for (size_t c = 0; c < s->columns - s->cut[r]; c++) {
			const char *v = sheet_get(s, r, c);
			if (c)
				str_add_char(&text, separator);
			sheet_cell(v, all || strpbrk(v, ",;\t\"\n\r"), inside, &text);
		}
		str_add(&text, end);
	}
	for (unsigned i = sheet_random(seed) % 3; i; i--)
		str_add(&text, end);
	assert_int_equal(encode_write(kinds[sheet_random(seed) % ARRAY_LEN(kinds)], str_text(&text), text.n, bytes, &lost, &e), 0);
}

#endif
