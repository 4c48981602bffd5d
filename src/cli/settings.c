/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/settings.h"

#include "base/msg.h"
#include "base/str.h"
#include "cli/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TERM_MOST = 40 };

const struct setting_row setting_rows[SETTING_N] = {
	[SETTING_LANGUAGE] = {"language", "auto zh en", false},
	[SETTING_AMBIGUOUS] = {"ambiguous", "auto 1 2", true},
	[SETTING_DISPLAY] = {"display", "plain substitute", true},
	[SETTING_IDEOGRAPHS] = {"ideographs", "auto shown replaced", true},
	[SETTING_FRAMES] = {"frames", "auto unicode ascii", true},
	[SETTING_MOUSE] = {"mouse", "on off", true},
};

/* "ambiguous.xterm-256color" */
static void file_key(enum setting_id id, const char *term, struct str *out)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-+";
	const struct setting_row *row = &setting_rows[id];

	str_add(out, row->key);
	if (!row->per_terminal || str_empty(term))
		return;
	str_add_char(out, '.');
	for (size_t i = 0; term[i] && i < TERM_MOST; i++)
		str_add_char(out, strchr(plain, term[i]) ? term[i] : '_');
}

static bool knows(const struct setting_row *row, const char *value)
{
	size_t n = strlen(value);

	for (const char *p = row->values; *p; p += strcspn(p, " "), p += *p == ' ')
		if (n && strcspn(p, " ") == n && !strncmp(p, value, n))
			return true;
	return false;
}

void settings_load(const char *dir, const char *term, struct settings *out)
{
	struct desk d = {.dir = (char *)dir};

	for (int id = 0; id < SETTING_N; id++) {
		const struct setting_row *row = &setting_rows[id];
		AUTO(str_done) struct str key = {0}, value = {0};
		struct err ignored = {0};
		file_key((enum setting_id)id, term, &key);
		bool found = desk_setting(&d, str_text(&key), &value, &ignored) == 1 && knows(row, str_text(&value));
		int n = (int)strcspn(row->values, " ");
		if (found)
			snprintf(out->value[id], SETTING_TEXT, "%s", str_text(&value));
		else
			snprintf(out->value[id], SETTING_TEXT, "%.*s", n, row->values);
	}
}

bool settings_is(const struct settings *s, enum setting_id id, const char *value)
{
	return str_eq(s->value[id], value);
}

enum msg_lang settings_language(const struct settings *s, const char *option)
{
	const char *wished = getenv("ZICHA_LANG");

	return msg_choose(option, str_empty(wished) ? s->value[SETTING_LANGUAGE] : wished, getenv("LC_ALL"),
			  getenv("LC_MESSAGES"), getenv("LANG"));
}

int settings_put(const char *dir, const char *term, enum setting_id id, const char *value, struct err *e)
{
	struct desk d = {.dir = (char *)dir};
	AUTO(str_done) struct str key = {0};

	if (!knows(&setting_rows[id], value))
		return err_set(e, ERR_INPUT, _("setting %s: “%s” is none of: %s"), setting_rows[id].key, value,
			       setting_rows[id].values);
	file_key(id, term, &key);
	return desk_setting_put(&d, str_text(&key), value, e);
}
