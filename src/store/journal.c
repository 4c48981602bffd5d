/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/journal.h"

#include "base/msg.h"

#include <stdio.h>
#include <assert.h>
#include <string.h>

int journal_init(struct journal *j, struct db *db, const struct event_kinds *kinds, struct clock *clock,
		 struct err *e)
{
	AUTO(rows_done) struct rows r = {0};

	*j = (struct journal){.db = db, .kinds = kinds, .clock = clock};
	if (db_select(&r, db, SQL_chain_own, e, ""))
		return -1;
	int more = rows_next(&r, e);
	if (more > 0)
		snprintf(j->chain, sizeof j->chain, "%s", rows_text(&r, 0));
	return more < 0 ? -1 : 0;
}

/* Ten characters of Crockford's base32: fifty random bits. */
static int random_chain(char out[CHAIN_TEXT], struct err *e)
{
	static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	unsigned char bytes[CHAIN_TEXT - 1];

	if (digest_random(bytes, sizeof bytes, e))
		return -1;
	for (size_t i = 0; i < sizeof bytes; i++)
		out[i] = letters[bytes[i] & 31];
	out[CHAIN_TEXT - 1] = '\0';
	return 0;
}

int journal_found(struct journal *j, const char *id, struct err *e)
{
	char chain[CHAIN_TEXT] = "";

	if (*j->chain)
		return err_set(e, ERR_CONFLICT,
			       _("%s: there is a store already; name another folder with --data DIR"),
			       db_path(j->db));
	if (id)
		snprintf(chain, sizeof chain, "%s", id);
	if ((!id && random_chain(chain, e)) || db_run(j->db, SQL_chain_add, e, "ti", chain, (int64_t)1))
		return -1;
	memcpy(j->chain, chain, sizeof chain);
	j->founding = true;
	return 0;
}

/* ---- an act ---- */

int act_begin(struct act *a, struct journal *j, struct err *e)
{
	if (a->journal)
		return err_set(e, ERR_BUG, _("%s: an act is under way already"), db_path(j->db));
	if (db_begin(j->db, e))
		return -1;
	a->journal = j;
	return 0;
}

void act_abort(struct act *a)
{
	struct journal *j = a->journal;

	if (!j)
		return;
	db_rollback(j->db);
	if (j->founding)
		j->chain[0] = '\0';
	j->founding = false;
	a->journal = NULL;
}

int journal_record(struct journal *j, const struct key *key, const char *actor, uint16_t kind,
		   const struct body *body, char ref[REF_TEXT], struct err *e)
{
	AUTO(act_abort) struct act act = {0};

	return act_begin(&act, j, e) || act_record(&act, key, actor, kind, body, ref, e) ||
			       act_commit(&act, e)
		       ? -1
		       : 0;
}

struct run_ctx {
	const struct event *ev;
	char ref[REF_TEXT];
};

static void number_of(struct db_value *out, int64_t number)
{
	*out = (struct db_value){.type = 'i', .number = number};
}

static void text_of(struct db_value *out, const char *text)
{
	*out = (struct db_value){.type = 't', .data = text ? text : ""};
}

static void field_of(struct db_value *out, const struct event *ev, const struct event_field *f)
{
	if (f->type == 'i') {
		number_of(out, event_int(ev, f->tag, -1));
	} else if (f->type == 't') {
		text_of(out, event_text(ev, f->tag));
	} else {
		out->type = 'b';
		out->data = event_bytes(ev, f->tag, &out->n);
	}
}

static void value_of(const char *name, struct db_value *out, void *ctx)
{
	struct run_ctx *run = ctx;
	const struct event *ev = run->ev;

	for (const struct event_field *f = ev->kind->fields; f->tag; f++)
		if (str_eq(f->name, name)) {
			field_of(out, ev, f);
			return;
		}
	if (str_eq(name, "at"))
		number_of(out, ev->at);
	else if (str_eq(name, "seq"))
		number_of(out, ev->seq);
	else if (str_eq(name, "chain"))
		text_of(out, ev->chain);
	else if (str_eq(name, "actor"))
		text_of(out, ev->actor);
	else if (str_eq(name, "signer"))
		text_of(out, ev->key);
	else if (str_eq(name, "ref"))
		text_of(out, run->ref);
	else
		assert(!"a parameter that is no field of the event");
}

int event_run(struct db *db, enum sql_id id, const struct event *ev, struct err *e)
{
	struct run_ctx ctx = {.ev = ev};

	event_ref(ev, ctx.ref);
	return db_run_named(db, id, e, value_of, &ctx);
}

int act_commit(struct act *a, struct err *e)
{
	if (!a->journal)
		return err_set(e, ERR_BUG, "%s", _("no act is under way"));
	if (db_commit(a->journal->db, e)) {
		act_abort(a);
		return -1;
	}
	a->journal->founding = false;
	a->journal = NULL;
	return 0;
}

