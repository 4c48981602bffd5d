/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two people answer in one session from two programs while a third reads and verifies: nothing is lost, nobody
 * waits long, the reader always sees a sound store, and every program sees what the others did.
 */
#include "tests/cli/walker.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

enum { WRITERS = 2, ANSWERS = 120, PAUSE_US = 15000, FIRST = 100000 };

static void pause_us(long us)
{
	struct timespec t = {0, us * 1000};
	nanosleep(&t, NULL);
}

/* Answers with a pause between, as people do, only faster. Tells the longest wait in milliseconds. */
static int write_some(const char *dir, const char *session, int who, int out)
{
	static const char *const no[WRITERS] = {"110201", "110202"};
	AUTO(walker_done) struct walker w;
	unsigned seed = (unsigned)who;
	int64_t worst = 0;

	walker_open(&w, dir, no[who], no[!who]);
	snprintf(w.session, sizeof w.session, "%s", session);
	for (long i = 0; i < ANSWERS; i += 3) {
		int64_t begin = clock_monotonic_ms();
		walker_run(&w, out, (who + 1) * FIRST + i, 3);
		int64_t took = (clock_monotonic_ms() - begin) / 3;
		worst = took > worst ? took : worst;
		pause_us(rand_r(&seed) % PAUSE_US);
	}
	printf("writer %d: %d answers, at worst %lld ms\n", who, ANSWERS, (long long)worst);
	return 0;
}

/* Lists, walks and verifies until told to stop. */
static int read_on(const char *dir, const char *session, int stop)
{
	AUTO(desk_close) struct desk d = {0};
	AUTO(str_done) struct str path = {0};
	struct err e = {0};
	int rounds = 0, changes = 0, verified = 0;
	char c;

	str_addf(&path, "%s/zicha.db", dir);
	MUST(&e, desk_open(&d, dir, DESK_READONLY, &e));
	while (read(stop, &c, 1) < 0) {
		AUTO(session_list_done) struct session_list list = {0};
		AUTO(checklist_done) struct checklist checks = {0};
		struct session_filter all = {0};
		struct verify_result r;
		changes += desk_changed(&d);
		MUST(&e, session_list_load(d.db, &all, &list, &e));
		MUST(&e, checklist_load(d.db, session, &checks, &e));
		if (rounds++ % 10 == 0) {
			MUST(&e, verify_path(str_text(&path), &domain_kinds, NULL, &r, &e));
			if (r.verdict != VERIFY_SOUND)
				return 1;
			verified++;
		}
		pause_us(5000);
	}
	printf("reader: %d rounds, %d changes seen, %d times sound\n", rounds, changes, verified);
	return changes > 0 && verified > 0 ? 0 : 1;
}

struct tally {
	long answers, by_writer[WRITERS];
};

static int count_event(const struct event *ev, void *ctx, struct err *e)
{
	struct tally *t = ctx;

	(void)e;
	if (ev->kind->code != KIND_ANSWER || !event_text(ev, 4)) /* 4: the note */
		return 0;
	long writer = atol(event_text(ev, 4)) / FIRST - 1;
	t->answers++;
	if (writer >= 0 && writer < WRITERS)
		t->by_writer[writer]++;
	return 0;
}

static int all_is_there(const char *dir)
{
	AUTO(desk_close) struct desk d = {0};
	AUTO(str_done) struct str path = {0};
	struct err e = {0};
	struct tally t = {0};
	struct verify_result r;

	str_addf(&path, "%s/zicha.db", dir);
	MUST(&e, verify_path(str_text(&path), &domain_kinds, NULL, &r, &e));
	MUST(&e, desk_open(&d, dir, DESK_READONLY, &e));
	MUST(&e, journal_each(d.db, d.journal.kinds, d.journal.chain, 1, count_event, &t, &e));
	printf("%ld answers of %d, verify says %d\n", t.answers, WRITERS * ANSWERS, (int)r.verdict);
	bool whole = t.answers == (long)WRITERS * ANSWERS;
	for (int i = 0; i < WRITERS; i++)
		whole = whole && t.by_writer[i] == ANSWERS;
	return whole && r.verdict == VERIFY_SOUND ? 0 : 1;
}

static void open_session(const char *dir, char session[REF_TEXT])
{
	AUTO(walker_done) struct walker w;

	walker_make(dir);
	walker_open(&w, dir, "110201", "110202");
	walker_session(&w);
	memcpy(session, w.session, REF_TEXT);
}

int main(void)
{
	char base[] = "/tmp/zicha-crowd-XXXXXX", dir[64], command[64], session[REF_TEXT];
	pid_t writers[WRITERS], reader;
	int stop[2], null = open("/dev/null", O_WRONLY), failed = 0, status;

	msg_use(MSG_EN);
	if (!mkdtemp(base) || pipe(stop) || fcntl(stop[0], F_SETFL, O_NONBLOCK))
		return 2;
	snprintf(dir, sizeof dir, "%s/store", base);
	open_session(dir, session);
	fflush(stdout);
	if (!(reader = fork())) {
		close(stop[1]);
		exit(read_on(dir, session, stop[0]));
	}
	for (int i = 0; i < WRITERS; i++)
		if (!(writers[i] = fork())) {
			close(stop[1]);
			exit(write_some(dir, session, i, null));
		}
	for (int i = 0; i < WRITERS; i++)
		failed += waitpid(writers[i], &status, 0) < 0 || status;
	close(stop[1]); /* the reader sees the end */
	failed += waitpid(reader, &status, 0) < 0 || status;
	failed += all_is_there(dir);
	snprintf(command, sizeof command, "rm -rf %s", base);
	failed += system(command) != 0;
	printf("%d passed, %d failed\n", WRITERS + 2 - (failed > WRITERS + 2 ? WRITERS + 2 : failed), failed);
	return failed != 0;
}
