/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kinds of cases that need no terminal: columns, cuts, lines, carets.
 */
#include "tests/term/cases.h"

#include "base/mem.h"
#include "base/text.h"
#include "base/width.h"
#include "base/wrap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* amb=N (1 if absent); mode=substitute for the third mode. */
static void use_setting(const char *setting)
{
	bool wide = case_number(setting, "amb", 1) == 2;

	width_set_mode(case_has(setting, "mode=substitute") ? WIDTH_SUBSTITUTE : wide ? WIDTH_WIDE : WIDTH_NARROW);
}

/* The bare number of a setting; -1 if it has none. */
static int budget(const char *setting)
{
	for (const char *s = setting; *s; s += strcspn(s, " "), s += strspn(s, " ")) {
		char *end;
		long n = strtol(s, &end, 10);
		if (end > s && (!*end || *end == ' '))
			return (int)n;
	}
	return -1;
}

/* Sets the mode and reads the input, which is a quoted text. */
static bool begin(const struct one_case *c, struct str *text)
{
	const char *s = c->input;

	use_setting(c->setting);
	return case_text(&s, text);
}

static size_t without_blanks(const struct str *s)
{
	size_t n = s->n;
	while (n && s->s[n - 1] == ' ')
		n--;
	return n;
}

/* Compares with the one text that is expected; loose: trailing blanks do not count. */
static bool same_text(const struct one_case *c, const struct str *out, bool loose, struct str *got)
{
	AUTO(str_done) struct str want = {0};
	const char *s = c->expected;

	case_quote(str_text(out), out->n, got);
	if (!case_text(&s, &want))
		return false;
	size_t n = loose ? without_blanks(out) : out->n;
	return n == (loose ? without_blanks(&want) : want.n) && !memcmp(str_text(out), str_text(&want), n);
}

bool cases_width(const struct one_case *c, struct str *got)
{
	AUTO(str_done) struct str text = {0};

	if (!begin(c, &text))
		return false;
	str_addf(got, "%d", width_n(str_text(&text), text.n));
	return str_eq(str_text(got), c->expected);
}

bool cases_clip(const struct one_case *c, struct str *got)
{
	AUTO(str_done) struct str text = {0}, out = {0};

	if (!begin(c, &text) || budget(c->setting) < 0)
		return false;
	width_clip(str_text(&text), budget(c->setting), &out);
	return same_text(c, &out, false, got);
}

bool cases_ellipsis(const struct one_case *c, struct str *got)
{
	AUTO(str_done) struct str text = {0}, out = {0};

	if (!begin(c, &text) || budget(c->setting) < 0)
		return false;
	width_ellipsis(str_text(&text), budget(c->setting), &out);
	return same_text(c, &out, false, got);
}

/* Columns behind the end of the text are blank; whether a case writes them is not said, so there they do
 * not count. */
bool cases_slice(const struct one_case *c, struct str *got)
{
	AUTO(str_done) struct str text = {0}, out = {0};
	const char *range = strstr(c->setting, "cols ");
	int first, last;

	if (!begin(c, &text) || !range || sscanf(range, "cols %d..%d", &first, &last) != 2)
		return false;
	width_slice(str_text(&text), first, last, &out);
	return same_text(c, &out, last >= width_n(str_text(&text), text.n), got);
}

bool cases_wrap(const struct one_case *c, struct str *got)
{
	AUTO(str_done) struct str text = {0};
	AUTO(wrap_done) struct wrap w = {0};
	const char *s = c->expected;
	bool same = true;

	if (!begin(c, &text) || budget(c->setting) < 0)
		return false;
	wrap_text(str_text(&text), text.n, budget(c->setting), &w);
	for (size_t i = 0; i < w.n; i++) {
		AUTO(str_done) struct str want = {0};
		const char *line = str_text(&text) + w.v[i].start;
		str_add(got, i ? "," : "[");
		case_quote(line, w.v[i].len, got);
		same = case_text(&s, &want) && want.n == w.v[i].len && !memcmp(str_text(&want), line, want.n) && same;
	}
	str_add(got, "]");
	return same && !strchr(s, '"');
}

static void show_stops(const struct str *text, struct str *got)
{
	AUTO(width_stops_done) struct width_stops stops = {0};

	width_caret_stops(str_text(text), text->n, &stops);
	for (size_t i = 0; i < stops.n; i++)
		str_addf(got, "%s%d", i ? "," : "[", stops.v[i].col);
	str_add(got, "]");
}

/* caret=P counts clusters. The blanks that fill the field do not count. */
static bool run_field(const struct one_case *c, const struct str *text, struct str *got)
{
	AUTO(str_done) struct str out = {0};
	size_t first = 0;
	const char *s = strstr(c->expected, "caret ");
	size_t caret = text_offset(str_text(text), text->n, (size_t)case_number(c->setting, "caret", 0));
	int col = width_field(str_text(text), text->n, caret, (int)case_number(c->setting, "field", 0), &first, &out);

	str_add(got, "show ");
	bool same = same_text(c, &out, true, got);
	str_addf(got, " caret %d", col);
	return same && s && strtol(s + strlen("caret "), NULL, 10) == col;
}

/* The list that is expected, blanks aside. */
static bool same_list(const char *want, const struct str *got)
{
	AUTO(str_done) struct str list = {0};

	for (; *want; want++)
		if (*want != ' ')
			str_add_char(&list, *want);
	return str_eq(str_text(&list), str_text(got));
}

bool cases_caret(const struct one_case *c, struct str *got)
{
	AUTO(str_done) struct str text = {0};

	if (!begin(c, &text))
		return false;
	if (case_number(c->setting, "field", 0) > 0)
		return run_field(c, &text, got);
	long click = case_number(c->setting, "click", -1);
	if (click >= 0)
		str_addf(got, "%d", width_n(str_text(&text), width_click(str_text(&text), text.n, (int)click)));
	else
		show_stops(&text, got);
	return same_list(c->expected, got);
}

bool cases_backspace(const struct one_case *c, struct str *got)
{
	AUTO(str_done) struct str text = {0};

	if (!begin(c, &text))
		return false;
	if (text.n)
		str_truncate(&text, text_cluster_before(text.s, text.n, text.n));
	return same_text(c, &text, false, got);
}
