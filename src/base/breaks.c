/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/breaks.h"

#include "base/mem.h"
#include "base/text.h"
#include "base/width.h"

#include <stdbool.h>
#include <string.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <wchar.h>

enum { CHAR_OBJECT = 0xFFFC };

/* --- characters --- */

static bool is_one_of(const wchar_t *list, uint32_t c)
{
	return c && wcschr(list, (wchar_t)c);
}

int breaks_no_start(uint32_t c)
{
	return is_one_of(L"，。、；：？！）》〉」』】〕〗］｝”’·～／…％‰℃々ー,.;:?!)]}%", c);
}

int breaks_no_end(uint32_t c)
{
	return is_one_of(L"（《〈「『【〔〖［｛“‘￥([{$", c);
}

/* What follows a number and belongs to it: 3笔, 2016年, 50万元, 12个月. */
static bool is_unit(uint32_t c)
{
	return c >= 0x4E00 && c <= 0x9FFF &&
	       is_one_of(L"元角分万亿千百十个笔户人名次条项件份张本册页号台年月日天时点秒周季度期岁"
			 L"级成倍折位家股章节款批组类种层间套辆支枚吨克米里亩公小钟",
			 c);
}

static bool is_wide_digit(uint32_t c)
{
	return c >= 0xFF10 && c <= 0xFF19;
}

static bool is_digit(uint32_t c)
{
	return (c >= '0' && c <= '9') || is_wide_digit(c);
}

static bool is_quote(uint32_t c)
{
	return c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D;
}

static bool is_ideograph(uint32_t c)
{
	return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
}

/* Beside these a curly quote is a Chinese one. */
static bool is_han_text(uint32_t c)
{
	return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) ||
	       (c >= 0xFF01 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) ||
	       (c >= 0x20000 && c <= 0x3FFFD) || c == 0x2014 || c == 0x2026;
}

/* The nearest character from s on that is no quote; 0 if there is none within four. */
static uint32_t behind_quotes(const char *s, size_t n)
{
	uint32_t c;

	for (size_t i = 0, used; n && i < 4; i++, s += used, n -= used) {
		used = text_decode(s, n, &c);
		if (!is_quote(c))
			return c;
	}
	return 0;
}

/* --- the characters that make up nearly all Chinese text --- */

/* Between two of these the rules of UAX 14 come down to permits() below. Everything else is OTHER. */
enum class { OTHER, HAN, OPEN, CLOSE, DASH };

static enum class class_of(uint32_t c)
{
	if (is_ideograph(c))
		return HAN;
	switch (c) {
	case 0x3006: case 0x3007: case 0x3013:
		return HAN;
	case 0x3008: case 0x300A: case 0x300C: case 0x300E: case 0x3010: case 0x3014: case 0x3016:
	case 0x3018: case 0x301A: case 0x301D: case 0xFF08: case 0xFF3B: case 0xFF5B:
		return OPEN;
	case 0x3001: case 0x3002: case 0x3005: case 0x3009: case 0x300B: case 0x300D: case 0x300F:
	case 0x3011: case 0x3015: case 0x3017: case 0x3019: case 0x301B: case 0x301C: case 0x301E:
	case 0x301F: case 0x2026: case 0xFF01: case 0xFF09: case 0xFF0C: case 0xFF0E: case 0xFF0F:
	case 0xFF1A: case 0xFF1B: case 0xFF1F: case 0xFF3D: case 0xFF5D: case 0xFF5E:
		return CLOSE; /* CL, EX, NS or IN: they differ only beside OTHER characters */
	case 0x2014:
		return DASH;
	default:
		return OTHER;
	}
}

static bool permits(enum class before, enum class at)
{
	return at != CLOSE && before != OPEN && !(at == DASH && before == DASH);
}

/* --- one paragraph --- */

