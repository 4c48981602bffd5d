# Scenes: tests/ui/NAME.keys played on a canvas, compared with NAME.screen. tests/ui/play --update rewrites them.
check_PROGRAMS += tests/ui/play
tests_ui_play_SOURCES = tests/ui/play.c tests/ui/script.c tests/ui/script.h tests/ui/world.c tests/ui/world.h
TESTS_LIST += tests/ui/play
EXTRA_DIST += $(subst $(top_srcdir)/,,$(wildcard $(top_srcdir)/tests/ui/*.keys $(top_srcdir)/tests/ui/*.screen))
tests_ui_play_CPPFLAGS = $(AM_CPPFLAGS) -DWITH_VIEWS
