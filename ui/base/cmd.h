/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A command is a row beside its static function. Key handling, the key bar, hints, help, palette,
 * `zicha --keys` and the man page are read from the same rows. Knows no view from the inside.
 */
#ifndef ZICHA_UI_BASE_CMD_H
#define ZICHA_UI_BASE_CMD_H

#include "base/err.h"
#include "base/str.h"
#include "ui/base/press.h"

#include <stdbool.h>
#include <stddef.h>

struct view;

enum {
	CMD_WRITES = 1, /* records something: refused in a read-only view; afterwards every view reads anew */
	CMD_REPEAT = 2, /* takes count (merged queued keys); others run once per key press */
	CMD_HINT = 4,   /* stands in the hint line of its view ("1符合 2不符合"), see cmd_hints() */
	CMD_DANGER = 8, /* asks before it acts; help marks it */
	CMD_HIDDEN = 16 /* not in help and palette: moves that everybody knows */
};

struct cmd {
	const char *id;    /* "walk.pass": never renamed, unique in the program */
	const char *keys;  /* "1 F5": names as in press.h; a user file may override by id */
	const char *label; /* N_("Pass"): key bar and hints; at most 6 columns where a key is F1..F10 */
	const char *help;  /* N_(): one sentence for help, palette and man page */
	unsigned flags;
	const char *code;  /* transaction code 交易码, four digits, or NULL */
	/* NULL, or why it is not possible now (translated). May be NULL itself. */
	const char *(*why_not)(const struct view *);
	/* Fails: the sentence goes to the message line. count >= 1. */
	int (*run)(struct view *, int count, struct err *);
};
#define CMD_END {0} /* last row of every table */

/* Rows of a stack of tables: own rows first, then inherited ones; the list ends in NULL. tables may be NULL.
 * Stops when visit gives non-zero and gives that. */
typedef const struct cmd *const *cmd_tables;
int cmd_each(cmd_tables tables, int (*visit)(const struct cmd *, void *ctx), void *ctx);

/* Another person's keys for an id, from a file of "id = keys" lines (# comments). {0} changes nothing. */
struct cmd_map {
	struct cmd_bind {
		char *id, *keys;
	} *v;
	size_t n, cap;
};
/* Reads the file's bytes; ERR_INPUT "name:line: ..." for a line it cannot take or a key name it does not
 * know. */
int cmd_map_read(struct cmd_map *m, const char *name, const char *bytes, size_t n, struct err *e);
void cmd_map_done(struct cmd_map *m);
/* The keys of a row: the person's, else its own. m may be NULL. */
const char *cmd_keys(const struct cmd_map *m, const struct cmd *c);

/* The first row that has this key; NULL if none. */
const struct cmd *cmd_find(cmd_tables tables, const struct cmd_map *m, const struct press *k);
/* By transaction code, by id; NULL if none. */
const struct cmd *cmd_find_code(cmd_tables tables, const char *code);
const struct cmd *cmd_find_id(cmd_tables tables, const char *id);

/* Adds "1符合 2不符合 3不适用" from the CMD_HINT rows that are possible now (v for why_not). */
void cmd_hints(cmd_tables tables, const struct cmd_map *m, const struct view *v, struct str *out);

/* Two rows of one table with the same key, an unknown key name, a missing id, label, help or run:
 * one line per fault added to out. Gives their number. (A row may well hide a key of a table behind it.) */
int cmd_check(cmd_tables tables, struct str *out);

#endif
