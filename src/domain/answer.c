/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/answer.h"

#include "base/msg.h"
#include "base/text.h"
#include "domain/finding.h"

#include <stdlib.h>
#include <string.h>

enum { ANSWER_SESSION = 1, ANSWER_ITEM, ANSWER_RESULT, ANSWER_NOTE, ANSWER_VALUE, ANSWER_EVIDENCE };
enum { WITNESS_SESSION = 1, WITNESS_ITEM, WITNESS_ANSWER };

const struct event_field answer_fields[] = {
	{ANSWER_SESSION, "session", 't', false}, {ANSWER_ITEM, "item", 't', false},
	{ANSWER_RESULT, "result", 't', false},   {ANSWER_NOTE, "note", 't', true},
	{ANSWER_VALUE, "value", 't', true},      {ANSWER_EVIDENCE, "evidence", 't', true},
	{0},
};

const struct event_field witness_fields[] = {
	{WITNESS_SESSION, "session", 't', false},
	{WITNESS_ITEM, "item", 't', false},
	{WITNESS_ANSWER, "answer", 't', false},
	{0},
};

/* ---- the checklist ---------------------------------------------------------- */

static enum result read_result(const struct rows *r, int column)
{
	enum result result = RESULT_BLANK;
	result_parse(rows_text(r, column), &result);
	return result;
}

/* Index of an item, sought from `from` on and round: rows of a query come in about the same order. */
static int find_from(const struct checklist *list, const char *code, size_t from)
{
	for (size_t step = 0; step < list->n; step++) {
		size_t i = from + step < list->n ? from + step : from + step - list->n;
		if (str_eq(list->v[i].item.code, code))
			return (int)i;
	}
	return -1;
}

/* The line whose edition an item is of. */
static const char *line_of(const struct checklist *list, const char *edition)
{
	for (size_t i = 0; i < list->line_count; i++)
		if (str_eq(list->lines[i].edition, edition))
			return list->lines[i].id;
	return "";
}

/* Name of who answered: mostly that of an answer before. */
static int name_of(struct db *db, struct checklist *list, const char *no, const char **name, struct err *e)
{
	*name = "";
	if (!*no)
		return 0;
	for (size_t i = list->n; i-- > 0;) {
		const struct answer *a = &list->v[i].answer;
		if (str_eq(a->by, no) || str_eq(a->witness, no)) {
			*name = str_eq(a->by, no) ? a->by_name : a->witness_name;
			return 0;
		}
	}
	AUTO(rows_done) struct rows r = {0};
	if (db_select(&r, db, SQL_person_name, e, "t", no) || rows_next(&r, e) < 0)
		return -1;
	*name = arena_dup(&list->arena, rows_text(&r, 0));
	return 0;
}

static int read_item(const struct rows *r, struct checklist *list, struct check *c, struct err *e)
{
	struct item *it = &c->item;
	const char **const texts[] = {&it->code, &it->title, &it->section, &it->question, &it->when};
	int column = 2;

	c->pos = (int)rows_int(r, 1);
	*it = (struct item){.look = "", .method = "", .why = "", .source = "", .posts = "", .bases = "", .measure = "",
			    .sample = "", .after = "", .frequency = "", .seed = "", .retired = ""};
	c->line = line_of(list, rows_text(r, 0));
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		*texts[i] = arena_dup(&list->arena, rows_text(r, column++));
	it->two_person = rows_int(r, column++) != 0;
	if (!severity_parse(rows_text(r, column++), &it->severity) || !evidence_parse(rows_text(r, column++), &it->evidence) ||
	    item_value_parse(rows_text(r, column++), &it->value, &list->arena))
		return err_set(e, ERR_DAMAGED, _("item %s: a field cannot be read"), it->code);
	return 0;
}

enum { ITEM_COLUMNS = 11 };

static int read_answer(struct db *db, const struct rows *r, struct checklist *list, struct answer *an, struct err *e)
{
	int c = ITEM_COLUMNS;

	an->result = read_result(r, c++);
	const char **const texts[] = {&an->note, &an->value, &an->evidence, &an->by, &an->witness};
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		*texts[i] = arena_dup(&list->arena, rows_text(r, c++));
	an->at = rows_int(r, c);
	return name_of(db, list, an->by, &an->by_name, e) || name_of(db, list, an->witness, &an->witness_name, e) ? -1 : 0;
}

