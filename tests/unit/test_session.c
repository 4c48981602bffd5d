/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fixture.h"

static void test_opening_pins_what_is_asked(void **state)
{
	struct fixture *f = *state;
	struct arena arena = {0};
	struct session s;
	struct checklist list = {0};
	fixture_open(f);
	assert_int_equal(session_find(f->db, f->session, &arena, &s, &f->e), 1);
	assert_string_equal(s.number, "1102-2026-001");
	assert_string_equal(s.title, "2026年11月自查");
	assert_string_equal(s.lines, "credit");
	assert_int_equal(s.state, SESSION_OPEN);
	OK(f, checklist_load(f->db, f->session, &list, &f->e));
	assert_int_equal(list.n, s.items);
	assert_true(list.n >= 38);
	const struct item *it = library_item(&f->lib, "CR-0203", NULL);
	int at = checklist_find(&list, "CR-0203");
	assert_true(at >= 0);
	assert_string_equal(list.v[at].item.question, it->question);
	assert_string_equal(list.v[at].item.look, it->look);
	assert_string_equal(list.v[at].item.bases, it->bases);
	assert_true(list.v[at].item.two_person);
	checklist_done(&list);
	arena_done(&arena);
}

static void test_numbers_run_per_branch_and_year(void **state)
{
	struct fixture *f = *state;
	struct arena arena = {0};
	struct session s;
	fixture_open(f);
	fixture_open(f);
	assert_int_equal(session_find(f->db, "1102-2026-002", &arena, &s, &f->e), 1);
	assert_string_equal(s.id, f->session);
	f->clock.now += 86400LL * 60;
	fixture_open(f);
	assert_int_equal(session_find(f->db, "1102-2027-001", &arena, &s, &f->e), 1);
	assert_int_equal(session_find(f->db, "1102-2028-001", &arena, &s, &f->e), 0);
	arena_done(&arena);
}

static void test_only_those_who_may_open(void **state)
{
	struct fixture *f = *state;
	char ref[REF_TEXT];
	const struct line *credit = library_line(&f->lib, "credit");
	struct session_plan plan = {.branch = "1102", .kind = "self_check", .lines = &credit, .line_count = 1};
	REFUSED(f, ERR_DENIED, session_open(&f->j, &f->who[AUDITOR], &plan, ref, &f->e));
	REFUSED(f, ERR_DENIED, session_open(&f->j, &f->who[HEAD2], &plan, ref, &f->e));
	OK(f, session_open(&f->j, &f->who[INSPECTOR], &plan, ref, &f->e));
	plan.kind = "holiday";
	REFUSED(f, ERR_INPUT, session_open(&f->j, &f->who[HEAD], &plan, ref, &f->e));
	plan.kind = "self_check";
	plan.branch = "9999";
	REFUSED(f, ERR_ABSENT, session_open(&f->j, &f->who[INSPECTOR], &plan, ref, &f->e));
	plan.line_count = 0;
	REFUSED(f, ERR_INPUT, session_open(&f->j, &f->who[HEAD], &plan, ref, &f->e));
}

static void test_list_filters_and_pages(void **state)
{
	struct fixture *f = *state;
	for (int i = 0; i < 7; i++)
		fixture_open(f);
	struct session_list all = {0}, page = {0}, next = {0};
	struct session_filter filter = {0};
	OK(f, session_list_load(f->db, &filter, &all, &f->e));
	assert_int_equal(all.n, 7);
	filter.limit = 3;
	OK(f, session_list_load(f->db, &filter, &page, &f->e));
	assert_int_equal(page.n, 3);
	filter.before_at = page.v[2].opened_at;
	filter.before_id = page.v[2].id;
	OK(f, session_list_load(f->db, &filter, &next, &f->e));
	assert_int_equal(next.n, 3);
	assert_string_equal(next.v[0].id, all.v[3].id);
	session_list_done(&next);
	struct session_filter none[] = {{.branch = "1103"}, {.state = SESSION_SEALED + 1}, {.kind = "peer_check"},
					{.line = "security"}, {.least = SEVERITY_SLIGHT}, {.until = 1000}};
	for (size_t i = 0; i < ARRAY_LEN(none); i++) {
		struct session_list empty = {0};
		OK(f, session_list_load(f->db, &none[i], &empty, &f->e));
		assert_int_equal(empty.n, 0);
		session_list_done(&empty);
	}
	struct session_filter fits[] = {{.branch = "1102", .line = "credit"}, {.state = SESSION_OPEN + 1}, {.oldest_first = 1}};
	for (size_t i = 0; i < ARRAY_LEN(fits); i++) {
		struct session_list list = {0};
		OK(f, session_list_load(f->db, &fits[i], &list, &f->e));
		assert_int_equal(list.n, 7);
		session_list_done(&list);
	}
	session_list_done(&all);
	session_list_done(&page);
}

