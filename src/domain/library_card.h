/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a post card 岗位风险卡 says: the risks of one post and what keeps them from happening. Layout is for
 * others.
 */
#ifndef ZICHA_DOMAIN_LIBRARY_CARD_H
#define ZICHA_DOMAIN_LIBRARY_CARD_H

#include "domain/library.h"

/* The posts that items name, in the library's order, with how many items that are asked name them. */
struct posts {
	struct post {
		const char *name;
		size_t items, serious;
	} * v;
	size_t n, cap;
	struct arena arena;
};
void posts_load(struct posts *posts, const struct library *lib);
void posts_done(struct posts *posts);

struct card_item {
	const struct line *line;
	const struct item *item;
	unsigned times; /* how often it was found in the time that the caller looks back on */
};

struct card {
	const char *post;
	struct card_item
	    *v; /* what came back first and most, then by severity, weight and the library's order */
	size_t n, cap;
	unsigned char digest[DIGEST_SIZE]; /* of what the card says, without how often: differs once the
					      library moves on */
};

/* How often an item came back; NULL: never. */
typedef unsigned card_times(const char *code, void *ctx);

/* Collects the items of a post; none is no error. post and lib must outlive the card. */
int card_load(struct card *card, const struct library *lib, const char *post, card_times *times, void *ctx,
	      struct err *e);
void card_done(struct card *card);

#endif
