/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The next edition: what the draft changes, undoing it, checking and publishing it.
 */
#include "ui/views/views.h"

#include "base/clock.h"
#include "base/msg.h"
#include "cli/desk.h"
#include "ui/views/changes.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/list.h"

#include <string.h>

enum { WIDE = 110, LEFT = 56, NOTE_MOST = 200, PROBLEMS_SHOWN = 12 };
enum { TAG_UNDO = 1, TAG_DISCARD, TAG_LINE, TAG_EDITION, TAG_NOTE, TAG_PASS };

struct draft_view {
	struct draft draft;
	struct changes changes;
	struct list list;
	struct page page;                   /* the change under the bar, where there is room */
	const struct changes_row *read;     /* what the page shows */
	const char **texts;                 /* what the filter looks at; in the view's arena */
	char *edition, *note;               /* while publishing is asked for */
	struct key *key;                    /* of the passphrase typed for it */
};

static struct draft_view *state(const struct view *v)
{
	return VIEW_STATE(v, struct draft_view);
}

/* ---- rows ----------------------------------------------------------------------------------- */

static size_t row_count(const void *ctx)
{
	const struct draft_view *s = ctx;
	return s->texts ? s->changes.n : 0;
}

static const char *row_id(const void *ctx, size_t i)
{
	return ((const struct draft_view *)ctx)->changes.v[i].code;
}

static const char *row_text(const void *ctx, size_t i)
{
	return ((const struct draft_view *)ctx)->texts[i];
}

static void draw_row(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected)
{
	enum { CODE = 10, KINDS = 15 };
	const struct changes_row *row = &((const struct draft_view *)ctx)->changes.v[i];
	AUTO(str_done) struct str kinds = {0};

	(void)selected;
	changes_words(row, &kinds);
	canvas_put_cut(c, r.row, r.col + 1, CODE - 1, ROLE_TEXT, row->code);
	canvas_put_cut(c, r.row, r.col + 1 + CODE, KINDS - 1, ROLE_TEXT, str_text(&kinds));
	canvas_put_cut(c, r.row, r.col + 1 + CODE + KINDS, r.cols - 1 - CODE - KINDS, ROLE_TEXT, changes_title(row));
}

static const struct list_ops rows = {.count = row_count, .id = row_id, .draw = draw_row, .text = row_text,
				     .empty = N_("no changes yet: change items in 3100; 3 adds one")};

static const struct changes_row *here(const struct view *v)
{
	const struct draft_view *s = state(v);
	size_t i;

	return s->texts && list_choice(&s->list, &i) ? &s->changes.v[i] : NULL;
}

/* ---- reading ----------------------------------------------------------------------------------- */

static int draft_view_open(struct view *v, const void *arg, struct err *e)
{
	struct draft_view *s = state(v);

	(void)arg;
	list_init(&s->list, &rows, s, 0);
	return draft_open(&s->draft, v->desk->dir, v->desk->db, e);
}

static void forget(struct draft_view *s)
{
	s->texts = NULL;
	s->read = NULL;
	page_clear(&s->page);
	changes_done(&s->changes);
}

static int draft_refresh(struct view *v, struct err *e)
{
	struct draft_view *s = state(v);

	forget(s);
	if (draft_reload(&s->draft, e))
		return -1;
	changes_load(&s->changes, &s->draft);
	s->texts = arena_alloc(&v->arena, (s->changes.n + 1) * sizeof *s->texts);
	for (size_t i = 0; i < s->changes.n; i++) {
		AUTO(str_done) struct str kinds = {0};
		changes_words(&s->changes.v[i], &kinds);
		s->texts[i] = arena_printf(&v->arena, "%s\n%s\n%s", s->changes.v[i].code, changes_title(&s->changes.v[i]), str_text(&kinds));
	}
	list_refresh(&s->list);
	v->context = arena_printf(&v->arena, _("%zu changes of edition %s"), s->changes.n, str_text(&s->draft.edition));
	return 0;
}

static void draft_view_close(struct view *v)
{
	struct draft_view *s = state(v);

	forget(s);
	list_done(&s->list);
	page_done(&s->page);
	draft_close(&s->draft);
	mem_free(s->edition);
	mem_free(s->note);
	key_free(&s->key);
}

static struct rect list_place(struct rect r)
{
	struct rect rows_of = rect_rows(r, 0, r.rows - 1);

