/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/verify_private.h"

#include "base/clock.h"
#include "base/msg.h"
#include "store/compare.h"
#include "store/journal.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { CLOCK_BACK_MOST = 300, FOLLOWERS_MOST = 20 };

/* ---- events ---- */

/* A row of event_walk; blobs are borrowed from the row. */
struct stored {
	struct event_row row;
	const unsigned char *hash, *sig, *salt, *body;
	size_t prev_n, digest_n, hash_n, sig_n, salt_n, body_n;
};

static void stored_load(struct stored *s, const char *chain, const struct rows *r)
{
	s->row = (struct event_row){.chain = chain,
				    .seq = rows_int(r, 0),
				    .kind = rows_int(r, 1),
				    .at = rows_int(r, 2)};
	s->row.key = rows_exact(r, 3);
	s->row.prev = rows_blob(r, 4, &s->prev_n);
	s->row.digest = rows_blob(r, 5, &s->digest_n);
	s->hash = rows_blob(r, 6, &s->hash_n);
	s->sig = rows_blob(r, 7, &s->sig_n);
	s->salt = rows_blob(r, 8, &s->salt_n);
	s->body = rows_blob(r, 9, &s->body_n);
}

/* Where the walk along one chain stands. */
struct walk {
	const char *chain;
	int64_t seq; /* of the last event seen */
	int64_t at;
	unsigned char stored[DIGEST_SIZE], computed[DIGEST_SIZE]; /* its hash, both ways */
	int64_t trusted; /* signatures up to here were checked in an earlier run */
	bool broken;
};

/* One sentence on one event: what it is, whose, when, and what does not hold. */
static void say_event(struct verify *v, enum verify_verdict verdict, const struct event *ev, const char *text)
{
	AUTO(str_done) struct str where = {0};
	AUTO(str_done) struct str all = {0};
	const char *subject = "";
	char ref[REF_TEXT], when[TIME_TEXT];

	str_addf(&where, _("event %s"), event_ref(ev, ref));
	if (ev->kind)
		str_addf(&all, "%s, %s, %s", _(ev->kind->label), *ev->actor ? ev->actor : "-",
			 time_format(ev->at, when));
	for (size_t i = 0; i < ev->value_count; i++) {
		const struct event_value *value = &ev->values[i];
		const char *name = "";
		for (const struct event_field *f = ev->kind->fields; f->tag; f++)
			name = f->tag == value->tag && f->type == 't' ? f->name : name;
		if (!strcmp(name, "session") || (!strcmp(name, "person") && !*subject))
			subject = value->text;
		if (!strcmp(name, "session") || !strcmp(name, "item") || !strcmp(name, "person"))
			str_addf(&all, ", %s %s", name, value->text);
	}
	str_addf(&all, "%s%s", all.n ? ": " : "", text);
	verify_say(v, &(struct verify_remark){verdict, str_text(&where), str_text(&all), ev->seq, ev->actor,
					      subject});
}

/* Nothing is worked out from a row whose numbers and sizes cannot be. */
static bool check_sizes(const struct walk *w, const struct stored *s)
{
	return s->row.seq > w->seq && s->row.at >= 0 && s->row.at < EVENT_TIME_END &&
	       s->prev_n == DIGEST_SIZE && s->digest_n == DIGEST_SIZE && s->hash_n == DIGEST_SIZE &&
	       s->sig_n && strlen(s->row.key) == KEY_ID_TEXT - 1;
}

/* Sequence and link to the event before. */
static void check_link(struct verify *v, struct walk *w, const struct stored *s, const struct event *ev)
{
	AUTO(str_done) struct str text = {0};
	int64_t missing = s->row.seq - w->seq - 1;

	if (missing) {
		str_addf(&text, _("%lld entries before it are missing"), (long long)missing);
		say_event(v, VERIFY_CHANGED, ev, str_text(&text));
		w->broken = true;
	} else if (memcmp(s->row.prev, w->stored, DIGEST_SIZE) &&
		   memcmp(s->row.prev, w->computed, DIGEST_SIZE)) {
		say_event(
			v, VERIFY_CHANGED, ev,
			_("does not follow the entry before it; one of the two was put in place of another"));
		w->broken = true;
	}
	if (s->row.at < w->at - CLOCK_BACK_MOST) {
		char then[TIME_TEXT];
		str_clear(&text);
		str_addf(&text, _("the clock had been set back from %s"), time_format(w->at, then));
		say_event(v, VERIFY_SOUND, ev, str_text(&text));
	}
}

