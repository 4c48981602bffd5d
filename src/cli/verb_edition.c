/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Editions of the library on the command line: tables out and in, the draft, differences, publishing.
 */
#include "base/csv.h"
#include "base/file.h"
#include "base/msg.h"
#include "base/rec.h"
#include "cli/verbs.h"
#include "domain/draft.h"
#include "domain/library_table.h"

#include <string.h>

/* ---- changes ------------------------------------------------------------------------------- */

struct teller {
	struct call *c;
	size_t count[CHANGE_COUNT], all;
};

/* The lines of a text, each behind a mark. */
static void say_lines(FILE *to, const char *mark, const char *text)
{
	for (const char *p = text; *p; p += strcspn(p, "\n"), p += *p == '\n') {
		AUTO(str_done) struct str line = {0};
		str_addf(&line, "    %s ", mark);
		str_add_n(&line, p, strcspn(p, "\n"));
		out_text(to, str_text(&line));
		fputc('\n', to);
	}
}

static void say_fields(struct teller *t, const struct change *ch, struct json *j)
{
	AUTO(str_done) struct str before = {0}, after = {0};
	size_t n;
	const struct library_field *fields = ch->basis_after ? basis_fields(&n) : item_fields(&n);

	for (size_t i = 0; i < n; i++) {
		if (!(ch->fields & 1U << i))
			continue;
		change_field_text(ch, &fields[i], false, &before);
		change_field_text(ch, &fields[i], true, &after);
		if (t->c->opt[OPT_JSON]) {
			json_open(j, NULL, '{');
			json_text(j, "field", fields[i].name);
			json_text(j, "before", str_text(&before));
			json_text(j, "after", str_text(&after));
			json_close(j, '}');
			continue;
		}
		fprintf(t->c->out, "  %s\n", _(fields[i].heading));
		say_lines(t->c->out, "-", str_text(&before));
		say_lines(t->c->out, "+", str_text(&after));
	}
}

static void say_change_json(struct teller *t, const struct change *ch)
{
	AUTO(json_done) struct json j = {0};
	const struct line *line = ch->line_after ? ch->line_after : ch->line_before;
	bool basis = ch->basis_after || ch->basis_before;

	json_open(&j, NULL, '{');
	json_text(&j, "change", change_id(ch->kind));
	if (line)
		json_text(&j, "line", line->id);
	if (basis || ch->before || ch->after)
		json_text(&j, basis ? "basis" : "item", ch->code);
	json_text(&j, "title", change_title(ch));
	json_open(&j, "fields", '[');
	say_fields(t, ch, &j);
	json_close(&j, ']');
	json_close(&j, '}');
	json_print(&j, t->c->out);
}

static void say_change(const struct change *ch, void *ctx)
{
	struct teller *t = ctx;
	AUTO(str_done) struct str text = {0};

	t->count[ch->kind]++;
	t->all++;
	if (t->c->opt[OPT_JSON]) {
		say_change_json(t, ch);
		return;
	}
	str_addf(&text, "%s  %s  %s", change_label(ch->kind), ch->code, change_title(ch));
	if (ch->kind == CHANGE_LINE_CHANGED)
		str_addf(&text, "  %s -> %s", ch->line_before->edition, ch->line_after->edition);
	out_text(t->c->out, str_text(&text));
	fputc('\n', t->c->out);
	say_fields(t, ch, NULL);
}

/* "added 1, reworded 2", or that nothing differs; not in JSON. */
static void say_sum(struct teller *t)
{
	AUTO(str_done) struct str text = {0};

	if (t->c->opt[OPT_JSON])
		return;
	for (int k = 0; k < CHANGE_COUNT; k++)
		if (t->count[k])
			str_addf(&text, "%s%s %zu", text.n ? _(", ") : "", change_label((enum change_kind)k),
				 t->count[k]);
	fprintf(t->c->out, "%s\n", t->all ? str_text(&text) : _("nothing differs"));
}

struct problems {
	struct call *c;
	size_t errors;
};

static void say_error(const struct rec_problem *p, void *ctx)
{
	struct problems *k = ctx;

	k->errors += !p->warning;
	if (!p->warning)
		out_problem(k->c->out, p, k->c->opt[OPT_JSON]);
}

/* Warnings too: a column that is left out. */
static void say_any(const struct rec_problem *p, void *ctx)
{
	struct problems *k = ctx;

	k->errors += !p->warning;
	out_problem(k->c->out, p, k->c->opt[OPT_JSON]);
}

