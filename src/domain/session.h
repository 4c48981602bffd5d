/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An inspection: opened for a branch over one or more lines, walked, signed, sealed.
 * It pins the exact text of what it asks. States and transitions are one table.
 */
#ifndef ZICHA_DOMAIN_SESSION_H
#define ZICHA_DOMAIN_SESSION_H

#include "base/str.h"
#include "domain/library.h"
#include "domain/org.h"

#include <stdint.h>

enum session_state { SESSION_OPEN, SESSION_READY, SESSION_SEALED, SESSION_VOID, SESSION_STATES };
const char *session_state_id(enum session_state s);    /* "open" */
const char *session_state_label(enum session_state s); /* translated: 实施中 待签 封存 作废 */
const char *session_state_msgid(enum session_state s); /* its msgid, for papers */
bool session_state_parse(const char *id, enum session_state *out);

/* self_check, special_check, ... (research vocabulary); NULL-terminated ids for choices. */
struct session_kind {
	const char *id, *label; /* label N_() */
};
const struct session_kind *session_kinds(size_t *n);
const struct session_kind *session_kind_find(const char *id); /* NULL if unknown */
const char *session_kind_label(const char *id); /* translated; the id itself if unknown */
const struct session_kind *session_kind_row(const char *id); /* never NULL; the first row if unknown */

struct session {
	const char *id;      /* CHAIN-SEQ, unique for ever */
	const char *number;  /* 1102-2026-007, for people */
	const char *branch, *branch_name;
	const char *kind;
	const char *title;   /* 2026年11月自查 */
	const char *lines;   /* ids separated by blanks */
	enum session_state state;
	int64_t opened_at, sealed_at;
	const char *opened_by, *opened_by_name; /* staff number, name */
	int items, conform, issue, na, not_checked, pending; /* counts of answers; blank = items - the rest */
	int findings;        /* not withdrawn */
	enum severity worst; /* of its findings */
	int by_severity[SEVERITY_COUNT]; /* how many findings of each */
	const char *signers; /* names separated by blanks, in order of signing */
};

struct session_list {
	struct session *v;
	size_t n, cap;
	struct arena arena;
};

/* All fields may be left 0/NULL: no limit. Newest first; pages by keyset: `before_at` and `before_id` are the last row of
 * the page before. */
struct session_filter {
	const char *branch, *line, *kind;
	int state;               /* enum session_state + 1; 0 any */
	enum severity least;     /* worst finding at least this; SEVERITY_NONE any */
	int64_t from, until;     /* opened in [from, until) */
	int64_t before_at;
	const char *before_id;
	int limit;               /* 0: all */
	int oldest_first;
};

/* Whole rows: a page, or a few. A row costs about 2 us and 500 bytes, so a list that may be long is not loaded whole. */
int session_list_load(struct db *db, const struct session_filter *f, struct session_list *list, struct err *e);
void session_list_done(struct session_list *list);

/* How a view shows a list that may be long: in refresh the keys of all that fit (newest first), so that count, place, ids
 * and findings are known; then the rows in sight, each once, by session_get when they come into sight. */
struct session_key {
	uint32_t id;                          /* where it starts in ids */
	uint16_t by_severity[SEVERITY_COUNT]; /* how many findings of each; 65,535 stands for more as well */
};
struct session_keys {
	struct session_key *v;
	size_t n, cap;
	struct str ids; /* each with its NUL */
};
int session_keys_load(struct db *db, const struct session_filter *f, struct session_keys *keys, struct err *e);
void session_keys_done(struct session_keys *keys);
const char *session_key_id(const struct session_keys *keys, size_t i);
/* One row by its id: 1 found, 0 absent. Strings into the arena. */
int session_get(struct db *db, const char *id, struct arena *arena, struct session *out, struct err *e);
/* How many fit, without keeping anything. limit and before count too. */
int session_count(struct db *db, const struct session_filter *f, int64_t *n, struct err *e);
/* By id or number; 1 found, 0 absent; ERR_CONFLICT when a number fits several. Strings into the arena. */
int session_find(struct db *db, const char *id_or_number, struct arena *arena, struct session *out, struct err *e);

/* What opening asks for. */
struct session_plan {
	const char *branch;
	const char *kind;   /* session_kinds() */
	const char *title;  /* "" or NULL: made from kind and month */
	const struct line *const *lines;
	size_t line_count;
	bool due_only;      /* leave out what item_due_on() says is not due yet */
};
/* From which day on an item is due again that found conform or not applicable on that day: the start of the next day,
 * week, month, quarter, half-year or year of the calendar. CLOCK_NO_DAY: never ("once"). Unknown: at once. */
int item_due_on(const char *frequency, int last);
/* Whether a reason for which an item was not asked says that it was not due: then from which day on it is (2026-12-01,
 * "" never), else NULL. */
const char *item_not_due(const char *reason);
/* True if the item's condition names another item: CR-0505 = issue. */
bool item_waits_for_answer(const struct item *item);
/* Opens a session: adopts the lines' exact text where the store does not hold it yet. ref gets the id. */
int session_open(struct journal *j, const struct actor *by, const struct session_plan *plan, char ref[REF_TEXT],
		 struct err *e);
/* Ends a session that is not sealed; its number and content stay. */
int session_void(struct journal *j, const struct actor *by, const char *id, const char *reason, struct err *e);
struct session_end {
	const char *by, *by_name; /* staff number, name */
	int64_t at;
	const char *reason;
};
/* Who made it void and why: 1, or 0 if it is not void. Strings into the arena. */
int session_why_void(struct db *db, const char *id, struct arena *arena, struct session_end *out, struct err *e);

/* The one table of transitions: may an act move a session on from its state. ERR_STATE says why not. */
enum session_act { ACT_ANSWER, ACT_SIGN, ACT_UNSIGN, ACT_SEAL, ACT_VOID };
int session_step(struct db *db, const char *id, enum session_act act, enum session_state *to, struct err *e);
/* The branch of a session, copied into out; ERR_ABSENT when there is none. */
int session_branch(struct db *db, const char *id, struct arena *arena, const char **branch, struct err *e);

/* Event kinds. */
extern const struct event_field open_fields[], void_fields[];
int open_may(struct db *db, const struct event *ev, struct err *e);
int open_apply(struct db *db, const struct event *ev, struct err *e);
int void_may(struct db *db, const struct event *ev, struct err *e);
int void_apply(struct db *db, const struct event *ev, struct err *e);

#endif
