/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test.h"

#include "base/file.h"
#include "base/msg.h"
#include "base/str.h"
#include "domain/library.h"

#include <stdlib.h>
#include <string.h>

static void note(const struct rec_problem *p, void *ctx)
{
	str_addf(ctx, "%s:%u:%u: %s%s\n", p->file, p->line, p->column, p->warning ? "warning: " : "",
		 p->text);
}

#define LINE "%rec: Line\n\nId: credit\nCode: CR\nName: 信贷业务\nEdition: 2026.1\n\n%rec: Item\n\n"
/* An item without a code line: 12 lines, the last of them blank. */
#define REST                                                                                                        \
	"Title: 口令本人掌握\nSection: 口令\nQuestion: 口令是否只由本人掌握？\nLook: "           \
	"抽3天授权流水\nMethod: examine interview\n"                                                          \
	"Why: 说不清是谁做的\nSource: operational\nPost: 网点主任\nMeasure: 本人设口令\nSeverity: " \
	"serious\nWeight: 5\n"                                                                                      \
	"Frequency: monthly\n"

static int add(struct library *lib, const char *text, struct str *said)
{
	struct err e = {0};

	msg_use(MSG_EN);
	str_clear(said);
	int rc = library_add(lib, "t.rec", text, strlen(text), note, said, &e);
	assert_int_equal(rc ? ERR_INPUT : ERR_NONE, e.code);
	if (rc)
		assert_true(str_starts(str_text(said), e.text));
	return rc;
}

static void test_loads(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(str_done) struct str said = {0}, out = {0};
	const struct line *line = NULL;

	assert_int_equal(
	    add(&lib,
		LINE "Code: CR-0102\n" REST
		     "Post: 客户经理\nBasis: B03\nBasis: B04 第5条\nValue: 代办 开卡数 张 <= 3\n"
		     "TwoPerson: yes\nEvidence: issue\nSample: 3 天\nWhen: vault = yes and CR-0101 = issue\n"
		     "After: CR-0101\nSeed: P1-01 ours:Weight\n\nCode: CR-0101\n" REST "Retired: 2026.1\n",
		&said),
	    0);
	assert_string_equal(str_text(&said), "");
	assert_int_equal(lib.n, 1);
	assert_ptr_equal(library_line(&lib, "credit"), &lib.v[0]);
	assert_ptr_equal(library_line(&lib, "CR"), &lib.v[0]);
	assert_null(library_line(&lib, "XX"));
	const struct item *it = library_item(&lib, "CR-0102", &line);
	assert_ptr_equal(it, &lib.v[0].v[0]);
	assert_ptr_equal(line, &lib.v[0]);
	assert_string_equal(it->posts, "网点主任\n客户经理");
	assert_string_equal(it->bases, "B03\nB04 第5条");
	assert_string_equal(it->value.name, "代办 开卡数");
	assert_string_equal(it->value.unit, "张");
	assert_string_equal(it->value.op, "<=");
	assert_true(it->value.limit == 3);
	item_value_text(&it->value, &out);
	assert_string_equal(str_text(&out), "代办 开卡数 张 <= 3");
	str_clear(&out);
	item_value_words(&it->value, &out);
	assert_string_equal(str_text(&out), "代办 开卡数: at most 3 张");
	str_clear(&out);
	item_value_measured(&it->value, "3", &out);
	item_value_measured(&it->value, " 4张", &out);
	item_value_measured(&it->value, "", &out);
	assert_string_equal(str_text(&out), "3 张 4张");
	assert_int_equal(item_value_keeps(&it->value, "3"), 1);
	assert_int_equal(item_value_keeps(&it->value, " ２．５ 张"), 1);
	assert_int_equal(item_value_keeps(&it->value, "4张"), 0);
	assert_int_equal(item_value_keeps(&it->value, "三张"), -1);
	assert_int_equal(item_value_keeps(&it->value, "2张中1张"), -1);
	assert_int_equal(item_value_keeps(&it->value, ""), -1);
	str_clear(&out);
	library_basis_titles(&lib, "B03\nB99 第2条", &out);
	assert_string_equal(str_text(&out), "B03；B99 第2条");
	assert_true(it->two_person);
	assert_int_equal(it->evidence, EVIDENCE_ISSUE);
	assert_int_equal(it->severity, SEVERITY_SERIOUS);
	assert_int_equal(it->weight, 5);
	assert_int_equal(it->line, 10);
	assert_string_equal(it->retired, "");
	assert_string_equal(line_item(line, "CR-0101")->retired, "2026.1");
	assert_string_equal(line_item(line, "CR-0101")->bases, "");
	assert_null(line_item(line, "CR-0103"));
	assert_true(str_starts(line->text, "%rec: Line\n"));
}

