/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/msg.h"
#include "domain/library_cell.h"
#include "tests/unit/sheet.h"
#include "tests/unit/told.h"

static void note(const struct rec_problem *p, void *ctx)
{
	str_addf(ctx, "%s:%u:%u: %s%s\n", p->file, p->line, p->column, p->warning ? "warning: " : "",
		 p->text);
}

/* ---- cells ----------------------------------------------------------------- */

static const struct library_field *field(const char *name)
{
	const struct library_field *f = item_field(name);
	assert_non_null(f);
	return f;
}

static void test_cells(void **state)
{
	static const struct {
		const char *field, *cell, *text; /* text NULL: refused */
	} rows[] = {
	    {"Code", "CR-0203", "CR-0203"},
	    {"Code", " ｃｒ－０２０３　", "CR-0203"},
	    {"Code", "CR—0203", "CR-0203"},
	    {"Code", "CR-203", NULL},
	    {"Code", "2.3E+07", NULL},
	    {"Code", "203", NULL},
	    {"Code", "b03", "B03"},
	    {"Severity", "较大", "serious"},
	    {"Severity", "serious", "serious"},
	    {"Severity", "重大", NULL},
	    {"Severity", "高", NULL},
	    {"TwoPerson", "是", "yes"},
	    {"TwoPerson", "否", ""},
	    {"TwoPerson", "√", NULL},
	    {"Evidence", "不要求", ""},
	    {"Method", "查阅、访谈", "examine interview"},
	    {"Method", "examine interview", "examine interview"},
	    {"Method", "examine papers, interview", "examine interview"},
	    {"Method", "查阅，盘点/观察", "examine count observe"},
	    {"Method", "查阅、翻看", NULL},
	    {"Method", "examine look", NULL},
	    {"Post", "网点主任、柜员", "网点主任\n柜员"},
	    {"Post", "网点主任；柜员\n", "网点主任\n柜员"},
	    {"Post", "守押/值班", "守押/值班"},
	    {"Basis", "B03；B04 第5条，第6条", "B03\nB04 第5条，第6条"},
	    {"Basis", "B03\nB04", "B03\nB04"},
	    {"Weight", "5", "5"},
	    {"Weight", "5.0", "5"},
	    {"Weight", "５", "5"},
	    {"Weight", "4.5", NULL},
	    {"Weight", "五", NULL},
	    {"Value", "开卡数 张 <= 3", "开卡数 张 <= 3"},
	    {"Value", "开卡数 张≤3", "开卡数 张 <= 3"},
	    {"Value", "（旧）Ａ=B 张＜＝３", "（旧）Ａ=B 张 <= 3"},
	    {"Value", "开卡数 3", NULL},
	    {"Value", "A=B 张 > 3", "A=B 张 > 3"},
	    {"Sample", "3户", "3 户"},
	    {"Sample", "３ 户（新）", "3 户（新）"},
	    {"Sample", "3 户", "3 户"},
	    {"When", "有金库 = 是 且 CR-0101 = 不符合", "vault = yes and CR-0101 = issue"},
	    {"When", "vault = yes and atm=no", "vault = yes and atm = no"},
	    {"When", "a vault = yes and cr-0101＝issue", "vault = yes and CR-0101 = issue"},
	    {"When", "有车库 = 是", NULL},
	    {"When", "有金库", NULL},
	    {"When", "CR-0101 = 是", NULL},
	    {"After", "CR-0101、cr-0102 CR-0103", "CR-0101 CR-0102 CR-0103"},
	    {"After", "CR-0101 102", NULL},
	    {"Retired", "2026.10版", "2026.10"},
	    {"Retired", "edition 2026.10", "2026.10"},
	    {"Retired", "2026.1", NULL},
	    {"Question", "#REF!", NULL},
	    {"Question", "########", NULL},
	    {"Question", " 甲？\u00A0\n", "甲？"},
	    {"Look", "甲 \n乙\u3000", "甲\n乙"},
	    {"Frequency", "每半年", "halfyear"},
	    {"Source", "假票风险", "fake-bill"},
	    {"Seed", "", ""},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		AUTO(str_done) struct str out = {0}, why = {0};
		int rc = cell_take(field(rows[i].field), rows[i].cell, false, &out, &why);
		if (rc != (rows[i].text ? 0 : -1) || (rows[i].text && strcmp(str_text(&out), rows[i].text)) ||
		    (rc != 0) != (why.n != 0))
			fail_msg("%s %s: %d %s %s", rows[i].field, rows[i].cell, rc, str_text(&out),
				 str_text(&why));
	}
}

