/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the library costs with 5,000 items in ten lines, against a floor of the same run: passing the same
 * bytes through the door of texts and SM3, which any reader must do. No goal names it.
 */
#include "tests/bench/bench.h"

#include "base/text.h"
#include "domain/library_card.h"
#include "domain/library_table.h"
#include "ui/widgets/list.h"

#include <stdio.h>
#include <string.h>

enum { LINES = 10, SECTIONS = 20, ITEMS = 25 };

static void make_line(char letter, struct str *out)
{
	str_addf(out, "%%rec: Line\n\nId: line-%c\nCode: L%c\nName: 条线%c\nEdition: 2026.1\n\n%%rec: Item\n",
		 letter - 'A' + 'a', letter, letter);
	for (int s = 1; s <= SECTIONS; s++)
		for (int i = 1; i <= ITEMS; i++)
			str_addf(
			    out,
			    "\nCode: L%c-%02d%02d\nTitle: 口令本人掌握%d\nSection: 环节%d\n"
			    "Question: 抽到的第%d笔第%d项业务，授权口令是否只由本人掌握？\n"
			    "Look: 抽主任外出的三天，看授权流水，分别问主任和经办人，逐笔记下时间和操作员号\n"
			    "Method: examine interview\nWhy: 口令代管后出了事分不清是谁做的，责任落不到人\n"
			    "Source: operational\nPost: 网点主任\nPost: 客户经理\nBasis: B01 第%d条\n"
			    "Measure: 主任本人设口令并当面改密；外出授权走书面委托，回来当天改密\n"
			    "Severity: serious\nWeight: 5\nValue: 代办开卡数 张 <= 3\nEvidence: "
			    "issue\nSample: 3 天\n"
			    "When: vault = yes\n%s%s%sFrequency: monthly\nSeed: P1-02-3\n",
			    letter, s, i, i, s, s, i, i, i > 1 ? "After: " : "",
			    i > 1 ? (char[]){'L', letter, '-', (char)('0' + s / 10), (char)('0' + s % 10),
					     (char)('0' + (i - 1) / 10), (char)('0' + (i - 1) % 10), 0}
				  : "",
			    i > 1 ? "\n" : "");
}

/* ---- searching as one types ---------------------------------------------------------- */

struct rows {
	const char **v;
	size_t n;
	struct arena arena;
};

static size_t row_count(const void *ctx)
{
	return ((const struct rows *)ctx)->n;
}

static const char *row_text(const void *ctx, size_t i)
{
	return ((const struct rows *)ctx)->v[i];
}

/* The slowest key of a search, in CPU ms: what stands in a row of the library's screen, searched for these keys. */
static double slowest_key(const struct library *lib, const char *const keys[])
{
	static const struct list_ops ops = {.count = row_count, .text = row_text};
	struct rows rows = {.n = 0};
	struct list list;
	double slowest = 0;

	rows.v = mem_alloc(sizeof *rows.v * LINES * SECTIONS * ITEMS);
	for (size_t l = 0; l < lib->n; l++)
		for (size_t i = 0; i < lib->v[l].n; i++) {
			const struct item *it = &lib->v[l].v[i];
			rows.v[rows.n++] = arena_printf(&rows.arena, "%s\n%s\n%s", it->code, it->title, it->question);
		}
	list_init(&list, &ops, &rows, 0);
	list_refresh(&list);
	for (size_t i = 0; keys[i]; i++) {
		double t = bench_cpu();
		list_type(&list, keys[i], false);
		t = bench_cpu() - t;
		slowest = t > slowest ? t : slowest;
	}
	list_done(&list);
	arena_done(&rows.arena);
	mem_free(rows.v);
	return slowest;
}

static int fail(const char *what, const struct err *e)
{
	printf("%s: %s\n", what, e->text);
	return 1;
}

int main(void)
{
	static const char basis[] = "%rec: Basis\n\nCode: B01\nTitle: 《办法》\nIssuer: 省联社\nForce: yes\n";
	struct str lines[LINES] = {{0}};
	AUTO(str_done) struct str clean = {0}, csv = {0};
	AUTO(encode_lost_done) struct encode_lost lost = {0};
	AUTO(library_done) struct library lib = {0}, again = {0};
	AUTO(card_done) struct card card = {0};
	unsigned char digest[DIGEST_SIZE];
	struct table_options options = {NULL, false};
	struct err e = {0};

	for (int i = 0; i < LINES; i++)
		make_line((char)('A' + i), &lines[i]);
	double t = bench_cpu();
	for (int i = 0; i < LINES; i++)
		if (text_clean(str_text(&lines[i]), lines[i].n, TEXT_LINES, &clean, &e) ||
		    digest_bytes(str_text(&clean), clean.n, digest, &e))
			return fail("floor", &e);
	double floor = bench_cpu() - t;
	t = bench_cpu();
	if (library_add(&lib, "basis.rec", basis, strlen(basis), NULL, NULL, &e))
		return fail("basis", &e);
	for (int i = 0; i < LINES; i++)
		if (library_add(&lib, "l.rec", str_text(&lines[i]), lines[i].n, NULL, NULL, &e))
			return fail("load", &e);
	bench_ratio("", "library of 5,000 items: load, CPU ms (the text door)", bench_cpu() - t, floor, 0, 0);
	t = bench_cpu();
	size_t errors = library_check(&lib, NULL, NULL);
	bench_ratio("", "... check", bench_cpu() - t, floor, 0, 0);
	t = bench_cpu();
	if (card_load(&card, &lib, "客户经理", NULL, NULL, &e))
		return fail("card", &e);
	bench_ratio("", "... card of a post", bench_cpu() - t, floor, 0, 0);
	t = bench_cpu();
	if (library_table_write(&lib, NULL, ENCODE_GB18030, &csv, &lost, &e))
		return fail("export", &e);
	bench_ratio("", "... export as CSV", bench_cpu() - t, floor, 0, 0);
	t = bench_cpu();
	if (library_table_read(&lib, "t.csv", str_text(&csv), csv.n, &options, &again, NULL, NULL, &e))
		return fail("import", &e);
	bench_ratio("", "... import of it", bench_cpu() - t, floor, 0, 0);
	t = bench_cpu();
	size_t changes = library_diff(&lib, &again, NULL, NULL);
	bench_ratio("", "... comparing the two", bench_cpu() - t, floor, 0, 0);
	bench_ratio("", "... the slowest key of a search by initials", slowest_key(&lib, (const char *const[]){"s", "q", "k", "l", NULL}),
		    floor, 0, 0);
	bench_ratio("", "... of one by words", slowest_key(&lib, (const char *const[]){"授", "权", "口", "令", "之", NULL}), floor, 0, 0);
	bench_ratio("", "... of one by code", slowest_key(&lib, (const char *const[]){"l", "j", "-", "2", "0", NULL}), floor, 0, 0);
	for (int i = 0; i < LINES; i++)
		str_done(&lines[i]);
	return errors || changes;
}
