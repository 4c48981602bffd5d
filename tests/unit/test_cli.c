/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/msg.h"
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct parsed {
	struct call c;
	struct err e;
	int n;
	char *words[8];
	char room[12][40];
	int rc;
};

/* Reads "zicha" and the words given, up to NULL; p keeps copies, since parsing borrows them. */
static void parse(struct parsed *p, const char *const *words)
{
	char *argv[ARRAY_LEN(p->room) + 1] = {0};
	int argc = 0;

	memset(p, 0, sizeof *p);
	for (; words[argc]; argc++)
		argv[argc] = memcpy(p->room[argc], words[argc], strlen(words[argc]) + 1);
	p->rc = cli_options(argc, argv, &p->c, &p->n, p->words, &p->e);
}

#define PARSE(p, ...) parse(p, (const char *const[]){"zicha", __VA_ARGS__, NULL})

static void test_options_stand_anywhere(void **state)
{
	struct parsed p;

	(void)state;
	PARSE(&p, "--data", "/tmp/x", "person", "--json", "list", "--branch=1102", "--", "--no");
	assert_int_equal(p.rc, 0);
	assert_string_equal(p.c.opt[OPT_DATA], "/tmp/x");
	assert_string_equal(p.c.opt[OPT_BRANCH], "1102");
	assert_string_equal(p.c.opt[OPT_JSON], "");
	assert_null(p.c.opt[OPT_NO]);
	assert_int_equal(p.n, 3);
	assert_string_equal(p.words[2], "--no");
	PARSE(&p, "-h");
	assert_non_null(p.c.opt[OPT_HELP]);
	PARSE(&p, "library", "check", "-");
	assert_int_equal(p.n, 3);
	PARSE(&p, "--branch=", "list");
	assert_string_equal(p.c.opt[OPT_BRANCH], "");
}

static void test_slips_are_named(void **state)
{
	struct parsed p;

	(void)state;
	msg_use(MSG_EN);
	PARSE(&p, "--jsno");
	assert_int_equal(p.rc, -1);
	assert_string_equal(p.e.text, "option --jsno is unknown; did you mean --json?");
	PARSE(&p, "-x");
	assert_int_equal(p.e.code, ERR_USAGE);
	PARSE(&p, "--xylophone=1");
	assert_string_equal(p.e.text, "option --xylophone=1 is unknown; zicha --help lists all");
	PARSE(&p, "--json=yes");
	assert_string_equal(p.e.text, "option --json takes no argument");
	PARSE(&p, "list", "--branch");
	assert_string_equal(p.e.text, "option --branch wants an argument: CODE");
	PARSE(&p, "--=x");
	assert_int_equal(p.e.code, ERR_USAGE);
}

static void test_every_row_of_options(void **state)
{
	(void)state;
	for (int i = 0; i < OPT_COUNT; i++) {
		const struct option_row *o = &option_rows[i];
		assert_non_null(o->name);
		assert_non_null(msg_zh(o->help));
		for (int k = 0; k < i; k++)
			assert_string_not_equal(o->name, option_rows[k].name);
	}
}

static void test_every_row_of_verbs(void **state)
{
	size_t n;
	const struct verb *verbs = verb_table(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		const struct verb *v = &verbs[i];
		size_t options = 0;
		assert_non_null(v->run);
		assert_non_null(msg_zh(v->help));
		assert_true(!*v->args || msg_zh(v->args));
		assert_true(v->max_args < 0 || v->min_args <= v->max_args);
		assert_false(v->flags & VERB_WRITES && v->flags & VERB_READONLY);
		assert_true(!(v->flags & (VERB_WRITES | VERB_READONLY)) || v->flags & VERB_STORE);
		while (options < ARRAY_LEN(v->options) && v->options[options] != OPT_COUNT)
			options++;
		assert_true(options < ARRAY_LEN(v->options));
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(v->name, verbs[k].name);
	}
}

static void test_the_folder_of_the_store(void **state)
{
	struct call c = {0};
	struct err e = {0};
	AUTO(str_done) struct str dir = {0};

	(void)state;
	c.opt[OPT_DATA] = "/tmp/x//";
	assert_int_equal(cli_data_dir(&c, &dir, &e), 0);
	assert_string_equal(str_text(&dir), "/tmp/x");
	str_clear(&dir);
	c.opt[OPT_DATA] = "/";
	assert_int_equal(cli_data_dir(&c, &dir, &e), 0);
	assert_string_equal(str_text(&dir), "/");
	str_clear(&dir);
	c.opt[OPT_DATA] = NULL;
	setenv("ZICHA_DATA", "/tmp/env", 1);
	assert_int_equal(cli_data_dir(&c, &dir, &e), 0);
	assert_string_equal(str_text(&dir), "/tmp/env");
}

static void test_today(void **state)
{
	struct call c = {0};
	struct clock clock = {0};
	struct err e = {0};

	(void)state;
	c.opt[OPT_TODAY] = "2026-02-29";
	assert_int_equal(cli_today(&c, &clock, &e), -1);
	assert_int_equal(e.code, ERR_USAGE);
	c.opt[OPT_TODAY] = "2024-02-29";
	assert_int_equal(cli_today(&c, &clock, &e), 0);
	assert_int_equal(clock_today(&clock), day_from(2024, 2, 29));
}

static void test_passphrase_files(void **state)
{
	char path[] = "/tmp/zicha-pass-XXXXXX";
	struct err e = {0};
	AUTO(str_done) struct str got = {0};
	static const char *const texts[] = {"11112222333344\r\nsecond", "11112222333344", "11112222333344\n",
					    "\xEF\xBB\xBF" "11112222333344\r\n"};

	(void)state;
	close(mkstemp(path));
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		assert_int_equal(file_write(path, texts[i], strlen(texts[i]), 0600, &e), 0);
		assert_int_equal(call_passphrase(path, "x", &got, &e), 0);
		assert_string_equal(str_text(&got), "11112222333344");
	}
	assert_int_equal(call_passphrase("/tmp/zicha-none", "x", &got, &e), -1);
	assert_int_equal(e.code, ERR_IO);
	assert_int_equal(call_passphrase(NULL, "passphrase-file", &got, &e), -1);
	assert_int_equal(e.code, ERR_USAGE);
	assert_non_null(strstr(e.text, "--passphrase-file"));
	unlink(path);
}

static void test_words_pass_the_door(void **state)
{
	AUTO(arena_done) struct arena arena = {0};
	const char *out = NULL;
	struct err e = {0};

	(void)state;
	assert_int_equal(call_clean("e\xCC\x81", &arena, &out, &e), 0);
	assert_string_equal(out, "\xC3\xA9");
	assert_int_equal(call_clean(NULL, &arena, &out, &e), 0);
	assert_string_equal(out, "");
	assert_int_equal(call_clean("a\nb", &arena, &out, &e), -1);
	assert_int_equal(call_clean("a\xff", &arena, &out, &e), -1);
	assert_int_equal(e.code, ERR_INPUT);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_options_stand_anywhere), cmocka_unit_test(test_slips_are_named),
	cmocka_unit_test(test_every_row_of_options),   cmocka_unit_test(test_every_row_of_verbs),
	cmocka_unit_test(test_the_folder_of_the_store), cmocka_unit_test(test_today),
	cmocka_unit_test(test_passphrase_files),       cmocka_unit_test(test_words_pass_the_door),
};
TEST_MAIN(tests)
