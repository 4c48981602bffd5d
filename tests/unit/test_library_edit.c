/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test.h"

#include "base/file.h"
#include "base/msg.h"
#include "domain/library_edit.h"
#include "tests/unit/told.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void note(const struct rec_problem *p, void *ctx)
{
	str_addf(ctx, "%s:%u:%u: %s\n", p->file, p->line, p->column, p->text);
}

static void add(struct library *lib, const char *text)
{
	AUTO(str_done) struct str said = {0};
	struct err e = {0};

	msg_use(MSG_EN);
	if (library_add(lib, "t.rec", text, strlen(text), note, &said, &e))
		fail_msg("%s\n%s", str_text(&said), text);
}

/* Writes a line, reads it again: nothing differs, and writing that gives the same text. */
static void round_trip(const struct library *lib, const struct line *line)
{
	AUTO(str_done) struct str text = {0}, again = {0}, said = {0};
	AUTO(library_done) struct library read = {0};
	struct library one = {.v = (struct line *)(uintptr_t)line, .n = 1};

	line_write(line, &text);
	add(&read, str_text(&text));
	if (library_diff(&one, &read, told_change, &said))
		fail_msg("%s\n%s", str_text(&said), str_text(&text));
	line_write(&read.v[0], &again);
	assert_string_equal(str_text(&text), str_text(&again));
}

static void test_writes_what_is_shipped(void **state)
{
	AUTO(library_done) struct library lib = {0}, bases = {0};
	AUTO(str_done) struct str text = {0}, again = {0};
	struct err e = {0};

	assert_int_equal(library_load_builtin(&lib, &e), 0);
	for (size_t i = 0; i < lib.n; i++)
		round_trip(&lib, &lib.v[i]);
	bases_write(&lib, &text);
	add(&bases, str_text(&text));
	assert_int_equal(bases.bases.n, lib.bases.n);
	bases_write(&bases, &again);
	assert_string_equal(str_text(&text), str_text(&again));
}

static void test_recfix_takes_what_is_written(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(str_done) struct str text = {0};
	struct err e = {0};
	char path[] = "/tmp/zicha-lib-XXXXXX", command[96];

	if (system("command -v recfix >/dev/null 2>&1"))
		skip();
	assert_int_equal(library_load_builtin(&lib, &e), 0);
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	snprintf(command, sizeof command, "LC_ALL=C.UTF-8 recfix --check %s", path);
	for (size_t i = 0; i <= lib.n; i++) {
		str_clear(&text);
		if (i < lib.n)
			line_write(&lib.v[i], &text);
		else
			bases_write(&lib, &text);
		assert_int_equal(file_write(path, str_text(&text), text.n, 0600, &e), 0);
		assert_int_equal(system(command), 0);
	}
	unlink(path);
}

/* What the descriptors tell recfix and what our rules say agree on these. */
static void test_agrees_with_recfix(void **state)
{
	static const struct {
		const char *from, *to;
		bool good;
	} rows[] = {
	    {"Weight: 3", "Weight: 5", true},
	    {"Weight: 3", "Weight: 3 ", true},
	    {"Severity: ordinary", "Severity: slight", true},
	    {"Method: examine", "Method: examine video", true},
	    {"Weight: 3", "Weight: 3\nTwoPerson: yes", true},
	    {"Weight: 3", "Weight: 3\nPost: 柜员", true},
	    {"Weight: 3", "Weight: 0", false},
	    {"Weight: 3", "Weight: 6", false},
	    {"Weight: 3", "Weight: three", false},
	    {"Weight: 3", "Weight: 3\nWeight: 3", false},
	    {"Weight: 3", "Weight: 3\nColour: red", false},
	    {"Weight: 3\n", "", false},
	    {"Severity: ordinary", "Severity: high", false},
	    {"Severity: ordinary", "Severity: major", false},
	    {"Method: examine", "Method: look", false},
	    {"Method: examine", "Method: examine, video", false},
	    {"Weight: 3", "Weight: 3\nTwoPerson: 是", false},
	    {"Code: CR-0102", "Code: CR-0101", false},
	    {"Code: CR-0102", "Code: CR-102", false},
	    {"Edition: 2026.1", "Edition: 2026", false},
	    {"Frequency: quarterly", "Frequency: hourly", false},
	};
	AUTO(library_done) struct library lib = {0};
	AUTO(str_done) struct str good = {0};
	struct err e = {0};
	char path[] = "/tmp/zicha-lib-XXXXXX", command[112];

	if (system("command -v recfix >/dev/null 2>&1"))
		skip();
	assert_int_equal(library_load_builtin(&lib, &e), 0);
	line_write(library_line(&lib, "credit"), &good);
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	snprintf(command, sizeof command, "LC_ALL=C.UTF-8 recfix --check %s >/dev/null 2>&1", path);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		AUTO(str_done) struct str text = {0};
		AUTO(library_done) struct library ours = {0};
		const char *at = strstr(str_text(&good), rows[i].from);
		assert_non_null(at);
		str_add_n(&text, str_text(&good), (size_t)(at - str_text(&good)));
		str_addf(&text, "%s%s", rows[i].to, at + strlen(rows[i].from));
		assert_int_equal(file_write(path, str_text(&text), text.n, 0600, &e), 0);
		bool recfix = !system(command);
		bool we = !library_add(&ours, "t.rec", str_text(&text), text.n, NULL, NULL, &e);
		if (recfix != rows[i].good || we != rows[i].good)
			fail_msg("%s: recfix %d, we %d, wanted %d (%s)", rows[i].to, recfix, we, rows[i].good,
				 e.text);
	}
	unlink(path);
}

