/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The draft's files: LINE.rec and basis.rec for what differs, `base` with the digest that each of them began from,
 * `lock`, and, while several files are replaced at once, NAME.new and `ready`, which lists them.
 */
#include "domain/draft_inside.h"

#include "base/file.h"
#include "base/msg.h"

#include <string.h>

static const char inside[] = "/local/draft";

/* The folder of the store says whether a group shares it; that of the draft may not be there yet. */
static unsigned mode(const struct draft *d, enum file_kind kind)
{
	AUTO(str_done) struct str data = {0};

	str_add_n(&data, d->dir, strlen(d->dir) - strlen(inside));
	return file_mode(str_text(&data), kind);
}

void draft_path(const struct draft *d, const char *name, struct str *out)
{
	str_addf(out, "%s/%s", d->dir, name);
}

/* A file of the folder: 1 read, 0 absent. */
static int read_file(const struct draft *d, const char *name, struct str *out, struct err *e)
{
	AUTO(str_done) struct str path = {0};

	draft_path(d, name, &path);
	str_clear(out);
	int there = file_exists(str_text(&path), e);
	if (there <= 0)
		return there;
	return file_read(str_text(&path), REC_FILE_MOST, out, e) ? -1 : 1;
}

static int write_file(const struct draft *d, const char *name, const char *text, struct err *e)
{
	AUTO(str_done) struct str path = {0};

	draft_path(d, name, &path);
	return text ? file_write(str_text(&path), text, strlen(text), mode(d, FILE_PLAIN), e)
		    : file_remove(str_text(&path), e);
}

/* ---- several files at once ----------------------------------------------------------------- */

void draft_files_add(struct draft_files *files, const char *name, const char *text)
{
	struct draft_file *f = VEC_PUSH(files);

	f->name = mem_dup(name);
	f->text = text ? mem_dup(text) : NULL;
}

void draft_files_done(struct draft_files *files)
{
	for (size_t i = 0; i < files->n; i++) {
		mem_free(files->v[i].name);
		mem_free(files->v[i].text);
	}
	mem_free(files->v);
	*files = (struct draft_files){0};
}

static int list_one(const char *name, void *ctx, struct err *e)
{
	(void)e;
	draft_files_add(ctx, name, NULL);
	return 0;
}

int draft_list_files(const struct draft *d, struct draft_files *files, struct err *e)
{
	if (file_each(d->dir, ".rec", list_one, files, e))
		return -1;
	draft_files_add(files, "base", NULL);
	return 0;
}

/* One line of `ready`: "+credit.rec" takes its .new, "-credit.rec" goes. */
static int settle_one(const struct draft *d, const char *line, struct err *e)
{
	AUTO(str_done) struct str to = {0}, from = {0};

	draft_path(d, line + 1, &to);
	if (*line == '-')
		return file_remove(str_text(&to), e);
	str_addf(&from, "%s.new", str_text(&to));
	int there = file_exists(str_text(&from), e); /* absent: it was done before the power went */
	return there <= 0 ? there : file_replace(str_text(&from), str_text(&to), e);
}

/* Finishes what `ready` lists. */
static int settle(const struct draft *d, struct err *e)
{
	AUTO(str_done) struct str ready = {0};
	int there = read_file(d, "ready", &ready, e);

	if (there <= 0)
		return there;
	for (const char *p = str_text(&ready); *p;) {
		AUTO(str_done) struct str line = {0};
		size_t n = strcspn(p, "\n");
		str_add_n(&line, p, n);
		if (n > 1 && !strchr(str_text(&line), '/') && settle_one(d, str_text(&line), e))
			return -1;
		p += n + (p[n] == '\n');
	}
	return write_file(d, "ready", NULL, e);
}

int draft_save(struct draft *d, const struct draft_files *files, struct err *e)
{
	AUTO(str_done) struct str ready = {0};

	if (files->n == 1)
		return write_file(d, files->v[0].name, files->v[0].text, e);
	for (size_t i = 0; i < files->n; i++) {
		const struct draft_file *f = &files->v[i];
		AUTO(str_done) struct str name = {0};
		str_addf(&name, "%s.new", f->name);
		str_addf(&ready, "%c%s\n", f->text ? '+' : '-', f->name);
		if (f->text && write_file(d, str_text(&name), f->text, e))
			return -1;
	}
	return !files->n ? 0 : write_file(d, "ready", str_text(&ready), e) ? -1 : settle(d, e);
}

