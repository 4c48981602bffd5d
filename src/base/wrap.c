/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/wrap.h"

#include "base/mem.h"
#include "base/text.h"
#include "base/width.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unilbrk.h>

void wrap_done(struct wrap *w)
{
	mem_free(w->v);
	*w = (struct wrap){0};
}

size_t wrap_line_of(const struct wrap *w, size_t at)
{
	size_t low = 0, high = w->n;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (w->v[middle].start <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* --- characters --- */

/* In Han text UAX 14's classes for Western text are wrong for a few characters; this tells where that is. */
static bool is_han_text(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x2E80 && c <= 0x4DBF) || (c >= 0xFF01 && c <= 0xFF60) ||
	       (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFFE0 && c <= 0xFFE6) ||
	       (c >= 0x20000 && c <= 0x3FFFD) || c == 0x2014 || c == 0x2026;
}

static bool is_quote(uint32_t c)
{
	return c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D;
}

static bool is_wide_digit(uint32_t c)
{
	return c >= 0xFF10 && c <= 0xFF19;
}

static bool is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || is_wide_digit(c);
}

static bool is_one_of(const char *list, uint32_t c)
{
	uint32_t item;

	for (size_t used, n = strlen(list); n; list += used, n -= used) {
		used = text_decode(list, n, &item);
		if (item == c)
			return true;
	}
	return false;
}

/* What follows a number and belongs to it: 3笔, 2016年, 50万元, 12个月. */
static bool is_unit(uint32_t c)
{
	return c >= 0x4E00 && c <= 0x9FFF &&
	       is_one_of("元角分万亿千百十个笔户人名次条项件份张本册页号台年月日天时点秒周季度期岁"
			 "级成倍折位家股章节款批组类种层间套辆支枚吨克米里亩公小钟",
			 c);
}

static bool is_no_start(uint32_t c)
{
	return is_one_of("，。、；：？！）》〉」』】〕〗］｝”’·～／…％‰℃々ー,.;:?!)]}%", c);
}

static bool is_no_end(uint32_t c)
{
	return is_one_of("（《〈「『【〔〖［｛“‘￥([{$", c);
}

static size_t line_end(const char *s, size_t n)
{
	const unsigned char *b = (const unsigned char *)s;

	if (b[0] >= '\n' && b[0] <= '\r')
		return b[0] == '\r' && n > 1 && b[1] == '\n' ? 2 : 1;
	if (b[0] == 0xC2 && n > 1 && b[1] == 0x85)
		return 2;
	return b[0] == 0xE2 && n > 2 && b[1] == 0x80 && (b[2] == 0xA8 || b[2] == 0xA9) ? 3 : 0;
}

/* Bytes of the blank (U+0020, TAB or U+3000) at s, 0 if there is none. */
static size_t blank(const char *s, size_t n)
{
	if (*s == ' ' || *s == '\t')
		return 1;
	return n >= 3 && !memcmp(s, "\xE3\x80\x80", 3) ? 3 : 0;
}

/* --- where a line may break --- */

/* The characters around one, for the decisions below. */
struct around {
	uint32_t before, at, behind; /* 0 where there is none */
};

/* The nearest character from s on that is no quote; dir is +1. */
static uint32_t behind_quotes(const char *s, size_t n)
{
	uint32_t c = 0;

	for (size_t used; n; s += used, n -= used) {
		used = text_decode(s, n, &c);
		if (!is_quote(c))
			return c;
	}
	return 0;
}

/* A character of the class that at has in Han text, as three bytes; NULL if UAX 14's own class is right.
 * No letter of the text is changed: libunistring is shown a copy. */
static const char *stand_in(const struct around *c)
{
	if (is_quote(c->at) && (is_han_text(c->before) || is_han_text(c->behind)))
		return c->at == 0x201C || c->at == 0x2018 ? "「" : "」"; /* OP, CL instead of QU */
	if (c->at == 0xFF5E || c->at == 0xFF0F)
		return "〜"; /* NS instead of ID */
	if (is_wide_digit(c->at))
		return "०"; /* NU instead of ID */
	if ((c->at == 0xFF0C || c->at == 0xFF0E) && is_wide_digit(c->before) && is_wide_digit(c->behind))
		return "︓"; /* IS instead of CL */
	return NULL;
}

/* Copies the text with the stand-ins. */
static void copy_for_lookup(const char *text, size_t n, char *copy)
{
	struct around c = {0};
	uint32_t last = 0; /* the last one that was no quote */

	memcpy(copy, text, n);
	for (size_t at = 0, used; at < n; at += used) {
		if ((unsigned char)text[at] < 0xE2) { /* none of ours */
			used = text_decode(text + at, n - at, &last);
			continue;
		}
		used = text_decode(text + at, n - at, &c.at);
		c.before = last;
		bool ours = is_quote(c.at) || (c.at >= 0xFF0C && c.at <= 0xFF5E);
		if (!is_quote(c.at))
			last = c.at;
		if (!ours)
			continue;
		c.behind = behind_quotes(text + at + used, n - at - used);
		const char *as = stand_in(&c);
		if (as)
			memcpy(copy + at, as, 3);
	}
}

