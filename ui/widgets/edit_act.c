/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The acts of a key on a text: erasing, line ends, going back and forth; moves are passed on.
 */
#include "base/text.h"
#include "ui/widgets/edit_inside.h"

static bool erase(struct edit *ed, size_t from, size_t to, int kind)
{
	if (from == to)
		return false;
	edit_change(ed, from, to, "", 0, kind);
	return true;
}

static bool erase_forward(struct edit *ed)
{
	size_t n = text_cluster(edit_text(ed) + ed->caret, ed->text.n - ed->caret);

	return erase(ed, ed->caret, ed->caret + n, STEP_DELETE);
}

static bool kill_forward(struct edit *ed)
{
	size_t end = edit_paragraph_end(ed, ed->caret);

	if (end == ed->caret && end < ed->text.n)
		end++;
	return erase(ed, ed->caret, end, STEP_OTHER);
}

static bool break_line(struct edit *ed)
{
	struct err e;

	return ed->flags & EDIT_LINES && !edit_insert(ed, "\n", 1, false, &e);
}

static bool do_once(struct edit *ed, enum edit_act act)
{
	size_t at = ed->caret;

	switch (act) {
	case EDIT_BACKSPACE:
		return erase(ed, text_cluster_before(edit_text(ed), ed->text.n, at), at, STEP_BACKSPACE);
	case EDIT_DELETE:
		return erase_forward(ed);
	case EDIT_ERASE_WORD:
		return erase(ed, edit_word_before(ed, at), at, STEP_OTHER);
	case EDIT_KILL_BACK:
		return erase(ed, edit_paragraph(ed, at), at, STEP_OTHER);
	case EDIT_KILL:
		return kill_forward(ed);
	case EDIT_NEWLINE:
		return break_line(ed);
	case EDIT_UNDO:
		return edit_walk_history(ed, true);
	case EDIT_REDO:
		return edit_walk_history(ed, false);
	default:
		return false;
	}
}

bool edit_do(struct edit *ed, enum edit_act act, int count)
{
	bool any = false;

	if (act < EDIT_BACKSPACE)
		return !(ed->flags & EDIT_SECRET) && edit_move(ed, act, count);
	while (count-- > 0 && do_once(ed, act))
		any = true;
	return any;
}
