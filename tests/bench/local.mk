# Tests of this folder: TESTS_LIST += tests/bench/NAME
