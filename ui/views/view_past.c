/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Past sessions, to find and read: narrowed by choices and by what is typed (past.h).
 */
#include "ui/views/views.h"

#include "base/msg.h"
#include "ui/base/stage.h"
#include "ui/views/past.h"

#include <stdio.h>
#include <string.h>

static struct past *state(const struct view *v)
{
	return VIEW_STATE(v, struct past);
}

/* ---- the list --------------------------------------------------------------------------------------- */

static size_t row_count(const void *ctx)
{
	return ((const struct past *)ctx)->keys.n;
}

static const char *row_id(const void *ctx, size_t i)
{
	return session_key_id(&((const struct past *)ctx)->keys, i);
}

static const char *row_text(const void *ctx, size_t i)
{
	return ((const struct past *)ctx)->texts[i];
}

static const struct list_ops rows = {.count = row_count, .id = row_id, .draw = past_draw_row, .text = row_text,
				     .empty = N_("no session fits; 0 shows all again")};

/* ---- reading ---------------------------------------------------------------------------------------- */

static int past_open(struct view *v, const void *arg, struct err *e)
{
	const struct past_arg *a = arg;
	struct past *p = state(v);

	list_init(&p->list, &rows, p, 0);
	if (a)
		snprintf(p->value[PAST_BRANCH], sizeof p->value[0], "%s", a->branch);
	return branch_list_load(v->desk->db, &p->branches, e) || desk_load_library(v->desk, e) ? -1 : 0;
}

static int read_row(struct view *v, size_t i, struct err *e)
{
	struct past *p = state(v);

	if (p->rows[i])
		return 0;
	struct session *s = arena_alloc(&p->kept, sizeof *s);
	int found = session_get(v->desk->db, session_key_id(&p->keys, i), &p->kept, s, e);
	if (found == 1) {
		p->rows[i] = s;
		p->kept_n++;
	}
	return found < 0 ? -1 : 0;
}

/* The rows in sight. Of those that were, some hundreds are kept: people turn back. */
static int read_sight(struct view *v, struct err *e)
{
	enum { KEPT_MOST = 400 };
	struct past *p = state(v);
	size_t end = p->list.top + (size_t)p->list.height;

	if (p->kept_n > KEPT_MOST) {
		arena_done(&p->kept);
		p->kept_n = 0;
		memset(p->rows, 0, p->keys.n * sizeof *p->rows);
	}
	for (size_t i = p->list.top; i < end && i < p->list.rows.n; i++)
		if (read_row(v, p->list.rows.v[i], e))
			return -1;
	return 0;
}

/* All that somebody might remember of a session. */
static const char *text_of(struct view *v, const struct session *x)
{
	AUTO(str_done) struct str text = {0};

	str_addf(&text, "%s\n%s\n%s\n%s\n%s\n%s", x->number, x->branch_name, x->title, session_kind_label(x->kind),
		 x->opened_by_name, x->signers);
	for (const char *at = x->lines; *at;) {
		size_t n = strcspn(at, " ");
		char id[32];
		snprintf(id, sizeof id, "%.*s", (int)n, at);
		const struct line *line = library_line(&v->desk->library, id);
		str_addf(&text, "\n%s", line ? line->name : id);
		at += n + (at[n] == ' ');
	}
	return arena_dup(&v->arena, str_text(&text));
}

/* The texts of the next rows behind the last one of f, from number *at on; *at is p->keys.n when no row is left. What another
 * program has changed since the keys were read has no text: the list is read anew within the second. */
static int next_texts(struct view *v, struct session_filter *f, struct arena *last, size_t *at, const char **texts, struct err *e)
{
	AUTO(session_list_done) struct session_list some = {0};
	struct past *p = state(v);

	if (session_list_load(v->desk->db, f, &some, e))
		return -1;
	for (size_t i = 0; i < some.n; i++)
		if (*at < p->keys.n && str_eq(session_key_id(&p->keys, *at), some.v[i].id))
			texts[(*at)++] = text_of(v, &some.v[i]);
	if (!some.n)
		*at = p->keys.n;
	else {
		arena_done(last);
		f->before_at = some.v[some.n - 1].opened_at;
		f->before_id = arena_dup(last, some.v[some.n - 1].id);
	}
	return 0;
}

/* Only when somebody types: of all sessions that is much. */
static int make_texts(struct view *v, struct err *e)
{
	AUTO(arena_done) struct arena last = {0};
	struct past *p = state(v);
	struct session_filter f;

	if (p->texts)
		return 0;
	const char **texts = arena_alloc(&v->arena, (p->keys.n + 1) * sizeof *texts);
	for (size_t i = 0; i < p->keys.n; i++)
		texts[i] = "";
	past_filter_now(v, &f);
	f.limit = 50;
	for (size_t at = 0; at < p->keys.n;)
		if (next_texts(v, &f, &last, &at, texts, e))
			return -1;
	p->texts = texts;
	return 0;
}

