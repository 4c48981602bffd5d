/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test.h"

#include "base/csv.h"
#include "base/msg.h"

#include <stdlib.h>
#include <string.h>

#ifdef HAVE_LIBCSV
#include <csv.h>
#endif

/* Cells in [], a row a line. */
static void show(const struct csv *csv, struct str *out)
{
	for (size_t i = 0; i < csv->n; i++) {
		for (size_t k = 0; k < csv->v[i].n; k++)
			str_addf(out, "[%s]", csv->v[i].v[k].text);
		str_add_char(out, '\n');
	}
}

static void test_reads(void **state)
{
	static const struct {
		const char *text, *shown;
	} rows[] = {
	    {"", ""},
	    {"a", "[a]\n"},
	    {"a,b\r\nc,d\r\n", "[a][b]\n[c][d]\n"},
	    {"a,b\nc,d", "[a][b]\n[c][d]\n"},
	    {"a\rb\r", "[a]\n[b]\n"},
	    {"\r\n\na", "[]\n[]\n[a]\n"},
	    {",", "[][]\n"},
	    {"a,,\n", "[a][][]\n"},
	    {"\"a,b\",\"c\"\"d\"", "[a,b][c\"d]\n"},
	    {"\"a\r\nb\",c\r\nd", "[a\nb][c]\n[d]\n"},
	    {"\"\",\"\"\"\"", "[][\"]\n"},
	    {"a;b,c;d\n1;2", "[a][b,c][d]\n[1][2]\n"},
	    {"编号\t问题\nCR\t甲,乙", "[编号][问题]\n[CR][甲,乙]\n"},
	    {"\"a;b;c\",d", "[a;b;c][d]\n"},
	    {" a , b ", "[ a ][ b ]\n"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		AUTO(csv_done) struct csv csv = {0};
		AUTO(str_done) struct str shown = {0};
		struct err e = {0};
		assert_int_equal(csv_read(&csv, rows[i].text, strlen(rows[i].text), &e), 0);
		show(&csv, &shown);
		assert_string_equal(str_text(&shown), rows[i].shown);
	}
}

static void test_places(void **state)
{
	static const char text[] = "编号,\"两\n行\",丙\r\n甲,\"乙\"";
	AUTO(csv_done) struct csv csv = {0};
	struct err e = {0};

	assert_int_equal(csv_read(&csv, text, strlen(text), &e), 0);
	assert_int_equal(csv.v[0].v[1].column, 4);
	assert_true(csv.v[0].v[1].quoted);
	assert_int_equal(csv.v[0].v[2].line, 2);
	assert_int_equal(csv.v[0].v[2].column, 4);
	assert_int_equal(csv.v[1].v[1].line, 3);
	assert_int_equal(csv.v[1].v[1].column, 3);
}

static void test_refuses(void **state)
{
	static const struct {
		const char *text, *said;
	} rows[] = {
	    {"a\nb\"c\n", "line 2, column 2: a quote inside a cell"},
	    {"a,\"b\"c\n", "line 1, column 6: something stands behind a closing quote"},
	    {"a,\"b\" ,c\n", "line 1, column 6: something stands"},
	    {"a\n甲,\"b\nc\n", "line 2, column 3: the quote that opens here is never closed"},
	    {"\"", "line 1, column 1: the quote that opens here"},
	    {"\"a\"\"", "line 1, column 1: the quote that opens here"},
	};
	msg_use(MSG_EN);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		AUTO(csv_done) struct csv csv = {0};
		struct err e = {0};
		assert_int_equal(csv_read(&csv, rows[i].text, strlen(rows[i].text), &e), -1);
		assert_int_equal(e.code, ERR_INPUT);
		if (!str_starts(e.text, rows[i].said))
			fail_msg("%s gave %s", rows[i].text, e.text);
	}
	AUTO(csv_done) struct csv csv = {0};
	struct err e = {0};
	assert_int_equal(csv_read(&csv, "a\0b", 3, &e), -1);
	assert_string_equal(e.text, "line 1, column 2: a NUL byte; this is no text file");
}

