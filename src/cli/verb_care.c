/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Backups on the command line: making one, putting one back.
 */
#include "base/file.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cli/verbs.h"
#include "domain/recovery.h"
#include "domain/register.h"
#include "store/backup.h"
#include "store/migrate.h"

#include <string.h>

static int progress(int64_t done, int64_t all, void *ctx)
{
	(void)ctx;
	out_progress(_("verifying the copy: event"), done, all);
	return 0;
}

int verb_backup(struct call *c, struct err *e)
{
	AUTO(str_done) struct str dir = {0}, path = {0}, text = {0};
	struct verify_result result;

	if (c->argc)
		str_add(&dir, c->argv[0]);
	else
		str_addf(&dir, "%s/backup", c->desk->dir);
	struct backup_options options = {.dir = str_text(&dir),
					 .shared = !c->argc && file_is_shared(c->desk->dir),
					 .kinds = &domain_kinds,
					 .clock = &c->desk->clock,
					 .keep = BACKUP_KEEP,
					 .progress = progress};
	if (backup_make(c->desk->db, &options, &path, &result, e))
		return -1;
	str_addf(&text, _("%s holds all %lld events and was verified.\n"), str_text(&path), (long long)result.events);
	out_text(c->out, str_text(&text));
	return 0;
}

/* ---- putting one back ---- */

/* What is known before, and what becomes known while it is done. */
struct restore {
	struct call *call;
	const char *dir, *from;  /* the data folder; the backup */
	struct str pass;
	struct recovery note;
	char hash[DIGEST_HEX];   /* of the head that is lost */
	char chain[CHAIN_TEXT];  /* of the store that stands there; "" if it cannot be read */
	int64_t kept_seq;        /* the backup's head */
};

static void restore_done(struct restore *r)
{
	if (r->pass.s)
		mem_wipe(r->pass.s, r->pass.n);
	str_done(&r->pass);
}

/* How far the store got that stands there, if it can still say so. */
static void look_at_old(struct restore *r, const char *path)
{
	AUTO(db_close) struct db *db = NULL;
	struct journal j = {0};
	unsigned char hash[DIGEST_SIZE];
	int64_t seq = 0;
	struct err ignored = {0};

	if (db_open(&db, path, DB_READONLY, &ignored) || journal_init(&j, db, &domain_kinds, NULL, &ignored))
		return;
	memcpy(r->chain, j.chain, sizeof r->chain);
	if (journal_head(db, j.chain, &seq, hash, &ignored) != 1)
		return;
	r->note.lost_seq = seq;
	r->note.lost_hash = digest_hex(hash, r->hash);
}

static int open_copy(struct db **db, const char *path, const struct restore *r, struct err *e)
{
	AUTO(str_done) struct str dir = {0};

	if (!db_open(db, path, 0, e))
		return 0;
	if (e->code != ERR_STATE)
		return -1;
	err_clear(e);
	str_addf(&dir, "%s/backup", r->dir);
	struct migrate_options o = {.backup = {.dir = str_text(&dir),
					       .shared = file_is_shared(r->dir),
					       .kinds = &domain_kinds,
					       .clock = &r->call->desk->clock,
					       .progress = cli_upgrading}};
	return migrate_store(path, &o, e) ? -1 : db_open(db, path, 0, e);
}

/* In the copy, before it counts: that it was put back, by whom, why, and what that leaves behind. */
static int state_it(const char *path, void *ctx, struct err *e)
{
	struct restore *r = ctx;
	AUTO(db_close) struct db *db = NULL;
	AUTO(key_free) struct key *key = NULL;
	struct journal j = {0};
	unsigned char hash[DIGEST_SIZE];
	const char *no = r->call->opt[OPT_AS];

	if (open_copy(&db, path, r, e) || journal_init(&j, db, &domain_kinds, &r->call->desk->clock, e))
		return -1;
	if (*r->chain && !str_eq(r->chain, j.chain))
		return err_set(e, ERR_CONFLICT, _("%s is a backup of another store (%s, not %s); nothing was changed"),
			       r->from, j.chain, r->chain);
	if (journal_head(db, j.chain, &r->kept_seq, hash, e) < 0 || person_unlock(db, no, str_text(&r->pass), &key, e))
		return -1;
	struct actor by = {no, key};
	return recovery_record(&j, &by, &r->note, e);
}

