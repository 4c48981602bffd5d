/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A form from the inside, for form*.c only.
 */
#ifndef ZICHA_UI_WIDGETS_FORM_INSIDE_H
#define ZICHA_UI_WIDGETS_FORM_INSIDE_H

#include "ui/widgets/form.h"

enum { FORM_NO_CHOICE = -1 };

struct form_item {
	struct edit edit;            /* every kind but a choice or a heading */
	struct arena arena;          /* of choices made at run time */
	const struct ask_choice *choices;
	size_t choice_n;
	bool own_choices;            /* labels are translated already */
	int at, saved_at;            /* the choice; FORM_NO_CHOICE */
	struct str find;             /* what was typed to find a choice */
	struct str value;            /* what form_value() gave */
	int row, rows;               /* place in the whole form, from 0; rows 0: not shown */
};

/* A field of text with labels to pick from. */
bool form_has_offer(const struct form *f, size_t i);
bool form_is_shown(const struct form *f, size_t i);
bool form_is_required(const struct form *f, size_t i);
bool form_can_focus(const struct form *f, size_t i);
const char *form_choice_label(const struct form *f, size_t i, size_t choice);
/* One field: required, readable, its own check; required may be left for later. */
int form_check_at(const struct form *f, size_t i, bool required_too, struct err *e);
/* Leaves the field in focus (a date takes its plain form) for another one. */
void form_go_to(struct form *f, size_t i);
/* The next field from i that can have the focus, in a direction; f->n if there is none. */
size_t form_next(const struct form *f, size_t i, bool back);
/* Says why a field is refused, under the form, and goes there. */
void form_blame(struct form *f, size_t i, const char *why);
void form_forgive(struct form *f);

/* form_kind.c: text of a number to units of its last decimal and back. */
int form_parse_number(const struct form_field *d, const char *text, long long *out, struct err *e);
void form_format_number(const struct form_field *d, long long value, struct str *out);
bool form_parse_day(const char *text, int *day);
bool form_is_blank(const char *text);

/* form_draw.c: the option of a choice under a column of the field; FORM_NO_CHOICE. */
int form_choice_under(const struct form *f, size_t i, int cols, int col);
struct rect form_field_rect(const struct form *f, struct rect r, size_t i);

#endif
