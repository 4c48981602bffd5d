/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * screen OURS FLOOR LAUNCHES: start, row moves, pages and queued keys of two list programs on a pty, in turn.
 * Each figure is a ratio of medians; nothing is claimed under 10 %.
 */
#define _GNU_SOURCE
#include "base/clock.h"
#include "base/mem.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

enum { ROWS = 24, COLS = 80, MOVES = 60, LAUNCHES_MOST = 200, QUIET_MS = 60, SETTLE_MS = 8 };

enum figure {
	START_MS,
	MOVE_MS,
	MOVE_BYTES,
	MOVE_CPU,
	PAGE_MS,
	PAGE_BYTES,
	PAGE_CPU,
	QUEUE_MS,
	QUEUE_BYTES,
	QUEUE50_BYTES,
	MEMORY,
	IDLE_WAKES,
	FIGURES
};
static const char *const names[FIGURES] = {
	"start to first stable frame, ms",
	"row down, ms",
	"row down, bytes",
	"row down, CPU ms",
	"page down, ms",
	"page down, bytes",
	"page down, CPU ms",
	"20 queued downs, ms",
	"20 queued downs, bytes",
	"50 queued downs, bytes",
	"peak memory, MB",
	"idle second, wake-ups",
};

struct program {
	int master;
	pid_t pid;
	VTerm *vt;
	double last;     /* when the last bytes came */
	size_t bytes;
	bool application; /* it asked for ESC O B instead of ESC [ B */
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

/* Takes what the program sends until it has been silent for quiet ms; answers what it asks. */
static void take(struct program *p, int quiet)
{
	char buf[16384];
	struct pollfd fd = {.fd = p->master, .events = POLLIN};

	while (poll(&fd, 1, quiet) > 0) {
		ssize_t n = read(p->master, buf, sizeof buf);
		if (n <= 0)
			return;
		p->last = now_ms();
		p->bytes += (size_t)n;
		p->application = p->application || memmem(buf, (size_t)n, "\033[?1h", 5);
		vterm_input_write(p->vt, buf, (size_t)n);
		size_t k = vterm_output_read(p->vt, buf, sizeof buf);
		if (k && write(p->master, buf, k) < 0)
			return;
	}
}

static double cpu_ms(const struct program *p)
{
	char path[64];
	unsigned long long ns = 0;

	snprintf(path, sizeof path, "/proc/%d/schedstat", (int)p->pid);
	FILE *f = fopen(path, "r");
	if (f && fscanf(f, "%llu", &ns) != 1)
		ns = 0;
	if (f)
		fclose(f);
	return (double)ns / 1e6;
}

static double status(const struct program *p, const char *name)
{
	char path[64], line[256];
	double value = 0;

	snprintf(path, sizeof path, "/proc/%d/status", (int)p->pid);
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (strncmp(line, name, strlen(name)) == 0)
			value = atof(line + strlen(name) + 1);
	if (f)
		fclose(f);
	return value;
}

static void launch(struct program *p, const char *program, const char *db)
{
	struct winsize size = {.ws_row = ROWS, .ws_col = COLS};

	*p = (struct program){.vt = vterm_new(ROWS, COLS)};
	vterm_set_utf8(p->vt, 1);
	vterm_screen_reset(vterm_obtain_screen(p->vt), 1);
	p->pid = forkpty(&p->master, NULL, NULL, &size);
	if (!p->pid) {
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		unsetenv("SSH_CONNECTION");
		execl(program, program, db, (char *)NULL);
		_exit(127);
	}
}

/* Arrows as the terminal would send them. */
static void type(struct program *p, const char *keys)
{
	char out[400];
	size_t n = 0;

	for (; *keys && n < sizeof out; keys++, n++)
		out[n] = n && p->application && out[n - 1] == '\033' && *keys == '[' &&
					 (keys[1] == 'A' || keys[1] == 'B')
				 ? 'O'
				 : *keys;
	if (write(p->master, out, n) != (ssize_t)n)
		exit(1);
}

/* Types and measures until the screen stands still. */
static void act(struct program *p, const char *keys, double *ms, double *bytes, double *cpu)
{
	double start = now_ms(), used = cpu_ms(p);

	p->bytes = 0;
	p->last = start;
	type(p, keys);
	take(p, 30 + SETTLE_MS);
	*ms = p->last - start;
	*bytes = (double)p->bytes;
	if (cpu)
		*cpu = cpu_ms(p) - used;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median(double *v, int n)
{
	qsort(v, (size_t)n, sizeof *v, by_value);
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

static void repeat_act(struct program *p, const char *keys, int times, double *ms, double *bytes, double *cpu)
{
	double a[MOVES], b[MOVES], c[MOVES];

	for (int i = 0; i < times; i++)
		act(p, keys, &a[i], &b[i], &c[i]);
	*ms = median(a, times);
	*bytes = median(b, times);
	if (cpu)
		*cpu = median(c, times);
}

static void measure(const char *program, const char *db, double out[FIGURES])
{
	struct program p;
	char queued[50 * 3 + 1] = "";
	double start = now_ms(), unused;

	launch(&p, program, db);
	take(&p, 500);
	while (p.bytes < 500 && now_ms() - start < 5000)
		take(&p, QUIET_MS);
	take(&p, QUIET_MS);
	out[START_MS] = p.last - start;
	repeat_act(&p, "\033[B", 18, &out[MOVE_MS], &out[MOVE_BYTES], &out[MOVE_CPU]);
	repeat_act(&p, "\033[6~", 20, &out[PAGE_MS], &out[PAGE_BYTES], &out[PAGE_CPU]);
	for (int i = 0; i < 18; i++)
		act(&p, "\033[A", &unused, &unused, NULL);
	for (int i = 0; i < 20; i++)
		strcat(queued, "\033[B");
	act(&p, queued, &out[QUEUE_MS], &out[QUEUE_BYTES], NULL);
	for (int i = 0; i < 30; i++)
		strcat(queued, "\033[B");
	act(&p, queued, &unused, &out[QUEUE50_BYTES], NULL);
	out[MEMORY] = status(&p, "VmHWM:") / 1024;
	double wakes = status(&p, "voluntary_ctxt_switches:");
	take(&p, 1000);
	out[IDLE_WAKES] = status(&p, "voluntary_ctxt_switches:") - wakes;
	kill(p.pid, SIGKILL);
	waitpid(p.pid, NULL, 0);
	close(p.master);
	vterm_free(p.vt);
}

static void fill(const char *db)
{
	sqlite3 *h;

	remove(db);
	if (sqlite3_open(db, &h) == SQLITE_OK)
		sqlite3_exec(h,
			     "CREATE TABLE row (id INTEGER PRIMARY KEY, code TEXT, title TEXT);"
			     "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
			     "INSERT INTO row SELECT i, printf('CR-%04d', i), "
			     "substr('信贷业务主任的授权口令是否只由本人"
			     "掌握从未交给他人使用抽三个主任外出日的授权流水分别问主任和经办人', i % 23 + 1, "
			     "30) FROM n",
			     NULL, NULL, NULL);
	sqlite3_close(h);
}

int main(int argc, char **argv)
{
	static double ours[FIGURES][LAUNCHES_MOST], floor[FIGURES][LAUNCHES_MOST];
	char db[] = "/tmp/zicha-bench-XXXXXX";
	int launches = argc > 3 ? atoi(argv[3]) : 10, fd = mkstemp(db);

	if (argc < 3 || fd < 0 || launches < 1 || launches > LAUNCHES_MOST)
		return 2;
	close(fd);
	fill(db);
	for (int i = 0; i < launches; i++) {
		double a[FIGURES] = {0}, b[FIGURES] = {0};
		measure(argv[1], db, a);
		measure(argv[2], db, b);
		for (int k = 0; k < FIGURES; k++) {
			ours[k][i] = a[k];
			floor[k][i] = b[k];
		}
	}
	for (int k = 0; k < FIGURES; k++) {
		double a = median(ours[k], launches), b = median(floor[k], launches);
		printf("%-36s %9.3f / %9.3f = %.2f\n", names[k], a, b, b > 0 ? a / b : 0);
	}
	remove(db);
	return 0;
}
