/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/people_inside.h"

#include "base/msg.h"
#include "base/text.h"

#include <string.h>

const struct event_field person_fields[] = {
	{PERSON_NO, "no", 't', false},     {PERSON_NAME, "name", 't', false},    {PERSON_ROLE, "role", 't', false},
	{PERSON_POST, "post", 't', true},  {PERSON_BRANCH, "branch", 't', true}, {PERSON_ENROL, "may_enrol", 'i', false},
	{0},
};

const struct event_field enrol_fields[] = {
	{ENROL_PERSON, "person", 't', false},
	{ENROL_PUBLIC, "public", 'b', false},
	{ENROL_ENVELOPE, "envelope", 'b', false},
	{0},
};

const struct event_field rekey_fields[] = {
	{REKEY_ENVELOPE, "envelope", 'b', false},
	{0},
};

const struct event_field leave_fields[] = {
	{LEAVE_PERSON, "person", 't', false},
	{LEAVE_REASON, "reason", 't', true},
	{0},
};

const struct event_field failures_fields[] = {
	{FAILURES_COUNT, "count", 'i', false},
	{FAILURES_FIRST, "first", 'i', false},
	{FAILURES_LAST, "last", 'i', false},
	{0},
};

/* ---- reading ------------------------------------------------------------ */

static void person_read(const struct rows *r, struct arena *arena, struct person *p)
{
	p->no = arena_dup(arena, rows_text(r, 0));
	p->name = arena_dup(arena, rows_text(r, 1));
	p->role = role_find(rows_text(r, 2));
	p->post = arena_dup(arena, rows_text(r, 3));
	p->branch = arena_dup(arena, rows_text(r, 4));
	p->left_at = rows_int(r, 5);
	p->has_key = rows_int(r, 6) != 0;
}

int person_list_load(struct db *db, const char *branch, struct person_list *list, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (branch ? db_select(&r, db, SQL_person_of_branch, e, "t", branch) : db_select(&r, db, SQL_person_all, e, ""))
		return -1;
	while ((more = rows_next(&r, e)) == 1)
		person_read(&r, &list->arena, VEC_PUSH(list));
	return more;
}

void person_list_done(struct person_list *list)
{
	mem_free(list->v);
	arena_done(&list->arena);
	*list = (struct person_list){0};
}

int person_find(struct db *db, const char *no, struct arena *arena, struct person *out, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};

	if (db_select(&r, db, SQL_person_find, e, "t", no))
		return -1;
	int found = rows_next(&r, e);
	if (found == 1)
		person_read(&r, arena, out);
	return found;
}

bool person_reaches(const struct person *p, const char *branch)
{
	return (p->role && p->role->union_wide) || str_empty(p->branch) || str_eq(p->branch, branch);
}

int actor_may(struct db *db, const struct event *ev, unsigned may, const char *branch, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	struct person p;
	int found = person_find(db, ev->actor, &arena, &p, e);

	if (found < 0)
		return -1;
	if (!found || p.left_at || !p.role)
		return err_set(e, ERR_DENIED, _("%s is not a person who may act here"), ev->actor);
	if ((p.role->may & may) != may)
		return err_set(e, ERR_DENIED, _("%s (%s) may not do this; ask somebody whose role allows it"), p.name,
			       _(p.role->label));
	if (branch && !person_reaches(&p, branch))
		return err_set(e, ERR_DENIED, _("%s belongs to branch %s and may not act for branch %s"), p.name,
			       p.branch, branch);
	return 0;
}

/* ---- checking ----------------------------------------------------------- */

