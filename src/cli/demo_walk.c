/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/demo_private.h"
#include "domain/finding.h"
#include "domain/signoff.h"

#include <string.h>

enum { LINES_MOST = 16 };
enum { NOON = 11 * HOUR + 45 * MINUTE, AFTERNOON = 13 * HOUR + 20 * MINUTE };

/* Something is wrong in county.rec. */
int demo_bad(const struct rec *r, const char *what, struct err *e)
{
	return err_set(e, ERR_BUG, "county.rec:%u: %s", r->line, what);
}

/* ---- time and chance ----------------------------------------------------------------------------- */

/* The same numbers in every run. */
static int roll(struct county *c, int n)
{
	c->chance = c->chance * 6364136223846793005U + 1442695040888963407U;
	return (int)((c->chance >> 33) % (unsigned)n);
}

/* Time goes by, at the branch's own pace where the branch checks itself; nobody works over noon. */
void demo_pass(struct county *c, const struct visit *v, int least, int most)
{
	struct clock *clock = &c->desk->clock;
	long long pace = 100;

	if (v && !v->check)
		county_number(v->branch, "Pace", 10, 300, &pace);
	int64_t now = clock->now + (least + roll(c, most - least + 1)) * pace / 100;
	int64_t second = (now + CHINA) % DAY;
	if (second >= NOON && second < AFTERNOON)
		now += AFTERNOON - second + roll(c, 15 * MINUTE);
	clock_fix(clock, now, 1);
}

/* ---- people ---------------------------------------------------------------------------------------- */

struct actor demo_actor(const struct county *c, size_t i)
{
	return (struct actor){c->v[i].person.no, c->v[i].key};
}

static bool has_post(const struct county *c, size_t i, const char *post)
{
	return str_eq(c->v[i].person.post, post) || county_has(c->v[i].duties, post);
}

/* Somebody of the branch with that post, the same one for the same item; NULL if nobody has it. */
static const char *name_of_post(const struct county *c, const char *branch, const char *post, const char *item)
{
	unsigned n = 0, nth;

	for (size_t i = 0; i < c->n; i++)
		n += str_eq(c->v[i].person.branch, branch) && has_post(c, i, post);
	nth = n ? county_mix(branch, item) % n : 0;
	for (size_t i = 0; i < c->n; i++)
		if (str_eq(c->v[i].person.branch, branch) && has_post(c, i, post) && nth-- == 0)
			return c->v[i].person.name;
	return NULL;
}

/* ---- one item ------------------------------------------------------------------------------------ */

/* An item in hand, with what county.rec has to say about it. */
struct task {
	struct county *c;
	const struct visit *visit;
	const struct item *item;
	const struct rec *r; /* NULL: nothing */
	int turn;            /* how many times of the record came before */
	struct arena *arena;
};

/* The first post of the item that somebody of the branch has. */
static const char *name_for_item(const struct task *t)
{
	const char *name = NULL;
	AUTO(str_done) struct str post = {0};

	for (const char *p = t->item->posts; *p && !name; p += strcspn(p, "\n"), p += *p == '\n') {
		str_clear(&post);
		str_add_n(&post, p, strcspn(p, "\n"));
		name = name_of_post(t->c, t->visit->code, str_text(&post), t->item->code);
	}
	return name ? name : name_of_post(t->c, t->visit->code, "网点主任", t->item->code);
}

/* A person by post; {liable} and {owner} by the post that the record names. */
static const char *person_word(const char *word, void *ctx)
{
	const struct task *t = ctx;
	bool liable = str_eq(word, "liable"), owner = str_eq(word, "owner");
	const char *post = liable ? county_field(t->r, "Liable") : owner ? county_field(t->r, "Owner") : word;

	if (liable && !*post)
		return name_for_item(t);
	const char *name = name_of_post(t->c, t->visit->code, owner && !*post ? "网点主任" : post, t->item->code);
	return name ? name : name_for_item(t);
}

static const char *told(const struct task *t, const char *text)
{
	AUTO(str_done) struct str out = {0};
	struct telling how = {.vary = t->r ? county_nth(t->r, "Vary", t->turn) : "",
			      .sample = t->item->sample,
			      .volume = t->visit->check ? "检查卷" : "自查卷",
			      .item = t->item->code,
			      .day = t->visit->day,
			      .person = person_word,
			      .ctx = (void *)(uintptr_t)t};

	county_tell(&how, text, &out);
	return arena_dup(t->arena, str_text(&out));
}

