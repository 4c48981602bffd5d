/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/migrate.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/msg.h"
#include "store/journal.h"
#include "store/steps.inc"

#include <stdio.h>
#include <string.h>

int migrate_needed(const char *path, int *format, struct err *e)
{
	AUTO(db_close) struct db *db = NULL;
	int64_t found;

	if (db_open(&db, path, DB_READONLY | DB_UNCHECKED, e) || db_format(db, &found, e))
		return -1;
	*format = (int)found;
	return found < DB_FORMAT;
}

/* The steps between the old format and ours, on the copy. */
static int run_steps(struct db *copy, int64_t format, const struct migrate_options *o, struct err *e)
{
	const struct migrate_step *steps = o->steps ? o->steps : built_in;
	size_t count = o->steps ? o->step_count : ARRAY_LEN(built_in) - 1;

	for (size_t i = 0; i < count; i++) {
		if (steps[i].format <= format)
			continue;
		if (db_begin(copy, e) || db_exec(copy, steps[i].sql, e) || db_commit(copy, e))
			return err_prefix(e, steps[i].name);
	}
	return 0;
}

/* ---- carrying the journal over ---- */

static int carry_event(struct db *fresh, const struct event_kinds *kinds, const char *chain,
		       const struct rows *r, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	struct event ev = {.seq = rows_int(r, 0), .at = rows_int(r, 2), .actor = ""};
	unsigned char pub[KEY_PUBLIC_SIZE];
	const void *blob[6];
	size_t n[6];

	for (int i = 0; i < 6; i++)
		blob[i] = rows_blob(r, 4 + i, &n[i]); /* prev, digest, hash, sig, salt, body */
	if (db_run(fresh, SQL_event_add, e, "tiiitbbbb", chain, ev.seq, rows_int(r, 1), ev.at,
		   rows_text(r, 3), blob[0], n[0], blob[1], n[1], blob[2], n[2], blob[3], n[3]))
		return -1;
	if (!blob[5])
		return 0;
	if (db_run(fresh, SQL_event_body_add, e, "tibb", chain, ev.seq, blob[4], n[4], blob[5], n[5]))
		return -1;
	snprintf(ev.chain, sizeof ev.chain, "%s", chain);
	snprintf(ev.key, sizeof ev.key, "%s", rows_text(r, 3));
	ev.kind = rows_int(r, 1) <= UINT16_MAX ? event_kind_find(kinds, (uint16_t)rows_int(r, 1)) : NULL;
	if (!ev.kind)
		return err_set(e, ERR_UNKNOWN, _("events of kind %lld are not known"),
			       (long long)rows_int(r, 1));
	memcpy(ev.prev, blob[0], DIGEST_SIZE); /* sizes hold: the table's CHECKs let them in */
	memcpy(ev.hash, blob[2], DIGEST_SIZE);
	if (event_decode(&ev, blob[5], n[5], &arena, e) || journal_signer(fresh, &ev, pub, &arena, e))
		return -1;
	if (ev.kind->may && ev.kind->may(fresh, &ev, e))
		return -1;
	return ev.kind->apply ? ev.kind->apply(fresh, &ev, e) : 0;
}

static int carry_head(struct db *old, struct db *fresh, const char *chain, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	size_t n;

	if (db_select(&r, old, SQL_head_get, e, "t", chain))
		return -1;
	int more = rows_next(&r, e);
	if (more <= 0)
		return more;
	const void *hash = rows_blob(&r, 1, &n);
	return db_run(fresh, SQL_head_move, e, "tib", chain, rows_int(&r, 0), hash, n);
}

static int carry_chain(struct db *old, struct db *fresh, const struct event_kinds *kinds, const char *chain,
		       int64_t own, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	char ref[64];
	int more;

	if (db_run(fresh, SQL_chain_add, e, "ti", chain, own) ||
	    db_select(&r, old, SQL_event_walk, e, "t", chain))
		return -1;
	while ((more = rows_next(&r, e)) > 0)
		if (carry_event(fresh, kinds, chain, &r, e)) {
			snprintf(ref, sizeof ref, "%s-%lld", chain, (long long)rows_int(&r, 0));
			return err_prefix(e, ref);
		}
	return more < 0 ? -1 : carry_head(old, fresh, chain, e);
}

static int carry_envelopes(struct db *old, struct db *fresh, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select(&r, old, SQL_verify_envelopes, e, ""))
		return -1;
	while ((more = rows_next(&r, e)) > 0) {
		size_t n;
		const void *bytes = rows_blob(&r, 1, &n);
		if (db_run(fresh, SQL_envelope_set, e, "tb", rows_text(&r, 0), bytes, n))
			return -1;
	}
	return more;
}

