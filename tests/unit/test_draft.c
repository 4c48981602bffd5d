/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fixture.h"
#include "tests/unit/folder.h"

#include "base/file.h"
#include "domain/draft.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct desk_of_two {
	struct fixture *f;
	char dir[FOLDER_MOST];
	struct draft d;
	struct arena arena;
	struct err e;
};

static struct desk_of_two *begin(void **state)
{
	static struct desk_of_two t;

	memset(&t, 0, sizeof t);
	t.f = *state;
	folder_make(t.dir, "draft");
	OK(&t, draft_open(&t.d, t.dir, t.f->db, &t.e));
	return &t;
}

static void end(struct desk_of_two *t)
{
	draft_close(&t->d);
	arena_done(&t->arena);
	if (folder_remove(t->dir))
		print_message("%s: not removed\n", t->dir);
}

static void path_of(const struct desk_of_two *t, const char *name, struct str *out)
{
	str_clear(out);
	str_addf(out, "%s/local/draft/%s", t->dir, name);
}

static bool lies_there(struct desk_of_two *t, const char *name)
{
	AUTO(str_done) struct str path = {0};

	path_of(t, name, &path);
	return file_exists(str_text(&path), &t->e) == 1;
}

static void write_there(struct desk_of_two *t, const char *name, const char *text)
{
	AUTO(str_done) struct str path = {0};

	path_of(t, name, &path);
	OK(t, file_write(str_text(&path), text, strlen(text), 0600, &t->e));
}

static void tell(const struct change *c, void *ctx)
{
	str_addf(ctx, "%s %s; ", change_id(c->kind), c->code);
}

static void note(const struct rec_problem *p, void *ctx)
{
	str_addf(ctx, "%u:%u: %s%s\n", p->line, p->column, p->warning ? "warning: " : "", p->text);
}

static void differs(struct desk_of_two *t, const struct draft *d, const char *wanted)
{
	AUTO(str_done) struct str said = {0};

	draft_diff(d, tell, &said);
	assert_string_equal(str_text(&said), wanted);
	assert_int_equal(d->there, *wanted != '\0');
	(void)t;
}

static size_t at(const char *field)
{
	size_t n;
	return (size_t)(item_field(field) - item_fields(&n));
}

/* Sets one field of an item, by a draft that somebody has open. */
static int set(struct desk_of_two *t, struct draft *d, const char *code, const char *field, const char *text, struct str *said)
{
	struct draft_entry entry;

	OK(t, draft_get_item(d, code, &t->arena, &entry, &t->e));
	entry.v[at(field)] = text;
	return draft_put_item(d, &entry, said ? note : NULL, said, &t->e);
}

/* ---- one at a time ------------------------------------------------------------------------ */

static void test_nothing_is_there(void **state)
{
	struct desk_of_two *t = begin(state);

	differs(t, &t->d, "");
	assert_string_equal(str_text(&t->d.edition), "2026.1");
	assert_string_equal(str_text(&t->d.stale), "");
	assert_false(lies_there(t, ""));
	assert_int_equal(draft_check(&t->d, NULL, NULL), 0);
	end(t);
}

static void test_changing_and_changing_back(void **state)
{
	struct desk_of_two *t = begin(state);
	const char *was = arena_dup(&t->arena, library_item(&t->d.base, "CR-0203", NULL)->question);
	AUTO(draft_close) struct draft again = {0};

	OK(t, set(t, &t->d, "CR-0203", "Question", "主任的授权口令是否只由主任掌握？", NULL));
	OK(t, set(t, &t->d, "CR-0201", "Weight", "2", NULL));
	OK(t, set(t, &t->d, "SE-0101", "Severity", "slight", NULL));
	differs(t, &t->d, "regraded CR-0201; reworded CR-0203; regraded SE-0101; ");
	OK(t, draft_open(&again, t->dir, t->f->db, &t->e));
	differs(t, &again, "regraded CR-0201; reworded CR-0203; regraded SE-0101; ");
	assert_true(lies_there(t, "credit.rec") && lies_there(t, "security.rec") && !lies_there(t, "counter.rec"));
	OK(t, set(t, &t->d, "CR-0203", "Question", was, NULL));
	assert_int_equal(draft_discard(&t->d, "CR-0201", &t->e), 1);
	assert_int_equal(draft_discard(&t->d, "CR-0201", &t->e), 0);
	assert_false(lies_there(t, "credit.rec"));
	differs(t, &t->d, "regraded SE-0101; ");
	assert_int_equal(draft_discard(&t->d, NULL, &t->e), 1);
	assert_int_equal(draft_discard(&t->d, NULL, &t->e), 0);
	differs(t, &t->d, "");
	assert_false(lies_there(t, "base"));
	end(t);
}

