/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a session asks and what was answered: the checklist as a person walks it.
 */
#ifndef ZICHA_DOMAIN_ANSWER_H
#define ZICHA_DOMAIN_ANSWER_H

#include "domain/result.h"
#include "domain/session.h"

struct answer {
	enum result result;
	const char *note;     /* reason or remark */
	const char *value;    /* measured value as typed, "" if none */
	const char *evidence; /* where the proof lies */
	const char *by, *by_name, *witness, *witness_name; /* "" when none */
	int64_t at;
};

/* One asked item with its answer and what is known from before. */
struct check {
	const char *line;      /* id of its line */
	int pos;               /* its place in walking order, from 0, with gaps */
	struct item item;      /* as pinned */
	struct answer answer;  /* RESULT_BLANK: not yet */
	int findings;          /* of this item in this session, not withdrawn */
	int unproved;          /* those of them that name no evidence */
	enum result last;      /* in the branch's sealed session before this one */
	int64_t last_at;
	const char *last_fact; /* the words of the last finding, "" if none */
	int64_t last_fact_at;  /* opening of the session it was written in */
	bool read, counted;    /* checklist_read(), checklist_read_failures() was here */
	int failures;          /* sealed sessions of the branch with an issue here, twelve months back from this one's opening */
};

struct checklist {
	struct check *v;
	size_t n, cap;
	const char *session;   /* id */
	struct {
		const char *id, *name, *edition; /* as pinned */
	} *lines;              /* in walking order */
	size_t line_count;
	struct {
		const char *item, *title, *reason;
	} *skipped;            /* not asked, and why */
	size_t skipped_count;
	struct arena arena;
};

/* Everything, as one moment had it. */
int checklist_load(struct db *db, const char *session, struct checklist *list, struct err *e);
/* The same without what is known from before (last, last_at, last_fact, failures). */
int checklist_load_now(struct db *db, const char *session, struct checklist *list, struct err *e);
/* The list only: answers, findings, and of an item what lists show (code, title, section, question, when, two_person,
 * severity, evidence, value); its other fields are "" or 0 until checklist_read(). A third of the work. */
int checklist_load_list(struct db *db, const char *session, struct checklist *list, struct err *e);
/* The names of its lines only. */
int checklist_load_lines(struct db *db, const char *session, struct checklist *list, struct err *e);
/* The rest of item i, and what is known of it from before, unless they are there. */
int checklist_read(struct db *db, struct checklist *list, size_t i, struct err *e);
/* What is known from before of one item, or of all (NULL). */
int checklist_read_before(struct db *db, struct checklist *list, const char *item, struct err *e);
/* Only how often items first to last failed, unless that is known of all of them. */
int checklist_read_failures(struct db *db, struct checklist *list, size_t first, size_t last, struct err *e);
void checklist_done(struct checklist *list);
/* False while the item's condition on another item's answer does not hold: it needs no answer then. */
bool checklist_due(const struct checklist *list, size_t i);
/* How far it is: what has an answer, and what wants one or has one. An item whose condition does not hold wants none.
 * The one rule of every screen and list. line NULL: all of it. */
struct progress {
	int done, all;
};
struct progress checklist_progress(const struct checklist *list, const char *line);
/* The same of a session, without loading what is asked. */
int checklist_progress_load(struct db *db, const char *session, struct progress *out, struct err *e);
/* Index of an item, or -1. */
int checklist_find(const struct checklist *list, const char *code);

/* Records an answer; a two-person item wants `second` (another person, ERR_STATE if NULL). One act. */
struct answer_input {
	enum result result;
	const char *note, *value, *evidence; /* NULL or "" when none */
};
int answer_record(struct journal *j, const struct actor *by, const struct actor *second, const char *session,
		  const char *item, const struct answer_input *in, struct err *e);

/* Event kinds. */
extern const struct event_field answer_fields[], witness_fields[];
int answer_may(struct db *db, const struct event *ev, struct err *e);
int answer_apply(struct db *db, const struct event *ev, struct err *e);
int witness_may(struct db *db, const struct event *ev, struct err *e);
int witness_apply(struct db *db, const struct event *ev, struct err *e);

#endif