/* The file that is meant: a path, a name among the backups, or the newest of them. */
static int find_backup(const struct call *c, const char *dir, struct str *out, struct err *e)
{
	AUTO(str_done) struct str folder = {0}, name = {0};

	if (c->argc && strchr(c->argv[0], '/')) {
		str_add(out, c->argv[0]);
		return 0;
	}
	str_addf(&folder, "%s/backup", dir);
	if (c->argc)
		str_add(&name, c->argv[0]);
	else if (backup_find_last(str_text(&folder), &name, NULL, e) < 0)
		return -1;
	str_addf(out, "%s/%s", str_text(&folder), str_text(&name));
	return name.n ? 0
		      : err_set(e, ERR_ABSENT, _("%s holds no backup; name a file: zicha restore FILE"),
				str_text(&folder));
}

static void say_restored(const struct restore *r, const char *kept)
{
	AUTO(str_done) struct str text = {0};

	str_addf(&text, _("%s was put back; it holds the first %lld events, and one that says so.\n"), r->from,
		 (long long)r->kept_seq);
	if (r->note.lost_seq > r->kept_seq)
		str_addf(&text, _("Left behind: events %lld to %lld. Whoever holds a head of them must be told.\n"),
			 (long long)r->kept_seq + 1, (long long)r->note.lost_seq);
	if (!r->note.lost_seq && *kept)
		str_addf(&text, "%s\n", _("How far the store had come that stood there could not be read."));
	if (*kept)
		str_addf(&text, _("What stood there is kept as %s.\n"), kept);
	out_text(r->call->out, str_text(&text));
}

/* The head that the last backup was verified to is one of the store that stood there: held against it, no backup of this
 * one would count. What is lost the record itself says. */
static int forget_verified(const char *dir, struct err *e)
{
	AUTO(str_done) struct str path = {0};

	str_addf(&path, "%s/local/verified", dir);
	return file_remove(str_text(&path), e);
}

int verb_restore(struct call *c, struct err *e)
{
	AUTO(str_done) struct str dir = {0}, path = {0}, from = {0}, kept = {0};
	AUTO(arena_done) struct arena arena = {0};
	AUTO(restore_done) struct restore r = {.call = c, .note.lost_hash = ""};

	if (str_empty(c->opt[OPT_AS]))
		return err_set(e, ERR_USAGE,
			       _("%s records something: say who acts with --as STAFF_NO --passphrase-file FILE"),
			       "restore");
	if (call_passphrase(c->opt[OPT_PASSPHRASE_FILE], "passphrase-file", &r.pass, e) ||
	    call_clean(c->opt[OPT_REASON], &arena, &r.note.reason, e) || cli_data_dir(c, &dir, e) ||
	    find_backup(c, str_text(&dir), &from, e))
		return -1;
	str_addf(&path, "%s/zicha.db", str_text(&dir));
	const char *name = strrchr(str_text(&from), '/');
	r.dir = str_text(&dir);
	r.from = str_text(&from);
	if (call_clean(name ? name + 1 : r.from, &arena, &r.note.source, e))
		return -1;
	look_at_old(&r, str_text(&path));
	struct backup_options options = {.kinds = &domain_kinds,
					 .clock = &c->desk->clock,
					 .progress = progress,
					 .prepare = state_it,
					 .ctx = &r};
	if (backup_restore(r.from, str_text(&path), &options, &kept, e))
		return -1;
	say_restored(&r, str_text(&kept));
	return forget_verified(str_text(&dir), e);
}
