/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include "base/file.h"
#include "base/msg.h"
#include "base/text.h"
#include "base/width.h"
#include "domain/session.h"

#include <config.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- options ---------------------------------------------------------------------- */

const struct option_row option_rows[OPT_COUNT] = {
	[OPT_DATA] = {"data", N_("DIR"), N_("the folder of the store (else ZICHA_DATA, else the home folder's)")},
	[OPT_LANG] = {"lang", "zh|en", N_("language of what is said")},
	[OPT_TODAY] = {"today", N_("DATE"), N_("take this day for today")},
	[OPT_AS] = {"as", N_("STAFF_NO"), N_("who acts")},
	[OPT_PASSPHRASE_FILE] = {"passphrase-file", N_("FILE"), N_("its first line is the passphrase of --as")},
	[OPT_SECOND] = {"second", N_("STAFF_NO"), N_("the second person")},
	[OPT_SECOND_FILE] = {"second-passphrase-file", N_("FILE"), N_("its first line is the passphrase of --second")},
	[OPT_JSON] = {"json", NULL, N_("one JSON object a line")},
	[OPT_HELP] = {"help", NULL, N_("this help")},
	[OPT_VERSION] = {"version", NULL, N_("version and licence")},
	[OPT_ORG] = {"org", N_("NAME"), N_("name of the organisation")},
	[OPT_BRANCH] = {"branch", N_("CODE"), N_("branch code")},
	[OPT_BRANCH_NAME] = {"branch-name", N_("NAME"), N_("name of the branch")},
	[OPT_PROFILE] = {"profile", N_("WORDS"), N_("what the branch has: vault atm bills conduct credit")},
	[OPT_NO] = {"no", N_("STAFF_NO"), N_("staff number of the first person")},
	[OPT_NAME] = {"name", N_("NAME"), N_("name of the person")},
	[OPT_ROLE] = {"role", N_("ROLE"), N_("head, staff, inspector, auditor or officer")},
	[OPT_POST] = {"post", N_("POST"), N_("the person's post")},
	[OPT_NEW_FILE] = {"new-passphrase-file", N_("FILE"), N_("its first line is the new passphrase")},
	[OPT_REASON] = {"reason", N_("TEXT"), N_("why")},
	[OPT_LINE] = {"line", N_("LINE"), N_("business line, such as credit")},
	[OPT_KIND] = {"kind", N_("KIND"), N_("kind of check, such as self_check")},
	[OPT_STATE] = {"state", N_("STATE"), N_("open, ready, sealed or void")},
	[OPT_SEVERITY] = {"severity", N_("GRADE"), N_("with a finding at least: slight, ordinary, serious, major")},
	[OPT_FROM] = {"from", N_("DATE"), N_("opened on that day or later")},
	[OPT_TO] = {"to", N_("DATE"), N_("opened on that day or earlier")},
	[OPT_LIMIT] = {"limit", N_("N"), N_("at most so many")},
	[OPT_HEAD] = {"head", "CHAIN:SEQ:HASH", N_("a head known from outside, to be found in its chain")},
	[OPT_AMBIGUOUS] = {"ambiguous", "1|2|substitute", N_("columns of ambiguous characters, instead of asking the terminal")},
	[OPT_FRAMES] = {"frames", "unicode|ascii", N_("how lines are drawn")},
	[OPT_GROUP] = {"group", N_("NAME"), N_("share the store with this group of the system: 2770 and 0660")},
};

static int option_find(const char *name, size_t n)
{
	for (int i = 0; i < OPT_COUNT; i++)
		if (strlen(option_rows[i].name) == n && !strncmp(option_rows[i].name, name, n))
			return i;
	return -1;
}

static int unknown_option(const char *word, struct err *e)
{
	const char *best = NULL;
	unsigned least = 4;

	for (int i = 0; i < OPT_COUNT; i++) {
		unsigned d = str_distance(word + 2, option_rows[i].name);
		if (d < least) {
			least = d;
			best = option_rows[i].name;
		}
	}
	if (best)
		return err_set(e, ERR_USAGE, _("option %s is unknown; did you mean --%s?"), word, best);
	return err_set(e, ERR_USAGE, _("option %s is unknown; zicha --help lists all"), word);
}

