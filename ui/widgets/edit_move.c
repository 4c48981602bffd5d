/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the caret goes: by cluster, word, shown line. A word is a run of Han, of letters or digits;
 * blanks and punctuation lie between words.
 */
#include "base/text.h"
#include "base/width.h"
#include "ui/widgets/edit_inside.h"

enum word { WORD_NONE, WORD_HAN, WORD_LETTER };

static enum word word_at(const char *s, size_t n)
{
	uint32_t c;

	text_decode(s, n, &c);
	if (c < 0x80)
		return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ? WORD_LETTER
											  : WORD_NONE;
	if (c < 0xC0 || (c >= 0x2000 && c <= 0x206F) || c == 0x3000 || (c >= 0xFE30 && c <= 0xFE6F))
		return WORD_NONE;
	if (c >= 0x3001 && c <= 0x3030)
		return (c >= 0x3005 && c <= 0x3007) || (c >= 0x3021 && c <= 0x3029) ? WORD_HAN : WORD_NONE;
	if (c >= 0xFF01 && c <= 0xFF65) {
		uint32_t plain = c - 0xFF01 + '!';
		return (plain >= '0' && plain <= '9') || ((plain | 0x20) >= 'a' && (plain | 0x20) <= 'z')
			       ? WORD_LETTER
			       : WORD_NONE;
	}
	return c >= 0x2E80 ? WORD_HAN : WORD_LETTER;
}

static enum word word_here(const struct edit *ed, size_t at)
{
	return word_at(ed->text.s + at, ed->text.n - at);
}

static size_t left_of(const struct edit *ed, size_t at)
{
	return text_cluster_before(edit_text(ed), ed->text.n, at);
}

static size_t right_of(const struct edit *ed, size_t at)
{
	return at < ed->text.n ? at + text_cluster(ed->text.s + at, ed->text.n - at) : at;
}

size_t edit_word_before(const struct edit *ed, size_t at)
{
	while (at && word_here(ed, left_of(ed, at)) == WORD_NONE)
		at = left_of(ed, at);
	if (!at)
		return 0;
	enum word kind = word_here(ed, left_of(ed, at));
	while (at && word_here(ed, left_of(ed, at)) == kind)
		at = left_of(ed, at);
	return at;
}

static size_t word_behind(const struct edit *ed, size_t at)
{
	enum word kind = at < ed->text.n ? word_here(ed, at) : WORD_NONE;

	while (kind != WORD_NONE && at < ed->text.n && word_here(ed, at) == kind)
		at = right_of(ed, at);
	while (at < ed->text.n && word_here(ed, at) == WORD_NONE)
		at = right_of(ed, at);
	return at;
}

/* --- shown lines --- */

/* Whether the line goes on in the next one without a line end of the text. */
static bool is_soft(const struct edit *ed, size_t line)
{
	const struct wrap_line *l = &ed->lines.v[line];

	return line + 1 < ed->lines.n && ed->shown.s[l->next - 1] != '\n';
}

/* Behind the last character of a line. Blanks that hang over the edge belong to the line end. */
static size_t line_end(const struct edit *ed, size_t line)
{
	const struct wrap_line *l = &ed->lines.v[line];

	if (is_soft(ed, line))
		return l->start + l->len;
	return line + 1 < ed->lines.n ? l->next - 1 : l->next;
}

static void go_to_shown(struct edit *ed, size_t line, size_t at)
{
	size_t to = edit_border_before(ed, edit_from_shown(ed, at));
	bool lean = is_soft(ed, line) && at == ed->lines.v[line].next;

	edit_move_to(ed, to);
	ed->lean = lean;
}

static void go_to_column(struct edit *ed, size_t line, int col)
{
	const struct wrap_line *l = &ed->lines.v[line];

	go_to_shown(ed, line,
		    l->start +
			    width_click(str_text(&ed->shown) + l->start, line_end(ed, line) - l->start, col));
}

