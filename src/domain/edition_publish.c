/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pinning texts of the library, and publishing an edition: the acts and what they write.
 */
#include "base/msg.h"
#include "domain/edition_inside.h"
#include "domain/library_edit.h"

#include <string.h>

enum { ADOPT_TEXT = 1 };
enum {
	PUBLISH_EDITION = 1,
	PUBLISH_NOTE,
	PUBLISH_LINES, /* "credit DIGEST", one a line, in order */
	PUBLISH_BASES, /* the digest of the register of rules */
	PUBLISH_RULES  /* LIBRARY_RULES of the version that published it */
};
enum { LINE_ROOM = 32 };

const struct event_field adopt_fields[] = {{ADOPT_TEXT, "text", 't', false}, {0}};

const struct event_field publish_fields[] = {
	{PUBLISH_EDITION, "edition", 't', false}, {PUBLISH_NOTE, "note", 't', false},
	{PUBLISH_LINES, "lines", 't', false},     {PUBLISH_BASES, "bases", 't', false},
	{PUBLISH_RULES, "rules", 'i', false},     {0},
};

/* ---- pinning a text --------------------------------------------------------- */

int adopt_may(struct db *db, const struct event *ev, struct err *e)
{
	if (!actor_may(db, ev, MAY_INSPECT, NULL, e)) /* whoever may open a session may pin what it asks */
		return 0;
	if (e->code != ERR_DENIED)
		return -1;
	err_clear(e);
	return actor_may(db, ev, MAY_PUBLISH, NULL, e);
}

static int item_put(struct db *db, const char *edition, int64_t pos, const struct item *it, struct err *e)
{
	AUTO(str_done) struct str value = {0};

	item_value_text(&it->value, &value);
	return db_run(db, SQL_item_put, e, "tittttttttttttittittttt", edition, pos, it->code, it->title, it->section,
		      it->question, it->look, it->method, it->why, it->source, it->posts, it->bases, it->measure,
		      severity_id(it->severity), (int64_t)it->weight, str_text(&value), evidence_id(it->evidence),
		      (int64_t)it->two_person, it->sample, it->when, it->after, it->frequency, it->retired);
}

/* The text was good when it was pinned; rules that came later do not matter. */
int adopt_apply(struct db *db, const struct event *ev, struct err *e)
{
	static const struct line none = {.id = "", .code = "", .name = "", .edition = ""};
	const char *text = event_text(ev, ADOPT_TEXT);
	AUTO(library_done) struct library lib = {0};
	unsigned char digest[DIGEST_SIZE];
	char hex[DIGEST_HEX];

	if (library_add_pinned(&lib, "edition", text, strlen(text), e) || digest_bytes(text, strlen(text), digest, e))
		return -1;
	const struct line *line = lib.n ? &lib.v[0] : &none;
	digest_hex(digest, hex);
	if (db_run(db, SQL_edition_put, e, "tttttti", hex, line->id, line->code, line->name, line->edition, text, ev->at))
		return -1;
	for (size_t i = 0; i < line->n; i++)
		if (item_put(db, hex, (int64_t)i, &line->v[i], e))
			return -1;
	return 0;
}

int edition_adopt(struct act *act, const struct actor *by, const char *text, size_t n, struct err *e)
{
	AUTO(body_done) struct body b = {0};
	unsigned char digest[DIGEST_SIZE];
	char hex[DIGEST_HEX];
	int64_t there;

	if (digest_bytes(text, n, digest, e) ||
	    db_int(act->journal->db, SQL_edition_exists, 0, &there, e, "t", digest_hex(digest, hex)))
		return -1;
	if (there)
		return 0;
	body_text(&b, ADOPT_TEXT, text);
	return act_record(act, by->key, by->no, KIND_ADOPT, &b, NULL, e);
}

/* ---- the act ------------------------------------------------------------------- */

/* The next "credit DIGEST" of the field: 1, 0 at its end, -1 if it is none. */
static int next_pin(const char **at, char line[LINE_ROOM], char digest[DIGEST_HEX])
{
	size_t n = strcspn(*at, " \n"), rest;

	if (!**at)
		return 0;
	if (!n || n >= LINE_ROOM || (*at)[n] != ' ')
		return -1;
	memcpy(line, *at, n);
	line[n] = '\0';
	rest = strcspn(*at + n + 1, "\n");
	if (rest != DIGEST_HEX - 1)
		return -1;
	memcpy(digest, *at + n + 1, rest);
	digest[rest] = '\0';
	*at += n + 1 + rest;
	*at += **at == '\n';
	return 1;
}