static int check_language(const char *name, struct err *e)
{
	enum msg_lang lang;

	return !name || msg_parse_lang(name, &lang) ? 0 : err_set(e, ERR_USAGE, _("--lang: “%s” is unknown; languages are zh and en"), name);
}

int cli_options(int argc, char *const *argv, struct call *c, int *words, char **word_list, struct err *e)
{
	bool only_words = false;

	*words = 0;
	for (int i = 1; i < argc; i++) {
		char *word = argv[i];
		if (only_words || word[0] != '-' || !word[1]) {
			word_list[(*words)++] = word;
			continue;
		}
		if (str_eq(word, "--")) {
			only_words = true;
			continue;
		}
		const char *equals = strchr(word, '=');
		size_t n = word[1] == '-' ? (equals ? (size_t)(equals - word) : strlen(word)) - 2 : 0;
		int id = str_eq(word, "-h") ? OPT_HELP : n ? option_find(word + 2, n) : -1;
		if (id < 0)
			return unknown_option(word, e);
		if (!option_rows[id].arg) {
			if (equals)
				return err_set(e, ERR_USAGE, _("option --%s takes no argument"), option_rows[id].name);
			c->opt[id] = "";
		} else if (equals) {
			c->opt[id] = equals + 1;
		} else if (i + 1 < argc) {
			c->opt[id] = argv[++i];
		} else {
			return err_set(e, ERR_USAGE, _("option --%s wants an argument: %s"), option_rows[id].name,
				       _(option_rows[id].arg));
		}
	}
	return check_language(c->opt[OPT_LANG], e);
}

