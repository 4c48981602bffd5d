/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A stage with one view under test, boxes and help over it, and keys by name: what tests of widgets share.
 * All of it is static; not every test uses all of it.
 */
#ifndef ZICHA_TESTS_UNIT_HOST_H
#define ZICHA_TESTS_UNIT_HOST_H

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/base/stage.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/guide.h"

#include <string.h>

#define MAYBE_UNUSED __attribute__((unused))

static struct stage *host;
static struct canvas *host_canvas;
static struct str host_dump;
static int64_t host_now;
static const struct view_ops *host_views[VIEW_N];

static MAYBE_UNUSED void host_start(const struct view_ops *ops, int rows, int cols)
{
	struct err e = {0};

	msg_use(MSG_EN);
	width_set_mode(WIDTH_NARROW);
	host_views[VIEW_TOY] = ops;
	host_views[VIEW_ASK] = &ask_view;
	host_views[VIEW_GUIDE] = &guide_view;
	host_canvas = canvas_new(rows, cols);
	host = stage_new(host_views, NULL);
	host_now = 1000;
	assert_int_equal(stage_open(host, VIEW_TOY, NULL, 0, &e), 0);
	stage_draw(host, host_canvas);
}

static MAYBE_UNUSED void host_end(void)
{
	stage_free(&host);
	canvas_free(&host_canvas);
	str_done(&host_dump);
	width_set_mode(WIDTH_NARROW);
	msg_use(MSG_EN);
}

static MAYBE_UNUSED void host_press(struct press k)
{
	k.at = host_now += 1000;
	stage_key(host, &k);
	if (!stage_done(host))
		stage_draw(host, host_canvas);
}

/* Keys by name, separated by blanks; a screen is drawn after each. */
static MAYBE_UNUSED void host_keys(const char *names)
{
	char name[32];
	int used;

	while (sscanf(names, "%31s%n", name, &used) == 1) {
		struct press k;
		names += used;
		if (!press_parse(name, &k))
			fail_msg("no key %s", name);
		host_press(k);
	}
}

/* Characters as an input method commits them: nothing is drawn in between. */
static MAYBE_UNUSED void host_type(const char *text)
{
	for (size_t n = strlen(text), len; n; text += len, n -= len) {
		struct press k = {.code = K_CHAR, .at = host_now};
		len = text_decode(text, n, &k.c);
		stage_key(host, &k);
	}
	stage_draw(host, host_canvas);
}

static MAYBE_UNUSED void host_click(int row, int col, int count)
{
	host_press((struct press){.code = K_MOUSE, .row = row, .col = col, .count = count});
}

static MAYBE_UNUSED const char *host_row(int row)
{
	str_clear(&host_dump);
	canvas_dump_row(host_canvas, row, &host_dump);
	return str_text(&host_dump);
}

static MAYBE_UNUSED const char *host_screen(void)
{
	str_clear(&host_dump);
	canvas_dump(host_canvas, &host_dump);
	return str_text(&host_dump);
}

static MAYBE_UNUSED bool host_shows(const char *text)
{
	return strstr(host_screen(), text) != NULL;
}

static MAYBE_UNUSED void host_caret(int *row, int *col)
{
	assert_true(canvas_caret_at(host_canvas, row, col));
}

#endif