/* The hash over the row and the digest over the body. 1 both hold, 0 not (said), -1 failed. */
static int check_hashes(struct verify *v, struct walk *w, const struct stored *s, const struct event *ev,
			struct err *e)
{
	unsigned char digest[DIGEST_SIZE];

	memcpy(w->stored, s->hash, DIGEST_SIZE);
	if (event_hash(&s->row, w->computed, e))
		return -1;
	if (memcmp(w->stored, w->computed, DIGEST_SIZE)) {
		say_event(v, VERIFY_CHANGED, ev, _("was changed after it was signed"));
		return 0;
	}
	if (!s->body || s->salt_n != EVENT_SALT) {
		say_event(v, VERIFY_CHANGED, ev, _("its content is gone"));
		return 0;
	}
	if (event_body_digest(s->salt, s->body, s->body_n, digest, e))
		return -1;
	if (memcmp(digest, s->row.digest, DIGEST_SIZE)) {
		say_event(v, VERIFY_CHANGED, ev, _("its content was changed after it was signed"));
		return 0;
	}
	return 1;
}

static int check_signature(struct verify *v, const struct walk *w, const struct stored *s, struct event *ev,
			   struct arena *arena, struct err *e)
{
	unsigned char pub[KEY_PUBLIC_SIZE];
	AUTO(str_done) struct str sign = {0};

	if (journal_signer(v->rebuilt, ev, pub, arena, e))
		return -1;
	if (s->row.seq <= w->trusted)
		return 0;
	event_signed_bytes(w->computed, &sign);
	int holds = key_ring_verify(&v->ring, pub, sign.s, sign.n, s->sig, s->sig_n, e);
	if (holds < 0)
		return -1;
	v->result->signatures++;
	return holds ? 0 : err_set(e, ERR_DAMAGED, "%s", _("the signature is not that of the person named"));
}

/* Who signed, whether they might, and what it did. Refusals are findings. */
static int replay(struct verify *v, struct walk *w, const struct stored *s, struct event *ev, bool whole,
		  struct arena *arena, struct err *e)
{
	int bad = whole ? check_signature(v, w, s, ev, arena, e) : 0;

	if (!bad && ev->kind->may)
		bad = ev->kind->may(v->rebuilt, ev, e);
	if (!bad && ev->kind->apply)
		bad = ev->kind->apply(v->rebuilt, ev, e);
	if (!bad)
		return 0;
	if (err_ends_work(e))
		return -1;
	bool unknown = e->code == ERR_UNKNOWN;
	if (!w->broken || v->followers++ < FOLLOWERS_MOST)
		say_event(v, unknown ? VERIFY_UNKNOWN : VERIFY_CHANGED, ev, e->text);
	else
		verify_raise(v->result, unknown ? VERIFY_UNKNOWN : VERIFY_CHANGED);
	w->broken = true;
	err_clear(e);
	return 0;
}

/* The kind and the strictly decoded body. 1 known and held, 0 not (said), -1 failed. */
static int decode(struct verify *v, const struct stored *s, struct event *ev, struct arena *arena,
		  struct err *e)
{
	AUTO(str_done) struct str text = {0};

	ev->kind = s->row.kind > 0 && s->row.kind <= UINT16_MAX
			   ? event_kind_find(v->kinds, (uint16_t)s->row.kind)
			   : NULL;
	if (!ev->kind) {
		str_addf(&text, _("events of kind %lld are not known"), (long long)s->row.kind);
		say_event(v, VERIFY_UNKNOWN, ev, str_text(&text));
		return 0;
	}
	if (!s->body || !event_decode(ev, s->body, s->body_n, arena, e))
		return s->body != NULL;
	if (err_ends_work(e))
		return -1;
	ev->value_count = 0;
	say_event(v, e->code == ERR_UNKNOWN ? VERIFY_UNKNOWN : VERIFY_CHANGED, ev, e->text);
	err_clear(e);
	return 0;
}