/* A field of the record, told; repeated fields take turns. */
static const char *told_field(const struct task *t, const char *name)
{
	return told(t, county_nth(t->r, name, t->turn));
}

static int64_t told_number(const struct task *t, const char *name)
{
	long long n;

	return str_to_int(told_field(t, name), 0, 1000000000, &n) ? n : -1;
}

/* The day so many days before (sign -1) or after the check that the n-th word of a field says; "" if there is none. */
static const char *told_day(const struct task *t, const char *name, int nth, int sign)
{
	const char *word;
	char day[DAY_TEXT];
	long long days;
	const char *list = told_field(t, name);
	size_t n = county_word(list, nth, &word);

	if (!n || !str_to_int(arena_dup_n(t->arena, word, n), 0, 400, &days))
		return "";
	return arena_dup(t->arena, day_format(t->visit->day + sign * (int)days, day));
}

/* The first rule that the item rests on: its title and clause. */
static const char *rule_of(const struct task *t)
{
	const char *bases = t->item->bases;
	size_t n = strcspn(bases, "\n"), code = strcspn(bases, " \n");
	const struct basis *b = library_basis(&t->c->desk->library, arena_dup_n(t->arena, bases, code));

	if (!b)
		return "";
	return arena_printf(t->arena, "%s%.*s", b->title, (int)(n - code), bases + code);
}

/* Where the papers of an item lie that does not say so itself. */
static const char *filed(const struct task *t)
{
	return told(t, county_field(county_next(&t->c->data, "Org", NULL), "Evidence"));
}

static int write_finding(const struct task *t, const struct actor *by, struct err *e)
{
	struct finding f = {
	    .id = "", .session = t->visit->session, .item = t->item->code, .severity = t->item->severity};
	const char *severity = county_field(t->r, "Severity");
	int64_t yuan = told_number(t, "Yuan");

	if (*severity && !severity_parse(severity, &f.severity))
		return demo_bad(t->r, "Severity", e);
	f.amount = yuan < 0 ? -1 : yuan * 100;
	f.count = told_number(t, "Count");
	f.occurred_from = told_day(t, "Occurred", 0, -1);
	f.occurred_to = told_day(t, "Occurred", 1, -1);
	f.deadline = told_day(t, "Days", 0, 1);
	f.fact = told_field(t, "Fact");
	f.basis = rec_find(t->r, "Basis") ? told_field(t, "Basis") : rule_of(t);
	f.nature = told_field(t, "Nature");
	f.cause = told_field(t, "Cause");
	f.liable = person_word("liable", (void *)(uintptr_t)t);
	f.owner = person_word("owner", (void *)(uintptr_t)t);
	f.measure = rec_find(t->r, "Measure") ? told_field(t, "Measure") : t->item->measure;
	f.evidence = rec_find(t->r, "Evidence")           ? told_field(t, "Evidence")
		     : t->item->evidence == EVIDENCE_NONE ? ""
							  : filed(t);
	f.fixed_on_spot = str_eq(county_nth(t->r, "Spot", t->turn), "yes");
	demo_pass(t->c, t->visit, 3 * MINUTE, 9 * MINUTE);
	return finding_put(&t->c->desk->journal, by, &f, NULL, e);
}

/* The n-th record of that type that comes up here and now, into t; false when there are fewer. */
static bool scene(struct task *t, const char *type, int nth)
{
	const char *when = t->visit->check ? "Check" : "Hit";

	for (const struct rec *r = NULL; (r = county_next(&t->c->data, type, r));) {
		if (!str_eq(county_field(r, "Item"), t->item->code))
			continue;
		t->turn = county_hit(r, when, t->visit->code, t->visit->month);
		t->r = r;
		if (t->turn >= 0 && nth-- == 0)
			return true;
	}
	t->r = NULL;
	return false;
}

