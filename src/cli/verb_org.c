/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "base/msg.h"
#include "base/text.h"
#include "cli/console.h"
#include "cli/verbs.h"
#include "domain/founding.h"

#include <string.h>
#include <termios.h>
#include <unistd.h>

/* ---- asking at the terminal, for init without options ------------------------------ */

static int ask(const char *question, const char *offer, bool hidden, struct str *out, struct err *e)
{
	struct termios old;
	char line[1024];

	if (!isatty(0))
		return err_set(e, ERR_USAGE, _("%s is missing; zicha --help names the options of init"), question);
	hidden = hidden && !tcgetattr(0, &old);
	if (hidden) { /* before the question: who answers at once is not shown either */
		struct termios quiet = old;
		quiet.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(0, TCSANOW, &quiet);
	}
	AUTO(str_done) struct str words = {0};
	str_addf(&words, *offer ? "%s [%s]: " : "%s: ", question, offer);
	console_say(stderr, str_text(&words));
	char *got = fgets(line, sizeof line, stdin);
	if (hidden) {
		tcsetattr(0, TCSANOW, &old);
		fputc('\n', stderr);
	}
	if (!got)
		return err_set(e, ERR_CANCELLED, "%s", _("stopped"));
	line[strcspn(line, "\r\n")] = '\0';
	console_typed(*line ? line : "", out);
	if (!*line)
		str_add(out, offer);
	mem_wipe(line, sizeof line);
	return 0;
}

/* The option's text, else asked for; through the door, into the arena. */
static int want(struct call *c, enum option_id id, const char *question, const char *offer, struct arena *arena,
		const char **out, struct err *e)
{
	AUTO(str_done) struct str typed = {0};

	if (c->opt[id])
		return call_clean(c->opt[id], arena, out, e);
	if (!isatty(0) && *offer) {
		*out = offer;
		return 0;
	}
	return ask(question, offer, false, &typed, e) ? -1 : call_clean(str_text(&typed), arena, out, e);
}

static int want_passphrase(const char *file, const char *option, struct str *out, struct err *e)
{
	AUTO(str_done) struct str again = {0};

	if (file)
		return call_passphrase(file, option, out, e);
	if (!isatty(0))
		return err_set(e, ERR_USAGE, _("the passphrase is missing: --%s FILE"), option);
	if (ask(_("Passphrase (four words, 12 characters or 14 digits)"), "", true, out, e) ||
	    ask(_("The same again"), "", true, &again, e))
		return -1;
	return key_check_again(str_text(out), str_text(&again), e);
}

/* ---- verbs ----------------------------------------------------------------------------- */

static int found_store(struct call *c, const struct founding *f, struct err *e)
{
	AUTO(str_done) struct str dir = {0};
	const char *group = c->opt[OPT_GROUP];
	unsigned id = 0;

	if (group && !file_group(group, &id))
		return err_set(e, ERR_INPUT,
			       _("--group: this system has no group “%s”; its administrator makes one with groupadd"),
			       group);
	if (cli_data_dir(c, &dir, e) || desk_found(c->desk, str_text(&dir), f, e) ||
	    (group && desk_share(c->desk, id, e)))
		return -1;
	fprintf(c->out, _("The store is in %s. %s (%s) can log in.\n"), str_text(&dir), f->founder.name, f->founder.no);
	return 0;
}

int verb_init(struct call *c, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	AUTO(str_done) struct str pass = {0};
	struct branch b = {0};
	struct founding f = {.log_n = KEY_LOG_N};
	const char *role;

	if (want(c, OPT_ORG, _("Organisation"), "", &arena, &f.org, e) ||
	    want(c, OPT_ROLE, _("Role: head, or officer for a county union"), "head", &arena, &role, e) ||
	    call_role(role, &f.founder.role, e))
		return -1;
	if (!f.founder.role->union_wide || c->opt[OPT_BRANCH]) {
		if (want(c, OPT_BRANCH, _("Branch code"), "", &arena, &b.code, e) ||
		    want(c, OPT_BRANCH_NAME, _("Name of the branch"), "", &arena, &b.name, e) ||
		    want(c, OPT_PROFILE, _("What it has (vault atm bills conduct credit)"), "vault atm credit", &arena,
			 &b.profile, e))
			return -1;
		f.branch = &b;
		f.founder.branch = b.code;
	}
	if (want(c, OPT_NO, _("Your staff number"), "", &arena, &f.founder.no, e) ||
	    want(c, OPT_NAME, _("Your name"), "", &arena, &f.founder.name, e) ||
	    call_clean(c->opt[OPT_POST], &arena, &f.founder.post, e) ||
	    want_passphrase(c->opt[OPT_PASSPHRASE_FILE], "passphrase-file", &pass, e))
		return -1;
	f.passphrase = str_text(&pass);
	int rc = found_store(c, &f, e);
	mem_wipe(pass.s, pass.n);
	return rc;
}

