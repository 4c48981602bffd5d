/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * screen ZICHA FLOOR STORE [LAUNCHES]: rows 1 to 12, the real program on a big store against floor_list, in turn.
 * Each figure is a ratio of medians; nothing is claimed under 10 %. Set BENCH_SHOW to see the screens.
 */
#define _GNU_SOURCE
#include "tests/bench/bench.h"
#include "tests/bench/program.h"

#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

enum { PAIRS = 5, LAUNCHES_MOST = 100, MOVES = 15, PAGES = 20, OPENS = 5, IDLE_MS = 10000 };
enum { OPEN_QUIET = 150, WAIT_MS = 10000 };

#define DOWN "\033[B"
#define UP "\033[A"
#define PAGE_DOWN "\033[6~"
#define F1 "\033OP"
#define F10 "\033[21~"
#define COMMIT "库房钥匙交接登记"
#define PASS "20260808202608"

enum figure {
	START,
	MOVE_MS,
	MOVE_BYTES,
	MOVE_CPU,
	PAGE_MS,
	PAGE_BYTES,
	PAGE_CPU,
	QUEUE_MS,
	QUEUE_BYTES,
	QUEUE50,
	READ_MS,
	WALK_MS,
	IME_MS,
	IME_BYTES,
	ESC_MS,
	MEMORY,
	MEMORY_LOGIN,
	FIGURES
};

struct sides {
	double ours[FIGURES][LAUNCHES_MOST], floor[FIGURES][LAUNCHES_MOST];
};

static const char *store, *zicha, *floor_program, *nano; /* nano: NULL where there is none */
static char floor_db[] = "/tmp/zicha-bench-XXXXXX";

static const char *const *ours_argv(void)
{
	static const char *argv[4];

	argv[0] = zicha;
	argv[1] = "--data";
	argv[2] = store;
	return argv;
}

static const char *const *floor_argv(void)
{
	static const char *argv[3];

	argv[0] = floor_program;
	argv[1] = floor_db;
	return argv;
}

static void must_see(struct program *p, const char *text)
{
	AUTO(str_done) struct str screen = {0};

	if (program_waits(p, text, WAIT_MS))
		return;
	program_screen(p, &screen);
	fprintf(stderr, "screen: \"%s\" is not on it:\n%s", text, str_text(&screen));
	exit(1);
}

/* ---- moves in a list: the same for both ---- */

static void put(double *figures[FIGURES], enum figure ms, struct cost c, int at)
{
	figures[ms][at] = c.ms;
	figures[ms + 1][at] = c.bytes;
	if (ms != QUEUE_MS && ms != IME_MS)
		figures[ms + 2][at] = c.cpu;
}

static void moves(struct program *p, double *figures[FIGURES], int at)
{
	char queued[50 * 3 + 1] = "", ups[60 * 3 + 1] = "";

	put(figures, MOVE_MS, program_repeat(p, DOWN, MOVES), at);
	put(figures, PAGE_MS, program_repeat(p, PAGE_DOWN, PAGES), at);
	program_show(p, "after the pages");
	for (int i = 0; i < 20; i++)
		strcat(queued, DOWN);
	for (int i = 0; i < 60; i++)
		strcat(ups, UP);
	double ms[OPENS], bytes[OPENS];
	for (int i = 0; i < OPENS; i++) {
		program_act(p, ups, QUIET_MS);
		struct cost c = program_act(p, queued, QUIET_MS);
		ms[i] = c.ms;
		bytes[i] = c.bytes;
	}
	figures[QUEUE_MS][at] = bench_median(ms, OPENS);
	figures[QUEUE_BYTES][at] = bench_median(bytes, OPENS);
	for (int i = 0; i < 30; i++)
		strcat(queued, DOWN);
	figures[QUEUE50][at] = program_act(p, queued, QUIET_MS).bytes;
}

/* The median of opening with one key and going back with another. */
static double opens(struct program *p, const char *open, const char *back)
{
	double ms[OPENS];

	for (int i = 0; i < OPENS; i++) {
		ms[i] = program_act(p, open, OPEN_QUIET).ms;
		if (!i)
			program_show(p, "opened");
		program_act(p, back, OPEN_QUIET);
	}
	return bench_median(ms, OPENS);
}

/* ---- the two programs ---- */

static void clean_drafts(void)
{
	AUTO(str_done) struct str command = {0};

	str_addf(&command, "rm -rf '%s/local/drafts'", store);
	if (system(str_text(&command)))
		exit(1);
}

static void login(struct program *p, const char *no)
{
	AUTO(str_done) struct str line = {0};

	str_addf(&line, "%s\r", no);
	program_act(p, str_text(&line), QUIET_MS);
	program_act(p, PASS "\r", 400);
	must_see(p, "1000 工作台");
	program_show(p, "home");
}

