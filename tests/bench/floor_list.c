/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The floor that screens are measured against: a list with a moving bar in plain ncursesw and SQLite, as
 * little as can be. floor_list DB: table row(id, code, title, who), 24 x 80. Down, Up, PgDn, PgUp move, q
 * ends.
 */
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 22 };

static struct {
	char text[200];
} page[PAGE];

static int load(sqlite3_stmt *q, int first)
{
	int n = 0;

	sqlite3_reset(q);
	sqlite3_bind_int(q, 1, first);
	while (n < PAGE && sqlite3_step(q) == SQLITE_ROW) {
		const char *title = (const char *)sqlite3_column_text(q, 1);
		snprintf(page[n].text, sizeof page[n].text, " %s %s", (const char *)sqlite3_column_text(q, 0),
			 title);
		n++;
	}
	sqlite3_reset(q);
	return n;
}

static void draw(int i, int on)
{
	if (on)
		attron(A_REVERSE);
	mvhline(i + 1, 0, ' ', COLS);
	mvaddnstr(i + 1, 0, page[i].text, -1);
	attroff(A_REVERSE);
}

int main(int argc, char **argv)
{
	sqlite3 *db;
	sqlite3_stmt *q;
	int first = 0, at = 0, n, key;

	if (argc < 2 || sqlite3_open(argv[1], &db) ||
	    sqlite3_prepare_v2(db, "SELECT code, title FROM row WHERE id > ? ORDER BY id", -1, &q, NULL))
		return 1;
	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	curs_set(0);
	n = load(q, first);
	mvaddstr(0, 0, "floor");
	for (int i = 0; i < n; i++)
		draw(i, i == at);
	while (refresh(), (key = getch()) != 'q') {
		int to = key == KEY_DOWN ? at + 1 : key == KEY_UP ? at - 1 : at;
		int turn = key == KEY_NPAGE ? PAGE : key == KEY_PPAGE ? -PAGE : 0;
		if (to < 0 || to >= n)
			turn = to < 0 ? -1 : 1;
		if (turn && first + turn >= 0) {
			first += turn;
			n = load(q, first);
			for (int i = 0; i < n; i++)
				draw(i, i == at);
		} else if (!turn && to != at) {
			draw(at, 0);
			draw(at = to, 1);
		}
	}
	endwin();
	return 0;
}
