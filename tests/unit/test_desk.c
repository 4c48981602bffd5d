/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fixture.h"
#include "tests/unit/folder.h"

#include "base/file.h"
#include "cli/desk.h"
#include "domain/edition.h"

#include <fcntl.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define NOW 1795395600 /* 2026-11-23 09:00 in China */

struct place {
	char dir[FOLDER_MOST];
	struct desk d;
	struct err e;
};

static void clean(const char *dir)
{
	if (folder_remove(dir))
		print_message("%s: not removed\n", dir);
}

static const struct founding founding = {.org = "清河县联社",
					 .founder = {.no = "1001", .name = "周建国", .branch = ""},
					 .passphrase = FIXTURE_PASS,
					 .log_n = FIXTURE_LOG_N};

static void found(struct place *p)
{
	struct founding f = founding;

	f.founder.role = role_find("officer");
	OK(p, desk_found(&p->d, p->dir, &f, &p->e));
}

static int setup(void **state)
{
	static struct place p;

	msg_use(MSG_EN);
	memset(&p, 0, sizeof p);
	folder_make(p.dir, "desk");
	clock_fix(&p.d.clock, NOW, 0);
	found(&p);
	*state = &p;
	return 0;
}

static int teardown(void **state)
{
	struct place *p = *state;

	desk_close(&p->d);
	clean(p->dir);
	return 0;
}

/* A file of that age in days. */
static void lay(struct place *p, const char *name, int days)
{
	AUTO(str_done) struct str path = {0};
	struct clock machine = {0};

	str_addf(&path, "%s/%s", p->dir, name);
	OK(p, file_write(str_text(&path), "x", 1, 0600, &p->e));
	struct timespec then = {.tv_sec = (time_t)clock_now(&machine) - days * 24L * 3600 - 60}, times[2] = {then, then};
	assert_int_equal(utimensat(AT_FDCWD, str_text(&path), times, 0), 0);
}

/* What a program that was killed left half written goes when a workbench opens, a day later; what may be being written, and
 * all else, stays. */
static void test_half_written_files_are_swept(void **state)
{
	struct place *p = *state;
	static const struct {
		const char *name;
		int days;
		bool goes;
	} rows[] = {
		{"local/drafts/finding-CR-0102.unsaved.4711.tmp", 1, true},
		{"local/drafts/finding-CR-0103.unsaved.4712.tmp", 0, false},
		{"local/drafts/finding-CR-0102.unsaved", 9, false},
		{"local/settings.4713.tmp", 2, true},
		{"zicha.tmp", 9, false},
	};

	OK(p, desk_draft_save(&p->d, "made", "x", 1, &p->e)); /* so that the folders are there */
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		lay(p, rows[i].name, rows[i].days);
	desk_close(&p->d);
	OK(p, desk_open(&p->d, p->dir, DESK_READONLY | DESK_STAY, &p->e));
	for (int opened = 0; opened < 2; opened++) {
		for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
			AUTO(str_done) struct str path = {0};
			str_addf(&path, "%s/%s", p->dir, rows[i].name);
			assert_int_equal(file_exists(str_text(&path), &p->e), !opened || !rows[i].goes);
		}
		desk_close(&p->d);
		OK(p, desk_open(&p->d, p->dir, DESK_STAY, &p->e));
	}
}

static int64_t last_seq(struct place *p)
{
	int64_t seq = 0;
	unsigned char hash[DIGEST_SIZE];

	assert_int_equal(journal_head(p->d.db, p->d.journal.chain, &seq, hash, &p->e), 1);
	return seq;
}

static int count_files(const char *name, void *ctx, struct err *e)
{
	(void)e;
	*(int *)ctx += !str_eq(name, ".") && !str_eq(name, "..");
	return 0;
}

static int files_in(struct place *p, const char *folder)
{
	AUTO(str_done) struct str path = {0};
	int n = 0;

	str_addf(&path, "%s/%s", p->dir, folder);
	assert_int_equal(file_each(str_text(&path), "", count_files, &n, &p->e), 0);
	return n;
}