struct scan {
	const char *text;
	size_t n;
	struct breaks *b;
	size_t at, used;     /* the character looked at */
	uint32_t c;
	uint32_t previous;   /* the last character; 0 at the start */
	uint32_t before;     /* the last that was no quote; 0 at the start */
	enum class last;     /* the class of the last character that was not OTHER; OTHER at the start */
	size_t last_at;      /* and its place */
	size_t other;        /* where a run of OTHER began, with the character before it; NONE: not in one */
	int number;          /* 1 behind a digit, 2.. behind units that follow it, else 0 */
};

static const size_t NONE = (size_t)-1;

/* Puts a character of another class, of as many bytes, in libunistring's copy of the text. */
static void stand_in(struct scan *s, const char *as)
{
	memcpy(s->b->copy + s->at, as, s->used);
}

/* True if the last character takes the next one into its cluster, whatever that is (GB9b). */
static bool takes_next(uint32_t c)
{
	return c >= 0x600 && uc_graphemeclusterbreak_property(c) == GBP_PREPEND;
}

static enum class class_here(struct scan *s)
{
	const char *behind = s->text + s->at + s->used;
	size_t left = s->n - s->at - s->used;

	if (is_quote(s->c)) {
		if (!is_han_text(s->before) && !is_han_text(behind_quotes(behind, left)))
			return OTHER;
		bool opens = s->c == 0x2018 || s->c == 0x201C;
		stand_in(s, opens ? "「" : "」"); /* OP, CL instead of QU */
		return opens ? OPEN : CLOSE;
	}
	if (s->c == 0xFF5E || s->c == 0xFF0F)
		stand_in(s, "〜"); /* NS instead of ID */
	if (is_wide_digit(s->c))
		stand_in(s, "०"); /* NU instead of ID */
	if (s->c == 0xB7 && (is_han_text(s->previous) || is_han_text(behind_quotes(behind, left))))
		stand_in(s, "\u058A"); /* BA instead of AL */
	if ((s->c == 0xFF0C || s->c == 0xFF0E) && is_wide_digit(s->before) &&
	    is_wide_digit(behind_quotes(behind, left))) {
		stand_in(s, "︓"); /* IS instead of CL */
		return OTHER;
	}
	return class_of(s->c);
}

static void add_unit(struct breaks *b, size_t at, int kind, int cols, bool blank)
{
	b->v[b->n++] = (struct break_unit){
		.at = (uint32_t)at,
		.kind = (unsigned char)kind,
		.cols = (unsigned char)(cols > 255 ? 255 : cols),
		.blank = blank,
	};
}

/* A blank that carries a mark is ink. */
static bool is_blank(const char *s, size_t n)
{
	return (n == 1 && (*s == ' ' || *s == '\t')) || (n == 3 && !memcmp(s, "\xE3\x80\x80", 3));
}

/* True if the library lets a line start with the character behind "」 ". */
static bool may_start_behind_close(const char *c, size_t n)
{
	uint8_t text[3 + 1 + 4] = "」 ";
	char found[sizeof text];

	memcpy(text + 4, c, n);
	u8_possible_linebreaks(text, 4 + n, "UTF-8", found);
	return found[4] == UC_BREAK_POSSIBLE;
}

/* Ours: the marks that start no line do not start one behind a sign either (UAX 14 parts №℃), nor behind a blank, where it
 * parts "甲 %"; and those that end none do not. */
static bool forbidden(uint32_t c, uint32_t before, bool blank)
{
	return (breaks_no_start(c) && (c >= 0x80 || (blank && is_han_text(before)))) ||
	       (before >= 0x80 && breaks_no_end(before));
}

/* Behind blanks, or U+FFFC. Beside Han text libunistring (1.0 to 1.3) differs from UAX 14: blanks at the very start
 * (LB18), U+FFFC (LB20), and an ASCII bracket, blanks, and a character that starts no line (LB16). `before` is the last
 * that was no blank. */
