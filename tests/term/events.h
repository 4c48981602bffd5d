/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys as the input cases write them: U+4E2D, BAD, ESC, PASTE "text"; other keys by their names, as often as
 * they were pressed. Enter and Tab are U+D and U+9.
 */
#ifndef ZICHA_TESTS_TERM_EVENTS_H
#define ZICHA_TESTS_TERM_EVENTS_H

#include "base/str.h"
#include "ui/base/press.h"

static void event_add(const struct press *k, struct str *out)
{
	char name[PRESS_NAME];

	if (out->n)
		str_add_char(out, ' ');
	if (k->code == K_BAD)
		str_add(out, "BAD");
	else if (k->code == K_ESC && !k->mods)
		str_add(out, "ESC");
	else if (k->code == K_CHAR && !k->mods)
		str_addf(out, "U+%X", (unsigned)k->c);
	else if (k->code == K_ENTER && !k->mods)
		str_add(out, "U+D");
	else if (k->code == K_TAB && !k->mods)
		str_add(out, "U+9");
	else if (k->code == K_PASTE)
		str_addf(out, "PASTE \"%s\"", k->text);
	else if (k->code == K_MOUSE)
		str_addf(out, "MOUSE:%d,%d%s", k->row, k->col, k->count == 2 ? "x2" : "");
	else
		for (int i = 0; i < (k->count > 1 ? k->count : 1); i++)
			str_addf(out, "%s%s", i ? " " : "", press_name(k, name));
}

#endif
