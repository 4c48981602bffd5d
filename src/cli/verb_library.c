/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The risk-point library on the command line: list, show, check.
 */
#include "base/file.h"
#include "base/msg.h"
#include "cli/verbs.h"
#include "domain/library_cell.h"
#include "domain/library_edit.h"

#include <string.h>

enum { LIBRARY_FILE_MOST = 1 << 20 };

/* ---- list ---------------------------------------------------------------------------------- */

static void line_row(const struct call *c, const struct line *line, struct table *t)
{
	AUTO(json_done) struct json j = {0};
	AUTO(str_done) struct str count = {0};

	if (c->opt[OPT_JSON]) {
		json_open(&j, NULL, '{');
		json_text(&j, "line", line->id);
		json_text(&j, "code", line->code);
		json_text(&j, "name", line->name);
		json_text(&j, "edition", line->edition);
		json_int(&j, "items", (int64_t)line->n);
		json_close(&j, '}');
		json_print(&j, c->out);
		return;
	}
	str_addf(&count, _("%zu items"), line->n);
	table_cell(t, line->code);
	table_cell(t, line->id);
	table_cell(t, line->name);
	table_cell(t, line->edition);
	table_cell(t, str_text(&count));
}

static void item_row(const struct call *c, const struct line *line, const struct item *it, struct table *t)
{
	AUTO(json_done) struct json j = {0};

	if (c->opt[OPT_JSON]) {
		json_open(&j, NULL, '{');
		json_text(&j, "item", it->code);
		json_text(&j, "line", line->id);
		json_text(&j, "section", it->section);
		json_text(&j, "title", it->title);
		json_text(&j, "question", it->question);
		json_text(&j, "severity", severity_id(it->severity));
		json_int(&j, "weight", it->weight);
		json_bool(&j, "two_person", it->two_person);
		json_words(&j, "seed", it->seed);
		json_close(&j, '}');
		json_print(&j, c->out);
		return;
	}
	table_cell(t, it->code);
	table_cell(t, severity_label(it->severity));
	table_cell(t, it->two_person ? _("two persons") : "");
	table_cell(t, it->title);
	table_cell(t, it->question);
}

int verb_library_list(struct call *c, struct err *e)
{
	AUTO(table_done) struct table t = {.columns = 5};
	AUTO(library_done) struct library other = {0};
	const struct library *lib = &c->desk->library;

	if (call_edition(c, &other, &lib, e))
		return -1;
	if (!c->argc) {
		for (size_t i = 0; i < lib->n; i++)
			line_row(c, &lib->v[i], &t);
	} else {
		const struct line *line = library_line(lib, c->argv[0]);
		if (!line)
			return err_set(e, ERR_ABSENT, _("line %s does not exist; zicha library list shows all"),
				       c->argv[0]);
		for (size_t i = 0; i < line->n; i++)
			item_row(c, line, &line->v[i], &t);
	}
	table_print(&t, c->out);
	return 0;
}

/* ---- show ---------------------------------------------------------------------------------- */

static void fact(struct table *t, const char *label, const char *text)
{
	AUTO(str_done) struct str one = {0};

	if (str_empty(text))
		return;
	for (const char *p = text; *p; p++) /* joined lists are one line here */
		str_add_n(&one, *p == '\n' ? " / " : p, *p == '\n' ? 3 : 1);
	table_cell(t, label);
	table_cell(t, str_text(&one));
}

static void item_facts(const struct item *it, const struct line *line, const struct library *lib, struct table *t)
{
	AUTO(str_done) struct str methods = {0}, value = {0}, bases = {0}, when = {0};

	method_labels(it->method, &methods);
	item_value_words(&it->value, &value);
	cell_show(item_field("When"), it->when, &when);
	for (const char *p = it->bases; *p; p += strcspn(p, "\n"), p += *p == '\n') {
		AUTO(str_done) struct str word = {0};
		str_add_n(&word, p, strcspn(p, " \n"));
		const struct basis *b = library_basis(lib, str_text(&word));
		str_addf(&bases, "%s%s %s", bases.n ? "\n" : "", str_text(&word), b ? b->title : "");
	}
	fact(t, _("item"), it->code);
	fact(t, _("line"), line->name);
	fact(t, _("section"), it->section);
	fact(t, _("short name"), it->title);
	fact(t, _("question"), it->question);
	fact(t, _("how to check"), it->look);
	fact(t, _("method"), str_text(&methods));
	fact(t, _("why"), it->why);
	fact(t, _("source of risk"), source_label(it->source));
	fact(t, _("posts"), it->posts);
	fact(t, _("basis"), str_text(&bases));
	fact(t, _("measure"), it->measure);
	fact(t, _("severity"), severity_label(it->severity));
	fact(t, _("limit"), str_text(&value));
	fact(t, _("two persons"), it->two_person ? _("yes") : "");
	fact(t, _("sample"), it->sample);
	fact(t, _("asked when"), str_text(&when));
	fact(t, _("after"), it->after);
	fact(t, _("frequency"), frequency_label(it->frequency));
	fact(t, _("seed"), it->seed);
}

