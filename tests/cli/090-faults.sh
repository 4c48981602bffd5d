#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Stores that are broken, foreign, newer, read-only, busy, without space: a clear word, and nothing is lost.
. "${srcdir:-.}/tests/cli/lib.sh"

"$builddir/tests/cli/small" "$tmp/good" || exit 1
add="person add 110209 张三 --as 110201 --passphrase-file pass --new-passphrase-file pass"

# Every verb that opens a store says the same of a broken one; verify has codes of its own.
broken() { # NAME RC VERIFY-RC TEXT
	title=$1 want=$2 judged=$3 words=$4
	before=$(test -p t/zicha.db || cksum t/zicha.db 2>&1)
	# shellcheck disable=SC2086
	for verb in list 'show 1' 'report 1' events 'person list' 'branch list' "$add" 'passwd --as 110201 --passphrase-file pass --new-passphrase-file pass'; do
		both $verb --data t
		has "$want" "$title: $verb" "$words"
		[ -s out ] && result 1 "$title: $verb says something on stdout"
	done
	both verify --data t
	has "$judged" "$title: verify"
	ok "$title: the file is as it was" test "$before" = "$(test -p t/zicha.db || cksum t/zicha.db 2>&1)"
}
fresh() {
	rm -rf t
	cp -r good t
}

fresh
rm t/zicha.db
broken 'no store' 2 2 't/zicha.db: there is no store here; zicha init makes one'
: > t/zicha.db
broken 'zero bytes' 3 1 't/zicha.db is no store of zicha'
echo 'a letter to the county union' > t/zicha.db
broken 'another file' 3 1 't/zicha.db is no store of zicha'
head -c 8192 /dev/urandom > t/zicha.db
broken 'noise' 3 1 't/zicha.db is no store of zicha'
rm t/zicha.db
sql t/zicha.db 'CREATE TABLE notes (text); INSERT INTO notes VALUES (1)'
broken 'a database of another program' 3 1 't/zicha.db is no store of zicha'
rm t/zicha.db
mkdir t/zicha.db
broken 'a folder in its place' 3 1 't/zicha.db is no store of zicha'
rmdir t/zicha.db
mkfifo t/zicha.db
broken 'a pipe in its place' 3 1 't/zicha.db is no store of zicha'
rm t/zicha.db
ln -s zicha.db t/zicha.db
broken 'a link to itself in its place' 6 2 't/zicha.db: a link that leads back to itself; remove it'
beside() { # NAME: what was put beside the store as its journal
	broken "beside it $1" 3 1 't/zicha.db-journal is no file that zicha made; move it away'
	rm -rf t/zicha.db-journal
}
fresh
rm -f t/zicha.db-journal
mkdir t/zicha.db-journal
beside 'a folder'
mkfifo t/zicha.db-journal
beside 'a pipe'
echo precious > precious
ln -s ../precious t/zicha.db-journal
beside 'a link'
ok 'what the link leads to is untouched' grep -q '^precious$' precious
fresh
sql t/zicha.db 'PRAGMA user_version = 10203'
broken 'a newer version' 3 2 't/zicha.db was written by a newer version; it needs zicha 1.2.3 or later'
fresh
sql t/zicha.db 'CREATE VIEW planted AS SELECT 1'
broken 'another schema' 3 1 't/zicha.db: the tables are not those that zicha made'
for bytes in 4096 50000 200000; do
	head -c $bytes good/zicha.db > t/zicha.db
	broken "cut off after $bytes bytes" 3 1 't/zicha.db is damaged; copy the folder away; zicha restore puts the last verified backup back'
done
head -c 100 good/zicha.db > t/zicha.db
broken 'cut off in its first page' 3 1 't/zicha.db is'
cp good/zicha.db t/zicha.db
dd if=/dev/urandom of=t/zicha.db bs=4096 seek=12 count=4 conv=notrunc 2> /dev/null
broken 'pages overwritten' 3 1 't/zicha.db is damaged'

# A store of more than 16 MB is not read whole for each verb: what is damaged is refused where it is met.
cat > spoil.py <<'END'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("INSERT INTO edition VALUES ('x', 'x', 'XX', 'x', '1', ?, 0)", ("x" * 17000000,))
db.commit()
page = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'event_body'").fetchone()[0]
db.close()
with open(sys.argv[1], "r+b") as f:
	f.seek((page - 1) * 4096)
	f.write(b"Z" * 4096)
END
fresh
python3 spoil.py t/zicha.db
both list --data t
has 0 'a large store, not where it is damaged' '1102-2026-001'
both events --data t
has 3 'a large store, where it is damaged' 't/zicha.db is damaged; copy the folder away; zicha restore puts the last verified backup back'
both verify --data t
has 1 'and verify finds it' 'is damaged'

