/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the draft only: its files, and the lock that a change holds.
 */
#ifndef ZICHA_DOMAIN_DRAFT_INSIDE_H
#define ZICHA_DOMAIN_DRAFT_INSIDE_H

#include "domain/draft.h"

/* A change under way: AUTO(draft_unlock) struct draft_lock lock = {.fd = -1}; */
struct draft_lock {
	int fd;
};
/* Makes the folder, locks it and finishes or drops what another program left half done. */
int draft_take_lock(struct draft *d, struct draft_lock *lock, struct err *e);
void draft_unlock(struct draft_lock *lock);

/* What is to lie in the folder, under a lock. */
struct draft_files {
	struct draft_file {
		char *name; /* "credit.rec" */
		char *text; /* NULL: the file goes */
	} * v;
	size_t n, cap;
};
void draft_files_add(struct draft_files *files, const char *name, const char *text);
void draft_files_done(struct draft_files *files);
/* All that there are, to go; `base` is always the last of them. */
int draft_list_files(const struct draft *d, struct draft_files *files, struct err *e);
/* Writes them, all or none. */
int draft_save(struct draft *d, const struct draft_files *files, struct err *e);

/* SM3 of a line in force, or of the register for "basis", in hex; false if there is no such line. */
bool draft_digest(const struct draft *d, const char *id, char hex[DIGEST_HEX]);
/* What `base` will say once that line has a file of its own (or has it no more): 1 it
 * is another text than now, 0 it is the same. out is emptied first. */
int draft_note_base(const struct draft *d, const char *id, bool mine, struct str *out, struct err *e);

/* The name of a file in the folder as messages show it. Added to out. */
void draft_path(const struct draft *d, const char *name, struct str *out);

#endif