/* A new item like CR-0203. */
static struct draft_entry fresh(struct desk_of_two *t, const char *code, const char *behind)
{
	struct draft_entry entry;

	OK(t, draft_get_item(&t->d, "CR-0203", &t->arena, &entry, &t->e));
	entry.v[0] = code;
	entry.v[at("Question")] = "新加的一项是否问到？";
	entry.behind = behind;
	return entry;
}

static const char *next_to(const struct draft *d, const char *code, int step)
{
	const struct line *line;
	const struct item *it = library_item(&d->lib, code, &line);

	assert_non_null(it);
	return it + step >= line->v && it + step < line->v + line->n ? it[step].code : "";
}

static void test_new_items_and_places(void **state)
{
	struct desk_of_two *t = begin(state);
	struct draft_entry last = fresh(t, "CR-0297", NULL), behind = fresh(t, "CR-0298", "CR-0201"),
			   first = fresh(t, "CR-0299", "");

	OK(t, draft_put_item(&t->d, &last, NULL, NULL, &t->e));
	const char *section = library_item(&t->d.lib, "CR-0297", NULL)->section;
	assert_string_equal(section, library_item(&t->d.lib, "CR-0203", NULL)->section);
	assert_string_not_equal(section, library_item(&t->d.lib, next_to(&t->d, "CR-0297", 1), NULL)->section);
	OK(t, draft_put_item(&t->d, &behind, NULL, NULL, &t->e));
	assert_string_equal(next_to(&t->d, "CR-0298", -1), "CR-0201");
	OK(t, draft_put_item(&t->d, &first, NULL, NULL, &t->e));
	assert_string_equal(next_to(&t->d, "CR-0299", -1), "");
	first.behind = NULL; /* it stays */
	OK(t, draft_put_item(&t->d, &first, NULL, NULL, &t->e));
	assert_string_equal(next_to(&t->d, "CR-0299", -1), "");
	first.behind = "CR-0298"; /* it moves */
	OK(t, draft_put_item(&t->d, &first, NULL, NULL, &t->e));
	assert_string_equal(next_to(&t->d, "CR-0299", -1), "CR-0298");
	first.behind = "CR-0299";
	REFUSED(t, ERR_ABSENT, draft_put_item(&t->d, &first, NULL, NULL, &t->e));
	first.behind = "SE-0101";
	REFUSED(t, ERR_ABSENT, draft_put_item(&t->d, &first, NULL, NULL, &t->e));
	differs(t, &t->d, "added CR-0298; added CR-0299; added CR-0297; ");
	first.line = "security";
	REFUSED(t, ERR_CONFLICT, draft_put_item(&t->d, &first, NULL, NULL, &t->e));
	first.line = "gold";
	REFUSED(t, ERR_ABSENT, draft_put_item(&t->d, &first, NULL, NULL, &t->e));
	OK(t, draft_retire(&t->d, "CR-0299", &t->e)); /* was never published: it goes */
	differs(t, &t->d, "added CR-0298; added CR-0297; ");
	end(t);
}

static void test_retiring(void **state)
{
	struct desk_of_two *t = begin(state);

	OK(t, draft_retire(&t->d, "CR-0204", &t->e));
	assert_string_equal(library_item(&t->d.lib, "CR-0204", NULL)->retired, "2026.2");
	differs(t, &t->d, "retired CR-0204; ");
	REFUSED(t, ERR_STATE, draft_retire(&t->d, "CR-0204", &t->e));
	REFUSED(t, ERR_ABSENT, draft_retire(&t->d, "CR-9999", &t->e));
	OK(t, set(t, &t->d, "CR-0204", "Retired", "", NULL));
	differs(t, &t->d, "");
	end(t);
}