static unsigned next(unsigned *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return *seed >> 16;
}

/* Values of any odd shape come back as they were. */
static void test_writes_odd_values(void **state)
{
	static const char *const bits[] = {"甲", "\\", "\n", " ", "+", "#", ":", "%", "a", "Code: x", "、"};
	unsigned seed = 3;

	for (int round = 0; round < 500; round++) {
		struct str v[4] = {{0}, {0}, {0}, {0}};
		AUTO(library_done) struct library lib = {0};
		AUTO(str_done) struct str text = {0};
		for (int i = 0; i < 4; i++) {
			str_add(&v[i], "甲");
			for (unsigned k = next(&seed) % 12; k; k--)
				str_add(&v[i], bits[next(&seed) % ARRAY_LEN(bits)]);
		}
		struct item item = {
		    .code = "CR-0101",
		    .title = "题",
		    .section = "节\\",
		    .question = "问？",
		    .look = str_text(&v[0]),
		    .method = "test video",
		    .why = str_text(&v[1]),
		    .measure = str_text(&v[2]),
		    .source = "other",
		    .posts = "甲\n乙\\",
		    .bases = "B01\nB02 \\",
		    .severity = SEVERITY_SLIGHT,
		    .weight = 2,
		    .value = {"名 字", "个", "<=", 2.5},
		    .two_person = true,
		    .evidence = EVIDENCE_ALWAYS,
		    .sample = "3 户",
		    .when = "vault = yes",
		    .after = "CR-0102 CR-0103",
		    .frequency = "once",
		    .seed = str_text(&v[3]),
		    .retired = "2026.10",
		};
		for (char *p = v[3].s; *p; p++)
			if (*p == '\n')
				*p = ' ';
		struct line line = {
		    .id = "credit", .code = "CR", .name = "信贷", .edition = "2026.1", .v = &item, .n = 1};
		AUTO(library_done) struct library once = {0};
		line_write(&line, &text);
		add(&once, str_text(&text));
		round_trip(&once, &once.v[0]);
		const struct item *got = &once.v[0].v[0];
		assert_string_equal(got->posts, item.posts);
		assert_string_equal(got->bases, item.bases);
		assert_string_equal(got->section, item.section);
		assert_true(got->two_person && got->value.limit == 2.5);
		for (int i = 0; i < 4; i++)
			str_done(&v[i]);
	}
}

#define HEAD "%rec: Line\n\nId: credit\nCode: CR\nName: 信贷\nEdition: 2026.1\n\n%rec: Item\n\n"

static void put(struct str *text, const char *code, const char *section, const char *question,
		const char *severity, const char *more)
{
	str_addf(
	    text,
	    "Code: %s\nTitle: 题\nSection: %s\nQuestion: %s\nLook: 看\nMethod: test\nWhy: 因\nSource: other\n"
	    "Post: 柜员\nMeasure: 防\nSeverity: %s\nWeight: 1\nFrequency: daily\n%s\n",
	    code, section, question, severity, more);
}

static void say_force(const struct change *c, void *ctx)
{
	AUTO(str_done) struct str before = {0}, after = {0};
	size_t n;
	const struct library_field *fields = basis_fields(&n);

	for (size_t i = 0; i < n && c->kind == CHANGE_BASIS_CHANGED; i++)
		if (str_eq(fields[i].name, "Force")) {
			change_field_text(c, &fields[i], false, &before);
			change_field_text(c, &fields[i], true, &after);
			str_addf(ctx, "%s: %s, %s", change_title(c), str_text(&before), str_text(&after));
		}
}

