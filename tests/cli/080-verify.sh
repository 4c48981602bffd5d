#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# verify and events: what is sound, what was changed, by whom and where, and the exit codes.
. "${srcdir:-.}/tests/cli/lib.sh"

"$builddir/tests/cli/small" "$tmp/d" || exit 1
both verify --data d
has 0 'the sound store' ' events, ' 'head: ' 'Sound: nothing was changed.' 'uncertified'
head=$(sed -n 's/^head: //p' out)
chain=${head%%:*}
run verify --data d --json
json 'as JSON' 'rows[-1]["verdict"] == "sound" and rows[-1]["events"] == rows[-1]["signatures"] > 70 and rows[-1]["rows"] > 200 and len(rows[-1]["chain"]) == 10 and rows[-1]["head_seq"] == rows[-1]["events"]'
run events --data d --json
json 'the journal is as long' 'len(rows) > 70 and [r["seq"] for r in rows] == list(range(1, len(rows) + 1))'
json 'fields of an event' 'all({"event", "seq", "kind", "at", "actor", "key", "hash", "body"} <= set(r) for r in rows)'
json 'the first one founds' 'o["kind"] == "genesis" and o["actor"] == "1001" and o["event"][10:] == "-1"'
json 'every kind of event is in it' 'len({r["kind"] for r in rows}) == 18'
json 'the texts are there' 'any(r["kind"] == "finding" and r["body"]["fact"].startswith("授权口令") for r in rows)'
middle=$chain:$(sed -n '50s/.*"seq":\([0-9]*\).*"hash":"\([0-9a-f]*\)".*/\1:\2/p' out)
run events 50 --data d --limit 2 --json
json 'from one on, so many' '[r["seq"] for r in rows] == [50, 51]'
both events 1 --data d --limit 3
has 0 'for reading' '     1  2026-11-23 09:00  1001          Store founded'
run events 1 --data d
has 0 'what each is about' 'Item answered     1102-2026-001  CR-0203  issue' 'Branch entered    1102' '断电'
both events x --data d
says 2 'no number' <<'END'
zicha: “x” is no number of an event
END

run verify --data d --head "$head"
has 0 'a known head is found' 'Sound'

# A machine whose settings take SM3, SM2 and SM4 away from every program.
cat > openssl.cnf <<'END'
openssl_conf = all
[all]
providers = list
[list]
null = only
[only]
activate = 1
END
OPENSSL_CONF=$tmp/openssl.cnf
export OPENSSL_CONF
run verify --data d
has 0 'whatever openssl.cnf leaves out' 'Sound'
unset OPENSSL_CONF
run verify --data d --head "$middle"
has 0 'an older one too' 'Sound'
run verify --data d --head "$(echo "$middle" | sed 's/:/-/')"
has 0 'as it is printed elsewhere' 'Sound'
both verify --data d --head "${head%?}$(case $head in *0) echo 1 ;; *) echo 0 ;; esac)"
has 1 'a head of another hash' 'CHANGED OR DAMAGED'
both verify --data d --head "$chain:999999:${head##*:}"
has 1 'a head that was cut off' 'CHANGED OR DAMAGED'
both verify --data d --head "0000000000:1:${head##*:}"
ok 'a head of an unknown chain is not sound' test "$rc" -ne 0
for bad in x "$chain" "$chain:1" "$chain:0:${head##*:}" "$chain:1:zz" "$head"0; do
	both verify --data d --head "$bad"
	has 3 "no head: $bad" 'is no head; it looks like CHAIN:SEQ:HASH'
done
both verify x
has 3 'usage: a word too many' 'usage: zicha verify'
both verify --branch 1102
has 3 'usage: an option of another verb' 'verify does not take --branch'
both verify --haed x
has 3 'usage: a slip' 'did you mean --head'
both verify --data nowhere
has 2 'no store: cannot tell' 'there is no store here'

