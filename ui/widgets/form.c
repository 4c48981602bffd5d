/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fields, values, checks, focus. Kinds: form_kind.c; painting: form_draw.c; keys and boxes: form_cmd.c.
 */
#include "ui/widgets/form.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "ui/widgets/form_inside.h"

#include <assert.h>
#include <string.h>

enum { DATE_MOST = 20, NUMBER_MOST = 30 };

/* --- life --- */

static bool has_edit(const struct form_field *d)
{
	return d->kind != FORM_HEADING && d->kind != FORM_CHOICE;
}

static void init_item(struct form_item *it, const struct form_field *d)
{
	unsigned flags = d->kind == FORM_LINES ? EDIT_LINES : d->kind == FORM_SECRET ? EDIT_SECRET : 0;
	size_t most = d->most                  ? d->most
		      : d->kind == FORM_DATE   ? DATE_MOST
		      : d->kind == FORM_NUMBER ? NUMBER_MOST
					       : 0;

	it->at = it->saved_at = FORM_NO_CHOICE;
	it->choices = d->choices;
	while (d->choices && d->choices[it->choice_n].label)
		it->choice_n++;
	if (has_edit(d))
		edit_init(&it->edit, flags, most);
}

void form_init(struct form *f, const struct form_field *fields, const char *question,
	       int (*submit)(struct view *v, struct err *e), const void *ctx)
{
	*f = (struct form){.fields = fields, .question = question, .submit = submit, .ctx = ctx};
	while (fields[f->n].label)
		f->n++;
	f->items = mem_alloc(f->n * sizeof *f->items);
	for (size_t i = 0; i < f->n; i++)
		init_item(&f->items[i], &fields[i]);
	f->refused = f->focus = f->n;
	size_t first = form_next(f, f->n, false);
	f->focus = first < f->n ? first : 0;
}

void form_done(struct form *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct form_item *it = &f->items[i];
		if (f->fields[i].kind == FORM_SECRET && it->value.s)
			mem_wipe(it->value.s, it->value.cap);
		edit_done(&it->edit);
		arena_done(&it->arena);
		str_done(&it->find);
		str_done(&it->value);
	}
	mem_free(f->items);
	str_done(&f->refusal);
	*f = (struct form){0};
}

/* --- fields --- */

/* The first place that fits: n if there is none. */
static size_t find_field(const struct form *f, const char *id)
{
	size_t i = 0;

	while (i < f->n && !(f->fields[i].id && strcmp(f->fields[i].id, id) == 0))
		i++;
	return i;
}

static size_t must_find(const struct form *f, const char *id)
{
	size_t i = find_field(f, id);

	assert(i < f->n);
	return i;
}

bool form_has_offer(const struct form *f, size_t i)
{
	enum form_kind kind = f->fields[i].kind;

	return (kind == FORM_TEXT || kind == FORM_LINES) && f->items[i].choice_n > 0;
}

bool form_is_shown(const struct form *f, size_t i)
{
	return !f->fields[i].shown || f->fields[i].shown(f);
}

bool form_can_focus(const struct form *f, size_t i)
{
	return f->fields[i].kind != FORM_HEADING && !(f->fields[i].flags & FORM_LOCKED) &&
	       form_is_shown(f, i);
}

const char *form_choice_label(const struct form *f, size_t i, size_t choice)
{
	const struct form_item *it = &f->items[i];
	const char *label = it->choices[choice].label;

	return it->own_choices || !*label ? label : _(label);
}

