/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/rec.h"

#include "base/msg.h"
#include "base/str.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- problems -------------------------------------------------------------- */

static void problem(struct rec_reporter *r, unsigned line, unsigned column, bool warning, const char *text)
{
	struct rec_problem p = {r->file, line, column, warning, text};
	size_t before = r->errors + r->warnings;

	if (!warning && !r->errors && r->e)
		err_set(r->e, ERR_INPUT, "%s:%u:%u: %s", r->file, line, column, text);
	r->errors += !warning;
	r->warnings += warning;
	if (before == REC_PROBLEMS)
		p.text = _("and more; put these right first");
	if (r->report && before <= REC_PROBLEMS)
		r->report(&p, r->ctx);
}

static void format_problem(struct rec_reporter *r, unsigned line, unsigned column, bool warning,
			   const char *fmt, va_list ap)
{
	char text[500];

	vsnprintf(text, sizeof text, fmt, ap);
	/* A cut sentence ends at a whole character: the last one, which may be cut, is left out. */
	size_t n = strlen(text);
	if (n == sizeof text - 1) {
		while (n && ((unsigned char)text[n - 1] & 0xC0) == 0x80)
			n--;
		if (n && (unsigned char)text[n - 1] >= 0xC0)
			text[n - 1] = '\0';
	}
	problem(r, line, column, warning, text);
}

void rec_error(struct rec_reporter *r, unsigned line, unsigned column, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	format_problem(r, line, column, false, fmt, ap);
	va_end(ap);
}

void rec_warn(struct rec_reporter *r, unsigned line, unsigned column, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	format_problem(r, line, column, true, fmt, ap);
	va_end(ap);
}

/* ---- characters ------------------------------------------------------------ */

/* The text with what is no text replaced by U+FFFD; each such thing is a problem. Bytes that are not UTF-8
 * mean another encoding, so only the first of them is told. */
static void repair(struct rec_reporter *r, const char *s, size_t n, struct str *out)
{
	unsigned line = 1, column = 1;
	bool told = false;

	for (size_t used; n; s += used, n -= used) {
		AUTO(str_done) struct str what = {0};
		uint32_t c;
		used = text_decode(s, n, &c);
		bool bad = c == 0xFFFD && used == 1;
		bool refused = !bad && c != '\t' && c != '\r' && c != '\n' && text_refused(c, &what);
		if (bad && !told)
			rec_error(r, line, column, _("the byte %02X is not UTF-8; save the file as UTF-8"),
				  (unsigned char)*s);
		if (refused)
			rec_error(r, line, column, _("%s; delete it"), str_text(&what));
		told |= bad;
		if (bad || refused)
			text_add_char(out, 0xFFFD);
		else
			str_add_n(out, s, used);
		bool ends = c == '\n' || (c == '\r' && (n < 2 || s[1] != '\n')) || c == 0x2028 || c == 0x2029;
		line += ends;
		column = ends ? 1 : column + 1;
	}
}

/* The text of the whole file: clean, LF, NFC. */
static void clean(struct rec_file *f, struct rec_reporter *r, const char *bytes, size_t n)
{
	AUTO(str_done) struct str text = {0}, fixed = {0};
	struct err e = {0};

	if (text_clean(bytes, n, TEXT_LINES, &text, &e)) {
		bool bom = n >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3);
		repair(r, bytes + (bom ? 3 : 0), n - (bom ? 3 : 0), &fixed);
		if (text_clean(str_text(&fixed), fixed.n, TEXT_LINES, &text, &e))
			rec_error(r, 1, 1, "%s", e.text);
	}
	f->text = arena_dup_n(&f->arena, str_text(&text), text.n);
	f->text_n = text.n;
}

/* ---- lines ----------------------------------------------------------------- */

struct reader {
	struct rec_file *f;
	struct rec_reporter say;
	const char *at, *end; /* what is still to be read */
	unsigned line;        /* of at */
	const char *start;    /* of the line that is being read */
	bool open;            /* a record is being filled: the last of f */
	const char *type;     /* of the records that follow */
};

