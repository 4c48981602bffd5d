/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How this machine's workbench speaks and draws: one table of settings in DIR/local/settings. What depends on the
 * terminal is kept per kind of terminal (TERM), since several people with several terminals may share a store. A
 * value nobody knows counts as the default, so a file of another version does no harm.
 */
#ifndef ZICHA_CLI_SETTINGS_H
#define ZICHA_CLI_SETTINGS_H

#include "base/err.h"
#include "base/msg.h"

#include <stdbool.h>

enum setting_id {
	SETTING_LANGUAGE,
	SETTING_AMBIGUOUS,  /* columns of ambiguous characters */
	SETTING_DISPLAY,    /* as they are, or others in their place */
	SETTING_IDEOGRAPHS, /* the newest ones: shown, or 〓 in their place */
	SETTING_FRAMES,
	SETTING_MOUSE,
	SETTING_N
};

struct setting_row {
	const char *key;    /* in the file, and field of the form */
	const char *values; /* blank-separated; the first is the default */
	bool per_terminal;
};
extern const struct setting_row setting_rows[SETTING_N];

enum { SETTING_TEXT = 16 };
struct settings {
	char value[SETTING_N][SETTING_TEXT];
};

/* Of the store's folder, for a kind of terminal (NULL: none). Never fails: what cannot be read is the default. */
void settings_load(const char *dir, const char *term, struct settings *out);
bool settings_is(const struct settings *s, enum setting_id id, const char *value);
/* The language: ZICHA_LANG, then the setting, then the locale. option (--lang, may be NULL) goes before all. */
enum msg_lang settings_language(const struct settings *s, const char *option);
/* ERR_INPUT for a value that is not in the row; ERR_IO. */
int settings_put(const char *dir, const char *term, enum setting_id id, const char *value, struct err *e);

#endif
