/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A scene's script, tests/ui/NAME.keys. A line is typed as it stands; <F5> <Enter> <Ctrl-E> are keys (names
 * as in ui/base/press.h), <lt> is "<". Blank lines and lines with # are nothing. Lines with @ are orders:
 *
 *   @setup COMMAND   shell, once per scene, with DIR (an empty folder, the store), the built zicha and
 *                    tests/ in PATH: demo-store "$DIR" is the demo store of 2026-11-23
 *   @today DATE      the scene begins at 9:00 of that day (default 2026-11-23); a key takes 20 ms
 *   @size 24x80 ...  the scene is played once per size (default 24x80)
 *   @world toy       the toy views of tests/unit instead of the program's
 *   @lang en         default zh
 *   @wait MS         time goes by      @shot TEXT   the screen, under this heading    @roles TEXT  with its
 * roles
 *   @resize 10x40    @paste TEXT       @click ROW COL [2]
 *
 * The screen at the end is always taken. All of them stand in NAME.screen; the name of the folder and long hexadecimal
 * numbers, which are others each time, as ******.
 */
#ifndef ZICHA_TESTS_UI_SCRIPT_H
#define ZICHA_TESTS_UI_SCRIPT_H

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "ui/base/press.h"

enum step_kind { STEP_KEY, STEP_WAIT, STEP_SHOT, STEP_ROLES, STEP_RESIZE, STEP_PASTE, STEP_CLICK };

struct step {
	enum step_kind kind;
	struct press key;
	const char *text;
	int a, b;
	unsigned line;
};

struct script {
	struct step *v;
	size_t n, cap;
	const char *setup, *today, *world, *lang; /* NULL: not given */
	int sizes[8][2];
	size_t n_sizes;
	struct arena arena;
};

/* ERR_INPUT "name:line: ...". script_done in every case. */
int script_read(struct script *s, const char *name, const char *text, struct err *e);
void script_done(struct script *s);

#endif
