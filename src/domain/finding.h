/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A finding: a fact that breaks a basis, with its severity, people and deadline.
 */
#ifndef ZICHA_DOMAIN_FINDING_H
#define ZICHA_DOMAIN_FINDING_H

#include "domain/session.h"

/* Text limits in characters, for forms and doors. */
enum { FACT_MOST = 2000, SHORT_MOST = 200 };

struct finding {
	const char *id;       /* CHAIN-SEQ; "" for a new one */
	const char *session, *item, *title; /* title: of the item, when read */
	const char *fact;     /* what was seen: date, amount, voucher, person */
	const char *basis;    /* rule and clause */
	const char *nature;   /* kind of breach */
	enum severity severity;
	int64_t amount;       /* fen; -1 none */
	int64_t count;        /* -1 none */
	const char *occurred_from, *occurred_to; /* 2026-11-01, "" if unknown */
	const char *cause;
	const char *liable;   /* who caused it */
	const char *owner;    /* who must repair it */
	const char *measure;
	const char *deadline; /* 2026-12-10 */
	const char *evidence; /* 册/页/存放处 */
	bool fixed_on_spot;   /* 立查立改 */
	const char *by, *by_name;
	int64_t at;           /* of the last change */
};

struct finding_list {
	struct finding *v;
	size_t n, cap;
	struct arena arena;
};

/* Findings of a session (item NULL: all), not withdrawn, in item order. */
int finding_list_load(struct db *db, const char *session, const char *item, struct finding_list *list, struct err *e);
void finding_list_done(struct finding_list *list);

/* Writes a new finding (id "") or a changed one; the item's answer must be issue. ref (may be NULL) gets the id.
 * ERR_INPUT names the field: no fact, no severity, a date that is none, from after to. */
int finding_put(struct journal *j, const struct actor *by, const struct finding *f, char ref[REF_TEXT], struct err *e);
/* The checks of finding_put alone, for forms. */
int finding_check(const struct finding *f, struct err *e);
/* Takes a finding back with a reason; it stays in the journal. */
int finding_withdraw(struct journal *j, const struct actor *by, const char *id, const char *reason, struct err *e);

/* Event kinds. */
extern const struct event_field finding_fields[], withdraw_fields[];
int finding_may(struct db *db, const struct event *ev, struct err *e);
int finding_apply(struct db *db, const struct event *ev, struct err *e);
int withdraw_may(struct db *db, const struct event *ev, struct err *e);
int withdraw_apply(struct db *db, const struct event *ev, struct err *e);

#endif
