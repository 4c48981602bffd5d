/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One item or one rule of the library, to write: a row for each field of the files. It goes into the draft of the next
 * edition; what is in force stays until that is published.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "cli/desk.h"
#include "domain/library_cell.h"
#include "ui/views/changes.h"
#include "ui/widgets/form_view.h"

#include <string.h>

enum { TEXT_MOST = 400 };

struct entry_view {
	struct form form; /* first: form_view.h */
	struct form_field rows[FIELDS_MOST + 2]; /* its place in the line, and the end */
	const struct library_field *fields;
	size_t n;
	struct draft draft;
	struct draft_entry entry; /* as it was; texts in kept */
	struct arena kept;
	bool basis, fresh;
	char *code;
	struct keep keep;      /* what is typed and not saved */
	struct str problems;   /* what library_check says, the first of it */
	size_t problem_count;
};

static struct entry_view *state(const struct view *v)
{
	return VIEW_STATE(v, struct entry_view);
}

/* ---- fields to rows --------------------------------------------------------------------------- */

/* Which widget a kind of field has; the hint says how it is written. */
static const struct kind_row {
	enum form_kind kind;
	int rows;
	const char *hint;
} kinds[] = {
	[FIELD_CODE] = {FORM_TEXT, 0, N_("kept for ever; the next free one is offered")},
	[FIELD_TEXT] = {FORM_LINES, 1, NULL},
	[FIELD_WORD] = {FORM_CHOICE, 0, NULL},
	[FIELD_WORDS] = {FORM_LINES, 1, N_("one or several; F4 lists them")},
	[FIELD_LIST] = {FORM_LINES, 1, N_("one or several; F4 lists them; behind a rule its clause")},
	[FIELD_NUMBER] = {FORM_NUMBER, 0, N_("1 to 5")},
	[FIELD_VALUE] = {FORM_TEXT, 0, N_("name, unit, <= >= < > or =, limit, with blanks between")},
	[FIELD_WHEN] = {FORM_TEXT, 0, N_("empty: always asked")},
	[FIELD_CODES] = {FORM_TEXT, 0, N_("codes of items that come before it")},
	[FIELD_EDITION] = {FORM_TEXT, 0, NULL},
	[FIELD_DATE] = {FORM_DATE, 0, NULL},
	[FIELD_SAMPLE] = {FORM_TEXT, 0, N_("number, blank, unit")},
};

/* Set by retiring, never typed. */
static bool is_hidden(const struct library_field *field)
{
	return field->kind == FIELD_EDITION;
}

static const struct library_field *field_of(const struct entry_view *s, const char *id)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->fields[i].name, id))
			return &s->fields[i];
	return NULL;
}

/* What stands in a row, as the file has it. */
static int take(const struct library_field *field, const char *value, struct str *out, struct err *e)
{
	AUTO(str_done) struct str why = {0};

	if (field->kind == FIELD_WORD) {
		str_clear(out);
		str_add(out, value);
		return 0;
	}
	return cell_take(field, value, true, out, &why) ? err_set(e, ERR_INPUT, "%s", str_text(&why)) : 0;
}

/* The rules of the files, at the row; they name the field as files do, the form by its label. */
static int check_row(const struct form *f, const struct form_field *row, const char *value, struct err *e)
{
	const struct entry_view *s = f->ctx;
	const struct library_field *field = field_of(s, row->id);
	AUTO(str_done) struct str text = {0};
	struct err said = {0};

	if (take(field, value, &text, e))
		return -1;
	if (!field_check(field, !s->basis, str_text(&text), &said))
		return 0;
	const char *words = said.text;
	if (str_starts(words, field->name)) {
		words += strlen(field->name);
		words += str_starts(words, "：") ? strlen("：") : strspn(words, ": ");
	}
	return err_set(e, said.code, "%s", words);
}

/* The code that an item stands behind, "0" for none, written as codes may be. */
static int take_place(const struct entry_view *s, const char *value, struct str *out, struct err *e)
{
	cell_fold(value, out);
	return !out->n || str_eq(str_text(out), "0") ? 0 : take(&s->fields[0], value, out, e);
}

