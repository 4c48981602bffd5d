/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/demo.h"

#include "base/file.h"
#include "base/msg.h"
#include "base/rec.h"
#include "cli/verbs.h"
#include "domain/finding.h"
#include "domain/founding.h"
#include "domain/signoff.h"

#include "demo_county.h" /* made at build: the bytes of data/demo/county.rec */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HOUR = 3600, DAY = 24 * HOUR, CHINA = 8 * HOUR, SECONDS_PER_ACT = 41, MONTHS = 12 };

struct county {
	struct desk *desk;
	struct rec_file data;
	struct {
		struct person person;
		struct key *key;
	} *v; /* people with their keys */
	size_t n, cap;
	int today;
};

static void county_done(struct county *c)
{
	for (size_t i = 0; i < c->n; i++)
		key_free(&c->v[i].key);
	mem_free(c->v);
	rec_done(&c->data);
}

static const char *field(const struct rec *r, const char *name)
{
	const struct rec_field *f = rec_find(r, name);
	return f ? f->value : "";
}

/* ---- people and branches --------------------------------------------------------------------- */

static int remember(struct county *c, const struct person *p, struct err *e)
{
	struct key *key;

	if (person_unlock(c->desk->db, p->no, DEMO_PASSPHRASE, &key, e))
		return -1;
	c->v = vec_grow(c->v, c->n, &c->cap, sizeof *c->v);
	c->v[c->n].person = *p;
	c->v[c->n++].key = key;
	return 0;
}

static struct actor actor_at(const struct county *c, size_t i)
{
	return (struct actor){c->v[i].person.no, c->v[i].key};
}

/* The n-th person of a branch with that role; -1 if there are fewer. */
static int person_of(const struct county *c, const char *branch, const char *role, int nth)
{
	for (size_t i = 0; i < c->n; i++)
		if (str_eq(c->v[i].person.branch, branch) && str_eq(c->v[i].person.role->id, role) && nth-- == 0)
			return (int)i;
	return -1;
}

static struct person person_of_rec(const struct rec *r)
{
	return (struct person){.no = field(r, "No"),
			       .name = field(r, "Name"),
			       .role = role_find(field(r, "Role")),
			       .post = field(r, "Post"),
			       .branch = field(r, "Branch")};
}

static const char *org_of(const struct county *c)
{
	for (size_t i = 0; i < c->data.n; i++)
		if (!c->data.v[i].descriptor && str_eq(c->data.v[i].type, "Org"))
			return field(&c->data.v[i], "Name");
	return "";
}

/* The first person founds the store. */
static int found(struct county *c, const struct person *p, struct err *e)
{
	struct founding f = {.org = org_of(c),
			     .founder = *p,
			     .passphrase = DEMO_PASSPHRASE,
			     .log_n = KEY_LOG_N_TEST,
			     .chain = DEMO_CHAIN};

	return founding_record(&c->desk->journal, &f, e) ? -1 : remember(c, p, e);
}

static int add_branches(struct county *c, struct err *e)
{
	for (size_t i = 0; i < c->data.n; i++) {
		const struct rec *r = &c->data.v[i];
		struct branch b = {field(r, "Code"), field(r, "Name"), field(r, "Profile")};
		struct actor by = actor_at(c, 0);
		if (!r->descriptor && str_eq(r->type, "Branch") && branch_put(&c->desk->journal, &by, &b, e))
			return -1;
	}
	return 0;
}

static int add_people(struct county *c, struct err *e)
{
	for (size_t i = 0; i < c->data.n; i++) {
		const struct rec *r = &c->data.v[i];
		if (r->descriptor || !str_eq(r->type, "Person"))
			continue;
		struct person p = person_of_rec(r);
		if (!c->n) {
			if (found(c, &p, e) || add_branches(c, e))
				return -1;
			continue;
		}
		struct actor by = actor_at(c, 0);
		if (person_add(&c->desk->journal, &by, &p, DEMO_PASSPHRASE, KEY_LOG_N_TEST, e) || remember(c, &p, e))
			return -1;
	}
	return 0;
}

/* ---- one session ------------------------------------------------------------------------------- */

static bool word_in(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = list; *p; p += strcspn(p, " "), p += strspn(p, " "))
		if (!strncmp(p, word, n) && (p[n] == ' ' || !p[n]))
			return true;
	return false;
}

/* The scene of a type for this branch, item and month (months ago, in words), or NULL. */
static const struct rec *scene(const struct county *c, const char *type, const char *branch, const char *item, int month)
{
	char number[8];

	snprintf(number, sizeof number, "%d", month);
	for (size_t i = 0; i < c->data.n; i++) {
		const struct rec *r = &c->data.v[i];
		if (!r->descriptor && str_eq(r->type, type) && str_eq(field(r, "Branch"), branch) &&
		    str_eq(field(r, "Item"), item) && word_in(field(r, "Months"), number))
			return r;
	}
	return NULL;
}

