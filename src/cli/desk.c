/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/desk_private.h"

#include "base/file.h"
#include "base/msg.h"
#include "domain/edition.h"
#include "domain/register.h"
#include "store/backup.h"

#include <stdio.h>
#include <string.h>

bool desk_is_demo(const struct desk *d)
{
	return str_eq(d->journal.chain, DEMO_CHAIN);
}

void desk_logout(struct desk *d)
{
	key_free(&d->key);
	d->me = (struct person){0};
	arena_done(&d->arena);
}

int desk_load_library(struct desk *d, struct err *e)
{
	struct library fresh = {0};
	char edition[REF_TEXT] = "";

	if (d->db && publication_find_latest(d->db, edition, e) < 0)
		return -1;
	if (d->library.n && str_eq(edition, d->edition))
		return 0;
	if (edition_load(d->db, &fresh, e)) {
		library_done(&fresh);
		return -1;
	}
	if (d->library.n)
		*VEC_PUSH(&d->past) = d->library;
	d->library = fresh;
	memcpy(d->edition, edition, sizeof edition);
	return 0;
}

void desk_drop_library(struct desk *d)
{
	library_done(&d->library);
	for (size_t i = 0; i < d->past.n; i++)
		library_done(&d->past.v[i]);
	mem_free(d->past.v);
	d->past.v = NULL;
	d->past.n = d->past.cap = 0;
	d->edition[0] = '\0';
}

bool desk_changed(struct desk *d)
{
	int64_t version = db_data_version(d->db);
	bool changed = version != d->data_version;

	d->data_version = version;
	return changed;
}

/* ---- unlocking -------------------------------------------------------------------- */

/* Failed unlocks of one person since the last good one: "count first last" in DIR/local/unlock-NO. */
struct failures {
	int count;
	long long first, last;
};

