# SPDX-License-Identifier: GPL-3.0-or-later
# Tests of this folder: TESTS_LIST += tests/term/NAME
check_DATA =
if HAVE_VTERM
term_harness = tests/term/harness.c tests/term/harness_tmux.c tests/term/harness.h tests/term/harness_inside.h
term_seat = tests/term/seat.c tests/term/seat.h $(term_harness)
term_flags = $(AM_CPPFLAGS) $(VTERM_CFLAGS)
check_PROGRAMS += tests/term/cases tests/term/player tests/term/storm tests/term/ends tests/term/terms tests/term/real-input tests/term/damaged tests/term/foreign tests/term/killed
tests_term_cases_SOURCES = tests/term/cases.c tests/term/cases.h tests/term/case_text.c tests/term/cases_text.c \
	tests/term/cases_input.c tests/term/cases_screen.c $(term_harness)
tests_term_cases_CPPFLAGS = $(term_flags)
tests_term_cases_LDADD = $(LDADD) $(VTERM_LIBS)
EXTRA_tests_term_cases_DEPENDENCIES = tests/term/player$(EXEEXT) tests/term/widewc.so \
	tests/term/locale/zh_CN.GB18030/LC_CTYPE
tests_term_storm_SOURCES = tests/term/storm.c $(term_harness)
tests_term_storm_CPPFLAGS = $(term_flags)
tests_term_storm_LDADD = $(LDADD) $(VTERM_LIBS)
tests_term_ends_SOURCES = tests/term/ends.c $(term_harness)
tests_term_ends_CPPFLAGS = $(term_flags)
tests_term_ends_LDADD = $(LDADD) $(VTERM_LIBS)
tests_term_terms_SOURCES = tests/term/terms.c $(term_harness)
tests_term_terms_CPPFLAGS = $(term_flags)
tests_term_terms_LDADD = $(LDADD) $(VTERM_LIBS)
tests_term_real_input_SOURCES = tests/term/real-input.c $(term_seat)
tests_term_real_input_CPPFLAGS = $(term_flags)
tests_term_real_input_LDADD = $(LDADD) $(VTERM_LIBS)
tests_term_damaged_SOURCES = tests/term/damaged.c $(term_seat)
tests_term_damaged_CPPFLAGS = $(term_flags)
tests_term_damaged_LDADD = $(LDADD) $(VTERM_LIBS)
tests_term_foreign_SOURCES = tests/term/foreign.c tests/term/case_text.c tests/term/cases.h $(term_harness)
tests_term_foreign_CPPFLAGS = $(term_flags)
tests_term_foreign_LDADD = $(LDADD) $(VTERM_LIBS)
tests_term_killed_SOURCES = tests/term/killed.c $(term_seat)
tests_term_killed_CPPFLAGS = $(term_flags)
tests_term_killed_LDADD = $(LDADD) $(VTERM_LIBS)
tests_term_player_CPPFLAGS = $(AM_CPPFLAGS) -DWITH_VIEWS
check_PROGRAMS += tests/term/lost
tests_term_lost_SOURCES = tests/term/lost.c $(term_seat)
tests_term_lost_CPPFLAGS = $(term_flags)
tests_term_lost_LDADD = $(LDADD) $(VTERM_LIBS)
TESTS_LIST += tests/term/lost
check_PROGRAMS += tests/term/first-ten
tests_term_first_ten_SOURCES = tests/term/first-ten.c $(term_seat)
tests_term_first_ten_CPPFLAGS = $(term_flags)
tests_term_first_ten_LDADD = $(LDADD) $(VTERM_LIBS)
TESTS_LIST += tests/term/first-ten
# Two of them over one store.
check_PROGRAMS += tests/term/two
tests_term_two_SOURCES = tests/term/two.c $(term_seat)
tests_term_two_CPPFLAGS = $(term_flags)
tests_term_two_LDADD = $(LDADD) $(VTERM_LIBS)
TESTS_LIST += tests/term/two
tests_term_player_SOURCES = tests/term/player.c tests/term/player_views.c tests/term/player_views.h tests/ui/script.c $(ui_world) tests/term/storm.h tests/term/case_text.c tests/term/events.h
TESTS_LIST += tests/term/run-cases tests/term/storm tests/term/ends tests/term/terms tests/term/real-input tests/term/damaged tests/term/foreign tests/term/killed
endif
EXTRA_DIST += tests/term/first-ten.screen
TESTS_LIST += tests/term/gb18030
EXTRA_DIST += tests/term/gb18030 tests/term/run-cases tests/term/cjk-cases.tsv tests/term/more-cases.tsv tests/term/foreign.tsv tests/term/widewc.c

# A terminal in which ambiguous characters take two columns, and a GB18030 locale, without installing anything.
tests/term/widewc.so: tests/term/widewc.c gen/base/width_table.h
	$(AM_V_CC)$(CC) $(AM_CPPFLAGS) -O2 -fPIC -shared -o $@ $(top_srcdir)/tests/term/widewc.c -ldl
tests/term/locale/zh_CN.GB18030/LC_CTYPE:
	$(AM_V_GEN)$(MKDIR_P) tests/term/locale && localedef -c -f GB18030 -i zh_CN tests/term/locale/zh_CN.GB18030
CLEANFILES += tests/term/widewc.so
check_DATA += tests/term/widewc.so tests/term/locale/zh_CN.GB18030/LC_CTYPE
clean-local:
	-rm -rf tests/term/locale
