/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Real stores in real folders, without a terminal: making a small one in which every kind of event stands,
 * and walking a session as fast as it goes, each answer told only after it was recorded.
 */
#ifndef ZICHA_TESTS_CLI_WALKER_H
#define ZICHA_TESTS_CLI_WALKER_H

#include "base/msg.h"
#include "cli/desk.h"
#include "domain/register.h"
#include "domain/signoff.h"
#include "store/verify.h"
#include "domain/edition.h"
#include "domain/recovery.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WALKER_PASS "11112222333344"
enum { WALKER_LOG_N = 10, WALKER_NOW = 1795395600 /* 2026-11-23 09:00 in China */ };

/* What must work here, or the test is over. */
#define MUST(e, call) \
	do { \
		if (call) { \
			printf("%s: %s\n0 passed, 1 failed\n", #call, (e)->text); \
			exit(2); \
		} \
	} while (0)

struct walker {
	struct desk d;
	struct key *second;
	const char *second_no;
	char session[REF_TEXT];
	struct err e;
};

static inline void walker_done(struct walker *w)
{
	key_free(&w->second);
	desk_close(&w->d);
}

/* Logs in one person, and a second one for two-person items. */
static inline void walker_open(struct walker *w, const char *dir, const char *no, const char *second)
{
	*w = (struct walker){.second_no = second};
	clock_fix(&w->d.clock, WALKER_NOW, 1);
	MUST(&w->e, desk_open(&w->d, dir, 0, &w->e));
	MUST(&w->e, desk_load_library(&w->d, &w->e));
	MUST(&w->e, desk_login(&w->d, no, WALKER_PASS, &w->e));
	MUST(&w->e, desk_unlock(&w->d, second, WALKER_PASS, &w->second, &w->e));
}

/* Opens a session of the credit line in the person's branch. */
static inline void walker_session(struct walker *w)
{
	const struct line *credit = library_line(&w->d.library, "credit");
	struct session_plan plan = {.branch = w->d.me.branch, .kind = "self_check", .lines = &credit, .line_count = 1};
	struct actor by = desk_actor(&w->d);

	MUST(&w->e, session_open(&w->d.journal, &by, &plan, w->session, &w->e));
}

static inline int walker_answer(struct walker *w, const char *item, enum result result, const char *note)
{
	struct actor by = desk_actor(&w->d), second = {w->second_no, w->second};
	struct answer_input in = {.result = result, .note = note};

	return answer_record(&w->d.journal, &by, &second, w->session, item, &in, &w->e);
}

/* Answers all that is blank with conform. */
static inline void walker_finish(struct walker *w)
{
	AUTO(checklist_done) struct checklist list = {0};

	MUST(&w->e, checklist_load(w->d.db, w->session, &list, &w->e));
	for (size_t i = 0; i < list.n; i++)
		if (list.v[i].answer.result == RESULT_BLANK && checklist_due(&list, i))
			MUST(&w->e, walker_answer(w, list.v[i].item.code, RESULT_CONFORM, "见自查卷第1页"));
}

static inline struct finding walker_finding(const struct walker *w, const char *item)
{
	return (struct finding){.id = "", .session = w->session, .item = item, .fact = "授权口令交客户经理代管",
				.severity = SEVERITY_SERIOUS, .amount = -1, .count = -1, .liable = "李明", .evidence = "自查卷第3页",
				.deadline = "2026-12-10"};
}

/* Goes round the checklist for ever. Each note is a number of its own; "item number" goes to fd when it is recorded.
 * Ends when fd does, or after `most` answers. */
static inline void walker_run(struct walker *w, int fd, long number, long most)
{
	static const enum result results[] = {RESULT_CONFORM, RESULT_NA, RESULT_NOT_CHECKED, RESULT_PENDING};
	AUTO(checklist_done) struct checklist list = {0};
	char note[32], line[80];

	MUST(&w->e, checklist_load(w->d.db, w->session, &list, &w->e));
	for (long i = 0; i < most; i++) {
		const char *item = list.v[(size_t)i % list.n].item.code;
		snprintf(note, sizeof note, "%ld", number + i);
		MUST(&w->e, walker_answer(w, item, results[i % 4], note));
		int n = snprintf(line, sizeof line, "%s %s\n", item, note);
		if (write(fd, line, (size_t)n) != n)
			return;
	}
}

static inline void walker_people(struct walker *w)
{
	static const struct {
		const char *no, *name, *role, *branch;
	} people[] = {
		{"110201", "李明", "head", "1102"},    {"110202", "王芳", "staff", "1102"},
		{"110203", "陈刚", "staff", "1102"},   {"110301", "吴秀英", "head", "1103"},
		{"110302", "郑涛", "staff", "1103"},   {"1002", "孙玉兰", "auditor", ""},
		{"1003", "赵国强", "inspector", ""},
	};
	struct actor by = desk_actor(&w->d);

	MUST(&w->e, branch_put(&w->d.journal, &by, &(struct branch){"1102", "河口信用社", "vault atm credit"}, &w->e));
	MUST(&w->e, branch_put(&w->d.journal, &by, &(struct branch){"1103", "柳林信用社", "atm credit"}, &w->e));
	for (size_t i = 0; i < ARRAY_LEN(people); i++) {
		struct person p = {.no = people[i].no, .name = people[i].name, .role = role_find(people[i].role),
				   .branch = people[i].branch, .post = ""};
		MUST(&w->e, person_add(&w->d.journal, &by, &p, WALKER_PASS, WALKER_LOG_N, &w->e));
	}
}

/* A store with its people and nothing else. */
static inline void walker_make(const char *dir)
{
	AUTO(walker_done) struct walker w = {0};
	struct founding f = {.org = "清河县联社",
			     .founder = {.no = "1001", .name = "周建国", .role = role_find("officer"), .branch = ""},
			     .passphrase = WALKER_PASS,
			     .log_n = WALKER_LOG_N};

	clock_fix(&w.d.clock, WALKER_NOW, 1);
	MUST(&w.e, desk_found(&w.d, dir, &f, &w.e));
	MUST(&w.e, desk_login(&w.d, "1001", WALKER_PASS, &w.e));
	walker_people(&w);
}

/* An edition of the library, by the risk officer. */
static inline void walker_publish(struct walker *w)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(key_free) struct key *key = NULL;

	MUST(&w->e, person_unlock(w->d.db, "1001", WALKER_PASS, &key, &w->e));
	struct actor officer = {"1001", key};
	MUST(&w->e, edition_load(w->d.db, &lib, &w->e));
	lib.v[0].v[0].weight = lib.v[0].v[0].weight % 5 + 1;
	MUST(&w->e, edition_publish(&w->d.journal, &officer, &lib, "2999.1", "调整", NULL, &w->e));
}

