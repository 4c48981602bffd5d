/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a terminal answered, in words; the store's rows are held by tests/cli/180-doctor.sh.
 */
#include "tests/unit/test.h"

#include "base/msg.h"
#include "base/str.h"
#include "cli/doctor.h"

#include <stdlib.h>
#include <string.h>

static const struct doctor_terminal sound = {.codeset = "UTF-8", .rows = 24, .cols = 80, .colours = 8, .answered = true,
					     .answer_ms = 7, .ambiguous = 1, .line = 1, .ideographs = 2};

static int setup(void **state)
{
	static struct doctor d;

	msg_use(MSG_EN);
	setenv("TERM", "linux", 1);
	*state = &d;
	return 0;
}

static int teardown(void **state)
{
	doctor_done(*state);
	return 0;
}

static const struct doctor_row *row(const struct doctor *d, const char *id)
{
	for (size_t i = 0; i < d->n; i++)
		if (str_eq(d->v[i].id, id))
			return &d->v[i];
	fail_msg("no row %s", id);
	return NULL;
}

static void test_a_sound_terminal(void **state)
{
	struct doctor *d = *state;

	doctor_program(d, "LANG");
	doctor_terminal(d, &sound);
	assert_int_equal(d->attention, 0);
	assert_string_equal(row(d, "language")->text, "English (LANG)");
	assert_string_equal(row(d, "terminal")->text, "TERM=linux");
	assert_string_equal(row(d, "size")->text, "80 columns, 24 rows");
	assert_string_equal(row(d, "ambiguous")->text, "1 columns");
	assert_int_equal(row(d, "ambiguous")->number, 1);
	assert_string_equal(row(d, "ideographs")->text, "shown");
	assert_string_equal(row(d, "mode")->text, "narrow (the terminal was asked and answered in 7 ms)");
	assert_string_equal(row(d, "frames")->text, "Unicode (the terminal was asked and answered in 7 ms)");
	for (size_t i = 0; i < d->n; i++)
		assert_non_null(msg_zh(d->v[i].label));
}

static void test_what_needs_attention(void **state)
{
	struct doctor *d = *state;
	struct doctor_terminal t = sound;

	t.rows = 20;
	t.answered = false;
	t.ambiguous = t.line = t.ideographs = 0;
	t.source = t.frames_source = WIDTH_FROM_LOCALE;
	doctor_terminal(d, &t);
	assert_int_equal(d->attention, 2);
	assert_string_equal(row(d, "size")->advice, "make the window 80 columns by 24 rows");
	assert_string_equal(row(d, "line")->text, "unknown");
	assert_non_null(strstr(row(d, "ambiguous")->advice, "9201"));
}

static void test_somebody_chose(void **state)
{
	struct doctor *d = *state;
	struct doctor_terminal t = sound;

	t.mode = WIDTH_SUBSTITUTE;
	t.source = WIDTH_FROM_OPTION;
	t.ascii_frames = true;
	t.frames_source = WIDTH_FROM_SETTING;
	t.colours = 0;
	doctor_terminal(d, &t);
	assert_int_equal(d->attention, 0);
	assert_string_equal(row(d, "mode")->text, "substitutes (an option of the call)");
	assert_string_equal(row(d, "frames")->text, "ASCII (the settings)");
	assert_string_equal(row(d, "colours")->text, "none; words and signs tell the same");
}

static void test_no_terminal_and_a_bad_one(void **state)
{
	struct doctor *d = *state;
	struct err e = {0};

	doctor_no_terminal(d, "elsewhere");
	assert_int_equal(d->attention, 0);
	err_set(&e, ERR_IO, "try TERM=xterm");
	doctor_bad_terminal(d, &e);
	assert_int_equal(d->attention, 1);
	assert_string_equal(d->v[1].advice, "try TERM=xterm");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(test_a_sound_terminal, setup, teardown),
	cmocka_unit_test_setup_teardown(test_what_needs_attention, setup, teardown),
	cmocka_unit_test_setup_teardown(test_somebody_chose, setup, teardown),
	cmocka_unit_test_setup_teardown(test_no_terminal_and_a_bad_one, setup, teardown),
};
TEST_MAIN(tests)