static void failures_path(const struct desk *d, const char *no, struct str *path)
{
	desk_path(d, path, "local/unlock-");
	for (const char *p = no; *p; p++) /* a typed number is no path */
		str_add_char(path, (*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') ? *p : '_');
}

static int failures_read(const struct desk *d, const char *no, struct failures *f, struct err *e)
{
	AUTO(str_done) struct str path = {0}, text = {0};

	*f = (struct failures){0};
	failures_path(d, no, &path);
	int there = file_exists(str_text(&path), e);
	if (there <= 0)
		return there;
	if (file_read(str_text(&path), DESK_FILE_MOST, &text, e))
		return -1;
	if (sscanf(str_text(&text), "%9d %18lld %18lld", &f->count, &f->first, &f->last) != 3 || f->count < 1)
		*f = (struct failures){.count = 1}; /* a spoilt count still counts */
	return 0;
}

static int failures_write(const struct desk *d, const char *no, const struct failures *f, struct err *e)
{
	AUTO(str_done) struct str path = {0}, text = {0};

	failures_path(d, no, &path);
	if (!f->count)
		return file_remove(str_text(&path), e);
	str_addf(&text, "%d %lld %lld\n", f->count, f->first, f->last);
	return file_write(str_text(&path), text.s, text.n, desk_mode(d, DESK_FILE), e);
}

/* 1, 2, 4 ... 60 seconds after the first, second, third failure. */
static int delay_after(int count)
{
	return count > 6 ? 60 : count > 0 ? 1 << (count - 1) : 0;
}

/* Seconds still to wait. A clock that was set back since the last failure frees nobody and locks nobody out: the delay
 * then counts from now. */
static int seconds_left(const struct desk *d, const char *no, struct failures *f, int64_t now)
{
	struct err ignored = {0};
	int delay = delay_after(f->count);
	int64_t wait = f->last + delay - now;

	if (wait <= delay)
		return wait > 0 ? (int)wait : 0;
	f->last = now;
	return !d->readonly && !failures_write(d, no, f, &ignored) ? delay : 0;
}

int desk_unlock(struct desk *d, const char *no, const char *passphrase, struct key **key, struct err *e)
{
	struct failures f;
	int64_t now = clock_now(&d->clock) - d->clock.offset; /* --today moves no delay */

	if (desk_look_all(d, e) || failures_read(d, no, &f, e))
		return -1;
	int wait = seconds_left(d, no, &f, now);
	if (wait)
		return err_set(e, ERR_BUSY,
			       _("wait %d seconds, then try again: the passphrase of %s was wrong %d times"), wait, no,
			       f.count);
	if (person_unlock(d->db, no, passphrase, key, e)) {
		struct err ignored = {0};
		if (e->code != ERR_DENIED || d->readonly)
			return -1;
		f.first = f.count ? f.first : now;
		f.last = now;
		f.count++;
		failures_write(d, no, &f, &ignored); /* the refusal itself matters more */
		return -1;
	}
	if (!f.count || d->readonly)
		return 0;
	struct actor by = {no, *key};
	if (person_state_failures(&d->journal, &by, f.count, f.first, f.last, e) ||
	    failures_write(d, no, &(struct failures){0}, e)) {
		key_free(key);
		return -1;
	}
	return 0;
}

int desk_login(struct desk *d, const char *no, const char *passphrase, struct err *e)
{
	struct key *key = NULL;
	struct person me;

	if (desk_unlock(d, no, passphrase, &key, e))
		return -1;
	desk_logout(d);
	if (person_find(d->db, no, &d->arena, &me, e) != 1) {
		key_free(&key);
		return -1;
	}
	d->me = me;
	d->key = key;
	return 0;
}

void desk_lock(struct desk *d)
{
	key_free(&d->key);
}

struct actor desk_actor(const struct desk *d)
{
	return (struct actor){.no = d->me.no ? d->me.no : "", .key = d->key};
}

/* ---- backups --------------------------------------------------------------------------- */

/* The head of the last verified backup: "CHAIN SEQ HASH" in DIR/local/verified. 1 read, 0 none or spoilt. */
static int verified_read(const struct desk *d, struct verify_head *h, struct err *e)
{
	AUTO(str_done) struct str path = {0}, text = {0};
	char chain[CHAIN_TEXT], hex[DIGEST_HEX];
	long long seq;

	desk_path(d, &path, "local/verified");
	int there = file_exists(str_text(&path), e);
	if (there <= 0)
		return there;
	if (file_read(str_text(&path), DESK_FILE_MOST, &text, e))
		return -1;
	if (sscanf(str_text(&text), "%10s %lld %64s", chain, &seq, hex) != 3 || !str_from_hex(hex, h->hash, DIGEST_SIZE))
		return 0;
	memcpy(h->chain, chain, sizeof chain);
	h->seq = seq;
	return 1;
}

static int verified_write(const struct desk *d, int64_t seq, const unsigned char *hash, struct err *e)
{
	AUTO(str_done) struct str path = {0}, text = {0};
	char hex[DIGEST_HEX];

	desk_path(d, &path, "local/verified");
	str_addf(&text, "%s %lld %s\n", d->journal.chain, (long long)seq, digest_hex(hash, hex));
	return file_write(str_text(&path), text.s, text.n, desk_mode(d, DESK_FILE), e);
}

int desk_backup(struct desk *d, struct err *e)
{
	AUTO(str_done) struct str dir = {0};
	struct verify_head trusted;
	struct verify_result result;
	unsigned char hash[DIGEST_SIZE];
	int64_t seq;

	if (d->look == DESK_DAMAGED)
		return desk_look_step(d, e);
	if (!d->db || d->readonly || journal_head(d->db, d->journal.chain, &seq, hash, e) != 1)
		return 0;
	int known = verified_read(d, &trusted, e);
	if (known < 0)
		return -1;
	if (known && trusted.seq == seq && !memcmp(trusted.hash, hash, DIGEST_SIZE))
		return 0;
	desk_path(d, &dir, "backup");
	struct backup_options options = {.dir = str_text(&dir),
					 .kinds = &domain_kinds,
					 .clock = &d->clock,
					 .keep = BACKUP_KEEP,
					 .shared = file_is_shared(d->dir),
					 .trusted = known ? &trusted : NULL};
	return backup_make(d->db, &options, NULL, &result, e) ? -1 : verified_write(d, seq, hash, e);
}
