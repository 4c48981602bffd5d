/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A screen is a table of functions. The stage (stage.h) keeps the views that are open, one over the
 * other, hands them keys and a part of the canvas. Views never include views: they open each other by id.
 */
#ifndef ZICHA_UI_BASE_VIEW_H
#define ZICHA_UI_BASE_VIEW_H

#include "base/err.h"
#include "base/mem.h"
#include "ui/base/canvas.h"
#include "ui/base/cmd.h"
#include "ui/base/press.h"

#include <stdbool.h>
#include <stddef.h>

struct desk; /* src/cli/desk.h: what an open workbench holds */
struct stage;
struct page;  /* ui/widgets/page.h */

/* Every screen of the program. The register in main (id -> operations) may leave some NULL. */
enum view_id {
	VIEW_NONE,
	VIEW_ASK,     /* ui/widgets/ask: confirm, prompt, second passphrase */
	VIEW_GUIDE,   /* ui/widgets/guide: help and palette */
	VIEW_EDITOR,  /* ui/widgets: one long text on a screen of its own */
	VIEW_FIRST,   /* first run */
	VIEW_LOGIN,
	VIEW_HOME,    /* 工作台 */
	VIEW_PEOPLE,
	VIEW_PERSON,
	VIEW_NEW,     /* a new session */
	VIEW_PRACTICE, /* a session that is no record */
	VIEW_WALK,
	VIEW_FINDING,
	VIEW_SIGN,
	VIEW_PAST,    /* past sessions */
	VIEW_SESSION, /* one session, read only */
	VIEW_LIBRARY,
	VIEW_ITEM,    /* one item of the library */
	VIEW_BASES,   /* the register of rules */
	VIEW_BASIS,
	VIEW_CARDS,   /* posts and their cards */
	VIEW_CARD,
	VIEW_DRAFT,   /* the next edition of the library */
	VIEW_CHANGE,
	VIEW_ENTRY,   /* an item or a rule, to write */
	VIEW_RECTIFY,
	VIEW_REVIEW,
	VIEW_STATS,
	VIEW_MERGE,
	VIEW_SETTINGS,
	VIEW_CALIBRATE, /* which picture is straight? */
	VIEW_TOY,     /* tests only */
	VIEW_TOY_BOX, /* tests only */
	VIEW_N
};

enum {
	VIEW_MODAL = 1,    /* lies over the view below, which is drawn first */
	VIEW_READONLY = 2, /* rows with CMD_WRITES are refused */
	VIEW_TAKES_TEXT = 4, /* typed characters are always text (else: while an edit has the focus) */
	VIEW_STILL = 128, /* it changes nothing: the view below need not be read anew when it closes */
	VIEW_TIMED = 16, /* tick comes every second even where the store is watched */
	VIEW_OUTSIDE = 64, /* on the stage's own desk, whatever desk the view below has */
	VIEW_DOOR = 256,   /* nobody has come in: while it is open no code leads to what lies behind */
	VIEW_ANYWHERE = 512, /* shows nothing of the store: its code opens it before the door too */
	VIEW_CHOSEN = 32,  /* shows what was chosen before: its code alone cannot open it, the menu says so */
	VIEW_MENU = 8 /* digits gather in the message line: four are a transaction code and jump at once; one
		       * and Enter is the row that has this digit as its key */
};

/* What a view has the focus on; rows shared by views (list_cmds, edit_cmds, form_cmds) find their widget
 * so. PART_TEXT: not NULL while typed characters are text though no edit has the focus: a filter line is open. */
enum view_part { PART_LIST, PART_EDIT, PART_FORM, PART_TEXT, PART_PAGE };

/* What the stage gives VIEW_GUIDE: F1 shows help for a view, F5 or F9 its palette. */
struct guide_arg {
	struct view *of;
	bool palette;
};

struct view_ops {
	const char *name;       /* "walk": key file, tests, help anchor */
	const char *code;       /* transaction code "1102", or NULL */
	const char *title;      /* N_() */
	const char *help;       /* N_(): a paragraph or two for F1; may be NULL */
	size_t state_size;      /* zeroed bytes, owned by the stage */
	unsigned flags;
	cmd_tables cmds;        /* own rows, then inherited (list_cmds, edit_cmds), then NULL; may be NULL */

