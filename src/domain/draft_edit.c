/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changing the draft: one item, one basis, or a whole table at a time.
 */
#include "domain/draft_inside.h"

#include "base/msg.h"

#include <string.h>

/* ---- entries -------------------------------------------------------------------------------- */

static void entry_of_item(const struct item *item, const struct line *line, struct arena *arena, struct draft_entry *out)
{
	AUTO(str_done) struct str text = {0};
	size_t n;
	const struct library_field *fields = item_fields(&n);

	*out = (struct draft_entry){.line = arena_dup(arena, line->id)};
	for (size_t i = 0; i < n; i++) {
		item_field_text(item, &fields[i], &text);
		out->v[i] = arena_dup(arena, str_text(&text));
	}
}

static void entry_of_basis(const struct basis *basis, struct arena *arena, struct draft_entry *out)
{
	AUTO(str_done) struct str text = {0};
	size_t n;
	const struct library_field *fields = basis_fields(&n);

	*out = (struct draft_entry){.line = ""};
	for (size_t i = 0; i < n; i++) {
		basis_field_text(basis, &fields[i], &text);
		out->v[i] = arena_dup(arena, str_text(&text));
	}
}

int draft_get_item(const struct draft *d, const char *code, struct arena *arena, struct draft_entry *out, struct err *e)
{
	const struct line *line;
	const struct item *item = library_item(&d->lib, code, &line);

	if (!item)
		return err_set(e, ERR_ABSENT, _("item %s does not exist; zicha library list LINE shows the items"), code);
	entry_of_item(item, line, arena, out);
	return 0;
}

int draft_get_basis(const struct draft *d, const char *code, struct arena *arena, struct draft_entry *out, struct err *e)
{
	const struct basis *basis = library_basis(&d->lib, code);

	if (!basis)
		return err_set(e, ERR_ABSENT, _("basis %s is not in the register"), code);
	entry_of_basis(basis, arena, out);
	return 0;
}

static struct draft_entry entry_copy(const struct draft_entry *from, struct arena *arena)
{
	struct draft_entry to = {.line = arena_dup(arena, from->line),
				 .behind = from->behind ? arena_dup(arena, from->behind) : NULL};

	for (size_t i = 0; i < FIELDS_MOST; i++)
		to.v[i] = arena_dup(arena, from->v[i]);
	return to;
}

/* All of an entry in one text, to see whether two are the same; "" if there is none of that code. */
static void describe(const struct draft *d, const char *code, bool item, struct str *out)
{
	AUTO(arena_done) struct arena arena = {0};
	struct draft_entry entry;
	struct err ignored = {0};

	str_clear(out);
	if (item ? draft_get_item(d, code, &arena, &entry, &ignored) : draft_get_basis(d, code, &arena, &entry, &ignored))
		return;
	for (size_t i = 0; i < FIELDS_MOST; i++)
		str_addf(out, "%s\x1f", entry.v[i] ? entry.v[i] : "");
}

/* Locks and reads what is there; ERR_CONFLICT if the entry of that code is no longer as d had it. */
static int begin(struct draft *d, struct draft_lock *lock, const char *code, bool item, struct err *e)
{
	AUTO(str_done) struct str before = {0}, now = {0};

	describe(d, code, item, &before);
	if (draft_take_lock(d, lock, e) || draft_reload(d, e))
		return -1;
	describe(d, code, item, &now);
	return strcmp(str_text(&before), str_text(&now))
		       ? err_set(e, ERR_CONFLICT, _("somebody else has changed %s meanwhile; look at it again"), code)
		       : 0;
}

/* ---- texts ------------------------------------------------------------------------------------- */

/* A line's text with one entry put in, replaced or left out (entry NULL: the one of that code). */
struct recast {
	const struct line *line;
	const struct draft_entry *entry;
	const char *code;
	struct str text;
	const char *section;
	unsigned first, last; /* lines of the text that the entry takes */
};

static unsigned lines_of(const struct str *text)
{
	unsigned n = 1;
	for (size_t i = 0; i < text->n; i++)
		n += text->s[i] == '\n';
	return n;
}