static void test_pins_the_text(void **state)
{
	AUTO(library_done) struct library a = {0}, b = {0};
	AUTO(str_done) struct str said = {0}, crlf = {0};
	const char *text = LINE "Code: CR-0102\n" REST;

	str_add(&crlf, "\xEF\xBB\xBF");
	for (const char *p = text; *p; p++) {
		if (*p == '\n')
			str_add_char(&crlf, '\r');
		str_add_char(&crlf, *p);
	}
	assert_int_equal(add(&a, text, &said), 0);
	assert_int_equal(add(&b, str_text(&crlf), &said), 0);
	assert_string_equal(a.v[0].text, text);
	assert_string_equal(b.v[0].text, text);
	assert_memory_equal(a.v[0].digest, b.v[0].digest, DIGEST_SIZE);
}

/* What is added to a good item, or stands in its place, and what is said of it. Its last field is in line 22.
 */
static const struct {
	const char *text, *said;
} bad[] = {
    {"Colour: red\n", "t.rec:23:1: the field Colour is unknown; delete it\n"},
    {"Evidenc: issue\n", "t.rec:23:1: the field Evidenc is unknown; did you mean Evidence?\n"},
    {"Weight: 3\n", "t.rec:23:1: Weight stands here a second time; delete one\n"},
    {"Evidence: maybe\n", "t.rec:23:11: Evidence: “maybe” is unknown; write one of none issue always\n"},
    {"TwoPerson: 是\n", "t.rec:23:12: TwoPerson: “是” is unknown; write one of yes no\n"},
    {"Sample: 三天\n", "t.rec:23:9: Sample: “三天”; write a number"},
    {"Sample: 3天\n", "t.rec:23:9: Sample: “3天”; write a number"},
    {"Sample: 0 天\n", "t.rec:23:9: Sample: "},
    {"Value: 3\n", "t.rec:23:8: Value: “3”; write name"},
    {"Value: 开卡数 张 <= 三\n", "t.rec:23:8: Value: "},
    {"Value: 开卡数 张 ≤ 3\n", "t.rec:23:8: Value: "},
    {"Value: 开卡数 <= 3\n", "t.rec:23:8: Value: "},
    {"Value: 开卡数 张 <= 1e5\n", "t.rec:23:8: Value: "},
    {"When: vault\n", "t.rec:23:7: When: “vault” cannot be read"},
    {"When: vault = yes and\n", "t.rec:23:7: When: “vault = yes and” cannot be read"},
    {"When: vault = yes, atm = yes\n", "t.rec:23:7: When: "},
    {"When: vault = yes and atm = maybe\n", "t.rec:23:23: When: “atm = maybe” is unknown"},
    {"When: garage = yes\n", "t.rec:23:7: When: “garage = yes” is unknown"},
    {"When: CR-0101 = yes\n", "t.rec:23:7: When: “CR-0101 = yes” is unknown"},
    {"When: CR-101 = issue\n", "t.rec:23:7: When: “CR-101 = issue” is unknown"},
    {"After: CR-0101, CR-0102\n", "t.rec:23:8: After: “CR-0101,” is no code"},
    {"After: CR-0101 0102\n", "t.rec:23:16: After: “0102” is no code"},
    {"Basis: 第三条\n", "t.rec:23:8: Basis: “第三条”; write a code"},
    {"Basis: B3\n", "t.rec:23:8: Basis: “B3”"},
    {"Retired: yes\n", "t.rec:23:10: Retired: “yes” is no edition"},
    {"Seed:\n", "t.rec:23:6: Seed is empty; fill it in, or delete the field\n"},
    {"Post: 主任\n+ 会计\n", "t.rec:23:7: Post has several lines; write it on one\n"},
    {"\nCode: CR-0102\n" REST,
     "t.rec:24:1: CR-0102 is used in line 10 already; give this item a code of its own\n"},
    {"\nCode: AC-0102\n" REST,
     "t.rec:24:7: Code: AC-0102 does not belong to this line; its codes begin with CR-\n"},
    {"\nCode: CR-102\n" REST, "t.rec:24:7: Code: “CR-102” is no code; write it like CR-0203\n"},
    {"\nCode: CR-0103\n"
     "Title: x\n",
     "t.rec:24:1: Item CR-0103 has no field Section; add it\n"},
    {"\n%rec: Line\n", "t.rec:24:7: %rec: “Line” has a descriptor above"},
    {"\n%rec: Thing\n\nA: b\n", "t.rec:26:1: records of type Thing are unknown"},
    {"no colon\n", "t.rec:23:3: no colon"},
};

