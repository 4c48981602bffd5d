/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person typed and did not save: no record, a file each under DIR/local/drafts, kept at every pause, so that
 * nothing is lost when the power goes. The head of a file says whose it is and where it goes on, so that the
 * workbench can offer it after a crash.
 */
#ifndef ZICHA_CLI_UNSAVED_H
#define ZICHA_CLI_UNSAVED_H

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdint.h>

struct desk;

/* Where a text belongs. One person has one for each place. NULL counts as "". */
struct unsaved {
	const char *by;      /* staff number */
	const char *view;    /* name of the screen that goes on with it: "finding" */
	const char *row;     /* id of the command that asks for it there: "walk.na"; "": the screen itself */
	const char *session; /* id */
	const char *item;    /* code, or another thing's id */
	const char *thing;   /* what is changed, such as a finding's id; "": something new */
	const char *title;   /* one line for the list: "CR-0203 授权口令自管" */
	const char *preview; /* how the text begins; unsaved_keep() makes one line of it */
	int64_t at;          /* when it was kept */
	const char *name;    /* of the file; set by unsaved_list_load() */
};

/* Keeps or replaces it. The time comes from the desk's clock. */
int unsaved_keep(struct desk *d, const struct unsaved *where, const char *text, size_t n, struct err *e);
/* 1 and the text, 0 there is none, -1. */
int unsaved_find(const struct desk *d, const struct unsaved *where, struct str *text, struct err *e);
/* None is fine. */
int unsaved_drop(const struct desk *d, const struct unsaved *where, struct err *e);

struct unsaved_list {
	struct unsaved *v;
	size_t n, cap;
	struct arena arena;
};
/* All of one person, newest first; what cannot be read is left out. */
int unsaved_list_load(const struct desk *d, const char *by, struct unsaved_list *list, struct err *e);
void unsaved_list_done(struct unsaved_list *list);

#endif
