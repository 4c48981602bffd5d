/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The next edition of the library while it is written: files under DIR/local/draft, which are no record. It begins
 * as the edition in force; only what differs from it is kept. Every change is checked and saved at once and whole;
 * several programs may change it, each item or basis for itself. Publishing makes an edition of it (edition.h).
 */
#ifndef ZICHA_DOMAIN_DRAFT_H
#define ZICHA_DOMAIN_DRAFT_H

#include "domain/edition.h"
#include "domain/library_edit.h"

struct draft {
	char *dir;           /* DIR/local/draft */
	struct db *db;       /* borrowed; NULL: no store, the built-in library is the base */
	char at[REF_TEXT];   /* the publication that base is; "" built-in */
	struct str edition;  /* the name of the edition in force */
	struct library base; /* the edition in force */
	struct library lib;  /* what the draft makes of it: the same lines, with their files changed */
	bool there;          /* somebody has changed something */
	struct str stale;    /* ids of lines that somebody published meanwhile, blanks between; "" none */
};

/* Loads the draft of a data folder. draft_close in every case. ERR_INPUT names file, line and column of what somebody
 * spoilt in the files by hand. */
int draft_open(struct draft *d, const char *data_dir, struct db *db, struct err *e);
void draft_close(struct draft *d);
/* What others changed since. Pointers into base and lib end, also with each change below. */
int draft_reload(struct draft *d, struct err *e);

/* ---- changing ---------------------------------------------------------------------------------- */

/* All of these: lock, read what is there now, change, check, save. Problems go to report (may be NULL), as file, line
 * and column of the text that is made. ERR_INPUT: what was typed is refused, nothing is saved. ERR_CONFLICT: somebody
 * else changed this very item or basis since it was loaded; d then holds theirs. ERR_BUSY, ERR_IO. What library_check
 * finds wrong with the item is reported but saved: the basis it cites may come next. */

struct draft_entry {
	const char *line;            /* id of its line; of a basis: ignored */
	const char *v[FIELDS_MOST];  /* a text for each row of item_fields() or basis_fields(); NULL is "". The code says
				      * which it is; a new code adds one */
	const char *behind;          /* the code that it follows in its line, "" to be first. NULL: it stays, and a new
				      * one is the last of its section */
};
int draft_put_item(struct draft *d, const struct draft_entry *it, rec_report *report, void *ctx, struct err *e);
int draft_put_basis(struct draft *d, const struct draft_entry *basis, rec_report *report, void *ctx, struct err *e);
/* The texts of an item (a basis) of d->lib, to change and put back. ERR_ABSENT. Into the arena. */
int draft_get_item(const struct draft *d, const char *code, struct arena *arena, struct draft_entry *out, struct err *e);
int draft_get_basis(const struct draft *d, const char *code, struct arena *arena, struct draft_entry *out, struct err *e);
/* The item is not asked any more. One that was never published goes. */
int draft_retire(struct draft *d, const char *code, struct err *e);
/* Adds a line with its first item. */
int draft_put_line(struct draft *d, const char *id, const char *code, const char *name, const struct draft_entry *first,
		   rec_report *report, void *ctx, struct err *e);
/* Takes a whole library (an import): what differs from the edition in force is saved, all of it or nothing. Codes,
 * lines and bases of the edition in force must be there. */
int draft_put_library(struct draft *d, const struct library *lib, rec_report *report, void *ctx, struct err *e);
/* Back to the edition in force: an item or a basis by its code, or NULL: everything. 1 something went, 0 nothing. */
int draft_discard(struct draft *d, const char *code, struct err *e);

/* ---- looking --------------------------------------------------------------------------------------- */

/* library_diff() of the edition in force and the draft. */
size_t draft_diff(const struct draft *d, change_visit *visit, void *ctx);
/* library_check() of the draft; the files are named as they lie there. Gives the number of errors. */
size_t draft_check(const struct draft *d, rec_report *report, void *ctx);

/* Publishes it and ends it. Errors as edition_publish(); ERR_CONFLICT also for stale lines. */
int draft_publish(struct draft *d, struct journal *j, const struct actor *by, const char *edition, const char *note,
		  char ref[REF_TEXT], struct err *e);

#endif
