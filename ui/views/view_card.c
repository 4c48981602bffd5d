/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The card of one post as it is printed, and writing it to a file.
 */
#include "ui/views/views.h"

#include "base/file.h"
#include "base/msg.h"
#include "cli/desk.h"
#include "paper/card.h"
#include "ui/widgets/ask.h"
#include "ui/widgets/page.h"

#include <string.h>

enum { TAG_PATH = 1, TAG_REPLACE, PATH_MOST = 400 };

struct card_view {
	char *post;
	struct page page;
	struct str text;
	char *path; /* where it goes, while it is asked whether to replace what is there */
};

static struct card_view *state(const struct view *v)
{
	return VIEW_STATE(v, struct card_view);
}

static int card_open(struct view *v, const void *arg, struct err *e)
{
	const struct card_arg *a = arg;

	if (!a)
		return err_set(e, ERR_USAGE, "%s", _("choose a post first (3300)"));
	state(v)->post = mem_dup(a->post);
	return desk_load_library(v->desk, e);
}

static void card_close(struct view *v)
{
	struct card_view *s = state(v);

	page_done(&s->page);
	str_done(&s->text);
	mem_free(s->post);
	mem_free(s->path);
}

static int card_refresh(struct view *v, struct err *e)
{
	AUTO(card_source_done) struct card_source source = {.about = {.post = NULL}};
	struct card_view *s = state(v);
	struct desk *d = v->desk;

	page_clear(&s->page);
	str_clear(&s->text);
	if (desk_load_library(d, e) || card_source_load(&source, d->db, &d->library, clock_now(&d->clock), e))
		return -1;
	source.about.post = s->post;
	if (card_text(&source.about, &s->text, e))
		return -1;
	page_text(&s->page, ROLE_TEXT, str_text(&s->text));
	v->context = s->post;
	return 0;
}

static void card_layout(struct view *v)
{
	page_layout(&state(v)->page, v->body);
}

static void card_draw(const struct view *v, struct canvas *c, struct rect r)
{
	page_draw(&state(v)->page, c, r);
}

static void card_tick(struct view *v, int64_t now)
{
	(void)now;
	if (desk_changed(v->desk))
		view_stale(v);
}

static void *card_part(const struct view *v, enum view_part part)
{
	return part == PART_PAGE ? &state(v)->page : NULL;
}

/* ---- to a file ------------------------------------------------------------------------------ */

/* DIR/local/papers/岗位风险卡-POST.txt; a post may hold signs that are none of a file's. */
static void offered_path(const struct view *v, struct str *out)
{
	str_addf(out, "%s/local/papers/%s-", v->desk->dir, _("post card"));
	for (const char *p = state(v)->post; *p; p++)
		str_add_char(out, *p == '/' || *p == '\\' ? '-' : *p);
	str_add(out, ".txt");
}

static int run_write(struct view *v, int count, struct err *e)
{
	AUTO(str_done) struct str path = {0};

	(void)count;
	offered_path(v, &path);
	struct ask ask = {.kind = ASK_LINE, .title = _("Write to a file"), .text = _("Name of the file; a relative one is taken from "
			  "the folder where the program was started"), .value = str_text(&path), .most = PATH_MOST, .required = true};
	return stage_open(v->stage, VIEW_ASK, &ask, TAG_PATH, e);
}

static int write_to(struct view *v, struct err *e)
{
	struct card_view *s = state(v);
	AUTO(str_done) struct str folder = {0};
	const char *slash = strrchr(s->path, '/'), *data = v->desk->dir;
	bool ours = str_starts(s->path, data) && s->path[strlen(data)] == '/'; /* then a group may share it */

	str_add_n(&folder, s->path, slash ? (size_t)(slash - s->path) : 0);
	if ((folder.n && file_make_dir(str_text(&folder), ours ? file_mode(data, FILE_FOLDER) : 0700, e)) ||
	    file_write(s->path, str_text(&s->text), s->text.n, ours ? file_mode(data, FILE_PLAIN) : 0600, e))
		return -1;
	stage_say(v->stage, ROLE_GOOD, _("Written to %s"), s->path);
	return 0;
}

static int take_path(struct view *v, const char *path, struct err *e)
{
	struct card_view *s = state(v);
	int there = file_exists(path, e);

	if (there < 0)
		return -1;
	mem_free(s->path);
	s->path = mem_dup(path);
	return there ? ask_confirm(v, TAG_REPLACE, e, _("%s is there already. Replace it with this card?"), path)
		     : write_to(v, e);
}

static int card_result(struct view *v, int tag, const void *value, struct err *e)
{
	const struct ask_answer *answer = value;

	if (tag == TAG_PATH && answer)
		return take_path(v, answer->text, e);
	return tag == TAG_REPLACE && ask_yes(value) ? write_to(v, e) : 0;
}

static const struct cmd card_rows[] = {
	{"card.write", "F2 1", N_("Write"), N_("Write the card to a file, for the printer."), 0, NULL, NULL, run_write},
	CMD_END,
};
static const struct cmd *const card_cmds[] = {card_rows, page_cmds, NULL};

const struct view_ops view_card = {
	.name = "card",
	.code = "3301",
	.title = N_("Post card"),
	.help = N_("The card as it is printed, to read it through. F2 or 1 writes it to a file. When the library moves on, the digits "
		   "on a printed card tell: zicha library card POST --check DIGITS."),
	.state_size = sizeof(struct card_view),
	.flags = VIEW_CHOSEN,
	.cmds = card_cmds,
	.open = card_open,
	.refresh = card_refresh,
	.layout = card_layout,
	.draw = card_draw,
	.result = card_result,
	.close = card_close,
	.tick = card_tick,
	.part = card_part,
};
