/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the walk knows: the checklist, where the bar is, and the answer that is being put together.
 */
#ifndef ZICHA_UI_VIEWS_WALK_H
#define ZICHA_UI_VIEWS_WALK_H

#include "base/wrap.h"
#include "cli/desk.h"
#include "domain/answer.h"
#include "ui/base/view.h"

/* A row of the left pane: a section heading or an item. */
struct walk_row {
	bool heading;
	const char *text;  /* heading: the section's name */
	int done, all;     /* heading: answered items of it, and items that want an answer */
	size_t item;       /* item: index into checks.v */
};

struct walk {
	char *session;     /* id */
	struct session head; /* in the view's arena */
	struct checklist checks;
	struct walk_row *rows; /* in the view's arena */
	size_t row_count;
	int done, all;     /* as in a heading, of all items */
	size_t at;         /* the item under the bar */
	size_t top;        /* first row shown on the left */
	char *start;       /* item to start at, or NULL */
	int detail_top;    /* first line of the right pane */

	/* The answer under way: what has been asked for so far. */
	struct {
		bool active;
		enum result result;
		struct str note, value, evidence, second;
		bool has_note, has_value, has_evidence, has_second;
		struct key *key; /* of the second person */
	} draft;
};

/* What a child was opened for. */
enum walk_tag { WALK_NOTE = 1, WALK_VALUE, WALK_EVIDENCE, WALK_SECOND_NO, WALK_SECOND_PASS, WALK_FINDING, WALK_FIND,
		WALK_SIGN };

/* Starts an answer of the item under the bar: asks for what it needs, then records it. */
int walk_begin(struct view *v, enum result result, struct err *e);
/* A note to the answer that stands. */
int walk_begin_note(struct view *v, struct err *e);
/* A box has closed: the next part of the answer, or the second person's key is there. */
int walk_take_part(struct view *v, int tag, const char *text, struct err *e);
/* Forgets the answer under way. */
void walk_draft_clear(struct walk *w);
/* A new finding of the item under the bar (NULL), or one to change. */
int walk_open_finding(struct view *v, const char *finding, struct err *e);

/* Draws both panes; pure. */
void walk_draw(const struct view *v, struct canvas *c, struct rect r);
/* The detail of item i as text lines for a width; the register of lib gives the titles of its bases. */
void walk_detail(const struct checklist *checks, size_t i, const struct library *lib, int cols, struct str *out);

#endif
