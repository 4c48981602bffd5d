/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A long text in a program of the person's choice: real scripts as EDITOR, the stage's terminal made of fork and exec.
 */
#include "tests/unit/test.h"
#include "tests/unit/folder.h"
#include "tests/unit/host.h"

#include "base/file.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static char dir[FOLDER_MOST];
static int calls, results;
static char given[30000];

static int got(struct view *v, int tag, const void *value, struct err *e)
{
	const struct ask_answer *answer = value;

	results++;
	snprintf(given, sizeof given, "%s", answer ? answer->text : "(none)");
	return 0;
}

static void draw(const struct view *v, struct canvas *c, struct rect r)
{
}

static const struct view_ops view = {.name = "test", .title = "Test", .draw = draw, .result = got};

static int io_read(void *ctx, int wait_ms, struct press *out)
{
	return 0;
}

static void io_show(void *ctx, const struct canvas *c)
{
}

static int io_outside(void *ctx, const char *const argv[], struct err *e)
{
	int status;

	calls++;
	pid_t child = fork();
	if (!child) {
		execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WEXITSTATUS(status) == 127)
		return err_set(e, ERR_ABSENT, "There is no program %s on this machine.", argv[0]);
	return WEXITSTATUS(status);
}

static const struct screen_io io = {.read = io_read, .show = io_show, .outside = io_outside};

static int set_up(void **unused)
{
	folder_make(dir, "editor");
	setenv("TMPDIR", dir, 1);
	unsetenv("VISUAL");
	calls = results = 0;
	host_start(&view, 24, 80);
	stage_set_io(host, &io);
	return 0;
}

static int tear_down(void **unused)
{
	host_end();
	return folder_remove(dir);
}

/* A script in the folder becomes the editor. */
static void editor(const char *lines, const char *words)
{
	AUTO(str_done) struct str text = {0}, path = {0}, command = {0};
	struct err e = {0};

	str_addf(&text, "#!/bin/sh\n%s\n", lines);
	str_addf(&path, "%s/ed.sh", dir);
	assert_int_equal(file_write(str_text(&path), text.s, text.n, 0700, &e), 0);
	str_addf(&command, "%s%s", str_text(&path), words);
	setenv("EDITOR", str_text(&command), 1);
}

static void open_box(const char *value)
{
	struct err e = {0};
	struct ask a = {.kind = ASK_LINES, .title = "Reason", .text = "Why?", .value = value, .most = 100};

	assert_int_equal(stage_open(host, VIEW_ASK, &a, 1, &e), 0);
	stage_draw(host, host_canvas);
}

static int count_files(void)
{
	char command[200];

	snprintf(command, sizeof command, "exit $(ls %s | grep -c '^zicha-editor')", dir);
	return WEXITSTATUS(system(command));
}

static void test_there_and_back(void **unused)
{
	editor("cat \"$1\" > \"$1.seen\"; printf '第一行\\n第二行\\n' >> \"$1\"; mv \"$1.seen\" ${0%/*}/seen", "");
	open_box("开头");
	host_keys("Ctrl-E");
	assert_int_equal(calls, 1);
	assert_string_equal(stage_message(host), "");
	host_keys("Enter");
	assert_int_equal(results, 1);
	assert_string_equal(given, "开头\n第一行\n第二行");
	assert_int_equal(count_files(), 0);
	char seen[100];
	AUTO(str_done) struct str text = {0};
	struct err e = {0};
	snprintf(seen, sizeof seen, "%s/seen", dir);
	assert_int_equal(file_read(seen, 100, &text, &e), 0);
	assert_string_equal(str_text(&text), "开头\n");
}

static void test_one_step_to_undo(void **unused)
{
	editor("echo 全新 > \"$1\"", "");
	open_box("原来的");
	host_keys("Ctrl-E Ctrl-Z Enter");
	assert_string_equal(given, "原来的");
}

static void test_visual_goes_first_and_may_have_words(void **unused)
{
	editor("echo wrong > \"$1\"", "");
	setenv("VISUAL", getenv("EDITOR"), 1);
	editor("test \"$1\" = -n && test \"$2\" = -w && echo \"$#\" > \"$3\"", "  -n  -w ");
	AUTO(str_done) struct str both = {0};
	str_add(&both, getenv("EDITOR"));
	setenv("VISUAL", str_text(&both), 1);
	setenv("EDITOR", "false", 1);
	open_box("");
	host_keys("Ctrl-E Enter");
	assert_string_equal(given, "3");
}

/* The old text is kept, the sentence says why. */
static void refused(const char *why)
{
	assert_non_null(strstr(stage_message(host), why));
	host_keys("Enter");
	assert_string_equal(given, "原来的");
}

static void test_an_editor_that_is_not_there(void **unused)
{
	setenv("EDITOR", "/nonexistent/editor -x", 1);
	open_box("原来的");
	host_keys("Ctrl-E");
	assert_int_equal(count_files(), 0);
	refused("There is no editor /nonexistent/editor on this machine. Write here; or start zicha with EDITOR=");
}

static void test_an_editor_that_fails(void **unused)
{
	editor("echo 改了 > \"$1\"; exit 3", "");
	open_box("原来的");
	host_keys("Ctrl-E");
	assert_int_equal(count_files(), 0);
	refused("ed.sh ended with 3: the text here is as it was.");
}

static void test_bytes_that_are_no_text(void **unused)
{
	editor("printf 'a\\377b\\n' > \"$1\"", "");
	open_box("原来的");
	host_keys("Ctrl-E");
	assert_int_equal(count_files(), 1); /* what was written there is not lost */
	refused("The text here is as it was; what the editor wrote lies in /tmp/zicha-editor-");
}

static void test_controls(void **unused)
{
	editor("printf 'a\\033[31mb\\n' > \"$1\"", "");
	open_box("原来的");
	host_keys("Ctrl-E");
	refused("U+001B");
}

static void test_too_long(void **unused)
{
	editor("head -c 500 /dev/zero | tr '\\0' x > \"$1\"", "");
	open_box("原来的");
	host_keys("Ctrl-E");
	assert_int_equal(count_files(), 1);
	refused("lies in");
}

static void test_a_file_that_vanished(void **unused)
{
	editor("rm \"$1\"", "");
	open_box("原来的");
	host_keys("Ctrl-E");
	refused("The text here is as it was");
}

static void test_not_for_one_line_and_no_terminal(void **unused)
{
	struct err e = {0};
	struct ask a = {.kind = ASK_LINE, .text = "Why?", .value = "原来的"};

	editor("echo x > \"$1\"", "");
	assert_int_equal(stage_open(host, VIEW_ASK, &a, 1, &e), 0);
	host_keys("Ctrl-E");
	assert_int_equal(calls, 0);
	refused("This field has one line only.");
	stage_set_io(host, NULL);
	open_box("原来的");
	host_keys("Ctrl-E");
	refused("can only be started from a terminal");
}

static void test_help_shows_it(void **unused)
{
	open_box("");
	host_keys("F1");
	assert_true(host_shows("Ctrl-E"));
}

#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
static const struct CMUnitTest tests[] = {
	T(test_there_and_back),
	T(test_one_step_to_undo),
	T(test_visual_goes_first_and_may_have_words),
	T(test_an_editor_that_is_not_there),
	T(test_an_editor_that_fails),
	T(test_bytes_that_are_no_text),
	T(test_controls),
	T(test_too_long),
	T(test_a_file_that_vanished),
	T(test_not_for_one_line_and_no_terminal),
	T(test_help_shows_it),
};
TEST_MAIN(tests)
