# SPDX-License-Identifier: GPL-3.0-or-later
# Migration steps to C. awk -f steps.awk data/sql/step/NNN-name.sql... (none at all is fine, give /dev/null)
# NNN is the format (DB_FORMAT) that asks for the step.
function escape(s) {
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	return s
}

BEGIN { print "/* Made by build-aux/steps.awk from data/sql/step; do not edit. */\nstatic const struct migrate_step built_in[] = {" }

FNR == 1 && FILENAME != "/dev/null" {
	if (open)
		print "},"
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.sql$/, "", name)
	format = name
	sub(/-.*/, "", format)
	if (format !~ /^[0-9]+$/) {
		print FILENAME ": the name must be NNN-name.sql" > "/dev/stderr"
		exit 1
	}
	printf "\t{%d, \"%s\",", format, name
	open = 1
}

{ printf "\n\t\t\"%s\\n\"", escape($0) }

END {
	if (open)
		print "},"
	print "\t{0, NULL, NULL},\n};"
}
