/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/views/item_page.h"

#include "base/clock.h"
#include "base/msg.h"
#include "cli/desk.h"
#include "domain/library_cell.h"
#include "domain/library_edit.h"

#include <string.h>

/* ---- what came back ------------------------------------------------------------------ */

int item_page_past_load(struct db *db, const struct person *me, int64_t now, struct item_past *past, struct err *e)
{
	int64_t since = review_since(now);

	*past = (struct item_past){.has_own = me->role && !me->role->union_wide};
	if (review_items_load(db, since, &past->all, e) ||
	    (past->has_own && review_repeats_load(db, me->branch, since, 1, 0, &past->own, e))) {
		item_page_past_done(past);
		return -1;
	}
	return 0;
}

void item_page_past_done(struct item_past *past)
{
	review_list_done(&past->all);
	review_list_done(&past->own);
}

/* The branch's own list is ordered by how often. */
static const struct review_row *own_row(const struct item_past *past, const char *code)
{
	for (size_t i = 0; i < past->own.n; i++)
		if (str_eq(past->own.v[i].item, code))
			return &past->own.v[i];
	return NULL;
}

static void add_past(struct page *s, const struct item_past *past, const char *code, const char *fact)
{
	const struct review_row *all = review_find(&past->all, code), *own = own_row(past, code);
	AUTO(str_done) struct str line = {0};
	char day[DAY_TEXT];

	if (!all) {
		page_fact(s, _("Came back"), _("not once in the last twelve months"), ROLE_TEXT);
		return;
	}
	str_addf(&line, _("%d times in the last twelve months, in %d branches; the last time %s"), all->times,
		 all->branches, day_format(day_of_time(all->last_at), day));
	if (past->has_own)
		str_addf(&line, _("; here %d times"), own ? own->times : 0);
	page_fact(s, _("Came back"), str_text(&line), all->times >= REVIEW_REPEAT ? ROLE_WARN : ROLE_TEXT);
	page_fact(s, _("Last words"), own && *own->last_fact ? own->last_fact : fact, ROLE_TEXT);
}

/* ---- fields --------------------------------------------------------------------------- */

/* A basis with all that is known of it: "B03 《...》第十二条", then issuer, number, date, force. Added to out. */
static void add_basis(const struct library *lib, const char *cited, size_t n, struct str *out)
{
	AUTO(str_done) struct str code = {0};
	size_t code_n = 0;

	while (code_n < n && cited[code_n] != ' ')
		code_n++;
	str_add_n(&code, cited, code_n);
	const struct basis *b = library_basis(lib, str_text(&code));
	str_addf(out, "%s %s", str_text(&code), b ? b->title : _("(not in the register)"));
	str_add_n(out, cited + code_n, n - code_n);
	if (!b)
		return;
	str_addf(out, "  %s", b->issuer);
	if (*b->number)
		str_addf(out, "  %s", b->number);
	if (*b->date)
		str_addf(out, "  %s", b->date);
	str_addf(out, "  %s", words_label(WORDS_FORCE, b->force));
}

static void show_bases(const struct library *lib, const char *text, struct str *out)
{
	for (const char *p = text; *p; p += strcspn(p, "\n"), p += *p == '\n') {
		str_add(out, out->n ? "\n" : "");
		add_basis(lib, p, strcspn(p, "\n"), out);
	}
}

/* Codes with their titles. */
static void show_codes(const struct library *lib, const char *text, struct str *out)
{
	for (const char *p = text + strspn(text, " "); *p; p += strspn(p, " ")) {
		AUTO(str_done) struct str code = {0};
		size_t n = strcspn(p, " ");
		str_add_n(&code, p, n);
		const struct item *it = library_item(lib, str_text(&code), NULL);
		str_addf(out, "%s%s %s", out->n ? _("; ") : "", str_text(&code), it ? it->title : "");
		p += n;
	}
}

