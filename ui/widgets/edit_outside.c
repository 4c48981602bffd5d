/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A long text in the program that VISUAL or EDITOR names: out into a file, the terminal handed over, back through the
 * door. What cannot come back stays in the file, and the sentence says where; the text here is as it was then.
 */
#include "base/encode.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cli/desk.h"
#include "ui/base/stage.h"
#include "ui/base/term.h"
#include "ui/widgets/edit_inside.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORDS_MOST = 12, FILE_MOST = 1 << 20 };

static const char *editor(void)
{
	const char *visual = getenv("VISUAL"), *plain = getenv("EDITOR");

	return !str_empty(visual) ? visual : !str_empty(plain) ? plain : "vi";
}

/* "emacs -nw" is two words; the file is the last one. */
static void split(const char *command, const char *file, struct arena *a, const char *argv[WORDS_MOST + 2])
{
	size_t n = 0;

	for (const char *p = command + strspn(command, " "); *p && n < WORDS_MOST; p += strspn(p, " ")) {
		size_t len = strcspn(p, " ");
		argv[n++] = arena_dup_n(a, p, len);
		p += len;
	}
	argv[n++] = file;
	argv[n] = NULL;
}

/* In the store's folder where there is one, else where the system keeps such files. */
static int file_name(const struct view *v, struct str *path, struct err *e)
{
	const char *temp = getenv("TMPDIR");

	if (v->desk && v->desk->dir)
		return desk_draft_path(v->desk, "editor", path, e) ? -1 : (str_addf(path, "-%ld.txt", (long)getpid()), 0);
	str_addf(path, "%s/zicha-editor-%ld.txt", str_empty(temp) ? "/tmp" : temp, (long)getpid());
	return 0;
}

static enum encode_kind encoding(const struct view *v)
{
	const struct term_facts *t = stage_facts(v->stage);

	return t && !str_eq(t->codeset, "UTF-8") ? ENCODE_GB18030 : ENCODE_UTF8;
}

static int write_out(const struct edit *ed, enum encode_kind kind, const char *path, struct err *e)
{
	AUTO(encode_lost_done) struct encode_lost lost = {0};
	AUTO(str_done) struct str text = {0}, bytes = {0}, which = {0};

	str_addf(&text, "%s\n", edit_text(ed));
	if (encode_write(kind, text.s, text.n, &bytes, &lost, e))
		return -1;
	if (lost.n) {
		encode_lost_text(&lost, &which);
		return err_set(e, ERR_INPUT, _("The editor's encoding %s has no code for %s; write here."),
			       encode_name(kind), str_text(&which));
	}
	return file_write(path, str_text(&bytes), bytes.n, 0600, e);
}

/* Runs it; 0 when it ended well. */
static int run(struct view *v, const char *path, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	const char *argv[WORDS_MOST + 2];

	split(editor(), path, &arena, argv);
	int rc = stage_outside(v->stage, argv, e);
	if (rc < 0 && e->code == ERR_ABSENT)
		return err_set(e, ERR_ABSENT,
			       _("There is no editor %s on this machine. Write here; or start zicha with EDITOR=nano, or whatever there is."),
			       argv[0]);
	if (rc > 0)
		return err_set(e, ERR_STATE, _("%s ended with %d: the text here is as it was."), argv[0], rc);
	return rc;
}

static int take_back(struct edit *ed, enum encode_kind kind, const char *path, struct err *e)
{
	AUTO(str_done) struct str bytes = {0}, text = {0};
	struct err why = {0};

	if (!file_read(path, FILE_MOST, &bytes, &why) && !encode_read_as(kind, str_text(&bytes), bytes.n, &text, &why) &&
	    !edit_replace(ed, str_text(&text), text.n, &why))
		return 0;
	return err_set(e, ERR_INPUT, _("%s The text here is as it was; what the editor wrote lies in %s."), why.text,
		       path);
}

int edit_outside(struct edit *ed, struct view *v, struct err *e)
{
	AUTO(str_done) struct str path = {0};
	enum encode_kind kind = encoding(v);
	struct err ignored = {0};

	if (file_name(v, &path, e) || write_out(ed, kind, str_text(&path), e))
		return -1;
	int bad = run(v, str_text(&path), e);
	if (!bad && take_back(ed, kind, str_text(&path), e))
		return -1; /* the file stays */
	(void)!file_remove(str_text(&path), &ignored);
	return bad;
}
