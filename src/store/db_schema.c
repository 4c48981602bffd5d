/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The schema that this version makes, and whether a file has it.
 */
#include "store/db_private.h"

#include "base/mem.h"
#include "base/msg.h"
#include "store/schema.h"

#include <string.h>

enum { OBJECTS_MOST = 200 };

const char *db_schema(void)
{
	return (const char *)schema_sql;
}

/* A statement of the schema: from its CREATE to before the semicolon that ends its line. */
struct object {
	const char *sql, *type, *name;
	size_t n, type_n, name_n;
	bool seen;
};

/* CREATE [UNIQUE] type name */
static void object_of(struct object *o, const char *sql, size_t n)
{
	*o = (struct object){.sql = sql, .n = n, .type = sql + strlen("CREATE ")};
	if (str_starts(o->type, "UNIQUE "))
		o->type += strlen("UNIQUE ");
	o->type_n = strcspn(o->type, " ");
	o->name = o->type + o->type_n + 1;
	o->name_n = strcspn(o->name, " (\n");
}

static size_t list_objects(struct object *list)
{
	size_t n = 0;
	const char *end;

	for (const char *at = db_schema(); n < OBJECTS_MOST && (at = strstr(at, "\nCREATE ")) && (end = strstr(at, ";\n")); at = end)
		object_of(&list[n++], at + 1, (size_t)(end - at) - 1);
	return n;
}

static bool is_word(const char *text, const char *word, size_t n)
{
	return strlen(text) == n && !strncmp(text, word, n);
}

/* Types stand in capitals in the SQL, not in sqlite_schema. */
static bool is_type(const char *type, const struct object *o)
{
	return strlen(type) == o->type_n && !strncasecmp(type, o->type, o->type_n);
}

/* Marks the object that a row of sqlite_schema is; false if there is none, or it stands there twice. */
static bool find_object(struct object *list, size_t n, const struct rows *r)
{
	const char *type = rows_exact(r, 0), *name = rows_exact(r, 1), *sql = rows_exact(r, 2);
	size_t len = strlen(sql);

	for (size_t i = 0; i < n; i++) {
		struct object *o = &list[i];
		if (o->seen || o->n != len || memcmp(o->sql, sql, len) || !is_type(type, o) ||
		    !is_word(name, o->name, o->name_n))
			continue;
		o->seen = true;
		return true;
	}
	return false;
}

/* The index that SQLite makes by itself for UNIQUE within a table of ours. It has no SQL of its own. */
static bool is_automatic(const struct object *list, size_t n, const struct rows *r)
{
	static const char prefix[] = "sqlite_autoindex_";
	const char *name = rows_text(r, 1);

	if (*rows_text(r, 2) || !str_eq(rows_text(r, 0), "index") || !str_starts(name, prefix))
		return false;
	name += strlen(prefix);
	const char *end = strrchr(name, '_');
	for (size_t i = 0; end && i < n; i++)
		if (list[i].name_n == (size_t)(end - name) && !strncmp(list[i].name, name, list[i].name_n) &&
		    is_type("table", &list[i]))
			return true;
	return false;
}

int db_check_schema(struct db *db, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	struct object list[OBJECTS_MOST];
	size_t n = list_objects(list), found = 0;
	int more;

	if (db_select(&r, db, SQL_schema_objects, e, ""))
		return -1;
	while ((more = rows_next(&r, e)) > 0) {
		if (is_automatic(list, n, &r))
			continue;
		if (!find_object(list, n, &r))
			break;
		found++;
	}
	if (more < 0)
		return -1;
	return !more && found == n ? 0
				   : err_set(e, ERR_DAMAGED,
					     _("%s: the tables are not those that zicha made; somebody changed them; run "
					       "zicha verify"),
					     db_shown(db));
}