static int write_finding(struct county *c, const struct actor *by, const char *session, const char *item,
			 const struct rec *r, int day, struct err *e)
{
	char deadline[DAY_TEXT] = "", occurred[DAY_TEXT] = "";
	struct finding f = {.id = "", .session = session, .item = item, .amount = -1, .count = -1};
	long long n;

	if (!severity_parse(field(r, "Severity"), &f.severity))
		return err_set(e, ERR_BUG, "county.rec:%u: Severity", r->line);
	if (str_to_int(field(r, "Days"), 1, 365, &n))
		day_format(day + (int)n, deadline);
	if (str_to_int(field(r, "Before"), 0, 365, &n))
		day_format(day - (int)n, occurred);
	if (str_to_int(field(r, "Count"), 0, 1000000, &n))
		f.count = n;
	if (str_to_int(field(r, "Yuan"), 0, 1000000000, &n))
		f.amount = n * 100;
	f.fact = field(r, "Fact");
	f.basis = field(r, "Basis");
	f.nature = field(r, "Nature");
	f.occurred_from = f.occurred_to = occurred;
	f.cause = field(r, "Cause");
	f.liable = field(r, "Liable");
	f.owner = field(r, "Owner");
	f.measure = field(r, "Measure");
	f.deadline = deadline;
	f.evidence = field(r, "Evidence");
	f.fixed_on_spot = str_eq(field(r, "Spot"), "yes");
	return finding_put(&c->desk->journal, by, &f, NULL, e);
}

static int answer_one(struct county *c, const struct actor *by, const struct actor *second, const char *branch,
		      const char *session, const struct check *k, int month, int day, struct err *e)
{
	const struct rec *found = scene(c, "Finding", branch, k->item.code, month);
	const struct rec *other = found ? NULL : scene(c, "Answer", branch, k->item.code, month);
	struct answer_input in = {.result = found ? RESULT_ISSUE : RESULT_CONFORM};

	if (other && !result_parse(field(other, "Result"), &in.result))
		return err_set(e, ERR_BUG, "county.rec:%u: Result", other->line);
	if (other)
		in.note = field(other, "Note");
	if (k->item.evidence == EVIDENCE_ALWAYS && !in.note)
		in.note = "记录附于当月自查卷第3页";
	if (answer_record(&c->desk->journal, by, k->item.two_person ? second : NULL, session, k->item.code, &in, e))
		return -1;
	return found ? write_finding(c, by, session, k->item.code, found, day, e) : 0;
}

/* 1 if the item wants an answer now, 0 if its condition does not hold, -1 failed. */
static int is_due(struct county *c, const char *session, const struct checklist *checks, size_t i, struct err *e)
{
	AUTO(checklist_done) struct checklist now = {0};

	if (!item_waits_for_answer(&checks->v[i].item))
		return 1;
	return checklist_load(c->desk->db, session, &now, e) ? -1 : checklist_due(&now, i);
}

/* Walks a session; most: how many items are answered (all: INT_MAX). */
static int walk(struct county *c, const char *branch, const char *session, int month, int day, size_t most,
		struct err *e)
{
	AUTO(checklist_done) struct checklist checks = {0};
	int head = person_of(c, branch, "head", 0), staff = person_of(c, branch, "staff", 0);
	struct actor first = actor_at(c, (size_t)head), second = actor_at(c, (size_t)staff);

	if (checklist_load(c->desk->db, session, &checks, e))
		return -1;
	for (size_t i = 0; i < checks.n && i < most; i++) {
		int due = is_due(c, session, &checks, i, e);
		if (due < 0 || (due && answer_one(c, &first, &second, branch, session, &checks.v[i], month, day, e)))
			return -1;
	}
	if (most < checks.n)
		return 0;
	return signoff_sign(&c->desk->journal, &first, session, e) || signoff_sign(&c->desk->journal, &second, session, e)
		       ? -1
		       : 0;
}

