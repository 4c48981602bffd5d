/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"

#include "base/mem.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void reserve(struct str *s, size_t more)
{
	size_t need = s->n + more + 1;
	if (need <= s->cap)
		return;
	size_t cap = s->cap ? s->cap : 32;
	while (cap < need)
		cap *= 2;
	s->s = mem_realloc(s->s, cap);
	s->cap = cap;
}

void str_done(struct str *s)
{
	mem_free(s->s);
	*s = (struct str){0};
}

void str_clear(struct str *s)
{
	str_truncate(s, 0);
}

void str_truncate(struct str *s, size_t n)
{
	assert(n <= s->n);
	s->n = n;
	if (s->s)
		s->s[n] = '\0';
}

void str_insert(struct str *s, size_t at, const void *data, size_t n)
{
	assert(at <= s->n);
	reserve(s, n);
	memmove(s->s + at + n, s->s + at, s->n - at);
	if (n)
		memcpy(s->s + at, data, n);
	s->n += n;
	s->s[s->n] = '\0';
}

void str_remove(struct str *s, size_t at, size_t n)
{
	assert(at + n <= s->n);
	if (!n)
		return;
	memmove(s->s + at, s->s + at + n, s->n - at - n);
	str_truncate(s, s->n - n);
}

void str_add_n(struct str *s, const void *data, size_t n)
{
	str_insert(s, s->n, data, n);
}

void str_add(struct str *s, const char *text)
{
	if (text)
		str_add_n(s, text, strlen(text));
}

void str_add_char(struct str *s, char c)
{
	str_add_n(s, &c, 1);
}

/* Formatted where there is room, and once more only if it was not enough. */
void str_addf(struct str *s, const char *fmt, ...)
{
	enum { ROOM = 96 };
	va_list ap, again;

	reserve(s, ROOM);
	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(s->s + s->n, s->cap - s->n, fmt, ap);
	va_end(ap);
	if (n > 0 && (size_t)n >= s->cap - s->n) {
		reserve(s, (size_t)n);
		vsnprintf(s->s + s->n, (size_t)n + 1, fmt, again);
	}
	va_end(again);
	s->n += n > 0 ? (size_t)n : 0;
	s->s[s->n] = '\0';
}

const char *str_text(const struct str *s)
{
	return s->s ? s->s : "";
}

char *str_take(struct str *s)
{
	reserve(s, 0);
	s->s[s->n] = '\0';
	char *text = s->s;
	*s = (struct str){0};
	return text;
}

bool str_empty(const char *text)
{
	return !text || !*text;
}

bool str_eq(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

bool str_starts(const char *text, const char *start)
{
	return text && strncmp(text, start, strlen(start)) == 0;
}

unsigned str_distance(const char *a, const char *b)
{
	enum { MOST = 64 };
	size_t na = strnlen(a, MOST), nb = strnlen(b, MOST);
	unsigned row[MOST + 1];

	for (size_t j = 0; j <= nb; j++)
		row[j] = (unsigned)j;
	for (size_t i = 1; i <= na; i++) {
		unsigned diagonal = row[0];
		row[0] = (unsigned)i;
		for (size_t j = 1; j <= nb; j++) {
			unsigned best = diagonal + (a[i - 1] != b[j - 1]);
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			diagonal = row[j];
			row[j] = best;
		}
	}
	return row[nb];
}

bool str_to_int(const char *text, long long min, long long max, long long *out)
{
	if (str_empty(text) || !((*text >= '0' && *text <= '9') || *text == '-'))
		return false;
	char *end;
	errno = 0;
	long long value = strtoll(text, &end, 10);
	if (errno || *end || end == text || value < min || value > max)
		return false;
	*out = value;
	return true;
}

const char *str_from_int(long long n, char out[STR_INT])
{
	unsigned long long left = n < 0 ? 0ULL - (unsigned long long)n : (unsigned long long)n;
	char digits[STR_INT];
	size_t used = 0, at = 0;

	do
		digits[used++] = (char)('0' + left % 10);
	while (left /= 10);
	if (n < 0)
		out[at++] = '-';
	while (used)
		out[at++] = digits[--used];
	out[at] = '\0';
	return out;
}

void str_add_hex(struct str *s, const void *data, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *bytes = data;

	for (size_t i = 0; i < n; i++) {
		str_add_char(s, digits[bytes[i] >> 4]);
		str_add_char(s, digits[bytes[i] & 15]);
	}
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

bool str_from_hex(const char *text, void *out, size_t n)
{
	unsigned char *bytes = out;

	if (!text || strlen(text) != 2 * n)
		return false;
	for (size_t i = 0; i < n; i++) {
		int high = hex_digit(text[2 * i]), low = hex_digit(text[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		bytes[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}
