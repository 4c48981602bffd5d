/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sessions on the command line: list, show, the report; their JSON.
 */
#include "base/clock.h"
#include "base/msg.h"
#include "cli/verbs.h"
#include "domain/signoff.h"
#include "paper/report.h"

#include <string.h>

/* ---- list ------------------------------------------------------------------------------ */

static int day_option(const struct call *c, enum option_id id, int plus, int64_t *out, struct err *e)
{
	int day;

	if (!c->opt[id])
		return 0;
	if (!day_parse(c->opt[id], &day))
		return err_set(e, ERR_USAGE, _("--%s: “%s” is no date; write it like 2026-11-23"), option_rows[id].name,
			       c->opt[id]);
	*out = time_from_day(day + plus);
	return 0;
}

/* A word that names nothing would list nothing, and nobody would see the slip. */
static int check_names(const struct call *c, struct session_filter *f, struct err *e)
{
	AUTO(str_done) struct str known = {0};
	size_t n;
	const struct session_kind *kinds = session_kinds(&n);

	if (call_branch(c, f->branch, e))
		return -1;
	for (size_t i = 0; i < n; i++)
		str_addf(&known, "%s%s", i ? ", " : "", kinds[i].id);
	if (f->kind && !str_eq(session_kind_row(f->kind)->id, f->kind))
		return err_set(e, ERR_USAGE, _("kind “%s” is unknown; kinds are %s"), f->kind, str_text(&known));
	if (!f->line)
		return 0;
	if (desk_load_library(c->desk, e))
		return -1;
	const struct line *line = library_line(&c->desk->library, f->line);
	if (!line)
		return err_set(e, ERR_ABSENT, _("line %s does not exist; zicha library list shows all"), f->line);
	f->line = line->id;
	return 0;
}

static int read_filter(const struct call *c, struct session_filter *f, struct err *e)
{
	enum session_state state;
	long long limit;

	f->branch = c->opt[OPT_BRANCH];
	f->line = c->opt[OPT_LINE];
	f->kind = c->opt[OPT_KIND];
	if (check_names(c, f, e))
		return -1;
	if (c->opt[OPT_STATE]) {
		if (!session_state_parse(c->opt[OPT_STATE], &state))
			return err_set(e, ERR_USAGE, _("state “%s” is unknown; states are open, ready, sealed, void"),
				       c->opt[OPT_STATE]);
		f->state = (int)state + 1;
	}
	if (c->opt[OPT_SEVERITY] && !severity_parse(c->opt[OPT_SEVERITY], &f->least))
		return err_set(e, ERR_USAGE, _("severity “%s” is unknown; grades are slight, ordinary, serious, major"),
			       c->opt[OPT_SEVERITY]);
	if (c->opt[OPT_LIMIT]) {
		if (!str_to_int(c->opt[OPT_LIMIT], 1, 1000000, &limit))
			return err_set(e, ERR_USAGE, _("--limit: “%s” is no number from 1 to 1000000"),
				       c->opt[OPT_LIMIT]);
		f->limit = (int)limit;
	}
	return day_option(c, OPT_FROM, 0, &f->from, e) || day_option(c, OPT_TO, 1, &f->until, e) ? -1 : 0;
}

/* The signers of a session as an array of names and numbers. */
static void json_signers(struct json *j, const struct signature_list *list)
{
	json_open(j, "signers", '[');
	for (size_t i = 0; i < list->n; i++)
		json_text(j, NULL, list->v[i].person);
	json_close(j, ']');
}

static int json_void(struct json *j, struct db *db, const struct session *s, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	struct session_end end;

	int found = s->state == SESSION_VOID ? session_why_void(db, s->id, &arena, &end, e) : 0;
	if (found != 1)
		return found;
	json_time(j, "void_at", end.at);
	json_text(j, "void_by", end.by);
	json_text(j, "void_reason", end.reason);
	return 0;
}

/* The fields that list and show share; the object stays open. */
static int session_json(struct json *j, struct db *db, const struct session *s, struct err *e)
{
	AUTO(signature_list_done) struct signature_list signers = {0};

	if (signature_list_load(db, s->id, &signers, e))
		return -1;
	json_open(j, NULL, '{');
	json_text(j, "session", s->id);
	json_text(j, "number", s->number);
	json_text(j, "branch", s->branch);
	json_text(j, "branch_name", s->branch_name);
	json_text(j, "kind", s->kind);
	json_text(j, "title", s->title);
	json_words(j, "lines", s->lines);
	json_text(j, "state", session_state_id(s->state));
	json_time(j, "opened_at", s->opened_at);
	json_text(j, "opened_by", s->opened_by);
	json_time(j, "sealed_at", s->sealed_at);
	json_int(j, "items", s->items);
	json_int(j, "conform", s->conform);
	json_int(j, "issue", s->issue);
	json_int(j, "na", s->na);
	json_int(j, "not_checked", s->not_checked);
	json_int(j, "pending", s->pending);
	json_text(j, "worst", s->worst ? severity_id(s->worst) : "");
	json_signers(j, &signers);
	return json_void(j, db, s, e);
}

