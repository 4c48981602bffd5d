/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/fixture.h"

#include "domain/edition.h"
#include "domain/library_edit.h"
#include "store/verify.h"

static void test_names(void **state)
{
	static const char *const bad[] = {"", "2026", "2026.", "2026.0", "26.1", "2026.x", "2026.1x", "2026.10000", "2026 1"};
	AUTO(str_done) struct str next = {0};

	(void)state;
	assert_true(edition_is_name("2026.1"));
	assert_true(edition_is_name("2026.10"));
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		if (edition_is_name(bad[i]))
			fail_msg("%s", bad[i]);
	assert_false(edition_is_name(NULL));
	assert_true(edition_compare("2026.2", "2026.10") < 0);
	assert_true(edition_compare("2027.1", "2026.10") > 0);
	assert_int_equal(edition_compare("2026.2", "2026.2"), 0);
	assert_true(edition_compare("", "2026.2") < 0);
	edition_next("2026.9", 2026, &next);
	assert_string_equal(str_text(&next), "2026.10");
	edition_next("2026.9", 2027, &next);
	assert_string_equal(str_text(&next), "2027.1");
	edition_next("2027.1", 2026, &next);
	assert_string_equal(str_text(&next), "2027.2");
}

/* ---- publishing ---------------------------------------------------------------- */

/* A risk officer of the fixture's union. */
static struct actor officer(struct fixture *f, struct key **key)
{
	OK(f, person_unlock(f->db, "1001", FIXTURE_PASS, key, &f->e));
	return (struct actor){"1001", *key};
}

/* The library in force, to be changed in place. */
static void load(struct fixture *f, struct library *lib)
{
	OK(f, edition_load(f->db, lib, &f->e));
}

static struct item *item(struct library *lib, const char *code)
{
	for (size_t i = 0; i < lib->n; i++)
		for (size_t k = 0; k < lib->v[i].n; k++)
			if (str_eq(lib->v[i].v[k].code, code))
				return &lib->v[i].v[k];
	fail_msg("no item %s", code);
	return NULL;
}

static void tell(const struct change *c, void *ctx)
{
	str_addf(ctx, "%s %s; ", change_id(c->kind), c->code);
}

static void sound(struct fixture *f)
{
	struct verify_result result;

	OK(f, verify_store(f->db, &domain_kinds, NULL, &result, &f->e));
	assert_int_equal(result.verdict, VERIFY_SOUND);
}

/* Rewords, regrades, retires and adds; publishes as 2026.2. */
static void publish_second(struct fixture *f, const struct actor *by)
{
	AUTO(library_done) struct library lib = {0};
	char ref[REF_TEXT] = "";

	load(f, &lib);
	item(&lib, "CR-0203")->question = "主任的授权口令是否只由主任掌握？";
	item(&lib, "CR-0201")->weight = 2;
	item(&lib, "CR-0204")->retired = "2099.9";
	struct line *line = &lib.v[0];
	line->v = vec_grow(line->v, line->n, &line->cap, sizeof *line->v);
	line->v[line->n] = *item(&lib, "CR-0203");
	line->v[line->n].code = "CR-0999";
	line->v[line->n++].question = "新加的一项是否问到？";
	line_index(line, &lib.arena);
	OK(f, edition_publish(&f->j, by, &lib, "2026.2", "授权口令一项改了问法", ref, &f->e));
	assert_true(*ref != '\0');
}

static void test_publishing(void **state)
{
	struct fixture *f = *state;
	AUTO(library_done) struct library now = {0}, first = {0}, second = {0};
	AUTO(publication_list_done) struct publication_list list = {0};
	AUTO(str_done) struct str said = {0}, name = {0};
	AUTO(key_free) struct key *key = NULL;
	struct actor by = officer(f, &key);

	OK(f, edition_in_force(f->db, &f->lib, &name, &f->e));
	assert_string_equal(str_text(&name), "2026.1");
	OK(f, edition_load_at(f->db, "2026.1", &first, &f->e));
	assert_int_equal(library_diff(&f->lib, &first, NULL, NULL), 0);
	library_done(&first);
	publish_second(f, &by);
	load(f, &now);
	assert_string_equal(library_line(&now, "credit")->edition, "2026.2");
	assert_string_equal(library_line(&now, "security")->edition, "2026.1");
	assert_string_equal(library_item(&now, "CR-0204", NULL)->retired, "2026.2");
	OK(f, edition_load_at(f->db, "2026.1", &first, &f->e));
	OK(f, edition_load_at(f->db, "2026.2", &second, &f->e));
	assert_int_equal(library_diff(&f->lib, &first, NULL, NULL), 0);
	assert_int_equal(library_diff(&now, &second, NULL, NULL), 0);
	library_diff(&first, &second, tell, &said);
	assert_string_equal(str_text(&said), "line_changed credit; regraded CR-0201; reworded CR-0203; "
					     "retired CR-0204; added CR-0999; ");
	OK(f, publication_list_load(f->db, &list, &f->e));
	assert_int_equal(list.n, 2);
	assert_string_equal(list.v[0].edition, "2026.2");
	assert_string_equal(list.v[0].note, "授权口令一项改了问法");
	assert_string_equal(list.v[0].by_name, "周建国");
	assert_int_equal(list.v[0].changed, 1);
	assert_int_equal(list.v[0].lines, now.n);
	assert_string_equal(list.v[1].edition, "2026.1");
	assert_int_equal(list.v[0].items, list.v[1].items + 1);
	OK(f, edition_in_force(f->db, &now, &name, &f->e));
	assert_string_equal(str_text(&name), "2026.2");
	sound(f);
}

