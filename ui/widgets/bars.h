/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What several views draw alike: pane headings, facts, wrapped text, progress, boxes. The title bar, the key
 * bar and the message line are the stage's. All of it is pure: a canvas, a rect, words that are translated
 * already. Text from outside may be handed in as it is; foreign format characters show as marks such as
 * <202E>.
 */
#ifndef ZICHA_UI_WIDGETS_BARS_H
#define ZICHA_UI_WIDGETS_BARS_H

#include "ui/base/view.h"

#include <stdbool.h>
#include <stddef.h>

/* The heading of a pane in the first row of r: left words, right words (a position), NULL: none. */
void bars_heading(struct canvas *c, struct rect r, const char *left, const char *right, bool focus);

/* A row of a list of sections: name, and "5/6" at the right; the sign of a done one is its count alone. */
void bars_section(struct canvas *c, struct rect r, const char *name, int done, int all);

/* A paragraph wrapped into r from its first row, `skip` lines left out at the top. Gives the lines drawn. */
int bars_text(struct canvas *c, struct rect r, enum theme_role role, const char *text, int skip);
/* The lines it takes in that many columns; at least 1. */
int bars_text_lines(const char *text, int cols);

/* A label in label_cols columns, the text wrapped beside it. Gives the lines drawn; nothing (0) for an empty
 * text. */
int bars_fact(struct canvas *c, struct rect r, int label_cols, const char *label, const char *text,
	      enum theme_role role);
int bars_fact_lines(const char *text, int cols, int label_cols);
/* Columns that the widest of the labels takes (NULL-terminated list, translated), and one blank behind it. */
int bars_label_cols(const char *const labels[]);

/* "[#####.....] 5/10" in the first row of r. */
void bars_progress(struct canvas *c, struct rect r, int done, int all);

/* The hints of a view's rows, "1符合 2不符合", from the row's left; keys strong, what does not fit is left
 * out whole. */
void bars_hints(struct canvas *c, struct rect r, const struct view *v);

/* At the right edge of the column r: where `shown` of `all` lines from `top` are; nothing if all are in
 * sight. Only the mark, no track: a sign at the end of every row would be half of what a page costs to send. */
void bars_scroll(struct canvas *c, struct rect r, int top, int shown, int all);

/* A filled, framed box with a title in its frame. Gives the place inside, one column of air on each side. */
struct rect bars_box(struct canvas *c, struct rect r, const char *title);

/* A vertical line between two panes: the left part gets `left` columns, the right part what is left. */
void bars_panes(struct canvas *c, struct rect r, int left, struct rect *a, struct rect *b);

#endif
