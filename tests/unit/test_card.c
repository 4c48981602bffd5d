/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/clock.h"
#include "base/msg.h"
#include "paper/card.h"
#include "paper/paper.h"
#include "tests/unit/written.h"

/* n items of the post 柜员, every third of them serious; one of the post 主任; one of 柜员 that is retired. */
static void load(struct library *lib, int n, const char *measure)
{
	AUTO(str_done) struct str text = {0};
	struct err e = {0};

	str_add(&text, "%rec: Line\n\nId: credit\nCode: CR\nName: 信贷业务\nEdition: 2026.1\n\n%rec: Item\n");
	for (int i = 1; i <= n + 2; i++)
		str_addf(&text,
			 "\nCode: CR-%04d\nTitle: 题目%d\nSection: 节\nQuestion: 第%d项好不好？\nLook: 看\nMethod: test\n"
			 "Why: 事情没有人看着，出了“差错”也不知道是谁办的…\nSource: other\nPost: %s\nMeasure: %s\nSeverity: %s\n"
			 "Weight: 3\nFrequency: daily\n%s",
			 i, i, i, i == n + 1 ? "主任" : "柜员", measure, i % 3 ? "slight" : "serious",
			 i == n + 2 ? "Retired: 2026.1\n" : "");
	if (library_add(lib, "t.rec", str_text(&text), text.n, NULL, NULL, &e))
		fail_msg("%s", e.text);
}

static void card_of(const struct library *lib, const struct review_list *past, struct str *out)
{
	struct err e = {0};
	struct card_about about = {.lib = lib, .post = "柜员", .org = "清河县联社", .edition = "2026.1", .past = past,
				   .day = day_from(2026, 11, 23)};

	str_clear(out);
	if (card_text(&about, out, &e))
		fail_msg("%s", e.text);
}

static void test_says_all_of_a_small_post(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(str_done) struct str text = {0};

	(void)state;
	load(&lib, 4, "当面点清");
	card_of(&lib, NULL, &text);
	written_fits(&text, CARD_COLS);
	written_has(&text, "清河县联社\n");
	written_has(&text, "岗位：柜员    风险点库：2026.1 版    摘要：");
	written_has(&text, "2026年11月23日");
	written_has(&text, "本岗位涉及 4 个检查项，其中较大风险 1 个。\n");
	written_has(&text, " 1. 题目3（CR-0003，较大）\n    风险：事情没有人看着");
	written_has(&text, " 4. 题目4（CR-0004，轻微）");
	written_has(&text, "    防范：当面点清\n");
	written_has(&text, "承诺人签名：");
	written_has(&text, "日期：");
	assert_null(strstr(str_text(&text), "其余"));
	assert_null(strstr(str_text(&text), "题目5"));
	assert_null(strstr(str_text(&text), "题目6"));
}

/* What came back stands first, and is said. */
static void test_what_came_back_is_first(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(str_done) struct str text = {0};
	struct review_row rows[] = {{.item = "CR-0002", .times = 2}, {.item = "CR-0004", .times = 3}};
	struct review_list past = {.v = rows, .n = 2};

	(void)state;
	load(&lib, 4, "当面点清");
	card_of(&lib, &past, &text);
	written_has(&text, "；近十二个月查出过 2 个。");
	written_has(&text, " 1. 题目4（CR-0004，轻微，近十二个月查出 3 次）");
	written_has(&text, " 2. 题目2（CR-0002，轻微，近十二个月查出 2 次）");
	written_has(&text, " 3. 题目3（CR-0003，较大）");
}

/* Forty items: one page, the rest by code, none lost. */
static void test_one_page(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(str_done) struct str text = {0};
	char code[8];
	int seen = 0;

	(void)state;
	load(&lib, 40, "当面点清，记在登记簿上，经手人和复核人当场签字；差错当天报告主任，不隔夜，不私下补平");
	card_of(&lib, NULL, &text);
	written_fits(&text, CARD_COLS);
	assert_true(paper_rows(str_text(&text)) <= CARD_ROWS);
	written_has(&text, "项请按编号查阅风险点库：\n    信贷业务：CR-00");
	for (int i = 1; i <= 40; i++) {
		snprintf(code, sizeof code, "%04d", i);
		seen += strstr(str_text(&text), code) != NULL;
	}
	assert_int_equal(seen, 40);
}

