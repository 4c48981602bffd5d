/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * killed: the built program on a terminal, walked with digits and killed with -9 at random moments. Every answer that
 * stood on the screen when it died is in the store, the count beside the line is not above what is there, and verify
 * says 0 each time. ZICHA_KILLS: how often, else 15 times. "N passed, N failed".
 */
#include "tests/term/seat.h"
#include "tests/cli/walker.h"

#include "base/clock.h"
#include "base/mem.h"
#include "domain/answer.h"

#include <signal.h>
#include <sys/wait.h>

enum { KILLS = 15, KILLS_A_STORE = 8, LIFE_MS = 1500, KEY_MS = 12 };

struct run {
	struct room room;
	struct seat seat;
	char session[REF_TEXT];
	long seen, counted; /* answers and counts that stood on a screen at its end */
};

static void type(struct run *r, const char *bytes)
{
	seat_type(&r->seat, bytes);
}

static void row_of(struct run *r, int i, struct str *row)
{
	str_clear(row);
	grid_row(&r->seat.grid, i, row);
}

/* ---- a life ---------------------------------------------------------------------------------------------- */

static bool make_store(struct run *r)
{
	AUTO(walker_done) struct walker w = {0};
	char command[96];

	snprintf(command, sizeof command, "rm -rf '%s'", r->room.store);
	if (system(command))
		return false;
	walker_make(r->room.store);
	walker_open(&w, r->room.store, "110201", "110202");
	walker_session(&w);
	snprintf(r->session, sizeof r->session, "%s", w.session);
	return true;
}

static bool come_in(struct run *r)
{
	r->seat = (struct seat){.room = &r->room, .today = DEMO_DAY};
	if (!seat_open(&r->seat) || !seat_waits(&r->seat, "工号"))
		return false;
	type(r, "110201\r" WALKER_PASS "\r");
	if (!seat_waits(&r->seat, "工作台"))
		return false;
	type(r, "2\r");
	return seat_waits(&r->seat, "1符合");
}

/* Goes from blank item to blank item; answers 符合 or 待核实, and leaves the boxes that ask for more. */
static void walk(struct run *r, int64_t until)
{
	AUTO(str_done) struct str line = {0};

	for (int i = 0; clock_monotonic_ms() < until; i++) {
		type(r, i % 3 == 2 ? "5" : "1");
		harness_line(r->seat.h, rand() % KEY_MS, &line);
		if (clock_monotonic_ms() < until)
			type(r, i % 2 ? "\r" : "\t");
		harness_line(r->seat.h, rand() % KEY_MS, &line);
		if (clock_monotonic_ms() < until)
			type(r, "\t");
	}
}

/* ---- what is there --------------------------------------------------------------------------------------- */

/* " v 0203 ..." in the list: the item's number and the result that its mark means. */
static bool marked(const char *row, char number[8], enum result *result)
{
	static const struct {
		char mark;
		enum result result;
	} marks[] = {{'v', RESULT_CONFORM}, {'~', RESULT_PENDING}};

	if (strlen(row) < 8 || (row[0] != ' ' && row[0] != '>') || strspn(row + 3, "0123456789") < 4)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		if (row[1] == marks[i].mark) {
			*result = marks[i].result;
			snprintf(number, 8, "%.4s", row + 3);
			return true;
		}
	return false;
}

static bool has_answer(const struct checklist *list, const char *number, enum result result)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->v[i].item.code + 3, number))
			return list->v[i].answer.result == result;
	return false;
}

static void compare(struct run *r, const struct checklist *list)
{
	AUTO(str_done) struct str row = {0}, what = {0};
	char number[8];
	enum result result;
	size_t there = 0;
	int counted = 0, of;

	for (size_t i = 0; i < list->n; i++)
		there += list->v[i].answer.result != RESULT_BLANK;
	row_of(r, 1, &row);
	const char *at = strpbrk(str_text(&row), "0123456789");
	if (at && sscanf(at, "%d/%d", &counted, &of) == 2) {
		r->counted++;
		str_addf(&what, "%d answers were counted on the screen, %zu are there", counted, there);
		room_expect(&r->room, (size_t)counted <= there, str_text(&what));
	}
	for (int i = 2; i < r->seat.grid.rows - 2; i++) {
		row_of(r, i, &row);
		if (!marked(str_text(&row), number, &result))
			continue;
		r->seen++;
		str_clear(&what);
		str_addf(&what, "%s was shown as answered and is not there: %s", number, str_text(&row));
		room_expect(&r->room, has_answer(list, number, result), str_text(&what));
	}
}

static void look(struct run *r)
{
	AUTO(db_close) struct db *db = NULL;
	AUTO(checklist_done) struct checklist list = {0};
	struct err e = {0};
	struct verify_result v = {0};
	char path[96];

	snprintf(path, sizeof path, "%s/zicha.db", r->room.store);
	if (verify_path(path, &domain_kinds, NULL, &v, &e) || db_open(&db, path, 0, &e) ||
	    checklist_load(db, r->session, &list, &e)) {
		room_expect(&r->room, false, e.text);
		return;
	}
	room_expect(&r->room, v.verdict == VERIFY_SOUND, "verify does not say 0");
	compare(r, &list);
}

static bool one_life(struct run *r)
{
	if (!room_expect(&r->room, come_in(r), "the walk does not come up"))
		return false;
	walk(r, clock_monotonic_ms() + rand() % LIFE_MS);
	kill(harness_child(r->seat.h), SIGKILL);
	seat_screen(&r->seat); /* what it had sent before it died */
	room_expect(&r->room, seat_ends(&r->seat, 128 + SIGKILL), "it was not killed");
	look(r);
	seat_close(&r->seat);
	return true;
}

int main(void)
{
	struct run r = {0};
	const char *wanted = getenv("ZICHA_KILLS");
	int kills = wanted ? (int)strtol(wanted, NULL, 10) : KILLS;

	msg_use(MSG_EN);
	srand((unsigned)getpid());
	if (room_open(&r.room, "killed")) {
		for (int i = 0; i < kills; i++)
			if ((i % KILLS_A_STORE == 0 && !make_store(&r)) || !one_life(&r))
				break;
		printf("%d kills, %ld answers on the screens, %ld counts\n", kills, r.seen, r.counted);
		room_expect(&r.room, kills < KILLS || (r.seen > kills && r.counted > 0), "too little was seen to tell anything");
	}
	seat_close(&r.seat);
	return room_close(&r.room);
}