static int read_head(struct db *db, const char *chain, int64_t *seq, unsigned char hash[DIGEST_SIZE],
		     struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	size_t n;

	*seq = 0;
	memset(hash, 0, DIGEST_SIZE);
	if (db_select(&r, db, SQL_head_get, e, "t", chain))
		return -1;
	int more = rows_next(&r, e);
	if (more <= 0)
		return more;
	const void *bytes = rows_blob(&r, 1, &n);
	if (n != DIGEST_SIZE)
		return err_set(e, ERR_DAMAGED,
			       _("%s is damaged; copy the folder away; zicha restore puts the last verified backup back"), db_path(db));
	*seq = rows_int(&r, 0);
	memcpy(hash, bytes, DIGEST_SIZE);
	return 1;
}

int journal_signer(struct db *db, struct event *ev, unsigned char pub[KEY_PUBLIC_SIZE], struct arena *arena,
		   struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	char id[KEY_ID_TEXT];
	size_t n = 0;

	if (db_select(&r, db, SQL_key_public, e, "tt", ev->chain, ev->key))
		return -1;
	int more = rows_next(&r, e);
	if (more < 0)
		return -1;
	ev->actor = arena_dup(arena, more ? rows_text(&r, 1) : "");
	const void *bytes = ev->kind->key_tag ? event_bytes(ev, ev->kind->key_tag, &n)
			    : more            ? rows_blob(&r, 0, &n)
					      : NULL;
	if (!bytes)
		return err_set(e, ERR_DENIED, _("key %.8s is not enrolled here"), ev->key);
	if (n != KEY_PUBLIC_SIZE)
		return err_set(e, ERR_DAMAGED, _("key %.8s: the public half does not hold"), ev->key);
	memcpy(pub, bytes, KEY_PUBLIC_SIZE);
	if (key_id_of(pub, id, e))
		return -1;
	if (!str_eq(id, ev->key))
		return err_set(e, ERR_DAMAGED, _("key %.8s: the public half does not hold"), ev->key);
	if (more && !rows_null(&r, 2))
		return err_set(e, ERR_DENIED, _("key %.8s of %s was closed; it signs nothing any more"),
			       ev->key, ev->actor);
	return 0;
}

/* Finds who signs and whether they are who the caller says. */
static int check_signer(struct db *db, struct event *ev, const struct key *key, const char *actor,
			struct arena *arena, struct err *e)
{
	unsigned char pub[KEY_PUBLIC_SIZE];

	if (journal_signer(db, ev, pub, arena, e))
		return -1;
	if (memcmp(pub, key_public(key), sizeof pub))
		return err_set(e, ERR_DENIED, _("key %.8s is not enrolled here"), ev->key);
	if (*ev->actor && !str_eq(ev->actor, actor))
		return err_set(e, ERR_DENIED, _("key %.8s belongs to %s"), ev->key, ev->actor);
	return 0;
}

/* Hashes, signs and writes the event, its body and the head. */
static int append(struct db *db, struct event *ev, const struct key *key, const struct str *body,
		  struct err *e)
{
	unsigned char salt[EVENT_SALT], digest[DIGEST_SIZE], sig[KEY_SIGNATURE_MOST];
	AUTO(str_done) struct str sign = {0};
	struct event_row row = {ev->chain, ev->seq, ev->kind->code, ev->at, ev->key, ev->prev, digest};
	size_t sig_n;

	if (digest_random(salt, sizeof salt, e) || event_body_digest(salt, body->s, body->n, digest, e) ||
	    event_hash(&row, ev->hash, e))
		return -1;
	event_signed_bytes(ev->hash, &sign);
	if (key_sign(key, sign.s, sign.n, sig, &sig_n, e))
		return -1;
	if (db_run(db, SQL_event_add, e, "tiiitbbbb", ev->chain, ev->seq, row.kind, ev->at, ev->key, ev->prev,
		   sizeof ev->prev, digest, sizeof digest, ev->hash, sizeof ev->hash, sig, sig_n))
		return -1;
	if (db_run(db, SQL_event_body_add, e, "tibb", ev->chain, ev->seq, salt, sizeof salt, str_text(body),
		   body->n))
		return -1;
	return db_run(db, SQL_head_move, e, "tib", ev->chain, ev->seq, ev->hash, sizeof ev->hash);
}

