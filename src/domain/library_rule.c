/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What may stand in each field of a rec file: one rule a field.
 */
#include "domain/library_read.h"

#include "base/msg.h"

#include <string.h>

enum { TITLE_MOST = 10, QUESTION_MOST = 60, NAME_MOST = 20, LONG_MOST = 400 }; /* Hanzi */

/* ---- looking at values ----------------------------------------------------- */

/* A problem at byte `at` of a one-line value. */
static unsigned column_in(const struct rec_field *f, const char *text, size_t at)
{
	const char *start = strstr(f->value, text);
	unsigned column = f->column;

	for (const char *p = f->value; p < (start ? start : f->value) + at; p++)
		column += ((unsigned char)*p & 0xC0) != 0x80;
	return column;
}

bool code_is_good(const char *text, size_t n)
{
	if (n != 7 || text[2] != '-')
		return false;
	for (size_t i = 0; i < n; i++) {
		bool letter = text[i] >= 'A' && text[i] <= 'Z', digit = text[i] >= '0' && text[i] <= '9';
		if (i != 2 && !(i < 2 ? letter : digit))
			return false;
	}
	return true;
}

bool basis_code_is_good(const char *text, size_t n)
{
	return n >= 3 && n <= 5 && *text == 'B' && strspn(text + 1, "0123456789") >= n - 1;
}

static bool edition_is_good(const char *text)
{
	size_t n = strspn(text, "0123456789");
	return n == 4 && text[4] == '.' && text[5] && strlen(text) <= 9 &&
	       !text[5 + strspn(text + 5, "0123456789")];
}

/* The ids of a list with blanks between. */
static void list_words(enum words list, size_t leave_out, struct str *out)
{
	size_t n;
	const struct word *v = words_of(list, &n);

	for (size_t i = 0; i + leave_out < n; i++)
		str_addf(out, "%s%s", i ? " " : "", v[i].id);
}

static bool has_word(enum words list, size_t leave_out, const char *word, size_t word_n)
{
	size_t n;
	const struct word *v = words_of(list, &n);

	for (size_t i = 0; i + leave_out < n; i++)
		if (strlen(v[i].id) == word_n && !memcmp(v[i].id, word, word_n))
			return true;
	return false;
}

static void want_word(struct loader *l, const struct rec_field *f, const char *text, enum words list,
		      size_t leave_out)
{
	AUTO(str_done) struct str known = {0};

	if (has_word(list, leave_out, text, strlen(text)))
		return;
	list_words(list, leave_out, &known);
	rec_error(&l->say, f->line, f->column, _("%s: “%s” is unknown; write one of %s"), f->name, text,
		  str_text(&known));
}

static void take_code(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	if (!code_is_good(text, strlen(text)))
		rec_error(&l->say, f->line, f->column, _("Code: “%s” is no code; write it like CR-0203"),
			  text);
	else if (l->has_line && l->line.code && strncmp(text, l->line.code, 2))
		rec_error(&l->say, f->line, f->column,
			  _("Code: %s does not belong to this line; its codes begin with %s-"), text,
			  l->line.code);
}

static void take_source(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	want_word(l, f, text, WORDS_SOURCE, 0);
}

static void take_frequency(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	want_word(l, f, text, WORDS_FREQUENCY, 0);
}

static void take_force(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	want_word(l, f, text, WORDS_FORCE, 0);
}

static void take_severity(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	struct item *item = into;

	if (str_eq(text, "major"))
		rec_error(
		    &l->say, f->line, f->column,
		    _("Severity: major is given to a finding by hand, never to an item; write serious"));
	else if (!severity_parse(text, &item->severity))
		want_word(l, f, text, WORDS_SEVERITY, 1);
}

static void take_evidence(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	if (!evidence_parse(text, &((struct item *)into)->evidence))
		want_word(l, f, text, WORDS_EVIDENCE, 0);
}

static void take_two(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	((struct item *)into)->two_person = str_eq(text, "yes");
	want_word(l, f, text, WORDS_YES, 0);
}

static void take_weight(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	long long weight = 0;

	if (!str_to_int(text, 1, 5, &weight))
		rec_error(&l->say, f->line, f->column, _("Weight: “%s”; write a number from 1 to 5"), text);
	((struct item *)into)->weight = (int)weight;
}

static void take_value_of(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	if (item_value_parse(text, &((struct item *)into)->value, &l->lib->arena))
		rec_error(
		    &l->say, f->line, f->column,
		    _("Value: “%s”; write name, unit, one of <= >= < > =, and a number, with blanks between"),
		    text);
}

