/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fields of an item and of a basis, in the order of the files: one row each.
 */
#include "domain/library_edit.h"

#include "base/msg.h"

#include <stdio.h>
#include <string.h>

#define IN(member) offsetof(struct item, member)
#define OF(member) offsetof(struct basis, member)

static const struct library_field item_rows[] = {
    {"Code", N_("Code"), FIELD_CODE, WORDS_NONE, IN(code), true},
    {"Title", N_("Short name"), FIELD_TEXT, WORDS_NONE, IN(title), true},
    {"Section", N_("Section"), FIELD_TEXT, WORDS_NONE, IN(section), true},
    {"Question", N_("Question"), FIELD_TEXT, WORDS_NONE, IN(question), true},
    {"Look", N_("How to check"), FIELD_TEXT, WORDS_NONE, IN(look), true},
    {"Method", N_("Method"), FIELD_WORDS, WORDS_METHOD, IN(method), true},
    {"Why", N_("Why"), FIELD_TEXT, WORDS_NONE, IN(why), true},
    {"Source", N_("Source of the risk"), FIELD_WORD, WORDS_SOURCE, IN(source), true},
    {"Post", N_("Posts"), FIELD_LIST, WORDS_NONE, IN(posts), true},
    {"Basis", N_("Bases"), FIELD_LIST, WORDS_NONE, IN(bases), false},
    {"Measure", N_("Measure"), FIELD_TEXT, WORDS_NONE, IN(measure), true},
    {"Severity", N_("Severity"), FIELD_WORD, WORDS_SEVERITY, IN(severity), true},
    {"Weight", N_("Weight"), FIELD_NUMBER, WORDS_NONE, IN(weight), true},
    {"Value", N_("Value and limit"), FIELD_VALUE, WORDS_NONE, IN(value), false},
    {"TwoPerson", N_("Two people"), FIELD_WORD, WORDS_YES, IN(two_person), false},
    {"Evidence", N_("Evidence"), FIELD_WORD, WORDS_EVIDENCE, IN(evidence), false},
    {"Sample", N_("Sample"), FIELD_SAMPLE, WORDS_NONE, IN(sample), false},
    {"When", N_("Asked when"), FIELD_WHEN, WORDS_NONE, IN(when), false},
    {"After", N_("Done after"), FIELD_CODES, WORDS_NONE, IN(after), false},
    {"Frequency", N_("Frequency"), FIELD_WORD, WORDS_FREQUENCY, IN(frequency), true},
    {"Seed", N_("Carried from"), FIELD_TEXT, WORDS_NONE, IN(seed), false},
    {"Retired", N_("Retired in"), FIELD_EDITION, WORDS_NONE, IN(retired), false},
};

static const struct library_field basis_rows[] = {
    {"Code", N_("Code"), FIELD_CODE, WORDS_NONE, OF(code), true},
    {"Title", N_("Title of the rule"), FIELD_TEXT, WORDS_NONE, OF(title), true},
    {"Issuer", N_("Issuer"), FIELD_TEXT, WORDS_NONE, OF(issuer), true},
    {"Number", N_("Number"), FIELD_TEXT, WORDS_NONE, OF(number), false},
    {"Date", N_("In force from"), FIELD_DATE, WORDS_NONE, OF(date), false},
    {"Force", N_("Force"), FIELD_WORD, WORDS_FORCE, OF(force), true},
    {"Note", N_("Remark"), FIELD_TEXT, WORDS_NONE, OF(note), false},
    {"Seed", N_("Carried from"), FIELD_TEXT, WORDS_NONE, OF(seed), false},
};

const struct library_field *item_fields(size_t *n)
{
	*n = ARRAY_LEN(item_rows);
	return item_rows;
}

const struct library_field *basis_fields(size_t *n)
{
	*n = ARRAY_LEN(basis_rows);
	return basis_rows;
}

const struct library_field *item_field(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(item_rows); i++)
		if (str_eq(item_rows[i].name, name))
			return &item_rows[i];
	return NULL;
}