/* An auditor writes nothing, not even a text of the library. */
static void test_who_may_pin(void **state)
{
	struct fixture *f = *state;
	static const int who[] = {AUDITOR, STAFF, INSPECTOR, HEAD};

	for (size_t i = 0; i < ARRAY_LEN(who); i++) {
		AUTO(act_abort) struct act act = {0};
		const char *text = f->lib.v[0].text;
		OK(f, act_begin(&act, &f->j, &f->e));
		if (who[i] == AUDITOR)
			REFUSED(f, ERR_DENIED, edition_adopt(&act, &f->who[who[i]], text, strlen(text), &f->e));
		else
			OK(f, edition_adopt(&act, &f->who[who[i]], text, strlen(text), &f->e));
	}
}

static void test_what_is_refused(void **state)
{
	struct fixture *f = *state;
	AUTO(library_done) struct library lib = {0};
	AUTO(key_free) struct key *key = NULL;
	struct actor by = officer(f, &key);
	char question[] = "改了问法的一项是否算数？";

	load(f, &lib);
	REFUSED(f, ERR_STATE, edition_publish(&f->j, &by, &lib, "2026.2", "没有变化", NULL, &f->e));
	item(&lib, "CR-0203")->question = question;
	REFUSED(f, ERR_INPUT, edition_publish(&f->j, &by, &lib, "2026.1", "不更新", NULL, &f->e));
	REFUSED(f, ERR_INPUT, edition_publish(&f->j, &by, &lib, "第二版", "名字不对", NULL, &f->e));
	REFUSED(f, ERR_INPUT, edition_publish(&f->j, &by, &lib, "2026.2", "", NULL, &f->e));
	REFUSED(f, ERR_DENIED, edition_publish(&f->j, &f->who[HEAD], &lib, "2026.2", "主任不能发布", NULL, &f->e));
	REFUSED(f, ERR_DENIED, edition_publish(&f->j, &f->who[AUDITOR], &lib, "2026.2", "稽核不能发布", NULL, &f->e));
	struct item kept = *item(&lib, "CR-0204");
	item(&lib, "CR-0204")->code = "CR-0998";
	line_index(&lib.v[0], &lib.arena);
	REFUSED(f, ERR_CONFLICT, edition_publish(&f->j, &by, &lib, "2026.2", "编号没了", NULL, &f->e));
	assert_non_null(strstr(f->e.text, "CR-0204"));
	*item(&lib, "CR-0998") = kept;
	line_index(&lib.v[0], &lib.arena);
	item(&lib, "CR-0204")->bases = "B9999";
	REFUSED(f, ERR_INPUT, edition_publish(&f->j, &by, &lib, "2026.2", "依据不在册", NULL, &f->e));
	assert_non_null(strstr(f->e.text, "credit.rec:"));
	*item(&lib, "CR-0204") = kept;
	lib.n--;
	REFUSED(f, ERR_CONFLICT, edition_publish(&f->j, &by, &lib, "2026.2", "少了条线", NULL, &f->e));
	lib.n++;
	lib.bases.n--;
	REFUSED(f, ERR_CONFLICT, edition_publish(&f->j, &by, &lib, "2026.2", "少了依据", NULL, &f->e));
	lib.bases.n++;
	OK(f, edition_publish(&f->j, &by, &lib, "2026.2", "照此发布", NULL, &f->e));
	REFUSED(f, ERR_ABSENT, edition_load_at(f->db, "2026.3", &lib, &f->e));
	assert_non_null(strstr(f->e.text, "2026.2 2026.1"));
	sound(f);
}

