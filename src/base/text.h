/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text as people mean it: what may enter (the doors), grapheme clusters,
 * marks for foreign characters. Knows nothing of columns (width.h) or lines (wrap.h).
 * Text inside the program has passed text_clean(): valid UTF-8, NFC, no controls but LF.
 */
#ifndef ZICHA_BASE_TEXT_H
#define ZICHA_BASE_TEXT_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The door. Adds the text in NFC to out (emptied first). CR LF and CR become LF, TAB becomes a blank;
 * LF is refused unless TEXT_LINES. Refused by name and place (ERR_INPUT, "character 12: U+202E ..."):
 * invalid UTF-8, C0 but LF, DEL, C1, bidi controls, tag characters, U+FEFF inside, non-characters.
 * A BOM at the very start is dropped. out is untouched on failure. Never normalises to NFKC. */
enum { TEXT_LINE = 0, TEXT_LINES = 1 };
int text_clean(const char *bytes, size_t n, unsigned flags, struct str *out, struct err *e);

/* Whether text_clean() refuses a code point; if so, adds which and why, with no place, to what. The caller
 * lets LF, CR and TAB through by itself. */
bool text_refused(uint32_t c, struct str *what);

/* True if text would pass text_clean() unchanged. */
bool text_is_clean(const char *text, size_t n, unsigned flags);

/* Decodes one code point at s (n > 0 bytes left). Gives its bytes; *c = U+FFFD and 1 for an invalid byte. */
static inline size_t text_decode(const char *s, size_t n, uint32_t *c);
/* Adds a code point as UTF-8. */
void text_add_char(struct str *out, uint32_t c);

/* Bytes of the extended grapheme cluster (UAX 29) that starts at s; s must be a cluster border. 0 only if n
 * is 0. */
size_t text_cluster(const char *s, size_t n);
/* The border before byte `at` (a border itself); 0 at the start. text is the whole text. */
size_t text_cluster_before(const char *text, size_t n, size_t at);
/* Clusters in the text. */
size_t text_clusters(const char *text, size_t n);
/* Bytes of the first `clusters` clusters. */
size_t text_offset(const char *text, size_t n, size_t clusters);

/* Text for stdout, stderr and the reading view: foreign bytes and format characters as marks such as <202E>,
 * <1B> or <\xFF>; LF is kept. The result is harmless on any terminal. Added to out. */
void text_mark(const char *bytes, size_t n, struct str *out);

/* Characters that show nothing and only steer: General_Category Cf and the line and paragraph separators. */
bool text_is_format(uint32_t c);

/* Full-width ASCII (U+FF01..FF5E), ideographic space and 。 to their ASCII keys: passphrases, codes,
 * digits. Added to out. */
void text_fold_ascii(const char *text, struct str *out);

/* The long way of text_decode(). */
size_t text_decode_any(const char *s, size_t n, uint32_t *c);

static inline size_t text_decode(const char *s, size_t n, uint32_t *c)
{
	const unsigned char *b = (const unsigned char *)s;

	if (b[0] < 0x80) {
		*c = b[0];
		return 1;
	}
	if (b[0] > 0xE0 && b[0] < 0xF0 && b[0] != 0xED && n >= 3 && (b[1] & 0xC0) == 0x80 &&
	    (b[2] & 0xC0) == 0x80) {
		*c = (b[0] & 0x0FU) << 12 | (b[1] & 0x3FU) << 6 | (b[2] & 0x3FU);
		return 3;
	}
	return text_decode_any(s, n, c);
}

#endif