static int repaired(int kind, const char *s, size_t n, uint32_t before)
{
	uint32_t c;
	size_t used = text_decode(s, n, &c);

	if (!is_han_text(c))
		return kind;
	if (!before || before == CHAR_OBJECT)
		return BREAK_YES;
	return (before == ')' || before == ']') && !may_start_behind_close(s, used) ? BREAK_NO : kind;
}

/* The run of OTHER characters up to byte `end`, and the one character of another class before and behind
 * it, as libunistring sees it: no rule looks further back over such a character. */
static void add_run(struct scan *s, size_t end)
{
	struct breaks *b = s->b;
	size_t from = s->other;
	int kind = BREAK_NO;
	uint32_t before = 0, first;
	bool spaced = false, blank = false;

	u8_possible_linebreaks((const uint8_t *)b->copy + from, end - from, "UTF-8", b->found);
	if (b->n && b->v[b->n - 1].at == from)
		kind = b->v[--b->n].kind; /* it is added again, with the marks that follow it */
	for (size_t at = from, len; at < end; at += len) {
		const char *c = s->text + at;
		len = text_cluster(c, s->n - at);
		text_decode(c, len, &first);
		if (at > from)
			kind = b->found[at - from] == UC_BREAK_POSSIBLE ? BREAK_YES : BREAK_NO;
		if (at > from && (spaced || before == CHAR_OBJECT))
			kind = repaired(kind, c, len, before);
		if (kind == BREAK_YES && forbidden(first, before, blank))
			kind = BREAK_NO;
		blank = is_blank(c, len);
		spaced = len == 1 && *c == ' ';
		add_unit(b, at, kind, width_n(c, len), blank);
		if (!blank)
			before = first;
	}
	s->other = NONE;
}

/* A character that is not OTHER, and the run before it. */
static void add_plain(struct scan *s, enum class class)
{
	struct breaks *b = s->b;

	if (s->other != NONE)
		add_run(s, s->at + s->used);
	else
		add_unit(b, s->at, s->at && permits(s->last, class) ? BREAK_YES : BREAK_NO,
			 s->c >= 0x3000 ? 2 : width_n(s->text + s->at, s->used), false);
	bool unit = s->number && s->number < 4 && is_unit(s->c);
	if (unit && b->v[b->n - 1].kind == BREAK_YES)
		b->v[b->n - 1].kind = BREAK_LOOSE;
	s->number = unit ? s->number + 1 : 0;
	s->last = class;
	s->last_at = s->at;
}

static void add_other(struct scan *s)
{
	if (s->other == NONE)
		s->other = s->last == OTHER ? s->at : s->last_at;
	if (is_digit(s->c))
		s->number = 1;
	else if (s->c != ' ' || s->number > 1)
		s->number = 0;
}

static void make_room(struct breaks *b, size_t n)
{
	b->n = 0;
	if (n <= b->cap)
		return;
	b->v = mem_realloc(b->v, n * sizeof *b->v);
	b->copy = mem_realloc(b->copy, n);
	b->found = mem_realloc(b->found, n);
	b->cap = n;
}

void breaks_find(const char *text, size_t n, struct breaks *b)
{
	struct scan s = {.text = text, .n = n, .b = b, .other = NONE};

	make_room(b, n);
	if (n)
		memcpy(b->copy, text, n);
	for (; s.at < n; s.at += s.used) {
		s.used = text_decode(text + s.at, n - s.at, &s.c);
		enum class class = class_here(&s);
		if (class == OTHER || (s.other != NONE && takes_next(s.previous)))
			add_other(&s);
		else
			add_plain(&s, class);
		s.previous = s.c;
		if (!is_quote(s.c))
			s.before = s.c;
	}
	if (s.other != NONE)
		add_run(&s, n);
}

void breaks_done(struct breaks *b)
{
	mem_free(b->v);
	mem_free(b->copy);
	mem_free(b->found);
	*b = (struct breaks){0};
}
