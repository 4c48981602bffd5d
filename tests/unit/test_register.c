/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/unit/test.h"

#include "base/mem.h"
#include "base/msg.h"
#include "domain/kinds.h"
#include "domain/register.h"

#include <string.h>

static void test_numbers_are_those_in_the_bytes(void **state)
{
	(void)state;
	assert_int_equal(domain_kinds.n, KIND_RECOVERY);
	for (size_t i = 0; i < domain_kinds.n; i++) {
		assert_int_equal(domain_kinds.v[i].code, i + 1);
		assert_ptr_equal(event_kind_find(&domain_kinds, (uint16_t)(i + 1)), &domain_kinds.v[i]);
	}
	assert_null(event_kind_find(&domain_kinds, 0));
	assert_null(event_kind_find(&domain_kinds, KIND_RECOVERY + 1));
}

static void test_names_and_labels(void **state)
{
	(void)state;
	for (size_t i = 0; i < domain_kinds.n; i++) {
		const struct event_kind *k = &domain_kinds.v[i];
		assert_non_null(k->apply);
		assert_non_null(msg_zh(k->label));
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(k->name, domain_kinds.v[j].name);
	}
}

static void test_fields_can_be_written_in_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < domain_kinds.n; i++) {
		const struct event_kind *k = &domain_kinds.v[i];
		uint16_t last = 0;
		int fields = 0, keys = 0;
		for (const struct event_field *f = k->fields; f->tag; f++, fields++) {
			assert_true(f->tag > last);
			last = f->tag;
			assert_non_null(strchr("tib", f->type));
			assert_true(strspn(f->name, "abcdefghijklmnopqrstuvwxyz_") == strlen(f->name));
			for (const struct event_field *g = k->fields; g < f; g++)
				assert_string_not_equal(f->name, g->name);
			if (f->tag == k->key_tag) {
				keys++;
				assert_int_equal(f->type, 'b');
				assert_false(f->optional);
			}
		}
		assert_true(fields > 0);
		assert_int_equal(keys, k->key_tag != 0);
	}
}

/* Only who founds the store or enrols a key may sign with a key that is not known yet. */
static void test_who_may_sign_with_an_unknown_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < domain_kinds.n; i++) {
		uint16_t code = domain_kinds.v[i].code;
		assert_int_equal(domain_kinds.v[i].key_tag != 0, code == KIND_GENESIS || code == KIND_ENROL);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_numbers_are_those_in_the_bytes),
	cmocka_unit_test(test_names_and_labels),
	cmocka_unit_test(test_fields_can_be_written_in_order),
	cmocka_unit_test(test_who_may_sign_with_an_unknown_key),
};
TEST_MAIN(tests)