static int caret_column(const struct edit *ed, size_t line)
{
	const struct wrap_line *l = &ed->lines.v[line];
	size_t at = edit_to_shown(ed, ed->caret);

	return width_n(str_text(&ed->shown) + l->start, at - l->start);
}

static void move_lines(struct edit *ed, long by)
{
	edit_settle(ed);
	long line = (long)edit_caret_line(ed), to = line + by;
	int goal = ed->goal >= 0 ? ed->goal : caret_column(ed, (size_t)line);

	if (to < 0)
		to = 0;
	if (to >= (long)ed->lines.n)
		to = (long)ed->lines.n - 1;
	if (to != line)
		go_to_column(ed, (size_t)to, goal);
	ed->goal = goal;
}

static void move_in_line(struct edit *ed, bool end)
{
	edit_settle(ed);
	size_t line = edit_caret_line(ed);

	go_to_shown(ed, line, end ? line_end(ed, line) : ed->lines.v[line].start);
	if (!end && ed->lines.v[line].start > edit_to_shown(ed, ed->caret))
		edit_move_to(ed, right_of(ed, ed->caret)); /* the line begins inside a mark */
}

bool edit_on_first_line(struct edit *ed)
{
	if (!(ed->flags & EDIT_LINES))
		return true;
	edit_settle(ed);
	return edit_caret_line(ed) == 0;
}

bool edit_on_last_line(struct edit *ed)
{
	if (!(ed->flags & EDIT_LINES))
		return true;
	edit_settle(ed);
	return edit_caret_line(ed) + 1 == ed->lines.n;
}

static void move_across(struct edit *ed, enum edit_act act, int count)
{
	size_t at = ed->caret;

	for (int i = 0; i < count; i++)
		at = act == EDIT_LEFT        ? left_of(ed, at)
		     : act == EDIT_RIGHT     ? right_of(ed, at)
		     : act == EDIT_WORD_LEFT ? edit_word_before(ed, at)
					     : word_behind(ed, at);
	edit_move_to(ed, at);
	ed->goal = -1;
}

/* A jump to either end of a shown line or of the text. */
static void jump(struct edit *ed, enum edit_act act)
{
	bool end = act == EDIT_END || act == EDIT_LAST;

	if (ed->flags & EDIT_LINES && (act == EDIT_HOME || act == EDIT_END))
		move_in_line(ed, end);
	else
		edit_move_to(ed, end ? ed->text.n : 0);
	ed->goal = -1;
}

bool edit_move(struct edit *ed, enum edit_act act, int count)
{
	size_t had = ed->caret;
	bool leant = ed->lean;
	long page = ed->rows > 1 ? ed->rows - 1 : 1;

	if (act <= EDIT_WORD_RIGHT)
		move_across(ed, act, count);
	else if (act >= EDIT_HOME)
		jump(ed, act);
	else if (ed->flags & EDIT_LINES)
		move_lines(ed, (act == EDIT_UP || act == EDIT_PAGE_UP ? -1 : 1) * (long)count *
				       (act >= EDIT_PAGE_UP ? page : 1));
	ed->paused = false;
	return ed->caret != had || ed->lean != leant;
}

/* --- the mouse --- */

bool edit_click(struct edit *ed, struct rect r, int row, int col)
{
	if (!rect_holds(r, row, col))
		return false;
	if (ed->flags & EDIT_SECRET)
		return true;
	edit_settle(ed);
	ed->goal = -1;
	if (ed->flags & EDIT_LINES) {
		size_t line = (size_t)(ed->top + row - r.row);
		if (line >= ed->lines.n)
			edit_move_to(ed, ed->text.n);
		else
			go_to_column(ed, line, col - r.col);
		return true;
	}
	size_t at = ed->first +
		    width_click(str_text(&ed->shown) + ed->first, ed->shown.n - ed->first, col - r.col);
	edit_move_to(ed, edit_border_before(ed, edit_from_shown(ed, at)));
	return true;
}
