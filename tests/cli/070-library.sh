#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The risk-point library: listing it, one item, checking files of one's own.
. "${srcdir:-.}/tests/cli/lib.sh"

run library list --json
json 'lines' '{"line": "credit", "code": "CR", "name": "信贷业务"}.items() <= o.items() and o["items"] > 30 and len({r["code"] for r in rows}) == len(rows)'
run library list
has 0 'the table of lines' 'CR  credit ' '信贷业务'
run library list credit --json
json 'items of a line' 'all(r["line"] == "credit" and r["item"][:3] == "CR-" for r in rows) and len({r["item"] for r in rows}) == len(rows) > 30'
json 'each with question, severity and seed' 'all(r["question"] and r["severity"] in ("slight", "ordinary", "serious") and r["seed"] for r in rows)'
cp out items
run library list CR --json
ok 'a line by its letters' cmp -s items out
both library list credit
has 0 'the table of items' 'CR-0203  serious   two persons  授权口令自管'
run library show CR-0203 --json
json 'one item' 'o["item"] == "CR-0203" and o["two_person"] is True and isinstance(o["posts"], list) and isinstance(o["bases"], list) and o["method"] == ["examine", "interview"]'
both library show CR-0203
has 0 'one item, for reading' '主任的授权口令是否只由本人掌握，从未交给他人？' 'how to check' 'severity        serious'
both library list gold
says 2 'a line that is none' <<'END'
zicha: line gold does not exist; zicha library list shows all
END
both library show CR-9999
says 2 'an item that is none' <<'END'
zicha: item CR-9999 does not exist; zicha library list LINE shows the items
END

# The library of the program itself holds, by zicha and by recutils.
run library check "$srcdir"/data/lines/*.rec
has 0 'the built-in lines hold' '0 errors'
if command -v recfix > /dev/null; then
	for f in "$srcdir"/data/lines/*.rec; do
		recfix "$f" > said 2>&1 || cat said >> wrong
	done
	ok 'recfix finds nothing either' test ! -e wrong
fi

cat > good.rec <<'END'
%rec: Line

Id: test
Code: TT
Name: 测试
Edition: 2026.1

%rec: Item

Code: TT-0101
Title: 甲
Section: 一
Question: 登记簿是否逐日登记？
Look: 看登记簿近三个月的日期
Method: examine
Why: 漏登就无从查起
Source: operational
Post: 网点主任
Measure: 逐日登记
Severity: serious
Weight: 3
Frequency: monthly
Seed: ours

Code: TT-0102
Title: 乙
Section: 一
Question: 登记簿是否有人签名？
Look: 看登记簿近三个月的签名
Method: examine
Why: 没有签名就找不到人
Source: operational
Post: 网点主任
Measure: 逐日签名
Severity: serious
Weight: 3
Frequency: monthly
Seed: ours
END
both library check good.rec
says 0 'a file that holds' <<'END'
0 errors, 0 warnings
END
sed 's/$/\r/; 1s/^/\xef\xbb\xbf/' good.rec > windows.rec
run library check windows.rec
says 0 'as an editor on Windows writes it' <<'END'
0 errors, 0 warnings
END

changed() { # SED: a changed copy of the good file
	sed "$1" good.rec > bad.rec
	both library check bad.rec
}
changed '12s/^Section/Sectoin/'
says 1 'a wrong field' <<'END'
bad.rec:12:1: the field Sectoin is unknown; did you mean Section?
bad.rec:10:1: Item TT-0101 has no field Section; add it
2 errors, 0 warnings
END
changed '25s/0102/0101/'
says 1 'a duplicate code' <<'END'
bad.rec:25:1: TT-0101 is used in line 10 already; give this item a code of its own
1 errors, 0 warnings
END
changed '13s/登记簿/\xff/'
has 1 'bytes that are no text: file, line and column' 'bad.rec:13:11:' '1 errors'
changed '28s/？/\x1b[2J？/'
has 1 'a control character' 'bad.rec:28:'
ok 'does not reach the terminal' sh -c '! grep -q "$(printf "\033")" out err zh'
changed '20s/serious/major/'
says 1 'a grade that only people give' <<'END'
bad.rec:20:11: Severity: major is given to a finding by hand, never to an item; write serious
1 errors, 0 warnings
END
changed '16,17d'
has 1 'fields that are missing' 'bad.rec:10:1: Item TT-0101 has no field Source; add it' 'has no field Why; add it'
changed '21s/3/9/'
has 1 'a weight out of range' 'bad.rec:21:9: Weight: “9”; write a number from 1 to 5'
changed '/^Code: TT-0102/i\
When: vault = maybe'
has 1 'a condition that cannot be read' 'bad.rec:25:' 'When'
run library check bad.rec --json
json 'as JSON' 'rows and all(r["file"] == "bad.rec" and r["line"] > 0 and r["column"] > 0 and r["text"] and r["warning"] in (True, False) for r in rows)'
cp good.rec twin.rec
both library check good.rec twin.rec
has 1 'the same line in two files' 'twin.rec:3:5: Id: the line test is in the library already'
both library check none.rec
says 6 'a file that is not there' <<'END'
zicha: none.rec: no such file or folder
END
: > empty.rec
both library check empty.rec
says 1 'an empty file' <<'END'
empty.rec:1:1: neither a business line nor bases are in this file
1 errors, 0 warnings
END
head -c 2000000 /dev/zero > huge.rec
both library check huge.rec
has 3 'a file that is far too large' 'huge.rec: larger than'
head -c 3000 /dev/urandom > noise.rec
both library check noise.rec
has 1 'noise' 'noise.rec:1:'
printf '\xff\xfe\x00' > "$(printf 'n\033ame.rec')"
both library check "$(printf 'n\033ame.rec')"
has 1 'a name that steers the terminal' 'n<1B>ame.rec:1:1:'
both library check
says 0 'no file is named: the library in force' <<'END'
0 errors, 0 warnings
END
finish
