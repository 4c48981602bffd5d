# Tests of this folder: TESTS_LIST += tests/cli/NAME
# The store attacked, judged by zicha and by a verifier that was written from doc/format.md.
check_PROGRAMS += tests/cli/attack
TESTS_LIST += tests/cli/attack
EXTRA_DIST += tests/cli/verify.py doc/format.md
