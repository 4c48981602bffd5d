# SPDX-License-Identifier: GPL-3.0-or-later
# The tree against its own rules: see HACKING.md and house.sh.
TESTS_LIST += tests/house/floors tests/house/sizes tests/house/banned tests/house/globals tests/house/po tests/house/text \
	tests/house/units tests/house/engine tests/house/names
EXTRA_DIST += tests/house/house.sh tests/house/floors tests/house/sizes tests/house/banned tests/house/globals tests/house/po \
	tests/house/text tests/house/units tests/house/engine tests/house/names
EXTRA_DIST += HACKING.md LICENSE README.md bootstrap .ci/run .clang-format .editorconfig