static void test_dates(void **state)
{
	static const struct {
		const char *cell, *text;
	} rows[] = {
	    {"2026-11-23", "2026-11-23"},
	    {"2026/11/23", "2026-11-23"},
	    {"2026.11.23", "2026-11-23"},
	    {"2026年11月23日", "2026-11-23"},
	    {"20261123", "2026-11-23"},
	    {"2026/1/3", "2026-01-03"},
	    {"2026年1月3日", "2026-01-03"},
	    {"２０２６/1/3", "2026-01-03"},
	    {"46349", NULL},
	    {"2026/1", NULL},
	    {"1/3/2026", NULL},
	    {"2026-1/3", NULL},
	    {"2026-11-23 0:00", NULL},
	    {"去年", NULL},
	};
	size_t n;
	const struct library_field *date = basis_fields(&n) + 4;

	assert_string_equal(date->name, "Date");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		AUTO(str_done) struct str out = {0}, why = {0};
		int rc = cell_take(date, rows[i].cell, false, &out, &why);
		if (rc != (rows[i].text ? 0 : -1) || (rows[i].text && strcmp(str_text(&out), rows[i].text)))
			fail_msg("%s: %d %s", rows[i].cell, rc, str_text(&out));
	}
}

/* What a cell shows in one language is taken in both. */
static void test_shows(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(str_done) struct str text = {0}, cell = {0}, again = {0}, why = {0};
	struct err e = {0};
	size_t n;
	const struct library_field *fields = item_fields(&n);

	assert_int_equal(library_load_builtin(&lib, &e), 0);
	for (size_t l = 0; l < lib.n; l++)
		for (size_t i = 0; i < lib.v[l].n; i++)
			for (size_t f = 0; f < 2 * n; f++) {
				item_field_text(&lib.v[l].v[i], &fields[f / 2], &text);
				msg_use(f % 2 ? MSG_ZH : MSG_EN);
				cell_show(&fields[f / 2], str_text(&text), &cell);
				msg_use(f % 2 ? MSG_EN : MSG_ZH);
				if (cell_take(&fields[f / 2], str_text(&cell), false, &again, &why) ||
				    strcmp(str_text(&again), str_text(&text)))
					fail_msg("%s: %s became %s %s", fields[f / 2].name, str_text(&text),
						 str_text(&again), str_text(&why));
			}
	msg_use(MSG_ZH);
	cell_show(field("When"), "vault = yes and CR-0101 = issue", &cell);
	assert_string_equal(str_text(&cell), "有金库 = 是 且 CR-0101 = 不符合");
	cell_show(field("Retired"), "2026.10", &cell);
	assert_string_equal(str_text(&cell), "2026.10版");
	msg_use(MSG_EN);
}

static void test_lost(void **state)
{
	assert_true(cell_lost("甲乙丙", "甲?丙"));
	assert_true(cell_lost("甲\U00020000丙", "甲??丙"));
	assert_false(cell_lost("甲乙丙", "甲丁丙"));
	assert_false(cell_lost("甲乙丙", "甲乙丙"));
	assert_false(cell_lost("甲乙丙", "甲?"));
	assert_false(cell_lost("甲a", "甲?"));
}

/* ---- tables ---------------------------------------------------------------- */