static void add_values(struct recast *r, const char *const *v)
{
	size_t n;
	const struct library_field *fields = item_fields(&n);
	const char *section = v[item_field("Section") - fields];

	if (!r->section || strcmp(r->section, section))
		str_addf(&r->text, "\n# %s\n", section);
	r->section = section;
	str_add_char(&r->text, '\n');
	for (size_t i = 0; i < n; i++)
		field_write(&fields[i], v[i], &r->text);
}

static void add_entry(struct recast *r)
{
	if (!r->entry)
		return;
	r->first = lines_of(&r->text);
	add_values(r, r->entry->v);
	r->last = lines_of(&r->text);
}

/* Behind which item of the line the entry comes: its place, -1 before all, -2 where the old one stands. */
static int find_place(const struct recast *r, long *place, struct err *e)
{
	const struct draft_entry *it = r->entry;
	size_t n;
	const char *section = it ? it->v[item_field("Section") - item_fields(&n)] : "";
	const struct item *old = line_item(r->line, r->code);

	*place = -2;
	if (!it || (!it->behind && old))
		return 0;
	*place = it->behind ? -1 : (long)r->line->n - 1;
	if (it->behind && !*it->behind)
		return 0;
	for (size_t i = 0; i < r->line->n; i++) {
		const struct item *item = &r->line->v[i];
		if (it->behind ? str_eq(item->code, it->behind) && item != old : str_eq(item->section, section))
			*place = (long)i;
	}
	if (it->behind && *place == -1)
		return err_set(e, ERR_ABSENT, _("%s is no other item of this line; nothing can stand behind it"),
			       it->behind);
	return 0;
}

static int recast(struct recast *r, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	long place;

	if (find_place(r, &place, e))
		return -1;
	line_write_head(r->line, r->line->edition, &r->text);
	if (place == -1)
		add_entry(r);
	for (size_t i = 0; i < r->line->n; i++) {
		const struct item *item = &r->line->v[i];
		struct draft_entry other;
		if (str_eq(item->code, r->code) && place == -2)
			add_entry(r);
		entry_of_item(item, r->line, &arena, &other);
		if (strcmp(item->code, r->code))
			add_values(r, other.v);
		if ((long)i == place)
			add_entry(r);
	}
	return 0;
}

static void add_basis(struct str *text, const char *const *v)
{
	size_t n;
	const struct library_field *fields = basis_fields(&n);

	str_add_char(text, '\n');
	for (size_t i = 0; i < n; i++)
		field_write(&fields[i], v[i], text);
}

/* The register likewise. */
static void recast_bases(const struct draft *d, const char *code, const struct draft_entry *entry, struct str *out)
{
	AUTO(arena_done) struct arena arena = {0};
	bool put = false;

	bases_write_head(out);
	for (size_t i = 0; i < d->lib.bases.n; i++) {
		struct draft_entry other;
		bool this = str_eq(d->lib.bases.v[i].code, code);
		entry_of_basis(&d->lib.bases.v[i], &arena, &other);
		if (!this || entry)
			add_basis(out, this ? entry->v : other.v);
		put |= this;
	}
	if (!put && entry)
		add_basis(out, entry->v);
}

/* ---- saving -------------------------------------------------------------------------------------- */

/* Whether a text says something else than the line (the register: line NULL) of the base. */
static bool differs(const struct draft *d, const char *id, const struct library *now)
{
	const struct line *was = library_line(&d->base, id);
	struct library before = {.v = (struct line *)(uintptr_t)was, .n = was ? 1 : 0};

	if (str_eq(id, "basis")) {
		before.bases.v = d->base.bases.v;
		before.bases.n = d->base.bases.n;
	}
	return library_diff(&before, now, NULL, NULL) > 0;
}

/* Puts the text of a line, or of the register, on the list of what is to be saved. */
static int put_text(struct draft *d, const char *id, const char *text, struct draft_files *files, rec_report *report,
		    void *ctx, struct err *e)
{
	AUTO(library_done) struct library now = {0};
	AUTO(str_done) struct str path = {0}, name = {0};

	str_addf(&name, "%s.rec", id);
	draft_path(d, str_text(&name), &path);
	if (library_add(&now, str_text(&path), text, strlen(text), report, ctx, e))
		return -1;
	draft_files_add(files, str_text(&name), differs(d, id, &now) ? text : NULL);
	return 0;
}

