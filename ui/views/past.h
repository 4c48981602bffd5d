/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of past sessions: what it is narrowed by, and what of it is shown.
 */
#ifndef ZICHA_UI_VIEWS_PAST_H
#define ZICHA_UI_VIEWS_PAST_H

#include "base/clock.h"
#include "base/msg.h"
#include "cli/desk.h"
#include "domain/org.h"
#include "domain/session.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/list.h"

enum past_filter { PAST_BRANCH, PAST_LINE, PAST_SEVERITY, PAST_STATE, PAST_KIND, PAST_DATES, PAST_FILTERS };

/* Columns of the table from left to right; the title takes what is left, the last ones stand where there is room. */
enum past_column {
	C_NUMBER, C_DAY, C_BRANCH, C_TITLE, C_STATE, C_FINDINGS, C_WORST,
	C_MAJOR, C_SERIOUS, C_ORDINARY, C_SLIGHT, C_SIGNERS, PAST_COLUMNS
};

struct past {
	struct branch_list branches;
	struct session_keys keys;            /* of all sessions that fit */
	const struct session **rows;         /* of each key: NULL until it comes into sight; in the view's arena */
	struct arena kept;                   /* the rows read so far */
	size_t kept_n;
	struct list list;
	const char **texts;                  /* what the typed filter looks at, NULL while none is typed; in the view's arena */
	char value[PAST_FILTERS][32];        /* id of the choice, "" all */
	char from[DAY_TEXT], until[DAY_TEXT]; /* of dates that were typed, "" open */
	char first[DAY_TEXT];                /* from, while until is asked for */
	long by_severity[SEVERITY_COUNT];    /* findings of the rows that the list lets through */
	unsigned summed;                     /* list.collected at which they were counted */
	int cols[PAST_COLUMNS];              /* terminal columns of each; the title's is not used */
	enum msg_lang lang;                  /* of the words below, which every frame shows */
	const char *labels[PAST_FILTERS], *heads[PAST_COLUMNS];
	const char *states[SESSION_STATES], *severities[SEVERITY_COUNT];
	const char *words[PAST_FILTERS];     /* the values for people; in the view's arena */
};

/* Tags of boxes: a filter's number and PAST_TAG, and the two dates. */
enum { PAST_TAG = 1, PAST_TAG_FROM = PAST_TAG + PAST_FILTERS, PAST_TAG_UNTIL };

/* Whether this person reads every branch. */
bool past_sees_all(const struct view *v);
/* What the filters let through, for the engine. Strings are the past's own. */
void past_filter_now(const struct view *v, struct session_filter *f);
/* Says the filters in words, into p->words. */
void past_filter_words(struct view *v);
bool past_filter_any(const struct view *v);
void past_filter_clear(struct past *p);
/* Opens the box with the choices of a filter. */
int past_filter_ask(struct view *v, enum past_filter which, struct err *e);
/* A box has given its answer: true if the list must be read anew. */
bool past_filter_take(struct view *v, int tag, const struct ask_answer *answer, struct err *e);

/* Name of a filter, translated. */
const char *past_filter_label(enum past_filter which);

/* What drawing wants besides the rows, made anew if it changed: the words of the language and how wide they make the
 * columns, the findings of what the list lets through. Before each drawing. */
void past_prepare(struct past *p);
void past_draw(const struct view *v, struct canvas *c, struct rect r);
struct rect past_place(struct rect r); /* of the list */
/* For the list's callbacks. */
void past_draw_row(const void *ctx, size_t i, struct canvas *c, struct rect r, bool selected);

#endif
