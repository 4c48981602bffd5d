/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The closed lists of the library, measured values, conditions.
 */
#include "domain/library.h"

#include "base/msg.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* ---- lists ----------------------------------------------------------------- */

static const struct word severities[] = {
    {"", ""},
    {"slight", N_("slight")},
    {"ordinary", N_("ordinary")},
    {"serious", N_("serious")},
    {"major", N_("major")},
};
static const struct word evidences[] = {
    {"none", N_("not wanted")},
    {"issue", N_("wanted for an issue")},
    {"always", N_("always wanted")},
};
static const struct word sources[] = {
    {"operational", N_("operational risk")},
    {"technology", N_("technology risk")},
    {"legal", N_("legal risk")},
    {"reputation", N_("reputation risk")},
    {"other", N_("other risk")},
    {"credit", N_("credit risk")},
    {"market", N_("market risk")},
    {"fake-bill", N_("forged bill risk")},
    {"moral", N_("moral risk")},
    {"integrity", N_("integrity risk")},
};
static const struct word methods[] = {
    {"examine", N_("examine papers")}, {"interview", N_("interview")}, {"count", N_("count stock")},
    {"observe", N_("observe")},        {"test", N_("test")},           {"video", N_("watch recordings")},
};
static const struct word frequencies[] = {
    {"daily", N_("daily")},         {"weekly", N_("weekly")},        {"monthly", N_("monthly")},
    {"quarterly", N_("quarterly")}, {"halfyear", N_("half-yearly")}, {"yearly", N_("yearly")},
    {"once", N_("one time only")},
};
static const struct word forces[] = {
    {"yes", N_("in force")},
    {"no", N_("no longer in force")},
    {"unknown", N_("force not known")},
};
static const struct word yes_no[] = {{"yes", N_("yes")}, {"no", N_("no")}};
static const struct word results[] = {
    {"conform", N_("conform")},         {"issue", N_("issue")},     {"na", N_("not applicable")},
    {"not_checked", N_("not checked")}, {"pending", N_("pending")},
};

const struct word *words_of(enum words list, size_t *n)
{
	static const struct {
		const struct word *v;
		size_t n;
	} rows[] = {
	    [WORDS_NONE] = {NULL, 0},
	    [WORDS_SEVERITY] = {severities + 1, ARRAY_LEN(severities) - 1},
	    [WORDS_EVIDENCE] = {evidences, ARRAY_LEN(evidences)},
	    [WORDS_SOURCE] = {sources, ARRAY_LEN(sources)},
	    [WORDS_METHOD] = {methods, ARRAY_LEN(methods)},
	    [WORDS_FREQUENCY] = {frequencies, ARRAY_LEN(frequencies)},
	    [WORDS_FORCE] = {forces, ARRAY_LEN(forces)},
	    [WORDS_YES] = {yes_no, ARRAY_LEN(yes_no)},
	    [WORDS_RESULT] = {results, ARRAY_LEN(results)},
	};
	*n = rows[list].n;
	return rows[list].v;
}

const char *words_label(enum words list, const char *id)
{
	size_t n;
	const struct word *v = words_of(list, &n);

	for (size_t i = 0; i < n; i++)
		if (str_eq(v[i].id, id))
			return _(v[i].label);
	return id;
}

/* Place of an id in a list; -1 if it is not there. */
static int place(const struct word *v, size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (*v[i].id && str_eq(v[i].id, id))
			return (int)i;
	return -1;
}

const char *severity_id(enum severity s)
{
	return severities[s].id;
}

const char *severity_label(enum severity s)
{
	return s ? _(severities[s].label) : "";
}

const char *severity_msgid(enum severity s)
{
	return severities[s].label;
}

bool severity_parse(const char *id, enum severity *out)
{
	int i = place(severities, ARRAY_LEN(severities), id);
	if (i >= 0)
		*out = (enum severity)i;
	return i >= 0;
}

const char *evidence_id(enum evidence v)
{
	return evidences[v].id;
}

bool evidence_parse(const char *id, enum evidence *out)
{
	int i = place(evidences, ARRAY_LEN(evidences), id);
	if (i >= 0)
		*out = (enum evidence)i;
	return i >= 0;
}

const char *source_label(const char *source)
{
	return words_label(WORDS_SOURCE, source);
}

const char *frequency_label(const char *frequency)
{
	return words_label(WORDS_FREQUENCY, frequency);
}

void method_labels(const char *method, struct str *out)
{
	const char *between = "";

	while (*(method += strspn(method, " "))) {
		char id[16];
		size_t n = strcspn(method, " ");
		snprintf(id, sizeof id, "%.*s", (int)n, method);
		str_add(out, between);
		str_add(out, words_label(WORDS_METHOD, id));
		between = _(", ");
		method += n;
	}
}

const struct profile_key *library_profile_keys(size_t *n)
{
	static const struct profile_key keys[] = {
	    {"vault", N_("a vault")},          {"atm", N_("cash machines")},
	    {"bills", N_("bill business")},    {"conduct", N_("staff conduct looked after here")},
	    {"credit", N_("credit business")},
	};
	*n = ARRAY_LEN(keys);
	return keys;
}

/* ---- measured values ------------------------------------------------------- */

