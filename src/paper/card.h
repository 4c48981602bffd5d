/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The post card 岗位风险卡 as plain text: what can go wrong on a post, what keeps it from happening, and below it the
 * promise 承诺 of whoever holds the post. One page: what came back comes first, what does not fit is named by code.
 */
#ifndef ZICHA_PAPER_CARD_H
#define ZICHA_PAPER_CARD_H

#include "domain/library_card.h"
#include "domain/review.h"

enum {
	CARD_COLS = 78,
	CARD_ROWS = 60,  /* of one page */
	CARD_MOST = 15,  /* items told in words */
	CARD_LEAST = 4,  /* told even where the codes of the rest fill the page */
	CARD_DIGITS = 8  /* of its digest, printed on it */
};

struct card_about {
	const struct library *lib;
	const char *post;
	const char *org;                /* over the title; NULL or "": nothing */
	const char *edition;            /* of the library in force: 2026.1 */
	const struct review_list *past; /* by item (review_items_load); NULL: not known, and the card says nothing of it */
	int day;
};

/* What a store tells about every card; must not be moved while it is used. */
struct card_source {
	struct card_about about; /* all but the post */
	struct review_list past;
	struct arena arena;
};
/* db NULL: only what the library tells. card_source_done in every case. */
int card_source_load(struct card_source *s, struct db *db, const struct library *lib, int64_t now, struct err *e);
void card_source_done(struct card_source *s);

/* What it says, with how often each item came back; both must outlive it. ERR_ABSENT: no item names the post. */
int card_load_about(struct card *card, const struct card_about *about, struct err *e);
/* Adds the card to out: UTF-8, LF, at most CARD_COLS columns. ERR_ABSENT: no item names the post. */
int card_text(const struct card_about *about, struct str *out, struct err *e);

/* The digest of a post's card, as digits. ERR_ABSENT. */
int card_digest(const struct library *lib, const char *post, char hex[DIGEST_HEX], struct err *e);
/* Whether a printed card still says what the library says, by the digits that stand on it (at least CARD_DIGITS of them):
 * 1 yes, 0 no. ERR_USAGE: these are none; ERR_ABSENT. */
int card_check(const struct library *lib, const char *post, const char *digits, struct err *e);

#endif