/* What the chain published last: its id and name; "" if nothing. */
static int find_before(struct db *db, const char *chain, struct arena *arena, const char **id, const char **edition,
		       struct err *e)
{
	AUTO(rows_done) struct rows r = {0};

	*id = *edition = "";
	if (db_select(&r, db, SQL_publication_of_chain, e, "t", chain))
		return -1;
	int found = rows_next(&r, e);
	if (found == 1) {
		*id = arena_dup(arena, rows_text(&r, 0));
		*edition = arena_dup(arena, rows_text(&r, 1));
	}
	return found < 0 ? -1 : 0;
}

/* The pinned text of a line is read into lib by today's rules. */
static int add_text(struct db *db, const char *line, const char *digest, struct library *lib, struct str *name,
		    struct err *e)
{
	AUTO(rows_done) struct rows r = {0};

	if (db_select(&r, db, SQL_edition_text, e, "tt", digest, line))
		return -1;
	int found = rows_next(&r, e);
	if (found != 1)
		return found < 0 ? -1 : err_set(e, ERR_INPUT, _("line %s: this edition is not in the store"), line);
	const char *text = rows_text(&r, 0);
	AUTO(str_done) struct str file = {0};
	str_addf(&file, "%s.rec", *line ? line : "basis");
	str_clear(name);
	str_add(name, rows_text(&r, 1));
	return lib ? library_add(lib, str_text(&file), text, strlen(text), NULL, NULL, e) : 0;
}

/* A line against what was published before: nothing of it is lost, and what is new says so. */
static int may_follow(struct db *db, const struct event *ev, const char *before, const char *line, const char *digest,
		      const char *name, bool *differs, struct err *e)
{
	AUTO(rows_done) struct rows old = {0}, gone = {0};
	const char *edition = event_text(ev, PUBLISH_EDITION);

	if (db_select(&old, db, SQL_published_line, e, "tt", before, line))
		return -1;
	int found = rows_next(&old, e);
	if (found < 0)
		return -1;
	if (found && str_eq(rows_text(&old, 0), digest))
		return 0;
	*differs = true;
	if (*line && strcmp(name, edition) && *before)
		return err_set(e, ERR_INPUT, _("line %s changes in edition %s and must carry its name"), line, edition);
	if (!found)
		return 0;
	if (db_select(&gone, db, SQL_edition_code_gone, e, "tt", rows_text(&old, 0), digest) ||
	    (found = rows_next(&gone, e)) < 0)
		return -1;
	return found ? err_set(e, ERR_CONFLICT,
			       _("%s is gone from the library; a code is kept for ever: retire the item instead"),
			       rows_text(&gone, 0))
		     : 0;
}

/* Every line that was published before is published again. */
static int may_keep_lines(struct db *db, const char *before, const char *lines, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select(&r, db, SQL_published, e, "t", before))
		return -1;
	while ((more = rows_next(&r, e)) == 1) {
		AUTO(str_done) struct str all = {0}, wanted = {0};
		str_addf(&all, "\n%s", lines);
		str_addf(&wanted, "\n%s ", rows_text(&r, 0));
		if (*rows_text(&r, 0) && !strstr(str_text(&all), str_text(&wanted)))
			return err_set(e, ERR_CONFLICT, _("line %s is gone from the library; retire its items instead"),
				       rows_text(&r, 0));
	}
	return more;
}

/* Every rule that was registered before is registered still. */
static int may_keep_bases(struct db *db, const char *before, const char *digest, struct err *e)
{
	AUTO(library_done) struct library was = {0}, now = {0};
	AUTO(rows_done) struct rows r = {0};

	if (db_select(&r, db, SQL_published_line, e, "tt", before, ""))
		return -1;
	int found = rows_next(&r, e);
	if (found < 1)
		return found;
	const char *texts[2] = {rows_text(&r, 0), digest};
	struct library *libs[2] = {&was, &now};
	for (size_t i = 0; i < 2; i++) {
		AUTO(rows_done) struct rows t = {0};
		if (db_select(&t, db, SQL_edition_text, e, "tt", texts[i], "") || (found = rows_next(&t, e)) < 0)
			return -1;
		if (!found || library_add_pinned(libs[i], "basis.rec", rows_text(&t, 0), strlen(rows_text(&t, 0)), e))
			return found
				   ? -1
				   : err_set(e, ERR_INPUT, "%s", _("the register of the edition is not in the store"));
	}
	for (size_t i = 0; i < was.bases.n; i++)
		if (!library_basis(&now, was.bases.v[i].code))
			return err_set(e, ERR_CONFLICT,
				       _("%s is gone from the register; a code is kept for ever: say that it is no longer in force"),
				       was.bases.v[i].code);
	return 0;
}

