# SPDX-License-Identifier: GPL-3.0-or-later
libzicha_a_SOURCES += \
	src/domain/kinds.h \
	src/domain/role.c src/domain/role.h \
	src/domain/new_key.c src/domain/new_key.h \
	src/domain/wordlist.c src/domain/wordlist.h \
	src/domain/people.c src/domain/people_acts.c src/domain/people.h src/domain/people_inside.h \
	src/domain/org.c src/domain/org.h \
	src/domain/founding.c src/domain/founding.h \
	src/domain/library.c src/domain/library.h src/domain/library_read.h \
	src/domain/library_read.c src/domain/library_rule.c src/domain/library_words.c src/domain/library_check.c \
	src/domain/library_edit.h src/domain/library_field.c src/domain/library_diff.c \
	src/domain/library_cell.c src/domain/library_cell.h src/domain/library_cell_text.c \
	src/domain/library_rows.c src/domain/library_rows.h src/domain/library_make.c \
	src/domain/library_table.c src/domain/library_table.h src/domain/library_card.c src/domain/library_card.h \
	src/domain/edition.c src/domain/edition.h src/domain/edition_inside.h src/domain/edition_publish.c \
	src/domain/draft.c src/domain/draft.h src/domain/draft_inside.h src/domain/draft_edit.c src/domain/draft_whole.c \
	src/domain/session.c src/domain/session_open.c src/domain/session.h \
	src/domain/result.c src/domain/result.h \
	src/domain/answer.c src/domain/answer.h \
	src/domain/finding.c src/domain/finding.h \
	src/domain/signoff.c src/domain/signoff.h \
	src/domain/review.c src/domain/review.h \
	src/domain/waiting.c src/domain/waiting.h \
	src/domain/recovery.c src/domain/recovery.h \
	src/domain/register.c src/domain/register.h
libzicha_a_SOURCES += src/domain/library_facet.c src/domain/library_facet.h src/domain/edition_item.c
