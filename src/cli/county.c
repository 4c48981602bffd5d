/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/county.h"

#include "base/clock.h"

#include <stdio.h>
#include <string.h>

/* ---- fields ------------------------------------------------------------------------------------ */

const char *county_field(const struct rec *r, const char *name)
{
	const struct rec_field *f = rec_find(r, name);
	return f ? f->value : "";
}

const char *county_nth(const struct rec *r, const char *name, int nth)
{
	int n = 0;

	for (size_t i = 0; i < r->n; i++)
		n += str_eq(r->v[i].name, name);
	if (!n)
		return "";
	nth %= n;
	for (size_t i = 0; i < r->n; i++)
		if (str_eq(r->v[i].name, name) && nth-- == 0)
			return r->v[i].value;
	return "";
}

bool county_number(const struct rec *r, const char *name, long long min, long long max, long long *out)
{
	return str_to_int(county_field(r, name), min, max, out);
}

size_t county_word(const char *list, int n, const char **word)
{
	for (const char *p = list + strspn(list, " "); *p; p += strspn(p, " ")) {
		size_t length = strcspn(p, " ");
		if (n-- == 0) {
			*word = p;
			return length;
		}
		p += length;
	}
	return 0;
}

bool county_has(const char *list, const char *word)
{
	size_t n;
	const char *at;

	for (int i = 0; (n = county_word(list, i, &at)); i++)
		if (n == strlen(word) && !strncmp(at, word, n))
			return true;
	return false;
}

const struct rec *county_next(const struct rec_file *f, const char *type, const struct rec *r)
{
	for (r = r ? r + 1 : f->v; r < f->v + f->n; r++)
		if (!r->descriptor && str_eq(r->type, type))
			return r;
	return NULL;
}

int county_hit(const struct rec *r, const char *name, const char *branch, int month)
{
	char number[16];
	int before = 0;

	snprintf(number, sizeof number, "%d", month);
	for (size_t i = 0; i < r->n; i++) {
		const char *word;
		size_t n;
		if (!str_eq(r->v[i].name, "Hit") && !str_eq(r->v[i].name, "Check"))
			continue;
		n = county_word(r->v[i].value, 0, &word);
		bool here = str_eq(r->v[i].name, name) && n == strlen(branch) && !strncmp(word, branch, n);
		for (int k = 1; (n = county_word(r->v[i].value, k, &word)); k++, before++)
			if (here && (*word == '*' || (n == strlen(number) && !strncmp(word, number, n))))
				return before;
	}
	return -1;
}

/* ---- texts --------------------------------------------------------------------------------------- */

unsigned county_mix(const char *a, const char *b)
{
	unsigned h = 2166136261U; /* FNV-1a */

	for (const char *p = a; *p; p++)
		h = (h ^ (unsigned char)*p) * 16777619U;
	for (const char *p = b; *p; p++)
		h = (h ^ (unsigned char)*p) * 16777619U;
	return h ^ h >> 15;
}

static void tell_date(int day, char what, struct str *out)
{
	int year, month, mday;

	day_split(day, &year, &month, &mday);
	if (what == 'y')
		str_addf(out, "%d", year);
	else
		str_addf(out, "%d月", month);
	if (what == 'd')
		str_addf(out, "%d日", mday);
}

static void tell_word(const struct telling *t, const char *word, struct str *out)
{
	const char *figure;
	char day[DAY_TEXT];
	long long n;

	if (str_to_int(word, 1, 9, &n)) {
		size_t length = county_word(t->vary, (int)n - 1, &figure);
		str_add_n(out, length ? figure : "", length);
	} else if (*word == 'd' && str_to_int(word + 1, 0, 400, &n)) {
		tell_date(t->day - (int)n, 'd', out);
	} else if (*word == 'm' && str_to_int(word + 1, 0, 12, &n)) {
		tell_date(day_add_months(t->day, -(int)n), 'm', out);
	} else if (str_eq(word, "y")) {
		tell_date(t->day, 'y', out);
	} else if (str_eq(word, "sample")) {
		for (const char *p = t->sample; *p; p++)
			str_add_n(out, p, *p != ' ');
	} else if (str_eq(word, "volume")) {
		str_add(out, t->volume);
	} else if (str_eq(word, "page")) {
		str_addf(out, "%u", county_mix(t->item, day_format(t->day, day)) % 60 + 1);
	} else {
		str_add(out, t->person(word, t->ctx));
	}
}

void county_tell(const struct telling *t, const char *text, struct str *out)
{
	AUTO(str_done) struct str word = {0};
	const char *open;

	while ((open = strchr(text, '{')) && strchr(open, '}')) {
		const char *close = strchr(open, '}');
		str_add_n(out, text, (size_t)(open - text));
		str_clear(&word);
		str_add_n(&word, open + 1, (size_t)(close - open - 1));
		tell_word(t, str_text(&word), out);
		text = close + 1;
	}
	str_add(out, text);
}
