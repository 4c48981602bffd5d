# SPDX-License-Identifier: GPL-3.0-or-later
#
# What every house test begins with:  . "${srcdir:=$(pwd)}/tests/house/house.sh"
# A house test holds the tree against its own rules. It stands in the source folder, finds what is
# built in $builddir, and calls verdict once per rule and finish at the end.
set -u
# Both as they were meant where the test was called: relative ones too.
builddir=$(cd "${builddir:=$srcdir}" && pwd) || exit 1
cd "$srcdir" || exit 1
export LC_ALL=C
passed=0
failed=0

# verdict RULE FOUND: the rule holds if FOUND (one fault a line) is empty.
verdict() {
	if [ -z "$2" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf '%s:\n%s\n' "$1" "$(printf '%s\n' "$2" | sed 's/^/  /')"
	fi
}

finish() {
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ] || exit 1
	exit 0
}

# Every C file of the program.
sources() { find src ui -name '*.[ch]' | sort; }

# The floors of HACKING.md, low to high, a line each: FOLDER MODULE...
floors() {
	awk '/^```floors$/ { on = 1; next }
	/^```$/ { if (on) exit }
	on { line = line $0 " "; if ($0 !~ /\\$/) { print line; line = "" } else sub(/\\ $/, "", line) }' HACKING.md
}

# bare FOLDER FILE...: C files without comments and with empty strings, line numbers kept, as FOLDER/src@base@err.c.
bare() {
	folder=$1
	shift
	awk -v folder="$folder" '
	FNR == 1 {
		if (to) close(to)
		to = FILENAME
		gsub(/\//, "@", to)
		to = folder "/" to
		inside = 0
	}
	{
		line = $0
		out = ""
		while (line != "") {
			if (inside) {
				if (!(i = index(line, "*/"))) break
				line = substr(line, i + 2)
				inside = 0
			} else if (!match(line, /\/\*|\/\/|["\047]/)) {
				out = out line
				break
			} else {
				out = out substr(line, 1, RSTART - 1)
				what = substr(line, RSTART, RLENGTH)
				line = substr(line, RSTART + RLENGTH)
				if (what == "//") break
				if (what == "/*") { inside = 1; continue }
				while (match(line, "\\\\|" what) && substr(line, RSTART, 1) == "\\")
					line = substr(line, RSTART + 2)
				line = RSTART ? substr(line, RSTART + 1) : ""
				out = out what what
			}
		}
		print out > to
	}' "$@"
}
