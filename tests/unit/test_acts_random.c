/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People with real keys and a program of their own: bodies of real events are mixed up at random and recorded by whoever.
 * By zicha's rules each is recorded or refused with a sentence, and whatever was recorded, the store verifies. What is
 * refused and recorded past the rules is noticed. ZICHA_SEED: another row of chances.
 */
#include "tests/unit/fixture.h"

#include "store/verify.h"

#include <stdlib.h>

enum { ACTS = 400, ROUNDS = 12, FIELDS = 24, BODIES = 200, TEXTS = 800, TEXT_ROOM = 160 };

struct saved {
	const struct event_kind *kind;
	struct {
		uint16_t tag;
		char type;
		int64_t number;
		char text[TEXT_ROOM];
		size_t n;
	} v[FIELDS];
	size_t n;
};

struct chances {
	struct saved bodies[BODIES];
	size_t body_count;
	char texts[TEXTS][TEXT_ROOM];
	size_t text_count;
	uint64_t state;
};

static uint32_t chance(struct chances *c, uint32_t of)
{
	c->state ^= c->state << 13;
	c->state ^= c->state >> 7;
	c->state ^= c->state << 17;
	return (uint32_t)(c->state >> 11) % of;
}

static char type_of(const struct event_kind *k, uint16_t tag)
{
	for (const struct event_field *f = k->fields; f->tag; f++)
		if (f->tag == tag)
			return f->type;
	return 't';
}

/* Bodies that are not too long, and the texts in them. Keys sign their own enrolment: not these. */
static int keep(const struct event *ev, void *ctx, struct err *e)
{
	struct chances *c = ctx;
	struct saved *s = &c->bodies[c->body_count];

	(void)e;
	*s = (struct saved){.kind = ev->kind};
	for (size_t i = 0; i < ev->value_count; i++) {
		const struct event_value *v = &ev->values[i];
		if (v->n >= TEXT_ROOM || ev->kind->key_tag || ev->kind->code == KIND_REKEY || c->body_count + 1 == BODIES)
			return 0;
		s->v[s->n].tag = v->tag;
		s->v[s->n].type = type_of(ev->kind, v->tag);
		s->v[s->n].number = v->number;
		s->v[s->n].n = v->n;
		if (v->text)
			memcpy(s->v[s->n].text, v->text, v->n);
		if (s->v[s->n].type == 't' && c->text_count < TEXTS)
			snprintf(c->texts[c->text_count++], TEXT_ROOM, "%s", v->text);
		s->n++;
	}
	c->body_count++;
	return 0;
}

static const char *some_text(struct chances *c)
{
	static const char *const odd[] = {"\n", "a", "-", " ", "%s%n", "CR-0101\nCR-0101", "credit ", "\ncredit", "0000-00-00",
					  "2026-02-30", "𠮷", "TESTCHA1N0-999999999999999999999"};
	return chance(c, 5) ? c->texts[chance(c, (uint32_t)c->text_count)] : odd[chance(c, ARRAY_LEN(odd))];
}

static int64_t some_number(struct chances *c)
{
	static const int64_t odd[] = {0, 1, -1, 2, INT64_MAX, INT64_MIN, INT64_C(1) << 40, -100};
	return odd[chance(c, ARRAY_LEN(odd))];
}

static void mix(struct chances *c, const struct saved *s, struct body *b)
{
	bool whole = !chance(c, 4);

	for (const struct event_field *f = s->kind->fields; f->tag; f++) {
		size_t i = 0;
		while (i < s->n && s->v[i].tag != f->tag)
			i++;
		bool change = !whole && !chance(c, 4);
		if (i == s->n ? !change : change && f->optional && !chance(c, 4))
			continue;
		change |= i == s->n;
		if (f->type == 't')
			body_text(b, f->tag, change ? some_text(c) : s->v[i].text);
		else if (f->type == 'i')
			body_int(b, f->tag, change ? some_number(c) : s->v[i].number);
		else
			body_bytes(b, f->tag, change ? "xx" : s->v[i].text, change ? chance(c, 3) : s->v[i].n);
	}
}

