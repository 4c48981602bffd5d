/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Somebody who has the file and the source of zicha: who puts right every digest, every hash and the heads behind a
 * change, and signs with a key of their own or with a real one. verify must notice each forgery. Two cannot be seen in the
 * file alone, and both are seen with a head that left the machine before: an end that was cut off, and one that the real
 * signers wrote anew.
 */
#include "tests/unit/test.h"
#include "tests/unit/attack.h"
#include "tests/unit/fake.h"

#include "base/msg.h"
#include "base/tlv.h"
#include "store/verify.h"

enum { NOTES = 6, EVENTS = NOTES + 2, VICTIM = 4 /* a note of A02 */, ROOM = 300 };

/* The journal as a forger holds it: rows 1..n. */
struct row {
	int64_t seq, kind, at;
	char key[KEY_ID_TEXT];
	unsigned char prev[DIGEST_SIZE], digest[DIGEST_SIZE], hash[DIGEST_SIZE], sig[KEY_SIGNATURE_MOST], salt[EVENT_SALT],
		body[ROOM];
	size_t sig_n, body_n;
};

struct forge {
	struct fake f;
	struct key *own;
	struct row v[EVENTS + 3];
	int n;
	char chain[CHAIN_TEXT];
	struct str more; /* plain SQL besides */
};

/* ---- reading and writing it -------------------------------------------------------------------------------------- */

static void take(sqlite3_stmt *s, int column, unsigned char *out, size_t *n)
{
	*n = (size_t)sqlite3_column_bytes(s, column);
	if (*n)
		memcpy(out, sqlite3_column_blob(s, column), *n);
}

static void load(struct forge *g, const char *path)
{
	static const char *const sql = "SELECT e.seq, kind, at, key, prev, digest, hash, sig, salt, body, e.chain FROM event e "
				       "JOIN event_body b ON b.chain = e.chain AND b.seq = e.seq ORDER BY e.seq";
	sqlite3 *db;
	sqlite3_stmt *s;
	size_t n;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
	for (g->n = 0; sqlite3_step(s) == SQLITE_ROW; g->n++) {
		struct row *r = &g->v[g->n];
		r->seq = sqlite3_column_int64(s, 0);
		r->kind = sqlite3_column_int64(s, 1);
		r->at = sqlite3_column_int64(s, 2);
		snprintf(r->key, sizeof r->key, "%s", sqlite3_column_text(s, 3));
		take(s, 4, r->prev, &n);
		take(s, 5, r->digest, &n);
		take(s, 6, r->hash, &n);
		take(s, 7, r->sig, &r->sig_n);
		take(s, 8, r->salt, &n);
		take(s, 9, r->body, &r->body_n);
		snprintf(g->chain, sizeof g->chain, "%s", sqlite3_column_text(s, 10));
	}
	sqlite3_finalize(s);
	sqlite3_close(db);
}

static void store_row(sqlite3 *db, const struct forge *g, const struct row *r)
{
	sqlite3_stmt *s;

	sqlite3_prepare_v2(db, "INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?)", -1, &s, NULL);
	sqlite3_bind_text(s, 1, g->chain, -1, SQLITE_TRANSIENT);
	sqlite3_bind_int64(s, 2, r->seq);
	sqlite3_bind_int64(s, 3, r->kind);
	sqlite3_bind_int64(s, 4, r->at);
	sqlite3_bind_text(s, 5, r->key, -1, SQLITE_TRANSIENT);
	sqlite3_bind_blob(s, 6, r->prev, DIGEST_SIZE, SQLITE_TRANSIENT);
	sqlite3_bind_blob(s, 7, r->digest, DIGEST_SIZE, SQLITE_TRANSIENT);
	sqlite3_bind_blob(s, 8, r->hash, DIGEST_SIZE, SQLITE_TRANSIENT);
	sqlite3_bind_blob(s, 9, r->sig, (int)r->sig_n, SQLITE_TRANSIENT);
	assert_int_equal(sqlite3_step(s), SQLITE_DONE);
	sqlite3_finalize(s);
	sqlite3_prepare_v2(db, "INSERT INTO event_body VALUES (?,?,?,?)", -1, &s, NULL);
	sqlite3_bind_text(s, 1, g->chain, -1, SQLITE_TRANSIENT);
	sqlite3_bind_int64(s, 2, r->seq);
	sqlite3_bind_blob(s, 3, r->salt, EVENT_SALT, SQLITE_TRANSIENT);
	sqlite3_bind_blob(s, 4, r->body, (int)r->body_n, SQLITE_TRANSIENT);
	assert_int_equal(sqlite3_step(s), SQLITE_DONE);
	sqlite3_finalize(s);
}

