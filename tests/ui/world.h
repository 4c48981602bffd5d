/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a scene is played in: a folder with a store, the desk, the views; or the toys.
 */
#ifndef ZICHA_TESTS_UI_WORLD_H
#define ZICHA_TESTS_UI_WORLD_H

#include "tests/ui/script.h"
#include "ui/base/stage.h"

struct world {
	char dir[64];     /* made by setup, copied for each run */
	char copy[80];
	struct stage *stage;
	struct desk *desk;
	int64_t start;    /* the desk's time when the scene begins */
};

/* Runs the script's setup command in a new folder. */
int world_setup(struct world *w, const struct script *s, struct err *e);
/* Goes into that folder: a file whose name random keys made up lands there. Relative paths of the caller end here. */
int world_enter(const struct world *w, struct err *e);
/* A fresh copy of the folder, the desk on it and the first view, as the program does. */
int world_open(struct world *w, const struct script *s, struct err *e);
/* The desk's clock: ms milliseconds after the start of the scene. */
void world_time(struct world *w, int64_t ms);
void world_close(struct world *w);
void world_remove(struct world *w);

#endif
