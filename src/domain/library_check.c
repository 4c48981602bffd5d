/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can only be seen with the whole library at hand.
 */
#include "domain/library_read.h"

#include "base/msg.h"

#include <stdlib.h>
#include <string.h>

enum { NEEDS_MOST = 32 };
enum colour { WHITE, GREY, BLACK }; /* of a depth-first walk: not seen, on the way, done */

/* An item with its place. */
struct node {
	const struct item *item;
	const struct line *line;
	const struct rec *rec; /* its text; NULL if that cannot be told */
	enum colour colour;
	const struct node *from; /* that came here, while grey */
};

struct checker {
	const struct library *lib;
	struct rec_reporter say; /* of the line that is looked at */
	struct rec_file *files;  /* one per line */
	struct node *v;          /* by code */
	size_t n;
};

/* ---- places ---------------------------------------------------------------- */

static int by_code(const void *a, const void *b)
{
	const struct node *x = a, *y = b;
	return strcmp(x->item->code, y->item->code);
}

static struct node *node_of(const struct checker *c, const char *code)
{
	struct item wanted = {.code = code};
	struct node key = {.item = &wanted};
	return c->n ? bsearch(&key, c->v, c->n, sizeof *c->v, by_code) : NULL;
}

/* The records of a line's items stand in its text in the order of its items. */
static void add_line(struct checker *c, size_t at)
{
	const struct line *line = &c->lib->v[at];
	struct rec_file *f = &c->files[at];
	struct err e = {0};
	size_t r = 0;

	bool read = !rec_read(f, line->file, line->text, line->text_n, NULL, NULL, &e);
	for (size_t i = 0; i < line->n; i++) {
		while (read && r < f->n && (f->v[r].descriptor || !str_eq(f->v[r].type, "Item")))
			r++;
		c->v[c->n++] =
		    (struct node){line->v + i, line, read && r < f->n ? &f->v[r] : NULL, WHITE, NULL};
		r++;
	}
}

/* Where the field of that name stands whose value begins with `value` (NULL: the first one). */
static void place_of(const struct node *node, const char *name, const char *value, unsigned *line,
		     unsigned *column)
{
	*line = node->item->line;
	*column = 1;
	for (size_t i = 0; node->rec && i < node->rec->n; i++) {
		const struct rec_field *f = &node->rec->v[i];
		if (strcmp(f->name, name) || (value && !str_starts(f->value + strspn(f->value, " "), value)))
			continue;
		*line = f->line;
		*column = f->column;
		return;
	}
}

#define SAY(what, node, field, value, ...)                                                                   \
	do {                                                                                                 \
		unsigned at_line, at_column;                                                                 \
		place_of(node, field, value, &at_line, &at_column);                                          \
		what(&c->say, at_line, at_column, __VA_ARGS__);                                              \
	} while (0)

/* The next of several words or lines; its length, 0 at the end. */
static size_t next_part(const char **at, const char *between)
{
	*at += strspn(*at, between);
	return strcspn(*at, between);
}

/* ---- one item -------------------------------------------------------------- */

static void check_bases(struct checker *c, const struct node *node)
{
	size_t n;

	for (const char *p = node->item->bases; (n = next_part(&p, "\n")); p += n) {
		char code[8] = "";
		memcpy(code, p, strcspn(p, " \n") < sizeof code ? strcspn(p, " \n") : 0);
		const struct basis *basis = library_basis(c->lib, code);
		if (!basis)
			SAY(rec_error, node, "Basis", code,
			    _("Basis: %s is not in the register; add it to basis.rec, or cite another"),
			    code);
		else if (str_eq(basis->force, "no"))
			SAY(rec_warn, node, "Basis", code,
			    _("Basis: %s %s is no longer in force; cite what replaced it"), code,
			    basis->title);
	}
}

static bool has_any(const char *text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(text, words[i]))
			return true;
	return false;
}

static size_t times(const char *text, const char *word)
{
	size_t n = 0;
	for (const char *p = text; (p = strstr(p, word)); p += strlen(word))
		n++;
	return n;
}

/* A joining word behind the verb that is no part of a longer word. */
static bool joins(const char *text, const char *word, const char *const *parts, size_t n)
{
	size_t inside = 0;

	for (size_t i = 0; i < n; i++)
		inside += times(text, parts[i]);
	return times(text, word) > inside;
}

