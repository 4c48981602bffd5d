/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A small domain for the store's tests: founding, enrolling, closing keys, and notes.
 * Its projection is table `key`. Include after test.h.
 */
#ifndef ZICHA_TESTS_UNIT_FAKE_H
#define ZICHA_TESTS_UNIT_FAKE_H

#include "store/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Numbers and tags of doc/format.md §5, so that tests/cli/verify.py reads these stores too; the note is
 * ours. */
enum { FAKE_GENESIS = 1, FAKE_ENROL = 4, FAKE_CLOSE = 6, FAKE_NOTE = 1000 };
enum { F_PERSON = 1, F_PUBLIC, F_ENVELOPE, F_FOUNDER, F_TEXT, F_NUMBER };
enum { FAKE_START = 1793000000 };

static const struct event_field fake_genesis_fields[] = {{F_PUBLIC, "public", 'b', false},
							 {F_ENVELOPE, "envelope", 'b', false},
							 {F_FOUNDER, "person", 't', false},
							 {0}};
static const struct event_field fake_key_fields[] = {{F_PERSON, "person", 't', false},
						     {F_PUBLIC, "public", 'b', false},
						     {F_ENVELOPE, "envelope", 'b', false},
						     {0}};
static const struct event_field fake_close_fields[] = {{F_PERSON, "person", 't', false}, {0}};
static const struct event_field fake_note_fields[] = {{F_TEXT, "text", 't', false},
						      {F_NUMBER, "number", 'i', true},
						      {0}};

static int fake_apply_key(struct db *db, const struct event *ev, struct err *e)
{
	char id[KEY_ID_TEXT];
	size_t pub_n, env_n;
	const unsigned char *pub = event_bytes(ev, F_PUBLIC, &pub_n);
	const void *env = event_bytes(ev, F_ENVELOPE, &env_n);
	const char *person = event_text(ev, ev->seq == 1 ? F_FOUNDER : F_PERSON);

	if (key_id_of(pub, id, e))
		return -1;
	return db_run(db, SQL_key_add, e, "tttbbi", ev->chain, id, person, pub, pub_n, env, env_n, ev->seq);
}

static int fake_may_genesis(struct db *db, const struct event *ev, struct err *e)
{
	return ev->seq == 1 ? 0 : err_set(e, ERR_STATE, "founded already");
}

static int fake_may_note(struct db *db, const struct event *ev, struct err *e)
{
	return str_eq(event_text(ev, F_TEXT), "forbidden") ? err_set(e, ERR_DENIED, "not by you") : 0;
}

static int fake_apply_close(struct db *db, const struct event *ev, struct err *e)
{
	return db_run(db, SQL_key_close, e, "itt", ev->seq, ev->chain, event_text(ev, F_PERSON));
}

static const struct event_kind fake_rows[] = {
	{FAKE_GENESIS, "genesis", "founding", fake_genesis_fields, F_PUBLIC, fake_may_genesis,
	 fake_apply_key},
	{FAKE_ENROL, "enrol", "enrolment", fake_key_fields, F_PUBLIC, NULL, fake_apply_key},
	{FAKE_CLOSE, "close", "closing", fake_close_fields, 0, NULL, fake_apply_close},
	{FAKE_NOTE, "note", "note", fake_note_fields, 0, fake_may_note, NULL},
};
static const struct event_kinds fake_kinds = {fake_rows, 4, true};

/* A store with two people, in memory or in a folder of its own. */
struct fake {
	char dir[32], path[48];
	struct db *db;
	struct clock clock;
	struct journal journal;
	struct key *head, *second;
};

static inline int fake_record(struct fake *f, const struct key *key, const char *actor, uint16_t kind,
			      const struct body *body)
{
	struct err e = {0};
	AUTO(act_abort) struct act a = {0};
	if (act_begin(&a, &f->journal, &e) || (!*f->journal.chain && journal_found(&f->journal, NULL, &e)) ||
	    act_record(&a, key, actor, kind, body, NULL, &e) || act_commit(&a, &e)) {
		printf("fake_record: %s (%s)\n", e.text, db_detail(f->db));
		return -1;
	}
	return 0;
}

/* Records a person's key; the envelope is the person's name, its digest stands in the event. */
static inline int fake_person(struct fake *f, const struct key *key, const char *person)
{
	struct err e = {0};
	unsigned char digest[DIGEST_SIZE];
	AUTO(body_done) struct body b = {0};
	AUTO(act_abort) struct act a = {0};
	if (digest_bytes(person, strlen(person), digest, &e))
		return -1;
	bool founding = !*f->journal.chain;
	if (!founding)
		body_text(&b, F_PERSON, person);
	body_bytes(&b, F_PUBLIC, key_public(key), KEY_PUBLIC_SIZE);
	body_bytes(&b, F_ENVELOPE, digest, sizeof digest);
	if (founding)
		body_text(&b, F_FOUNDER, person);
	if (act_begin(&a, &f->journal, &e) || (founding && journal_found(&f->journal, NULL, &e)) ||
	    act_record(&a, key, person, founding ? FAKE_GENESIS : FAKE_ENROL, &b, NULL, &e) ||
	    db_run(f->db, SQL_envelope_set, &e, "tb", key_id(key), person, strlen(person)) ||
	    act_commit(&a, &e)) {
		printf("fake_person: %s (%s)\n", e.text, db_detail(f->db));
		return -1;
	}
	return 0;
}

static inline int fake_note(struct fake *f, const struct key *key, const char *actor, const char *text)
{
	AUTO(body_done) struct body b = {0};
	body_text(&b, F_TEXT, text);
	return fake_record(f, key, actor, FAKE_NOTE, &b);
}

static inline int fake_open(struct fake *f, bool memory, int notes)
{
	struct err e = {0};

	*f = (struct fake){0};
	if (!memory) {
		snprintf(f->dir, sizeof f->dir, "/tmp/zicha-store-XXXXXX");
		if (!mkdtemp(f->dir))
			return -1;
		snprintf(f->path, sizeof f->path, "%s/zicha.db", f->dir);
	}
	clock_fix(&f->clock, FAKE_START, 60);
	if (db_open(&f->db, f->path, memory ? DB_MEMORY : DB_CREATE, &e) ||
	    journal_init(&f->journal, f->db, &fake_kinds, &f->clock, &e) || key_new(&f->head, &e) ||
	    key_new(&f->second, &e)) {
		printf("fake_open: %s\n", e.text);
		return -1;
	}
	if (fake_person(f, f->head, "A01") || fake_person(f, f->second, "A02"))
		return -1;
	for (int i = 0; i < notes; i++)
		if (fake_note(f, i % 2 ? f->head : f->second, i % 2 ? "A01" : "A02", "抽查三笔"))
			return -1;
	return 0;
}

static inline void fake_done(struct fake *f)
{
	char command[64];

	db_close(&f->db);
	key_free(&f->head);
	key_free(&f->second);
	if (!*f->dir)
		return;
	snprintf(command, sizeof command, "rm -rf %s", f->dir);
	if (system(command))
		printf("%s: left behind\n", f->dir);
}

#endif