/* ---- export ----------------------------------------------------------------------------------- */

static int find_line(const struct call *c, const struct library *lib, const struct line **line, struct err *e)
{
	*line = c->argc ? library_line(lib, c->argv[0]) : NULL;
	return c->argc && !*line
		       ? err_set(e, ERR_ABSENT, _("line %s does not exist; zicha library list shows all"), c->argv[0])
		       : 0;
}

static int find_encoding(const struct call *c, enum encode_kind *kind, struct err *e)
{
	const char *name = c->opt[OPT_ENCODING];

	*kind = ENCODE_UTF8_BOM;
	if (name && !encode_parse(name, kind))
		return err_set(e, ERR_USAGE, _("--%s: “%s” is unknown; write utf-8 or gb18030"), "encoding", name);
	if (*kind == ENCODE_UTF8) /* those programs take it for GBK without its mark */
		*kind = ENCODE_UTF8_BOM;
	return 0;
}

/* The text that is kept: a line, or the register. */
static int export_rec(const struct call *c, const struct library *lib, const struct line *line, struct str *out,
		      struct err *e)
{
	if (c->opt[OPT_BASES])
		bases_write(lib, out);
	else if (line)
		str_add_n(out, line->text, line->text_n);
	else
		return err_set(e, ERR_USAGE, "%s",
			       _("--format rec wants one line: a file holds one; zicha library list shows all"));
	return 0;
}

static int export_bytes(const struct call *c, const struct library *lib, struct str *out, struct encode_lost *lost,
			struct err *e)
{
	const struct line *line;
	const char *format = c->opt[OPT_FORMAT];
	enum encode_kind kind;

	if (find_line(c, lib, &line, e) || find_encoding(c, &kind, e))
		return -1;
	if (str_eq(format, "rec"))
		return export_rec(c, lib, line, out, e);
	if (format && strcmp(format, "csv"))
		return err_set(e, ERR_USAGE, _("--%s: “%s” is unknown; write csv or rec"), "format", format);
	return c->opt[OPT_BASES] ? bases_table_write(lib, kind, out, lost, e)
				 : library_table_write(lib, line, kind, out, lost, e);
}

int verb_library_export(struct call *c, struct err *e)
{
	AUTO(library_done) struct library other = {0};
	AUTO(str_done) struct str bytes = {0};
	AUTO(encode_lost_done) struct encode_lost lost = {0};
	const struct library *lib = &c->desk->library;

	if (call_edition(c, &other, &lib, e) || export_bytes(c, lib, &bytes, &lost, e))
		return -1;
	return call_put(c, &bytes, &lost, e);
}

/* ---- import ------------------------------------------------------------------------------------- */

/* Rec text of a line or of rules, laid over the base. Which edition it calls itself does not matter: it becomes the
 * next one. */
static int import_rec(const struct library *base, const char *name, const struct str *bytes, struct library *out,
		      rec_report *report, void *ctx, struct err *e)
{
	if (library_add(out, name, str_text(bytes), bytes->n, report, ctx, e) || library_add_rest(out, base, e))
		return -1;
	for (size_t i = 0; i < out->n; i++) {
		const struct line *was = library_line(base, out->v[i].id);
		if (was)
			out->v[i].edition = arena_dup(&out->arena, was->edition);
	}
	return 0;
}

static bool is_rec(const char *name)
{
	size_t n = strlen(name);
	return n > 4 && !strcmp(name + n - 4, ".rec");
}

/* What the base becomes by the file. The faults of the file are said; e then counts them. */
static int read_file(struct call *c, const struct library *base, struct library *out, struct err *e)
{
	const char *name = c->argv[0];
	AUTO(str_done) struct str bytes = {0};
	struct table_options options = {NULL, false};
	struct problems k = {.c = c};
	struct err first = {0};

	if (file_read(name, CSV_FILE_MOST, &bytes, e))
		return -1;
	int rc = is_rec(name) ? import_rec(base, name, &bytes, out, say_any, &k, &first)
			      : library_table_read(base, name, str_text(&bytes), bytes.n, &options, out, say_any, &k, &first);
	if (rc && k.errors)
		return err_set(e, ERR_INPUT, _("%s: %zu faults; nothing was changed"), name, k.errors);
	if (rc)
		*e = first;
	return rc;
}

static int take_in(struct call *c, struct draft *d, const struct library *out, struct err *e)
{
	struct problems k = {.c = c};

	if (draft_put_library(d, out, say_error, &k, e))
		return -1;
	draft_check(d, say_error, &k);
	if (!c->opt[OPT_JSON])
		fprintf(c->out, "%s\n",
			k.errors ? _("taken into the draft; put the faults above right before you publish it")
				 : _("taken into the draft; zicha library publish makes an edition of it"));
	return 0;
}