static void test_what_is_refused_and_what_is_told(void **state)
{
	struct desk_of_two *t = begin(state);
	AUTO(str_done) struct str said = {0};
	struct draft_entry basis = {.v = {"B99", "《新办法》", "省联社", "", "2026-06-01", "yes"}};

	REFUSED(t, ERR_INPUT, set(t, &t->d, "CR-0203", "Weight", "9", &said));
	assert_non_null(strstr(str_text(&said), "Weight: “9”; write a number from 1 to 5"));
	assert_non_null(strstr(t->e.text, "credit.rec:"));
	REFUSED(t, ERR_INPUT, set(t, &t->d, "CR-0203", "Question", "", NULL));
	REFUSED(t, ERR_INPUT, set(t, &t->d, "CR-0203", "Code", "CR-203", NULL));
	differs(t, &t->d, "");
	assert_false(lies_there(t, "credit.rec"));
	str_clear(&said);
	OK(t, set(t, &t->d, "CR-0203", "Basis", "B99 第1条", &said));
	assert_non_null(strstr(str_text(&said), "B99 is not in the register"));
	assert_null(strchr(strchr(str_text(&said), '\n') + 1, '\n')); /* nothing about other items */
	assert_int_equal(draft_check(&t->d, NULL, NULL), 1);
	OK(t, draft_put_basis(&t->d, &basis, NULL, NULL, &t->e));
	assert_int_equal(draft_check(&t->d, NULL, NULL), 0);
	differs(t, &t->d, "reworded CR-0203; basis_added B99; ");
	basis.v[5] = "perhaps";
	REFUSED(t, ERR_INPUT, draft_put_basis(&t->d, &basis, NULL, NULL, &t->e));
	OK(t, draft_get_basis(&t->d, "B01", &t->arena, &basis, &t->e));
	basis.v[6] = "待核";
	OK(t, draft_put_basis(&t->d, &basis, NULL, NULL, &t->e));
	differs(t, &t->d, "reworded CR-0203; basis_changed B01; basis_added B99; ");
	assert_int_equal(draft_discard(&t->d, "B01", &t->e), 1);
	assert_int_equal(draft_discard(&t->d, "B99", &t->e), 1);
	differs(t, &t->d, "reworded CR-0203; ");
	REFUSED(t, ERR_ABSENT, draft_get_basis(&t->d, "B99", &t->arena, &basis, &t->e));
	end(t);
}

static void test_one_field(void **state)
{
	struct err e = {0};
	size_t n;
	const struct library_field *bases = basis_fields(&n);

	(void)state;
	assert_int_equal(field_check(item_field("Weight"), true, "3", &e), 0);
	assert_int_equal(field_check(item_field("Weight"), true, "9", &e), -1);
	assert_string_equal(e.text, "Weight: “9”; write a number from 1 to 5");
	err_clear(&e);
	assert_int_equal(field_check(item_field("Question"), true, "", &e), -1);
	assert_int_equal(field_check(item_field("Sample"), true, "", &e), 0);
	assert_int_equal(field_check(item_field("Post"), true, "甲\n乙", &e), 0);
	assert_int_equal(field_check(item_field("Post"), true, "甲、乙", &e), -1);
	assert_int_equal(field_check(&bases[4], false, "2026-02-30", &e), -1);
	assert_int_equal(field_check(&bases[4], false, "2026-02-28", &e), 0);
}

/* ---- two at once ----------------------------------------------------------------------------- */

