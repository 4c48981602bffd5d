/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What spreadsheet programs do to a table of the library, one way at a time, in cells chosen at random: each import
 * changes nothing, changes just what was changed by hand, or is refused at that row and column. Nothing changes in silence: the
 * differences of the libraries are the judge.
 */
#include "tests/unit/test.h"

#include "base/msg.h"
#include "tests/unit/sheet.h"
#include "tests/unit/told.h"

enum { ROUNDS = 600 };

/* What is expected of an import. */
struct want {
	bool refused;
	size_t r, c;   /* where, from 0 */
	struct str said; /* else the differences */
};

/* The column of a field, by its heading in either language. */
static size_t column(const struct sheet *s, const char *name)
{
	size_t n;
	const struct library_field *fields = !s->bases ? item_fields(&n) : basis_fields(&n);

	for (size_t c = 0; c < s->columns; c++) {
		if (str_eq(name, "No") && (str_eq(sheet_get(s, 0, c), "No.") || str_eq(sheet_get(s, 0, c), "序号")))
			return c;
		for (size_t i = 0; i < n; i++)
			if (str_eq(fields[i].name, name) && (str_eq(sheet_get(s, 0, c), fields[i].heading) ||
							     str_eq(sheet_get(s, 0, c), msg_zh(fields[i].heading))))
				return c;
	}
	fail_msg("no column %s", name);
	return 0;
}

/* Some row below the headings whose cell is not empty. */
static size_t some_row(const struct sheet *s, size_t c, unsigned *seed)
{
	size_t r;

	do
		r = 1 + sheet_random(seed) % (s->rows - 1);
	while (!*sheet_get(s, r, c));
	return r;
}

static const char *code_of(const struct sheet *s, size_t r)
{
	return sheet_get(s, r, column(s, "Code"));
}

static void refuse(struct want *w, size_t r, size_t c)
{
	w->refused = true;
	w->r = r;
	w->c = c;
}

/* ---- ways --------------------------------------------------------------------- */

/* A cell rewritten by a rule of `text`: %s stands for what was there, a rule "W" makes it full-width, "L" small letters. */
static void rewrite(struct sheet *s, size_t r, size_t c, const char *rule)
{
	AUTO(str_done) struct str out = {0};

	for (const char *p = rule; *p; p++) {
		const char *was = csv_unguard(sheet_get(s, r, c));
		if (p[0] == '%' && p[1] == 's') {
			str_add(&out, was);
			p++;
		} else if (str_eq(rule, "W") || str_eq(rule, "L")) {
			for (; *was; was++)
				if (*p == 'W' && (unsigned char)*was > 0x20 && (unsigned char)*was < 0x7F) {
					unsigned wide = 0xFF00U + (unsigned char)*was - 0x20U;
					str_add_n(&out, (const char[]){(char)(0xE0 | wide >> 12), (char)(0x80 | (wide >> 6 & 0x3F)),
								       (char)(0x80 | (wide & 0x3F))}, 3);
				} else {
					str_add_char(&out, *p == 'L' && *was >= 'A' && *was <= 'Z' ? (char)(*was + 32) : *was);
				}
		} else {
			str_add_char(&out, *p);
		}
	}
	sheet_set(s, r, c, str_text(&out));
}

