/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test.h"

#include "domain/library_card.h"

#include <string.h>

static void load(struct library *lib, const char *measure)
{
	AUTO(str_done) struct str text = {0};
	struct err e = {0};
	static const struct {
		const char *code, *posts, *severity, *weight, *more;
	} rows[] = {
	    {"CR-0101", "Post: 柜员\nPost: 主任\n", "slight", "5", ""},
	    {"CR-0102", "Post: 柜员\n", "serious", "2", ""},
	    {"CR-0103", "Post: 柜员\n", "serious", "4", ""},
	    {"CR-0104", "Post: 柜员\n", "serious", "5", "Retired: 2026.1\n"},
	    {"CR-0105", "Post: 综合柜员\n", "serious", "5", ""},
	};
	str_add(&text, "%rec: Line\n\nId: credit\nCode: CR\nName: 信贷\nEdition: 2026.1\n\n%rec: Item\n");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		str_addf(&text,
			 "\nCode: %s\nTitle: 题\nSection: 节\nQuestion: 好？\nLook: 看\nMethod: test\nWhy: "
			 "因\nSource: other\n%sMeasure: %s\n"
			 "Severity: %s\nWeight: %s\nFrequency: daily\n%s",
			 rows[i].code, rows[i].posts, measure, rows[i].severity, rows[i].weight,
			 rows[i].more);
	if (library_add(lib, "t.rec", str_text(&text), text.n, NULL, NULL, &e))
		fail_msg("%s", e.text);
}

static unsigned twice_one(const char *code, void *ctx)
{
	return str_eq(code, "CR-0101") ? 2 : 0;
}

static void codes(const struct card *card, struct str *out)
{
	str_clear(out);
	for (size_t i = 0; i < card->n; i++)
		str_addf(out, "%s ", card->v[i].item->code);
}

static void test_collects(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(card_done) struct card card = {0}, again = {0}, none = {0};
	AUTO(str_done) struct str out = {0};
	struct err e = {0};

	load(&lib, "防");
	assert_int_equal(card_load(&card, &lib, "柜员", NULL, NULL, &e), 0);
	codes(&card, &out);
	assert_string_equal(str_text(&out), "CR-0103 CR-0102 CR-0101 ");
	assert_ptr_equal(card.v[0].line, &lib.v[0]);
	assert_int_equal(card_load(&again, &lib, "柜员", twice_one, NULL, &e), 0);
	codes(&again, &out);
	assert_string_equal(str_text(&out), "CR-0101 CR-0103 CR-0102 ");
	assert_int_equal(again.v[0].times, 2);
	assert_memory_equal(card.digest, again.digest, DIGEST_SIZE);
	assert_int_equal(card_load(&none, &lib, "客户经理", NULL, NULL, &e), 0);
	assert_int_equal(none.n, 0);
}

static void test_goes_stale(void **state)
{
	AUTO(library_done) struct library lib = {0}, other = {0};
	AUTO(card_done) struct card a = {0}, b = {0};
	struct err e = {0};

	load(&lib, "防");
	load(&other, "严防");
	assert_int_equal(card_load(&a, &lib, "柜员", NULL, NULL, &e), 0);
	assert_int_equal(card_load(&b, &other, "柜员", NULL, NULL, &e), 0);
	assert_memory_not_equal(a.digest, b.digest, DIGEST_SIZE);
}

static void test_posts(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(posts_done) struct posts posts = {0};

	load(&lib, "防");
	posts_load(&posts, &lib);
	assert_int_equal(posts.n, 3);
	assert_string_equal(posts.v[0].name, "柜员");
	assert_int_equal(posts.v[0].items, 3);
	assert_int_equal(posts.v[0].serious, 2);
	assert_string_equal(posts.v[1].name, "主任");
	assert_string_equal(posts.v[2].name, "综合柜员");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_collects),
    cmocka_unit_test(test_goes_stale),
    cmocka_unit_test(test_posts),
};
TEST_MAIN(tests)
