/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as rec text and as a library: no crash, clean values, places that exist; what is taken is written
 * and read again without a difference, as rec text and as a table.
 */
#include "tests/fuzz/fuzz.h"

#include "base/text.h"
#include "domain/library_card.h"
#include "domain/library_table.h"

static void place_holds(const struct rec_problem *p, void *ctx)
{
	FUZZ_CHECK(p->line >= 1 && p->column >= 1 && *p->text);
	FUZZ_CHECK(text_is_clean(p->text, strlen(p->text), TEXT_LINES));
	++*(size_t *)ctx;
}

static void values_hold(const struct rec_file *f)
{
	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->v[i].n; k++) {
			const struct rec_field *field = &f->v[i].v[k];
			FUZZ_CHECK(*field->name && field->line >= 1 && field->column >= 2);
			FUZZ_CHECK(text_is_clean(field->value, strlen(field->value), TEXT_LINES));
		}
}

/* A table writes the blanks of a condition and between words or codes its own way: "vault =yes" comes back as
 * "vault = yes". */
static bool of_words(enum field_kind kind)
{
	return kind == FIELD_WHEN || kind == FIELD_CODES || kind == FIELD_WORDS;
}

static void only_blanks(const struct change *c, void *ctx)
{
	size_t n;
	const struct library_field *fields = item_fields(&n);

	FUZZ_CHECK(c->kind == CHANGE_REWORDED && c->fields);
	for (size_t i = 0; i < n; i++)
		FUZZ_CHECK(!(c->fields & 1u << i) || of_words(fields[i].kind));
}

/* As a table and back. */
static void through_table(const struct library *lib, struct library *out)
{
	AUTO(str_done) struct str csv = {0};
	AUTO(encode_lost_done) struct encode_lost lost = {0};
	struct table_options options = {0};
	struct err e = {0};

	FUZZ_CHECK(!library_table_write(lib, NULL, ENCODE_UTF8, &csv, &lost, &e));
	if (library_table_read(lib, "t", str_text(&csv), csv.n, &options, out, NULL, NULL, &e)) {
		printf("%s\n%s\n", e.text, str_text(&csv));
		FUZZ_CHECK(!"a table of our own cannot be read");
	}
}

static void round_trip(const struct library *lib)
{
	AUTO(library_done) struct library again = {0}, table = {0}, twice = {0};
	AUTO(str_done) struct str text = {0};
	struct err e = {0};

	for (size_t i = 0; i < lib->n; i++) {
		str_clear(&text);
		line_write(&lib->v[i], &text);
		FUZZ_CHECK(!library_add(&again, "w", str_text(&text), text.n, NULL, NULL, &e));
	}
	str_clear(&text);
	bases_write(lib, &text);
	FUZZ_CHECK(!lib->bases.n || !library_add(&again, "b", str_text(&text), text.n, NULL, NULL, &e));
	FUZZ_CHECK(!library_diff(lib, &again, NULL, NULL));
	if (!lib->n)
		return;
	through_table(lib, &table);
	library_diff(lib, &table, only_blanks, NULL);
	through_table(&table, &twice);
	FUZZ_CHECK(!library_diff(&table, &twice, NULL, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const char *data = (const char *)bytes;
	AUTO(rec_done) struct rec_file f = {0};
	AUTO(library_done) struct library lib = {0};
	struct err e = {0}, le = {0};
	size_t told = 0;

	int rc = rec_read(&f, "f", data, n, place_holds, &told, &e);
	FUZZ_CHECK((rc != 0) == (told != 0) && (rc != 0) == (e.code == ERR_INPUT));
	values_hold(&f);
	int lrc = library_add(&lib, "f", data, n, place_holds, &told, &le);
	FUZZ_CHECK(!rc || lrc);
	FUZZ_CHECK(!lrc || (!lib.n && !lib.bases.n));
	if (lrc)
		return 0;
	library_check(&lib, place_holds, &told);
	round_trip(&lib);
	return 0;
}

FUZZ_MAIN("rec")
