libzichaui_a_SOURCES += ui/base/theme.c ui/base/press.c ui/base/decode.c ui/base/decode_seq.c ui/base/canvas.c ui/base/probe.c ui/base/tty.c ui/base/term.c ui/base/term_read.c ui/base/cmd.c ui/base/view.c ui/base/stage.c \
	ui/base/stage_key.c ui/base/stage_draw.c ui/base/stage_loop.c
libzichaui_a_SOURCES += ui/base/theme.h ui/base/press.h ui/base/decode.h ui/base/decode_seq.h ui/base/canvas.h ui/base/screen.h ui/base/probe.h ui/base/tty.h \
	ui/base/term.h ui/base/term_inside.h ui/base/cmd.h ui/base/view.h ui/base/stage.h ui/base/stage_inside.h
