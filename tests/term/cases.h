/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Conformance cases, one a line; the format stands at the head of cjk-cases.tsv. cases.c reads the file and
 * counts, cases_KIND.c runs the kinds it names. A new kind is one row of the table in cases.c.
 */
#ifndef ZICHA_TESTS_TERM_CASES_H
#define ZICHA_TESTS_TERM_CASES_H

#include "base/str.h"

#include <stdbool.h>

/* One line of the file. The fields are as written, escapes and all; texts stand between quotes. */
struct one_case {
	const char *id, *input, *setting, *expected;
};

/* Runs a case. True if it passed; else `got` says what came instead of what was expected. */
typedef bool case_run(const struct one_case *c, struct str *got);

case_run cases_width, cases_clip, cases_slice, cases_ellipsis, cases_wrap, cases_caret, cases_backspace,
	cases_input, cases_screen;

/* Undoes \uXXXX \UXXXXXXXX \xHH \n \r \t \" \\ in n bytes, added to out. False if an escape is wrong. */
bool case_unescape(const char *s, size_t n, struct str *out);
/* The next "text" at or behind *s, unescaped, added to out; *s moves behind it. False if there is none. */
bool case_text(const char **s, struct str *out);
/* A text as the file would write it, quotes included: what is no ASCII as \uXXXX. Added to out. */
void case_quote(const char *s, size_t n, struct str *out);
/* The number behind NAME= in a setting, or `otherwise`. */
long case_number(const char *setting, const char *name, long otherwise);
/* True if the setting has the word NAME=VALUE. */
bool case_has(const char *setting, const char *word);

#endif
