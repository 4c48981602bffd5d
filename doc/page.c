/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of the manual page that are rows of a table: verbs, options, keys, transaction codes.
 */
#include "doc/pages.h"

#include "base/mem.h"
#include "base/msg.h"
#include "cli/values.h"
#include "ui/views/views.h"

#include <config.h>
#include <stdlib.h>
#include <string.h>

/* ---- roff ---------------------------------------------------------------------------------------- */

/* Text that roff shows as it stands: no escapes, no requests, hyphens that can be copied. */
static void roff(struct str *out, const char *text)
{
	if (*text == '.' || *text == '\'')
		str_add(out, "\\&");
	for (; *text; text++) {
		if (*text == '\\')
			str_add(out, "\\e");
		else if (*text == '-')
			str_add(out, "\\-");
		else if (*text == '\n')
			str_add_char(out, ' ');
		else
			str_add_char(out, *text);
	}
}

/* ".TP" and its tag; the caller adds the tag's text and a LF. */
static void item(struct str *out)
{
	str_add(out, ".TP\n");
}

static void in_font(struct str *out, char font, const char *text)
{
	str_addf(out, "\\f%c", font);
	roff(out, text);
	str_add(out, "\\fR");
}

static void sentence(struct str *out, const char *text)
{
	roff(out, text);
	str_add_char(out, '\n');
}

/* ---- verbs and options ------------------------------------------------------------------------------- */

static void option_tag(struct str *out, enum option_id id)
{
	AUTO(str_done) struct str name = {0};

	str_addf(&name, "--%s", option_rows[id].name);
	in_font(out, 'B', str_text(&name));
	if (option_rows[id].arg) {
		str_add_char(out, ' ');
		in_font(out, 'I', _(option_rows[id].arg));
	}
}

static int add_verbs(struct str *out, struct err *e)
{
	size_t n;
	const struct verb *verbs = verb_table(&n);

	(void)e;
	for (size_t i = 0; i < n; i++) {
		item(out);
		in_font(out, 'B', verbs[i].name);
		if (*verbs[i].args) {
			str_add_char(out, ' ');
			in_font(out, 'I', _(verbs[i].args));
		}
		for (size_t k = 0; verbs[i].options[k] != OPT_COUNT; k++) {
			str_add(out, " [");
			option_tag(out, verbs[i].options[k]);
			str_add_char(out, ']');
		}
		str_add_char(out, '\n');
		sentence(out, _(verbs[i].help));
	}
	return 0;
}

static int add_options(struct str *out, struct err *e)
{
	for (int id = 0; id < OPT_COUNT; id++) {
		AUTO(str_done) struct str values = {0};
		if (values_of((enum option_id)id, &values, e))
			return -1;
		item(out);
		option_tag(out, (enum option_id)id);
		str_add_char(out, '\n');
		sentence(out, _(option_rows[id].help));
		if (values.n && !strchr(option_rows[id].arg, '|')) {
			str_add(out, "(");
			roff(out, str_text(&values));
			str_add(out, ")\n");
		}
	}
	return 0;
}

/* ---- screens ------------------------------------------------------------------------------------------- */

static void add_row(struct str *out, const struct cmd *c)
{
	if (c->flags & CMD_HIDDEN)
		return;
	item(out);
	for (const char *p = *c->keys ? c->keys : "F5"; *p;) {
		size_t n = strcspn(p, " ");
		char key[PRESS_NAME + 1] = "";
		memcpy(key, p, n < PRESS_NAME ? n : PRESS_NAME);
		in_font(out, 'B', key);
		p += n + strspn(p + n, " ");
		if (*p)
			str_add(out, ", ");
	}
	if (c->code) {
		str_add(out, " (");
		roff(out, c->code);
		str_add_char(out, ')');
	}
	str_add_char(out, '\n');
	roff(out, _(c->label));
	str_addf(out, _("%s: %s"), "", ""); /* the colon of the language */
	sentence(out, _(c->help));
}

/* A table that several views share is told once, behind the views. */
struct shared {
	const struct cmd *tables[16];
	size_t n;
};

static bool is_shared(const struct cmd *table)
{
	static const char *const widgets[] = {"list.", "edit.", "form."};

	for (size_t i = 0; i < ARRAY_LEN(widgets); i++)
		if (table->id && str_starts(table->id, widgets[i]))
			return true;
	return false;
}