/* The place of an item among those of its line is no field of it, but is changed here too. */
static int check_place(const struct form *f, const char *value, struct err *e)
{
	const struct entry_view *s = f->ctx;
	const struct line *line = library_line(&s->draft.lib, s->entry.line);
	AUTO(str_done) struct str code = {0};

	if (take_place(s, value, &code, e))
		return -1;
	if (str_eq(str_text(&code), "0") ||
	    (line && line_item(line, str_text(&code)) && !str_eq(str_text(&code), s->code)))
		return 0;
	return err_set(e, ERR_INPUT, _("%s is no other item of this line; nothing can stand behind it"), str_text(&code));
}

static const struct form_field place_row = {
	.id = "behind", .label = N_("Stands behind"), .kind = FORM_TEXT, .check = check_place,
	.hint = N_("the code that it follows in its line; 0: the first; empty: where it stands")};

static void make_rows(struct entry_view *s)
{
	size_t k = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct library_field *field = &s->fields[i];
		const struct kind_row *kind = &kinds[field->kind];
		if (is_hidden(field))
			continue;
		s->rows[k++] = (struct form_field){
			.id = field->name, .label = field->heading, .kind = kind->kind, .rows = kind->rows, .hint = kind->hint,
			.flags = (field->must ? FORM_REQUIRED : 0) | (field->kind == FIELD_CODE && !s->fresh ? FORM_LOCKED : 0),
			.most = kind->kind == FORM_LINES ? TEXT_MOST : 0, .min = field->kind == FIELD_NUMBER, .max = field->kind == FIELD_NUMBER ? 5 : 0,
			.check_row = check_row};
	}
	if (!s->basis)
		s->rows[k] = place_row;
}

/* ---- what is offered ---------------------------------------------------------------------------- */

static void offer_words(struct entry_view *s, const struct library_field *field)
{
	AUTO(arena_done) struct arena arena = {0};
	size_t n, k = 0;
	const struct word *words = words_of(field->words, &n);
	struct ask_choice *choices = arena_alloc(&arena, (n + 1) * sizeof *choices);

	if (field->words == WORDS_SEVERITY)
		n--; /* major is given to findings by hand */
	if (!field->must && field->kind == FIELD_WORD)
		choices[k++] = (struct ask_choice){"", _("(nothing)"), NULL};
	for (size_t i = 0; i < n; i++)
		choices[k++] = (struct ask_choice){words[i].id, _(words[i].label), NULL};
	form_set_choices(&s->form, field->name, choices, k);
}

static void offer_bases(struct entry_view *s)
{
	AUTO(arena_done) struct arena arena = {0};
	const struct library *lib = &s->draft.lib;
	struct ask_choice *choices = arena_alloc(&arena, (lib->bases.n + 1) * sizeof *choices);

	for (size_t i = 0; i < lib->bases.n; i++)
		choices[i] = (struct ask_choice){lib->bases.v[i].code, lib->bases.v[i].code, lib->bases.v[i].title};
	form_set_choices(&s->form, "Basis", choices, lib->bases.n);
}

static int offer_all(struct entry_view *s, struct err *e)
{
	for (size_t i = 0; i < s->n; i++)
		if (!is_hidden(&s->fields[i]) && s->fields[i].words != WORDS_NONE)
			offer_words(s, &s->fields[i]);
	if (s->basis)
		return 0;
	offer_bases(s);
	return form_view_offer(&s->form, "Post", WORDLIST_POST, e);
}

static void fill(struct entry_view *s)
{
	AUTO(str_done) struct str shown = {0};

	for (size_t i = 0; i < s->n; i++) {
		const struct library_field *field = &s->fields[i];
		const char *text = s->entry.v[i] ? s->entry.v[i] : "";
		if (is_hidden(field))
			continue;
		if (field->kind != FIELD_WORD && field->kind != FIELD_DATE)
			cell_show(field, text, &shown);
		form_set(&s->form, field->name,
			 field->kind == FIELD_WORD || field->kind == FIELD_DATE ? text : str_text(&shown));
	}
	if (s->entry.behind)
		form_set(&s->form, "behind", s->entry.behind);
}

