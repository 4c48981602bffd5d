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

#endif
