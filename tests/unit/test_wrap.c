/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/breaks.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/width.h"
#include "base/wrap.h"

#include <stdlib.h>
#include <string.h>

static int narrow_again(void **state)
{
	width_set_mode(WIDTH_NARROW);
	return 0;
}

static void check_lines(const char *text, int cols, const char *want)
{
	struct wrap w = {0};
	struct str got = {0};

	wrap_text(text, strlen(text), cols, &w);
	for (size_t i = 0; i < w.n; i++) {
		str_add(&got, i ? "|" : "");
		str_add_n(&got, text + w.v[i].start, w.v[i].len);
	}
	assert_string_equal(str_text(&got), want);
	str_done(&got);
	wrap_done(&w);
}

static void test_line_ends(void **state)
{
	check_lines("", 10, "");
	check_lines("\n", 10, "|");
	check_lines("一\n\n二", 10, "一||二");
	check_lines("一\n", 10, "一|");
	check_lines("一\r\n二\r三", 10, "一|二|三");
	check_lines("一\u2028二\u2029三\v四\f五\xC2\x85六", 10, "一|二|三|四|五|六");
	check_lines("\r\n\r\n", 10, "||");
}

static void test_rules_in_narrow_columns(void **state)
{
	check_lines("部分客户,近期", 8, "部分客|户,近期");
	check_lines("甲乙丙“丁”“戊”", 10, "甲乙丙“丁”|“戊”");
	check_lines("放款——后补", 6, "放款——|后补");
	check_lines("放款款——后补", 7, "放款款|——后补");
	check_lines("甲乙丙《丁》", 8, "甲乙丙|《丁》");
	check_lines("金额3000元", 8, "金额3000|元"); /* a narrow column is filled */
	check_lines("本月发放各项贷款金额3000元", 24, "本月发放各项贷款金额|3000元");
	check_lines("金额3000元", 5, "金额|3000|元"); /* no room */
	check_lines("1234567元", 7, "1234567|元");
	check_lines("abcdefgh", 3, "abc|def|gh");
	check_lines("甲。。。乙", 4, "甲。|。。|乙");
	check_lines("（（（甲", 4, "（（|（甲");
	check_lines("甲……乙", 4, "甲……|乙");
	check_lines("信息系统 security test", 12, "信息系统|security|test");
}

static void test_emergency_keeps_pairs(void **state)
{
	width_set_mode(WIDTH_WIDE);
	check_lines("二……", 4, "二|……"); /* better a line that starts wrong than a split pair */
	check_lines("“甲”", 4, "“甲|”");
	width_set_mode(WIDTH_NARROW);
	check_lines("甲…………", 3, "甲|……|……");
	check_lines("abc。。", 4, "abc|。。"); /* a word is not parted for a mark behind it */
	check_lines("ab（cd。", 4, "ab|（cd|。");
	check_lines("100%", 3, "100|%");
	check_lines("12345678", 5, "12345|678");
	check_lines("乙 。丙", 4, "乙|。丙"); /* the blank hangs */
	check_lines("甲乙丙 %", 7, "甲乙|丙 %");
}

static void test_blanks_hang_and_indents_stay(void **state)
{
	check_lines("一二三   四", 6, "一二三|四");
	check_lines("一二三\u3000\u3000四", 6, "一二三|四");
	check_lines("\u3000\u3000一二三", 8, "\u3000\u3000一二|三");
	check_lines("\u3000\u3000（一二三四五）", 8, "\u3000\u3000（一|二三四|五）");
	check_lines("    abcdefgh", 8, "    abcd|efgh"); /* not a line of blanks alone */
	check_lines("  ", 10, "");
	check_lines("甲乙 \u0301", 6, "甲乙 \u0301"); /* a blank with a mark is ink */
	check_lines("一          二", 4, "一|二");
	check_lines("a\tb", 12, "a\tb");
	check_lines("a\tb", 8, "a|b");
}

static void test_too_wide_for_the_budget(void **state)
{
	check_lines("\U0001F468\u200D\U0001F469甲", 2, "\U0001F468\u200D\U0001F469|甲");
	check_lines("甲乙", 1, "甲|乙");
	width_set_mode(WIDTH_SUBSTITUTE);
	check_lines("①②", 2, "①|②");
	check_lines("甲①乙②", 5, "甲①|乙②");
}

