/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The guide from the inside: what guide.c collects and guide_help.c writes out to read.
 */
#ifndef ZICHA_UI_WIDGETS_GUIDE_INSIDE_H
#define ZICHA_UI_WIDGETS_GUIDE_INSIDE_H

#include "ui/widgets/guide.h"
#include "ui/widgets/list.h"
#include "ui/widgets/page.h"

/* A command, or a screen that has a transaction code. Strings in the view's arena or static. */
struct guide_row {
	const struct cmd *cmd;  /* NULL: a screen */
	const char *heading;    /* a row of words only, else NULL */
	const char *id, *code, *label, *keys, *help;
	const char *why;        /* not possible now, and why; NULL: possible */
	const char *text;       /* what the filter looks at */
};

struct guide {
	struct view *of;        /* the view below */
	bool palette;
	struct guide_row *v;
	size_t n, cap;
	struct list list;       /* of the menu */
	struct page facts;      /* of the help: what is under the bar below */
	int skip, lines;        /* of the help: lines scrolled away, all of them */
	int code_cols, label_cols, keys_cols;
};

/* Code, name and keys of a row in the first line of r, what is too long cut. Gives the column behind the keys. */
int guide_head(const struct guide *g, const struct guide_row *row, struct canvas *c, struct rect r);
/* The help, `skip` lines left out at the top; with no canvas it only counts. Gives all its lines. */
int guide_help(const struct guide *g, struct canvas *c, struct rect r, int skip);

#endif
