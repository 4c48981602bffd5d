/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tmux as a terminal: one server for all cases of a run, with widewc.so preloaded, a session per case.
 */
#define _GNU_SOURCE
#include "tests/term/harness_inside.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/width.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORDS = 40 };

/* The socket of this run's server, of one of the two kinds. */
static void socket_name(bool wide, char out[64])
{
	snprintf(out, 64, "/tmp/zicha-cases-%d-%s", (int)getpid(), wide ? "wide" : "narrow");
}

static void become_tmux(const char *socket, bool wide, const char *const words[], int out)
{
	char preload[4200];
	const char *argv[WORDS + 8] = {"tmux", "-u", "-S", socket, "-f", "/dev/null"};

	for (size_t i = 0; words[i] && i < WORDS; i++)
		argv[6 + i] = words[i];
	snprintf(preload, sizeof preload, "%s/widewc.so", harness_dir());
	if (wide)
		setenv("LD_PRELOAD", preload, 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("TMUX");
	dup2(out, 1);
	dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), 2);
	execvp(argv[0], (char *const *)argv);
	_exit(127);
}

/* Runs tmux with these words; what it prints is added to out (may be NULL). */
static bool tmux(bool wide, const char *const words[], struct str *out)
{
	int fds[2], status = -1;
	char buf[4096], socket[64];

	socket_name(wide, socket);
	if (pipe2(fds, O_CLOEXEC))
		return false;
	pid_t child = fork();
	if (!child)
		become_tmux(socket, wide, words, fds[1]);
	close(fds[1]);
	for (ssize_t n; (n = read(fds[0], buf, sizeof buf)) > 0;)
		if (out)
			str_add_n(out, buf, (size_t)n);
	close(fds[0]);
	waitpid(child, &status, 0);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

#define TMUX(wide, out, ...) tmux(wide, (const char *const[]){__VA_ARGS__, NULL}, out)

static void kill_servers(void)
{
	for (int wide = 0; wide < 2; wide++) {
		char socket[64];
		socket_name(wide, socket);
		if (access(socket, F_OK) == 0)
			TMUX(wide, NULL, "kill-server");
		unlink(socket);
	}
}

/* A session that waits, so that the server stays. */
static bool start_server(bool wide)
{
	static bool started[2];

	if (started[wide])
		return true;
	if (!started[!wide])
		atexit(kill_servers);
	started[wide] =
		TMUX(wide, NULL, "new-session", "-d", "-s", "keep", "-x", "80", "-y", "24", "sleep 100000") &&
		TMUX(wide, NULL, "set", "-g", "status", "off") &&
		TMUX(wide, NULL, "set", "-g", "escape-time", "0") &&
		TMUX(wide, NULL, "set", "-g", "default-terminal", "screen-256color");
	return started[wide];
}

static bool is_wide(const struct harness *h)
{
	return h->o.kind == ON_WIDE_TMUX;
}

bool tmux_start(struct harness *h, const char *const argv[], struct str *why)
{
	char cols[16], rows[16], locale[64], pipe_to[160];

	if (!start_server(is_wide(h))) {
		str_add(why, "tmux does not start");
		return false;
	}
	snprintf(h->pane, sizeof h->pane, "case-%lld", (long long)clock_monotonic_ms());
	snprintf(cols, sizeof cols, "%d", h->o.cols);
	snprintf(rows, sizeof rows, "%d", h->o.rows);
	snprintf(locale, sizeof locale, "LC_ALL=%s", h->o.locale ? h->o.locale : "C.UTF-8");
	snprintf(pipe_to, sizeof pipe_to, "cat > %s", h->sent_file);
	/* the pane waits for a line on the pipe until its bytes are being recorded */
	bool ok = TMUX(is_wide(h), NULL, "new-session", "-d", "-s", h->pane, "-x", cols, "-y", rows, "--",
		       "env", "-u", "LD_PRELOAD", "-u", "NO_COLOR", "-u", "SSH_CONNECTION", "-u", "LINES",
		       "-u", "COLUMNS", locale, h->o.env ? h->o.env : "ZICHA=1", "sh", "-c",
		       "read go < \"$3\"; exec \"$0\" \"$@\"", argv[0], argv[1], argv[2], argv[3],
		       argv[4] ? argv[4] : "");
	if (!ok)
		str_add(why, "tmux opens no session");
	TMUX(is_wide(h), NULL, "pipe-pane", "-t", h->pane, pipe_to);
	return ok;
}

void tmux_end(struct harness *h)
{
	struct str line = {0};

	harness_say(h, "quit");
	while (!h->ended && harness_line(h, 1000, &line))
		;
	TMUX(is_wide(h), NULL, "kill-session", "-t", h->pane);
	str_done(&line);
}

void tmux_type(struct harness *h, const void *bytes, size_t n)
{
	const unsigned char *s = bytes;

	for (size_t i = 0; i < n; i++) {
		char hex[4];
		snprintf(hex, sizeof hex, "%02x", s[i]);
		TMUX(is_wide(h), NULL, "send-keys", "-t", h->pane, "-H", hex);
	}
}

void tmux_resize(struct harness *h, int rows, int cols)
{
	char x[16], y[16];

	snprintf(x, sizeof x, "%d", cols);
	snprintf(y, sizeof y, "%d", rows);
	TMUX(is_wide(h), NULL, "resize-window", "-t", h->pane, "-x", x, "-y", y);
}

/* --- reading capture-pane -e --- */

/* ESC [ ... m at s: true and its length; marked is whether anything but the reset stays on. */
static size_t read_sgr(const char *s, size_t n, bool *marked)
{
	size_t len = 2;

	while (len < n && s[len] != 'm')
		len++;
	bool plain = true;
	for (size_t i = 2; i < len; i++)
		plain = plain &&
			(s[i] == '0' || s[i] == ';' || strncmp(s + i, "39", 2) == 0 ||
			 strncmp(s + i, "49", 2) == 0 ||
			 (i && (strncmp(s + i - 1, "39", 2) == 0 || strncmp(s + i - 1, "49", 2) == 0)));
	*marked = !plain;
	return len < n ? len + 1 : n;
}

static void grid_line(struct grid *g, int row, const char *s, size_t n, bool *marked)
{
	int col = 0;
	struct grid_cell *last = NULL;

	for (size_t at = 0, len; at < n; at += len) {
		uint32_t c;
		if (s[at] == 0x1B) {
			len = read_sgr(s + at, n - at, marked);
			continue;
		}
		len = text_decode(s + at, n - at, &c);
		int cols = width_char(c);
		if (!cols && last && strlen(last->text) + len < GRID_TEXT)
			strncat(last->text, s + at, len);
		struct grid_cell *cell = cols ? grid_at(g, row, col) : NULL;
		if (!cell)
			continue;
		grid_set(cell, s + at, len);
		cell->marked = *marked;
		last = cell;
		if (cols == 2 && grid_at(g, row, col + 1)) {
			cell[1].right = true;
			cell[1].marked = *marked;
		}
		col += cols;
	}
}

void tmux_grid(struct harness *h, struct grid *g)
{
	struct str text = {0}, again = {0}, cursor = {0};
	bool marked = false;
	int visible = 0;

	do { /* until it stands still */
		usleep(30000);
		str_clear(&again);
		str_add(&again, str_text(&text));
		str_clear(&text);
		TMUX(is_wide(h), &text, "capture-pane", "-p", "-e", "-t", h->pane);
	} while (!str_eq(str_text(&text), str_text(&again)));
	TMUX(is_wide(h), &cursor, "display-message", "-p", "-t", h->pane,
	     "#{cursor_y} #{cursor_x} #{cursor_flag}");
	sscanf(str_text(&cursor), "%d %d %d", &g->row, &g->col, &visible);
	g->visible = visible;
	width_set_mode(is_wide(h) ? WIDTH_WIDE : WIDTH_NARROW);
	const char *s = str_text(&text);
	for (int row = 0; row < g->rows && *s; row++) {
		size_t n = strcspn(s, "\n");
		grid_line(g, row, s, n, &marked);
		s += n + (s[n] == '\n');
	}
	str_done(&text);
	str_done(&again);
	str_done(&cursor);
}