void form_set_choices(struct form *f, const char *id, const struct ask_choice *choices, size_t n)
{
	size_t field = must_find(f, id);
	struct form_item *it = &f->items[field];
	AUTO(str_done) struct str had = {0}, was = {0};
	struct arena old = it->arena;

	if (it->at != FORM_NO_CHOICE)
		str_add(&had, it->choices[it->at].id);
	if (it->saved_at != FORM_NO_CHOICE)
		str_add(&was, it->choices[it->saved_at].id);
	bool any = it->at != FORM_NO_CHOICE, saved = it->saved_at != FORM_NO_CHOICE;
	it->arena = (struct arena){0};
	struct ask_choice *own = arena_alloc(&it->arena, (n + 1) * sizeof *own);
	it->at = it->saved_at = FORM_NO_CHOICE;
	for (size_t i = 0; i < n; i++) {
		own[i].id = arena_dup(&it->arena, choices[i].id);
		own[i].label = arena_dup(&it->arena, choices[i].label);
		own[i].note = choices[i].note ? arena_dup(&it->arena, choices[i].note) : NULL;
		if (any && str_eq(own[i].id, str_text(&had)))
			it->at = (int)i;
		if (saved && str_eq(own[i].id, str_text(&was)))
			it->saved_at = (int)i;
	}
	it->choices = own;
	it->choice_n = n;
	it->own_choices = true;
	str_clear(&it->find);
	arena_done(&old);
}

/* --- values --- */

static void write_value(const struct form *f, size_t i, struct str *out)
{
	const struct form_field *d = &f->fields[i];
	const struct form_item *it = &f->items[i];
	char day_text[DAY_TEXT];
	struct err e = {0};
	long long number;
	int day;

	if (d->kind == FORM_CHOICE && it->at != FORM_NO_CHOICE)
		str_add(out, it->choices[it->at].id);
	else if (d->kind == FORM_DATE && form_parse_day(edit_text(&it->edit), &day))
		str_add(out, day_format(day, day_text));
	else if (d->kind == FORM_NUMBER && !form_parse_number(d, edit_text(&it->edit), &number, &e))
		form_format_number(d, number, out);
}

static const char *value_at(const struct form *f, size_t i)
{
	const struct form_field *d = &f->fields[i];
	struct form_item *it = &f->items[i];

	if (!form_is_shown(f, i))
		return "";
	if (d->kind == FORM_TEXT || d->kind == FORM_LINES || d->kind == FORM_SECRET)
		return edit_text(&it->edit);
	str_clear(&it->value);
	write_value(f, i, &it->value);
	return str_text(&it->value);
}

const char *form_value(const struct form *f, const char *id)
{
	return value_at(f, must_find(f, id));
}

int form_day(const struct form *f, const char *id)
{
	int day;

	return day_parse(form_value(f, id), &day) ? day : CLOCK_NO_DAY;
}

long long form_number(const struct form *f, const char *id)
{
	size_t i = must_find(f, id);
	struct err e = {0};
	long long value;

	if (!form_is_shown(f, i) ||
	    form_parse_number(&f->fields[i], edit_text(&f->items[i].edit), &value, &e))
		return -1;
	return value;
}

void form_set(struct form *f, const char *id, const char *value)
{
	size_t i = must_find(f, id);
	struct form_item *it = &f->items[i];

	value = value ? value : "";
	if (has_edit(&f->fields[i])) {
		edit_set(&it->edit, value);
		return;
	}
	it->at = FORM_NO_CHOICE;
	for (size_t c = 0; c < it->choice_n; c++)
		if (str_eq(it->choices[c].id, value))
			it->at = (int)c;
	it->saved_at = it->at;
}

void form_set_number(struct form *f, const char *id, long long value)
{
	AUTO(str_done) struct str text = {0};

	if (value != -1)
		form_format_number(&f->fields[must_find(f, id)], value, &text);
	form_set(f, id, str_text(&text));
}

bool form_changed(const struct form *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct form_item *it = &f->items[i];
		if (f->fields[i].kind == FORM_CHOICE ? it->at != it->saved_at
						      : has_edit(&f->fields[i]) && edit_changed(&it->edit))
			return true;
	}
	return false;
}

void form_mark_saved(struct form *f)
{
	for (size_t i = 0; i < f->n; i++) {
		f->items[i].saved_at = f->items[i].at;
		if (has_edit(&f->fields[i]))
			edit_mark_saved(&f->items[i].edit);
	}
}