/* A guess, so a warning: two question marks, "whether" twice, or two predicates joined behind it. */
static bool asks_two(const char *question)
{
	static const char *const joiners[] = {"，同时", "，又", "，还", "；", "以及是否", "、是否"};
	static const char *const in_and[] = {"并非", "并不", "并未", "并无", "并没", "并行", "并列", "并购",
					     "并表", "合并", "一并", "兼并", "吞并", "并轨", "并存"};
	static const char *const in_also[] = {"暂且", "姑且", "尚且", "况且", "苟且"};
	const char *whether = strstr(question, "是否");
	const char *behind = whether ? whether : question;

	return times(question, "？") + times(question, "?") > 1 || times(question, "是否") > 1 ||
	       has_any(behind, joiners, ARRAY_LEN(joiners)) ||
	       joins(behind, "并", in_and, ARRAY_LEN(in_and)) ||
	       joins(behind, "且", in_also, ARRAY_LEN(in_also));
}

static void check_question(struct checker *c, const struct node *node)
{
	const char *q = node->item->question;
	size_t n = strlen(q);

	if (asks_two(q))
		SAY(rec_warn, node, "Question", NULL,
		    _("Question: it seems to ask two things; make two items of it, or ask for one"));
	if (n < 3 || (q[n - 1] != '?' && strcmp(q + n - 3, "？")))
		SAY(rec_warn, node, "Question", NULL,
		    _("Question: it ends without a question mark; ask something"));
}

/* ---- conditions ------------------------------------------------------------ */

/* What must hold for an item to be asked, gathered over the items whose answers it needs. */
struct needs {
	struct {
		struct condition is;
		const char *by; /* code of the item that needs it */
	} v[NEEDS_MOST];
	size_t n;
	struct condition clash; /* what contradicts v[with] */
	const char *clash_by;
	size_t with;
};

static bool gather(const struct checker *c, const struct item *item, struct needs *needs)
{
	struct condition is;

	for (const char *at = item->when; condition_next(&at, &is) > 0;) {
		size_t i = 0;
		while (i < needs->n && strcmp(needs->v[i].is.name, is.name))
			i++;
		if (i < needs->n && !strcmp(needs->v[i].is.value, is.value))
			continue;
		if (i < needs->n) {
			needs->clash = is;
			needs->clash_by = item->code;
			needs->with = i;
			return false;
		}
		if (needs->n == NEEDS_MOST)
			return true;
		needs->v[needs->n].by = item->code;
		needs->v[needs->n++].is = is;
		const struct node *other = strchr(is.name, '-') ? node_of(c, is.name) : NULL;
		if (other && !gather(c, other->item, needs))
			return false;
	}
	return true;
}

/* An answer that the condition waits for. */
static void check_answer(struct checker *c, const struct node *node, const char *code)
{
	const struct node *other = node_of(c, code);

	if (!other)
		SAY(rec_error, node, "When", NULL,
		    _("When: there is no item %s; name another, or leave the condition out"), code);
	else if (!str_empty(other->item->retired))
		SAY(rec_error, node, "When", NULL,
		    _("When: %s is retired and never asked, so this can never hold"), code);
	else if (other->line == node->line && other->item >= node->item)
		SAY(rec_error, node, "When", NULL,
		    _("When: %s is not asked before this item, so this can never hold; move the item behind "
		      "it"),
		    code);
}

static void check_when(struct checker *c, const struct node *node)
{
	struct needs needs = {0};
	struct condition is;

	for (const char *at = node->item->when; condition_next(&at, &is) > 0;)
		if (strchr(is.name, '-'))
			check_answer(c, node, is.name);
	if (!gather(c, node->item, &needs))
		SAY(rec_error, node, "When", NULL,
		    _("When: this can never hold: %s wants %s = %s, and %s wants %s = %s"),
		    needs.v[needs.with].by, needs.clash.name, needs.v[needs.with].is.value, needs.clash_by,
		    needs.clash.name, needs.clash.value);
}

/* ---- order ----------------------------------------------------------------- */

static void say_cycle(struct checker *c, const struct node *node, const struct node *start)
{
	const char *file = c->say.file;
	AUTO(str_done) struct str path = {0};

	str_add(&path, start->item->code);
	for (const struct node *p = node; p != start; p = p->from)
		str_addf(&path, " ← %s", p->item->code);
	str_addf(&path, " ← %s", start->item->code);
	c->say.file = node->line->file;
	SAY(rec_error, node, "After", NULL, _("After: the order runs in a circle: %s; take one of them out"),
	    str_text(&path));
	c->say.file = file;
}

/* Follows what must come before an item. A circle is told where it closes, by the line that is looked at
 * first. */
