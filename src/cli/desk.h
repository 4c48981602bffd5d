/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an open workbench holds: the store, the clock, the library, who is logged in.
 * Passed, never global. Also the files under DIR/local that are no record: drafts,
 * failed unlocks, settings.
 */
#ifndef ZICHA_CLI_DESK_H
#define ZICHA_CLI_DESK_H

#include "domain/founding.h"
#include "domain/library.h"
#include "store/journal.h"
#include "store/pages.h"

#include <stdbool.h>
#include <stdio.h>

/* The look at the pages that DESK_STAY puts off until the first screen stands. */
enum desk_look { DESK_LOOKED, DESK_LOOKS, DESK_DAMAGED };

struct desk {
	char *dir;             /* the data folder */
	struct db *db;         /* NULL: no store yet */
	bool readonly;         /* opened as a copy: nothing can be written */
	struct clock clock;
	struct journal journal;
	struct library library; /* in force: desk_load_library() */
	char edition[REF_TEXT]; /* the publication that it is; "": the built-in lines */
	struct {
		struct library *v; /* that were in force before: a screen may still point into them */
		size_t n, cap;
	} past;
	struct person me;      /* .no NULL: nobody is logged in */
	struct key *key;       /* mine, unlocked; NULL when locked */
	struct arena arena;    /* owns what `me` points to */
	int log_n;             /* scrypt cost of new envelopes */
	int64_t data_version;  /* as of the last desk_changed() */
	enum desk_look look;
	struct pages pages;    /* how far it has come */
	struct err damage;     /* what it found */
	FILE *mark;            /* DIR/local/open, locked while a workbench is in; NULL: none */
	int (*upgrading)(int64_t done, int64_t all, void *ctx); /* told while an older store is brought up to date; may be
								   NULL, ctx is; non-zero stops it */
	int watch;             /* descriptor + 1 of what desk_watch() gave; 0: none */
};

enum { DESK_CREATE = 1, DESK_READONLY = 2, DESK_MEMORY = 4, DESK_STAY = 8 };

/* The chain of the demo store. It is a known one, so that the same day gives the same listings; what is sealed under
 * passphrases in such a store protects nothing and is made at the least cost. */
#define DEMO_CHAIN "DEM0C0VNTY"

/* Opens the store in dir (DESK_CREATE makes folder and an empty store, DESK_MEMORY one that is nowhere else).
 * A store of up to 16 MB is looked at whole; of a larger one what is damaged is found where it is read, except with
 * DESK_STAY, for a program that stays in: it opens at once and looks at every page later. ERR_ABSENT: there is none;
 * ERR_DAMAGED, ERR_NEWER and others as db_open. One that an older version wrote is brought up to date (migrate.h); with
 * DESK_READONLY a copy of it. May be tried again; desk_close in every case. */
int desk_open(struct desk *d, const char *dir, unsigned flags, struct err *e);
void desk_close(struct desk *d);

/* Goes on with the look that DESK_STAY put off, for about 10 ms: 1 there is more, 0 all is well or was so today and
 * nobody has touched the file since, -1 ERR_DAMAGED (or ERR_IO). Full once a week and after an end that was not clean, where
 * the store is not too large for that; then one table may take longer. Nobody can log in or unlock a key before it is
 * over: that finishes it first. From the first damage on every login and every backup is refused with its words. */
int desk_look_step(struct desk *d, struct err *e);
/* How far it is: tables looked at, of all. */
void desk_look_progress(const struct desk *d, long *done, long *all);
/* The library in force: what the store has published last, else the built-in lines. Loads it when it is not loaded or
 * somebody has published since; what was handed out before stays valid until desk_close. */
int desk_load_library(struct desk *d, struct err *e);

/* Whether the folder holds a store: 1, 0, -1. One that was never founded, because its making was cut short, is none. */
int desk_has_store(const char *dir, struct err *e);
/* Makes the store in dir and founds it; the desk is open then. ERR_CONFLICT: there is one. */
int desk_found(struct desk *d, const char *dir, const struct founding *f, struct err *e);
/* Hands a store that was just made to a group (file_group()): folders 2770, files 0660, so that several people's programs
 * can write in it; all that is made later follows the folder. ERR_IO. */
int desk_share(const struct desk *d, unsigned group, struct err *e);
bool desk_is_demo(const struct desk *d);

/* Unlocks and remembers the person; states earlier failures with a signed event. ERR_DENIED counts a failure;
 * ERR_BUSY: too early after failures, the sentence names the seconds left. */
int desk_login(struct desk *d, const char *no, const char *passphrase, struct err *e);
void desk_lock(struct desk *d);    /* drops the key, keeps the person */
void desk_logout(struct desk *d);
struct actor desk_actor(const struct desk *d);
/* Unlocks a second person for one act; the caller frees the key. Same counting of failures. */
int desk_unlock(struct desk *d, const char *no, const char *passphrase, struct key **key, struct err *e);

/* True once after each change by another program (or the first call). */
bool desk_changed(struct desk *d);
/* Where another file was put in the store's place (a backup, a newer version): opens that one, 1; nothing to do, 0. Whoever
 * was logged in stays; lock it, the new store may know other passphrases. -1 the new file cannot be opened: the old one is kept, and can only be read. */
int desk_follow(struct desk *d, struct err *e);
/* A descriptor that can be read after something in the data folder was written, by us too; -1 where the system has no
 * such thing: then ask now and then. It is the desk's. */
int desk_watch(struct desk *d);
void desk_heard(struct desk *d);   /* empties it */

/* A verified backup in DIR/backup if anything was recorded since the last one; signatures that an earlier backup has
 * verified are not worked out again. Silent when there is nothing to do. Errors as backup_make(). */
int desk_backup(struct desk *d, struct err *e);

/* Practice: opens in p a desk of its own whose store is in memory only, with a session of that line for the person and the
 * branch of the real desk (for somebody of the union: the first branch); ref gets its id. The second person of a two-person
 * item is the partner. Nothing of it is in any list, count or journal. desk_practice_end in every case, once nothing uses
 * the desk any more: its drafts, in a folder of this process below DIR/local, go too. */
#define PRACTICE_PASSPHRASE "12345678901234"
int desk_practice(struct desk *p, const struct desk *real, const char *line, char ref[REF_TEXT], struct err *e);
const char *desk_practice_partner(const struct desk *d); /* the partner's staff number */
void desk_practice_end(struct desk *p);

/* Drafts: unfinished text, one file per name below DIR/local/drafts. The name is made of A-Z a-z 0-9 - . only. */
int desk_draft_path(const struct desk *d, const char *name, struct str *path, struct err *e); /* makes the folder */
int desk_draft_save(const struct desk *d, const char *name, const char *text, size_t n, struct err *e);
int desk_draft_load(const struct desk *d, const char *name, struct str *out, struct err *e); /* 1, 0 absent, -1 */
int desk_draft_remove(const struct desk *d, const char *name, struct err *e);

/* Settings of this machine: "key = value" lines in DIR/local/settings. 1 found, 0 absent. */
int desk_setting(const struct desk *d, const char *key, struct str *out, struct err *e);
int desk_setting_put(const struct desk *d, const char *key, const char *value, struct err *e);

#endif
