#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Editions of the library: tables out and in, the draft, differences, publishing, and what stays as it was.
. "${srcdir:-.}/tests/cli/lib.sh"

demo_store demo
export ZICHA_DATA="$tmp/demo"
as() { # WHO VERB...
	who=$1
	shift
	both "$@" --as "$who" --passphrase-file "$tmp/demo-pass" --today 2026-11-23
}
edit() { # FILE ENCODING PYTHON: a table read, changed by rows of cells r (r[0] the headings), written
	python3 -c '
import csv, io, sys
text = open(sys.argv[1], "rb").read()
text = text.decode("utf-8-sig" if text[:3] == b"\xef\xbb\xbf" else "gb18030")
r = list(csv.reader(io.StringIO(text)))
col = {h: i for i, h in enumerate(r[0])}
row = {c[col["Code"]]: c for c in r[1:]}
exec(sys.argv[3])
out = io.StringIO()
csv.writer(out).writerows(r)
open(sys.argv[1], "wb").write(out.getvalue().encode(sys.argv[2]))' "$1" "$2" "$3"
}
inforce=$(run library editions --json && python3 -c 'import json; print(json.loads(open("out").readline())["edition"])')
next=$(python3 -c "y, n = '$inforce'.split('.'); print(f'{y}.{int(n) + 1}')")

# ---- which editions there are
run library editions --json
json 'the editions' 'rows and all(r["edition"] and r["lines"] > 5 and r["items"] > 100 and r["note"] for r in rows)'
both library editions
has 0 'a table of them' "$inforce"
ZICHA_DATA=/nowhere both library editions
has 0 'without a store: the built-in lines' '2026.1' 'built into the program'

# ---- tables out
run library export credit --out credit.csv
says 0 'a table of one line' < /dev/null
ok 'begins with the mark that spreadsheets want' sh -c 'head -c 3 credit.csv | od -An -tx1 | grep -q "ef bb bf"'
ok 'rows end in CR LF, as RFC 4180 says' sh -c 'grep -qc "$(printf "\r")$" credit.csv'
ok 'a Python reader finds as many items as we list' python3 -c '
import csv
rows = list(csv.DictReader(open("credit.csv", encoding="utf-8-sig", newline="")))
assert len(rows) > 30 and all(r["Code"].startswith("CR-") for r in rows) and len(rows[0]) > 20'
run library export --encoding gb18030
cp out all.csv
ok 'all lines, in GB18030, to stdout' python3 -c 'assert len(open("all.csv", encoding="gb18030").read().splitlines()) > 300'
run library export --bases --encoding utf-16le --out bases.csv
ok 'the register' python3 -c '
import csv
rows = list(csv.DictReader(open("bases.csv", encoding="utf-16", newline="")))
assert len(rows) > 20 and rows[0]["Code"].startswith("B")'
run library export credit --format rec --out credit.rec
ok 'the text that is kept holds by recfix' sh -c '! command -v recfix > /dev/null || recfix credit.rec'
run library check credit.rec
has 0 'and by ours' '0 errors'
both library export --format rec
has 2 'a file holds one line' 'zicha library list'
both library export --format xls
has 2 'a format that is none' 'csv or rec'
both library export --encoding ebcdic
has 2 'an encoding that is none' 'utf-8 or gb18030'
both library export gold
has 2 'a line that is none' 'line gold does not exist'
both library export --out /nowhere/x.csv
has 6 'a folder that is not there' '/nowhere/x.csv'

# ---- tables in: what comes back unchanged changes nothing
for file in credit.csv all.csv bases.csv; do
	both library import $file --yes
	says 0 "$file as it was" <<'END'
nothing differs
END
done
both library draft
has 1 'so there is no draft' "There is no draft; edition $inforce is in force."

