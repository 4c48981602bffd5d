# width-table.awk: the ranges that src/base/width.c needs beside libunistring, as C.
#   awk -f width-table.awk EastAsianWidth.txt PropList.txt UnicodeData.txt
# ambiguous: East_Asian_Width=A without marks and format characters, and private use.
# dropped:   General_Category=Cf without the visible prepended marks, and VS1-16.
function hex(s,    i, v) {
	v = 0
	for (i = 1; i <= length(s); i++)
		v = v * 16 + index("0123456789ABCDEF", substr(s, i, 1)) - 1
	return v
}
function put(name, kind,    c, first) {
	printf "static const struct width_range %s[] = {\n", name
	for (c = 0; c <= 1114112; c++) {
		if (c in kind)
			continue
		if (c > 0 && (c - 1) in kind)
			printf "\t{0x%04X, 0x%04X},\n", first, c - 1
		while (c < 1114111 && !((c + 1) in kind))
			c++
		first = c + 1
	}
	print "};"
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
		ambiguous[c]
}
file == 2 && /; *Prepended_Concatenation_Mark/ {
	n = split($1, end, /\.\./)
	for (c = hex(end[1]); c <= hex(end[n]); c++)
		visible[c]
}
file == 3 {
	split($0, part, ";")
	if (part[3] == "Cf" && !(hex(part[1]) in visible))
		dropped[hex(part[1])]
}
END {
	if (file != 3) {
		print "width-table.awk: three files of the Unicode Character Database are needed" > "/dev/stderr"
		exit 1
	}
	for (c = 65024; c <= 65039; c++)
		dropped[c]
	print "/* Made by build-aux/width-table.awk from the Unicode Character Database; do not edit. */"
	put("ambiguous", ambiguous)
	put("dropped", dropped)
}
