include $(top_srcdir)/tests/unit/local.mk
include $(top_srcdir)/tests/cli/local.mk
include $(top_srcdir)/tests/ui/local.mk
include $(top_srcdir)/tests/term/local.mk
include $(top_srcdir)/tests/house/local.mk
include $(top_srcdir)/tests/migrate/local.mk
include $(top_srcdir)/tests/fuzz/local.mk
include $(top_srcdir)/tests/bench/local.mk

EXTRA_DIST += tests/run
# Every unit test program, and every test named in TESTS_LIST; the last line is "N passed, N failed".
check-local: $(check_PROGRAMS) $(bin_PROGRAMS)
	srcdir=$(abs_top_srcdir) builddir=$(abs_top_builddir) $(SHELL) $(top_srcdir)/tests/run \
		$(filter tests/unit/%,$(check_PROGRAMS)) $(TESTS_LIST)
