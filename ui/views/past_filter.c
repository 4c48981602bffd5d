/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the list of past sessions is narrowed by: each filter is a row with the choices it offers.
 */
#include "ui/views/past.h"

#include "base/clock.h"
#include "base/msg.h"
#include "base/text.h"
#include "ui/base/stage.h"

#include <stdio.h>
#include <string.h>

static struct past *state(const struct view *v)
{
	return VIEW_STATE(v, struct past);
}

bool past_sees_all(const struct view *v)
{
	const struct role *role = v->desk->me.role;
	return role && role->may & MAY_READ_ALL;
}

/* ---- choices: the first of each is "" for all ------------------------------------------------- */

struct choices {
	struct ask_choice *v;
	size_t n, cap;
};

static void add(struct choices *c, const char *id, const char *label, const char *note)
{
	*VEC_PUSH(c) = (struct ask_choice){id, label, note};
}

static void offer_branches(struct view *v, struct choices *c)
{
	const struct branch_list *all = &state(v)->branches;

	for (size_t i = 0; i < all->n; i++)
		add(c, all->v[i].code, all->v[i].name, all->v[i].code);
}

static void offer_lines(struct view *v, struct choices *c)
{
	const struct library *lib = &v->desk->library;

	for (size_t i = 0; i < lib->n; i++)
		add(c, lib->v[i].id, lib->v[i].name, lib->v[i].code);
}

static void offer_kinds(struct view *v, struct choices *c)
{
	size_t n;
	const struct session_kind *kinds = session_kinds(&n);

	(void)v;
	for (size_t i = 0; i < n; i++)
		add(c, kinds[i].id, _(kinds[i].label), NULL);
}

static void offer_states(struct view *v, struct choices *c)
{
	(void)v;
	for (int i = 0; i < SESSION_STATES; i++)
		add(c, session_state_id((enum session_state)i), session_state_label((enum session_state)i), NULL);
}

static void offer_severities(struct view *v, struct choices *c)
{
	for (int i = SEVERITY_COUNT - 1; i > SEVERITY_NONE; i--) {
		const char *label = severity_label((enum severity)i);
		add(c, severity_id((enum severity)i),
		    i + 1 == SEVERITY_COUNT ? label : arena_printf(&v->arena, _("%s or worse"), label), NULL);
	}
}

/* Periods up to and with the month or year that has begun. */
static const struct period {
	const char *id, *label;
	int months; /* how long */
	int back;   /* how many of them ago it began */
} periods[] = {
	{"month", N_("this month"), 1, 0},     {"last-month", N_("last month"), 1, 1},
	{"quarter", N_("this quarter"), 3, 0}, {"last-quarter", N_("last quarter"), 3, 1},
	{"year", N_("this year"), 12, 0},      {"last-year", N_("last year"), 12, 1},
};

/* First and last day of a period. */
static void days_of(const struct period *p, int today, int *from, int *until)
{
	int year, month, day;

	day_split(today, &year, &month, &day);
	int begun = day_from(year, (month - 1) / p->months * p->months + 1, 1);
	*from = day_add_months(begun, -p->back * p->months);
	*until = day_add_months(*from, p->months) - 1;
}

static const char *between(struct view *v, const char *from, const char *until)
{
	if (!*from && !*until)
		return _("all");
	if (!*until)
		return arena_printf(&v->arena, _("from %s on"), from);
	if (!*from)
		return arena_printf(&v->arena, _("up to %s"), until);
	return arena_printf(&v->arena, _("%s to %s"), from, until);
}

static void offer_dates(struct view *v, struct choices *c)
{
	int from, until;
	char a[DAY_TEXT], b[DAY_TEXT];

	for (size_t i = 0; i < ARRAY_LEN(periods); i++) {
		days_of(&periods[i], clock_today(&v->desk->clock), &from, &until);
		add(c, periods[i].id, _(periods[i].label), between(v, day_format(from, a), day_format(until, b)));
	}
	add(c, "own", _("other days"), _("to be typed"));
}

static const struct filter {
	const char *label, *title;
	void (*offer)(struct view *v, struct choices *c);
} filters[PAST_FILTERS] = {
	[PAST_BRANCH] = {N_("branch"), N_("Sessions of which branch"), offer_branches},
	[PAST_LINE] = {N_("line"), N_("Sessions along which line"), offer_lines},
	[PAST_KIND] = {N_("kind"), N_("Which kind of check"), offer_kinds},
	[PAST_STATE] = {N_("state"), N_("In which state"), offer_states},
	[PAST_SEVERITY] = {N_("severity"), N_("With a finding of which severity"), offer_severities},
	[PAST_DATES] = {N_("days"), N_("Opened when"), offer_dates},
};

const char *past_filter_label(enum past_filter which)
{
	return _(filters[which].label);
}

static void choices_done(struct choices *c)
{
	mem_free(c->v);
}

static void offer(struct view *v, enum past_filter which, struct choices *c)
{
	add(c, "", which == PAST_BRANCH && !past_sees_all(v) ? _("mine") : _("all"), NULL);
	filters[which].offer(v, c);
}

/* ---- values --------------------------------------------------------------------------------- */

static const char *set_or_null(const char *value)
{
	return *value ? value : NULL;
}