static void take_method(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	unsigned seen = 0;
	size_t n, word_n;
	const struct word *v = words_of(WORDS_METHOD, &n);

	for (const char *p = text + strspn(text, " "); *p; p += word_n, p += strspn(p, " ")) {
		size_t i = 0;
		word_n = strcspn(p, " ");
		while (i < n && (strlen(v[i].id) != word_n || memcmp(v[i].id, p, word_n)))
			i++;
		AUTO(str_done) struct str known = {0};
		if (i == n) {
			list_words(WORDS_METHOD, 0, &known);
			rec_error(&l->say, f->line, column_in(f, text, (size_t)(p - text)),
				  _("Method: “%.*s” is unknown; write some of %s"), (int)word_n, p,
				  str_text(&known));
		} else if (seen & 1U << i) {
			rec_error(&l->say, f->line, column_in(f, text, (size_t)(p - text)),
				  _("Method: %s stands here twice; delete one"), v[i].id);
		} else {
			seen |= 1U << i;
		}
	}
}

static void take_sample(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	size_t n = strspn(text, "0123456789");

	if (!n || n > 6 || *text == '0' || text[n] != ' ' || !text[n + 1] ||
	    strpbrk(text + n + 1, " 0123456789"))
		rec_error(&l->say, f->line, f->column,
			  _("Sample: “%s”; write a number, a blank and a unit, such as 10 户"), text);
}

static void take_after(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	size_t n;

	for (const char *p = text; *p; p += n, p += strspn(p, " ")) {
		n = strcspn(p, " ");
		if (!code_is_good(p, n))
			rec_error(
			    &l->say, f->line, column_in(f, text, (size_t)(p - text)),
			    _("After: “%.*s” is no code; write codes such as CR-0203 with blanks between"),
			    (int)n, p);
	}
}

static void take_when(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	struct condition c;
	const char *at = text, *part = text;
	int rc;

	while ((rc = condition_next(&at, &c)) > 0) {
		if (!condition_is_known(&c) || (strchr(c.name, '-') && !code_is_good(c.name, strlen(c.name))))
			rec_error(&l->say, f->line, column_in(f, text, (size_t)(part - text)),
				  _("When: “%s = %s” is unknown; write KEY = yes or no (vault atm bills "
				    "conduct credit), or CODE = "
				    "conform, issue, na, not_checked or pending"),
				  c.name, c.value);
		part = at;
	}
	if (rc < 0)
		rec_error(&l->say, f->line, column_in(f, text, (size_t)(at - text)),
			  _("When: “%s” cannot be read; write NAME = VALUE, joined by “and”"), at);
}

/* Tables hold several of them in one cell, with these between. */
static bool has_separator(const char *text, const char *const *marks, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(text, marks[i]))
			return true;
	return false;
}

static void take_post(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	static const char *const marks[] = {"、", "；", ";", "，", ","};

	if (has_separator(text, marks, ARRAY_LEN(marks)))
		rec_error(&l->say, f->line, f->column,
			  _("Post: “%s” holds several posts; write a field for each"), text);
}

static void take_basis(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	static const char *const marks[] = {"；", ";"};
	size_t n = strcspn(text, " ");

	if (has_separator(text, marks, ARRAY_LEN(marks)))
		rec_error(&l->say, f->line, f->column, _("Basis: “%s” holds several; write a field for each"),
			  text);
	else if (!basis_code_is_good(text, n))
		rec_error(&l->say, f->line, f->column,
			  _("Basis: “%s”; write a code of the register, such as B03, and then, if wanted, a "
			    "blank and the clause"),
			  text);
}

static void take_edition(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	if (!edition_is_good(text))
		rec_error(&l->say, f->line, f->column,
			  _("%s: “%s” is no edition; write year and number, such as 2026.1"), f->name, text);
}

static void take_line_id(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-");

	if (text[n] || n > 24 || *text < 'a')
		rec_error(&l->say, f->line, f->column,
			  _("Id: “%s”; write at most 24 small letters, such as credit"), text);
	else if (library_line(l->lib, text))
		rec_error(&l->say, f->line, f->column,
			  _("Id: the line %s is in the library already; leave one of the files out"), text);
}

static void take_line_code(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	if (strlen(text) != 2 || strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 2)
		rec_error(&l->say, f->line, f->column, _("Code: “%s”; write two capital letters, such as CR"),
			  text);
	else if (library_line(l->lib, text))
		rec_error(&l->say, f->line, f->column,
			  _("Code: another line has %s; choose two other letters"), text);
}

static void take_basis_code(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	size_t n = strlen(text);

	if (!basis_code_is_good(text, n))
		rec_error(&l->say, f->line, f->column,
			  _("Code: “%s” is no code of a basis; write it like B03"), text);
	else if (library_basis(l->lib, text))
		rec_error(&l->say, f->line, f->column,
			  _("Code: %s is used already; give one of them another code"), text);
}