/* A program that does not ask edition_can_publish still cannot write it down. */
static int forge(struct fixture *f, const struct actor *by, const char *edition, const char *line, const char *text,
		 int64_t rules)
{
	AUTO(body_done) struct body b = {0};
	AUTO(act_abort) struct act act = {0};
	AUTO(library_done) struct library now = {0};
	AUTO(str_done) struct str lines = {0}, bases = {0};
	unsigned char digest[DIGEST_SIZE];
	char hex[DIGEST_HEX];

	load(f, &now);
	OK(f, act_begin(&act, &f->j, &f->e));
	for (size_t i = 0; i < now.n; i++) {
		const char *t = str_eq(now.v[i].id, line) ? text : now.v[i].text;
		if (!t)
			continue;
		OK(f, edition_adopt(&act, by, t, strlen(t), &f->e) || digest_bytes(t, strlen(t), digest, &f->e));
		str_addf(&lines, "%s%s %s", lines.n ? "\n" : "", now.v[i].id, digest_hex(digest, hex));
	}
	now.bases.n -= str_eq(line, "basis"); /* the last rule gone */
	bases_write(&now, &bases);
	OK(f, edition_adopt(&act, by, str_text(&bases), bases.n, &f->e) ||
		      digest_bytes(str_text(&bases), bases.n, digest, &f->e));
	body_text(&b, 1, edition);
	body_text(&b, 2, "伪造");
	body_text(&b, 3, str_text(&lines));
	body_text(&b, 4, digest_hex(digest, hex));
	body_int(&b, 5, rules);
	return act_record(&act, by->key, by->no, KIND_PUBLISH, &b, NULL, &f->e) || act_commit(&act, &f->e) ? -1 : 0;
}

/* The line in force with one text replaced by another. */
static const char *altered(struct fixture *f, const char *line, const char *from, const char *to, struct str *out)
{
	AUTO(library_done) struct library now = {0};

	load(f, &now);
	const char *text = library_line(&now, line)->text, *at = strstr(text, from);
	assert_non_null(at);
	str_clear(out);
	str_add_n(out, text, (size_t)(at - text));
	str_addf(out, "%s%s", to, at + strlen(from));
	return str_text(out);
}

static void test_the_journal_refuses(void **state)
{
	struct fixture *f = *state;
	AUTO(key_free) struct key *key = NULL;
	AUTO(str_done) struct str t = {0}, u = {0};
	struct actor by = officer(f, &key);

	publish_second(f, &by);
	assert_non_null(altered(f, "credit", "Edition: 2026.2", "Edition: 2026.3", &t));
	REFUSED(f, ERR_DENIED, forge(f, &f->who[HEAD], "2026.3", "credit", str_text(&t), 1));
	REFUSED(f, ERR_INPUT, forge(f, &by, "2026.2", "credit", str_text(&t), 1));
	REFUSED(f, ERR_INPUT, forge(f, &by, "2025.9", "credit", str_text(&t), 1));
	REFUSED(f, ERR_INPUT, forge(f, &by, "2026.4", "credit", str_text(&t), 1)); /* the line carries another name */
	REFUSED(f, ERR_UNKNOWN, forge(f, &by, "2026.3", "credit", str_text(&t), LIBRARY_RULES + 1));
	REFUSED(f, ERR_UNKNOWN, forge(f, &by, "2026.3", "credit", str_text(&t), 0));
	REFUSED(f, ERR_STATE, forge(f, &by, "2026.3", "credit", altered(f, "credit", "x", "x", &u), 1));
	REFUSED(f, ERR_CONFLICT, forge(f, &by, "2026.3", "credit", NULL, 1));
	REFUSED(f, ERR_CONFLICT, forge(f, &by, "2026.3", "basis", NULL, 1));
	assert_non_null(strstr(f->e.text, "is gone from the register"));
	str_clear(&u);
	for (const char *p = str_text(&t); *p; p++) /* a code gone */
		str_add(&u, str_starts(p, "Code: CR-0999") ? "Code: CR-0998" : (char[]){*p, 0}),
			p += str_starts(p, "Code: CR-0999") ? strlen("Code: CR-0998") - 1 : 0;
	REFUSED(f, ERR_CONFLICT, forge(f, &by, "2026.3", "credit", str_text(&u), 1));
	assert_non_null(strstr(f->e.text, "CR-0999"));
	const char *at = strstr(str_text(&t), "Severity: serious");
	str_clear(&u);
	str_add_n(&u, str_text(&t), (size_t)(at - str_text(&t)));
	str_addf(&u, "Severity: dire%s", at + strlen("Severity: serious"));
	REFUSED(f, ERR_INPUT, forge(f, &by, "2026.3", "credit", str_text(&u), 1));
	assert_non_null(strstr(f->e.text, "credit.rec:"));
	OK(f, forge(f, &by, "2026.3", "credit", str_text(&t), 1));
	sound(f);
}

