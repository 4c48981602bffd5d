# Tests of this folder: TESTS_LIST += tests/term/NAME
