/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/demo.h"

#include "base/file.h"
#include "base/msg.h"
#include "cli/demo_private.h"
#include "cli/verbs.h"
#include "domain/founding.h"
#include "domain/org.h"

#include "demo_county.h" /* made at build: the bytes of data/demo/county.rec */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void county_done(struct county *c)
{
	for (size_t i = 0; i < c->n; i++)
		key_free(&c->v[i].key);
	mem_free(c->v);
	mem_free(c->agenda.v);
	rec_done(&c->data);
}

/* ---- people and branches --------------------------------------------------------------------- */

static void remember(struct county *c, const struct person *p, const char *duties, struct key *key)
{
	c->v = vec_grow(c->v, c->n, &c->cap, sizeof *c->v);
	c->v[c->n].person = *p;
	c->v[c->n].duties = duties;
	c->v[c->n++].key = key;
}

static struct person person_of_rec(const struct rec *r)
{
	return (struct person){.no = county_field(r, "No"),
			       .name = county_field(r, "Name"),
			       .role = role_find(county_field(r, "Role")),
			       .post = county_field(r, "Post"),
			       .branch = county_field(r, "Branch")};
}

/* The first person founds the store. */
static int found(struct county *c, const struct person *p, struct err *e)
{
	const struct rec *org = county_next(&c->data, "Org", NULL);
	struct founding f = {.org = org ? county_field(org, "Name") : "",
			     .founder = *p,
			     .passphrase = DEMO_PASSPHRASE,
			     .log_n = KEY_LOG_N_TEST,
			     .chain = DEMO_CHAIN};

	return founding_record(&c->desk->journal, &f, e);
}

static int add_branches(struct county *c, struct err *e)
{
	struct actor by = demo_actor(c, 0);

	for (const struct rec *r = NULL; (r = county_next(&c->data, "Branch", r));) {
		struct branch b = {county_field(r, "Code"), county_field(r, "Name"), county_field(r, "Profile")};
		demo_pass(c, NULL, MINUTE, 3 * MINUTE);
		if (branch_put(&c->desk->journal, &by, &b, e))
			return -1;
	}
	return 0;
}

static int add_people(struct county *c, struct err *e)
{
	for (const struct rec *r = NULL; (r = county_next(&c->data, "Person", r));) {
		struct person p = person_of_rec(r);
		struct actor by = c->n ? demo_actor(c, 0) : (struct actor){0};
		demo_pass(c, NULL, 2 * MINUTE, 6 * MINUTE);
		struct key *key = NULL;
		if (c->n ? person_add_open(&c->desk->journal, &by, &p, DEMO_PASSPHRASE, KEY_LOG_N_TEST, &key, e)
			 : found(c, &p, e) || person_unlock(c->desk->db, p.no, DEMO_PASSPHRASE, &key, e))
			return -1;
		remember(c, &p, county_field(r, "Duties"), key);
		if (c->n == 1 && add_branches(c, e))
			return -1;
	}
	return 0;
}

/* ---- the year ---------------------------------------------------------------------------------------- */

static int quarter_of(int day)
{
	int year, month, mday;

	day_split(day, &year, &month, &mday);
	return year * 4 + (month - 1) / 3;
}

/* So many months and Back days before the end, at Start, as a record says. On a Friday if that is a weekend of the same
 * month, but the end stays. */
static int moment(const struct county *c, const struct rec *r, int month, int *day, int64_t *start, struct err *e)
{
	int a, b, hour, minute, mday;
	long long back;

	if (!county_number(r, "Back", 0, 20, &back) ||
	    sscanf(county_field(r, "Start"), "%d:%d", &hour, &minute) != 2)
		return demo_bad(r, "Back or Start", e);
	*day = day_add_months(c->end, -month) - (int)back;
	day_split(*day, &a, &b, &mday);
	int late = day_weekday(*day) - 5;
	if (*day != c->end && late > 0 && late < mday)
		*day -= late;
	*start = (int64_t)*day * DAY - CHINA + hour * HOUR + minute * MINUTE;
	return 0;
}