static void test_limits(void **state)
{
	AUTO(str_done) struct str text = {0};
	AUTO(csv_done) struct csv wide = {0}, big = {0};
	struct err e = {0};

	for (int i = 0; i < CSV_COLUMNS_MOST; i++)
		str_add_char(&text, ',');
	assert_int_equal(csv_read(&wide, str_text(&text), text.n, &e), -1);
	assert_non_null(strstr(e.text, "line 1, column 257: more than 256 columns"));
	str_clear(&text);
	while (text.n <= CSV_CELL_MOST)
		str_add(&text, "甲");
	assert_int_equal(csv_read(&big, str_text(&text), text.n, &e), -1);
	assert_non_null(strstr(e.text, "a cell of more than 65536 bytes"));
}

static void test_writes(void **state)
{
	static const struct {
		const char *text;
		bool number;
		const char *written;
	} rows[] = {
	    {"甲", false, "甲"},
	    {"", false, ""},
	    {NULL, false, ""},
	    {"a,b", false, "\"a,b\""},
	    {"a\"b", false, "\"a\"\"b\""},
	    {"a\nb", false, "\"a\nb\""},
	    {" a", false, "\" a\""},
	    {"甲；乙", false, "甲；乙"},
	    {"5", true, "5"},
	    {"-5.25", true, "-5.25"},
	    {"5", false, "'5"},
	    {"0012", true, "'0012"},
	    {"1E5", true, "'1E5"},
	    {"=1+1", true, "'=1+1"},
	    {"@x", false, "'@x"},
	    {"+86", false, "'+86"},
	    {"-甲", false, "'-甲"},
	    {"＝甲", false, "'＝甲"},
	    {"3-1", false, "'3-1"},
	    {"3月1日", false, "'3月1日"},
	    {"2026.10", false, "'2026.10"},
	    {"10 户", false, "10 户"},
	    {"TRUE", false, "'TRUE"},
	    {"'=1", false, "''=1"},
	    {"''", false, "'''"},
	    {"'甲", false, "'甲"},
	    {"'", false, "'"},
	    {"2016-01-01", false, "'2016-01-01"},
	    {"e", false, "e"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		AUTO(str_done) struct str out = {0};
		AUTO(csv_done) struct csv csv = {0};
		struct err e = {0};
		csv_write_row(&out, &(struct csv_out){rows[i].text, rows[i].number}, 1);
		str_truncate(&out, out.n - 2);
		assert_string_equal(str_text(&out), rows[i].written);
		assert_int_equal(csv_read(&csv, str_text(&out), out.n, &e), 0);
		if (out.n)
			assert_string_equal(csv_unguard(csv.v[0].v[0].text), rows[i].text);
	}
	AUTO(str_done) struct str out = {0};
	csv_write_row(&out, (struct csv_out[]){{"a", false}, {"", false}, {"b", false}}, 3);
	assert_string_equal(str_text(&out), "a,,b\r\n");
}

static void test_letters(void **state)
{
	static const struct {
		size_t column;
		const char *letters;
	} rows[] = {{0, "A"},   {25, "Z"},   {26, "AA"},  {51, "AZ"},
		    {52, "BA"}, {255, "IV"}, {701, "ZZ"}, {702, "AAA"}};
	char out[4];

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		csv_letters(rows[i].column, out);
		assert_string_equal(out, rows[i].letters);
	}
}

static unsigned next(unsigned *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return *seed >> 16;
}

