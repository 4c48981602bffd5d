/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Growable bytes with a NUL behind: the only way to build a text.
 * Knows nothing of characters or columns; that is text.h and width.h.
 */
#ifndef ZICHA_BASE_STR_H
#define ZICHA_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

struct str {
	char *s;    /* never NULL after the first add; str_text() is always safe */
	size_t n;   /* bytes, without the NUL */
	size_t cap; /* bytes allocated */
};

void str_done(struct str *s);                   /* frees; back to {0} */
void str_clear(struct str *s);                  /* empty, keeps the room */
void str_add(struct str *s, const char *text);  /* NULL adds nothing */
void str_add_n(struct str *s, const void *data, size_t n);
void str_add_char(struct str *s, char c);
void str_addf(struct str *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void str_insert(struct str *s, size_t at, const void *data, size_t n); /* at: byte offset <= n */
void str_remove(struct str *s, size_t at, size_t n);
void str_truncate(struct str *s, size_t n);
const char *str_text(const struct str *s);      /* borrowed; "" when empty */
char *str_take(struct str *s);                  /* the caller frees; s is {0} again */

/* Plain comparisons on NUL-terminated text; NULL counts as "". */
bool str_eq(const char *a, const char *b);
bool str_starts(const char *text, const char *start);
bool str_empty(const char *text);

/* Edit distance of two words in bytes, for "did you mean"; at most 64 bytes are read of each. */
unsigned str_distance(const char *a, const char *b);

/* A whole decimal number within [min, max], nothing before or behind. */
bool str_to_int(const char *text, long long min, long long max, long long *out);
/* n in decimal, into out; gives out. */
enum { STR_INT = 24 };
const char *str_from_int(long long n, char out[STR_INT]);

/* Lower-case hexadecimal of n bytes added to s. */
void str_add_hex(struct str *s, const void *data, size_t n);
/* 2 * n hex digits to n bytes; false if text is not exactly that. */
bool str_from_hex(const char *text, void *out, size_t n);

#endif
