/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening, founding and closing a store.
 */
#include "cli/desk_private.h"

#include "base/file.h"
#include "base/msg.h"
#include "domain/register.h"
#include "store/migrate.h"

#include <string.h>
#include <sys/stat.h>

enum { SMALL_PAGES = 4096 }; /* 16 MB: looked at in a few milliseconds */

static void store_path(const char *dir, struct str *out)
{
	str_addf(out, "%s/zicha.db", dir);
}

/* Whether the file is what a cut-short founding leaves: empty, or ours with no chain of its own. */
static bool unfounded(const char *path)
{
	AUTO(db_close) struct db *db = NULL;
	struct journal j = {0};
	struct stat st;
	struct err ignored = {0};

	if (!db_open(&db, path, DB_READONLY, &ignored))
		return !journal_init(&j, db, &domain_kinds, NULL, &ignored) && !*j.chain;
	return !stat(path, &st) && S_ISREG(st.st_mode) && !st.st_size; /* as it is now: opening undoes half an act */
}

int desk_has_store(const char *dir, struct err *e)
{
	AUTO(str_done) struct str path = {0};

	store_path(dir, &path);
	int there = file_exists(str_text(&path), e);
	return there == 1 ? !unfounded(str_text(&path)) : there;
}

/* An unfounded store is opened as it is; all others are made. */
static unsigned how_to_open(const char *path, unsigned flags)
{
	struct stat st;

	if (flags & DESK_MEMORY)
		return DB_MEMORY;
	if (flags & DESK_CREATE)
		return !stat(path, &st) && st.st_size && unfounded(path) ? 0 : DB_CREATE;
	return flags & DESK_READONLY ? DB_READONLY : 0;
}

static int check_small(struct db *db, struct err *e)
{
	int64_t pages;

	if (db_page_count(db, &pages, e))
		return -1;
	return pages <= SMALL_PAGES ? db_check(db, false, e) : 0;
}

/* Back to where nothing is open; who is logged in stays. */
static void let_go(struct desk *d)
{
	db_close(&d->db);
	desk_look_end(d);
	pages_done(&d->pages);
	d->look = DESK_LOOKED;
	mem_free(d->dir);
	d->dir = NULL;
}

/* Opens the file; one of an older version is brought up to date first, or, where nothing may be written, read through a
 * copy that was. */
static int open_file(struct desk *d, const char *path, unsigned flags, struct err *e)
{
	AUTO(str_done) struct str backups = {0};
	unsigned how = how_to_open(path, flags);

	if (!db_open(&d->db, path, how, e))
		return 0;
	if (e->code != ERR_STATE)
		return -1;
	err_clear(e);
	desk_path(d, &backups, "backup");
	struct migrate_options o = {.backup = {.dir = str_text(&backups),
					       .shared = file_is_shared(d->dir),
					       .kinds = &domain_kinds,
					       .clock = &d->clock,
					       .progress = d->upgrading}};
	if (how & DB_READONLY)
		return migrate_copy(&d->db, path, &o, e);
	return migrate_store(path, &o, e) ? -1 : db_open(&d->db, path, 0, e);
}

int desk_open(struct desk *d, const char *dir, unsigned flags, struct err *e)
{
	AUTO(str_done) struct str path = {0};
	char *own = mem_dup(dir); /* `dir` may be the desk's own */

	let_go(d);
	d->dir = own;
	d->log_n = KEY_LOG_N;
	d->readonly = flags & DESK_READONLY;
	if (flags & DESK_CREATE && desk_make_folders(d, e))
		return -1;
	store_path(own, &path);
	if (open_file(d, str_text(&path), flags, e) || (!(flags & DESK_STAY) && check_small(d->db, e)) ||
	    journal_init(&d->journal, d->db, &domain_kinds, &d->clock, e))
		return -1;
	if (flags & DESK_STAY)
		desk_look_begin(d);
	if (flags & DESK_STAY && !d->readonly)
		desk_sweep(d);
	if (desk_is_demo(d))
		d->log_n = KEY_LOG_N_TEST;
	return 0;
}

int desk_follow(struct desk *d, struct err *e)
{
	AUTO(db_close) struct db *fresh = NULL;
	AUTO(str_done) struct str path = {0};

	if (!d->db || !db_moved(d->db))
		return 0;
	store_path(d->dir, &path);
	if (db_open(&fresh, str_text(&path), d->readonly ? DB_READONLY : 0, e))
		return -1;
	db_close(&fresh);
	d->data_version = -1;
	return desk_open(d, d->dir, DESK_STAY | (d->readonly ? DESK_READONLY : 0), e) ? -1 : 1;
}

int desk_found(struct desk *d, const char *dir, const struct founding *f, struct err *e)
{
	if (founding_check(f, e))
		return -1;
	int there = desk_has_store(dir, e);
	if (there)
		return there < 0 ? -1 : err_set(e, ERR_CONFLICT, _("%s holds a store already; nothing was done"), dir);
	return desk_open(d, dir, DESK_CREATE, e) ? -1 : founding_record(&d->journal, f, e);
}

int desk_share(const struct desk *d, unsigned group, struct err *e)
{
	static const char *const names[] = {"", "/zicha.db", "/local", "/local/drafts"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		AUTO(str_done) struct str path = {0};
		str_addf(&path, "%s%s", d->dir, names[i]);
		if (file_share(str_text(&path), group, e))
			return -1;
	}
	AUTO(str_done) struct str journal = {0}; /* SQLite leaves it lying, empty */
	str_addf(&journal, "%s/zicha.db-journal", d->dir);
	int there = file_exists(str_text(&journal), e);
	return there > 0 ? file_share(str_text(&journal), group, e) : there;
}

void desk_close(struct desk *d)
{
	desk_logout(d);
	desk_drop_library(d);
	desk_watch_end(d);
	let_go(d);
}