/* A line with what spreadsheets like to change, and one of the shipped ones. */
static void load(struct library *lib)
{
	static const char odd[] =
	    "%rec: Line\n\nId: odd\nCode: XX\nName: 怪样\nEdition: 2026.1\n\n%rec: Item\n\n"
	    "Code: XX-0101\nTitle: 3-1\nSection: =甲\nQuestion: 是否“相符”, \"对\"？\nLook: =SUM(A1)\n+ - "
	    "第二行\nMethod: test\nWhy: '=1+1\n"
	    "Source: other\nPost: 0012\nPost: 乙\nBasis: B01 第1条，第2条\nMeasure: 1E5\nSeverity: "
	    "slight\nWeight: 1\nFrequency: daily\nSeed: TRUE\n\n"
	    "Code: XX-0102\nTitle: 㐀𠀀\nSection: 2026/1/2\nQuestion: ＝乙\\ \nLook: @x\nMethod: test "
	    "video\nWhy: '\nSource: other\nPost: 甲\n"
	    "Measure: 10%\nSeverity: slight\nWeight: 1\nFrequency: daily\nRetired: 2026.10\n\n"
	    "Code: XX-0103\nTitle: 逗号\nSection: 末\nQuestion: 一，二；三、四/五？\nLook: a,b;c\nMethod: "
	    "test\nWhy: x\nSource: other\nPost: 甲\n"
	    "Value: 税率=% %% % <= 2.5\nMeasure: y\nSeverity: slight\nWeight: 1\nFrequency: daily\nSample: 3 "
	    "户\nWhen: XX-0101 = issue and vault = yes\n"
	    "After: XX-0101 XX-0102\nTwoPerson: yes\nEvidence: always\n\n"
	    "%rec: Basis\n\nCode: B01\nTitle: =《一》\nIssuer: 省\nNumber: 2016-24\nDate: 2016-02-03\nForce: "
	    "yes\nNote: 一\n+ 二\n\n"
	    "Code: B02\nTitle: 二\nIssuer: 省\nForce: unknown\n";
	AUTO(library_done) struct library all = {0};
	AUTO(str_done) struct str said = {0};
	struct err e = {0};

	assert_int_equal(library_load_builtin(&all, &e), 0);
	const struct line *line = library_line(&all, "security");
	assert_non_null(line);
	assert_int_equal(library_add(lib, "security.rec", line->text, line->text_n, NULL, NULL, &e), 0);
	if (library_add(lib, "odd.rec", odd, strlen(odd), note, &said, &e))
		fail_msg("%s", str_text(&said));
}

/* Reads a table; the problems, or the differences, go to said. */
static int import(const struct library *base, const struct str *bytes, const struct table_options *options,
		  struct str *said)
{
	AUTO(library_done) struct library out = {0};
	AUTO(str_done) struct str problems = {0};
	struct err e = {0};

	str_clear(said);
	int rc =
	    library_table_read(base, "t.csv", str_text(bytes), bytes->n, options, &out, note, &problems, &e);
	if (rc) {
		assert_int_equal(e.code, ERR_INPUT);
		assert_int_equal(out.n, 0);
		str_add(said, str_text(&problems));
		return rc;
	}
	library_diff(base, &out, told_change, said);
	for (size_t i = 0; i < out.n; i++) {
		AUTO(str_done) struct str text = {0};
		line_write(&out.v[i], &text);
		const struct line *was = library_line(base, out.v[i].id);
		if (strcmp(was->text, out.v[i].text))
			assert_string_equal(str_text(&text), out.v[i].text); /* what is written is normal */
	}
	return 0;
}

static const struct table_options plain = {NULL, false};

static void test_round_trip(void **state)
{
	static const enum encode_kind kinds[] = {ENCODE_UTF8, ENCODE_UTF8_BOM, ENCODE_GB18030, ENCODE_UTF16LE,
						 ENCODE_UTF16BE};
	AUTO(library_done) struct library base = {0};

	load(&base);
	for (size_t i = 0; i < 2 * ARRAY_LEN(kinds); i++) {
		AUTO(str_done) struct str bytes = {0}, said = {0};
		AUTO(encode_lost_done) struct encode_lost lost = {0};
		struct err e = {0};
		msg_use(i % 2 ? MSG_ZH : MSG_EN);
		assert_int_equal(library_table_write(&base, NULL, kinds[i / 2], &bytes, &lost, &e), 0);
		assert_int_equal(lost.n, 0);
		msg_use(i % 4 < 2 ? MSG_ZH : MSG_EN);
		if (import(&base, &bytes, &plain, &said) || said.n)
			fail_msg("items, %s: %s", encode_name(kinds[i / 2]), str_text(&said));
		assert_int_equal(bases_table_write(&base, kinds[i / 2], &bytes, &lost, &e), 0);
		if (import(&base, &bytes, &plain, &said) || said.n)
			fail_msg("bases, %s: %s\n%s", encode_name(kinds[i / 2]), str_text(&said),
				 str_text(&bytes));
	}
	msg_use(MSG_EN);
}

