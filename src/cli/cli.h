/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The command line: one table of options, one table of verbs. --help, the manual
 * page and completions are read from the same rows.
 */
#ifndef ZICHA_CLI_CLI_H
#define ZICHA_CLI_CLI_H

#include "cli/desk.h"
#include "cli/out.h"

enum option_id {
	OPT_DATA,
	OPT_LANG,
	OPT_TODAY,
	OPT_AS,
	OPT_PASSPHRASE_FILE,
	OPT_SECOND,
	OPT_SECOND_FILE,
	OPT_JSON,
	OPT_HELP,
	OPT_VERSION,
	OPT_ORG,
	OPT_BRANCH,
	OPT_BRANCH_NAME,
	OPT_PROFILE,
	OPT_NO,
	OPT_NAME,
	OPT_ROLE,
	OPT_POST,
	OPT_NEW_FILE,
	OPT_REASON,
	OPT_LINE,
	OPT_KIND,
	OPT_STATE,
	OPT_SEVERITY,
	OPT_FROM,
	OPT_TO,
	OPT_LIMIT,
	OPT_HEAD,
	OPT_AMBIGUOUS,
	OPT_FRAMES,
	OPT_GROUP,
	OPT_CHECK,
	OPT_EDITION,
	OPT_DRAFT,
	OPT_BASES,
	OPT_FORMAT,
	OPT_ENCODING,
	OPT_OUT,
	OPT_NOTE,
	OPT_YES,
	OPT_COUNT
};

struct option_row {
	const char *name; /* "data": --data */
	const char *arg;  /* N_() what its argument is called, or NULL */
	const char *help; /* N_() */
};
extern const struct option_row option_rows[OPT_COUNT];

struct call;
struct doctor_terminal; /* doctor.h */

/* What the program around the verbs can do besides; zicha-ctl has none. */
struct cli_host {
	/* Asks the terminal: 1 asked, 0 there is none, -1 it cannot be used. */
	int (*terminal)(const struct call *c, struct doctor_terminal *out, struct err *e);
};

/* What a call carries to its verb. */
struct call {
	const char *opt[OPT_COUNT]; /* NULL: not given; "" for a switch that is */
	int argc;                   /* words behind the verb */
	char *const *argv;
	struct desk *desk;          /* opened as the verb's flags ask */
	FILE *out;                  /* stdout */
	const struct cli_host *host; /* NULL: none */
};

enum {
	VERB_STORE = 1,    /* needs an open store */
	VERB_WRITES = 2,   /* needs --as and a passphrase: the desk is logged in */
	VERB_READONLY = 4, /* opens it as a copy where it cannot be written */
	VERB_LIBRARY = 8,  /* needs the library in force; without VERB_STORE the built-in one where there is no store */
	VERB_VERDICT = 16  /* its exit codes: 2 cannot tell, 3 usage */
};

struct verb {
	const char *name;      /* "person add" */
	const char *args;      /* N_() "NO NAME", or "" */
	const char *help;      /* N_() one line */
	unsigned flags;
	int min_args, max_args; /* words behind the name; max -1: any number */
	enum option_id options[12]; /* its own options, ended by OPT_COUNT */
	/* The exit code for done (0) or "the answer is no" (1); -1 with e. */
	int (*run)(struct call *c, struct err *e);
};
const struct verb *verb_table(size_t *n);

/* Runs a command line that has a verb. Gives the exit code. host may be NULL. */
int cli_main(int argc, char *const *argv, const struct cli_host *host);

/* Reads the options in front of or behind a verb. *verb_at: index of the first word, argc if none. ERR_USAGE. */
int cli_options(int argc, char *const *argv, struct call *c, int *words, char **word_list, struct err *e);
/* --lang and the environment; before any sentence is said. */
/* For desk.upgrading: how far it is, on a terminal. */
int cli_upgrading(int64_t done, int64_t all, void *ctx);
void cli_choose_language(const struct call *c);
/* The data folder: --data, else the default. ERR_IO. */
int cli_data_dir(const struct call *c, struct str *dir, struct err *e);
/* --today, applied to the clock. ERR_USAGE. */
int cli_today(const struct call *c, struct clock *clock, struct err *e);

/* A file's bytes to --out, else to stdout; what their encoding lacks is said on stderr: then 1, else 0. ERR_IO. */
struct encode_lost;
int call_put(struct call *c, const struct str *bytes, const struct encode_lost *lost, struct err *e);
/* The same with a text in --encoding, else in UTF-8. ERR_USAGE. */
int call_put_text(struct call *c, const struct str *text, struct err *e);
/* What chose the language: "--lang", "ZICHA_LANG", a variable of the locale; NULL: nothing did. */
const char *call_language_by(const struct call *c);
/* First line of a file, as a passphrase. ERR_USAGE when no file is named. */
int call_passphrase(const char *file, const char *option, struct str *out, struct err *e);
/* An argument or option through the door (NFC, no controls): into the arena. */
int call_clean(const char *text, struct arena *arena, const char **out, struct err *e);
/* ERR_ABSENT unless the store has that branch; NULL is fine. */
int call_branch(const struct call *c, const char *code, struct err *e);
/* The role of that id. ERR_USAGE names the roles. */
int call_role(const char *id, const struct role **out, struct err *e);
/* The library that --edition names, loaded into other; without it the one in force. */
int call_edition(struct call *c, struct library *other, const struct library **lib, struct err *e);
/* An edition by its name, "draft", or "builtin", into lib. */
int call_library(struct call *c, const char *name, struct library *lib, struct err *e);
/* The session named by a word; ERR_ABSENT names it. */
struct session;
int call_session(struct call *c, const char *word, struct arena *arena, struct session *s, struct err *e);

#endif
