# Tests of this folder: TESTS_LIST += tests/house/NAME
