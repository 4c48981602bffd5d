/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/event.h"

#include "base/msg.h"
#include "base/text.h"
#include "base/tlv.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct event_value *value_of(const struct event *ev, uint16_t tag)
{
	for (size_t i = 0; i < ev->value_count; i++)
		if (ev->values[i].tag == tag)
			return &ev->values[i];
	return NULL;
}

const char *event_text(const struct event *ev, uint16_t tag)
{
	const struct event_value *v = value_of(ev, tag);
	return v ? v->text : NULL;
}

int64_t event_int(const struct event *ev, uint16_t tag, int64_t otherwise)
{
	const struct event_value *v = value_of(ev, tag);
	return v ? v->number : otherwise;
}

const void *event_bytes(const struct event *ev, uint16_t tag, size_t *n)
{
	const struct event_value *v = value_of(ev, tag);
	*n = v ? v->n : 0;
	return v ? v->text : NULL;
}

const char *event_ref(const struct event *ev, char out[REF_TEXT])
{
	snprintf(out, REF_TEXT, "%s-%" PRId64, ev->chain, ev->seq);
	return out;
}

/* ---- writing a body ---- */

static bool takes(struct body *b, uint16_t tag)
{
	assert(tag > b->last);
	b->last = tag;
	return true;
}

void body_text(struct body *b, uint16_t tag, const char *text)
{
	if (takes(b, tag) && !str_empty(text))
		tlv_put_text(&b->bytes, tag, text);
}

void body_int(struct body *b, uint16_t tag, int64_t number)
{
	if (takes(b, tag))
		tlv_put_int(&b->bytes, tag, number);
}

void body_bytes(struct body *b, uint16_t tag, const void *data, size_t n)
{
	if (takes(b, tag))
		tlv_put(&b->bytes, tag, data, n);
}

void body_done(struct body *b)
{
	str_done(&b->bytes);
	*b = (struct body){0};
}

/* ---- reading one ---- */

static const struct event_field *field_of(const struct event_kind *kind, uint16_t tag)
{
	for (const struct event_field *f = kind->fields; f && f->tag; f++)
		if (f->tag == tag)
			return f;
	return NULL;
}

static int damaged(const struct event *ev, const char *field, struct err *e)
{
	return err_set(e, ERR_DAMAGED, _("the content of \"%s\" does not hold: field %s"), ev->kind->name,
		       field);
}

static int take_value(const struct event *ev, const struct event_field *f, const unsigned char *at, size_t n,
		      struct event_value *v, struct arena *arena, struct err *e)
{
	*v = (struct event_value){.tag = f->tag, .n = n};
	if (f->type == 'i') {
		if (n != 8)
			return damaged(ev, f->name, e);
		v->number = tlv_int(at);
		return 0;
	}
	if (f->type == 't' && (!n || !text_is_clean((const char *)at, n, TEXT_LINES)))
		return damaged(ev, f->name, e);
	v->text = arena_dup_n(arena, at, n);
	return 0;
}

static bool has_required(const struct event *ev, const char **missing)
{
	for (const struct event_field *f = ev->kind->fields; f && f->tag; f++)
		if (!f->optional && !value_of(ev, f->tag)) {
			*missing = f->name;
			return false;
		}
	return true;
}

int event_decode(struct event *ev, const void *body, size_t n, struct arena *arena, struct err *e)
{
	struct tlv t = {.at = body, .n = n};
	size_t most = 0;
	uint16_t tag;
	const unsigned char *value;
	const char *missing;
	size_t size;
	int more;

	for (const struct event_field *f = ev->kind->fields; f && f->tag; f++)
		most++;
	struct event_value *values = arena_alloc(arena, (most + 1) * sizeof *values);
	ev->values = values;
	ev->value_count = 0;
	while ((more = tlv_next(&t, &tag, &value, &size)) > 0) {
		const struct event_field *f = field_of(ev->kind, tag);
		if (!f)
			return err_set(e, ERR_UNKNOWN,
				       _("\"%s\" has a field that this version does not know (%u)"),
				       ev->kind->name, (unsigned)tag);
		if (take_value(ev, f, value, size, &values[ev->value_count], arena, e))
			return -1;
		ev->value_count++;
	}
	if (more < 0)
		return damaged(ev, "-", e);
	return has_required(ev, &missing) ? 0 : damaged(ev, missing, e);
}

const struct event_kind *event_kind_find(const struct event_kinds *kinds, uint16_t code)
{
	for (size_t i = 0; i < kinds->n; i++)
		if (kinds->v[i].code == code)
			return &kinds->v[i];
	return NULL;
}

/* ---- what is hashed and signed ---- */

int event_body_digest(const unsigned char salt[EVENT_SALT], const void *body, size_t n,
		      unsigned char out[DIGEST_SIZE], struct err *e)
{
	const struct digest_part parts[] = {{salt, EVENT_SALT}, {body, n}};
	return digest_parts(parts, ARRAY_LEN(parts), out, e);
}

int event_hash(const struct event_row *row, unsigned char out[DIGEST_SIZE], struct err *e)
{
	AUTO(str_done) struct str bytes = {0};

	tlv_put_text(&bytes, 1, "zicha event 1");
	tlv_put_int(&bytes, 2, EVENT_FORMAT);
	tlv_put_text(&bytes, 3, row->chain);
	tlv_put_int(&bytes, 4, row->seq);
	tlv_put(&bytes, 5, row->prev, DIGEST_SIZE);
	tlv_put_int(&bytes, 6, row->kind);
	tlv_put_int(&bytes, 7, row->at);
	tlv_put_text(&bytes, 8, row->key);
	tlv_put(&bytes, 9, row->digest, DIGEST_SIZE);
	return digest_bytes(bytes.s, bytes.n, out, e);
}

void event_signed_bytes(const unsigned char hash[DIGEST_SIZE], struct str *out)
{
	str_clear(out);
	tlv_put_text(out, 1, "zicha signature 1");
	tlv_put(out, 2, hash, DIGEST_SIZE);
}
