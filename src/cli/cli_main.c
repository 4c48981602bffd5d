/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the words of the command line to a verb that runs: help, finding the verb, opening what it needs.
 */
#include "cli/cli.h"

#include "base/mem.h"
#include "base/msg.h"
#include "cli/console.h"
#include "cli/out.h"
#include "crypt/digest.h"

#include <config.h>
#include <string.h>
#include <sys/stat.h>

/* ---- help ---------------------------------------------------------------------------- */

static void say_help(FILE *to)
{
	AUTO(table_done) struct table t = {.columns = 2};
	AUTO(str_done) struct str left = {0};
	size_t n;
	const struct verb *verbs = verb_table(&n);

	fprintf(to, "%s\n\n", _("zicha: self-checks of a rural bank branch. Without a verb it opens the workbench."));
	for (size_t i = 0; i < n; i++) {
		str_clear(&left);
		str_addf(&left, "  %s%s%s", verbs[i].name, *verbs[i].args ? " " : "",
			 *verbs[i].args ? _(verbs[i].args) : "");
		table_cell(&t, str_text(&left));
		table_cell(&t, _(verbs[i].help));
	}
	table_print(&t, to);
	table_done(&t);
	t.columns = 2;
	fprintf(to, "\n%s\n", _("Options:"));
	for (int i = 0; i < OPT_COUNT; i++) {
		str_clear(&left);
		str_addf(&left, "  --%s%s%s", option_rows[i].name, option_rows[i].arg ? " " : "",
			 option_rows[i].arg ? _(option_rows[i].arg) : "");
		table_cell(&t, str_text(&left));
		table_cell(&t, _(option_rows[i].help));
	}
	table_print(&t, to);
	fprintf(
	    to,
	    "\n%s\n  zicha demo --data /tmp/demo\n  zicha list --branch 1102 --state sealed --json\n  zicha verify\n",
	    _("Examples:"));
	fprintf(to, "\n%s\n",
		_("Exit codes: 0 done, 1 the answer is no, 2 usage, 3 bad or damaged data, 4 busy, 5 not permitted, 6 "
		  "I/O, 130 interrupted."));
}

static void say_version(FILE *to)
{
	fprintf(to, "%s\n%s\n", PACKAGE_STRING,
		_("Free software under the GNU General Public License, version 3 or later; no warranty."));
}

/* ---- verbs ----------------------------------------------------------------------------- */

/* How many words of the call name the verb: 2 for "person add", 1 for "list", 0 if they name none. */
static int verb_matches(const struct verb *v, int words, char *const *list)
{
	const char *blank = strchr(v->name, ' ');

	if (!blank)
		return str_eq(v->name, list[0]);
	return words > 1 && strlen(list[0]) == (size_t)(blank - v->name) && !strncmp(v->name, list[0], strlen(list[0])) &&
			       str_eq(blank + 1, list[1])
		       ? 2
		       : 0;
}

static const struct verb *verb_find(int words, char *const *list, int *used)
{
	size_t n;
	const struct verb *verbs = verb_table(&n);

	for (size_t i = 0; i < n; i++)
		if ((*used = verb_matches(&verbs[i], words, list)))
			return &verbs[i];
	return NULL;
}

static int unknown_verb(int words, char *const *list, struct err *e)
{
	AUTO(str_done) struct str given = {0}, family = {0};
	const char *best = NULL;
	unsigned least = 5;
	size_t n;
	const struct verb *verbs = verb_table(&n);

	str_add(&given, list[0]);
	if (words > 1)
		str_addf(&given, " %s", list[1]);
	for (size_t i = 0; i < n; i++) {
		const char *blank = strchr(verbs[i].name, ' ');
		if (blank && strlen(list[0]) == (size_t)(blank - verbs[i].name) && str_starts(verbs[i].name, list[0]))
			str_addf(&family, "%s%s", family.n ? ", " : "", verbs[i].name);
		unsigned d = str_distance(blank && words > 1 ? str_text(&given) : list[0], verbs[i].name);
		if (d < least) {
			least = d;
			best = verbs[i].name;
		}
	}
	if (family.n)
		return err_set(e, ERR_USAGE, _("“%s” is one of: %s"), list[0], str_text(&family));
	if (best)
		return err_set(e, ERR_USAGE, _("“%s” is no verb; did you mean “%s”?"), list[0], best);
	return err_set(e, ERR_USAGE, _("“%s” is no verb; zicha --help lists all"), list[0]);
}

/* An option that no verb of this name takes is a slip, not noise. */
static int check_options(const struct verb *v, const struct call *c, struct err *e)
{
	for (int id = 0; id < OPT_COUNT; id++) {
		bool known = id <= OPT_VERSION;
		for (int i = 0; v->options[i] != OPT_COUNT && !known; i++)
			known = (int)v->options[i] == id;
		if (c->opt[id] && !known)
			return err_set(e, ERR_USAGE, _("%s does not take --%s"), v->name, option_rows[id].name);
	}
	return 0;
}