static void test_places(void **state)
{
	struct wrap w = {0};

	wrap_text("一二三 \n四", 14, 6, &w);
	assert_int_equal(w.n, 2);
	assert_int_equal(w.v[0].start, 0);
	assert_int_equal(w.v[0].len, 9);
	assert_int_equal(w.v[0].next, 11);
	assert_int_equal(w.v[0].cols, 6);
	assert_int_equal(w.v[1].start, 11);
	assert_int_equal(w.v[1].next, 14);
	assert_int_equal(wrap_line_of(&w, 0), 0);
	assert_int_equal(wrap_line_of(&w, 10), 0);
	assert_int_equal(wrap_line_of(&w, 11), 1);
	assert_int_equal(wrap_line_of(&w, 14), 1);
	wrap_done(&w);
}

/* --- all text that ships, at every width --- */

/* Written out here once more, so that a slip in breaks.c shows. */
static const char no_start[] = "，。、；：？！）》〉」』】〕〗］｝”’·～／…—％‰℃々ー,.;:?!)]}%";
static const char no_end[] = "（《〈「『【〔〖［｛“‘￥([{$";

static bool has(const char *list, const char *c, size_t n)
{
	for (size_t used, left = strlen(list); left; list += used, left -= used) {
		uint32_t item;
		used = text_decode(list, left, &item);
		if (used == n && !memcmp(list, c, n))
			return true;
	}
	return false;
}

struct tally {
	size_t lines, rules, overflows, lost;
};

/* The border between two lines of a paragraph. */
static bool breaks_rule(const char *text, size_t n, size_t end, size_t start, bool narrow)
{
	uint32_t before, behind;
	size_t first = text_decode(text + start, n - start, &behind);
	size_t last = end - text_cluster_before(text, n, end);

	text_decode(text + end - last, last, &before);
	if (behind == 0x2014) /* a pair may start a line, half of one may not */
		return before == 0x2014;
	if (before >= '0' && before <= '9' && start == end &&
	    (has("0123456789", text + start, first) || (!narrow && has("元年月日笔个万天名次", text + start, first))))
		return true;
	return has(no_start, text + start, first) || has(no_end, text + end - last, last);
}

static void check_text(const char *text, size_t n, int cols, struct wrap *w, struct tally *tally)
{
	size_t at = 0;

	wrap_text(text, n, cols, w);
	for (size_t i = 0; i < w->n; i++) {
		const struct wrap_line *line = &w->v[i];
		tally->lines++;
		tally->lost += line->start != at || line->start + line->len > line->next;
		for (size_t k = line->start + line->len; k < line->next; k++)
			tally->lost += !strchr(" \n\xE3\x80\x80", text[k]);
		tally->overflows += line->cols > cols || width_n(text + line->start, line->len) != line->cols;
		at = line->next;
		const struct wrap_line *above = line - (i > 0);
		if (!i || !line->len || !above->len || text[line->start - 1] == '\n' ||
		    !breaks_rule(text, n, above->start + above->len, line->start, cols < 16))
			continue;
		tally->rules++;
		print_message("%d columns: %.*s | %.*s\n", cols, (int)above->len, text + above->start,
			      (int)line->len, text + line->start);
	}
	tally->lost += at != n;
}

/* The values of a rec file, one a line; comments too. */
static int add_values(const char *name, void *ctx, struct err *e)
{
	struct str *all = ctx, path = {0}, file = {0};

	str_addf(&path, "%s/data/lines/%s", getenv("srcdir"), name);
	assert_int_equal(file_read(path.s, 1 << 24, &file, e), 0);
	for (const char *s = str_text(&file); *s; s += strcspn(s, "\n"), s += *s == '\n') {
		size_t n = strcspn(s, "\n"), skip = 0;
		while (skip < n && s[skip] != ' ')
			skip++;
		skip += skip < n;
		str_add_n(all, s + skip, n - skip);
		str_add_char(all, '\n');
	}
	str_done(&path);
	str_done(&file);
	return 0;
}

