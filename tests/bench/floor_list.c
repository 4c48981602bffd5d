/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The floor that screens are measured against: a list with a moving bar in plain ncursesw and SQLite, as
 * little as can be. floor_list DB: tables row(id, code, title), detail(row, line, text). Down, Up, PgDn, PgUp move,
 * Enter shows the details until the next key, i types into a field until Enter, q ends.
 */
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum { PAGE = 22, DETAILS = 64 };

static char page[PAGE][400], detail[DETAILS][400];

/* Runs q for one number and copies its first two columns; gives how many rows came. */
static int load(sqlite3_stmt *q, int number, char (*into)[400], int most)
{
	int n = 0;

	sqlite3_bind_int(q, 1, number);
	for (; n < most && sqlite3_step(q) == SQLITE_ROW; n++)
		snprintf(into[n], sizeof into[n], " %s %s", (const char *)sqlite3_column_text(q, 0),
			 (const char *)sqlite3_column_text(q, 1));
	sqlite3_reset(q);
	return n;
}

static void draw(int i, int on, const char *text)
{
	if (on)
		attron(A_REVERSE);
	mvhline(i + 1, 0, ' ', COLS);
	mvaddnstr(i + 1, 0, text, -1);
	attroff(A_REVERSE);
}

static void field(void)
{
	wint_t c;

	curs_set(1);
	for (move(0, 10); get_wch(&c) == OK && c != '\r' && c != '\n'; refresh())
		addnwstr(&(wchar_t){(wchar_t)c}, 1);
	curs_set(0);
}

int main(int argc, char **argv)
{
	sqlite3 *db;
	sqlite3_stmt *rows, *details;
	int first = 0, at = 0, n, key;

	if (argc < 2 || sqlite3_open(argv[1], &db) ||
	    sqlite3_prepare_v2(db, "SELECT code, title FROM row WHERE id > ? ORDER BY id", -1, &rows, NULL) ||
	    sqlite3_prepare_v2(db, "SELECT line, text FROM detail WHERE row = ? ORDER BY line", -1, &details, NULL))
		return 1;
	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	curs_set(0);
	n = load(rows, first, page, PAGE);
	mvaddstr(0, 0, "floor");
	for (int i = 0; i < n; i++)
		draw(i, i == at, page[i]);
	while (refresh(), (key = getch()) != 'q') {
		int to = key == KEY_DOWN ? at + 1 : key == KEY_UP ? at - 1 : at;
		int turn = key == KEY_NPAGE ? PAGE : key == KEY_PPAGE ? -PAGE : to < 0 ? -1 : to >= n;
		if (key == '\r' || key == '\n') {
			int lines = load(details, first + at + 1, detail, DETAILS);
			for (int i = 0; i < PAGE; i++)
				draw(i, 0, i < lines ? detail[i] : "");
			refresh();
			getch();
			for (int i = 0; i < n; i++)
				draw(i, i == at, page[i]);
		} else if (key == 'i') {
			field();
		} else if (turn && first + turn >= 0) {
			first += turn;
			n = load(rows, first, page, PAGE);
			for (int i = 0; i < n; i++)
				draw(i, i == at, page[i]);
		} else if (!turn && to != at) {
			draw(at, 0, page[at]);
			draw(to, 1, page[to]);
			at = to;
		}
	}
	endwin();
	return 0;
}
