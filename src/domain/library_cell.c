/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/library_cell.h"

#include "base/msg.h"
#include "base/text.h"
#include "domain/library_read.h"

#include <stdio.h>
#include <string.h>

/* ---- words ----------------------------------------------------------------- */

static bool same_word(const char *id, const char *label, const char *text)
{
	const char *zh = msg_zh(label);
	return str_eq(id, text) || str_eq(label, text) || (zh && str_eq(zh, text));
}

/* The id of a word written as id or label; NULL if there is none. */
static const char *word_id(enum words list, const char *text)
{
	size_t n;
	const struct word *v = words_of(list, &n);

	for (size_t i = 0; i < n; i++)
		if (same_word(v[i].id, v[i].label, text))
			return v[i].id;
	return NULL;
}

static int unknown_word(const struct library_field *field, const char *text, struct str *why)
{
	size_t n;
	const struct word *v = words_of(field->words, &n);
	AUTO(str_done) struct str known = {0};

	if (field->words == WORDS_SEVERITY)
		n--; /* major is never preset */
	for (size_t i = 0; i < n; i++)
		str_addf(&known, "%s%s", i ? _(", ") : "", _(v[i].label));
	str_addf(why, _("“%s” is none of %s"), text, str_text(&known));
	return -1;
}

/* The next part of text, up to one of the marks; false at the end. Parts are trimmed, empty ones left out. */
static bool next_part(const char **text, const char *const *marks, size_t n, struct str *part)
{
	while (**text) {
		AUTO(str_done) struct str raw = {0};
		size_t skip = 0;
		while (**text && !skip) {
			for (size_t i = 0; i < n && !skip; i++)
				skip = str_starts(*text, marks[i]) ? strlen(marks[i]) : 0;
			if (!skip)
				str_add_char(&raw, *(*text)++);
		}
		*text += skip;
		cell_trim(str_text(&raw), part);
		if (part->n)
			return true;
	}
	return false;
}

static const char *const list_marks[] = {"、", "；", ";", "，", ",", "\n", "/"};
static const char *const basis_marks[] = {"；", ";"}; /* a clause may hold the others */
static const char *const line_mark[] = {"\n"};

/* ---- showing --------------------------------------------------------------- */

static void show_words(enum words list, const char *text, struct str *out)
{
	for (const char *p = text, *between = ""; *(p += strspn(p, " ")); between = _(", ")) {
		char id[24];
		size_t n = strcspn(p, " ");
		snprintf(id, sizeof id, "%.*s", (int)n, p);
		str_addf(out, "%s%s", between, words_label(list, id));
		p += n;
	}
}

static void show_list(const char *text, const char *between, struct str *out)
{
	for (const char *p = text; *p; p++)
		if (*p == '\n')
			str_add(out, between);
		else
			str_add_char(out, *p);
}

static void show_when(const char *text, struct str *out)
{
	struct condition c;
	size_t n;
	const struct profile_key *keys = library_profile_keys(&n);

	for (const char *at = text, *between = ""; condition_next(&at, &c) > 0; between = _(" and ")) {
		const char *name = c.name;
		bool key = false;
		for (size_t i = 0; i < n && !key; i++)
			if ((key = str_eq(keys[i].id, c.name)))
				name = _(keys[i].label);
		str_addf(out, "%s%s = %s", between, name,
			 words_label(key ? WORDS_YES : WORDS_RESULT, c.value));
	}
}

void cell_show(const struct library_field *field, const char *text, struct str *out)
{
	str_clear(out);
	if (!*text)
		return;
	switch (field->kind) {
	case FIELD_WORD:
	case FIELD_WORDS:
		show_words(field->words, text, out);
		break;
	case FIELD_LIST:
		show_list(text, str_eq(field->name, "Post") ? _(", ") : _("; "), out);
		break;
	case FIELD_WHEN:
		show_when(text, out);
		break;
	case FIELD_EDITION:
		str_addf(out, _("edition %s"), text); /* 2026.10 alone would become the number 2026.1 */
		break;
	default:
		str_add(out, text);
	}
}

/* ---- taking ---------------------------------------------------------------- */