/* For verbs that look at the library: the store's, if there is one here. */
static int open_if_there(struct call *c, struct err *e)
{
	AUTO(str_done) struct str dir = {0};
	struct err ignored = {0};

	if (cli_data_dir(c, &dir, c->opt[OPT_DATA] ? e : &ignored))
		return c->opt[OPT_DATA] ? -1 : 0; /* no home, no store */
	int there = desk_has_store(str_text(&dir), e);
	return there > 0 ? desk_open(c->desk, str_text(&dir), DESK_READONLY, e) : there;
}

static int log_in(const struct verb *v, struct call *c, struct err *e)
{
	AUTO(str_done) struct str pass = {0};

	if (str_empty(c->opt[OPT_AS]))
		return err_set(e, ERR_USAGE,
			       _("%s records something: say who acts with --as STAFF_NO --passphrase-file FILE"),
			       v->name);
	if (call_passphrase(c->opt[OPT_PASSPHRASE_FILE], "passphrase-file", &pass, e))
		return -1;
	int bad = desk_login(c->desk, c->opt[OPT_AS], str_text(&pass), e);
	if (pass.s)
		mem_wipe(pass.s, pass.n);
	return bad;
}

static int open_desk(const struct verb *v, struct call *c, struct err *e)
{
	AUTO(str_done) struct str dir = {0};

	if (cli_today(c, &c->desk->clock, e))
		return -1;
	if (v->flags & VERB_STORE && (cli_data_dir(c, &dir, e) || desk_open(c->desk, str_text(&dir),
									     v->flags & VERB_READONLY ? DESK_READONLY : 0, e)))
		return -1;
	if (v->flags & VERB_LIBRARY && !(v->flags & VERB_STORE) && open_if_there(c, e))
		return -1;
	if (v->flags & VERB_LIBRARY && desk_load_library(c->desk, e))
		return -1;
	return v->flags & VERB_WRITES ? log_in(v, c, e) : 0;
}

static int flush(FILE *to, struct err *e)
{
	return fflush(to) || ferror(to) ? err_set(e, ERR_IO, "%s", _("the output could not be written")) : 0;
}

static int run_verb(const struct verb *v, struct call *c, struct err *e)
{
	AUTO(desk_close) struct desk desk = {0};

	c->desk = &desk;
	desk.upgrading = cli_upgrading;
	if (c->argc < v->min_args || (v->max_args >= 0 && c->argc > v->max_args))
		return err_set(e, ERR_USAGE, _("usage: zicha %s %s"), v->name, *v->args ? _(v->args) : "");
	if (check_options(v, c, e) || open_desk(v, c, e))
		return -1;
	int rc = v->run(c, e);
	return rc >= 0 && flush(c->out, e) ? -1 : rc;
}

/* Says what is wrong and gives the exit code. v may be NULL. */
static int fail(const struct verb *v, const struct err *e)
{
	int code = out_error(e);

	if (!v || !(v->flags & VERB_VERDICT) || e->code == ERR_CANCELLED)
		return code;
	return e->code == ERR_USAGE ? 3 : 2;
}

static int run_call(struct call *c, int argc, char *const *argv)
{
	struct err e = {0};
	AUTO(mem_free_auto) char *room = mem_alloc((size_t)argc * sizeof(char *));
	char **list = (char **)(void *)room;
	int words, used;

	cli_choose_language(c);
	int bad = cli_options(argc, argv, c, &words, list, &e);
	const struct verb *v = words ? verb_find(words, list, &used) : NULL;
	cli_choose_language(c);
	if (bad)
		return fail(v, &e);
	if (c->opt[OPT_HELP] || c->opt[OPT_VERSION]) {
		(c->opt[OPT_HELP] ? say_help : say_version)(c->out);
		return flush(c->out, &e) ? fail(NULL, &e) : 0;
	}
	if (!words) {
		err_set(&e, ERR_USAGE, "%s",
			_("there is no terminal here for the workbench; name a verb, such as zicha list (zicha --help "
			  "lists all)"));
		return out_error(&e);
	}
	if (!v) {
		unknown_verb(words, list, &e);
		return out_error(&e);
	}
	c->argc = words - used;
	c->argv = list + used;
	int rc = run_verb(v, c, &e);
	return rc < 0 ? fail(v, &e) : rc;
}

int cli_main(int argc, char *const *argv, const struct cli_host *host)
{
	struct call c = {.out = console_open(stdout), .host = host};

	mem_keep_private();
	digest_keep_own();
	umask(077);
	int rc = run_call(&c, argc, argv);
	console_close(c.out, stdout);
	return rc;
}
