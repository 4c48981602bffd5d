/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/msg.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdint.h>
#include <string.h>

/* The bytes of a .mo file (gettext manual, "The Format of GNU MO Files"), made at build time by msgfmt. */
#include "base/msg_table.h"

enum { MO_FROM = 3, MO_TO = 4, MO_HASH_SIZE = 5, MO_HASH = 6 };

static enum msg_lang chosen = MSG_ZH; /* allowed global: the language of messages, set once at start */

void msg_use(enum msg_lang lang)
{
	chosen = lang;
}

enum msg_lang msg_lang(void)
{
	return chosen;
}

static uint32_t word(size_t at)
{
	return (uint32_t)msg_table[at] | (uint32_t)msg_table[at + 1] << 8 | (uint32_t)msg_table[at + 2] << 16 |
	       (uint32_t)msg_table[at + 3] << 24;
}

static const char *string(uint32_t table, size_t i)
{
	return (const char *)msg_table + word(table + 8 * i + 4);
}

/* The hash of .mo files: that of P. J. Weinberger, over 32 bits. */
static uint32_t hash(const char *text)
{
	uint32_t value = 0;

	for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
		value = (value << 4) + *p;
		uint32_t high = value & 0xF0000000U;
		value ^= high >> 24 ^ high;
	}
	return value;
}

/* Double hashing; a slot holds the number of a message and 1, or 0: empty. */
const char *msg_zh(const char *msgid)
{
	uint32_t size = word(4 * MO_HASH_SIZE), slots = word(4 * MO_HASH), value = hash(msgid);
	uint32_t at = value % size, step = 1 + value % (size - 2), i;

	while ((i = word(slots + 4 * (size_t)at))) {
		if (str_eq(msgid, string(word(4 * MO_FROM), i - 1)))
			return string(word(4 * MO_TO), i - 1);
		at = at >= size - step ? at - (size - step) : at + step;
	}
	return NULL;
}

const char *msg_get(const char *msgid)
{
	if (chosen != MSG_ZH || !*msgid) /* "" is the header of the .mo */
		return msgid;
	const char *text = msg_zh(msgid);
	return text ? text : msgid;
}

bool msg_parse_lang(const char *name, enum msg_lang *out)
{
	if (str_starts(name, "zh"))
		*out = MSG_ZH;
	else if (str_starts(name, "en"))
		*out = MSG_EN;
	else
		return false;
	return true;
}

enum msg_lang msg_choose(const char *option, const char *setting, const char *lc_all, const char *lc_messages,
			 const char *lang)
{
	const char *const in_order[] = {option, setting, lc_all, lc_messages, lang};
	enum msg_lang found;

	for (size_t i = 0; i < ARRAY_LEN(in_order); i++)
		if (in_order[i] && msg_parse_lang(in_order[i], &found))
			return found;
	return MSG_ZH;
}