/* 2.3E+07: what a program makes of a long number. */
static bool is_scientific(const char *s)
{
	size_t n = strspn(s, "0123456789.");
	if (!n || (s[n] != 'E' && s[n] != 'e'))
		return false;
	s += n + 1;
	s += *s == '+' || *s == '-';
	return *s && !s[strspn(s, "0123456789")];
}

static int take_code(const struct library_field *field, const char *cell, struct str *out, struct str *why)
{
	cell_fold(cell, out);
	for (size_t i = 0; i < out->n; i++)
		if (out->s[i] >= 'a' && out->s[i] <= 'z')
			out->s[i] = (char)(out->s[i] - 'a' + 'A');
	const char *s = str_text(out);
	if (code_is_good(s, out->n) || basis_code_is_good(s, out->n))
		return 0;
	if (is_scientific(s))
		str_addf(why, _("“%s” was a code once; format the column as text and write the code again"),
			 cell);
	else
		str_addf(why, _("“%s” is no code; write it like CR-0203, of a basis like B03"), cell);
	return -1;
}

static int take_codes(const struct library_field *field, const char *cell, struct str *out, struct str *why)
{
	static const char *const marks[] = {"、", "；", ";", "，", ",", "\n", " ", "\u3000"};
	AUTO(str_done) struct str part = {0}, code = {0};

	while (next_part(&cell, marks, ARRAY_LEN(marks), &part)) {
		if (take_code(field, str_text(&part), &code, why))
			return -1;
		str_addf(out, "%s%s", out->n ? " " : "", str_text(&code));
	}
	return 0;
}

static int take_word(const struct library_field *field, const char *cell, struct str *out, struct str *why)
{
	const char *id = word_id(field->words, cell);

	if (!id)
		return unknown_word(field, cell, why);
	if (str_eq(id, "major"))
		str_add(why, _("major is given to a finding by hand, never to an item; write serious"));
	else if (!(field->words == WORDS_YES && str_eq(id, "no")) &&
		 !(field->words == WORDS_EVIDENCE && str_eq(id, "none")))
		str_add(out, id); /* no and none are the same as nothing */
	return why->n ? -1 : 0;
}

static int take_words(const struct library_field *field, const char *cell, struct str *out, struct str *why)
{
	static const char *const blank[] = {" "};
	AUTO(str_done) struct str part = {0};
	const char *at = cell;
	bool ids = next_part(&at, blank, 1, &part) && word_id(field->words, str_text(&part));

	for (at = cell; next_part(&at, list_marks, ARRAY_LEN(list_marks), &part);) {
		const char *id = word_id(field->words, str_text(&part));
		if (!id && ids && strchr(str_text(&part), ' '))
			break; /* ids with blanks between, as in the file */
		if (!id)
			return unknown_word(field, str_text(&part), why);
		str_addf(out, "%s%s", out->n ? " " : "", id);
		ids = false;
	}
	for (at = ids && !out->n ? cell : ""; next_part(&at, blank, 1, &part);) {
		const char *id = word_id(field->words, str_text(&part));
		if (!id)
			return unknown_word(field, str_text(&part), why);
		str_addf(out, "%s%s", out->n ? " " : "", id);
	}
	return 0;
}

static int take_list(const struct library_field *field, const char *cell, struct str *out, struct str *why)
{
	bool posts = str_eq(field->name, "Post");
	const char *const *marks = posts ? list_marks : strchr(cell, '\n') ? line_mark : basis_marks;
	size_t n = posts ? ARRAY_LEN(list_marks) - 1 : strchr(cell, '\n') ? 1 : ARRAY_LEN(basis_marks);
	AUTO(str_done) struct str part = {0};

	while (next_part(&cell, marks, n, &part))
		str_addf(out, "%s%s", out->n ? "\n" : "", str_text(&part));
	return 0;
}

/* 5, or what a program made of it: 5.0. */
static int take_number(const struct library_field *field, const char *cell, struct str *out, struct str *why)
{
	cell_fold(cell, out);
	size_t n = strspn(str_text(out), "0123456789");
	const char *rest = str_text(out) + n;

	if (n && n < 10 && (!*rest || (*rest == '.' && rest[1] && !rest[1 + strspn(rest + 1, "0")]))) {
		str_truncate(out, n);
		return 0;
	}
	str_addf(why, _("“%s” is no whole number"), cell);
	return -1;
}

