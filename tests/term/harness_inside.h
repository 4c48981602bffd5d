/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The harness from the inside: what harness.c (pty, libvterm) and harness_tmux.c share.
 */
#ifndef ZICHA_TESTS_TERM_HARNESS_INSIDE_H
#define ZICHA_TESTS_TERM_HARNESS_INSIDE_H

#include "tests/term/harness.h"

#include <vterm.h>

struct harness {
	struct harness_options o;
	char dir[64];           /* of the named pipes */
	char say[96], hear[96]; /* their names */
	int said, heard;        /* our ends */
	struct str lines;       /* read from said, not yet given */
	int64_t started;
	bool ended;             /* player said its last line */

	int master;             /* pty; -1: tmux */
	pid_t child;
	VTerm *vt;
	VTermScreen *screen;
	int cursor_row, cursor_col;
	bool cursor_visible;
	struct str sent, late;  /* bytes of the program; answers that wait */
	int64_t late_at;

	char pane[32];          /* tmux: the session */
	char sent_file[96];
};

/* harness_tmux.c */
bool tmux_start(struct harness *h, const char *const argv[], struct str *why);
void tmux_end(struct harness *h);
void tmux_type(struct harness *h, const void *bytes, size_t n);
void tmux_resize(struct harness *h, int rows, int cols);
void tmux_grid(struct harness *h, struct grid *out);
/* harness.c */
void grid_set(struct grid_cell *cell, const char *text, size_t n);

#endif
