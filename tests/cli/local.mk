# Tests of this folder: TESTS_LIST += tests/cli/NAME
