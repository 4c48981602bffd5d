/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Editions of the risk-point library in a store. The built-in lines are the start; a risk officer publishes an
 * edition, which pins the exact text of every line and of the register of rules. What an earlier edition said stays,
 * and sessions keep what they pinned when they were opened.
 */
#ifndef ZICHA_DOMAIN_EDITION_H
#define ZICHA_DOMAIN_EDITION_H

#include "domain/library_edit.h"
#include "domain/people.h"

/* An edition's name is year and number, "2026.10"; a later one has the greater year, then the greater number. */
bool edition_is_name(const char *name);
int edition_compare(const char *a, const char *b); /* < 0: a is earlier; no names at all count as the earliest */
/* The name that follows: one more in that year, or the first of a later year. */
void edition_next(const char *after, int year, struct str *out);
/* The latest name that a line of the library carries; "" if it has none. Borrowed from it. */
const char *edition_of_library(const struct library *lib);

/* ---- what was published ---------------------------------------------------------- */

struct publication {
	const char *id;      /* CHAIN-SEQ of the act */
	const char *edition; /* 2026.2 */
	const char *note;
	int64_t at;
	const char *by, *by_name; /* staff number, name */
	int lines, items;         /* how many it holds, retired items too */
	int changed;              /* lines whose text is new with it */
};
struct publication_list {
	struct publication *v;
	size_t n, cap;
	struct arena arena;
};
/* All of them, the latest first. */
int publication_list_load(struct db *db, struct publication_list *list, struct err *e);
void publication_list_done(struct publication_list *list);
/* The id of the latest: 1 there is one, 0 none ("": the built-in lines are in force). Quick enough to ask before each
 * use. */
int publication_find_latest(struct db *db, char id[REF_TEXT], struct err *e);

/* ---- the library ------------------------------------------------------------------- */

/* The library in force, into lib (a {0}): the latest publication, and built-in lines and rules that it does not know
 * (a later version of zicha may bring some). db NULL: the built-in library. library_done in every case. */
int edition_load(struct db *db, struct library *lib, struct err *e);
/* Its name, into out: that of the latest publication, else the latest of the built-in lines. lib is the library in
 * force. */
int edition_in_force(struct db *db, const struct library *lib, struct str *out, struct err *e);
/* An edition by its name, exactly as it was published. The name of the built-in lines gives those where nobody has
 * published. ERR_ABSENT names the editions there are. */
int edition_load_at(struct db *db, const char *edition, struct library *lib, struct err *e);

/* The edition that changed an item last, of those that were published; the first of them where it never changed since.
 * line is its line's id. 1 found, 0 none: nobody has published it. Into the arena. */
int edition_of_item(struct db *db, const char *line, const char *code, struct arena *arena, const char **edition,
		    struct err *e);

/* ---- publishing ---------------------------------------------------------------------- */

/* What keeps a library from being published as that edition: 0, or -1 with the first reason. ERR_INPUT: the name is
 * none, is not later than what is in force, or library_check finds errors (each is reported); ERR_CONFLICT: a code or a
 * line of the edition in force is gone; ERR_STATE: nothing differs from it. */
int edition_can_publish(struct db *db, const struct library *lib, const char *edition, rec_report *report, void *ctx,
			struct err *e);
/* Publishes a library: lines that differ from the edition in force get the new name, and items retired since are
 * retired in it. One act of the risk officer: texts that the store lacks are pinned first; where nothing was published
 * before, the edition in force is put down too. Errors as edition_can_publish, and ERR_DENIED. ref (may be NULL) gets
 * the publication's id. */
int edition_publish(struct journal *j, const struct actor *by, const struct library *lib, const char *edition,
		    const char *note, char ref[REF_TEXT], struct err *e);

/* Pins a text where the store does not hold it yet. */
int edition_adopt(struct act *act, const struct actor *by, const char *text, size_t n, struct err *e);

/* A change_visit: ctx, a struct err that is empty at first, gets the first thing that a later edition may not lack and
 * does. ERR_CONFLICT. */
void edition_note_loss(const struct change *change, void *ctx);

/* Event kinds. adopt: the exact text of a line, or of the register of rules. */
extern const struct event_field adopt_fields[], publish_fields[];
int adopt_may(struct db *db, const struct event *ev, struct err *e);
int adopt_apply(struct db *db, const struct event *ev, struct err *e);
int publish_may(struct db *db, const struct event *ev, struct err *e);
int publish_apply(struct db *db, const struct event *ev, struct err *e);

#endif