/* More codes than a page holds: some are told all the same. */
static void test_a_post_of_hundreds(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(str_done) struct str text = {0};

	(void)state;
	load(&lib, 900, "当面点清");
	card_of(&lib, NULL, &text);
	written_fits(&text, CARD_COLS);
	written_has(&text, " 4. ");
	assert_null(strstr(str_text(&text), " 5. "));
	written_has(&text, "其余 896 项");
}

static void test_goes_stale(void **state)
{
	AUTO(library_done) struct library lib = {0}, other = {0};
	AUTO(str_done) struct str text = {0};
	char hex[DIGEST_HEX], short_hex[CARD_DIGITS + 1];
	struct err e = {0};

	(void)state;
	load(&lib, 4, "当面点清");
	load(&other, 4, "当面点清两遍");
	assert_int_equal(card_digest(&lib, "柜员", hex, &e), 0);
	snprintf(short_hex, sizeof short_hex, "%.*s", CARD_DIGITS, hex);
	card_of(&lib, NULL, &text);
	written_has(&text, short_hex);
	assert_int_equal(card_check(&lib, "柜员", short_hex, &e), 1);
	assert_int_equal(card_check(&lib, "柜员", hex, &e), 1);
	for (char *p = short_hex; *p; p++)
		*p = *p >= 'a' && *p <= 'f' ? (char)(*p - 'a' + 'A') : *p;
	assert_int_equal(card_check(&lib, "柜员", short_hex, &e), 1);
	assert_int_equal(card_check(&other, "柜员", short_hex, &e), 0);
	short_hex[CARD_DIGITS - 1] = '\0';
	assert_int_equal(card_check(&lib, "柜员", short_hex, &e), -1);
	assert_int_equal(e.code, ERR_USAGE);
	assert_int_equal(card_check(&lib, "柜员", "1234567g", &e), -1);
}

static void test_an_unknown_post(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(str_done) struct str text = {0};
	struct err e = {0};
	struct card_about about = {.lib = &lib, .post = "行长", .edition = "2026.1"};

	(void)state;
	load(&lib, 4, "当面点清");
	assert_int_equal(card_text(&about, &text, &e), -1);
	assert_int_equal(e.code, ERR_ABSENT);
	assert_non_null(strstr(e.text, "行长"));
	assert_int_equal(text.n, 0);
}

/* Every post of the built-in library has a card that fits the paper. */
static void test_every_post(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(posts_done) struct posts posts = {0};
	struct err e = {0};

	(void)state;
	assert_int_equal(library_load_builtin(&lib, &e), 0);
	posts_load(&posts, &lib);
	assert_true(posts.n > 10);
	for (size_t i = 0; i < posts.n; i++) {
		AUTO(str_done) struct str text = {0};
		struct card_about about = {.lib = &lib, .post = posts.v[i].name, .edition = "2026.1", .day = 20000};
		assert_int_equal(card_text(&about, &text, &e), 0);
		written_fits(&text, CARD_COLS);
		if (paper_rows(str_text(&text)) > CARD_ROWS)
			fail_msg("%s takes %d rows", posts.v[i].name, paper_rows(str_text(&text)));
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_says_all_of_a_small_post),
	cmocka_unit_test(test_what_came_back_is_first),
	cmocka_unit_test(test_one_page),
	cmocka_unit_test(test_a_post_of_hundreds),
	cmocka_unit_test(test_goes_stale),
	cmocka_unit_test(test_an_unknown_post),
	cmocka_unit_test(test_every_post),
};
TEST_MAIN(tests)
