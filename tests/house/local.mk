# SPDX-License-Identifier: GPL-3.0-or-later
# The tree against its own rules: see HACKING.md and house.sh.
TESTS_LIST += tests/house/floors tests/house/sizes tests/house/banned tests/house/globals tests/house/po tests/house/text \
	tests/house/units tests/house/engine tests/house/names tests/house/verbs tests/house/lines tests/house/pages tests/house/readme tests/house/dist tests/house/circles
EXTRA_DIST += tests/house/house.sh tests/house/floors tests/house/sizes tests/house/banned tests/house/globals tests/house/po \
	tests/house/text tests/house/units tests/house/engine tests/house/names tests/house/verbs tests/house/lines \
	tests/house/lines.tsv tests/house/pages tests/house/readme tests/house/dist tests/house/circles
EXTRA_DIST += HACKING.md LICENSE README.md bootstrap .ci/run .clang-format .editorconfig
# Two of them ask the program itself: its statements, its command rows.
check_PROGRAMS += tests/house/plans tests/house/rows
tests_house_plans_LDADD = $(engine_libs)
TESTS_LIST += tests/house/plans tests/house/rows