/* Everything that is shipped. */
static void test_round_trip_shipped(void **state)
{
	AUTO(library_done) struct library base = {0};
	AUTO(str_done) struct str bytes = {0}, said = {0};
	AUTO(encode_lost_done) struct encode_lost lost = {0};
	struct err e = {0};

	assert_int_equal(library_load_builtin(&base, &e), 0);
	msg_use(MSG_ZH);
	assert_int_equal(library_table_write(&base, NULL, ENCODE_GB18030, &bytes, &lost, &e), 0);
	if (import(&base, &bytes, &plain, &said) || said.n)
		fail_msg("%s", str_text(&said));
	assert_int_equal(bases_table_write(&base, ENCODE_UTF8_BOM, &bytes, &lost, &e), 0);
	if (import(&base, &bytes, &plain, &said) || said.n)
		fail_msg("%s", str_text(&said));
	msg_use(MSG_EN);
}

static void test_small_tables(void **state)
{
	static const struct {
		const char *text, *said; /* the differences, or the problems */
	} rows[] = {
	    {"Code,Weight\nXX-0101,3\n", "regraded XX-0101 Weight; "},
	    {"编号,权重\nXX-0101,3\nXX-0103,1\n", "regraded XX-0101 Weight; "},
	    {"我的表;;\n\n编号;权重\nXX-0101;3\n", "regraded XX-0101 Weight; "},
	    {"Code\nXX-0101\n", "t.csv:1:1: no row with headings"},
	    {"", "t.csv:1:1: no row with headings"},
	    {"Code,Weight\n", "t.csv:1:1: there is no row below the headings\n"},
	    {"Code,Weight\nXX-0104,3\n",
	     "t.csv:2:1: XX-0104 is new, and the table has no column “Short name”; add it\n"},
	    {"Code,Weight\nYY-0101,3\n", "t.csv:2:1: column A (Code): no line of the library has such codes"},
	    {"Code,Line,Weight\nXX-0101,安全保卫,3\n",
	     "t.csv:2:2: column B (Line): the code belongs to another line"},
	    {"Code,Weight\nXX-0101,3\nXX-0101,2\n",
	     "t.csv:3:1: column A (Code): XX-0101 stands in row 2 already"},
	    {"Code,Weight,Weight\nXX-0101,3,3\n",
	     "t.csv:1:3: column C (Weight): this heading stands here a second time"},
	    {"Code,Wieght\nXX-0101,3\n", "t.csv:1:1: no row with headings"},
	    {"Code,Weight,Frequenzy\nXX-0101,3,daily\n",
	     "t.csv:1:3: column C (Frequenzy): this heading is unknown; write “Frequency”"},
	    {"Code,Weight\nXX-0101,3,note\n", "t.csv:2:3: column C (): the column has no heading"},
	    {"Code,Weight\nXX-0101,6\n",
	     "t.csv:2:2: column B (Weight): Weight: “6”; write a number from 1 to 5\n"},
	    {"Code,Sample\nXX-0101,3\n", "t.csv:2:2: column B (Sample): Sample: “3”; write a number"},
	    {"Code,Look\nXX-0101,\"a\u202Eb\"\n", "t.csv:2:2: column B (Look): character 2: U+202E"},
	    {"Code,Weight\nXX-0101,\"3\n", "t.csv:1:1: line 2, column 9: the quote that opens here"},
	    {"Code,Weight\nB01,3\n", "t.csv:2:1: column A (Code): codes of items and of bases"},
	    {"No.,Code,Weight\nx,XX-0101,3\n", "t.csv:2:1: column A (No.): this is no number"},
	    {"No.,Code,Weight\n2,XX-0101,1\n1,XX-0102,1\n3,XX-0103,1\n", "moved XX-0102; "},
	    {"No.,Code,Weight\n3,XX-0103,1\n1,XX-0101,1\n2,XX-0102,1\n", ""},
	    {"Code,Retired in\nXX-0101,edition 2026.2\nXX-0102,\n",
	     "retired XX-0101 Retired; restored XX-0102 Retired; "},
	    {"Code,Force,Date\nB02,现行有效,2020年3月1日\n", "basis_changed B02 Date Force; "},
	    {"Code,Title,Issuer,Force\nB09,新,省,yes\n", "basis_added B09; "},
	    {"Code,Title,Issuer\nB09,新,省\n",
	     "t.csv:2:1: B09 is new, and the table has no column “Force”; add it\n"},
	    {"Code,Force,Date\nB02,yes,2020-02-30\n",
	     "t.csv:2:3: column C (Date): Date: “2020-02-30” is no day"},
	};
	AUTO(library_done) struct library base = {0};

	load(&base);
	msg_use(MSG_EN);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		AUTO(str_done) struct str bytes = {0}, said = {0};
		str_add(&bytes, rows[i].text);
		import(&base, &bytes, &plain, &said);
		if (!str_starts(str_text(&said), rows[i].said) || (!*rows[i].said && said.n))
			fail_msg("%s\ngave %s\nwanted %s", rows[i].text, str_text(&said), rows[i].said);
	}
}

