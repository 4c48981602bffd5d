# Tests of this folder: TESTS_LIST += tests/term/NAME
check_PROGRAMS += tests/term/cases
tests_term_cases_SOURCES = tests/term/cases.c tests/term/cases_text.c tests/term/cases.h
TESTS_LIST += tests/term/run-cases
EXTRA_DIST += tests/term/run-cases tests/term/cjk-cases.tsv