/* The journal in place of what stands in the file, its head with it. */
static void save(const struct forge *g, const char *path)
{
	sqlite3 *db;
	sqlite3_stmt *s;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_exec(db, "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; BEGIN; DELETE FROM event_body;"
		     "DELETE FROM event",
		     NULL, NULL, NULL);
	for (int i = 0; i < g->n; i++)
		store_row(db, g, &g->v[i]);
	sqlite3_prepare_v2(db, "UPDATE head SET seq = ?, hash = ?", -1, &s, NULL);
	sqlite3_bind_int64(s, 1, g->v[g->n - 1].seq);
	sqlite3_bind_blob(s, 2, g->v[g->n - 1].hash, DIGEST_SIZE, SQLITE_TRANSIENT);
	assert_int_equal(sqlite3_step(s), SQLITE_DONE);
	sqlite3_finalize(s);
	int rc = g->more.n ? sqlite3_exec(db, g->more.s, NULL, NULL, NULL) : SQLITE_OK;
	assert_int_equal(rc, SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* ---- a forger's tools ---------------------------------------------------------------------------------------------- */

/* Puts right number, link, digest and hash of every row from `from` on. */
static void chain_again(struct forge *g, int from)
{
	struct err e = {0};

	for (int i = from; i < g->n; i++) {
		struct row *r = &g->v[i];
		r->seq = i + 1;
		memset(r->prev, 0, DIGEST_SIZE);
		if (i)
			memcpy(r->prev, g->v[i - 1].hash, DIGEST_SIZE);
		assert_int_equal(event_body_digest(r->salt, r->body, r->body_n, r->digest, &e), 0);
		struct event_row er = {g->chain, r->seq, r->kind, r->at, r->key, r->prev, r->digest};
		assert_int_equal(event_hash(&er, r->hash, &e), 0);
	}
}

static void sign(struct row *r, const struct key *key)
{
	AUTO(str_done) struct str bytes = {0};
	struct err e = {0};

	event_signed_bytes(r->hash, &bytes);
	assert_int_equal(key_sign(key, bytes.s, bytes.n, r->sig, &r->sig_n, &e), 0);
}

static void note(struct row *r, const char *text)
{
	AUTO(body_done) struct body b = {0};

	body_text(&b, F_TEXT, text);
	memcpy(r->body, b.bytes.s, b.bytes.n);
	r->body_n = b.bytes.n;
}

/* Signs again with `own` whatever from `from` on carries the id of `key`. */
static void sign_all(struct forge *g, int from, const char *key, const struct key *own)
{
	for (int i = from; i < g->n; i++)
		if (!strcmp(g->v[i].key, key))
			sign(&g->v[i], own);
}

static void drop(struct forge *g, int at)
{
	memmove(&g->v[at], &g->v[at + 1], (size_t)(g->n - at - 1) * sizeof g->v[0]);
	g->n--;
}

static struct row *add(struct forge *g, const struct row *like)
{
	g->v[g->n] = *like;
	return &g->v[g->n++];
}

/* ---- the forgeries ------------------------------------------------------------------------------------------------- */

static void edited(struct forge *g)
{
	note(&g->v[VICTIM], "另一回事");
}

static void edited_chained(struct forge *g)
{
	edited(g);
	chain_again(g, VICTIM);
}

static void edited_own_key(struct forge *g)
{
	edited(g);
	snprintf(g->v[VICTIM].key, KEY_ID_TEXT, "%s", key_id(g->own));
	chain_again(g, VICTIM);
	sign(&g->v[VICTIM], g->own);
}

static void edited_own_key_under_the_name(struct forge *g)
{
	edited(g);
	chain_again(g, VICTIM);
	for (int i = VICTIM; i < g->n; i++)
		sign(&g->v[i], g->own);
}

static void edited_by_a_real_other(struct forge *g)
{
	edited(g);
	chain_again(g, VICTIM);
	sign_all(g, VICTIM, key_id(g->f.second), g->f.head);
}

/* Even the victim cannot change an entry that somebody else's entry follows. */
static void edited_by_the_victim(struct forge *g)
{
	edited(g);
	chain_again(g, VICTIM);
	sign_all(g, VICTIM, key_id(g->f.second), g->f.second);
}

/* A02 was never enrolled with that key: another stands in the entry, in the table, and signs in A02's name. */
static void own_key_enrolled(struct forge *g)
{
	AUTO(body_done) struct body b = {0};
	AUTO(str_done) struct str hex = {0};
	struct row *r = &g->v[1];
	struct err e = {0};
	unsigned char digest[DIGEST_SIZE];

	assert_int_equal(digest_bytes("A02", 3, digest, &e), 0);
	body_text(&b, F_PERSON, "A02");
	body_bytes(&b, F_PUBLIC, key_public(g->own), KEY_PUBLIC_SIZE);
	body_bytes(&b, F_ENVELOPE, digest, sizeof digest);
	memcpy(r->body, b.bytes.s, b.bytes.n);
	r->body_n = b.bytes.n;
	for (int i = 1; i < g->n; i++)
		if (!strcmp(g->v[i].key, key_id(g->f.second)))
			snprintf(g->v[i].key, KEY_ID_TEXT, "%s", key_id(g->own));
	chain_again(g, 1);
	sign_all(g, 1, key_id(g->own), g->own);
	str_add_hex(&hex, key_public(g->own), KEY_PUBLIC_SIZE);
	str_addf(&g->more, "UPDATE key SET id = '%s', public = x'%s' WHERE person = 'A02'; UPDATE envelope SET key = '%s' WHERE key = '%s'",
		 key_id(g->own), hex.s, key_id(g->own), key_id(g->f.second));
}

static void deleted(struct forge *g)
{
	drop(g, VICTIM);
}

static void deleted_chained(struct forge *g)
{
	drop(g, VICTIM);
	chain_again(g, VICTIM);
}

static void swapped(struct forge *g)
{
	struct row r = g->v[VICTIM];
	int64_t seq = g->v[VICTIM + 1].seq;

	g->v[VICTIM] = g->v[VICTIM + 1];
	g->v[VICTIM].seq = r.seq;
	g->v[VICTIM + 1] = r;
	g->v[VICTIM + 1].seq = seq;
}

static void swapped_chained(struct forge *g)
{
	swapped(g);
	chain_again(g, VICTIM);
}

static void dated_back(struct forge *g)
{
	g->v[VICTIM].at -= 86400;
}

static void dated_back_chained(struct forge *g)
{
	dated_back(g);
	chain_again(g, VICTIM);
}

static void played_again(struct forge *g)
{
	struct row *r = add(g, &g->v[VICTIM]);

	r->seq = g->n;
}

static void played_again_chained(struct forge *g)
{
	add(g, &g->v[VICTIM]);
	chain_again(g, g->n - 1);
}

/* What A02 really signed, in the same place of another store. */
static void spliced(struct forge *g)
{
	struct row *r = add(g, &g->v[VICTIM]);
	struct err e = {0};

	chain_again(g, g->n - 1);
	struct event_row er = {"0THERST0RE", r->seq, r->kind, r->at, r->key, r->prev, r->digest};
	assert_int_equal(event_hash(&er, r->hash, &e), 0);
	sign(r, g->f.second);
}

static void spliced_chained(struct forge *g)
{
	spliced(g);
	chain_again(g, g->n - 1);
}

static void first_gone(struct forge *g)
{
	drop(g, 0);
}

static void first_gone_chained(struct forge *g)
{
	drop(g, 0);
	chain_again(g, 0);
}

static void signature_emptied(struct forge *g)
{
	memset(g->v[VICTIM].sig, 0, g->v[VICTIM].sig_n);
}

static void signature_short(struct forge *g)
{
	g->v[VICTIM].sig_n = 8;
}

static void signature_longer(struct forge *g)
{
	g->v[VICTIM].sig[g->v[VICTIM].sig_n++] = 0;
}

static void signature_copied(struct forge *g)
{
	memcpy(g->v[VICTIM].sig, g->v[VICTIM - 2].sig, KEY_SIGNATURE_MOST);
	g->v[VICTIM].sig_n = g->v[VICTIM - 2].sig_n;
}

static void signer_changed(struct forge *g)
{
	snprintf(g->v[VICTIM].key, KEY_ID_TEXT, "%s", key_id(g->f.head));
	chain_again(g, VICTIM);
}

/* The same text, but its fields in other bytes: an empty field more. */
static void other_bytes(struct forge *g)
{
	struct row *r = &g->v[VICTIM];

	memcpy(r->body + r->body_n, "\0\2\0\0\0\0", 6);
	r->body_n += 6;
	chain_again(g, VICTIM);
}

/* With the real key, for whoever signs last: the bytes themselves are refused. */
static void other_bytes_signed(struct forge *g)
{
	struct row *r = &g->v[g->n - 1];

	memcpy(r->body + r->body_n, "\0\1\0\0\0\1x", 7);
	r->body_n += 7;
	chain_again(g, g->n - 1);
	sign_all(g, g->n - 1, r->key, strcmp(r->key, key_id(g->f.head)) ? g->f.second : g->f.head);
}

static void kind_changed(struct forge *g)
{
	g->v[VICTIM].kind = FAKE_CLOSE;
	chain_again(g, VICTIM);
}

static void salt_changed(struct forge *g)
{
	g->v[VICTIM].salt[3] ^= 1;
}

static void envelopes_swapped(struct forge *g)
{
	str_addf(&g->more, "UPDATE envelope SET bytes = CASE key WHEN '%s' THEN CAST('A02' AS BLOB) ELSE CAST('A01' AS BLOB) END",
		 key_id(g->f.head));
}

static void envelope_emptied(struct forge *g)
{
	str_add(&g->more, "UPDATE envelope SET bytes = x'' WHERE bytes = CAST('A02' AS BLOB)");
}

static void name_changed(struct forge *g)
{
	str_add(&g->more, "UPDATE key SET person = 'A03' WHERE person = 'A02'");
}

static void head_back(struct forge *g)
{
	str_addf(&g->more, "UPDATE head SET (seq, hash) = (SELECT seq, hash FROM event WHERE seq = %d)", g->n - 1);
}

static void head_ahead(struct forge *g)
{
	str_add(&g->more, "UPDATE head SET seq = seq + 1");
}

/* A real key that was closed signs on. */
static void signed_after_the_end(struct forge *g)
{
	AUTO(body_done) struct body b = {0};
	struct row *r = add(g, &g->v[g->n - 1]);

	r->kind = FAKE_CLOSE;
	snprintf(r->key, KEY_ID_TEXT, "%s", key_id(g->f.head));
	body_text(&b, F_PERSON, "A02");
	memcpy(r->body, b.bytes.s, b.bytes.n);
	r->body_n = b.bytes.n;
	r = add(g, &g->v[VICTIM]);
	snprintf(r->key, KEY_ID_TEXT, "%s", key_id(g->f.second));
	chain_again(g, g->n - 2);
	sign(&g->v[g->n - 2], g->f.head);
	sign(&g->v[g->n - 1], g->f.second);
	str_addf(&g->more, "UPDATE key SET until = %d WHERE person = 'A02'", g->n - 1);
}

/* What may not be done is not done by whoever brings a program of their own either. */
static void forbidden_act(struct forge *g)
{
	struct row *r = add(g, &g->v[VICTIM]);

	snprintf(r->key, KEY_ID_TEXT, "%s", key_id(g->f.second));
	note(r, "forbidden");
	chain_again(g, g->n - 1);
	sign(r, g->f.second);
}

static void cut_off(struct forge *g)
{
	g->n -= 2;
}

static void cut_off_and_written_anew(struct forge *g)
{
	g->n -= 2;
	for (int i = 0; i < 2; i++) {
		struct row *r = add(g, &g->v[VICTIM + i]);
		note(r, "事后补写");
		chain_again(g, g->n - 1);
		sign(r, strcmp(r->key, key_id(g->f.head)) ? g->f.second : g->f.head);
	}
}

static void untouched(struct forge *g)
{
	chain_again(g, 0);
}

static const struct {
	const char *name;
	void (*forge)(struct forge *g);
	bool unseen; /* in the file alone */
} forgeries[] = {
	{"text edited", edited, false},
	{"text edited, chained again", edited_chained, false},
	{"and signed with a key of one's own", edited_own_key, false},
	{"and that in the other's name", edited_own_key_under_the_name, false},
	{"and signed by a real other", edited_by_a_real_other, false},
	{"and signed by the victim", edited_by_the_victim, false},
	{"a key of one's own in place of an enrolled one", own_key_enrolled, false},
	{"deleted", deleted, false},
	{"deleted, chained again", deleted_chained, false},
	{"swapped", swapped, false},
	{"swapped, chained again", swapped_chained, false},
	{"dated back", dated_back, false},
	{"dated back, chained again", dated_back_chained, false},
	{"played again", played_again, false},
	{"played again, chained", played_again_chained, false},
	{"spliced from another store", spliced, false},
	{"spliced, chained again", spliced_chained, false},
	{"first entry gone", first_gone, false},
	{"first entry gone, chained again", first_gone_chained, false},
	{"signature emptied", signature_emptied, false},
	{"signature cut", signature_short, false},
	{"signature with a tail", signature_longer, false},
	{"signature copied", signature_copied, false},
	{"signer changed", signer_changed, false},
	{"same text in other bytes", other_bytes, false},
	{"other bytes, signed", other_bytes_signed, false},
	{"kind changed", kind_changed, false},
	{"salt changed", salt_changed, false},
	{"envelopes swapped", envelopes_swapped, false},
	{"envelope emptied", envelope_emptied, false},
	{"enrolled name changed", name_changed, false},
	{"head set back", head_back, false},
	{"head set ahead", head_ahead, false},
	{"signed after the key was closed", signed_after_the_end, false},
	{"a forbidden act, signed", forbidden_act, false},
	{"end cut off", cut_off, true},
	{"end cut off and written anew by its signers", cut_off_and_written_anew, true},
};

/* ---- judging --------------------------------------------------------------------------------------------------------- */

static int setup(void **state)
{
	static struct forge g;
	struct err e = {0};

	msg_use(MSG_EN);
	g = (struct forge){0};
	*state = &g;
	return fake_open(&g.f, false, NOTES) || key_new(&g.own, &e) ? -1 : 0;
}

static int teardown(void **state)
{
	struct forge *g = *state;

	key_free(&g->own);
	fake_done(&g->f);
	return 0;
}

static enum verify_verdict judged(const char *path, const struct verify_head *head)
{
	struct err e = {0};
	struct verify_result result;
	struct verify_options o = {.heads = head, .head_count = head ? 1 : 0};

	if (verify_path(path, &fake_kinds, &o, &result, &e))
		fail_msg("%s", e.text);
	return result.verdict;
}

static void forge_one(struct forge *g, void (*forge)(struct forge *g), const char *copy)
{
	struct attack a = {.store = g->f.path, .copy = copy};

	sqlite3_close(attack_open(&a));
	load(g, copy);
	str_clear(&g->more);
	forge(g);
	save(g, copy);
}

static void test_every_forgery_is_noticed(void **state)
{
	struct forge *g = *state;
	struct verify_head head = {0};
	struct err e = {0};
	char copy[64];
	int missed = 0;

	snprintf(copy, sizeof copy, "%s/copy.db", g->f.dir);
	memcpy(head.chain, g->f.journal.chain, CHAIN_TEXT);
	assert_int_equal(journal_head(g->f.db, head.chain, &head.seq, head.hash, &e), 1);
	forge_one(g, untouched, copy);
	assert_int_equal(judged(copy, &head), VERIFY_SOUND); /* what the tools alone do changes nothing */
	for (size_t i = 0; i < ARRAY_LEN(forgeries); i++) {
		forge_one(g, forgeries[i].forge, copy);
		bool alone = judged(copy, NULL) == VERIFY_CHANGED, with = judged(copy, &head) == VERIFY_CHANGED;
		if (alone != !forgeries[i].unseen || !with) {
			missed++;
			printf("%s: alone %s, with a head %s\n", forgeries[i].name, alone ? "noticed" : "missed", with ? "noticed" : "missed");
		}
	}
	str_done(&g->more);
	assert_int_equal(missed, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(test_every_forgery_is_noticed, setup, teardown),
};
TEST_MAIN(tests)
