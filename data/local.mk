# SPDX-License-Identifier: GPL-3.0-or-later
# Data that is built into the program.

# SQL by name: gen/store/sql.h has the enum, sql.inc the texts; schema.h is the whole schema.
EXTRA_DIST += build-aux/sql.awk build-aux/steps.awk data/sql/schema.sql data/sql/query.sql
sql_steps = $(sort $(wildcard $(top_srcdir)/data/sql/step/*.sql))
EXTRA_DIST += $(subst $(top_srcdir)/,,$(sql_steps))
sql_made = gen/store/sql.h gen/store/sql.inc gen/store/schema.h gen/store/steps.inc
gen/store/sql.h: $(top_srcdir)/data/sql/query.sql $(top_srcdir)/build-aux/sql.awk
	$(AM_V_GEN)$(MKDIR_P) gen/store && $(AWK) -v want=enum -f $(top_srcdir)/build-aux/sql.awk \
		$(top_srcdir)/data/sql/query.sql > $@.tmp && mv $@.tmp $@
gen/store/sql.inc: $(top_srcdir)/data/sql/query.sql $(top_srcdir)/build-aux/sql.awk
	$(AM_V_GEN)$(MKDIR_P) gen/store && $(AWK) -v want=text -f $(top_srcdir)/build-aux/sql.awk \
		$(top_srcdir)/data/sql/query.sql > $@.tmp && mv $@.tmp $@
gen/store/schema.h: $(top_srcdir)/data/sql/schema.sql
	$(AM_V_GEN)$(MKDIR_P) gen/store && $(EMBED) schema_sql $(top_srcdir)/data/sql/schema.sql > $@.tmp && mv $@.tmp $@
gen/store/steps.inc: $(sql_steps) $(top_srcdir)/build-aux/steps.awk
	$(AM_V_GEN)$(MKDIR_P) gen/store && $(AWK) -f $(top_srcdir)/build-aux/steps.awk /dev/null $(sql_steps) > $@.tmp && \
		mv $@.tmp $@
BUILT_SOURCES += $(sql_made)
CLEANFILES += $(sql_made)

# The demo county.
EXTRA_DIST += data/demo/county.rec
gen/demo_county.h: $(top_srcdir)/data/demo/county.rec
	$(AM_V_GEN)$(MKDIR_P) gen && $(EMBED) demo_county $(top_srcdir)/data/demo/county.rec > $@.tmp && mv $@.tmp $@
BUILT_SOURCES += gen/demo_county.h
CLEANFILES += gen/demo_county.h

# The risk-point library: built into the program (gen/domain/lines.h) and installed to read and copy.
# The register of rules comes first, then the lines in the order in which they are shown.
line_names = basis credit accounting counter security bills it legal reputation conduct integrity programme
line_found = $(sort $(notdir $(basename $(wildcard $(top_srcdir)/data/lines/*.rec))))
line_order = $(filter $(line_found),$(line_names)) $(filter-out $(line_names),$(line_found))
line_files = $(line_order:%=$(top_srcdir)/data/lines/%.rec)
gen/domain/lines.h: $(line_files) $(top_srcdir)/build-aux/lines
	$(AM_V_GEN)$(MKDIR_P) gen/domain && $(SHELL) $(top_srcdir)/build-aux/lines $(line_files) > $@.tmp && mv $@.tmp $@
BUILT_SOURCES += gen/domain/lines.h
CLEANFILES += gen/domain/lines.h
linesdir = $(pkgdatadir)/lines
dist_lines_DATA = $(line_order:%=data/lines/%.rec)
EXTRA_DIST += build-aux/lines
EXTRA_DIST += doc/library.md

# Lists of words that forms offer: built in (gen/domain/wordlists.h) and installed to read and copy.
table_names = nature cause post
table_files = $(table_names:%=$(top_srcdir)/data/table/%.rec)
gen/domain/wordlists.h: $(table_files)
	$(AM_V_GEN)$(MKDIR_P) gen/domain && for n in $(table_names); do \
		$(EMBED) table_$$n $(top_srcdir)/data/table/$$n.rec || exit 1; done > $@.tmp && mv $@.tmp $@
BUILT_SOURCES += gen/domain/wordlists.h
CLEANFILES += gen/domain/wordlists.h
tabledir = $(pkgdatadir)/table
dist_table_DATA = $(table_names:%=data/table/%.rec)