# ---- a change is shown first
was=$(python3 -c '
import csv
print([r["Question"] for r in csv.DictReader(open("credit.csv", encoding="utf-8-sig", newline="")) if r["Code"] == "CR-0203"][0])')
edit credit.csv gb18030 'row["CR-0203"][col["Question"]] = "主任的授权口令是否只归主任一人？"; row["CR-0204"][col["Severity"]] = "slight"'
both library import credit.csv
says 0 'a preview' <<END
reworded  CR-0203  授权口令自管
  Question
    - $was
    + 主任的授权口令是否只归主任一人？
regraded  CR-0204  $(ZICHA_LANG=en "$zicha" library show CR-0204 --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["title"])')
  Severity
    - $(ZICHA_LANG=en "$zicha" library show CR-0204 --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["severity"])')
    + slight
reworded 1, regraded 1
nothing was changed yet; --yes takes this into the draft
END
run library draft --json
says 1 'which changed nothing' < /dev/null
run library import credit.csv --yes --json
json 'taken in' '[(r["change"], r["item"]) for r in rows] == [("reworded", "CR-0203"), ("regraded", "CR-0204")] and rows[1]["fields"][0]["after"] == "slight"'
both library draft
has 0 'the draft' "The draft, against edition $inforce:" 'CR-0203' 'reworded 1, regraded 1'
both library import credit.csv --yes
has 5 'a second table is not laid over it unasked' '--draft lays the table over it'
cp all.csv second.csv
edit second.csv gb18030 'row["SE-0101"][col["Weight"]] = "2" if row["SE-0101"][col["Weight"]] == "1" else "1"; r[:] = [r[0], row["SE-0101"]]'
run library import second.csv --draft --yes
has 0 'with --draft it is' 'regraded  SE-0101' 'taken into the draft'
run library draft --json
json 'and both are there' '[r["item"] for r in rows] == ["CR-0203", "CR-0204", "SE-0101"]'
run library diff draft --json
json 'diff says the same' '[r["item"] for r in rows] == ["CR-0203", "CR-0204", "SE-0101"]'
run library show CR-0203 --edition draft --json
json 'the draft can be looked at' 'o["question"] == "主任的授权口令是否只归主任一人？"'
run library show CR-0203 --json
json 'the library in force is as it was' 'o["question"] != "主任的授权口令是否只归主任一人？"'

# ---- dropping
run library draft discard CR-0204
has 0 'one item' 'dropped; it is as in the edition in force'
both library draft discard CR-0204
has 1 'which is gone then' 'there was nothing to drop'
both library draft discard
has 0 'all of it is asked for' 'SE-0101' 'nothing was dropped yet; --yes drops all of it'
run library draft discard --json
json 'programs are shown what would go' '[r["item"] for r in rows if "change" in r] == ["CR-0203", "SE-0101"]'
both library draft throw
has 2 'a word that is none' 'usage: zicha library draft'
printf '%%rec: Line\n\nId: security\nCode: SE\nName: 安全\nEdition: 2026.1\nColour: red\n' > demo/local/draft/security.rec.bad
cp demo/local/draft/security.rec kept.rec
mv demo/local/draft/security.rec.bad demo/local/draft/security.rec
both library draft
has 3 'a file spoilt by hand is named' 'demo/local/draft/security.rec:7:1: the field Colour is unknown'
cp kept.rec demo/local/draft/security.rec

cp all.csv marked.csv
edit marked.csv gb18030 'r[0].append("我的记号"); row["SE-0101"].append("√")'
both library import marked.csv --draft
has 0 'a column of ones own is told and left out' 'marked.csv:1:25: warning: column Y (我的记号): this column is not one of the library; it is left out'

# ---- refused, by row and column, and nothing is changed
cp credit.csv bad.csv
edit bad.csv utf-8 'row["CR-0203"][col["Weight"]] = "2.3E+07"; row["CR-0201"][col["Code"]] = "CR-12"'
both library import bad.csv --draft --yes
has 3 'by row and column' 'bad.csv:' 'column C (Code)' 'column O (Weight)' 'bad.csv: 2 faults; nothing was changed'
run library import bad.csv --draft --yes --json
json 'as JSON' 'len(rows) == 2 and all(r["file"] == "bad.csv" and r["line"] > 1 and r["column"] > 1 and r["text"] for r in rows)'
printf '\xff\xfe\x00' > bad.csv
both library import bad.csv --draft --yes
has 3 'bytes that are no text' 'bad.csv:1:1: '
: > bad.csv
both library import bad.csv --draft
has 3 'an empty file' 'no row with headings'
both library import none.csv --draft
has 6 'a file that is not there' 'none.csv: no such file or folder'
both library import credit.csv --data /nowhere
has 2 'no store' 'nowhere'

# ---- publishing
for s in $("$zicha" list --json | python3 -c 'import json, sys; print(*[json.loads(l)["number"] for l in sys.stdin][::7])'); do
	"$zicha" show "$s" > "before-$s" 2>&1
	"$zicha" report "$s" > "before-$s-paper" 2>&1
	"$zicha" show "$s" --json >> "before-$s" 2>&1
done
as 110201 library publish "$next" --note 授权口令改问法
has 5 'a branch head may not' '李明' 'may not do this'
as 1002 library publish "$next" --note 授权口令改问法
has 5 'nor an auditor' 'may not do this'
as 1001 library publish "$next"
has 3 'without a note' 'say in a note'
as 1001 library publish "$inforce" --note 授权口令改问法
has 3 'under a name that is there' 'is not later than'
as 1001 library publish next --note 授权口令改问法
has 3 'under a name that is none' 'is no edition'
both library publish "$next" --note 授权口令改问法
has 2 'nobody acts' '--as'
run library publish "$next" --note 授权口令改问法 --as 1001 --passphrase-file demo-pass --today 2026-11-23 --json
json 'the risk officer may' "o['edition'] == '$next' and o['id']"
both library draft
has 1 'then there is no draft' "There is no draft; edition $next is in force."
as 1001 library publish "$next" --note 再来一次
has 3 'twice the same' 'is not later than'
run library editions --json
json 'it stands on top' "o['edition'] == '$next' and o['note'] == '授权口令改问法' and o['by'] == '1001' and o['changed'] == 2 and rows[1]['edition'] == '$inforce'"
run library show CR-0203 --json
json 'it is in force' 'o["question"] == "主任的授权口令是否只归主任一人？"'
run library show CR-0203 --edition "$inforce" --json
json 'what it said before can be read' 'o["question"] != "主任的授权口令是否只归主任一人？"'
run library list --json
json 'the lines that changed carry its name' "{r['line'] for r in rows if r['edition'] == '$next'} == {'credit', 'security'}"
run library diff "$inforce" "$next" --json
json 'what it changed' "[(r['change'], r.get('item')) for r in rows] == [('line_changed', None), ('reworded', 'CR-0203'), ('line_changed', None), ('regraded', 'SE-0101')]"
both library diff "$inforce" "$next"
has 0 'for reading' "$inforce -> $next" 'reworded  CR-0203' "    - $was" '    + 主任的授权口令是否只归主任一人？'
run library diff "$next" "$inforce" --json
json 'and back' "rows[1]['fields'][0]['before'] == '主任的授权口令是否只归主任一人？'"
run library diff credit.rec "$next" --json
json 'a file against an edition: only its line' "{r['line'] for r in rows} == {'credit'}"
run library diff "$next" credit.rec --json
json 'an edition against a file' "{r['line'] for r in rows} == {'credit'} and rows[1]['fields'][0]['after'] != '主任的授权口令是否只归主任一人？'"
run library diff builtin "$inforce" --json
json 'the lines of the program itself can be compared' 'isinstance(rows, list)'
run library list --edition builtin --json
json 'and listed' 'all(r["edition"] == "2026.1" for r in rows)'
both library diff 2020.1 "$next"
has 2 'an edition that is none' 'edition 2020.1 does not exist; there are: ' "$next" "$inforce"
both verify
has 0 'the store is sound' 'Sound'
run events --json --limit 0
changed=0
for f in before-*-paper; do
	s=${f#before-} s=${s%-paper}
	{ "$zicha" show "$s"; "$zicha" show "$s" --json; } > now 2>&1
	cmp -s now "before-$s" || changed=$((changed + 1))
	"$zicha" report "$s" > now 2>&1
	cmp -s now "$f" || changed=$((changed + 1))
done
ok "old sessions and their papers print the same bytes ($(ls before-*-paper | wc -l) of them)" test "$changed" -eq 0 -a "$(ls before-*-paper | wc -l)" -gt 5

# ---- a line of one's own, as rec text
sed 's/^Id: credit/Id: own/; s/^Code: CR$/Code: OW/; s/^Code: CR-/Code: OW-/; s/^Name: .*/Name: 本县条线/; s/CR-\([0-9]\{4\}\)/OW-\1/g' credit.rec > own.rec
both library import own.rec
has 0 'a new line' 'new line  own' 'added  OW-0203' 'nothing was changed yet'
run library import own.rec --yes
run library list --edition draft --json
json 'is in the draft' '"own" in {r["line"] for r in rows}'
run library draft discard --yes
has 0 'and dropped again' 'dropped'
both library draft discard
has 1 'nothing waits to be dropped then' 'There is no draft'
ok 'and no option is asked for' sh -c '! grep -q -e --yes out err'
run library import credit.rec --json
json 'an older text laid over: what it says, not how it calls itself' '[(r["change"], r["item"]) for r in rows] == [("reworded", "CR-0203")]'
rare=$(printf '\356\240\226')
sed "s/^Title: 不签空白合同/Title: 不签空白$rare/" credit.rec > own.rec
run library import own.rec --yes
run library export credit --edition draft --encoding gb18030 --out lost.csv
has 1 'a character that the encoding lacks is listed' 'U+E816'
ok 'and written as its code' grep -q '<E816>' lost.csv
run library draft discard --yes
sed '/^Code: CR-0204/,/^$/d' credit.rec > gone.rec
both library check gone.rec
has 1 'a code that is gone' 'CR-0204'
both library import gone.rec --yes
has 3 'is not taken' 'CR-0204 is gone from the library; a code is kept for ever: retire the item instead'
finish