/* ---- the lock ------------------------------------------------------------------------------------- */

int draft_take_lock(struct draft *d, struct draft_lock *lock, struct err *e)
{
	AUTO(str_done) struct str path = {0};

	draft_path(d, "lock", &path);
	return file_make_dir(d->dir, mode(d, FILE_FOLDER), e) ||
			       file_lock(str_text(&path), mode(d, FILE_PLAIN), &lock->fd, e) || settle(d, e)
		       ? -1
		       : 0;
}

void draft_unlock(struct draft_lock *lock)
{
	file_unlock(&lock->fd);
}

/* ---- loading ---------------------------------------------------------------------------------------- */

static int load_base(struct draft *d, struct err *e)
{
	char at[REF_TEXT] = "";

	if (d->db && publication_find_latest(d->db, at, e) < 0)
		return -1;
	if (d->base.n && str_eq(at, d->at))
		return 0;
	library_done(&d->base);
	if (edition_load(d->db, &d->base, e))
		return -1;
	memcpy(d->at, at, sizeof at);
	return edition_in_force(d->db, &d->base, &d->edition, e);
}

/* A line of the draft differs only by names of editions: it was published and its file is left over. In which edition
 * an item was retired is told when that is published. */
static bool is_left_over(const struct line *base, struct line *line, struct arena *arena)
{
	struct library before = {.v = (struct line *)(uintptr_t)base, .n = 1}, after = {.v = line, .n = 1};

	line->edition = arena_dup(arena, base->edition);
	for (size_t i = 0; i < line->n; i++) {
		const struct item *was = line_item(base, line->v[i].code);
		if (was && *was->retired && *line->v[i].retired)
			line->v[i].retired = arena_dup(arena, was->retired);
	}
	return !library_diff(&before, &after, NULL, NULL);
}

/* Takes LINE.rec into lib: 1 it is the draft's, 0 the base stands. */
static int take_line(struct draft *d, const struct line *base, struct err *e)
{
	AUTO(str_done) struct str name = {0}, path = {0}, text = {0};

	str_addf(&name, "%s.rec", base->id);
	draft_path(d, str_text(&name), &path);
	int there = read_file(d, str_text(&name), &text, e);
	if (there < 0)
		return -1;
	if (there) {
		size_t before = d->lib.n;
		if (library_add(&d->lib, str_text(&path), str_text(&text), text.n, NULL, NULL, e))
			return -1;
		if (d->lib.n == before || strcmp(d->lib.v[before].id, base->id))
			return err_set(e, ERR_INPUT, _("%s: the file holds another line; name it after its line"),
				       str_text(&path));
		if (!is_left_over(base, &d->lib.v[before], &d->lib.arena))
			return 1;
		mem_free(d->lib.v[--d->lib.n].v);
	}
	return library_add_pinned(&d->lib, base->file, base->text, base->text_n, e) ? -1 : 0;
}

static int take_bases(struct draft *d, struct err *e)
{
	AUTO(str_done) struct str path = {0}, text = {0};

	draft_path(d, "basis.rec", &path);
	int there = read_file(d, "basis.rec", &text, e);
	if (there < 0)
		return -1;
	if (there)
		return library_add(&d->lib, str_text(&path), str_text(&text), text.n, NULL, NULL, e) ? -1 : 1;
	bases_write(&d->base, &text);
	return d->base.bases.n && library_add_pinned(&d->lib, "basis.rec", str_text(&text), text.n, e) ? -1 : 0;
}

/* A line that the base does not have. */
static int take_new(const char *name, void *ctx, struct err *e)
{
	struct draft *d = ctx;
	AUTO(str_done) struct str id = {0}, path = {0}, text = {0};

	str_add_n(&id, name, strlen(name) - strlen(".rec"));
	if (library_line(&d->base, str_text(&id)) || str_eq(name, "basis.rec"))
		return 0;
	d->there = true;
	draft_path(d, name, &path);
	return read_file(d, name, &text, e) < 0 ||
			       library_add(&d->lib, str_text(&path), str_text(&text), text.n, NULL, NULL, e)
		       ? -1
		       : 0;
}