static int check_event(struct verify *v, struct walk *w, const struct rows *r, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	struct event ev = {.actor = ""};
	struct stored s;
	struct err quiet = {0};
	unsigned char pub[KEY_PUBLIC_SIZE];

	stored_load(&s, w->chain, r);
	snprintf(ev.chain, sizeof ev.chain, "%s", w->chain);
	snprintf(ev.key, sizeof ev.key, "%s", s.row.key);
	ev.seq = s.row.seq;
	ev.at = s.row.at;
	if (!check_sizes(w, &s)) {
		w->seq = ev.seq;
		w->broken = true;
		ev.at = 0;
		say_event(v, VERIFY_CHANGED, &ev, _("is damaged"));
		return 0;
	}
	memcpy(ev.prev, s.row.prev, DIGEST_SIZE);
	memcpy(ev.hash, s.hash, DIGEST_SIZE);
	int known = decode(v, &s, &ev, &arena, e);
	if (known < 0)
		return -1;
	if (ev.kind) /* whose it claims to be; a refusal is told below, once */
		(void)!journal_signer(v->rebuilt, &ev, pub, &arena, &quiet);
	check_link(v, w, &s, &ev);
	int holds = check_hashes(v, w, &s, &ev, e);
	if (holds < 0)
		return -1;
	w->seq = ev.seq;
	w->at = ev.at;
	w->broken |= !holds || !known;
	v->result->events++;
	return known ? replay(v, w, &s, &ev, holds, &arena, e) : 0;
}

/* The head row against the last event that was walked over. */
static int check_head(struct verify *v, const struct walk *w, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	AUTO(str_done) struct str where = {0};
	size_t n = 0;

	str_addf(&where, _("the head of chain %s"), w->chain);
	if (db_select(&r, v->kept, SQL_head_get, e, "t", w->chain))
		return verify_finding(v, str_text(&where), e);
	int more = rows_next(&r, e);
	if (more < 0)
		return verify_finding(v, str_text(&where), e);
	int64_t seq = more ? rows_int(&r, 0) : 0;
	const void *hash = more ? rows_blob(&r, 1, &n) : NULL;
	if (seq > w->seq)
		verify_say_place(v, str_text(&where),
				 _("names later entries: the end of the record was cut off"));
	else if (seq < w->seq || n != (w->seq ? DIGEST_SIZE : 0) || (n && memcmp(hash, w->stored, n)))
		verify_say_place(v, str_text(&where), _("is not that of the last entry"));
	return 0;
}

static int check_chain(struct verify *v, const char *chain, int64_t own, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	struct walk w = {.chain = chain};
	const struct verify_options *o = v->options;
	int more;

	for (size_t i = 0; o && i < o->trusted_count; i++)
		if (str_eq(o->trusted[i].chain, chain))
			w.trusted = o->trusted[i].seq;
	if (db_run(v->rebuilt, SQL_chain_add, e, "ti", chain, own))
		return verify_finding(v, chain, e);
	if (db_select(&r, v->kept, SQL_event_walk, e, "t", chain))
		return verify_finding(v, chain, e);
	while ((more = rows_next(&r, e)) > 0) {
		if (check_event(v, &w, &r, e))
			return -1;
		if (o && o->progress && o->progress(v->result->events, v->all, o->ctx))
			return err_set(e, ERR_CANCELLED, "%s", _("stopped"));
	}
	if (more < 0 && verify_finding(v, chain, e))
		return -1;
	if (own) {
		snprintf(v->result->own.chain, CHAIN_TEXT, "%s", chain);
		v->result->own.seq = w.seq;
		memcpy(v->result->own.hash, w.stored, DIGEST_SIZE);
	}
	return check_head(v, &w, e);
}

