libzichaui_a_SOURCES += ui/empty.c
