/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as CSV and as a table of the library: no crash, cells that can be written and read again; an
 * import that succeeds gives a library that holds.
 */
#include "tests/fuzz/fuzz.h"

#include "base/csv.h"
#include "base/encode.h"
#include "domain/library_table.h"

static const char base_text[] =
    "%rec: Line\n\nId: credit\nCode: CR\nName: 信贷\nEdition: 2026.1\n\n%rec: Item\n\n"
    "Code: CR-0101\nTitle: 甲\nSection: 一\nQuestion: 好？\nLook: 看\nMethod: test\nWhy: 因\nSource: "
    "other\nPost: 柜员\n"
    "Basis: B01 第1条\nMeasure: 防\nSeverity: slight\nWeight: 1\nFrequency: daily\nValue: 数 个 <= 3\n\n"
    "Code: CR-0102\nTitle: 乙\nSection: 一\nQuestion: 吗？\nLook: 看\nMethod: test video\nWhy: 因\nSource: "
    "other\nPost: 柜员\n"
    "Post: 主任\nMeasure: 防\nSeverity: serious\nWeight: 5\nFrequency: once\nWhen: CR-0101 = issue\nAfter: "
    "CR-0101\n\n"
    "%rec: Basis\n\nCode: B01\nTitle: 办法\nIssuer: 省\nForce: yes\nDate: 2016-01-01\n";

static void place_holds(const struct rec_problem *p, void *ctx)
{
	FUZZ_CHECK(p->line >= 1 && p->column >= 1 && *p->text);
	++*(size_t *)ctx;
}

/* Written again, every cell comes back. */
static void cells_hold(const struct csv *csv)
{
	struct csv_out cells[CSV_COLUMNS_MOST];

	for (size_t r = 0; r < csv->n; r++) {
		AUTO(str_done) struct str text = {0};
		AUTO(csv_done) struct csv again = {0};
		struct err e = {0};
		size_t n = csv->v[r].n;
		FUZZ_CHECK(n >= 1 && n <= CSV_COLUMNS_MOST);
		for (size_t c = 0; c < n; c++)
			cells[c] = (struct csv_out){csv->v[r].v[c].text, c % 2};
		str_add(&text, ",\r\n"); /* the first line makes the separator a comma */
		csv_write_row(&text, cells, n);
		if (csv_read(&again, str_text(&text), text.n, &e)) {
			FUZZ_CHECK(strstr(e.text, "65536")); /* a guard made it too long */
			continue;
		}
		FUZZ_CHECK(again.n == 2 && again.v[1].n == n);
		for (size_t c = 0; c < n; c++)
			FUZZ_CHECK(str_eq(csv_unguard(again.v[1].v[c].text), cells[c].text));
	}
}

static void import_holds(const char *data, size_t n)
{
	static struct library base; /* read once; nobody changes it */
	AUTO(library_done) struct library out = {0};
	struct table_options options = {0};
	struct err e = {0};
	size_t told = 0;

	FUZZ_CHECK(base.n || !library_add(&base, "base", base_text, strlen(base_text), NULL, NULL, &e));
	int rc = library_table_read(&base, "t", data, n, &options, &out, place_holds, &told, &e);
	FUZZ_CHECK(!rc || (told && !out.n));
	if (rc)
		return;
	FUZZ_CHECK(out.n == 1 && out.v[0].n >= 2 && out.bases.n >= 1);
	for (size_t i = 0; i < 2; i++)
		FUZZ_CHECK(line_item(&out.v[0], base.v[0].v[i].code)); /* codes are kept for ever */
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const char *data = (const char *)bytes;
	AUTO(str_done) struct str text = {0};
	AUTO(csv_done) struct csv csv = {0};
	struct err e = {0};

	if (!encode_read(data, n, &text, NULL, &e) && !csv_read(&csv, str_text(&text), text.n, &e))
		cells_hold(&csv);
	import_holds(data, n);
	return 0;
}

FUZZ_MAIN("csv")
