/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The wrapper: any bytes as text, at any width, in any mode. No byte is lost, no line overflows but a cluster that is too
 * wide, lines end at cluster borders; a rule of Chinese lines is broken only where no two plain ideographs in the line
 * could have been parted instead, and no line is left short that could have taken one more ideograph. The rules are
 * written out here once more, from w3c/clreq and GB/T 15834. The first two bytes choose width and mode.
 */
#include "tests/fuzz/fuzz.h"

#include "base/mem.h"
#include "base/text.h"
#include "base/width.h"
#include "base/wrap.h"

static const char no_start[] = "，。、；：？！）》〉」』】〕〗］｝·～／…％‰℃々ー";
static const char no_end[] = "（《〈「『【〔〖［｛";

struct text {
	const char *s;
	size_t n;
	int cols;
};

static uint32_t at(const struct text *t, size_t i)
{
	uint32_t c = 0;

	if (i < t->n)
		text_decode(t->s + i, t->n - i, &c);
	return c;
}

static uint32_t before(const struct text *t, size_t i)
{
	return i ? at(t, text_cluster_before(t->s, t->n, i)) : 0;
}

static bool in_list(const char *list, uint32_t c)
{
	size_t n = strlen(list);

	for (size_t used; n; list += used, n -= used) {
		uint32_t item;
		used = text_decode(list, n, &item);
		if (item == c)
			return true;
	}
	return false;
}

/* Ideographs that follow no number as its unit: between two of them a line may always break. */
static bool is_plain(uint32_t c)
{
	return in_list("中国信贷业检查问题银行合规河口社审核授权印鉴凭证", c);
}

/* Byte i begins a cluster of one ideograph alone, and so does what stands before it. */
static bool may_part(const struct text *t, size_t i)
{
	if (i < 3 || !is_plain(at(t, i)) || text_cluster(t->s + i, t->n - i) != 3 || !is_plain(at(t, i - 3)))
		return false;
	return text_cluster_before(t->s, t->n, i) == i - 3; /* last: it may look far back */
}

/* Bytes of a blank at i that carries no mark; 0 if there is none. */
static size_t blank(const struct text *t, size_t i)
{
	size_t n = i < t->n ? text_cluster(t->s + i, t->n - i) : 0;

	return n && n == (at(t, i) == 0x3000 ? 3 : 1) && in_list(" \t　", at(t, i)) ? n : 0;
}

static size_t line_end(const struct text *t, size_t i)
{
	static const char *const ends[] = {"\r\n", "\n", "\v", "\f", "\r", "\xC2\x85", "\u2028", "\u2029"};

	for (size_t k = 0; k < ARRAY_LEN(ends); k++) {
		size_t n = strlen(ends[k]);
		if (n <= t->n - i && !memcmp(t->s + i, ends[k], n))
			return n;
	}
	return 0;
}

/* Only blanks hang behind a line, then at most one line end. True if it ended in one. */
static bool check_tail(const struct text *t, const struct wrap_line *line)
{
	size_t i = line->start + line->len, n = 0;

	FUZZ_CHECK(line->len == 0 || !blank(t, text_cluster_before(t->s, t->n, i)));
	while (i < line->next && !(n = line_end(t, i))) {
		FUZZ_CHECK(blank(t, i));
		i += blank(t, i);
	}
	FUZZ_CHECK(i + n == line->next);
	return n > 0;
}

static size_t first_ink(const struct text *t, const struct wrap_line *line)
{
	size_t i = line->start;

	while (i < line->start + line->len && blank(t, i))
		i += blank(t, i);
	return i;
}

static bool could_part(const struct text *t, const struct wrap_line *line)
{
	size_t end = line->start + line->len;

	for (size_t i = first_ink(t, line) + 1; i < end; i++)
		if (((unsigned char)t->s[i] & 0xC0) != 0x80 && may_part(t, i))
			return true;
	return false;
}

/* The soft break behind a line. */
static void check_break(const struct text *t, const struct wrap_line *line)
{
	size_t end = line->start + line->len, next = line->next;
	uint32_t last = before(t, end), first = at(t, next);
	bool pair = last == first && (first == 0x2014 || first == 0x2026) && end == next;
	bool wrong = pair || in_list(no_start, first) || in_list(no_end, last);

	FUZZ_CHECK(!wrong || !could_part(t, line));
	if (!may_part(t, next) || next != end || line->len == 0)
		return;
	size_t behind = next + 3; /* one more ideograph, if a line may end behind it */
	if (behind < t->n && may_part(t, behind) && !memchr(t->s + line->start, '\t', line->len))
		FUZZ_CHECK(line->cols + 2 > t->cols);
}

static void check_lines(const struct text *t, const struct wrap *w)
{
	size_t place = 0, border = 0;

	FUZZ_CHECK(w->n >= 1);
	for (size_t i = 0; i < w->n; i++) {
		const struct wrap_line *line = &w->v[i];
		FUZZ_CHECK(line->start == place && line->start + line->len <= line->next && line->next <= t->n);
		bool ended = check_tail(t, line);
		bool alone = line->len && text_cluster(t->s + line->start, line->len) == line->len;
		FUZZ_CHECK(line->cols <= t->cols || alone);
		FUZZ_CHECK(line->cols == width_display(t->s + line->start, line->len, 0, NULL));
		FUZZ_CHECK(ended || i + 1 == w->n || line->next > line->start);
		if (!ended && i + 1 < w->n)
			check_break(t, line);
		if (ended && i + 1 == w->n)
			FUZZ_CHECK(!"a line end opens one more line");
		while (border < line->next)
			border += text_cluster(t->s + border, t->n - border);
		FUZZ_CHECK(border == line->next);
		FUZZ_CHECK(wrap_line_of(w, line->start) >= i);
		place = line->next;
	}
	FUZZ_CHECK(place == t->n);
}

static void try_text(const char *s, size_t n, int cols, enum width_mode mode)
{
	struct text t = {s, n, cols};
	struct wrap w = {0};

	width_set_mode(mode);
	wrap_text(s, n, cols, &w);
	check_lines(&t, &w);
	wrap_done(&w);
	width_set_mode(WIDTH_NARROW);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	AUTO(str_done) struct str clean = {0};
	struct err e;

	if (n < 2)
		return 0;
	int cols = 2 + data[0] % 120;
	enum width_mode mode = (enum width_mode)(data[1] % 3);
	const char *s = (const char *)data + 2;
	try_text(s, n - 2, cols, mode);
	if (!text_clean(s, n - 2, TEXT_LINES, &clean, &e))
		try_text(str_text(&clean), clean.n, cols, mode);
	return 0;
}

FUZZ_MAIN("wrap")