static void test_all_lines_at_every_width(void **state)
{
	struct str all = {0}, dir = {0}, flowing = {0};
	struct tally tally = {0};
	struct wrap w = {0};
	struct err e;

	if (!getenv("srcdir"))
		skip();
	str_addf(&dir, "%s/data/lines", getenv("srcdir"));
	assert_int_equal(file_each(dir.s, ".rec", add_values, &all, &e), 0);
	assert_true(all.n > 10000);
	for (size_t i = 0; i < all.n; i++) /* once more as one long paragraph: other places for the breaks */
		str_add_n(&flowing, all.s[i] == '\n' ? "，" : all.s + i, all.s[i] == '\n' ? 3 : 1);
	for (int cols = 16; cols <= 120; cols++) {
		for (int amb = 1; amb <= 2; amb++) {
			width_set_mode(amb == 2 ? WIDTH_WIDE : WIDTH_NARROW);
			check_text(all.s, all.n, cols, &w, &tally);
			check_text(flowing.s, flowing.n, cols, &w, &tally);
		}
	}
	print_message("%zu lines: %zu rules broken, %zu overflows, %zu bytes lost\n", tally.lines, tally.rules,
		      tally.overflows, tally.lost);
	assert_int_equal(tally.rules + tally.overflows + tally.lost, 0);
	str_done(&all);
	str_done(&dir);
	str_done(&flowing);
	wrap_done(&w);
}

/* Random text of hard pieces: no byte lost, no overflow but of one cluster, and no emergency while a break
 * was there. */
static void check_hard(const struct str *s, int cols, struct wrap *w, struct breaks *b)
{
	size_t at = 0, unit = 0;

	wrap_text(s->s, s->n, cols, w);
	breaks_find(s->s, s->n, b);
	for (size_t i = 0; i < w->n; i++) {
		const struct wrap_line *line = &w->v[i];
		bool could = false;
		assert_int_equal(line->start, at);
		assert_true(line->next > line->start && line->start + line->len <= line->next);
		assert_true(line->cols <= cols || text_cluster(s->s + line->start, line->len) == line->len);
		assert_int_equal(line->cols, width_n(s->s + line->start, line->len));
		at = line->next;
		bool ink = unit > 0;
		for (; unit < b->n && b->v[unit].at < at; unit++) {
			const struct break_unit *u = &b->v[unit];
			could = could || (ink && u->at > line->start && !u->blank && u->kind != BREAK_NO);
			ink = ink || !u->blank;
		}
		assert_true(unit == b->n || b->v[unit].at == at); /* a cluster border */
		assert_true(unit == b->n || b->v[unit].kind != BREAK_NO || !could);
	}
	assert_int_equal(at, s->n);
}

static void test_random_text(void **state)
{
	static const char *const pieces[] = {
		"中", "国", "，", "。", "《", "》", "“", "”", "——", "……", "1", "2", "元", "年", "a", "Z",
		" ", "\u3000", "·", "～", "①", "か\u3099", "\u0301", "\U0001F468\u200D\U0001F469", "\xFF",
		"\t", "%", "(", ")", ".", "１", "’",
	};
	struct str s = {0};
	struct wrap w = {0};
	struct breaks b = {0};
	unsigned seed = 5;

	for (int round = 0; round < 40000; round++) {
		str_clear(&s);
		for (int i = 0; i < 1 + round % 40; i++) {
			seed = seed * 1103515245U + 12345U;
			str_add(&s, pieces[(seed >> 16) % ARRAY_LEN(pieces)]);
		}
		if (strchr(s.s, '\t'))
			continue; /* columns of a TAB depend on its place */
		width_set_mode((enum width_mode)(round % 3));
		check_hard(&s, 2 + round % 23, &w, &b);
	}
	str_done(&s);
	wrap_done(&w);
	breaks_done(&b);
}

/* Work grows with the text, not with its square: each of these would take minutes. */
static void test_floods(void **state)
{
	static const char *const pieces[] = {"“", "（", "—", " ", "\u0301", "a", "1年", "\U0001F1E8", "\n", "\u200D", "·", "\xE0"};
	struct wrap w = {0};

	for (size_t i = 0; i < ARRAY_LEN(pieces); i++) {
		struct str s = {0};
		while (s.n < 300000)
			str_add(&s, pieces[i]);
		wrap_text(s.s, s.n, 40, &w);
		assert_int_equal(w.v[w.n - 1].next, s.n);
		assert_true(text_cluster_before(s.s, s.n, s.n) < s.n);
		str_done(&s);
	}
	wrap_done(&w);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_line_ends),
	cmocka_unit_test(test_rules_in_narrow_columns),
	cmocka_unit_test_teardown(test_emergency_keeps_pairs, narrow_again),
	cmocka_unit_test(test_blanks_hang_and_indents_stay),
	cmocka_unit_test_teardown(test_too_wide_for_the_budget, narrow_again),
	cmocka_unit_test(test_places),
	cmocka_unit_test_teardown(test_all_lines_at_every_width, narrow_again),
	cmocka_unit_test_teardown(test_random_text, narrow_again),
	cmocka_unit_test(test_floods),
};
TEST_MAIN(tests)