/* Cells that a program rewrites and that are put right, or refused. */
static const struct {
	bool items;
	const char *field, *rule;
	bool refused;
} cells[] = {
    {true, "Code", "W", false},          {true, "Code", "L", false},
    {true, "Code", "  %s\u3000", false}, {true, "Code", "%s\u00A0", false},
    {true, "Code", "2.01E+02", true},    {true, "Code", "201", true},
    {true, "Code", "CR-2", true},        {true, "Code", "", true},
    {true, "Code", "#NAME?", true},      {true, "Weight", "%s.0", false},
    {true, "Weight", "W", false},        {true, "Weight", " %s ", false},
    {true, "Weight", "%s月1日", true},   {true, "Weight", "%s.5", true},
    {true, "Weight", "3E+00", true},     {true, "Weight", "", true},
    {true, "No", "%s.0", false},         {true, "No", "W", false},
    {true, "No", "%s.", false},          {true, "No", "第%s", true},
    {true, "No", "1E+02", true},         {true, "Severity", " %s ", false},
    {true, "Severity", "中", true},      {true, "Severity", "", true},
    {true, "Frequency", "1", true},      {true, "Method", "%s、", false},
    {true, "Method", "1/2", true},       {true, "Source", "TRUE", true},
    {true, "Section", "", true},         {true, "Section", "%s ", false},
    {true, "Look", "%s\n", false},       {true, "Look", "\u3000%s\n ", false},
    {true, "Look", "#REF!", true},       {true, "Question", "#VALUE!", true},
    {true, "Why", "########", true},     {true, "Question", "", true},
    {true, "Title", "%s%s%s%s", true},   {true, "Question", "%s\u202E", true},
    {true, "Measure", "%s\x1b[2J", true}, {true, "Sample", "W", false},
    {true, "Sample", "2026/3/1", true},  {true, "Value", "46349", true},
    {true, "When", "yes", true},         {true, "Retired", "2026.1", true},
    {true, "Retired", "46023", true},    {true, "Basis", "%s；", false},
    {true, "Basis", "5", true},          {true, "Post", "%s、", false},
    {false, "Code", "W", false},         {false, "Code", "L", false},
    {false, "Code", "1", true},          {false, "Code", "B1", true},
    {false, "Date", "W", false},         {false, "Date", "46349", true},
    {false, "Date", "42403.5", true},    {false, "Date", "5-Jan-26", true},
    {false, "Date", "1/5/2026", true},   {false, "Date", "2026-02-30", true},
    {false, "Force", "TRUE", true},      {false, "Force", " %s", false},
    {false, "Title", "", true},          {false, "Issuer", "#N/A", true},
};

static const char *way_cell(struct sheet *s, unsigned *seed, struct want *w)
{
	size_t i;

	do
		i = sheet_random(seed) % ARRAY_LEN(cells);
	while (cells[i].items != !s->bases);
	size_t c = column(s, cells[i].field), r;
	bool any = false;
	for (size_t k = 1; k < s->rows; k++)
		any |= *sheet_get(s, k, c) != '\0';
	r = any ? some_row(s, c, seed) : 1;
	bool whole = strchr(cells[i].rule, '%') || strlen(cells[i].rule) < 2;
	if (!any && whole && !cells[i].refused)
		return "nothing to rewrite";
	rewrite(s, r, c, cells[i].rule);
	if (cells[i].refused)
		refuse(w, r, c);
	return cells[i].rule;
}

/* Every day of the register written as a program of another country does. */
static const char *way_days(struct sheet *s, unsigned *seed, struct want *w)
{
	static const char *const rules[] = {"%d/%d/%d", "%d.%d.%d", "%d年%d月%d日", "%04d%02d%02d", "%d-%d-%d"};
	unsigned rule = sheet_random(seed) % ARRAY_LEN(rules), days = 0;

	(void)w;
	if (!s->bases)
		return "no days";
	for (size_t r = 1, c = column(s, "Date"); r < s->rows; r++) {
		int year, month, day;
		char text[40];
		if (sscanf(csv_unguard(sheet_get(s, r, c)), "%4d-%2d-%2d", &year, &month, &day) != 3)
			continue;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		snprintf(text, sizeof text, rules[rule], year, month, day);
#pragma GCC diagnostic pop
		sheet_set(s, r, c, text);
		days++;
	}
	assert_true(days > 5);
	return rules[rule];
}

/* Cells merged downwards: only the first of them keeps its text. */
static const char *way_merged(struct sheet *s, unsigned *seed, struct want *w)
{
	size_t c = column(s, !s->bases ? "Section" : "Issuer"), r = 2 + sheet_random(seed) % (s->rows - 3);

	sheet_set(s, r, c, "");
	sheet_set(s, r + 1, c, "");
	refuse(w, r, c);
	return "merged";
}

/* Characters that an encoding lacks, saved as "?". */
static const char *way_lost(struct sheet *s, unsigned *seed, struct want *w)
{
	size_t c = column(s, !s->bases ? "Question" : "Title"), r = some_row(s, c, seed);
	AUTO(str_done) struct str out = {0};
	const char *was = sheet_get(s, r, c);
	size_t at = strlen(was) / 2;

	while (at && ((unsigned char)was[at] & 0xC0) != 0xC0)
		at--; /* a Hanzi */
	str_add_n(&out, was, at);
	str_addf(&out, "?%s", was + at + 3);
	sheet_set(s, r, c, str_text(&out));
	refuse(w, r, c);
	return "lost characters";
}

static const char *way_twice(struct sheet *s, unsigned *seed, struct want *w)
{
	size_t from = 1 + sheet_random(seed) % (s->rows - 1);

	for (size_t c = 0; c < s->columns; c++)
		sheet_set(s, s->rows, c, sheet_get(s, from, c));
	refuse(w, s->rows++, column(s, "Code"));
	return "a row twice";
}

