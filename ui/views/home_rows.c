/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The groups of the workbench: which of them a person sees, what is read for them, which rows that makes.
 */
#include "ui/views/home.h"

#include "base/msg.h"
#include "domain/signoff.h"

#include <string.h>

/* So many rows are read of a folded group; so many of them stand there in any window, more where there is room. */
enum { LOAD_MOST = 60, SHOWN_LEAST = 4, TWO_COLS = 120 };

static const enum home_group of_inspectors[] = {HOME_UNSAVED, HOME_SIGN, HOME_OPEN, HOME_PENDING, HOME_REPEAT, HOME_SEALED};
static const enum home_group of_readers[] = {HOME_UNSAVED, HOME_SEALED, HOME_MISSED, HOME_REPEAT, HOME_OPEN};

/* Which stand on the right where there are two panes, and which are left out where there is nothing in them. */
static const struct {
	bool right, silent;
} traits[HOME_GROUPS] = {
	[HOME_UNSAVED] = {false, true},
	[HOME_SIGN] = {false, true},
	[HOME_PENDING] = {false, true},
	[HOME_MISSED] = {true, false},
	[HOME_REPEAT] = {true, false},
};

static struct home *state(const struct view *v)
{
	return VIEW_STATE(v, struct home);
}

/* ---- rows of a pane ------------------------------------------------------------------------- */

static size_t row_count(const void *ctx)
{
	return ((const struct home_pane *)ctx)->n;
}

static const char *row_id(const void *ctx, size_t i)
{
	return ((const struct home_pane *)ctx)->v[i].id;
}

static bool row_heading(const void *ctx, size_t i)
{
	return ((const struct home_pane *)ctx)->v[i].kind == HOME_HEADING;
}

static const struct list_ops rows = {.count = row_count, .id = row_id, .draw = home_draw_row, .heading = row_heading};

void home_init(struct home *h)
{
	for (int i = 0; i < 2; i++) {
		h->pane[i].home = h;
		list_init(&h->pane[i].list, &rows, &h->pane[i], 0);
	}
}

static void drop_lists(struct home *h)
{
	unsaved_list_done(&h->unsaved);
	session_list_done(&h->sign);
	session_list_done(&h->open);
	session_list_done(&h->sealed);
	waiting_items_done(&h->pending);
	waiting_branches_done(&h->missed);
	review_list_done(&h->repeats);
	for (int i = 0; i < 2; i++)
		h->pane[i].n = 0;
	h->arranged = false;
}

void home_done(struct home *h)
{
	drop_lists(h);
	for (int i = 0; i < 2; i++)
		if (h->pane[i].home)
			list_done(&h->pane[i].list);
}

/* ---- reading -------------------------------------------------------------------------------- */

/* A group that was unfolded is read whole. */
static int limit_of(const struct home *h, enum home_group g)
{
	return h->unfolded[g] ? 0 : LOAD_MOST;
}

static int load_sessions(struct view *v, const char *branch, enum session_state of, enum home_group g,
			 struct session_list *list, struct err *e)
{
	struct session_filter f = {.branch = branch, .state = of + 1};
	int64_t n;

	if (session_count(v->desk->db, &f, &n, e))
		return -1;
	f.limit = limit_of(state(v), g);
	state(v)->counts[g] += (size_t)n;
	return session_list_load(v->desk->db, &f, list, e);
}

/* Whose signature a session wants: mine, if I may give it. */
static int find_signer(struct view *v, size_t i, struct err *e)
{
	AUTO(signature_list_done) struct signature_list given = {0};
	struct home *h = state(v);
	struct err no = {0};

	if (signature_list_load(v->desk->db, h->sign.v[i].id, &given, e))
		return -1;
	bool head = given.n && str_eq(given.v[0].capacity, "head");
	h->mine[i] = !signoff_can(v->desk->db, h->sign.v[i].id, v->desk->me.no, &no);
	h->signer[i] = h->mine[i] ? _("I sign") : head ? _("another signs") : _("head signs");
	return 0;
}

/* The lines of each, in words that fit behind a title. */
static const char **line_words(struct view *v, const struct session_list *list)
{
	const char **out = arena_alloc(&v->arena, (list->n + 1) * sizeof *out);

	for (size_t i = 0; i < list->n; i++) {
		const char *ids = list->v[i].lines;
		size_t n = strcspn(ids, " "), more = 0;
		const char *id = arena_dup_n(&v->arena, ids, n);
		const struct line *line = library_line(&v->desk->library, id);
		for (const char *p = ids + n; *p; p++)
			more += *p == ' ';
		out[i] = line ? line->name : id;
		if (more)
			out[i] = arena_printf(&v->arena, _("%s and %zu more"), out[i], more);
	}
	return out;
}

