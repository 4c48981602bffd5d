/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* fopencookie */
#include "cli/console.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum encode_kind console_encoding(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	const char *locale = "";
	char codeset[32] = "";

	for (size_t i = 0; i < ARRAY_LEN(names) && !*locale; i++)
		locale = getenv(names[i]) ? getenv(names[i]) : "";
	const char *dot = strchr(locale, '.');
	if (dot)
		snprintf(codeset, sizeof codeset, "%.*s", (int)strcspn(dot + 1, "@"), dot + 1);
	enum encode_kind kind;
	bool chinese = str_eq(locale, "zh_CN") || str_eq(locale, "zh_SG"); /* without a codeset: GB2312 */
	return chinese || (encode_parse(codeset, &kind) && kind == ENCODE_GB18030) ? ENCODE_GB18030 : ENCODE_UTF8;
}

static bool converts(FILE *to)
{
	return console_encoding() != ENCODE_UTF8 && isatty(fileno(to));
}

/* Writes n bytes of UTF-8 in the terminal's encoding; what it lacks stands there as <CODE>. */
static void write_converted(FILE *to, const char *text, size_t n)
{
	AUTO(encode_lost_done) struct encode_lost lost = {0};
	AUTO(str_done) struct str bytes = {0};
	struct err ignored = {0};

	if (encode_write(ENCODE_GB18030, text, n, &bytes, &lost, &ignored))
		fwrite(text, 1, n, to);
	else
		fwrite(str_text(&bytes), 1, bytes.n, to);
}

void console_say(FILE *to, const char *text)
{
	if (converts(to))
		write_converted(to, text, strlen(text));
	else
		fputs(text, to);
}

/* ---- a stream in front of stdout ---------------------------------------------------------------- */

struct front {
	FILE *to;
	struct str rest; /* the beginning of a character whose end has not come */
};

/* Bytes of whole characters. */
static size_t whole(const struct str *s)
{
	size_t n = s->n, back = 0;

	while (back < n && back < 4 && ((unsigned char)s->s[n - 1 - back] & 0xC0) == 0x80)
		back++;
	if (back == n)
		return n;
	unsigned char lead = (unsigned char)s->s[n - 1 - back];
	size_t want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
	return back + 1 < want ? n - back - 1 : n;
}

static ssize_t front_write(void *ctx, const char *bytes, size_t n)
{
	struct front *f = ctx;

	str_add_n(&f->rest, bytes, n);
	size_t done = whole(&f->rest);
	write_converted(f->to, str_text(&f->rest), done);
	str_remove(&f->rest, 0, done);
	return fflush(f->to) ? 0 : (ssize_t)n;
}

static int front_close(void *ctx)
{
	struct front *f = ctx;

	str_done(&f->rest);
	mem_free(f);
	return 0;
}

FILE *console_open(FILE *to)
{
	static const cookie_io_functions_t functions = {.write = front_write, .close = front_close};

	if (!converts(to))
		return to;
	struct front *f = mem_alloc(sizeof *f);
	f->to = to;
	FILE *out = fopencookie(f, "w", functions);
	if (out)
		return out;
	mem_free(f);
	return to;
}

void console_close(FILE *out, FILE *to)
{
	if (out != to)
		fclose(out);
}

/* ---- what was typed --------------------------------------------------------------------------------- */

void console_typed(const char *bytes, struct str *out)
{
	struct err ignored = {0};
	size_t n = strlen(bytes);

	if (console_encoding() == ENCODE_UTF8 || encode_read_as(ENCODE_GB18030, bytes, n, out, &ignored)) {
		str_clear(out);
		str_add_n(out, bytes, n);
	}
}
