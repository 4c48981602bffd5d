# Tests of this folder: TESTS_LIST += tests/cli/NAME
# The store attacked, judged by zicha and by a verifier that was written from doc/format.md.
check_PROGRAMS += tests/cli/attack
TESTS_LIST += tests/cli/attack
EXTRA_DIST += tests/cli/verify.py doc/format.md
# The verbs: given, command and expected text in one file each.
cli_tests = tests/cli/010-words.sh tests/cli/020-init.sh tests/cli/030-people.sh tests/cli/040-demo.sh \
	tests/cli/050-list.sh
TESTS_LIST += $(cli_tests)
EXTRA_DIST += $(cli_tests) tests/cli/lib.sh
