# SPDX-License-Identifier: GPL-3.0-or-later
"""foreign.py ZICHA-CTL FOREIGN.TSV STORE: the strings of FOREIGN.TSV as arguments, in the environment, in every free text
of a copy of STORE, and in a library file. Nothing of them comes out on stdout or stderr as a control, a character that
steers, or bad UTF-8; with --json each line is JSON besides. "N passed, N failed"."""
import json, os, re, shutil, sqlite3, subprocess, sys, unicodedata

zicha, table, store = sys.argv[1:]
counts = [0, 0]


def unescape(text):
	out, at = b"", 0
	for m in re.finditer(r"\\(x..|u....|U........|.)", text):
		out += text[at : m.start()].encode()
		at, what = m.end(), m.group(1)
		if what[0] == "x" and len(what) == 3:
			out += bytes([int(what[1:], 16)])
		elif what[0] in "uU" and len(what) > 1:
			out += chr(int(what[1:], 16)).encode("utf-8", "surrogatepass")
		else:
			out += {"n": b"\n", "r": b"\r", "t": b"\t"}.get(what, what.encode())
	return out + text[at:].encode()


def fault(said):
	try:
		text = said.decode("utf-8")
	except UnicodeDecodeError as e:
		return "bad UTF-8: %s" % e
	for c in text:
		o = ord(c)
		if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp"):
			return "U+%04X" % o
		if 0xFDD0 <= o <= 0xFDEF or o & 0xFFFE == 0xFFFE:
			return "U+%04X" % o
	return None


def run(name, *args, env={}):
	words = [zicha.encode()] + [a if isinstance(a, bytes) else a.encode() for a in args]
	words = [w.replace(b"\0", b"") for w in words]
	full = {b"HOME": b"/nonexistent", b"LC_ALL": b"C.UTF-8", b"PATH": os.environb[b"PATH"]}
	full.update({k.encode(): v.replace(b"\0", b"") for k, v in env.items()})
	p = subprocess.run(words, env=full, stdin=subprocess.DEVNULL, capture_output=True)
	why = fault(p.stdout) or fault(p.stderr)
	if p.returncode < 0 or p.returncode > 130:
		why = "ended with %d" % p.returncode
	if not why and b"--json" in words:
		try:
			[json.loads(line) for line in p.stdout.splitlines()]
		except ValueError as e:
			why = "no JSON: %s" % e
	counts[1 if why else 0] += 1
	if why:
		print("%s: %s: %r" % (name, why, words[1:]))
		print("    %r" % (p.stdout + p.stderr)[:300])
	return p.stdout


def arguments(name, s):
	run(name, s)
	run(name, "list", "--data", store, "--branch", s)
	run(name, "list", "--data", store, "--state", s)
	run(name, "show", s, "--data", store)
	run(name, "library", "show", s)
	run(name, "library", "check", s)
	run(name, "list", "--data", s)
	run(name, "branch", "add", s, s, "--data", store, "--as", s)
	run(name, "verify", "--data", store, "--head", s)
	run(name, "doctor", "--data", s, env={"TERM": s, "LC_ALL": s, "LANG": s, "ZICHA_LANG": s, "SSH_CONNECTION": s})


def texts(db):
	"""Columns that hold free text: no key, no reference."""
	for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
		refs = {row[3] for row in db.execute("PRAGMA foreign_key_list(%s)" % table)}
		for _, column, kind, _, _, key in db.execute("PRAGMA table_info(%s)" % table).fetchall():
			if kind == "TEXT" and not key and column not in refs:
				yield table, column


def in_the_store(name, s):
	shutil.rmtree("t", ignore_errors=True)
	shutil.copytree(store, "t")
	db = sqlite3.connect("t/zicha.db", isolation_level=None)
	db.execute("PRAGMA ignore_check_constraints = 1")
	changed = 0
	for table, column in list(texts(db)):
		try:
			db.execute("UPDATE %s SET %s = CAST(? AS TEXT)" % (table, column), (s,))
			changed += 1
		except sqlite3.Error:
			pass  # a trigger, or an index that wants them different
	db.close()
	counts[0 if changed > 20 else 1] += 1
	for verb in (["list"], ["show", "1"], ["report", "1"], ["events"], ["person", "list"], ["branch", "list"], ["verify"], ["doctor"]):
		run(name, *verb, "--data", "t")
		if verb[0] != "report":
			run(name, *verb, "--data", "t", "--json")


def in_a_library(name, s):
	with open("f.rec", "wb") as f:
		f.write(b"%%rec: Line\n\nId: credit\nCode: CR\nName: %s\n\n%%rec: Item\n\nCode: %s\nTitle: %s\nPost: %s\n%s: x\n" % (s, s, s, s, s))
	run(name, "library", "check", "f.rec")


strings = []
for line in open(table, encoding="ascii"):
	if not line.startswith("#"):
		name, escaped = line.rstrip("\n").split("\t")
		strings.append((name, unescape(escaped)))
counts[0 if len(strings) >= 60 else 1] += 1
for name, s in strings:
	arguments(name, s)
	in_a_library(name, s)
for at in range(0, len(strings), 12):
	in_the_store(strings[at][0], b" | ".join(s for _, s in strings[at : at + 12]))
print("%d passed, %d failed" % tuple(counts))