static void make_inspector(struct place *p)
{
	OK(p, desk_login(&p->d, "1001", FIXTURE_PASS, &p->e));
	struct actor me = desk_actor(&p->d);
	struct person inspector = {.no = "1", .name = "赵国强", .role = role_find("inspector"), .post = "", .branch = ""};
	OK(p, branch_put(&p->d.journal, &me, &(struct branch){"1102", "河口信用社", "vault atm credit"}, &p->e));
	OK(p, person_add(&p->d.journal, &me, &inspector, FIXTURE_PASS, FIXTURE_LOG_N, &p->e));
	OK(p, desk_login(&p->d, "1", FIXTURE_PASS, &p->e));
}

/* A walk with a draft, a wrong passphrase and two persons; then everything is as it was before. */
static void test_practice_leaves_nothing(void **state)
{
	struct place *p = *state;
	struct desk practice = {0};
	struct arena arena = {0};
	struct session s;
	struct key *second = NULL;
	char ref[REF_TEXT];

	make_inspector(p);
	int64_t seq = last_seq(p);
	int files = files_in(p, "local");
	for (int i = 0; i < 2; i++) {
		OK(p, desk_practice(&practice, &p->d, "credit", ref, &p->e));
		OK(p, !session_find(practice.db, ref, &arena, &s, &p->e));
		assert_true(str_starts(s.number, "LX-2026-"));
		assert_string_equal(s.branch_name, "河口信用社");
		assert_string_equal(practice.me.no, "1");
		assert_string_equal(s.opened_by, "1");
		assert_string_equal(desk_practice_partner(&practice), "2");
		struct actor by = desk_actor(&practice);
		OK(p, answer_record(&practice.journal, &by, NULL, ref, "CR-0101", &(struct answer_input){RESULT_CONFORM, "", "", ""},
				    &p->e));
		OK(p, desk_draft_save(&practice, "finding-X", "半句话", 9, &p->e));
		assert_int_equal(desk_unlock(&practice, desk_practice_partner(&practice), "99999999999999", &second, &p->e), -1);
		clock_fix(&practice.clock, NOW + 60, 0);
		OK(p, desk_unlock(&practice, desk_practice_partner(&practice), PRACTICE_PASSPHRASE, &second, &p->e));
		struct actor two = {desk_practice_partner(&practice), second};
		OK(p, answer_record(&practice.journal, &by, &two, ref, "CR-0203", &(struct answer_input){RESULT_CONFORM, "", "", ""},
				    &p->e));
		key_free(&second);
		desk_practice_end(&practice);
		assert_int_equal(files_in(p, "local"), files);
	}
	assert_int_equal(last_seq(p), seq);
	assert_int_equal(session_find(p->d.db, "LX-2026-001", &arena, &s, &p->e), 0);
	assert_int_equal(session_find(p->d.db, ref, &arena, &s, &p->e), 0);
	assert_int_equal(desk_practice(&practice, &p->d, "nothing", ref, &p->e), -1);
	assert_int_equal(p->e.code, ERR_ABSENT);
	desk_practice_end(&practice);
	desk_practice_end(&practice);
	arena_done(&arena);
}

/* Another program on the same store: practises, types, says so, and is gone without an end. */
static void practise_and_die(const char *dir, int told, int go)
{
	struct desk d = {0}, practice = {0};
	struct err e = {0};
	char ref[REF_TEXT], byte = desk_open(&d, dir, 0, &e) || desk_login(&d, "1", FIXTURE_PASS, &e) ||
				   desk_practice(&practice, &d, "credit", ref, &e) ||
				   desk_draft_save(&practice, "finding-X", "半句话", 9, &e);

	if (write(told, &byte, 1) == 1 && read(go, &byte, 1) == 0) {
		AUTO(str_done) struct str kept = {0};
		byte = desk_draft_load(&practice, "finding-X", &kept, &e) != 1 || !str_eq(str_text(&kept), "半句话");
		_exit(byte);
	}
	_exit(2);
}

