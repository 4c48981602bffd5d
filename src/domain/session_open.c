/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening a session: pins the exact text of the lines, chooses the items that a branch with this profile is asked.
 */
#include "domain/session.h"

#include "base/msg.h"
#include "base/text.h"
#include "domain/edition.h"

#include <stdio.h>
#include <string.h>

enum {
	OPEN_BRANCH = 1,
	OPEN_KIND,
	OPEN_TITLE,
	OPEN_LINES,   /* "credit DIGEST" lines, in walking order */
	OPEN_ASKED,   /* item codes, one a line */
	OPEN_SKIPPED  /* "CODE reason", one a line */
};

const struct event_field open_fields[] = {
	{OPEN_BRANCH, "branch", 't', false}, {OPEN_KIND, "kind", 't', false},  {OPEN_TITLE, "title", 't', false},
	{OPEN_LINES, "lines", 't', false},   {OPEN_ASKED, "asked", 't', false}, {OPEN_SKIPPED, "skipped", 't', true},
	{0},
};

/* ---- opening --------------------------------------------------------------- */

/* One line of a text of several; false at the end. */
static bool next_line(const char **text, struct str *line)
{
	if (!*text || !**text)
		return false;
	size_t n = strcspn(*text, "\n");
	str_clear(line);
	str_add_n(line, *text, n);
	*text += n + ((*text)[n] == '\n');
	return true;
}

/* Cuts a line at its first blank; gives what stands behind it ("" if nothing). */
static const char *cut_word(struct str *line)
{
	char *blank = line->s ? strchr(line->s, ' ') : NULL;
	if (!blank)
		return "";
	*blank = '\0';
	return blank + 1;
}

int open_may(struct db *db, const struct event *ev, struct err *e)
{
	int64_t there;
	const char *branch = event_text(ev, OPEN_BRANCH), *title = event_text(ev, OPEN_TITLE);

	if (!session_kind_find(event_text(ev, OPEN_KIND)))
		return err_set(e, ERR_INPUT, _("“%s” is no kind of check"), event_text(ev, OPEN_KIND));
	if (text_clusters(title, strlen(title)) > NAME_MOST)
		return err_set(e, ERR_INPUT, _("%s: 1 to %d characters"), _("title"), NAME_MOST);
	if (db_int(db, SQL_branch_exists, 0, &there, e, "t", branch))
		return -1;
	if (!there)
		return err_set(e, ERR_ABSENT, _("branch %s does not exist; add it first"), branch);
	return actor_may(db, ev, MAY_INSPECT, branch, e);
}

/* The pinned editions by code letters, to find an item's edition. */
struct pinned {
	struct {
		char code[8];
		char digest[DIGEST_HEX];
	} v[32];
	size_t n;
};

static const char *edition_of(const struct pinned *p, const char *item)
{
	for (size_t i = 0; i < p->n; i++)
		if (!strncmp(item, p->v[i].code, strlen(p->v[i].code)) && item[strlen(p->v[i].code)] == '-')
			return p->v[i].digest;
	return "";
}

static int put_lines(struct db *db, const struct event *ev, const char *ref, struct pinned *pinned, struct str *ids,
		     struct err *e)
{
	AUTO(str_done) struct str line = {0};
	const char *text = event_text(ev, OPEN_LINES);

	while (next_line(&text, &line)) {
		AUTO(rows_done) struct rows r = {0};
		const char *digest = cut_word(&line);
		if (db_select(&r, db, SQL_edition_code, e, "tt", digest, line.s))
			return -1;
		int found = rows_next(&r, e);
		if (found < 0)
			return -1;
		if (!found || !*rows_text(&r, 0) || pinned->n == ARRAY_LEN(pinned->v))
			return err_set(e, ERR_INPUT, _("line %s: this edition is not in the store"), line.s);
		snprintf(pinned->v[pinned->n].code, sizeof pinned->v[0].code, "%s", rows_text(&r, 0));
		snprintf(pinned->v[pinned->n].digest, sizeof pinned->v[0].digest, "%s", digest);
		if (db_run(db, SQL_session_line_put, e, "titti", ref, (int64_t)pinned->n, line.s, digest, ev->at))
			return -1;
		str_addf(ids, "%s%s", ids->n ? " " : "", line.s);
		pinned->n++;
	}
	return 0;
}