/* ---- only what is due ---- */

static int day(const char *text)
{
	int d = CLOCK_NO_DAY;
	assert_true(day_parse(text, &d));
	return d;
}

static void test_due_by_the_calendar(void **state)
{
	static const struct {
		const char *frequency, *last, *due;
	} rows[] = {
		{"daily", "2026-12-31", "2027-01-01"},     {"weekly", "2026-11-23", "2026-11-30"}, /* a Monday */
		{"weekly", "2026-11-29", "2026-11-30"},    {"monthly", "2026-11-30", "2026-12-01"},
		{"monthly", "2026-12-01", "2027-01-01"},   {"quarterly", "2026-08-31", "2026-10-01"},
		{"quarterly", "2026-12-31", "2027-01-01"}, {"halfyear", "2026-06-30", "2026-07-01"},
		{"halfyear", "2026-07-01", "2027-01-01"},  {"yearly", "2026-02-28", "2027-01-01"},
		{"", "2026-11-23", "2026-11-23"},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		assert_int_equal(item_due_on(rows[i].frequency, day(rows[i].last)), day(rows[i].due));
	assert_int_equal(item_due_on("once", day("2026-11-23")), CLOCK_NO_DAY);
	assert_null(item_not_due("vault = yes"));
	assert_string_equal(item_not_due("due = 2026-12-01"), "2026-12-01");
}

static int open_due(struct fixture *f, struct checklist *list)
{
	const struct line *credit = library_line(&f->lib, "credit");
	struct session_plan plan = {.branch = "1102", .kind = "self_check", .lines = &credit, .line_count = 1, .due_only = true};
	if (session_open(&f->j, &f->who[HEAD], &plan, f->session, &f->e))
		return -1;
	OK(f, checklist_load(f->db, f->session, list, &f->e));
	return 0;
}

static void test_asks_only_what_is_due(void **state)
{
	struct fixture *f = *state;
	struct checklist list = {0};
	size_t all, left_out = 0;
	clock_fix(&f->clock, (int64_t)day("2027-01-11") * 86400, 30);
	OK(f, open_due(f, &list)); /* nothing was ever asked here: all of it */
	all = list.n;
	assert_true(all > 20);
	for (size_t i = 0; i < list.n; i++)
		if (!str_eq(list.v[i].item.code, "CR-0506")) /* waits for CR-0505, which conforms */
			fixture_answer(f, list.v[i].item.code, RESULT_CONFORM, "见自查卷第1页");
	checklist_done(&list);
	fixture_answer(f, "CR-0102", RESULT_ISSUE, "");
	struct finding x = fixture_finding(f, "CR-0102");
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, NULL, &f->e));
	fixture_answer(f, "CR-0103", RESULT_NOT_CHECKED, "停电");
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[STAFF], f->session, &f->e));
	/* the same month: what failed and what was not looked at, and nothing that keeps its period */
	clock_fix(&f->clock, (int64_t)day("2027-01-27") * 86400, 30);
	OK(f, open_due(f, &list));
	assert_true(checklist_find(&list, "CR-0102") >= 0);
	assert_true(checklist_find(&list, "CR-0103") >= 0);
	for (size_t i = 0; i < list.skipped_count; i++) {
		left_out += item_not_due(list.skipped[i].reason) != NULL;
		if (str_eq(list.skipped[i].item, "CR-0506")) { /* it would wait for one that is not asked */
			assert_string_equal(list.skipped[i].reason, "CR-0505 = issue");
			left_out++;
		}
	}
	assert_int_equal(list.n + left_out, all);
	for (size_t i = 0; i < list.n; i++)
		assert_true(str_eq(list.v[i].item.code, "CR-0102") || str_eq(list.v[i].item.code, "CR-0103") ||
			    str_eq(list.v[i].item.frequency, "weekly") || str_eq(list.v[i].item.frequency, "daily"));
	checklist_done(&list);
	/* the next month: monthly ones too, yearly ones not */
	clock_fix(&f->clock, (int64_t)day("2027-02-03") * 86400, 30);
	OK(f, open_due(f, &list));
	for (size_t i = 0; i < list.skipped_count; i++) {
		const struct item *it = line_item(library_line(&f->lib, "credit"), list.skipped[i].item);
		assert_false(item_not_due(list.skipped[i].reason) && str_eq(it->frequency, "monthly"));
	}
	checklist_done(&list);
}

