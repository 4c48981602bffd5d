/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Proof on the command line: verify, and the journal event by event.
 */
#include "base/clock.h"
#include "base/msg.h"
#include "base/text.h"
#include "cli/verbs.h"
#include "domain/recovery.h"
#include "domain/register.h"
#include "domain/result.h"
#include "domain/session.h"
#include "store/verify.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- verify -------------------------------------------------------------------------------- */

static const char *verdict_id(enum verify_verdict v)
{
	return v == VERIFY_SOUND ? "sound" : v == VERIFY_CHANGED ? "changed" : "unknown";
}

static void say_remark(const struct verify_remark *r, void *ctx)
{
	struct call *c = ctx;
	AUTO(json_done) struct json j = {0};

	if (!c->opt[OPT_JSON]) {
		out_text(c->out, r->where);
		fputs(": ", c->out);
		out_text(c->out, r->text);
		fputc('\n', c->out);
		return;
	}
	json_open(&j, NULL, '{');
	json_text(&j, "verdict", verdict_id(r->verdict));
	json_text(&j, "where", r->where);
	json_text(&j, "text", r->text);
	json_int(&j, "seq", r->seq);
	json_text(&j, "actor", r->actor);
	json_text(&j, "subject", r->subject);
	json_close(&j, '}');
	json_print(&j, c->out);
}

/* CHAIN:SEQ:HASH, or CHAIN-SEQ:HASH as it is printed. */
static int parse_head(const char *text, struct verify_head *h, struct err *e)
{
	long long seq;
	AUTO(mem_free_auto) char *copy = mem_dup(text);
	char *number = strpbrk(copy, ":-"), *hash = number ? strchr(number + 1, ':') : NULL;

	if (number && hash) {
		*number++ = '\0';
		*hash++ = '\0';
		if (strlen(copy) == CHAIN_TEXT - 1 && str_to_int(number, 1, INT64_MAX, &seq) &&
		    str_from_hex(hash, h->hash, DIGEST_SIZE)) {
			memcpy(h->chain, copy, CHAIN_TEXT);
			h->seq = seq;
			return 0;
		}
	}
	return err_set(e, ERR_USAGE, _("--head: “%s” is no head; it looks like CHAIN:SEQ:HASH"), text);
}

static void say_result(struct call *c, const struct verify_result *r)
{
	AUTO(json_done) struct json j = {0};
	char hex[DIGEST_HEX];

	if (c->opt[OPT_JSON]) {
		json_open(&j, NULL, '{');
		json_text(&j, "verdict", verdict_id(r->verdict));
		json_int(&j, "events", r->events);
		json_int(&j, "signatures", r->signatures);
		json_int(&j, "rows", r->rows);
		json_int(&j, "remarks", r->remarks);
		if (r->own.seq) {
			json_text(&j, "chain", r->own.chain);
			json_int(&j, "head_seq", r->own.seq);
			json_text(&j, "head_hash", digest_hex(r->own.hash, hex));
		}
		json_close(&j, '}');
		json_print(&j, c->out);
		return;
	}
	fprintf(c->out, _("%lld events, %lld signatures and %lld rows were checked.\n"), (long long)r->events,
		(long long)r->signatures, (long long)r->rows);
	if (r->own.seq)
		fprintf(c->out, _("head: %s:%lld:%s\n"), r->own.chain, (long long)r->own.seq,
			digest_hex(r->own.hash, hex));
	if (r->verdict == VERIFY_SOUND) {
		fprintf(
		    c->out, "%s\n",
		    _("Sound: nothing was changed. The keys are uncertified: no union has confirmed whose they are."));
		fprintf(c->out, "%s\n",
			_("This cannot show that the last events were not cut off before anybody outside knew them; "
			  "give a known --head for that."));
	} else {
		fprintf(c->out, "%s\n",
			r->verdict == VERIFY_CHANGED
			    ? _("CHANGED OR DAMAGED: see above; keep this store as it is and ask the auditor.")
			    : _("CANNOT TELL: see above."));
	}
}

/* A backup that was put back: nothing against the store, but whoever reads the verdict must know. */
static void say_recovery(struct call *c, const struct recovery *r)
{
	AUTO(json_done) struct json j = {0};
	AUTO(str_done) struct str text = {0};
	char when[TIME_TEXT];

	if (c->opt[OPT_JSON]) {
		json_open(&j, NULL, '{');
		json_text(&j, "recovery", r->id);
		json_text(&j, "source", r->source);
		json_text(&j, "reason", r->reason);
		json_int(&j, "lost_seq", r->lost_seq);
		json_text(&j, "lost_hash", r->lost_hash);
		json_time(&j, "at", r->at);
		json_text(&j, "by", r->by);
		json_close(&j, '}');
		json_print(&j, c->out);
		return;
	}
	str_addf(&text, _("event %s: backup %s was put back on %s by %s (%s): %s\n"), r->id, r->source,
		 time_format(r->at, when), r->by_name, r->by, r->reason);
	if (r->lost_seq)
		str_addf(&text, _("  What had stood there ended with event %lld, hash %s.\n"), (long long)r->lost_seq,
			 r->lost_hash);
	out_text(c->out, str_text(&text));
}

/* Says nothing where the store cannot be read: then the remarks have said why. */
static void say_recoveries(struct call *c, const char *path)
{
	AUTO(recovery_list_done) struct recovery_list list = {0};
	AUTO(db_close) struct db *db = NULL;
	struct err ignored = {0};

	if (db_open(&db, path, DB_READONLY, &ignored) || recovery_list_load(db, &list, &ignored))
		return;
	for (size_t i = 0; i < list.n; i++)
		say_recovery(c, &list.v[i]);
}

