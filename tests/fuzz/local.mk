# Tests of this folder: TESTS_LIST += tests/fuzz/NAME
