/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/out.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/rec.h"
#include "base/text.h"
#include "base/width.h"
#include "cli/console.h"

#include <string.h>
#include <unistd.h>

void json_done(struct json *j)
{
	str_done(&j->text);
}

/* What steers a terminal or is no text, as JSON escapes it: UTF-16. */
static void add_escape(struct str *out, uint32_t c)
{
	if (c >= 0x10000)
		str_addf(out, "\\u%04x\\u%04x", 0xd7c0 + (unsigned)(c >> 10), 0xdc00 + (unsigned)(c & 0x3ff));
	else
		str_addf(out, "\\u%04x", (unsigned)c);
}

static void add_string(struct str *out, const char *value)
{
	AUTO(str_done) struct str why = {0};
	size_t n = strlen(value), step;
	uint32_t c;

	str_add_char(out, '"');
	for (size_t i = 0; i < n; i += step) {
		step = text_decode(value + i, n - i, &c);
		if (c == '"' || c == '\\')
			str_addf(out, "\\%c", (char)c);
		else if (c == '\n')
			str_add(out, "\\n");
		else if (text_is_format(c) || text_refused(c, &why))
			add_escape(out, c);
		else
			text_add_char(out, c); /* U+FFFD for a byte that is none */
	}
	str_add_char(out, '"');
}

static void begin(struct json *j, const char *key)
{
	if (j->comma)
		str_add(&j->text, ",");
	if (key) {
		add_string(&j->text, key);
		str_add(&j->text, ":");
	}
	j->comma = true;
}

void json_open(struct json *j, const char *key, char bracket)
{
	begin(j, key);
	str_add_char(&j->text, bracket);
	j->comma = false;
}

void json_close(struct json *j, char bracket)
{
	str_add_char(&j->text, bracket);
	j->comma = true;
}

void json_text(struct json *j, const char *key, const char *value)
{
	begin(j, key);
	add_string(&j->text, value ? value : "");
}

void json_int(struct json *j, const char *key, int64_t value)
{
	begin(j, key);
	str_addf(&j->text, "%lld", (long long)value);
}

void json_bool(struct json *j, const char *key, bool value)
{
	begin(j, key);
	str_add(&j->text, value ? "true" : "false");
}

void json_time(struct json *j, const char *key, int64_t time)
{
	char text[TIME_TEXT];

	begin(j, key);
	if (time)
		add_string(&j->text, time_format_iso(time, text));
	else
		str_add(&j->text, "null");
}

static void add_pieces(struct json *j, const char *key, const char *text, const char *between)
{
	AUTO(str_done) struct str piece = {0};

	json_open(j, key, '[');
	for (const char *p = text ? text : ""; *p;) {
		size_t n = strcspn(p, between);
		str_clear(&piece);
		str_add_n(&piece, p, n);
		if (n)
			json_text(j, NULL, str_text(&piece));
		p += n + (p[n] == *between);
	}
	json_close(j, ']');
}

void json_words(struct json *j, const char *key, const char *words)
{
	add_pieces(j, key, words, " ");
}

void json_lines(struct json *j, const char *key, const char *lines)
{
	add_pieces(j, key, lines, "\n");
}

void json_print(struct json *j, FILE *to)
{
	fprintf(to, "%s\n", str_text(&j->text));
	str_clear(&j->text);
	j->comma = false;
}

void out_text(FILE *to, const char *text)
{
	AUTO(str_done) struct str marked = {0};

	text_mark(text, strlen(text), &marked);
	fputs(str_text(&marked), to);
}

void out_padded(FILE *to, const char *text, int columns)
{
	out_text(to, text);
	for (int pad = columns - width_text(text); pad > 0; pad--)
		fputc(' ', to);
}

void table_cell(struct table *t, const char *text)
{
	AUTO(str_done) struct str marked = {0};

	text_mark(text ? text : "", text ? strlen(text) : 0, &marked);
	*VEC_PUSH(t) = str_take(&marked);
}

void table_print(const struct table *t, FILE *to)
{
	enum { GAP = 2 };

	for (size_t i = 0; i < t->n; i++) {
		size_t column = i % t->columns;
		bool last = column + 1 == t->columns;
		int widest = 0;
		for (size_t k = column; k < t->n && !last; k += t->columns) {
			int w = width_text(t->v[k]);
			widest = w > widest ? w : widest;
		}
		fputs(t->v[i], to);
		for (int pad = last ? 0 : widest + GAP - width_text(t->v[i]); pad > 0; pad--)
			fputc(' ', to);
		if (last)
			fputc('\n', to);
	}
}

void table_done(struct table *t)
{
	for (size_t i = 0; i < t->n; i++)
		mem_free(t->v[i]);
	mem_free(t->v);
	*t = (struct table){0};
}

void out_progress(const char *what, int64_t done, int64_t all)
{
	AUTO(str_done) struct str text = {0};

	if (!isatty(2))
		return;
	str_addf(&text, "%s %lld/%lld%c", what, (long long)done, (long long)all, done == all ? '\n' : '\r');
	console_say(stderr, str_text(&text));
}

void out_problem(FILE *to, const struct rec_problem *p, bool as_json)
{
	AUTO(json_done) struct json j = {0};

	if (as_json) {
		json_open(&j, NULL, '{');
		json_text(&j, "file", p->file);
		json_int(&j, "line", p->line);
		json_int(&j, "column", p->column);
		json_bool(&j, "warning", p->warning);
		json_text(&j, "text", p->text);
		json_close(&j, '}');
		json_print(&j, to);
		return;
	}
	out_text(to, p->file);
	fprintf(to, ":%u:%u: %s", p->line, p->column, p->warning ? _("warning: ") : "");
	out_text(to, p->text);
	fputc('\n', to);
}

int out_error(const struct err *e)
{
	AUTO(str_done) struct str line = {0};

	str_add(&line, "zicha: ");
	text_mark(e->text, strlen(e->text), &line);
	str_add_char(&line, '\n');
	console_say(stderr, str_text(&line));
	return err_exit_code(e);
}
