# SPDX-License-Identifier: GPL-3.0-or-later
libzicha_a_SOURCES += \
	src/base/err.c src/base/err.h \
	src/base/mem.c src/base/mem.h \
	src/base/str.c src/base/str.h \
	src/base/tlv.c src/base/tlv.h \
	src/base/msg.c src/base/msg.h \
	src/base/clock.c src/base/clock.h \
	src/base/file.c src/base/file.h \
	src/base/text.c src/base/text.h \
	src/base/csv.c src/base/csv.h \
	src/base/rec.c src/base/rec.h \
	src/base/substitute.c src/base/substitute.h \
	src/base/width.c src/base/width.h \
	src/base/breaks.c src/base/breaks.h \
	src/base/wrap.c src/base/wrap.h \
	src/base/encode.c src/base/encode.h \
	src/base/pinyin.c src/base/pinyin.h

# Tables from the Unicode Character Database. They ship in the tarball, so only a working copy needs $(UCD).
need_ucd = test -f $(UCD)/UnicodeData.txt || { echo "the Unicode Character Database is needed:" \
	"package unicode-data or unicode-ucd, or configure --with-unicode-data=DIR" >&2; exit 1; }
gen/base/width_table.h: build-aux/width-table.awk
	$(AM_V_GEN)$(need_ucd); $(MKDIR_P) gen/base && $(AWK) -f $(top_srcdir)/build-aux/width-table.awk $(UCD)/EastAsianWidth.txt \
		$(UCD)/PropList.txt $(UCD)/UnicodeData.txt > $@.tmp && mv $@.tmp $@
BUILT_SOURCES += gen/base/width_table.h
EXTRA_DIST += build-aux/width-table.awk gen/base/width_table.h
# Unihan comes packed in Debian, plain elsewhere.
gen/base/pinyin_table.h: build-aux/pinyin-table.awk
	$(AM_V_GEN)$(need_ucd); $(MKDIR_P) gen/base && \
	{ if test -f $(UCD)/Unihan_Readings.txt; then cat $(UCD)/Unihan_Readings.txt; \
	  else bzip2 -dc $(UCD)/Unihan_Readings.txt.bz2; fi; } | \
	LC_ALL=C $(AWK) -f $(top_srcdir)/build-aux/pinyin-table.awk > $@.tmp && mv $@.tmp $@
BUILT_SOURCES += gen/base/pinyin_table.h
EXTRA_DIST += build-aux/pinyin-table.awk gen/base/pinyin_table.h