/* A decimal number of n bytes: at most 11 digits before the point and 4 behind it. */
static bool parse_number(const char *s, size_t n, double *out)
{
	size_t sign = n && *s == '-', digits = 0, point = 0, behind = 0;
	double value = 0;

	for (size_t i = sign; i < n; i++) {
		if (s[i] == '.' && !point && digits) {
			point = 1;
			continue;
		}
		if (s[i] < '0' || s[i] > '9')
			return false;
		value = value * 10 + (s[i] - '0');
		digits++;
		behind += point;
	}
	if (!digits || digits - behind > 11 || behind > 4 || (point && !behind))
		return false;
	static const double tens[] = {1, 10, 100, 1000, 10000};
	*out = (sign ? -value : value) / tens[behind];
	return true;
}

/* The last word of the first n bytes; they then end before it and its blanks. */
static const char *last_word(const char *s, size_t *n, size_t *word_n)
{
	size_t end = *n;

	while (end && s[end - 1] == ' ')
		end--;
	size_t start = end;
	while (start && s[start - 1] != ' ')
		start--;
	*word_n = end - start;
	*n = start;
	while (*n && s[*n - 1] == ' ')
		(*n)--;
	return s + start;
}

int item_value_parse(const char *text, struct item_value *out, struct arena *arena)
{
	static const char ops[][3] = {"<=", ">=", "<", ">", "="};
	size_t n = strlen(text), word_n;
	struct item_value v = {0};

	*out = v;
	text += strspn(text, " ");
	n = strlen(text);
	if (!n)
		return 0;
	const char *word = last_word(text, &n, &word_n);
	if (!parse_number(word, word_n, &v.limit))
		return -1;
	word = last_word(text, &n, &word_n);
	for (size_t i = 0; i < ARRAY_LEN(ops) && !*v.op; i++)
		if (strlen(ops[i]) == word_n && !memcmp(ops[i], word, word_n))
			memcpy(v.op, ops[i], sizeof v.op);
	word = last_word(text, &n, &word_n);
	if (!*v.op || !word_n || !n)
		return -1;
	v.unit = arena_dup_n(arena, word, word_n);
	v.name = arena_dup_n(arena, text, n);
	*out = v;
	return 0;
}

void item_value_text(const struct item_value *value, struct str *out)
{
	if (value->name)
		str_addf(out, "%s %s %s %.15g", value->name, value->unit, value->op, value->limit);
}

void item_value_words(const struct item_value *value, struct str *out)
{
	static const struct {
		const char *op, *words;
	} rows[] = {
		{"<=", N_("%s: at most %.15g %s")}, {">=", N_("%s: at least %.15g %s")}, {"<", N_("%s: below %.15g %s")},
		{">", N_("%s: above %.15g %s")},    {"=", N_("%s: exactly %.15g %s")},
	};
	for (size_t i = 0; value->name && i < ARRAY_LEN(rows); i++)
		if (str_eq(rows[i].op, value->op))
			str_addf(out, _(rows[i].words), value->name, value->limit, value->unit);
}

void item_value_measured(const struct item_value *value, const char *typed, struct str *out)
{
	size_t n = strlen(typed);

	str_add(out, typed);
	if (n && typed[n - 1] >= '0' && typed[n - 1] <= '9' && value->name)
		str_addf(out, " %s", value->unit);
}

int item_value_keeps(const struct item_value *value, const char *typed)
{
	AUTO(str_done) struct str s = {0};
	double x;

	text_fold_ascii(typed, &s);
	const char *at = str_text(&s) + strspn(str_text(&s), " ");
	size_t n = strspn(at, "-.0123456789");
	if (!parse_number(at, n, &x) || strpbrk(at + n, "0123456789"))
		return -1;
	switch (value->op[0]) {
	case '<':
		return value->op[1] ? x <= value->limit : x < value->limit;
	case '>':
		return value->op[1] ? x >= value->limit : x > value->limit;
	default:
		return !(x < value->limit) && !(x > value->limit);
	}
}

/* ---- conditions ------------------------------------------------------------ */

/* Copies the word at *at into room bytes; false if there is none or it is too long. */
static bool take_word(const char **at, char *out, size_t room)
{
	*at += strspn(*at, " ");
	size_t n = strcspn(*at, " =");
	if (!n || n >= room)
		return false;
	memcpy(out, *at, n);
	out[n] = '\0';
	*at += n;
	*at += strspn(*at, " ");
	return true;
}

int condition_next(const char **at, struct condition *out)
{
	const char *s = *at;

	s += strspn(s, " ");
	if (!*s)
		return 0;
	if (!take_word(&s, out->name, sizeof out->name) || *s != '=')
		return -1;
	s++;
	if (!take_word(&s, out->value, sizeof out->value))
		return -1;
	if (str_starts(s, "and ")) {
		s += strlen("and ");
		if (!s[strspn(s, " ")])
			return -1;
	} else if (*s) {
		return -1;
	}
	*at = s;
	return 1;
}

bool condition_is_known(const struct condition *c)
{
	size_t n;
	const struct profile_key *keys = library_profile_keys(&n);

	for (size_t i = 0; i < n; i++)
		if (str_eq(keys[i].id, c->name))
			return place(yes_no, ARRAY_LEN(yes_no), c->value) >= 0;
	return strchr(c->name, '-') && place(results, ARRAY_LEN(results), c->value) >= 0;
}

bool item_asked(const struct item *item, library_lookup *lookup, void *ctx, struct str *why)
{
	struct condition c;
	int rc;

	for (const char *at = item->when; (rc = condition_next(&at, &c)) != 0;) {
		if (rc > 0 && str_eq(lookup(c.name, ctx), c.value))
			continue;
		if (why && rc > 0)
			str_addf(why, "%s = %s", c.name, c.value);
		else if (why)
			str_add(why, at);
		return false;
	}
	return true;
}