/* Neither takes what the other typed; what was left by one that is gone is swept by the next. */
static void test_two_may_practise(void **state)
{
	struct place *p = *state;
	struct desk practice = {0};
	AUTO(str_done) struct str draft = {0};
	char ref[REF_TEXT], byte = 1;
	int told[2], go[2], status;

	make_inspector(p);
	int files = files_in(p, "local");
	assert_int_equal(pipe(told) | pipe(go), 0);
	pid_t child = fork();
	if (!child) {
		close(go[1]);
		practise_and_die(p->dir, told[1], go[0]);
	}
	assert_int_equal(read(told[0], &byte, 1), 1);
	assert_int_equal(byte, 0);
	for (int i = 0; i < 2; i++) {
		OK(p, desk_practice(&practice, &p->d, "credit", ref, &p->e));
		assert_int_equal(desk_draft_load(&practice, "finding-X", &draft, &p->e), 0);
		OK(p, desk_draft_save(&practice, "finding-X", "别人的", 9, &p->e));
		desk_practice_end(&practice);
		assert_int_equal(files_in(p, "local"), files + 1);
	}
	close(go[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(files_in(p, "local"), files + 1);
	OK(p, desk_practice(&practice, &p->d, "credit", ref, &p->e));
	assert_int_equal(files_in(p, "local"), files + 1);
	desk_practice_end(&practice);
	assert_int_equal(files_in(p, "local"), files);
	close(go[0]);
	close(told[0]);
	close(told[1]);
}

static void test_a_store_is_made_once(void **state)
{
	struct place *p = *state;
	AUTO(desk_close) struct desk again = {0};
	AUTO(desk_close) struct desk none = {0};

	assert_int_equal(desk_has_store(p->dir, &p->e), 1);
	REFUSED(p, ERR_CONFLICT, desk_open(&again, p->dir, DESK_CREATE, &p->e));
	assert_int_equal(desk_has_store("/tmp/zicha-no-such-folder", &p->e), 0);
	REFUSED(p, ERR_ABSENT, desk_open(&none, "/tmp/zicha-no-such-folder", 0, &p->e));
}

/* What a cut-short founding leaves is no store, and the next one takes its place. */
static void test_an_unfounded_store_is_none(void **state)
{
	struct place *p = *state;
	AUTO(desk_close) struct desk d = {0};
	AUTO(str_done) struct str dir = {0}, path = {0};
	struct founding f = founding;

	f.founder.role = role_find("officer");
	str_addf(&dir, "%s/half", p->dir);
	str_addf(&path, "%s/zicha.db", str_text(&dir));
	OK(p, desk_open(&d, str_text(&dir), DESK_CREATE, &p->e));
	assert_int_equal(desk_has_store(str_text(&dir), &p->e), 0);
	OK(p, desk_found(&d, str_text(&dir), &f, &p->e));
	assert_int_equal(desk_has_store(str_text(&dir), &p->e), 1);
	REFUSED(p, ERR_CONFLICT, desk_found(&d, str_text(&dir), &f, &p->e));
	db_close(&d.db);
	OK(p, file_write(str_text(&path), "", 0, 0600, &p->e));
	assert_int_equal(desk_has_store(str_text(&dir), &p->e), 0);
	OK(p, desk_found(&d, d.dir, &f, &p->e));
	db_close(&d.db);
	OK(p, file_write(str_text(&path), "not a store", 11, 0600, &p->e));
	assert_int_equal(desk_has_store(str_text(&dir), &p->e), 1);
	REFUSED(p, ERR_CONFLICT, desk_found(&d, str_text(&dir), &f, &p->e));
}

static void test_nothing_is_made_of_bad_answers(void **state)
{
	struct place *p = *state;
	AUTO(desk_close) struct desk d = {0};
	AUTO(str_done) struct str dir = {0};
	struct founding f = founding;

	str_addf(&dir, "%s/bad", p->dir);
	f.founder.role = role_find("officer");
	f.passphrase = "short";
	REFUSED(p, ERR_INPUT, desk_found(&d, str_text(&dir), &f, &p->e));
	f.passphrase = FIXTURE_PASS;
	f.org = "";
	REFUSED(p, ERR_INPUT, desk_found(&d, str_text(&dir), &f, &p->e));
	assert_int_equal(file_exists(str_text(&dir), &p->e), 0);
}

static void test_logging_in_and_locking(void **state)
{
	struct place *p = *state;

	assert_string_equal(desk_actor(&p->d).no, "");
	OK(p, desk_login(&p->d, "1001", FIXTURE_PASS, &p->e));
	assert_string_equal(p->d.me.name, "周建国");
	assert_non_null(desk_actor(&p->d).key);
	desk_lock(&p->d);
	assert_string_equal(desk_actor(&p->d).no, "1001");
	assert_null(desk_actor(&p->d).key);
	desk_logout(&p->d);
	assert_string_equal(desk_actor(&p->d).no, "");
	REFUSED(p, ERR_ABSENT, desk_login(&p->d, "1002", FIXTURE_PASS, &p->e));
	REFUSED(p, ERR_ABSENT, desk_login(&p->d, "../../etc", FIXTURE_PASS, &p->e));
}

/* 1, 2, 4 ... 60 seconds; a right passphrase inside the delay is not even tried. */
static void test_wrong_passphrases_cost_time(void **state)
{
	static const int waits[] = {1, 2, 4, 8, 16, 32, 60, 60};
	struct place *p = *state;
	int64_t now = NOW;
	char seconds[32];

	for (size_t i = 0; i < ARRAY_LEN(waits); i++) {
		clock_fix(&p->d.clock, now, 0);
		REFUSED(p, ERR_DENIED, desk_login(&p->d, "1001", "99998888777766", &p->e));
		clock_fix(&p->d.clock, now + waits[i] - 1, 0);
		REFUSED(p, ERR_BUSY, desk_login(&p->d, "1001", FIXTURE_PASS, &p->e));
		snprintf(seconds, sizeof seconds, "wait 1 seconds");
		assert_non_null(strstr(p->e.text, seconds));
		now += waits[i];
	}
	assert_int_equal(last_seq(p), 1);
	clock_fix(&p->d.clock, now, 0);
	OK(p, desk_login(&p->d, "1001", FIXTURE_PASS, &p->e));
	assert_int_equal(last_seq(p), 2); /* the failures are stated */
	desk_logout(&p->d);
	OK(p, desk_login(&p->d, "1001", FIXTURE_PASS, &p->e));
	assert_int_equal(last_seq(p), 2); /* once */
}

/* The count lies in a file that anybody can spoil: it never locks a person out, and never frees from a delay for good. */
static void test_a_spoilt_count(void **state)
{
	static const char *const texts[] = {"", "x", "-5 1 1", "999999999999 1 1"};
	struct place *p = *state;
	AUTO(str_done) struct str path = {0};

	str_addf(&path, "%s/local/unlock-1001", p->dir);
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		OK(p, file_write(str_text(&path), texts[i], strlen(texts[i]), 0600, &p->e));
		OK(p, desk_login(&p->d, "1001", FIXTURE_PASS, &p->e));
		desk_logout(&p->d);
	}
}

/* --today is no way round the delay: that counts by the machine's clock. */
static void test_another_day_shortens_no_delay(void **state)
{
	struct place *p = *state;
	static const int days[] = {-4000, 0, 4000};
	AUTO(str_done) struct str path = {0}, text = {0};

	p->d.clock = (struct clock){0};
	str_addf(&path, "%s/local/unlock-1001", p->dir);
	str_addf(&text, "6 1 %lld\n", (long long)clock_now(&p->d.clock)); /* 32 seconds from now */
	OK(p, file_write(str_text(&path), text.s, text.n, 0600, &p->e));
	for (size_t i = 0; i < ARRAY_LEN(days); i++) {
		p->d.clock.offset = (int64_t)days[i] * 86400;
		REFUSED(p, ERR_BUSY, desk_login(&p->d, "1001", FIXTURE_PASS, &p->e));
	}
}

/* A clock that was set back does not lock anybody out for longer than a minute. */
static void test_a_clock_set_back(void **state)
{
	struct place *p = *state;

	REFUSED(p, ERR_DENIED, desk_login(&p->d, "1001", "99998888777766", &p->e));
	clock_fix(&p->d.clock, NOW - 86400, 0);
	REFUSED(p, ERR_BUSY, desk_login(&p->d, "1001", FIXTURE_PASS, &p->e)); /* nor does it free from the delay */
	clock_fix(&p->d.clock, NOW - 86400 + 1, 0);
	OK(p, desk_login(&p->d, "1001", FIXTURE_PASS, &p->e));
}

static void test_a_second_person(void **state)
{
	struct place *p = *state;
	struct key *key = NULL;

	OK(p, desk_login(&p->d, "1001", FIXTURE_PASS, &p->e));
	struct actor me = desk_actor(&p->d);
	struct person second = {.no = "1002", .name = "孙玉兰", .role = role_find("auditor"), .branch = ""};
	OK(p, person_add(&p->d.journal, &me, &second, "four quiet words here", FIXTURE_LOG_N, &p->e));
	REFUSED(p, ERR_DENIED, desk_unlock(&p->d, "1002", FIXTURE_PASS, &key, &p->e));
	assert_null(key);
	clock_fix(&p->d.clock, NOW + 1, 0);
	OK(p, desk_unlock(&p->d, "1002", "four quiet words here", &key, &p->e));
	assert_string_equal(p->d.me.no, "1001");
	key_free(&key);
}

static void test_others_changes_are_seen_once(void **state)
{
	struct place *p = *state;
	AUTO(desk_close) struct desk other = {0};

	clock_fix(&other.clock, NOW, 0);
	assert_true(desk_changed(&p->d));
	assert_false(desk_changed(&p->d));
	OK(p, desk_open(&other, p->dir, 0, &p->e));
	OK(p, desk_login(&other, "1001", FIXTURE_PASS, &p->e));
	struct actor by = desk_actor(&other);
	OK(p, branch_put(&other.journal, &by, &(struct branch){"1102", "河口信用社", ""}, &p->e));
	assert_true(desk_changed(&p->d));
	assert_false(desk_changed(&p->d));
}

/* The library in force is loaded anew once somebody publishes, and what was handed out stays. */
static void test_a_published_edition_is_noticed(void **state)
{
	struct place *p = *state;
	AUTO(desk_close) struct desk other = {0};
	AUTO(library_done) struct library lib = {0};

	OK(p, desk_load_library(&p->d, &p->e));
	const struct item *old = library_item(&p->d.library, "CR-0203", NULL);
	clock_fix(&other.clock, NOW, 0);
	OK(p, desk_open(&other, p->dir, 0, &p->e));
	OK(p, desk_login(&other, "1001", FIXTURE_PASS, &p->e));
	struct actor by = desk_actor(&other);
	OK(p, edition_load(other.db, &lib, &p->e));
	struct line *credit = &lib.v[0];
	credit->v[line_item(credit, "CR-0203") - credit->v].weight = 1;
	OK(p, desk_load_library(&p->d, &p->e));
	assert_ptr_equal(library_item(&p->d.library, "CR-0203", NULL), old);
	OK(p, edition_publish(&other.journal, &by, &lib, "2026.2", "一项降了权重", NULL, &p->e));
	OK(p, desk_load_library(&p->d, &p->e));
	assert_int_equal(library_item(&p->d.library, "CR-0203", NULL)->weight, 1);
	assert_string_equal(library_line(&p->d.library, "credit")->edition, "2026.2");
	assert_string_equal(old->code, "CR-0203");
	assert_int_not_equal(old->weight, 1);
}

static bool readable(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};

	return poll(&p, 1, 0) == 1 && p.revents & POLLIN;
}

