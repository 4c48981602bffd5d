/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Help (F1) and menu (F5): both are read from the command rows that count on a screen: its own, those it
 * inherits, the stage's. The menu also lists every screen that has a transaction code. Rows that are not
 * possible now have a "-" and say why. Opened by the stage with struct guide_arg (view.h).
 */
#ifndef ZICHA_UI_WIDGETS_GUIDE_H
#define ZICHA_UI_WIDGETS_GUIDE_H

#include "ui/base/view.h"

extern const struct view_ops guide_view; /* for the register: [VIEW_GUIDE] = &guide_view */

#endif
