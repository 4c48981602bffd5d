# SPDX-License-Identifier: GPL-3.0-or-later
# Tests of this folder: TESTS_LIST += tests/fuzz/NAME
# Each with the corpus below corpus/NAME, then made-up inputs. tests/torture/run builds them with clang's libFuzzer:
# FUZZ_CPPFLAGS=-DFUZZ_LIBFUZZER FUZZ_LDFLAGS=-fsanitize=fuzzer.
fuzz_programs = tests/fuzz/fuzz_decode tests/fuzz/fuzz_rec tests/fuzz/fuzz_csv tests/fuzz/fuzz_wrap tests/fuzz/fuzz_edit
check_PROGRAMS += $(fuzz_programs)
TESTS_LIST += $(fuzz_programs)
tests_fuzz_fuzz_decode_CPPFLAGS = $(AM_CPPFLAGS) $(FUZZ_CPPFLAGS)
tests_fuzz_fuzz_decode_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_rec_CPPFLAGS = $(AM_CPPFLAGS) $(FUZZ_CPPFLAGS)
tests_fuzz_fuzz_rec_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_csv_CPPFLAGS = $(AM_CPPFLAGS) $(FUZZ_CPPFLAGS)
tests_fuzz_fuzz_csv_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_wrap_CPPFLAGS = $(AM_CPPFLAGS) $(FUZZ_CPPFLAGS)
tests_fuzz_fuzz_wrap_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_edit_CPPFLAGS = $(AM_CPPFLAGS) $(FUZZ_CPPFLAGS)
tests_fuzz_fuzz_edit_LDFLAGS = $(FUZZ_LDFLAGS)
EXTRA_DIST += tests/fuzz/fuzz.h $(subst $(top_srcdir)/,,$(wildcard $(top_srcdir)/tests/fuzz/corpus/*/*))
# The fuzzers alone.
fuzzers: $(BUILT_SOURCES)
	$(MAKE) $(AM_MAKEFLAGS) $(fuzz_programs)
.PHONY: fuzzers
