/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/folder.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/settings.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct place {
	char dir[FOLDER_MOST];
	struct settings s;
	struct err e;
};

static int setup(void **state)
{
	static struct place p;

	msg_use(MSG_EN);
	memset(&p, 0, sizeof p);
	folder_make(p.dir, "settings");
	for (size_t i = 0; i < 3; i++)
		unsetenv((const char *const[]){"ZICHA_LANG", "LC_ALL", "LC_MESSAGES"}[i]);
	setenv("LANG", "en_US.UTF-8", 1);
	*state = &p;
	return 0;
}

static int teardown(void **state)
{
	struct place *p = *state;

	return folder_remove(p->dir);
}

static void put(struct place *p, const char *term, enum setting_id id, const char *value)
{
	assert_int_equal(settings_put(p->dir, term, id, value, &p->e), 0);
}

static void test_defaults(void **state)
{
	struct place *p = *state;

	settings_load(p->dir, "xterm", &p->s);
	for (int id = 0; id < SETTING_N; id++) {
		size_t n = strcspn(setting_rows[id].values, " ");
		assert_int_equal(strlen(p->s.value[id]), n);
		assert_memory_equal(p->s.value[id], setting_rows[id].values, n);
		assert_true(strlen(setting_rows[id].values) > n);
	}
	settings_load("/nonexistent/folder", NULL, &p->s);
	assert_true(settings_is(&p->s, SETTING_MOUSE, "on"));
}

static void test_kept_for_a_kind_of_terminal(void **state)
{
	struct place *p = *state;
	AUTO(str_done) struct str text = {0};
	char path[100];

	put(p, "xterm", SETTING_AMBIGUOUS, "2");
	put(p, "linux", SETTING_AMBIGUOUS, "1");
	put(p, "xterm", SETTING_LANGUAGE, "zh");
	put(p, "a b/c\n=", SETTING_MOUSE, "off");
	settings_load(p->dir, "xterm", &p->s);
	assert_true(settings_is(&p->s, SETTING_AMBIGUOUS, "2"));
	assert_true(settings_is(&p->s, SETTING_MOUSE, "on"));
	settings_load(p->dir, "linux", &p->s);
	assert_true(settings_is(&p->s, SETTING_AMBIGUOUS, "1"));
	assert_true(settings_is(&p->s, SETTING_LANGUAGE, "zh"));
	settings_load(p->dir, "screen", &p->s);
	assert_true(settings_is(&p->s, SETTING_AMBIGUOUS, "auto"));
	settings_load(p->dir, "a b/c\n=", &p->s);
	assert_true(settings_is(&p->s, SETTING_MOUSE, "off"));
	put(p, "xterm", SETTING_AMBIGUOUS, "auto");
	settings_load(p->dir, "xterm", &p->s);
	assert_true(settings_is(&p->s, SETTING_AMBIGUOUS, "auto"));
	snprintf(path, sizeof path, "%s/local/settings", p->dir);
	assert_int_equal(file_read(path, 4096, &text, &p->e), 0);
	assert_string_equal(str_text(&text), "ambiguous.linux = 1\nlanguage = zh\nmouse.a_b_c__ = off\nambiguous.xterm = auto\n");
}

static void test_what_nobody_knows(void **state)
{
	struct place *p = *state;
	char path[100];

	assert_int_equal(settings_put(p->dir, NULL, SETTING_FRAMES, "round", &p->e), -1);
	assert_string_equal(p->e.text, "setting frames: “round” is none of: auto unicode ascii");
	assert_int_equal(settings_put(p->dir, NULL, SETTING_FRAMES, "", &p->e), -1);
	assert_int_equal(settings_put(p->dir, NULL, SETTING_FRAMES, "uni", &p->e), -1);
	put(p, NULL, SETTING_FRAMES, "ascii");
	snprintf(path, sizeof path, "%s/local/settings", p->dir);
	assert_int_equal(file_write(path, "frames = round\nmouse = off\n", 27, 0600, &p->e), 0);
	settings_load(p->dir, NULL, &p->s);
	assert_true(settings_is(&p->s, SETTING_FRAMES, "auto"));
	assert_true(settings_is(&p->s, SETTING_MOUSE, "off"));
}

static void test_language(void **state)
{
	struct place *p = *state;

	settings_load(p->dir, NULL, &p->s);
	assert_int_equal(settings_language(&p->s, NULL), MSG_EN);
	put(p, NULL, SETTING_LANGUAGE, "zh");
	settings_load(p->dir, NULL, &p->s);
	assert_int_equal(settings_language(&p->s, NULL), MSG_ZH);
	assert_int_equal(settings_language(&p->s, "en"), MSG_EN);
	setenv("ZICHA_LANG", "en", 1);
	assert_int_equal(settings_language(&p->s, NULL), MSG_EN);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(test_defaults, setup, teardown),
	cmocka_unit_test_setup_teardown(test_kept_for_a_kind_of_terminal, setup, teardown),
	cmocka_unit_test_setup_teardown(test_what_nobody_knows, setup, teardown),
	cmocka_unit_test_setup_teardown(test_language, setup, teardown),
};
TEST_MAIN(tests)
