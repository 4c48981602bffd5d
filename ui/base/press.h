/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One thing that came from the keyboard, the mouse or the clock, and its name, both ways (key_ is crypt's).
 * Names are what command rows carry: "F5" "Enter" "Esc" "1" "Up" "PgDn" "Ctrl-E" "Shift-Tab" "+" "?" "Space".
 * Codes are K_..., because curses owns KEY_.... Knows no terminal and no bytes; that is decode.
 */
#ifndef ZICHA_UI_BASE_PRESS_H
#define ZICHA_UI_BASE_PRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_code {
	K_NONE,
	K_CHAR,      /* c: one code point as typed; with K_CTRL an ASCII capital or sign */
	K_PASTE,     /* text, n: what was pasted, raw but for line ends, which are LF */
	K_BAD,       /* n bytes that are no text in the terminal's encoding */
	K_MOUSE,     /* row, col: button 1 pressed there; count 2 for a double click */
	K_RESIZE,    /* row, col: the new size */
	K_TICK,      /* only time went by */
	K_HEARD,     /* what stage_set_watch() watches has something to say */
	K_QUIT,      /* the terminal is gone, or a signal asks us to end */
	K_ESC, K_ENTER, K_TAB, K_BACKSPACE, K_DELETE, K_INSERT,
	K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PGUP, K_PGDN,
	K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10, K_F11, K_F12
};
enum { K_SHIFT = 1, K_ALT = 2, K_CTRL = 4 };

struct press {
	enum key_code code;
	unsigned mods;    /* K_SHIFT | K_ALT | K_CTRL */
	uint32_t c;       /* K_CHAR */
	int count;        /* how often it was pressed in a row (queued keys are merged); 0 counts as 1 */
	int row, col;     /* K_MOUSE, K_RESIZE */
	const char *text; /* K_PASTE; lives until the next key is read */
	size_t n;
	int64_t at;       /* monotonic milliseconds; tests count their own */
	bool late; /* the Esc before it was the start of this key: it came too late to be seen as one */
};

enum { PRESS_NAME = 32 }; /* "Ctrl-Alt-Shift-Backspace" and more */
/* The name of a key as command rows write it; "" for keys that have none (paste, mouse, ...).
 * A full-width character, an ideographic space or 。 has the name of its ASCII key. */
const char *press_name(const struct press *k, char out[PRESS_NAME]);

/* A name to its key (code, mods, c; the rest 0). A single character names itself. False for an unknown
 * name. */
bool press_parse(const char *name, struct press *out);

/* The ASCII key of a code point: full-width ASCII, U+3000, U+3002; anything else is itself. */
uint32_t press_fold(uint32_t c);

/* The character of a K_CHAR without modifiers as UTF-8; "" for anything else. */
const char *press_text(const struct press *k, char out[5]);

/* Same code, modifiers and character. */
bool press_same(const struct press *a, const struct press *b);

/* The function keys in a blank-separated list of names, without modifiers: bit 1 for F1 to bit 12 for F12. */
unsigned press_functions(const char *list);

/* Whether a blank-separated list of names ("p F5 Ctrl-E") holds this key's name. */
bool press_in(const struct press *k, const char *names);

/* The same for a name; to look through many lists with one key. */
bool press_listed(const char *name, const char *names);

/* 1..12 if k is a plain function key, else 0. */
int press_function(const struct press *k);

#endif
