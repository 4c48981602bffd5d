/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/base/probe.h"

#include "base/clock.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { ESC = 0x1B, ROW = 2 };

static const char *const chars[PROBE_N] = {
	[PROBE_AMBIGUOUS] = "\u2460", [PROBE_LINE] = "\u2502", [PROBE_EXT_H] = "\U00031350",
	[PROBE_EXT_I] = "\U0002EBF0", [PROBE_EXT_J] = "\U000323B0", [PROBE_PRIVATE] = "\uE000",
};

/* On a screen of its own where the terminal has one, so that nothing of the person's is overwritten. */
void probe_question(struct str *out)
{
	str_add(out, "\0337\033[?1049h\033[2;1H");
	for (int i = 0; i < PROBE_N; i++)
		str_addf(out, "\r%s\033[6n", chars[i]);
	str_add(out, "\r\033[K\033[c\033[?1049l\0338");
}

/* Bytes of a whole control sequence at s; 0 if it is not whole; -1 if it is none. */
static int sequence(const char *s, size_t n)
{
	size_t at = 2;

	if (n < 2)
		return 0;
	if (s[1] != '[')
		return -1;
	while (at < n && s[at] >= 0x20 && s[at] <= 0x3F)
		at++;
	if (at == n)
		return 0;
	return s[at] >= 0x40 && s[at] <= 0x7E ? (int)at + 1 : -1;
}

/* ESC [ row ; col R */
static bool report(const char *s, int n, int *row, int *col)
{
	const char *at = s + 2, *end = s + n - 1;
	int *value[] = {row, col};

	if (*end != 'R')
		return false;
	for (int i = 0; i < 2; i++) {
		int digits = 0;
		for (*value[i] = 0; at < end && *at >= '0' && *at <= '9' && digits < 6; at++, digits++)
			*value[i] = *value[i] * 10 + (*at - '0');
		if (!digits || (i == 0 ? *at++ != ';' : at != end))
			return false;
	}
	return true;
}

static void note(struct probe *p, int col)
{
	for (int i = 0; i < PROBE_N; i++)
		if (!p->cols[i]) {
			p->cols[i] = col - 1 > 0 ? col - 1 : -1; /* -1: drawn in no column at all */
			return;
		}
}

bool probe_answer(struct probe *p, const char *bytes, size_t n)
{
	bool done = false;
	int row, col;

	memset(p->cols, 0, sizeof p->cols);
	str_clear(&p->rest);
	for (size_t at = 0; at < n;) {
		int len = bytes[at] == ESC ? sequence(bytes + at, n - at) : -1;
		if (len <= 0) {
			size_t keep = len ? 1 : n - at;
			str_add_n(&p->rest, bytes + at, keep);
			at += keep;
			continue;
		}
		if (report(bytes + at, len, &row, &col) && row == ROW)
			note(p, col);
		else if (len > 3 && bytes[at + 2] == '?' && bytes[at + (size_t)len - 1] == 'c')
			done = true;
		else
			str_add_n(&p->rest, bytes + at, (size_t)len);
		at += (size_t)len;
	}
	p->answered = p->cols[PROBE_N - 1] != 0;
	return done;
}

static bool write_all(int fd, const struct str *s)
{
	for (size_t at = 0; at < s->n;) {
		ssize_t n = write(fd, s->s + at, s->n - at);
		if (n < 0 && errno != EINTR)
			return false;
		at += n > 0 ? (size_t)n : 0;
	}
	return true;
}

void probe_ask(struct probe *p, int in, int out, int limit_ms)
{
	struct str question = {0}, got = {0};
	int64_t start = clock_monotonic_ms(), end = start + limit_ms;
	bool done = false;

	probe_question(&question);
	bool asked = write_all(out, &question);
	while (asked && !done) {
		char buf[512];
		struct pollfd fd = {.fd = in, .events = POLLIN};
		int64_t left = end - clock_monotonic_ms();
		if (left <= 0 || (poll(&fd, 1, (int)left) < 0 && errno != EINTR))
			break;
		if (!(fd.revents & (POLLIN | POLLHUP)))
			continue;
		ssize_t n = read(in, buf, sizeof buf);
		if (n <= 0)
			break;
		str_add_n(&got, buf, (size_t)n);
		done = probe_answer(p, str_text(&got), got.n);
	}
	if (!done)
		probe_answer(p, str_text(&got), got.n);
	p->ms = (int)(clock_monotonic_ms() - start);
	str_done(&question);
	str_done(&got);
}

void probe_done(struct probe *p)
{
	str_done(&p->rest);
	*p = (struct probe){0};
}
