/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fixture.h"

#include "paper/report.h"
#include "tests/unit/written.h"

static void report(struct fixture *f, struct str *out)
{
	str_clear(out);
	OK(f, report_text(f->db, f->session, out, &f->e));
}

static void sealed_session(struct fixture *f)
{
	fixture_open(f);
	fixture_answer(f, "CR-0101", RESULT_ISSUE, "");
	struct finding x = fixture_finding(f, "CR-0101");
	x.fact = "授权口令“代管”…①②③④⑤—“主任”外出3天→客户经理陈刚×2笔；±0.5‰，见“授权流水”第③页§2、“便条”①张。";
	x.amount = 18000005;
	x.count = 3;
	x.occurred_from = "2026-11-01";
	x.occurred_to = "2026-11-20";
	x.fixed_on_spot = true;
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, NULL, &f->e));
	fixture_conform(f);
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[INSPECTOR], f->session, &f->e));
}

static void test_a_sealed_session(void **state)
{
	struct fixture *f = *state;
	AUTO(str_done) struct str text = {0};

	sealed_session(f);
	report(f, &text);
	written_fits(&text, REPORT_COLS);
	written_has(&text, "清河县联社河口信用社2026年11月自查");
	written_has(&text, "不符合 1");
	written_has(&text, "事实：授权口令“代管”");
	written_has(&text, "金额 180000.05 元  笔数 3  发生于 2026-11-01 至 2026-11-20");
	written_has(&text, "立查立改");
	written_has(&text, "负责人  李明（110201）");
	written_has(&text, "另一人  赵国强（1003）");
	written_has(&text, "未经联社认证");
}

/* The same bytes for ever: whatever the language of the screen, and whatever happens elsewhere later. */
static void test_the_same_bytes(void **state)
{
	struct fixture *f = *state;
	AUTO(str_done) struct str first = {0}, again = {0};

	sealed_session(f);
	report(f, &first);
	msg_use(MSG_ZH);
	report(f, &again);
	assert_string_equal(str_text(&first), str_text(&again));
	char id[REF_TEXT];
	memcpy(id, f->session, sizeof id);
	fixture_open(f);
	fixture_conform(f);
	memcpy(f->session, id, sizeof id);
	width_set_mode(WIDTH_WIDE);
	report(f, &again);
	width_set_mode(WIDTH_NARROW);
	assert_string_equal(str_text(&first), str_text(&again));
}

static void test_an_open_session_says_so(void **state)
{
	struct fixture *f = *state;
	AUTO(str_done) struct str text = {0};

	fixture_open(f);
	report(f, &text);
	written_fits(&text, REPORT_COLS);
	written_has(&text, "状态：实施中");
	written_has(&text, "本次未发现问题");
	written_has(&text, "尚未签字");
}

/* The longest names and texts that the doors let in still fit the paper. */
static void test_the_longest_texts_fit(void **state)
{
	struct fixture *f = *state;
	AUTO(str_done) struct str text = {0}, name = {0}, fact = {0};

	for (int i = 0; i < NAME_MOST; i++)
		str_add(&name, "镇");
	for (int i = 0; i < FACT_MOST / 10; i++)
		str_add(&fact, i % 7 ? "贷款合同已签名捺印，" : "ABCDEFGHI\n");
	OK(f, branch_put(&f->j, &f->who[HEAD], &(struct branch){"1102", str_text(&name), "credit"}, &f->e));
	struct person p = fixture_people[HEAD];
	p.role = role_find("head");
	p.name = str_text(&name);
	OK(f, person_change(&f->j, &f->who[HEAD], &p, &f->e));
	const struct line *credit = library_line(&f->lib, "credit");
	struct session_plan plan = {.branch = "1102", .kind = "self_check", .title = str_text(&name), .lines = &credit, .line_count = 1};
	OK(f, session_open(&f->j, &f->who[HEAD], &plan, f->session, &f->e));
	fixture_answer(f, "CR-0101", RESULT_ISSUE, str_text(&fact));
	struct finding x = fixture_finding(f, "CR-0101");
	x.fact = x.cause = x.measure = str_text(&fact);
	x.liable = x.owner = x.basis = x.nature = x.evidence = str_text(&name);
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, NULL, &f->e));
	fixture_conform(f);
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[STAFF], f->session, &f->e));
	report(f, &text);
	written_fits(&text, REPORT_COLS);
}

