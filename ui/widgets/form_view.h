/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A view that is mostly one form: its operations. The state of such a view begins with its struct form; the
 * rows are form_cmds and edit_cmds. A view with more to do calls these from its own operations.
 */
#ifndef ZICHA_UI_WIDGETS_FORM_VIEW_H
#define ZICHA_UI_WIDGETS_FORM_VIEW_H

#include "domain/wordlist.h"
#include "ui/widgets/form.h"
#include "ui/widgets/keep.h"

/* The form at the head of the state. */
struct form *form_view_form(const struct view *v);

/* For struct view_ops: the form takes the body, two columns of air on each side, one row above. */
void form_view_layout(struct view *v);
void form_view_draw(const struct view *v, struct canvas *c, struct rect r);
bool form_view_text(struct view *v, const char *utf8, bool pasted);
bool form_view_click(struct view *v, const struct press *k);
int form_view_result(struct view *v, int tag, const void *value, struct err *e);
bool form_view_may_close(struct view *v, struct err *e);
void form_view_close(struct view *v);
void *form_view_part(const struct view *v, enum view_part part);

/* Has F4 offer the names of a list in a field of text. */
int form_view_offer(struct form *f, const char *id, enum wordlist_kind kind, struct err *e);

/* What is typed into a form is kept: from the view's tick and before it closes; preview is the id of the field that the
 * list of unsaved texts shows. */
void form_view_keep(const struct view *v, const struct form *f, struct keep *k, const char *preview);
/* What was kept before, over the present values; says so. False: nothing, or it cannot be read. */
bool form_view_kept(struct view *v, struct form *f, struct keep *k);

/* The rows of a view that is nothing but a form. */
extern const struct cmd *const form_view_cmds[];

#endif