static void test_differs(void **state)
{
	AUTO(library_done) struct library a = {0}, b = {0}, c = {0};
	AUTO(str_done) struct str text = {0}, said = {0};

	str_add(&text, HEAD);
	put(&text, "CR-0101", "甲", "一？", "slight", "");
	put(&text, "CR-0102", "甲", "二？", "slight", "");
	put(&text, "CR-0103", "乙", "三？", "slight", "Retired: 2025.1\n");
	put(&text, "CR-0104", "乙", "四？", "slight", "");
	put(&text, "CR-0105", "乙", "五？", "slight", "");
	str_add(&text, "%rec: Basis\n\nCode: B01\nTitle: 一\nIssuer: x\nForce: yes\n\nCode: B02\nTitle: "
		       "二\nIssuer: x\nForce: yes\n");
	add(&a, str_text(&text));
	assert_int_equal(library_diff(&a, &a, told_change, &said), 0);
	str_clear(&text);
	str_add(&text, HEAD);
	put(&text, "CR-0102", "甲", "二吗？", "serious", "Evidence: issue\n");
	put(&text, "CR-0103", "乙", "三？", "slight", "");
	put(&text, "CR-0104", "丙", "四？", "slight", "Retired: 2026.2\n");
	put(&text, "CR-0106", "丙", "六？", "slight", "");
	put(&text, "CR-0101", "甲", "一？", "slight", "");
	str_add(&text, "%rec: Basis\n\nCode: B03\nTitle: 三\nIssuer: x\nForce: yes\n\nCode: B02\nTitle: "
		       "二\nIssuer: x\nForce: no\n");
	add(&b, str_text(&text));
	library_diff(&a, &b, told_change, &said);
	assert_string_equal(
	    str_text(&said),
	    "reworded CR-0102 Question Evidence; regraded CR-0102 Severity; restored CR-0103 Retired; "
	    "retired CR-0104 Retired; moved CR-0104 Section; added CR-0106; moved CR-0101; removed CR-0105; "
	    "basis_added B03; basis_changed B02 Force; basis_removed B01; ");
	str_clear(&said);
	library_diff(&a, &b, say_force, &said);
	assert_string_equal(str_text(&said), "二: yes, no");
	str_clear(&said);
	library_diff(&a, &c, told_change, &said);
	assert_string_equal(str_text(&said), "line_removed credit; basis_removed B01; basis_removed B02; ");
	str_clear(&said);
	assert_int_equal(library_diff(&c, &a, told_change, &said), 8);
	assert_true(str_starts(str_text(&said), "line_added credit; added CR-0101; "));
	msg_use(MSG_ZH);
	assert_string_equal(change_label(CHANGE_REGRADED), "调级");
}

static void next_is(const struct library *lib, const char *near, const char *want)
{
	AUTO(str_done) struct str code = {0};

	item_next_code(lib, near, &code);
	assert_string_equal(str_text(&code), want);
}

/* A new code follows the last of its section; where a section is full, the next one is taken. */
static void test_next_codes(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(str_done) struct str text = {0}, basis = {0};
	struct err e = {0};

	(void)state;
	str_add(&text, "%rec: Basis\n\nCode: B02\nTitle: 《甲》\nIssuer: 省\nForce: yes\n\nCode: B09\nTitle: 《乙》\nIssuer: 省\n"
		       "Force: yes\n");
	assert_int_equal(library_add(&lib, "b.rec", str_text(&text), text.n, NULL, NULL, &e), 0);
	str_clear(&text);
	str_add(&text, "%rec: Line\n\nId: own\nCode: TT\nName: 本县\nEdition: 2026.1\n\n%rec: Item\n");
	for (int i = 0; i < 102; i++)
		str_addf(&text,
			 "\nCode: TT-%s%02d\nTitle: 甲%d\nSection: 一\nQuestion: 甲%d是否好？\nLook: 看\nMethod: test\nWhy: 因\n"
			 "Source: other\nPost: 柜员\nMeasure: 防\nSeverity: slight\nWeight: 1\nFrequency: daily\n%s",
			 i < 3 ? "01" : "02", i < 3 ? i * 2 + 1 : i - 2, i, i, i == 2 ? "Retired: 2026.1\n" : "");
	if (library_add(&lib, "t.rec", str_text(&text), text.n, NULL, NULL, &e))
		fail_msg("%s", e.text);
	next_is(&lib, "TT-0101", "TT-0106"); /* 0105 is retired, 0102 is free but lies between */
	next_is(&lib, "TT", "TT-0106");
	next_is(&lib, "TT-0207", "TT-0301");
	next_is(&lib, "TT-0900", "TT-0901");
	next_is(&lib, "CR", "CR-0101");
	basis_next_code(&lib, &basis);
	assert_string_equal(str_text(&basis), "B10");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_writes_what_is_shipped),
    cmocka_unit_test(test_recfix_takes_what_is_written),
    cmocka_unit_test(test_agrees_with_recfix),
    cmocka_unit_test(test_writes_odd_values),
    cmocka_unit_test(test_differs),
    cmocka_unit_test(test_next_codes),
};
TEST_MAIN(tests)
