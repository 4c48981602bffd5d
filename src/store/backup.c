/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/backup.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/msg.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char prefix[] = "zicha-", suffix[] = ".db", temp_suffix[] = ".copying";

/* 20261123-090500 */
static void stamp(struct clock *clock, char out[32])
{
	char iso[TIME_TEXT];
	int year, month, day, hour, minute, second;

	time_format_iso(clock_now(clock), iso);
	if (sscanf(iso, "%4d-%2d-%2dT%2d:%2d:%2d", &year, &month, &day, &hour, &minute, &second) != 6)
		year = month = day = hour = minute = second = 0;
	snprintf(out, 32, "%04u%02u%02u-%02u%02u%02u", (unsigned)year % 10000, (unsigned)month % 100,
		 (unsigned)day % 100, (unsigned)hour % 100, (unsigned)minute % 100, (unsigned)second % 100);
}

/* ---- verifying a copy ---- */

struct first_remark {
	const struct backup_options *o;
	struct str text;
};

static void keep_first(const struct verify_remark *r, void *ctx)
{
	struct first_remark *first = ctx;
	if (r->verdict != VERIFY_SOUND && !first->text.n)
		str_addf(&first->text, "%s: %s", r->where, r->text);
}

static int pass_on(int64_t done, int64_t all, void *ctx)
{
	struct first_remark *first = ctx;
	return first->o->progress ? first->o->progress(done, all, first->o->ctx) : 0;
}

static void first_done(struct first_remark *f)
{
	str_done(&f->text);
}

int backup_check(const char *path, const struct backup_options *o, struct verify_result *result, struct str *why,
		 struct err *e)
{
	AUTO(db_close) struct db *db = NULL;
	AUTO(first_done) struct first_remark first = {.o = o};
	struct verify_options options = {.remark = keep_first, .progress = pass_on, .ctx = &first};

	options.trusted = o->trusted;
	options.trusted_count = o->trusted != NULL;
	if (db_open(&db, path, DB_READONLY | DB_UNCHECKED, e) ||
	    verify_store(db, o->kinds, &options, result, e))
		return -1;
	str_add(why, str_text(&first.text));
	return result->verdict == VERIFY_SOUND;
}

static int check_sound(const char *path, const struct backup_options *o, struct verify_result *result, struct err *e)
{
	AUTO(str_done) struct str why = {0};
	struct verify_result own;
	int sound = backup_check(path, o, result ? result : (result = &own), &why, e);

	if (sound)
		return sound < 0 ? -1 : 0;
	return err_set(
		e, result->verdict == VERIFY_UNKNOWN ? ERR_UNKNOWN : ERR_DAMAGED,
		_("the copy is not sound and does not count (%s); older backups were kept; run zicha verify"),
		str_text(&why));
}

/* ---- the folder ---- */

static bool is_backup(const char *name)
{
	return !strncmp(name, prefix, strlen(prefix));
}

struct relay {
	int (*visit)(const char *name, void *ctx, struct err *e);
	void *ctx;
};

static int visit_backup(const char *name, void *ctx, struct err *e)
{
	struct relay *r = ctx;
	return is_backup(name) ? r->visit(name, r->ctx, e) : 0;
}

int backup_each(const char *dir, int (*visit)(const char *name, void *ctx, struct err *e), void *ctx,
		struct err *e)
{
	return file_each(dir, suffix, visit_backup, &(struct relay){visit, ctx}, e);
}

static int keep_name(const char *name, void *ctx, struct err *e)
{
	struct str *last = ctx;

	(void)e;
	str_clear(last);
	str_add(last, name);
	return 0;
}

/* What stamp() put into a name. */
static int64_t time_of_name(const char *name)
{
	int year, month, day, hour, minute, second;

	if (sscanf(name, "zicha-%4d%2d%2d-%2d%2d%2d", &year, &month, &day, &hour, &minute, &second) != 6 ||
	    (day = day_from(year, month, day)) == CLOCK_NO_DAY)
		return 0;
	return time_from_day(day) + hour * 3600 + minute * 60 + second;
}

int backup_find_last(const char *dir, struct str *name, int64_t *at, struct err *e)
{
	int there = file_exists(dir, e);

	str_clear(name);
	if (there < 0 || (there && backup_each(dir, keep_name, name, e)))
		return -1;
	if (at)
		*at = time_of_name(str_text(name));
	return name->n > 0;
}

/* A copy that its program did not live to finish. */
static int sweep_one(const char *name, void *ctx, struct err *e)
{
	AUTO(str_done) struct str path = {0};
	const char *dash = strrchr(name, '-');
	long pid = dash ? strtol(dash + 1, NULL, 10) : 0;

	if (!is_backup(name) || (pid > 0 && (!kill((pid_t)pid, 0) || errno == EPERM)))
		return 0;
	str_addf(&path, "%s/%s", (const char *)ctx, name);
	return file_remove(str_text(&path), e);
}

static int count_one(const char *name, void *ctx, struct err *e)
{
	++*(int *)ctx;
	return 0;
}

struct thinning {
	const char *dir, *made;
	int left; /* how many are to go */
};

