/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding Chinese text by the first letters of its syllables: yhcd finds 银行承兑. All readings of a
 * character count (cq and zq both find 重庆), from Unihan's kMandarin, kTGHZ2013 and kHanyuPinlu.
 */
#ifndef ZICHA_BASE_PINYIN_H
#define ZICHA_BASE_PINYIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The letters the readings of c start with, bit 0 for a to bit 25 for z; 0 if c is no Han character with a
 * reading. */
uint32_t pinyin_initials(uint32_t c);

/* The first run of text that the query names, character by character and without a gap: a letter names
 * itself in either case and each Han character with a reading that starts with it; any other character
 * names itself. Full-width ASCII counts as ASCII, in both. An empty query is found at the start. *start and
 * *len are bytes of text; they may be NULL. */
bool pinyin_find(const char *text, const char *query, size_t *start, size_t *len);

/* True if pinyin_find() finds it. */
bool pinyin_match(const char *text, const char *query);

#endif