static void test_two_people(void **state)
{
	struct desk_of_two *t = begin(state);
	AUTO(draft_close) struct draft other = {0};

	OK(t, draft_open(&other, t->dir, t->f->db, &t->e));
	OK(t, set(t, &t->d, "CR-0201", "Weight", "2", NULL));
	OK(t, set(t, &other, "CR-0202", "Weight", "2", NULL)); /* another item of the same file */
	differs(t, &other, "regraded CR-0201; regraded CR-0202; ");
	REFUSED(t, ERR_CONFLICT, set(t, &t->d, "CR-0202", "Weight", "1", NULL)); /* it has not seen that */
	assert_int_equal(library_item(&t->d.lib, "CR-0202", NULL)->weight, 2);
	OK(t, set(t, &t->d, "CR-0202", "Weight", "1", NULL));
	OK(t, draft_reload(&other, &t->e));
	differs(t, &other, "regraded CR-0201; regraded CR-0202; ");
	assert_int_equal(library_item(&other.lib, "CR-0202", NULL)->weight, 1);
	end(t);
}

enum { ROUNDS = 15 };

static void hammer(struct desk_of_two *t, const char *const codes[2])
{
	AUTO(draft_close) struct draft d = {0};

	OK(t, draft_open(&d, t->dir, NULL, &t->e));
	for (int i = 0; i < 2 * ROUNDS; i++, poll(NULL, 0, 30)) /* nobody types faster */
		OK(t, set(t, &d, codes[i % 2], "Why", i / 2 % 2 ? "写法一" : "写法二", NULL));
	OK(t, set(t, &d, codes[0], "Why", "最后一次", NULL));
}

static void test_two_programs(void **state)
{
	static const char *const codes[2][2] = {{"CR-0201", "SE-0101"}, {"CR-0203", "SE-0102"}};
	struct desk_of_two *t = begin(state);

	for (int i = 0; i < 2; i++)
		if (!fork()) {
			hammer(t, codes[i]);
			_exit(0);
		}
	for (int i = 0, status; i < 2; i++)
		assert_true(wait(&status) > 0 && WIFEXITED(status) && !WEXITSTATUS(status));
	OK(t, draft_reload(&t->d, &t->e));
	differs(t, &t->d, "reworded CR-0201; reworded CR-0203; reworded SE-0101; reworded SE-0102; ");
	assert_string_equal(library_item(&t->d.lib, "CR-0201", NULL)->why, "最后一次");
	assert_string_equal(library_item(&t->d.lib, "CR-0203", NULL)->why, "最后一次");
	end(t);
}

/* ---- files ---------------------------------------------------------------------------------- */

/* A library with an item changed in each of two lines. */
static void two_lines(struct desk_of_two *t, struct library *lib)
{
	OK(t, edition_load(t->f->db, lib, &t->e));
	for (size_t i = 0; i < lib->n; i++)
		if (str_eq(lib->v[i].id, "credit") || str_eq(lib->v[i].id, "security"))
			lib->v[i].v[0].weight = lib->v[i].v[0].weight % 5 + 1;
}

static void test_a_whole_library(void **state)
{
	struct desk_of_two *t = begin(state);
	AUTO(library_done) struct library lib = {0};

	two_lines(t, &lib);
	OK(t, set(t, &t->d, "CO-0101", "Weight", "1", NULL));
	OK(t, draft_put_library(&t->d, &lib, NULL, NULL, &t->e)); /* the whole: what it does not say goes */
	differs(t, &t->d, "regraded CR-0101; regraded SE-0101; ");
	assert_false(lies_there(t, "ready") || lies_there(t, "credit.rec.new"));
	lib.v[0].v[3].code = "CR-0999";
	line_index(&lib.v[0], &lib.arena);
	REFUSED(t, ERR_CONFLICT, draft_put_library(&t->d, &lib, NULL, NULL, &t->e));
	differs(t, &t->d, "regraded CR-0101; regraded SE-0101; ");
	end(t);
}