/* ---- sessions ------------------------------------------------------------------- */

static void test_sessions_keep_what_they_pinned(void **state)
{
	struct fixture *f = *state;
	AUTO(checklist_done) struct checklist before = {0}, after = {0}, fresh = {0};
	AUTO(library_done) struct library now = {0};
	AUTO(key_free) struct key *key = NULL;
	struct actor by = officer(f, &key);
	char old[REF_TEXT], ref[REF_TEXT];

	fixture_open(f);
	memcpy(old, f->session, sizeof old);
	OK(f, checklist_load(f->db, old, &before, &f->e));
	publish_second(f, &by);
	OK(f, checklist_load(f->db, old, &after, &f->e));
	assert_int_equal(before.n, after.n);
	for (size_t i = 0; i < before.n; i++)
		assert_string_equal(before.v[i].item.question, after.v[i].item.question);
	load(f, &now);
	const struct line *credit = library_line(&now, "credit");
	struct session_plan plan = {.branch = "1102", .kind = "self_check", .lines = &credit, .line_count = 1};
	OK(f, session_open(&f->j, &f->who[HEAD], &plan, ref, &f->e));
	OK(f, checklist_load(f->db, ref, &fresh, &f->e));
	assert_true(checklist_find(&fresh, "CR-0999") >= 0);
	assert_int_equal(checklist_find(&fresh, "CR-0204"), -1);
	assert_string_equal(fresh.v[checklist_find(&fresh, "CR-0203")].item.question, "主任的授权口令是否只由主任掌握？");
	sound(f);
}

/* ---- reading what was pinned ------------------------------------------------------- */

/* A text that today's rules refuse, as an earlier version may have taken it. */
static const char old_text[] =
	"%rec: Line\n\nId: old\nCode: OL\nName: 旧条线的名字比十个字还要长得多\nEdition: first\nColour: red\n\n%rec: Item\n\n"
	"Code: OL-0101\nTitle: 题\nSection: 节\nQuestion: 问？\nLook: 看\nMethod: sniff\nWhy: 因\nSource: stars\nPost: 甲、乙\n"
	"Basis: 第三条\nMeasure: 防\nSeverity: dire\nWeight: 9\nValue: 三张\nEvidence: maybe\nSample: 三天\nWhen: 逢单\n"
	"Frequency: hourly\nSmell: bad\nTitle: 又一个\n\n"
	"Code: OL-0101\nTitle: 同号\n\nTitle: 无号\n\nCode: OL-0102\nTitle: 缺得多\n";

static void test_pinned_text_is_never_refused(void **state)
{
	struct fixture *f = *state;
	AUTO(library_done) struct library lib = {0}, none = {0};
	AUTO(checklist_done) struct checklist list = {0};
	AUTO(body_done) struct body b = {0};
	AUTO(str_done) struct str lines = {0};
	char ref[REF_TEXT], hex[DIGEST_HEX];

	assert_int_equal(library_add(&none, "old.rec", old_text, strlen(old_text), NULL, NULL, &f->e), -1);
	OK(f, library_add_pinned(&lib, "old.rec", old_text, strlen(old_text), &f->e));
	assert_int_equal(lib.n, 1);
	assert_int_equal(lib.v[0].n, 2);
	const struct item *it = line_item(&lib.v[0], "OL-0101");
	assert_string_equal(it->title, "题");
	assert_string_equal(it->method, "sniff");
	assert_string_equal(it->frequency, "hourly");
	assert_int_equal(it->severity, SEVERITY_ORDINARY);
	assert_in_range(it->weight, 1, 5);
	assert_string_equal(line_item(&lib.v[0], "OL-0102")->look, "");
	REFUSED(f, ERR_DAMAGED, library_add_pinned(&lib, "old.rec", old_text, strlen(old_text), &f->e));
	REFUSED(f, ERR_DAMAGED, library_add_pinned(&none, "x", "nothing", 7, &f->e));

	/* A session that asked it can be read, answered and proved. */
	body_text(&b, 1, old_text);
	OK(f, journal_record(&f->j, f->who[HEAD].key, "110201", KIND_ADOPT, &b, NULL, &f->e));
	str_addf(&lines, "old %s", digest_hex(lib.v[0].digest, hex));
	AUTO(body_done) struct body o = {0};
	body_text(&o, 1, "1102");
	body_text(&o, 2, "self_check");
	body_text(&o, 3, "旧检查");
	body_text(&o, 4, str_text(&lines));
	body_text(&o, 5, "OL-0101\nOL-0102");
	OK(f, journal_record(&f->j, f->who[HEAD].key, "110201", KIND_OPEN, &o, ref, &f->e));
	OK(f, checklist_load(f->db, ref, &list, &f->e));
	assert_int_equal(list.n, 2);
	assert_string_equal(list.v[0].item.question, "问？");
	sound(f);
}