static int load_asked(struct db *db, struct checklist *list, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select(&r, db, SQL_checklist, e, "t", list->session))
		return -1;
	while ((more = rows_next(&r, e)) == 1) {
		struct check c = {.last_fact = ""};
		if (read_item(&r, list, &c, e) || read_answer(db, &r, list, &c.answer, e))
			return -1;
		*VEC_PUSH(list) = c;
	}
	return more;
}

/* Rows whose first column names the item. */
static int take_rows(struct rows *r, struct checklist *list,
		     void (*take)(const struct rows *r, struct checklist *list, struct check *c), struct err *e)
{
	size_t at = 0;
	int more;

	while ((more = rows_next(r, e)) == 1) {
		int i = find_from(list, rows_text(r, 0), at);
		if (i < 0)
			continue;
		at = (size_t)i;
		take(r, list, &list->v[at]);
	}
	return more;
}

/* Runs such a query of the session, or of one item of it. */
static int each_check(struct db *db, enum sql_id sql, const char *item, struct checklist *list,
		      void (*take)(const struct rows *r, struct checklist *list, struct check *c), struct err *e)
{
	AUTO(rows_done) struct rows r = {0};

	return db_select(&r, db, sql, e, item ? "tt" : "t", list->session, item) ? -1 : take_rows(&r, list, take, e);
}

static void take_texts(const struct rows *r, struct checklist *list, struct check *c)
{
	struct item *it = &c->item;
	const char **const texts[] = {&it->look,  &it->method,  &it->why,    &it->source, &it->posts,
				      &it->bases, &it->measure, &it->sample, &it->after,  &it->frequency};
	int column = 1;

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		*texts[i] = arena_dup(&list->arena, rows_text(r, column++));
	it->weight = (int)rows_int(r, column);
}

static void take_findings(const struct rows *r, struct checklist *list, struct check *c)
{
	(void)list;
	c->findings = (int)rows_int(r, 1);
	c->unproved = (int)rows_int(r, 2);
}

static void take_failures(const struct rows *r, struct checklist *list, struct check *c)
{
	(void)list;
	c->failures = (int)rows_int(r, 1);
}

static void take_before(const struct rows *r, struct checklist *list, struct check *c)
{
	const char *last = rows_text(r, 2), *fact; /* "AT RESULT"; "AT WORDS" */
	char *rest;

	if (!last)
		return;
	c->last_at = strtoll(last, &rest, 10);
	result_parse(rest + (*rest == ' '), &c->last);
	take_failures(r, list, c);
	fact = rows_text(r, 3);
	c->last_fact_at = fact ? strtoll(fact, &rest, 10) : 0;
	if (fact)
		c->last_fact = arena_dup(&list->arena, rest + (*rest == ' '));
}

int checklist_load_lines(struct db *db, const char *session, struct checklist *list, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	size_t cap = 0;
	int more;

	if (db_select(&r, db, SQL_session_lines, e, "t", session))
		return -1;
	while ((more = rows_next(&r, e)) == 1) {
		list->lines = vec_grow(list->lines, list->line_count, &cap, sizeof *list->lines);
		size_t i = list->line_count++;
		list->lines[i].id = arena_dup(&list->arena, rows_text(&r, 0));
		list->lines[i].name = arena_dup(&list->arena, rows_text(&r, 1));
		list->lines[i].edition = arena_dup(&list->arena, rows_text(&r, 2));
	}
	return more;
}

static int load_skipped(struct db *db, const char *session, struct checklist *list, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	size_t cap = 0;
	int more;

	if (db_select(&r, db, SQL_skipped, e, "t", session))
		return -1;
	while ((more = rows_next(&r, e)) == 1) {
		list->skipped = vec_grow(list->skipped, list->skipped_count, &cap, sizeof *list->skipped);
		size_t i = list->skipped_count++;
		list->skipped[i].item = arena_dup(&list->arena, rows_text(&r, 0));
		list->skipped[i].title = arena_dup(&list->arena, rows_text(&r, 1));
		list->skipped[i].reason = arena_dup(&list->arena, rows_text(&r, 2));
	}
	return more;
}

int checklist_load_list(struct db *db, const char *session, struct checklist *list, struct err *e)
{
	AUTO(db_read_end) struct db_read view = {0};

	list->session = arena_dup(&list->arena, session);
	return db_read_begin(&view, db, e) || checklist_load_lines(db, session, list, e) || load_asked(db, list, e) ||
			       load_skipped(db, session, list, e) ||
			       each_check(db, SQL_checklist_findings, NULL, list, take_findings, e)
		       ? -1
		       : 0;
}