/* A figure within the item's limit: of a Figure record, always the same one at a branch, or a likely one. */
static const char *sound_figure(const struct task *t)
{
	const struct item_value *v = &t->item->value;
	int limit = (int)v->limit, figure = limit;

	for (const struct rec *r = NULL; v->name && (r = county_next(&t->c->data, "Figure", r));)
		if (str_eq(county_field(r, "Item"), t->item->code))
			return county_nth(r, "Value", (int)(county_mix(t->visit->code, t->item->code) & 0xff));
	if (!v->name)
		return "";
	if (v->op[0] == '<')
		figure = limit <= 0 ? 0 : limit * (55 + roll(t->c, 41)) / 100;
	else if (v->op[0] == '>')
		figure = limit + roll(t->c, limit / 6 + 1);
	return arena_printf(t->arena, "%d", figure);
}

/* What is said about an item on which county.rec has nothing to say. */
static void plain_answer(const struct task *t, struct answer_input *in)
{
	in->value = sound_figure(t);
	if (t->item->evidence == EVIDENCE_ALWAYS)
		in->evidence = filed(t);
	if (*t->item->sample && roll(t->c, 4) == 0)
		in->note = told(t, county_nth(t->visit->branch, "Note", roll(t->c, 64)));
}

static int special_answer(const struct task *t, bool settled, struct answer_input *in, struct err *e)
{
	const char *result = settled ? county_field(t->r, "Then") : county_field(t->r, "Result");

	if (!result_parse(result, &in->result))
		return demo_bad(t->r, settled ? "Then" : "Result", e);
	in->note = told_field(t, settled ? "ThenNote" : "Note");
	in->evidence = told_field(t, "Evidence");
	in->value = rec_find(t->r, "Value")        ? told_field(t, "Value")
		    : in->result == RESULT_CONFORM ? sound_figure(t)
						   : "";
	return 0;
}

/* ---- one session ----------------------------------------------------------------------------------- */

/* Who answers: the sections go round, and nobody checks his own work if it can be helped. Gives a place in the team. */
static size_t choose(const struct county *c, const struct visit *v, const struct item *item, size_t section)
{
	AUTO(str_done) struct str posts = {0};
	size_t first = (section + (size_t)v->month) % v->n;

	str_add(&posts, item->posts);
	for (size_t i = 0; i < posts.n; i++)
		posts.s[i] = posts.s[i] == '\n' ? ' ' : posts.s[i];
	for (size_t k = 0; k < v->n; k++) {
		size_t at = (first + k) % v->n;
		if (!county_has(str_text(&posts), c->v[v->team[at]].person.post))
			return at;
	}
	return first;
}

static int answer_one(struct county *c, const struct visit *v, const struct item *item, size_t section, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	struct task t = {c, v, item, NULL, 0, &arena};
	struct answer_input in = {.result = RESULT_CONFORM};
	size_t at = choose(c, v, item, section);
	struct actor by = demo_actor(c, v->team[at]), second = demo_actor(c, v->team[(at + 1) % v->n]);
	bool found = scene(&t, "Finding", 0);

	demo_pass(c, v, 20, 100);
	if (found) {
		in = (struct answer_input){.result = RESULT_ISSUE, .value = told_field(&t, "Value")};
	} else if (!scene(&t, "Answer", 0)) {
		plain_answer(&t, &in);
	} else if (special_answer(&t, false, &in, e)) {
		return -1;
	}
	if (answer_record(&c->desk->journal, &by, item->two_person ? &second : NULL, v->session, item->code, &in, e))
		return -1;
	for (int i = 0; found && scene(&t, "Finding", i); i++)
		if (write_finding(&t, &by, e))
			return -1;
	return 0;
}

/* Items left pending get their answer when the rest is done. */
static int settle(struct county *c, const struct visit *v, const struct checklist *checks, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	struct actor by = demo_actor(c, v->team[0]), second = demo_actor(c, v->team[1]);

	for (size_t i = 0; i < checks->n; i++) {
		const struct item *item = &checks->v[i].item;
		struct task t = {c, v, item, NULL, 0, &arena};
		struct answer_input in = {0};
		if (!scene(&t, "Answer", 0) || !rec_find(t.r, "Then"))
			continue;
		demo_pass(c, v, 5 * MINUTE, 20 * MINUTE);
		if (special_answer(&t, true, &in, e) ||
		    answer_record(&c->desk->journal, &by, item->two_person ? &second : NULL, v->session, item->code,
				  &in, e))
			return -1;
	}
	return 0;
}

