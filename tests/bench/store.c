/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * store DIR SESSIONS: a big store for timing, made in seconds and kept: fifty answers a session (sixty in the newest of
 * a branch), one in ten an issue with its finding, over five years. Founding, people, branches and editions are
 * recorded as anywhere; the rest is written past the journal straight into the tables, with events of the right
 * size and number whose hashes and signatures mean nothing. So it reads, lists and logs in like a real store, but
 * verify calls it changed: it is for measuring only. A store that is there and was made alike is left as it is.
 */
#include "base/file.h"
#include "base/msg.h"
#include "cli/demo.h"
#include "cli/desk.h"
#include "domain/people.h"
#include "domain/session.h"
#include "store/event.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BRANCH = 1101, ITEMS = 50, NEWEST_ITEMS = 60, ITEMS_MOST = 64, LINES_MOST = 8, DAY = 86400, YEARS = 5, CODE = 24, WITH_KEYS = 5 };
enum { END = 1795395600 }; /* 2026-11-23 09:00 in China */

/* A statement for each table that is filled. */
enum table { EVENT, BODY, SESSION, LINE, ASKED, SKIPPED, ANSWER, OUTCOME, FAILURE, FINDING, SIGNATURE, PERSON, TABLES };
static const char *const inserts[TABLES] = {
	[EVENT] = "INSERT INTO event (chain, seq, kind, at, key, prev, digest, hash, sig) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[BODY] = "INSERT INTO event_body (chain, seq, salt, body) VALUES (?, ?, ?, ?)",
	[SESSION] = "INSERT INTO session (id, number, branch, kind, title, lines, state, opened_at, opened_by, sealed_at, items, "
		    "conform, issue, na, not_checked, pending, findings, worst, signers, slight, ordinary, serious, major) "
		    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)",
	[LINE] = "INSERT INTO session_line (session, pos, line, edition, opened_at) VALUES (?, ?, ?, ?, ?)",
	[ASKED] = "INSERT INTO asked (session, pos, item, edition) VALUES (?, ?, ?, ?)",
	[SKIPPED] = "INSERT INTO skipped (session, item, edition, reason) VALUES (?, ?, ?, ?)",
	[ANSWER] = "INSERT INTO answer (session, item, result, note, value, evidence, author, witness, at, event) "
		   "VALUES (?, ?, ?, ?, '', ?, ?, '', ?, ?)",
	[OUTCOME] = "INSERT INTO outcome (branch, item, at, session, result) VALUES (?, ?, ?, ?, ?)",
	[FAILURE] = "INSERT INTO failure (branch, item, at, session, edition) VALUES (?, ?, ?, ?, ?)",
	[FINDING] = "INSERT INTO finding (id, session, item, fact, basis, nature, severity, amount, count, occurred_from, "
		    "occurred_to, cause, liable, owner, measure, deadline, evidence, fixed_on_spot, author, at, withdrawn) "
		    "VALUES (?, ?, ?, ?, '《个人征信管理办法》第12条', 'execution', ?, ?, 1, '2026-10-01', '2026-10-31', "
		    "'岗位之间没有互相核对', '王芳', '李明', '当月补齐，主任逐笔复核，下次自查回头看', '2026-12-31', '凭证第3册', "
		    "?, ?, ?, '')",
	[SIGNATURE] = "INSERT INTO signature (session, person, capacity, digest, key, seq, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
	[PERSON] = "INSERT INTO person (no, name, role, post, branch, may_enrol, left_at) VALUES (?, ?, ?, ?, ?, 0, 0)",
};

struct maker {
	struct desk desk;
	struct err e;
	sqlite3 *db;
	sqlite3_stmt *into[TABLES];
	int sessions, branches;
	int64_t seq;
	char editions[32][DIGEST_HEX]; /* of the library's lines */
	const char *key;               /* whose signatures these are said to be */
	uint64_t chance;
};

static void fail(const struct maker *m, const char *what)
{
	fprintf(stderr, "store: %s: %s\n", what, m->e.code ? m->e.text : m->db ? sqlite3_errmsg(m->db) : "");
	exit(1);
}

static unsigned draw(struct maker *m, unsigned below)
{
	m->chance = m->chance * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)(m->chance >> 33) % below;
}

/* ---- a row: t text, i int64_t, b 32 bytes by chance, s 16 of them, g a signature of 71, B bytes and their number ---- */