/* From libunistring's answer to ours, in place. */
static void tailor(const char *text, size_t n, char *p)
{
	uint32_t c = 0;
	int number = 0; /* 1 behind a digit, 2.. behind units that follow it */

	for (size_t at = 0, used; at < n; at += used) {
		used = text_decode(text + at, n - at, &c);
		bool may = p[at] == UC_BREAK_POSSIBLE;
		bool unit = number && number < 4 && is_unit(c);

		p[at] = (char)(!may || c == 0xB7 ? WRAP_NO : unit ? WRAP_LOOSE : WRAP_YES);
		memset(p + at + 1, WRAP_NO, used - 1);
		if (is_digit(c))
			number = 1;
		else if (unit)
			number++;
		else if (!(c == ' ' && number == 1))
			number = 0;
	}
}

/* One paragraph without its line end; scratch has n bytes. */
static void find_breaks(const char *text, size_t n, char *p, char *scratch)
{
	copy_for_lookup(text, n, scratch);
	u8_possible_linebreaks((const uint8_t *)scratch, n, "UTF-8", p);
	tailor(text, n, p);
}

static size_t paragraph(const char *text, size_t n, size_t from)
{
	size_t at = from;
	while (at < n && !line_end(text + at, n - at))
		at++;
	return at;
}

void wrap_breaks(const char *text, size_t n, char *p)
{
	AUTO(mem_free_auto) char *scratch = mem_alloc(n);

	memset(p, WRAP_NO, n);
	for (size_t at = 0; at < n;) {
		size_t end = paragraph(text, n, at);
		if (end > at)
			find_breaks(text + at, end - at, p + at, scratch);
		if (at)
			p[at] = WRAP_MUST;
		at = end < n ? end + line_end(text + end, n - end) : n;
	}
}

/* --- filling lines --- */

struct fill {
	const char *text;
	const char *breaks; /* of the text from byte `base` on */
	size_t base, end;   /* the paragraph */
	int cols;
	struct wrap *out;
};

/* The places where the line that is being filled could end; 0: none seen. */
struct spots {
	size_t best;     /* a break that all rules allow */
	size_t loose;    /* one that parts a number from its unit */
	size_t any;      /* a cluster border, the last of those that break the fewest rules */
	int penalty;     /* of `any` */
};

/* What an emergency break at a border costs: 2 splits a dash pair, 1 starts or ends a line with a wrong mark. */
static int penalty(const char *text, size_t start, size_t at, size_t end)
{
	uint32_t before = 0, behind = 0;

	text_decode(text + at, end - at, &behind);
	size_t last = text_cluster_before(text + start, end - start, at - start) + start;
	text_decode(text + last, at - last, &before);
	if (before == behind && (behind == 0x2014 || behind == 0x2026))
		return 2;
	return is_no_start(behind) || is_no_end(before);
}

static void note(const struct fill *f, struct spots *spots, size_t start, size_t at)
{
	char kind = f->breaks[at - f->base];

	if (kind == WRAP_YES)
		spots->best = at;
	else if (kind == WRAP_LOOSE)
		spots->loose = at;
	if (spots->best || spots->loose)
		return; /* no need of an emergency */
	int cost = penalty(f->text, start, at, f->end);
	if (!spots->any || cost <= spots->penalty) {
		spots->any = at;
		spots->penalty = cost;
	}
}

/* Where the line that starts at `start` ends and the next begins. */
static size_t fill_line(const struct fill *f, size_t start)
{
	struct spots spots = {0};
	int column = 0;
	bool ink = start > f->base; /* blanks at the head of a paragraph are its indent: no break behind them */

	for (size_t at = start, len; at < f->end; at += len) {
		len = text_cluster(f->text + at, f->end - at);
		int cols = width_display(f->text + at, len, column, NULL);
		if (!blank(f->text + at, f->end - at)) {
			if (ink && at > start)
				note(f, &spots, start, at);
			ink = true;
			if (column + cols > f->cols && at > start)
				return spots.best ? spots.best : spots.loose ? spots.loose : spots.any ? spots.any : at;
		}
		column += cols;
	}
	return f->end;
}

static void add_line(const struct fill *f, size_t start, size_t next)
{
	size_t end = next;

	for (;;) {
		if (end > start && blank(f->text + end - 1, 1))
			end--;
		else if (end >= start + 3 && blank(f->text + end - 3, 3) == 3)
			end -= 3;
		else
			break;
	}
	*VEC_PUSH(f->out) = (struct wrap_line){
		.start = start, .len = end - start, .next = next, .cols = width_display(f->text + start, end - start, 0, NULL)};
}

void wrap_text(const char *text, size_t n, int cols, struct wrap *w)
{
	AUTO(mem_free_auto) char *breaks = mem_alloc(n), *scratch = mem_alloc(n);
	struct fill f = {.text = text, .breaks = breaks, .cols = cols, .out = w};

	w->n = 0;
	for (bool more = true; more;) {
		f.end = paragraph(text, n, f.base);
		size_t line_end_len = f.end < n ? line_end(text + f.end, n - f.end) : 0;
		if (f.end > f.base && width_display(text + f.base, f.end - f.base, 0, NULL) > cols) {
			find_breaks(text + f.base, f.end - f.base, breaks, scratch);
			for (size_t at = f.base, next; at < f.end; at = next) {
				next = fill_line(&f, at);
				add_line(&f, at, next);
			}
		} else {
			add_line(&f, f.base, f.end);
		}
		w->v[w->n - 1].next += line_end_len;
		f.base = f.end + line_end_len;
		more = line_end_len > 0;
	}
}
