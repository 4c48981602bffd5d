#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A new store: options, questions, what is refused, what is left behind.
. "${srcdir:-.}/tests/cli/lib.sh"

head="--org 清河县联社 --branch 1102 --branch-name 河口信用社 --no 110201 --name 李明"

# shellcheck disable=SC2086
run init --data a/b/store $head --profile 'vault credit' --post 网点主任 --passphrase-file pass
says 0 'a branch head founds a store' <<'END'
The store is in a/b/store. 李明 (110201) can log in.
END
ok 'the folder is private' test "$(stat -c %a a/b/store)" = 700
ok 'the file is private' test "$(stat -c %a a/b/store/zicha.db)" = 600
run person list --data a/b/store --json
json 'the founder is there' 'len(rows) == 1 and o == {"no": "110201", "name": "李明", "role": "head", "post": "网点主任", "branch": "1102", "left_at": None}'
run branch list --data a/b/store --json
json 'so is the branch' 'rows == [{"branch": "1102", "name": "河口信用社", "profile": ["vault", "credit"]}]'
run verify --data a/b/store
has 0 'it is sound' '1 events, 1 signatures' 'uncertified'
before=$(cat a/b/store/zicha.db | cksum)
both init --data a/b/store $head --passphrase-file pass
says 3 'a second time' <<'END'
zicha: a/b/store holds a store already; nothing was done
END
ok 'and nothing was done' test "$before" = "$(cat a/b/store/zicha.db | cksum)"

run init --data union --org 清河县联社 --role officer --no 1001 --name 周建国 --passphrase-file pass
has 0 'a risk officer founds the store of a union' '周建国 (1001) can log in'
run person list --data union
says 0 'who belongs to the union' <<'END'
1001  周建国  Risk officer  -  -  
END
ZICHA_DATA=$tmp/env run init $head --passphrase-file pass
has 0 'ZICHA_DATA names the folder' '/env. 李明'
ok 'and it lies there' test -f env/zicha.db
XDG_DATA_HOME=$tmp/xdg run branch list
has 2 'XDG_DATA_HOME is looked at' 'xdg/zicha/zicha.db: there is no store here; zicha init makes one'
run branch list
has 2 'and then the home folder' '.local/share/zicha/zicha.db: there is no store here'

refused() { # RC NAME WORDS ARGS...
	want=$1 title=$2 words=$3
	shift 3
	both init --data none "$@"
	has "$want" "$title" "$words"
	ok "$title: no store is left behind" test ! -e none/zicha.db
}
refused 2 'nothing is said' 'Organisation is missing; zicha --help names the options of init'
refused 2 'no number' 'Your staff number is missing' --org 联社 --branch 1102 --branch-name 河口
refused 2 'no branch' 'Branch code is missing' --org 联社 --no 1 --name 李明 --passphrase-file pass
refused 2 'no passphrase' 'the passphrase is missing: --passphrase-file FILE' $head
refused 6 'no such file' 'none-such: no such file or folder' $head --passphrase-file none-such
refused 6 'a folder for a file' 'that is a folder' $head --passphrase-file /tmp
echo 1234 > short
refused 3 'a short passphrase' 'only digits: 10 more are needed (14 in all)' $head --passphrase-file short
: > empty
refused 3 'an empty passphrase' 'too short: four words' $head --passphrase-file empty
head -c 5000 /dev/zero | tr '\0' 1 > long
refused 3 'a passphrase file that is none' 'larger than 4096 bytes' $head --passphrase-file long
refused 2 'a role that is none' 'role “boss” is unknown; roles are head, staff, inspector, auditor, officer' $head --role boss --passphrase-file pass
refused 3 'a bad staff number' 'staff number “11 02”' --org 联社 --branch 1102 --branch-name 河口 --no '11 02' --name 李明 --passphrase-file pass
refused 3 'a bad branch code' 'branch code “-x”' --org 联社 --branch -x --branch-name 河口 --no 1 --name 李明 --passphrase-file pass
refused 3 'an empty organisation' 'name of the organisation: 1 to 60 characters' --org '' --branch 1102 --branch-name 河口 --no 1 --name 李明 --passphrase-file pass
refused 3 'an empty name' 'name: 1 to 60 characters' --org 联社 --branch 1102 --branch-name 河口 --no 1 --name '' --passphrase-file pass
refused 3 'an unknown facility' 'branch profile: “tank” is unknown' $head --profile 'vault tank' --passphrase-file pass
refused 3 'bytes that are no text' 'character 1' --org "$(printf '\377')" --branch 1102 --branch-name 河口 --no 1 --name 李明 --passphrase-file pass
refused 3 'letters that turn the line' 'U+202E' --org "$(printf 'a\342\200\256b')" --branch 1102 --branch-name 河口 --no 1 --name 李明 --passphrase-file pass
touch file
both init --data file/x $head --passphrase-file pass
has 6 'a file where the folder should be' 'a part of the path is not a folder'
both init --data file $head --passphrase-file pass
has 6 'a file in place of the folder' 'a part of the path is not a folder'
mkdir -p dir/zicha.db
both init --data dir $head --passphrase-file pass
has 3 'a folder in place of the store' 'dir holds a store already; nothing was done'

# The five questions, at a terminal (where there can be one); the passphrase is not echoed.
[ -z "${ZICHA_NO_PTY-}" ] || finish
cat > ask.py <<'END'
import os, pty, sys, time
answers = [line.rstrip("\n") for line in open(sys.argv[1], encoding="utf-8")]
pid, fd = pty.fork()
if pid == 0:
	os.execv(sys.argv[2], sys.argv[2:])
seen = b""
def read_until(end):
	global seen
	while not seen.endswith(end):
		try:
			piece = os.read(fd, 4096)
		except OSError:
			return False
		if not piece:
			return False
		seen += piece
	return True
for a in answers:
	if not read_until(b": "):
		break
	os.write(fd, b"\x04" if a == "EOF" else a.encode() + b"\n")
	seen += b"|"
while read_until(b"\0"):
	pass
rc = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.stdout.buffer.write(seen.replace(b"\r", b""))
sys.exit(rc)
END
printf '%s\n' 清河县联社 '' 1102 河口信用社 '' 110201 李明 11112222333344 11112222333344 > answers
ZICHA_LANG=en python3 ask.py answers "$zicha" init --data asked > out 2> err
rc=$?
has 0 'the questions' 'Organisation' 'Role: head, or officer for a county union [head]' 'Your staff number' '李明 (110201) can log in'
ok 'the passphrase is not shown' sh -c '! grep -q 1111 out'
run verify --data asked
has 0 'the store of the questions is sound' 'Sound'
printf '%s\n' 清河县联社 '' 1102 河口信用社 '' 110201 李明 11112222333344 11112222333355 > answers
ZICHA_LANG=en python3 ask.py answers "$zicha" init --data asked2 > out 2> err
rc=$?
has 3 'two passphrases that differ' 'the two passphrases differ; try again'
printf '%s\n' 清河县联社 EOF > answers
ZICHA_LANG=zh python3 ask.py answers "$zicha" init --data asked3 > out 2> err
rc=$?
has 130 'stopped in the middle' '已停止'
ok 'no store is left behind' test ! -e asked3
finish