static void put(struct maker *m, enum table table, const char *types, ...)
{
	static const char letters[] = "tibsgB";
	static const int sizes[] = {0, 0, 32, 16, 71, 0};
	sqlite3_stmt *s = m->into[table];
	unsigned char noise[72];
	va_list ap;

	va_start(ap, types);
	for (int i = 0; types[i]; i++) {
		int n = sizes[strchr(letters, types[i]) - letters];
		for (int k = 0; k < n; k += 4) {
			unsigned bits = draw(m, UINT32_MAX);
			memcpy(noise + k, &bits, 4);
		}
		if (types[i] == 't') {
			sqlite3_bind_text(s, i + 1, va_arg(ap, const char *), -1, SQLITE_TRANSIENT);
		} else if (types[i] == 'i') {
			sqlite3_bind_int64(s, i + 1, va_arg(ap, int64_t));
		} else if (types[i] == 'B') {
			const struct str *bytes = va_arg(ap, const struct str *);
			sqlite3_bind_blob(s, i + 1, bytes->s, (int)bytes->n, SQLITE_TRANSIENT);
		} else {
			sqlite3_bind_blob(s, i + 1, noise, n, SQLITE_TRANSIENT);
		}
	}
	va_end(ap);
	if (sqlite3_step(s) != SQLITE_DONE)
		fail(m, inserts[table]);
	sqlite3_reset(s);
}

/* An event of a kind with these texts as its fields; ref gets its name. */
static void event(struct maker *m, int64_t kind, int64_t at, const char *const *texts, char ref[REF_TEXT])
{
	AUTO(body_done) struct body b = {0};

	for (uint16_t i = 0; texts[i]; i++)
		body_text(&b, (uint16_t)(i + 1), texts[i]);
	m->seq++;
	put(m, EVENT, "tiiitbbbg", DEMO_CHAIN, m->seq, kind, at, m->key);
	put(m, BODY, "tisB", DEMO_CHAIN, m->seq, &b.bytes);
	snprintf(ref, REF_TEXT, "%s-%lld", DEMO_CHAIN, (long long)m->seq);
}

/* ---- sessions ---- */

/* A branch's code, and the numbers of the two who work there. */
struct place {
	char branch[CODE], head[CODE], staff[CODE];
};

static struct place place_of(int i)
{
	struct place p;

	snprintf(p.branch, sizeof p.branch, "%d", FIRST_BRANCH + i);
	snprintf(p.head, sizeof p.head, "%d01", FIRST_BRANCH + i);
	snprintf(p.staff, sizeof p.staff, "%d02", FIRST_BRANCH + i);
	return p;
}

struct made {
	char id[REF_TEXT], number[64], title[64], lines[256];
	struct place of_branch;
	const char *kind, *state;
	int64_t at;
	const struct item *item[ITEMS_MOST];
	size_t of[ITEMS_MOST]; /* its line */
	int64_t items, conform, issue, na, not_checked, findings, worst, graded[5];
};

static void choose(struct maker *m, struct made *s, int i)
{
	const struct library *lib = &m->desk.library;
	int branch = i % m->branches, want = i < m->sessions - 2 * m->branches ? ITEMS : NEWEST_ITEMS, year, month, mday;
	size_t line = (size_t)(i / m->branches) % lib->n;

	s->at = END - (int64_t)YEARS * 365 * DAY + (int64_t)i * (YEARS * 365) * DAY / m->sessions;
	day_split(day_of_time(s->at), &year, &month, &mday);
	s->of_branch = place_of(branch);
	snprintf(s->number, sizeof s->number, "%s-%d-%03d", s->of_branch.branch, year, i / m->branches % 1000);
	s->kind = i % 13 ? "self_check" : i % 2 ? "special_check" : "routine_check";
	snprintf(s->title, sizeof s->title, "%d年%d月%s", year, month, i % 13 ? "自查" : i % 2 ? "专项检查" : "常规检查");
	s->state = i >= m->sessions - m->branches ? "open" : i % 97 == 5 ? "void" : "sealed";
	for (; s->items < want; line = (line + 1) % lib->n)
		for (size_t k = 0; k < lib->v[line].n && s->items < want; k++) {
			s->item[s->items] = &lib->v[line].v[k];
			s->of[s->items++] = line;
		}
}

