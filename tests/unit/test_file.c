/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/folder.h"

#include "base/file.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int count(const char *name, void *ctx, struct err *e)
{
	str_addf(ctx, "%s ", name);
	return 0;
}

static void test_write_read_list_remove(void **state)
{
	struct err e = {0};
	struct str path = {0}, back = {0}, names = {0};
	char dir[FOLDER_MOST];

	folder_make(dir, "file");
	str_addf(&path, "%s/a/b", dir);
	assert_int_equal(file_make_dir(str_text(&path), 0700, &e), 0);
	assert_int_equal(file_make_dir(str_text(&path), 0700, &e), 0);
	str_add(&path, "/x.rec");
	assert_int_equal(file_exists(str_text(&path), &e), 0);
	assert_int_equal(file_write(str_text(&path), "甲\n", 4, 0600, &e), 0);
	assert_int_equal(file_write(str_text(&path), "乙丙\n", 7, 0600, &e), 0);
	assert_int_equal(file_read(str_text(&path), 100, &back, &e), 0);
	assert_string_equal(str_text(&back), "乙丙\n");
	assert_int_equal(file_read(str_text(&path), 6, &back, &e), -1);
	assert_int_equal(e.code, ERR_INPUT);
	str_truncate(&path, path.n - strlen("/x.rec"));
	assert_int_equal(file_each(str_text(&path), ".rec", count, &names, &e), 0);
	assert_string_equal(str_text(&names), "x.rec ");
	str_add(&path, "/x.rec");
	assert_int_equal(file_remove(str_text(&path), &e), 0);
	assert_int_equal(file_remove(str_text(&path), &e), 0);
	assert_int_equal(folder_remove(dir), 0);
	str_done(&path);
	str_done(&back);
	str_done(&names);
}

static void test_a_lock_waits_and_gives_up(void **state)
{
	struct err e = {0};
	char name[] = "/tmp/zicha-lock-XXXXXX";
	AUTO(file_unlock) int one = -1, two = -1;
	int fd = mkstemp(name);

	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(file_lock(name, 0600, &one, &e), 0);
	assert_int_equal(file_lock(name, 0600, &two, &e), -1);
	assert_int_equal(e.code, ERR_BUSY);
	assert_int_equal(two, -1);
	file_unlock(&one);
	file_unlock(&one);
	assert_int_equal(file_lock(name, 0600, &two, &e), 0);
	assert_int_equal(file_lock("/nowhere/lock", 0600, &one, &e), -1);
	assert_int_equal(e.code, ERR_IO);
	unlink(name);
}

static unsigned rights(const char *path)
{
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 07777;
}

static void test_what_a_group_shares(void **state)
{
	char shared[] = "/tmp/zicha-file-XXXXXX";
	AUTO(str_done) struct str file = {0}, inner = {0};
	struct err e = {0};
	AUTO(file_unlock) int lock = -1;
	unsigned group;
	mode_t before = umask(077);

	assert_non_null(mkdtemp(shared));
	assert_false(file_is_shared(shared));
	assert_int_equal(file_share(shared, getgid(), &e), 0);
	assert_true(file_is_shared(shared));
	assert_int_equal(rights(shared), 02770);
	str_addf(&inner, "%s/inner", shared);
	assert_int_equal(file_make_dir(str_text(&inner), 02770, &e), 0);
	assert_int_equal(rights(str_text(&inner)), 02770);
	str_addf(&file, "%s/file", str_text(&inner));
	assert_int_equal(file_write(str_text(&file), "1", 1, 0600, &e), 0);
	assert_int_equal(rights(str_text(&file)), 0600);
	assert_int_equal(file_share(str_text(&file), FILE_SAME_GROUP, &e), 0);
	assert_int_equal(rights(str_text(&file)), 0660);
	assert_int_equal(file_write(str_text(&file), "2", 1, 0660, &e), 0);
	assert_int_equal(rights(str_text(&file)), 0660);
	assert_int_equal(file_mode(shared, FILE_PLAIN), 0660);
	assert_int_equal(file_mode("/nonexistent/q", FILE_FOLDER), 0700);
	assert_int_equal(remove(str_text(&file)), 0);
	assert_int_equal(file_lock(str_text(&file), 0660, &lock, &e), 0);
	assert_int_equal(rights(str_text(&file)), 0660);
	assert_int_equal(file_group("no-such-group-here", &group), 0);
	assert_int_equal(file_share("/nonexistent/q", getgid(), &e), -1);
	assert_int_equal(e.code, ERR_IO);
	assert_int_equal(remove(str_text(&file)) || remove(str_text(&inner)) || remove(shared), 0);
	umask(before);
}

static void test_errors_name_the_path(void **state)
{
	struct err e = {0};
	struct str s = {0};
	assert_int_equal(file_read("/nonexistent/q", 10, &s, &e), -1);
	assert_int_equal(e.code, ERR_IO);
	assert_non_null(strstr(e.text, "/nonexistent/q"));
	assert_int_equal(file_read("/tmp", 10, &s, &e), -1);
	assert_int_equal(file_write("/nonexistent/q", "", 0, 0600, &e), -1);
	str_done(&s);
}

static void test_default_dir_order(void **state)
{
	struct err e = {0};
	struct str s = {0};
	setenv("HOME", "/h", 1);
	unsetenv("XDG_DATA_HOME");
	unsetenv("ZICHA_DATA");
	assert_int_equal(file_default_dir(&s, &e), 0);
	assert_string_equal(str_text(&s), "/h/.local/share/zicha");
	setenv("XDG_DATA_HOME", "/x", 1);
	assert_int_equal(file_default_dir(&s, &e), 0);
	assert_string_equal(str_text(&s), "/x/zicha");
	setenv("ZICHA_DATA", "/z", 1);
	assert_int_equal(file_default_dir(&s, &e), 0);
	assert_string_equal(str_text(&s), "/z");
	str_done(&s);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_write_read_list_remove),
	cmocka_unit_test(test_what_a_group_shares),
	cmocka_unit_test(test_a_lock_waits_and_gives_up),
		cmocka_unit_test(test_errors_name_the_path),
	cmocka_unit_test(test_default_dir_order),
};
TEST_MAIN(tests)
