/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/fake.h"

struct tally {
	int64_t last;
	int n;
	char actors[512];
};

static int count_event(const struct event *ev, void *ctx, struct err *e)
{
	struct tally *t = ctx;
	assert_true(ev->seq > t->last);
	t->last = ev->seq;
	t->n++;
	snprintf(t->actors + strlen(t->actors), sizeof t->actors - strlen(t->actors), "%s ", ev->actor);
	return 0;
}

static void test_acts_are_chained(void **state)
{
	struct err e = {0};
	struct fake f;
	struct tally t = {0};
	int64_t seq;
	unsigned char hash[DIGEST_SIZE];

	assert_int_equal(fake_open(&f, true, 3), 0);
	assert_int_equal(strlen(f.journal.chain), CHAIN_TEXT - 1);
	assert_int_equal(journal_head(f.db, f.journal.chain, &seq, hash, &e), 1);
	assert_int_equal(seq, 5);
	assert_int_equal(journal_each(f.db, &fake_kinds, f.journal.chain, 1, count_event, &t, &e), 0);
	assert_int_equal(t.n, 5);
	assert_string_equal(t.actors, "A01 A02 A02 A01 A02 ");
	t = (struct tally){0};
	assert_int_equal(journal_each(f.db, &fake_kinds, f.journal.chain, 4, count_event, &t, &e), 0);
	assert_int_equal(t.n, 2);
	assert_int_equal(journal_head(f.db, "0000000000", &seq, hash, &e), 0);
	struct journal again;
	assert_int_equal(journal_init(&again, f.db, &fake_kinds, &f.clock, &e), 0);
	assert_string_equal(again.chain, f.journal.chain);
	fake_done(&f);
}

/* Tries one note and gives the error's code; nothing may remain of it. */
static enum err_code refused(struct fake *f, const struct key *key, const char *actor, const char *text)
{
	struct err e = {0};
	struct body b = {0};
	struct act a = {0};
	int64_t before, after;
	unsigned char hash[DIGEST_SIZE];

	assert_int_equal(journal_head(f->db, f->journal.chain, &before, hash, &e), 1);
	body_text(&b, F_TEXT, text);
	assert_int_equal(act_begin(&a, &f->journal, &e), 0);
	assert_int_equal(act_record(&a, f->head, "A01", FAKE_NOTE, &b, NULL, &e), text ? 0 : -1);
	if (text) { /* the first note was good; the second fails and takes it along */
		assert_int_equal(act_record(&a, key, actor, FAKE_NOTE, &b, NULL, &e), -1);
	}
	struct err later = {0};
	assert_int_equal(act_commit(&a, &later), -1);
	assert_int_equal(later.code, ERR_BUG);
	act_abort(&a);
	assert_int_equal(journal_head(f->db, f->journal.chain, &after, hash, &later), 1);
	assert_int_equal(before, after);
	body_done(&b);
	return e.code;
}

static void test_a_failure_takes_the_whole_act(void **state)
{
	struct fake f;
	struct err e = {0};
	struct key *stranger = NULL;

	assert_int_equal(fake_open(&f, true, 1), 0);
	assert_int_equal(key_new(&stranger, &e), 0);
	assert_int_equal(refused(&f, stranger, "A03", "x"), ERR_DENIED);
	assert_int_equal(refused(&f, f.second, "A01", "x"), ERR_DENIED);
	assert_int_equal(refused(&f, f.head, "A01", NULL), ERR_DAMAGED);
	key_free(&stranger);
	fake_done(&f);
}

static void test_may_is_asked(void **state)
{
	struct fake f;
	struct err e = {0};
	struct act a = {0};
	struct body b = {0};
	char ref[REF_TEXT];

	assert_int_equal(fake_open(&f, true, 0), 0);
	body_text(&b, F_TEXT, "forbidden");
	assert_int_equal(act_begin(&a, &f.journal, &e), 0);
	assert_int_equal(act_record(&a, f.head, "A01", FAKE_NOTE, &b, ref, &e), -1);
	assert_int_equal(e.code, ERR_DENIED);
	assert_false(db_in_transaction(f.db));
	body_done(&b);
	fake_done(&f);
}

static void test_a_closed_key_signs_no_more(void **state)
{
	struct fake f;
	struct body b = {0};

	assert_int_equal(fake_open(&f, true, 2), 0);
	body_text(&b, F_PERSON, "A02");
	assert_int_equal(fake_record(&f, f.head, "A01", FAKE_CLOSE, &b), 0);
	assert_int_equal(refused(&f, f.second, "A02", "x"), ERR_DENIED);
	body_done(&b);
	fake_done(&f);
}

static void test_an_aborted_founding_leaves_nothing(void **state)
{
	struct err e = {0};
	struct db *db = NULL;
	struct clock clock = {0};
	struct journal j;
	struct act a = {0};

	assert_int_equal(db_open(&db, "", DB_MEMORY, &e), 0);
	assert_int_equal(journal_init(&j, db, &fake_kinds, &clock, &e), 0);
	assert_string_equal(j.chain, "");
	assert_int_equal(act_begin(&a, &j, &e), 0);
	assert_int_equal(journal_found(&j, NULL, &e), 0);
	act_abort(&a);
	assert_string_equal(j.chain, "");
	assert_int_equal(act_begin(&a, &j, &e), 0);
	assert_int_equal(journal_found(&j, NULL, &e), 0);
	assert_int_equal(act_commit(&a, &e), 0);
	assert_int_equal(strlen(j.chain), CHAIN_TEXT - 1);
	db_close(&db);
}

static int write_between(const struct event *ev, void *ctx, struct err *e)
{
	struct fake *f = ctx;
	/* a visit may take its time, and may write: nothing is held */
	return ev->seq % 50 ? 0 : fake_note(f, f->head, "A01", "x");
}

static int stop_at_70(const struct event *ev, void *ctx, struct err *e)
{
	return ev->seq == 70 ? 7 : 0;
}

static void test_reading_in_slices(void **state)
{
	struct fake f;
	struct err e = {0};
	struct tally t = {0};

	assert_int_equal(fake_open(&f, true, 148), 0);
	assert_int_equal(journal_each(f.db, &fake_kinds, f.journal.chain, 1, write_between, &f, &e), 0);
	assert_int_equal(journal_each(f.db, &fake_kinds, f.journal.chain, 1, stop_at_70, NULL, &e), 7);
	assert_int_equal(journal_each(f.db, &fake_kinds, f.journal.chain, 1, count_event, &t, &e), 0);
	assert_int_equal(t.n, 153);
	assert_int_equal(db_exec(f.db,
				 "DROP TRIGGER event_body_no_update; UPDATE event_body SET body = x'00' "
				 "WHERE seq = 100",
				 &e),
			 0);
	t = (struct tally){0};
	assert_int_equal(journal_each(f.db, &fake_kinds, f.journal.chain, 1, count_event, &t, &e), -1);
	assert_int_equal(t.n, 99);
	assert_int_equal(e.code, ERR_DAMAGED);
	fake_done(&f);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_acts_are_chained),
	cmocka_unit_test(test_a_failure_takes_the_whole_act),
	cmocka_unit_test(test_may_is_asked),
	cmocka_unit_test(test_a_closed_key_signs_no_more),
	cmocka_unit_test(test_an_aborted_founding_leaves_nothing),
	cmocka_unit_test(test_reading_in_slices),
};
TEST_MAIN(tests)
