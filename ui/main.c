/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * zicha: a verb goes to the command line, else the workbench opens. The register of views.
 */
#include "base/msg.h"
#include "cli/cli.h"
#include "cli/doctor.h"
#include "cli/settings.h"
#include "crypt/digest.h"
#include "ui/base/stage.h"
#include "ui/base/term.h"
#include "ui/views/views.h"
#include "ui/widgets/ask.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The settings of this kind of terminal, and over them the options of the call. */
static int read_options(const struct call *c, const char *dir, struct term_options *o, struct err *e)
{
	const char *amb = c->opt[OPT_AMBIGUOUS], *frames = c->opt[OPT_FRAMES];
	struct settings s;

	if (amb && !str_eq(amb, "1") && !str_eq(amb, "2") && !str_eq(amb, "substitute"))
		return err_set(e, ERR_USAGE, _("option --%s wants an argument: %s"), "ambiguous", "1|2|substitute");
	if (frames && !str_eq(frames, "ascii") && !str_eq(frames, "unicode"))
		return err_set(e, ERR_USAGE, _("option --%s wants an argument: %s"), "frames", "unicode|ascii");
	settings_load(dir, getenv("TERM"), &s);
	views_look(&s, &o->look);
	o->no_mouse = settings_is(&s, SETTING_MOUSE, "off");
	if (amb) {
		o->look.ambiguous = *amb == '1' ? TERM_NARROW : *amb == '2' ? TERM_WIDE : TERM_SUBSTITUTE;
		o->look.ambiguous_by = WIDTH_FROM_OPTION;
	}
	if (frames) {
		o->look.frames = *frames == 'a' ? TERM_FRAMES_ASCII : TERM_FRAMES_UNICODE;
		o->look.frames_by = WIDTH_FROM_OPTION;
	}
	return 0;
}

/* The first screen: login where there is a store, else the questions of the first run. */
static int first_view(struct desk *d, const char *dir, enum view_id *id, struct err *e)
{
	struct err ignored = {0};
	bool open = !desk_open(d, dir, DESK_STAY, e);

	*id = VIEW_LOGIN;
	if (open && *d->journal.chain)
		return 0;
	if (!open && desk_has_store(dir, &ignored))
		return -1; /* one that cannot be opened: e says why */
	err_clear(e);
	desk_close(d);
	*id = VIEW_FIRST;
	d->dir = mem_dup(dir);
	d->log_n = KEY_LOG_N;
	return 0;
}

/* A slice of the look at the pages that opening put off. Damage is told at once, in a box over the login. */
static bool look(struct stage *s, void *ctx)
{
	struct desk *d = ctx;
	AUTO(str_done) struct str text = {0};
	struct err e = {0}, ignored = {0};
	int more = desk_look_step(d, &e);

	if (more >= 0)
		return more > 0;
	str_addf(&text,
		 _("%s\n\nUntil then nobody can log in here. zicha restore puts the newest backup of %s/backup back."),
		 e.text, d->dir);
	struct ask box = {.kind = ASK_MESSAGE, .title = _("The store is damaged"), .text = str_text(&text)};
	if (stage_open(s, VIEW_ASK, &box, 0, &ignored))
		stage_say_err(s, &e);
	return false;
}

/* What is told when the store was written by others. */
struct listener {
	struct desk *d;
	struct stage *s;
};

/* Another file in the store's place is opened, and whoever was in shows again that they belong there. */
static void heard(void *ctx)
{
	struct listener *l = ctx;
	struct err e = {0};

	desk_heard(l->d);
	int followed = desk_follow(l->d, &e);
	if (followed > 0)
		views_lock_replaced(l->s, l->d);
	else if (followed < 0)
		stage_say(l->s, ROLE_ERROR,
			  _("%s. What stands here is as it was before; nothing more is recorded. Leave and start zicha again."),
			  e.text);
}

static void run_stage(struct desk *d, struct term *t, enum view_id first, bool mouse, struct err *e)
{
	struct stage *s = stage_new(views_register(), d);
	struct canvas *c = canvas_new(term_facts(t)->rows, term_facts(t)->cols);
	struct listener listener = {d, s};
	struct screen_io io;

	term_io(t, &io);
	stage_set_idle(s, VIEWS_IDLE_MS, views_lock, d);
	stage_set_work(s, look, d);
	stage_set_watch(s, desk_watch(d), heard, &listener);
	if (!stage_open(s, first, NULL, 0, e))
		stage_loop(s, c, &io);
	stage_free(&s);
	canvas_free(&c);
}

static int workbench(const struct call *c, struct err *e)
{
	AUTO(desk_close) struct desk desk = {0};
	AUTO(str_done) struct str dir = {0};
	AUTO(term_close) struct term *t = NULL;
	struct term_options options = {0};
	enum view_id first;

	desk.upgrading = cli_upgrading;
	if (cli_today(c, &desk.clock, e) || cli_data_dir(c, &dir, e) || read_options(c, str_text(&dir), &options, e) ||
	    first_view(&desk, str_text(&dir), &first, e) || term_open(&t, &options, e))
		return -1;
	run_stage(&desk, t, first, !options.no_mouse, e);
	term_close(&t);
	return e->code ? -1 : desk_backup(&desk, e);
}

/* For zicha doctor: opens the screen as the workbench would, and closes it again. */
static int ask_terminal(const struct call *c, struct doctor_terminal *out, struct err *e)
{
	AUTO(term_close) struct term *t = NULL;
	AUTO(str_done) struct str dir = {0};
	struct term_options options = {0};

	if (!isatty(0) || !isatty(1))
		return 0;
	if (cli_data_dir(c, &dir, e) || read_options(c, str_text(&dir), &options, e) || term_open(&t, &options, e))
		return -1;
	const struct term_facts *f = term_facts(t);
	*out = (struct doctor_terminal){.codeset = f->codeset, .rows = f->rows, .cols = f->cols, .colours = f->colours,
					.answered = f->probed, .answer_ms = f->probe_ms, .ambiguous = f->ambiguous,
					.line = f->line, .mode = f->mode, .source = f->mode_by,
					.frames_source = f->frames_by, .ascii_frames = f->ascii_frames};
	out->ideographs = f->ext_h < f->ext_i ? f->ext_h : f->ext_i;
	out->ideographs = f->ext_j < out->ideographs ? f->ext_j : out->ideographs;
	return 1;
}

static const struct cli_host host = {.terminal = ask_terminal};

int main(int argc, char **argv)
{
	struct err e = {0};
	struct call c = {.out = stdout};
	AUTO(mem_free_auto) char *room = mem_alloc((size_t)argc * sizeof(char *));
	int words = 0;

	mem_keep_private();
	digest_keep_own();
	umask(077);
	cli_choose_language(&c);
	if (cli_options(argc, argv, &c, &words, (char **)(void *)room, &e) || words || c.opt[OPT_HELP] ||
	    c.opt[OPT_VERSION] || !isatty(0) || !isatty(1))
		return cli_main(argc, argv, &host); /* says what is wrong in its own way */
	cli_choose_language(&c);
	return workbench(&c, &e) ? out_error(&e) : 0;
}
