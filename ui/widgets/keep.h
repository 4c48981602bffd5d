/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps what is being typed in a view, at every pause, until it is recorded or thrown away (src/cli/unsaved). A view
 * with a struct keep gives it its text from its tick and when it closes.
 */
#ifndef ZICHA_UI_WIDGETS_KEEP_H
#define ZICHA_UI_WIDGETS_KEEP_H

#include "cli/unsaved.h"
#include "ui/base/view.h"

struct keep {
	struct unsaved where; /* strings in the arena; .view NULL: nothing is kept */
	struct arena arena;
	struct str last;      /* as it stands in the file */
	bool there;           /* there is a file */
	bool over;            /* recorded or thrown away */
};

/* Copies where. by may be NULL: the person logged in. */
void keep_init(struct keep *k, const struct view *v, const struct unsaved *where);
void keep_done(struct keep *k); /* takes {0}; the file stays */

/* What was kept before: 1 and the text, 0 none. */
int keep_load(struct keep *k, const struct view *v, struct str *text, struct err *e);
/* The text as it is now, if it differs from what is kept; one that was not changed takes the file away. */
void keep_text(struct keep *k, const struct view *v, bool changed, const char *text, size_t n, const char *preview);
/* It was recorded or thrown away: no file any more, and none from now on. */
void keep_drop(struct keep *k, const struct view *v);

#endif