	return r.cols >= WIDE ? rect_cols(rows_of, 0, LEFT) : rows_of;
}

static struct rect page_place(struct rect r)
{
	return rect_cols(rect_rows(r, 0, r.rows - 1), LEFT + 2, -1);
}

static void draft_layout(struct view *v)
{
	struct draft_view *s = state(v);
	const struct changes_row *row = here(v);

	list_layout(&s->list, list_place(v->body));
	if (v->body.cols < WIDE)
		return;
	if (row != s->read) {
		s->read = row;
		page_top(&s->page);
		page_clear(&s->page);
		if (row)
			changes_fill(&s->page, &s->draft, row);
	}
	page_layout(&s->page, page_place(v->body));
}

static void draft_draw(const struct view *v, struct canvas *c, struct rect r)
{
	const struct draft_view *s = state(v);
	AUTO(str_done) struct str foot = {0};

	list_draw(&s->list, c, list_place(r), true);
	if (s->draft.stale.n)
		str_addf(&foot,
			 _("somebody has published these lines meanwhile: %s; undo them here and change them again"),
			 str_text(&s->draft.stale));
	else
		cmd_hints(v->ops->cmds, stage_keys(v->stage), v, &foot);
	canvas_put_cut(c, r.row + r.rows - 1, r.col, r.cols, s->draft.stale.n ? ROLE_WARN : ROLE_DIM, str_text(&foot));
	if (r.cols < WIDE)
		return;
	canvas_vline(c, r.row, r.col + LEFT, r.rows - 1, ROLE_FRAME);
	page_draw(&s->page, c, page_place(r));
}

static bool draft_text(struct view *v, const char *utf8, bool pasted)
{
	return list_type(&state(v)->list, utf8, pasted);
}

static bool draft_click(struct view *v, const struct press *k)
{
	return list_click(&state(v)->list, list_place(v->body), k);
}

static void *draft_part(const struct view *v, enum view_part part)
{
	return list_part(&state(v)->list, part);
}

/* ---- changing -------------------------------------------------------------------------------------- */

static int run_read(struct view *v, int count, struct err *e)
{
	struct change_arg arg = {here(v)->code};

	(void)count;
	return stage_open(v->stage, VIEW_CHANGE, &arg, 0, e);
}

static int run_edit(struct view *v, int count, struct err *e)
{
	struct entry_arg arg = {.basis = changes_is_basis(here(v)), .code = here(v)->code};

	(void)count;
	return stage_open(v->stage, VIEW_ENTRY, &arg, 0, e);
}

static int run_item(struct view *v, int count, struct err *e)
{
	const struct library *lib = &state(v)->draft.lib;
	struct ask_choice *choices = arena_alloc(&v->arena, (lib->n + 1) * sizeof *choices);

	(void)count;
	for (size_t i = 0; i < lib->n; i++)
		choices[i] = (struct ask_choice){lib->v[i].id, lib->v[i].name, lib->v[i].code};
	struct ask ask = {.kind = ASK_CHOOSE, .title = _("A new item of which line?"), .choices = choices, .choice_count = lib->n};
	return stage_open(v->stage, VIEW_ASK, &ask, TAG_LINE, e);
}

static int run_basis(struct view *v, int count, struct err *e)
{
	struct entry_arg arg = {.basis = true};

	(void)count;
	return stage_open(v->stage, VIEW_ENTRY, &arg, 0, e);
}

static int run_undo(struct view *v, int count, struct err *e)
{
	(void)count;
	return ask_confirm(v, TAG_UNDO, e, _("%s %s: back to what is in force? What the draft says of it is lost."),
			   here(v)->code, changes_title(here(v)));
}

static int run_discard(struct view *v, int count, struct err *e)
{
	(void)count;
	return ask_confirm(v, TAG_DISCARD, e,
			   _("Throw the whole draft away, %zu changes? The edition in force stays as it is."),
			   state(v)->changes.n);
}

static int undo(struct view *v, const char *code, struct err *e)
{
	AUTO(mem_free_auto) char *own = code ? mem_dup(code) : NULL; /* the draft is read anew under it */

	view_stale(v);
	forget(state(v));
	if (draft_discard(&state(v)->draft, own, e) < 0)
		return -1;
	stage_say(v->stage, ROLE_GOOD, own ? _("%s is as it is in force") : _("the draft is gone"), own);
	return 0;
}