static int put_asked(struct db *db, const struct event *ev, const char *ref, const struct pinned *pinned, struct err *e)
{
	AUTO(str_done) struct str line = {0};
	const char *text = event_text(ev, OPEN_ASKED);

	for (int64_t pos = 0; next_line(&text, &line); pos++)
		if (db_run(db, SQL_asked_put, e, "titt", ref, pos, line.s, edition_of(pinned, line.s)))
			return -1;
	text = event_text(ev, OPEN_SKIPPED);
	while (next_line(&text, &line)) {
		const char *reason = cut_word(&line);
		if (db_run(db, SQL_skipped_put, e, "tttt", ref, line.s, edition_of(pinned, line.s), reason))
			return -1;
	}
	return 0;
}

int open_apply(struct db *db, const struct event *ev, struct err *e)
{
	char ref[REF_TEXT], number[64];
	int year, month, day;
	int64_t before;
	struct pinned pinned = {0};
	AUTO(str_done) struct str ids = {0};
	const char *branch = event_text(ev, OPEN_BRANCH);

	event_ref(ev, ref);
	day_split(day_of_time(ev->at), &year, &month, &day);
	int64_t from = time_from_day(day_from(year, 1, 1));
	int64_t until = time_from_day(day_from(year + 1, 1, 1));
	if (db_int(db, SQL_session_count_of_year, 0, &before, e, "tiit", branch, from, until, ev->chain))
		return -1;
	snprintf(number, sizeof number, "%s-%d-%03d", branch, year, (int)before + 1);
	if (db_run(db, SQL_session_put, e, "tttttit", ref, number, branch, event_text(ev, OPEN_KIND),
		   event_text(ev, OPEN_TITLE), ev->at, ev->actor) ||
	    put_lines(db, ev, ref, &pinned, &ids, e) || put_asked(db, ev, ref, &pinned, e))
		return -1;
	return db_run(db, SQL_session_opened, e, "tt", str_text(&ids), ref);
}

static const char *profile_lookup(const char *name, void *ctx)
{
	size_t n;
	const struct profile_key *keys = library_profile_keys(&n);

	for (size_t i = 0; i < n; i++)
		if (str_eq(keys[i].id, name))
			return branch_has(ctx, name) ? "yes" : "no";
	return NULL;
}

/* A condition on another item's answer cannot be told at the opening: such an item is asked, and waits (answer.h). */
bool item_waits_for_answer(const struct item *item)
{
	return strchr(item->when, '-') != NULL;
}

/* ---- what is due ----------------------------------------------------------- */

#define NOT_DUE "due = " /* begins the reason of an item that is not due; the day follows */

int item_due_on(const char *frequency, int last)
{
	static const struct {
		const char *id;
		int months;
	} periods[] = {{"monthly", 1}, {"quarterly", 3}, {"halfyear", 6}, {"yearly", 12}};
	int year, month, day;

	if (str_eq(frequency, "once"))
		return CLOCK_NO_DAY;
	if (str_eq(frequency, "daily"))
		return last + 1;
	if (str_eq(frequency, "weekly"))
		return last - day_weekday(last) + 8;
	day_split(last, &year, &month, &day);
	for (size_t i = 0; i < ARRAY_LEN(periods); i++) {
		int n = periods[i].months;
		if (str_eq(frequency, periods[i].id))
			return day_add_months(day_from(year, (month - 1) / n * n + 1, 1), n);
	}
	return last;
}

const char *item_not_due(const char *reason)
{
	return str_starts(reason, NOT_DUE) ? reason + strlen(NOT_DUE) : NULL;
}

/* What a session of a branch asks: conditions over its profile, and what is not due today. */
struct choice {
	struct db *db;
	const struct session_plan *plan;
	const char *profile;
	int today;
	struct str asked, skipped;
};

static void choice_done(struct choice *c)
{
	str_done(&c->asked);
	str_done(&c->skipped);
}

/* An item that failed or was not looked at last time is due at any time. 1 due, 0 not: why says until when. */
static int is_due(const struct choice *c, const struct item *it, struct str *why, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	char day[DAY_TEXT];

	if (!c->plan->due_only)
		return 1;
	if (db_select(&r, c->db, SQL_outcome_last, e, "tt", c->plan->branch, it->code))
		return -1;
	int found = rows_next(&r, e);
	if (found <= 0)
		return found < 0 ? -1 : 1;
	if (!str_eq(rows_text(&r, 1), "conform") && !str_eq(rows_text(&r, 1), "na"))
		return 1;
	int due = item_due_on(it->frequency, day_of_time(rows_int(&r, 0)));
	if (due != CLOCK_NO_DAY && due <= c->today)
		return 1;
	str_addf(why, NOT_DUE "%s", day_format(due, day));
	return 0;
}

