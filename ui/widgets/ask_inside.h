/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A question box from the inside, for ask*.c only.
 */
#ifndef ZICHA_UI_WIDGETS_ASK_INSIDE_H
#define ZICHA_UI_WIDGETS_ASK_INSIDE_H

#include "ui/widgets/ask.h"
#include "ui/widgets/edit.h"
#include "ui/widgets/keep.h"
#include "ui/widgets/list.h"

/* A list of at most that many rows has a digit for each; a longer one whose words have no digits in them has numbers that
 * are searched for. */
enum { ASK_NUMBERED = 9, ASK_COUNTED = 99 };

struct ask_box {
	struct ask ask;      /* with copies in arena */
	struct arena arena;
	const char **texts;  /* what a search in the choices looks at */
	struct edit edit;
	struct keep keep;    /* of ask.unsaved */
	struct list list;
	struct str refusal;
	bool counted;        /* the rows have numbers of two digits */
	bool at_no;          /* the bar stands on no */
	int skip;            /* lines of the text scrolled away */
};

struct ask_places {
	struct rect box, text, label, field, list, refusal, yes, no, hint;
	int text_lines;      /* all of the text */
};

bool ask_has_field(const struct ask_box *b);
/* Where its parts stand inside a body. */
void ask_places(struct ask_box *b, struct rect body, struct ask_places *p);
void ask_layout(struct ask_box *b, struct rect body);
void ask_draw(struct ask_box *b, struct canvas *c, struct rect body);
void ask_draw_choice(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected);

#endif
