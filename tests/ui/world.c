/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/world.h"

#include "tests/unit/toy.h"

#ifdef WITH_VIEWS
#include "cli/desk.h"
#include "ui/views/views.h"
#endif

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int shell(struct err *e, const char *command)
{
	int rc = system(command);

	if (rc == -1 || !WIFEXITED(rc) || WEXITSTATUS(rc))
		return err_set(e, ERR_IO, "command failed: %s", command);
	return 0;
}

int world_setup(struct world *w, const struct script *s, struct err *e)
{
	const char *build = getenv("builddir"), *src = getenv("srcdir"), *path = getenv("PATH");
	char env[8400];

	snprintf(w->dir, sizeof w->dir, "/tmp/zicha-scene-XXXXXX");
	if (!mkdtemp(w->dir))
		return err_set(e, ERR_IO, "no folder: %s", strerror(errno));
	snprintf(env, sizeof env, "%s:%s/tests:%s", build ? build : ".", src ? src : ".",
		 path ? path : "/usr/bin:/bin");
	setenv("PATH", env, 1);
	snprintf(env, sizeof env, "%s/store", w->dir);
	setenv("DIR", env, 1);
	return s->setup ? shell(e, s->setup) : 0;
}

int world_enter(const struct world *w, struct err *e)
{
	return chdir(w->dir) ? err_set(e, ERR_IO, "%s: %s", w->dir, strerror(errno)) : 0;
}

void world_remove(struct world *w)
{
	struct err e;
	char command[128];

	if (!*w->dir)
		return;
	snprintf(command, sizeof command, "rm -rf '%s'", w->dir);
	shell(&e, command);
	w->dir[0] = '\0';
}

void world_time(struct world *w, int64_t ms)
{
#ifdef WITH_VIEWS
	if (w->desk)
		clock_fix(&w->desk->clock, w->start + ms / 1000, 0);
#endif
}

#ifdef WITH_VIEWS
enum { NINE = 9 * 3600, ZONE = 8 * 3600, DAY = 24 * 3600 };

static int open_desk(struct world *w, const struct script *s, struct err *e)
{
	char command[512];
	int day;

	w->desk = mem_alloc(sizeof *w->desk);
	snprintf(w->copy, sizeof w->copy, "%s/copy", w->dir);
	snprintf(command, sizeof command, "rm -rf '%s'; test ! -e '%s/store' || cp -a '%s/store' '%s'",
		 w->copy, w->dir, w->dir, w->copy);
	if (shell(e, command))
		return -1;
	if (!day_parse(s->today ? s->today : "2026-11-23", &day))
		return err_set(e, ERR_INPUT, "@today wants a date");
	w->start = (int64_t)day * DAY + NINE - ZONE;
	world_time(w, 0);
	return desk_load_library(w->desk, e);
}

/* As main does: login where there is a store, else the questions of the first run. */
static int open_first(struct world *w, struct err *e)
{
	enum { QUICK = 14 }; /* scrypt cost of keys made in tests */
	int there = desk_has_store(w->copy, e);

	if (there < 0 || (there && desk_open(w->desk, w->copy, 0, e)))
		return -1;
	if (!there)
		w->desk->dir = mem_dup(w->copy);
	w->desk->log_n = QUICK;
	w->stage = stage_new(views_register(), w->desk);
	return stage_open(w->stage, there ? VIEW_LOGIN : VIEW_FIRST, NULL, 0, e);
}
#endif

int world_open(struct world *w, const struct script *s, struct err *e)
{
	if (str_eq(s->world, "toy")) {
		w->stage = stage_new(toy_views, NULL);
		return stage_open(w->stage, VIEW_TOY, NULL, 0, e);
	}
#ifdef WITH_VIEWS
	return open_desk(w, s, e) || open_first(w, e) ? -1 : 0;
#else
	return err_set(e, ERR_STATE, "built without views");
#endif
}

void world_close(struct world *w)
{
	stage_free(&w->stage);
#ifdef WITH_VIEWS
	if (w->desk)
		desk_close(w->desk);
	mem_free(w->desk);
	w->desk = NULL;
#endif
}
