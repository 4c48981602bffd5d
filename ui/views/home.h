/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the workbench shows below its menu: groups of rows, each under a heading with its count, in one pane or two.
 * Which groups there are depends on who looks.
 */
#ifndef ZICHA_UI_VIEWS_HOME_H
#define ZICHA_UI_VIEWS_HOME_H

#include "cli/desk.h"
#include "cli/unsaved.h"
#include "domain/answer.h"
#include "domain/review.h"
#include "domain/waiting.h"
#include "ui/widgets/list.h"

enum home_group {
	HOME_UNSAVED, /* what this person typed and did not save */
	HOME_SIGN,    /* one signature is there, the second is wanted */
	HOME_OPEN,    /* under way */
	HOME_PENDING, /* items to be found out */
	HOME_MISSED,  /* branches without their self-check */
	HOME_REPEAT,  /* what failed again and again */
	HOME_SEALED,  /* sealed last */
	HOME_GROUPS
};

struct home_row {
	enum { HOME_HEADING, HOME_THING, HOME_MORE } kind;
	enum home_group group;
	size_t at;      /* HOME_THING: place in the group's list */
	const char *id;
};

struct home;
struct home_pane {
	const struct home *home; /* for the list's callbacks */
	struct home_row *v;
	size_t n;
	struct list list;
};

struct home {
	struct unsaved_list unsaved;
	bool told;                  /* that there is something unsaved */
	struct session_list sign, open, sealed;
	const char **signer;        /* of each in sign: whose signature is wanted, translated */
	bool *mine;                 /* of each in sign: it is mine to sign */
	struct progress *progress;  /* of each in open */
	const char **sign_lines, **open_lines; /* what each of them asks: "credit and 2 more", in the arena */
	struct waiting_items pending;
	struct waiting_branches missed;
	struct review_list repeats;
	size_t counts[HOME_GROUPS]; /* of all there are, more than is loaded perhaps */
	const enum home_group *groups;
	size_t group_count;
	bool unfolded[HOME_GROUPS];
	bool many;                  /* of several branches: show whose */
	bool to_newest;             /* a check was begun: the bar goes to it */
	bool arranged;              /* the panes are as the lists and the size want them */
	bool two;                   /* panes side by side */
	int rows;                   /* of a pane */
	size_t shown[HOME_GROUPS];  /* rows of each while it is folded */
	int focus;                  /* pane with the bar */
	struct home_pane pane[2];
	const char *org, *branch;   /* in the view's arena */
};

void home_init(struct home *h);
void home_done(struct home *h);
/* Reads all groups that this person sees. */
int home_load(struct view *v, struct err *e);
/* Puts the rows into the panes for a place of this size; cheap when nothing changed. */
void home_arrange(struct view *v, struct rect r);
/* Where a pane is in the place of the lists. */
struct rect home_place(const struct home *h, struct rect r, int pane);
/* The row under the bar; NULL if there is none. */
const struct home_row *home_here(const struct home *h);
/* A session under way, ready ones included: of the row under the bar, else the first; NULL if there is none. */
const struct session *home_under_way(const struct home *h);

/* An unsaved text: goes on with it; the one under the bar, NULL if it is another row. */
int home_go_on(struct view *v, const struct unsaved *u, struct err *e);
const struct unsaved *home_unsaved(const struct home *h);

void home_draw_lists(const struct home *h, struct canvas *c, struct rect r);
/* For the lists' callbacks. */
void home_draw_row(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected);

#endif