/* Imported chains first: what they say stands before anything the own chain says about them. */
static int check_chains(struct verify *v, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int64_t own = 0;
	int more;

	if (db_int(v->kept, SQL_event_count, 0, &v->all, e, "") ||
	    db_select(&r, v->kept, SQL_verify_chains, e, ""))
		return verify_finding(v, "chain", e);
	while ((more = rows_next(&r, e)) > 0) {
		const char *chain = rows_exact(&r, 0);
		bool is_own = rows_int(&r, 1) == 1;
		own += is_own;
		if (!is_own && !v->kinds->brings_chains) {
			AUTO(str_done) struct str where = {0};
			str_addf(&where, _("chain %s"), chain);
			verify_say_place(v, str_text(&where), _("is not this store's own record; somebody laid it in"));
		}
		if (check_chain(v, chain, is_own && own == 1, e))
			return -1;
	}
	if (more < 0)
		return verify_finding(v, "chain", e);
	if (!v->all)
		verify_say(v, &(struct verify_remark){VERIFY_UNKNOWN, _("the file"),
						      _("holds no entry at all: it was never founded, or it was emptied"), 0, "", ""});
	if (own != 1 && v->all)
		verify_say_place(v, "chain", _("does not say which record is this store's own"));
	return 0;
}

/* ---- all of it ---- */

static void say_difference(void *ctx, const char *where, const char *subject, const char *person,
			   const char *text)
{
	verify_say(ctx, &(struct verify_remark){VERIFY_CHANGED, where, text, 0, person, subject});
}

static int compare_all(struct verify *v, struct err *e)
{
	struct compare c = {v->kept, v->rebuilt, say_difference, v, 0};
	int bad = compare_tables(&c, e);

	v->result->rows = c.rows;
	return bad ? verify_finding(v, _("the file"), e) : 0;
}

static int verify_copy(struct verify *v, struct err *e)
{
	struct compare c = {v->kept, v->rebuilt, say_difference, v, 0};

	if (compare_schemas(&c, e) && verify_finding(v, _("the file"), e))
		return -1;
	if (verify_file(v, e) || db_begin(v->rebuilt, e) || check_chains(v, e) || verify_beside(v, e))
		return -1;
	return compare_all(v, e);
}

static int verify_into(struct verify *v, struct db *db, struct err *e)
{
	AUTO(db_close) struct db *kept = NULL, *rebuilt = NULL;
	int64_t format;

	if (db_open(&rebuilt, "", DB_MEMORY, e))
		return -1;
	if (db_copy(&kept, db, e) || db_format(kept, &format, e))
		return verify_finding(v, _("the file"), e);
	if (format < DB_FORMAT) {
		verify_say(v, &(struct verify_remark){
				      VERIFY_UNKNOWN, _("the file"),
				      _("was written by an older version; bring it up to date first "
					"(open it in the workbench), then verify"),
				      0, "", ""});
		return 0;
	}
	if (db_was_wal(db))
		verify_say_place(v, _("the file"),
				 _("was switched to a write-ahead log; zicha never does that"));
	v->kept = kept;
	v->rebuilt = rebuilt;
	return verify_copy(v, e);
}

int verify_store(struct db *db, const struct event_kinds *kinds, const struct verify_options *options,
		 struct verify_result *result, struct err *e)
{
	struct verify_result found = {
		0}; /* options may point into result: a head trusted from the run before */
	struct verify v = {.kinds = kinds, .options = options, .result = &found};
	int bad = verify_into(&v, db, e);

	key_ring_done(&v.ring);
	*result = found;
	return bad;
}

int verify_path(const char *path, const struct event_kinds *kinds, const struct verify_options *options,
		struct verify_result *result, struct err *e)
{
	AUTO(db_close) struct db *db = NULL;

	if (!db_open(&db, path, DB_READONLY | DB_UNCHECKED, e))
		return verify_store(db, kinds, options, result, e);
	*result = (struct verify_result){0};
	return e->code == ERR_ABSENT ? -1
				     : verify_finding(&(struct verify){.options = options, .result = result},
						      _("the file"), e);
}
