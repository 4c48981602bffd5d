/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fixture.h"

#include "domain/review.h"

static int record(struct fixture *f, int who, int second, const char *item, enum result result, const char *note)
{
	struct answer_input in = {.result = result, .note = note};
	return answer_record(&f->j, &f->who[who], second < 0 ? NULL : &f->who[second], f->session, item, &in, &f->e);
}

static void test_answers_move_the_counters(void **state)
{
	struct fixture *f = *state;
	struct arena arena = {0};
	struct session s;
	fixture_open(f);
	OK(f, record(f, HEAD, -1, "CR-0101", RESULT_CONFORM, ""));
	OK(f, record(f, STAFF, -1, "CR-0102", RESULT_ISSUE, ""));
	OK(f, record(f, INSPECTOR, -1, "CR-0103", RESULT_NA, "没有新手册"));
	OK(f, record(f, HEAD, -1, "CR-0105", RESULT_NOT_CHECKED, "系统停机"));
	OK(f, record(f, HEAD, -1, "CR-0106", RESULT_PENDING, ""));
	OK(f, record(f, HEAD, -1, "CR-0101", RESULT_PENDING, "再看"));
	assert_int_equal(session_find(f->db, f->session, &arena, &s, &f->e), 1);
	assert_int_equal(s.conform, 0);
	assert_int_equal(s.issue, 1);
	assert_int_equal(s.na, 1);
	assert_int_equal(s.not_checked, 1);
	assert_int_equal(s.pending, 2);
	arena_done(&arena);
}

static void test_what_is_refused(void **state)
{
	struct fixture *f = *state;
	fixture_open(f);
	REFUSED(f, ERR_INPUT, record(f, HEAD, -1, "CR-0101", RESULT_NA, ""));
	REFUSED(f, ERR_INPUT, record(f, HEAD, -1, "CR-0101", RESULT_NOT_CHECKED, NULL));
	REFUSED(f, ERR_ABSENT, record(f, HEAD, -1, "CR-9999", RESULT_CONFORM, ""));
	REFUSED(f, ERR_DENIED, record(f, AUDITOR, -1, "CR-0101", RESULT_CONFORM, ""));
	REFUSED(f, ERR_DENIED, record(f, HEAD2, -1, "CR-0101", RESULT_CONFORM, ""));
	REFUSED(f, ERR_STATE, record(f, HEAD, -1, "CR-0203", RESULT_CONFORM, ""));
	REFUSED(f, ERR_DENIED, record(f, HEAD, HEAD, "CR-0203", RESULT_CONFORM, ""));
	struct answer_input in = {.result = RESULT_CONFORM};
	struct actor stolen = {"110202", f->keys[HEAD]};
	REFUSED(f, ERR_DENIED, answer_record(&f->j, &stolen, NULL, f->session, "CR-0101", &in, &f->e));
}

static void test_two_person_items_keep_both_names(void **state)
{
	struct fixture *f = *state;
	struct checklist list = {0};
	fixture_open(f);
	OK(f, record(f, HEAD, STAFF, "CR-0203", RESULT_CONFORM, ""));
	OK(f, checklist_load(f->db, f->session, &list, &f->e));
	const struct answer *a = &list.v[checklist_find(&list, "CR-0203")].answer;
	assert_string_equal(a->by_name, "李明");
	assert_string_equal(a->witness_name, "王芳");
	checklist_done(&list);
	/* a changed answer is a new one: it wants its own witness */
	OK(f, record(f, STAFF, HEAD, "CR-0203", RESULT_PENDING, ""));
	OK(f, checklist_load(f->db, f->session, &list, &f->e));
	a = &list.v[checklist_find(&list, "CR-0203")].answer;
	assert_string_equal(a->witness, "110201");
	checklist_done(&list);
}

static void test_an_issue_with_findings_stays_one(void **state)
{
	struct fixture *f = *state;
	char ref[REF_TEXT];
	fixture_open(f);
	OK(f, record(f, HEAD, -1, "CR-0101", RESULT_ISSUE, ""));
	struct finding x = fixture_finding(f, "CR-0101");
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, ref, &f->e));
	REFUSED(f, ERR_STATE, record(f, HEAD, -1, "CR-0101", RESULT_CONFORM, ""));
	OK(f, finding_withdraw(&f->j, &f->who[HEAD], ref, "看错凭证", &f->e));
	OK(f, record(f, HEAD, -1, "CR-0101", RESULT_CONFORM, ""));
}

static void test_a_waiting_item_needs_no_answer(void **state)
{
	struct fixture *f = *state;
	struct checklist list = {0};
	fixture_open(f);
	OK(f, checklist_load(f->db, f->session, &list, &f->e));
	int at = checklist_find(&list, "CR-0506");
	assert_true(at >= 0);
	assert_false(checklist_due(&list, (size_t)at));
	checklist_done(&list);
	struct progress before, after;
	OK(f, checklist_progress_load(f->db, f->session, &before, &f->e));
	OK(f, record(f, HEAD, STAFF, "CR-0505", RESULT_ISSUE, ""));
	OK(f, checklist_load(f->db, f->session, &list, &f->e));
	assert_true(checklist_due(&list, (size_t)at));
	/* the list and what is told without it agree: now 0506 counts */
	OK(f, checklist_progress_load(f->db, f->session, &after, &f->e));
	assert_int_equal(before.done, 0);
	assert_true(before.all < (int)list.n);
	assert_int_equal(after.done, 1);
	assert_int_equal(after.all, before.all + 1);
	assert_int_equal(checklist_progress(&list, NULL).all, after.all);
	assert_int_equal(checklist_progress(&list, "credit").all, after.all);
	assert_int_equal(checklist_progress(&list, "bills").all, 0);
	assert_int_equal(list.line_count, 1);
	assert_string_equal(list.lines[0].name, "信贷业务");
	checklist_done(&list);
}