/* Saves the text of one line (the register) and reads the draft anew. text NULL: its file goes. */
static int save_one(struct draft *d, const char *id, const char *text, rec_report *report, void *ctx, struct err *e)
{
	AUTO(draft_files_done) struct draft_files files = {0};
	AUTO(str_done) struct str base = {0}, name = {0};

	str_addf(&name, "%s.rec", id);
	if (!text)
		draft_files_add(&files, str_text(&name), NULL);
	else if (put_text(d, id, text, &files, report, ctx, e))
		return -1;
	int noted = draft_note_base(d, id, files.v[0].text, &base, e);
	if (noted < 0)
		return -1;
	if (noted) /* else one file is written, and that is enough */
		draft_files_add(&files, "base", base.n ? str_text(&base) : NULL);
	return draft_save(d, &files, e) || draft_reload(d, e) ? -1 : 0;
}

/* Passes on what concerns the entry. */
struct within {
	const struct recast *recast;
	const char *file;
	rec_report *report;
	void *ctx;
};

static void pass_on(const struct rec_problem *p, void *ctx)
{
	const struct within *w = ctx;

	if (str_eq(p->file, w->file) && p->line >= w->recast->first && p->line <= w->recast->last)
		w->report(p, w->ctx);
}

static int save_line(struct draft *d, struct recast *r, rec_report *report, void *ctx, struct err *e)
{
	AUTO(str_done) struct str path = {0}, name = {0}, id = {0};
	struct within within = {r, NULL, report, ctx};

	str_add(&id, r->line->id); /* of the library that is read anew */
	str_addf(&name, "%s.rec", str_text(&id));
	draft_path(d, str_text(&name), &path);
	within.file = str_text(&path);
	if (save_one(d, str_text(&id), str_text(&r->text), report, ctx, e))
		return -1;
	if (report)
		library_check(&d->lib, pass_on, &within);
	return 0;
}

int draft_put_item(struct draft *d, const struct draft_entry *it, rec_report *report, void *ctx, struct err *e)
{
	AUTO(draft_unlock) struct draft_lock lock = {.fd = -1};
	AUTO(arena_done) struct arena arena = {0};
	struct draft_entry entry = entry_copy(it, &arena);
	struct recast r = {.entry = &entry, .code = entry.v[0]};
	const struct line *of = NULL;

	if (begin(d, &lock, r.code, true, e))
		return -1;
	r.line = library_line(&d->lib, entry.line);
	if (!r.line)
		return err_set(e, ERR_ABSENT, _("line %s does not exist; zicha library list shows all"), entry.line);
	if (library_item(&d->lib, r.code, &of) && of != r.line)
		return err_set(e, ERR_CONFLICT, _("%s is an item of line %s; a code is never moved"), r.code, of->id);
	int rc = recast(&r, e) || save_line(d, &r, report, ctx, e) ? -1 : 0;
	str_done(&r.text);
	return rc;
}

int draft_put_basis(struct draft *d, const struct draft_entry *basis, rec_report *report, void *ctx, struct err *e)
{
	AUTO(draft_unlock) struct draft_lock lock = {.fd = -1};
	AUTO(arena_done) struct arena arena = {0};
	AUTO(str_done) struct str text = {0};
	struct draft_entry entry = entry_copy(basis, &arena);

	if (begin(d, &lock, entry.v[0], false, e))
		return -1;
	recast_bases(d, entry.v[0], &entry, &text);
	return save_one(d, "basis", str_text(&text), report, ctx, e);
}

int draft_put_line(struct draft *d, const char *id, const char *code, const char *name, const struct draft_entry *first,
		   rec_report *report, void *ctx, struct err *e)
{
	AUTO(draft_unlock) struct draft_lock lock = {.fd = -1};
	AUTO(arena_done) struct arena arena = {0};
	AUTO(str_done) struct str next = {0};
	struct draft_entry entry = entry_copy(first, &arena);
	struct line line = {.id = id, .code = code, .name = name};
	struct recast r = {.line = &line, .entry = &entry, .code = entry.v[0]};

	if (begin(d, &lock, r.code, true, e))
		return -1;
	if (library_line(&d->lib, id) || library_line(&d->lib, code) || str_eq(id, "basis"))
		return err_set(e, ERR_CONFLICT, _("a line %s (%s) is there already; choose another name"), id, code);
	edition_next(str_text(&d->edition), 0, &next);
	line.edition = str_text(&next);
	entry.behind = "";
	int rc = recast(&r, e) || save_line(d, &r, report, ctx, e) ? -1 : 0;
	str_done(&r.text);
	return rc;
}

