/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The look at the pages behind the first screen. DIR/local/open is locked (shared) while a workbench is in, and not
 * empty until the last one has ended cleanly. DIR/local/looked says on which days the pages held, and what the file
 * looked like when we left it: as long as nobody has touched it, one look a day is enough.
 */
#include "cli/desk_private.h"

#include "base/file.h"

#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SLICE_MS = 10, FULL_DAYS = 7, FULL_PAGES_MOST = 65536 /* 256 MB */ };

/* What DIR/local/looked holds. */
struct looked {
	int full, any;                      /* days of the last full look and of the last one */
	long long size, seconds, nanos, node; /* of the file, when we left it */
};

static bool look_of_file(const struct desk *d, struct looked *l)
{
	AUTO(str_done) struct str path = {0};
	struct stat st;

	desk_path(d, &path, "zicha.db");
	if (stat(str_text(&path), &st))
		return false;
	l->size = st.st_size;
	l->seconds = st.st_mtim.tv_sec;
	l->nanos = st.st_mtim.tv_nsec;
	l->node = (long long)st.st_ino;
	return true;
}

static bool looked_read(const struct desk *d, struct looked *l)
{
	AUTO(str_done) struct str path = {0}, text = {0};
	struct err ignored = {0};

	desk_path(d, &path, "local/looked");
	return file_exists(str_text(&path), &ignored) == 1 &&
	       !file_read(str_text(&path), DESK_FILE_MOST, &text, &ignored) &&
	       sscanf(str_text(&text), "%9d %9d %18lld %18lld %18lld %18lld", &l->full, &l->any, &l->size, &l->seconds,
		      &l->nanos, &l->node) == 6;
}

static bool within(int day, int today, int days)
{
	return day <= today && today - day < days;
}

/* Whether somebody was in and did not come out. Takes the mark. */
static bool enter(struct desk *d)
{
	AUTO(str_done) struct str path = {0}, local = {0};
	struct err ignored = {0};
	struct stat st;
	bool unclean = false;

	desk_path(d, &local, "local");
	desk_path(d, &path, "local/open");
	if (file_make_dir(str_text(&local), desk_mode(d, DESK_FOLDER), &ignored))
		return false;
	int fd = open(str_text(&path), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 || !(d->mark = fdopen(fd, "r+"))) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	if (file_is_shared(d->dir)) /* against the umask; not ours: somebody else made it and gave the rights */
		(void)!fchmod(fd, desk_mode(d, DESK_FILE));
	if (!flock(fd, LOCK_EX | LOCK_NB)) /* nobody else is in */
		unclean = !fstat(fd, &st) && st.st_size > 0;
	flock(fd, LOCK_SH | LOCK_NB);
	rewind(d->mark);
	fputs("in\n", d->mark);
	fflush(d->mark);
	return unclean;
}

/* Whether the file is the one that we left. */
static bool untouched(const struct looked *was, const struct looked *now)
{
	return was->size == now->size && was->seconds == now->seconds && was->nanos == now->nanos &&
	       was->node == now->node;
}

void desk_look_begin(struct desk *d)
{
	struct looked was = {0}, now = {0};
	struct err ignored = {0};
	int today = clock_today(&d->clock);
	int64_t pages = 0;
	bool unclean = enter(d), known = looked_read(d, &was) && look_of_file(d, &now);
	bool can_full = !db_page_count(d->db, &pages, &ignored) && pages <= FULL_PAGES_MOST;
	bool full = can_full && (unclean || !known || !within(was.full, today, FULL_DAYS));
	bool fresh = known && untouched(&was, &now) && within(was.any, today, 1);

	d->look = full || unclean || !fresh ? DESK_LOOKS : DESK_LOOKED;
	d->pages = (struct pages){.full = full};
}

static int found_damage(struct desk *d, const struct err *e)
{
	d->damage = *e;
	d->look = DESK_DAMAGED;
	pages_done(&d->pages);
	return -1;
}

int desk_look_step(struct desk *d, struct err *e)
{
	if (d->look == DESK_DAMAGED) {
		*e = d->damage;
		return -1;
	}
	if (d->look == DESK_LOOKED)
		return 0;
	if (!d->pages.db && pages_begin(&d->pages, d->db, d->pages.full, e))
		return found_damage(d, e);
	int more = pages_step(&d->pages, SLICE_MS, e);
	if (more < 0)
		return found_damage(d, e);
	if (more)
		return 1;
	d->look = DESK_LOOKED;
	db_forget_pages(d->db);
	return 0;
}

int desk_look_all(struct desk *d, struct err *e)
{
	int more;

	while ((more = desk_look_step(d, e)) > 0)
		;
	return more;
}

void desk_look_progress(const struct desk *d, long *done, long *all)
{
	*done = (long)d->pages.table;
	*all = (long)d->pages.tables.n;
}

static void looked_write(const struct desk *d)
{
	AUTO(str_done) struct str path = {0}, text = {0};
	struct looked was = {0}, now = {0};
	struct err ignored = {0};
	struct clock clock = d->clock;
	bool known = looked_read(d, &was);

	if (!look_of_file(d, &now) || (!d->pages.table && known && untouched(&was, &now)))
		return;
	now.any = d->pages.table ? clock_today(&clock) : was.any;
	now.full = d->pages.table && d->pages.full ? now.any : was.full;
	desk_path(d, &path, "local/looked");
	str_addf(&text, "%d %d %lld %lld %lld %lld\n", now.full, now.any, now.size, now.seconds, now.nanos, now.node);
	(void)!file_write(str_text(&path), text.s, text.n, desk_mode(d, DESK_FILE), &ignored); /* not noted: looked at again */
}

void desk_look_end(struct desk *d)
{
	if (!d->mark)
		return;
	bool last = !flock(fileno(d->mark), LOCK_EX | LOCK_NB);
	if (last && d->look == DESK_LOOKED)
		looked_write(d);
	if (last && (d->look == DESK_LOOKED || (d->look == DESK_LOOKS && !d->pages.full)) &&
	    ftruncate(fileno(d->mark), 0))
		clearerr(d->mark); /* looked at again */
	fclose(d->mark);
	d->mark = NULL;
}