static void test_options(void **state)
{
	AUTO(library_done) struct library base = {0};
	AUTO(str_done) struct str bytes = {0}, said = {0};
	struct table_options options = {"2026.2", true};

	load(&base);
	str_add(&bytes, "Code,Weight\nXX-0103,1\n");
	assert_int_equal(import(&base, &bytes, &options, &said), 0);
	assert_string_equal(str_text(&said), "line_changed odd; retired XX-0101 Retired; ");
	options.retire_absent = false;
	assert_int_equal(import(&base, &bytes, &options, &said), 0);
	assert_string_equal(str_text(&said), "");
}

/* ---- what spreadsheets do -------------------------------------------------- */

static size_t column(const struct sheet *s, size_t heading, const char *zh, const char *en)
{
	for (size_t c = 0; c < s->columns; c++)
		if (s->v[heading][c] && (str_eq(s->v[heading][c], zh) || str_eq(s->v[heading][c], en)))
			return c;
	fail_msg("no column %s", en);
	return 0;
}

static void swap_columns(struct sheet *s, size_t a, size_t b)
{
	for (size_t r = 0; r < s->rows; r++) {
		char *kept = s->v[r][a];
		s->v[r][a] = s->v[r][b];
		s->v[r][b] = kept;
	}
}

static void add_text(struct sheet *s, size_t r, size_t c, const char *text)
{
	AUTO(str_done) struct str t = {0};
	str_addf(&t, "%s%s", sheet_get(s, r, c), text);
	sheet_set(s, r, c, str_text(&t));
}

/* What must not matter. Gives the row of the headings. */
static size_t do_no_harm(struct sheet *s, unsigned *seed)
{
	size_t heading = 0;

	for (unsigned i = sheet_random(seed) % 8; i; i--)
		swap_columns(s, sheet_random(seed) % s->columns, sheet_random(seed) % s->columns);
	if (sheet_random(seed) % 3 == 0)
		for (size_t i = s->rows - 1; i > 1; i--)
			sheet_swap_rows(s, i, 1 + sheet_random(seed) % i);
	if (sheet_random(seed) % 4 == 0)
		for (unsigned i = sheet_random(seed) % 10; i; i--) { /* rows go; the library keeps their items */
			sheet_swap_rows(s, 1 + sheet_random(seed) % (s->rows - 1), s->rows - 1);
			s->rows--;
		}
	if (sheet_random(seed) % 3 == 0) {
		sheet_set(s, 0, s->columns, "我的记号");
		sheet_set(s, 1 + sheet_random(seed) % (s->rows - 1), s->columns++, "√");
	}
	if (sheet_random(seed) % 3 == 0)
		s->columns++; /* an empty one */
	for (unsigned i = sheet_random(seed) % 6; i; i--)
		add_text(s, sheet_random(seed) % s->rows, sheet_random(seed) % s->columns,
			 sheet_random(seed) % 2 ? "  " : "\u00A0\u3000");
	if (sheet_random(seed) % 4 == 0) {
		s->rows++;
		for (size_t i = s->rows - 1; i; i--)
			sheet_swap_rows(s, i, i - 1);
		for (size_t c = 0; c < SHEET_COLUMNS; c++)
			sheet_set(s, 0, c, c ? "" : "风险点库（征求意见）");
		heading = 1;
	}
	return heading;
}