static void put_question(struct maker *m, struct made *s)
{
	AUTO(str_done) struct str codes = {0};
	size_t lines = 0;

	for (int64_t k = 0; k < s->items; k++)
		str_addf(&codes, "%s%s", k ? "\n" : "", s->item[k]->code);
	event(m, KIND_OPEN, s->at, (const char *const[]){s->of_branch.branch, s->kind, s->title, str_text(&codes), NULL}, s->id);
	for (int64_t k = 0; k < s->items; k++) {
		const char *line = m->desk.library.v[s->of[k]].id;
		if (!k || s->of[k] != s->of[k - 1]) {
			put(m, LINE, "titti", s->id, (int64_t)lines++, line, m->editions[s->of[k]], s->at);
			snprintf(s->lines + strlen(s->lines), sizeof s->lines - strlen(s->lines), "%s%s", k ? " " : "", line);
		}
		put(m, ASKED, "titt", s->id, k, s->item[k]->code, m->editions[s->of[k]]);
	}
}

static void put_finding(struct maker *m, struct made *s, int64_t k)
{
	static const char *const facts[] = {
		"抽查10户贷款档案，有3户面谈记录是事后补填的，笔迹与日期对不上。",
		"主任外出当天仍有其本人授权流水4笔，操作员号由他人代用。",
		"库房钥匙交接登记簿缺10月12日至15日的签字，当班两人都说交接过但没有记。",
		"征信查询登记簿少登2笔，授权书日期晚于查询日期一天。",
		"自助设备清机只有一人在场，第二人事后补签，监控录像可见。",
	};
	static const char *const grades[] = {"slight", "ordinary", "ordinary", "serious"};
	char ref[REF_TEXT], fact[400];
	unsigned grade = draw(m, 40) ? draw(m, 4) : 4;
	const char *severity = grade == 4 ? "major" : grades[grade];
	int64_t rank = grade == 4 ? 4 : grade == 0 ? 1 : grade == 3 ? 3 : 2;

	snprintf(fact, sizeof fact, "%s涉及金额%u元。", facts[draw(m, ARRAY_LEN(facts))], draw(m, 90000) + 10000);
	event(m, KIND_FINDING, s->at + 60 * k,
	      (const char *const[]){s->id, s->item[k]->code, fact, "《个人征信管理办法》第12条", "execution", severity,
				    "岗位之间没有互相核对", "当月补齐，主任逐笔复核，下次自查回头看", NULL},
	      ref);
	put(m, FINDING, "tttttiiti", ref, s->id, s->item[k]->code, fact, severity, (int64_t)draw(m, 9000000),
	    (int64_t)!draw(m, 3), s->of_branch.staff, s->at + 60 * k);
	s->findings++;
	s->graded[rank]++;
	s->worst = rank > s->worst ? rank : s->worst;
}

static void put_answer(struct maker *m, struct made *s, int64_t k)
{
	unsigned chance = draw(m, 100);
	const char *result = chance < 10 ? "issue" : chance < 14 ? "na" : chance < 16 ? "not_checked" : "conform";
	const char *note = chance < 10 ? "" : chance < 14 ? "本网点没有这项业务" : chance < 16 ? "经办人休假，下次补查" : "";
	char ref[REF_TEXT];

	event(m, KIND_ANSWER, s->at + 60 * k,
	      (const char *const[]){s->id, s->item[k]->code, result, *note ? note : "凭证第3册第12页", NULL}, ref);
	put(m, ANSWER, "ttttttit", s->id, s->item[k]->code, result, note, "凭证第3册第12页", s->of_branch.staff, s->at + 60 * k, ref);
	if (strcmp(s->state, "sealed") == 0)
		put(m, OUTCOME, "ttitt", s->of_branch.branch, s->item[k]->code, s->at, s->id, result);
	if (strcmp(s->state, "sealed") == 0 && chance < 10)
		put(m, FAILURE, "ttitt", s->of_branch.branch, s->item[k]->code, s->at, s->id, m->editions[s->of[k]]);
	*(chance < 10 ? &s->issue : chance < 14 ? &s->na : chance < 16 ? &s->not_checked : &s->conform) += 1;
	if (chance < 10)
		put_finding(m, s, k);
}

static void put_signatures(struct maker *m, struct made *s)
{
	static const char digest[] = "3edcd4d54386582f31fc5cd7187c6b8e2a28a9ab63361ef48b3370bbdbae3456";
	const char *const who[] = {s->of_branch.head, s->of_branch.staff}, *const as[] = {"head", "other"};
	char ref[REF_TEXT];

	for (int i = 0; i < 2; i++) {
		event(m, KIND_SIGN, s->at + 3 * 3600 + i, (const char *const[]){s->id, as[i], digest, NULL}, ref);
		put(m, SIGNATURE, "tttttii", s->id, who[i], as[i], digest, m->key, m->seq, s->at + 3 * 3600 + i);
	}
}

