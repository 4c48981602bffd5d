/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Verbs at a terminal that is not UTF-8: what is said is put into its encoding, what was typed is taken out of it. Files
 * and pipes stay UTF-8, so that scripts see the same everywhere.
 */
#ifndef ZICHA_CLI_CONSOLE_H
#define ZICHA_CLI_CONSOLE_H

#include "base/encode.h"
#include "base/str.h"

#include <stdio.h>

/* UTF-8 or GB18030, by LC_ALL, LC_CTYPE, LANG: the first that is set. */
enum encode_kind console_encoding(void);

/* The stream itself, or one in front of it that converts UTF-8 for the terminal it is. */
FILE *console_open(FILE *to);
void console_close(FILE *out, FILE *to); /* flushes what console_open() gave */
/* A whole text to a stream, converted likewise. */
void console_say(FILE *to, const char *text);

/* Bytes that were typed, in an argument or an answer, to UTF-8 in out (emptied first); what is UTF-8 already stays. */
void console_typed(const char *bytes, struct str *out);

#endif