static int remove_one(const char *name, void *ctx, struct err *e)
{
	struct thinning *t = ctx;
	AUTO(str_done) struct str path = {0};

	str_addf(&path, "%s/%s", t->dir, name);
	if (t->left <= 0 || str_eq(str_text(&path), t->made))
		return 0;
	t->left--;
	return file_remove(str_text(&path), e);
}

static int thin_out(const char *dir, const char *made, int keep, struct err *e)
{
	int count = 0;
	struct thinning t = {dir, made, 0};

	if (backup_each(dir, count_one, &count, e))
		return -1;
	t.left = count - (keep > 0 ? keep : 1);
	return backup_each(dir, remove_one, &t, e);
}

/* A name that is free; several backups may fall into one second: names stay in the order of time. */
static int free_name(const struct backup_options *o, struct str *out, struct err *e)
{
	char when[32];
	int there = 1;

	stamp(o->clock, when);
	for (int i = 1; there > 0; i++) {
		str_clear(out);
		str_addf(out, "%s/%s%s", o->dir, prefix, when);
		if (i > 1)
			str_addf(out, "_%02d", i);
		str_add(out, suffix);
		there = file_exists(str_text(out), e);
	}
	return there;
}

static int copy_sound(struct db *db, const char *temp, const char *to, const struct backup_options *o,
		      struct verify_result *result, struct err *e)
{
	if (db_copy_to(db, temp, e))
		return -1;
	if (!check_sound(temp, o, result, e) && !(o->shared && file_share(temp, FILE_SAME_GROUP, e)) &&
	    !file_replace(temp, to, e))
		return 0;
	struct err quiet;
	(void)!file_remove(temp, &quiet);
	return -1;
}

int backup_make(struct db *db, const struct backup_options *o, struct str *path, struct verify_result *result,
		struct err *e)
{
	AUTO(str_done) struct str temp = {0};
	AUTO(str_done) struct str to = {0};

	if (file_make_dir(o->dir, o->shared ? 02770 : 0700, e) ||
	    file_each(o->dir, temp_suffix, sweep_one, (void *)o->dir, e) || free_name(o, &to, e))
		return -1;
	str_addf(&temp, "%s/%s%ld%s", o->dir, prefix, (long)getpid(), temp_suffix);
	if (copy_sound(db, str_text(&temp), str_text(&to), o, result, e))
		return -1;
	if (path) {
		str_clear(path);
		str_add(path, str_text(&to));
	}
	return thin_out(o->dir, str_text(&to), o->keep, e);
}

/* ---- putting one back ---- */

/* Keeps the old store under another name too, so that there is never a moment without one. */
static int keep_old(const char *to, struct clock *clock, struct str *kept, struct err *e)
{
	char when[32];

	stamp(clock, when);
	str_clear(kept);
	str_addf(kept, "%s.before-%s", to, when);
	if (!link(to, str_text(kept)))
		return 0;
	return err_set(e, ERR_IO,
		       _("%s cannot be kept beside the restored one; nothing was changed; check the rights "
			 "of the folder"),
		       to);
}

/* What is left of an act of the old store must not be undone in the new one: SQLite goes by the name alone. */
static int keep_journal(const char *to, const char *kept, struct err *e)
{
	AUTO(str_done) struct str from = {0};
	AUTO(str_done) struct str aside = {0};

	str_addf(&from, "%s-journal", to);
	str_addf(&aside, "%s-journal", kept);
	int there = file_exists(str_text(&from), e);
	return there > 0 ? file_replace(str_text(&from), str_text(&aside), e) : there;
}

static int put_in_place(const char *from, const char *temp, const char *to, const struct backup_options *o,
			struct str *kept, struct err *e)
{
	AUTO(db_close) struct db *source = NULL;
	AUTO(db_close) struct db *old = NULL;
	int there = file_exists(to, e);

	if (there < 0 || db_open(&source, from, DB_READONLY | DB_UNCHECKED, e) || file_remove(temp, e) ||
	    db_copy_to(source, temp, e) || (o->prepare && o->prepare(temp, o->ctx, e)) || check_sound(temp, o, NULL, e))
		return -1;
	struct err quiet = {0};
	if (there && !db_open(&old, to, DB_UNCHECKED, &quiet) &&
	    db_begin(old, e)) /* a broken one is nobody's to write */
		return -1;
	if (there && (keep_old(to, o->clock, kept, e) || (!old && keep_journal(to, str_text(kept), e))))
		return -1;
	return file_replace(temp, to, e);
}

int backup_restore(const char *from, const char *to, const struct backup_options *o, struct str *kept,
		   struct err *e)
{
	AUTO(str_done) struct str temp = {0};
	AUTO(str_done) struct str own = {0};

	kept = kept ? kept : &own;
	str_clear(kept);
	str_addf(&temp, "%s.restoring", to);
	int rc = put_in_place(from, str_text(&temp), to, o, kept, e);
	struct err quiet = {0};
	if (rc)
		(void)!file_remove(str_text(&temp), &quiet);
	str_add(&temp, "-journal"); /* empty: prepare wrote there */
	(void)!file_remove(str_text(&temp), &quiet);
	return rc;
}