static void put_session(struct maker *m, int i)
{
	struct made s = {0};
	bool sealed;

	choose(m, &s, i);
	sealed = strcmp(s.state, "sealed") == 0;
	put_question(m, &s);
	for (int64_t k = 0; k < (sealed ? s.items : s.items - 5); k++)
		put_answer(m, &s, k);
	for (int k = 0; k < 2; k++)
		put(m, SKIPPED, "tttt", s.id, m->desk.library.v[0].v[k + 5].code, m->editions[0], "vault = yes");
	if (sealed)
		put_signatures(m, &s);
	put(m, SESSION, "tttttttitiiiiiiiitiiii", s.id, s.number, s.of_branch.branch, s.kind, s.title, s.lines, s.state, s.at, s.of_branch.head,
	    sealed ? s.at + 3 * 3600 : (int64_t)0, s.items, s.conform, s.issue, s.na, s.not_checked, s.findings, s.worst,
	    sealed ? "李明 王芳" : "", s.graded[1], s.graded[2], s.graded[3], s.graded[4]);
}

/* ---- what is recorded as anywhere ---- */

static void found(struct maker *m, const char *dir)
{
	struct founding f = {.org = "清河县联社",
			     .founder = {.no = "1001", .name = "周建国", .role = role_find("officer"), .branch = "", .post = "风险部"},
			     .passphrase = DEMO_PASSPHRASE,
			     .log_n = KEY_LOG_N_TEST,
			     .chain = DEMO_CHAIN};

	if (desk_open(&m->desk, dir, DESK_CREATE, &m->e) || desk_load_library(&m->desk, &m->e))
		fail(m, dir);
	clock_fix(&m->desk.clock, END - (int64_t)(YEARS * 365 + 10) * DAY, 60);
	if (founding_record(&m->desk.journal, &f, &m->e) || desk_login(&m->desk, "1001", DEMO_PASSPHRASE, &m->e))
		fail(m, "founding");
}

static void add_person(struct maker *m, const char *no, const char *name, const char *role, const char *branch)
{
	struct actor by = desk_actor(&m->desk);
	struct person p = {.no = no, .name = name, .role = role_find(role), .post = "", .branch = branch};

	if (person_add(&m->desk.journal, &by, &p, DEMO_PASSPHRASE, KEY_LOG_N_TEST, &m->e))
		fail(m, no);
}

static void people_and_branches(struct maker *m)
{
	struct actor by = desk_actor(&m->desk);

	add_person(m, "1002", "孙玉兰", "auditor", "");
	add_person(m, "1003", "赵国强", "inspector", "");
	for (int i = 0; i < m->branches; i++) {
		struct place p = place_of(i);
		char name[64];
		snprintf(name, sizeof name, "河口第%d信用社", i + 1);
		struct branch b = {p.branch, name, "vault atm credit"};
		if (branch_put(&m->desk.journal, &by, &b, &m->e))
			fail(m, p.branch);
		if (i >= WITH_KEYS)
			continue;
		add_person(m, p.head, "李明", "head", p.branch);
		add_person(m, p.staff, "王芳", "staff", p.branch);
	}
}

/* All editions, by opening one session of all lines. */
static void adopt(struct maker *m)
{
	const struct library *lib = &m->desk.library;
	const struct line *lines[32];
	struct place p = place_of(0);
	char ref[REF_TEXT];

	if (lib->n > ARRAY_LEN(lines) || desk_login(&m->desk, p.head, DEMO_PASSPHRASE, &m->e))
		fail(m, "lines");
	for (size_t i = 0; i < lib->n; i++) {
		lines[i] = &lib->v[i];
		digest_hex(lib->v[i].digest, m->editions[i]);
	}
	struct actor by = desk_actor(&m->desk);
	struct session_plan plan = {.branch = p.branch, .kind = "self_check", .lines = lines, .line_count = lib->n};
	if (session_open(&m->desk.journal, &by, &plan, ref, &m->e) ||
	    session_void(&m->desk.journal, &by, ref, "为取得条线文本而开", &m->e))
		fail(m, "editions");
}