/* An item that waits for the answer of one that is not due waits in vain. As is_due. */
static int waits_for_due(const struct choice *c, const struct item *it, struct str *why, struct err *e)
{
	struct condition part;
	int due = 1;

	for (const char *at = it->when; due == 1 && condition_next(&at, &part) == 1;) {
		AUTO(str_done) struct str until = {0};
		for (size_t i = 0; due == 1 && i < c->plan->line_count; i++) {
			const struct item *named = line_item(c->plan->lines[i], part.name);
			due = named ? is_due(c, named, &until, e) : 1;
		}
	}
	if (!due)
		str_add(why, it->when);
	return due;
}

/* Which items of a line are asked of the branch. */
static int choose_items(struct choice *c, const struct line *line, struct err *e)
{
	for (size_t i = 0; i < line->n; i++) {
		const struct item *it = &line->v[i];
		AUTO(str_done) struct str why = {0};
		if (!str_empty(it->retired))
			continue;
		bool fits = item_waits_for_answer(it) || item_asked(it, profile_lookup, (void *)(uintptr_t)c->profile, &why);
		int due = fits ? is_due(c, it, &why, e) : 0;
		if (due == 1)
			due = waits_for_due(c, it, &why, e);
		if (due < 0)
			return -1;
		if (due)
			str_addf(&c->asked, "%s%s", c->asked.n ? "\n" : "", it->code);
		else
			str_addf(&c->skipped, "%s%s %s", c->skipped.n ? "\n" : "", it->code, str_text(&why));
	}
	return 0;
}

static int nothing_asked(const struct session_plan *plan, struct err *e)
{
	if (plan->due_only)
		return err_set(e, ERR_INPUT, _("nothing of these lines is due at branch %s; choose to ask all"),
			       plan->branch);
	return err_set(e, ERR_INPUT, _("branch %s is asked nothing of these lines; look at its profile"), plan->branch);
}

static void make_title(struct journal *j, const struct session_plan *plan, struct str *title)
{
	int year, month, day;

	if (!str_empty(plan->title)) {
		str_add(title, plan->title);
		return;
	}
	day_split(clock_today(j->clock), &year, &month, &day);
	/* Titles are content, not interface: they stay Chinese in every language of the screen. */
	str_addf(title, "%d年%d月", year, month);
	const struct session_kind *k = session_kind_find(plan->kind);
	const char *zh = k ? msg_zh(k->label) : NULL;
	str_add(title, zh ? zh : plan->kind);
}

static int find_profile(struct db *db, const char *code, struct arena *arena, const char **profile, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};

	if (db_select(&r, db, SQL_branch_profile, e, "t", code))
		return -1;
	int found = rows_next(&r, e);
	if (found < 0)
		return -1;
	if (!found)
		return err_set(e, ERR_ABSENT, _("branch %s does not exist; add it first"), code);
	*profile = arena_dup(arena, rows_text(&r, 0));
	return 0;
}

int session_open(struct journal *j, const struct actor *by, const struct session_plan *plan, char ref[REF_TEXT],
		 struct err *e)
{
	AUTO(body_done) struct body b = {0};
	AUTO(str_done) struct str title = {0}, lines = {0};
	AUTO(arena_done) struct arena arena = {0};
	AUTO(act_abort) struct act act = {0};
	AUTO(choice_done) struct choice choice = {.db = j->db, .plan = plan, .profile = "", .today = clock_today(j->clock)};
	char hex[DIGEST_HEX];

	if (!plan->line_count)
		return err_set(e, ERR_INPUT, "%s", _("choose at least one business line"));
	if (act_begin(&act, j, e) || find_profile(j->db, plan->branch, &arena, &choice.profile, e))
		return -1;
	for (size_t i = 0; i < plan->line_count; i++) {
		const struct line *line = plan->lines[i];
		if (edition_adopt(&act, by, line->text, line->text_n, e))
			return -1;
		str_addf(&lines, "%s%s %s", i ? "\n" : "", line->id, digest_hex(line->digest, hex));
		if (choose_items(&choice, line, e))
			return -1;
	}
	if (!choice.asked.n)
		return nothing_asked(plan, e);
	make_title(j, plan, &title);
	body_text(&b, OPEN_BRANCH, plan->branch);
	body_text(&b, OPEN_KIND, plan->kind);
	body_text(&b, OPEN_TITLE, str_text(&title));
	body_text(&b, OPEN_LINES, str_text(&lines));
	body_text(&b, OPEN_ASKED, str_text(&choice.asked));
	body_text(&b, OPEN_SKIPPED, str_text(&choice.skipped));
	return act_record(&act, by->key, by->no, KIND_OPEN, &b, ref, e) || act_commit(&act, e) ? -1 : 0;
}
