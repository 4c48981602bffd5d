# SPDX-License-Identifier: GPL-3.0-or-later
# The Chinese table: po/zh_CN.po, compiled into the program with its hash table (src/base/msg).
po_files = $(top_srcdir)/po/zh_CN.po
EXTRA_DIST += po/zh_CN.po

gen/base/msg_table.h: $(po_files)
	$(AM_V_GEN)$(MKDIR_P) gen/base && $(MSGFMT) --check-format --endianness=little -o gen/zh_CN.mo $(po_files) && \
		$(EMBED) msg_table gen/zh_CN.mo > $@.tmp && mv $@.tmp $@
BUILT_SOURCES += gen/base/msg_table.h
EXTRA_DIST += gen/base/msg_table.h
CLEANFILES += gen/zh_CN.mo