static int check_name(const char *edition, const char *before, struct err *e)
{
	if (!edition_is_name(edition))
		return err_set(e, ERR_INPUT, _("“%s” is no edition; write year and number, such as 2026.2"), edition);
	if (*before && edition_compare(edition, before) <= 0)
		return err_set(e, ERR_INPUT, _("edition %s is not later than %s; choose a later number"), edition,
			       before);
	return 0;
}

static int nothing_new(struct err *e)
{
	return err_set(e, ERR_STATE, "%s", _("nothing differs from the edition in force; there is nothing to publish"));
}

/* All texts that the act names; read into lib unless that is NULL. */
static int may_hold(struct db *db, const struct event *ev, const char *before, struct library *lib, struct err *e)
{
	const char *at = event_text(ev, PUBLISH_LINES);
	char line[LINE_ROOM], digest[DIGEST_HEX];
	AUTO(str_done) struct str name = {0};
	bool differs = !*before;
	int more;

	while ((more = next_pin(&at, line, digest)) == 1)
		if (add_text(db, line, digest, lib, &name, e) ||
		    may_follow(db, ev, before, line, digest, str_text(&name), &differs, e))
			return -1;
	if (more < 0)
		return err_set(e, ERR_INPUT, "%s", _("the list of lines of the edition cannot be read"));
	if (add_text(db, "", event_text(ev, PUBLISH_BASES), lib, &name, e) ||
	    may_follow(db, ev, before, "", event_text(ev, PUBLISH_BASES), "", &differs, e))
		return -1;
	return differs ? 0 : nothing_new(e);
}

static void note_first(const struct rec_problem *p, void *ctx)
{
	struct err *e = ctx;

	if (!p->warning && e->code == ERR_NONE)
		err_set(e, ERR_INPUT, "%s:%u:%u: %s", p->file, p->line, p->column, p->text);
}

int publish_may(struct db *db, const struct event *ev, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	AUTO(library_done) struct library lib = {0};
	int64_t rules = event_int(ev, PUBLISH_RULES, 0);
	const char *before, *name;

	if (actor_may(db, ev, MAY_PUBLISH, NULL, e) || find_before(db, ev->chain, &arena, &before, &name, e) ||
	    check_name(event_text(ev, PUBLISH_EDITION), name, e))
		return -1;
	if (rules < 1 || rules > LIBRARY_RULES)
		return err_set(e, ERR_UNKNOWN, _("edition %s follows rules that this version of zicha does not know"),
			       event_text(ev, PUBLISH_EDITION));
	if (may_keep_lines(db, before, event_text(ev, PUBLISH_LINES), e) ||
	    may_keep_bases(db, before, event_text(ev, PUBLISH_BASES), e) ||
	    may_hold(db, ev, before, rules == LIBRARY_RULES ? &lib : NULL, e))
		return -1;
	struct err first = {0};
	if (rules == LIBRARY_RULES && library_check(&lib, note_first, &first)) {
		*e = first;
		return -1;
	}
	return 0;
}

int publish_apply(struct db *db, const struct event *ev, struct err *e)
{
	const char *at = event_text(ev, PUBLISH_LINES), *edition = event_text(ev, PUBLISH_EDITION);
	char ref[REF_TEXT], line[LINE_ROOM], digest[DIGEST_HEX];
	int64_t pos = 0;

	event_ref(ev, ref);
	if (db_run(db, SQL_publication_put, e, "ttittit", ref, ev->chain, edition_ordinal(edition), edition,
		   event_text(ev, PUBLISH_NOTE), ev->at, ev->actor))
		return -1;
	for (; next_pin(&at, line, digest) == 1; pos++)
		if (db_run(db, SQL_published_put, e, "titt", ref, pos, line, digest))
			return -1;
	return db_run(db, SQL_published_put, e, "titt", ref, pos, "", event_text(ev, PUBLISH_BASES));
}

/* ---- publishing -------------------------------------------------------------------- */

void edition_note_loss(const struct change *c, void *ctx)
{
	struct err *e = ctx;

	if (e->code != ERR_NONE)
		return;
	if (c->kind == CHANGE_REMOVED || c->kind == CHANGE_BASIS_REMOVED)
		err_set(e, ERR_CONFLICT, c->kind == CHANGE_REMOVED
			? _("%s is gone from the library; a code is kept for ever: retire the item instead")
			: _("%s is gone from the register; a code is kept for ever: say that it is no longer in force"),
			c->code);
	if (c->kind == CHANGE_LINE_REMOVED)
		err_set(e, ERR_CONFLICT, _("line %s is gone from the library; retire its items instead"), c->code);
}