/* Without the item; a line that has no other goes. */
static int leave_out(struct draft *d, const char *code, const struct line *line, struct err *e)
{
	struct recast r = {.line = line, .code = code};
	AUTO(str_done) struct str id = {0};

	str_add(&id, line->id);
	int rc = recast(&r, e) || save_one(d, str_text(&id), line->n > 1 ? str_text(&r.text) : NULL, NULL, NULL, e) ? -1 : 0;
	str_done(&r.text);
	return rc;
}

int draft_retire(struct draft *d, const char *code, struct err *e)
{
	AUTO(draft_unlock) struct draft_lock lock = {.fd = -1};
	AUTO(arena_done) struct arena arena = {0};
	AUTO(str_done) struct str next = {0};
	struct draft_entry entry;
	const struct line *line;
	size_t n;
	const char *own = arena_dup(&arena, code);

	if (begin(d, &lock, own, true, e) || draft_get_item(d, own, &arena, &entry, e))
		return -1;
	const struct item *item = library_item(&d->lib, own, &line);
	if (*item->retired)
		return err_set(e, ERR_STATE, _("%s is retired already, since edition %s"), own, item->retired);
	if (!library_item(&d->base, own, NULL))
		return leave_out(d, own, line, e);
	edition_next(str_text(&d->edition), 0, &next);
	entry.v[item_field("Retired") - item_fields(&n)] = str_text(&next);
	struct recast r = {.line = line, .entry = &entry, .code = own};
	int rc = recast(&r, e) || save_line(d, &r, NULL, NULL, e) ? -1 : 0;
	str_done(&r.text);
	return rc;
}

/* ---- undoing --------------------------------------------------------------------------------------- */

static int discard_item(struct draft *d, const char *code, struct arena *arena, struct err *e)
{
	struct draft_entry entry;
	const struct line *line, *old;
	const struct item *was = library_item(&d->base, code, &old), *now = library_item(&d->lib, code, &line);

	if (!now)
		return 0;
	if (!was)
		return leave_out(d, code, line, e) ? -1 : 1;
	entry_of_item(was, old, arena, &entry);
	entry.behind = was == old->v ? "" : arena_dup(arena, was[-1].code);
	if (*entry.behind && !line_item(line, entry.behind))
		entry.behind = NULL;
	struct recast r = {.line = line, .entry = &entry, .code = code};
	int rc = recast(&r, e) || save_line(d, &r, NULL, NULL, e) ? -1 : 1;
	str_done(&r.text);
	return rc;
}

static int discard_basis(struct draft *d, const char *code, struct arena *arena, struct err *e)
{
	AUTO(str_done) struct str text = {0};
	const struct basis *was = library_basis(&d->base, code);
	struct draft_entry entry;

	if (was)
		entry_of_basis(was, arena, &entry);
	recast_bases(d, code, was ? &entry : NULL, &text);
	return save_one(d, "basis", str_text(&text), NULL, NULL, e) ? -1 : 1;
}

static int discard_all(struct draft *d, struct err *e)
{
	AUTO(draft_files_done) struct draft_files files = {0};

	if (draft_list_files(d, &files, e))
		return -1;
	bool any = files.n > 1;
	return draft_save(d, &files, e) || draft_reload(d, e) ? -1 : any;
}

static void note_code(const struct change *c, void *ctx)
{
	struct draft_entry *found = ctx;

	if (str_eq(c->code, found->behind))
		found->line = c->code;
}

int draft_discard(struct draft *d, const char *code, struct err *e)
{
	AUTO(draft_unlock) struct draft_lock lock = {.fd = -1};
	AUTO(arena_done) struct arena arena = {0};
	struct draft_entry found = {.behind = arena_dup(&arena, code)};

	if (draft_take_lock(d, &lock, e))
		return -1;
	if (!code) /* also what cannot be read */
		return discard_all(d, e);
	if (draft_reload(d, e))
		return -1;
	draft_diff(d, note_code, &found);
	if (!found.line)
		return 0;
	return library_basis(&d->lib, found.behind) ? discard_basis(d, found.behind, &arena, e)
						    : discard_item(d, found.behind, &arena, e);
}