/* A life that has most kinds of events in it. */
static void live(struct fixture *f, struct chances *c)
{
	struct finding x;
	char id[REF_TEXT];
	const char *seed = getenv("ZICHA_SEED");

	fixture_open(f);
	fixture_answer(f, "CR-0203", RESULT_ISSUE, "抽查三日");
	x = fixture_finding(f, "CR-0203");
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, id, &f->e));
	OK(f, finding_withdraw(&f->j, &f->who[HEAD], id, "重复", &f->e));
	fixture_conform(f);
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, id, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	OK(f, signoff_unsign(&f->j, &f->who[HEAD], f->session, "漏了", &f->e));
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[STAFF], f->session, &f->e));
	fixture_open(f);
	OK(f, session_void(&f->j, &f->who[HEAD], f->session, "开错了", &f->e));
	fixture_open(f);
	fixture_answer(f, "CR-0102", RESULT_ISSUE, "");
	OK(f, person_state_failures(&f->j, &f->who[STAFF], 3, 100, 200, &f->e));
	c->state = 88172645463325252u + (seed ? strtoull(seed, NULL, 10) * 2654435761u : 0);
	OK(f, journal_each(f->db, &domain_kinds, f->j.chain, 1, keep, c, &f->e));
	assert_true(c->body_count > 60);
}

static enum verify_verdict judged(struct fixture *f)
{
	struct verify_result result;

	OK(f, verify_store(f->db, &domain_kinds, NULL, &result, &f->e));
	return result.verdict;
}

/* What somebody tries to record. */
struct attempt {
	struct body body;
	uint16_t kind;
	const struct actor *who;
};

static void attempt_done(struct attempt *a)
{
	body_done(&a->body);
}

static void think_up(struct fixture *f, struct chances *c, struct attempt *a)
{
	const struct saved *s = &c->bodies[chance(c, (uint32_t)c->body_count)];

	a->kind = s->kind->code;
	a->who = &f->who[chance(c, FIXTURE_PEOPLE)];
	mix(c, s, &a->body);
}

static int record(struct fixture *f, struct journal *j, const struct attempt *a)
{
	err_clear(&f->e);
	return journal_record(j, a->who->key, a->who->no, a->kind, &a->body, NULL, &f->e);
}

static void test_whatever_the_rules_let_in_verifies(void **state)
{
	static struct chances c;
	struct fixture *f = *state;
	int recorded = 0;

	c = (struct chances){0};
	live(f, &c);
	assert_int_equal(judged(f), VERIFY_SOUND);
	for (int i = 0; i < ACTS; i++) {
		AUTO(attempt_done) struct attempt a = {0};
		think_up(f, &c, &a);
		if (!record(f, &f->j, &a)) {
			recorded++;
			continue;
		}
		assert_true(f->e.text[0] != '\0');
		assert_int_not_equal(f->e.code, ERR_BUG);
		assert_null(strstr(f->e.text, "(null)"));
		assert_false(db_in_transaction(f->db));
	}
	assert_true(recorded > 5 && recorded < ACTS / 2);
	assert_int_equal(judged(f), VERIFY_SOUND);
}

/* The same table of kinds without its checks and without what it writes. */
static const struct event_kinds *unruly(void)
{
	static struct event_kind rows[64];
	static struct event_kinds kinds;

	assert_true(domain_kinds.n <= ARRAY_LEN(rows));
	for (size_t i = 0; i < domain_kinds.n; i++) {
		rows[i] = domain_kinds.v[i];
		rows[i].may = NULL;
		rows[i].apply = NULL;
	}
	kinds = (struct event_kinds){rows, domain_kinds.n, false};
	return &kinds;
}

/* The first thing that the rules refuse is recorded past them. */
static void force_one(struct fixture *f, struct chances *c)
{
	struct journal past = f->j;

	past.kinds = unruly();
	for (;;) {
		AUTO(attempt_done) struct attempt a = {0};
		think_up(f, c, &a);
		if (!record(f, &f->j, &a) || f->e.code == ERR_DAMAGED) /* no body at all is not recorded past them either */
			continue;
		OK(f, record(f, &past, &a));
		return;
	}
}

static void test_what_they_do_not_let_in_is_noticed(void **state)
{
	static struct chances c;

	for (uint64_t round = 1; round <= ROUNDS; round++) {
		struct fixture *f = *state;
		c = (struct chances){0};
		live(f, &c);
		c.state += round * 1000003;
		force_one(f, &c);
		assert_int_equal(judged(f), VERIFY_CHANGED);
		fixture_teardown(state);
		assert_int_equal(fixture_setup(state), 0);
	}
}

static const struct CMUnitTest tests[] = {
	FIXTURE_TEST(test_whatever_the_rules_let_in_verifies),
	FIXTURE_TEST(test_what_they_do_not_let_in_is_noticed),
};
TEST_MAIN(tests)