static int past_refresh(struct view *v, struct err *e)
{
	struct past *p = state(v);
	struct session_filter f;

	p->texts = NULL;
	session_keys_done(&p->keys);
	memset(p->words, 0, sizeof p->words);
	past_filter_now(v, &f);
	int bad = session_keys_load(v->desk->db, &f, &p->keys, e);
	if (bad)
		session_keys_done(&p->keys);
	p->rows = arena_alloc(&v->arena, (p->keys.n + 1) * sizeof *p->rows);
	arena_done(&p->kept);
	p->kept_n = 0;
	if (!bad && list_is_filtered(&p->list))
		bad = make_texts(v, e);
	past_filter_words(v);
	v->context = past_filter_any(v) ? _("narrowed; 0 shows all") : NULL;
	list_refresh(&p->list);
	return bad;
}

static void past_close(struct view *v)
{
	branch_list_done(&state(v)->branches);
	session_keys_done(&state(v)->keys);
	arena_done(&state(v)->kept);
	list_done(&state(v)->list);
}

static void past_layout(struct view *v)
{
	struct err e = {0};

	past_prepare(state(v));
	list_layout(&state(v)->list, past_place(v->body));
	if (read_sight(v, &e))
		stage_say_err(v->stage, &e);
}

static void past_tick(struct view *v, int64_t now)
{
	(void)now;
	if (desk_changed(v->desk))
		view_stale(v);
}

static bool past_text(struct view *v, const char *utf8, bool pasted)
{
	struct err e = {0};

	if (make_texts(v, &e)) {
		stage_say_err(v->stage, &e);
		return true;
	}
	return list_type(&state(v)->list, utf8, pasted);
}

static bool past_click(struct view *v, const struct press *k)
{
	return list_click(&state(v)->list, past_place(v->body), k);
}

static void *past_part(const struct view *v, enum view_part part)
{
	return list_part(&state(v)->list, part);
}

/* ---- acts ---------------------------------------------------------------------------------------------- */

static int run_read(struct view *v, int count, struct err *e)
{
	struct session_arg arg = {list_choice_id(&state(v)->list), NULL};

	(void)count;
	if (!*arg.id)
		return err_set(e, ERR_ABSENT, "%s", _("no session fits; 0 shows all again"));
	return stage_open(v->stage, VIEW_SESSION, &arg, 0, e);
}

static void read_anew(struct view *v)
{
	list_move(&state(v)->list, LIST_HOME, 1);
	view_stale(v);
}

static int past_result(struct view *v, int tag, const void *value, struct err *e)
{
	if (tag >= PAST_TAG && past_filter_take(v, tag, value, e))
		read_anew(v);
	return e->code ? -1 : 0;
}

#define ASK(name, which) \
	static int run_##name(struct view *v, int count, struct err *e) \
	{ \
		(void)count; \
		return past_filter_ask(v, which, e); \
	}
ASK(branch, PAST_BRANCH)
ASK(line, PAST_LINE)
ASK(kind, PAST_KIND)
ASK(state, PAST_STATE)
ASK(severity, PAST_SEVERITY)
ASK(dates, PAST_DATES)
#undef ASK

static int run_all(struct view *v, int count, struct err *e)
{
	(void)count;
	(void)e;
	past_filter_clear(state(v));
	read_anew(v);
	return 0;
}

static const char *why_no_branch(const struct view *v)
{
	return past_sees_all(v) ? NULL : _("you read the sessions of your own branch");
}

static const char *why_no_all(const struct view *v)
{
	return past_filter_any(v) ? NULL : _("all are shown already");
}

static const struct cmd past_rows[] = {
	{"past.read", "Enter 1", N_("Read"), N_("Read the session under the bar."), 0, "2102", NULL, run_read},
	{"past.branch", "2 F2", N_("Branch"), N_("Only sessions of one branch."), 0, NULL, why_no_branch, run_branch},
	{"past.line", "4 F4", N_("Lines"), N_("Only sessions along one business line."), 0, NULL, NULL, run_line},
	{"past.severity", "6 F6", N_("Grade"), N_("Only with a finding of at least this severity."), 0, NULL, NULL,
	 run_severity},
	{"past.state", "7 F7", N_("State"), N_("Only sessions in one state."), 0, NULL, NULL, run_state},
	{"past.kind", "8 F8", N_("Type"), N_("Only one kind of check."), 0, NULL, NULL, run_kind},
	{"past.dates", "9 F9", N_("Dates"), N_("Only sessions opened within some days."), 0, NULL, NULL, run_dates},
	{"past.all", "0", N_("All"), N_("Show all again."), 0, NULL, why_no_all, run_all},
	CMD_END,
};
static const struct cmd *const past_cmds[] = {past_rows, list_cmds, NULL};

const struct view_ops view_past = {
	.name = "past",
	.code = "2101",
	.title = N_("Past sessions"),
	.help = N_("All sessions you may read, the newest first. The digits above the table narrow it by branch, line, severity, "
		   "state, kind and days, 0 shows all again; typed words, codes and pinyin initials find what stands in the rows, "
		   "names of signers and lines too. Below it stands how many sessions and findings are shown. Enter reads the "
		   "session under the bar."),
	.state_size = sizeof(struct past),
	.flags = VIEW_READONLY,
	.cmds = past_cmds,
	.open = past_open,
	.refresh = past_refresh,
	.layout = past_layout,
	.draw = past_draw,
	.text = past_text,
	.click = past_click,
	.result = past_result,
	.close = past_close,
	.tick = past_tick,
	.part = past_part,
};
