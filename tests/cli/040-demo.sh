#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The demo store: the same day gives the same county, a second run reuses it.
. "${srcdir:-.}/tests/cli/lib.sh"

run demo --data a --today 2026-11-23
has 0 'a demo store is made' 'The demo store is in a. All names are fictional.' '110201  李明    Branch head   1102  20260808202608' 'zicha --data a'
ok 'nothing but that is said where no terminal is' test ! -s err
cp out first
bytes=$(cat a/zicha.db | cksum)
run demo --data a --today 2027-01-01
ok 'a second run says the same' cmp -s out first
ok 'and reuses the store' test "$bytes" = "$(cat a/zicha.db | cksum)"
run verify --data a
has 0 'it is sound' 'Sound'

run list --data a --json
cp out a.list
json 'a year of five branches' '60 <= len(rows) <= 70 and {r["branch"] for r in rows} == {"1102", "1103", "1104", "1105", "1106"} and rows[-1]["opened_at"][:7] == "2025-11"'
json 'one branch never finds anything, inspectors do' '[sum(r["findings"] for r in rows if r["branch"] == "1104" and (r["kind"] == "self_check") == own) > 0 for own in (True, False)] == [False, True]'
json 'one waits for the second signature' '[(r["branch"], len(r["signers"])) for r in rows if r["state"] == "ready"] == [("1103", 1)]'
json 'it ends the day before' 'all(r["opened_at"][:10] < "2026-11-23" and (r["sealed_at"] or "")[:10] < "2026-11-23" for r in rows)'
json 'one is half done' '[(r["branch"], 0 < r["conform"] < r["items"]) for r in rows if r["state"] == "open"] == [("1102", True)]'
run events --data a --json
cp out a.events
json 'no event is of today or later' 'all(r["at"][:10] < "2026-11-23" for r in rows)'
json 'nobody acts before the day begins or after it ends' 'all("08" <= r["at"][11:13] < "20" for r in rows)'

# Another day, another machine: the same day gives the same again.
run demo --data b --today 2026-11-23 --lang zh
run list --data b --json
ok 'the same list' cmp -s a.list out
run events --data b --json
cat > same.py <<'END'
import json, sys
def events(path):
	for line in open(path, encoding="utf-8"):
		e = json.loads(line)
		for k in ("key", "hash"):
			del e[k]
		for k in ("public", "envelope", "digest"):
			e["body"].pop(k, None)
		yield e
a, b = list(events(sys.argv[1])), list(events(sys.argv[2]))
for x, y in zip(a, b):
	if x != y:
		sys.exit("%s\n%s" % (x, y))
sys.exit(len(a) != len(b) or len(a) < 1000)
END
ok 'the same events, keys and what hangs on them apart' python3 same.py a.events out
ok 'keys of their own' sh -c '! cmp -s a.events out'

run report 1102-2026-001 --data a
sed '/密钥/d; /^    [0-9a-f]\{64\}$/d' out > r1
run report 1102-2026-001 --data b
sed '/密钥/d; /^    [0-9a-f]\{64\}$/d' out > r2
ok 'the same papers, keys apart' cmp -s r1 r2
ok 'that say something' test "$(wc -l < r1)" -gt 60

# What is no demo is left alone.
run init --data real --org 联社 --branch 1102 --branch-name 河口 --no 1 --name 李明 --passphrase-file pass
both demo --data real
says 3 'no demo over a real store' <<'END'
zicha: real holds a store that is no demo; name another folder with --data DIR
END
touch file
both demo --data file/x
has 6 'a folder that cannot be made' 'file/x: a part of the path is not a folder'
both demo --data a x
has 2 'a word too many' 'usage: zicha demo'

# A run that was cut short leaves nothing that passes for a demo store.
( "$zicha" demo --data cut --today 2026-11-23 > /dev/null 2>&1 & pid=$!; sleep 0.3; kill -9 $pid; wait $pid ) 2> /dev/null
run demo --data cut --today 2026-11-23
has 0 'the next run makes a whole one' 'The demo store is in cut'
run list --data cut --json
ok 'with all that is in it' cmp -s a.list out
ok 'and nothing is left lying about' test "$(ls cut)" = zicha.db
finish