static void item_json(struct call *c, const struct item *it, const struct line *line)
{
	AUTO(json_done) struct json j = {0};

	json_open(&j, NULL, '{');
	json_text(&j, "item", it->code);
	json_text(&j, "line", line->id);
	json_text(&j, "section", it->section);
	json_text(&j, "title", it->title);
	json_text(&j, "question", it->question);
	json_text(&j, "look", it->look);
	json_words(&j, "method", it->method);
	json_text(&j, "why", it->why);
	json_text(&j, "source", it->source);
	json_lines(&j, "posts", it->posts);
	json_lines(&j, "bases", it->bases);
	json_text(&j, "measure", it->measure);
	json_text(&j, "severity", severity_id(it->severity));
	json_int(&j, "weight", it->weight);
	json_bool(&j, "two_person", it->two_person);
	json_text(&j, "evidence", evidence_id(it->evidence));
	json_text(&j, "sample", it->sample);
	json_text(&j, "when", it->when);
	json_words(&j, "after", it->after);
	json_text(&j, "frequency", it->frequency);
	json_words(&j, "seed", it->seed);
	json_close(&j, '}');
	json_print(&j, c->out);
}

int verb_library_show(struct call *c, struct err *e)
{
	AUTO(table_done) struct table t = {.columns = 2};
	AUTO(library_done) struct library other = {0};
	const struct library *lib = &c->desk->library;
	const struct line *line;

	if (call_edition(c, &other, &lib, e))
		return -1;
	const struct item *it = library_item(lib, c->argv[0], &line);
	if (!it)
		return err_set(e, ERR_ABSENT, _("item %s does not exist; zicha library list LINE shows the items"),
			       c->argv[0]);
	if (c->opt[OPT_JSON]) {
		item_json(c, it, line);
		return 0;
	}
	item_facts(it, line, lib, &t);
	table_print(&t, c->out);
	return 0;
}

/* ---- check --------------------------------------------------------------------------------- */

struct check_ctx {
	struct call *c;
	size_t errors, warnings;
};

static void say_problem(const struct rec_problem *p, void *ctx)
{
	struct check_ctx *k = ctx;

	if (p->warning)
		k->warnings++;
	else
		k->errors++;
	out_problem(k->c->out, p, k->c->opt[OPT_JSON]);
}

/* Of the rest of the library only what the files break in it. */
static void say_of_files(const struct rec_problem *p, void *ctx)
{
	struct check_ctx *k = ctx;
	bool named = false;

	for (int i = 0; i < k->c->argc && !named; i++)
		named = str_eq(p->file, k->c->argv[i]);
	if (named || !p->warning)
		say_problem(p, ctx);
}

static void say_gone(const struct change *ch, void *ctx)
{
	AUTO(str_done) struct str text = {0};

	if (ch->kind != CHANGE_REMOVED && ch->kind != CHANGE_BASIS_REMOVED)
		return;
	str_addf(&text, _("%s of the edition in force is not in it; codes are kept for ever"), ch->code);
	say_problem(
	    &(struct rec_problem){ch->line_after ? ch->line_after->file : "basis.rec", 1, 1, false, str_text(&text)},
	    ctx);
}

int verb_library_check(struct call *c, struct err *e)
{
	AUTO(library_done) struct library lib = {0};
	struct check_ctx k = {.c = c};
	const struct library *now = &c->desk->library;

	for (int i = 0; i < c->argc; i++) {
		AUTO(str_done) struct str bytes = {0};
		struct err said = {0};
		if (file_read(c->argv[i], LIBRARY_FILE_MOST, &bytes, e))
			return -1;
		size_t before = k.errors;
		if (library_add(&lib, c->argv[i], str_text(&bytes), bytes.n, say_problem, &k, &said) &&
		    k.errors == before) {
			*e = said;
			return -1;
		}
	}
	if (!k.errors && library_add_rest(&lib, now, e))
		return -1;
	if (!k.errors)
		library_check(&lib, c->argc ? say_of_files : say_problem, &k);
	if (!k.errors)
		library_diff(now, &lib, say_gone, &k);
	if (!c->opt[OPT_JSON])
		fprintf(c->out, _("%zu errors, %zu warnings\n"), k.errors, k.warnings);
	return k.errors ? 1 : 0;
}
