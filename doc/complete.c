/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Completions: verbs, options and the values of options, as three shells want to be told. Each finds the verb by
 * leaving out options and what belongs to them.
 */
#include "doc/pages.h"

#include "base/mem.h"
#include "base/msg.h"
#include "cli/values.h"

#include <string.h>

/* ---- what all of them need -------------------------------------------------------------------------------- */

static bool is_common(int id)
{
	return id <= OPT_VERSION;
}

static bool is_workbench(int id)
{
	return id == OPT_AMBIGUOUS || id == OPT_FRAMES;
}

/* "--a|--b" of the options that take an argument. */
static void with_argument(struct str *out, const char *between)
{
	bool first = true;

	for (int id = 0; id < OPT_COUNT; id++) {
		if (!option_rows[id].arg)
			continue;
		str_addf(out, "%s--%s", first ? "" : between, option_rows[id].name);
		first = false;
	}
}

/* " --a --b" of one verb, or of those that every verb takes. */
static void options_of(struct str *out, const struct verb *v)
{
	for (size_t i = 0; v && v->options[i] != OPT_COUNT; i++)
		str_addf(out, " --%s", option_rows[v->options[i]].name);
	for (int id = 0; !v && id < OPT_COUNT; id++)
		if (is_common(id))
			str_addf(out, " --%s", option_rows[id].name);
}

/* The first word of a verb, and whether another verb before it begins with the same. */
static size_t family(const struct verb *verbs, size_t i, bool *told)
{
	size_t n = strcspn(verbs[i].name, " ");

	*told = false;
	for (size_t k = 0; k < i; k++)
		if (strcspn(verbs[k].name, " ") == n && !strncmp(verbs[k].name, verbs[i].name, n))
			*told = true;
	return n;
}

/* " add list" of the verbs that begin with the first word of verbs[i]. */
static void second_words(struct str *out, const struct verb *verbs, size_t count, size_t i)
{
	size_t n = strcspn(verbs[i].name, " ") + 1;

	for (size_t k = 0; k < count; k++)
		if (!strncmp(verbs[k].name, verbs[i].name, n))
			str_addf(out, " %s", verbs[k].name + n);
}

static void first_words(struct str *out, const struct verb *verbs, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool told;
		size_t n = family(verbs, i, &told);
		if (!told)
			str_addf(out, " %.*s", (int)n, verbs[i].name);
	}
}

/* Within single quotes; zsh wants a backslash before a colon besides. */
static void quoted(struct str *out, const char *text, bool zsh)
{
	for (; *text; text++) {
		if (*text == '\'')
			str_add(out, "'\\''");
		else if (zsh && *text == ':')
			str_add(out, "\\:");
		else if (!zsh && *text == '\\')
			str_add(out, "\\\\");
		else
			str_add_char(out, *text);
	}
}

static const char head[] =
	"# Completion of zicha and zicha-ctl. Made from the tables of the program; do not edit.\n";

/* ---- bash --------------------------------------------------------------------------------------------------- */

static int bash_values(struct str *out, struct err *e)
{
	static const char *const how[] = {[VALUES_FILE] = "-f", [VALUES_FOLDER] = "-d"};
	AUTO(str_done) struct str open = {0};

	for (int id = 0; id < OPT_COUNT; id++) {
		AUTO(str_done) struct str values = {0};
		enum values_kind kind = values_kind_of((enum option_id)id);
		if (values_of((enum option_id)id, &values, e))
			return -1;
		if (values.n)
			str_addf(out, "\t--%s) COMPREPLY=($(compgen -W '%s' -- \"$cur\")); return ;;\n", option_rows[id].name,
				 str_text(&values));
		else if (kind != VALUES_TEXT)
			str_addf(out, "\t--%s) _zicha_names %s; return ;;\n", option_rows[id].name, how[kind]);
		else if (option_rows[id].arg)
			str_addf(&open, "%s--%s", open.n ? "|" : "", option_rows[id].name);
	}
	str_addf(out, "\t%s) return ;;\n", str_text(&open));
	return 0;
}

