/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "tests/term/harness_inside.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum { QUIET_MS = 40 };

/* --- grids --- */

void grid_done(struct grid *g)
{
	mem_free(g->v);
	*g = (struct grid){0};
}

struct grid_cell *grid_at(const struct grid *g, int row, int col)
{
	if (row < 0 || row >= g->rows || col < 0 || col >= g->cols)
		return NULL;
	return &g->v[row * g->cols + col];
}

void grid_row(const struct grid *g, int row, struct str *out)
{
	size_t start = out->n;

	for (int col = 0; col < g->cols; col++) {
		const struct grid_cell *cell = grid_at(g, row, col);
		if (cell && !cell->right)
			str_add(out, *cell->text ? cell->text : " ");
	}
	while (out->n > start && out->s[out->n - 1] == ' ')
		str_truncate(out, out->n - 1);
}

/* Frames read as + - |. */
void grid_set(struct grid_cell *cell, const char *text, size_t n)
{
	uint32_t c = 0;

	if (n)
		text_decode(text, n, &c);
	cell->line = c >= 0x2500 && c <= 0x257F;
	if (cell->line) {
		strcpy(cell->text, c == 0x2500 ? "-" : c == 0x2502 ? "|" : "+");
		return;
	}
	n = n < GRID_TEXT - 1 ? n : GRID_TEXT - 1;
	memcpy(cell->text, text, n);
	cell->text[n] = '\0';
	if (strcmp(cell->text, " ") == 0)
		cell->text[0] = '\0';
}

/* --- the pty and libvterm --- */

const char *harness_dir(void)
{
	static char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);

	path[n > 0 ? n : 0] = '\0';
	return dirname(path);
}

static int moved(VTermPos pos, VTermPos old, int visible, void *user)
{
	struct harness *h = user;

	h->cursor_row = pos.row;
	h->cursor_col = pos.col;
	return 1;
}

static int property(VTermProp prop, VTermValue *value, void *user)
{
	struct harness *h = user;

	if (prop == VTERM_PROP_CURSORVISIBLE)
		h->cursor_visible = value->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = {.movecursor = moved, .settermprop = property};

static void start_vterm(struct harness *h)
{
	h->vt = vterm_new(h->o.rows, h->o.cols);
	vterm_set_utf8(h->vt, 1);
	h->screen = vterm_obtain_screen(h->vt);
	vterm_screen_set_callbacks(h->screen, &callbacks, h);
	vterm_screen_enable_altscreen(h->screen, 1);
	vterm_screen_reset(h->screen, 1);
	h->cursor_visible = true;
}

static void set_environment(const struct harness_options *o)
{
	unsetenv("NO_COLOR");
	unsetenv("SSH_CONNECTION");
	unsetenv("LINES");
	unsetenv("COLUMNS");
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", o->locale ? o->locale : "C.UTF-8", 1);
	if (o->locpath)
		setenv("LOCPATH", o->locpath, 1);
	if (o->env)
		putenv(mem_dup(o->env));
}

static bool start_pty(struct harness *h, const char *const argv[], struct str *why)
{
	struct winsize size = {.ws_row = (unsigned short)h->o.rows, .ws_col = (unsigned short)h->o.cols};

	h->child = forkpty(&h->master, NULL, NULL, &size);
	if (h->child < 0) {
		str_addf(why, "no pty: %s", strerror(errno));
		return false;
	}
	if (!h->child) {
		set_environment(&h->o);
		execv(argv[0], (char *const *)argv);
		_exit(127);
	}
	start_vterm(h);
	return true;
}

static void put_all(int fd, const void *bytes, size_t n)
{
	const char *s = bytes;

	while (n) {
		ssize_t k = write(fd, s, n);
		if (k < 0 && errno != EINTR)
			return;
		s += k > 0 ? k : 0;
		n -= k > 0 ? (size_t)k : 0;
	}
}

/* What the terminal answers goes back at once, later, or never. */
static void answer(struct harness *h)
{
	char buf[512];
	size_t n = vterm_output_read(h->vt, buf, sizeof buf);

	if (!n || h->o.cpr == CPR_NEVER)
		return;
	if (h->o.cpr == CPR_AT_ONCE) {
		put_all(h->master, buf, n);
		return;
	}
	if (!h->late.n)
		h->late_at = clock_monotonic_ms() + h->o.cpr;
	str_add_n(&h->late, buf, n);
}

static void answer_late(struct harness *h)
{
	if (!h->late.n || clock_monotonic_ms() < h->late_at)
		return;
	put_all(h->master, h->late.s, h->late.n);
	str_clear(&h->late);
}

static bool take_bytes(struct harness *h)
{
	char buf[4096];
	ssize_t n = read(h->master, buf, sizeof buf);

	if (n <= 0)
		return false;
	str_add_n(&h->sent, buf, (size_t)n);
	vterm_input_write(h->vt, buf, (size_t)n);
	answer(h);
	return true;
}

/* Waits up to ms for anything; true if something came. */
static bool pump(struct harness *h, int ms)
{
	struct pollfd fds[] = {{.fd = h->said, .events = POLLIN}, {.fd = h->master, .events = POLLIN}};
	char buf[1024];

	if (h->late.n && ms > 10)
		ms = 10;
	int n = poll(fds, 2, ms);
	answer_late(h);
	if (n <= 0)
		return false;
	bool came = false;
	if (fds[1].revents & (POLLIN | POLLHUP))
		came = take_bytes(h);
	if (fds[0].revents & POLLIN) {
		ssize_t k = read(h->said, buf, sizeof buf);
		str_add_n(&h->lines, buf, k > 0 ? (size_t)k : 0);
		came = came || k > 0;
	}
	return came;
}

static void cell_from(struct grid_cell *out, const VTermScreenCell *cell)
{
	AUTO(str_done) struct str text = {0};

	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] && cell->chars[i] != (uint32_t)-1; i++)
		text_add_char(&text, cell->chars[i]);
	grid_set(out, str_text(&text), text.n);
	out->right = cell->chars[0] == (uint32_t)-1;
	out->marked = cell->attrs.bold || cell->attrs.underline || cell->attrs.reverse ||
		      !VTERM_COLOR_IS_DEFAULT_FG(&cell->fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell->bg);
}