# As somebody without rights: the program lies where such a person can run it.
cp "$zicha" "$tmp/zicha-ctl"
chmod 755 "$tmp" "$tmp/zicha-ctl"
chmod 644 pass
zicha=$tmp/zicha-ctl
if [ "$(id -u)" = 0 ]; then
	printf '#!/bin/sh\nexec setpriv --reuid 65534 --regid 65534 --clear-groups "%s" "$@"\n' "$tmp/zicha-ctl" > other
	chmod 755 other
	zicha=$tmp/other
	chown_to=65534:65534
else
	chown_to=$(id -u)
fi
private() {
	fresh
	chown -R "$chown_to" t
}
private
# shellcheck disable=SC2086
run $add --data t
has 0 'the owner writes' '张三 (110209) can log in'
private
rm -f t/zicha.db-journal
chmod 555 t
run list --data t
has 0 'a read-only folder can be read' '1102-2026-001'
run verify --data t
has 0 'and verified' 'Sound'
both $add --data t
has 6 'but not written' 't/zicha.db cannot be written; nothing was recorded; check the rights of the folder'
chmod 755 t
private
chmod 444 t/zicha.db
run list --data t
has 0 'a read-only file can be read' '1102-2026-001'
both $add --data t
has 6 'but not written' 't/zicha.db cannot be written; nothing was recorded; check the rights of the folder'
private
chmod 000 t/zicha.db
both list --data t
has 6 'a file of somebody else' 't/zicha.db cannot be opened; check that the folder and the file are yours'
both verify --data t
has 2 'cannot be judged'
private
chmod 000 t
both list --data t
has 6 'a folder of somebody else' 't/zicha.db: no permission; ask whoever owns the folder'
chmod 755 t
mkdir locked
chown "$chown_to" locked
chmod 555 locked
both init --data locked/store --org 联社 --branch 1102 --branch-name 河口 --no 1 --name 李明 --passphrase-file pass
has 6 'no store in a folder of somebody else' 'locked/store: no permission'
both demo --data locked/store
has 6 'nor a demo' 'locked/store: no permission'
private
chmod -R a-w t/local
echo 99998888777766 > wrong
chmod 644 wrong
run passwd --data t --as 110201 --passphrase-file wrong --new-passphrase-file pass
has 5 'a count that cannot be written is still a refusal' 'the passphrase of 李明 (110201) is not right'
chmod -R u+w t/local

# Cut short in the middle of a commit, as by the power.
cat > hot.py <<'END'
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.executescript("PRAGMA journal_mode = TRUNCATE; PRAGMA cache_size = 1; BEGIN IMMEDIATE; "
		 "UPDATE answer SET note = note || 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; DROP TRIGGER event_body_no_update; "
		 "UPDATE event_body SET body = zeroblob(2000)")
os.kill(os.getpid(), 9)
END
hot() {
	fresh
	python3 hot.py t/zicha.db > /dev/null 2>&1
	chown -R "$chown_to" t
	ok 'an act is half done' test -s t/zicha.db-journal
}
hot
run verify --data t
has 0 'an act that was cut short is undone: verify' 'Sound'
hot
run list --data t
has 0 'and list' '1102-2026-001'
hot
# shellcheck disable=SC2086
run $add --data t
has 0 'and writing' 'can log in'
run verify --data t
has 0 'the store is sound then' 'Sound'
hot
chmod 555 t
chmod 444 t/zicha.db t/zicha.db-journal
both list --data t
has 6 'where it cannot be undone, it says what to do' 'its last act was cut short and must be undone first; copy the whole folder to a disk'
both verify --data t
has 2 'and cannot be judged'
chmod 755 t

# Without space.
zicha=$builddir/zicha-ctl
cat > full.sh <<'END'
mount -t tmpfs -o size=8m none "$1" || exit 77
cp -r good/. "$1"
dd if=/dev/zero of="$1/filler" bs=1k 2> /dev/null
exec "$2" person add 110209 张三 --data "$1" --as 110201 --passphrase-file pass --new-passphrase-file pass
END
cat > full-init.sh <<'END'
mount -t tmpfs -o size=60k none "$1" || exit 77
"$2" init --data "$1" --org 联社 --branch 1102 --branch-name 河口 --no 1 --name 李明 --passphrase-file pass
rc=$?
[ "$rc" -eq 6 ] || exit "$rc"
umount "$1" && mount -t tmpfs -o size=2m none "$1"
exit 6
END
mkdir full
own=-m
[ "$(id -u)" = 0 ] || own=-rm
if unshare $own mount -t tmpfs none full 2> /dev/null; then
	for lang in zh en; do
		ZICHA_LANG=$lang unshare $own sh full.sh full "$zicha" > out 2> err
		rc=$?
		look_for_crashes full
		text='full/zicha.db: the disk is full; nothing was recorded; free some space and try again'
		[ $lang = en ] || text='磁盘已满'
		has 6 "a full disk ($lang)" "$text"
	done
	ZICHA_LANG=en unshare $own sh full-init.sh full "$zicha" > out 2> err
	rc=$?
	look_for_crashes init
	has 6 'a disk too small for a store' 'full'
