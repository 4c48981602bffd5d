/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"

#include <sys/resource.h>

#include <string.h>

static void test_arena_survives_growth(void **state)
{
	struct arena a = {0};
	char *first = arena_dup(&a, "first");
	for (int i = 0; i < 2000; i++) {
		char *p = arena_printf(&a, "%d", i);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
	}
	unsigned char *big = arena_alloc(&a, 100000);
	for (size_t i = 0; i < 100000; i++)
		assert_int_equal(big[i], 0);
	assert_string_equal(first, "first");
	assert_string_equal(arena_dup(&a, NULL), "");
	arena_done(&a);
	assert_null(a.first);
}

static void test_vector_grows_and_zeroes(void **state)
{
	struct {
		int *v;
		size_t n, cap;
	} list = {0};
	for (int i = 0; i < 100; i++) {
		int *p = VEC_PUSH(&list);
		assert_int_equal(*p, 0);
		*p = i;
	}
	assert_int_equal(list.n, 100);
	assert_int_equal(list.v[99], 99);
	mem_free(list.v);
}

static void test_cleanup_frees_at_scope_end(void **state)
{
	char *p = mem_dup("x");
	mem_free_auto(&p);
	assert_null(p);
	mem_free_auto(&p);
}

static void test_no_core_file(void **state)
{
	struct rlimit core = {1, 1};

	mem_keep_private();
	assert_int_equal(getrlimit(RLIMIT_CORE, &core), 0);
	assert_int_equal(core.rlim_cur, 0);
	assert_int_equal(core.rlim_max, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_arena_survives_growth),
	cmocka_unit_test(test_vector_grows_and_zeroes),
	cmocka_unit_test(test_cleanup_frees_at_scope_end),
	cmocka_unit_test(test_no_core_file),
};
TEST_MAIN(tests)