# Somebody with a tool for databases.
tampered() { # NAME SQL TEXT...: verify says 1 and the texts
	title=$1 statements=$2
	shift 2
	rm -rf t
	cp -r d t
	sql t/zicha.db "$statements"
	run verify --data t
	has 1 "$title" 'CHANGED OR DAMAGED' "$@"
}
tampered 'an answer is made better' "UPDATE answer SET result = 'conform' WHERE result = 'issue' AND session = (SELECT id FROM session WHERE number = '1102-2026-001')" 'answer'
tampered 'a finding vanishes' "PRAGMA foreign_keys = OFF; DELETE FROM finding WHERE item = 'CR-0203'" 'finding'
tampered 'a counter is lowered' "UPDATE session SET findings = 0, worst = 0 WHERE number = '1102-2026-001'" 'session'
tampered 'a name is changed' "UPDATE person SET name = '李鸣' WHERE no = '110201'" 'person'
tampered 'a fact is rewritten in the journal' "DROP TRIGGER event_body_no_update; UPDATE event_body SET body = CAST(replace(CAST(body AS TEXT), '客户经理', '委派会计') AS BLOB) WHERE seq = (SELECT seq FROM event WHERE kind = 12 LIMIT 1)" 'event'
tampered 'the last events are cut off' "DROP TRIGGER event_no_delete; DROP TRIGGER event_body_no_delete; PRAGMA foreign_keys = OFF; DELETE FROM event_body WHERE seq > 70; DELETE FROM event WHERE seq > 70" ''
tampered 'a trigger is planted' "CREATE TRIGGER planted AFTER INSERT ON answer BEGIN UPDATE answer SET result = 'conform'; END" ''
tampered 'a key is exchanged' "UPDATE key SET public = (SELECT public FROM key WHERE person = '110202') WHERE person = '110201'" ''
rm -rf t
cp -r d t
sql t/zicha.db "UPDATE answer SET note = 'x' WHERE session = (SELECT id FROM session WHERE number = '1102-2026-001') AND item = 'CR-0203'"
run verify --data t --json
json 'it says which row, as JSON' 'rows[0]["verdict"] == "changed" and "CR-0203" in rows[0]["where"] and rows[-1]["verdict"] == "changed" and rows[-1]["remarks"] == sum("where" in r for r in rows)'

# Another store's record, whole and well signed, laid in beside the own one: its officer would be one here too.
run init --data other --org 别处 --role officer --no 6666 --name 外人 --passphrase-file pass
rm -rf t
cp -r d t
laid="ATTACH 'other/zicha.db' AS o; INSERT INTO chain SELECT id, 0 FROM o.chain;"
for table in event event_body head key org person; do
	laid="$laid INSERT INTO $table SELECT * FROM o.$table;"
done
sql t/zicha.db "$laid"
both verify --data t
has 1 'a record of another store laid in' "is not this store's own record; somebody laid it in"
rm -rf t
cp -r d t
sql t/zicha.db "INSERT INTO chain VALUES ('0000000000', 0)"
run verify --data t
has 1 'an empty one' 'chain 0000000000' "is not this store's own record; somebody laid it in"

# Emptied, all of it: nothing contradicts anything, and nothing is proved.
cat > empty.py <<'END'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA foreign_keys = OFF")
triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
for name, _ in triggers:
	db.execute(f"DROP TRIGGER {name}")
for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
	if name not in sys.argv[2:]:
		db.execute(f"DELETE FROM {name}")
for _, sql in triggers:
	db.execute(sql)
END
for kept in '' chain; do
	rm -rf t
	cp -r d t
	python3 empty.py t/zicha.db $kept
	both verify --data t
	has 2 "an emptied store (left: $kept)" 'CANNOT TELL' 'holds no entry at all: it was never founded, or it was emptied'
done

# A file that is no sound store at all is judged too.
damaged() {
	title=$1
	run verify --data t
	has 1 "$title" 'CHANGED OR DAMAGED'
}
rm -rf t && mkdir t && : > t/zicha.db
damaged 'no bytes'
echo 'not a store' > t/zicha.db
damaged 'another file'
head -c 100000 d/zicha.db > t/zicha.db
damaged 'cut in two'
cp d/zicha.db t/zicha.db
sed -i 's/授权口令交客户经理代管/授权口令由本人自己保管/' t/zicha.db
damaged 'overwritten in the middle'
cp d/zicha.db t/zicha.db
sql t/zicha.db "PRAGMA user_version = 99999"
both verify --data t
has 2 'of a newer version: cannot tell' 'newer'
rm t/zicha.db && mkdir t/zicha.db
both verify --data t
ok 'a folder in its place is not sound' test "$rc" -ne 0
finish