static void bash_verbs(struct str *out)
{
	size_t n;
	const struct verb *verbs = verb_table(&n);

	str_add(out, "\tcase \"$first $second\" in\n\t' ') words='");
	first_words(out, verbs, n);
	str_add(out, "' options='");
	for (int id = 0; id < OPT_COUNT; id++)
		if (is_workbench(id))
			str_addf(out, " --%s", option_rows[id].name);
	str_add(out, "' ;;\n");
	for (size_t i = 0; i < n; i++) {
		bool told;
		size_t len = family(verbs, i, &told);
		if (!verbs[i].name[len] || told)
			continue;
		str_addf(out, "\t'%.*s ') words='", (int)len, verbs[i].name);
		second_words(out, verbs, n, i);
		str_add(out, "' ;;\n");
	}
	for (size_t i = 0; i < n; i++) {
		str_addf(out, "\t'%s'%s) options='", verbs[i].name, strchr(verbs[i].name, ' ') ? "" : "' '*");
		options_of(out, &verbs[i]);
		str_addf(out, "'%s ;;\n", strstr(verbs[i].args, "FILE") ? " files=1" : "");
	}
	str_add(out, "\tesac\n");
}

static int write_bash(struct str *out, struct err *e)
{
	str_add(out, head);
	str_add(out, "_zicha_names()\n{\n"
		     "\tcompopt -o filenames 2> /dev/null\n"
		     "\tmapfile -t COMPREPLY < <(compgen \"$1\" -- \"$cur\")\n"
		     "}\n"
		     "_zicha()\n{\n"
		     "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
		     "\tlocal first= second= skip= words= options= files= word\n"
		     "\tCOMPREPLY=()\n"
		     "\tif [[ $cur == '=' ]]; then cur=\n"
		     "\telif [[ $prev == '=' ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}\n"
		     "\tfi\n"
		     "\tcase $prev in\n");
	if (bash_values(out, e))
		return -1;
	str_add(out, "\tesac\n"
		     "\tfor word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
		     "\t\tif [[ $word == '=' ]]; then skip=1\n"
		     "\t\telif [[ -n $skip ]]; then skip=\n"
		     "\t\telse case $word in\n\t\t\t");
	with_argument(out, "|");
	str_add(out, ") skip=1 ;;\n"
		     "\t\t\t-*) ;;\n"
		     "\t\t\t*) if [[ -z $first ]]; then first=$word; elif [[ -z $second ]]; then second=$word; fi ;;\n"
		     "\t\t\tesac\n"
		     "\t\tfi\n"
		     "\tdone\n");
	bash_verbs(out);
	str_add(out, "\tif [[ $cur == -* ]]; then\n"
		     "\t\tCOMPREPLY=($(compgen -W \"$options");
	options_of(out, NULL);
	str_add(out, "\" -- \"$cur\"))\n"
		     "\telif [[ -n $files ]]; then\n"
		     "\t\t_zicha_names -f\n"
		     "\telse\n"
		     "\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
		     "\tfi\n}\n"
		     "complete -F _zicha zicha zicha-ctl\n");
	return 0;
}

/* ---- zsh ---------------------------------------------------------------------------------------------------- */

static int zsh_values(struct str *out, struct err *e)
{
	for (int id = 0; id < OPT_COUNT; id++) {
		AUTO(str_done) struct str values = {0};
		enum values_kind kind = values_kind_of((enum option_id)id);
		if (values_of((enum option_id)id, &values, e))
			return -1;
		if (!option_rows[id].arg)
			continue;
		str_addf(out, "\t--%s) ", option_rows[id].name);
		if (values.n)
			str_addf(out, "compadd -- %s", str_text(&values));
		else if (kind == VALUES_TEXT)
			str_addf(out, "_message '%s'", option_rows[id].name);
		else
			str_add(out, kind == VALUES_FILE ? "_files" : "_files -/");
		str_add(out, "; return ;;\n");
	}
	return 0;
}

static void zsh_option(struct str *out, int id)
{
	str_addf(out, " '--%s:", option_rows[id].name);
	quoted(out, _(option_rows[id].help), true);
	str_add_char(out, '\'');
}

