/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What SQLite answers, as a sentence for people.
 */
#include "store/db_private.h"

#include "base/msg.h"

#include <errno.h>
#include <string.h>

const char *db_shown(const struct db *db)
{
	return *db->path ? db->path : _("the store in memory");
}

static int fail_write(struct db *db, int rc, struct err *e)
{
	if (rc == SQLITE_READONLY_DBMOVED)
		return err_set(e, ERR_STATE, _("%s was replaced meanwhile; open it again"), db_shown(db));
	if (rc == SQLITE_READONLY_ROLLBACK || rc == SQLITE_READONLY_RECOVERY ||
	    rc == SQLITE_READONLY_CANTLOCK)
		return err_set(e, ERR_IO,
			       _("%s: its last act was cut short and must be undone first; copy the whole "
				 "folder to a disk and open it there"),
			       db_shown(db));
	return err_set(e, ERR_IO,
		       _("%s cannot be written; nothing was recorded; check the rights of the folder and the "
			 "write switch of the stick"),
		       db_shown(db));
}

static int fail_disk(struct db *db, struct err *e)
{
	int cause = sqlite3_system_errno(db->handle);

	if (cause == EDQUOT || cause == ENOSPC)
		return err_set(e, ERR_IO,
			       _("%s: the disk is full; nothing was recorded; free some space and try again"),
			       db_shown(db));
	db->broken = true;
	return err_set(e, ERR_IO,
		       _("%s: the disk reports a fault; nothing more is recorded; leave, copy the folder to "
			 "another disk and have this one checked"),
		       db_shown(db));
}

/* Turns a result of SQLite into a sentence. doing: the statement's name, or "". */
int db_fail(struct db *db, int rc, const char *doing, struct err *e)
{
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(e, ERR_BUSY,
			       _("%s is being written by another program; try again in a moment"), db_shown(db));
	case SQLITE_NOTADB:
		return err_set(e, ERR_DAMAGED, _(DB_NOT_OURS), db_shown(db));
	case SQLITE_CORRUPT:
		return err_set(e, ERR_DAMAGED,
			       _("%s is damaged; copy the folder away; zicha restore puts the last verified backup back"), db_shown(db));
	case SQLITE_FULL:
		return err_set(e, ERR_IO,
			       _("%s: the disk is full; nothing was recorded; free some space and try again"),
			       db_shown(db));
	case SQLITE_READONLY:
		return fail_write(db, rc, e);
	case SQLITE_IOERR:
		return fail_disk(db, e);
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return err_set(e, ERR_IO,
			       _("%s cannot be opened; check that the folder and the file are yours"),
			       db_shown(db));
	case SQLITE_ERROR: /* statements with a name fit our schema: it is gone from under the open program */
		if (!strcmp(doing, "exec") || !strcmp(doing, "text") || !strcmp(doing, "open"))
			break;
		return err_set(e, ERR_DAMAGED,
			       _("%s: the tables are not those that zicha made; somebody changed them; run zicha verify"),
			       db_shown(db));
	case SQLITE_CONSTRAINT:
		return err_set(e, ERR_CONFLICT,
			       _("%s: this entry contradicts what is recorded (%s); nothing was recorded"),
			       db_shown(db), doing);
	case SQLITE_TOOBIG:
		return err_set(e, ERR_INPUT, _("%s: a value is too large; nothing was recorded"), db_shown(db));
	case SQLITE_NOMEM:
		return err_set(e, ERR_IO, "%s", _("not enough memory; close other programs and try again"));
	case SQLITE_INTERRUPT:
		return err_set(e, ERR_CANCELLED, "%s", _("stopped"));
	}
	return err_set(e, ERR_BUG, _("%s: the store gave an answer that is not known (%d, %s)"), db_shown(db),
		       rc, doing);
}
