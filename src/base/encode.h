/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes of text files to UTF-8 and back. A Chinese office program's plain "CSV" is GB18030 (or its part
 * GBK) without any mark, and it opens UTF-8 only behind a byte order mark: so reading finds out, and
 * writing is asked for one of five. Knows no file, no line format and nothing of what may be in a text:
 * that is the door's (text_clean()).
 */
#ifndef ZICHA_BASE_ENCODE_H
#define ZICHA_BASE_ENCODE_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum encode_kind { ENCODE_UTF8, ENCODE_UTF8_BOM, ENCODE_GB18030, ENCODE_UTF16LE, ENCODE_UTF16BE };

/* "UTF-8", "UTF-8-BOM", "GB18030", "UTF-16LE", "UTF-16BE": for messages and options. */
const char *encode_name(enum encode_kind kind);
/* The kind of such a name in any case, or of GBK, GB2312, UTF8; false if it is none. */
bool encode_parse(const char *name, enum encode_kind *out);

/* A file's bytes as valid UTF-8 without a byte order mark in out (emptied first, untouched on failure): by
 * the mark if there is one, else strict UTF-8, else GB18030. Line ends stay as they are. kind (may be NULL)
 * says what it was. ERR_INPUT names line and byte of what cannot be read; UTF-8 with a few damaged bytes is
 * refused as such and not read as GB18030. */
int encode_read(const char *bytes, size_t n, struct str *out, enum encode_kind *kind, struct err *e) MUST_CHECK;

/* The same where the encoding is known; a byte order mark may be there or not. */
int encode_read_as(enum encode_kind kind, const char *bytes, size_t n, struct str *out, struct err *e) MUST_CHECK;

/* Characters that an encoding lacks, each once, in the order of the text. {0} is an empty list. */
struct encode_lost {
	struct encode_lost_char {
		uint32_t c;
		size_t line;  /* of the first one, from 1 */
		size_t times;
	} *v;
	size_t n, cap;
};
void encode_lost_done(struct encode_lost *lost);
/* "U+E816 (line 3), U+E831 (line 9, 2 times)", at most 10 of them and how many more. Added to out. */
void encode_lost_text(const struct encode_lost *lost, struct str *out);

/* Valid UTF-8 as bytes of the encoding, with its byte order mark if it has one; out is emptied first. A
 * character that the encoding lacks is never dropped: it is written as <E816> and stands in lost (emptied
 * first), and the caller tells. ERR_INPUT if the text is not UTF-8, ERR_IO if this system's C library
 * cannot write the encoding. */
int encode_write(enum encode_kind kind, const char *text, size_t n, struct str *out, struct encode_lost *lost,
		 struct err *e) MUST_CHECK;

#endif
