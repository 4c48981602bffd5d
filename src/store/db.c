/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/db.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/msg.h"
#include "store/db_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_MS = 5000, VALUE_MOST = 64 << 20 };

/* ---- opening ---- */

static const struct setting {
	const char *pragma;
	int64_t want;
	const char *text; /* instead of want */
	bool writing;     /* only where the file is written */
} settings[] = {
	{"foreign_keys", 1, NULL, false},      {"recursive_triggers", 1, NULL, false},
	{"trusted_schema", 0, NULL, false},    {"cell_size_check", 1, NULL, false},
	{"mmap_size", 0, NULL, false},         {"cache_size", -1200, NULL, false},
	{"secure_delete", 1, NULL, true},
	{"journal_mode", 0, "truncate", true}, {"synchronous", 2, NULL, true},
};

static int set_one(struct db *db, const struct setting *s, struct err *e)
{
	AUTO(str_done) struct str sql = {0};
	AUTO(rows_done) struct rows r = {0};
	bool held = false;

	if (s->text)
		str_addf(&sql, "PRAGMA %s = %s", s->pragma, s->text);
	else
		str_addf(&sql, "PRAGMA %s = %lld", s->pragma, (long long)s->want);
	if (db_exec(db, str_text(&sql), e))
		return -1;
	str_clear(&sql);
	str_addf(&sql, "PRAGMA %s", s->pragma);
	if (db_select_text(&r, db, str_text(&sql), e, ""))
		return -1;
	int more = rows_next(&r, e);
	if (more < 0)
		return -1;
	if (more)
		held = s->text ? str_eq(rows_text(&r, 0), s->text) : rows_int(&r, 0) == s->want;
	else
		held = !strcmp(s->pragma, "mmap_size"); /* no answer: built without it */
	return held ? 0
		    : err_set(e, ERR_IO,
			      _("%s: the SQLite library of this machine refuses %s; install libsqlite3 of "
				"the system"),
			      db_shown(db), s->pragma);
}

/* A store is never left in write-ahead mode by us: copying its one file would then lose the newest work. */
static int note_mode(struct db *db, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select_text(&r, db, "PRAGMA journal_mode", e, "") || (more = rows_next(&r, e)) < 0)
		return -1;
	db->was_wal = more && str_eq(rows_text(&r, 0), "wal");
	return 0;
}

bool db_was_wal(const struct db *db)
{
	return db->was_wal;
}

static int configure(struct db *db, struct err *e)
{
	sqlite3 *h = db->handle;

	sqlite3_extended_result_codes(h, 1);
	sqlite3_busy_timeout(h, BUSY_MS);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_TRIGGER, !(db->flags & DB_UNCHECKED), NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DML, 0, NULL); /* "x" is a column, never a text */
	sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_limit(h, SQLITE_LIMIT_LENGTH, VALUE_MOST);
	sqlite3_limit(h, SQLITE_LIMIT_ATTACHED, 0);
	if (note_mode(db, e))
		return -1;
	for (size_t i = 0; i < ARRAY_LEN(settings); i++) {
		bool file = *db->path && !(db->flags & DB_READONLY);
		if ((!settings[i].writing || file) && set_one(db, &settings[i], e))
			return -1;
	}
	return 0;
}

static int pragma_int(struct db *db, const char *sql, int64_t *out, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select_text(&r, db, sql, e, "") || (more = rows_next(&r, e)) < 0)
		return -1;
	*out = more ? rows_int(&r, 0) : 0;
	return 0;
}

/* Whose file it is and which version wrote it. */
static int identify(struct db *db, struct err *e)
{
	int64_t application, format;

	if (pragma_int(db, "PRAGMA application_id", &application, e) ||
	    pragma_int(db, "PRAGMA user_version", &format, e))
		return -1;
	if (application != DB_APPLICATION)
		return err_set(e, ERR_DAMAGED, _(DB_NOT_OURS), db_shown(db));
	if (format > DB_FORMAT)
		return err_set(e, ERR_NEWER,
			       _("%s was written by a newer version; it needs zicha %d.%d.%d or later"),
			       db_shown(db), (int)(format / 10000), (int)(format / 100 % 100),
			       (int)(format % 100));
	if (format < DB_FORMAT && !(db->flags & DB_UNCHECKED))
		return err_set(e, ERR_STATE,
			       _("%s was written by an older version (%d.%d.%d) and must be brought up to "
				 "date; open it in the workbench"),
			       db_shown(db), (int)(format / 10000), (int)(format / 100 % 100),
			       (int)(format % 100));
	return 0;
}