/* Bytes up to the line's end. */
static size_t line_size(const struct reader *r)
{
	const char *lf = memchr(r->at, '\n', (size_t)(r->end - r->at));
	return (size_t)((lf ? lf : r->end) - r->at);
}

static void skip_line(struct reader *r)
{
	r->at += line_size(r);
	r->at += r->at < r->end;
	r->start = r->at;
	r->line++;
}

/* Characters before byte n of the line, and one. */
static unsigned column_of(const char *line, size_t n)
{
	unsigned column = 1;
	for (size_t i = 0; i < n; i++)
		column += ((unsigned char)line[i] & 0xC0) != 0x80;
	return column;
}

/* One blank behind the colon or the plus is not part of the value. */
static void skip_blank(struct reader *r)
{
	r->at += r->at < r->end && *r->at == ' ';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}

/* Bytes of the field name at s; 0 if there is none. */
static size_t name_size(const char *s, size_t n)
{
	size_t i = 0;

	if (!n || !(is_letter(*s) || *s == '%'))
		return 0;
	while (++i < n && is_word(s[i]))
		;
	return i;
}

/* Adds the rest of the line at r->at, and of those joined to it by "\", to value. Moves behind it. */
static void read_joined(struct reader *r, struct str *value)
{
	for (;;) {
		size_t n = line_size(r);
		bool joined = n && r->at[n - 1] == '\\';
		str_add_n(value, r->at, n - joined);
		if (joined && r->at + n == r->end)
			rec_error(&r->say, r->line, column_of(r->start, (size_t)(r->at + n - 1 - r->start)),
				  _("the file ends behind a “\\”; delete it, or write the next line"));
		skip_line(r);
		if (!joined || r->at == r->end)
			return;
	}
}

/* ---- records --------------------------------------------------------------- */

static struct rec *last(struct reader *r)
{
	return &r->f->v[r->f->n - 1];
}

static bool type_used(const struct reader *r, const char *type)
{
	for (size_t i = 0; i + 1 < r->f->n; i++)
		if (r->f->v[i].descriptor && str_eq(r->f->v[i].type, type))
			return true;
	return false;
}

static void take_type(struct reader *r, const struct rec_field *f)
{
	size_t n = 0, all = strlen(f->value);

	while (n < all && (is_word(f->value[n]) || (n && f->value[n] == '-')))
		n++;
	const char *type = arena_dup_n(&r->f->arena, f->value, n);
	if (!n || !is_letter(*type))
		rec_error(&r->say, f->line, f->column,
			  _("%%rec: a name of letters, digits, _ and - is wanted, such as Item"));
	else if (f->value[n + strspn(f->value + n, " ")])
		rec_error(&r->say, f->line, f->column,
			  _("%%rec: only a name; the descriptor must stand in this file"));
	else if (type_used(r, type))
		rec_error(&r->say, f->line, f->column,
			  _("%%rec: “%s” has a descriptor above; put all its records under that one"), type);
	r->type = type;
}

/* A record is complete: is it a descriptor, and whose? */
static void close_record(struct reader *r)
{
	const struct rec_field *type = NULL;

	if (!r->open)
		return;
	r->open = false;
	struct rec *rec = last(r);
	for (size_t i = 0; i < rec->n; i++) {
		const struct rec_field *f = &rec->v[i];
		if (!str_eq(f->name, "%rec"))
			continue;
		if (type)
			rec_error(&r->say, f->line, 1,
				  _("a second %%rec in one descriptor; put a blank line before it"));
		else
			type = f;
	}
	rec->descriptor = type;
	if (type)
		take_type(r, type);
	rec->type = r->type;
	for (size_t i = 0; type && i < rec->n; i++)
		if (rec->v[i].name[0] != '%')
			rec_error(&r->say, rec->v[i].line, 1,
				  _("%s stands in the descriptor; put a blank line before the record"),
				  rec->v[i].name);
}

static void open_record(struct reader *r)
{
	if (r->open)
		return;
	VEC_PUSH(r->f)->line = r->line;
	r->open = true;
}

