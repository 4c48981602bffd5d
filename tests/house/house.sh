# SPDX-License-Identifier: GPL-3.0-or-later
#
# What every house test begins with:  . "${srcdir:=$(pwd)}/tests/house/house.sh"
# A house test holds the tree against its own rules. It stands in the source folder, finds what is
# built in $builddir, and calls verdict once per rule and finish at the end.
set -u
cd "$srcdir" || exit 1
: "${builddir:=$srcdir}"
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

# A C file without comments and with empty strings, line numbers kept.
bare() {
	awk '{
		out = ""
		n = length($0)
		for (i = 1; i <= n; i++) {
			c = substr($0, i, 1)
			two = substr($0, i, 2)
			if (inside) { if (two == "*/") { inside = 0; i++ } }
			else if (two == "/*") { inside = 1; i++ }
			else if (two == "//") break
			else if (c == "\"" || c == "\047") {
				out = out c
				for (i++; i <= n && substr($0, i, 1) != c; i++)
					if (substr($0, i, 1) == "\\")
						i++
				out = out c
			} else out = out c
		}
		print out
	}' "$1"
}
