/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The terminal as the loop sees it.
 */
#include "ui/base/term_inside.h"

static int io_read(void *ctx, int wait_ms, struct press *out)
{
	return term_read(ctx, wait_ms, out);
}

static void io_show(void *ctx, const struct canvas *c)
{
	term_show(ctx, c);
}

static void io_redraw(void *ctx)
{
	term_redraw(ctx);
}

static int io_outside(void *ctx, const char *const argv[], struct err *e)
{
	return term_outside(ctx, argv, e);
}

static void io_set_mouse(void *ctx, bool on)
{
	term_set_mouse(ctx, on);
}

static void io_set_look(void *ctx, const struct term_look *look)
{
	term_set_look(ctx, look);
}

static const struct term_facts *io_facts(void *ctx)
{
	return term_facts(ctx);
}

static void io_watch(void *ctx, int fd)
{
	((struct term *)ctx)->watch = fd;
}

void term_io(struct term *t, struct screen_io *out)
{
	*out = (struct screen_io){.ctx = t, .read = io_read, .show = io_show, .redraw = io_redraw,
				  .outside = io_outside, .set_mouse = io_set_mouse, .watch = io_watch,
				  .set_look = io_set_look, .facts = io_facts};
}
