# SPDX-License-Identifier: GPL-3.0-or-later
# Stores that released versions made, and what zicha show --json said of them: for tests/cli/027-older.sh, for ever.
EXTRA_DIST += tests/migrate/store-0.1.0.db.gz tests/migrate/shown-0.1.0.json
