/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/doctor.h"

#include "base/file.h"
#include "base/msg.h"
#include "cli/desk.h"
#include "domain/register.h"
#include "store/backup.h"

#include <config.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ROWS = 24, COLS = 80, BACKUP_DAYS = 7, DAY = 24 * 3600, CLOCK_SLACK = 300 };
static const long long SPACE_LEAST = 200LL << 20;

void doctor_done(struct doctor *d)
{
	mem_free(d->v);
	arena_done(&d->arena);
	*d = (struct doctor){0};
}

static struct doctor_row *add(struct doctor *d, const char *id, const char *label, const char *fmt, ...) PRINTF_LIKE(4, 5);

static struct doctor_row *add(struct doctor *d, const char *id, const char *label, const char *fmt, ...)
{
	char text[1000];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	struct doctor_row *r = VEC_PUSH(d);
	r->id = id;
	r->label = label;
	r->text = arena_dup(&d->arena, text);
	return r;
}

static void count(struct doctor_row *r, int64_t number)
{
	r->counted = true;
	r->number = number;
}

/* The row just added needs attention. */
static void advise(struct doctor *d, const char *advice)
{
	d->v[d->n - 1].advice = arena_dup(&d->arena, advice);
	d->attention++;
}

/* "3.4 GB" */
static const char *size_text(struct doctor *d, long long bytes)
{
	static const char *const units[] = {"B", "KB", "MB", "GB", "TB"};
	double value = (double)bytes;
	size_t unit = 0;

	for (; value >= 1024 && unit + 1 < ARRAY_LEN(units); unit++)
		value /= 1024;
	return arena_printf(&d->arena, unit ? "%.1f %s" : "%.0f %s", value, units[unit]);
}

/* ---- program and language --------------------------------------------------------------------- */

static const char *locale_setting(struct doctor *d)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (!str_empty(getenv(names[i])))
			return arena_printf(&d->arena, "%s=%s", names[i], getenv(names[i]));
	return _("not set");
}

void doctor_program(struct doctor *d, const char *language_by)
{
	add(d, "program", N_("Program"), "%s", PACKAGE_STRING);
	count(add(d, "format", N_("Format of stores"), "%d.%d.%d", DB_FORMAT / 10000, DB_FORMAT / 100 % 100,
		  DB_FORMAT % 100),
	      DB_FORMAT);
	const char *by = language_by ? language_by : _("nobody chose one");
	add(d, "language", N_("Language"), "%s (%s)", msg_lang() == MSG_ZH ? "中文" : "English", by);
	add(d, "locale", N_("Locale"), "%s", locale_setting(d));
}

/* ---- the terminal ----------------------------------------------------------------------------- */

static const char *source_text(struct doctor *d, const struct doctor_terminal *t, enum width_source source)
{
	switch (source) {
	case WIDTH_FROM_PROBE:
		return arena_printf(&d->arena, _("the terminal was asked and answered in %d ms"), t->answer_ms);
	case WIDTH_FROM_OPTION:
		return _("an option of the call");
	case WIDTH_FROM_SETTING:
		return _("the settings");
	case WIDTH_FROM_CHECK:
		return _("the screen library counts otherwise");
	default:
		return _("the terminal gave no answer; taken from the locale");
	}
}

static const char *mode_text(enum width_mode mode)
{
	return mode == WIDTH_NARROW ? _("narrow") : mode == WIDTH_WIDE ? _("wide") : _("substitutes");
}

static void add_columns(struct doctor *d, const char *id, const char *label, int cols)
{
	if (cols > 0)
		count(add(d, id, label, _("%d columns"), cols), cols);
	else
		add(d, id, label, "%s", _("unknown"));
}

static void add_widths(struct doctor *d, const struct doctor_terminal *t)
{
	add_columns(d, "ambiguous", N_("Width of ①"), t->ambiguous);
	if (t->source == WIDTH_FROM_LOCALE)
		advise(d, _("if tables are crooked, choose the straight picture: F5 in the workbench, then 9201"));
	add_columns(d, "line", N_("Width of a line"), t->line);
	if (t->ideographs == 2)
		count(add(d, "ideographs", N_("New characters"), "%s", _("shown")), 2);
	else
		count(add(d, "ideographs", N_("New characters"), "%s", _("this terminal lacks some; 〓 stands for them")),
		      t->ideographs > 0 ? t->ideographs : 0);
	add(d, "mode", N_("Display"), "%s (%s)", mode_text(t->mode), source_text(d, t, t->source));
	if (t->source == WIDTH_FROM_CHECK)
		advise(d, _("nothing is lost on the screen, but circled numbers are shown as (1); install zicha anew"));
	add(d, "frames", N_("Frames"), "%s (%s)", t->ascii_frames ? "ASCII" : "Unicode",
	    source_text(d, t, t->frames_source));
}

void doctor_terminal(struct doctor *d, const struct doctor_terminal *t)
{
	const char *name = getenv("TERM");

	add(d, "terminal", N_("Terminal"), "TERM=%s", name ? name : "");
	add(d, "size", N_("Size"), _("%d columns, %d rows"), t->cols, t->rows);
	if (t->cols < COLS || t->rows < ROWS)
		advise(d, _("make the window 80 columns by 24 rows"));
	if (t->colours)
		count(add(d, "colours", N_("Colours"), "%d", t->colours), t->colours);
	else
		count(add(d, "colours", N_("Colours"), "%s", _("none; words and signs tell the same")), 0);
	add(d, "encoding", N_("Encoding"), "%s", t->codeset);
	add_widths(d, t);
}