int db_format(struct db *db, int64_t *out, struct err *e)
{
	return pragma_int(db, "PRAGMA user_version", out, e);
}

int db_page_count(struct db *db, int64_t *out, struct err *e)
{
	return pragma_int(db, "PRAGMA page_count", out, e);
}

void db_forget_pages(struct db *db)
{
	sqlite3_db_release_memory(db->handle);
}

int db_check(struct db *db, bool full, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select_text(&r, db, full ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)", e, ""))
		return -1;
	while ((more = rows_next(&r, e)) > 0)
		if (!str_eq(rows_text(&r, 0), "ok"))
			return db_fail(db, SQLITE_CORRUPT, "check", e);
	return more;
}

static int make_schema(struct db *db, struct err *e)
{
	char sql[96];

	snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;", DB_APPLICATION,
		 DB_FORMAT);
	return db_exec(db, "BEGIN EXCLUSIVE", e) || db_exec(db, db_schema(), e) || db_exec(db, sql, e) ||
			       db_exec(db, "COMMIT", e)
		       ? -1
		       : 0;
}

/* A new, empty, private file before SQLite sees it. One of no bytes is what a cut-short start left behind. */
static int make_file(const char *path, struct err *e)
{
	struct stat st;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd >= 0) {
		close(fd);
		return 0;
	}
	if (errno == EEXIST && !lstat(path, &st) && S_ISREG(st.st_mode) && st.st_size == 0)
		return 0;
	if (errno == EEXIST)
		return err_set(e, ERR_CONFLICT,
			       _("%s: there is a store already; name another folder with --data DIR"), path);
	return file_write(path, "", 0, 0600, e); /* fails likewise, with the reason in words */
}

/* A pipe beside the store would hold the program for ever, a link would lead it elsewhere. */
static int check_beside(const char *path, struct err *e)
{
	static const char *const endings[] = {"-journal", "-wal", "-shm"};
	struct stat st;

	for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
		AUTO(str_done) struct str name = {0};
		str_addf(&name, "%s%s", path, endings[i]);
		if (!lstat(str_text(&name), &st) && !S_ISREG(st.st_mode))
			return err_set(e, ERR_DAMAGED, _("%s is no file that zicha made; move it away"), str_text(&name));
	}
	return 0;
}

static int check_place(const char *path, unsigned flags, struct err *e)
{
	struct stat st;
	AUTO(str_done) struct str dir = {0};
	const char *slash = strrchr(path, '/');

	if (!(flags & DB_READONLY)) {
		str_add_n(&dir, slash ? path : ".", slash ? (size_t)(slash - path) + 1 : 1);
		const char *fs = file_unsafe_fs(str_text(&dir));
		if (fs)
			return err_set(
				e, ERR_IO,
				_("%s lies on %s, where a power cut or a second program can damage it; keep "
				  "the store on the machine's own disk (a copy may be read there)"),
				path, fs);
	}
	if (check_beside(path, e))
		return -1;
	if (flags & DB_CREATE)
		return make_file(path, e);
	int there = file_exists(path, e);
	if (there == 1 && !stat(path, &st) && !S_ISREG(st.st_mode))
		return err_set(e, ERR_DAMAGED, _(DB_NOT_OURS), path);
	return there < 0 ? -1
	       : there   ? 0
		       : err_set(e, ERR_ABSENT, _("%s: there is no store here; zicha init makes one"), path);
}

static struct db *db_new(const char *path, unsigned flags)
{
	struct db *db = mem_alloc(sizeof *db);

	db->path = mem_dup(path);
	db->flags = flags;
	return db;
}

/* Before the first store is opened; later SQLite says no, and it holds already. It sets 20 pages aside for every table that
 * lives for one question only, ours need one or two. */
static void spare_pages(void)
{
	sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
}

/* A reader cannot undo the act that a power cut left half done, and would be refused. Done for it where that can be
 * written; nothing happens where another program is in the middle of an act. */