/* ---- opening -------------------------------------------------------------------------------------- */

/* A new item stands behind the one it was begun at, in its section; a new rule is the last. */
static int begin_fresh(struct entry_view *s, const struct entry_arg *a, struct err *e)
{
	AUTO(str_done) struct str code = {0};
	const struct line *line = s->basis ? NULL : library_line(&s->draft.lib, a->line);
	const struct item *near = line && a->near ? line_item(line, a->near) : NULL;

	if (s->basis) {
		basis_next_code(&s->draft.lib, &code);
	} else if (!line) {
		return err_set(e, ERR_ABSENT, _("line %s does not exist; zicha library list shows all"), a->line);
	} else {
		item_next_code(&s->draft.lib, near ? near->code : line->code, &code);
		s->entry.line = arena_dup(&s->kept, line->id);
		s->entry.behind = near ? arena_dup(&s->kept, near->code) : NULL;
		s->entry.v[item_field("Section") - s->fields] = arena_dup(&s->kept, near ? near->section : "");
	}
	s->code = str_take(&code);
	if (!s->code)
		s->code = mem_dup("");
	s->entry.v[0] = arena_dup(&s->kept, s->code);
	return 0;
}

/* Where what is typed here belongs: an item or a rule by its code; a new one by what it was begun at. */
static void begin_keeping(struct view *v, const struct entry_arg *a)
{
	static const char *const things[2][2] = {{"item", "new item"}, {"basis", "new basis"}};
	struct entry_view *s = state(v);
	AUTO(str_done) struct str title = {0};

	str_addf(&title, "%s %s", s->basis ? _("Write a rule") : _("Write an item"), s->fresh ? _("new") : s->code);
	keep_init(&s->keep, v,
		  &(struct unsaved){.view = "entry",
				    .item = s->fresh ? (a->near ? a->near : a->line) : s->code,
				    .thing = things[s->basis][s->fresh],
				    .title = str_text(&title)});
	form_view_kept(v, &s->form, &s->keep);
}

static int entry_submit(struct view *v, struct err *e);

static int entry_open(struct view *v, const void *arg, struct err *e)
{
	struct entry_view *s = state(v);
	const struct entry_arg *a = arg;
	const char *why = changes_why_not(v);

	if (!a)
		return err_set(e, ERR_USAGE, "%s", _("choose an item in the library first"));
	if (why)
		return err_set(e, ERR_DENIED, "%s", why);
	if (draft_open(&s->draft, v->desk->dir, v->desk->db, e))
		return -1;
	s->basis = a->basis;
	s->fresh = !a->code;
	s->fields = s->basis ? basis_fields(&s->n) : item_fields(&s->n);
	if (s->fresh) {
		if (begin_fresh(s, a, e))
			return -1;
	} else {
		s->code = mem_dup(a->code);
		if (s->basis ? draft_get_basis(&s->draft, a->code, &s->kept, &s->entry, e)
			     : draft_get_item(&s->draft, a->code, &s->kept, &s->entry, e))
			return -1;
	}
	make_rows(s);
	form_init(&s->form, s->rows, _("Put this into the draft of the next edition?"), entry_submit, s);
	if (offer_all(s, e))
		return -1;
	fill(s);
	form_mark_saved(&s->form);
	form_focus(&s->form, s->rows[s->fresh ? 0 : 1].id);
	begin_keeping(v, a);
	return 0;
}

static int entry_refresh(struct view *v, struct err *e)
{
	const struct entry_view *s = state(v);

	(void)e;
	v->title = s->basis ? _("Write a rule") : _("Write an item");
	v->context = arena_printf(&v->arena, _("%s, draft"), s->fresh ? _("new") : s->code);
	return 0;
}

