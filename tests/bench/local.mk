# SPDX-License-Identifier: GPL-3.0-or-later
# "make bench": ratios against a floor of the same run, one table (tests/bench/run says what may be set).
bench_programs = tests/bench/store tests/bench/query tests/bench/journal tests/bench/text tests/bench/library
if HAVE_VTERM
bench_programs += tests/bench/floor_list tests/bench/screen
tests_bench_floor_list_LDADD = $(SQLITE_LIBS) $(CURSES_LIBS)
tests_bench_screen_SOURCES = tests/bench/screen.c tests/bench/program.c tests/bench/program.h tests/bench/bench.h
tests_bench_screen_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_bench_screen_LDADD = $(LDADD) $(VTERM_LIBS)
endif
EXTRA_PROGRAMS += $(bench_programs)
CLEANFILES += $(bench_programs)
EXTRA_DIST += tests/bench/run tests/bench/bench.h

bench: $(bin_PROGRAMS) $(bench_programs)
	@srcdir=$(abs_top_srcdir) builddir=$(abs_top_builddir) $(SHELL) $(top_srcdir)/tests/bench/run
.PHONY: bench
# The stores that it keeps.
clean-local: bench-clean
bench-clean:
	-rm -rf tests/bench/store-* tests/bench/demo
