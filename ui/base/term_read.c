/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys and signals from the terminal: waiting, decoding, merging what was typed ahead. No curses.
 */
#include "base/clock.h"
#include "ui/base/term_inside.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

static bool mergeable(const struct press *k)
{
	return k->code >= K_UP && k->code <= K_PGDN && !k->late;
}

/* The next key; the same move pressed many times is one with a count. */
static bool decoded(struct term *t, int64_t now, struct press *out)
{
	if (t->held.code) {
		*out = t->held;
		t->held.code = K_NONE;
	} else if (!decode_next(&t->decode, now, out)) {
		return false;
	}
	while (mergeable(out) && !t->held.code && decode_next(&t->decode, now, &t->held)) {
		if (!press_same(&t->held, out))
			return true;
		out->count = (out->count ? out->count : 1) + (t->held.count ? t->held.count : 1);
		t->held.code = K_NONE;
	}
	return true;
}

static void take_signal(struct term *t, int sig)
{
	switch (sig) {
	case SIGWINCH:
		t->resized = true;
		break;
	case SIGTSTP:
		term_suspend(t);
		tty_stop();
		term_resume(t);
		break;
	case SIGCONT:
		tty_raw(&t->tty);
		t->full = t->resized = true;
		break;
	case 0:
		break;
	default:
		t->ended = true;
	}
}

static bool resize_key(struct term *t, struct press *out)
{
	int rows = t->facts.rows, cols = t->facts.cols;

	t->resized = false;
	tty_size(&rows, &cols);
	if (rows == t->facts.rows && cols == t->facts.cols && !t->full)
		return false;
	term_resize(t, rows, cols);
	*out = (struct press){.code = K_RESIZE, .row = rows, .col = cols, .at = clock_monotonic_ms()};
	return true;
}

static void take_input(struct term *t)
{
	char buf[4096];
	ssize_t n = read(TTY_IN, buf, sizeof buf);

	if (n > 0)
		decode_feed(&t->decode, buf, (size_t)n, clock_monotonic_ms());
	else if (n == 0 || (errno != EINTR && errno != EAGAIN))
		t->ended = true;
}

/* Waits for bytes or signals; false when the time is over. */
static bool await(struct term *t, int wait_ms)
{
	struct pollfd fds[] = {{.fd = TTY_IN, .events = POLLIN},
			       {.fd = t->tty.signals, .events = POLLIN},
			       {.fd = t->watch, .events = POLLIN}};
	int n = poll(fds, 3, wait_ms);

	if (n <= 0)
		return n < 0;
	if (fds[1].revents & POLLIN)
		take_signal(t, tty_signal(&t->tty));
	if (fds[0].revents)
		take_input(t);
	t->heard = fds[2].revents & POLLIN;
	if (fds[2].revents & ~POLLIN)
		t->watch = -1;
	return true;
}

static bool ready(struct term *t, struct press *out)
{
	if (t->resized && resize_key(t, out))
		return true;
	if (decoded(t, clock_monotonic_ms(), out))
		return true;
	if (!t->ended && !t->heard)
		return false;
	*out = (struct press){.code = t->ended ? K_QUIT : K_HEARD, .at = clock_monotonic_ms()};
	t->heard = false;
	return true;
}

int term_read(struct term *t, int wait_ms, struct press *out)
{
	int64_t end = clock_monotonic_ms() + wait_ms;

	for (;;) {
		if (ready(t, out))
			return 1;
		int64_t now = clock_monotonic_ms();
		int wait = wait_ms, inner = decode_wait(&t->decode, now);
		if (wait_ms >= 0)
			wait = end > now ? (int)(end - now) : 0;
		bool ours = inner >= 0 && (wait < 0 || inner < wait);
		if (!await(t, ours ? inner : wait) && !ours)
			return 0;
	}
}