/* The last comparison sign of a text, and its bytes; NULL if there is none. */
static const char *find_op(const char *text, size_t *n, const char **op)
{
	static const struct {
		const char *from, *to;
	} ops[] = {{"≤", "<="},    {"≥", ">="},  {"⩽", "<="},  {"⩾", ">="}, {"＜＝", "<="},
		   {"＞＝", ">="}, {"<=", "<="}, {">=", ">="}, {"＜", "<"}, {"＞", ">"},
		   {"＝", "="},    {"<", "<"},   {">", ">"},   {"=", "="}};
	const char *found = NULL;

	for (const char *p = text; *p; p += found == p ? *n : 1)
		for (size_t i = 0; i < ARRAY_LEN(ops); i++)
			if (str_starts(p, ops[i].from)) {
				found = p;
				*n = strlen(ops[i].from);
				*op = ops[i].to;
				break;
			}
	return found;
}

/* "开卡数 张<=3", "开卡数 张 ≤ ３" and the like as "开卡数 张 <= 3". */
static int take_value(const struct library_field *field, const char *cell, struct str *out, struct str *why)
{
	struct arena arena = {0};
	struct item_value value = {0};
	size_t n = 0;
	const char *op = NULL, *at = find_op(cell, &n, &op);

	int rc = item_value_parse(cell, &value, &arena);
	if (rc && at) {
		AUTO(str_done) struct str whole = {0}, number = {0};
		cell_fold(at + n, &number);
		str_add_n(&whole, cell, (size_t)(at - cell));
		str_addf(&whole, " %s %s", op, str_text(&number));
		rc = item_value_parse(str_text(&whole), &value, &arena);
	}
	item_value_text(&value, out);
	arena_done(&arena);
	if (rc)
		str_addf(why,
			 _("“%s” cannot be read; write name, unit, one of <= >= < > =, and a number, with "
			   "blanks between"),
			 cell);
	return rc;
}

static const char *key_id(const char *text)
{
	size_t n;
	const struct profile_key *keys = library_profile_keys(&n);

	for (size_t i = 0; i < n; i++)
		if (same_word(keys[i].id, keys[i].label, text))
			return keys[i].id;
	return NULL;
}

static int take_when(const struct library_field *field, const char *cell, struct str *out, struct str *why)
{
	static const char *const joins[] = {"并且", "且", " and ", "\n"};
	static const char *const equals[] = {"=", "＝"};
	AUTO(str_done) struct str part = {0}, name = {0}, value = {0}, code = {0}, unsaid = {0};

	while (next_part(&cell, joins, ARRAY_LEN(joins), &part)) {
		const char *p = str_text(&part), *id, *is = NULL;
		bool two = next_part(&p, equals, 2, &name) && next_part(&p, equals, 2, &value) && !*p;
		id = two ? key_id(str_text(&name)) : NULL;
		if (id)
			is = word_id(WORDS_YES, str_text(&value));
		else if (two && !take_code(field, str_text(&name), &code, &unsaid) && (id = str_text(&code)))
			is = word_id(WORDS_RESULT, str_text(&value));
		if (!is) {
			str_addf(why,
				 _("“%s” is no condition; write something like “%s = %s” or “CR-0101 = %s”"),
				 str_text(&part), _("a vault"), _("yes"), _("issue"));
			return -1;
		}
		str_addf(out, "%s%s = %s", out->n ? " and " : "", id, is);
	}
	return 0;
}

/* "3户" and "３ 户" as "3 户". */
static int take_sample(const struct library_field *field, const char *cell, struct str *out, struct str *why)
{
	size_t n = strlen(cell), used = 0;
	uint32_t c;

	for (; n; cell += used, n -= used) {
		used = text_decode(cell, n, &c);
		if (c >= 0xFF10 && c <= 0xFF19)
			c -= 0xFF10 - '0';
		if (c < '0' || c > '9')
			break;
		str_add_char(out, (char)c);
	}
	bool blank = cell_blank(cell);
	while (cell_blank(cell))
		cell += cell_blank(cell);
	if (out->n && *cell && (blank || (unsigned char)*cell >= 0x80))
		str_add_char(out, ' ');
	str_add(out, cell);
	return 0;
}