/* Trailing cells that are empty are not written; those that are not lose what they said, which is told. */
static const char *way_short(struct sheet *s, unsigned *seed, struct want *w)
{
	size_t r = 1 + sheet_random(seed) % (s->rows - 1), last = s->columns;

	for (size_t i = 1; i < s->rows; i++)
		for (size_t c = s->columns; c && !*sheet_get(s, i, c - 1); c--)
			s->cut[i]++;
	while (last && !*sheet_get(s, r, last - 1))
		last--;
	if (!!s->bases || sheet_random(seed) % 2)
		return "empty cells at the end lost";
	s->cut[r] = s->columns - last + 1;
	str_addf(&w->said, "reworded %s Seed; ", code_of(s, r));
	return "the last cell lost";
}

/* Whole columns at the end are gone, or one in the middle. */
static const char *way_columns(struct sheet *s, unsigned *seed, struct want *w)
{
	size_t code = column(s, "Code"), gone = sheet_random(seed) % (s->columns - code - 1);

	(void)w;
	for (size_t i = 0; i < gone; i++)
		for (size_t r = 0; r < s->rows; r++)
			sheet_set(s, r, s->columns - 1 - i, "");
	if (gone < s->columns - code - 2)
		for (size_t r = 0; r < s->rows; r++)
			sheet_set(s, r, code + 1, "");
	return "columns gone";
}

/* Only the heading of a column is gone. */
static const char *way_heading(struct sheet *s, unsigned *seed, struct want *w)
{
	size_t c = column(s, !s->bases ? "Measure" : "Issuer");

	(void)seed;
	sheet_set(s, 0, c, "");
	refuse(w, 1, c);
	return "a heading gone";
}

static const char *way_beside(struct sheet *s, unsigned *seed, struct want *w)
{
	size_t r = 1 + sheet_random(seed) % (s->rows - 1);

	sheet_set(s, r, s->columns + sheet_random(seed) % 3, "合计");
	for (size_t c = 0; c < SHEET_COLUMNS; c++)
		if (str_eq(sheet_get(s, r, c), "合计"))
			refuse(w, r, c);
	s->columns += 3;
	return "something beside the table";
}

static const char *way_own_column(struct sheet *s, unsigned *seed, struct want *w)
{
	(void)w;
	sheet_set(s, 0, s->columns, "我的记号");
	sheet_set(s, 1 + sheet_random(seed) % (s->rows - 1), s->columns++, "√");
	return "a column of one's own";
}

/* The text of a person: told as that and nothing else. */
static const char *way_edit(struct sheet *s, unsigned *seed, struct want *w)
{
	size_t c = column(s, !s->bases ? "Why" : "Title"), r = some_row(s, c, seed);

	sheet_set(s, r, c, !s->bases ? "改过的，“带引号”\n和第二行" : "《改过名的办法》");
	str_addf(&w->said, !s->bases ? "reworded %s Why; " : "basis_changed %s Title; ", code_of(s, r));
	return "an edit";
}

static const char *way_cleared(struct sheet *s, unsigned *seed, struct want *w)
{
	size_t c = column(s, "Seed"), r = some_row(s, c, seed);

	sheet_set(s, r, c, "");
	str_addf(&w->said, !s->bases ? "reworded %s Seed; " : "basis_changed %s Seed; ", code_of(s, r));
	return "a cell cleared";
}

static const char *way_sorted(struct sheet *s, unsigned *seed, struct want *w)
{
	(void)w;
	for (size_t i = s->rows - 1; i > 1; i--)
		sheet_swap_rows(s, i, 1 + sheet_random(seed) % i);
	return "sorted by something";
}

static const char *way_missing_rows(struct sheet *s, unsigned *seed, struct want *w)
{
	(void)w;
	for (size_t n = 1 + sheet_random(seed) % 20; n; n--)
		for (size_t c = 0, k = 1 + sheet_random(seed) % (s->rows - 1); c < SHEET_COLUMNS; c++)
			sheet_set(s, k, c, "");
	return "rows emptied";
}

typedef const char *way(struct sheet *s, unsigned *seed, struct want *w);
static way *const ways[] = {way_cell, way_cell, way_cell, way_cell, way_days, way_merged, way_lost, way_twice, way_short, way_columns,
			    way_heading, way_beside, way_own_column, way_edit, way_cleared, way_sorted, way_missing_rows};

