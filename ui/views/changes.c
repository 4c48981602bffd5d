/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/views/changes.h"

#include "base/file.h"
#include "base/msg.h"
#include "cli/desk.h"
#include "domain/library_cell.h"

#include <string.h>

/* ---- rows ----------------------------------------------------------------------------------- */

static void add_change(const struct change *change, void *ctx)
{
	struct changes *c = ctx;
	struct changes_row *row = NULL;

	for (size_t i = c->n; i > 0 && !row; i--) /* the same one comes soon, if it comes */
		row = str_eq(c->v[i - 1].code, change->code) ? &c->v[i - 1] : NULL;
	if (!row) {
		row = VEC_PUSH(c);
		row->code = change->code;
		row->change = *change;
	}
	row->kinds |= 1U << change->kind;
	row->fields |= change->fields;
}

void changes_load(struct changes *c, const struct draft *d)
{
	*c = (struct changes){0};
	draft_diff(d, add_change, c);
}

void changes_done(struct changes *c)
{
	mem_free(c->v);
	*c = (struct changes){0};
}

const struct changes_row *changes_find(const struct changes *c, const char *code)
{
	for (size_t i = 0; i < c->n; i++)
		if (str_eq(c->v[i].code, code))
			return &c->v[i];
	return NULL;
}

void changes_words(const struct changes_row *row, struct str *out)
{
	bool any = false;

	for (unsigned kind = 0; kind < CHANGE_COUNT; kind++)
		if (row->kinds & 1U << kind) {
			str_addf(out, "%s%s", any ? _(", ") : "", change_label((enum change_kind)kind));
			any = true;
		}
}

const char *changes_title(const struct changes_row *row)
{
	return change_title(&row->change);
}

bool changes_is_basis(const struct changes_row *row)
{
	return row->change.basis_after || row->change.basis_before;
}

bool changes_is_line(const struct changes_row *row)
{
	return !changes_is_basis(row) && !row->change.after && !row->change.before;
}

/* ---- the page --------------------------------------------------------------------------------- */

static void text_of(const struct changes_row *row, const struct library_field *field, bool after, struct str *out)
{
	AUTO(str_done) struct str text = {0};

	change_field_text(&row->change, field, after, &text);
	str_clear(out);
	if (text.n)
		cell_show(field, str_text(&text), out);
}

/* A field that is new, gone or says something else. */
static void add_field(struct page *p, const struct changes_row *row, const struct library_field *field, bool both)
{
	AUTO(str_done) struct str before = {0}, after = {0};

	text_of(row, field, false, &before);
	text_of(row, field, true, &after);
	if (!both) {
		page_fact(p, _(field->heading), after.n ? str_text(&after) : str_text(&before), ROLE_TEXT);
		return;
	}
	page_text(p, ROLE_HEADING, _(field->heading));
	page_fact(p, _("before"), before.n ? str_text(&before) : _("(nothing)"), ROLE_DIM);
	page_fact(p, _("changed to"), after.n ? str_text(&after) : _("(nothing)"), ROLE_TEXT);
}

/* The item behind which one stands, in the draft and in the edition in force. */
static const char *behind(const struct line *line, const struct item *it)
{
	return !line || !it ? "" : it == line->v ? _("first of its line") : it[-1].code;
}

static void add_place(struct page *p, const struct changes_row *row)
{
	page_text(p, ROLE_HEADING, _("Place"));
	page_fact(p, _("before"), behind(row->change.line_before, row->change.before), ROLE_DIM);
	page_fact(p, _("changed to"), behind(row->change.line_after, row->change.after), ROLE_TEXT);
}

void changes_fill(struct page *p, const struct draft *d, const struct changes_row *row)
{
	AUTO(str_done) struct str head = {0};
	size_t n;
	const struct library_field *fields = changes_is_basis(row) ? basis_fields(&n) : item_fields(&n);
	bool both = (row->change.before && row->change.after) || (row->change.basis_before && row->change.basis_after);

	page_clear(p);
	str_addf(&head, "%s  %s  ", row->code, changes_title(row));
	changes_words(row, &head);
	page_text(p, ROLE_STRONG, str_text(&head));
	str_clear(&head);
	str_addf(&head, _("against edition %s, which is in force"), str_text(&d->edition));
	page_text(p, ROLE_DIM, str_text(&head));
	page_text(p, ROLE_TEXT, "");
	const struct library_field *question = item_field("Question");
	if (row->change.before && row->change.after && !(row->fields & 1U << (question - fields))) /* what it is about */
		page_fact(p, _(question->heading), row->change.before->question, ROLE_TEXT);
	for (size_t i = 0; i < n && !changes_is_line(row); i++)
		if (!both || row->fields & 1U << i)
			add_field(p, row, &fields[i], both);
	if (both && row->kinds & 1U << CHANGE_MOVED && !(row->fields & 1U << (item_field("Section") - item_fields(&n))))
		add_place(p, row);
}

static const char *field_named(const struct library_field *fields, size_t n, const char *text, size_t *name_n)
{
	for (size_t i = 0; i < n; i++) {
		*name_n = strlen(fields[i].name);
		bool ends = str_starts(text, fields[i].name) && (text[*name_n] == ':' || str_starts(text + *name_n, "："));
		if (ends)
			return _(fields[i].heading);
	}
	return NULL;
}

void changes_problem(const char *text, struct str *out)
{
	size_t n, items, name_n = 0;
	const struct library_field *of_items = item_fields(&items), *of_bases = basis_fields(&n);
	const char *heading = field_named(of_items, items, text, &name_n);

	if (!heading)
		heading = field_named(of_bases, n, text, &name_n);
	str_add(out, heading);
	str_add(out, heading ? text + name_n : text);
}

/* ---- who, and whether ---------------------------------------------------------------------------- */

const char *changes_why_not(const struct view *v)
{
	const struct role *role = v->desk->me.role;

	if (!role || !(role->may & MAY_PUBLISH))
		return _("only the risk officer changes the library");
	return v->desk->readonly ? _("this is a copy that cannot be written; open the store itself") : NULL;
}

int changes_open(const struct view *v, struct draft *d, struct err *e)
{
	AUTO(str_done) struct str dir = {0};

	str_addf(&dir, "%s/local/draft", v->desk->dir);
	int there = file_exists(str_text(&dir), e);
	if (there <= 0)
		return there;
	if (draft_open(d, v->desk->dir, v->desk->db, e))
		return -1;
	return d->there;
}
