/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/base/cmd.h"

#include "base/mem.h"
#include "base/msg.h"

#include <string.h>

int cmd_each(cmd_tables tables, int (*visit)(const struct cmd *, void *ctx), void *ctx)
{
	for (; tables && *tables; tables++)
		for (const struct cmd *c = *tables; c->id; c++) {
			int rc = visit(c, ctx);
			if (rc)
				return rc;
		}
	return 0;
}

/* The word at *s, NUL-terminated in out; false at the end of the list. */
static bool next_word(const char **s, char out[PRESS_NAME])
{
	*s += strspn(*s, " ");
	size_t n = strcspn(*s, " ");
	if (!n)
		return false;
	size_t keep = n < PRESS_NAME - 1 ? n : PRESS_NAME - 1;
	memcpy(out, *s, keep);
	out[keep] = '\0';
	*s += n;
	return true;
}

static bool known_keys(const char *keys, char bad[PRESS_NAME])
{
	struct press k;

	while (keys && next_word(&keys, bad))
		if (!press_parse(bad, &k))
			return false;
	return true;
}

/* --- a person's keys --- */

static void trim(const char **s, size_t *n)
{
	while (*n && strchr(" \t\r", (*s)[*n - 1]))
		--*n;
	while (*n && strchr(" \t", **s)) {
		++*s;
		--*n;
	}
}

static int map_line(struct cmd_map *m, const char *name, unsigned line, const char *s, size_t n,
		    struct err *e)
{
	trim(&s, &n);
	if (!n || *s == '#')
		return 0;
	const char *equals = memchr(s, '=', n);
	if (!equals || equals == s)
		return err_set(e, ERR_INPUT,
			       _("%s:%u: write \"command = keys\", for example: walk.next = F8 +"), name,
			       line);
	const char *id = s, *keys = equals + 1;
	size_t id_n = (size_t)(equals - s), keys_n = n - id_n - 1;
	trim(&id, &id_n);
	trim(&keys, &keys_n);
	struct cmd_bind *b = VEC_PUSH(m);
	b->id = mem_dup_n(id, id_n);
	b->keys = mem_dup_n(keys, keys_n);
	char bad[PRESS_NAME];
	if (!known_keys(b->keys, bad))
		return err_set(e, ERR_INPUT, _("%s:%u: there is no key \"%s\"; help shows the names of keys"),
			       name, line, bad);
	return 0;
}

int cmd_map_read(struct cmd_map *m, const char *name, const char *bytes, size_t n, struct err *e)
{
	unsigned line = 1;

	while (n) {
		const char *end = memchr(bytes, '\n', n);
		size_t len = end ? (size_t)(end - bytes) : n;
		if (map_line(m, name, line++, bytes, len, e))
			return -1;
		len += end != NULL;
		bytes += len;
		n -= len;
	}
	return 0;
}

void cmd_map_done(struct cmd_map *m)
{
	for (size_t i = 0; i < m->n; i++) {
		mem_free(m->v[i].id);
		mem_free(m->v[i].keys);
	}
	mem_free(m->v);
	*m = (struct cmd_map){0};
}

const char *cmd_keys(const struct cmd_map *m, const struct cmd *c)
{
	for (size_t i = m ? m->n : 0; i-- > 0;)
		if (strcmp(m->v[i].id, c->id) == 0)
			return m->v[i].keys;
	return c->keys ? c->keys : "";
}

/* --- look-up --- */

struct search {
	const struct cmd_map *map;
	const char *text; /* key name, code or id */
	const struct cmd *found;
};

static int has_key(const struct cmd *c, void *ctx)
{
	struct search *s = ctx;
	if (!press_listed(s->text, cmd_keys(s->map, c)))
		return 0;
	s->found = c;
	return 1;
}

static int has_code(const struct cmd *c, void *ctx)
{
	struct search *s = ctx;
	if (!c->code || strcmp(c->code, s->text) != 0)
		return 0;
	s->found = c;
	return 1;
}

static int has_id(const struct cmd *c, void *ctx)
{
	struct search *s = ctx;
	if (strcmp(c->id, s->text) != 0)
		return 0;
	s->found = c;
	return 1;
}

const struct cmd *cmd_find(cmd_tables tables, const struct cmd_map *m, const struct press *k)
{
	char name[PRESS_NAME];
	struct search s = {.map = m, .text = press_name(k, name)};

	cmd_each(tables, has_key, &s);
	return s.found;
}

const struct cmd *cmd_find_code(cmd_tables tables, const char *code)
{
	struct search s = {.text = code};
	cmd_each(tables, has_code, &s);
	return s.found;
}

const struct cmd *cmd_find_id(cmd_tables tables, const char *id)
{
	struct search s = {.text = id};
	cmd_each(tables, has_id, &s);
	return s.found;
}

/* --- hints --- */

struct hints {
	const struct cmd_map *map;
	const struct view *view;
	struct str *out;
};

static int add_hint(const struct cmd *c, void *ctx)
{
	struct hints *h = ctx;
	char name[PRESS_NAME];
	const char *keys = cmd_keys(h->map, c);

	if (!(c->flags & CMD_HINT) || !next_word(&keys, name))
		return 0;
	if (c->why_not && c->why_not(h->view))
		return 0;
	if (h->out->n && h->out->s[h->out->n - 1] != ' ')
		str_add_char(h->out, ' ');
	str_add(h->out, name);
	str_add(h->out, _(c->label));
	return 0;
}

void cmd_hints(cmd_tables tables, const struct cmd_map *m, const struct view *v, struct str *out)
{
	struct hints h = {m, v, out};
	cmd_each(tables, add_hint, &h);
}

/* --- check --- */

static int check_clash(const struct cmd *table, const struct cmd *c, struct str *out)
{
	int faults = 0;
	char name[PRESS_NAME];
	struct press k;
	const char *keys = c->keys;

	while (keys && next_word(&keys, name))
		for (const struct cmd *d = table; d < c; d++)
			if (press_parse(name, &k) && press_in(&k, d->keys)) {
				str_addf(out, "%s and %s: both have the key %s\n", d->id, c->id, name);
				faults++;
			}
	return faults;
}

static int check_row(const struct cmd *c, struct str *out)
{
	char bad[PRESS_NAME];
	int faults = 0;

	if (!strchr(c->id, '.') || !c->label || !c->help || !c->run) {
		str_addf(out, "%s: the id needs a dot; label, help and run must be there\n", c->id);
		faults++;
	}
	if (!known_keys(c->keys, bad)) {
		str_addf(out, "%s: there is no key %s\n", c->id, bad);
		faults++;
	}
	if (c->code && (strlen(c->code) != 4 || strspn(c->code, "0123456789") != 4)) {
		str_addf(out, "%s: a transaction code has four digits\n", c->id);
		faults++;
	}
	return faults;
}

int cmd_check(cmd_tables tables, struct str *out)
{
	int faults = 0;

	for (; tables && *tables; tables++)
		for (const struct cmd *c = *tables; c->id; c++) {
			faults += check_row(c, out);
			faults += check_clash(*tables, c, out);
		}
	return faults;
}