void doctor_no_terminal(struct doctor *d, const char *why)
{
	add(d, "terminal", N_("Terminal"), "%s", why);
}

void doctor_bad_terminal(struct doctor *d, const struct err *e)
{
	add(d, "terminal", N_("Terminal"), "TERM=%s", getenv("TERM") ? getenv("TERM") : "");
	advise(d, e->text);
}

/* ---- the store -------------------------------------------------------------------------------- */

static void add_folder(struct doctor *d, const char *dir)
{
	const char *unsafe = file_unsafe_fs(dir);
	char *whole = realpath(dir, NULL);
	struct stat st;

	add(d, "folder", N_("Folder"), "%s", whole ? whole : dir);
	free(whole);
	if (unsafe)
		advise(d, arena_printf(&d->arena,
				       _("it lies on %s, which loses records when power fails; keep the store on the "
					 "machine's own disk"),
				       unsafe));
	else if (!stat(dir, &st) && st.st_mode & 07)
		advise(d, arena_printf(&d->arena, _("everybody on this machine can look into it; chmod o= %s"), dir));
}

static void add_space(struct doctor *d, const char *dir, long long store)
{
	long long bytes = file_free_space(dir), least = store * 3 > SPACE_LEAST ? store * 3 : SPACE_LEAST;

	if (bytes < 0) {
		add(d, "space", N_("Free space"), "%s", _("unknown"));
		return;
	}
	count(add(d, "space", N_("Free space"), "%s", size_text(d, bytes)), bytes);
	if (bytes < least)
		advise(d, arena_printf(&d->arena, _("make room: at least %s, for the store and its backups"),
				       size_text(d, least)));
}

static void add_backup(struct doctor *d, const char *dir, int64_t now, int64_t last_event)
{
	AUTO(str_done) struct str folder = {0}, name = {0};
	struct err ignored = {0};
	char when[TIME_TEXT];
	int64_t made = 0;

	str_addf(&folder, "%s/backup", dir);
	if (backup_find_last(str_text(&folder), &name, &made, &ignored) < 1 || !made) {
		add(d, "backup", N_("Last backup"), "%s", _("none"));
		if (last_event)
			advise(d, _("end the workbench with F10 once: it makes a verified backup; then copy the folder "
				    "backup to a stick"));
		return;
	}
	count(add(d, "backup", N_("Last backup"), "%s %s", time_format(made, when), str_text(&name)), made);
	if (now - made > BACKUP_DAYS * DAY && last_event > made)
		advise(d, _("older than a week, and things were recorded since; end the workbench with F10 and look "
			    "for a message"));
}

static void add_clock(struct doctor *d, int64_t now, int64_t last_event)
{
	char when[TIME_TEXT], last[TIME_TEXT];

	if (last_event)
		count(add(d, "clock", N_("Clock"), _("%s, last record %s"), time_format(now, when),
			  time_format(last_event, last)),
		      now);
	else
		count(add(d, "clock", N_("Clock"), "%s", time_format(now, when)), now);
	if (last_event > now + CLOCK_SLACK)
		advise(d, _("the last record is later than now: set the machine's clock before anything is recorded"));
}

static int64_t last_event_at(struct desk *desk)
{
	struct err ignored = {0};
	int64_t at = 0;

	if (!desk->db || db_int(desk->db, SQL_event_last_at, 0, &at, &ignored, "t", desk->journal.chain))
		return 0;
	return at;
}

/* Opens it as a copy would be: nothing is written. */
static void add_state(struct doctor *d, struct desk *desk, const char *dir, long long *bytes)
{
	struct err e = {0};
	struct stat st;
	AUTO(str_done) struct str path = {0};

	str_addf(&path, "%s/zicha.db", dir);
	*bytes = stat(str_text(&path), &st) ? 0 : (long long)st.st_size;
	if (desk_open(desk, dir, DESK_READONLY, &e) || db_check(desk->db, false, &e)) {
		add(d, "store", N_("Store"), "%s", _("cannot be used"));
		advise(d, e.text);
		return;
	}
	count(add(d, "store", N_("Store"), _("%s, every page holds"), size_text(d, *bytes)), *bytes);
	if (!*desk->journal.chain)
		advise(d, _("it was never founded; zicha init does that"));
}

void doctor_store(struct doctor *d, const char *dir, struct clock *clock)
{
	AUTO(desk_close) struct desk desk = {.clock = *clock};
	struct err e = {0};
	long long bytes = 0;
	int64_t now = clock_now(clock);
	int there = desk_has_store(dir, &e);

	if (there == 0) {
		add(d, "store", N_("Store"), _("none in %s"), dir);
		advise(d, _("zicha init makes one, and so does the workbench; or name its folder with --data"));
		add_clock(d, now, 0);
		return;
	}
	add_folder(d, dir);
	if (there < 0) {
		add(d, "store", N_("Store"), "%s", _("cannot be used"));
		advise(d, e.text);
	} else {
		add_state(d, &desk, dir, &bytes);
	}
	int64_t last = last_event_at(&desk);
	add_space(d, dir, bytes);
	add_backup(d, dir, now, last);
	add_clock(d, now, last);
}
