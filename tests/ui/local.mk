# Tests of this folder: TESTS_LIST += tests/ui/NAME
