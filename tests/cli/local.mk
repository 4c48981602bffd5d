# SPDX-License-Identifier: GPL-3.0-or-later
# Tests of this folder: TESTS_LIST += tests/cli/NAME
# The store attacked, judged by zicha and by a verifier that was written from doc/format.md.
check_PROGRAMS += tests/cli/attack
TESTS_LIST += tests/cli/attack
EXTRA_DIST += tests/cli/foreign.py tests/cli/verify.py doc/format.md
# The verbs: given, command and expected text in one file each.
cli_tests = tests/cli/010-words.sh tests/cli/020-init.sh tests/cli/025-group.sh tests/cli/027-older.sh tests/cli/030-people.sh tests/cli/040-demo.sh \
	tests/cli/050-list.sh tests/cli/060-show.sh tests/cli/065-void.sh tests/cli/070-library.sh tests/cli/071-check.sh \
	tests/cli/072-editions.sh tests/cli/073-csv.sh tests/cli/075-card.sh tests/cli/080-verify.sh tests/cli/085-care.sh \
	tests/cli/090-faults.sh tests/cli/092-secrets.sh tests/cli/095-foreign.sh tests/cli/180-doctor.sh tests/cli/190-encoding.sh
TESTS_LIST += $(cli_tests)
EXTRA_DIST += $(cli_tests) tests/cli/lib.sh
# Programs with which these tests make stores, kill and crowd the program.
check_PROGRAMS += tests/cli/small tests/cli/kill tests/cli/crowd tests/cli/rows
tests_cli_rows_LDADD = $(engine_libs)
tests_cli_small_LDADD = $(engine_libs)
tests_cli_kill_LDADD = $(engine_libs)
tests_cli_crowd_LDADD = $(engine_libs)
TESTS_LIST += tests/cli/kill tests/cli/crowd
EXTRA_DIST += tests/cli/walker.h