bool draft_digest(const struct draft *d, const char *id, char hex[DIGEST_HEX])
{
	AUTO(str_done) struct str bases = {0};
	const struct line *line = library_line(&d->base, id);
	unsigned char digest[DIGEST_SIZE];
	struct err ignored = {0};

	if (line) {
		digest_hex(line->digest, hex);
		return true;
	}
	bases_write(&d->base, &bases);
	if (strcmp(id, "basis") || digest_bytes(str_text(&bases), bases.n, digest, &ignored))
		return false;
	digest_hex(digest, hex);
	return true;
}

/* What others published and what is changed here again, by the lines "credit DIGEST" of `base`. */
static int find_stale(struct draft *d, struct err *e)
{
	AUTO(str_done) struct str base = {0};
	int there = read_file(d, "base", &base, e);
	char hex[DIGEST_HEX];

	for (const char *p = str_text(&base); there > 0 && *p;) {
		AUTO(str_done) struct str id = {0};
		size_t n = strcspn(p, "\n"), word = strcspn(p, " \n");
		str_add_n(&id, p, word);
		const struct line *mine = library_line(&d->lib, str_text(&id)), *now = library_line(&d->base, str_text(&id));
		bool known = draft_digest(d, str_text(&id), hex);
		bool same = known && n == word + DIGEST_HEX && !strncmp(p + word + 1, hex, DIGEST_HEX - 1);
		bool changed = !now || !mine || strcmp(now->text, mine->text);
		if (known && !same && changed)
			str_addf(&d->stale, "%s%s", d->stale.n ? " " : "", str_text(&id));
		p += n + (p[n] == '\n');
	}
	return there < 0 ? -1 : 0;
}

int draft_note_base(const struct draft *d, const char *id, bool mine, struct str *out, struct err *e)
{
	AUTO(str_done) struct str base = {0};
	char hex[DIGEST_HEX];
	bool noted = false;

	str_clear(out);
	if (read_file(d, "base", &base, e) < 0)
		return -1;
	for (const char *p = str_text(&base); *p;) {
		size_t n = strcspn(p, "\n"), word = strcspn(p, " \n");
		bool this = word == strlen(id) && !strncmp(p, id, word);
		noted |= this;
		if (!this || mine) {
			str_add_n(out, p, n);
			str_add_char(out, '\n');
		}
		p += n + (p[n] == '\n');
	}
	if (mine && !noted && draft_digest(d, id, hex))
		str_addf(out, "%s %s\n", id, hex);
	return strcmp(str_text(out), str_text(&base)) != 0;
}

int draft_reload(struct draft *d, struct err *e)
{
	int mine = 0;

	library_done(&d->lib);
	str_clear(&d->stale);
	d->there = false;
	if (load_base(d, e))
		return -1;
	for (size_t i = 0; i < d->base.n; i++) {
		if ((mine = take_line(d, &d->base.v[i], e)) < 0)
			return -1;
		d->there |= mine;
	}
	if ((mine = take_bases(d, e)) < 0)
		return -1;
	d->there |= mine;
	int dir = file_exists(d->dir, e);
	return dir < 0 || (dir && file_each(d->dir, ".rec", take_new, d, e)) || find_stale(d, e) ? -1 : 0;
}

int draft_open(struct draft *d, const char *data_dir, struct db *db, struct err *e)
{
	AUTO(draft_unlock) struct draft_lock lock = {.fd = -1};
	AUTO(str_done) struct str dir = {0}, ready = {0};

	*d = (struct draft){.db = db};
	str_addf(&dir, "%s%s", data_dir, inside);
	d->dir = str_take(&dir);
	int half = read_file(d, "ready", &ready, e);
	if (half < 0 || (half && draft_take_lock(d, &lock, e)))
		return -1;
	return draft_reload(d, e);
}

void draft_close(struct draft *d)
{
	library_done(&d->base);
	library_done(&d->lib);
	str_done(&d->edition);
	str_done(&d->stale);
	mem_free(d->dir);
	*d = (struct draft){0};
}

/* ---- looking ------------------------------------------------------------------------------------------ */

size_t draft_diff(const struct draft *d, change_visit *visit, void *ctx)
{
	return library_diff(&d->base, &d->lib, visit, ctx);
}

size_t draft_check(const struct draft *d, rec_report *report, void *ctx)
{
	return library_check(&d->lib, report, ctx);
}
