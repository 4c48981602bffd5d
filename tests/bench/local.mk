# SPDX-License-Identifier: GPL-3.0-or-later
# Tests of this folder: TESTS_LIST += tests/bench/NAME
EXTRA_PROGRAMS += tests/bench/journal
CLEANFILES += tests/bench/journal
# Screens: our list against floor_list, as ratios. tests/bench/screen OURS FLOOR LAUNCHES
if HAVE_VTERM
EXTRA_PROGRAMS += tests/bench/floor_list tests/bench/our_list tests/bench/screen
CLEANFILES += tests/bench/floor_list tests/bench/our_list tests/bench/screen
tests_bench_floor_list_LDADD = $(SQLITE_LIBS) $(CURSES_LIBS)
tests_bench_screen_CPPFLAGS = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
tests_bench_screen_LDADD = $(LDADD) $(VTERM_LIBS)
endif
# The library: 5,000 items loaded, checked, written as a table and read again.
EXTRA_PROGRAMS += tests/bench/library
CLEANFILES += tests/bench/library
