# SPDX-License-Identifier: GPL-3.0-or-later
libzicha_a_SOURCES += \
	src/cli/desk.c src/cli/desk.h src/cli/desk_private.h src/cli/desk_files.c src/cli/desk_open.c src/cli/desk_look.c src/cli/desk_watch.c src/cli/desk_practice.c
libzicha_a_SOURCES += \
	src/paper/paper.c src/paper/paper.h src/paper/report.c src/paper/report.h src/paper/card.c src/paper/card.h \
	src/cli/out.c src/cli/out.h src/cli/console.c src/cli/console.h \
	src/cli/settings.c src/cli/settings.h src/cli/unsaved.c src/cli/unsaved.h \
	src/cli/doctor.c src/cli/doctor.h src/cli/verb_doctor.c \
	src/cli/cli.c src/cli/cli_main.c src/cli/cli.h \
	src/cli/values.c src/cli/values.h \
	src/cli/verbs.h src/cli/verbs.c \
	src/cli/verb_org.c src/cli/verb_session.c src/cli/verb_library.c src/cli/verb_edition.c src/cli/verb_card.c src/cli/verb_trust.c src/cli/verb_care.c \
	src/cli/county.c src/cli/county.h \
	src/cli/demo.c src/cli/demo.h src/cli/demo_walk.c src/cli/demo_edition.c src/cli/demo_private.h

bin_PROGRAMS += zicha-ctl
zicha_ctl_SOURCES = src/cli/zicha-ctl.c
zicha_ctl_LDADD = $(engine_libs)
