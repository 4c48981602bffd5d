/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/base/theme.h"

#include <assert.h>

#define DEFAULT THEME_DEFAULT, THEME_DEFAULT

static const struct {
	const char *name;
	char letter;
	struct look colour;
	unsigned char mono;
} roles[ROLE_N] = {
	[ROLE_TEXT] = {"text", '.', {DEFAULT, 0}, 0},
	[ROLE_DIM] = {"dim", 'd', {DEFAULT, THEME_FAINT}, THEME_FAINT},
	[ROLE_STRONG] = {"strong", 's', {DEFAULT, THEME_BOLD}, THEME_BOLD},
	[ROLE_TITLE] = {"title", 't', {THEME_WHITE, THEME_BLUE, THEME_BOLD}, THEME_REVERSE},
	[ROLE_HEADING] = {"heading", 'h', {THEME_DEFAULT, THEME_DEFAULT, THEME_BOLD}, THEME_BOLD},
	[ROLE_FRAME] = {"frame", 'f', {DEFAULT, 0}, 0},
	[ROLE_LABEL] = {"label", 'l', {DEFAULT, 0}, 0}, /* cyan, like yellow, is lost on white */
	[ROLE_FIELD] = {"field", 'e', {DEFAULT, THEME_UNDERLINE}, THEME_UNDERLINE},
	[ROLE_FOCUS] = {"focus", 'o', {DEFAULT, THEME_UNDERLINE | THEME_BOLD}, THEME_UNDERLINE | THEME_BOLD},
	[ROLE_SELECTED] = {"selected", 'S', {DEFAULT, THEME_REVERSE}, THEME_REVERSE}, /* the shortest to send of all bars */
	[ROLE_PICKED] = {"picked",
			 'P',
			 {DEFAULT, THEME_BOLD | THEME_UNDERLINE},
			 THEME_BOLD | THEME_UNDERLINE},
	[ROLE_HIT] = {"hit", 'H', {THEME_BLACK, THEME_YELLOW, 0}, THEME_REVERSE},
	[ROLE_GOOD] = {"good", 'g', {THEME_BLUE, THEME_DEFAULT, THEME_BOLD}, THEME_BOLD},
	[ROLE_WARN] = {"warn", 'w', {THEME_MAGENTA, THEME_DEFAULT, THEME_BOLD}, THEME_BOLD},
	[ROLE_BAD] = {"bad", 'b', {THEME_RED, THEME_DEFAULT, THEME_BOLD}, THEME_BOLD | THEME_UNDERLINE},
	[ROLE_KEY] = {"key", 'k', {DEFAULT, THEME_BOLD}, THEME_BOLD},
	[ROLE_BAR] = {"bar", 'B', {THEME_BLACK, THEME_CYAN, 0}, THEME_REVERSE},
	[ROLE_BAR_OFF] = {"bar-off", 'x', {DEFAULT, THEME_FAINT}, THEME_FAINT},
	[ROLE_MESSAGE] = {"message", 'm', {DEFAULT, 0}, 0},
	[ROLE_ERROR] = {"error", 'E', {THEME_WHITE, THEME_RED, THEME_BOLD}, THEME_REVERSE},
	[ROLE_BOX] = {"box", 'X', {DEFAULT, 0}, 0},
	[ROLE_MARK] = {"mark", 'M', {THEME_MAGENTA, THEME_DEFAULT, THEME_REVERSE}, THEME_REVERSE},
};

struct look theme_look(enum theme_role role, int colour)
{
	assert(role >= 0 && role < ROLE_N);
	if (colour)
		return roles[role].colour;
	return (struct look){DEFAULT, roles[role].mono};
}

char theme_letter(enum theme_role role)
{
	assert(role >= 0 && role < ROLE_N);
	return roles[role].letter;
}

const char *theme_name(enum theme_role role)
{
	assert(role >= 0 && role < ROLE_N);
	return roles[role].name;
}