/* ---- judging --------------------------------------------------------------------- */

static void note(const struct rec_problem *p, void *ctx)
{
	if (!p->warning)
		str_addf(ctx, "%u:%u: %s\n", p->line, p->column, p->text);
}

static void one_round(const struct library *base, unsigned *seed, unsigned round)
{
	static const struct table_options plain = {NULL, false};
	AUTO(sheet_done) struct sheet s = {.bases = round % 3 == 2};
	AUTO(str_done) struct str bytes = {0}, said = {0}, place = {0};
	AUTO(library_done) struct library out = {0};
	struct want want = {0};
	struct err e = {0};

	msg_use(sheet_random(seed) % 2 ? MSG_ZH : MSG_EN);
	sheet_open(&s, base);
	const char *how = ways[round % ARRAY_LEN(ways)](&s, seed, &want);
	sheet_save(&s, seed, &bytes);
	int rc = library_table_read(base, "t.csv", str_text(&bytes), bytes.n, &plain, &out, note, &said, &e);
	if (!rc)
		library_diff(base, &out, told_change, &said);
	str_addf(&place, "%zu:%zu: ", want.r + 1, want.c + 1);
	if (rc != (want.refused ? -1 : 0) ||
	    (rc ? !str_starts(str_text(&said), str_text(&place)) : strcmp(str_text(&said), str_text(&want.said)) != 0))
		fail_msg("round %u, %s, %s: %d, %s\nwanted %s%s\ncell %s", round, !s.bases ? "items" : "bases", how, rc,
			 str_text(&said), want.refused ? str_text(&place) : "", str_text(&want.said),
			 want.refused ? sheet_get(&s, want.r, want.c) : "");
	str_done(&want.said);
}

static void test_what_spreadsheets_do(void **state)
{
	AUTO(library_done) struct library all = {0}, base = {0};
	AUTO(str_done) struct str bases = {0};
	struct err e = {0};
	unsigned seed = 49;

	(void)state;
	msg_use(MSG_EN);
	assert_int_equal(library_load_builtin(&all, &e), 0);
	static const char *const lines[] = {"credit", "security"};
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		const struct line *line = library_line(&all, lines[i]);
		assert_int_equal(library_add(&base, line->file, line->text, line->text_n, NULL, NULL, &e), 0);
	}
	bases_write(&all, &bases);
	assert_int_equal(library_add(&base, "basis.rec", str_text(&bases), bases.n, NULL, NULL, &e), 0);
	for (unsigned round = 0; round < ROUNDS; round++)
		one_round(&base, &seed, round);
	msg_use(MSG_EN);
}

/* Each shipped line and the register, there and back in each encoding and language: nothing is lost. */
static void test_each_line_there_and_back(void **state)
{
	static const enum encode_kind kinds[] = {ENCODE_UTF8_BOM, ENCODE_GB18030};
	static const struct table_options plain = {NULL, false};
	AUTO(library_done) struct library base = {0};
	struct err e = {0};

	(void)state;
	assert_int_equal(library_load_builtin(&base, &e), 0);
	for (size_t i = 0; i < 4 * (base.n + 1); i++) {
		const struct line *line = i / 4 < base.n ? &base.v[i / 4] : NULL;
		AUTO(str_done) struct str bytes = {0}, said = {0}, before = {0}, after = {0};
		AUTO(encode_lost_done) struct encode_lost lost = {0};
		AUTO(library_done) struct library out = {0};
		msg_use(i % 2 ? MSG_ZH : MSG_EN);
		assert_int_equal(line ? library_table_write(&base, line, kinds[i / 2 % 2], &bytes, &lost, &e)
				      : bases_table_write(&base, kinds[i / 2 % 2], &bytes, &lost, &e),
				 0);
		assert_int_equal(lost.n, 0);
		if (library_table_read(&base, "t.csv", str_text(&bytes), bytes.n, &plain, &out, note, &said, &e) ||
		    library_diff(&base, &out, told_change, &said))
			fail_msg("%s: %s", line ? line->id : "bases", str_text(&said));
		if (line) {
			line_write(line, &before);
			line_write(library_line(&out, line->id), &after);
		} else {
			bases_write(&base, &before);
			bases_write(&out, &after);
		}
		assert_string_equal(str_text(&before), str_text(&after));
	}
	msg_use(MSG_EN);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_what_spreadsheets_do),
	cmocka_unit_test(test_each_line_there_and_back),
};
TEST_MAIN(tests)
