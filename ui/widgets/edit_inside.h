/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The editor from the inside, for edit*.c only.
 */
#ifndef ZICHA_UI_WIDGETS_EDIT_INSIDE_H
#define ZICHA_UI_WIDGETS_EDIT_INSIDE_H

#include "ui/widgets/edit.h"

enum { STEP_OTHER, STEP_TYPE, STEP_BACKSPACE, STEP_DELETE };

/* Puts n clean bytes in place of [from, to) (cluster borders), back to NFC, caret behind them, one step of
 * history. */
void edit_change(struct edit *ed, size_t from, size_t to, const char *bytes, size_t n, int kind);
/* The caret moves, the step that was growing is over. */
void edit_move_to(struct edit *ed, size_t at);

/* Start of the paragraph that holds `at`, and its end (its LF or the end of the text). */
size_t edit_paragraph(const struct edit *ed, size_t at);
size_t edit_paragraph_end(const struct edit *ed, size_t at);
/* The nearest cluster border at or before a byte. */
size_t edit_border_before(const struct edit *ed, size_t at);

/* edit_history.c: the plain replacement of bytes; after any change; a step that was made (copied); back or
 * forth. */
void edit_put(struct edit *ed, size_t at, size_t old_n, const char *bytes, size_t n);
void edit_touch(struct edit *ed);
void edit_record(struct edit *ed, const struct edit_step *step);
bool edit_walk_history(struct edit *ed, bool back);
void edit_forget_steps(struct edit *ed, size_t keep);

/* edit_shown.c: makes shown, marks and lines fit the text; offsets from one to the other. */
void edit_settle(struct edit *ed);
size_t edit_to_shown(const struct edit *ed, size_t at);
size_t edit_from_shown(const struct edit *ed, size_t at);
/* The shown line the caret stands on. */
size_t edit_caret_line(const struct edit *ed);

/* edit_move.c: the act, without history; true if the caret moved. */
bool edit_move(struct edit *ed, enum edit_act act, int count);
size_t edit_word_before(const struct edit *ed, size_t at);

#endif
