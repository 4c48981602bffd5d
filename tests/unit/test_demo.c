/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/msg.h"
#include "cli/county.h"
#include "cli/demo.h"
#include "domain/answer.h"
#include "domain/edition.h"
#include "domain/library_edit.h"
#include "domain/register.h"
#include "domain/signoff.h"
#include "store/verify.h"

#include "demo_county.h"

#include <string.h>

enum { YEAR = 2026, MONTH = 11, MDAY = 23 };

static void make(struct desk *d, int today)
{
	struct err e = {0};

	memset(d, 0, sizeof *d);
	clock_fix(&d->clock, (int64_t)today * 86400, 0);
	if (desk_open(d, "nowhere", DESK_MEMORY, &e) || demo_make(d, NULL, NULL, &e))
		fail_msg("%s", e.text);
}

static void sessions(struct desk *d, struct session_list *list)
{
	struct session_filter f = {0};
	struct err e = {0};

	assert_int_equal(session_list_load(d->db, &f, list, &e), 0);
}

/* The county of 23 November 2026, made once for all tests that only read it. */
static struct desk *county(void)
{
	static struct desk d;

	if (!d.db)
		make(&d, day_from(YEAR, MONTH, MDAY));
	return &d;
}

static int forget(void **state)
{
	(void)state;
	desk_close(county());
	return 0;
}

/* All that an event says but what is random: keys and the digests of envelopes. */
static int write_event(const struct event *ev, void *ctx, struct err *e)
{
	struct str *out = ctx;

	(void)e;
	str_addf(out, "%lld %s %lld %s", (long long)ev->seq, ev->kind->name, (long long)ev->at, ev->actor);
	for (size_t i = 0; i < ev->value_count; i++) {
		const struct event_field *f = ev->kind->fields;
		while (f->tag != ev->values[i].tag)
			f++;
		if (f->type == 't')
			str_addf(out, "\t%s", ev->values[i].text);
		if (f->type == 'i')
			str_addf(out, "\t%lld", (long long)ev->values[i].number);
	}
	str_add(out, "\n");
	return 0;
}

static void events(struct desk *d, struct str *out)
{
	struct err e = {0};

	assert_int_equal(journal_each(d->db, &domain_kinds, d->journal.chain, 1, write_event, out, &e), 0);
}

static void test_the_same_day_gives_the_same_county(void **state)
{
	AUTO(desk_close) struct desk again = {0};
	AUTO(str_done) struct str x = {0}, y = {0};
	int today = day_from(YEAR, MONTH, MDAY);

	(void)state;
	make(&again, today);
	events(county(), &x);
	events(&again, &y);
	assert_true(x.n > 100000);
	assert_string_equal(x.s, y.s);
	assert_int_equal(clock_today(&again.clock), today);
}

/* A first of March, after a leap day: every branch still has its year, and nothing happens today. */
static void test_any_day_will_do(void **state)
{
	AUTO(desk_close) struct desk d = {0};
	AUTO(session_list_done) struct session_list list = {0};
	int today = day_from(2028, 3, 1), waiting = 0;

	(void)state;
	make(&d, today);
	sessions(&d, &list);
	assert_in_range(list.n, 64, 68);
	for (size_t i = 0; i < list.n; i++) {
		assert_true(day_of_time(list.v[i].opened_at) < today);
		assert_true(day_of_time(list.v[i].sealed_at) < today);
		waiting += list.v[i].state != SESSION_SEALED;
	}
	assert_int_equal(waiting, 2);
	assert_int_equal(day_of_time(list.v[0].opened_at), today - 1);
}

static void test_it_is_sound(void **state)
{
	struct verify_result result;
	struct err e = {0};

	(void)state;
	assert_int_equal(verify_store(county()->db, &domain_kinds, &(struct verify_options){0}, &result, &e), 0);
	assert_int_equal(result.verdict, VERIFY_SOUND);
}

