/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"
#include "tests/unit/folder.h"

#include "base/file.h"
#include "base/msg.h"
#include "store/pages.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BRANCHES = 4000, PAGE = 4096 };

static char dir[FOLDER_MOST], path[96];
static struct db *db;
static struct err e;

#define OK(call) \
	do { \
		err_clear(&e); \
		if (call) \
			fail_msg("%s: %s", #call, e.text); \
	} while (0)

static void put_branch(int i)
{
	char code[16], name[32];

	snprintf(code, sizeof code, "%d", 100000 + i);
	snprintf(name, sizeof name, "它's 信用社 %d", i);
	OK(db_run(db, SQL_branch_put, &e, "ttt", code, name, "vault"));
}

static int fresh(void **state)
{
	msg_use(MSG_EN);
	folder_make(dir, "pages");
	snprintf(path, sizeof path, "%s/zicha.db", dir);
	OK(db_open(&db, path, DB_CREATE, &e));
	OK(db_begin(db, &e));
	for (int i = 0; i < BRANCHES; i++)
		put_branch(i);
	OK(db_run(db, SQL_chain_add, &e, "ti", "0000000000", (int64_t)1));
	OK(db_commit(db, &e));
	return 0;
}

static int clean(void **state)
{
	db_close(&db);
	return folder_remove(dir);
}

/* All of it, in slices of ms; gives what the last one gave. */
static int look(bool full, int ms, int *slices)
{
	AUTO(pages_done) struct pages p = {0};
	int more = 1;

	err_clear(&e);
	if (pages_begin(&p, db, full, &e))
		return -1;
	for (*slices = 0; more > 0 && *slices < 100000; ++*slices)
		more = pages_step(&p, ms, &e);
	return more;
}

static void test_a_sound_store(void **state)
{
	int slices;

	assert_int_equal(look(false, 1000, &slices), 0);
	assert_int_equal(slices, 1);
	assert_int_equal(look(true, 1000, &slices), 0);
	assert_int_equal(look(false, 0, &slices), 0);
	assert_true(slices > BRANCHES / 64);
}

/* Between two slices nobody is held up, and what is written does not confuse the look. */
static void test_others_write_meanwhile(void **state)
{
	AUTO(db_close) struct db *other = NULL;
	AUTO(pages_done) struct pages p = {0};
	int more = 1, added = 0;

	OK(db_open(&other, path, 0, &e));
	OK(pages_begin(&p, db, false, &e));
	while (more > 0) {
		char code[16];
		more = pages_step(&p, 0, &e);
		snprintf(code, sizeof code, "1%05dA", added++ * 17 % BRANCHES);
		OK(db_begin(other, &e));
		OK(db_run(other, SQL_branch_put, &e, "ttt", code, "新设", ""));
		OK(db_commit(other, &e));
	}
	assert_int_equal(more, 0);
	assert_true(added > 20);
}

static void overwrite(long at, const void *bytes, size_t n)
{
	db_close(&db);
	int fd = open(path, O_WRONLY);
	assert_true(fd >= 0 && pwrite(fd, bytes, n, at) == (ssize_t)n);
	close(fd);
	OK(db_open(&db, path, 0, &e));
}

/* The place of a text in the file. */
static long find(const char *text)
{
	AUTO(str_done) struct str bytes = {0};

	db_close(&db);
	OK(file_read(path, 64 << 20, &bytes, &e));
	OK(db_open(&db, path, 0, &e));
	for (size_t i = 0; i + strlen(text) < bytes.n; i++)
		if (!memcmp(bytes.s + i, text, strlen(text)))
			return (long)i;
	fail_msg("%s is not in the file", text);
	return -1;
}

static void test_a_page_of_noise(void **state)
{
	unsigned char noise[PAGE];
	int slices;

	for (int i = 0; i < PAGE; i++)
		noise[i] = (unsigned char)(i * 197 + 31);
	overwrite(find("信用社 2000") / PAGE * PAGE, noise, sizeof noise);
	assert_int_equal(look(false, 0, &slices), -1);
	assert_int_equal(e.code, ERR_DAMAGED);
	assert_non_null(strstr(e.text, path));
	assert_int_equal(look(true, 0, &slices), -1);
	assert_int_equal(e.code, ERR_DAMAGED);
}

/* Rows that stand in the wrong order cannot be found any more. */
static void test_a_key_out_of_order(void **state)
{
	int slices;

	overwrite(find("102000"), "109999", 6);
	assert_int_equal(look(false, 5, &slices), -1);
	assert_int_equal(e.code, ERR_DAMAGED);
	assert_int_equal(look(true, 5, &slices), -1);
	assert_int_equal(e.code, ERR_DAMAGED);
}

/* The full look compares indexes with their tables; the quick one does not. */
static void test_an_index_that_lies(void **state)
{
	int slices;

	OK(db_exec(db, "INSERT INTO person VALUES ('110201', '李明', 'head', '', 'BRANCHXYZ', 0, 0)", &e));
	long table = find("BRANCHXYZ"), index;
	AUTO(str_done) struct str bytes = {0};
	db_close(&db);
	OK(file_read(path, 64 << 20, &bytes, &e));
	OK(db_open(&db, path, 0, &e));
	for (index = table + 1; memcmp(bytes.s + index, "BRANCHXYZ", 9); index++)
		;
	overwrite(bytes.s[index + 9] == '1' ? index : table, "BRANCHXYY", 9); /* in the index the number stands behind it */
	assert_int_equal(look(false, 5, &slices), 0);
	assert_int_equal(look(true, 5, &slices), -1);
	assert_int_equal(e.code, ERR_DAMAGED);
}

static void test_a_row_that_belongs_to_nothing(void **state)
{
	int slices;

	OK(db_exec(db, "PRAGMA foreign_keys = OFF; INSERT INTO failures VALUES ('0000000000-1', '999', 1, 0, 0)", &e));
	assert_int_equal(look(false, 5, &slices), 0);
	assert_int_equal(look(true, 5, &slices), -1);
	assert_int_equal(e.code, ERR_DAMAGED);
}

#define PAGES_TEST(t) cmocka_unit_test_setup_teardown(t, fresh, clean)
static const struct CMUnitTest tests[] = {
	PAGES_TEST(test_a_sound_store),
	PAGES_TEST(test_others_write_meanwhile),
	PAGES_TEST(test_a_page_of_noise),
	PAGES_TEST(test_a_key_out_of_order),
	PAGES_TEST(test_an_index_that_lies),
	PAGES_TEST(test_a_row_that_belongs_to_nothing),
};
TEST_MAIN(tests)
