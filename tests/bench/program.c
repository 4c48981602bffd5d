/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "tests/bench/program.h"

#include "tests/bench/bench.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { START_MOST_MS = 20000, SETTLE_MS = 40, REPEATS_MOST = 100 };

/* Shows the terminal what has come, and hands back what it answers. */
static void feed(struct program *p)
{
	char answer[1024];

	vterm_input_write(p->vt, str_text(&p->late), p->late.n);
	str_clear(&p->late);
	size_t n = vterm_output_read(p->vt, answer, sizeof answer);
	if (n && write(p->master, answer, n) < 0)
		perror("answer");
}

/* Takes bytes until none have come for quiet ms; the terminal sees them afterwards, unless it is asked something:
 * its work must not stand in the time of the program. */
static void take(struct program *p, int quiet)
{
	char buf[65536];
	struct pollfd fd = {.fd = p->master, .events = POLLIN};

	while (poll(&fd, 1, quiet) > 0) {
		ssize_t n = read(p->master, buf, sizeof buf);
		if (n <= 0)
			break;
		p->last = bench_now();
		p->bytes += (size_t)n;
		p->application = p->application || memmem(buf, (size_t)n, "\033[?1h", 5);
		str_add_n(&p->late, buf, (size_t)n);
		if (memmem(buf, (size_t)n, "\033[6n", 4) || memmem(buf, (size_t)n, "\033[c", 3))
			feed(p);
	}
	feed(p);
}

static void child(const char *const argv[])
{
	unsetenv("NO_COLOR");
	unsetenv("SSH_CONNECTION");
	unsetenv("LINES");
	unsetenv("COLUMNS");
	unsetenv("ZICHA_LANG");
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	execv(argv[0], (char *const *)argv);
	_exit(127);
}

double program_open(struct program *p, const char *const argv[])
{
	struct winsize size = {.ws_row = ROWS, .ws_col = COLS};
	AUTO(str_done) struct str screen = {0};

	*p = (struct program){.vt = vterm_new(ROWS, COLS)};
	vterm_set_utf8(p->vt, 1);
	vterm_screen_enable_altscreen(vterm_obtain_screen(p->vt), 1);
	vterm_screen_reset(vterm_obtain_screen(p->vt), 1);
	p->started = bench_now();
	p->pid = forkpty(&p->master, NULL, NULL, &size);
	if (!p->pid)
		child(argv);
	while (bench_now() - p->started < START_MOST_MS) {
		take(p, QUIET_MS);
		str_clear(&screen);
		program_screen(p, &screen);
		if (strspn(str_text(&screen), " \n") < screen.n)
			return p->last - p->started;
	}
	return -1;
}

int program_close(struct program *p)
{
	int status = 0;

	kill(p->pid, SIGTERM);
	while (waitpid(p->pid, &status, WNOHANG) == 0)
		take(p, 2);
	close(p->master);
	vterm_free(p->vt);
	str_done(&p->late);
	return status;
}

/* Arrows as the terminal would send them. */
static void type(struct program *p, const char *keys)
{
	AUTO(str_done) struct str out = {0};

	for (; *keys; keys++) {
		bool arrow = out.n && out.s[out.n - 1] == '\033' && *keys == '[' && (keys[1] == 'A' || keys[1] == 'B');
		str_add_char(&out, arrow && p->application ? 'O' : *keys);
	}
	if (write(p->master, str_text(&out), out.n) != (ssize_t)out.n)
		perror("type");
}

struct cost program_act(struct program *p, const char *keys, int quiet)
{
	double start = bench_now(), used = program_cpu(p);

	p->bytes = 0;
	p->last = start;
	type(p, keys);
	take(p, quiet);
	return (struct cost){p->last - start, (double)p->bytes, program_cpu(p) - used};
}

struct cost program_repeat(struct program *p, const char *keys, int times)
{
	double ms[REPEATS_MOST], bytes[REPEATS_MOST], cpu[REPEATS_MOST];

	times = times < REPEATS_MOST ? times : REPEATS_MOST;
	for (int i = 0; i < times; i++) {
		struct cost c = program_act(p, keys, SETTLE_MS);
		ms[i] = c.ms;
		bytes[i] = c.bytes;
		cpu[i] = c.cpu;
	}
	return (struct cost){bench_median(ms, times), bench_median(bytes, times), bench_median(cpu, times)};
}

void program_rest(struct program *p, int ms)
{
	double end = bench_now() + ms;

	p->bytes = 0;
	while (bench_now() < end)
		take(p, (int)(end - bench_now()) + 1);
}

void program_resize(struct program *p, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};

	vterm_set_size(p->vt, rows, cols);
	ioctl(p->master, TIOCSWINSZ, &size);
	take(p, SETTLE_MS);
}

double program_cpu(const struct program *p)
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

void program_forget_peak(const struct program *p)
{
	char path[64];

	snprintf(path, sizeof path, "/proc/%d/clear_refs", (int)p->pid);
	FILE *f = fopen(path, "w");
	if (f && fputs("5\n", f) < 0) /* proc(5): resets the peak of resident memory */
		perror(path);
	if (f)
		fclose(f);
}

double program_status(const struct program *p, const char *name)
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

void program_screen(struct program *p, struct str *out)
{
	VTermScreen *screen = vterm_obtain_screen(p->vt);
	int rows, cols;

	vterm_get_size(p->vt, &rows, &cols);
	for (int row = 0; row < rows; row++) {
		char text[4096];
		VTermRect line = {row, row + 1, 0, cols};
		size_t n = vterm_screen_get_text(screen, text, sizeof text, line);
		str_add_n(out, text, n);
		str_add_char(out, '\n');
	}
}

bool program_sees(struct program *p, const char *text)
{
	AUTO(str_done) struct str screen = {0};

	program_screen(p, &screen);
	return strstr(str_text(&screen), text) != NULL;
}

bool program_waits(struct program *p, const char *text, int ms)
{
	double end = bench_now() + ms;

	while (!program_sees(p, text) && bench_now() < end)
		take(p, QUIET_MS);
	return program_sees(p, text);
}

void program_show(struct program *p, const char *what)
{
	AUTO(str_done) struct str screen = {0};

	if (!getenv("BENCH_SHOW"))
		return;
	program_screen(p, &screen);
	fprintf(stderr, "==== %s\n%s", what, str_text(&screen));
}