/* Every "X" that was added as a blank may hide a heading: find columns by what they begin with. */
static size_t find(const struct sheet *s, size_t heading, const char *zh, const char *en)
{
	for (size_t c = 0; c < s->columns; c++)
		if (s->v[heading][c] &&
		    (str_starts(s->v[heading][c], zh) || str_starts(s->v[heading][c], en)))
			return c;
	return column(s, heading, zh, en);
}

/* A row that carries an item whose code is not one of the odd line's. */
static size_t some_row(const struct sheet *s, size_t heading, unsigned *seed)
{
	return heading + 1 + sheet_random(seed) % (s->rows - heading - 1);
}

/* One kind of damage in a cell; what it wants refused is at (*r, *c). */
static void do_damage(struct sheet *s, size_t heading, unsigned *seed, size_t *r, size_t *c)
{
	static const struct {
		const char *zh, *en, *text;
	} rows[] = {
	    {"环节", "Section", ""},
	    {"检查要点", "Question", ""},
	    {"编号", "Code", "2.3E+07"},
	    {"编号", "Code", ""},
	    {"编号", "Code", "CR-12"},
	    {"怎么查", "How to check", "#REF!"},
	    {"风险等级", "Severity", "高"},
	    {"风险等级", "Severity", "重大"},
	    {"权重", "Weight", "6"},
	    {"权重", "Weight", "4.5"},
	    {"权重", "Weight", "1月5日"},
	    {"停用版次", "Retired in", "2026.1"},
	    {"抽样", "Sample", "2026/3/1"},
	    {"数值与限值", "Value and limit", "46349"},
	    {"须先做", "Done after", "1.01E+03"},
	    {"双人", "Two people", "#N/A"},
	    {"频率", "Frequency", "0.5"},
	    {"检查方法", "Method", "翻翻看"},
	    {"提问条件", "Asked when", "有金库"},
	    {"岗位", "Posts", "#####"},
	    {"简称", "Short name", "这个简称比十个字还要长得多"},
	};
	unsigned kind = sheet_random(seed) % (ARRAY_LEN(rows) + 4);

	*r = some_row(s, heading, seed);
	if (kind < ARRAY_LEN(rows)) {
		*c = find(s, heading, rows[kind].zh, rows[kind].en);
		sheet_set(s, *r, *c, rows[kind].text);
	} else if (kind == ARRAY_LEN(rows)) { /* a heading loses its last character */
		*r = heading;
		*c = find(s, heading, "检查依据", "Bases");
		sheet_set(s, *r, *c, str_starts(s->v[*r][*c], "检") ? "检查依" : "Base");
	} else if (kind == ARRAY_LEN(rows) + 1) { /* saved where a character is lacking */
		*c = find(s, heading, "怎么查", "How to check");
		AUTO(str_done) struct str t = {0};
		for (const char *p = s->v[*r][*c]; *p; p++)
			if ((unsigned char)*p < 0x80)
				str_add_char(&t, *p);
			else if (((unsigned char)*p & 0xC0) != 0x80)
				str_add(&t, "?");
		if (str_eq(str_text(&t), s->v[*r][*c]))
			str_add(&t, "\u202E"); /* it had nothing to lose */
		sheet_set(s, *r, *c, str_text(&t));
	} else if (kind == ARRAY_LEN(rows) + 2) { /* a row twice */
		size_t from = *r;
		*r = s->rows++;
		*c = find(s, heading, "编号", "Code");
		for (size_t i = 0; i < SHEET_COLUMNS; i++)
			sheet_set(s, *r, i, sheet_get(s, from, i));
	} else { /* something beside the table */
		*c = s->columns++;
		for (size_t i = 0; i < s->rows; i++)
			sheet_set(s, i, *c, "");
		sheet_set(s, *r, *c, "合计");
	}
}