static void test_others_are_heard(void **state)
{
	struct place *p = *state;
	AUTO(desk_close) struct desk other = {0};
	int fd = desk_watch(&p->d);

	if (fd < 0)
		return; /* not on this system */
	assert_int_equal(desk_watch(&p->d), fd);
	desk_heard(&p->d);
	OK(p, desk_open(&other, p->dir, 0, &p->e));
	OK(p, desk_login(&other, "1001", FIXTURE_PASS, &p->e));
	desk_changed(&other);
	assert_false(readable(fd)); /* reading is not heard */
	struct actor by = desk_actor(&other);
	OK(p, branch_put(&other.journal, &by, &(struct branch){"1104", "城关信用社", ""}, &p->e));
	assert_true(readable(fd));
	desk_heard(&p->d);
	assert_false(readable(fd));
}

static void test_another_file_in_its_place_is_followed(void **state)
{
	struct place *p = *state;
	AUTO(str_done) struct str path = {0}, copy = {0}, bad = {0};
	struct person found;
	AUTO(arena_done) struct arena arena = {0};

	str_addf(&path, "%s/zicha.db", p->dir);
	str_addf(&copy, "%s/copy.db", p->dir);
	str_addf(&bad, "%s/bad.db", p->dir);
	OK(p, desk_login(&p->d, "1001", FIXTURE_PASS, &p->e));
	OK(p, db_copy_to(p->d.db, str_text(&copy), &p->e));
	struct actor by = desk_actor(&p->d);
	OK(p, branch_put(&p->d.journal, &by, &(struct branch){"1105", "东街信用社", ""}, &p->e));
	assert_int_equal(desk_follow(&p->d, &p->e), 0);
	desk_changed(&p->d);
	OK(p, file_replace(str_text(&copy), str_text(&path), &p->e));
	REFUSED(p, ERR_STATE, branch_put(&p->d.journal, &by, &(struct branch){"1106", "西街信用社", ""}, &p->e));
	assert_int_equal(desk_follow(&p->d, &p->e), 1);
	assert_int_equal(desk_follow(&p->d, &p->e), 0);
	assert_true(desk_changed(&p->d));
	assert_int_equal(person_find(p->d.db, "1001", &arena, &found, &p->e), 1);
	by = desk_actor(&p->d);
	OK(p, branch_put(&p->d.journal, &by, &(struct branch){"1106", "西街信用社", ""}, &p->e));
	/* A file that is no store: what was open stays readable. */
	OK(p, file_write(str_text(&bad), "not a store", 11, 0600, &p->e));
	OK(p, file_replace(str_text(&bad), str_text(&path), &p->e));
	REFUSED(p, ERR_DAMAGED, desk_follow(&p->d, &p->e));
	assert_int_equal(person_find(p->d.db, "1001", &arena, &found, &p->e), 1);
}

