/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/base/press.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include <assert.h>
#include <string.h>

static const struct {
	const char *name;
	enum key_code code;
} names[] = {
	{"Esc", K_ESC},    {"Enter", K_ENTER}, {"Tab", K_TAB},   {"Backspace", K_BACKSPACE},
	{"Del", K_DELETE}, {"Ins", K_INSERT},  {"Up", K_UP},     {"Down", K_DOWN},
	{"Left", K_LEFT},  {"Right", K_RIGHT}, {"Home", K_HOME}, {"End", K_END},
	{"PgUp", K_PGUP},  {"PgDn", K_PGDN},   {"F1", K_F1},     {"F2", K_F2},
	{"F3", K_F3},      {"F4", K_F4},       {"F5", K_F5},     {"F6", K_F6},
	{"F7", K_F7},      {"F8", K_F8},       {"F9", K_F9},     {"F10", K_F10},
	{"F11", K_F11},    {"F12", K_F12},
};

static const struct {
	const char *name;
	unsigned mod;
} mods[] = {{"Ctrl-", K_CTRL}, {"Alt-", K_ALT}, {"Shift-", K_SHIFT}};

uint32_t press_fold(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFF01 + '!';
	if (c == 0x3000)
		return ' ';
	if (c == 0x3002)
		return '.';
	return c;
}

static const char *plain_name(const struct press *k, char out[5])
{
	if (k->code == K_CHAR) {
		uint32_t c = press_fold(k->c);
		if (c == ' ')
			return "Space";
		struct press folded = {.code = K_CHAR, .c = c};
		return press_text(&folded, out);
	}
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (names[i].code == k->code)
			return names[i].name;
	return "";
}

static size_t add_name(char out[PRESS_NAME], size_t at, const char *name)
{
	size_t n = strlen(name);

	assert(at + n < PRESS_NAME);
	memcpy(out + at, name, n + 1);
	return at + n;
}

const char *press_name(const struct press *k, char out[PRESS_NAME])
{
	char c[5];
	const char *plain = plain_name(k, c);
	size_t n = 0;

	for (size_t i = 0; *plain && i < ARRAY_LEN(mods); i++)
		if (k->mods & mods[i].mod)
			n = add_name(out, n, mods[i].name);
	add_name(out, n, plain);
	return out;
}

bool press_parse(const char *name, struct press *out)
{
	struct press k = {0};

	for (size_t i = 0; i < ARRAY_LEN(mods); i++) {
		size_t n = strlen(mods[i].name);
		if (strncmp(name, mods[i].name, n) == 0 && name[n]) {
			k.mods |= mods[i].mod;
			name += n;
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(names[i].name, name) == 0)
			k.code = names[i].code;
	if (strcmp(name, "Space") == 0)
		name = " ";
	if (!k.code) {
		size_t n = strlen(name);
		if (!n || text_decode(name, n, &k.c) != n || k.c == 0xFFFD)
			return false;
		k.code = K_CHAR;
	}
	*out = k;
	return true;
}

const char *press_text(const struct press *k, char out[5])
{
	out[0] = '\0';
	if (k->code != K_CHAR || k->mods & (K_CTRL | K_ALT))
		return out;
	AUTO(str_done) struct str s = {0};
	text_add_char(&s, k->c);
	memcpy(out, str_text(&s), s.n < 5 ? s.n + 1 : 0);
	return out;
}

bool press_same(const struct press *a, const struct press *b)
{
	return a->code == b->code && a->mods == b->mods && a->c == b->c;
}

bool press_listed(const char *name, const char *list)
{
	size_t n = strlen(name);

	while (n && list && *list) {
		size_t len = 0;
		while (list[len] && list[len] != ' ')
			len++;
		if (len == n && memcmp(list, name, n) == 0)
			return true;
		list += len;
		while (*list == ' ')
			list++;
	}
	return false;
}

unsigned press_functions(const char *list)
{
	unsigned found = 0;

	for (const char *at = list; at && (at = strchr(at, 'F')); at++) {
		unsigned n = 0;
		size_t digits = 1;
		for (; at[digits] >= '0' && at[digits] <= '9' && n < 10; digits++)
			n = 10 * n + (unsigned)(at[digits] - '0');
		bool whole = (at == list || at[-1] == ' ') && (!at[digits] || at[digits] == ' ');
		if (whole && n >= 1 && n <= 12)
			found |= 1U << n;
	}
	return found;
}

bool press_in(const struct press *k, const char *list)
{
	char name[PRESS_NAME];

	return press_listed(press_name(k, name), list);
}

int press_function(const struct press *k)
{
	if (k->mods || k->code < K_F1 || k->code > K_F12)
		return 0;
	return k->code - K_F1 + 1;
}
