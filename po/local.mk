# SPDX-License-Identifier: GPL-3.0-or-later
# The Chinese table: po/zh_CN.po and po/parts/*.po, compiled into the program (src/base/msg).
po_files = $(top_srcdir)/po/zh_CN.po $(wildcard $(top_srcdir)/po/parts/*.po)
EXTRA_DIST += po/zh_CN.po $(subst $(top_srcdir)/,,$(wildcard $(top_srcdir)/po/parts/*.po))

gen/base/msg_table.h: $(po_files)
	$(AM_V_GEN)$(MKDIR_P) gen/base && $(MSGCAT) --use-first --no-wrap -o gen/zh_CN.po $(po_files) && \
		$(MSGFMT) --check-format --endianness=little --no-hash -o gen/zh_CN.mo gen/zh_CN.po && \
		$(EMBED) msg_table gen/zh_CN.mo > $@.tmp && mv $@.tmp $@
BUILT_SOURCES += gen/base/msg_table.h
EXTRA_DIST += gen/base/msg_table.h
CLEANFILES += gen/zh_CN.po gen/zh_CN.mo
