/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/report.h"

#include "base/clock.h"
#include "base/msg.h"
#include "base/width.h"
#include "paper/paper.h"

#include <stdio.h>
#include <string.h>

/* All that a report reads. */
struct source {
	struct arena arena;
	struct session session;
	const char *org;
	struct checklist checks;
	struct finding_list findings;
	struct signature_list signatures;
	struct session_end end; /* of a void one */
};

static void source_done(struct source *s)
{
	checklist_done(&s->checks);
	finding_list_done(&s->findings);
	signature_list_done(&s->signatures);
	arena_done(&s->arena);
}

static int source_load(struct db *db, const char *id, struct source *s, struct err *e)
{
	AUTO(db_read_end) struct db_read view = {0};

	if (db_read_begin(&view, db, e))
		return -1;
	int found = session_find(db, id, &s->arena, &s->session, e);
	if (found <= 0)
		return found < 0 ? -1 : err_set(e, ERR_ABSENT, _("session %s does not exist; zicha list shows all"), id);
	id = s->session.id;
	return org_name(db, &s->arena, &s->org, e) || checklist_load_now(db, id, &s->checks, e) ||
			       finding_list_load(db, id, NULL, &s->findings, e) ||
			       signature_list_load(db, id, &s->signatures, e) ||
			       (s->session.state == SESSION_VOID && session_why_void(db, id, &s->arena, &s->end, e) < 0)
		       ? -1
		       : 0;
}

static void head_of(struct str *out, const struct source *s)
{
	char from[32], to[32];
	AUTO(str_done) struct str line = {0};
	const struct session *x = &s->session;

	str_addf(&line, "%s%s%s", s->org, x->branch_name, x->title);
	paper_centred(out, REPORT_COLS, str_text(&line));
	paper_centred(out, REPORT_COLS, paper_zh("report of a session"));
	paper_rule(out, REPORT_COLS, '=');
	str_clear(&line);
	str_addf(&line, "%s    机构：%s %s", x->number, x->branch, x->branch_name);
	paper_paragraph(out, REPORT_COLS, "编号：", str_text(&line));
	str_addf(out, "检查方式：%s    状态：%s\n", paper_zh(session_kind_row(x->kind)->label),
		 paper_zh(session_state_msgid(x->state)));
	str_clear(&line);
	str_add(&line, day_format_zh(day_of_time(x->opened_at), from));
	if (x->sealed_at)
		str_addf(&line, "    封存：%s", day_format_zh(day_of_time(x->sealed_at), to));
	str_addf(&line, "    发起人：%s（%s）", x->opened_by_name, x->opened_by);
	paper_paragraph(out, REPORT_COLS, "开始：", str_text(&line));
	if (x->state == SESSION_VOID) {
		str_clear(&line);
		str_addf(&line, "%s    作废人：%s（%s）", day_format_zh(day_of_time(s->end.at), to), s->end.by_name, s->end.by);
		paper_paragraph(out, REPORT_COLS, "作废：", str_text(&line));
		paper_paragraph(out, REPORT_COLS, "作废原因：", s->end.reason);
	}
	paper_rule(out, REPORT_COLS, '-');
}

/* An item that waits in vain for another one's answer is not counted, sealed or not. */
static void coverage(struct str *out, const struct source *s)
{
	const struct session *x = &s->session;
	struct progress p = checklist_progress(&s->checks, NULL);
	int asked = p.all - x->na;
	int checked = x->conform + x->issue;

	str_add(out, "一、自查工作开展情况\n");
	str_addf(out, "  应查 %d 项：符合 %d，不符合 %d，不适用 %d，未检查 %d，待核实 %d", p.all, x->conform, x->issue, x->na,
		 x->not_checked, x->pending);
	if (p.all > p.done)
		str_addf(out, "，未作答 %d", p.all - p.done);
	str_add(out, "。\n");
	if (asked > 0)
		str_addf(out, "  检查覆盖率 %d.%d%%（符合与不符合之和，除以应查减不适用）。\n", checked * 100 / asked,
			 checked * 1000 / asked % 10);
}

static void one_finding(struct str *out, const struct source *s, size_t i)
{
	const struct finding *f = &s->findings.v[i];
	int at = checklist_find(&s->checks, f->item);
	AUTO(str_done) struct str line = {0};

	str_addf(out, "  %zu. %s %s  %s%s\n", i + 1, f->item, at >= 0 ? s->checks.v[at].item.title : "",
		 paper_zh(severity_msgid(f->severity)), f->fixed_on_spot ? "  立查立改" : "");
	paper_paragraph(out, REPORT_COLS, "     事实：", f->fact);
	paper_paragraph(out, REPORT_COLS, "     依据：", f->basis);
	paper_paragraph(out, REPORT_COLS, "     问题定性：", f->nature);
	if (f->amount >= 0)
		str_addf(&line, "金额 %lld.%02lld 元  ", (long long)f->amount / 100, (long long)f->amount % 100);
	if (f->count >= 0)
		str_addf(&line, "笔数 %lld  ", (long long)f->count);
	if (*f->occurred_from || *f->occurred_to)
		str_addf(&line, "发生于 %s", *f->occurred_from ? f->occurred_from : f->occurred_to);
	if (*f->occurred_from && *f->occurred_to && !str_eq(f->occurred_from, f->occurred_to))
		str_addf(&line, " 至 %s", f->occurred_to);
	paper_paragraph(out, REPORT_COLS, "     情况：", str_text(&line));
	paper_paragraph(out, REPORT_COLS, "     问题成因：", f->cause);
	paper_paragraph(out, REPORT_COLS, "     责任人：", f->liable);
	paper_paragraph(out, REPORT_COLS, "     整改责任人：", f->owner);
	paper_paragraph(out, REPORT_COLS, "     整改措施：", f->measure);
	paper_paragraph(out, REPORT_COLS, "     整改期限：", f->deadline);
	paper_paragraph(out, REPORT_COLS, "     证据：", f->evidence);
}