int checklist_load_now(struct db *db, const char *session, struct checklist *list, struct err *e)
{
	AUTO(db_read_end) struct db_read view = {0};

	return db_read_begin(&view, db, e) || checklist_load_list(db, session, list, e) ||
			       each_check(db, SQL_checklist_texts, NULL, list, take_texts, e)
		       ? -1
		       : 0;
}

int checklist_load(struct db *db, const char *session, struct checklist *list, struct err *e)
{
	AUTO(db_read_end) struct db_read view = {0};

	if (db_read_begin(&view, db, e) || checklist_load_now(db, session, list, e) || checklist_read_before(db, list, NULL, e))
		return -1;
	for (size_t i = 0; i < list->n; i++)
		list->v[i].read = true;
	return 0;
}

int checklist_read(struct db *db, struct checklist *list, size_t i, struct err *e)
{
	struct check *c = &list->v[i];

	if (c->read)
		return 0;
	c->read = true; /* also where it fails: it is told once */
	return each_check(db, SQL_checklist_texts_of, c->item.code, list, take_texts, e) ||
			       checklist_read_before(db, list, c->item.code, e)
		       ? -1
		       : 0;
}

int checklist_read_before(struct db *db, struct checklist *list, const char *item, struct err *e)
{
	return each_check(db, item ? SQL_checklist_before_of : SQL_checklist_before, item, list, take_before, e);
}

int checklist_read_failures(struct db *db, struct checklist *list, size_t first, size_t last, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	bool known = true;

	for (size_t i = first; i <= last && i < list->n; i++) {
		known = known && (list->v[i].read || list->v[i].counted);
		list->v[i].counted = true;
	}
	if (known)
		return 0;
	if (db_select(&r, db, SQL_checklist_failures, e, "tii", list->session, (int64_t)list->v[first].pos,
		      (int64_t)list->v[last].pos))
		return -1;
	return take_rows(&r, list, take_failures, e);
}

void checklist_done(struct checklist *list)
{
	mem_free(list->v);
	mem_free(list->skipped);
	mem_free(list->lines);
	arena_done(&list->arena);
	*list = (struct checklist){0};
}

int checklist_find(const struct checklist *list, const char *code)
{
	return find_from(list, code, 0);
}

static const char *answer_lookup(const char *name, void *ctx)
{
	const struct checklist *list = ctx;
	int i = checklist_find(list, name);

	return i < 0 ? "yes" : result_id(list->v[i].answer.result); /* the profile was looked at when opening */
}

bool checklist_due(const struct checklist *list, size_t i)
{
	const struct item *it = &list->v[i].item;

	return !item_waits_for_answer(it) || item_asked(it, answer_lookup, (void *)(uintptr_t)list, NULL);
}

struct progress checklist_progress(const struct checklist *list, const char *line)
{
	struct progress p = {0, 0};

	for (size_t i = 0; i < list->n; i++) {
		bool answered = list->v[i].answer.result != RESULT_BLANK;
		if (line && !str_eq(list->v[i].line, line))
			continue;
		p.done += answered;
		p.all += answered || checklist_due(list, i);
	}
	return p;
}

int checklist_progress_load(struct db *db, const char *session, struct progress *out, struct err *e)
{
	AUTO(checklist_done) struct checklist list = {0};
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select(&r, db, SQL_checklist_waits, e, "t", session))
		return -1;
	while ((more = rows_next(&r, e)) == 1) {
		struct check *c = VEC_PUSH(&list);
		c->line = "";
		c->item.code = arena_dup(&list.arena, rows_text(&r, 0));
		c->item.when = arena_dup(&list.arena, rows_text(&r, 1));
		c->answer.result = read_result(&r, 2);
	}
	*out = checklist_progress(&list, NULL);
	return more;
}

/* ---- event kinds ------------------------------------------------------------ */

/* The session takes answers, asks this item, and the actor may answer it. */
static int may_touch(struct db *db, const struct event *ev, const char *session, const char *item, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	enum session_state to;
	const char *branch;
	int64_t asked;

	if (session_step(db, session, ACT_ANSWER, &to, e) || session_branch(db, session, &arena, &branch, e) ||
	    actor_may(db, ev, MAY_INSPECT, branch, e) || db_int(db, SQL_asked_exists, 0, &asked, e, "tt", session, item))
		return -1;
	return asked ? 0 : err_set(e, ERR_ABSENT, _("item %s is not asked in this session"), item);
}

