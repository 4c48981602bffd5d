/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "cli/values.h"
#include "domain/library.h"
#include "domain/session.h"

static void check_words(enum option_id id, const char *want)
{
	AUTO(str_done) struct str words = {0};
	struct err e = {0};

	assert_int_equal(values_of(id, &words, &e), 0);
	assert_string_equal(str_text(&words), want);
}

static void test_closed_lists_are_those_of_their_tables(void **state)
{
	(void)state;
	check_words(OPT_ROLE, "head staff inspector auditor officer");
	check_words(OPT_STATE, "open ready sealed void");
	check_words(OPT_SEVERITY, "slight ordinary serious major");
	check_words(OPT_LANG, "zh en");
	check_words(OPT_AMBIGUOUS, "1 2 substitute");
	check_words(OPT_REASON, "");
	check_words(OPT_JSON, "");
	check_words(OPT_DATA, "");
}

/* Every word is one that the program takes, and all are there. */
static void test_each_kind_and_line_is_known(void **state)
{
	AUTO(library_done) struct library lib = {0};
	AUTO(str_done) struct str lines = {0}, kinds = {0};
	struct err e = {0};
	size_t n;
	const struct session_kind *table = session_kinds(&n);

	(void)state;
	assert_int_equal(library_load_builtin(&lib, &e), 0);
	for (size_t i = 0; i < lib.n; i++)
		str_addf(&lines, "%s%s", i ? " " : "", lib.v[i].id);
	check_words(OPT_LINE, str_text(&lines));
	for (size_t i = 0; i < n; i++)
		str_addf(&kinds, "%s%s", i ? " " : "", table[i].id);
	check_words(OPT_KIND, str_text(&kinds));
}

static void test_files_and_folders(void **state)
{
	(void)state;
	assert_int_equal(values_kind_of(OPT_DATA), VALUES_FOLDER);
	assert_int_equal(values_kind_of(OPT_PASSPHRASE_FILE), VALUES_FILE);
	assert_int_equal(values_kind_of(OPT_NEW_FILE), VALUES_FILE);
	assert_int_equal(values_kind_of(OPT_REASON), VALUES_TEXT);
	assert_int_equal(values_kind_of(OPT_JSON), VALUES_TEXT);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_closed_lists_are_those_of_their_tables),
	cmocka_unit_test(test_each_kind_and_line_is_known),
	cmocka_unit_test(test_files_and_folders),
};
TEST_MAIN(tests)