static const char *text_at(const void *of, const struct library_field *field)
{
	return *(const char *const *)(const void *)((const char *)of + field->place);
}

void item_field_text(const struct item *item, const struct library_field *field, struct str *out)
{
	str_clear(out);
	if (str_eq(field->name, "Severity"))
		str_add(out, severity_id(item->severity));
	else if (str_eq(field->name, "Evidence"))
		str_add(out, item->evidence == EVIDENCE_NONE ? "" : evidence_id(item->evidence));
	else if (str_eq(field->name, "TwoPerson"))
		str_add(out, item->two_person ? "yes" : "");
	else if (field->kind == FIELD_NUMBER)
		str_addf(out, "%d", item->weight);
	else if (field->kind == FIELD_VALUE)
		item_value_text(&item->value, out);
	else
		str_add(out, text_at(item, field));
}

void basis_field_text(const struct basis *basis, const struct library_field *field, struct str *out)
{
	str_clear(out);
	str_add(out, text_at(basis, field));
}

/* ---- new codes --------------------------------------------------------------- */

/* The first free one of a section from the last that is taken, retired ones too: codes are kept for ever. */
static bool next_in_section(const struct library *lib, const char *line, int section, struct str *out)
{
	enum { LAST = 99 };
	char code[32];
	int taken = 0;

	for (int i = 1; i <= LAST; i++) {
		snprintf(code, sizeof code, "%.2s-%02d%02d", line, section % 100, i);
		taken = library_item(lib, code, NULL) ? i : taken;
	}
	if (taken == LAST)
		return false;
	snprintf(code, sizeof code, "%.2s-%02d%02d", line, section % 100, taken + 1);
	str_add(out, code);
	return true;
}

void item_next_code(const struct library *lib, const char *near, struct str *out)
{
	long long section = 1;
	AUTO(str_done) struct str digits = {0};

	if (strlen(near) < 2)
		return;
	if (strlen(near) > 4) /* CR-0203 */
		str_add_n(&digits, near + 3, 2);
	str_to_int(str_text(&digits), 1, 99, &section);
	for (int tried = 0; tried < 99; tried++, section = section % 99 + 1)
		if (next_in_section(lib, near, (int)section, out))
			return;
}

void basis_next_code(const struct library *lib, struct str *out)
{
	enum { LAST = 9999 };
	long long last = 0, number;

	for (size_t i = 0; i < lib->bases.n; i++)
		if (str_to_int(lib->bases.v[i].code + 1, 0, LAST, &number) && number > last)
			last = number;
	if (last < LAST)
		str_addf(out, "B%02lld", last + 1);
}

/* ---- writing --------------------------------------------------------------- */

static void add_word_regexp(enum words list, struct str *out)
{
	size_t n;
	const struct word *v = words_of(list, &n);

	str_add(out, "(");
	for (size_t i = 0; i < n; i++)
		str_addf(out, "%s%s", i ? "|" : "", v[i].id);
	str_add(out, ")");
}

/* %mandatory: and %allowed: of a table of fields. */
static void add_field_lists(const struct library_field *fields, size_t n, struct str *out)
{
	str_add(out, "%mandatory:");
	for (size_t i = 0; i < n; i++)
		if (fields[i].must && strcmp(fields[i].name, "Code"))
			str_addf(out, " %s", fields[i].name);
	str_add(out, "\n%allowed:");
	for (size_t i = 0; i < n; i++)
		str_addf(out, " %s", fields[i].name);
	str_add(out, "\n");
}