/* ---- what is typed is kept ------------------------------------------------------------------------- */

static void entry_tick(struct view *v, int64_t now)
{
	(void)now;
	form_view_keep(v, &state(v)->form, &state(v)->keep, "Title");
}

static bool entry_may_close(struct view *v, struct err *e)
{
	(void)e;
	if (form_changed(&state(v)->form))
		stage_say(v->stage, ROLE_WARN, "%s",
			  _("Not in the draft yet: what you typed is kept and comes back here."));
	return true;
}

static void entry_close(struct view *v)
{
	struct entry_view *s = state(v);

	if (s->keep.where.view)
		form_view_keep(v, &s->form, &s->keep, "Title");
	keep_done(&s->keep);
	form_done(&s->form);
	draft_close(&s->draft);
	arena_done(&s->kept);
	str_done(&s->problems);
	mem_free(s->code);
}

/* ---- saving ------------------------------------------------------------------------------------------ */

static void note_problem(const struct rec_problem *p, void *ctx)
{
	struct entry_view *s = ctx;

	if (!s->problem_count++)
		changes_problem(p->text, &s->problems);
}

static void say_saved(struct view *v, const char *code)
{
	struct entry_view *s = state(v);

	if (!s->problem_count)
		stage_say(v->stage, ROLE_GOOD, _("%s is in the draft; 3400 shows and publishes it"), code);
	else
		stage_say(v->stage, ROLE_WARN, _("%s is in the draft, but: %s"), code, str_text(&s->problems));
}

static int entry_submit(struct view *v, struct err *e)
{
	struct entry_view *s = state(v);
	AUTO(arena_done) struct arena arena = {0};
	AUTO(str_done) struct str text = {0};
	AUTO(str_done) struct str behind = {0};
	struct draft_entry entry = s->entry;

	if (!s->basis && take_place(s, form_value(&s->form, "behind"), &behind, e))
		return form_refuse(&s->form, "behind", e);
	entry.behind = !behind.n ? NULL : str_eq(str_text(&behind), "0") ? "" : str_text(&behind);
	for (size_t i = 0; i < s->n; i++) {
		if (is_hidden(&s->fields[i]))
			continue;
		if (take(&s->fields[i], form_value(&s->form, s->fields[i].name), &text, e))
			return form_refuse(&s->form, s->fields[i].name, e);
		entry.v[i] = arena_dup(&arena, str_text(&text));
	}
	if (s->fresh && (s->basis ? library_basis(&s->draft.lib, entry.v[0]) != NULL
				  : library_item(&s->draft.lib, entry.v[0], NULL) != NULL)) {
		err_set(e, ERR_CONFLICT, _("%s is used already; take another code"), entry.v[0]);
		return form_refuse(&s->form, "Code", e);
	}
	str_clear(&s->problems);
	s->problem_count = 0;
	if (s->basis ? draft_put_basis(&s->draft, &entry, note_problem, s, e)
		     : draft_put_item(&s->draft, &entry, note_problem, s, e))
		return -1;
	keep_drop(&s->keep, v);
	say_saved(v, entry.v[0]);
	stage_close(v, NULL);
	return 0;
}

const struct view_ops view_entry = {
	.name = "entry",
	.code = "3402",
	.title = N_("Write an item"),
	.help = N_("A row for each field; the rules of the library are checked where you type. Enter goes on, F4 lists what can be "
		   "chosen, F2 puts it into the draft of the next edition. Nothing that is in force changes before that is published."),
	.state_size = sizeof(struct entry_view),
	.flags = VIEW_TAKES_TEXT | VIEW_TIMED | VIEW_CHOSEN,
	.cmds = form_view_cmds,
	.open = entry_open,
	.refresh = entry_refresh,
	.layout = form_view_layout,
	.draw = form_view_draw,
	.text = form_view_text,
	.click = form_view_click,
	.result = form_view_result,
	.may_close = entry_may_close,
	.close = entry_close,
	.tick = entry_tick,
	.part = form_view_part,
};
