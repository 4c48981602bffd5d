/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cases of kind input: bytes typed at the program on a pty, and the keys that came out of it.
 */
#include "tests/term/cases.h"
#include "tests/term/events.h"
#include "tests/term/harness.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { START_MS = 5000, QUIET_MS = 120, LAST_MS = 700 };

struct typing {
	struct harness *h;
	struct str events;      /* blank-separated */
	int64_t typed, last;    /* when the last bytes went, when the last event came */
};

/* Events that come within ms. */
static void collect(struct typing *t, int ms)
{
	int64_t end = clock_monotonic_ms() + ms;
	AUTO(str_done) struct str line = {0};

	for (int64_t left = ms; left > 0; left = end - clock_monotonic_ms()) {
		if (!harness_line(t->h, (int)left, &line))
			return;
		t->last = clock_monotonic_ms();
		if (!str_starts(str_text(&line), "event "))
			continue;
		if (t->events.n)
			str_add_char(&t->events, ' ');
		str_add(&t->events, str_text(&line) + 6);
	}
}

/* Whether "<300ms>" stands at s; its length. */
static size_t pause_at(const char *s, long *ms)
{
	char *end;

	if (*s != '<' || s[1] < '0' || s[1] > '9')
		return 0;
	*ms = strtol(s + 1, &end, 10);
	end += strspn(end, " ");
	return strncmp(end, "ms>", 3) == 0 ? (size_t)(end + 3 - s) : 0;
}

static bool type_input(struct typing *t, const char *s)
{
	while (*s) {
		AUTO(str_done) struct str bytes = {0};
		long ms = 0;
		size_t n = 0, pause;
		while (s[n] && !pause_at(s + n, &ms))
			n++;
		if (!case_unescape(s, n, &bytes))
			return false;
		harness_type(t->h, str_text(&bytes), bytes.n);
		t->typed = clock_monotonic_ms();
		s += n;
		pause = pause_at(s, &ms);
		if (pause)
			collect(t, (int)ms);
		s += pause;
	}
	return true;
}

/* U+XXXX as player tells it: what the keyboard sends for a key has the key's name. */
static void add_char(uint32_t c, struct str *out)
{
	struct press k = {.code = K_CHAR, .c = c};

	if (c == '\r' || c == '\n')
		k.code = K_ENTER;
	else if (c == '\t')
		k.code = K_TAB;
	else if (c == 8 || c == 0x7F)
		k.code = K_BACKSPACE;
	else if (c == 0x1B)
		k.code = K_ESC;
	else if (c < 0x20)
		k.mods = K_CTRL, k.c += 0x40;
	event_add(&k, out);
}

/* One expected sequence at *s, up to " | " or the end, as player would write it. within: its limit, else
 * -1. */
static bool read_expected(const char **s, struct str *out, bool *any_before, long *within)
{
	const char *at = *s;

	*any_before = false;
	*within = -1;
	while (*at) {
		at += strspn(at, " ");
		size_t n = strcspn(at, " ");
		if (n == 1 && *at == '|') {
			*s = at + 1;
			return true;
		}
		if (n == 3 && strncmp(at, "...", 3) == 0) {
			*any_before = true;
		} else if (n == 6 && strncmp(at, "within", 6) == 0) {
			*within = strtol(at + 6, (char **)&at, 10);
			continue;
		} else if (n == 5 && strncmp(at, "PASTE", 5) == 0) {
			AUTO(str_done) struct str text = {0};
			if (!case_text(&at, &text))
				return false;
			str_add(out, out->n ? " PASTE " : "PASTE ");
			case_quote(str_text(&text), text.n, out);
			continue;
		} else if (n > 2 && str_starts(at, "U+")) {
			add_char((uint32_t)strtoul(at + 2, NULL, 16), out);
		} else if (n) {
			if (out->n)
				str_add_char(out, ' ');
			str_add_n(out, at, n);
		}
		at += n;
	}
	*s = at;
	return true;
}

/* BAD is one or more bytes, however they were told. */
static void join_bad(struct str *events)
{
	for (char *at; events->n && (at = strstr(events->s, "BAD BAD"));)
		str_remove(events, (size_t)(at - events->s), strlen("BAD "));
}

static bool ends_with(const struct str *got, const struct str *want)
{
	return want->n <= got->n && memcmp(got->s + got->n - want->n, str_text(want), want->n) == 0 &&
	       (want->n == got->n || !want->n || got->s[got->n - want->n - 1] == ' ');
}

static bool matches(const struct typing *t, const char *expected)
{
	AUTO(str_done) struct str got = {0};

	str_add_n(&got, str_text(&t->events), t->events.n);
	join_bad(&got);
	for (const char *s = expected; s && *s;) {
		AUTO(str_done) struct str want = {0};
		bool any;
		long within;
		if (!read_expected(&s, &want, &any, &within))
			return false;
		join_bad(&want);
		bool same = any ? ends_with(&got, &want) : str_eq(str_text(&got), str_text(&want));
		if (same && (within < 0 || t->last - t->typed <= within))
			return true;
	}
	return false;
}

static bool options(const struct one_case *c, struct harness_options *o, char locpath[4200])
{
	*o = (struct harness_options){.rows = 24, .cols = 80};
	if (!strstr(c->setting, "locale=") || case_has(c->setting, "locale=UTF-8"))
		return true;
	if (!case_has(c->setting, "locale=GB18030"))
		return false;
	snprintf(locpath, 4200, "%s/locale", harness_dir());
	o->locale = "zh_CN.GB18030";
	o->locpath = locpath;
	return true;
}

bool cases_input(const struct one_case *c, struct str *got)
{
	struct harness_options o;
	char locpath[4200];
	AUTO(str_done) struct str line = {0};
	struct typing t = {0};

	if (!options(c, &o, locpath)) {
		str_add(got, "the locale may be UTF-8 or GB18030");
		return false;
	}
	t.h = harness_open(&o, "events", NULL, got);
	if (!t.h)
		return false;
	bool ok = harness_line(t.h, START_MS, &line) && str_eq(str_text(&line), "first");
	ok = ok && type_input(&t, c->input);
	collect(&t, QUIET_MS);
	if (ok && !matches(&t, c->expected))
		collect(&t, LAST_MS);
	str_add(got, ok ? str_text(&t.events) : *str_text(&line) ? str_text(&line) : "no first frame");
	ok = ok && matches(&t, c->expected);
	harness_close(&t.h);
	str_done(&t.events);
	return ok;
}
