/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same thing done with another hand: a click on the bar for a function key, a click on the row for a move of the
 * bar in a list, the full-width character of an input method for a plain one.
 */
#ifndef ZICHA_TESTS_UI_HANDS_H
#define ZICHA_TESTS_UI_HANDS_H

#include "ui/base/stage.h"

/* Puts the other way in the place of k, where there is one on the screen that c shows. True if it did. */
bool hands_other(const struct stage *s, const struct canvas *c, struct press *k);

#endif
