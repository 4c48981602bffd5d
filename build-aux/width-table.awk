# SPDX-License-Identifier: GPL-3.0-or-later
# width-table.awk: the ranges that src/base/width.c needs beside libunistring, as C.
#   awk -f width-table.awk EastAsianWidth.txt PropList.txt UnicodeData.txt
# AMBIGUOUS: East_Asian_Width=A without marks and format characters, and private use.
# DROPPED:   General_Category=Cf without the visible prepended marks, VS1-16, line and paragraph separators.
function hex(s,    i, v) {
	v = 0
	for (i = 1; i <= length(s); i++)
		v = v * 16 + index("0123456789ABCDEF", substr(s, i, 1)) - 1
	return v
}
function put(kind,    c, first) {
	for (c = first = 1; c <= 1114112; c++) {
		if (kind[c] == kind[first])
			continue
		if (kind[first])
			printf "\t{0x%04X, 0x%04X, %s},\n", first, c - 1, kind[first]
		first = c
	}
}
FNR == 1 { file++ }
{ sub(/\r$/, "") }
file == 1 && /^[0-9A-F]+(\.\.[0-9A-F]+)? *; *A/ {
	split($0, part, /[;#]/)
	split(part[3], word, " ")
	if (word[1] ~ /^(Mn|Me|Cf)$/)
		next
	gsub(/ /, "", part[1])
	n = split(part[1], end, /\.\./)
	for (c = hex(end[1]); c <= hex(end[n]); c++)
		kind[c] = "AMBIGUOUS"
}
file == 2 && /; *Prepended_Concatenation_Mark/ {
	n = split($1, end, /\.\./)
	for (c = hex(end[1]); c <= hex(end[n]); c++)
		visible[c]
}
file == 3 {
	split($0, part, ";")
	if (part[3] == "Cf" && !(hex(part[1]) in visible))
		kind[hex(part[1])] = "DROPPED"
}
END {
	if (file != 3) {
		print "width-table.awk: three files of the Unicode Character Database are needed" > "/dev/stderr"
		exit 1
	}
	for (c = 65024; c <= 65039; c++)
		kind[c] = "DROPPED"
	kind[8232] = kind[8233] = "DROPPED"
	print "/* Made by build-aux/width-table.awk from the Unicode Character Database; do not edit. */"
	print "static const struct width_range special[] = {"
	put(kind)
	print "};"
}