static void share(struct shared *s, const struct cmd *table)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->tables[i] == table)
			return;
	if (s->n < ARRAY_LEN(s->tables))
		s->tables[s->n++] = table;
}

static void add_view(struct str *out, const struct view_ops *v, struct shared *s)
{
	str_add(out, ".SS ");
	roff(out, _(v->title));
	if (v->code) {
		str_add(out, " (");
		roff(out, v->code);
		str_add_char(out, ')');
	}
	str_add_char(out, '\n');
	if (v->help)
		sentence(out, _(v->help));
	for (cmd_tables t = v->cmds; t && *t; t++) {
		if (is_shared(*t)) {
			share(s, *t);
			continue;
		}
		for (const struct cmd *c = *t; c->id; c++)
			add_row(out, c);
	}
}

static int add_keys(struct str *out, struct err *e)
{
	const struct view_ops *const *views = views_register();
	struct shared s = {.n = 0};

	(void)e;
	for (cmd_tables t = stage_cmds(); *t; t++)
		for (const struct cmd *c = *t; c->id; c++)
			add_row(out, c);
	for (int id = VIEW_NONE + 1; id < VIEW_N; id++)
		if (views[id] && id != VIEW_ASK && id != VIEW_GUIDE)
			add_view(out, views[id], &s);
	str_add(out, ".SS ");
	sentence(out, _("Writing and choosing")); /* as F1 says it */
	for (size_t i = 0; i < s.n; i++)
		for (const struct cmd *c = s.tables[i]; c->id; c++)
			add_row(out, c);
	return 0;
}

/* ---- transaction codes ---------------------------------------------------------------------------------- */

struct code {
	const char *code, *label, *help;
};
struct codes {
	struct code *v;
	size_t n, cap;
};

/* A row and the view that it opens have one code: it is told once. */
static void add_code(struct codes *all, const char *code, const char *label, const char *help)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->v[i].code, code))
			return;
	*VEC_PUSH(all) = (struct code){code, label, help};
}

static int by_code(const void *a, const void *b)
{
	return strcmp(((const struct code *)a)->code, ((const struct code *)b)->code);
}

static void collect_codes(struct codes *all)
{
	const struct view_ops *const *views = views_register();

	for (int id = VIEW_NONE + 1; id < VIEW_N; id++)
		for (cmd_tables t = views[id] ? views[id]->cmds : NULL; t && *t; t++)
			for (const struct cmd *c = *t; c->id; c++)
				if (c->code)
					add_code(all, c->code, c->label, c->help);
	for (int id = VIEW_NONE + 1; id < VIEW_N; id++)
		if (views[id] && views[id]->code)
			add_code(all, views[id]->code, views[id]->title, NULL);
	if (all->n)
		qsort(all->v, all->n, sizeof *all->v, by_code);
}

static int add_codes(struct str *out, struct err *e)
{
	struct codes all = {.n = 0};

	(void)e;
	collect_codes(&all);
	for (size_t i = 0; i < all.n; i++) {
		item(out);
		in_font(out, 'B', all.v[i].code);
		str_add_char(out, '\n');
		roff(out, _(all.v[i].label));
		if (all.v[i].help) {
			str_addf(out, _("%s: %s"), "", ""); /* the colon of the language */
			roff(out, _(all.v[i].help));
		}
		str_add_char(out, '\n');
	}
	mem_free(all.v);
	return 0;
}

static int add_version(struct str *out, struct err *e)
{
	(void)e;
	str_addf(out, ".ds Zv %s\n", PACKAGE_STRING);
	return 0;
}

/* ---- the template -------------------------------------------------------------------------------------- */

static const struct {
	const char *name;
	int (*add)(struct str *out, struct err *e);
} parts[] = {
	{"@VERSION@", add_version}, {"@VERBS@", add_verbs}, {"@OPTIONS@", add_options},
	{"@KEYS@", add_keys},       {"@CODES@", add_codes},
};

static int add_part(const char *line, size_t n, struct str *out, struct err *e)
{
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (strlen(parts[i].name) == n && !strncmp(parts[i].name, line, n))
			return parts[i].add(out, e);
	return err_set(e, ERR_INPUT, "no table is named %.*s", (int)n, line);
}

int page_fill(const char *text, struct str *out, struct err *e)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		if (*text == '@') {
			if (add_part(text, n, out, e))
				return -1;
		} else {
			str_add_n(out, text, n);
			str_add_char(out, '\n');
		}
		text += n + (text[n] == '\n');
	}
	return 0;
}