static void test_the_register_alone(void **state)
{
	struct fixture *f = *state;
	AUTO(library_done) struct library lib = {0}, now = {0};
	AUTO(str_done) struct str said = {0}, lines = {0}, text = {0};
	AUTO(body_done) struct body o = {0};
	AUTO(key_free) struct key *key = NULL;
	struct actor by = officer(f, &key);
	unsigned char digest[DIGEST_SIZE];
	char hex[DIGEST_HEX];

	load(f, &lib);
	lib.bases.v[0].note = "待核：条款号";
	lib.bases.v[0].force = "unknown";
	OK(f, edition_publish(&f->j, &by, &lib, "2026.2", "依据登记改了一条", NULL, &f->e));
	load(f, &now);
	library_diff(&f->lib, &now, tell, &said);
	assert_non_null(strstr(str_text(&said), "basis_changed"));
	assert_int_equal(library_diff(&lib, &now, NULL, NULL), 0);
	OK(f, edition_in_force(f->db, &now, &text, &f->e));
	assert_string_equal(str_text(&text), "2026.2");
	REFUSED(f, ERR_INPUT, edition_can_publish(f->db, &f->lib, "2026.2", NULL, NULL, &f->e));
	/* Nobody can be asked the register. */
	str_clear(&text);
	bases_write(&now, &text);
	OK(f, digest_bytes(str_text(&text), text.n, digest, &f->e));
	str_addf(&lines, " %s", digest_hex(digest, hex));
	body_text(&o, 1, "1102");
	body_text(&o, 2, "self_check");
	body_text(&o, 3, "空");
	body_text(&o, 4, str_text(&lines));
	body_text(&o, 5, "B01");
	REFUSED(f, ERR_INPUT, journal_record(&f->j, f->who[HEAD].key, "110201", KIND_OPEN, &o, NULL, &f->e));
	sound(f);
}

static void changed_in(struct fixture *f, const char *code, int found, const char *want)
{
	AUTO(arena_done) struct arena arena = {0};
	const char *edition = "";

	assert_int_equal(edition_of_item(f->db, "credit", code, &arena, &edition, &f->e), found);
	assert_string_equal(edition, want);
}

/* What an edition changed carries its name, in later ones too; what none changed that of the first. */
static void test_which_edition_changed_an_item(void **state)
{
	struct fixture *f = *state;
	AUTO(library_done) struct library lib = {0};
	AUTO(key_free) struct key *key = NULL;
	struct actor by = officer(f, &key);

	changed_in(f, "CR-0203", 0, "");
	publish_second(f, &by);
	load(f, &lib);
	item(&lib, "CR-0202")->weight = 1;
	OK(f, edition_publish(&f->j, &by, &lib, "2026.3", "串号一项调了权重", NULL, &f->e));
	changed_in(f, "CR-0203", 1, "2026.2");
	changed_in(f, "CR-0204", 1, "2026.2");
	changed_in(f, "CR-0202", 1, "2026.3");
	changed_in(f, "CR-0101", 1, "2026.1");
	changed_in(f, "CR-0999", 1, "2026.2");
	changed_in(f, "CR-9999", 0, "");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_names),
	FIXTURE_TEST(test_publishing),
	FIXTURE_TEST(test_which_edition_changed_an_item),
	FIXTURE_TEST(test_who_may_pin),
	FIXTURE_TEST(test_what_is_refused),
	FIXTURE_TEST(test_the_journal_refuses),
	FIXTURE_TEST(test_sessions_keep_what_they_pinned),
	FIXTURE_TEST(test_pinned_text_is_never_refused),
	FIXTURE_TEST(test_the_register_alone),
};
TEST_MAIN(tests)
