# SPDX-License-Identifier: GPL-3.0-or-later
# "make torture": what takes too long for "make check"; tests/torture/run says what. Its pictures and finds are in torture/.
EXTRA_DIST += tests/torture/run tests/torture/shots tests/torture/shots.keys
torture: $(check_PROGRAMS) $(bin_PROGRAMS) $(check_DATA)
	@srcdir=$(abs_top_srcdir) builddir=$(abs_top_builddir) $(SHELL) $(top_srcdir)/tests/torture/run "$(unit_programs)" "$(fuzz_programs)"
.PHONY: torture
clean-local: torture-clean
torture-clean:
	-rm -rf torture
