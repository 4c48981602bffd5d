#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Bytes that steer terminals, by whatever door they came in, on stdout and stderr.
. "${srcdir:-.}/tests/cli/lib.sh"

"$builddir/tests/cli/small" "$tmp/good" || exit 1
python3 "$srcdir/tests/cli/foreign.py" "$zicha" "$srcdir/tests/term/foreign.tsv" "$tmp/good" > foreign
tail -n 20 foreign | grep -v '^[0-9]* passed, '
last=$(tail -n 1 foreign)
passed=${last%% passed*}
failed=${last#*, } failed=${failed%% *}
case $last in
*' passed, '*) finish ;;
esac
result 1 'foreign.py did not end'
finish