static int import(struct call *c, struct draft *d, struct err *e)
{
	AUTO(library_done) struct library out = {0};
	struct teller t = {.c = c};

	if (d->there && !c->opt[OPT_DRAFT])
		return err_set(e, ERR_STATE, "%s",
			       _("there is a draft already: --draft lays the table over it, zicha library draft shows it"));
	if (read_file(c, &d->lib, &out, e))
		return -1;
	library_diff(&d->lib, &out, say_change, &t);
	say_sum(&t);
	if (!t.all)
		return 0;
	if (c->opt[OPT_YES])
		return take_in(c, d, &out, e);
	if (!c->opt[OPT_JSON])
		fprintf(c->out, "%s\n", _("nothing was changed yet; --yes takes this into the draft"));
	return 0;
}

int verb_library_import(struct call *c, struct err *e)
{
	struct draft d;
	int rc = draft_open(&d, c->desk->dir, c->desk->db, e) || import(c, &d, e) ? -1 : 0;

	draft_close(&d);
	return rc;
}

/* ---- the draft -------------------------------------------------------------------------------------- */

static int show_draft(struct call *c, const struct draft *d)
{
	struct teller t = {.c = c};
	struct problems k = {.c = c};

	if (!c->opt[OPT_JSON] && d->there)
		fprintf(c->out, _("The draft, against edition %s:\n"), str_text(&d->edition));
	draft_diff(d, say_change, &t);
	if (!d->there) {
		if (!c->opt[OPT_JSON])
			fprintf(c->out, _("There is no draft; edition %s is in force.\n"), str_text(&d->edition));
		return 1;
	}
	say_sum(&t);
	draft_check(d, say_error, &k);
	if (d->stale.n && !c->opt[OPT_JSON])
		fprintf(c->out, _("Somebody has published these lines since: %s\n"), str_text(&d->stale));
	return 0;
}

static int discard(struct call *c, struct draft *d, bool readable, struct err *e)
{
	const char *code = c->argc > 1 ? c->argv[1] : NULL;

	if (!code && !c->opt[OPT_YES]) {
		if (readable && show_draft(c, d)) /* there is none */
			return 1;
		if (!c->opt[OPT_JSON])
			fprintf(c->out, "%s\n", _("nothing was dropped yet; --yes drops all of it"));
		return 0;
	}
	int went = draft_discard(d, code, e);
	if (went < 0)
		return -1;
	if (!c->opt[OPT_JSON])
		fprintf(c->out, "%s\n",
			went ? _("dropped; it is as in the edition in force") : _("there was nothing to drop"));
	return !went;
}

static int draft(struct call *c, struct draft *d, struct err *e)
{
	bool drops = c->argc && str_eq(c->argv[0], "discard");
	int bad = draft_open(d, c->desk->dir, c->desk->db, e);

	if (c->argc && !drops)
		return err_set(e, ERR_USAGE, _("usage: zicha %s %s"), "library draft", _("[discard [CODE]]"));
	if (bad && !(drops && e->code == ERR_INPUT)) /* what cannot be read can be dropped */
		return -1;
	if (bad)
		err_clear(e);
	return drops ? discard(c, d, !bad, e) : show_draft(c, d);
}

int verb_library_draft(struct call *c, struct err *e)
{
	struct draft d;
	int rc = draft(c, &d, e);

	draft_close(&d);
	return rc;
}

/* ---- differences -------------------------------------------------------------------------------------- */

/* An edition, a draft or a file. */
static int load_side(struct call *c, const char *name, struct library *lib, bool *file, struct err *e)
{
	AUTO(str_done) struct str bytes = {0};

	*file = !edition_is_name(name) && strcmp(name, "draft") && strcmp(name, "builtin");
	if (!*file)
		return call_library(c, name, lib, e);
	if (file_read(name, CSV_FILE_MOST, &bytes, e))
		return -1;
	if (is_rec(name))
		return library_add(lib, name, str_text(&bytes), bytes.n, NULL, NULL, e);
	struct table_options options = {NULL, false};
	*file = false; /* a table says what the edition in force becomes */
	return library_table_read(&c->desk->library, name, str_text(&bytes), bytes.n, &options, lib, NULL, NULL, e);
}