static void follow(struct checker *c, struct node *node)
{
	size_t n;

	node->colour = GREY;
	for (const char *p = node->item->after; (n = next_part(&p, " ")); p += n) {
		char code[8] = "";
		memcpy(code, p, n < sizeof code ? n : 0);
		struct node *other = node_of(c, code);
		if (!other)
			continue;
		if (other->colour == GREY)
			say_cycle(c, node, other);
		if (other->colour == WHITE) {
			other->from = node;
			follow(c, other);
		}
	}
	node->colour = BLACK;
}

static void check_after(struct checker *c, struct node *node)
{
	size_t n;

	for (const char *p = node->item->after; (n = next_part(&p, " ")); p += n) {
		char code[8] = "";
		memcpy(code, p, n < sizeof code ? n : 0);
		const struct node *other = node_of(c, code);
		if (!other)
			SAY(rec_error, node, "After", NULL, _("After: there is no item %s; name another"),
			    code);
		else if (!str_empty(other->item->retired))
			SAY(rec_warn, node, "After", NULL, _("After: %s is retired; take it out"), code);
	}
}

/* ---- a line ---------------------------------------------------------------- */

static void check_item(struct checker *c, struct node *node)
{
	if (str_empty(node->item->method))
		SAY(rec_error, node, "Method", NULL, _("%s names no method; say how to look"),
		    node->item->code);
	check_bases(c, node);
	check_question(c, node);
	check_when(c, node);
	check_after(c, node);
}

/* Items of one section stand together. */
static void check_sections(struct checker *c, const struct line *line)
{
	struct {
		const char **v;
		size_t n, cap;
	} seen = {0};

	for (size_t i = 0; i < line->n; i++) {
		const char *section = line->v[i].section;
		if (i && str_eq(section, line->v[i - 1].section))
			continue;
		for (size_t k = 0; k < seen.n; k++)
			if (str_eq(seen.v[k], section)) {
				SAY(rec_warn, node_of(c, line->v[i].code), "Section", NULL,
				    _("Section: %s has items further up; put them together"), section);
				break;
			}
		*VEC_PUSH(&seen) = section;
	}
	mem_free(seen.v);
}

static int by_question(const void *a, const void *b)
{
	const struct item *const *x = a, *const *y = b;
	int order = strcmp((*x)->question, (*y)->question);
	return order ? order : (*x > *y) - (*x < *y);
}

/* Nobody is asked the same thing twice. */
static void check_twice(struct checker *c, const struct line *line)
{
	const struct item **v = mem_alloc((line->n + 1) * sizeof *v);
	size_t n = 0;

	for (size_t i = 0; i < line->n; i++)
		if (str_empty(line->v[i].retired))
			v[n++] = &line->v[i];
	qsort(v, n, sizeof *v, by_question);
	for (size_t i = 1; i < n; i++)
		if (str_eq(v[i]->question, v[i - 1]->question))
			SAY(rec_warn, node_of(c, v[i]->code), "Question", NULL,
			    _("Question: %s asks the same; keep one"), v[i - 1]->code);
	mem_free(v);
}

static size_t check_line(struct checker *c, const struct line *line)
{
	for (size_t i = 0; i < line->n; i++) {
		struct node *node = node_of(c, line->v[i].code);
		if (!str_empty(node->item->retired))
			continue;
		check_item(c, node);
		if (node->colour == WHITE)
			follow(c, node);
	}
	check_sections(c, line);
	check_twice(c, line);
	return c->say.errors;
}

/* ---- all ------------------------------------------------------------------- */

size_t library_check(const struct library *lib, rec_report *report, void *ctx)
{
	struct checker c = {.lib = lib};
	size_t items = 0, errors = 0;

	for (size_t i = 0; i < lib->n; i++)
		items += lib->v[i].n;
	c.v = mem_alloc((items + 1) * sizeof *c.v);
	c.files = mem_alloc((lib->n + 1) * sizeof *c.files);
	for (size_t i = 0; i < lib->n; i++)
		add_line(&c, i);
	qsort(c.v, c.n, sizeof *c.v, by_code);
	for (size_t i = 0; i < lib->n; i++) {
		c.say = (struct rec_reporter){lib->v[i].file, report, ctx, NULL, 0, 0};
		errors += check_line(&c, &lib->v[i]);
	}
	for (size_t i = 0; i < lib->n; i++)
		rec_done(&c.files[i]);
	mem_free(c.files);
	mem_free(c.v);
	return errors;
}