static int record(struct journal *j, struct event *ev, const struct key *key, const char *actor,
		  const struct body *body, struct arena *arena, struct err *e)
{
	int64_t last;

	memcpy(ev->chain, j->chain, sizeof ev->chain);
	snprintf(ev->key, sizeof ev->key, "%s", key_id(key));
	ev->at = clock_now(j->clock);
	if (ev->at < 0 || ev->at >= EVENT_TIME_END)
		return err_set(e, ERR_STATE, "%s",
			       _("the clock of this machine is wrong; set date and time first"));
	if (read_head(j->db, j->chain, &last, ev->prev, e) < 0)
		return -1;
	ev->seq = last + 1;
	if (event_decode(ev, body ? body->bytes.s : NULL, body ? body->bytes.n : 0, arena, e) ||
	    check_signer(j->db, ev, key, actor, arena, e))
		return -1;
	if (ev->kind->may && ev->kind->may(j->db, ev, e))
		return -1;
	if (append(j->db, ev, key, body ? &body->bytes : &(struct str){0}, e))
		return -1;
	return ev->kind->apply ? ev->kind->apply(j->db, ev, e) : 0;
}

int act_record(struct act *a, const struct key *key, const char *actor, uint16_t kind,
	       const struct body *body, char ref[REF_TEXT], struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	struct event ev = {.actor = ""};

	if (!a->journal || !*a->journal->chain)
		return err_set(e, ERR_BUG, "%s", _("no act is under way"));
	ev.kind = event_kind_find(a->journal->kinds, kind);
	if (!ev.kind) {
		act_abort(a);
		return err_set(e, ERR_BUG, _("events of kind %lld are not known"), (long long)kind);
	}
	if (record(a->journal, &ev, key, actor, body, &arena, e)) {
		act_abort(a);
		return -1;
	}
	if (ref)
		event_ref(&ev, ref);
	return 0;
}

/* ---- reading ---- */

int journal_head(struct db *db, const char *chain, int64_t *seq, unsigned char hash[DIGEST_SIZE],
		 struct err *e)
{
	if (db_in_transaction(db))
		return err_set(e, ERR_BUG, _("%s: an act is under way already"), db_path(db));
	return read_head(db, chain, seq, hash, e);
}

static int event_of_row(struct event *ev, const struct event_kinds *kinds, const struct rows *r,
			struct arena *arena, struct err *e)
{
	size_t n, prev_n, hash_n;
	const void *prev = rows_blob(r, 4, &prev_n), *hash = rows_blob(r, 5, &hash_n);

	ev->seq = rows_int(r, 0);
	int64_t kind = rows_int(r, 1);
	ev->kind = kind > 0 && kind <= UINT16_MAX ? event_kind_find(kinds, (uint16_t)kind) : NULL;
	if (!ev->kind)
		return err_set(e, ERR_UNKNOWN, _("events of kind %lld are not known"), (long long)kind);
	ev->at = rows_int(r, 2);
	snprintf(ev->key, sizeof ev->key, "%s", rows_text(r, 3));
	if (prev_n != DIGEST_SIZE || hash_n != DIGEST_SIZE)
		return err_set(e, ERR_DAMAGED, _("event %s-%lld is damaged"), ev->chain, (long long)ev->seq);
	memcpy(ev->prev, prev, DIGEST_SIZE);
	memcpy(ev->hash, hash, DIGEST_SIZE);
	ev->actor = arena_dup(arena, rows_text(r, 7));
	ev->value_count = 0;
	const void *body = rows_blob(r, 6, &n);
	return body ? event_decode(ev, body, n, arena, e) : 0;
}

enum { SLICE = 64 };

/* Loads the next events; the statement is finished before anybody looks at them, so no writer waits for a
 * pager. Gives how many; *bad tells that the one behind them cannot be read (e says why). */
static size_t load_slice(struct db *db, const struct event_kinds *kinds, const char *chain, int64_t from,
			 struct event slice[SLICE], struct arena *arena, bool *bad, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	size_t n = 0;
	int more = 0;

	*bad = db_select(&r, db, SQL_event_each, e, "tii", chain, from, (int64_t)SLICE) != 0;
	while (!*bad && n < SLICE && (more = rows_next(&r, e)) > 0) {
		slice[n] = (struct event){.actor = ""};
		snprintf(slice[n].chain, CHAIN_TEXT, "%s", chain);
		*bad = event_of_row(&slice[n], kinds, &r, arena, e) != 0;
		n += !*bad;
	}
	*bad |= more < 0;
	return n;
}

int journal_each(struct db *db, const struct event_kinds *kinds, const char *chain, int64_t from,
		 int (*visit)(const struct event *ev, void *ctx, struct err *e), void *ctx, struct err *e)
{
	for (;;) {
		AUTO(arena_done) struct arena arena = {0};
		struct event slice[SLICE];
		struct err reading = {0};
		bool bad;
		size_t n = load_slice(db, kinds, chain, from, slice, &arena, &bad, &reading);
		for (size_t i = 0; i < n; i++) {
			int stop = visit(&slice[i], ctx, e);
			if (stop)
				return stop;
		}
		if (bad)
			return err_set(e, reading.code, "%s", reading.text);
		if (n < SLICE)
			return 0;
		from = slice[n - 1].seq + 1;
	}
}