/* What the county is there to show. */
static void test_what_is_in_it(void **state)
{
	AUTO(session_list_done) struct session_list list = {0};
	int state_count[SESSION_STATES] = {0}, answers = 0, county_checks = 0, quiet = 0, second_quarter = 0;

	(void)state;
	sessions(county(), &list);
	for (size_t i = 0; i < list.n; i++) {
		const struct session *s = &list.v[i];
		bool self = str_eq(s->kind, "self_check"), quiet_branch = str_eq(s->branch, "1104");
		int year, month, mday;
		day_split(day_of_time(s->opened_at), &year, &month, &mday);
		state_count[s->state]++;
		answers += s->conform + s->issue + s->na + s->not_checked + s->pending;
		county_checks += !self;
		quiet += self && quiet_branch ? s->findings : 0;
		second_quarter += self && year == YEAR && month >= 4 && month <= 6 && str_eq(s->branch, "1103");
		if (!self && quiet_branch)
			assert_in_range(s->findings, 20, 40);
		assert_true(s->pending == 0 || s->state == SESSION_OPEN);
	}
	assert_in_range(list.n, 60, 70);
	assert_in_range(answers, 4000, 6000);
	assert_int_equal(state_count[SESSION_OPEN], 1);
	assert_int_equal(state_count[SESSION_READY], 1);
	assert_int_equal(state_count[SESSION_SEALED], list.n - 2);
	assert_int_equal(county_checks, 5);
	assert_int_equal(quiet, 0);
	assert_int_equal(second_quarter, 0);
}

/* How often the Finding records say that they come up, but for the months in which branch 1103 checked nothing. */
static size_t turns(const struct rec_file *f)
{
	size_t n = 0;
	const char *word;

	for (const struct rec *r = NULL; (r = county_next(f, "Finding", r));)
		for (size_t i = 0; i < r->n; i++) {
			bool hit = str_eq(r->v[i].name, "Hit");
			if (!hit && !str_eq(r->v[i].name, "Check"))
				continue;
			for (int k = 1; county_word(r->v[i].value, k, &word); k++)
				n += !(hit && str_starts(r->v[i].value, "1103 ") && word[1] <= ' ' && *word >= '5' &&
				       *word <= '7');
		}
	return n;
}

static void tell(const struct change *c, void *ctx)
{
	if (c->kind != CHANGE_LINE_CHANGED)
		str_addf(ctx, "%s %s; ", change_id(c->kind), c->code);
}

/* How many sessions ask an item, and in how many words. */
static void asked(const char *code, int *times, int *wordings)
{
	AUTO(session_list_done) struct session_list list = {0};
	AUTO(str_done) struct str seen = {0};
	struct err e = {0};

	*times = *wordings = 0;
	sessions(county(), &list);
	for (size_t i = 0; i < list.n; i++) {
		AUTO(checklist_done) struct checklist checks = {0};
		assert_int_equal(checklist_load(county()->db, list.v[i].id, &checks, &e), 0);
		int at = checklist_find(&checks, code);
		if (at < 0)
			continue;
		++*times;
		if (!strstr(str_text(&seen), checks.v[at].item.question)) {
			str_addf(&seen, "%s\n", checks.v[at].item.question);
			++*wordings;
		}
	}
}

