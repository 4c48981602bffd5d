#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Stores that earlier versions left: read as they are, brought up to date where somebody writes, with nothing lost.
. "${srcdir:-.}/tests/cli/lib.sh"

# All that FILE holds stands in ours: fields may be added, none may go or change.
says_all() {
	python3 - "$1" "$2" <<'END'
import json, sys
def holds(was, now):
    if isinstance(was, dict):
        return isinstance(now, dict) and all(k in now and holds(v, now[k]) for k, v in was.items())
    if isinstance(was, list):
        return isinstance(now, list) and len(was) == len(now) and all(map(holds, was, now))
    return type(was) is type(now) and was == now
was, now = ([json.loads(line) for line in open(f, encoding="utf-8")] for f in sys.argv[1:])
sys.exit(not (was and holds(was, now)))
END
}

stores=$srcdir/tests/migrate
for packed in "$stores"/store-*.db.gz; do
	name=${packed##*/store-}
	version=${name%.db.gz}
	rm -rf old kept
	mkdir -m 700 old
	gzip -d -c "$packed" > old/zicha.db
	before=$(cksum < old/zicha.db)
	for session in 1102-2026-001 1102-2026-002 1102-2026-003; do
		run show "$session" --data old --json
		ok "$version: $session is read" test "$rc" -eq 0
		cat out
	done > shown
	ok "$version: it says what it always said" says_all "$stores/shown-$version.json" shown
	run report 1102-2026-001 --data old
	has 0 "$version: the paper is printed" 李明 王芳
	ok "$version: reading has changed nothing" test "$before" = "$(cksum < old/zicha.db)"
	ok "$version: nor left anything" test "$(ls old)" = zicha.db
	both verify --data old
	has 2 "$version: verify says that it must be brought up to date first" "older version" 'open it in the workbench'
	run person add 110208 马军 --branch 1102 --data old --as 110201 --passphrase-file pass --new-passphrase-file demo-pass
	has 0 "$version: writing brings it up to date" '马军 (110208) can log in'
	mkdir kept
	cp "old/backup/before-$version.db" kept/zicha.db
	run show 1102-2026-001 --data kept --json
	head -n 1 shown > first
	ok "$version: the old file is kept" cmp out first
	run verify --data old
	has 0 "$version: what became of it is sound" 'Sound'
	for session in 1102-2026-001 1102-2026-002 1102-2026-003; do
		run show "$session" --data old --json
		cat out
	done > again
	ok "$version: and still says the same" cmp again shown
done
finish