/* A file says nothing of other lines, nor of rules if it has none: the other side is told without them. */
static void narrow(struct library *lib, const struct library *to)
{
	size_t n = 0;

	for (size_t i = 0; i < lib->n; i++)
		if (library_line(to, lib->v[i].id))
			lib->v[n++] = lib->v[i];
		else
			mem_free(lib->v[i].v);
	lib->n = n;
	if (!to->bases.n)
		lib->bases.n = 0;
}

int verb_library_diff(struct call *c, struct err *e)
{
	AUTO(library_done) struct library a = {0}, b = {0};
	AUTO(str_done) struct str now = {0};
	bool file_a = false, file_b = false;
	struct teller t = {.c = c};

	if (edition_in_force(c->desk->db, &c->desk->library, &now, e))
		return -1;
	const char *before = c->argc > 1 ? c->argv[0] : str_text(&now), *after = c->argv[c->argc - 1];
	if (load_side(c, before, &a, &file_a, e) || load_side(c, after, &b, &file_b, e))
		return -1;
	if (file_a)
		narrow(&b, &a);
	if (file_b)
		narrow(&a, &b);
	library_diff(&a, &b, say_change, &t);
	say_sum(&t);
	return 0;
}

/* ---- publishing ----------------------------------------------------------------------------------------- */

static int publish(struct call *c, struct draft *d, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	AUTO(json_done) struct json j = {0};
	struct problems k = {.c = c};
	struct actor by = desk_actor(c->desk);
	char ref[REF_TEXT];
	const char *note;

	if (call_clean(c->opt[OPT_NOTE], &arena, &note, e) || draft_open(d, c->desk->dir, c->desk->db, e))
		return -1;
	if (draft_check(d, say_error, &k))
		return err_set(e, ERR_INPUT, _("the draft has %zu faults; nothing was published"), k.errors);
	if (draft_publish(d, &c->desk->journal, &by, c->argv[0], note, ref, e))
		return -1;
	if (!c->opt[OPT_JSON]) {
		fprintf(c->out, _("edition %s is in force from now on; sessions under way keep what they began with\n"),
			c->argv[0]);
		return 0;
	}
	json_open(&j, NULL, '{');
	json_text(&j, "edition", c->argv[0]);
	json_text(&j, "id", ref);
	json_close(&j, '}');
	json_print(&j, c->out);
	return 0;
}

int verb_library_publish(struct call *c, struct err *e)
{
	struct draft d = {0};
	int rc = publish(c, &d, e);

	draft_close(&d);
	return rc;
}

/* ---- editions --------------------------------------------------------------------------------------------- */

static void edition_row(struct call *c, const struct publication *p, struct table *t)
{
	AUTO(json_done) struct json j = {0};
	AUTO(str_done) struct str count = {0}, items = {0};
	char time[TIME_TEXT];

	if (c->opt[OPT_JSON]) {
		json_open(&j, NULL, '{');
		json_text(&j, "edition", p->edition);
		json_text(&j, "id", p->id);
		json_time(&j, "at", p->at);
		json_text(&j, "by", p->by);
		json_text(&j, "by_name", p->by_name);
		json_int(&j, "lines", p->lines);
		json_int(&j, "items", p->items);
		json_int(&j, "changed", p->changed);
		json_text(&j, "note", p->note);
		json_close(&j, '}');
		json_print(&j, c->out);
		return;
	}
	str_addf(&count, _("%d lines new"), p->changed);
	str_addf(&items, _("%d items"), p->items);
	table_cell(t, p->edition);
	table_cell(t, time_format(p->at, time));
	table_cell(t, p->by_name);
	table_cell(t, str_text(&items));
	table_cell(t, str_text(&count));
	table_cell(t, p->note);
}

int verb_library_editions(struct call *c, struct err *e)
{
	AUTO(publication_list_done) struct publication_list list = {0};
	AUTO(table_done) struct table t = {.columns = 6};
	const struct library *lib = &c->desk->library;
	struct publication builtin = {.id = "", .by = "", .by_name = "", .note = _("built into the program")};

	if (c->desk->db && publication_list_load(c->desk->db, &list, e))
		return -1;
	builtin.edition = edition_of_library(lib);
	builtin.lines = builtin.changed = (int)lib->n;
	for (size_t i = 0; i < lib->n; i++)
		builtin.items += (int)lib->v[i].n;
	if (!list.n)
		edition_row(c, &builtin, &t);
	for (size_t i = 0; i < list.n; i++)
		edition_row(c, &list.v[i], &t);
	table_print(&t, c->out);
	return 0;
}
