/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A walk killed with -9 at a hundred random moments: no answer that was told is missing afterwards, and verify says 0
 * each time. Then the making of a store, killed likewise: what is left is either a whole store or none.
 */
#include "tests/cli/walker.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

enum { KILLS = 100, KILLS_A_STORE = 20, FOUNDINGS = 25 };

/* ---- what was told, and what is there ---- */

struct told {
	char last[128][2][16]; /* item, number: the last one told of each item */
	size_t items;
	long first, count;     /* numbers first .. first + count - 1 were told */
};

static void note_line(struct told *t, const char *line)
{
	char item[16], number[16];
	size_t i = 0;

	if (sscanf(line, "%15s %15s", item, number) != 2)
		return;
	t->count++;
	while (i < t->items && strcmp(t->last[i][0], item))
		i++;
	if (i == t->items)
		strcpy(t->last[t->items++][0], item);
	strcpy(t->last[i][1], number);
}

struct search {
	const struct told *told;
	long found;
};

static int see_event(const struct event *ev, void *ctx, struct err *e)
{
	struct search *s = ctx;

	(void)e;
	if (ev->kind->code != KIND_ANSWER || !event_text(ev, 4)) /* 4: the note */
		return 0;
	long number = atol(event_text(ev, 4));
	s->found += number >= s->told->first && number < s->told->first + s->told->count;
	return 0;
}

/* How many of the told answers are missing, in the journal or on the checklist. */
static long missing(const char *dir, const char *session, const struct told *t, struct err *e)
{
	AUTO(desk_close) struct desk d = {0};
	AUTO(checklist_done) struct checklist list = {0};
	struct search s = {.told = t};

	MUST(e, desk_open(&d, dir, 0, e));
	MUST(e, journal_each(d.db, d.journal.kinds, d.journal.chain, 1, see_event, &s, e));
	MUST(e, checklist_load(d.db, session, &list, e));
	long lost = t->count - s.found;
	for (size_t i = 0; i < t->items; i++) {
		int at = checklist_find(&list, t->last[i][0]);
		lost += at < 0 || atol(list.v[at].answer.note) < atol(t->last[i][1]); /* a later one may be there untold */
	}
	return lost;
}

static bool is_sound(const char *dir, struct err *e)
{
	AUTO(str_done) struct str path = {0};
	struct verify_result r;

	str_addf(&path, "%s/zicha.db", dir);
	return !verify_path(str_text(&path), &domain_kinds, NULL, &r, e) && r.verdict == VERIFY_SOUND;
}

/* ---- killing ---- */

static void sleep_us(long us)
{
	struct timespec t = {us / 1000000, us % 1000000 * 1000};
	nanosleep(&t, NULL);
}

static void reap(pid_t child)
{
	int status;

	if (child <= 0) /* no child: and kill(-1) would end everything */
		exit(2);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	if (WIFEXITED(status)) {
		printf("the walk ended by itself (%d)\n0 passed, 1 failed\n", WEXITSTATUS(status));
		exit(1);
	}
}

/* Walks in a child, which is killed at some moment of its first, second ... eighth act after the first was told. */
static void walk_and_kill(const char *dir, const char *session, struct told *t, unsigned *seed)
{
	int ends[2];
	char line[80];

	if (pipe(ends))
		exit(2);
	fflush(stdout);
	pid_t child = fork();
	if (child == 0) {
		struct walker w;
		close(ends[0]);
		walker_open(&w, dir, "110201", "110202");
		snprintf(w.session, sizeof w.session, "%s", session);
		walker_run(&w, ends[1], t->first, 100000);
		_exit(3);
	}
	close(ends[1]);
	FILE *in = fdopen(ends[0], "r");
	for (int acts = 1 + rand_r(seed) % 8; acts > 0 && fgets(line, sizeof line, in); acts--)
		note_line(t, line);
	sleep_us(rand_r(seed) % 6000);
	reap(child);
	while (fgets(line, sizeof line, in)) /* what it told until then */
		if (strchr(line, '\n'))
			note_line(t, line);
	fclose(in);
}

static void remove_tree(const char *dir)
{
	AUTO(str_done) struct str command = {0};

	str_addf(&command, "rm -rf %s", dir);
	if (system(str_text(&command)))
		printf("%s: not removed\n", dir);
}

static int kill_walks(const char *base, unsigned *seed)
{
	AUTO(str_done) struct str dir = {0};
	struct err e = {0};
	char session[REF_TEXT];
	long told = 0, lost = 0, unsound = 0, next = 1;

	for (int i = 0; i < KILLS; i++) {
		struct told t = {.first = next};
		if (i % KILLS_A_STORE == 0) {
			AUTO(walker_done) struct walker w = {0};
			str_clear(&dir);
			str_addf(&dir, "%s/walk-%d", base, i);
			walker_make(str_text(&dir));
			walker_open(&w, str_text(&dir), "110201", "110202");
			walker_session(&w);
			memcpy(session, w.session, sizeof session);
		}
		walk_and_kill(str_text(&dir), session, &t, seed);
		next += t.count + 1; /* one may be there that was not told */
		bool sound = is_sound(str_text(&dir), &e); /* before anybody else opens it */
		if (!sound)
			printf("kill %d: not sound: %s\n", i, e.text);
		unsound += !sound;
		long gone = missing(str_text(&dir), session, &t, &e);
		if (gone)
			printf("kill %d: %ld of %ld told answers are missing\n", i, gone, t.count);
		lost += gone;
		told += t.count;
	}
	printf("%d kills: %ld answers told, %ld lost, %ld stores not sound\n", KILLS, told, lost, unsound);
	return lost || unsound || told < KILLS;
}

static int kill_foundings(const char *base, unsigned *seed)
{
	int whole = 0, none = 0, bad = 0;
	int64_t begin = clock_monotonic_ms();
	AUTO(str_done) struct str first = {0};

	str_addf(&first, "%s/found", base);
	walker_make(str_text(&first));
	long takes = 1000 * (long)(clock_monotonic_ms() - begin); /* on this machine, now */
	for (int i = 0; i < FOUNDINGS; i++) {
		AUTO(str_done) struct str dir = {0};
		struct err e = {0};
		str_addf(&dir, "%s/found-%d", base, i);
		fflush(stdout);
		pid_t child = fork();
		if (child == 0) {
			walker_make(str_text(&dir));
			for (;;)
				pause();
		}
		sleep_us((long)((double)takes * 1.2 * rand_r(seed) / RAND_MAX));
		reap(child);
		int there = desk_has_store(str_text(&dir), &e);
		whole += there == 1;
		none += there == 0;
		if (there == 1 ? !is_sound(str_text(&dir), &e) : there < 0) {
			printf("founding %d: %s\n", i, e.text);
			bad++;
		}
		if (!there) {
			walker_make(str_text(&dir)); /* the next one takes the place */
			bad += !is_sound(str_text(&dir), &e);
		}
	}
	printf("%d foundings killed: %d left a store, %d none, %d neither\n", FOUNDINGS, whole, none, bad);
	return bad != 0;
}

int main(void)
{
	char base[] = "/tmp/zicha-kill-XXXXXX";
	unsigned seed = (unsigned)time(NULL);

	msg_use(MSG_EN);
	if (!mkdtemp(base))
		return 2;
	printf("seed %u\n", seed);
	int failed = kill_walks(base, &seed);
	failed += kill_foundings(base, &seed);
	remove_tree(base);
	printf("%d passed, %d failed\n", 2 - failed, failed);
	return failed != 0;
}