/* ---- checking --------------------------------------------------------------------------------------- */

struct said {
	const struct library *lib;
	struct str text;
	size_t errors, warnings, shown;
};

/* The item that a line of a file belongs to; "" if it is of none. */
static const char *item_at(const struct library *lib, const char *file, unsigned line)
{
	const char *code = "";

	for (size_t l = 0; l < lib->n; l++)
		for (size_t i = 0; i < lib->v[l].n && str_eq(lib->v[l].file, file) && lib->v[l].v[i].line <= line; i++)
			code = lib->v[l].v[i].code;
	return code;
}

static void say_problem(const struct rec_problem *p, void *ctx)
{
	struct said *s = ctx;

	s->errors += !p->warning;
	s->warnings += p->warning;
	if (s->shown++ >= PROBLEMS_SHOWN)
		return;
	str_addf(&s->text, "\n%s ", item_at(s->lib, p->file, p->line));
	changes_problem(p->text, &s->text);
}

static int show_problems(struct view *v, const struct said *s, struct err *e)
{
	AUTO(str_done) struct str text = {0};

	str_addf(&text, _("%zu errors, %zu warnings in the library as the draft has it."), s->errors, s->warnings);
	str_add(&text, str_text(&s->text));
	struct ask ask = {.kind = ASK_MESSAGE, .title = _("Check"), .text = str_text(&text)};
	return stage_open(v->stage, VIEW_ASK, &ask, 0, e);
}

static int run_check(struct view *v, int count, struct err *e)
{
	struct said said = {.lib = &state(v)->draft.lib};

	(void)count;
	draft_check(&state(v)->draft, say_problem, &said);
	int rc = show_problems(v, &said, e);
	str_done(&said.text);
	return rc;
}

/* ---- publishing ---------------------------------------------------------------------------------------- */

static int check_edition(void *ctx, const char *text, struct err *e)
{
	const struct draft_view *s = ctx;

	if (!edition_is_name(text))
		return err_set(e, ERR_INPUT, "%s", _("write year and number, such as 2026.2"));
	return edition_compare(text, str_text(&s->draft.edition)) > 0
		       ? 0
		       : err_set(e, ERR_INPUT, _("it must be later than %s, which is in force"), str_text(&s->draft.edition));
}

static int run_publish(struct view *v, int count, struct err *e)
{
	struct draft_view *s = state(v);
	struct said said = {.lib = &state(v)->draft.lib};
	AUTO(str_done) struct str next = {0};
	int year, month, day;

	(void)count;
	if (draft_check(&s->draft, say_problem, &said)) {
		int rc = show_problems(v, &said, e);
		str_done(&said.text);
		return rc;
	}
	str_done(&said.text);
	day_split(clock_today(&v->desk->clock), &year, &month, &day);
	edition_next(str_text(&s->draft.edition), year, &next);
	struct ask ask = {.kind = ASK_LINE, .title = _("Publish"), .text = _("Name of the new edition: year and number"),
			  .value = str_text(&next), .most = 9, .required = true, .check = check_edition, .ctx = s};
	return stage_open(v->stage, VIEW_ASK, &ask, TAG_EDITION, e);
}

static int ask_note(struct view *v, const char *edition, struct err *e)
{
	struct draft_view *s = state(v);
	struct ask ask = {.kind = ASK_LINE, .title = _("Publish"), .text = _("What is new, in one sentence"), .most = NOTE_MOST,
			  .required = true};

	mem_free(s->edition);
	s->edition = mem_dup(edition);
	return stage_open(v->stage, VIEW_ASK, &ask, TAG_NOTE, e);
}

static int check_pass(void *ctx, const char *text, struct err *e)
{
	struct view *v = ctx;
	struct draft_view *s = state(v);

	key_free(&s->key);
	return desk_unlock(v->desk, v->desk->me.no, text, &s->key, e);
}

static int ask_pass(struct view *v, const char *note, struct err *e)
{
	struct draft_view *s = state(v);
	AUTO(str_done) struct str text = {0};

	mem_free(s->note);
	s->note = mem_dup(note);
	str_addf(
	    &text,
	    _("Edition %s with %zu changes is published under your signature. Sessions begun from now on ask it; those "
	      "under way keep theirs. Passphrase of %s:"),
	    s->edition, s->changes.n, v->desk->me.name);
	struct ask ask = {.kind = ASK_SECRET, .title = _("Publish"), .text = str_text(&text), .required = true,
			  .check = check_pass, .ctx = v};
	return stage_open(v->stage, VIEW_ASK, &ask, TAG_PASS, e);
}