fi
fresh
size=$(stat -c %s t/zicha.db)
for blocks in $((size / 1024 + 1)) $((size / 1024 + 8)); do # dash counts blocks of 512 bytes, others of 1024
	(
		trap '' XFSZ
		ulimit -f "$blocks"
		ZICHA_LANG=en "$zicha" person add 110209 张三 --data t --as 110201 --passphrase-file pass --new-passphrase-file pass > out 2> err
	)
	rc=$?
	look_for_crashes limit
	ok "a file that may not grow ($rc)" sh -c "[ $rc -eq 6 ] && grep -q 't/zicha.db' err || [ $rc -eq 0 ]"
	run verify --data t
	has 0 'the store is sound then' 'Sound'
done

# Wrong passphrases: the delay grows, and the next good one says how many there were.
fresh
wrong() {
	run passwd --data t --as 110201 --passphrase-file wrong --new-passphrase-file pass
}
wrong
says 5 'a wrong passphrase' <<'END'
zicha: the passphrase of 李明 (110201) is not right; try again
END
count() { # COUNT SECONDS-AGO: so many failures, the last one so long ago
	echo "$1 $(($(date +%s) - 900)) $(($(date +%s) - $2))" > t/local/unlock-110201
}
ok 'it is counted' grep -q '^1 ' t/local/unlock-110201
count 6 0
both passwd --data t --as 110201 --passphrase-file pass --new-passphrase-file pass
has 4 'the right one at once is not even tried' 'seconds, then try again: the passphrase of 110201 was wrong 6 times'
run passwd --data t --as 110202 --passphrase-file pass --new-passphrase-file pass
has 0 'others need not wait'
count 6 40
wrong
has 5 'wrong again, when the wait is over'
ok 'the count goes on' grep -q '^7 ' t/local/unlock-110201
both passwd --data t --as 110201 --passphrase-file pass --new-passphrase-file pass
has 4 'the delay grows' 'the passphrase of 110201 was wrong 7 times'
count 7 70
run passwd --data t --as 110201 --passphrase-file pass --new-passphrase-file pass
has 0 'the right one later'
run events --data t --json
json 'says how many there were' '[r["body"]["count"] for r in rows if r["kind"] == "failures"][-1] == 7'
both passwd --data t --as '../../x' --passphrase-file pass --new-passphrase-file pass
has 2 'a number that is a path' 'staff number ../../x is unknown here'

# Somebody else is writing.
cat > hold.py <<'END'
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute(sys.argv[2])
open(sys.argv[3], "w").close()
time.sleep(60)
END
hold() { # STATEMENT
	rm -f held
	python3 hold.py t/zicha.db "$1" held &
	holder=$!
	while [ ! -e held ]; do sleep 0.05; done
}
released() {
	kill $holder
	wait $holder 2> /dev/null
}
fresh
hold 'BEGIN IMMEDIATE'
run list --data t
has 0 'readers do not wait for a writer' '1102-2026-001'
start=$(date +%s)
# shellcheck disable=SC2086
(ZICHA_LANG=zh "$zicha" $add --data t > out-zh 2>&1; echo $? > rc-zh) &
other=$!
run $add --data t
seconds=$(($(date +%s) - start))
says 4 'a second writer gives up' <<'END'
zicha: t/zicha.db is being written by another program; try again in a moment
END
ok "within its patience ($seconds s)" test "$seconds" -ge 4 -a "$seconds" -le 40
wait $other
ok 'in Chinese too' sh -c 'grep -q 4 rc-zh && grep -q 正在 out-zh'
released
hold 'BEGIN EXCLUSIVE'
(ZICHA_LANG=en "$zicha" verify --data t > out-v 2>&1; echo $? > rc-v) &
other=$!
run list --data t
has 4 'a reader in the moment of a commit' 'is being written by another program'
wait $other
ok 'verify cannot tell' grep -q 2 rc-v
released
run $add --data t
has 0 'afterwards all goes on' 'can log in'
run verify --data t
has 0 'and the store is sound' 'Sound'

# Folders as people name them.
mkdir '网点 数据'
cp -r good '网点 数据/十一月'
run list --data '网点 数据/十一月/'
has 0 'a folder with blanks and Hanzi' '1102-2026-001'
finish
