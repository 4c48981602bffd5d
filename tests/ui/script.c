/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/script.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct step *add_step(struct script *s, enum step_kind kind, unsigned line)
{
	struct step *step = VEC_PUSH(s);

	step->kind = kind;
	step->line = line;
	return step;
}

/* <F5>, <lt>, or one character; bytes used, 0 if the name is unknown. */
static size_t read_key(const char *s, struct press *out)
{
	const char *end = *s == '<' ? strchr(s, '>') : NULL;
	char name[PRESS_NAME];

	*out = (struct press){.code = K_CHAR};
	if (!end)
		return text_decode(s, strlen(s), &out->c);
	size_t n = (size_t)(end - s - 1);
	if (n >= sizeof name)
		return 0;
	memcpy(name, s + 1, n);
	name[n] = '\0';
	if (strcmp(name, "lt") == 0)
		out->c = '<';
	else if (!press_parse(name, out))
		return 0;
	return n + 2;
}

static int read_typed(struct script *s, const char *where, unsigned line, const char *text, struct err *e)
{
	while (*text) {
		struct step *step = add_step(s, STEP_KEY, line);
		size_t n = read_key(text, &step->key);
		if (!n)
			return err_set(e, ERR_INPUT, "%s:%u: unknown key at \"%s\"", where, line, text);
		text += n;
	}
	return 0;
}

static bool read_sizes(struct script *s, const char *text)
{
	int rows, cols, used;

	for (s->n_sizes = 0; s->n_sizes < 8 && sscanf(text, "%dx%d%n", &rows, &cols, &used) == 2;
	     text += used) {
		s->sizes[s->n_sizes][0] = rows;
		s->sizes[s->n_sizes++][1] = cols;
	}
	return s->n_sizes > 0;
}

/* Orders about the whole scene. */
static bool read_setting(struct script *s, const char *word, const char *text)
{
	const struct {
		const char *word;
		const char **place;
	} rows[] = {{"setup", &s->setup}, {"today", &s->today}, {"world", &s->world}, {"lang", &s->lang}};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (strcmp(rows[i].word, word) == 0) {
			*rows[i].place = arena_dup(&s->arena, text);
			return true;
		}
	return strcmp(word, "size") == 0 && read_sizes(s, text);
}

static bool read_step(struct script *s, const char *word, const char *text, unsigned line)
{
	static const struct {
		const char *word;
		enum step_kind kind;
		int numbers; /* that must stand behind it */
	} rows[] = {
		{"wait", STEP_WAIT, 1},     {"shot", STEP_SHOT, 0},   {"roles", STEP_ROLES, 0},
		{"resize", STEP_RESIZE, 2}, {"paste", STEP_PASTE, 0}, {"click", STEP_CLICK, 2},
	};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (strcmp(rows[i].word, word) == 0) {
			struct step *step = add_step(s, rows[i].kind, line);
			step->text = arena_dup(&s->arena, text);
			return sscanf(text, "%d%*[x ]%d", &step->a, &step->b) >= rows[i].numbers ||
			       !rows[i].numbers;
		}
	return false;
}

static int read_line(struct script *s, const char *where, unsigned line, const char *text, struct err *e)
{
	char word[16];
	int used = 0;

	if (!*text || *text == '#')
		return 0;
	if (*text != '@')
		return read_typed(s, where, line, text, e);
	if (sscanf(text, "@%15s %n", word, &used) < 1)
		used = 0;
	if (!used || (!read_setting(s, word, text + used) && !read_step(s, word, text + used, line)))
		return err_set(e, ERR_INPUT, "%s:%u: unknown order: %s", where, line, text);
	return 0;
}

int script_read(struct script *s, const char *name, const char *text, struct err *e)
{
	for (unsigned line = 1; *text; line++) {
		size_t n = strcspn(text, "\n");
		if (read_line(s, name, line, arena_dup_n(&s->arena, text, n), e))
			return -1;
		text += n + (text[n] == '\n');
	}
	if (!s->n_sizes)
		read_sizes(s, "24x80");
	return 0;
}

void script_done(struct script *s)
{
	mem_free(s->v);
	arena_done(&s->arena);
	*s = (struct script){0};
}
