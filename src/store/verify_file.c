/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/verify_private.h"

#include "base/msg.h"

#include <inttypes.h>
#include <string.h>

static int check_pages(struct verify *v, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	AUTO(str_done) struct str text = {0};
	int64_t places = 0;
	int more;

	if (db_select_text(&r, v->kept, "PRAGMA integrity_check(1000)", e, ""))
		return verify_finding(v, _("the file"), e);
	while ((more = rows_next(&r, e)) > 0)
		places += !str_eq(rows_text(&r, 0), "ok");
	if (more < 0)
		return verify_finding(v, _("the file"), e);
	if (places) {
		str_addf(&text, _("is damaged or was changed by another program in %lld places"), (long long)places);
		verify_say_place(v, _("the file"), str_text(&text));
	}
	return 0;
}

static int check_references(struct verify *v, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	AUTO(str_done) struct str where = {0};
	int more;

	if (db_select_text(&r, v->kept, "PRAGMA foreign_key_check", e, ""))
		return verify_finding(v, _("the file"), e);
	while ((more = rows_next(&r, e)) > 0) {
		const char *table = rows_text(&r, 0);
		if (str_eq(table, str_text(&where)))
			continue;
		str_clear(&where);
		str_add(&where, table);
		verify_say_place(v, str_text(&where), _("has rows that belong to nothing"));
	}
	return more < 0 ? verify_finding(v, _("the file"), e) : 0;
}

/* What a PRAGMA keeps in the file's head must be what a new store has. */
static int check_settings(struct verify *v, struct err *e)
{
	static const char *const names[] = {"application_id", "user_version", "encoding",
					    "auto_vacuum",    "page_size",    "default_cache_size"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		AUTO(rows_done) struct rows k = {0}, r = {0};
		AUTO(str_done) struct str sql = {0};
		AUTO(str_done) struct str where = {0};
		str_addf(&sql, "PRAGMA %s", names[i]);
		if (db_select_text(&k, v->kept, str_text(&sql), e, "") ||
		    db_select_text(&r, v->rebuilt, str_text(&sql), e, ""))
			return verify_finding(v, _("the file"), e);
		if (rows_next(&r, e) < 0 || rows_next(&k, e) < 0)
			return verify_finding(v, _("the file"), e);
		str_addf(&where, _("setting %s"), names[i]);
		if (!str_eq(rows_text(&k, 0), rows_text(&r, 0)))
			verify_say_place(v, str_text(&where), _("is not what zicha sets"));
	}
	return 0;
}

/* ---- what hangs beside the events ---- */

static int check_bodies(struct verify *v, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	int more;

	if (db_select(&r, v->kept, SQL_verify_bodies, e, ""))
		return verify_finding(v, "event_body", e);
	while ((more = rows_next(&r, e)) > 0) {
		AUTO(str_done) struct str where = {0};
		str_addf(&where, _("table %s, row %s"), "event_body", rows_text(&r, 0));
		str_addf(&where, " | %" PRId64, rows_int(&r, 1));
		verify_say_place(v, str_text(&where), _("is the content of no entry"));
	}
	return more < 0 ? verify_finding(v, "event_body", e) : 0;
}

/* One key that must have an envelope, against the table's next row. */
static void check_envelope(struct verify *v, const struct rows *key, bool there, const struct rows *envelope,
			   struct err *e)
{
	unsigned char digest[DIGEST_SIZE];
	size_t n, want_n;
	const char *person = rows_text(key, 1), *text = NULL;
	const void *want = rows_blob(key, 2, &want_n);
	AUTO(str_done) struct str where = {0};

	if (!there) {
		text = _("is gone: the passphrase opens no key any more");
	} else {
		const void *bytes = rows_blob(envelope, 1, &n);
		if (digest_bytes(bytes, n, digest, e) || want_n != sizeof digest ||
		    memcmp(digest, want, want_n))
			text = _("was changed past the record");
	}
	str_addf(&where, _("the envelope of key %.8s"), rows_text(key, 0));
	if (text)
		verify_say(v, &(struct verify_remark){VERIFY_CHANGED, str_text(&where), text, 0, person,
						      person});
}

static int check_envelopes(struct verify *v, struct err *e)
{
	AUTO(rows_done) struct rows k = {0}, n = {0};

	if (db_select(&k, v->rebuilt, SQL_verify_keys, e, "") ||
	    db_select(&n, v->kept, SQL_verify_envelopes, e, ""))
		return verify_finding(v, "envelope", e);
	int km = rows_next(&k, e), nm = km < 0 ? -1 : rows_next(&n, e);
	while (km >= 0 && nm >= 0 && (km || nm)) {
		int order = !km ? 1 : !nm ? -1 : strcmp(rows_text(&k, 0), rows_exact(&n, 0));
		bool wanted = km && rows_int(&k, 3) && !rows_null(&k, 2);
		if (order > 0 || (!order && !wanted))
			verify_say_place(v, "envelope", _("holds a private key that nobody enrolled"));
		else if (wanted)
			check_envelope(v, &k, !order, &n, e);
		if (order <= 0)
			km = rows_next(&k, e);
		if (km >= 0 && order >= 0)
			nm = rows_next(&n, e);
	}
	return km < 0 || nm < 0 ? verify_finding(v, "envelope", e) : 0;
}

static int check_known_head(struct verify *v, const struct verify_head *h, struct err *e)
{
	AUTO(rows_done) struct rows r = {0};
	AUTO(str_done) struct str where = {0};
	size_t n = 0;

	str_addf(&where, _("the head of chain %s"), h->chain);
	if (db_select(&r, v->kept, SQL_event_hash, e, "ti", h->chain, h->seq))
		return verify_finding(v, str_text(&where), e);
	int more = rows_next(&r, e);
	if (more < 0)
		return verify_finding(v, str_text(&where), e);
	const void *hash = more ? rows_blob(&r, 0, &n) : NULL;
	if (n != DIGEST_SIZE || memcmp(hash, h->hash, n))
		verify_say_place(v, str_text(&where),
				 _("as known from outside is not in the record: its end was cut off, or it "
				   "was written anew"));
	return 0;
}

static int check_known_heads(struct verify *v, struct err *e)
{
	const struct verify_options *o = v->options;

	for (size_t i = 0; o && i < o->head_count; i++)
		if (check_known_head(v, &o->heads[i], e))
			return -1;
	for (size_t i = 0; o && i < o->trusted_count; i++)
		if (check_known_head(v, &o->trusted[i], e))
			return -1;
	return 0;
}

int verify_file(struct verify *v, struct err *e)
{
	return check_pages(v, e) || check_references(v, e) || check_settings(v, e) ? -1 : 0;
}

int verify_beside(struct verify *v, struct err *e)
{
	return check_known_heads(v, e) || check_bodies(v, e) || check_envelopes(v, e) ? -1 : 0;
}