static void take_date(struct loader *l, const struct rec_field *f, const char *text, void *into)
{
	static const unsigned char days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	long long part[3] = {0};
	bool good = strlen(text) == 10 && text[4] == '-' && text[7] == '-';
	char digits[11] = "";

	if (good) {
		memcpy(digits, text, sizeof digits);
		digits[4] = digits[7] = '\0';
		good = strspn(digits, "0123456789") == 4 && str_to_int(digits, 1900, 2999, &part[0]) &&
		       str_to_int(digits + 5, 1, 12, &part[1]) &&
		       str_to_int(digits + 8, 1, days[part[1] - 1], &part[2]) &&
		       (part[1] != 2 || part[2] < 29 ||
			(part[0] % 4 == 0 && (part[0] % 100 || part[0] % 400 == 0)));
	}
	if (!good)
		rec_error(&l->say, f->line, f->column, _("Date: “%s” is no day; write it like 2026-01-31"),
			  text);
}

/* ---- the rules ------------------------------------------------------------- */

#define IN(type, member) offsetof(struct type, member)

static const struct rule line_rules[] = {
    {"Id", true, false, false, NAME_MOST, IN(line, id), take_line_id},
    {"Code", true, false, false, NAME_MOST, IN(line, code), take_line_code},
    {"Name", true, false, false, TITLE_MOST, IN(line, name), NULL},
    {"Edition", true, false, false, NAME_MOST, IN(line, edition), take_edition},
};
static const struct rule item_rules[] = {
    {"Code", true, false, false, NAME_MOST, IN(item, code), take_code},
    {"Title", true, false, false, TITLE_MOST, IN(item, title), NULL},
    {"Section", true, false, false, TITLE_MOST, IN(item, section), NULL},
    {"Question", true, false, false, QUESTION_MOST, IN(item, question), NULL},
    {"Look", true, false, true, LONG_MOST, IN(item, look), NULL},
    {"Method", true, false, false, LONG_MOST, IN(item, method), take_method},
    {"Why", true, false, true, LONG_MOST, IN(item, why), NULL},
    {"Source", true, false, false, LONG_MOST, IN(item, source), take_source},
    {"Post", true, true, false, NAME_MOST, IN(item, posts), take_post},
    {"Basis", false, true, false, LONG_MOST, IN(item, bases), take_basis},
    {"Measure", true, false, true, LONG_MOST, IN(item, measure), NULL},
    {"Severity", true, false, false, LONG_MOST, NO_PLACE, take_severity},
    {"Weight", true, false, false, LONG_MOST, NO_PLACE, take_weight},
    {"Value", false, false, false, LONG_MOST, NO_PLACE, take_value_of},
    {"TwoPerson", false, false, false, LONG_MOST, NO_PLACE, take_two},
    {"Evidence", false, false, false, LONG_MOST, NO_PLACE, take_evidence},
    {"Sample", false, false, false, NAME_MOST, IN(item, sample), take_sample},
    {"When", false, false, false, LONG_MOST, IN(item, when), take_when},
    {"After", false, false, false, LONG_MOST, IN(item, after), take_after},
    {"Frequency", true, false, false, LONG_MOST, IN(item, frequency), take_frequency},
    {"Seed", false, false, false, LONG_MOST, IN(item, seed), NULL},
    {"Retired", false, false, false, NAME_MOST, IN(item, retired), take_edition},
};
static const struct rule basis_rules[] = {
    {"Code", true, false, false, NAME_MOST, IN(basis, code), take_basis_code},
    {"Title", true, false, false, LONG_MOST, IN(basis, title), NULL},
    {"Issuer", true, false, false, LONG_MOST, IN(basis, issuer), NULL},
    {"Number", false, false, false, LONG_MOST, IN(basis, number), NULL},
    {"Date", false, false, false, NAME_MOST, IN(basis, date), take_date},
    {"Force", true, false, false, NAME_MOST, IN(basis, force), take_force},
    {"Note", false, false, true, LONG_MOST, IN(basis, note), NULL},
    {"Seed", false, false, false, LONG_MOST, IN(basis, seed), NULL},
};

const struct rule *rules_of(const char *type, size_t *n)
{
	static const struct {
		const char *type;
		const struct rule *v;
		size_t n;
	} rows[] = {
	    {"Line", line_rules, ARRAY_LEN(line_rules)},
	    {"Item", item_rules, ARRAY_LEN(item_rules)},
	    {"Basis", basis_rules, ARRAY_LEN(basis_rules)},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (str_eq(rows[i].type, type)) {
			*n = rows[i].n;
			return rows[i].v;
		}
	return NULL;
}
