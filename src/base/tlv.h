/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exact bytes: fields of tag (2 bytes), length (4 bytes), value, big-endian, tags
 * strictly rising. There is one way to write a record, so its bytes can be signed.
 */
#ifndef ZICHA_BASE_TLV_H
#define ZICHA_BASE_TLV_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TLV_HEAD = 6 };

/* Adds a field. Values are at most 2^32 - 1 bytes (asserted). */
void tlv_put(struct str *out, uint16_t tag, const void *data, size_t n);
void tlv_put_text(struct str *out, uint16_t tag, const char *text);
void tlv_put_int(struct str *out, uint16_t tag, int64_t number); /* 8 bytes, two's complement */

/* Reading: .at and .n are set by the caller, .last starts at 0. */
struct tlv {
	const unsigned char *at;
	size_t n;
	uint16_t last;
};
/* 1 a field, 0 the end, -1 the bytes are no record (cut short, tags not rising, tag 0). value points into the
 * bytes. */
int tlv_next(struct tlv *t, uint16_t *tag, const unsigned char **value, size_t *n);

/* The number of an 8-byte value. */
int64_t tlv_int(const unsigned char value[8]);

#endif