/* One word of a verb with the verb's help; a family is told by its second words. */
static void zsh_word(struct str *out, const char *word, size_t n, const char *help)
{
	str_addf(out, " '%.*s:", (int)n, word);
	quoted(out, help, true);
	str_add_char(out, '\'');
}

static void zsh_verbs(struct str *out)
{
	size_t n;
	const struct verb *verbs = verb_table(&n);

	str_add(out, "\tcase \"$first $second\" in\n\t' ') verbs=(");
	for (size_t i = 0; i < n; i++) {
		bool told;
		size_t len = family(verbs, i, &told);
		AUTO(str_done) struct str family_words = {0};
		if (verbs[i].name[len])
			second_words(&family_words, verbs, n, i);
		if (!told)
			zsh_word(out, verbs[i].name, len, family_words.n ? str_text(&family_words) + 1 : _(verbs[i].help));
	}
	str_add(out, ")\n\t\toptions=(");
	for (int id = 0; id < OPT_COUNT; id++)
		if (is_workbench(id))
			zsh_option(out, id);
	str_add(out, ") ;;\n");
	for (size_t i = 0; i < n; i++) {
		bool told;
		size_t len = family(verbs, i, &told);
		if (!verbs[i].name[len] || told)
			continue;
		str_addf(out, "\t'%.*s ') verbs=(", (int)len, verbs[i].name);
		for (size_t k = 0; k < n; k++)
			if (!strncmp(verbs[k].name, verbs[i].name, len + 1))
				zsh_word(out, verbs[k].name + len + 1, strlen(verbs[k].name) - len - 1, _(verbs[k].help));
		str_add(out, ") ;;\n");
	}
	for (size_t i = 0; i < n; i++) {
		str_addf(out, "\t'%s'%s) options=(", verbs[i].name, strchr(verbs[i].name, ' ') ? "" : "' '*");
		for (size_t k = 0; verbs[i].options[k] != OPT_COUNT; k++)
			zsh_option(out, (int)verbs[i].options[k]);
		str_addf(out, ")%s ;;\n", strstr(verbs[i].args, "FILE") ? "; files=1" : "");
	}
	str_add(out, "\tesac\n");
}

static int write_zsh(struct str *out, struct err *e)
{
	str_add(out, "#compdef zicha zicha-ctl\n");
	str_add(out, head);
	str_add(out, "_zicha() {\n"
		     "\tlocal prev=$words[CURRENT-1] first= second= skip= files= word\n"
		     "\tlocal -a verbs options\n"
		     "\tif [[ $words[CURRENT] == --*=* ]]; then\n"
		     "\t\tprev=${words[CURRENT]%%=*}\n"
		     "\t\tcompset -P '*='\n"
		     "\tfi\n"
		     "\tcase $prev in\n");
	if (zsh_values(out, e))
		return -1;
	str_add(out, "\tesac\n"
		     "\tfor word in ${words[2,CURRENT-1]}; do\n"
		     "\t\tif [[ -n $skip ]]; then skip=; continue; fi\n"
		     "\t\tcase $word in\n\t\t");
	with_argument(out, "|");
	str_add(out, ") skip=1 ;;\n"
		     "\t\t-*) ;;\n"
		     "\t\t*) if [[ -z $first ]]; then first=$word; elif [[ -z $second ]]; then second=$word; fi ;;\n"
		     "\t\tesac\n"
		     "\tdone\n");
	zsh_verbs(out);
	str_add(out, "\tif [[ $words[CURRENT] == -* ]]; then\n\t\toptions+=(");
	for (int id = 0; id < OPT_COUNT; id++)
		if (is_common(id))
			zsh_option(out, id);
	str_add(out, ")\n\t\t_describe -o option options\n"
		     "\telif [[ -n $files ]]; then\n"
		     "\t\t_files\n"
		     "\telse\n"
		     "\t\t_describe verb verbs\n"
		     "\tfi\n}\n"
		     "_zicha \"$@\"\n");
	return 0;
}

/* ---- fish --------------------------------------------------------------------------------------------------- */

