/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The stage owns the stack of open views, the message line and the bars, and turns keys into acts:
 * key -> row -> why_not -> run -> refresh -> draw. It needs no terminal: keys come from a
 * source, the canvas goes to a sink (struct screen_io), so tests and scripts run the same loop.
 *
 * It draws: row 0 the title bar "1102 title | context      who  state", then the body, the last row but
 * one the message line, the last row the key bar of F1..F10 (ten slots, 8 columns each at 80).
 *
 * Keys, in this order: Esc and digits behind it (below) - typed text where view_takes_text() - the
 * top view's rows - the stage's own rows (back, help, redraw, mouse) - transaction codes (VIEW_MENU) -
 * ops->text. Full-width digits and punctuation count as ASCII where a row or a code is looked up; text stays
 * as typed. Esc waits 600 ms for a digit: Esc 1 is F1, Esc 0 is F10; a second Esc, any other key or the time
 * goes back. Where no F-key has an act but the stage's own (most boxes), Esc goes back at once. Ctrl-C acts
 * as Esc.
 */
#ifndef ZICHA_UI_BASE_STAGE_H
#define ZICHA_UI_BASE_STAGE_H

#include "ui/base/screen.h"
#include "ui/base/view.h"

enum { STAGE_ROWS = 24, STAGE_COLS = 80, STAGE_MIN_ROWS = 20, STAGE_MIN_COLS = 60, STAGE_ESC_MS = 600 };

/* views has VIEW_N entries, NULL where there is none yet. desk may be NULL in tests. Both are borrowed. */
struct stage *stage_new(const struct view_ops *const *views, struct desk *desk);
void stage_free(struct stage **s);               /* closes all views, top first; takes NULL */

/* Opens a view over the present one. tag comes back in the parent's result. ERR_ABSENT if the id has no
 * view. */
int stage_open(struct stage *s, enum view_id id, const void *arg, int tag, struct err *e);
/* Closes the view (and any above it), then calls result of the view below with v's tag and value (borrowed
 * for the call; NULL: no answer). v stays readable until the running command returns. may_close is not asked.
 */
void stage_close(struct view *v, const void *value);
/* As stage_open, but takes the place of v (login -> home): the parent of v gets the result. */
int stage_replace(struct view *v, enum view_id id, const void *arg, struct err *e);
/* Closes every view without asking (their drafts stay) and opens this one alone: logging out. If that fails
 * the program ends. */
int stage_restart(struct stage *s, enum view_id id, const void *arg, struct err *e);
/* Esc: asks may_close, then closes the top view. The last view's closing ends the program. */
void stage_back(struct stage *s);
/* Closes every view without asking; stage_done() from then on. */
void stage_end(struct stage *s);
bool stage_done(const struct stage *s);

/* The message line; stays until the next key. */
void stage_say(struct stage *s, enum theme_role role, const char *fmt, ...) PRINTF_LIKE(3, 4);
void stage_say_err(struct stage *s, const struct err *e);
const char *stage_message(const struct stage *s);
/* Right end of the title bar: who works ("Li Ming, head") and a word ("saved", with its role). NULL:
 * nothing. */
void stage_set_who(struct stage *s, const char *who);
void stage_set_state(struct stage *s, enum theme_role role, const char *word);
void stage_set_keys(struct stage *s, const struct cmd_map *m); /* a person's keys; borrowed; NULL: defaults */
void stage_set_io(struct stage *s, const struct screen_io *io); /* borrowed; stage_loop sets it itself */

/* One key. Changes state only; nothing is drawn. */
void stage_key(struct stage *s, const struct press *k);
bool stage_dirty(const struct stage *s);         /* something may look different since the last stage_draw */
void stage_touch(struct stage *s);               /* makes it so */
void stage_stale(struct stage *s);               /* every view reads anew before it is drawn */
/* Refreshes and lays out what is visible, draws the whole canvas. */
void stage_draw(struct stage *s, struct canvas *c);
/* Milliseconds until the stage wants a K_TICK (Esc waiting, a view with tick); -1: never. */
int stage_wait(const struct stage *s, int64_t now);

/* Calls lock once when nobody has touched the keys for ms (the idle lock); ms 0: never. */
void stage_set_idle(struct stage *s, int64_t ms, void (*lock)(struct stage *, void *ctx), void *ctx);

/* fd can be read when others may have changed the store (desk_watch); heard empties it. Views with a tick are told a
 * twentieth of a second later, and nothing wakes up otherwise. fd -1, or a screen that cannot watch: they are ticked
 * every second. Before stage_loop. */
void stage_set_watch(struct stage *s, int fd, void (*heard)(void *ctx), void *ctx);

/* Work for when the screen stands and no key waits: slice is called again and again, until it gives false. It takes about
 * 10 ms, may say something or open a box; keys come between two slices. NULL: none. */
void stage_set_work(struct stage *s, bool (*slice)(struct stage *, void *ctx), void *ctx);

/* The loop: draw if dirty and no key waits -> show -> read -> stage_key, until stage_done(). */
void stage_loop(struct stage *s, struct canvas *c, const struct screen_io *io);

/* While a command works long: shows "what done/total" and the seconds past 0.5 s, true to go on, false after
 * Esc. Other keys are kept for later. total 0: unknown. Cheap to call often. */
bool stage_progress(struct stage *s, const char *what, long done, long total);
/* Runs a program on the terminal ($EDITOR): its exit status, or -1. ERR_STATE where there is no terminal. */
int stage_outside(struct stage *s, const char *const argv[], struct err *e);
/* Turns mouse clicks on or off. */
void stage_set_mouse(struct stage *s, bool on);
/* How the terminal shows characters from now on; what is known of it (NULL: there is none). */
void stage_set_look(struct stage *s, const struct term_look *look);
const struct term_facts *stage_facts(const struct stage *s);

/* For help and palette (guide) and tests. */
struct view *stage_top(const struct stage *s);             /* NULL when empty */
struct view *stage_below(const struct view *v);            /* the view it lies over; NULL if none */
const struct view_ops *stage_view_ops(const struct stage *s, enum view_id id); /* NULL if none */
cmd_tables stage_cmds(void);                               /* the stage's own rows */
const struct cmd_map *stage_keys(const struct stage *s);
/* Runs a row on a view as if its key had been pressed (palette): why_not, run, message. */
void stage_run(struct stage *s, struct view *v, const struct cmd *c, int count);
/* Jumps to a transaction code: a row's of the top view, or a view's. A view that is open already is gone back
 * to, as far as the views above it let themselves be closed. ERR_ABSENT if there is none, ERR_DENIED before the door. */
int stage_jump(struct stage *s, const char *code, struct err *e);
/* Whether a code may open this view now: not while a VIEW_DOOR is open, unless it is VIEW_ANYWHERE. */
bool stage_may_open(const struct stage *s, const struct view_ops *ops);
struct desk *stage_desk(const struct stage *s);

#endif