/* The head and one other sign, now one first and now the other; a session that waits has only the first. */
static int sign(struct county *c, const struct visit *v, struct err *e)
{
	bool waits = !v->check && !v->month && rec_find(v->branch, "Waiting");
	size_t head = v->team[0], other = v->check ? v->team[0] : v->team[1 + (size_t)v->month % (v->n - 1)];

	for (size_t i = 0; v->check && i < c->n; i++)
		if (str_eq(c->v[i].person.branch, v->code) && str_eq(c->v[i].person.role->id, "head"))
			head = i;
	struct actor first = demo_actor(c, v->month % 2 ? head : other),
		     second = demo_actor(c, v->month % 2 ? other : head);
	demo_pass(c, v, 4 * MINUTE, 15 * MINUTE);
	if (signoff_sign(&c->desk->journal, &first, v->session, e))
		return -1;
	if (waits)
		return 0;
	demo_pass(c, v, MINUTE, 12 * MINUTE);
	return signoff_sign(&c->desk->journal, &second, v->session, e);
}

/* 1 if the item wants an answer now, 0 if its condition does not hold, -1 failed. */
static int is_due(struct county *c, const char *session, const struct checklist *checks, size_t i, struct err *e)
{
	AUTO(checklist_done) struct checklist now = {0};

	if (!item_waits_for_answer(&checks->v[i].item))
		return 1;
	return checklist_load_now(c->desk->db, session, &now, e) ? -1 : checklist_due(&now, i);
}

static int walk(struct county *c, const struct visit *v, struct err *e)
{
	AUTO(checklist_done) struct checklist checks = {0};
	long long most = INT32_MAX;
	size_t section = 0;

	if (!v->check && !v->month)
		county_number(v->branch, "UnderWay", 1, 1000, &most);
	if (checklist_load_now(c->desk->db, v->session, &checks, e))
		return -1;
	for (size_t i = 0; i < checks.n && i < (size_t)most; i++) {
		const struct item *item = &checks.v[i].item;
		int due = is_due(c, v->session, &checks, i, e);
		section += i && !str_eq(item->section, checks.v[i - 1].item.section);
		if (due < 0 || (due && answer_one(c, v, item, section, e)))
			return -1;
	}
	if ((size_t)most < checks.n)
		return 0;
	return settle(c, v, &checks, e) || sign(c, v, e) ? -1 : 0;
}

/* The people of the branch, its head first; for a county check the inspectors, its leader first. */
static int gather(const struct county *c, struct visit *v, struct err *e)
{
	for (int first = 1; first >= 0; first--)
		for (size_t i = 0; i < c->n && v->n < TEAM_MOST; i++) {
			const struct person *p = &c->v[i].person;
			bool here = v->check ? str_eq(p->role->id, "inspector") : str_eq(p->branch, v->code);
			bool leads =
			    v->check ? str_eq(p->no, county_field(v->check, "By")) : str_eq(p->role->id, "head");
			if (here && leads == first)
				v->team[v->n++] = i;
		}
	return v->n < 2 ? demo_bad(v->check ? v->check : v->branch, "nobody to check", e) : 0;
}

int demo_walk(struct county *c, struct visit *v, struct err *e)
{
	const struct line *lines[LINES_MOST];
	struct session_plan plan = {
	    .branch = v->code, .kind = v->check ? "special_check" : "self_check", .lines = lines};
	const char *word, *list = v->check ? county_field(v->check, "Lines") : county_nth(v->branch, "Walk", v->month);
	struct clock *clock = &c->desk->clock;
	size_t n;

	for (int i = 0; i < LINES_MOST && (n = county_word(list, i, &word)); i++) {
		AUTO(str_done) struct str id = {0};
		str_add_n(&id, word, n);
		lines[plan.line_count] = library_line(&c->desk->library, str_text(&id));
		if (!lines[plan.line_count++])
			return demo_bad(v->check ? v->check : v->branch, str_text(&id), e);
	}
	clock_fix(clock, v->start > clock->now ? v->start : clock->now, 1);
	demo_pass(c, v, 0, 25 * MINUTE);
	if (gather(c, v, e))
		return -1;
	struct actor by = demo_actor(c, v->team[0]);
	return session_open(&c->desk->journal, &by, &plan, v->session, e) ? -1 : walk(c, v, e);
}
