# SPDX-License-Identifier: GPL-3.0-or-later
libzichaui_a_SOURCES += \
	ui/base/theme.c ui/base/theme.h ui/base/press.c ui/base/press.h \
	ui/base/decode.c ui/base/decode.h ui/base/decode_seq.c ui/base/decode_seq.h \
	ui/base/canvas.c ui/base/canvas_dump.c ui/base/canvas.h ui/base/screen.h ui/base/probe.c ui/base/probe.h \
	ui/base/tty.c ui/base/tty.h ui/base/term.c ui/base/term_read.c ui/base/term_raw.c ui/base/term_io.c ui/base/term.h ui/base/term_inside.h \
	ui/base/cmd.c ui/base/cmd.h ui/base/view.c ui/base/view.h \
	ui/base/stage.c ui/base/stage_key.c ui/base/stage_row.c ui/base/stage_code.c ui/base/stage_time.c ui/base/stage_draw.c ui/base/stage_loop.c ui/base/stage.h \
	ui/base/stage_inside.h
libzichaui_a_SOURCES += ui/widgets/bars.h ui/widgets/list.h ui/widgets/edit.h ui/widgets/ask.h ui/widgets/form.h ui/widgets/guide.h
libzichaui_a_SOURCES += ui/widgets/bars.c ui/widgets/list.c ui/widgets/list_draw.c ui/widgets/edit.c ui/widgets/edit_history.c ui/widgets/edit_move.c ui/widgets/edit_shown.c ui/widgets/edit_outside.c ui/widgets/keep.c ui/widgets/keep.h \
	ui/widgets/edit_act.c ui/widgets/edit_cmd.c ui/widgets/edit_inside.h ui/widgets/guide.c
libzichaui_a_SOURCES += ui/widgets/guide_help.c ui/widgets/guide_inside.h

libzichaui_a_SOURCES += ui/views/views.h ui/views/views.c ui/views/views_look.c ui/views/walk.h ui/views/walk_list.c ui/views/walk_draw.c ui/views/walk_detail.c ui/views/walk_answer.c \
	ui/views/view_first.c ui/views/view_login.c ui/views/view_home.c ui/views/view_people.c ui/views/view_person.c \
	ui/views/view_new.c ui/views/view_walk.c ui/views/view_finding.c ui/views/view_sign.c ui/views/view_past.c \
	ui/views/view_session.c ui/views/view_settings.c ui/views/view_calibrate.c
libzichaui_a_SOURCES += ui/widgets/ask.c ui/widgets/ask_draw.c ui/widgets/form.c ui/widgets/form_cmd.c ui/widgets/form_draw.c ui/widgets/form_kind.c ui/widgets/form_view.c ui/widgets/form_view.h

libzichaui_a_SOURCES += ui/views/view_practice.c
libzichaui_a_SOURCES += ui/views/session_page.h ui/views/session_page.c
libzichaui_a_SOURCES += ui/views/past.h ui/views/past_filter.c ui/views/past_draw.c
libzichaui_a_SOURCES += ui/views/home.h ui/views/home_rows.c ui/views/home_unsaved.c ui/views/home_draw.c

libzichaui_a_SOURCES += ui/widgets/ask_inside.h ui/widgets/form_inside.h

bin_PROGRAMS += zicha
zicha_SOURCES = ui/main.c
zicha_LDADD = $(ui_libs)
libzichaui_a_SOURCES += ui/widgets/page.c ui/widgets/page.h
libzichaui_a_SOURCES += ui/views/item_page.c ui/views/item_page.h ui/views/shelf.c ui/views/shelf.h \
	ui/views/view_library.c ui/views/view_item.c ui/views/view_bases.c ui/views/view_basis.c \
	ui/views/view_cards.c ui/views/view_card.c \
	ui/views/changes.c ui/views/changes.h ui/views/view_draft.c ui/views/view_change.c ui/views/view_entry.c