static int session_row(struct db *db, struct table *t, const struct session *s, struct err *e)
{
	char date[DAY_TEXT];
	AUTO(str_done) struct str text = {0};
	struct progress p = {s->items, s->items}; /* sealed: all of it is answered */

	if (s->state != SESSION_SEALED && checklist_progress_load(db, s->id, &p, e))
		return -1;
	table_cell(t, s->number);
	table_cell(t, s->branch_name);
	table_cell(t, s->title);
	table_cell(t, session_state_label(s->state));
	table_cell(t, day_format(day_of_time(s->opened_at), date));
	str_addf(&text, "%d/%d", p.done, p.all);
	table_cell(t, str_text(&text));
	str_clear(&text);
	str_addf(&text, "%d", s->findings);
	table_cell(t, str_text(&text));
	table_cell(t, *s->signers ? s->signers : "-");
	return 0;
}

int verb_list(struct call *c, struct err *e)
{
	static const char *const heads[] = {N_("number"), N_("branch"),   N_("title"),    N_("state"),
					    N_("opened"), N_("answered"), N_("findings"), N_("signers")};
	AUTO(session_list_done) struct session_list list = {0};
	AUTO(table_done) struct table t = {.columns = ARRAY_LEN(heads)};
	AUTO(json_done) struct json j = {0};
	struct session_filter f = {0};

	if (read_filter(c, &f, e) || session_list_load(c->desk->db, &f, &list, e))
		return -1;
	for (size_t i = 0; i < ARRAY_LEN(heads); i++)
		table_cell(&t, _(heads[i]));
	for (size_t i = 0; i < list.n; i++) {
		if (!c->opt[OPT_JSON]) {
			if (session_row(c->desk->db, &t, &list.v[i], e))
				return -1;
			continue;
		}
		if (session_json(&j, c->desk->db, &list.v[i], e))
			return -1;
		json_int(&j, "findings", list.v[i].findings);
		json_close(&j, '}');
		json_print(&j, c->out);
	}
	if (!c->opt[OPT_JSON])
		table_print(&t, c->out);
	return 0;
}

/* ---- show -------------------------------------------------------------------------------- */

static void answers_json(struct json *j, const struct checklist *checks)
{
	json_open(j, "answers", '[');
	for (size_t i = 0; i < checks->n; i++) {
		const struct check *k = &checks->v[i];
		json_open(j, NULL, '{');
		json_text(j, "item", k->item.code);
		json_text(j, "line", k->line);
		json_text(j, "title", k->item.title);
		json_text(j, "question", k->item.question);
		json_text(j, "result", result_id(k->answer.result));
		json_text(j, "note", k->answer.note);
		json_text(j, "value", k->answer.value);
		json_text(j, "evidence", k->answer.evidence);
		json_text(j, "by", k->answer.by);
		json_text(j, "second", k->answer.witness);
		json_time(j, "at", k->answer.at);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_open(j, "skipped", '[');
	for (size_t i = 0; i < checks->skipped_count; i++) {
		json_open(j, NULL, '{');
		json_text(j, "item", checks->skipped[i].item);
		json_text(j, "reason", checks->skipped[i].reason);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void findings_json(struct json *j, const struct finding_list *list)
{
	json_open(j, "findings", '[');
	for (size_t i = 0; i < list->n; i++) {
		const struct finding *f = &list->v[i];
		json_open(j, NULL, '{');
		json_text(j, "finding", f->id);
		json_text(j, "item", f->item);
		json_text(j, "fact", f->fact);
		json_text(j, "basis", f->basis);
		json_text(j, "nature", f->nature);
		json_text(j, "severity", severity_id(f->severity));
		if (f->amount >= 0)
			json_int(j, "amount_fen", f->amount);
		if (f->count >= 0)
			json_int(j, "count", f->count);
		json_text(j, "occurred_from", f->occurred_from);
		json_text(j, "occurred_to", f->occurred_to);
		json_text(j, "cause", f->cause);
		json_text(j, "liable", f->liable);
		json_text(j, "owner", f->owner);
		json_text(j, "measure", f->measure);
		json_text(j, "deadline", f->deadline);
		json_text(j, "evidence", f->evidence);
		json_bool(j, "fixed_on_spot", f->fixed_on_spot);
		json_text(j, "by", f->by);
		json_time(j, "at", f->at);
		json_close(j, '}');
	}
	json_close(j, ']');
}

int verb_show(struct call *c, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	AUTO(checklist_done) struct checklist checks = {0};
	AUTO(finding_list_done) struct finding_list findings = {0};
	AUTO(json_done) struct json j = {0};
	struct session s;

	if (call_session(c, c->argv[0], &arena, &s, e))
		return -1;
	if (!c->opt[OPT_JSON])
		return verb_report(c, e);
	if (checklist_load_now(c->desk->db, s.id, &checks, e) ||
	    finding_list_load(c->desk->db, s.id, NULL, &findings, e) || session_json(&j, c->desk->db, &s, e))
		return -1;
	answers_json(&j, &checks);
	findings_json(&j, &findings);
	json_close(&j, '}');
	json_print(&j, c->out);
	return 0;
}

int verb_report(struct call *c, struct err *e)
{
	AUTO(str_done) struct str text = {0};

	return report_text(c->desk->db, c->argv[0], &text, e) ? -1 : call_put_text(c, &text, e);
}

int verb_void(struct call *c, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	struct actor by = desk_actor(c->desk);
	const char *reason;
	struct session s;

	if (call_session(c, c->argv[0], &arena, &s, e) || call_clean(c->opt[OPT_REASON], &arena, &reason, e))
		return -1;
	return session_void(&c->desk->journal, &by, s.id, reason, e);
}