/* What recfix needs to know of the words of a field. */
static void add_types(const struct library_field *fields, size_t n, struct str *out)
{
	for (size_t i = 0; i < n; i++) {
		size_t count = 0;
		if (fields[i].kind == FIELD_WORDS) {
			str_addf(out, "%%type: %s regexp /^", fields[i].name);
			add_word_regexp(fields[i].words, out);
			str_add(out, "( ");
			add_word_regexp(fields[i].words, out);
			str_add(out, ")*$/\n");
		}
		if (fields[i].kind != FIELD_WORD)
			continue;
		const struct word *v = words_of(fields[i].words, &count);
		if (fields[i].words == WORDS_SEVERITY)
			count--; /* major is never preset */
		str_addf(out, "%%type: %s enum", fields[i].name);
		for (size_t k = 0; k < count; k++)
			str_addf(out, " %s", v[k].id);
		str_add(out, "\n");
	}
	str_add(out, "%unique:");
	for (size_t i = 0; i < n; i++)
		if (fields[i].kind != FIELD_LIST && fields[i].kind != FIELD_CODE)
			str_addf(out, " %s", fields[i].name);
	str_add(out, "\n");
}

static void add_field(const char *name, const char *text, struct str *out)
{
	str_addf(out, "%s: ", name);
	for (const char *p = text; *p; p++) {
		str_add_char(out, *p);
		/* A "\" at a line's end would join the next line to it; readers drop the blank. */
		if (*p == '\\' && (!p[1] || p[1] == '\n'))
			str_add_char(out, ' ');
		if (*p == '\n')
			str_add(out, p[1] == '\n' || !p[1] ? "+" : "+ ");
	}
	str_add_char(out, '\n');
}

void field_write(const struct library_field *field, const char *text, struct str *out)
{
	if (field->kind != FIELD_LIST) {
		if (*text)
			add_field(field->name, text, out);
		return;
	}
	for (const char *p = text; *p;) {
		AUTO(str_done) struct str one = {0};
		size_t n = strcspn(p, "\n");
		str_add_n(&one, p, n);
		if (n)
			add_field(field->name, str_text(&one), out);
		p += n + (p[n] == '\n');
	}
}

void line_write_head(const struct line *line, const char *edition, struct str *out)
{
	str_add(out, "%rec: Line\n%key: Id\n%mandatory: Code Name Edition\n"
		     "%type: Edition regexp /^[0-9]{4}\\.[0-9]+$/\n%doc: One business line.\n\n");
	str_addf(out, "Id: %s\nCode: %s\nName: %s\nEdition: %s\n\n", line->id, line->code, line->name,
		 edition);
	str_add(out, "%rec: Item\n%key: Code\n");
	add_field_lists(item_rows, ARRAY_LEN(item_rows), out);
	str_add(out, "%type: Code regexp /^[A-Z][A-Z]-[0-9][0-9][0-9][0-9]$/\n%type: Weight range 1 5\n");
	add_types(item_rows, ARRAY_LEN(item_rows), out);
	str_add(out, "%doc: One item of the checklist.\n");
}

void line_write(const struct line *line, struct str *out)
{
	AUTO(str_done) struct str text = {0};

	line_write_head(line, line->edition, out);
	for (size_t i = 0; i < line->n; i++) {
		if (!i || strcmp(line->v[i].section, line->v[i - 1].section))
			str_addf(out, "\n# %s\n", line->v[i].section);
		str_add_char(out, '\n');
		for (size_t k = 0; k < ARRAY_LEN(item_rows); k++) {
			item_field_text(&line->v[i], &item_rows[k], &text);
			field_write(&item_rows[k], str_text(&text), out);
		}
	}
}

void bases_write_head(struct str *out)
{
	str_add(out, "%rec: Basis\n%key: Code\n");
	add_field_lists(basis_rows, ARRAY_LEN(basis_rows), out);
	str_add(out, "%type: Code regexp /^B[0-9]{2,4}$/\n%type: Date date\n");
	add_types(basis_rows, ARRAY_LEN(basis_rows), out);
	str_add(out, "%doc: One rule.\n");
}

void bases_write(const struct library *lib, struct str *out)
{
	AUTO(str_done) struct str text = {0};

	bases_write_head(out);
	for (size_t i = 0; i < lib->bases.n; i++) {
		str_add_char(out, '\n');
		for (size_t k = 0; k < ARRAY_LEN(basis_rows); k++) {
			basis_field_text(&lib->bases.v[i], &basis_rows[k], &text);
			field_write(&basis_rows[k], str_text(&text), out);
		}
	}
}
