#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# library check, one kind of fault at a time: where it is, what it is, and the way out, in both languages.
. "${srcdir:-.}/tests/cli/lib.sh"
unset ZICHA_DATA

item() { # CODE QUESTION MORE...: one item, with further fields, one a word (blanks as they are)
	code=$1 question=$2
	shift 2
	printf 'Code: %s\nTitle: 题%s\nSection: 节\nQuestion: %s\nLook: 看三份\nMethod: examine\nWhy: 因为\nSource: operational\nPost: 柜员\nMeasure: 防住\nSeverity: slight\nWeight: 1\nFrequency: daily\n' \
		"$code" "$code" "$question"
	[ $# -eq 0 ] || printf '%s\n' "$@"
	echo
}
head='%rec: Line

Id: test
Code: TT
Name: 测试
Edition: 2026.1

%rec: Item
'
file() { # `items` in a file of their own: the first begins in line 10
	{
		printf '%s\n' "$head"
		cat items
	} > t.rec
	both library check t.rec
}
told() { # RC NAME ENGLISH CHINESE: this very line is said in each language
	bad=0
	[ "$rc" -eq "$1" ] || bad=1
	grep -qxF -e "$3" en || bad=1
	grep -qxF -e "$4" zh || bad=1
	result $bad "$2: exit code $rc ($1 is wanted), or not this: $3 / $4" || cat en zh
}

{ item TT-0101 '一是否相符？'; item TT-0102 '二是否相符？' 'Basis: B05 第3条' 'Basis: B9999 第1条'; } > items
file
told 1 'a basis that is not in the register' \
	't.rec:38:8: Basis: B9999 is not in the register; add it to basis.rec, or cite another' \
	't.rec:38:8: Basis：依据登记里没有 B9999，请在 basis.rec 里登记，或改引别的'
ok 'and the one that the edition in force has is taken' sh -c '! grep -q "B05" en'

{ item TT-0101 '一是否相符？'; item TT-0101 '二是否相符？'; } > items
file
told 1 'a code twice' \
	't.rec:24:1: TT-0101 is used in line 10 already; give this item a code of its own' \
	't.rec:24:1: TT-0101 在第 10 行已用过，请给这一项另编号'
{ item TT-0101 '一是否相符？'; } > items
file
cp t.rec one.rec
sed 's/^Id: test/Id: two/; s/TT/TU/' one.rec > two.rec
sed -i 's/^Code: TT-0101/Code: TU-0101/' two.rec
both library check one.rec two.rec
has 0 'two lines of their own' '0 errors'
sed -i 's/^Id: two/Id: test/; s/TU/TV/g' two.rec
both library check one.rec two.rec
told 1 'a line twice' \
	'two.rec:3:5: Id: the line test is in the library already; leave one of the files out' \
	'two.rec:3:5: Id：库中已有条线 test，两个文件只留一个'

{ item TT-0101 '一是否相符？' 'Retired: 2026.1'; item TT-0102 '二是否相符？' 'When: TT-0101 = issue'; } > items
file
told 1 'waits for a retired item' \
	't.rec:38:7: When: TT-0101 is retired and never asked, so this can never hold' \
	't.rec:38:7: When：TT-0101 已停用、不再提问，这个条件永远不会成立'
{ item TT-0101 '一是否相符？' 'When: TT-0102 = issue'; item TT-0102 '二是否相符？'; } > items
file
told 1 'waits for a later item' \
	't.rec:23:7: When: TT-0102 is not asked before this item, so this can never hold; move the item behind it' \
	't.rec:23:7: When：TT-0102 不在本项之前提问，条件永远不会成立，请把本项移到它后面'
{ item TT-0101 '一是否相符？' 'When: TT-0909 = issue'; } > items
file
told 1 'waits for an item that is none' \
	't.rec:23:7: When: there is no item TT-0909; name another, or leave the condition out' \
	't.rec:23:7: When：没有检查项 TT-0909，请改写别的编号，或去掉这个条件'
{ item TT-0101 '一是否相符？' 'When: vault = no'; item TT-0102 '二是否相符？' 'When: vault = yes and TT-0101 = issue'; } > items
file
has 1 'two parts that contradict, through the item that is waited for' 't.rec:38:7: When: this can never hold: ' \
	'TT-0102 wants vault = yes' 'TT-0101 wants vault = no'
ok 'in Chinese too' grep -q '^t.rec:38:7: When：.*永远不' zh
{ item TT-0101 '一是否相符？' 'When: vault = maybe'; } > items
file
has 1 'a value that is none' 't.rec:23:7: When: “vault = maybe” is unknown'
{ item TT-0101 '一是否相符？' 'When: garage'; } > items
file
has 1 'no condition at all' 't.rec:23:7: When: “garage” cannot be read'

{ item TT-0101 '一是否相符？' 'After: TT-0103'; item TT-0102 '二是否相符？' 'After: TT-0101'; item TT-0103 '三是否相符？' 'After: TT-0102'; } > items
file
has 1 'an order that runs in a circle' 't.rec:' 'After: the order runs in a circle: TT-010' 'take one of them out'
ok 'the circle names all three' sh -c 'grep circle en | grep TT-0101 | grep TT-0102 | grep -q TT-0103'
ok 'in Chinese too' grep -q '^t.rec:[0-9]*:8: After：.*TT-0101' zh
{ item TT-0101 '一是否相符？' 'After: TT-0909'; } > items
file
has 1 'an order behind an item that is none' 't.rec:23:8: After: there is no item TT-0909; name another'

{ item TT-0101 '一是否相符？' | sed '/^Method/d'; } > items
file
has 1 'an item without a method' 't.rec:10:1: Item TT-0101 has no field Method; add it'
ok 'in Chinese too' grep -q '^t.rec:10:1: .*Method' zh
{ item TT-0101 '一是否相符？' | sed 's/^Method: .*/Method: look/'; } > items
file
has 1 'a method that is none' 't.rec:15:9: Method: “look” is unknown; write some of examine'
for field in Title Section Question Look Why Source Post Measure Severity Weight Frequency; do
	item TT-0101 '一是否相符？' | sed "/^$field:/d" > items
	file
	has 1 "without $field" "t.rec:10:1: Item TT-0101 has no field $field; add it"
	ok "in Chinese too" grep -q "^t.rec:10:1: .*$field" zh
	item TT-0101 '一是否相符？' | sed "s/^$field:.*/$field:/" > items
	file
	has 1 "$field empty" ": $field is empty; fill it in, or delete the field"
done
{ item TT-0101 '一是否相符？' 'Colour: red' 'Wieght: 3'; } > items
file
told 1 'a field that is none' 't.rec:23:1: the field Colour is unknown; delete it' 't.rec:23:1: 没有字段 Colour，请删去'
has 1 'a field misspelt' 't.rec:24:1: the field Wieght is unknown; did you mean Weight?'
{ item TT-0101 '一是否相符？' 'Weight: 3'; } > items
file
has 1 'a field twice' 't.rec:23:1: Weight stands here a second time; delete one'
{ item AC-0101 '一是否相符？'; } > items
file
has 1 'a code of another line' 't.rec:10:7: Code: AC-0101 does not belong to this line'

{ item TT-0101 '登记簿是否逐日登记，同时是否有人签名？'; } > items
file
told 0 'a question that asks two things is a warning' \
	't.rec:13:11: warning: Question: it seems to ask two things; make two items of it, or ask for one' \
	't.rec:13:11: 提醒：Question：像是一次问了两件事，请拆成两项，或只问一件'
has 0 'which is counted' '0 errors, 1 warnings'
{ item TT-0101 '登记簿逐日登记'; } > items
file
has 0 'no question at all' 't.rec:13:11: warning: Question: it ends without a question mark; ask something'
{ item TT-0101 '一是否相符？'; item TT-0102 '一是否相符？'; } > items
file
has 0 'the same question twice' 'Question: TT-0101 asks the same; keep one'
{ item TT-0101 '一是否相符？'; item TT-0102 '二是否相符？' | sed 's/^Section.*/Section: 别处/'; item TT-0103 '三是否相符？'; } > items
file
has 0 'a section in two places' 'Section: 节 has items further up; put them together'

# What a file breaks in the rest of the library is told, and what it loses.
run library export credit --format rec --out credit.rec
both library check credit.rec
has 0 'a line as it is in force' '0 errors'
code=$(sed -n 's/^When: \(CR-[0-9]*\) = .*/\1/p' credit.rec | head -n 1)
sed "/^Code: $code\$/,/^\$/d" credit.rec > gone.rec
both library check gone.rec
has 1 'an item that others wait for is gone' "gone.rec:" "When: there is no item $code"
sed '/^Code: CR-0204$/,/^$/d' credit.rec > gone.rec
both library check gone.rec
told 1 'a code is gone' 'gone.rec:1:1: CR-0204 of the edition in force is not in it; codes are kept for ever' \
	'gone.rec:1:1: 现行版里的 CR-0204 不在其中；编号要长期保留'
finish