static int check_length(const char *text, size_t most, const char *what, struct err *e)
{
	if (text && text_clusters(text, strlen(text)) > most)
		return err_set(e, ERR_INPUT, _("%s: at most %zu characters"), what, most);
	return 0;
}

int answer_may(struct db *db, const struct event *ev, struct err *e)
{
	enum result result;
	int64_t findings;
	const char *session = event_text(ev, ANSWER_SESSION), *item = event_text(ev, ANSWER_ITEM);

	if (!result_parse(event_text(ev, ANSWER_RESULT), &result))
		return err_set(e, ERR_INPUT, _("“%s” is no result; results are conform, issue, na, not_checked, pending"),
			       event_text(ev, ANSWER_RESULT));
	if (may_touch(db, ev, session, item, e))
		return -1;
	if (result_wants_reason(result) && str_empty(event_text(ev, ANSWER_NOTE)))
		return err_set(e, ERR_INPUT, _("%s: “%s” needs a reason"), item, result_label(result));
	if (check_length(event_text(ev, ANSWER_NOTE), FACT_MOST, _("note"), e) ||
	    check_length(event_text(ev, ANSWER_VALUE), SHORT_MOST, _("measured value"), e) ||
	    check_length(event_text(ev, ANSWER_EVIDENCE), SHORT_MOST, _("evidence"), e))
		return -1;
	if (result == RESULT_ISSUE)
		return 0;
	if (db_int(db, SQL_finding_count_of_item, 0, &findings, e, "tt", session, item))
		return -1;
	return findings ? err_set(e, ERR_STATE, _("%s has %d findings; withdraw them before changing the result"), item,
				  (int)findings)
			: 0;
}

int answer_apply(struct db *db, const struct event *ev, struct err *e)
{
	return event_run(db, SQL_answer_put, ev, e) || event_run(db, SQL_session_recount, ev, e) ? -1 : 0;
}

int witness_may(struct db *db, const struct event *ev, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	const char *session = event_text(ev, WITNESS_SESSION), *item = event_text(ev, WITNESS_ITEM);

	if (may_touch(db, ev, session, item, e) || db_select(&r, db, SQL_answer_author, e, "tt", session, item))
		return -1;
	int found = rows_next(&r, e);
	if (found < 0)
		return -1;
	if (!found || !str_eq(rows_text(&r, 1), event_text(ev, WITNESS_ANSWER)))
		return err_set(e, ERR_CONFLICT, _("%s: the answer to confirm is another one by now"), item);
	if (str_eq(rows_text(&r, 0), ev->actor))
		return err_set(e, ERR_DENIED, _("%s: the second person must be somebody else than %s"), item, ev->actor);
	return 0;
}

int witness_apply(struct db *db, const struct event *ev, struct err *e)
{
	return event_run(db, SQL_answer_witness, ev, e);
}

/* ---- acts -------------------------------------------------------------------- */

static int record_witness(struct act *act, const struct actor *second, const char *session, const char *item,
			  const char *answer, struct err *e)
{
	AUTO(body_done) struct body b = {0};

	body_text(&b, WITNESS_SESSION, session);
	body_text(&b, WITNESS_ITEM, item);
	body_text(&b, WITNESS_ANSWER, answer);
	return act_record(act, second->key, second->no, KIND_WITNESS, &b, NULL, e);
}

int answer_record(struct journal *j, const struct actor *by, const struct actor *second, const char *session,
		  const char *item, const struct answer_input *in, struct err *e)
{
	AUTO(body_done) struct body b = {0};
	AUTO(act_abort) struct act act = {0};
	char ref[REF_TEXT];
	int64_t two;

	body_text(&b, ANSWER_SESSION, session);
	body_text(&b, ANSWER_ITEM, item);
	body_text(&b, ANSWER_RESULT, result_id(in->result));
	body_text(&b, ANSWER_NOTE, in->note);
	body_text(&b, ANSWER_VALUE, in->value);
	body_text(&b, ANSWER_EVIDENCE, in->evidence);
	if (act_begin(&act, j, e) || db_int(j->db, SQL_asked_two_person, 0, &two, e, "tt", session, item))
		return -1;
	if (two && !second)
		return err_set(e, ERR_STATE, _("%s is a two-person item: a second person confirms the answer"), item);
	if (act_record(&act, by->key, by->no, KIND_ANSWER, &b, ref, e))
		return -1;
	if (two && record_witness(&act, second, session, item, ref, e))
		return -1;
	return act_commit(&act, e);
}