	/* All may be NULL but draw. arg is what stage_open() was given, valid only during the call; NULL when
	 * a person typed the code. Fails: never shown, close is still called. */
	int (*open)(struct view *, const void *arg, struct err *);
	/* Reads the engine and fills v->arena, which was emptied just before. Called before the first
	 * drawing, after view_stale(), after a child that is not VIEW_STILL has closed, any row with CMD_WRITES. Fails:
	 * message line, old state stays drawable (so set pointers into the arena to NULL first). */
	int (*refresh)(struct view *, struct err *);
	/* Works out what depends on the size: wrapping, scrolling. After a refresh and before each drawing,
	 * also between queued keys that are not drawn; v->body is set. Reads of the engine only what comes into sight. */
	void (*layout)(struct view *);
	/* Pure: state -> cells, inside r (= v->body; the clip is set to it and it is blank). */
	void (*draw)(const struct view *, struct canvas *, struct rect r);
	/* Typed text that no row took: one character, or a paste of any length (raw: pass it through
	 * text_clean()). Borrowed. True if taken. */
	bool (*text)(struct view *, const char *utf8, bool pasted);
	/* A click inside v->body (k->row, k->col absolute, k->count 2 for double). True if taken. A double click that a view
	 * with a PART_LIST takes is Enter as well. */
	bool (*click)(struct view *, const struct press *k);
	/* A child opened with this tag has closed. value is what it gave (type: see its header); NULL:
	 * nothing. */
	int (*result)(struct view *, int tag, const void *value, struct err *);
	/* Before Esc or F10 goes back. False: stays; it has said why in e, or opened an ask whose result will
	 * close it. */
	bool (*may_close)(struct view *, struct err *);
	void (*close)(struct view *); /* frees what open made; takes half-open; must keep drafts */
	/* When others may have changed the store (stage_set_watch; about once a second where that is not watched) while
	 * nobody types, on the top view and those it lies over; marks view_stale() if need be. Every second while it is
	 * written in (PART_EDIT). */
	void (*tick)(struct view *, int64_t now_ms);
	/* What the thing under the bar is: its facts into out, for F1, which shows them before the keys. May read the engine. */
	int (*explain)(const struct view *, struct page *out, struct err *);
	/* The widget that has the focus, of that kind, or NULL. */
	void *(*part)(const struct view *, enum view_part);
};

struct view {
	const struct view_ops *ops;
	struct stage *stage;
	struct desk *desk;   /* borrowed; may be NULL in tests. The stage's, or what a view below has put in its place */
	const char *mark;    /* static, translated: the world that this view and those over it belong to ("practice"), before the
			      * title; screens outside cannot be jumped to. NULL: the real one */
	void *state;         /* ops->state_size bytes */
	struct arena arena;  /* emptied before each refresh */
	const char *context; /* behind the title; set by refresh, in the arena or static; NULL: nothing */
	const char *title;   /* instead of ops->title (translated already), same rules; NULL: ops->title */
	struct rect body;    /* where it was last laid out */
	int tag;             /* what its parent gave at stage_open() */
	bool stale;          /* refresh before the next drawing */
};

/* The state as its type: struct walk *w = VIEW_STATE(v, struct walk); */
#define VIEW_STATE(v, type) ((type *)(v)->state)

/* For the stage and for tests. view_make() calls no function of ops. */
struct view *view_make(const struct view_ops *ops, struct stage *stage, struct desk *desk, int tag);
int view_open(struct view *v, const void *arg, struct err *e);
void view_free(struct view **v);                     /* ops->close, arena, state; takes NULL */
int view_refresh(struct view *v, struct err *e);     /* if stale: empties the arena, calls refresh */

/* Asks for a refresh before the next drawing. */
void view_stale(struct view *v);
/* The widget with the focus, or NULL. */
void *view_part(const struct view *v, enum view_part part);
/* Whether a typed character is text now: VIEW_TAKES_TEXT, PART_EDIT or PART_TEXT. */
bool view_takes_text(const struct view *v);
/* What the stage was made with. */
struct desk *view_desk(const struct view *v);

#endif