int verb_person_add(struct call *c, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	AUTO(str_done) struct str pass = {0};
	struct person p = {0};
	struct actor by = desk_actor(c->desk);

	if (call_role(c->opt[OPT_ROLE] ? c->opt[OPT_ROLE] : "staff", &p.role, e) ||
	    call_clean(c->argv[0], &arena, &p.no, e) || call_clean(c->argv[1], &arena, &p.name, e) ||
	    call_clean(c->opt[OPT_POST], &arena, &p.post, e) ||
	    call_clean(c->opt[OPT_BRANCH] ? c->opt[OPT_BRANCH] : p.role->union_wide ? "" : c->desk->me.branch,
		       &arena, &p.branch, e) ||
	    want_passphrase(c->opt[OPT_NEW_FILE], "new-passphrase-file", &pass, e))
		return -1;
	int bad = person_add(&c->desk->journal, &by, &p, str_text(&pass), c->desk->log_n, e);
	mem_wipe(pass.s, pass.n);
	if (!bad)
		fprintf(c->out, _("%s (%s) can log in.\n"), p.name, p.no);
	return bad;
}

int verb_person_leave(struct call *c, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	const char *no, *reason;
	struct actor by = desk_actor(c->desk);

	if (call_clean(c->argv[0], &arena, &no, e) || call_clean(c->opt[OPT_REASON], &arena, &reason, e))
		return -1;
	return person_leave(&c->desk->journal, &by, no, reason, e);
}

int verb_person_renew(struct call *c, struct err *e)
{
	AUTO(str_done) struct str pass = {0};
	struct actor by = desk_actor(c->desk);

	if (want_passphrase(c->opt[OPT_NEW_FILE], "new-passphrase-file", &pass, e))
		return -1;
	int bad = person_renew_key(&c->desk->journal, &by, c->argv[0], str_text(&pass), c->desk->log_n, e);
	mem_wipe(pass.s, pass.n);
	return bad;
}

int verb_passwd(struct call *c, struct err *e)
{
	AUTO(str_done) struct str pass = {0};
	struct actor by = desk_actor(c->desk);

	if (want_passphrase(c->opt[OPT_NEW_FILE], "new-passphrase-file", &pass, e))
		return -1;
	int bad = person_change_passphrase(&c->desk->journal, &by, str_text(&pass), c->desk->log_n, e);
	mem_wipe(pass.s, pass.n);
	return bad;
}

int verb_branch_add(struct call *c, struct err *e)
{
	AUTO(arena_done) struct arena arena = {0};
	struct branch b = {0};
	struct actor by = desk_actor(c->desk);

	if (call_clean(c->argv[0], &arena, &b.code, e) || call_clean(c->argv[1], &arena, &b.name, e) ||
	    call_clean(c->opt[OPT_PROFILE], &arena, &b.profile, e))
		return -1;
	return branch_put(&c->desk->journal, &by, &b, e);
}

static void person_json(const struct person *p, FILE *out)
{
	AUTO(json_done) struct json j = {0};

	json_open(&j, NULL, '{');
	json_text(&j, "no", p->no);
	json_text(&j, "name", p->name);
	json_text(&j, "role", p->role ? p->role->id : "");
	json_text(&j, "post", p->post);
	json_text(&j, "branch", p->branch);
	json_time(&j, "left_at", p->left_at);
	json_close(&j, '}');
	json_print(&j, out);
}

int verb_person_list(struct call *c, struct err *e)
{
	AUTO(person_list_done) struct person_list list = {0};
	AUTO(table_done) struct table t = {.columns = 6};

	if (call_branch(c, c->opt[OPT_BRANCH], e) || person_list_load(c->desk->db, c->opt[OPT_BRANCH], &list, e))
		return -1;
	for (size_t i = 0; i < list.n; i++) {
		const struct person *p = &list.v[i];
		if (c->opt[OPT_JSON]) {
			person_json(p, c->out);
			continue;
		}
		table_cell(&t, p->no);
		table_cell(&t, p->name);
		table_cell(&t, p->role ? _(p->role->label) : "");
		table_cell(&t, *p->branch ? p->branch : "-");
		table_cell(&t, *p->post ? p->post : "-");
		table_cell(&t, p->left_at ? _("left") : "");
	}
	table_print(&t, c->out);
	return 0;
}

/* What a branch has, in words. */
static void profile_words(const char *profile, struct str *out)
{
	size_t n;
	const struct profile_key *keys = library_profile_keys(&n);

	for (size_t i = 0; i < n; i++)
		if (branch_has(profile, keys[i].id))
			str_addf(out, "%s%s", out->n ? _(", ") : "", _(keys[i].label));
}

int verb_branch_list(struct call *c, struct err *e)
{
	AUTO(branch_list_done) struct branch_list list = {0};
	AUTO(table_done) struct table t = {.columns = 3};
	AUTO(json_done) struct json j = {0};

	if (branch_list_load(c->desk->db, &list, e))
		return -1;
	for (size_t i = 0; i < list.n; i++) {
		const struct branch *b = &list.v[i];
		if (c->opt[OPT_JSON]) {
			json_open(&j, NULL, '{');
			json_text(&j, "branch", b->code);
			json_text(&j, "name", b->name);
			json_words(&j, "profile", b->profile);
			json_close(&j, '}');
			json_print(&j, c->out);
			continue;
		}
		table_cell(&t, b->code);
		table_cell(&t, b->name);
		AUTO(str_done) struct str words = {0};
		profile_words(b->profile, &words);
		table_cell(&t, str_text(&words));
	}
	table_print(&t, c->out);
	return 0;
}
