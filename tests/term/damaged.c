/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * damaged: the built program on a terminal over a store whose pages were overwritten: the login stands at once, then a
 * box tells what is wrong and what to do, nobody comes in, and the program ends with code 3 and the same words. A
 * sound one lets its head in; where another comes into its place the program says so. "N passed, N failed".
 */
#include "tests/term/seat.h"

#include "base/mem.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 4096 };
#define LOGIN "110201\r11112222333344\r"

static bool make_store(struct room *r)
{
	AUTO(str_done) struct str command = {0};

	str_addf(&command, "'%s/../cli/small' '%s'", harness_dir(), r->store);
	return room_expect(r, system(str_text(&command)) == 0, "no store");
}

/* Noise over the first page of a table that the login does not read. */
static bool damage(const struct room *r)
{
	AUTO(db_close) struct db *db = NULL;
	AUTO(rows_done) struct rows rows = {0};
	char path[128], noise[PAGE];
	struct err e = {0};

	snprintf(path, sizeof path, "%s/zicha.db", r->store);
	if (db_open(&db, path, DB_READONLY, &e) ||
	    db_select_text(&rows, db, "SELECT rootpage FROM sqlite_schema WHERE name = 'answer'", &e, "") ||
	    rows_next(&rows, &e) != 1)
		return false;
	long page = (long)rows_int(&rows, 0);
	rows_done(&rows);
	db_close(&db);
	memset(noise, 0x5A, sizeof noise);
	FILE *f = fopen(path, "r+");
	bool ok = f && !fseek(f, (page - 1) * PAGE, SEEK_SET) && fwrite(noise, PAGE, 1, f) == 1;
	return f && !fclose(f) && ok;
}

static void sound_store(struct room *r)
{
	struct seat s = {.room = r};

	if (seat_open(&s) && room_expect(r, seat_waits(&s, "工号"), "no login")) {
		seat_type(&s, LOGIN);
		room_expect(r, seat_waits(&s, "工作台"), "the head of a sound store does not come in");
		seat_type(&s, "9\r");
		room_expect(r, seat_ends(&s, 0), "it does not end well");
	}
	seat_close(&s);
}

/* Another store in its place: the lock says so, not that nobody was there. */
static void replaced_store(struct room *r)
{
	struct seat s = {.room = r};
	AUTO(str_done) struct str command = {0};

	str_addf(&command, "cp '%s/zicha.db' '%s/other' && mv '%s/other' '%s/zicha.db'", r->store, r->store, r->store, r->store);
	if (seat_open(&s) && room_expect(r, seat_waits(&s, "工号"), "no login")) {
		seat_type(&s, LOGIN);
		room_expect(r, seat_waits(&s, "工作台"), "no workbench");
		room_expect(r, system(str_text(&command)) == 0, "not replaced");
		room_expect(r, seat_waits(&s, "数据库被恢复或更新过"), "the lock does not say why");
		room_expect(r, !seat_shows(&s, "久未操作"), "the lock says that nobody was there");
		seat_type(&s, "11112222333344\r");
		room_expect(r, seat_waits(&s, "1000 "), "the passphrase does not go on");
		seat_type(&s, "9\r");
		room_expect(r, seat_ends(&s, 0), "it does not end well");
	}
	seat_close(&s);
}

/* A store that does not know who is in: logged out, not locked where no passphrase fits. */
static void foreign_store(struct room *r)
{
	struct seat s = {.room = r};
	AUTO(str_done) struct str command = {0};

	str_addf(&command,
		 "cd '%s' && cp -a store kept && echo 11112222333344 > pass && '%s-ctl' --data other init --org 联社 --role officer "
		 "--no 1001 --name 周建国 --passphrase-file pass > said && rm -f store/local/verified && mv other/zicha.db store/zicha.db",
		 r->dir, r->program);
	if (seat_open(&s) && room_expect(r, seat_waits(&s, "工号"), "no login")) {
		seat_type(&s, LOGIN);
		room_expect(r, seat_waits(&s, "工作台"), "no workbench");
		room_expect(r, system(str_text(&command)) == 0, "no other store");
		room_expect(r, seat_waits(&s, "自查工作台"), "whom the store does not know is not logged out");
		room_expect(r, seat_shows(&s, "已重新打开"), "it does not say why");
		room_expect(r, !seat_shows(&s, "李明"), "the title names somebody who is out");
		seat_type(&s, SEAT_BACK);
		room_expect(r, seat_ends(&s, 0), "it does not end well");
	}
	seat_close(&s);
	str_clear(&command);
	str_addf(&command, "cd '%s' && rm -rf store && mv kept store", r->dir);
	room_expect(r, system(str_text(&command)) == 0, "not put back");
}

static void damaged_store(struct room *r)
{
	struct seat s = {.room = r};

	if (seat_open(&s) && room_expect(r, seat_waits(&s, "库已损坏"), "no box")) {
		room_expect(r, seat_shows(&s, "zicha restore"), "the box does not say what to do");
		room_expect(r, seat_shows(&s, "/backup"), "the box does not say where backups lie");
		seat_type(&s, "\r");
		room_expect(r, seat_waits(&s, "工号"), "the login does not stand below");
		seat_type(&s, LOGIN);
		room_expect(r, seat_waits(&s, "已损坏"), "the login does not say why not");
		room_expect(r, !seat_shows(&s, "工作台 |"), "somebody came into a damaged store");
		seat_type(&s, SEAT_BACK);
		room_expect(r, seat_ends(&s, 3), "it does not end with code 3");
		room_expect(r, strstr(str_text(harness_sent(s.h)), "zicha: "), "it does not say so on leaving");
		room_expect(r, harness_cooked(s.h), "the terminal is left raw");
	}
	seat_close(&s);
}

int main(void)
{
	struct room r;

	if (room_open(&r, "damaged") && make_store(&r)) {
		sound_store(&r);
		replaced_store(&r);
		foreign_store(&r);
		if (room_expect(&r, damage(&r), "not damaged"))
			damaged_store(&r);
	}
	return room_close(&r);
}