/* A field from r->at, which stands behind the colon, with its continuation lines. */
static void read_value(struct reader *r, const char *name, size_t name_n)
{
	AUTO(str_done) struct str value = {0};
	struct rec_field f = {.line = r->line};

	skip_blank(r);
	f.column = column_of(r->start, (size_t)(r->at - r->start));
	read_joined(r, &value);
	while (r->at < r->end && *r->at == '+') {
		r->at++;
		skip_blank(r);
		str_add_char(&value, '\n');
		read_joined(r, &value);
	}
	if (value.n > REC_VALUE_MOST)
		rec_error(&r->say, f.line, f.column, _("a value of more than %d bytes; shorten it"),
			  REC_VALUE_MOST);
	f.name = arena_dup_n(&r->f->arena, name, name_n);
	f.value = arena_dup_n(&r->f->arena, str_text(&value), value.n);
	open_record(r);
	struct rec *rec = last(r);
	if (!rec->n)
		rec->line = f.line;
	*VEC_PUSH(rec) = f;
}

/* What is wrong with a line that is no field. */
static void refuse_line(struct reader *r, size_t name, size_t n)
{
	const char *s = r->at + name;
	unsigned column = column_of(r->at, name);

	if (*r->at == ' ')
		rec_error(&r->say, r->line, 1,
			  _("the line begins with a blank; delete it, or begin with “+ ” to continue the "
			    "field above"));
	else if (n - name >= 3 && !memcmp(s, "：", 3))
		rec_error(&r->say, r->line, column, _("a full-width colon; write “:”"));
	else if (!memchr(r->at, ':', n))
		rec_error(&r->say, r->line, column,
			  _("no colon behind a field name; write “Name: value”, or begin with “+ ” to "
			    "continue the field above"));
	else
		rec_error(&r->say, r->line, column,
			  _("a field name begins with a letter and holds only letters, digits and _; the "
			    "colon follows at once"));
}

static void read_field(struct reader *r)
{
	size_t n = line_size(r), name;

	if (!r->open)
		while (n && *r->at == ' ') {
			r->at++;
			n--;
		}
	name = name_size(r->at, n);
	if (name && name < n && r->at[name] == ':') {
		const char *start = r->at;
		r->at += name + 1;
		read_value(r, start, name);
		return;
	}
	if (n && *r->at == '+')
		rec_error(&r->say, r->line, 1,
			  _("a continuation line without a field right above it; move it under its field"));
	else
		refuse_line(r, name, n);
	skip_line(r);
}

static void read_line(struct reader *r)
{
	size_t n = line_size(r), blanks = 0;

	while (blanks < n && r->at[blanks] == ' ')
		blanks++;
	if (blanks == n) {
		close_record(r);
		skip_line(r);
	} else if (r->at[blanks] == '#' && (!blanks || !r->open)) {
		skip_line(r);
	} else {
		read_field(r);
	}
}

int rec_read(struct rec_file *f, const char *name, const char *bytes, size_t n, rec_report *report, void *ctx,
	     struct err *e)
{
	struct reader r = {.f = f, .say = {name, report, ctx, e, 0, 0}, .line = 1, .type = ""};

	*f = (struct rec_file){.name = name, .text = ""};
	if (n > REC_FILE_MOST) {
		rec_error(&r.say, 1, 1, _("the file is larger than %d bytes; split it"), REC_FILE_MOST);
		return -1;
	}
	clean(f, &r.say, bytes, n);
	r.at = f->text;
	r.start = r.at;
	r.end = f->text + f->text_n;
	while (r.at < r.end)
		read_line(&r);
	close_record(&r);
	return r.say.errors ? -1 : 0;
}

void rec_done(struct rec_file *f)
{
	for (size_t i = 0; i < f->n; i++)
		mem_free(f->v[i].v);
	mem_free(f->v);
	arena_done(&f->arena);
	*f = (struct rec_file){0};
}

const struct rec_field *rec_find(const struct rec *r, const char *name)
{
	for (size_t i = 0; i < r->n; i++)
		if (!strcmp(r->v[i].name, name))
			return &r->v[i];
	return NULL;
}