/* ---- every filter against a plain look at each session ---- */

/* Sessions of two branches, some at the same second, with kinds, lines, states and worst findings mixed. */
static void many(struct fixture *f)
{
	static const char *const kinds[] = {"self_check", "peer_check", "exit_check"};
	const struct line *lines[2];
	char ref[REF_TEXT];

	for (int i = 0; i < 30; i++) {
		lines[0] = library_line(&f->lib, i % 4 ? "credit" : "security");
		lines[1] = library_line(&f->lib, "counter");
		struct session_plan plan = {.branch = i % 3 ? "1102" : "1103", .kind = kinds[i % 7 % 3], .lines = lines,
					    .line_count = i % 5 ? 1 : 2};
		if (i % 6 == 1)
			f->clock.now -= f->clock.step + 30; /* in the same second as the one before */
		OK(f, session_open(&f->j, &f->who[INSPECTOR], &plan, ref, &f->e));
	}
	OK(f, db_exec(f->db, "UPDATE session SET state = CASE rowid_of % 5 WHEN 0 THEN 'open' WHEN 1 THEN 'ready' WHEN 2 THEN "
			     "'void' ELSE 'sealed' END, worst = rowid_of % 11 % 5, "
			     "slight = rowid_of % 2, ordinary = rowid_of % 3, serious = rowid_of % 7, major = rowid_of % 5 "
			     "FROM (SELECT id AS i, row_number() OVER (ORDER BY id) AS rowid_of FROM session) WHERE id = i",
		     &f->e));
}

static bool has_word(const char *words, const char *word)
{
	const char *at = strstr(words, word);
	return at && (at == words || at[-1] == ' ') && (!at[strlen(word)] || at[strlen(word)] == ' ');
}

static bool fits(const struct session_filter *f, const struct session *s)
{
	if (f->before_id && (s->opened_at > f->before_at || (s->opened_at == f->before_at && strcmp(s->id, f->before_id) >= 0)))
		return false;
	return (!f->branch || str_eq(f->branch, s->branch)) && (!f->line || has_word(s->lines, f->line)) &&
	       (!f->kind || str_eq(f->kind, s->kind)) && (!f->state || f->state == (int)s->state + 1) && s->worst >= f->least &&
	       s->opened_at >= f->from && (!f->until || s->opened_at < f->until);
}

/* Rows, keys and count of one filter are those of `all` that fit, in its order. */
static void check_filter(struct fixture *f, const struct session_filter *filter, const struct session_list *all)
{
	struct session_list rows = {0};
	struct session_keys keys = {0};
	int64_t count;
	size_t n = 0;

	OK(f, session_list_load(f->db, filter, &rows, &f->e));
	OK(f, session_keys_load(f->db, filter, &keys, &f->e));
	OK(f, session_count(f->db, filter, &count, &f->e));
	for (size_t i = 0; i < all->n && (!filter->limit || n < (size_t)filter->limit); i++) {
		if (!fits(filter, &all->v[i]))
			continue;
		assert_true(n < rows.n && n < keys.n);
		assert_string_equal(rows.v[n].id, all->v[i].id);
		assert_string_equal(session_key_id(&keys, n), all->v[i].id);
		for (int k = SEVERITY_SLIGHT; k < SEVERITY_COUNT; k++)
			assert_int_equal(keys.v[n].by_severity[k], all->v[i].by_severity[k]);
		n++;
	}
	assert_int_equal(rows.n, n);
	assert_int_equal(keys.n, n);
	assert_int_equal(count, n);
	session_list_done(&rows);
	session_keys_done(&keys);
}

