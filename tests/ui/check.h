/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must hold on a canvas after every key.
 */
#ifndef ZICHA_TESTS_UI_CHECK_H
#define ZICHA_TESTS_UI_CHECK_H

#include "ui/base/stage.h"

/* No half characters, the caret on no right half: NULL, or what is wrong. */
const char *check_canvas(const struct canvas *c);
/* A full redraw into `again` gives what c shows: NULL, or what is wrong. */
const char *check_redraw(struct stage *s, const struct canvas *c, struct canvas *again);
/* The screen at its present size and width mode: no half characters, each cell as wide as its text, lines unbroken
 * (every pane border in one column), the key bar whole. NULL, or what is wrong; where is "row column". */
const char *check_shape(const struct stage *s, const struct canvas *c, char where[32]);

#endif