int verb_verify(struct call *c, struct err *e)
{
	struct verify_head head;
	struct verify_options options = {.remark = say_remark, .ctx = c};
	struct verify_result result;
	AUTO(str_done) struct str path = {0};

	if (c->opt[OPT_HEAD]) {
		if (parse_head(c->opt[OPT_HEAD], &head, e))
			return -1;
		options.heads = &head;
		options.head_count = 1;
	}
	if (cli_data_dir(c, &path, e))
		return -1;
	str_add(&path, "/zicha.db");
	if (verify_path(str_text(&path), &domain_kinds, &options, &result, e))
		return -1;
	say_recoveries(c, str_text(&path));
	say_result(c, &result);
	return (int)result.verdict;
}

/* ---- events -------------------------------------------------------------------------------- */

enum { KIND_COLS = 16 };

struct events_ctx {
	struct call *c;
	long long left;
	struct arena arena;   /* of the session below */
	const char *id;       /* the last one that an event was about; NULL: none yet */
	const char *number;   /* "" if it is no session */
};

static const char *field_text(const struct event *ev, const char *name)
{
	for (const struct event_field *f = ev->kind ? ev->kind->fields : NULL; f && f->tag; f++)
		if (f->type == 't' && str_eq(f->name, name))
			return event_text(ev, f->tag);
	return NULL;
}

/* The number of the session by which people know it. A store whose projections are lost still lists its events. */
static const char *session_number(struct events_ctx *k, const char *id)
{
	struct err ignored = {0};
	struct session s;

	if (str_eq(k->id, id))
		return k->number;
	arena_done(&k->arena);
	k->number = session_get(k->c->desk->db, id, &k->arena, &s, &ignored) == 1 ? s.number : "";
	k->id = arena_dup(&k->arena, id);
	return k->number;
}

/* What an event is about: the session that it opens or names, the thing in it, what was said of it. */
static void add_subject(struct events_ctx *k, const struct event *ev, struct str *out)
{
	static const char *const names[] = {"item", "code", "branch", "person", "no", "edition", "reason"};
	char ref[REF_TEXT];
	const char *session = field_text(ev, "session"), *result = field_text(ev, "result");
	const char *number = session_number(k, session ? session : event_ref(ev, ref));
	enum result r;

	str_add(out, session && !*number ? session : number);
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *text = field_text(ev, names[i]);
		if (!str_empty(text))
			str_addf(out, "%s%s", out->n ? "  " : "", text);
	}
	if (result)
		str_addf(out, "  %s", result_parse(result, &r) ? result_label(r) : result);
}

static void event_json(const struct event *ev, FILE *out)
{
	AUTO(json_done) struct json j = {0};
	char ref[REF_TEXT], hex[DIGEST_HEX];

	json_open(&j, NULL, '{');
	json_text(&j, "event", event_ref(ev, ref));
	json_int(&j, "seq", ev->seq);
	json_text(&j, "kind", ev->kind ? ev->kind->name : "");
	json_time(&j, "at", ev->at);
	json_text(&j, "actor", ev->actor);
	json_text(&j, "key", ev->key);
	json_text(&j, "hash", digest_hex(ev->hash, hex));
	json_open(&j, "body", '{');
	for (const struct event_field *f = ev->kind ? ev->kind->fields : NULL; f && f->tag; f++) {
		AUTO(str_done) struct str bytes = {0};
		size_t n;
		const void *data;
		if (f->type == 't' && event_text(ev, f->tag))
			json_text(&j, f->name, event_text(ev, f->tag));
		else if (f->type == 'i' && event_int(ev, f->tag, -1) != -1)
			json_int(&j, f->name, event_int(ev, f->tag, 0));
		else if (f->type == 'b' && (data = event_bytes(ev, f->tag, &n))) {
			str_add_hex(&bytes, data, n);
			json_text(&j, f->name, str_text(&bytes));
		}
	}
	json_close(&j, '}');
	json_close(&j, '}');
	json_print(&j, out);
}

static int say_event(const struct event *ev, void *ctx, struct err *e)
{
	struct events_ctx *k = ctx;
	char at[TIME_TEXT];

	if (k->left-- <= 0)
		return 1;
	if (k->c->opt[OPT_JSON])
		event_json(ev, k->c->out);
	else {
		fprintf(k->c->out, "%6lld  %s  ", (long long)ev->seq, time_format(ev->at, at));
		out_padded(k->c->out, ev->actor, STAFF_NO_MOST);
		AUTO(str_done) struct str subject = {0}, shown = {0};
		add_subject(k, ev, &subject);
		text_mark(str_text(&subject), subject.n, &shown);
		fputs("  ", k->c->out);
		out_padded(k->c->out, ev->kind ? _(ev->kind->label) : "?", shown.n ? KIND_COLS : 0);
		fprintf(k->c->out, "%s%s\n", shown.n ? "  " : "", str_text(&shown));
	}
	return 0;
}

int verb_events(struct call *c, struct err *e)
{
	struct events_ctx k = {.c = c, .left = INT64_MAX};
	long long from = 1;

	if (c->argc && !str_to_int(c->argv[0], 1, INT64_MAX, &from))
		return err_set(e, ERR_USAGE, _("“%s” is no number of an event"), c->argv[0]);
	if (c->opt[OPT_LIMIT] && !str_to_int(c->opt[OPT_LIMIT], 1, INT64_MAX, &k.left))
		return err_set(e, ERR_USAGE, _("--limit: “%s” is no number from 1 to 1000000"), c->opt[OPT_LIMIT]);
	int rc = journal_each(c->desk->db, c->desk->journal.kinds, c->desk->journal.chain, from, say_event, &k, e);
	arena_done(&k.arena);
	return rc < 0 ? -1 : 0;
}
