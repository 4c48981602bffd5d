/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files beside the store that are no record: where they lie and whose they are; drafts, settings.
 */
#include "cli/desk_private.h"

#include "base/file.h"
#include "base/msg.h"

#include <string.h>

void desk_path(const struct desk *d, struct str *out, const char *name)
{
	str_addf(out, "%s/%s", d->dir, name);
}

unsigned desk_mode(const struct desk *d, enum desk_rights what)
{
	return file_mode(d->dir, what == DESK_FOLDER ? FILE_FOLDER : FILE_PLAIN);
}

int desk_make_folders(const struct desk *d, struct err *e)
{
	AUTO(str_done) struct str local = {0}, drafts = {0};

	desk_path(d, &drafts, "local/drafts");
	desk_path(d, &local, "local");
	if (file_make_dir(d->dir, 0700, e))
		return -1;
	unsigned inner = desk_mode(d, DESK_FOLDER);
	return file_make_dir(str_text(&local), inner, e) || file_make_dir(str_text(&drafts), inner, e) ? -1 : 0;
}

void desk_sweep(const struct desk *d)
{
	static const char *const folders[] = {"local", "local/drafts", "local/draft"};

	for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
		AUTO(str_done) struct str path = {0};
		desk_path(d, &path, folders[i]);
		file_sweep(str_text(&path));
	}
}

/* ---- drafts ------------------------------------------------------------------------- */

int desk_draft_path(const struct desk *d, const char *name, struct str *path, struct err *e)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.";

	if (!*name || *name == '.' || strspn(name, allowed) != strlen(name))
		return err_set(e, ERR_BUG, _("“%s” is no name of a draft"), name);
	str_addf(path, "%s/local/drafts", d->dir);
	if (file_make_dir(str_text(path), desk_mode(d, DESK_FOLDER), e))
		return -1;
	str_addf(path, "/%s", name);
	return 0;
}

int desk_draft_save(const struct desk *d, const char *name, const char *text, size_t n, struct err *e)
{
	AUTO(str_done) struct str path = {0};

	return desk_draft_path(d, name, &path, e) ? -1 : file_write(str_text(&path), text, n, desk_mode(d, DESK_FILE), e);
}

int desk_draft_load(const struct desk *d, const char *name, struct str *out, struct err *e)
{
	AUTO(str_done) struct str path = {0};

	if (desk_draft_path(d, name, &path, e))
		return -1;
	int there = file_exists(str_text(&path), e);
	if (there <= 0)
		return there;
	return file_read(str_text(&path), DESK_FILE_MOST, out, e) ? -1 : 1;
}

int desk_draft_remove(const struct desk *d, const char *name, struct err *e)
{
	AUTO(str_done) struct str path = {0};

	return desk_draft_path(d, name, &path, e) ? -1 : file_remove(str_text(&path), e);
}

/* ---- settings -------------------------------------------------------------------------- */

static int settings_read(const struct desk *d, struct str *path, struct str *text, struct err *e)
{
	desk_path(d, path, "local/settings");
	int there = file_exists(str_text(path), e);
	return there <= 0 ? there : file_read(str_text(path), DESK_FILE_MOST, text, e);
}

/* The line of a key in a settings text: its length with the LF, and where its value starts; 0 if absent. */
static size_t find_setting(const char *text, const char *key, size_t *at, size_t *value)
{
	size_t n = strlen(key);

	for (const char *p = text; *p; p += strcspn(p, "\n"), p += *p == '\n')
		if (!strncmp(p, key, n) && !strncmp(p + n, " = ", 3)) {
			size_t len = strcspn(p, "\n");
			*at = (size_t)(p - text);
			*value = *at + n + 3;
			return len + (p[len] == '\n');
		}
	return 0;
}

int desk_setting(const struct desk *d, const char *key, struct str *out, struct err *e)
{
	AUTO(str_done) struct str path = {0}, text = {0};
	size_t at, value;

	if (settings_read(d, &path, &text, e))
		return -1;
	if (!find_setting(str_text(&text), key, &at, &value))
		return 0;
	str_clear(out);
	str_add_n(out, text.s + value, strcspn(text.s + value, "\n"));
	return 1;
}

int desk_setting_put(const struct desk *d, const char *key, const char *value, struct err *e)
{
	AUTO(str_done) struct str path = {0}, text = {0};
	size_t at, start, len;

	if (settings_read(d, &path, &text, e) || desk_make_folders(d, e))
		return -1;
	if ((len = find_setting(str_text(&text), key, &at, &start)))
		str_remove(&text, at, len);
	str_addf(&text, "%s = %s\n", key, value);
	return file_write(str_text(&path), text.s, text.n, desk_mode(d, DESK_FILE), e);
}