static void test_says_what_is_wrong(void **state)
{
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		AUTO(library_done) struct library lib = {0};
		AUTO(str_done) struct str said = {0}, text = {0};
		str_addf(&text, "%s%s", LINE "Code: CR-0102\n" REST, bad[i].text);
		assert_int_equal(add(&lib, str_text(&text), &said), -1);
		if (!str_starts(str_text(&said), bad[i].said))
			fail_msg("%s\ngave %s, wanted %s", bad[i].text, str_text(&said), bad[i].said);
		assert_int_equal(lib.n, 0);
	}
}

/* A good field's line replaced. */
static const struct {
	const char *from, *to, *said;
} replaced[] = {
    {"Severity: serious", "Severity: major", "t.rec:20:11: Severity: major is given to a finding by hand"},
    {"Severity: serious", "Severity: high",
     "t.rec:20:11: Severity: “high” is unknown; write one of slight ordinary serious\n"},
    {"Weight: 5", "Weight: 6", "t.rec:21:9: Weight: “6”; write a number from 1 to 5\n"},
    {"Weight: 5", "Weight: five", "t.rec:21:9: Weight: "},
    {"examine interview", "examine look", "t.rec:15:17: Method: “look” is unknown"},
    {"examine interview", "examine examine", "t.rec:15:17: Method: examine stands here twice"},
    {"Source: operational", "Source: novice", "t.rec:17:9: Source: “novice” is unknown"},
    {"Frequency: monthly", "Frequency: 每月", "t.rec:22:12: Frequency: “每月” is unknown"},
    {"Title: 口令本人掌握", "Title: 一二三四五六七八九十一",
     "t.rec:11:8: Title is 11 characters long; shorten it to 10\n"},
    {"Edition: 2026.1", "Edition: 2026", "t.rec:6:10: Edition: “2026” is no edition"},
    {"Id: credit", "Id: Credit", "t.rec:3:5: Id: “Credit”"},
    {"Code: CR\n", "Code: C1\n", "t.rec:4:7: Code: “C1”"},
    {"Name: 信贷业务\n", "", "t.rec:3:1: Line CR has no field Name; add it\n"},
    {"%rec: Line\n\nId: credit\nCode: CR\nName: 信贷业务\nEdition: 2026.1\n\n", "",
     "t.rec:3:1: items without a line"},
    {"%rec: Item\n\n", "", "t.rec:8:1: a second line in one file"},
};

