/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/tlv.h"

#include <assert.h>
#include <string.h>

void tlv_put(struct str *out, uint16_t tag, const void *data, size_t n)
{
	assert(tag && n <= UINT32_MAX);
	unsigned char head[TLV_HEAD] = {(unsigned char)(tag >> 8), (unsigned char)tag,
					(unsigned char)(n >> 24),  (unsigned char)(n >> 16),
					(unsigned char)(n >> 8),   (unsigned char)n};
	str_add_n(out, head, sizeof head);
	str_add_n(out, data, n);
}

void tlv_put_text(struct str *out, uint16_t tag, const char *text)
{
	tlv_put(out, tag, text, strlen(text));
}

void tlv_put_int(struct str *out, uint16_t tag, int64_t number)
{
	unsigned char bytes[8];
	uint64_t bits = (uint64_t)number;

	for (int i = 7; i >= 0; i--, bits >>= 8)
		bytes[i] = (unsigned char)bits;
	tlv_put(out, tag, bytes, sizeof bytes);
}

int64_t tlv_int(const unsigned char value[8])
{
	uint64_t bits = 0;

	for (int i = 0; i < 8; i++)
		bits = bits << 8 | value[i];
	return (int64_t)bits;
}

int tlv_next(struct tlv *t, uint16_t *tag, const unsigned char **value, size_t *n)
{
	if (!t->n)
		return 0;
	if (t->n < TLV_HEAD)
		return -1;
	const unsigned char *p = t->at;
	uint16_t found = (uint16_t)(p[0] << 8 | p[1]);
	size_t size = (size_t)p[2] << 24 | (size_t)p[3] << 16 | (size_t)p[4] << 8 | p[5];
	if (found <= t->last || size > t->n - TLV_HEAD)
		return -1;
	*tag = t->last = found;
	*value = p + TLV_HEAD;
	*n = size;
	t->at += TLV_HEAD + size;
	t->n -= TLV_HEAD + size;
	return 1;
}
