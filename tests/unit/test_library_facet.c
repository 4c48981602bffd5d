/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test.h"

#include "base/msg.h"
#include "domain/library_facet.h"

#include <string.h>

static struct library lib;

/* Two lines: CR with four items, one of them retired, and AC with one. */
static int load(void **state)
{
	static const struct {
		const char *code, *posts, *bases, *source, *severity, *more;
	} rows[] = {
	    {"CR-0101", "Post: 柜员\nPost: 主任\n", "Basis: B01 第三条\n", "operational", "slight", ""},
	    {"CR-0102", "Post: 柜员\n", "Basis: B02\nBasis: B01\n", "legal", "serious", ""},
	    {"CR-0103", "Post: 综合柜员\n", "", "legal", "serious", ""},
	    {"CR-0104", "Post: 柜员\n", "Basis: B02\n", "legal", "serious", "Retired: 2026.1\n"},
	    {"AC-0101", "Post: 主任\n", "Basis: B02\n", "operational", "ordinary", ""},
	};
	AUTO(str_done) struct str text = {0};
	struct err e = {0};

	(void)state;
	msg_use(MSG_ZH);
	str_add(&text, "%rec: Basis\n\nCode: B01\nTitle: 《甲法》\nIssuer: 省\nForce: yes\n\nCode: B02\nTitle: 《乙法》\n"
		       "Issuer: 省\nForce: yes\n\nCode: B03\nTitle: 《丙法》\nIssuer: 省\nForce: yes\n");
	assert_int_equal(library_add(&lib, "b.rec", str_text(&text), text.n, NULL, NULL, &e), 0);
	for (int l = 0; l < 2; l++) {
		str_clear(&text);
		str_addf(&text, "%%rec: Line\n\nId: %s\nCode: %s\nName: %s\nEdition: 2026.1\n\n%%rec: Item\n", l ? "acct" : "credit",
			 l ? "AC" : "CR", l ? "会计" : "信贷");
		for (size_t i = 0; i < ARRAY_LEN(rows); i++)
			if (!strncmp(rows[i].code, l ? "AC" : "CR", 2))
				str_addf(&text,
					 "\nCode: %s\nTitle: 题\nSection: 节\nQuestion: 好？\nLook: 看\nMethod: test\nWhy: 因\n"
					 "Source: %s\n%s%sMeasure: 防\nSeverity: %s\nWeight: 3\nFrequency: daily\n%s",
					 rows[i].code, rows[i].source, rows[i].posts, rows[i].bases, rows[i].severity, rows[i].more);
		if (library_add(&lib, "t.rec", str_text(&text), text.n, NULL, NULL, &e))
			fail_msg("%s", e.text);
	}
	return 0;
}

static int unload(void **state)
{
	(void)state;
	library_done(&lib);
	msg_use(MSG_EN);
	return 0;
}

/* "柜员 3, 主任 1": labels and counts. */
static void shows(enum facet facet, struct facets wanted, const char *want)
{
	AUTO(str_done) struct str out = {0};
	struct facet_choices choices;

	library_facet_choices(&lib, facet, &wanted, &choices);
	for (size_t i = 0; i < choices.n; i++)
		str_addf(&out, "%s%s %zu", i ? ", " : "", choices.v[i].label, choices.v[i].items);
	library_facet_choices_done(&choices);
	assert_string_equal(str_text(&out), want);
}

static void test_each_facet(void **state)
{
	struct facets any = {{NULL}};

	(void)state;
	shows(FACET_LINE, any, "信贷 4, 会计 1");
	shows(FACET_SOURCE, any, "操作风险 2, 法律风险 3");
	shows(FACET_POST, any, "柜员 3, 主任 2, 综合柜员 1");
	shows(FACET_BASIS, any, "《甲法》 2, 《乙法》 3");
	shows(FACET_SEVERITY, any, "较大 3, 一般 1, 轻微 1");
}

/* What else is wanted counts; the facet's own value does not, so that another can be taken. */
static void test_together(void **state)
{
	struct facets wanted = {{NULL}};

	(void)state;
	wanted.v[FACET_POST] = "柜员";
	shows(FACET_POST, wanted, "柜员 3, 主任 2, 综合柜员 1");
	shows(FACET_LINE, wanted, "信贷 3");
	wanted.v[FACET_SOURCE] = "operational";
	shows(FACET_SEVERITY, wanted, "轻微 1");
	shows(FACET_POST, wanted, "柜员 1, 主任 2");
	wanted.v[FACET_LINE] = "acct";
	shows(FACET_SEVERITY, wanted, "");
}

static void test_keeps(void **state)
{
	struct facets wanted = {{NULL}};
	const struct line *line;
	const struct item *first = library_item(&lib, "CR-0101", &line);

	(void)state;
	assert_true(library_facet_keeps(&wanted, line, first));
	wanted.v[FACET_BASIS] = "B01";
	assert_true(library_facet_keeps(&wanted, line, first));
	assert_false(library_facet_keeps(&wanted, line, line_item(line, "CR-0103")));
	wanted.v[FACET_BASIS] = "B0";
	assert_false(library_facet_keeps(&wanted, line, first));
	wanted = (struct facets){{[FACET_POST] = "柜员"}};
	assert_false(library_facet_keeps(&wanted, line, line_item(line, "CR-0103")));
	assert_string_equal(library_facet_label(&lib, FACET_BASIS, "B09"), "B09");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_each_facet, load, unload),
    cmocka_unit_test_setup_teardown(test_together, load, unload),
    cmocka_unit_test_setup_teardown(test_keeps, load, unload),
};
TEST_MAIN(tests)
