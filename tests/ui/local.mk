# SPDX-License-Identifier: GPL-3.0-or-later
# Scenes: tests/ui/NAME.keys played on a canvas, compared with NAME.screen. tests/ui/play --update rewrites them.
check_PROGRAMS += tests/ui/play tests/ui/storm tests/ui/real-input tests/ui/queued
ui_world = tests/ui/script.h tests/ui/world.c tests/ui/world.h tests/ui/check.c tests/ui/check.h
tests_ui_play_SOURCES = tests/ui/play.c tests/ui/hands.c tests/ui/hands.h tests/ui/script.c $(ui_world)
tests_ui_play_CPPFLAGS = $(AM_CPPFLAGS) -DWITH_VIEWS
tests_ui_storm_SOURCES = tests/ui/storm.c $(ui_world)
tests_ui_storm_CPPFLAGS = $(AM_CPPFLAGS) -DWITH_VIEWS
tests_ui_real_input_SOURCES = tests/ui/real-input.c tests/ui/script.c $(ui_world)
tests_ui_real_input_CPPFLAGS = $(AM_CPPFLAGS) -DWITH_VIEWS
tests_ui_queued_SOURCES = tests/ui/queued.c tests/ui/script.c $(ui_world)
tests_ui_queued_CPPFLAGS = $(AM_CPPFLAGS) -DWITH_VIEWS
TESTS_LIST += tests/ui/queued
TESTS_LIST += tests/ui/play tests/ui/shapes tests/ui/hands tests/ui/storm tests/ui/real-input
EXTRA_DIST += tests/ui/shapes tests/ui/hands $(subst $(top_srcdir)/,,$(wildcard $(top_srcdir)/tests/ui/*.keys $(top_srcdir)/tests/ui/*.screen))
# The screens in README.md, as the program shows them now.
readme-screens: tests/ui/play
	srcdir=$(abs_top_srcdir) builddir=$(abs_top_builddir) tests/ui/play --update readme
	$(SHELL) $(top_srcdir)/build-aux/readme-screens $(top_srcdir)/README.md $(top_srcdir)/tests/ui/readme.screen > readme.tmp
	cp readme.tmp $(top_srcdir)/README.md && rm readme.tmp
.PHONY: readme-screens
EXTRA_DIST += build-aux/readme-screens
EXTRA_DIST += tests/ui/lots.h