/* Half a year before the end the union publishes an edition of its own: old sessions ask what they asked. */
static void test_its_edition(void **state)
{
	AUTO(publication_list_done) struct publication_list list = {0};
	AUTO(library_done) struct library first = {0}, second = {0};
	AUTO(str_done) struct str said = {0};
	struct desk *d = county();
	struct err e = {0};
	int times, wordings;

	(void)state;
	assert_int_equal(publication_list_load(d->db, &list, &e), 0);
	assert_int_equal(list.n, 2);
	assert_string_equal(list.v[0].edition, "2026.2");
	assert_in_range(day_of_time(list.v[0].at), day_from(YEAR, MONTH - 6, 15), day_from(YEAR, MONTH - 6, 25));
	assert_int_equal(edition_load_at(d->db, "2026.1", &first, &e), 0);
	assert_int_equal(edition_load_at(d->db, "2026.2", &second, &e), 0);
	library_diff(&first, &second, tell, &said);
	assert_string_equal(str_text(&said), "reworded CR-0301; regraded CT-0204; added RE-0209; ");
	assert_string_equal(library_line(&d->library, "credit")->edition, "2026.2");
	asked("CR-0301", &times, &wordings);
	assert_true(times > 10);
	assert_int_equal(wordings, 2);
	asked("RE-0209", &times, &wordings);
	assert_true(times > 0);
	asked("RE-0208", &wordings, &(int){0});
	assert_true(wordings > times); /* it was not asked before */
}

/* No line of county.rec is in vain, and each finding is complete. */
static void test_every_finding_comes_up(void **state)
{
	AUTO(session_list_done) struct session_list list = {0};
	AUTO(rec_done) struct rec_file f = {0};
	struct err e = {0};
	size_t n = 0, spot = 0;

	(void)state;
	sessions(county(), &list);
	for (size_t i = 0; i < list.n; i++) {
		AUTO(finding_list_done) struct finding_list findings = {0};
		assert_int_equal(finding_list_load(county()->db, list.v[i].id, NULL, &findings, &e), 0);
		for (size_t k = 0; k < findings.n; k++) {
			const struct finding *x = &findings.v[k];
			spot += x->fixed_on_spot;
			if (!*x->nature || !*x->owner || !*x->measure || !*x->deadline || strpbrk(x->fact, "{}"))
				fail_msg("%s %s %s", list.v[i].number, x->item, x->fact);
		}
		n += findings.n;
	}
	assert_int_equal(rec_read(&f, "county.rec", (const char *)demo_county, demo_county_size, NULL, NULL, &e), 0);
	assert_int_equal(n, turns(&f));
	assert_true(n > 300 && spot > 30);
}

/* People work by day, answer what is measured with a figure, and share the work. */
static void check_answers(const struct session *s, const struct checklist *checks)
{
	size_t people = 0;
	const char *seen[8];

	for (size_t i = 0; i < checks->n; i++) {
		const struct item *it = &checks->v[i].item;
		const struct answer *a = &checks->v[i].answer;
		int hour = (int)((a->at / 3600 + 8) % 24);
		bool known = a->result == RESULT_BLANK;
		if (a->result != RESULT_BLANK)
			assert_in_range(hour, 8, 18);
		if ((a->result == RESULT_CONFORM || a->result == RESULT_ISSUE) && it->value.name && !*a->value)
			fail_msg("%s %s: no value", s->number, it->code);
		for (size_t k = 0; k < people; k++)
			known |= str_eq(seen[k], a->by);
		if (!known && people < ARRAY_LEN(seen))
			seen[people++] = a->by;
	}
	assert_in_range(people, 2, ARRAY_LEN(seen));
}

static void test_the_answers(void **state)
{
	AUTO(session_list_done) struct session_list list = {0};
	struct err e = {0};

	(void)state;
	sessions(county(), &list);
	for (size_t i = 0; i < list.n; i++) {
		AUTO(checklist_done) struct checklist checks = {0};
		assert_int_equal(checklist_load(county()->db, list.v[i].id, &checks, &e), 0);
		check_answers(&list.v[i], &checks);
	}
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_the_same_day_gives_the_same_county),
    cmocka_unit_test(test_any_day_will_do),
    cmocka_unit_test(test_it_is_sound),
    cmocka_unit_test(test_what_is_in_it),
    cmocka_unit_test(test_its_edition),
    cmocka_unit_test(test_every_finding_comes_up),
    cmocka_unit_test_teardown(test_the_answers, forget),
};
TEST_MAIN(tests)
