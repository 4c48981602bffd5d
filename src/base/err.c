/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Cuts a half character that snprintf left at the end. */
static void trim_partial(char *text, size_t size)
{
	size_t n = strnlen(text, size);
	size_t back = 0;

	while (back < 4 && back < n && ((unsigned char)text[n - 1 - back] & 0xC0) == 0x80)
		back++;
	if (back == n)
		return;
	unsigned char lead = (unsigned char)text[n - 1 - back];
	size_t need = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
	if (back < need)
		text[n - 1 - back] = '\0';
}

int err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
	if (!e)
		return -1;
	va_list ap;
	va_start(ap, fmt);
	char text[sizeof e->text]; /* an argument may be e->text itself */
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	trim_partial(text, sizeof text);
	memcpy(e->text, text, sizeof text);
	e->code = code;
	return -1;
}

int err_prefix(struct err *e, const char *what)
{
	if (!e)
		return -1;
	return err_set(e, e->code, "%s: %s", what, e->text);
}

void err_clear(struct err *e)
{
	e->code = ERR_NONE;
	e->text[0] = '\0';
}

bool err_ends_work(const struct err *e)
{
	return e->code == ERR_IO || e->code == ERR_BUSY || e->code == ERR_CANCELLED;
}

int err_exit_code(const struct err *e)
{
	static const unsigned char exits[] = {
		[ERR_NONE] = 0,    [ERR_USAGE] = 2,    [ERR_INPUT] = 3,   [ERR_STATE] = 5,
		[ERR_DENIED] = 5,  [ERR_ABSENT] = 2,   [ERR_CONFLICT] = 3, [ERR_DAMAGED] = 3,
		[ERR_UNKNOWN] = 3, [ERR_NEWER] = 3,    [ERR_BUSY] = 4,    [ERR_IO] = 6,
		[ERR_CANCELLED] = 130, [ERR_BUG] = 6,
	};
	return exits[e->code];
}