static void test_says_what_is_wrong_inside(void **state)
{
	const char *good = LINE "Code: CR-0102\n" REST;

	for (size_t i = 0; i < ARRAY_LEN(replaced); i++) {
		AUTO(library_done) struct library lib = {0};
		AUTO(str_done) struct str said = {0}, text = {0};
		const char *at = strstr(good, replaced[i].from);
		assert_non_null(at);
		str_add_n(&text, good, (size_t)(at - good));
		str_add(&text, replaced[i].to);
		str_add(&text, at + strlen(replaced[i].from));
		assert_int_equal(add(&lib, str_text(&text), &said), -1);
		if (!str_starts(str_text(&said), replaced[i].said))
			fail_msg("%s\ngave %s, wanted %s", replaced[i].to, str_text(&said), replaced[i].said);
	}
}

static void test_files(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(str_done) struct str said = {0};

	assert_int_equal(add(&lib, "", &said), -1);
	assert_string_equal(str_text(&said),
			    "t.rec:1:1: neither a business line nor bases are in this file\n");
	assert_int_equal(add(&lib, "A: b\n", &said), -1);
	assert_int_equal(
	    add(&lib, "%rec: Line\n\nId: credit\nCode: CR\nName: 信贷\nEdition: 2026.1\n", &said), -1);
	assert_string_equal(str_text(&said), "t.rec:1:1: a line without items; add some\n");
	assert_int_equal(add(&lib, LINE "Code: CR-0102\n" REST, &said), 0);
	assert_int_equal(add(&lib, LINE "Code: CR-0102\n" REST, &said), -1);
	assert_non_null(strstr(str_text(&said), "t.rec:3:5: Id: the line credit is in the library already"));
	assert_non_null(strstr(str_text(&said), "t.rec:4:7: Code: another line has CR"));
	assert_int_equal(lib.n, 1);
}

static void test_bases(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(str_done) struct str said = {0};

	assert_int_equal(add(&lib,
			     "%rec: Basis\n\nCode: B03\nTitle: 《办法》\nIssuer: 省联社\nNumber: 1号\nDate: "
			     "2016-02-29\nForce: yes\n"
			     "Note: 一\n+ 二\n\nCode: B30\nTitle: 二\nIssuer: 县联社\nForce: unknown\n",
			     &said),
			 0);
	assert_int_equal(lib.bases.n, 2);
	assert_string_equal(library_basis(&lib, "B03 第2条")->title, "《办法》");
	assert_string_equal(library_basis(&lib, "B03")->note, "一\n二");
	assert_string_equal(library_basis(&lib, "B30")->date, "");
	assert_null(library_basis(&lib, "B0"));
	assert_null(library_basis(&lib, "B031"));
	assert_null(library_basis(&lib, ""));
	assert_int_equal(add(&lib,
			     "%rec: Basis\n\nCode: B04\nTitle: x\nIssuer: y\nForce: yes\n\nCode: B03\nTitle: "
			     "x\nIssuer: y\n"
			     "Force: maybe\nDate: 2015-02-29\n",
			     &said),
			 -1);
	assert_string_equal(str_text(&said),
			    "t.rec:8:7: Code: B03 is used already; give one of them another code\n"
			    "t.rec:11:8: Force: “maybe” is unknown; write one of yes no unknown\n"
			    "t.rec:12:7: Date: “2015-02-29” is no day; write it like 2026-01-31\n");
	assert_int_equal(lib.bases.n, 2);
}

static const char *lookup(const char *name, void *ctx)
{
	if (str_eq(name, "vault"))
		return "yes";
	if (str_eq(name, "atm"))
		return "no";
	return str_eq(name, "CR-0101") ? "issue" : NULL;
}

static void test_conditions(void **state)
{
	static const struct {
		const char *when;
		bool asked;
		const char *why;
	} rows[] = {
	    {"", true, ""},
	    {"vault = yes", true, ""},
	    {"vault=yes and atm=no", true, ""},
	    {"vault = yes and atm = yes", false, "atm = yes"},
	    {"CR-0101 = issue", true, ""},
	    {"CR-0101 = conform", false, "CR-0101 = conform"},
	    {"CR-0102 = issue and vault = no", false, "CR-0102 = issue"},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		AUTO(str_done) struct str why = {0};
		struct item it = {.when = rows[i].when};
		assert_int_equal(item_asked(&it, lookup, NULL, &why), rows[i].asked);
		assert_string_equal(str_text(&why), rows[i].why);
	}
}