static int carry(struct db *old, struct db *fresh, const struct event_kinds *kinds, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_begin(fresh, e) || db_select(&r, old, SQL_verify_chains, e, ""))
		return -1;
	while ((more = rows_next(&r, e)) > 0)
		if (carry_chain(old, fresh, kinds, rows_text(&r, 0), rows_int(&r, 1), e))
			return -1;
	return more < 0 || carry_envelopes(old, fresh, e) || db_commit(fresh, e) ? -1 : 0;
}

/* ---- all of it ---- */

static int check_sound(const char *path, const struct backup_options *o, struct err *e)
{
	AUTO(str_done) struct str why = {0};
	struct verify_result result;
	int sound = backup_check(path, o, &result, &why, e);

	if (sound)
		return sound < 0 ? -1 : 0;
	return err_set(e, ERR_DAMAGED, _("cannot be brought up to date, it does not hold: %s"), str_text(&why));
}

struct names {
	struct str copy, fresh, kept;
};

static void names_done(struct names *n)
{
	struct err e;

	if (n->copy.n)
		(void)!file_remove(n->copy.s, &e);
	if (n->fresh.n)
		(void)!file_remove(n->fresh.s, &e);
	str_done(&n->copy);
	str_done(&n->fresh);
	str_done(&n->kept);
}

/* The old file, whole and untouched, among the backups; it is of no use to verify it with the new version's
 * tables. */
static int keep_old(struct db *old, int64_t format, const struct backup_options *o, struct names *n, struct err *e)
{
	str_addf(&n->kept, "%s/before-%d.%d.%d.db", o->dir, (int)(format / 10000), (int)(format / 100 % 100),
		 (int)(format % 100));
	str_addf(&n->copy, "%s.copying", str_text(&n->kept));
	if (file_make_dir(o->dir, o->shared ? 02770 : 0700, e) || file_remove(str_text(&n->copy), e) ||
	    db_copy_to(old, str_text(&n->copy), e) ||
	    (o->shared && file_share(str_text(&n->copy), FILE_SAME_GROUP, e)) ||
	    file_replace(str_text(&n->copy), str_text(&n->kept), e))
		return -1;
	str_clear(&n->copy);
	return 0;
}

static int migrate_held(const char *path, int64_t format, const struct migrate_options *o, struct err *e)
{
	AUTO(names_done) struct names n = {0};
	AUTO(db_close)
	struct db *old = NULL; /* a second connection: SQLite copies none that is in a write transaction */
	AUTO(db_close) struct db *copy = NULL;
	AUTO(db_close) struct db *fresh = NULL;

	if (db_open(&old, path, DB_READONLY | DB_UNCHECKED, e) ||
	    keep_old(old, format, &o->backup, &n, e) || db_copy(&copy, old, e) ||
	    run_steps(copy, format, o, e))
		return -1;
	str_addf(&n.fresh, "%s.new", path);
	if (file_remove(str_text(&n.fresh), e) || db_open(&fresh, str_text(&n.fresh), DB_CREATE, e) ||
	    carry(copy, fresh, o->backup.kinds, e))
		return -1;
	db_close(&fresh);
	if (check_sound(str_text(&n.fresh), &o->backup, e))
		return -1;
	str_addf(&n.copy, "%s-journal", str_text(&n.fresh)); /* empty by now; it goes too */
	return file_replace(str_text(&n.fresh), path, e);
}

int migrate_store(const char *path, const struct migrate_options *o, struct err *e)
{
	AUTO(db_close) struct db *old = NULL;
	int64_t format;

	if (db_open(&old, path, DB_UNCHECKED, e) || db_begin(old, e) || db_format(old, &format, e))
		return -1;
	if (format >= DB_FORMAT)
		return 0;
	return migrate_held(path, format, o, e) ? err_prefix(e, path) : 0;
}

static int copy_into(struct db *fresh, const char *path, const struct migrate_options *o, struct err *e)
{
	AUTO(db_close) struct db *old = NULL;
	AUTO(db_close) struct db *copy = NULL;
	int64_t format;

	if (db_open(&old, path, DB_READONLY | DB_UNCHECKED, e) || db_format(old, &format, e) || db_copy(&copy, old, e))
		return -1;
	return run_steps(copy, format, o, e) || carry(copy, fresh, o->backup.kinds, e) ? err_prefix(e, path) : 0;
}

int migrate_copy(struct db **out, const char *path, const struct migrate_options *o, struct err *e)
{
	struct db *fresh = NULL;

	if (db_open(&fresh, "", DB_MEMORY, e))
		return -1;
	if (copy_into(fresh, path, o, e)) {
		db_close(&fresh);
		return -1;
	}
	*out = fresh;
	return 0;
}
