/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include "base/encode.h"
#include "base/file.h"
#include "base/msg.h"
#include "base/text.h"
#include "cli/out.h"
#include "cli/console.h"
#include "cli/settings.h"
#include "domain/draft.h"
#include "domain/session.h"

#include <stdlib.h>
#include <string.h>

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
	[OPT_REASON] = {"reason", N_("TEXT"), N_("reason")},
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
	[OPT_CHECK] = {"check", N_("DIGEST"), N_("the digits that stand on a printed card: is it still current?")},
	[OPT_EDITION] = {"edition", N_("EDITION"), N_("an edition that was in force, such as 2026.1, or draft, or builtin")},
	[OPT_DRAFT] = {"draft", NULL, N_("lay the table over the draft that is there")},
	[OPT_BASES] = {"bases", NULL, N_("the register of rules instead of items")},
	[OPT_FORMAT] = {"format", "csv|rec", N_("a table for WPS and Excel, or the text that is kept")},
	[OPT_ENCODING] = {"encoding", "utf-8|gb18030|utf-16le", N_("of the file; a table is in utf-8 with its mark else, a paper in plain utf-8")},
	[OPT_OUT] = {"out", N_("FILE"), N_("write there")},
	[OPT_NOTE] = {"note", N_("TEXT"), N_("what the edition changes, and why")},
	[OPT_YES] = {"yes", NULL, N_("do it; without it only what would be done is shown")},
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

	return !name || msg_parse_lang(name, &lang)
		   ? 0
		   : err_set(e, ERR_USAGE, _("--lang: “%s” is unknown; languages are zh and en"), name);
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

/* The store's settings as far as no terminal is concerned. */
static void language_setting(const struct call *c, struct settings *out)
{
	AUTO(str_done) struct str dir = {0};
	struct err ignored = {0};

	*out = (struct settings){0};
	if (!cli_data_dir(c, &dir, &ignored))
		settings_load(str_text(&dir), NULL, out);
}

void cli_choose_language(const struct call *c)
{
	struct settings s;

	language_setting(c, &s);
	msg_use(settings_language(&s, c->opt[OPT_LANG]));
}

static bool names_language(const char *text)
{
	enum msg_lang lang;

	return text && msg_parse_lang(text, &lang);
}

const char *call_language_by(const struct call *c)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	struct settings s;

	if (c->opt[OPT_LANG])
		return "--lang";
	if (!str_empty(getenv("ZICHA_LANG")))
		return "ZICHA_LANG";
	language_setting(c, &s);
	if (names_language(s.value[SETTING_LANGUAGE]))
		return _("the settings");
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (names_language(getenv(names[i])))
			return names[i];
	return NULL;
}

int cli_upgrading(int64_t done, int64_t all, void *ctx)
{
	(void)ctx;
	out_progress(_("bringing the store up to date: event"), done, all);
	return 0;
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
		return err_set(e, ERR_USAGE, _("--%s: “%s” is no date; write it like 2026-11-23"), "today",
			       c->opt[OPT_TODAY]);
	clock_set_today(clock, day);
	return 0;
}

/* ---- for verbs --------------------------------------------------------------------------- */

int call_put(struct call *c, const struct str *bytes, const struct encode_lost *lost, struct err *e)
{
	AUTO(str_done) struct str said = {0};

	if (c->opt[OPT_OUT] && file_write(c->opt[OPT_OUT], str_text(bytes), bytes->n, 0644, e))
		return -1;
	if (!c->opt[OPT_OUT] && fwrite(str_text(bytes), 1, bytes->n, c->out) != bytes->n)
		return err_set(e, ERR_IO, "%s", _("the output could not be written"));
	if (!lost->n)
		return 0;
	encode_lost_text(lost, &said);
	AUTO(str_done) struct str line = {0};
	str_addf(&line, _("zicha: the encoding lacks some characters, which are written as <CODE>: %s\n"),
		 str_text(&said));
	console_say(stderr, str_text(&line));
	return 1;
}

int call_put_text(struct call *c, const struct str *text, struct err *e)
{
	AUTO(str_done) struct str bytes = {0}, marked = {0};
	AUTO(encode_lost_done) struct encode_lost lost = {0};
	const char *name = c->opt[OPT_ENCODING];
	enum encode_kind kind = ENCODE_UTF8;

	if (name && !encode_parse(name, &kind))
		return err_set(e, ERR_USAGE, _("--%s: “%s” is unknown; write utf-8 or gb18030"), "encoding", name);
	text_mark(str_text(text), text->n, &marked);
	return encode_write(kind, str_text(&marked), marked.n, &bytes, &lost, e) ? -1 : call_put(c, &bytes, &lost, e);
}

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
	AUTO(str_done) struct str typed = {0}, clean = {0};

	console_typed(text ? text : "", &typed);
	if (text_clean(str_text(&typed), typed.n, TEXT_LINE, &clean, e))
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

int call_library(struct call *c, const char *name, struct library *lib, struct err *e)
{
	struct draft d;

	if (str_eq(name, "builtin"))
		return library_load_builtin(lib, e);
	if (strcmp(name, "draft"))
		return edition_load_at(c->desk->db, name, lib, e);
	if (!c->desk->db)
		return err_set(e, ERR_ABSENT, "%s",
			       _("there is no store here, so there is no draft; name its folder with --data"));
	int rc = draft_open(&d, c->desk->dir, c->desk->db, e);
	if (!rc) {
		*lib = d.lib;
		d.lib = (struct library){0};
	}
	draft_close(&d);
	return rc;
}

int call_edition(struct call *c, struct library *other, const struct library **lib, struct err *e)
{
	if (!c->opt[OPT_EDITION])
		return 0;
	*lib = other;
	return call_library(c, c->opt[OPT_EDITION], other, e);
}

int call_session(struct call *c, const char *word, struct arena *arena, struct session *s, struct err *e)
{
	int found = session_find(c->desk->db, word, arena, s, e);

	if (found == 0)
		return err_set(e, ERR_ABSENT, _("session %s does not exist; zicha list shows all"), word);
	return found < 0 ? -1 : 0;
}