/* Sealed, void and open sessions, findings changed and withdrawn, a signature taken back, keys and people that end. */
static inline void walker_live(const char *dir)
{
	AUTO(walker_done) struct walker w = {0};
	struct finding x;
	char id[REF_TEXT];

	walker_open(&w, dir, "110201", "110202");
	struct actor by = desk_actor(&w.d), second = {w.second_no, w.second};
	walker_session(&w);
	MUST(&w.e, walker_answer(&w, "CR-0203", RESULT_ISSUE, "抽查三日"));
	x = walker_finding(&w, "CR-0203");
	MUST(&w.e, finding_put(&w.d.journal, &by, &x, NULL, &w.e));
	walker_finish(&w);
	MUST(&w.e, signoff_sign(&w.d.journal, &by, w.session, &w.e));
	MUST(&w.e, signoff_unsign(&w.d.journal, &by, w.session, "漏了一笔", &w.e));
	MUST(&w.e, signoff_sign(&w.d.journal, &by, w.session, &w.e));
	MUST(&w.e, signoff_sign(&w.d.journal, &second, w.session, &w.e));
	walker_session(&w);
	MUST(&w.e, session_void(&w.d.journal, &by, w.session, "开错了", &w.e));
	walker_session(&w);
	MUST(&w.e, walker_answer(&w, "CR-0102", RESULT_ISSUE, ""));
	x = walker_finding(&w, "CR-0102");
	MUST(&w.e, finding_put(&w.d.journal, &by, &x, id, &w.e));
	x.id = id;
	x.fact = "另一处";
	MUST(&w.e, finding_put(&w.d.journal, &by, &x, NULL, &w.e));
	MUST(&w.e, finding_withdraw(&w.d.journal, &by, id, "重复", &w.e));
	MUST(&w.e, person_state_failures(&w.d.journal, &second, 3, 1795363200, 1795363260, &w.e));
	MUST(&w.e, person_change_passphrase(&w.d.journal, &second, WALKER_PASS, WALKER_LOG_N, &w.e));
	MUST(&w.e, person_renew_key(&w.d.journal, &by, "110203", WALKER_PASS, WALKER_LOG_N, &w.e));
	MUST(&w.e, person_leave(&w.d.journal, &by, "110203", "调走", &w.e));
	walker_publish(&w);
	struct recovery back = {.source = "zicha-20261122-170000.db", .reason = "断电", .lost_hash = ""};
	MUST(&w.e, recovery_record(&w.d.journal, &by, &back, &w.e));
}

#endif
