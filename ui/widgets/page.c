/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/page.h"

#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/width.h"
#include "base/wrap.h"
#include "ui/base/stage.h"
#include "ui/widgets/bars.h"
#include "ui/widgets/list.h"

#include <string.h>

enum { LABEL_MOST = 20, TEXT_LEAST = 4 };

struct page_fact {
	char *label, *text;
	enum theme_role role;
};

struct page_line {
	size_t fact, at, n; /* bytes [at, at + n) of the fact's text */
	bool first;         /* the label stands before it */
};

static void wrap_auto(struct wrap *w)
{
	wrap_done(w);
}

/* ---- what it says ---------------------------------------------------------------- */

void page_clear(struct page *s)
{
	for (size_t i = 0; i < s->facts.n; i++) {
		mem_free(s->facts.v[i].label);
		mem_free(s->facts.v[i].text);
	}
	s->facts.n = 0;
	s->lines.n = 0;
	s->label_cols = s->cols = s->below = 0;
}

static void add_fact(struct page *s, const char *label, const char *text, enum theme_role role)
{
	AUTO(str_done) struct str marked = {0};
	struct page_fact *fact = VEC_PUSH(&s->facts);

	text_mark(text, strlen(text), &marked);
	*fact = (struct page_fact){mem_dup(label), str_take(&marked), role};
	if (!fact->text)
		fact->text = mem_dup("");
	s->cols = 0;
}

void page_fact(struct page *s, const char *label, const char *text, enum theme_role role)
{
	int cols = width_text(label) + 1;

	if (str_empty(text))
		return;
	add_fact(s, label, text, role);
	if (cols > s->label_cols)
		s->label_cols = cols < LABEL_MOST ? cols : LABEL_MOST;
}

void page_text(struct page *s, enum theme_role role, const char *text)
{
	add_fact(s, "", text, role);
}

void page_top(struct page *s)
{
	s->top = 0;
	s->to_end = false;
	s->wanted = s->marked = 0;
}

void page_done(struct page *s)
{
	page_clear(s);
	mem_free(s->facts.v);
	mem_free(s->lines.v);
	*s = (struct page){0};
}

/* ---- where it stands ----------------------------------------------------------------- */

static int indent_of(const struct page *s, const struct page_fact *fact)
{
	return *fact->label ? s->label_cols : 0;
}

static void wrap_fact(struct page *s, size_t i, int cols)
{
	AUTO(wrap_auto) struct wrap w = {0};
	const struct page_fact *fact = &s->facts.v[i];
	int room = cols - indent_of(s, fact);

	wrap_text(fact->text, strlen(fact->text), room > TEXT_LEAST ? room : TEXT_LEAST, &w);
	for (size_t k = 0; k < w.n; k++)
		*VEC_PUSH(&s->lines) = (struct page_line){i, w.v[k].start, w.v[k].len, k == 0};
}

static int last_top(const struct page *s)
{
	return (int)s->lines.n > s->rows ? (int)s->lines.n - s->rows : 0;
}

static void move_to(struct page *s, long top)
{
	s->top = (int)(top < 0 ? 0 : top > last_top(s) ? last_top(s) : top);
}

static int line_of(const struct page *s, size_t fact)
{
	size_t i = 0;

	while (i < s->lines.n && s->lines.v[i].fact < fact)
		i++;
	return (int)i;
}

void page_layout(struct page *s, struct rect r)
{
	int cols = r.cols - 1; /* the last one shows where we are */

	s->rows = r.rows;
	if (s->cols != cols) {
		s->lines.n = 0;
		for (size_t i = 0; i < s->facts.n; i++)
			wrap_fact(s, i, cols);
		s->cols = cols;
	}
	move_to(s, s->wanted ? line_of(s, s->wanted - 1) : s->to_end ? last_top(s) : s->top);
	s->wanted = 0;
}

bool page_ends_soon(const struct page *s)
{
	return s->top + 2 * s->rows > (int)s->lines.n;
}

/* ---- places ---------------------------------------------------------------------------- */

size_t page_count(const struct page *s)
{
	return s->facts.n;
}

void page_show(struct page *s, size_t fact)
{
	s->wanted = s->marked = fact + 1;
	s->to_end = false;
}

