# SPDX-License-Identifier: GPL-3.0-or-later
# Named SQL to C. awk -v want=enum|text -f sql.awk query.sql
# A statement stands after "-- name: x" and ends before the next such line or at the end of the file; other comment lines
# are left out. enum gives `enum sql_id`, text gives the array sql_rows of { name, text } in the same order.
# What several statements share stands once, before them, after "-- part: x", and is put where they say {x}.
function fail(what) {
	printf "%s:%d: %s\n", FILENAME, FNR, what > "/dev/stderr"
	bad = 1
	exit 1
}

function escape(s) {
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	return s
}

/^-- name:/ {
	name = $3
	if (name !~ /^[a-z][a-z0-9_]*$/ || NF != 3)
		fail("a name is lower-case letters, digits and _: " $0)
	if (name in seen)
		fail("the name " name " stands twice")
	seen[name] = 1
	names[++count] = name
	parts = ""
	next
}

/^-- part:/ {
	if ($3 !~ /^[a-z][a-z0-9_]*$/ || NF != 3 || $3 in part)
		fail("a part has a name of its own: " $0)
	parts = $3
	part[parts] = ""
	next
}

/^[ \t]*--/ || /^[ \t]*$/ { next }

# The line with its parts put in; a part may hold others that stand before it.
function with_parts(line, name) {
	while (match(line, /\{[a-z][a-z0-9_]*\}/)) {
		name = substr(line, RSTART + 1, RLENGTH - 2)
		if (!(name in part))
			fail("there is no part " name " before this line")
		line = substr(line, 1, RSTART - 1) part[name] substr(line, RSTART + RLENGTH)
		used[name] = 1
	}
	return line
}

{
	line = with_parts($0)
	sub(/^[ \t]+/, "", line)
	sub(/[ \t]+$/, "", line)
	if (parts != "")
		part[parts] = part[parts] (part[parts] == "" ? "" : " ") line
	else if (!count)
		fail("SQL before the first name")
	else
		text[count] = text[count] (text[count] == "" ? "" : " ") line
}

END {
	if (bad)
		exit 1
	for (name in part)
		if (!(name in used)) {
			printf "%s: no statement has the part %s\n", FILENAME, name > "/dev/stderr"
			exit 1
		}
	print "/* Made by build-aux/sql.awk from data/sql/query.sql; do not edit. */"
	if (want == "enum") {
		print "#ifndef ZICHA_STORE_SQL_H\n#define ZICHA_STORE_SQL_H\n\nenum sql_id {"
		for (i = 1; i <= count; i++)
			printf "\tSQL_%s,\n", names[i]
		print "\tSQL_COUNT\n};\n\n#endif"
		exit
	}
	print "static const struct sql_row {\n\tconst char *name, *text;\n} sql_rows[SQL_COUNT] = {"
	for (i = 1; i <= count; i++) {
		if (text[i] == "") {
			printf "%s: %s has no SQL\n", FILENAME, names[i] > "/dev/stderr"
			exit 1
		}
		sub(/;$/, "", text[i])
		printf "\t[SQL_%s] = {\"%s\", \"%s\"},\n", names[i], names[i], escape(text[i])
	}
	print "};"
}