static int publish(struct view *v, struct err *e)
{
	struct draft_view *s = state(v);
	struct actor by = {v->desk->me.no, s->key};

	forget(s);
	int rc = draft_publish(&s->draft, &v->desk->journal, &by, s->edition, s->note, NULL, e);
	key_free(&s->key);
	stage_stale(v->stage);
	if (rc || desk_load_library(v->desk, e))
		return -1;
	stage_say(v->stage, ROLE_GOOD, _("Edition %s is published and in force."), s->edition);
	return 0;
}

static int draft_result(struct view *v, int tag, const void *value, struct err *e)
{
	const struct ask_answer *answer = value;
	struct entry_arg arg = {.line = answer ? answer->text : NULL};

	if (!answer || !answer->yes)
		return 0;
	switch (tag) {
	case TAG_UNDO:
		return here(v) ? undo(v, here(v)->code, e) : 0;
	case TAG_DISCARD:
		return undo(v, NULL, e);
	case TAG_LINE:
		return stage_open(v->stage, VIEW_ENTRY, &arg, 0, e);
	case TAG_EDITION:
		return ask_note(v, answer->text, e);
	case TAG_NOTE:
		return ask_pass(v, answer->text, e);
	case TAG_PASS:
		return publish(v, e);
	default:
		return 0;
	}
}

static const char *why_no_row(const struct view *v)
{
	return here(v) ? NULL : _("the draft changes nothing");
}

static const char *why_no_change(const struct view *v)
{
	const char *why = changes_why_not(v);
	return why ? why : why_no_row(v);
}

static const char *why_no_edit(const struct view *v)
{
	const char *why = why_no_change(v);
	return why ? why : changes_is_line(here(v)) ? _("lines are changed by import: zicha library import") : NULL;
}

static const char *why_no_publish(const struct view *v)
{
	const char *why = why_no_change(v);
	return why ? why : v->desk->key ? NULL : _("nobody is logged in");
}

static const struct cmd draft_rows[] = {
	{"draft.read", "Enter 1", N_("Read"), N_("Read the change under the bar, before and after."), CMD_HINT, NULL, why_no_row, run_read},
	{"draft.edit", "2 F2", N_("Edit"), N_("Go on writing what is under the bar."), CMD_HINT, NULL, why_no_edit, run_edit},
	{"draft.item", "3", N_("New item"), N_("Write a new item."), CMD_HINT, NULL, changes_why_not, run_item},
	{"draft.basis", "4 F4", N_("Rule+"), N_("Write a new rule into the register."), CMD_HINT, NULL, changes_why_not, run_basis},
	{"draft.undo", "5", N_("Revert"), N_("Drop the change under the bar."), CMD_HINT | CMD_DANGER, NULL, why_no_change, run_undo},
	{"draft.discard", "6 F6", N_("Clear"), N_("Throw the whole draft away."), CMD_HINT | CMD_DANGER, NULL, why_no_change, run_discard},
	{"draft.check", "7 F7", N_("Check"), N_("Hold the library, as the draft has it, against its rules."), CMD_HINT, NULL, NULL,
	 run_check},
	{"draft.publish", "8 F8", N_("Enact"), N_("Publish the draft as the next edition, under your signature."), CMD_HINT | CMD_DANGER,
	 NULL, why_no_publish, run_publish},
	CMD_END,
};
static const struct cmd *const draft_cmds[] = {draft_rows, list_cmds, NULL};

const struct view_ops view_draft = {
	.name = "draft",
	.code = "3400",
	.title = N_("Draft of the next edition"),
	.help = N_("What the risk officer has changed since the edition in force: items added, retired, reworded, regraded or moved, and "
		   "rules. Everybody may read it. Publishing makes it the edition in force, signed; sessions under way keep what they "
		   "asked."),
	.state_size = sizeof(struct draft_view),
	.cmds = draft_cmds,
	.open = draft_view_open,
	.refresh = draft_refresh,
	.layout = draft_layout,
	.draw = draft_draw,
	.text = draft_text,
	.click = draft_click,
	.result = draft_result,
	.close = draft_view_close,
	.part = draft_part,
};
