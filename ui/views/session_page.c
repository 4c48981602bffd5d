/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/views/session_page.h"

#include "base/clock.h"
#include "base/msg.h"

#include <string.h>

static void drop(struct session_page *s)
{
	checklist_done(&s->checks);
	s->places.n = 0;
	s->whole = false;
	arena_done(&s->arena);
	page_clear(&s->page);
}

void session_page_done(struct session_page *s)
{
	drop(s);
	mem_free(s->places.v);
	page_done(&s->page);
	*s = (struct session_page){0};
}

/* ---- the head ------------------------------------------------------------------------------- */

static void fact(struct session_page *s, const char *label, const char *text)
{
	page_fact(&s->page, label, text, ROLE_TEXT);
}

static void heading(struct session_page *s, const char *text)
{
	page_text(&s->page, ROLE_TEXT, "");
	page_text(&s->page, ROLE_HEADING, text);
}

/* How far it is. What is signed has all the answers it wanted. */
static int read_progress(struct session_page *s, struct db *db, struct progress *p, struct err *e)
{
	const struct session *x = &s->head;

	p->done = p->all = x->conform + x->issue + x->na + x->not_checked + x->pending;
	return x->state == SESSION_SEALED ? 0 : checklist_progress_load(db, x->id, p, e);
}

static void add_counts(struct session_page *s, struct progress p)
{
	const struct session *x = &s->head;
	AUTO(str_done) struct str text = {0};

	str_addf(&text, _("%d of %d answered: conform %d, issue %d, not applicable %d, not checked %d, pending %d"),
		 p.done, p.all, x->conform, x->issue, x->na, x->not_checked, x->pending);
	fact(s, _("items"), str_text(&text));
	str_clear(&text);
	str_addf(&text, "%d", x->findings);
	for (int i = SEVERITY_COUNT - 1; i > SEVERITY_NONE; i--)
		str_addf(&text, "  %s %d", severity_label((enum severity)i), x->by_severity[i]);
	fact(s, _("findings"), str_text(&text));
}

/* The first 16 digits in groups of four: enough to compare by eye; verify compares all of it. */
static void add_digest(struct session_page *s, const char *digest)
{
	AUTO(str_done) struct str text = {0};

	for (size_t i = 0; i < 16 && digest[i]; i++)
		str_addf(&text, "%s%c", i && i % 4 == 0 ? " " : "", digest[i]);
	str_addf(&text, "…  %s", _("SM3 of what was signed; zicha verify checks it whole"));
	fact(s, _("seal"), str_text(&text));
}

/* No union has confirmed any key yet: there is no such event. */
static int add_signers(struct session_page *s, struct db *db, const char *id, struct err *e)
{
	AUTO(signature_list_done) struct signature_list list = {0};
	char at[TIME_TEXT];

	if (signature_list_load(db, id, &list, e))
		return -1;
	for (size_t i = 0; i < list.n; i++) {
		const struct signature *g = &list.v[i];
		AUTO(str_done) struct str text = {0};
		str_addf(&text, "%s %s (%s)  %s  %s", str_eq(g->capacity, "head") ? _("head") : _("other"), g->name,
			 g->person, time_format(g->at, at), _("key uncertified"));
		fact(s, i ? " " : _("signed"), str_text(&text));
	}
	if (!list.n)
		fact(s, _("signed"), _("by nobody yet"));
	else
		add_digest(s, list.v[0].digest);
	return 0;
}

static int add_void(struct session_page *s, struct db *db, struct err *e)
{
	struct session_end end;
	char at[TIME_TEXT];
	int found = s->head.state == SESSION_VOID ? session_why_void(db, s->head.id, &s->arena, &end, e) : 0;

	if (found == 1) {
		fact(s, _("void"), arena_printf(&s->arena, _("%s by %s (%s)"), time_format(end.at, at), end.by_name, end.by));
		page_fact(&s->page, _("reason of the void"), end.reason, ROLE_WARN);
	}
	return found < 0 ? -1 : 0;
}

static int add_head(struct session_page *s, struct db *db, struct err *e)
{
	const struct session *x = &s->head;
	char at[TIME_TEXT], until[TIME_TEXT];
	struct progress progress;
	AUTO(str_done) struct str text = {0};

	if (checklist_load_lines(db, x->id, &s->checks, e) || read_progress(s, db, &progress, e))
		return -1;

	str_addf(&text, "%s  %s", x->number, session_state_label(x->state));
	page_fact(&s->page, _("number"), str_text(&text), ROLE_STRONG);
	str_clear(&text);
	str_addf(&text, "%s %s", x->branch, x->branch_name);
	fact(s, _("branch"), str_text(&text));
	str_clear(&text);
	str_addf(&text, "%s  %s", session_kind_label(x->kind), x->title);
	fact(s, _("kind"), str_text(&text));
	str_clear(&text);
	for (size_t i = 0; i < s->checks.line_count; i++)
		str_addf(&text, "%s%s", i ? "、" : "", s->checks.lines[i].name);
	fact(s, _("lines"), str_text(&text));
	str_clear(&text);
	str_addf(&text, _("%s by %s (%s)"), time_format(x->opened_at, at), x->opened_by_name, x->opened_by);
	fact(s, _("opened"), str_text(&text));
	fact(s, _("sealed"), x->sealed_at ? time_format(x->sealed_at, until) : "");
	if (x->state == SESSION_VOID && add_void(s, db, e))
		return -1;
	add_counts(s, progress);
	s->page.below = 3 * progress.all;
	return add_signers(s, db, x->id, e);
}