/* An item that its condition left out says the whole condition, not its first part. */
static void test_the_whole_condition(void **state)
{
	static const char own[] =
	    "%rec: Line\n\nId: own\nCode: TT\nName: 本县\nEdition: 2026.1\n\n%rec: Item\n\n"
	    "Code: TT-0101\nTitle: 甲\nSection: 一\nQuestion: 甲是否好？\nLook: 看\nMethod: test\nWhy: 因\nSource: other\n"
	    "Post: 柜员\nMeasure: 防\nSeverity: slight\nWeight: 1\nFrequency: daily\n\n"
	    "Code: TT-0102\nTitle: 乙\nSection: 一\nQuestion: 乙是否好？\nLook: 看\nMethod: test\nWhy: 因\nSource: other\n"
	    "Post: 柜员\nMeasure: 防\nSeverity: slight\nWeight: 1\nWhen: credit = yes and TT-0101 = issue\nFrequency: daily\n";
	struct fixture *f = *state;
	AUTO(str_done) struct str text = {0};

	OK(f, library_add(&f->lib, "own.rec", own, sizeof own - 1, NULL, NULL, &f->e));
	const struct line *line = library_line(&f->lib, "own");
	struct session_plan plan = {.branch = "1102", .kind = "self_check", .lines = &line, .line_count = 1};
	OK(f, session_open(&f->j, &f->who[HEAD], &plan, f->session, &f->e));
	fixture_answer(f, "TT-0101", RESULT_CONFORM, "");
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[STAFF], f->session, &f->e));
	report(f, &text);
	written_has(&text, "TT-0102 未列入：乙（条件“办信贷业务 = 是 且 TT-0101 = 不符合”不成立）");
}

/* What was not due is left out with the day from which it is; the fixture's clock stands in November 2026. */
static void test_what_was_not_due(void **state)
{
	struct fixture *f = *state;
	AUTO(str_done) struct str text = {0};
	const struct line *credit = library_line(&f->lib, "credit");
	struct session_plan plan = {.branch = "1102", .kind = "self_check", .lines = &credit, .line_count = 1, .due_only = true};

	fixture_open(f);
	fixture_answer(f, "CR-0101", RESULT_ISSUE, "");
	struct finding x = fixture_finding(f, "CR-0101");
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, NULL, &f->e));
	fixture_conform(f);
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[STAFF], f->session, &f->e));
	OK(f, session_open(&f->j, &f->who[HEAD], &plan, f->session, &f->e));
	report(f, &text);
	written_has(&text, "CR-0101 未作答");
	written_has(&text, "CR-0102 未列入：");
	written_has(&text, "（上次已查，2027-01-01 起才到期）");
}

static void test_an_unknown_session(void **state)
{
	struct fixture *f = *state;
	AUTO(str_done) struct str text = {0};

	REFUSED(f, ERR_ABSENT, report_text(f->db, "1102-2026-001", &text, &f->e));
	assert_int_equal(text.n, 0);
}

static const struct CMUnitTest tests[] = {
	FIXTURE_TEST(test_a_sealed_session),
	FIXTURE_TEST(test_the_same_bytes),
	FIXTURE_TEST(test_an_open_session_says_so),
	FIXTURE_TEST(test_the_longest_texts_fit),
	FIXTURE_TEST(test_the_whole_condition),
	FIXTURE_TEST(test_what_was_not_due),
	FIXTURE_TEST(test_an_unknown_session),
};
TEST_MAIN(tests)
