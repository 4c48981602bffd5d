libzicha_a_SOURCES += \
	src/store/db.c src/store/db.h \
	src/store/event.c src/store/event.h \
	src/store/journal.c src/store/journal.h \
	src/store/compare.c src/store/compare.h \
	src/store/verify.c src/store/verify.h