/* ---- the rest, past the journal ---- */

static void open_raw(struct maker *m, const char *path)
{
	if (sqlite3_open(path, &m->db) ||
	    sqlite3_exec(m->db, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; BEGIN", NULL,
			 NULL, NULL))
		fail(m, path);
	for (int i = 0; i < TABLES; i++)
		if (sqlite3_prepare_v2(m->db, inserts[i], -1, &m->into[i], NULL))
			fail(m, inserts[i]);
}

static void fill(struct maker *m, const char *path)
{
	sqlite3_stmt *head;

	open_raw(m, path);
	for (int i = WITH_KEYS; i < m->branches; i++) {
		struct place p = place_of(i);
		put(m, PERSON, "ttttt", p.head, "李明", "head", "网点主任", p.branch);
		put(m, PERSON, "ttttt", p.staff, "王芳", "staff", "委派会计", p.branch);
	}
	for (int i = 0; i < m->sessions; i++)
		put_session(m, i);
	if (sqlite3_prepare_v2(m->db, "UPDATE head SET (seq, hash) = (SELECT seq, hash FROM event WHERE seq = ?)", -1, &head, NULL))
		fail(m, "head");
	sqlite3_bind_int64(head, 1, m->seq);
	if (sqlite3_step(head) != SQLITE_DONE)
		fail(m, "head");
	sqlite3_finalize(head);
	for (int i = 0; i < TABLES; i++)
		sqlite3_finalize(m->into[i]);
	if (sqlite3_exec(m->db, "COMMIT", NULL, NULL, NULL) || sqlite3_close(m->db))
		fail(m, "commit");
	m->db = NULL;
}

/* As if a backup had been verified up to here, so that leaving the workbench makes none. */
static void trust(struct maker *m, const char *dir)
{
	AUTO(str_done) struct str name = {0}, text = {0}, path = {0};
	unsigned char hash[DIGEST_SIZE];
	char hex[DIGEST_HEX];

	str_addf(&path, "%s/zicha.db", dir);
	if (db_open(&m->desk.db, str_text(&path), DB_READONLY, &m->e) ||
	    journal_head(m->desk.db, DEMO_CHAIN, &m->seq, hash, &m->e) != 1)
		fail(m, "head");
	str_addf(&name, "%s/local/verified", dir);
	str_addf(&text, "%s %lld %s\n", DEMO_CHAIN, (long long)m->seq, digest_hex(hash, hex));
	if (file_write(str_text(&name), text.s, text.n, 0600, &m->e))
		fail(m, "verified");
}

static void make(struct maker *m, const char *dir, const char *path)
{
	unsigned char hash[DIGEST_SIZE];

	found(m, dir);
	people_and_branches(m);
	adopt(m);
	m->key = key_id(m->desk.key);
	if (journal_head(m->desk.db, DEMO_CHAIN, &m->seq, hash, &m->e) != 1)
		fail(m, "head");
	db_close(&m->desk.db);
	fill(m, path);
	trust(m, dir);
	desk_close(&m->desk);
}

int main(int argc, char **argv)
{
	struct maker m = {.sessions = argc > 2 ? atoi(argv[2]) : 0, .chance = 2026};
	AUTO(str_done) struct str path = {0}, mark = {0}, want = {0}, have = {0}, remove = {0};

	if (argc < 3 || m.sessions < 100) {
		fprintf(stderr, "store DIR SESSIONS (100 at the least)\n");
		return 2;
	}
	msg_use(MSG_EN);
	m.branches = m.sessions < 20000 ? 8 : 250;
	str_addf(&path, "%s/zicha.db", argv[1]);
	str_addf(&mark, "%s/made", argv[1]);
	for (int i = 0; i < TABLES; i++)
		str_addf(&want, "%s\n", inserts[i]);
	str_addf(&want, "%s\n%d sessions\n", db_schema(), m.sessions);
	if (file_exists(str_text(&mark), &m.e) == 1 && !file_read(str_text(&mark), 1 << 20, &have, &m.e) &&
	    str_eq(str_text(&have), str_text(&want)))
		return 0;
	str_addf(&remove, "rm -rf '%s'", argv[1]);
	if (system(str_text(&remove)))
		return 1;
	make(&m, argv[1], str_text(&path));
	if (file_write(str_text(&mark), want.s, want.n, 0600, &m.e))
		fail(&m, str_text(&mark));
	return 0;
}
