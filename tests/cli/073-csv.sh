#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Our CSV reader against Python's, and what it writes against what Python reads.
. "${srcdir:-.}/tests/cli/lib.sh"
unset ZICHA_DATA

cat > corpus.py <<'END'
"""A corpus of CSV texts in the folder `corpus`: whole ones, and ones with a byte lost, doubled or put in."""
import csv, io, os, random

random.seed(20261123)
os.mkdir("corpus")
pieces = ["", "a", "甲", "乙，丙", '"', '""', ",", ";", "\t", "\n", "\r\n", "\r", " ", "  x ", "0012", "=1+1", "'q", "𠀀", "é", "\u3000"]
for n in range(700):
    sep = random.choice(",,;\t")
    rows = [[f"h{i}" for i in range(random.randint(2, 6))]]
    for _ in range(random.randint(0, 8)):
        rows.append(["".join(random.choices(pieces, k=random.randint(0, 4))) for _ in rows[0]])
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sep, lineterminator=random.choice(["\r\n", "\n", "\r"]),
               quoting=random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])).writerows(rows)
    text = out.getvalue()
    if n % 2:
        first = len(text) and max(text.find("\n"), text.find("\r"))
        for _ in range(random.randint(1, 3)):
            at = random.randint(min(first + 1, len(text)), len(text))
            text = random.choice([text[:at] + text[at + 1:], text[:at] + random.choice('"",;\n\r') + text[at:],
                                  text[:at] + text[at:at + 5] * 2 + text[at + 5:]])
    with open(f"corpus/{n:04}.csv", "wb") as f:
        f.write(text.encode())
END
cat > compare.py <<'END'
import csv, glob, io, json, re, sys

def theirs(text, sep):
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=sep, strict=True))
    except csv.Error:
        return None

def bare_quote(text, sep):
    """A quote that opens no cell: Python takes it for a character, we refuse it."""
    inside, start, i = False, True, 0
    while i < len(text):
        c = text[i]
        if inside:
            if c == '"' and text[i + 1:i + 2] == '"':
                i += 1
            elif c == '"':
                inside = False
        elif c == '"':
            if not start:
                return True
            inside = True
        start = not inside and c in sep + "\r\n"
        i += 1
    return False

def lf(rows):
    return [[re.sub("\r\n?", "\n", c) for c in r] if r else [""] for r in rows]

agreed = refused = stricter = 0
ours = [json.loads(line) for line in open("ours", encoding="utf-8")]
names = sorted(glob.glob("corpus/*.csv"))
assert len(ours) == len(names)
for name, o in zip(names, ours):
    text = open(name, "rb").read().decode()
    head = re.split("[\r\n]", text)[0]
    sep = max(",;\t", key=head.count)
    t = theirs(text, sep)
    if "refused" in o:
        assert re.match(r"line \d+, column \d+: ", o["refused"]), o["refused"]
        assert t is None or bare_quote(text, sep), (name, o, t)
        refused += t is None
        stricter += t is not None
    else:
        mine = [r if r else [""] for r in o["rows"]]
        assert t is not None, (name, o)
        want = lf(t)
        while want and want[-1] == [""] and len(want) > len(mine):
            want.pop()
        assert mine == want, (name, mine, want)
        agreed += 1
print(agreed, refused, stricter)
assert agreed > 400 and refused > 20 and stricter > 20
END
python3 corpus.py
"$builddir/tests/cli/rows" corpus/*.csv > ours
ok 'our reader took them all' test $? -eq 0
python3 compare.py > said 2>&1
ok "both read the same, or refuse the same ($(tail -n 1 said): agreed, both refuse, only we refuse)" test $? -eq 0 || tail -n 3 said

# What we write, Python reads; what Python writes of that again, we take as unchanged.
for what in credit bills --bases; do
	for encoding in utf-8 gb18030 utf-16le; do
		run library export $what --encoding $encoding --out t.csv
		python3 - $encoding <<'END'
import csv, io, sys
code = {"utf-8": "utf-8-sig", "utf-16le": "utf-16"}.get(sys.argv[1], sys.argv[1])
rows = list(csv.reader(io.StringIO(open("t.csv", "rb").read().decode(code), newline=""), strict=True))
assert len({len(r) for r in rows}) == 1 and len(rows) > 10
for quoting, sep, end, name in ((csv.QUOTE_ALL, ",", "\r\n", "a.csv"), (csv.QUOTE_MINIMAL, ";", "\n", "b.csv"), (csv.QUOTE_MINIMAL, "\t", "\r", "c.csv")):
    out = io.StringIO(newline="")
    csv.writer(out, quoting=quoting, delimiter=sep, lineterminator=end).writerows(rows)
    open(name, "wb").write(out.getvalue().encode(code))
END
		ok "$what in $encoding: Python reads it" test $? -eq 0
		for file in a.csv b.csv c.csv; do
			# Without a store there is no draft to take it into: the difference is what tells.
			run library diff $file --json
			says 0 "$what in $encoding as Python writes it ($file)" < /dev/null
		done
	done
done
finish