static void test_every_filter_with_every_other(void **state)
{
	static const char *const branches[] = {NULL, "1102", "1103"}, *const lines[] = {NULL, "credit", "counter", "it"},
				 *const kinds[] = {NULL, "self_check", "exit_check"};
	struct fixture *f = *state;
	struct session_list all = {0};
	int tried = 0, ties = 0;

	many(f);
	OK(f, session_list_load(f->db, &(struct session_filter){0}, &all, &f->e));
	assert_int_equal(all.n, 30);
	for (size_t i = 1; i < all.n; i++) {
		ties += all.v[i - 1].opened_at == all.v[i].opened_at;
		assert_true(all.v[i - 1].opened_at > all.v[i].opened_at ||
			    (all.v[i - 1].opened_at == all.v[i].opened_at && strcmp(all.v[i - 1].id, all.v[i].id) > 0));
	}
	assert_true(ties > 1);
	for (int i = 0; i < 3 * 4 * 3 * 5 * 2 * 3 * 3; i++) {
		const struct session *mid = &all.v[7 + i % 5];
		int rest = i;
		struct session_filter filter = {.branch = branches[rest % 3]};
		filter.line = lines[(rest /= 3) % 4];
		filter.kind = kinds[(rest /= 4) % 3];
		filter.state = (rest /= 3) % 5;
		filter.least = (rest /= 5) % 2 ? SEVERITY_SERIOUS : SEVERITY_NONE;
		int dates = (rest /= 2) % 3, page = (rest /= 3) % 3;
		filter.from = dates ? all.v[20].opened_at : 0;
		filter.until = dates == 2 ? all.v[4].opened_at : 0;
		filter.before_at = page ? mid->opened_at : 0;
		filter.before_id = page ? mid->id : NULL;
		filter.limit = page == 2 ? 4 : 0;
		check_filter(f, &filter, &all);
		tried++;
	}
	assert_int_equal(tried, 3240);
	session_list_done(&all);
}

static void test_oldest_first_and_one_row(void **state)
{
	struct fixture *f = *state;
	struct session_list all = {0}, old = {0};
	struct arena arena = {0};
	struct session s;

	many(f);
	OK(f, session_list_load(f->db, &(struct session_filter){0}, &all, &f->e));
	struct session_filter filter = {.oldest_first = 1, .before_at = all.v[10].opened_at, .before_id = all.v[10].id};
	OK(f, session_list_load(f->db, &filter, &old, &f->e));
	assert_int_equal(old.n, 10);
	for (size_t i = 0; i < old.n; i++)
		assert_string_equal(old.v[i].id, all.v[9 - i].id);
	assert_int_equal(session_get(f->db, all.v[3].id, &arena, &s, &f->e), 1);
	assert_string_equal(s.number, all.v[3].number);
	assert_string_equal(s.branch_name, all.v[3].branch_name);
	assert_int_equal(session_get(f->db, "nothing", &arena, &s, &f->e), 0);
	session_list_done(&all);
	session_list_done(&old);
	arena_done(&arena);
}

static void test_void_ends_a_session_that_is_not_sealed(void **state)
{
	struct fixture *f = *state;
	struct answer_input in = {.result = RESULT_CONFORM};
	AUTO(arena_done) struct arena arena = {0};
	struct session_end end = {0};
	fixture_open(f);
	REFUSED(f, ERR_INPUT, session_void(&f->j, &f->who[HEAD], f->session, "", &f->e));
	REFUSED(f, ERR_DENIED, session_void(&f->j, &f->who[STAFF], f->session, "误开", &f->e));
	assert_int_equal(session_why_void(f->db, f->session, &arena, &end, &f->e), 0);
	OK(f, session_void(&f->j, &f->who[HEAD], f->session, "误开", &f->e));
	assert_int_equal(session_why_void(f->db, f->session, &arena, &end, &f->e), 1);
	assert_string_equal(end.reason, "误开");
	assert_string_equal(end.by, f->who[HEAD].no);
	assert_true(end.at > 0);
	REFUSED(f, ERR_STATE, session_void(&f->j, &f->who[HEAD], f->session, "误开", &f->e));
	REFUSED(f, ERR_STATE, answer_record(&f->j, &f->who[HEAD], NULL, f->session, "CR-0101", &in, &f->e));
}

static const struct CMUnitTest tests[] = {
	FIXTURE_TEST(test_opening_pins_what_is_asked),
	FIXTURE_TEST(test_numbers_run_per_branch_and_year),
	FIXTURE_TEST(test_only_those_who_may_open),
	FIXTURE_TEST(test_list_filters_and_pages),
	FIXTURE_TEST(test_every_filter_with_every_other),
	FIXTURE_TEST(test_oldest_first_and_one_row),
	cmocka_unit_test(test_due_by_the_calendar),
	FIXTURE_TEST(test_asks_only_what_is_due),
	FIXTURE_TEST(test_void_ends_a_session_that_is_not_sealed),
};
TEST_MAIN(tests)