static void test_words(void **state)
{
	AUTO(str_done) struct str out = {0};
	enum severity s = SEVERITY_NONE;
	enum evidence v = EVIDENCE_NONE;

	msg_use(MSG_ZH);
	method_labels("examine  video", &out);
	assert_string_equal(str_text(&out), "查阅、调阅监控");
	assert_string_equal(severity_label(SEVERITY_SERIOUS), "较大");
	assert_string_equal(source_label("fake-bill"), "假票风险");
	assert_string_equal(frequency_label("halfyear"), "每半年");
	assert_string_equal(frequency_label("hourly"), "hourly");
	assert_true(severity_parse("major", &s));
	assert_int_equal(s, SEVERITY_MAJOR);
	assert_false(severity_parse("", &s));
	assert_true(evidence_parse("always", &v));
	assert_string_equal(evidence_id(v), "always");
	msg_use(MSG_EN);
}

static void test_values(void **state)
{
	static const struct {
		const char *text, *again; /* NULL: refused */
	} rows[] = {
	    {"", ""},
	    {" 电压  伏 <= 235.50 ", "电压 伏 <= 235.5"},
	    {"差额 元 = 0", "差额 元 = 0"},
	    {"温差 度 > -3", "温差 度 > -3"},
	    {"额 元 <= 12345678901.1234", "额 元 <= 12345678901.1234"},
	    {"额 元 <= 123456789012", NULL},
	    {"额 元 <= .5", NULL},
	    {"额 元 <= 5.", NULL},
	    {"额 元 <= --5", NULL},
	    {"额 元 == 5", NULL},
	    {"<= 5", NULL},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena arena = {0};
		struct item_value value;
		AUTO(str_done) struct str again = {0};
		assert_int_equal(item_value_parse(rows[i].text, &value, &arena), rows[i].again ? 0 : -1);
		item_value_text(&value, &again);
		assert_string_equal(str_text(&again), rows[i].again ? rows[i].again : "");
		arena_done(&arena);
	}
}

static void test_builtin(void **state)
{
	AUTO(library_done) struct library lib = {0};
	struct err e = {0};

	msg_use(MSG_EN);
	if (library_load_builtin(&lib, &e))
		fail_msg("%s", e.text);
	assert_non_null(library_line(&lib, "credit"));
	assert_string_equal(lib.v[0].id, "credit");
	assert_non_null(library_item(&lib, "CR-0101", NULL));
	assert_non_null(library_basis(&lib, "B01"));
	AUTO(library_done) struct library broken = {0};
	assert_int_equal(library_load_builtin(&broken, &e), 0);
	assert_int_equal(library_load_builtin(&broken, &e), -1);
	assert_int_equal(e.code, ERR_BUG);
}

/* recfix takes every shipped file, and so do we (test_builtin). */
static int fix(const char *name, void *ctx, struct err *e)
{
	AUTO(str_done) struct str command = {0};

	str_addf(&command, "LC_ALL=C.UTF-8 recfix --check %s/%s", (const char *)ctx, name);
	return system(str_text(&command)) ? err_set(e, ERR_INPUT, "%s", name) : 0;
}

static void test_recfix_takes_what_is_shipped(void **state)
{
	AUTO(str_done) struct str dir = {0};
	struct err e = {0};

	if (system("command -v recfix >/dev/null 2>&1"))
		return;
	str_addf(&dir, "%s/data/lines", getenv("srcdir") ? getenv("srcdir") : "..");
	if (file_each(str_text(&dir), ".rec", fix, (void *)(uintptr_t)str_text(&dir), &e))
		fail_msg("%s", e.text);
}

