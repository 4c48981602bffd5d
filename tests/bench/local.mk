# Tests of this folder: TESTS_LIST += tests/bench/NAME
EXTRA_PROGRAMS += tests/bench/journal
CLEANFILES += tests/bench/journal
