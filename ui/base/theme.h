/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Roles and how they look. A view says what a piece of text is, never its colour.
 * Designed for monochrome first: every role that carries meaning also differs by
 * an attribute, and its meaning stands in a word or sign beside it anyway.
 * Knows no terminal: term turns a look into what the terminal can do.
 */
#ifndef ZICHA_UI_BASE_THEME_H
#define ZICHA_UI_BASE_THEME_H

enum theme_role {
	ROLE_TEXT,     /* ordinary text on the terminal's own background */
	ROLE_DIM,      /* what matters less: hints, old values, greyed rows */
	ROLE_STRONG,   /* a word that matters in running text */
	ROLE_TITLE,    /* the title bar */
	ROLE_HEADING,  /* section and column headings */
	ROLE_FRAME,    /* lines and separators */
	ROLE_LABEL,    /* the name of a field or fact */
	ROLE_FIELD,    /* an entry field */
	ROLE_FOCUS,    /* the entry field that has the caret */
	ROLE_SELECTED, /* the row under the bar, in the pane that has the focus */
	ROLE_PICKED,   /* the row under the bar, in a pane that has not */
	ROLE_HIT,      /* found text; highlighted columns */
	ROLE_GOOD,     /* conform, saved, sound */
	ROLE_WARN,     /* pending, falls due, uncertified */
	ROLE_BAD,      /* not conform, overdue, refused */
	ROLE_KEY,      /* a key's name in the key bar and in hints */
	ROLE_BAR,      /* a label in the key bar */
	ROLE_BAR_OFF,  /* a label in the key bar whose act is not possible now */
	ROLE_MESSAGE,  /* the message line */
	ROLE_ERROR,    /* the message line when it refuses */
	ROLE_BOX,      /* text of a box that lies over a view */
	ROLE_MARK,     /* a mark for a foreign character, such as <202E> */
	ROLE_N
};

/* Terminal colours 0..7, or THEME_DEFAULT for the terminal's own. */
enum {
	THEME_DEFAULT = -1,
	THEME_BLACK,
	THEME_RED,
	THEME_GREEN,
	THEME_YELLOW,
	THEME_BLUE,
	THEME_MAGENTA,
	THEME_CYAN,
	THEME_WHITE
};
enum { THEME_BOLD = 1, THEME_REVERSE = 2, THEME_UNDERLINE = 4, THEME_FAINT = 8 };

struct look {
	signed char fg, bg;      /* THEME_DEFAULT .. THEME_WHITE */
	unsigned char attrs;     /* THEME_BOLD | ... */
};

/* How a role looks in colour, or in monochrome (NO_COLOR, no colours): then fg and bg are THEME_DEFAULT. */
struct look theme_look(enum theme_role role, int colour);

/* One letter per role, for dumps; the name as in the source, lower case ("selected"). */
char theme_letter(enum theme_role role);
const char *theme_name(enum theme_role role);

#endif