/* ---- library_check --------------------------------------------------------- */

/* An item with its own title and question, and more fields. */
static void put_item(struct str *text, const char *code, const char *section, const char *question,
		     const char *more)
{
	str_addf(
	    text,
	    "Code: %s\nTitle: 题\nSection: %s\nQuestion: %s\nLook: 看\nMethod: test\nWhy: 因\nSource: other\n"
	    "Post: 柜员\nMeasure: 防\nSeverity: slight\nWeight: 1\nFrequency: daily\n%s\n",
	    code, section, question, more);
}

/* Adds a line of three items CR-0101..0103 that carry these fields, and checks; gives the number of errors.
 */
static size_t check_three(const char *one, const char *two, const char *three, struct str *said)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(str_done) struct str text = {0};

	assert_int_equal(
	    add(&lib,
		"%rec: Basis\n\nCode: B01\nTitle: 《旧》\nIssuer: x\nForce: no\n\nCode: B02\nTitle: 《新》\n"
		"Issuer: x\nForce: yes\n",
		said),
	    0);
	str_add(&text, LINE);
	put_item(&text, "CR-0101", "甲", "一是否好？", one);
	put_item(&text, "CR-0102", "甲", "二是否好？", two);
	put_item(&text, "CR-0103", "甲", "三是否好？", three);
	if (add(&lib, str_text(&text), said))
		fail_msg("%s", str_text(said));
	return library_check(&lib, note, said);
}

