#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Passphrases: in no output, on no command line, in no core file, and closed to other programs of the same user.
. "${srcdir:-.}/tests/cli/lib.sh"

"$builddir/tests/cli/small" "$tmp/d" || exit 1
echo 99998888777766 > wrong
run passwd --data d --as 110201 --passphrase-file wrong --new-passphrase-file pass
has 5 'a wrong one' 'is not right'
ok 'is not repeated' sh -c '! grep -q 99998888777766 out err'
printf '1234567' > weak
rm -f d/local/unlock-*
both passwd --data d --as 110201 --passphrase-file pass --new-passphrase-file weak
has 3 'a weak one' 'only digits'
ok 'is not repeated either' sh -c '! grep -q 1234567 out err zh'
ok 'nor the good one' sh -c '! grep -q 11112222333344 out err zh'
both passwd --data d --as 110201 --passphrase 11112222333344
has 2 'there is no option that takes it' 'option --passphrase is unknown'

[ -r /proc/self/limits ] || { echo 'left out: no /proc here'; finish; }
# A program that waits for the file of a passphrase, seen from outside: of the one without a terminal and of the workbench.
chmod 755 "$tmp"
as_other=
if [ "$(id -u)" = 0 ]; then
	as_other='setpriv --reuid 65534 --regid 65534 --clear-groups'
fi
for program in zicha-ctl zicha; do
	cp "$builddir/$program" "$tmp/$program"
	chmod 755 "$tmp/$program"
	rm -f fifo
	mkfifo -m 666 fifo
	# shellcheck disable=SC2086
	(ulimit -c unlimited 2> /dev/null; exec $as_other "$tmp/$program" init --data "$tmp/none" --org 联社 --branch 1102 --branch-name 河口 --no 1 --name 李明 \
		--passphrase-file fifo) > /dev/null 2>&1 &
	pid=$!
	for _ in $(seq 200); do
		grep -q "^Max core file size *0 *0 " /proc/$pid/limits 2> /dev/null && break
		sleep 0.05
	done
	ok "$program leaves no core file" grep -q '^Max core file size *0 *0 ' /proc/$pid/limits
	if grep -qa __asan_init "$tmp/$program"; then
		: # looks into itself
	elif [ "$(id -u)" = 0 ]; then
		ok "$program is closed to its own user" test "$(stat -c %u /proc/$pid/mem)" = 0
	else
		ok "$program is closed to its own user" sh -c "! cat /proc/$pid/environ > /dev/null 2>&1"
	fi
	kill $pid
	wait $pid 2> /dev/null
done
finish