static int one_month(struct county *c, const struct rec *branch, int month, struct err *e)
{
	int year, mon, mday;
	char ref[REF_TEXT], number[8];
	long long on;
	const char *code = field(branch, "Code");
	const struct line *lines[16];
	struct session_plan plan = {.branch = code, .kind = "self_check", .lines = lines};

	day_split(c->today, &year, &mon, &mday);
	if (!str_to_int(field(branch, "Day"), 1, 28, &on))
		return err_set(e, ERR_BUG, "county.rec:%u: Day", branch->line);
	int day = day_add_months(day_from(year, mon, 1), -month) + (int)on - 1;
	snprintf(number, sizeof number, "%d", month);
	if (day >= c->today || word_in(field(branch, "Missed"), number))
		return 0;
	for (size_t i = 0; i < c->desk->library.n && plan.line_count < ARRAY_LEN(lines); i++)
		if (word_in(field(branch, "Lines"), c->desk->library.v[i].id))
			lines[plan.line_count++] = &c->desk->library.v[i];
	clock_fix(&c->desk->clock, (int64_t)day * DAY - CHINA + 9 * HOUR + on * 60, SECONDS_PER_ACT);
	int head = person_of(c, code, "head", 0);
	if (head < 0 || person_of(c, code, "staff", 0) < 0)
		return err_set(e, ERR_BUG, "county.rec:%u: no head or staff", branch->line);
	struct actor by = actor_at(c, (size_t)head);
	if (session_open(&c->desk->journal, &by, &plan, ref, e))
		return -1;
	bool unfinished = month == 0 && str_eq(field(branch, "Unfinished"), "yes");
	return walk(c, code, ref, month, day, unfinished ? 12 : SIZE_MAX, e);
}

int demo_make(struct desk *d, void (*progress)(int done, int all, void *ctx), void *ctx, struct err *e)
{
	AUTO(county_done) struct county c = {.desk = d};
	struct clock real = d->clock;

	c.today = clock_today(&d->clock);
	if (desk_load_library(d, e) ||
	    rec_read(&c.data, "county.rec", (const char *)demo_county, demo_county_size, NULL, NULL, e))
		return -1;
	clock_fix(&d->clock, (int64_t)day_add_months(c.today, -MONTHS - 1) * DAY - CHINA + 9 * HOUR, SECONDS_PER_ACT);
	if (add_people(&c, e))
		return -1;
	for (int month = MONTHS; month >= 0; month--) {
		for (size_t i = 0; i < c.data.n; i++)
			if (!c.data.v[i].descriptor && str_eq(c.data.v[i].type, "Branch") &&
			    one_month(&c, &c.data.v[i], month, e))
				return -1;
		if (progress)
			progress(MONTHS - month + 1, MONTHS + 1, ctx);
	}
	d->clock = real;
	return 0;
}

/* ---- the verb ------------------------------------------------------------------------------------- */

static void say_people(struct call *c, const struct person_list *people)
{
	AUTO(table_done) struct table t = {.columns = 5};

	for (size_t i = 0; i < people->n; i++) {
		const struct person *p = &people->v[i];
		table_cell(&t, p->no);
		table_cell(&t, p->name);
		table_cell(&t, _(p->role->label));
		table_cell(&t, *p->branch ? p->branch : "-");
		table_cell(&t, DEMO_PASSPHRASE);
	}
	table_print(&t, c->out);
}

static void say_progress(int done, int all, void *ctx)
{
	(void)ctx;
	if (!isatty(2))
		return;
	fprintf(stderr, "%s %d/%d\r", _("making the demo store: month"), done, all);
	if (done == all)
		fputc('\n', stderr);
}

/* Made in memory and put in its place whole: a run that is cut short leaves nothing that passes for a demo. */
static int make_new(struct call *c, const char *dir, struct err *e)
{
	AUTO(str_done) struct str path = {0}, temp = {0};

	str_addf(&path, "%s/zicha.db", dir);
	str_addf(&temp, "%s.new", str_text(&path));
	if (file_make_dir(dir, 0700, e) || file_remove(str_text(&temp), e) || desk_open(c->desk, dir, DESK_MEMORY, e) ||
	    demo_make(c->desk, say_progress, NULL, e))
		return -1;
	return db_copy_to(c->desk->db, str_text(&temp), e) || file_replace(str_text(&temp), str_text(&path), e) ? -1 : 0;
}

int verb_demo(struct call *c, struct err *e)
{
	AUTO(str_done) struct str dir = {0};
	AUTO(person_list_done) struct person_list people = {0};

	if (cli_data_dir(c, &dir, e))
		return -1;
	int there = desk_has_store(str_text(&dir), e);
	if (there < 0 || (there ? desk_open(c->desk, str_text(&dir), DESK_READONLY, e) : make_new(c, str_text(&dir), e)))
		return -1;
	if (!desk_is_demo(c->desk))
		return err_set(e, ERR_CONFLICT, _("%s holds a store that is no demo; name another folder with --data DIR"),
			       str_text(&dir));
	if (person_list_load(c->desk->db, NULL, &people, e))
		return -1;
	fprintf(c->out, _("The demo store is in %s. All names are fictional. Log in with one of these:\n"), str_text(&dir));
	say_people(c, &people);
	fprintf(c->out, _("Open it with: zicha --data %s\n"), str_text(&dir));
	return 0;
}