static void seal(struct fixture *f)
{
	fixture_conform(f);
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[STAFF], f->session, &f->e));
}

static void test_last_time_stands_beside_the_item(void **state)
{
	struct fixture *f = *state;
	struct checklist list = {0};
	for (int i = 0; i < 3; i++) {
		fixture_open(f);
		if (i != 1) {
			struct finding x = fixture_finding(f, "CR-0101");
			fixture_answer(f, "CR-0101", RESULT_ISSUE, "");
			x.fact = i ? "第三次" : "第一次";
			OK(f, finding_put(&f->j, &f->who[HEAD], &x, NULL, &f->e));
		}
		seal(f);
		f->clock.now += 30 * 86400;
	}
	fixture_open(f);
	OK(f, checklist_load(f->db, f->session, &list, &f->e));
	const struct check *k = &list.v[checklist_find(&list, "CR-0101")];
	assert_int_equal(k->last, RESULT_ISSUE);
	assert_int_equal(k->failures, 2);
	assert_string_equal(k->last_fact, "第三次");
	assert_int_equal(k->last_fact_at, k->last_at);
	assert_int_equal(k->answer.result, RESULT_BLANK);
	assert_int_equal(list.v[checklist_find(&list, "CR-0102")].last, RESULT_CONFORM);
	checklist_done(&list);
}

static void same_item(const struct item *a, const struct item *b)
{
	const char *const texts[][2] = {
		{a->code, b->code},       {a->title, b->title},     {a->section, b->section}, {a->question, b->question},
		{a->look, b->look},       {a->method, b->method},   {a->why, b->why},         {a->source, b->source},
		{a->posts, b->posts},     {a->bases, b->bases},     {a->measure, b->measure}, {a->sample, b->sample},
		{a->when, b->when},       {a->after, b->after},     {a->frequency, b->frequency},
	};
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		assert_string_equal(texts[i][0], texts[i][1]);
	assert_int_equal(a->weight, b->weight);
	assert_int_equal(a->two_person, b->two_person);
	assert_int_equal(a->severity, b->severity);
	assert_int_equal(a->evidence, b->evidence);
}

/* Read in parts, a checklist says what it says read whole. */
static void test_in_parts_as_whole(void **state)
{
	struct fixture *f = *state;
	struct checklist whole = {0}, parts = {0};

	test_last_time_stands_beside_the_item(state);
	fixture_answer(f, "CR-0101", RESULT_ISSUE, "");
	struct finding x = fixture_finding(f, "CR-0101");
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, NULL, &f->e));
	OK(f, checklist_load(f->db, f->session, &whole, &f->e));
	OK(f, checklist_load_list(f->db, f->session, &parts, &f->e));
	assert_int_equal(parts.n, whole.n);
	size_t at = (size_t)checklist_find(&parts, "CR-0101");
	assert_string_equal(parts.v[at].item.look, "");
	assert_int_equal(parts.v[at].failures, 0);
	OK(f, checklist_read_failures(f->db, &parts, 0, parts.n - 1, &f->e));
	for (size_t i = 0; i < parts.n; i++) {
		const struct check *a = &parts.v[i], *b = &whole.v[i];
		assert_int_equal(a->failures, b->failures);
		assert_int_equal(a->answer.result, b->answer.result);
		assert_string_equal(a->answer.by_name, b->answer.by_name);
		assert_string_equal(a->line, b->line);
		assert_int_equal(a->findings, b->findings);
		assert_int_equal(a->unproved, b->unproved);
		OK(f, checklist_read(f->db, &parts, i, &f->e));
		same_item(&a->item, &b->item);
		assert_int_equal(a->last, b->last);
		assert_int_equal(a->last_at, b->last_at);
		assert_string_equal(a->last_fact, b->last_fact);
		assert_int_equal(a->last_fact_at, b->last_fact_at);
	}
	assert_int_equal(parts.v[at].failures, 2);
	assert_int_equal(parts.v[at].findings, 1);
	checklist_done(&whole);
	checklist_done(&parts);
}

/* Twelve months are those of review_since(): what the workbench counts and what stands beside the item is one number. */
static void test_twelve_months_end_on_a_day(void **state)
{
	struct fixture *f = *state;

	fixture_open(f);
	struct finding x = fixture_finding(f, "CR-0101");
	fixture_answer(f, "CR-0101", RESULT_ISSUE, "");
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, NULL, &f->e));
	seal(f);
	for (int days = 365; days <= 366; days++) { /* to the same day of the next year, and one more */
		struct checklist list = {0};
		int64_t repeats;
		f->clock.now += (days == 365 ? 365 : 1) * 86400;
		fixture_open(f);
		OK(f, checklist_load(f->db, f->session, &list, &f->e));
		OK(f, review_repeats_count(f->db, "1102", review_since(f->clock.now), 1, &repeats, &f->e));
		assert_int_equal(list.v[checklist_find(&list, "CR-0101")].failures, days == 365);
		assert_int_equal(repeats, days == 365);
		checklist_done(&list);
	}
}

static const struct CMUnitTest tests[] = {
	FIXTURE_TEST(test_answers_move_the_counters),
	FIXTURE_TEST(test_what_is_refused),
	FIXTURE_TEST(test_two_person_items_keep_both_names),
	FIXTURE_TEST(test_an_issue_with_findings_stays_one),
	FIXTURE_TEST(test_a_waiting_item_needs_no_answer),
	FIXTURE_TEST(test_last_time_stands_beside_the_item),
	FIXTURE_TEST(test_in_parts_as_whole),
	FIXTURE_TEST(test_twelve_months_end_on_a_day),
};
TEST_MAIN(tests)
