/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the demo share: demo.c founds the union and plans the year, demo_walk.c makes each session.
 */
#ifndef ZICHA_CLI_DEMO_PRIVATE_H
#define ZICHA_CLI_DEMO_PRIVATE_H

#include "cli/county.h"
#include "cli/demo.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 24 * HOUR, CHINA = 8 * HOUR };
enum { MONTHS = 12, TEAM_MOST = 8 };

/* One session to be made. */
struct visit {
	const struct rec *branch; /* its Branch record */
	const struct rec *check;  /* its Check record; NULL: the monthly self-check */
	const char *code;         /* of the branch */
	int month, day;           /* how many months ago, and which day that was */
	int64_t start;
	char session[REF_TEXT];
	size_t team[TEAM_MOST], n; /* who answers; the first opens it */
};

struct county {
	struct desk *desk;
	struct rec_file data;
	struct {
		struct person person;
		const char *duties; /* further posts */
		struct key *key;
	} * v; /* people with their keys */
	size_t n, cap;
	struct {
		struct visit *v;
		size_t n, cap;
	} agenda;
	int end; /* the last day of the demo */
	const struct rec *edition; /* the next one to be published; NULL: no more */
	int64_t edition_at;
	uint64_t chance;
};

/* Something is wrong in county.rec: ERR_BUG with the record's line. */
int demo_bad(const struct rec *r, const char *what, struct err *e);

/* Time goes by: so many seconds, at the branch's own pace where the branch checks itself (v may be NULL). */
void demo_pass(struct county *c, const struct visit *v, int least, int most);

struct actor demo_actor(const struct county *c, size_t i);

/* Publishes the edition that is due. */
int demo_publish(struct county *c, struct err *e);

/* Opens, walks and signs one session, as its branch's or its check's record says. */
int demo_walk(struct county *c, struct visit *v, struct err *e);

#endif