/* The papers that the item was carried from; then, by name, the fields that are the library's own ("ours:Measure"). */
static void show_origin(const char *text, struct str *out)
{
	AUTO(str_done) struct str own = {0};

	for (const char *p = text + strspn(text, " "); *p; p += strspn(p, " ")) {
		AUTO(str_done) struct str word = {0};
		str_add_n(&word, p, strcspn(p, " "));
		p += word.n;
		const struct library_field *field =
			str_starts(str_text(&word), "ours:") ? item_field(str_text(&word) + strlen("ours:")) : NULL;
		if (field)
			str_addf(&own, "%s%s", own.n ? _(", ") : "", _(field->heading));
		else
			str_addf(out, "%s%s", out->n ? " " : "", str_text(&word));
	}
	if (own.n)
		str_addf(out, _("%sour own: %s"), out->n ? _("; ") : "", str_text(&own));
}

static void show_field(const struct library *lib, const struct item *it, const struct library_field *field, struct str *out)
{
	AUTO(str_done) struct str text = {0};

	str_clear(out);
	item_field_text(it, field, &text);
	if (field->kind == FIELD_CODES)
		show_codes(lib, str_text(&text), out);
	else if (field->kind == FIELD_VALUE)
		item_value_words(&it->value, out);
	else if (str_eq(field->name, "Seed"))
		show_origin(str_text(&text), out);
	else if (str_eq(field->name, "Basis"))
		show_bases(lib, str_text(&text), out);
	else
		cell_show(field, str_text(&text), out);
}

/* What stands in the head already. */
static bool in_head(const struct library_field *field)
{
	static const char *const names[] = {"Code", "Title", "Section", "Question", "Severity", "Retired"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (str_eq(field->name, names[i]))
			return true;
	return false;
}

static void add_head(struct page *s, const struct line *line, const struct item *it)
{
	AUTO(str_done) struct str head = {0};

	str_addf(&head, "%s  %s  %s", it->code, it->title, severity_label(it->severity));
	if (it->two_person)
		str_addf(&head, "  %s", _("two persons"));
	page_text(s, ROLE_HEADING, str_text(&head));
	str_clear(&head);
	str_addf(&head, "%s / %s", line->name, it->section);
	page_text(s, ROLE_DIM, str_text(&head));
	if (*it->retired) {
		str_clear(&head);
		str_addf(&head, _("Retired in edition %s: no longer asked, kept because old records name it."),
			 it->retired);
		page_text(s, ROLE_WARN, str_text(&head));
	}
	page_text(s, ROLE_STRONG, it->question);
	page_text(s, ROLE_TEXT, "");
}

void item_page_fill(struct page *s, const struct library *lib, const struct line *line, const struct item *item,
		    const struct item_past *past, const char *fact, const char *edition)
{
	AUTO(str_done) struct str text = {0};
	size_t n;
	const struct library_field *fields = item_fields(&n);

	page_clear(s);
	add_head(s, line, item);
	for (size_t i = 0; i < n; i++) {
		if (in_head(&fields[i]))
			continue;
		show_field(lib, item, &fields[i], &text);
		page_fact(s, _(fields[i].heading), str_text(&text), ROLE_TEXT);
	}
	add_past(s, past, item->code, fact);
	str_clear(&text);
	str_addf(&text, _("edition %s of this line"), line->edition);
	if (*edition)
		str_addf(&text, _("; this item was changed last in %s"), edition);
	page_fact(s, _("Edition"), str_text(&text), ROLE_TEXT);
}

int item_page_explain(struct desk *d, const char *code, const struct item *item, const char *fact, struct page *out,
		      struct err *e)
{
	struct item_past past;
	const struct line *line = NULL, gone = {.name = "", .edition = ""};
	const struct item *here = library_item(&d->library, code, &line);

	if (!item && !here)
		return 0;
	if (item_page_past_load(d->db, &d->me, clock_now(&d->clock), &past, e))
		return -1;
	item_page_fill(out, &d->library, line ? line : &gone, item ? item : here, &past, fact, "");
	item_page_past_done(&past);
	return 0;
}