static void test_a_cut_between_two_files(void **state)
{
	struct desk_of_two *t = begin(state);
	AUTO(library_done) struct library lib = {0};
	AUTO(draft_close) struct draft again = {0};
	AUTO(str_done) struct str path = {0}, one = {0};

	two_lines(t, &lib);
	OK(t, draft_put_library(&t->d, &lib, NULL, NULL, &t->e));
	path_of(t, "security.rec", &path);
	OK(t, file_read(str_text(&path), REC_FILE_MOST, &one, &t->e));
	OK(t, draft_discard(&t->d, NULL, &t->e) != 1);
	write_there(t, "security.rec.new", str_text(&one)); /* the list was not written: nothing happened */
	OK(t, draft_open(&again, t->dir, t->f->db, &t->e));
	differs(t, &again, "");
	draft_close(&again);
	write_there(t, "ready", "+credit.rec\n+security.rec\n"); /* it was, and one of them is in its place */
	OK(t, draft_open(&again, t->dir, t->f->db, &t->e));
	differs(t, &again, "regraded SE-0101; ");
	assert_false(lies_there(t, "ready") || lies_there(t, "security.rec.new"));
	end(t);
}

static void test_spoilt_files(void **state)
{
	struct desk_of_two *t = begin(state);
	AUTO(draft_close) struct draft d = {0};

	OK(t, set(t, &t->d, "CR-0201", "Weight", "2", NULL));
	write_there(t, "credit.rec", "%rec: Line\n\nId: credit\nCode: CR\nName: 信贷\nEdition: 2026.1\nColour: red\n");
	REFUSED(t, ERR_INPUT, draft_open(&d, t->dir, t->f->db, &t->e));
	assert_non_null(strstr(t->e.text, "/local/draft/credit.rec:7:1: the field Colour is unknown"));
	assert_int_equal(draft_discard(&d, NULL, &t->e), 1);
	differs(t, &d, "");
	end(t);
}

/* Who takes the library out of a draft has all of it. */
static void test_the_library_stands_alone(void **state)
{
	struct desk_of_two *t = begin(state);
	AUTO(library_done) struct library lib = {0};

	OK(t, set(t, &t->d, "CR-0201", "Weight", "2", NULL));
	lib = t->d.lib;
	t->d.lib = (struct library){0};
	draft_close(&t->d);
	assert_string_equal(library_line(&lib, "credit")->edition, "2026.1");
	OK(t, draft_open(&t->d, t->dir, t->f->db, &t->e));
	end(t);
}

/* ---- publishing ------------------------------------------------------------------------------- */

static void test_publishing(void **state)
{
	struct desk_of_two *t = begin(state);
	AUTO(draft_close) struct draft other = {0};
	AUTO(key_free) struct key *key = NULL;
	AUTO(str_done) struct str path = {0}, left = {0};
	char ref[REF_TEXT];

	OK(t, person_unlock(t->f->db, "1001", FIXTURE_PASS, &key, &t->e));
	struct actor by = {"1001", key};
	REFUSED(t, ERR_STATE, draft_publish(&t->d, &t->f->j, &by, "2026.5", "空的", ref, &t->e));
	OK(t, draft_retire(&t->d, "CR-0204", &t->e));
	OK(t, set(t, &t->d, "CR-0201", "Weight", "2", NULL));
	path_of(t, "credit.rec", &path);
	OK(t, file_read(str_text(&path), REC_FILE_MOST, &left, &t->e));
	REFUSED(t, ERR_DENIED, draft_publish(&t->d, &t->f->j, &t->f->who[HEAD], "2026.5", "主任", ref, &t->e));
	differs(t, &t->d, "regraded CR-0201; retired CR-0204; ");
	OK(t, draft_publish(&t->d, &t->f->j, &by, "2026.5", "两项有变", ref, &t->e));
	differs(t, &t->d, "");
	assert_string_equal(str_text(&t->d.edition), "2026.5");
	assert_string_equal(library_item(&t->d.base, "CR-0204", NULL)->retired, "2026.5");
	assert_false(lies_there(t, "credit.rec"));
	/* The power went before the files did. */
	write_there(t, "credit.rec", str_text(&left));
	OK(t, draft_open(&other, t->dir, t->f->db, &t->e));
	differs(t, &other, "");
	end(t);
}