static void vterm_grid(struct harness *h, struct grid *g)
{
	g->row = h->cursor_row;
	g->col = h->cursor_col;
	g->visible = h->cursor_visible;
	for (int row = 0; row < g->rows; row++)
		for (int col = 0; col < g->cols; col++) {
			VTermScreenCell cell;
			vterm_screen_get_cell(h->screen, (VTermPos){.row = row, .col = col}, &cell);
			cell_from(grid_at(g, row, col), &cell);
			if (col && grid_at(g, row, col)->right)
				grid_at(g, row, col)->marked = grid_at(g, row, col - 1)->marked;
		}
}

/* --- both kinds --- */

static bool make_pipes(struct harness *h, struct str *why)
{
	strcpy(h->dir, "/tmp/zicha-cases-XXXXXX");
	if (!mkdtemp(h->dir)) {
		str_addf(why, "no folder: %s", strerror(errno));
		return false;
	}
	snprintf(h->say, sizeof h->say, "%s/say", h->dir);
	snprintf(h->hear, sizeof h->hear, "%s/hear", h->dir);
	snprintf(h->sent_file, sizeof h->sent_file, "%s/sent", h->dir);
	if (mkfifo(h->say, 0600) || mkfifo(h->hear, 0600)) {
		str_addf(why, "no pipes: %s", strerror(errno));
		return false;
	}
	h->said = open(h->say, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	h->heard = open(h->hear, O_RDWR | O_CLOEXEC);
	return h->said >= 0 && h->heard >= 0;
}

struct harness *harness_open(const struct harness_options *o, const char *mode, const char *orders,
			     struct str *why)
{
	struct harness *h = mem_alloc(sizeof *h);
	char program[4200];

	h->o = *o;
	h->master = -1;
	snprintf(program, sizeof program, "%s/player", harness_dir());
	const char *const argv[] = {program, mode, h->say, h->hear, orders, NULL};
	bool ok = make_pipes(h, why);
	h->started = clock_monotonic_ms();
	ok = ok && (o->kind == ON_VTERM ? start_pty(h, o->words ? o->words : argv, why) : tmux_start(h, argv, why));
	if (!ok)
		harness_close(&h);
	return h;
}

static void wait_child(struct harness *h)
{
	int64_t end = clock_monotonic_ms() + 3000;

	while (waitpid(h->child, NULL, WNOHANG) == 0) {
		pump(h, 10);
		if (clock_monotonic_ms() > end)
			kill(h->child, SIGKILL);
	}
}

int harness_ended(struct harness *h, int ms)
{
	int64_t end = clock_monotonic_ms() + ms;
	int status;

	while (waitpid(h->child, &status, WNOHANG) == 0) {
		if (clock_monotonic_ms() > end)
			return -1;
		pump(h, 10);
	}
	while (pump(h, QUIET_MS))
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void harness_close(struct harness **harness)
{
	struct harness *h = *harness;

	if (!h)
		return;
	if (h->master >= 0) {
		harness_say(h, "quit");
		wait_child(h);
		vterm_free(h->vt);
		close(h->master);
	} else {
		tmux_end(h);
	}
	close(h->said);
	close(h->heard);
	unlink(h->say);
	unlink(h->hear);
	unlink(h->sent_file);
	rmdir(h->dir);
	str_done(&h->lines);
	str_done(&h->sent);
	str_done(&h->late);
	mem_free(h);
	*harness = NULL;
}

bool harness_line(struct harness *h, int ms, struct str *out)
{
	int64_t end = clock_monotonic_ms() + ms;

	for (;;) {
		char *at = h->lines.n ? memchr(h->lines.s, '\n', h->lines.n) : NULL;
		if (at) {
			size_t n = (size_t)(at - h->lines.s);
			str_clear(out);
			str_add_n(out, h->lines.s, n);
			str_remove(&h->lines, 0, n + 1);
			h->ended = h->ended || str_starts(str_text(out), "typed ");
			return true;
		}
		int64_t left = end - clock_monotonic_ms();
		if (left <= 0)
			return false;
		pump(h, (int)left);
	}
}

void harness_say(struct harness *h, const char *line)
{
	put_all(h->heard, line, strlen(line));
	put_all(h->heard, "\n", 1);
}

void harness_type(struct harness *h, const void *bytes, size_t n)
{
	if (h->master >= 0)
		put_all(h->master, bytes, n);
	else
		tmux_type(h, bytes, n);
}

void harness_resize(struct harness *h, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};

	h->o.rows = rows;
	h->o.cols = cols;
	if (h->master < 0) {
		tmux_resize(h, rows, cols);
		return;
	}
	vterm_set_size(h->vt, rows, cols);
	ioctl(h->master, TIOCSWINSZ, &size);
}

void harness_grid(struct harness *h, struct grid *g)
{
	if (h->master >= 0)
		while (pump(h, QUIET_MS))
			;
	grid_done(g);
	*g = (struct grid){.rows = h->o.rows, .cols = h->o.cols};
	g->v = mem_alloc((size_t)g->rows * (size_t)g->cols * sizeof *g->v);
	if (h->master >= 0)
		vterm_grid(h, g);
	else
		tmux_grid(h, g);
}

const struct str *harness_sent(struct harness *h)
{
	if (h->master < 0) {
		char buf[4096];
		FILE *f = fopen(h->sent_file, "r");
		str_clear(&h->sent);
		for (size_t n; f && (n = fread(buf, 1, sizeof buf, f));)
			str_add_n(&h->sent, buf, n);
		if (f)
			fclose(f);
	}
	return &h->sent;
}

bool harness_cooked(const struct harness *h)
{
	struct termios t;

	return tcgetattr(h->master, &t) == 0 && t.c_lflag & ICANON && t.c_lflag & ECHO && t.c_oflag & OPOST;
}

pid_t harness_child(const struct harness *h)
{
	return h->child;
}

int64_t harness_started(const struct harness *h)
{
	return h->started;
}