/* ---- findings ------------------------------------------------------------------------------- */

static void add_place(struct session_page *s, enum session_place_kind kind, const char *item, bool issue)
{
	*VEC_PUSH(&s->places) = (struct session_place){kind, page_count(&s->page), arena_dup(&s->arena, item), issue};
}

static void add_extent(struct session_page *s, const struct finding *f)
{
	AUTO(str_done) struct str text = {0};

	if (f->amount >= 0)
		str_addf(&text, _("%lld.%02lld yuan"), (long long)f->amount / 100, (long long)f->amount % 100);
	fact(s, _("amount"), str_text(&text));
	str_clear(&text);
	if (f->count >= 0)
		str_addf(&text, "%lld", (long long)f->count);
	fact(s, _("cases"), str_text(&text));
	str_clear(&text);
	str_add(&text, f->occurred_from);
	if (*f->occurred_to && !str_eq(f->occurred_from, f->occurred_to))
		str_addf(&text, _(" up to %s"), f->occurred_to);
	fact(s, _("occurred"), str_text(&text));
}

static void add_finding(struct session_page *s, const struct finding *f, size_t number)
{
	char at[TIME_TEXT];
	AUTO(str_done) struct str text = {0};

	str_addf(&text, "%zu. %s %s  %s", number, f->item, f->title, severity_label(f->severity));
	if (f->fixed_on_spot)
		str_addf(&text, "  %s", _("repaired on the spot"));
	if (number > 1)
		page_text(&s->page, ROLE_TEXT, "");
	add_place(s, PLACE_FINDING, f->item, false);
	page_text(&s->page, ROLE_STRONG, str_text(&text));
	fact(s, _("fact"), f->fact);
	add_extent(s, f);
	fact(s, _("basis"), f->basis);
	fact(s, _("nature"), f->nature);
	fact(s, _("cause"), f->cause);
	fact(s, _("liable"), f->liable);
	fact(s, _("repair"), f->measure);
	fact(s, _("owner"), f->owner);
	fact(s, _("deadline"), f->deadline);
	fact(s, _("proof"), f->evidence);
	str_clear(&text);
	str_addf(&text, "%s  %s", f->by_name, time_format(f->at, at));
	fact(s, _("written"), str_text(&text));
}

static int add_findings(struct session_page *s, struct db *db, struct err *e)
{
	AUTO(finding_list_done) struct finding_list list = {0};

	if (finding_list_load(db, s->head.id, NULL, &list, e))
		return -1;
	heading(s, _("Findings"));
	for (size_t i = 0; i < list.n; i++)
		add_finding(s, &list.v[i], i + 1);
	if (!list.n)
		page_text(&s->page, ROLE_TEXT, _("none"));
	return 0;
}

/* ---- items ---------------------------------------------------------------------------------- */

static enum theme_role role_of(enum result r)
{
	return r == RESULT_ISSUE ? ROLE_BAD : r == RESULT_PENDING || r == RESULT_NOT_CHECKED ? ROLE_WARN : ROLE_TEXT;
}

/* What the session before said of an issue, and its words. */
static void add_last(struct session_page *s, const struct check *k)
{
	char day[DAY_TEXT];
	AUTO(str_done) struct str text = {0};

	if (k->answer.result != RESULT_ISSUE || k->last == RESULT_BLANK)
		return;
	str_addf(&text, "%s %s", day_format(day_of_time(k->last_at), day), result_label(k->last));
	if (k->failures)
		str_addf(&text, "  %s%d", _("times failed in the twelve months before: "), k->failures);
	fact(s, _("last"), str_text(&text));
	str_clear(&text);
	if (!str_empty(k->last_fact))
		str_addf(&text, _("%s: %s"), day_format(day_of_time(k->last_fact_at), day), k->last_fact);
	fact(s, _("last fact"), str_text(&text));
}

static void add_item(struct session_page *s, size_t i)
{
	const struct check *k = &s->checks.v[i];
	const struct answer *a = &k->answer;
	char at[TIME_TEXT];
	AUTO(str_done) struct str text = {0};

	str_addf(&text, "%c %s  %s", result_mark(a->result), result_label(a->result), k->item.title);
	if (a->result != RESULT_BLANK)
		str_addf(&text, "  %s %s", a->by_name, time_format(a->at, at));
	else if (!checklist_due(&s->checks, i))
		str_addf(&text, "  %s", _("waits for another answer, wants none so far"));
	if (*a->witness)
		str_addf(&text, "  %s %s", _("second person"), a->witness_name);
	add_place(s, PLACE_ITEM, k->item.code, a->result == RESULT_ISSUE);
	page_fact(&s->page, k->item.code, str_text(&text), role_of(a->result));
	page_fact(&s->page, " ", k->item.question, ROLE_DIM);
	str_clear(&text);
	item_value_measured(&k->item.value, a->value, &text);
	fact(s, _("value"), str_text(&text));
	fact(s, result_wants_reason(a->result) ? _("reason") : _("note"), a->note);
	fact(s, _("proof"), a->evidence);
	add_last(s, k);
}

