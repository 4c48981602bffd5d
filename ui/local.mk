libzichaui_a_SOURCES += ui/empty.c
libzichaui_a_SOURCES += ui/base/theme.h ui/base/key.h ui/base/decode.h ui/base/canvas.h ui/base/screen.h ui/base/probe.h \
	ui/base/term.h ui/base/cmd.h ui/base/view.h ui/base/stage.h