static int take_edition(const struct library_field *field, const char *cell, bool guarded, struct str *out,
			struct str *why)
{
	AUTO(str_done) struct str ascii = {0};

	cell_fold(cell, &ascii);
	const char *s = str_text(&ascii);
	bool en = str_starts(s, "edition "), zh = ascii.n > 3 && !strcmp(s + ascii.n - 3, "版");
	s += en ? strlen("edition ") : 0;
	if (en || zh || guarded) {
		str_add_n(out, s, strlen(s) - (zh ? 3 : 0));
		return 0;
	}
	str_addf(why, _("“%s”: write “%s”; a program may have made 2026.1 of 2026.10"), cell,
		 _("edition 2026.1"));
	return -1;
}

/* 2026-11-23, 2026/11/23, 2026.11.23, 2026年11月23日, 20261123; months and days of one digit too. */
static int take_date(const struct library_field *field, const char *cell, struct str *out, struct str *why)
{
	AUTO(str_done) struct str ascii = {0};
	unsigned y = 0, m = 0, d = 0;
	char end = 0, a = 0, b = 0;

	cell_fold(cell, &ascii);
	const char *s = str_text(&ascii);
	size_t digits = strspn(s, "0123456789");
	bool good = (digits == 8 && !s[8] && sscanf(s, "%4u%2u%2u", &y, &m, &d) == 3) ||
		    (digits == 4 && sscanf(s, "%4u%c%2u%c%2u%c", &y, &a, &m, &b, &d, &end) == 5 && a == b &&
		     strchr("-/.", a)) ||
		    (digits == 4 && sscanf(s, "%4u年%2u月%2u日%c", &y, &m, &d, &end) == 3 && strstr(s, "日"));
	if (good) {
		str_addf(out, "%04u-%02u-%02u", y, m, d);
		return 0;
	}
	if (digits == strlen(s) && digits == 5)
		str_addf(
		    why,
		    _("“%s” is the number a program keeps for a day; format the column as a date or as text"),
		    cell);
	else
		str_addf(why, _("“%s” is no day; write it like 2026-01-31"), cell);
	return -1;
}

/* #REF!, #####: what a program shows instead of a value. */
static bool is_error(const char *s)
{
	static const char *const errors[] = {"#REF!", "#NAME?", "#VALUE!", "#DIV/0!",
					     "#N/A",  "#NUM!",  "#NULL!"};

	for (size_t i = 0; i < ARRAY_LEN(errors); i++)
		if (str_eq(s, errors[i]))
			return true;
	return strlen(s) > 2 && !s[strspn(s, "#")];
}

int cell_take(const struct library_field *field, const char *cell, bool guarded, struct str *out,
	      struct str *why)
{
	static int (*const takes[])(const struct library_field *field, const char *cell, struct str *out,
				    struct str *why) = {
	    [FIELD_CODE] = take_code,     [FIELD_WORD] = take_word,     [FIELD_WORDS] = take_words,
	    [FIELD_LIST] = take_list,     [FIELD_NUMBER] = take_number, [FIELD_VALUE] = take_value,
	    [FIELD_WHEN] = take_when,     [FIELD_CODES] = take_codes,   [FIELD_DATE] = take_date,
	    [FIELD_SAMPLE] = take_sample,
	};
	AUTO(str_done) struct str text = {0};

	str_clear(out);
	cell_trim(cell, &text);
	if (!text.n)
		return 0;
	if (is_error(str_text(&text))) {
		str_addf(why, _("“%s” is a program's error, not a value; write the value"), str_text(&text));
		return -1;
	}
	if (field->kind == FIELD_EDITION)
		return take_edition(field, str_text(&text), guarded, out, why);
	if (field->kind < ARRAY_LEN(takes) && takes[field->kind])
		return takes[field->kind](field, str_text(&text), out, why);
	str_add(out, str_text(&text));
	return 0;
}
