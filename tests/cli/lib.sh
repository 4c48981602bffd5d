# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by tests/cli/NNN-name.sh: what is given, the command, and what must be said, in one file.
#
#   run ARGS...             runs zicha-ctl in English: $rc, $tmp/out, $tmp/err
#   both ARGS...            the same, then again in Chinese, which must say something Chinese with the same exit code
#   says RC NAME <<'END'    the exit code, and exactly these lines on stdout and then stderr
#   has RC NAME TEXT...     the exit code, and each TEXT stands somewhere in what was said
#   json NAME EXPRESSION    the Python expression holds; rows: the objects on stdout, o: the first of them
#   ok NAME COMMAND...      the command succeeds
#   sql FILE STATEMENTS     plain SQL, as somebody with a tool for databases would do it
#   demo_store DIR          a fresh copy of the demo store of 2026-11-23
#
# The temporary folder is written TMP, and is the working directory. A raw message of SQLite, an assertion or a
# crash is a failure wherever it shows up.
set -u
: "${srcdir:=$(pwd)}" "${builddir:=$(pwd)}"
srcdir=$(cd "$srcdir" && pwd) builddir=$(cd "$builddir" && pwd)
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' INT TERM
cd "$tmp" || exit 1
zicha=$builddir/zicha-ctl
passed=0 failed=0 rc=0
unset ZICHA_DATA ZICHA_LANG XDG_DATA_HOME LC_MESSAGES LANG LANGUAGE
export HOME="$tmp" LC_ALL=C PYTHONIOENCODING=utf-8
head_pass=$tmp/pass
echo 11112222333344 > "$tmp/pass"
echo 20260808202608 > "$tmp/demo-pass"

result() { # STATUS NAME
	if [ "$1" -eq 0 ]; then
		passed=$((passed + 1))
		return 0
	fi
	failed=$((failed + 1))
	printf 'FAILED: %s\n' "$2"
	return 1
}

ok() {
	name=$1
	shift
	"$@"
	result $? "$name"
}

finish() {
	printf '%d passed, %d failed\n' "$passed" "$failed"
	[ "$failed" -eq 0 ]
	exit
}

look_for_crashes() {
	if [ "$rc" -ge 132 ] || grep -aiqE 'assert|sqlite|constraint failed|no such table|malformed|AddressSanitizer|runtime error' \
		"$tmp/out" "$tmp/err"; then
		result 1 "a crash or words that are not for people ($rc): $*"
		cat "$tmp/out" "$tmp/err"
	fi
}

run() {
	ZICHA_LANG=en "$zicha" "$@" > "$tmp/out" 2> "$tmp/err" < /dev/null
	rc=$?
	look_for_crashes "$@"
}

both() {
	ZICHA_LANG=zh "$zicha" "$@" > "$tmp/out" 2> "$tmp/err" < /dev/null
	rc=$?
	look_for_crashes "$@"
	zh=$rc
	cat "$tmp/out" "$tmp/err" > "$tmp/zh"
	run "$@"
	cat "$tmp/out" "$tmp/err" > "$tmp/en"
	[ "$rc" -eq "$zh" ] && LC_ALL=C grep -q "$(printf '[\344-\351][\200-\277][\200-\277]')" "$tmp/zh" &&
		! cmp -s "$tmp/zh" "$tmp/en"
	result $? "in Chinese too ($zh, $rc): $*" || cat "$tmp/zh"
}

says() {
	cat "$tmp/out" "$tmp/err" | sed "s|$tmp|TMP|g" > "$tmp/said"
	cat > "$tmp/want"
	if [ "$rc" -eq "$1" ] && cmp -s "$tmp/want" "$tmp/said"; then
		result 0 "$2"
	else
		result 1 "$2: exit code $rc, not as wanted ($1):"
		diff -u "$tmp/want" "$tmp/said"
	fi
}

has() {
	want=$1 name=$2 bad=0
	shift 2
	[ "$rc" -eq "$want" ] || bad=1
	for text; do
		cat "$tmp/out" "$tmp/err" | grep -qF -e "$text" || bad=1
	done
	result $bad "$name: exit code $rc ($want is wanted), or these are missing: $*" || cat "$tmp/out" "$tmp/err"
}

json() {
	python3 -c '
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
o = rows[0] if rows else {}
if not eval(sys.argv[2]):
	print(rows[:2])
	sys.exit(1)' "$tmp/out" "$2"
	result $? "$1: $2"
}

sql() {
	python3 -c '
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.executescript(sys.argv[2])
db.close()' "$1" "$2"
}

demo_store() {
	builddir=$builddir sh "$srcdir/tests/demo-store" "$1"
}
