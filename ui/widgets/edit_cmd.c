/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The editor's command rows. They act on the edit that has the focus in the view.
 */
#include "base/msg.h"
#include "ui/widgets/edit.h"

static struct edit *edit_of(const struct view *v)
{
	return view_part(v, PART_EDIT);
}

static const char *no_edit(const struct view *v)
{
	return edit_of(v) ? NULL : _("There is no field to write in.");
}

static const char *no_lines(const struct view *v)
{
	const struct edit *ed = edit_of(v);

	return ed && ed->flags & EDIT_LINES ? NULL : _("This field has one line only.");
}

static const char *no_undo(const struct view *v)
{
	const struct edit *ed = edit_of(v);

	return ed && edit_can_undo(ed) ? NULL : _("There is nothing to undo.");
}

static const char *no_redo(const struct view *v)
{
	const struct edit *ed = edit_of(v);

	return ed && edit_can_redo(ed) ? NULL : _("There is nothing to redo.");
}

static int run_outside(struct view *v, int count, struct err *e)
{
	return edit_outside(edit_of(v), v, e);
}

#define ACT(name, act) \
	static int run_##name(struct view *v, int count, struct err *e) \
	{ \
		edit_do(edit_of(v), act, count); \
		return 0; \
	}
ACT(left, EDIT_LEFT)
ACT(right, EDIT_RIGHT)
ACT(word_left, EDIT_WORD_LEFT)
ACT(word_right, EDIT_WORD_RIGHT)
ACT(up, EDIT_UP)
ACT(down, EDIT_DOWN)
ACT(page_up, EDIT_PAGE_UP)
ACT(page_down, EDIT_PAGE_DOWN)
ACT(home, EDIT_HOME)
ACT(end, EDIT_END)
ACT(first, EDIT_FIRST)
ACT(last, EDIT_LAST)
ACT(backspace, EDIT_BACKSPACE)
ACT(delete, EDIT_DELETE)
ACT(erase_word, EDIT_ERASE_WORD)
ACT(kill_back, EDIT_KILL_BACK)
ACT(kill, EDIT_KILL)
ACT(undo, EDIT_UNDO)
ACT(redo, EDIT_REDO)
#undef ACT

static int run_newline(struct view *v, int count, struct err *e)
{
	for (int i = 0; i < count; i++)
		if (edit_insert(edit_of(v), "\n", 1, false, e))
			return -1;
	return 0;
}

enum { MOVE = CMD_REPEAT | CMD_HIDDEN };

const struct cmd edit_cmds[] = {
	{"edit.left", "Left", N_("Left"), N_("One character to the left"), MOVE, NULL, no_edit, run_left},
	{"edit.right", "Right", N_("Right"), N_("One character to the right"), MOVE, NULL, no_edit,
	 run_right},
	{"edit.up", "Up", N_("Up"), N_("One line up"), MOVE, NULL, no_lines, run_up},
	{"edit.down", "Down", N_("Down"), N_("One line down"), MOVE, NULL, no_lines, run_down},
	{"edit.page-up", "PgUp", N_("Page up"), N_("One page up"), MOVE, NULL, no_lines, run_page_up},
	{"edit.page-down", "PgDn", N_("Page down"), N_("One page down"), MOVE, NULL, no_lines, run_page_down},
	{"edit.home", "Home Ctrl-A", N_("Line start"), N_("To the start of the line"), MOVE, NULL, no_edit,
	 run_home},
	{"edit.end", "End", N_("Line end"), N_("To the end of the line"), MOVE, NULL, no_edit, run_end},
	{"edit.backspace", "Backspace", N_("Erase"), N_("Erase the character before the caret"), MOVE, NULL,
	 no_edit, run_backspace},
	{"edit.delete", "Del Ctrl-D", N_("Delete"), N_("Delete the character behind the caret"), MOVE, NULL,
	 no_edit, run_delete},
	{"edit.newline", "Enter Ctrl-N Shift-Enter", N_("New line"),
	 N_("Break the line at the caret"), CMD_REPEAT, NULL, no_lines, run_newline},
	{"edit.undo", "Ctrl-Z", N_("Undo"), N_("Take back the last step of writing"), CMD_REPEAT, NULL,
	 no_undo, run_undo},
	{"edit.redo", "Ctrl-Y", N_("Redo"), N_("Do the step again that was taken back"), CMD_REPEAT, NULL,
	 no_redo, run_redo},
	{"edit.outside", "Ctrl-E", N_("Editor"), N_("Write this text in the program that EDITOR names"), 0, NULL, no_lines,
	 run_outside},
	{"edit.word-left", "Ctrl-Left", N_("Word left"), N_("To the start of the word"), CMD_REPEAT, NULL,
	 no_edit, run_word_left},
	{"edit.word-right", "Ctrl-Right", N_("Word right"), N_("To the start of the next word"), CMD_REPEAT,
	 NULL, no_edit, run_word_right},
	{"edit.first", "Ctrl-Home", N_("Text start"), N_("To the start of the text"), 0, NULL, no_edit,
	 run_first},
	{"edit.last", "Ctrl-End", N_("Text end"), N_("To the end of the text"), 0, NULL, no_edit, run_last},
	{"edit.erase-word", "Ctrl-W", N_("Erase word"), N_("Erase the word before the caret"), CMD_REPEAT,
	 NULL, no_edit, run_erase_word},
	{"edit.kill", "Ctrl-K", N_("Erase on"), N_("Erase from the caret to the end of the line"), CMD_REPEAT,
	 NULL, no_edit, run_kill},
	{"edit.kill-back", "Ctrl-U", N_("Erase back"), N_("Erase from the start of the line to the caret"), 0,
	 NULL, no_edit, run_kill_back},
	CMD_END,
};
