/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/values.h"

#include "base/mem.h"
#include "domain/library.h"
#include "domain/session.h"

#include <string.h>

static void word(struct str *out, const char *text)
{
	if (out->n)
		str_add_char(out, ' ');
	str_add(out, text);
}

static int roles(struct str *out, struct err *e)
{
	size_t n;
	const struct role *table = role_table(&n);

	(void)e;
	for (size_t i = 0; i < n; i++)
		word(out, table[i].id);
	return 0;
}

static int kinds(struct str *out, struct err *e)
{
	size_t n;
	const struct session_kind *table = session_kinds(&n);

	(void)e;
	for (size_t i = 0; i < n; i++)
		word(out, table[i].id);
	return 0;
}

static int states(struct str *out, struct err *e)
{
	(void)e;
	for (int s = 0; s < SESSION_STATES; s++)
		word(out, session_state_id((enum session_state)s));
	return 0;
}

static int severities(struct str *out, struct err *e)
{
	(void)e;
	for (int s = SEVERITY_NONE + 1; s < SEVERITY_COUNT; s++)
		word(out, severity_id((enum severity)s));
	return 0;
}

static int lines(struct str *out, struct err *e)
{
	AUTO(library_done) struct library lib = {0};

	if (library_load_builtin(&lib, e))
		return -1;
	for (size_t i = 0; i < lib.n; i++)
		word(out, lib.v[i].id);
	return 0;
}

static const struct {
	enum option_id id;
	int (*add)(struct str *out, struct err *e);
} tables[] = {
	{OPT_ROLE, roles}, {OPT_KIND, kinds}, {OPT_STATE, states}, {OPT_SEVERITY, severities}, {OPT_LINE, lines},
};

int values_of(enum option_id id, struct str *out, struct err *e)
{
	const char *arg = option_rows[id].arg;

	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		if (tables[i].id == id)
			return tables[i].add(out, e);
	if (!arg || !strchr(arg, '|')) /* "zh|en" says itself what may stand there */
		return 0;
	for (const char *p = arg; *p; p++)
		str_add_char(out, *p == '|' ? ' ' : *p);
	return 0;
}

enum values_kind values_kind_of(enum option_id id)
{
	const char *arg = option_rows[id].arg ? option_rows[id].arg : "";

	return str_eq(arg, "FILE") ? VALUES_FILE : str_eq(arg, "DIR") ? VALUES_FOLDER : VALUES_TEXT;
}
