#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Backups: made and verified, put back over whatever stands there, and never unseen.
. "${srcdir:-.}/tests/cli/lib.sh"

"$builddir/tests/cli/small" s
head='--as 110201 --passphrase-file pass'
events() { python3 -c 'import sqlite3, sys; print(sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True).execute("SELECT max(seq) FROM event").fetchone()[0])' "$1"; }
first=$(events s/zicha.db)

run backup --data s
has 0 'a backup' "s/backup/zicha-" "holds all $first events and was verified"
ok 'it is private' test "$(stat -c %a s/backup s/backup/zicha-*.db | tr '\n' ' ')" = '700 600 '
both backup stick --data s
has 0 'a backup elsewhere' 'stick/zicha-' "$first events"
run backup pass/x --data s
has 6 'a place that is none' 'a part of the path is not a folder'
run backup --data none
has 2 'a store that is none' 'there is no store here'

# shellcheck disable=SC2086
run person add 110288 钱多 --branch 1102 --data s $head --new-passphrase-file demo-pass
run show 1102-2026-001 --data s
cp out shown
before=$(cksum < s/zicha.db)
refused() { # RC NAME WORDS ARGS...
	want=$1 title=$2 words=$3
	shift 3
	both restore --data s "$@"
	has "$want" "$title" "$words"
	ok "$title: nothing was changed" test "$before" = "$(cksum < s/zicha.db)"
	ok "$title: nothing is left behind" sh -c '! ls s | grep -E "restoring|before"'
}
# shellcheck disable=SC2086
{
	refused 2 'nobody acts' 'say who acts with --as'
	refused 3 'no reason' 'why the store is put back: 1 to 200 characters' $head
	refused 5 'a wrong passphrase' 'the passphrase of 李明 (110201) is not right' --as 110201 --passphrase-file demo-pass --reason 试
	refused 5 'one who may not' 'may not do this' --as 110202 --passphrase-file pass --reason 试
	refused 2 'a file that is not there' 'nothing.db: there is no store here' $head --reason 试 nothing.db
	printf 'no store' > bad.db
	refused 3 'a file that is none' 'is no store of zicha' $head --reason 试 ./bad.db
	"$builddir/tests/cli/small" other
	refused 3 'the backup of another store' 'is a backup of another store' $head --reason 试 other/zicha.db
	cp s/backup/zicha-*.db ./changed.db
	sql ./changed.db "UPDATE person SET name = '李四' WHERE no = '110202'"
	refused 3 'a backup that was changed' 'the copy is not sound and does not count' $head --reason 试 ./changed.db
}

# shellcheck disable=SC2086
mkdir -p s/local && echo 'ABCDEFGH23 9 00' > s/local/verified
run restore --data s $head --reason '误录人员 换机'
ok 'how far the store before was verified is no measure of this one' test ! -e s/local/verified
has 0 'the newest backup is put back' "holds the first $first events" "Left behind: events $((first + 1)) to $((first + 2))" 'is kept as s/zicha.db.before-'
ok 'what stood there is kept as it was' test "$before" = "$(cat s/zicha.db.before-* | cksum)"
run verify --data s
has 0 'it is sound, and says what was done' 'was put back on' '李明 (110201): 误录人员 换机' "ended with event $((first + 2))" 'Sound'
run verify --data s --json
json 'so do the JSON lines' 'rows[1]["recovery"].endswith("-'$((first + 1))'") and rows[1]["by"] == "110201" and rows[-1]["verdict"] == "sound"'
run show 1102-2026-001 --data s
ok 'a sealed session says what it always said' cmp shown out
run person list --data s
ok 'what came later is gone' sh -c '! grep 钱多 out'
# shellcheck disable=SC2086
run person add 110289 孙多 --branch 1102 --data s $head --new-passphrase-file demo-pass
has 0 'the record goes on' '孙多 (110289) can log in'
run verify --data s
has 0 'and is sound' 'Sound'

# Over a store that can no longer be read, with the journal of a cut-short act beside it.
rm -f s/zicha.db.before-*
python3 - <<'END'
data = bytearray(open("s/zicha.db", "rb").read())
data[0:4096] = bytes(4096)
data[40960:53248] = b"\x5a" * 12288
open("s/zicha.db", "wb").write(data)
open("s/zicha.db-journal", "wb").write(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504) + b"x" * 4104)
END
both list --data s
has 3 'a damaged store says how to go on' 'zicha restore'
# shellcheck disable=SC2086
run restore --data s $head --reason 硬盘坏了
has 0 'a backup over a broken store' 'could not be read' 'is kept as'
run verify --data s
has 0 'is sound' 'Sound'
ok 'nothing of the old act is undone in it' test ! -s s/zicha.db-journal
run list --data s
has 0 'and is read' 1102-2026-001

# On an empty machine, from a stick.
# shellcheck disable=SC2086
mkdir new
run restore --data new $head --reason 换新机 stick/"$(ls stick | head -n 1)"
has 0 'onto an empty machine' "holds the first $first events"
run verify --data new
has 0 'sound there too' 'Sound'

# What an older version left.
mkdir old
gzip -d -c "$srcdir/tests/migrate/store-0.1.0.db.gz" > older.db
# shellcheck disable=SC2086
run restore --data old $head --reason 旧备份 ./older.db
has 0 'a backup of an older version' 'holds the first 81 events'
run verify --data old
has 0 'is sound when it stands there' 'Sound'
finish