/* A wanted change; what library_diff must say of it. */
static void do_edit(struct sheet *s, size_t heading, unsigned *seed, struct str *wanted)
{
	static const struct {
		const char *zh, *en, *text, *said;
	} rows[] = {
	    {"检查要点", "Question", "新的要点是否写明？", "reworded %s Question; "},
	    {"防范措施", "Measure", "新\n措施", "reworded %s Measure; "},
	    {"风险等级", "Severity", "轻微", "regraded %s Severity; "},
	    {"权重", "Weight", "2.0", "regraded %s Weight; "},
	    {"环节", "Section", "新环节", "moved %s Section; "},
	    {"停用版次", "Retired in", "2026.2版", "retired %s Retired; "},
	    {"岗位", "Posts", "新岗、柜员", "reworded %s Post; "},
	    {"检查依据", "Bases", "B02；B01 第9条", "reworded %s Basis; "},
	    {"抽样", "Sample", "99户", "reworded %s Sample; "},
	};
	unsigned kind = sheet_random(seed) % ARRAY_LEN(rows);
	size_t code = find(s, heading, "编号", "Code"), c = find(s, heading, rows[kind].zh, rows[kind].en), r;
	AUTO(str_done) struct str name = {0};

	do
		r = some_row(s, heading, seed);
	while (str_starts(s->v[r][code], "XX") || str_starts(s->v[r][c], rows[kind].text) ||
	       (kind == 3 && str_starts(s->v[r][c], "2")));
	cell_trim(s->v[r][code], &name);
	sheet_set(s, r, c, rows[kind].text);
	const char *percent = strstr(rows[kind].said, "%s");
	str_add_n(wanted, rows[kind].said, (size_t)(percent - rows[kind].said));
	str_addf(wanted, "%s%s", str_text(&name), percent + 2);
}

/* A round of random edits: nothing, a wanted change, or damage that is refused where it is. */
static void one_round(const struct library *base, unsigned *seed, unsigned round)
{
	AUTO(sheet_done) struct sheet s = {.rows = 0};
	AUTO(str_done) struct str bytes = {0}, said = {0}, wanted = {0};
	size_t r = 0, c = 0;

	msg_use(sheet_random(seed) % 2 ? MSG_ZH : MSG_EN);
	sheet_open(&s, base);
	size_t heading = do_no_harm(&s, seed);
	if (round % 3 == 1)
		do_edit(&s, heading, seed, &wanted);
	if (round % 3 == 2)
		do_damage(&s, heading, seed, &r, &c);
	sheet_save(&s, seed, &bytes);
	int rc = import(base, &bytes, &plain, &said);
	if (round % 3 == 2)
		str_addf(&wanted, "t.csv:%zu:%zu: ", r + 1, c + 1);
	if (rc != (round % 3 == 2 ? -1 : 0) ||
	    (rc ? !strstr(str_text(&said), str_text(&wanted)) : strcmp(str_text(&said), str_text(&wanted))))
		fail_msg("round %u: %d, %s\nwanted %s\ncell %s", round, rc, str_text(&said),
			 str_text(&wanted), rc ? s.v[r][c] : "");
}

static void test_random_edits(void **state)
{
	AUTO(library_done) struct library base = {0};
	unsigned seed = 2026;

	load(&base);
	for (unsigned round = 0; round < 600; round++) /* a third of each kind */
		one_round(&base, &seed, round);
	msg_use(MSG_EN);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_cells),        cmocka_unit_test(test_dates),
    cmocka_unit_test(test_shows),        cmocka_unit_test(test_lost),
    cmocka_unit_test(test_round_trip),   cmocka_unit_test(test_round_trip_shipped),
    cmocka_unit_test(test_small_tables), cmocka_unit_test(test_options),
    cmocka_unit_test(test_random_edits),
};
TEST_MAIN(tests)
