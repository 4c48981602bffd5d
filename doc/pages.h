/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made at build and not installed: the manual page and the shells' completions, from the tables of the program.
 */
#ifndef ZICHA_DOC_PAGES_H
#define ZICHA_DOC_PAGES_H

#include "base/err.h"
#include "base/str.h"

/* The template's text with every line @NAME@ replaced by what that table says, in the language chosen by msg_use(). */
int page_fill(const char *template_text, struct str *out, struct err *e);

/* The completion of "bash", "zsh" or "fish"; ERR_USAGE for another shell. */
int complete_write(const char *shell, struct str *out, struct err *e);

#endif