void cli_choose_language(const struct call *c)
{
	msg_use(msg_choose(c->opt[OPT_LANG], getenv("ZICHA_LANG"), getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG")));
}

const char *call_language_by(const struct call *c)
{
	static const char *const names[] = {"ZICHA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
	enum msg_lang lang;

	if (c->opt[OPT_LANG])
		return "--lang";
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (getenv(names[i]) && msg_parse_lang(getenv(names[i]), &lang))
			return names[i];
	return NULL;
}

int cli_data_dir(const struct call *c, struct str *dir, struct err *e)
{
	if (str_empty(c->opt[OPT_DATA]))
		return file_default_dir(dir, e);
	str_add(dir, c->opt[OPT_DATA]);
	while (dir->n > 1 && dir->s[dir->n - 1] == '/')
		str_truncate(dir, dir->n - 1);
	return 0;
}

int cli_today(const struct call *c, struct clock *clock, struct err *e)
{
	int day;

	if (!c->opt[OPT_TODAY])
		return 0;
	if (!day_parse(c->opt[OPT_TODAY], &day))
		return err_set(e, ERR_USAGE, _("--%s: “%s” is no date; write it like 2026-11-23"), "today", c->opt[OPT_TODAY]);
	clock_set_today(clock, day);
	return 0;
}

/* ---- help ---------------------------------------------------------------------------- */

void cli_help(FILE *to)
{
	AUTO(table_done) struct table t = {.columns = 2};
	AUTO(str_done) struct str left = {0};
	size_t n;
	const struct verb *verbs = verb_table(&n);

	fprintf(to, "%s\n\n", _("zicha: self-checks of a rural bank branch. Without a verb it opens the workbench."));
	for (size_t i = 0; i < n; i++) {
		str_clear(&left);
		str_addf(&left, "  %s%s%s", verbs[i].name, *verbs[i].args ? " " : "", *verbs[i].args ? _(verbs[i].args) : "");
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
	fprintf(to, "\n%s\n  zicha demo --data /tmp/demo\n  zicha list --branch 1102 --state sealed --json\n  zicha verify\n",
		_("Examples:"));
	fprintf(to, "\n%s\n", _("Exit codes: 0 done, 1 the answer is no, 2 usage, 3 bad or damaged data, 4 busy, 5 not permitted, 6 I/O, 130 interrupted."));
}

static void say_version(FILE *to)
{
	fprintf(to, "%s\n%s\n", PACKAGE_STRING, _("Free software under the GNU General Public License, version 3 or later; no warranty."));
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

static int open_desk(const struct verb *v, struct call *c, struct err *e)
{
	AUTO(str_done) struct str dir = {0}, pass = {0};

	if (cli_today(c, &c->desk->clock, e))
		return -1;
	if (v->flags & VERB_LIBRARY && desk_load_library(c->desk, e))
		return -1;
	if (!(v->flags & VERB_STORE))
		return 0;
	if (cli_data_dir(c, &dir, e) || desk_open(c->desk, str_text(&dir), v->flags & VERB_READONLY ? DESK_READONLY : 0, e))
		return -1;
	if (!(v->flags & VERB_WRITES))
		return 0;
	if (str_empty(c->opt[OPT_AS]))
		return err_set(e, ERR_USAGE, _("%s records something: say who acts with --as STAFF_NO --passphrase-file FILE"),
			       v->name);
	if (call_passphrase(c->opt[OPT_PASSPHRASE_FILE], "passphrase-file", &pass, e))
		return -1;
	int bad = desk_login(c->desk, c->opt[OPT_AS], str_text(&pass), e);
	if (pass.s)
		mem_wipe(pass.s, pass.n);
	return bad;
}

static int flush(FILE *to, struct err *e)
{
	return fflush(to) || ferror(to) ? err_set(e, ERR_IO, "%s", _("the output could not be written")) : 0;
}

static int run_verb(const struct verb *v, struct call *c, struct err *e)
{
	AUTO(desk_close) struct desk desk = {0};

	c->desk = &desk;
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

int cli_main(int argc, char *const *argv, const struct cli_host *host)
{
	struct err e = {0};
	struct call c = {.out = stdout, .host = host};
	AUTO(mem_free_auto) char *room = mem_alloc((size_t)argc * sizeof(char *));
	char **list = (char **)(void *)room;
	int words, used;

	umask(077);
	cli_choose_language(&c);
	int bad = cli_options(argc, argv, &c, &words, list, &e);
	const struct verb *v = words ? verb_find(words, list, &used) : NULL;
	cli_choose_language(&c);
	if (bad)
		return fail(v, &e);
	if (c.opt[OPT_HELP] || c.opt[OPT_VERSION]) {
		(c.opt[OPT_HELP] ? cli_help : say_version)(stdout);
		return flush(stdout, &e) ? fail(NULL, &e) : 0;
	}
	if (!words) {
		err_set(&e, ERR_USAGE, "%s", _("there is no terminal here for the workbench; name a verb, such as zicha list (zicha --help lists all)"));
		return out_error(&e);
	}
	if (!v) {
		unknown_verb(words, list, &e);
		return out_error(&e);
	}
	c.argc = words - used;
	c.argv = list + used;
	int rc = run_verb(v, &c, &e);
	return rc < 0 ? fail(v, &e) : rc;
}

/* ---- for verbs --------------------------------------------------------------------------- */

int call_passphrase(const char *file, const char *option, struct str *out, struct err *e)
{
	if (str_empty(file))
		return err_set(e, ERR_USAGE, _("the passphrase is missing: --%s FILE"), option);
	if (file_read(file, 4096, out, e))
		return -1;
	if (str_starts(str_text(out), "\xEF\xBB\xBF")) /* editors on Windows write one */
		str_remove(out, 0, 3);
	str_truncate(out, strcspn(str_text(out), "\r\n"));
	return 0;
}

int call_clean(const char *text, struct arena *arena, const char **out, struct err *e)
{
	AUTO(str_done) struct str clean = {0};

	if (text_clean(text ? text : "", text ? strlen(text) : 0, TEXT_LINE, &clean, e))
		return -1;
	*out = arena_dup(arena, str_text(&clean));
	return 0;
}

int call_branch(const struct call *c, const char *code, struct err *e)
{
	AUTO(branch_list_done) struct branch_list list = {0};

	if (!code)
		return 0;
	if (branch_list_load(c->desk->db, &list, e))
		return -1;
	return branch_list_find(&list, code)
		       ? 0
		       : err_set(e, ERR_ABSENT, _("branch %s does not exist; zicha branch list shows all"), code);
}

int call_role(const char *id, const struct role **out, struct err *e)
{
	*out = role_find(id);
	return *out ? 0
		    : err_set(e, ERR_USAGE, _("role “%s” is unknown; roles are head, staff, inspector, auditor, officer"), id);
}

int call_session(struct call *c, const char *word, struct arena *arena, struct session *s, struct err *e)
{
	int found = session_find(c->desk->db, word, arena, s, e);

	if (found == 0)
		return err_set(e, ERR_ABSENT, _("session %s does not exist; zicha list shows all"), word);
	return found < 0 ? -1 : 0;
}