static int load_under_way(struct view *v, const char *branch, bool inspects, struct err *e)
{
	struct home *h = state(v);
	enum home_group ready = inspects ? HOME_SIGN : HOME_OPEN;

	if (load_sessions(v, branch, SESSION_READY, ready, inspects ? &h->sign : &h->open, e) ||
	    load_sessions(v, branch, SESSION_OPEN, HOME_OPEN, &h->open, e) || desk_load_library(v->desk, e))
		return -1;
	h->sign_lines = line_words(v, &h->sign);
	h->open_lines = line_words(v, &h->open);
	h->signer = arena_alloc(&v->arena, (h->sign.n + 1) * sizeof *h->signer);
	h->mine = arena_alloc(&v->arena, (h->sign.n + 1) * sizeof *h->mine);
	h->progress = arena_alloc(&v->arena, (h->open.n + 1) * sizeof *h->progress);
	for (size_t i = 0; i < h->sign.n; i++)
		if (find_signer(v, i, e))
			return -1;
	for (size_t i = 0; i < h->open.n; i++)
		if (checklist_progress_load(v->desk->db, h->open.v[i].id, &h->progress[i], e))
			return -1;
	return 0;
}

static int load_groups(struct view *v, struct err *e)
{
	struct home *h = state(v);
	const struct role *role = v->desk->me.role;
	struct db *db = v->desk->db;
	int64_t now = (int64_t)clock_today(&v->desk->clock) * 86400, repeats;
	bool inspects = role && role->may & MAY_INSPECT;
	const char *branch = role && role->union_wide ? NULL : v->desk->me.branch;

	h->many = !branch;
	h->groups = inspects ? of_inspectors : of_readers;
	h->group_count = inspects ? ARRAY_LEN(of_inspectors) : ARRAY_LEN(of_readers);
	for (size_t i = 0; i < HOME_GROUPS; i++)
		h->counts[i] = 0;
	if (unsaved_list_load(v->desk, v->desk->me.no, &h->unsaved, e) || load_under_way(v, branch, inspects, e) ||
	    load_sessions(v, branch, SESSION_SEALED, HOME_SEALED, &h->sealed, e) ||
	    (inspects && waiting_items_load(db, branch, 0, &h->pending, e)) ||
	    (!inspects && waiting_branches_load(db, now, &h->missed, e)) ||
	    review_repeats_count(db, branch, review_since(now), REVIEW_REPEAT, &repeats, e) ||
	    review_repeats_load(db, branch, review_since(now), REVIEW_REPEAT, limit_of(h, HOME_REPEAT), &h->repeats, e))
		return -1;
	h->counts[HOME_UNSAVED] = h->unsaved.n;
	h->counts[HOME_PENDING] = h->pending.n;
	h->counts[HOME_MISSED] = h->missed.n;
	h->counts[HOME_REPEAT] = (size_t)repeats;
	return 0;
}

/* All of it or nothing: half a list could not be drawn. */
int home_load(struct view *v, struct err *e)
{
	drop_lists(state(v));
	if (!load_groups(v, e))
		return 0;
	drop_lists(state(v));
	return -1;
}

/* ---- the panes ------------------------------------------------------------------------------ */

static size_t loaded(const struct home *h, enum home_group g)
{
	const size_t n[HOME_GROUPS] = {
		[HOME_UNSAVED] = h->unsaved.n,
		[HOME_SIGN] = h->sign.n,     [HOME_OPEN] = h->open.n,      [HOME_PENDING] = h->pending.n,
		[HOME_MISSED] = h->missed.n, [HOME_REPEAT] = h->repeats.n, [HOME_SEALED] = h->sealed.n,
	};
	return n[g];
}

static const char *thing_id(const struct home *h, enum home_group g, size_t i)
{
	switch (g) {
	case HOME_UNSAVED:
		return h->unsaved.v[i].name;
	case HOME_SIGN:
		return h->sign.v[i].id;
	case HOME_OPEN:
		return h->open.v[i].id;
	case HOME_SEALED:
		return h->sealed.v[i].id;
	case HOME_MISSED:
		return h->missed.v[i].code;
	default:
		return NULL; /* it takes two words to tell which one */
	}
}