static void set_dates(const struct view *v, struct session_filter *f)
{
	const struct past *p = state(v);
	int from = CLOCK_NO_DAY, until = CLOCK_NO_DAY;

	for (size_t i = 0; i < ARRAY_LEN(periods); i++)
		if (str_eq(periods[i].id, p->value[PAST_DATES]))
			days_of(&periods[i], clock_today(&v->desk->clock), &from, &until);
	if (str_eq(p->value[PAST_DATES], "own")) {
		day_parse(p->from, &from);
		day_parse(p->until, &until);
	}
	f->from = from == CLOCK_NO_DAY ? 0 : time_from_day(from);
	f->until = until == CLOCK_NO_DAY ? 0 : time_from_day(until + 1);
}

void past_filter_now(const struct view *v, struct session_filter *f)
{
	const struct past *p = state(v);
	enum session_state s;

	*f = (struct session_filter){.line = set_or_null(p->value[PAST_LINE]), .kind = set_or_null(p->value[PAST_KIND])};
	f->branch = past_sees_all(v) ? set_or_null(p->value[PAST_BRANCH]) : v->desk->me.branch;
	if (session_state_parse(p->value[PAST_STATE], &s))
		f->state = s + 1;
	severity_parse(p->value[PAST_SEVERITY], &f->least);
	set_dates(v, f);
}

void past_filter_words(struct view *v)
{
	struct past *p = state(v);

	for (int which = 0; which < PAST_FILTERS; which++) {
		AUTO(choices_done) struct choices c = {0};
		offer(v, (enum past_filter)which, &c);
		p->words[which] = p->value[which];
		for (size_t i = 0; i < c.n; i++)
			if (str_eq(c.v[i].id, p->value[which]))
				p->words[which] = arena_dup(&v->arena, c.v[i].label);
	}
	if (str_eq(p->value[PAST_DATES], "own"))
		p->words[PAST_DATES] = between(v, p->from, p->until);
}

bool past_filter_any(const struct view *v)
{
	const struct past *p = state(v);
	bool any = list_is_filtered(&p->list);

	for (int i = 0; i < PAST_FILTERS; i++)
		any = any || p->value[i][0];
	return any;
}

void past_filter_clear(struct past *p)
{
	memset(p->value, 0, sizeof p->value);
	p->from[0] = p->until[0] = '\0';
	list_unfilter(&p->list);
}

/* ---- boxes ---------------------------------------------------------------------------------- */

/* Where one digit is not enough, two are typed: they find the row as any typed word does. */
int past_filter_ask(struct view *v, enum past_filter which, struct err *e)
{
	enum { NUMBERED = 9 };
	AUTO(choices_done) struct choices c = {0};

	offer(v, which, &c);
	for (size_t i = 0; c.n > NUMBERED && i < c.n; i++)
		c.v[i].label = arena_printf(&v->arena, "%02zu %s", i + 1, c.v[i].label);
	struct ask ask = {.kind = ASK_CHOOSE, .title = _(filters[which].title), .choices = c.v, .choice_count = c.n,
			  .value = state(v)->value[which]};
	return stage_open(v->stage, VIEW_ASK, &ask, PAST_TAG + (int)which, e);
}

static bool read_day(const char *text, int *day)
{
	AUTO(str_done) struct str plain = {0};

	text_fold_ascii(text, &plain);
	return day_parse(str_text(&plain), day);
}

static int check_day(void *ctx, const char *text, struct err *e)
{
	const struct past *p = ctx;
	int day, from;

	if (!*text)
		return 0;
	if (!read_day(text, &day))
		return err_set(e, ERR_INPUT, _("“%s” is no day; write it like 2026-11-23 or 20261123"), text);
	if (day_parse(p->first, &from) && day < from)
		return err_set(e, ERR_INPUT, _("%s comes before the first day, %s"), text, p->first);
	return 0;
}

static int ask_day(struct view *v, int tag, struct err *e)
{
	struct past *p = state(v);
	bool first = tag == PAST_TAG_FROM;

	if (first)
		p->first[0] = '\0'; /* the box of the first day is held against no other */
	struct ask ask = {.kind = ASK_LINE,
			  .title = _(filters[PAST_DATES].title),
			  .text = first ? _("First day, empty: from the beginning") : _("Last day, empty: up to today"),
			  .most = DAY_TEXT,
			  .check = check_day,
			  .ctx = p};
	return stage_open(v->stage, VIEW_ASK, &ask, tag, e);
}

static void keep_day(const char *text, char out[DAY_TEXT])
{
	int day;

	out[0] = '\0';
	if (read_day(text, &day))
		day_format(day, out);
}

bool past_filter_take(struct view *v, int tag, const struct ask_answer *answer, struct err *e)
{
	struct past *p = state(v);

	if (!answer)
		return false;
	if (tag == PAST_TAG_FROM) {
		keep_day(answer->text, p->first);
		ask_day(v, PAST_TAG_UNTIL, e);
		return false;
	}
	if (tag == PAST_TAG_UNTIL) {
		keep_day(answer->text, p->until);
		memcpy(p->from, p->first, sizeof p->from);
		snprintf(p->value[PAST_DATES], sizeof p->value[0], "own");
		return true;
	}
	if (tag == PAST_TAG + PAST_DATES && str_eq(answer->text, "own")) {
		ask_day(v, PAST_TAG_FROM, e);
		return false;
	}
	snprintf(p->value[tag - PAST_TAG], sizeof p->value[0], "%s", answer->text);
	return true;
}
