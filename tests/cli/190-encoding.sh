#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Papers in another encoding: the same text, and what the encoding lacks is told with its line, never dropped.
. "${srcdir:-.}/tests/cli/lib.sh"

"$builddir/tests/cli/small" "$tmp/d" || exit 1
n=$(sed -n 's/.*"number":"\([^"]*\)".*/\1/p;q' <<END
$("$zicha" list --data d --state sealed --json)
END
)
"$zicha" report "$n" --data d > plain 2> /dev/null
ok 'a paper' grep -q '事实' plain

run report "$n" --data d --encoding gb18030
ok 'GB18030 to stdout: the same text' sh -c 'iconv -f GB18030 -t UTF-8 out | cmp -s - plain'
ok 'nothing is said' test ! -s err
run report "$n" --data d --encoding GB18030 --out paper.txt
says 0 'into a file nothing is printed' < /dev/null
ok 'the file is the same text' sh -c 'iconv -f GB18030 -t UTF-8 paper.txt | cmp -s - plain'
run report "$n" --data d --encoding gbk --out paper.txt
ok 'other names of it' sh -c 'iconv -f GB18030 -t UTF-8 paper.txt | cmp -s - plain'
run report "$n" --data d --encoding utf-16le --out paper.txt
ok 'UTF-16 with its mark' sh -c 'iconv -f UTF-16 -t UTF-8 paper.txt | cmp -s - plain'
run report "$n" --data d --out paper.txt
ok 'UTF-8 is the default' cmp -s paper.txt plain
both report "$n" --data d --encoding latin1
has 2 'an unknown encoding' '“latin1” is unknown; write utf-8 or gb18030'
both report "$n" --data d --out nowhere/paper.txt
has 6 'a folder that is not there' 'nowhere/paper.txt'

post=$("$zicha" library card --data d --json | sed -n 's/.*"post":"\([^"]*\)".*/\1/p;q')
"$zicha" library card "$post" --data d > plain 2> /dev/null
run library card "$post" --data d --encoding gb18030 --out card.txt
ok 'a card too' sh -c 'test -s plain && iconv -f GB18030 -t UTF-8 card.txt | cmp -s - plain'

# Extension B and J characters and rare signs have codes there; a few private ones have none.
sql d/zicha.db "UPDATE finding SET fact = '户主𠮷某、𲎰某——见“卡”①；旧字库的字：' || char(59414) || '和' || char(59414) || '。'"
"$zicha" report "$n" --data d > plain 2> /dev/null
both report "$n" --data d --encoding gb18030 --out paper.txt
has 1 'what it lacks is told: which, where, how often' 'written as <CODE>: U+E816 (line ' '2 times)'
ok 'the file holds a mark for each, the rest as it was' sh -c 'iconv -f GB18030 -t UTF-8 paper.txt | sed "s/<E816>/$(printf "\356\240\226")/g" | cmp -s - plain'
ok 'ideographs beyond the first plane are there' sh -c 'iconv -f GB18030 -t UTF-8 paper.txt | grep -q 𠮷某、𲎰某'
run report "$n" --data d --out paper.txt
has 0 'in UTF-8 nothing is lost'
ok 'nor changed' cmp -s paper.txt plain
finish
