/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The draft as a whole: taking a table, publishing.
 */
#include "domain/draft_inside.h"

#include "base/msg.h"

#include <string.h>

/* One text that may differ from the base: on the list, and noted in `base`. */
static int put(struct draft *d, const char *id, const char *text, bool differs, struct draft_files *files, struct str *base,
	       rec_report *report, void *ctx, struct err *e)
{
	AUTO(str_done) struct str name = {0}, path = {0};
	AUTO(library_done) struct library probe = {0};
	char hex[DIGEST_HEX];

	str_addf(&name, "%s.rec", id);
	draft_path(d, str_text(&name), &path);
	if (differs && library_add(&probe, str_text(&path), text, strlen(text), report, ctx, e))
		return -1;
	draft_files_add(files, str_text(&name), differs ? text : NULL);
	if (differs && draft_digest(d, id, hex))
		str_addf(base, "%s %s\n", id, hex);
	return 0;
}

static int put_line(struct draft *d, const struct line *line, struct draft_files *files, struct str *base,
		    rec_report *report, void *ctx, struct err *e)
{
	AUTO(str_done) struct str text = {0};
	const struct line *was = library_line(&d->base, line->id);
	struct line now = *line;
	struct library before = {.v = (struct line *)(uintptr_t)was, .n = was ? 1 : 0}, after = {.v = &now, .n = 1};

	if (was)
		now.edition = was->edition; /* it gets its name when it is published */
	line_write(&now, &text);
	return put(d, line->id, str_text(&text), library_diff(&before, &after, NULL, NULL) > 0, files, base, report,
		   ctx, e);
}

int draft_put_library(struct draft *d, const struct library *lib, rec_report *report, void *ctx, struct err *e)
{
	AUTO(draft_unlock) struct draft_lock lock = {.fd = -1};
	AUTO(draft_files_done) struct draft_files files = {0};
	AUTO(str_done) struct str base = {0}, text = {0}, bases = {0};
	struct err lost = {0};
	char at[REF_TEXT];

	memcpy(at, d->at, sizeof at);
	if (draft_take_lock(d, &lock, e) || draft_reload(d, e))
		return -1;
	if (strcmp(at, d->at))
		return err_set(e, ERR_CONFLICT, "%s", _("somebody has published an edition meanwhile; begin again"));
	library_diff(&d->base, lib, edition_note_loss, &lost);
	if (lost.code != ERR_NONE) {
		*e = lost;
		return -1;
	}
	for (size_t i = 0; i < lib->n; i++)
		if (put_line(d, &lib->v[i], &files, &base, report, ctx, e))
			return -1;
	for (size_t i = 0; i < d->lib.n; i++) { /* lines that only the draft had */
		str_clear(&text);
		str_addf(&text, "%s.rec", d->lib.v[i].id);
		if (!library_line(lib, d->lib.v[i].id))
			draft_files_add(&files, str_text(&text), NULL);
	}
	str_clear(&text);
	bases_write(lib, &text);
	bases_write(&d->base, &bases);
	if (put(d, "basis", str_text(&text), strcmp(str_text(&text), str_text(&bases)) != 0, &files, &base, report, ctx,
		e))
		return -1;
	draft_files_add(&files, "base", base.n ? str_text(&base) : NULL);
	return draft_save(d, &files, e) || draft_reload(d, e) ? -1 : 0;
}

int draft_publish(struct draft *d, struct journal *j, const struct actor *by, const char *edition, const char *note,
		  char ref[REF_TEXT], struct err *e)
{
	AUTO(draft_unlock) struct draft_lock lock = {.fd = -1};
	AUTO(draft_files_done) struct draft_files files = {0};

	if (draft_take_lock(d, &lock, e) || draft_reload(d, e))
		return -1;
	if (d->stale.n)
		return err_set(e, ERR_CONFLICT,
			       _("somebody has published %s meanwhile, from which this draft began; discard its changes "
				 "to it and make them again"),
			       str_text(&d->stale));
	if (edition_publish(j, by, &d->lib, edition, note, ref, e))
		return -1;
	/* The record stands. Files that could not be removed are seen to say nothing new. */
	struct err ignored = {0};
	if (!draft_list_files(d, &files, &ignored))
		(void)draft_save(d, &files, &ignored);
	(void)draft_reload(d, &ignored);
	return 0;
}
