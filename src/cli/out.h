/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the command line says: JSON lines, aligned tables, sentences. All text that
 * leaves here has foreign characters marked; JSON escapes instead.
 */
#ifndef ZICHA_CLI_OUT_H
#define ZICHA_CLI_OUT_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* One JSON text being written: keys in English, text as stored, numbers as numbers. */
struct json {
	struct str text;
	bool comma; /* the next value wants one */
};
void json_done(struct json *j);
void json_open(struct json *j, const char *key, char bracket);  /* '{' or '['; key NULL inside an array */
void json_close(struct json *j, char bracket);
void json_text(struct json *j, const char *key, const char *value);
void json_int(struct json *j, const char *key, int64_t value);
void json_bool(struct json *j, const char *key, bool value);
void json_time(struct json *j, const char *key, int64_t time);  /* ISO 8601; null for 0 */
void json_words(struct json *j, const char *key, const char *words); /* blank-separated to an array */
void json_lines(struct json *j, const char *key, const char *lines); /* LF-separated to an array */
/* Writes the object and a LF, and starts anew. */
void json_print(struct json *j, FILE *to);

/* Text with foreign characters marked. */
void out_text(FILE *to, const char *text);
/* The same with blanks behind it, up to so many columns. */
void out_padded(FILE *to, const char *text, int columns);
/* A table: cells of each row in turn, then the whole printed with columns aligned by terminal columns. */
struct table {
	char **v;
	size_t n, cap;
	size_t columns;
};
void table_cell(struct table *t, const char *text);
void table_print(const struct table *t, FILE *to);
void table_done(struct table *t);

/* Where stderr is a terminal: "what done/all", over itself until it is done. */
void out_progress(const char *what, int64_t done, int64_t all);
/* "file:line:column: what", or the same as a JSON object. */
struct rec_problem;
void out_problem(FILE *to, const struct rec_problem *p, bool as_json);

/* "zicha: sentence" on stderr; gives the exit code. */
int out_error(const struct err *e);

#endif
