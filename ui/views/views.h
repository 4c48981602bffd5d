/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The views, each in a file of its own; only the register knows them all. What a view is given
 * when it is opened stands here, so that views need not include each other.
 */
#ifndef ZICHA_UI_VIEWS_VIEWS_H
#define ZICHA_UI_VIEWS_VIEWS_H

#include "ui/base/stage.h"

extern const struct view_ops view_first, view_login, view_home, view_people, view_person, view_new, view_walk, view_finding, view_sign,
	view_past, view_session;
extern const struct view_ops view_library, view_item, view_bases, view_basis;
extern const struct view_ops view_cards, view_card, view_draft, view_change, view_entry;
extern const struct view_ops view_settings, view_calibrate;
extern const struct view_ops view_practice;

/* VIEW_N entries for stage_new(). */
const struct view_ops *const *views_register(void);

/* The idle lock: drops the key and asks for the passphrase again; drafts stay. */
void views_lock(struct stage *s, void *desk);
/* The same when another store lies in the place of the one that was open; says so. Whom it does not know is logged out. */
void views_lock_replaced(struct stage *s, struct desk *d);

enum { VIEWS_IDLE_MS = 15 * 60 * 1000 }; /* of the idle lock */

/* What the settings say of how characters are shown. */
struct settings;
struct term_look;
void views_look(const struct settings *s, struct term_look *out);

/* VIEW_WALK, VIEW_SIGN, VIEW_SESSION: a session's id. */
struct session_arg {
	const char *id;
	const char *item; /* to start at, or NULL */
};

/* VIEW_PAST: only of this branch, to begin with; NULL: all. */
struct past_arg {
	const char *branch;
};

/* VIEW_FINDING: a new finding of an item, or one to change. */
struct finding_arg {
	const char *session, *item;
	const char *finding; /* id, or NULL: new */
};

/* VIEW_PERSON: a person to change, or NULL: a new one. */
struct person_arg {
	const char *no;
	bool renew; /* only a new key */
};

/* VIEW_ITEM: the code to start at and all those that can be leafed through; copied. */
struct item_arg {
	const char *at;
	const char *const *codes;
	size_t n;
};

/* VIEW_BASIS */
struct basis_arg {
	const char *code;
};

/* VIEW_CARD */
struct card_arg {
	const char *post;
};

/* VIEW_CHANGE */
struct change_arg {
	const char *code;
};

/* VIEW_ENTRY: an item (a rule) to change, or with code NULL a new one: of this line, behind the item near if that is not
 * NULL. */
struct entry_arg {
	bool basis;
	const char *code;
	const char *line, *near;
};

/* VIEW_LOGIN over a locked workbench: the person stays. */
struct login_arg {
	bool unlock;
	bool replaced; /* because the store was put back or renewed, not because nobody was there */
};

#endif