static void measure_ours(double *figures[FIGURES], int at)
{
	struct program p;

	clean_drafts();
	program_open(&p, ours_argv());
	login(&p, "1002");
	figures[MEMORY_LOGIN][at] = program_status(&p, "VmHWM:") / 1024;
	program_forget_peak(&p); /* of scrypt, which is to take much */
	program_act(&p, "2101", 300);
	must_see(&p, "2101 历次检查");
	moves(&p, figures, at);
	program_act(&p, "\033[H", QUIET_MS);
	for (int i = 0; i < 10; i++)
		program_act(&p, DOWN, QUIET_MS); /* a sealed one */
	figures[READ_MS][at] = opens(&p, "\r", F10);
	double esc[OPENS];
	for (int i = 0; i < OPENS; i++) {
		program_act(&p, F1, QUIET_MS);
		esc[i] = program_act(&p, "\033", QUIET_MS).ms;
	}
	must_see(&p, "2101 历次检查");
	figures[ESC_MS][at] = bench_median(esc, OPENS);
	figures[MEMORY][at] = program_status(&p, "VmHWM:") / 1024;
	program_close(&p);

	program_open(&p, ours_argv());
	login(&p, "110101");
	double walk[OPENS];
	for (int i = 0; i < OPENS; i++) {
		program_act(&p, "110", QUIET_MS);
		walk[i] = program_act(&p, "2", OPEN_QUIET).ms;
		must_see(&p, "1102 检查");
		program_act(&p, F10, OPEN_QUIET);
	}
	figures[WALK_MS][at] = bench_median(walk, OPENS);
	program_close(&p);

	/* The first field of the first run: where there is no store yet. */
	program_open(&p, (const char *const[]){zicha, "--data", "no-store", NULL});
	put(figures, IME_MS, program_repeat(&p, COMMIT, 3), at); /* more would not fit into the field */
	program_show(&p, "typed");
	program_close(&p);
}

static void measure_floor(double *figures[FIGURES], int at)
{
	struct program p;

	program_open(&p, floor_argv());
	moves(&p, figures, at);
	for (int i = 0; i < 40; i++)
		program_act(&p, "\033[5~", QUIET_MS / 2);
	figures[READ_MS][at] = figures[WALK_MS][at] = opens(&p, "\r", " ");
	figures[ESC_MS][at] = figures[MOVE_MS][at] + 25;
	program_act(&p, "i", QUIET_MS);
	put(figures, IME_MS, program_repeat(&p, COMMIT, 3), at);
	program_show(&p, "typed");
	figures[MEMORY][at] = figures[MEMORY_LOGIN][at] = program_status(&p, "VmHWM:") / 1024;
	program_act(&p, "\r", QUIET_MS);
	program_close(&p);
}

/* What is committed into a field is held against a good editor, where it is installed. */
static void measure_nano(double *figures[FIGURES], int at)
{
	struct program p;

	if (!nano)
		return;
	program_open(&p, (const char *const[]){nano, "--ignorercfiles", NULL});
	put(figures, IME_MS, program_repeat(&p, COMMIT, 3), at);
	program_show(&p, "typed");
	program_close(&p);
}

/* ---- start ---- */

static void measure_start(struct sides *s, int launches)
{
	for (int i = 0; i < launches; i++) {
		struct program p;
		s->ours[START][i] = program_open(&p, ours_argv());
		if (!i)
			program_show(&p, "start");
		program_close(&p);
		s->floor[START][i] = program_open(&p, floor_argv());
		program_close(&p);
	}
}

/* ---- at rest, and under a storm of sizes ---- */

static double rows_that_differ(struct program *p, const struct str *before)
{
	AUTO(str_done) struct str after = {0};
	const char *a = str_text(before);
	double differ = 0;

	program_screen(p, &after);
	for (const char *b = str_text(&after); *a && *b; a += *a == '\n', b += *b == '\n') {
		size_t na = strcspn(a, "\n"), nb = strcspn(b, "\n");
		differ += na != nb || strncmp(a, b, na);
		a += na;
		b += nb;
	}
	return differ;
}

static void measure_rest(void)
{
	static const int sizes[][2] = {{1, 1}, {10, 40}, {50, 200}, {3, 10}, {24, 79}, {1, 200}, {60, 1}, {43, 132}, {20, 60}};
	struct program p;
	AUTO(str_done) struct str before = {0};

	program_open(&p, ours_argv());
	login(&p, "1002");
	program_act(&p, "2101", 300);
	double wakes = program_status(&p, "voluntary_ctxt_switches:");
	program_rest(&p, IDLE_MS);
	bench_count("11", "idle minute, bytes (10 s taken, six times that)", (double)p.bytes * 6, 0);
	bench_count("11", "idle minute, wake-ups (likewise)",
		    (program_status(&p, "voluntary_ctxt_switches:") - wakes) * 6, 0);
	program_screen(&p, &before);
	for (int i = 0; i < 40; i++)
		program_resize(&p, sizes[i % (int)ARRAY_LEN(sizes)][0], sizes[(i * 7 + i / 9) % (int)ARRAY_LEN(sizes)][1]);
	program_resize(&p, ROWS, COLS);
	program_rest(&p, 300);
	bench_count("12", "rows that differ after a storm of sizes down to 1 x 1", rows_that_differ(&p, &before), 0);
	program_act(&p, "\014", 200);
	bench_count("12", "rows that differ after Ctrl-L", rows_that_differ(&p, &before), 0);
	program_close(&p);
}