static int fish_option(struct str *out, int id, const char *condition, struct err *e)
{
	AUTO(str_done) struct str values = {0};
	enum values_kind kind = values_kind_of((enum option_id)id);

	if (values_of((enum option_id)id, &values, e))
		return -1;
	str_addf(out, "complete -c zicha%s -l %s", condition, option_rows[id].name);
	if (values.n)
		str_addf(out, " -x -a '%s'", str_text(&values));
	else if (kind == VALUES_FOLDER)
		str_add(out, " -x -a '(__fish_complete_directories)'");
	else if (option_rows[id].arg)
		str_add(out, kind == VALUES_FILE ? " -r -F" : " -x");
	str_add(out, " -d '");
	quoted(out, _(option_rows[id].help), false);
	str_add(out, "'\n");
	return 0;
}

static void fish_word(struct str *out, const char *at, size_t at_n, const char *word, size_t n, const char *help)
{
	str_addf(out, "complete -c zicha -n '__zicha_at %.*s' -a %.*s -d '", (int)at_n, at, (int)n, word);
	quoted(out, help, false);
	str_add(out, "'\n");
}

static int fish_verb(struct str *out, const struct verb *verbs, size_t n, size_t i, struct err *e)
{
	AUTO(str_done) struct str family_words = {0}, condition = {0};
	bool told;
	size_t len = family(verbs, i, &told);
	const char *second = verbs[i].name[len] ? verbs[i].name + len + 1 : NULL;

	if (second)
		second_words(&family_words, verbs, n, i);
	if (!told)
		fish_word(out, "", 0, verbs[i].name, len, second ? str_text(&family_words) + 1 : _(verbs[i].help));
	if (second)
		fish_word(out, verbs[i].name, len, second, strlen(second), _(verbs[i].help));
	str_addf(&condition, " -n '__zicha_verb %s'", verbs[i].name);
	for (size_t k = 0; verbs[i].options[k] != OPT_COUNT; k++)
		if (fish_option(out, (int)verbs[i].options[k], str_text(&condition), e))
			return -1;
	if (strstr(verbs[i].args, "FILE"))
		str_addf(out, "complete -c zicha%s -F\n", str_text(&condition));
	return 0;
}

static int write_fish(struct str *out, struct err *e)
{
	size_t n;
	const struct verb *verbs = verb_table(&n);

	str_add(out, head);
	str_add(out, "function __zicha_words\n"
		     "\tset -l skip 0\n"
		     "\tfor word in (commandline -opc)[2..-1]\n"
		     "\t\tif test $skip = 1\n"
		     "\t\t\tset skip 0\n"
		     "\t\t\tcontinue\n"
		     "\t\tend\n"
		     "\t\tswitch $word\n"
		     "\t\t\tcase ");
	with_argument(out, " ");
	str_add(out, "\n"
		     "\t\t\t\tset skip 1\n"
		     "\t\t\tcase '-*'\n"
		     "\t\t\tcase '*'\n"
		     "\t\t\t\techo $word\n"
		     "\t\tend\n"
		     "\tend\n"
		     "end\n"
		     "function __zicha_at\n"
		     "\tset -l words (__zicha_words)\n"
		     "\ttest \"$words\" = \"$argv\"\n"
		     "end\n"
		     "function __zicha_verb\n"
		     "\tset -l words (__zicha_words)\n"
		     "\tstring match -q -- \"$argv *\" \"$words \"\n"
		     "end\n"
		     "complete -c zicha -f\n");
	for (int id = 0; id < OPT_COUNT; id++)
		if ((is_common(id) || is_workbench(id)) && fish_option(out, id, is_common(id) ? "" : " -n '__zicha_at'", e))
			return -1;
	for (size_t i = 0; i < n; i++)
		if (fish_verb(out, verbs, n, i, e))
			return -1;
	str_add(out, "complete -c zicha-ctl -w zicha\n");
	return 0;
}

int complete_write(const char *shell, struct str *out, struct err *e)
{
	if (str_eq(shell, "bash"))
		return write_bash(out, e);
	if (str_eq(shell, "zsh"))
		return write_zsh(out, e);
	if (str_eq(shell, "fish"))
		return write_fish(out, e);
	return err_set(e, ERR_USAGE, "usage: pages en|zh TEMPLATE, pages bash|zsh|fish");
}