bool people_is_code(const char *text, size_t most)
{
	size_t n = text ? strlen(text) : 0;

	if (!n || n > most)
		return false;
	for (const char *p = text; *p; p++)
		if (!((*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') || (*p == '-' && p != text)))
			return false;
	return true;
}

int people_check_code(const char *text, int most, struct err *e)
{
	AUTO(str_done) struct str folded = {0};

	text_fold_ascii(text, &folded);
	if (people_is_code(str_text(&folded), (size_t)most))
		return 0;
	return err_set(e, ERR_INPUT, _("“%s”: 1 to %d digits or capital letters"), text, most);
}

int people_check_name(const char *name, const char *what, struct err *e)
{
	if (str_empty(name) || text_clusters(name, strlen(name)) > NAME_MOST)
		return err_set(e, ERR_INPUT, _("%s: 1 to %d characters"), what, NAME_MOST);
	return 0;
}

int people_check(const char *no, const char *name, const char *role_id, const char *branch, struct err *e)
{
	const struct role *role = role_find(role_id);

	if (!people_is_code(no, STAFF_NO_MOST))
		return err_set(e, ERR_INPUT, _("staff number “%s”: 1 to %d digits or capital letters"), no ? no : "",
			       STAFF_NO_MOST);
	if (people_check_name(name, _("name"), e))
		return -1;
	if (!role)
		return err_set(e, ERR_INPUT,
			       _("role “%s” is unknown; roles are head, staff, inspector, auditor, officer"),
			       role_id ? role_id : "");
	if (!role->union_wide && str_empty(branch))
		return err_set(e, ERR_INPUT, _("%s: the role %s needs a branch"), name, _(role->label));
	return 0;
}

static int check_branch_exists(struct db *db, const char *code, struct err *e)
{
	int64_t there;

	if (str_empty(code))
		return 0;
	if (db_int(db, SQL_branch_exists, 0, &there, e, "t", code))
		return -1;
	return there ? 0 : err_set(e, ERR_ABSENT, _("branch %s does not exist; add it first"), code);
}

/* Somebody whose role reaches every branch: given and taken by others of that reach, or by a head where there is no
 * officer: a branch without a union. */
static int may_manage_union(struct db *db, const struct event *ev, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	AUTO(person_list_done) struct person_list list = {0};
	struct person actor;
	int found = person_find(db, ev->actor, &arena, &actor, e);

	if (found < 0 || person_list_load(db, NULL, &list, e))
		return -1;
	if (found && actor.role && actor.role->union_wide)
		return 0;
	for (size_t i = 0; i < list.n; i++) {
		const struct person *p = &list.v[i];
		if (!p->left_at && p->role && p->role->union_wide && p->role->may & MAY_MANAGE)
			return err_set(
			    e, ERR_DENIED,
			    _("this role reaches every branch; only the union appoints and dismisses: ask %s"),
			    p->name);
	}
	return 0;
}

/* May the actor enter, change or end a person of this role and branch? */
static int may_manage(struct db *db, const struct event *ev, const struct role *role, const char *branch, struct err *e)
{
	if (actor_may(db, ev, MAY_MANAGE, str_empty(branch) ? NULL : branch, e))
		return -1;
	return (role && role->union_wide) || str_empty(branch) ? may_manage_union(db, ev, e) : 0;
}

/* ---- event kinds -------------------------------------------------------- */

int person_may(struct db *db, const struct event *ev, struct err *e)
{
	const char *branch = event_text(ev, PERSON_BRANCH);

	if (people_check(event_text(ev, PERSON_NO), event_text(ev, PERSON_NAME), event_text(ev, PERSON_ROLE), branch,
			 e) ||
	    may_manage(db, ev, role_find(event_text(ev, PERSON_ROLE)), branch, e))
		return -1;
	AUTO(arena_done) struct arena arena = {0};
	struct person old;
	int found = person_find(db, event_text(ev, PERSON_NO), &arena, &old, e);
	if (found < 0)
		return -1;
	if (found && old.left_at)
		return err_set(e, ERR_STATE, _("%s (%s) has left; a staff number is not used again"), old.name, old.no);
	if (found && may_manage(db, ev, old.role, old.branch, e))
		return -1;
	return check_branch_exists(db, branch, e);
}

int person_apply(struct db *db, const struct event *ev, struct err *e)
{
	return event_run(db, SQL_person_put, ev, e);
}

int enrol_may(struct db *db, const struct event *ev, struct err *e)
{
	int64_t may;
	const char *no = event_text(ev, ENROL_PERSON);

	if (db_int(db, SQL_person_may_enrol, 0, &may, e, "t", no))
		return -1;
	return may ? 0 : err_set(e, ERR_DENIED, _("nobody has let %s enrol a key; ask the branch head"), no);
}

int enrol_apply(struct db *db, const struct event *ev, struct err *e)
{
	return event_run(db, SQL_key_end_of_person, ev, e) || event_run(db, SQL_key_put, ev, e) ||
			       event_run(db, SQL_person_enrolled, ev, e)
		       ? -1
		       : 0;
}

int rekey_may(struct db *db, const struct event *ev, struct err *e)
{
	return actor_may(db, ev, 0, NULL, e);
}

int rekey_apply(struct db *db, const struct event *ev, struct err *e)
{
	return event_run(db, SQL_key_rekey, ev, e);
}

int leave_may(struct db *db, const struct event *ev, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	struct person p;
	const char *no = event_text(ev, LEAVE_PERSON);
	int found = person_find(db, no, &arena, &p, e);

	if (found < 0)
		return -1;
	if (!found || p.left_at)
		return err_set(e, ERR_ABSENT, _("%s is not among the people who work here"), no);
	if (str_eq(no, ev->actor))
		return err_set(e, ERR_DENIED, "%s",
			       _("nobody can let himself leave; another person with the right does it"));
	return may_manage(db, ev, p.role, p.branch, e);
}

int leave_apply(struct db *db, const struct event *ev, struct err *e)
{
	return event_run(db, SQL_person_leave, ev, e) ? -1 : event_run(db, SQL_key_end_of_person, ev, e);
}

int failures_apply(struct db *db, const struct event *ev, struct err *e)
{
	return event_run(db, SQL_failures_put, ev, e);
}