static int can_publish(struct db *db, const struct library *now, const struct library *lib, const char *edition,
		       rec_report *report, void *ctx, struct err *e)
{
	AUTO(str_done) struct str name = {0};
	struct err why = {0};

	if (edition_in_force(db, now, &name, e) || check_name(edition, str_text(&name), e))
		return -1;
	if (!library_diff(now, lib, edition_note_loss, &why))
		return nothing_new(e);
	if (report)
		library_check(lib, report, ctx);
	if (why.code == ERR_NONE)
		library_check(lib, note_first, &why);
	if (why.code == ERR_NONE)
		return 0;
	*e = why;
	return -1;
}

int edition_can_publish(struct db *db, const struct library *lib, const char *edition, rec_report *report, void *ctx,
			struct err *e)
{
	AUTO(library_done) struct library now = {0};

	return edition_load(db, &now, e) ? -1 : can_publish(db, &now, lib, edition, report, ctx, e);
}

/* The text of a line as it is published: as it is in force, or under the new name. */
static void published_text(const struct library *now, const struct line *line, const char *edition, struct str *out)
{
	const struct line *was = library_line(now, line->id);
	struct library before = {.v = (struct line *)(uintptr_t)was, .n = was ? 1 : 0};
	struct library after = {.v = (struct line *)(uintptr_t)line, .n = 1};

	str_clear(out);
	if (was && !library_diff(&before, &after, NULL, NULL)) {
		str_add_n(out, was->text, was->text_n);
		return;
	}
	struct line changed = *line;
	changed.edition = edition;
	changed.v = mem_alloc((line->n + 1) * sizeof *changed.v);
	for (size_t i = 0; i < line->n; i++) {
		const struct item *old = was ? line_item(was, line->v[i].code) : NULL;
		changed.v[i] = line->v[i];
		if (*changed.v[i].retired && (!old || !*old->retired))
			changed.v[i].retired = edition;
	}
	line_write(&changed, out);
	mem_free(changed.v);
}

/* Pins all texts and records the edition. now NULL: every line as it stands. */
static int record(struct act *act, const struct actor *by, const struct library *now, const struct library *lib,
		  const char *edition, const char *note, char ref[REF_TEXT], struct err *e)
{
	AUTO(body_done) struct body b = {0};
	AUTO(str_done) struct str text = {0}, lines = {0};
	unsigned char digest[DIGEST_SIZE];
	char hex[DIGEST_HEX];

	for (size_t i = 0; i < lib->n; i++) {
		published_text(now, &lib->v[i], edition, &text);
		if (edition_adopt(act, by, str_text(&text), text.n, e) ||
		    digest_bytes(str_text(&text), text.n, digest, e))
			return -1;
		str_addf(&lines, "%s%s %s", i ? "\n" : "", lib->v[i].id, digest_hex(digest, hex));
	}
	str_clear(&text);
	bases_write(lib, &text);
	if (edition_adopt(act, by, str_text(&text), text.n, e) || digest_bytes(str_text(&text), text.n, digest, e))
		return -1;
	body_text(&b, PUBLISH_EDITION, edition);
	body_text(&b, PUBLISH_NOTE, note);
	body_text(&b, PUBLISH_LINES, str_text(&lines));
	body_text(&b, PUBLISH_BASES, digest_hex(digest, hex));
	body_int(&b, PUBLISH_RULES, LIBRARY_RULES);
	return act_record(act, by->key, by->no, KIND_PUBLISH, &b, ref, e);
}

int edition_publish(struct journal *j, const struct actor *by, const struct library *lib, const char *edition,
		    const char *note, char ref[REF_TEXT], struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	AUTO(library_done) struct library now = {0};
	AUTO(act_abort) struct act act = {0};
	const char *id, *name;

	if (str_empty(note))
		return err_set(e, ERR_INPUT, "%s", _("say in a note what the edition changes, and why"));
	if (act_begin(&act, j, e) || edition_load(j->db, &now, e) ||
	    can_publish(j->db, &now, lib, edition, NULL, NULL, e) ||
	    find_before(j->db, j->chain, &arena, &id, &name, e))
		return -1;
	/* What was in force until now is put down first, so that it can be told from this for ever. The note is content,
	 * not interface: Chinese in every language of the screen. */
	if (!*id && record(&act, by, &now, &now, edition_of_library(&now), "随程序提供的风险点库", NULL, e))
		return -1;
	return record(&act, by, &now, lib, edition, note, ref, e) || act_commit(&act, e) ? -1 : 0;
}