static void undo_cut_act(const char *path)
{
	AUTO(str_done) struct str journal = {0};
	struct stat st;
	sqlite3 *handle = NULL;

	str_addf(&journal, "%s-journal", path);
	if (stat(str_text(&journal), &st) || !st.st_size || access(path, W_OK))
		return;
	if (sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
		sqlite3_exec(handle, "PRAGMA schema_version", NULL, NULL, NULL); /* any reading does it */
	sqlite3_close(handle);
}

int db_open(struct db **out, const char *path, unsigned flags, struct err *e)
{
	bool memory = flags & DB_MEMORY, create = memory || flags & DB_CREATE;
	AUTO(db_close) struct db *db = db_new(memory ? "" : path, flags);
	int mode = flags & DB_READONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;

	spare_pages();
	if (!memory && check_place(path, flags, e))
		return -1;
	if (flags & DB_READONLY && !memory)
		undo_cut_act(path);
	int rc = sqlite3_open_v2(memory ? ":memory:" : path, &db->handle,
				 (memory ? mode | SQLITE_OPEN_CREATE : mode) | SQLITE_OPEN_NOMUTEX, NULL);
	if (rc != SQLITE_OK)
		return db_fail(db, rc, "open", e);
	if (configure(db, e) || (create && make_schema(db, e)) || identify(db, e))
		return -1;
	if (!create && !(flags & DB_UNCHECKED) && db_check_schema(db, e))
		return -1;
	*out = db;
	db = NULL;
	return 0;
}

void db_close(struct db **db)
{
	if (!*db)
		return;
	db_rollback(*db);
	db_drop_pool(*db);
	sqlite3_close_v2((*db)->handle);
	mem_free((*db)->path);
	mem_free(*db);
	*db = NULL;
}

const char *db_path(const struct db *db)
{
	return db->path;
}

/* ---- transactions ---- */

int db_exec(struct db *db, const char *sql, struct err *e)
{
	int rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
	return rc == SQLITE_OK ? 0 : db_fail(db, rc, "exec", e);
}

bool db_in_transaction(const struct db *db)
{
	return db->handle && !sqlite3_get_autocommit(db->handle);
}

bool db_moved(struct db *db)
{
	int moved = 0;
	return *db->path &&
	       sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved;
}

int db_begin(struct db *db, struct err *e)
{
	if (db->broken)
		return db_fail(db, SQLITE_IOERR, "begin", e);
	if (db_in_transaction(db))
		return err_set(e, ERR_BUG, _("%s: an act is under way already"), db_shown(db));
	if (db_exec(db, "BEGIN IMMEDIATE", e))
		return -1;
	if (!db_moved(db))
		return 0;
	db_rollback(db);
	return db_fail(db, SQLITE_READONLY_DBMOVED, "begin", e);
}

int db_commit(struct db *db, struct err *e)
{
	if (!db_in_transaction(db))
		return err_set(e, ERR_BUG, _("%s: no act is under way"), db_shown(db));
	return db_exec(db, "COMMIT", e);
}

void db_rollback(struct db *db)
{
	if (db_in_transaction(db))
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

int db_read_begin(struct db_read *r, struct db *db, struct err *e)
{
	if (db_in_transaction(db))
		return 0;
	if (db_exec(db, "BEGIN", e))
		return -1;
	r->db = db;
	return 0;
}

void db_read_end(struct db_read *r)
{
	if (r->db)
		sqlite3_exec(r->db->handle, "COMMIT", NULL, NULL, NULL); /* nothing was written */
	r->db = NULL;
}

int64_t db_data_version(struct db *db)
{
	int64_t version;
	struct err e = {0};
	return pragma_int(db, "PRAGMA data_version", &version, &e) ? -1 : version;
}

const char *db_detail(const struct db *db)
{
	return sqlite3_errmsg(db->handle);
}

/* ---- copies ---- */

static int copy_pages(struct db *to, struct db *from, struct err *e)
{
	sqlite3_backup *b = sqlite3_backup_init(to->handle, "main", from->handle, "main");

	if (!b)
		return db_fail(to, sqlite3_errcode(to->handle), "copy", e);
	int rc = sqlite3_backup_step(b, -1), end = sqlite3_backup_finish(b);
	if (rc == SQLITE_DONE && end == SQLITE_OK)
		return 0;
	return db_fail(rc == SQLITE_FULL ? to : from, rc == SQLITE_DONE ? end : rc, "copy", e);
}

int db_copy(struct db **out, struct db *from, struct err *e)
{
	AUTO(db_close) struct db *to = db_new("", DB_MEMORY | DB_UNCHECKED);
	int rc = sqlite3_open_v2("", &to->handle,
				 SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);

	if (rc != SQLITE_OK)
		return db_fail(to, rc, "copy", e);
	if (copy_pages(to, from, e) || configure(to, e))
		return -1;
	*out = to;
	to = NULL;
	return 0;
}

int db_copy_to(struct db *from, const char *path, struct err *e)
{
	AUTO(db_close) struct db *to = NULL;

	if (make_file(path, e))
		return -1;
	to = db_new(path, DB_UNCHECKED);
	int rc = sqlite3_open_v2(path, &to->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (rc != SQLITE_OK)
		return db_fail(to, rc, "copy", e);
	return copy_pages(to, from, e);
}