/* --- focus --- */

size_t form_next(const struct form *f, size_t i, bool back)
{
	if (i >= f->n && !back)
		i = (size_t)-1;
	while (back ? i-- > 0 : ++i < f->n)
		if (form_can_focus(f, i))
			return i;
	return f->n;
}

void form_go_to(struct form *f, size_t i)
{
	struct form_item *it = f->focus < f->n ? &f->items[f->focus] : NULL;
	char day_text[DAY_TEXT];
	struct err e = {0};
	int day;

	if (it && i != f->focus) {
		str_clear(&it->find);
		if (f->fields[f->focus].kind == FORM_DATE && form_parse_day(edit_text(&it->edit), &day)) {
			day_format(day, day_text);
			if (edit_restore(&it->edit, day_text, strlen(day_text), &e))
				err_clear(&e); /* a date is never too long */
		}
	}
	f->focus = i;
}

bool form_focus(struct form *f, const char *id)
{
	size_t i = must_find(f, id);

	if (!form_can_focus(f, i))
		return false;
	form_go_to(f, i);
	return true;
}

const char *form_focus_id(const struct form *f)
{
	return f->focus < f->n ? f->fields[f->focus].id : "";
}

struct edit *form_edit(const struct form *f)
{
	if (f->focus >= f->n || !has_edit(&f->fields[f->focus]) || !form_can_focus(f, f->focus))
		return NULL;
	return &f->items[f->focus].edit;
}

struct edit *form_edit_of(const struct form *f, const char *id)
{
	size_t i = must_find(f, id);

	return has_edit(&f->fields[i]) ? &f->items[i].edit : NULL;
}

/* --- checks --- */

void form_blame(struct form *f, size_t i, const char *why)
{
	if (form_can_focus(f, i))
		form_go_to(f, i);
	str_clear(&f->refusal);
	str_add(&f->refusal, why);
	f->refused = i;
	if (f->fields[i].kind == FORM_SECRET && edit_length(&f->items[i].edit)) { /* nobody sees what stands there */
		edit_set(&f->items[i].edit, "");
		str_add(&f->refusal, _("; the field is empty again"));
	}
}

void form_forgive(struct form *f)
{
	str_clear(&f->refusal);
	f->refused = f->n;
}

static int check_kind(const struct form *f, size_t i, struct err *e)
{
	const struct form_field *d = &f->fields[i];
	const char *text = has_edit(d) ? edit_text(&f->items[i].edit) : "";
	long long number;
	int day;

	if (d->kind == FORM_DATE && !form_parse_day(text, &day))
		return err_set(e, ERR_INPUT, _("\"%s\" is no date; write it like 2026-11-23 or 20261123"),
			       text);
	return d->kind == FORM_NUMBER ? form_parse_number(d, text, &number, e) : 0;
}

static bool is_empty(const struct form *f, size_t i)
{
	if (f->fields[i].kind == FORM_CHOICE)
		return f->items[i].at == FORM_NO_CHOICE;
	return f->fields[i].kind == FORM_SECRET ? !edit_length(&f->items[i].edit)
						 : form_is_blank(edit_text(&f->items[i].edit));
}

bool form_is_required(const struct form *f, size_t i)
{
	const struct form_field *d = &f->fields[i];

	return d->flags & FORM_REQUIRED || (d->required && d->required(f));
}

static int check_own(const struct form *f, const struct form_field *d, const char *value, struct err *e)
{
	return (d->check && d->check(f, value, e)) || (d->check_row && d->check_row(f, d, value, e)) ? -1 : 0;
}

int form_check_at(const struct form *f, size_t i, bool required_too, struct err *e)
{
	const struct form_field *d = &f->fields[i];
	int rc = 0;

	if (d->kind == FORM_HEADING || !form_is_shown(f, i))
		return 0;
	if (!is_empty(f, i))
		rc = check_kind(f, i, e) || check_own(f, d, value_at(f, i), e) ? -1 : 0;
	else if (required_too && form_is_required(f, i))
		rc = err_set(e, ERR_INPUT, "%s",
			     d->kind == FORM_CHOICE ? _("choose one") : _("must be filled in"));
	return rc && e ? err_set(e, e->code, _("%s: %s"), _(d->label), e->text) : rc;
}