/* "vault = yes and CR-0505 = issue" in words: all of it, since which part failed is not kept. */
static void add_condition(struct str *out, const char *text)
{
	struct condition c;
	enum result result;
	size_t n;
	const struct profile_key *keys = library_profile_keys(&n);
	int rc;

	for (const char *between = ""; (rc = condition_next(&text, &c)) > 0; between = " 且 ") {
		const char *name = c.name;
		for (size_t i = 0; i < n; i++)
			name = str_eq(keys[i].id, c.name) ? paper_zh(keys[i].label) : name;
		str_addf(out, "%s%s = %s", between, name,
			 result_parse(c.value, &result) ? paper_zh(result_msgid(result)) : paper_zh(c.value));
	}
	if (rc < 0)
		str_add(out, text);
}

static void answers(struct str *out, const struct source *s)
{
	const char *section = "";
	AUTO(str_done) struct str line = {0};

	for (size_t i = 0; i < s->checks.n; i++) {
		const struct check *c = &s->checks.v[i];
		const struct answer *a = &c->answer;
		if (!str_eq(section, c->item.section))
			str_addf(out, "  [%s]\n", section = c->item.section);
		str_clear(&line);
		str_addf(&line, "  %s ", c->item.code);
		width_clip(paper_zh(result_msgid(a->result)), 7, &line);
		paper_paragraph(out, REPORT_COLS, str_text(&line), c->item.question);
		paper_paragraph(out, REPORT_COLS, "                  实测：", a->value);
		paper_paragraph(out, REPORT_COLS, "                  说明：", a->note);
		paper_paragraph(out, REPORT_COLS, "                  证据：", a->evidence);
		str_clear(&line);
		if (*a->witness)
			str_addf(&line, "%s、%s", a->by_name, a->witness_name);
		paper_paragraph(out, REPORT_COLS, "                  双人：", str_text(&line));
	}
	for (size_t i = 0; i < s->checks.skipped_count; i++) {
		str_clear(&line);
		const char *due = item_not_due(s->checks.skipped[i].reason);
		str_addf(&line, "%s 未列入：%s（", s->checks.skipped[i].item, s->checks.skipped[i].title);
		if (due && *due)
			str_addf(&line, "上次已查，%s 起才到期）", due);
		else if (due)
			str_add(&line, "只查一次，已经查过）");
		else {
			str_add(&line, "条件“");
			add_condition(&line, s->checks.skipped[i].reason);
			str_add(&line, "”不成立）");
		}
		paper_paragraph(out, REPORT_COLS, "  ", str_text(&line));
	}
}

static void signatures(struct str *out, const struct source *s)
{
	char at[TIME_TEXT];
	AUTO(str_done) struct str line = {0};

	str_add(out, "四、签字确认\n");
	for (size_t i = 0; i < s->signatures.n; i++) {
		const struct signature *g = &s->signatures.v[i];
		str_clear(&line);
		str_addf(&line, "%s  %s（%s）  %s", str_eq(g->capacity, "head") ? "负责人" : "另一人", g->name, g->person,
			 time_format(g->at, at));
		paper_paragraph(out, REPORT_COLS, "  ", str_text(&line));
		str_addf(out, "    签名事件 %lld  密钥 %s\n", (long long)g->seq, g->key);
	}
	if (!s->signatures.n)
		str_add(out, "  尚未签字。\n");
	else
		str_addf(out, "  所签内容摘要（SM3）\n    %s\n", s->signatures.v[0].digest);
	str_add(out, "\n  负责人（签章）：                    另一人（签章）：\n\n");
	paper_rule(out, REPORT_COLS, '-');
	paper_paragraph(out, REPORT_COLS, "说明：", "签字密钥未经联社认证。时间取自本机时钟，只是签字人的声明。本报告不能单独证明："
				"签字人之后无人回滚过尚未外传的末段记录，或密钥与口令未被他人掌握。核验请运行 zicha verify。");
}

static void whole(struct str *out, const struct source *s)
{
	head_of(out, s);
	coverage(out, s);
	str_add(out, "\n二、发现的问题\n");
	for (size_t i = 0; i < s->findings.n; i++)
		one_finding(out, s, i);
	if (!s->findings.n)
		str_add(out, "  本次未发现问题。\n");
	str_add(out, "\n三、逐项检查记录\n");
	answers(out, s);
	str_add_char(out, '\n');
	signatures(out, s);
}

int report_text(struct db *db, const char *session, struct str *out, struct err *e)
{
	AUTO(source_done) struct source s = {0};
	enum width_mode screen = width_mode();

	if (source_load(db, session, &s, e))
		return -1;
	width_set_mode(WIDTH_WIDE); /* as Chinese fonts print it; and the bytes do not depend on the screen */
	whole(out, &s);
	width_set_mode(screen);
	return 0;
}