size_t page_here(const struct page *s)
{
	int at = s->marked ? line_of(s, s->marked - 1) : 0;

	if (s->marked && at >= s->top && at < s->top + s->rows)
		return s->marked - 1;
	return (size_t)s->top < s->lines.n ? s->lines.v[s->top].fact : 0;
}

bool page_find(const struct page *s, const char *needle, size_t from, size_t *fact)
{
	for (size_t step = 1; step <= s->facts.n; step++) {
		size_t i = (from + step) % s->facts.n;
		if (list_match(needle, s->facts.v[i].text) || list_match(needle, s->facts.v[i].label)) {
			*fact = i;
			return true;
		}
	}
	return false;
}

int page_part(const struct page *s, struct canvas *c, struct rect r, int top)
{
	for (int i = 0; c && i < r.rows && (size_t)(top + i) < s->lines.n; i++) {
		const struct page_line *line = &s->lines.v[top + i];
		const struct page_fact *fact = &s->facts.v[line->fact];
		int indent = indent_of(s, fact);
		if (line->first && indent)
			canvas_put_cut(c, r.row + i, r.col, indent - 1, ROLE_LABEL, fact->label);
		canvas_put_n(c, r.row + i, r.col + indent, r.cols - indent, fact->role, fact->text + line->at, line->n);
	}
	return (int)s->lines.n;
}

void page_draw(const struct page *s, struct canvas *c, struct rect r)
{
	page_part(s, c, rect_cols(r, 0, r.cols - 1), s->top);
	int at = s->marked ? line_of(s, s->marked - 1) - s->top : -1;
	if (at >= 0 && at < r.rows)
		canvas_mark(c, r.row + at, r.col, r.cols - 1, ROLE_PICKED);
	bars_scroll(c, r, s->top, r.rows, (int)s->lines.n + s->below);
}

void page_position(const struct page *s, struct str *out)
{
	int all = (int)s->lines.n, last = s->top + s->rows < all ? s->top + s->rows : all;

	if (all > s->rows)
		str_addf(out, "%d-%d/%d", s->top + 1, last, all);
}

/* ---- rows of commands ------------------------------------------------------------------ */

static struct page *page_of(const struct view *v)
{
	return view_part(v, PART_PAGE);
}

static const char *no_page(const struct view *v)
{
	return page_of(v) ? NULL : _("There is nothing to scroll here.");
}

static int scroll(struct view *v, long by)
{
	struct page *s = page_of(v);

	move_to(s, s->top + by);
	s->to_end = false;
	stage_touch(v->stage);
	return 0;
}

#define MOVE(name, by) \
	static int run_##name(struct view *v, int count, struct err *e) \
	{ \
		(void)e; \
		return scroll(v, (long)count * (by)); \
	}
MOVE(up, -1)
MOVE(down, 1)
MOVE(page_up, -(long)(page_of(v)->rows > 1 ? page_of(v)->rows - 1 : 1))
MOVE(page_down, page_of(v)->rows > 1 ? page_of(v)->rows - 1 : 1)
MOVE(home, -(long)page_of(v)->lines.n)
#undef MOVE

static int run_end(struct view *v, int count, struct err *e)
{
	(void)count;
	(void)e;
	scroll(v, (long)page_of(v)->lines.n);
	page_of(v)->to_end = true;
	return 0;
}

enum { HIDDEN_MOVE = CMD_REPEAT | CMD_HIDDEN };

const struct cmd page_cmds[] = {
	{"page.up", "Up", N_("Up"), N_("One line back."), HIDDEN_MOVE, NULL, no_page, run_up},
	{"page.down", "Down", N_("Down"), N_("One line on."), HIDDEN_MOVE, NULL, no_page, run_down},
	{"page.page-up", "PgUp", N_("Page up"), N_("One page back."), HIDDEN_MOVE, NULL, no_page, run_page_up},
	{"page.page-down", "PgDn Space", N_("Page down"), N_("One page on."), HIDDEN_MOVE, NULL, no_page, run_page_down},
	{"page.home", "Home", N_("Start"), N_("To the start."), HIDDEN_MOVE, NULL, no_page, run_home},
	{"page.end", "End", N_("End"), N_("To the end."), HIDDEN_MOVE, NULL, no_page, run_end},
	CMD_END,
};