/* What is written is read back, cell by cell. */
static void test_round_trip(void **state)
{
	static const char *const bits[] = {"甲", "\"", ",", "\n", ";",  "'", "=", "-",
					   "1",  ".",  " ", "a",  "＝", "/", "0"};
	unsigned seed = 7;

	for (int round = 0; round < 3000; round++) {
		AUTO(str_done) struct str out = {0};
		struct str cells[4] = {{0}, {0}, {0}, {0}};
		AUTO(csv_done) struct csv csv = {0};
		struct csv_out row[4] = {{"头", false}};
		struct err e = {0};
		for (int i = 1; i < 4; i++) {
			for (unsigned k = next(&seed) % 5; k; k--)
				str_add(&cells[i], bits[next(&seed) % ARRAY_LEN(bits)]);
			row[i] = (struct csv_out){str_text(&cells[i]), next(&seed) % 2};
		}
		csv_write_row(&out,
			      (struct csv_out[]){{"a", false}, {"b", false}, {"c", false}, {"d", false}}, 4);
		csv_write_row(&out, row, 4);
		if (csv_read(&csv, str_text(&out), out.n, &e))
			fail_msg("%s%s", str_text(&out), e.text);
		assert_int_equal(csv.n, 2);
		assert_int_equal(csv.v[1].n, 4);
		for (int i = 0; i < 4; i++)
			assert_string_equal(csv_unguard(csv.v[1].v[i].text), row[i].text);
		for (int i = 0; i < 4; i++)
			str_done(&cells[i]);
	}
}

/* ---- libcsv, the oracle ---------------------------------------------------- */

#ifdef HAVE_LIBCSV
struct oracle {
	struct str text;
	bool begun;
};

static void on_cell(void *s, size_t n, void *ctx)
{
	struct oracle *o = ctx;
	str_add_char(&o->text, '[');
	str_add_n(&o->text, s, n);
	str_add_char(&o->text, ']');
}

static void on_row(int c, void *ctx)
{
	str_add_char(&((struct oracle *)ctx)->text, '\n');
}

/* libcsv leaves out rows without a cell. */
static void without_empty_rows(const struct csv *csv, struct str *out)
{
	for (size_t i = 0; i < csv->n; i++) {
		const struct csv_row *row = &csv->v[i];
		if (row->n == 1 && !*row->v[0].text && !row->v[0].quoted)
			continue;
		for (size_t k = 0; k < row->n; k++)
			str_addf(out, "[%s]", row->v[k].text);
		str_add_char(out, '\n');
	}
}

static void test_agrees_with_libcsv(void **state)
{
	static const char *const bits[] = {"a",  "\"", "\"",   ",",     ",",   "\n",
					   "甲", "b",  "\"\"", "\",\"", "\"\n"};
	unsigned seed = 11, taken = 0, refused = 0;

	for (int round = 0; round < 20000; round++) {
		AUTO(str_done) struct str text = {0}, ours = {0};
		AUTO(csv_done) struct csv csv = {0};
		struct oracle o = {0};
		struct csv_parser p;
		struct err e = {0};
		for (unsigned k = next(&seed) % 12; k; k--)
			str_add(&text, bits[next(&seed) % ARRAY_LEN(bits)]);
		assert_int_equal(csv_init(&p, CSV_STRICT | CSV_STRICT_FINI), 0);
		bool good = csv_parse(&p, str_text(&text), text.n, on_cell, on_row, &o) == text.n &&
			    !csv_fini(&p, on_cell, on_row, &o);
		csv_free(&p);
		bool mine = !csv_read(&csv, str_text(&text), text.n, &e);
		without_empty_rows(&csv, &ours);
		if (good != mine)
			fail_msg("%s\nlibcsv %s it, we say %s", str_text(&text), good ? "takes" : "refuses",
				 e.text);
		if (good && strcmp(str_text(&ours), str_text(&o.text)))
			fail_msg("%s\nlibcsv %s\nwe %s", str_text(&text), str_text(&o.text), str_text(&ours));
		taken += good;
		refused += !good;
		str_done(&o.text);
	}
	assert_true(taken > 1000 && refused > 1000);
}
#else
static void test_agrees_with_libcsv(void **state)
{
	skip();
}
#endif

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_reads),      cmocka_unit_test(test_places),
    cmocka_unit_test(test_refuses),    cmocka_unit_test(test_limits),
    cmocka_unit_test(test_writes),     cmocka_unit_test(test_letters),
    cmocka_unit_test(test_round_trip), cmocka_unit_test(test_agrees_with_libcsv),
};
TEST_MAIN(tests)
