/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A founded store in memory for tests of the domain: branch 1102 with a head (110201), two staff
 * (110202, 110203), branch 1103 with a head (110301), an inspector and an auditor of the union.
 */
#ifndef ZICHA_TESTS_UNIT_FIXTURE_H
#define ZICHA_TESTS_UNIT_FIXTURE_H

#include "tests/unit/test.h"

#include "base/msg.h"
#include "domain/founding.h"
#include "domain/register.h"
#include "domain/signoff.h"

#include <string.h>

#define FIXTURE_PASS "11112222333344"
#define FIXTURE_LOG_N 10 /* the least that an envelope may have: tests wait for other things */
enum { HEAD, STAFF, OTHER, HEAD2, INSPECTOR, AUDITOR, FIXTURE_PEOPLE };

struct fixture {
	struct db *db;
	struct clock clock;
	struct journal j;
	struct library lib;
	struct key *keys[FIXTURE_PEOPLE];
	struct actor who[FIXTURE_PEOPLE];
	struct err e;
	char session[REF_TEXT];
};

static const struct person fixture_people[FIXTURE_PEOPLE] = {
	{.no = "110201", .name = "李明", .post = "网点主任", .branch = "1102"},
	{.no = "110202", .name = "王芳", .post = "委派会计", .branch = "1102"},
	{.no = "110203", .name = "陈刚", .post = "客户经理", .branch = "1102"},
	{.no = "110301", .name = "吴秀英", .post = "网点主任", .branch = "1103"},
	{.no = "1003", .name = "赵国强", .post = "检查辅导员", .branch = ""},
	{.no = "1002", .name = "孙玉兰", .post = "稽核审计部", .branch = ""},
};
static const char *const fixture_roles[FIXTURE_PEOPLE] = {"head", "staff", "staff", "head", "inspector", "auditor"};

#define OK(f, call) \
	do { \
		err_clear(&(f)->e); \
		if (call) \
			fail_msg("%s: %s", #call, (f)->e.text); \
	} while (0)
#define REFUSED(f, want, call) \
	do { \
		err_clear(&(f)->e); \
		assert_int_equal(call, -1); \
		assert_int_equal((f)->e.code, want); \
		assert_true((f)->e.text[0] != '\0'); \
	} while (0)

static inline void fixture_founder(struct fixture *f, struct key **founder)
{
	struct founding founding = {.org = "清河县联社",
				    .founder = {.no = "1001", .name = "周建国", .role = role_find("officer"), .branch = ""},
				    .passphrase = FIXTURE_PASS,
				    .log_n = FIXTURE_LOG_N,
				    .chain = "TESTCHA1N0"};
	OK(f, founding_record(&f->j, &founding, &f->e));
	OK(f, person_unlock(f->db, "1001", FIXTURE_PASS, founder, &f->e));
}

static inline int fixture_setup(void **state)
{
	static struct fixture f;
	struct key *founder;

	memset(&f, 0, sizeof f);
	msg_use(MSG_EN);
	clock_fix(&f.clock, 1795363200 + 9 * 3600, 30);
	OK(&f, db_open(&f.db, NULL, DB_MEMORY, &f.e));
	OK(&f, journal_init(&f.j, f.db, &domain_kinds, &f.clock, &f.e));
	OK(&f, library_load_builtin(&f.lib, &f.e));
	fixture_founder(&f, &founder);
	struct actor officer = {"1001", founder};
	OK(&f, branch_put(&f.j, &officer, &(struct branch){"1102", "河口信用社", "vault atm credit"}, &f.e));
	OK(&f, branch_put(&f.j, &officer, &(struct branch){"1103", "柳林信用社", "atm credit"}, &f.e));
	for (size_t i = 0; i < FIXTURE_PEOPLE; i++) {
		struct person p = fixture_people[i];
		p.role = role_find(fixture_roles[i]);
		OK(&f, person_add(&f.j, &officer, &p, FIXTURE_PASS, FIXTURE_LOG_N, &f.e));
		OK(&f, person_unlock(f.db, p.no, FIXTURE_PASS, &f.keys[i], &f.e));
		f.who[i] = (struct actor){fixture_people[i].no, f.keys[i]};
	}
	key_free(&founder);
	*state = &f;
	return 0;
}

static inline int fixture_teardown(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < FIXTURE_PEOPLE; i++)
		key_free(&f->keys[i]);
	library_done(&f->lib);
	db_close(&f->db);
	return 0;
}

/* Opens a credit self-check of 1102 into f->session. */
static inline void fixture_open(struct fixture *f)
{
	const struct line *credit = library_line(&f->lib, "credit");
	struct session_plan plan = {.branch = "1102", .kind = "self_check", .lines = &credit, .line_count = 1};

	assert_non_null(credit);
	OK(f, session_open(&f->j, &f->who[HEAD], &plan, f->session, &f->e));
}

static inline void fixture_answer(struct fixture *f, const char *item, enum result result, const char *note)
{
	struct answer_input in = {.result = result, .note = note};
	OK(f, answer_record(&f->j, &f->who[HEAD], &f->who[STAFF], f->session, item, &in, &f->e));
}

/* Answers every item with conform. */
static inline void fixture_conform(struct fixture *f)
{
	struct checklist list = {0};

	OK(f, checklist_load(f->db, f->session, &list, &f->e));
	for (size_t i = 0; i < list.n; i++)
		if (list.v[i].answer.result == RESULT_BLANK)
			fixture_answer(f, list.v[i].item.code, RESULT_CONFORM, "见自查卷第1页");
	checklist_done(&list);
}

static inline struct finding fixture_finding(const struct fixture *f, const char *item)
{
	return (struct finding){.id = "", .session = f->session, .item = item, .fact = "授权口令交客户经理代管",
				.severity = SEVERITY_SERIOUS, .amount = -1, .count = -1, .liable = "李明", .evidence = "自查卷第3页",
				.deadline = "2026-12-10"};
}

#define FIXTURE_TEST(t) cmocka_unit_test_setup_teardown(t, fixture_setup, fixture_teardown)

#endif
