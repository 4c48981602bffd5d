# SPDX-License-Identifier: GPL-3.0-or-later
include $(top_srcdir)/tests/unit/local.mk
include $(top_srcdir)/tests/cli/local.mk
include $(top_srcdir)/tests/ui/local.mk
include $(top_srcdir)/tests/term/local.mk
include $(top_srcdir)/tests/house/local.mk
include $(top_srcdir)/tests/migrate/local.mk
include $(top_srcdir)/tests/fuzz/local.mk
include $(top_srcdir)/tests/bench/local.mk
include $(top_srcdir)/tests/torture/local.mk

EXTRA_DIST += tests/run tests/demo-store
unit_programs = $(filter tests/unit/%,$(check_PROGRAMS))
CLEANFILES += check.sum
RUN_TESTS = srcdir=$(abs_top_srcdir) builddir=$(abs_top_builddir) $(SHELL) $(top_srcdir)/tests/run
# Every unit test program, and every test named in TESTS_LIST; the last line is "N passed, N failed".
check-local: $(check_PROGRAMS) $(bin_PROGRAMS)
	$(RUN_TESTS) $(unit_programs) $(TESTS_LIST)
# The unit tests alone.
check-unit: $(BUILT_SOURCES)
	$(MAKE) $(AM_MAKEFLAGS) $(unit_programs)
	$(RUN_TESTS) $(unit_programs)
.PHONY: check-unit
