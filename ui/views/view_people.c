/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who works here: add, change, renew a key, let leave.
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "base/width.h"
#include "cli/desk.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/list.h"

#include <string.h>

enum { TAG_PERSON = 1, TAG_LEAVE };

enum people_column { PEOPLE_NUMBER, PEOPLE_NAME, PEOPLE_ROLE, PEOPLE_BRANCH, PEOPLE_POST, PEOPLE_STATE, PEOPLE_COLUMNS };

struct people {
	struct list list;
	struct person_list all;
	const char **texts; /* what the filter looks at; in the view's arena */
	int widths[PEOPLE_COLUMNS]; /* of the columns, with the blanks behind each */
};

static struct people *state(const struct view *v)
{
	return VIEW_STATE(v, struct people);
}

/* ---- rows -------------------------------------------------------------------------------------------- */

static size_t row_count(const void *ctx)
{
	return ((const struct people *)ctx)->all.n;
}

static const char *row_id(const void *ctx, size_t i)
{
	return ((const struct people *)ctx)->all.v[i].no;
}

static const char *row_text(const void *ctx, size_t i)
{
	return ((const struct people *)ctx)->texts[i];
}

static void draw_cells(const struct people *p, struct canvas *c, struct rect r, enum theme_role role,
		       const char *const cells[PEOPLE_COLUMNS])
{
	int col = r.col + 1;

	for (size_t k = 0; k < PEOPLE_COLUMNS; k++) {
		canvas_put_cut(c, r.row, col, p->widths[k] - 1, role, cells[k]);
		col += p->widths[k];
	}
}

static void cells_of(const struct person *p, const char *cells[PEOPLE_COLUMNS])
{
	const char *const of[] = {p->no, p->name, p->role ? _(p->role->label) : "", *p->branch ? p->branch : _("union"), p->post,
				  p->left_at ? _("left") : p->has_key ? "" : _("no key")};

	memcpy(cells, of, sizeof of);
}

static void row_draw(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected)
{
	const struct people *p = ctx;
	const char *cells[PEOPLE_COLUMNS];

	(void)selected;
	cells_of(&p->all.v[i], cells);
	draw_cells(p, c, r, p->all.v[i].left_at ? ROLE_DIM : ROLE_TEXT, cells);
}

static const struct list_ops rows = {.count = row_count, .id = row_id, .draw = row_draw, .text = row_text,
				     .empty = N_("nobody yet")};

/* ---- reading ------------------------------------------------------------------------------------------ */

static int people_open(struct view *v, const void *arg, struct err *e)
{
	(void)arg;
	(void)e;
	list_init(&state(v)->list, &rows, state(v), 0);
	return 0;
}

static int people_refresh(struct view *v, struct err *e)
{
	struct people *p = state(v);
	const struct role *mine = v->desk->me.role;

	p->texts = NULL;
	person_list_done(&p->all);
	if (person_list_load(v->desk->db, mine && mine->union_wide ? NULL : v->desk->me.branch, &p->all, e))
		return -1;
	p->texts = arena_alloc(&v->arena, (p->all.n + 1) * sizeof *p->texts);
	for (size_t i = 0; i < p->all.n; i++) {
		const struct person *x = &p->all.v[i];
		p->texts[i] = arena_printf(&v->arena, "%s\n%s\n%s\n%s", x->no, x->name, x->branch, x->post);
	}
	list_refresh(&p->list);
	v->context = arena_printf(&v->arena, _("%zu people"), p->all.n);
	return 0;
}

static void people_close(struct view *v)
{
	list_done(&state(v)->list);
	person_list_done(&state(v)->all);
}

static void heads_of(const char *heads[PEOPLE_COLUMNS])
{
	const char *const of[] = {_("number"), _("name"), _("role"), _("branch"), _("post"), ""};

	memcpy(heads, of, sizeof of);
}

/* Columns as wide as what stands in them, so that a long name is whole; where that is too much, the posts give way first. */
static void measure(struct people *p, int cols)
{
	static const int least[PEOPLE_COLUMNS] = {13, 13, 13, 13, 18, 8};
	const char *cells[PEOPLE_COLUMNS];
	int all = 1, over;

	heads_of(cells);
	for (size_t k = 0; k < PEOPLE_COLUMNS; k++)
		p->widths[k] = width_text(cells[k]) + 2;
	for (size_t i = 0; i < p->all.n; i++) {
		cells_of(&p->all.v[i], cells);
		for (size_t k = 0; k < PEOPLE_COLUMNS; k++)
			if (width_text(cells[k]) + 2 > p->widths[k])
				p->widths[k] = width_text(cells[k]) + 2;
	}
	for (size_t k = 0; k < PEOPLE_COLUMNS; k++)
		all += p->widths[k];
	for (size_t k = PEOPLE_POST; k >= PEOPLE_NAME && (over = all - cols) > 0; k--) {
		int give = p->widths[k] - least[k] < over ? p->widths[k] - least[k] : over;
		if (give > 0) {
			p->widths[k] -= give;
			all -= give;
		}
	}
}

