/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Practice: a desk of its own whose store lies in memory, so that nothing of it can come into a list, a count or the
 * journal. The branch and the person are those of the real desk, under another key.
 */
#include "cli/desk_private.h"

#include "base/file.h"
#include "base/msg.h"
#include "domain/session.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PRACTICE_BRANCH "LX" /* 练习 */
#define FOLDER "practice-"   /* and the number of the process, below DIR/local */

static int remove_one(const char *name, void *ctx, struct err *e)
{
	AUTO(str_done) struct str path = {0};

	str_addf(&path, "%s/%s", (const char *)ctx, name);
	file_remove(str_text(&path), e); /* a folder stays here, and is emptied in its turn */
	return 0;
}

/* The folder of a practice, where drafts and wrong passphrases of it lay. */
static void remove_folder(const char *dir)
{
	static const char *const folders[] = {"/local/drafts", "/local", ""};
	struct err ignored = {0};

	for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
		AUTO(str_done) struct str path = {0};
		str_addf(&path, "%s%s", dir, folders[i]);
		file_each(str_text(&path), "", remove_one, path.s, &ignored);
		rmdir(str_text(&path));
	}
}

/* One whose program is gone, or was here before. What cannot be removed is left to the next one. */
static int sweep_one(const char *name, void *ctx, struct err *e)
{
	AUTO(str_done) struct str path = {0};
	long pid = str_starts(name, FOLDER) ? strtol(name + strlen(FOLDER), NULL, 10) : 0;

	if (pid <= 0 || (pid != getpid() && (!kill((pid_t)pid, 0) || errno == EPERM)))
		return 0;
	str_addf(&path, "%s/%s", (const char *)ctx, name);
	remove_folder(str_text(&path));
	return 0;
}

/* A folder of this process's own: somebody else may be practising on the same store. */
static int make_folder(const struct desk *real, struct str *dir, struct err *e)
{
	AUTO(str_done) struct str local = {0};
	struct err ignored = {0};

	desk_path(real, &local, "local");
	file_each(str_text(&local), "", sweep_one, local.s, &ignored);
	str_addf(dir, "%s/" FOLDER "%ld", str_text(&local), (long)getpid());
	return desk_make_folders(real, e) ? -1 : file_make_dir(str_text(dir), desk_mode(real, DESK_FOLDER), e);
}

const char *desk_practice_partner(const struct desk *d)
{
	return str_eq(d->me.no, "1") ? "2" : "1";
}

/* My branch, or the first one for somebody of the union; under another code, so that no number of a practice session is
 * that of a real one. */
static int add_branch(struct desk *p, const struct actor *by, const struct desk *real, struct err *e)
{
	AUTO(branch_list_done) struct branch_list list = {0};

	if (branch_list_load(real->db, &list, e))
		return -1;
	const struct branch *mine = branch_list_find(&list, real->me.branch);
	if (!mine && list.n)
		mine = &list.v[0];
	if (!mine)
		return err_set(e, ERR_ABSENT, "%s",
			       _("there is no branch yet; a risk officer adds one with zicha branch add"));
	return branch_put(&p->journal, by, &(struct branch){PRACTICE_BRANCH, mine->name, mine->profile}, e);
}

/* The store: a founder whom nobody meets, the branch, the person and a partner for what two must look at. */
static int make_store(struct desk *p, const struct desk *real, struct err *e)
{
	struct founding f = {.org = _("practice"), .passphrase = PRACTICE_PASSPHRASE, .log_n = KEY_LOG_N_TEST};
	struct person me = real->me, partner = {.no = desk_practice_partner(real), .name = _("partner"), .post = ""};

	f.founder = (struct person){.no = str_eq(real->me.no, "P0") ? "P1" : "P0", .name = _("practice"), .role = role_find("officer"), .post = "", .branch = ""};
	if (founding_record(&p->journal, &f, e) || desk_login(p, f.founder.no, PRACTICE_PASSPHRASE, e))
		return -1;
	struct actor by = desk_actor(p);
	partner.role = role_find("staff");
	partner.branch = PRACTICE_BRANCH;
	me.branch = me.role->union_wide ? "" : PRACTICE_BRANCH;
	if (add_branch(p, &by, real, e))
		return -1;
	return person_add(&p->journal, &by, &partner, PRACTICE_PASSPHRASE, KEY_LOG_N_TEST, e) ||
			       person_add(&p->journal, &by, &me, PRACTICE_PASSPHRASE, KEY_LOG_N_TEST, e)
		       ? -1
		       : desk_login(p, real->me.no, PRACTICE_PASSPHRASE, e);
}

int desk_practice(struct desk *p, const struct desk *real, const char *line_id, char ref[REF_TEXT], struct err *e)
{
	AUTO(str_done) struct str dir = {0};

	p->clock = real->clock;
	if (make_folder(real, &dir, e) || desk_open(p, str_text(&dir), DESK_MEMORY, e) || desk_load_library(p, e))
		return -1;
	p->log_n = KEY_LOG_N_TEST;
	const struct line *line = library_line(&p->library, line_id);
	if (!line)
		return err_set(e, ERR_ABSENT, _("line %s is not in the library"), line_id);
	if (make_store(p, real, e))
		return -1;
	struct actor by = desk_actor(p);
	struct session_plan plan = {.branch = PRACTICE_BRANCH, .kind = "self_check", .title = _("practice"), .lines = &line, .line_count = 1};
	return session_open(&p->journal, &by, &plan, ref, e);
}

void desk_practice_end(struct desk *p)
{
	if (p->dir)
		remove_folder(p->dir);
	desk_close(p);
	*p = (struct desk){0};
}
