/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For every table and column of a real store: a change, a deletion, an addition or a swap of
 * rows with plain SQL is noticed by verify. (test_verify does the journal's own tables.)
 */
#include "tests/unit/attack.h"
#include "tests/unit/fixture.h"

#include "store/verify.h"
#include "domain/edition.h"
#include "domain/recovery.h"

#include <stdlib.h>
#include <unistd.h>

static struct verify_head known;

static int judge(const char *path, void *ctx)
{
	struct err e = {0};
	struct verify_result result;
	struct verify_options o = {.trusted = &known, .trusted_count = 1}; /* signatures take most of the time */

	return verify_path(path, &domain_kinds, &o, &result, &e) ? -1 : (int)result.verdict;
}

/* A branch without a vault is not asked about one: rows of what is skipped. */
static void session_elsewhere(struct fixture *f)
{
	const struct line *security = library_line(&f->lib, "security");
	struct session_plan plan = {.branch = "1103", .kind = "special_check", .lines = &security, .line_count = 1};

	assert_non_null(security);
	OK(f, session_open(&f->j, &f->who[HEAD2], &plan, f->session, &f->e));
}

static void publish(struct fixture *f, const char *edition, int weight)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(key_free) struct key *key = NULL;

	OK(f, person_unlock(f->db, "1001", FIXTURE_PASS, &key, &f->e));
	struct actor officer = {"1001", key};
	OK(f, edition_load(f->db, &lib, &f->e));
	lib.v[0].v[0].weight = weight + (lib.v[0].v[0].weight == weight);
	OK(f, edition_publish(&f->j, &officer, &lib, edition, "调整", NULL, &f->e));
}

/* Two sessions, one sealed, with findings, a void one, failed unlocks, a leaver, a changed passphrase, a renewed key. */
static void live(struct fixture *f)
{
	char sealed[REF_TEXT], first[REF_TEXT];
	struct finding x;

	fixture_open(f);
	memcpy(sealed, f->session, sizeof sealed);
	fixture_answer(f, "CR-0101", RESULT_ISSUE, "抽查三笔");
	x = fixture_finding(f, "CR-0101");
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, first, &f->e));
	fixture_conform(f);
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	OK(f, signoff_unsign(&f->j, &f->who[HEAD], f->session, "漏了一笔", &f->e));
	OK(f, signoff_sign(&f->j, &f->who[HEAD], f->session, &f->e));
	OK(f, signoff_sign(&f->j, &f->who[INSPECTOR], f->session, &f->e));
	fixture_open(f);
	OK(f, session_void(&f->j, &f->who[HEAD], f->session, "开错了", &f->e));
	fixture_open(f);
	fixture_answer(f, "CR-0102", RESULT_ISSUE, "");
	x = fixture_finding(f, "CR-0102");
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, first, &f->e));
	x.fact = "另一处";
	OK(f, finding_put(&f->j, &f->who[HEAD], &x, first, &f->e));
	OK(f, finding_withdraw(&f->j, &f->who[HEAD], first, "重复", &f->e));
	OK(f, person_state_failures(&f->j, &f->who[STAFF], 3, 1795363200, 1795363260, &f->e));
	OK(f, person_state_failures(&f->j, &f->who[OTHER], 1, 1795363300, 1795363300, &f->e));
	OK(f, person_change_passphrase(&f->j, &f->who[STAFF], "55556666777788", FIXTURE_LOG_N, &f->e));
	OK(f, person_renew_key(&f->j, &f->who[HEAD], "110203", FIXTURE_PASS, FIXTURE_LOG_N, &f->e));
	OK(f, person_leave(&f->j, &f->who[HEAD], "110203", "调走", &f->e));
	session_elsewhere(f);
	struct recovery back = {.source = "zicha-20261122-170000.db", .reason = "断电", .lost_hash = ""};
	OK(f, recovery_record(&f->j, &f->who[HEAD], &back, &f->e));
	back.reason = "换机";
	OK(f, recovery_record(&f->j, &f->who[HEAD], &back, &f->e));
}

/* Tables of the whole library's text: in a store of their own, since each attack reads it all. */
static const char *const published[] = {"publication", "published"};
static const char *const journal[] = {"chain", "event", "event_body", "head"};

static bool is_one_of(const char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(name, names[i]))
			return true;
	return false;
}

static void attack_named(struct attack *a, const char *name)
{
	int before = a->tried;

	attack_rows_of(a, name);
	if (a->tried == before)
		fail_msg("%s: empty, not attacked", name);
}

static void attack_life(struct attack *a, const char *name)
{
	if (!is_one_of(journal, ARRAY_LEN(journal), name) && !is_one_of(published, ARRAY_LEN(published), name))
		attack_named(a, name);
}

static void attack_published(struct attack *a, const char *name)
{
	if (is_one_of(published, ARRAY_LEN(published), name))
		attack_named(a, name);
}

static void attack_store(struct fixture *f, void (*each)(struct attack *, const char *), int least)
{
	struct verify_result result;
	char dir[] = "/tmp/zicha-tamper-XXXXXX", store[64], copy[64];

	assert_non_null(mkdtemp(dir));
	snprintf(store, sizeof store, "%s/zicha.db", dir);
	snprintf(copy, sizeof copy, "%s/copy.db", dir);
	OK(f, db_copy_to(f->db, store, &f->e));
	OK(f, verify_path(store, &domain_kinds, NULL, &result, &f->e));
	assert_int_equal(result.verdict, VERIFY_SOUND);
	assert_int_equal(result.signatures, result.events);
	known = result.own;
	struct attack a = {.store = store, .copy = copy, .judge = judge, .loud = getenv("LOUD") != NULL};
	a.rows = getenv("ZICHA_TORTURE") ? 3 : 1;
	attack_objects(&a, "table", each);
	printf("%d attacks, %d missed, %d not possible\n", a.tried, a.missed, a.refused);
	assert_int_equal(a.missed, 0);
	assert_true(a.tried > least);
	unlink(copy);
	unlink(store);
	rmdir(dir);
}

static void test_every_table_and_column(void **state)
{
	live(*state);
	attack_store(*state, attack_life, 300);
}

static void test_published_editions(void **state)
{
	publish(*state, "2999.1", 2);
	publish(*state, "2999.2", 3);
	attack_store(*state, attack_published, 20);
}

static const struct CMUnitTest tests[] = {
	FIXTURE_TEST(test_every_table_and_column),
	FIXTURE_TEST(test_published_editions),
};
TEST_MAIN(tests)