static void test_checks(void **state)
{
	static const struct {
		const char *one, *two, *three, *said;
		size_t errors;
	} rows[] = {
	    {"Basis: B02 第1条\nAfter: CR-0102\n", "When: CR-0101 = issue\n",
	     "When: vault = yes and CR-0102 = issue\n", "", 0},
	    {"Basis: B07 第1条\n", "", "",
	     "t.rec:23:8: Basis: B07 is not in the register; add it to basis.rec, or cite another\n", 1},
	    {"Basis: B02\nBasis: B01\n", "", "",
	     "t.rec:24:8: warning: Basis: B01 《旧》 is no longer in force", 0},
	    {"", "When: CR-0109 = issue\n", "", "t.rec:37:7: When: there is no item CR-0109; ", 1},
	    {"When: CR-0102 = issue\n", "", "", "t.rec:23:7: When: CR-0102 is not asked before this item", 1},
	    {"When: CR-0101 = issue\n", "", "", "t.rec:23:7: When: CR-0101 is not asked before this item", 1},
	    {"Retired: 2026.1\n", "When: CR-0101 = issue\n", "", "t.rec:38:7: When: CR-0101 is retired", 1},
	    {"When: vault = yes and vault = no\n", "", "",
	     "t.rec:23:7: When: this can never hold: CR-0101 wants vault = yes, and CR-0101 wants vault = "
	     "no\n",
	     1},
	    {"When: vault = no\n", "When: CR-0101 = issue\n", "When: vault = yes and CR-0102 = issue\n",
	     "t.rec:53:7: When: this can never hold: CR-0103 wants vault = yes, and CR-0101 wants vault = "
	     "no\n",
	     1},
	    {"When: vault = no\n", "", "When: CR-0101 = issue and CR-0101 = conform\n",
	     "t.rec:52:7: When: this can never hold: CR-0103 wants CR-0101 = issue, and CR-0103 wants "
	     "CR-0101 = conform\n",
	     1},
	    {"After: CR-0203\n", "", "", "t.rec:23:8: After: there is no item CR-0203; name another\n", 1},
	    {"After: CR-0101\n", "", "", "t.rec:23:8: After: the order runs in a circle: CR-0101 ← CR-0101; ",
	     1},
	    {"After: CR-0102\n", "After: CR-0103\n", "After: CR-0101\n",
	     "t.rec:53:8: After: the order runs in a circle: CR-0101 ← CR-0103 ← CR-0102 ← CR-0101; ", 1},
	    {"Retired: 2026.1\n", "After: CR-0101\n", "",
	     "t.rec:38:8: warning: After: CR-0101 is retired; take it out\n", 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		AUTO(str_done) struct str said = {0};
		size_t errors = check_three(rows[i].one, rows[i].two, rows[i].three, &said);
		if (errors != rows[i].errors || !str_starts(str_text(&said), rows[i].said) ||
		    (!*rows[i].said && said.n))
			fail_msg("row %zu: %zu errors, %s\nwanted %s", i, errors, str_text(&said),
				 rows[i].said);
	}
}

static void test_checks_questions(void **state)
{
	static const struct {
		const char *question;
		bool two;
	} rows[] = {
	    {"口令是否本人掌握？是否改过？", true},
	    {"是否登记，是否上锁？", true},
	    {"是否当面交接并签字？", true},
	    {"档案是否齐全且签章有效？", true},
	    {"是否登记，同时上锁？", true},
	    {"是否登记；上锁？", true},
	    {"公章与私章是否分开保管？", false},
	    {"合并后的账户是否都已核对？", false},
	    {"抽到的并购贷款，用途是否一致？", false},
	    {"案卷是否并未外借？", false},
	    {"口令是否只由本人掌握，从未交给他人？", false},
	    {"抽到的大额汇划，录入与授权是否都由两个人分做？", false},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		AUTO(library_done) struct library lib = {0};
		AUTO(str_done) struct str text = {0}, said = {0};
		str_add(&text, LINE);
		put_item(&text, "CR-0101", "甲", rows[i].question, "");
		assert_int_equal(add(&lib, str_text(&text), &said), 0);
		assert_int_equal(library_check(&lib, note, &said), 0);
		if ((strstr(str_text(&said), "t.rec:13:11: warning: Question: it seems to ask two things") !=
		     NULL) != rows[i].two)
			fail_msg("%s: %s", rows[i].question, str_text(&said));
	}
}

static void test_checks_neighbours(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(str_done) struct str text = {0}, said = {0};

	str_add(&text, LINE);
	put_item(&text, "CR-0101", "甲", "一是否好？", "");
	put_item(&text, "CR-0102", "乙", "二是否好？", "");
	put_item(&text, "CR-0103", "甲", "二是否好？", "");
	put_item(&text, "CR-0104", "甲", "一是否好？", "Retired: 2025.1\n");
	put_item(&text, "CR-0105", "甲", "把账核好。", "");
	assert_int_equal(add(&lib, str_text(&text), &said), 0);
	assert_int_equal(library_check(&lib, note, &said), 0);
	assert_string_equal(str_text(&said),
			    "t.rec:70:11: warning: Question: it ends without a question mark; ask something\n"
			    "t.rec:40:10: warning: Section: 甲 has items further up; put them together\n"
			    "t.rec:41:11: warning: Question: CR-0102 asks the same; keep one\n");
}

static void test_checks_what_is_shipped(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(str_done) struct str said = {0};
	struct err e = {0};

	assert_int_equal(library_load_builtin(&lib, &e), 0);
	if (library_check(&lib, note, &said))
		fail_msg("%s", str_text(&said));
	print_message("%s", str_text(&said));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_loads),
    cmocka_unit_test(test_pins_the_text),
    cmocka_unit_test(test_says_what_is_wrong),
    cmocka_unit_test(test_says_what_is_wrong_inside),
    cmocka_unit_test(test_files),
    cmocka_unit_test(test_bases),
    cmocka_unit_test(test_conditions),
    cmocka_unit_test(test_words),
    cmocka_unit_test(test_values),
    cmocka_unit_test(test_builtin),
    cmocka_unit_test(test_checks),
    cmocka_unit_test(test_checks_questions),
    cmocka_unit_test(test_checks_neighbours),
    cmocka_unit_test(test_checks_what_is_shipped),
    cmocka_unit_test(test_recfix_takes_what_is_shipped),
};
TEST_MAIN(tests)