static void add_items(struct session_page *s)
{
	const char *line = "", *section = "";

	heading(s, _("Items and answers"));
	for (size_t i = 0; i < s->checks.n; i++) {
		const struct check *k = &s->checks.v[i];
		if (!str_eq(line, k->line) || !str_eq(section, k->item.section)) {
			const char *name = "";
			for (size_t l = 0; l < s->checks.line_count; l++)
				if (str_eq(s->checks.lines[l].id, k->line))
					name = s->checks.lines[l].name;
			page_text(&s->page, ROLE_HEADING, arena_printf(&s->arena, "%s · %s", name, k->item.section));
		}
		line = k->line;
		section = k->item.section;
		add_item(s, i);
	}
}

/* "vault = yes and CR-0505 = issue" in words, or until when an item was not due. */
static void reason_words(const char *at, struct str *out)
{
	const char *due = item_not_due(at);
	struct condition c;
	enum result result;
	size_t n;
	const struct profile_key *keys = library_profile_keys(&n);

	if (due && *due)
		str_addf(out, _("not due before %s"), due);
	else if (due)
		str_add(out, _("asked once only, and was answered"));
	else
		str_add(out, _("does not hold: "));
	for (int first = 1; !due && condition_next(&at, &c) == 1; first = 0) {
		const char *name = c.name;
		for (size_t i = 0; i < n; i++)
			name = str_eq(keys[i].id, c.name) ? _(keys[i].label) : name;
		str_addf(out, "%s%s = %s", first ? "" : _(" and "), name,
			 result_parse(c.value, &result) ? result_label(result) : words_label(WORDS_YES, c.value));
	}
}

static void add_skipped(struct session_page *s)
{
	if (!s->checks.skipped_count)
		return;
	heading(s, _("Not asked"));
	for (size_t i = 0; i < s->checks.skipped_count; i++) {
		AUTO(str_done) struct str text = {0};
		str_addf(&text, "%s  ", s->checks.skipped[i].title);
		reason_words(s->checks.skipped[i].reason, &text);
		fact(s, s->checks.skipped[i].item, str_text(&text));
	}
}

/* What was said before of the items that failed: of no other the page speaks of it. */
static int read_issues(struct session_page *s, struct db *db, struct err *e)
{
	for (size_t i = 0; i < s->checks.n; i++)
		if (s->checks.v[i].answer.result == RESULT_ISSUE && checklist_read_before(db, &s->checks, s->checks.v[i].item.code, e))
			return -1;
	return 0;
}

/* ---- the whole ------------------------------------------------------------------------------ */

int session_page_rest(struct session_page *s, struct db *db, struct err *e)
{
	AUTO(db_read_end) struct db_read view = {0};

	if (s->whole)
		return 0;
	checklist_done(&s->checks);
	if (db_read_begin(&view, db, e) || checklist_load_list(db, s->head.id, &s->checks, e) || read_issues(s, db, e))
		return -1;
	add_items(s);
	add_skipped(s);
	s->page.below = 0;
	s->whole = true;
	return 0;
}

int session_page_load(struct session_page *s, struct db *db, const char *id, struct err *e)
{
	AUTO(db_read_end) struct db_read view = {0};
	bool whole = s->whole;

	drop(s);
	if (db_read_begin(&view, db, e))
		return -1;
	int found = session_find(db, id, &s->arena, &s->head, e);
	if (found <= 0)
		return found < 0 ? -1 : err_set(e, ERR_ABSENT, _("session %s does not exist"), id);
	if (add_head(s, db, e) || add_findings(s, db, e))
		return -1;
	return whole ? session_page_rest(s, db, e) : 0;
}

/* ---- places --------------------------------------------------------------------------------- */

const struct session_place *session_page_next_finding(const struct session_page *s)
{
	size_t here = page_here(&s->page);

	for (size_t i = 0; i < s->places.n; i++)
		if (s->places.v[i].kind == PLACE_FINDING && s->places.v[i].fact > here)
			return &s->places.v[i];
	return NULL;
}

const struct session_place *session_page_next_issue(const struct session_page *s)
{
	size_t here = page_here(&s->page);

	for (size_t i = 0; i < s->places.n; i++)
		if (s->places.v[i].issue && s->places.v[i].fact > here)
			return &s->places.v[i];
	return NULL;
}

const struct session_place *session_page_item(const struct session_page *s, const char *code, bool finding)
{
	const struct session_place *item = NULL;

	for (size_t i = 0; i < s->places.n; i++) {
		const struct session_place *p = &s->places.v[i];
		if (!str_eq(p->item, code))
			continue;
		if (p->kind == PLACE_FINDING && finding)
			return p;
		if (p->kind == PLACE_ITEM)
			item = p;
	}
	return item;
}