static void test_somebody_else_published(void **state)
{
	struct desk_of_two *t = begin(state);
	AUTO(library_done) struct library lib = {0};
	AUTO(key_free) struct key *key = NULL;
	char ref[REF_TEXT];

	OK(t, person_unlock(t->f->db, "1001", FIXTURE_PASS, &key, &t->e));
	struct actor by = {"1001", key};
	OK(t, set(t, &t->d, "CR-0201", "Weight", "2", NULL));
	OK(t, set(t, &t->d, "CO-0101", "Weight", "1", NULL));
	two_lines(t, &lib); /* credit and security */
	OK(t, edition_publish(&t->f->j, &by, &lib, "2026.2", "别处的改动", NULL, &t->e));
	REFUSED(t, ERR_CONFLICT, draft_publish(&t->d, &t->f->j, &by, "2026.3", "我的", ref, &t->e));
	assert_string_equal(str_text(&t->d.stale), "credit");
	REFUSED(t, ERR_CONFLICT, draft_put_library(&t->d, &lib, NULL, NULL, (draft_reload(&t->d, &t->e), t->d.at[0] = 0, &t->e)));
	assert_int_equal(draft_discard(&t->d, "CR-0201", &t->e), 1);
	assert_int_equal(draft_discard(&t->d, "CR-0101", &t->e), 1);
	assert_string_equal(str_text(&t->d.stale), "");
	OK(t, draft_publish(&t->d, &t->f->j, &by, "2026.3", "我的", ref, &t->e));
	assert_int_equal(library_item(&t->d.base, "CO-0101", NULL)->weight, 1);
	end(t);
}

static void test_a_line_of_ones_own(void **state)
{
	struct desk_of_two *t = begin(state);
	struct draft_entry first = fresh(t, "OW-0101", NULL);

	first.line = "own";
	OK(t, draft_put_line(&t->d, "own", "OW", "本县条线", &first, NULL, NULL, &t->e));
	differs(t, &t->d, "line_added own; added OW-0101; ");
	REFUSED(t, ERR_CONFLICT, draft_put_line(&t->d, "own2", "OW", "又一条", &first, NULL, NULL, &t->e));
	REFUSED(t, ERR_CONFLICT, draft_put_line(&t->d, "credit", "OX", "又一条", &first, NULL, NULL, &t->e));
	OK(t, draft_retire(&t->d, "OW-0101", &t->e));
	differs(t, &t->d, "");
	end(t);
}

/* In a store that a group shares every officer of it goes on with the draft, whatever the umask of who began it. */
static void test_a_shared_draft(void **state)
{
	struct desk_of_two *t = begin(state);
	static const struct {
		const char *name;
		unsigned mode;
	} wanted[] = {{".", 02770}, {"lock", 0660}, {"credit.rec", 0660}};
	AUTO(str_done) struct str path = {0};
	mode_t before = umask(077);
	struct stat st;

	OK(t, file_share(t->dir, getgid(), &t->e));
	OK(t, draft_retire(&t->d, "CR-0204", &t->e));
	umask(before);
	for (size_t i = 0; i < ARRAY_LEN(wanted); i++) {
		path_of(t, wanted[i].name, &path);
		assert_int_equal(stat(str_text(&path), &st), 0);
		assert_int_equal(st.st_mode & 07777, wanted[i].mode);
	}
	end(t);
}

static const struct CMUnitTest tests[] = {
	FIXTURE_TEST(test_nothing_is_there),
	FIXTURE_TEST(test_changing_and_changing_back),
	FIXTURE_TEST(test_new_items_and_places),
	FIXTURE_TEST(test_retiring),
	FIXTURE_TEST(test_what_is_refused_and_what_is_told),
	cmocka_unit_test(test_one_field),
	FIXTURE_TEST(test_two_people),
	FIXTURE_TEST(test_two_programs),
	FIXTURE_TEST(test_a_whole_library),
	FIXTURE_TEST(test_a_cut_between_two_files),
	FIXTURE_TEST(test_spoilt_files),
	FIXTURE_TEST(test_the_library_stands_alone),
	FIXTURE_TEST(test_publishing),
	FIXTURE_TEST(test_somebody_else_published),
	FIXTURE_TEST(test_a_line_of_ones_own),
	FIXTURE_TEST(test_a_shared_draft),
};
TEST_MAIN(tests)