/* A copy of the store, as a version of another format leaves it, in the store's place. */
static void put_format(struct place *p, const char *name, int later)
{
	AUTO(str_done) struct str path = {0}, copy = {0}, sql = {0};
	sqlite3 *h;

	str_addf(&path, "%s/zicha.db", p->dir);
	str_addf(&copy, "%s/%s", p->dir, name);
	str_addf(&sql, "PRAGMA user_version = %d", DB_FORMAT + later);
	OK(p, db_copy_to(p->d.db, str_text(&copy), &p->e));
	assert_int_equal(sqlite3_open(str_text(&copy), &h), SQLITE_OK);
	assert_int_equal(sqlite3_exec(h, str_text(&sql), NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(h);
	OK(p, file_replace(str_text(&copy), str_text(&path), &p->e));
}

/* Another program brings the store to its format under an open desk: one that this version cannot read leaves what was
 * open to be read, nothing is written beside it; one that it can is followed. */
static void test_a_migration_is_followed(void **state)
{
	struct place *p = *state;
	struct desk other = {0};
	struct person found;
	AUTO(arena_done) struct arena arena = {0};

	OK(p, desk_login(&p->d, "1001", FIXTURE_PASS, &p->e));
	struct actor by = desk_actor(&p->d);
	put_format(p, "newer.db", 1);
	REFUSED(p, ERR_NEWER, desk_follow(&p->d, &p->e));
	assert_int_equal(person_find(p->d.db, "1001", &arena, &found, &p->e), 1);
	REFUSED(p, ERR_STATE, branch_put(&p->d.journal, &by, &(struct branch){"1105", "东街信用社", ""}, &p->e));
	put_format(p, "older.db", -1);
	REFUSED(p, ERR_STATE, desk_follow(&p->d, &p->e));
	assert_int_equal(person_find(p->d.db, "1001", &arena, &found, &p->e), 1);
	clock_fix(&other.clock, NOW, 0);
	OK(p, desk_open(&other, p->dir, 0, &p->e)); /* migrates it */
	desk_close(&other);
	assert_int_equal(desk_follow(&p->d, &p->e), 1);
	by = desk_actor(&p->d);
	OK(p, branch_put(&p->d.journal, &by, &(struct branch){"1105", "东街信用社", ""}, &p->e));
}

/* ---- the look at the pages behind the first screen ---- */

/* Opens as the workbench does on a day after NOW; gives whether pages are to be looked at. */
static bool looks_on(struct place *p, int days, bool *full)
{
	clock_fix(&p->d.clock, NOW + (int64_t)days * 86400, 0);
	OK(p, desk_open(&p->d, p->dir, DESK_STAY, &p->e));
	*full = p->d.pages.full;
	return p->d.look == DESK_LOOKS;
}

static void look(struct place *p)
{
	int more;

	while ((more = desk_look_step(&p->d, &p->e)) > 0)
		;
	OK(p, more);
}

static void test_one_look_a_day_is_enough(void **state)
{
	struct place *p = *state;
	bool full;

	assert_true(looks_on(p, 0, &full)); /* never yet */
	assert_true(full);
	look(p);
	desk_close(&p->d);
	assert_false(looks_on(p, 0, &full));
	assert_int_equal(desk_look_step(&p->d, &p->e), 0);
	desk_close(&p->d);
	assert_true(looks_on(p, 1, &full));
	assert_false(full);
	look(p);
	desk_close(&p->d);
	assert_false(looks_on(p, 1, &full));
	desk_close(&p->d);
	assert_true(looks_on(p, 7, &full)); /* weekly */
	assert_true(full);
	look(p);
	desk_close(&p->d);
	assert_true(looks_on(p, 3, &full)); /* a clock set back */
	desk_close(&p->d);
}

static void test_a_touched_file_is_looked_at(void **state)
{
	struct place *p = *state;
	AUTO(desk_close) struct desk other = {0};
	bool full;

	looks_on(p, 0, &full);
	look(p);
	desk_close(&p->d);
	OK(p, desk_open(&other, p->dir, 0, &p->e));
	OK(p, desk_login(&other, "1001", FIXTURE_PASS, &p->e));
	struct actor by = desk_actor(&other);
	OK(p, branch_put(&other.journal, &by, &(struct branch){"1103", "柳林信用社", ""}, &p->e));
	assert_true(looks_on(p, 0, &full));
	assert_false(full);
	desk_close(&p->d); /* before the look is over: it is still to be done */
	assert_true(looks_on(p, 0, &full));
	assert_false(full);
}

static void test_an_end_that_was_not_clean(void **state)
{
	struct place *p = *state;
	bool full;

	looks_on(p, 0, &full);
	look(p);
	desk_close(&p->d);
	pid_t child = fork();
	if (!child) {
		looks_on(p, 0, &full);
		_exit(0); /* as if killed */
	}
	waitpid(child, NULL, 0);
	assert_true(looks_on(p, 0, &full));
	assert_true(full);
	desk_close(&p->d); /* left before it was over */
	assert_true(looks_on(p, 0, &full));
	assert_true(full);
	look(p);
	desk_close(&p->d);
	assert_false(looks_on(p, 0, &full));
}

static void test_the_last_one_out_notes_it(void **state)
{
	struct place *p = *state;
	AUTO(desk_close) struct desk other = {0};
	bool full;

	looks_on(p, 0, &full);
	look(p);
	clock_fix(&other.clock, NOW, 0);
	OK(p, desk_open(&other, p->dir, DESK_STAY, &p->e));
	desk_close(&p->d); /* the other is still in: no clean end yet */
	fclose(other.mark); /* the other is killed */
	other.mark = NULL;
	assert_true(looks_on(p, 0, &full));
	assert_true(full);
}

/* Noise over the first page of a table that no login reads. */
static void damage(struct place *p)
{
	AUTO(str_done) struct str path = {0};
	AUTO(rows_done) struct rows r = {0};
	char noise[4096];

	memset(noise, 0x5A, sizeof noise);
	OK(p, db_select_text(&r, p->d.db, "SELECT rootpage FROM sqlite_schema WHERE name = 'finding'", &p->e, ""));
	assert_int_equal(rows_next(&r, &p->e), 1);
	long page = (long)rows_int(&r, 0);
	rows_done(&r);
	desk_close(&p->d);
	str_addf(&path, "%s/zicha.db", p->dir);
	FILE *f = fopen(str_text(&path), "r+");
	assert_non_null(f);
	assert_int_equal(fseek(f, 4096 * (page - 1), SEEK_SET), 0);
	assert_int_equal(fwrite(noise, sizeof noise, 1, f), 1);
	fclose(f);
}

/* A damaged store opens, so that somebody can be told; but nobody comes in, and it is not backed up. */
static void test_nobody_comes_into_a_damaged_store(void **state)
{
	struct place *p = *state;
	struct key *key = NULL;
	bool full;

	damage(p);
	REFUSED(p, ERR_DAMAGED, desk_open(&p->d, p->dir, 0, &p->e)); /* a verb looks first */
	assert_true(looks_on(p, 0, &full));
	REFUSED(p, ERR_DAMAGED, desk_login(&p->d, "1001", FIXTURE_PASS, &p->e));
	assert_non_null(strstr(p->e.text, p->dir));
	assert_string_equal(desk_actor(&p->d).no, "");
	REFUSED(p, ERR_DAMAGED, desk_login(&p->d, "1001", FIXTURE_PASS, &p->e));
	REFUSED(p, ERR_DAMAGED, desk_unlock(&p->d, "1001", FIXTURE_PASS, &key, &p->e));
	REFUSED(p, ERR_DAMAGED, desk_look_step(&p->d, &p->e));
	REFUSED(p, ERR_DAMAGED, desk_backup(&p->d, &p->e));
	desk_close(&p->d);
	assert_true(looks_on(p, 0, &full)); /* and so it stays */
}

static void test_drafts(void **state)
{
	static const char *const bad[] = {"", ".x", "../x", "a/b", "a b", "中"};
	struct place *p = *state;
	AUTO(str_done) struct str text = {0};

	assert_int_equal(desk_draft_load(&p->d, "finding-1", &text, &p->e), 0);
	OK(p, desk_draft_save(&p->d, "finding-1", "口令\n写在", 13, &p->e));
	assert_int_equal(desk_draft_load(&p->d, "finding-1", &text, &p->e), 1);
	assert_string_equal(str_text(&text), "口令\n写在");
	OK(p, desk_draft_remove(&p->d, "finding-1", &p->e));
	assert_int_equal(desk_draft_load(&p->d, "finding-1", &text, &p->e), 0);
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		REFUSED(p, ERR_BUG, desk_draft_save(&p->d, bad[i], "x", 1, &p->e));
}

static void test_settings(void **state)
{
	struct place *p = *state;
	AUTO(str_done) struct str value = {0};

	assert_int_equal(desk_setting(&p->d, "lang", &value, &p->e), 0);
	OK(p, desk_setting_put(&p->d, "lang", "en", &p->e));
	OK(p, desk_setting_put(&p->d, "language", "x = y", &p->e));
	OK(p, desk_setting_put(&p->d, "lang", "zh", &p->e));
	assert_int_equal(desk_setting(&p->d, "lang", &value, &p->e), 1);
	assert_string_equal(str_text(&value), "zh");
	assert_int_equal(desk_setting(&p->d, "language", &value, &p->e), 1);
	assert_string_equal(str_text(&value), "x = y");
	assert_int_equal(desk_setting(&p->d, "lan", &value, &p->e), 0);
}

#define DESK_TEST(t) cmocka_unit_test_setup_teardown(t, setup, teardown)
static const struct CMUnitTest tests[] = {
	DESK_TEST(test_practice_leaves_nothing),
	DESK_TEST(test_two_may_practise),
	DESK_TEST(test_a_store_is_made_once),
	DESK_TEST(test_an_unfounded_store_is_none),
	DESK_TEST(test_nothing_is_made_of_bad_answers),
	DESK_TEST(test_logging_in_and_locking),
	DESK_TEST(test_wrong_passphrases_cost_time),
	DESK_TEST(test_a_spoilt_count),
	DESK_TEST(test_another_day_shortens_no_delay),
	DESK_TEST(test_a_clock_set_back),
	DESK_TEST(test_a_second_person),
	DESK_TEST(test_others_changes_are_seen_once),
	DESK_TEST(test_a_published_edition_is_noticed),
	DESK_TEST(test_half_written_files_are_swept),
	DESK_TEST(test_another_file_in_its_place_is_followed),
	DESK_TEST(test_a_migration_is_followed),
	DESK_TEST(test_others_are_heard),
	DESK_TEST(test_one_look_a_day_is_enough),
	DESK_TEST(test_a_touched_file_is_looked_at),
	DESK_TEST(test_an_end_that_was_not_clean),
	DESK_TEST(test_the_last_one_out_notes_it),
	DESK_TEST(test_nobody_comes_into_a_damaged_store),
	DESK_TEST(test_drafts),
	DESK_TEST(test_settings),
};
TEST_MAIN(tests)