int form_check(struct form *f, struct err *e)
{
	form_forgive(f);
	for (size_t i = 0; i < f->n; i++)
		if (form_check_at(f, i, true, e)) {
			form_blame(f, i, e->text);
			return -1;
		}
	return 0;
}

int form_refuse(struct form *f, const char *id, const struct err *e)
{
	form_blame(f, must_find(f, id), e->text);
	return -1;
}

/* --- drafts --- */

static const char draft_head[] = "zicha form 1\n";

void form_draft(const struct form *f, struct str *out)
{
	str_add(out, draft_head);
	for (size_t i = 0; i < f->n; i++) {
		const struct form_field *d = &f->fields[i];
		const struct form_item *it = &f->items[i];
		const char *text = d->kind != FORM_CHOICE    ? edit_text(&it->edit)
				   : it->at == FORM_NO_CHOICE ? ""
							      : it->choices[it->at].id;
		if (d->kind == FORM_HEADING || d->kind == FORM_SECRET || d->flags & (FORM_KEEP | FORM_LOCKED))
			continue;
		str_addf(out, "%s %zu\n%s\n", d->id, strlen(text), text);
	}
}

/* "id length LF bytes LF" at *s; false at the end or where it is none. */
static bool next_draft(const char **s, const char *end, char id[64], const char **bytes, size_t *n)
{
	const char *blank = memchr(*s, ' ', (size_t)(end - *s)), *p = blank ? blank + 1 : end;
	size_t length = 0;

	if (!blank || blank - *s >= 64 || blank == *s)
		return false;
	for (; p < end && *p >= '0' && *p <= '9' && length < (1 << 20); p++)
		length = length * 10 + (size_t)(*p - '0');
	if (p >= end || *p != '\n' || (size_t)(end - p) < length + 2 || p[1 + length] != '\n')
		return false;
	memcpy(id, *s, (size_t)(blank - *s));
	id[blank - *s] = '\0';
	*bytes = p + 1;
	*n = length;
	*s = p + 1 + length + 1;
	return true;
}

static bool is_draft(const char *s, const char *end)
{
	char id[64];
	const char *bytes;
	size_t n;

	while (s < end)
		if (!next_draft(&s, end, id, &bytes, &n))
			return false;
	return true;
}

static void restore_field(struct form *f, size_t i, const char *bytes, size_t n)
{
	struct form_item *it = &f->items[i];
	struct err e = {0};

	if (has_edit(&f->fields[i])) {
		if (edit_restore(&it->edit, bytes, n, &e))
			err_clear(&e); /* what is no text any more is left out */
		return;
	}
	if (!n)
		it->at = FORM_NO_CHOICE;
	for (size_t c = 0; c < it->choice_n; c++)
		if (strlen(it->choices[c].id) == n && memcmp(it->choices[c].id, bytes, n) == 0)
			it->at = (int)c;
}

int form_restore(struct form *f, const char *bytes, size_t n, struct err *e)
{
	size_t head = sizeof draft_head - 1;
	const char *s = bytes + head, *end = bytes + n, *text;
	char id[64];
	size_t len;

	if (n < head || memcmp(bytes, draft_head, head) != 0 || !is_draft(s, end))
		return err_set(e, ERR_INPUT, "%s",
			       _("The draft of this form cannot be read; it was left alone."));
	while (s < end && next_draft(&s, end, id, &text, &len)) {
		size_t i = find_field(f, id);
		if (i < f->n && f->fields[i].kind != FORM_HEADING && f->fields[i].kind != FORM_SECRET &&
		    !(f->fields[i].flags & (FORM_KEEP | FORM_LOCKED)))
			restore_field(f, i, text, len);
	}
	return 0;
}