static void people_layout(struct view *v)
{
	measure(state(v), v->body.cols);
	list_layout(&state(v)->list, rect_rows(v->body, 1, -1));
}

static void people_draw(const struct view *v, struct canvas *c, struct rect r)
{
	const char *heads[PEOPLE_COLUMNS];

	heads_of(heads);
	draw_cells(state(v), c, r, ROLE_HEADING, heads);
	list_draw(&state(v)->list, c, rect_rows(r, 1, -1), true);
}

static void *people_part(const struct view *v, enum view_part part)
{
	return list_part(&state(v)->list, part);
}

static bool people_text(struct view *v, const char *utf8, bool pasted)
{
	return list_type(&state(v)->list, utf8, pasted);
}

static bool people_click(struct view *v, const struct press *k)
{
	return list_click(&state(v)->list, rect_rows(v->body, 1, -1), k);
}

/* ---- acts ----------------------------------------------------------------------------------------------- */

static int open_person(struct view *v, const char *no, bool renew, struct err *e)
{
	struct person_arg arg = {no, renew};
	return stage_open(v->stage, VIEW_PERSON, &arg, TAG_PERSON, e);
}

static int run_add(struct view *v, int count, struct err *e)
{
	(void)count;
	return open_person(v, NULL, false, e);
}

static int run_change(struct view *v, int count, struct err *e)
{
	(void)count;
	return open_person(v, list_choice_id(&state(v)->list), false, e);
}

static int run_renew(struct view *v, int count, struct err *e)
{
	(void)count;
	return open_person(v, list_choice_id(&state(v)->list), true, e);
}

/* Where the reason why somebody leaves is kept while it is typed. */
static struct unsaved leaving(const struct view *v)
{
	return (struct unsaved){.by = v->desk->me.no, .view = "people", .row = "people.leave",
				.item = list_choice_id(&state(v)->list), .title = _("Leave")};
}

static int run_leave(struct view *v, int count, struct err *e)
{
	AUTO(str_done) struct str text = {0};
	size_t i;

	(void)count;
	if (!list_choice(&state(v)->list, &i))
		return 0;
	str_addf(&text, _("%s (%s) leaves: the key is closed for ever, the record stays. Reason:"),
		 state(v)->all.v[i].name, state(v)->all.v[i].no);
	struct unsaved typed = leaving(v);
	struct ask ask = {.kind = ASK_LINE, .title = _("Leave"), .text = str_text(&text), .most = 200, .required = true,
			  .unsaved = &typed};
	return stage_open(v->stage, VIEW_ASK, &ask, TAG_LEAVE, e);
}

static int people_result(struct view *v, int tag, const void *value, struct err *e)
{
	const struct ask_answer *answer = value;
	struct actor by = desk_actor(v->desk);

	view_stale(v);
	if (tag != TAG_LEAVE || !answer)
		return 0;
	struct unsaved typed = leaving(v);
	struct err ignored = {0};
	if (person_leave(&v->desk->journal, &by, list_choice_id(&state(v)->list), answer->text, e))
		return -1;
	(void)!unsaved_drop(v->desk, &typed, &ignored);
	return 0;
}

static const char *why_no_manage(const struct view *v)
{
	const struct role *role = v->desk->me.role;
	return role && role->may & MAY_MANAGE ? NULL : _("people are added by the branch head or the risk officer");
}

static const char *why_no_choice(const struct view *v)
{
	size_t i;
	const char *why = why_no_manage(v);

	if (why)
		return why;
	if (!list_choice(&state(v)->list, &i))
		return _("choose a person first");
	return state(v)->all.v[i].left_at ? _("this person has left") : NULL;
}

static const struct cmd people_rows[] = {
	{"people.add", "F2 1", N_("Add"), N_("Add a person, with a passphrase of their own."), CMD_WRITES | CMD_HINT, "9101",
	 why_no_manage, run_add},
	{"people.change", "F4 Enter 2", N_("Change"), N_("Change name, role, post or branch."), CMD_WRITES | CMD_HINT, NULL,
	 why_no_choice, run_change},
	{"people.renew", "F6 3", N_("Renew"), N_("A new key for somebody who lost the passphrase."),
	 CMD_WRITES | CMD_HINT, NULL, why_no_choice, run_renew},
	{"people.leave", "F8 4", N_("Leave"), N_("End a person's work here."), CMD_WRITES | CMD_DANGER | CMD_HINT, NULL,
	 why_no_choice, run_leave},
	CMD_END,
};
static const struct cmd *const people_cmds[] = {people_rows, list_cmds, NULL};

const struct view_ops view_people = {
	.name = "people",
	.code = "9100",
	.title = N_("People"),
	.help = N_("Everybody signs with an own key under an own passphrase, typed by that person. A staff number is never used "
		   "again. Who leaves stays in the record."),
	.state_size = sizeof(struct people),
	.cmds = people_cmds,
	.open = people_open,
	.refresh = people_refresh,
	.layout = people_layout,
	.draw = people_draw,
	.text = people_text,
	.click = people_click,
	.result = people_result,
	.close = people_close,
	.part = people_part,
};