static int plan_visit(struct county *c, const struct rec *branch, const struct rec *check, int month, struct err *e)
{
	long long missed;
	int day;
	int64_t start;

	if (!branch || moment(c, check ? check : branch, month, &day, &start, e))
		return demo_bad(check, "Branch, Back or Start", e);
	if (!check && county_number(branch, "MissedQuarter", 1, 3, &missed) &&
	    quarter_of(c->end) - quarter_of(day) == missed)
		return 0;
	*VEC_PUSH(&c->agenda) = (struct visit){.branch = branch,
					       .check = check,
					       .code = county_field(branch, "Code"),
					       .month = month,
					       .day = day,
					       .start = start};
	return 0;
}

static int by_start(const void *a, const void *b)
{
	const struct visit *x = a, *y = b;
	return x->start < y->start ? -1 : x->start > y->start;
}

static int plan_year(struct county *c, struct err *e)
{
	for (const struct rec *r = NULL; (r = county_next(&c->data, "Branch", r));)
		for (int month = 0; month <= MONTHS; month++)
			if (plan_visit(c, r, NULL, month, e))
				return -1;
	for (const struct rec *r = NULL; (r = county_next(&c->data, "Check", r));) {
		const struct rec *branch = NULL;
		long long month = 0;
		while ((branch = county_next(&c->data, "Branch", branch)))
			if (str_eq(county_field(branch, "Code"), county_field(r, "Branch")))
				break;
		if (!county_number(r, "Month", 0, MONTHS, &month) || plan_visit(c, branch, r, (int)month, e))
			return demo_bad(r, "Month or Branch", e);
	}
	qsort(c->agenda.v, c->agenda.n, sizeof *c->agenda.v, by_start);
	return 0;
}

static int plan_edition(struct county *c, struct err *e)
{
	long long month = 0;
	int day;

	c->edition = county_next(&c->data, "Edition", c->edition);
	if (!c->edition)
		return 0;
	return county_number(c->edition, "Month", 1, MONTHS, &month)
		       ? moment(c, c->edition, (int)month, &day, &c->edition_at, e)
		       : demo_bad(c->edition, "Month", e);
}

int demo_make(struct desk *d, void (*progress)(int done, int all, void *ctx), void *ctx, struct err *e)
{
	AUTO(county_done) struct county c = {.desk = d, .end = clock_today(&d->clock) - 1};
	struct clock real = d->clock;

	if (desk_load_library(d, e) ||
	    rec_read(&c.data, "county.rec", (const char *)demo_county, demo_county_size, NULL, NULL, e) ||
	    plan_year(&c, e) || plan_edition(&c, e))
		return -1;
	clock_fix(&d->clock, (int64_t)day_add_months(c.end, -MONTHS - 1) * DAY - CHINA + 9 * HOUR, 1);
	if (add_people(&c, e))
		return -1;
	for (size_t i = 0; i < c.agenda.n; i++) {
		if (c.edition && c.agenda.v[i].start > c.edition_at && (demo_publish(&c, e) || plan_edition(&c, e)))
			return -1;
		if (demo_walk(&c, &c.agenda.v[i], e))
			return -1;
		if (progress)
			progress((int)i + 1, (int)c.agenda.n, ctx);
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
	out_progress(_("making the demo store: session"), done, all);
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
	return db_copy_to(c->desk->db, str_text(&temp), e) || file_replace(str_text(&temp), str_text(&path), e) ? -1
														: 0;
}

int verb_demo(struct call *c, struct err *e)
{
	AUTO(str_done) struct str dir = {0};
	AUTO(person_list_done) struct person_list people = {0};

	if (cli_data_dir(c, &dir, e))
		return -1;
	int there = desk_has_store(str_text(&dir), e);
	if (there < 0 ||
	    (there ? desk_open(c->desk, str_text(&dir), DESK_READONLY, e) : make_new(c, str_text(&dir), e)))
		return -1;
	if (!desk_is_demo(c->desk))
		return err_set(e, ERR_CONFLICT,
			       _("%s holds a store that is no demo; name another folder with --data DIR"),
			       str_text(&dir));
	if (person_list_load(c->desk->db, NULL, &people, e))
		return -1;
	fprintf(c->out, _("The demo store is in %s. All names are fictional. Log in with one of these:\n"),
		str_text(&dir));
	say_people(c, &people);
	fprintf(c->out, _("Open it with: zicha --data %s\n"), str_text(&dir));
	return 0;
}