static void add_row(struct view *v, struct home_pane *p, struct home_row row)
{
	const struct home *h = state(v);
	const char *id = row.kind == HOME_THING ? thing_id(h, row.group, row.at) : "";

	if (!id && row.group == HOME_PENDING)
		id = arena_printf(&v->arena, "%s %s", h->pending.v[row.at].session, h->pending.v[row.at].item);
	else if (!id)
		id = arena_printf(&v->arena, "%s %s", h->repeats.v[row.at].branch, h->repeats.v[row.at].item);
	row.id = arena_printf(&v->arena, "%d %d %s", (int)row.group, (int)row.kind, id);
	p->v[p->n++] = row;
}

static bool shows(const struct home *h, enum home_group g)
{
	return loaded(h, g) || !traits[g].silent;
}

/* Rows that a folded group takes: its heading, so many things, and a row that says how many more there are. */
static size_t rows_of(const struct home *h, enum home_group g)
{
	return 1 + h->shown[g] + (h->shown[g] < h->counts[g]);
}

/* How many things each group shows while it is folded: a few, and one more of each in turn as long as the pane has
 * rows. Groups that are unfolded count as if they were not, so that the others stay as they are. */
static void share_rows(struct home *h, int pane, size_t height)
{
	size_t used = 0;
	bool more = true;

	for (size_t i = 0; i < h->group_count; i++) {
		enum home_group g = h->groups[i];
		size_t n = loaded(h, g);
		if (pane != (h->two && traits[g].right) || !shows(h, g))
			continue;
		h->shown[g] = n <= SHOWN_LEAST + 1 ? n : SHOWN_LEAST; /* the last one takes the row that speaks of it */
		used += rows_of(h, g);
	}
	while (more) {
		more = false;
		for (size_t i = 0; i < h->group_count; i++) {
			enum home_group g = h->groups[i];
			if (pane != (h->two && traits[g].right) || h->shown[g] == loaded(h, g) || used >= height)
				continue;
			used -= rows_of(h, g);
			h->shown[g] += h->shown[g] + 2 == h->counts[g] && h->counts[g] == loaded(h, g) ? 2 : 1;
			used += rows_of(h, g);
			more = true;
		}
	}
}

static void add_group(struct view *v, enum home_group g)
{
	struct home *h = state(v);
	struct home_pane *p = &h->pane[h->two && traits[g].right];
	size_t shown = h->unfolded[g] ? loaded(h, g) : h->shown[g];

	if (!shows(h, g))
		return;
	add_row(v, p, (struct home_row){.kind = HOME_HEADING, .group = g});
	for (size_t i = 0; i < shown; i++)
		add_row(v, p, (struct home_row){.kind = HOME_THING, .group = g, .at = i});
	if (shown < h->counts[g])
		add_row(v, p, (struct home_row){.kind = HOME_MORE, .group = g, .at = shown});
}

/* The bar to what was begun last, so that "continue" goes on with it. */
static void choose_newest(struct home *h)
{
	struct home_pane *p = &h->pane[0];

	h->to_newest = false;
	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].kind == HOME_THING && p->v[i].group == HOME_OPEN) {
			h->focus = 0;
			list_choose(&p->list, i);
			return;
		}
}

void home_arrange(struct view *v, struct rect r)
{
	struct home *h = state(v);
	bool two = r.cols >= TWO_COLS;
	size_t most = 0;

	if (h->arranged && h->two == two && h->rows == r.rows)
		return;
	h->arranged = true;
	h->two = two;
	h->rows = r.rows;
	for (size_t i = 0; i < h->group_count; i++)
		most += loaded(h, h->groups[i]) + 2;
	for (int i = 0; i < 2; i++) {
		h->pane[i].v = arena_alloc(&v->arena, (most + 1) * sizeof *h->pane[i].v);
		h->pane[i].n = 0;
		share_rows(h, i, (size_t)r.rows);
	}
	for (size_t i = 0; i < h->group_count; i++)
		add_group(v, h->groups[i]);
	for (int i = 0; i < 2; i++)
		list_refresh(&h->pane[i].list);
	if (!two)
		h->focus = 0;
	if (h->to_newest)
		choose_newest(h);
}

const struct home_row *home_here(const struct home *h)
{
	size_t i;
	const struct home_pane *p = &h->pane[h->focus];

	return list_choice(&p->list, &i) ? &p->v[i] : NULL;
}

const struct session *home_under_way(const struct home *h)
{
	const struct home_row *row = home_here(h);

	if (row && row->kind == HOME_THING && row->group == HOME_OPEN)
		return &h->open.v[row->at];
	if (row && row->kind == HOME_THING && row->group == HOME_SIGN)
		return &h->sign.v[row->at];
	return h->open.n ? &h->open.v[0] : h->sign.n ? &h->sign.v[0] : NULL;
}
