# Tests of this folder: TESTS_LIST += tests/migrate/NAME
