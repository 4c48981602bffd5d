libzicha_a_SOURCES += \
	src/base/err.c src/base/err.h \
	src/base/mem.c src/base/mem.h \
	src/base/str.c src/base/str.h \
	src/base/tlv.c src/base/tlv.h \
	src/base/msg.c src/base/msg.h \
	src/base/clock.c src/base/clock.h \
	src/base/file.c src/base/file.h
