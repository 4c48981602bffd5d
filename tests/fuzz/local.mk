# SPDX-License-Identifier: GPL-3.0-or-later
# Tests of this folder: TESTS_LIST += tests/fuzz/NAME
# Each with the corpus below corpus/NAME, then made-up inputs; with clang: -DFUZZ_LIBFUZZER -fsanitize=fuzzer.
check_PROGRAMS += tests/fuzz/fuzz_decode
TESTS_LIST += tests/fuzz/fuzz_decode
EXTRA_DIST += tests/fuzz/fuzz.h $(subst $(top_srcdir)/,,$(wildcard $(top_srcdir)/tests/fuzz/corpus/*/*))
# Rec text, the library, its tables.
check_PROGRAMS += tests/fuzz/fuzz_rec tests/fuzz/fuzz_csv
TESTS_LIST += tests/fuzz/fuzz_rec tests/fuzz/fuzz_csv
# Wrapping and editing.
check_PROGRAMS += tests/fuzz/fuzz_wrap tests/fuzz/fuzz_edit
TESTS_LIST += tests/fuzz/fuzz_wrap tests/fuzz/fuzz_edit
