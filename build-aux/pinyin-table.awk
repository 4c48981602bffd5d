# SPDX-License-Identifier: GPL-3.0-or-later
# pinyin-table.awk: the first letters of all Mandarin readings of each Han character, as C.
#   LC_ALL=C awk -f pinyin-table.awk Unihan_Readings.txt
# From kMandarin (the customary reading), kTGHZ2013 (Tongyong Guifan Hanzi Zidian, 2013) and kHanyuPinlu (Xiandai Hanyu
# Pinlu Cidian, 1986); see UAX 38. A character becomes the number of a set of letters; pages of 256 characters, equal ones
# once. Works on bytes: tone marks are matched as the bytes of UTF-8.
function hex(s,    i, v) {
	v = 0
	for (i = 1; i <= length(s); i++)
		v = v * 16 + index("0123456789ABCDEF", substr(s, i, 1)) - 1
	return v
}
# The letter a syllable starts with, 0 for a, or -1.
function letter(s,    i, at) {
	at = index("abcdefghijklmnopqrstuvwxyz", substr(s, 1, 1))
	if (at)
		return at - 1
	for (i = 1; i <= toned; i += 2)
		if (index(s, tone[i]) == 1)
			return index("abcdefghijklmnopqrstuvwxyz", tone[i + 1]) - 1
	return -1
}
BEGIN {
	toned = split("ā a á a ǎ a à a ē e é e ě e è e ê e ế e ề e ō o ó o ǒ o ò o ḿ m ń n ň n ǹ n", tone, " ")
	first_page = 48 # U+3000
	last_page = 803 # U+323FF
	has[12295, 11] = seen[12295] = 1 # U+3007 〇 líng is no Han character to Unihan
}
$2 == "kMandarin" || $2 == "kTGHZ2013" || $2 == "kHanyuPinlu" {
	c = hex(substr($1, 3))
	for (i = 3; i <= NF; i++) {
		sub(/^.*:/, "", $i)
		n = split($i, syllable, ",")
		for (k = 1; k <= n; k++) {
			at = letter(syllable[k])
			if (at < 0) {
				print "pinyin-table.awk: " $0 ": no letter" > "/dev/stderr"
				exit failed = 1
			}
			has[c, at] = 1
			seen[c] = 1
		}
	}
}
END {
	if (failed)
		exit 1
	print "/* Made by build-aux/pinyin-table.awk from Unihan; do not edit. */"
	print "enum { FIRST_PAGE = " first_page ", LAST_PAGE = " last_page " };"
	for (c = first_page * 256; c < (last_page + 1) * 256; c++) {
		if (!(c in seen))
			continue
		key = ""
		bits = 0
		for (at = 0; at < 26; at++)
			if ((c, at) in has) {
				key = key at " "
				bits += 2 ^ at
			}
		if (!(key in number)) {
			number[key] = ++sets
			set_bits[sets] = bits
		}
		set_of[c] = number[key]
		count++
	}
	if (sets > 255 || count < 20000) {
		print "pinyin-table.awk: " count " characters, " sets " sets: not the Unihan that is expected" > "/dev/stderr"
		exit 1
	}
	printf "static const uint32_t sets[] = {"
	for (i = 0; i <= sets; i++)
		printf "%s%d,", i % 10 ? " " : "\n\t", set_bits[i] + 0
	print "\n};"
	print "static const uint8_t pages[][256] = {"
	for (p = first_page; p <= last_page; p++) {
		row = ""
		for (i = 0; i < 256; i++)
			row = row (set_of[p * 256 + i] + 0) ","
		if (!(row in page)) {
			page[row] = kinds++
			print "\t{" row "},"
		}
		page_of[p] = page[row]
	}
	print "};"
	printf "static const uint16_t page_of[] = {"
	for (p = first_page; p <= last_page; p++)
		printf "%s%d,", (p - first_page) % 16 ? " " : "\n\t", page_of[p]
	print "\n};"
}