/* ---- the floor's rows: those of the store's newest sessions, as zicha shows them ---- */

static void fill_floor(void)
{
	sqlite3 *h;
	char *attach = sqlite3_mprintf("ATTACH '%q/zicha.db' AS s", store);
	static const char fill[] =
		"CREATE TABLE row (id INTEGER PRIMARY KEY, code TEXT, title TEXT);"
		"CREATE TABLE detail (row INTEGER, line TEXT, text TEXT, PRIMARY KEY (row, line)) WITHOUT ROWID;"
		"INSERT INTO row (code, title) SELECT x.number, printf('%s %s  %s   %s  %d      %s', "
		"	date(x.opened_at, 'unixepoch'), b.name, x.title, CASE x.state WHEN 'sealed' THEN '已封存' ELSE '实施中' END, "
		"	x.findings, CASE x.worst WHEN 4 THEN '重大' WHEN 3 THEN '较大' ELSE '一般' END) "
		"FROM s.session x JOIN s.branch b ON b.code = x.branch ORDER BY x.opened_at DESC LIMIT 5000;"
		"INSERT INTO detail SELECT r.id, i.code, substr(i.question, 1, 34) FROM row r, "
		"	(SELECT code, question FROM s.item LIMIT 60) i WHERE r.id <= 50;";

	if (sqlite3_open(floor_db, &h) || sqlite3_exec(h, attach, NULL, NULL, NULL) || sqlite3_exec(h, fill, NULL, NULL, NULL)) {
		fprintf(stderr, "screen: %s\n", sqlite3_errmsg(h));
		exit(1);
	}
	sqlite3_close(h);
	sqlite3_free(attach);
}

static void report(struct sides *s, int launches)
{
	static const struct {
		const char *row, *what;
		enum figure figure;
		double bar, moonshot;
	} goals[] = {
		{"1", "start to the first stable frame, ms", START, 2.0, 1.3},
		{"2", "row down, CPU ms", MOVE_CPU, 1.5, 1.1},
		{"", "row down, ms", MOVE_MS, 0, 0},
		{"3", "row down, bytes", MOVE_BYTES, 1.0, 0.9},
		{"4", "page down, ms", PAGE_MS, 1.4, 1.1},
		{"", "page down, bytes", PAGE_BYTES, 0, 0},
		{"", "page down, CPU ms", PAGE_CPU, 0, 0},
		{"5", "20 queued downs, ms", QUEUE_MS, 1.0, 0.65},
		{"", "20 queued downs, bytes", QUEUE_BYTES, 0, 0},
		{"7", "open a session to read it, ms", READ_MS, 2.0, 1.3},
		{"7", "open a session to walk it, ms", WALK_MS, 2.0, 1.3},
		{"8", "8 characters committed into a field, ms (nano, if any)", IME_MS, 1.2, 1.0},
		{"8", "8 characters committed into a field, bytes (nano, if any)", IME_BYTES, 1.5, 1.0},
		{"9", "Esc closes a box, ms (25 ms + a row move)", ESC_MS, 1.2, 1.05},
		{"10", "peak memory behind the login, MB", MEMORY, 2.5, 1.7},
		{"", "peak memory with scrypt of the login, MB", MEMORY_LOGIN, 0, 0},
	};
	double median[2][FIGURES];

	for (int k = 0; k < FIGURES; k++) {
		median[0][k] = bench_median(s->ours[k], k == START ? launches : PAIRS);
		median[1][k] = bench_median(s->floor[k], k == START ? launches : PAIRS);
	}
	for (size_t i = 0; i < ARRAY_LEN(goals); i++) {
		bench_ratio(goals[i].row, goals[i].what, median[0][goals[i].figure], median[1][goals[i].figure], goals[i].bar,
			    goals[i].moonshot);
		if (goals[i].figure == QUEUE_BYTES)
			bench_ratio("6", "50 queued downs, bytes (our own page down)", median[0][QUEUE50], median[0][PAGE_BYTES], 1.5,
				    1.1);
	}
}

int main(int argc, char **argv)
{
	static struct sides s;
	double *ours[FIGURES], *floor[FIGURES];
	int launches = argc > 4 ? atoi(argv[4]) : 20, fd = mkstemp(floor_db);

	if (argc < 4 || fd < 0 || launches < 1 || launches > LAUNCHES_MOST) {
		fprintf(stderr, "screen ZICHA FLOOR STORE [LAUNCHES]\n");
		return 2;
	}
	close(fd);
	zicha = argv[1];
	floor_program = argv[2];
	store = argv[3];
	nano = access("/usr/bin/nano", X_OK) ? NULL : "/usr/bin/nano";
	fill_floor();
	for (int k = 0; k < FIGURES; k++) {
		ours[k] = s.ours[k];
		floor[k] = s.floor[k];
	}
	measure_start(&s, launches);
	for (int i = 0; i < PAIRS; i++) {
		measure_ours(ours, i);
		measure_floor(floor, i);
		measure_nano(floor, i);
	}
	report(&s, launches);
	measure_rest();
	remove(floor_db);
	return 0;
}
