/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lost: nothing typed is lost. The built program on a terminal is killed with -9 while a finding is written; started
 * again it offers the text, which goes on in the person's own editor and is recorded whole. "N passed, N failed".
 */
#include "tests/term/seat.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FACT "授权口令写在纸条上，压在键盘下面：①三台终端都是；"
#define MORE "②主任说“图方便”。"
#define LOGIN "110201\r" DEMO_PASS "\r"
#define F2 "\0332" /* Esc and a digit */
#define CTRL_E "\005"

struct run {
	struct room room;
	struct seat seat;
	char editor[96], env[112]; /* the program's EDITOR */
};

/* Types, then waits until the screen shows a text. */
static bool step(struct run *r, const char *keys, const char *then)
{
	seat_type(&r->seat, keys);
	return room_expect(&r->room, seat_waits(&r->seat, then), keys);
}

static bool set_up(struct run *r)
{
	static const char script[] = "#!/bin/sh\nprintf '" MORE "\\n' >> \"$1\"\n";
	struct err e = {0};

	snprintf(r->editor, sizeof r->editor, "%s/ed.sh", r->room.dir);
	snprintf(r->env, sizeof r->env, "EDITOR=%s", r->editor);
	r->seat = (struct seat){.room = &r->room, .today = DEMO_DAY, .env = r->env};
	return room_demo(&r->room) && room_expect(&r->room, !file_write(r->editor, script, sizeof script - 1, 0700, &e), e.text);
}

/* Whether the text lies in a file of DIR/local/drafts: a pause was long enough. */
static bool wait_for_file(struct run *r)
{
	int64_t end = clock_monotonic_ms() + SEAT_WAIT_MS;
	AUTO(str_done) struct str command = {0};

	str_addf(&command, "grep -rqs --include='*.unsaved' '%s' '%s/local/drafts'", FACT, r->room.store);
	while (system(str_text(&command)))
		if (clock_monotonic_ms() > end || !seat_shows(&r->seat, ""))
			return room_expect(&r->room, false, "no draft is kept while the person pauses");
	return room_expect(&r->room, true, "");
}

static bool killed(struct run *r)
{
	if (!step(r, "", "工号") || !step(r, LOGIN, "工作台") || !step(r, "2\r", "1符合 2不符合") || !step(r, "2\r", "事实*") ||
	    !step(r, FACT, "三台终端都是") || !wait_for_file(r))
		return false;
	kill(harness_child(r->seat.h), SIGKILL);
	bool ok = room_expect(&r->room, seat_ends(&r->seat, 128 + SIGKILL), "it outlives SIGKILL");
	seat_close(&r->seat);
	return ok;
}

static bool goes_on(struct run *r)
{
	if (!step(r, "", "工号") || !step(r, LOGIN, "未保存的草稿") || !step(r, "\r", "三台终端都是") ||
	    !step(r, CTRL_E, "图方便") || !step(r, "\t柜台抽屉里的纸条", "柜台抽屉") || !step(r, F2, "已登记 1 个") ||
	    !room_expect(&r->room, room_ctl(&r->room, "events --json", "| grep -qF '" FACT "\\n" MORE "'"),
			 "the finding is not recorded as it was written"))
		return false;
	if (!step(r, SEAT_BACK, "工作台"))
		return false;
	room_expect(&r->room, !seat_shows(&r->seat, "未保存的草稿"), "the draft stays after it was recorded");
	seat_type(&r->seat, "9\r");
	room_expect(&r->room, seat_ends(&r->seat, 0), "it does not end well");
	return room_expect(&r->room, harness_cooked(r->seat.h), "the terminal is left raw");
}

int main(void)
{
	struct run r = {0};

	if (room_open(&r.room, "lost") && set_up(&r) && seat_open(&r.seat) && killed(&r) && seat_open(&r.seat))
		goes_on(&r);
	seat_close(&r.seat);
	return room_close(&r.room);
}
