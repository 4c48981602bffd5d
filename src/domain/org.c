/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/org.h"

#include "base/msg.h"
#include "domain/library.h"

#include <string.h>

enum { BRANCH_CODE = 1, BRANCH_NAME, BRANCH_PROFILE };

const struct event_field branch_fields[] = {
	{BRANCH_CODE, "code", 't', false},
	{BRANCH_NAME, "name", 't', false},
	{BRANCH_PROFILE, "profile", 't', true},
	{0},
};

int org_name(struct db *db, struct arena *arena, const char **name, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};

	if (db_select(&r, db, SQL_org_name, e, ""))
		return -1;
	int found = rows_next(&r, e);
	*name = found == 1 ? arena_dup(arena, rows_text(&r, 0)) : "";
	return found < 0 ? -1 : 0;
}

int branch_list_load(struct db *db, struct branch_list *list, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select(&r, db, SQL_branch_all, e, ""))
		return -1;
	while ((more = rows_next(&r, e)) == 1) {
		struct branch *b = VEC_PUSH(list);
		b->code = arena_dup(&list->arena, rows_text(&r, 0));
		b->name = arena_dup(&list->arena, rows_text(&r, 1));
		b->profile = arena_dup(&list->arena, rows_text(&r, 2));
	}
	return more;
}

void branch_list_done(struct branch_list *list)
{
	mem_free(list->v);
	arena_done(&list->arena);
	*list = (struct branch_list){0};
}

const struct branch *branch_list_find(const struct branch_list *list, const char *code)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->v[i].code, code))
			return &list->v[i];
	return NULL;
}

/* The next word of a blank-separated list; its length, 0 at the end. */
static size_t next_word(const char **text)
{
	*text += strspn(*text, " ");
	return strcspn(*text, " ");
}

bool branch_has(const char *profile, const char *key)
{
	size_t want = strlen(key), n;

	for (const char *p = profile ? profile : ""; (n = next_word(&p)); p += n)
		if (n == want && !strncmp(p, key, n))
			return true;
	return false;
}

static bool word_again(const char *rest, const char *word, size_t length)
{
	size_t n;

	for (; (n = next_word(&rest)); rest += n)
		if (n == length && !strncmp(rest, word, n))
			return true;
	return false;
}

int branch_check_profile(const char *profile, struct err *e)
{
	size_t count, n;
	const struct profile_key *keys = library_profile_keys(&count);

	for (const char *p = profile ? profile : ""; (n = next_word(&p)); p += n) {
		bool known = false;
		for (size_t i = 0; i < count; i++)
			known |= strlen(keys[i].id) == n && !strncmp(keys[i].id, p, n);
		if (!known)
			return err_set(
			    e, ERR_INPUT,
			    _("branch profile: “%.*s” is unknown; known are vault, atm, bills, conduct, credit"),
			    (int)n, p);
		if (word_again(p + n, p, n))
			return err_set(e, ERR_INPUT, _("branch profile: “%.*s” stands there twice"), (int)n, p);
	}
	return 0;
}

int branch_check(const char *code, const char *name, const char *profile, struct err *e)
{
	if (!people_is_code(code, BRANCH_CODE_MOST))
		return err_set(e, ERR_INPUT, _("branch code “%s”: 1 to %d digits or capital letters"), code ? code : "",
			       BRANCH_CODE_MOST);
	if (people_check_name(name, _("name of the branch"), e))
		return -1;
	return branch_check_profile(profile, e);
}

int branch_put(struct journal *j, const struct actor *by, const struct branch *b, struct err *e)
{
	AUTO(body_done) struct body body = {0};

	if (branch_check(b->code, b->name, b->profile, e))
		return -1;
	body_text(&body, BRANCH_CODE, b->code);
	body_text(&body, BRANCH_NAME, b->name);
	body_text(&body, BRANCH_PROFILE, b->profile);
	return journal_record(j, by->key, by->no, KIND_BRANCH, &body, NULL, e);
}

int branch_may(struct db *db, const struct event *ev, struct err *e)
{
	const char *code = event_text(ev, BRANCH_CODE);

	if (branch_check(code, event_text(ev, BRANCH_NAME), event_text(ev, BRANCH_PROFILE), e))
		return -1;
	return actor_may(db, ev, MAY_MANAGE, code, e);
}

int branch_apply(struct db *db, const struct event *ev, struct err *e)
{
	return event_run(db, SQL_branch_put, ev, e);
}
