/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The stage from the inside, for stage*.c only.
 */
#ifndef ZICHA_UI_BASE_STAGE_INSIDE_H
#define ZICHA_UI_BASE_STAGE_INSIDE_H

#include "base/msg.h"
#include "base/str.h"
#include "ui/base/stage.h"

#include <stdint.h>

enum { STAGE_CODE = 4, STAGE_TICK_MS = 1000, STAGE_HEARD_MS = 50, STAGE_SLOTS = 10 };

struct view_stack {
	struct view **v;
	size_t n, cap;
};

/* Keys that came while a command worked. A paste owns its text. */
struct press_queue {
	struct press *v;
	size_t n, cap, at;
};

struct stage {
	const struct view_ops *const *views;
	struct desk *desk;
	struct view_stack open; /* the last one is on top */
	struct view_stack gone; /* closed; freed when the running act is over */
	int busy;               /* acts that are running, one inside the other */
	bool dirty, done;

	struct str message, who, state;
	enum theme_role message_role, state_role;
	const struct cmd *refused; /* the message says why this row of the view below cannot be run; NULL: something else */
	const struct view *refused_by;
	char code[STAGE_CODE + 1]; /* digits of a transaction code so far */
	bool esc;                  /* an Esc waits for a digit */
	int64_t esc_at, now, ticked, touched;
	const struct cmd_map *keys;

	const struct screen_io *io;
	struct canvas *canvas;     /* of the loop; borrowed */
	struct press_queue queue;
	int rows, cols;            /* size last drawn on */
	struct bar_slot {
		const struct cmd *row;
		const char *label; /* translated once: every frame shows it */
	} bar[STAGE_SLOTS];
	enum msg_lang bar_lang;
	bool mouse_off;

	int64_t idle_ms;
	void (*lock)(struct stage *, void *);
	void *lock_ctx;
	bool locked;               /* lock was called and no key has come since */
	int watch;                 /* descriptor of what is watched; -1: none */
	bool watching;             /* the screen does watch it */
	void (*heard)(void *);
	void *heard_ctx;
	int64_t heard_at;          /* since when the views are to be told; 0: nothing */
	bool (*slice)(struct stage *, void *); /* work that waits for a quiet moment */
	void *slice_ctx;

	int64_t work_at, work_shown; /* stage_progress: since when, last shown */
	bool working;
};

/* stage.c */
struct rect stage_body(const struct stage *s);          /* where views draw, at the present size */
size_t stage_lowest(const struct stage *s);                 /* the first view that is drawn: the topmost that lies over nothing */
void stage_settle(struct stage *s, struct view *v);     /* refresh if stale, layout if refreshed or moved */
void stage_enter(struct stage *s);                      /* around everything that may close views */
void stage_leave(struct stage *s);
int64_t stage_now(const struct stage *s);
bool stage_too_small(const struct stage *s);
/* stage_time.c */
void stage_hear(struct stage *s, int64_t now);          /* K_HEARD */
void stage_tick(struct stage *s, int64_t now);          /* K_TICK */
bool stage_lock_if_idle(struct stage *s, int64_t now);  /* true if it was locked now */
/* stage_row.c */
/* The row for a key on the top view, own_too: or of the stage: the first that is possible now, else the first that has it,
 * else NULL. */
const struct cmd *stage_find_row(const struct stage *s, const struct press *k, bool own_too);
/* The rows in the key bar; NULL: none. */
void stage_slots(const struct stage *s, const struct cmd *out[STAGE_SLOTS]);
bool stage_is_own(const struct cmd *c);                 /* of every screen */
void stage_forgive(struct stage *s);                    /* takes the refusal of a row away if it could be run by now */
void stage_go_back(struct stage *s);                    /* the view's own row for Esc, else one view back */
/* stage_code.c */
bool stage_take_code(struct stage *s, const struct view *v, const struct press *k); /* true if the key was part of a code */
/* The row that Enter runs for the digit typed so far; NULL: it is the start of a longer code. */
const struct cmd *stage_code_row(const struct stage *s);

#endif
