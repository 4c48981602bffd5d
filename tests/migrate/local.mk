# SPDX-License-Identifier: GPL-3.0-or-later
# Tests of this folder: TESTS_LIST += tests/migrate/NAME
