/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What all papers are made of: plain text for the printer, wrapped to so many columns as Chinese fonts print it.
 */
#ifndef ZICHA_PAPER_PAPER_H
#define ZICHA_PAPER_PAPER_H

#include "base/str.h"

/* Papers speak Chinese: the catalogue's text whatever the language of the screen; the msgid itself if it has none. */
const char *paper_zh(const char *msgid);

/* All add to out. */
void paper_rule(struct str *out, int cols, char c);
/* label and then the text, wrapped, continued under the text; nothing for an empty text. */
void paper_paragraph(struct str *out, int cols, const char *label, const char *text);
void paper_centred(struct str *out, int cols, const char *text);
/* Lines of a text that ends each with LF. */
int paper_rows(const char *text);

#endif
