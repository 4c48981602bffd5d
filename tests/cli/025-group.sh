#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A store that a group of the system shares: rights of all that is made in it, a second account that works in it.
. "${srcdir:-.}/tests/cli/lib.sh"

head="--org 清河县联社 --branch 1102 --branch-name 河口信用社 --no 110201 --name 李明 --passphrase-file pass"
group=$(id -gn)
[ "$(id -u)" -ne 0 ] || group=users

# shellcheck disable=SC2086
run init --data shared $head --group "$group"
has 0 'a store for a group' '李明 (110201) can log in'
ok 'the folder is shared' test "$(stat -c '%a %G' shared)" = "2770 $group"
ok 'the file is shared' test "$(stat -c '%a %G' shared/zicha.db)" = "660 $group"
# shellcheck disable=SC2086
both init --data none $head --group no-such-group
has 3 'a group that is none' 'this system has no group “no-such-group”'
ok 'no store is left behind' test ! -e none
# shellcheck disable=SC2086
run init --data private $head
ok 'without the option nobody else gets in' test "$(stat -c %a private private/local private/zicha.db | tr '\n' ' ')" = '700 700 600 '

run person add 110202 王芳 --branch 1102 --data shared --as 110201 --passphrase-file pass --new-passphrase-file demo-pass
has 0 'the founder writes' '王芳 (110202) can log in'
echo wrong-passphrase > wrong
run passwd --data shared --as 110202 --passphrase-file wrong --new-passphrase-file pass
has 5 'a wrong passphrase is counted' 'the passphrase of 王芳 (110202) is not right'
ok 'all of it is the group'\''s' sh -c "! { find shared \\( ! -perm -g+rw -o ! -group $group \\) | grep .; }"
ok 'and nobody else'\''s' sh -c '! find shared -perm /o+rwx | grep .'

[ "$(id -u)" -eq 0 ] && command -v setpriv > /dev/null || finish
# As another account of the group.
chmod 711 .
cp "$zicha" other
chmod 755 other
chmod 644 pass demo-pass
as_other() {
	ZICHA_LANG=en setpriv --reuid 65534 --regid "$1" --clear-groups "$tmp/other" --data "$tmp/shared" $2 > out 2> err < /dev/null
	rc=$?
	look_for_crashes "$2"
}
as_other "$group" 'person list'
has 0 'another account reads' '王芳'
sleep 1
as_other "$group" "person add 110203 赵强 --branch 1102 --as 110201 --passphrase-file pass --new-passphrase-file demo-pass"
has 0 'another account writes' '赵强 (110203) can log in'
as_other nogroup 'person list'
has 6 'one of no such group does not' 'no permission; ask whoever owns the folder'
run person add 110204 孙丽 --branch 1102 --data shared --as 110201 --passphrase-file pass --new-passphrase-file demo-pass
has 0 'the founder still writes' '孙丽 (110204) can log in'
ok 'it is still the group'\''s' sh -c "! { find shared \\( ! -perm -g+rw -o ! -group $group \\) | grep .; }"
run verify --data shared
has 0 'it is sound' 'Sound'
finish
