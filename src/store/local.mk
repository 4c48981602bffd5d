# SPDX-License-Identifier: GPL-3.0-or-later
libzicha_a_SOURCES += \
	src/store/db.c src/store/db.h src/store/db_private.h src/store/db_fail.c src/store/db_schema.c src/store/rows.c \
	src/store/pages.c src/store/pages.h \
	src/store/event.c src/store/event.h \
	src/store/journal.c src/store/journal.h \
	src/store/compare.c src/store/compare.h \
	src/store/verify.c src/store/verify.h src/store/verify_say.c src/store/verify_file.c src/store/verify_private.h \
	src/store/backup.c src/store/backup.h \
	src/store/migrate.c src/store/migrate.h
