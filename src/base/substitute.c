/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/substitute.h"

#include "base/mem.h"
#include "base/text.h"

#include <uninorm.h>

struct row {
	uint32_t c;
	const char *text;
};

/* In the order of code points; what is not here follows from a rule below. */
static const struct row rows[] = {
	{0x00A1, "!"},    {0x00A4, "$"},    {0x00A7, "S"},    {0x00A8, "\""},   {0x00AE, "(R)"},  {0x00B0, "度"},
	{0x00B1, "+-"},   {0x00B4, "'"},    {0x00B6, "P"},    {0x00B7, "・"},   {0x00B8, ","},    {0x00BF, "?"},
	{0x00C6, "AE"},   {0x00D0, "D"},    {0x00D7, "x"},    {0x00D8, "O"},    {0x00DE, "Th"},   {0x00DF, "ss"},
	{0x00E6, "ae"},   {0x00F0, "d"},    {0x00F7, "/"},    {0x00F8, "o"},    {0x00FE, "th"},   {0x0111, "d"},
	{0x0126, "H"},    {0x0127, "h"},    {0x0131, "i"},    {0x0138, "k"},    {0x0142, "l"},    {0x014A, "N"},
	{0x014B, "n"},    {0x0152, "OE"},   {0x0153, "oe"},   {0x0166, "T"},    {0x0167, "t"},    {0x0251, "a"},
	{0x0261, "g"},    {0x02C7, "v"},    {0x02C9, "-"},    {0x02CA, "'"},    {0x02CB, "`"},    {0x02D9, "."},
	{0x2010, "-"},    {0x2013, "-"},    {0x2014, "－"},   {0x2015, "－"},   {0x2016, "||"},   {0x2018, "『"},
	{0x2019, "』"},   {0x201C, "「"},   {0x201D, "」"},   {0x2020, "+"},    {0x2021, "++"},   {0x2022, "*"},
	{0x2024, "."},    {0x2025, ".."},   {0x2026, "..."},  {0x2027, "-"},    {0x2030, "%%"},   {0x2032, "'"},
	{0x2033, "\""},   {0x2035, "`"},    {0x203B, "*"},    {0x203E, "-"},    {0x20AC, "EUR"},  {0x2103, "度"},
	{0x2105, "c/o"},  {0x2109, "F"},    {0x2113, "l"},    {0x2116, "No"},   {0x2121, "TEL"},  {0x2122, "TM"},
	{0x2126, "ohm"},  {0x212B, "A"},    {0x2153, "1/3"},  {0x2154, "2/3"},  {0x2190, "<-"},   {0x2191, "^"},
	{0x2192, "->"},   {0x2193, "v"},    {0x2194, "<->"},  {0x2195, "^v"},   {0x21D2, "=>"},   {0x21D4, "<=>"},
	{0x2207, "v"},    {0x2208, "in"},   {0x220F, "*"},    {0x2211, "+"},    {0x2215, "/"},    {0x221A, "v"},
	{0x221D, "~"},    {0x221E, "oo"},   {0x2225, "||"},   {0x2227, "^"},    {0x2228, "v"},    {0x2229, "n"},
	{0x222A, "u"},    {0x2234, ":."},   {0x2235, ".:"},   {0x2236, ":"},    {0x2237, "::"},   {0x223C, "~"},
	{0x2248, "~="},   {0x224C, "~="},   {0x2252, "~="},   {0x2260, "!="},   {0x2261, "=="},   {0x2264, "<="},
	{0x2265, ">="},   {0x2266, "<="},   {0x2267, ">="},   {0x226A, "<<"},   {0x226B, ">>"},   {0x2295, "(+)"},
	{0x2299, "(.)"},  {0x22A5, "_|_"},  {0x2312, "^"},    {0x25A0, "#"},    {0x25A1, "[]"},   {0x25B2, "^"},
	{0x25B3, "^"},    {0x25B6, ">"},    {0x25B7, ">"},    {0x25BC, "v"},    {0x25BD, "v"},    {0x25C0, "<"},
	{0x25C1, "<"},    {0x25C6, "<>"},   {0x25C7, "<>"},   {0x25C8, "<>"},   {0x25CB, "〇"},   {0x25CE, "(o)"},
	{0x25CF, "(*)"},  {0x25EF, "〇"},   {0x2605, "*"},    {0x2606, "*"},    {0x2609, "(.)"},  {0x260E, "TEL"},
	{0x260F, "TEL"},  {0x261C, "<-"},   {0x261E, "->"},   {0x2640, "女"},   {0x2642, "男"},   {0xFFFD, "?"},
};

static const char *row_find(uint32_t c)
{
	size_t low = 0, high = ARRAY_LEN(rows);

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (rows[middle].c == c)
			return rows[middle].text;
		if (rows[middle].c < c)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Letters of the two small alphabets that are ambiguous. */
static const char *letter_find(uint32_t c)
{
	static const char *const greek[] = {"a", "b", "g", "d", "e", "z", "e", "th", "i", "k", "l", "m", "n",
					    "x", "o", "p", "r", "s", "s", "t", "y", "f", "ch", "ps", "o"};
	static const char *const cyrillic[] = {"a", "b", "v", "g", "d", "e", "zh", "z", "i", "j", "k",
					       "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h",
					       "ts", "ch", "sh", "sch", "'", "y", "'", "e", "yu", "ya"};

	if (c >= 0x391 && c <= 0x3C9 && (c - 0x391) % 32 < ARRAY_LEN(greek))
		return greek[(c - 0x391) % 32];
	if (c == 0x401 || c == 0x451)
		return "yo";
	return c >= 0x410 && c <= 0x44F ? cyrillic[(c - 0x410) % 32] : NULL;
}

/* The number in a circle or a black disc; 0 if c is none. */
static unsigned circled_number(uint32_t c)
{
	static const struct {
		uint32_t first, last;
		unsigned number;
	} runs[] = {{0x2460, 0x2473, 1}, {0x24EB, 0x24F4, 11}, {0x24F5, 0x24FE, 1}, {0x2776, 0x277F, 1}};

	for (size_t i = 0; i < ARRAY_LEN(runs); i++)
		if (c >= runs[i].first && c <= runs[i].last)
			return runs[i].number + (c - runs[i].first);
	return 0;
}

static const char *drawn(uint32_t c)
{
	if (c >= 0x2500 && c <= 0x257F)
		return c == 0x2500 || c == 0x2501 || c == 0x2550 ? "-"
		       : c == 0x2502 || c == 0x2503 || c == 0x2551 ? "|" : "+";
	if (c >= 0x2580 && c <= 0x259F)
		return "#";
	return (c >= 0x25A0 && c <= 0x25FF) || (c >= 0x2600 && c <= 0x27BF) ? "*" : NULL;
}

/* The compatibility decomposition, if all of it has a width of its own. */
static bool decomposed(uint32_t c, bool (*ambiguous)(uint32_t c), struct str *out)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int tag, n = uc_decomposition(c, &tag, parts);

	if (n <= 0)
		return false;
	for (int i = 0; i < n; i++)
		if (ambiguous(parts[i]))
			return false;
	for (int i = 0; i < n; i++)
		text_add_char(out, parts[i] == 0x2044 ? '/' : parts[i]); /* the fraction slash of ½ */
	return true;
}

void substitute_add(uint32_t c, bool (*ambiguous)(uint32_t c), struct str *out)
{
	unsigned number = circled_number(c);
	const char *text = row_find(c);

	if (!text)
		text = letter_find(c);
	if (!text)
		text = drawn(c);
	if (!text && ((c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000))
		text = "〓";
	if (number)
		str_addf(out, "(%u)", number);
	else if (c >= 0x24B6 && c <= 0x24E9)
		str_addf(out, "(%c)", (int)(c < 0x24D0 ? 'A' + (c - 0x24B6) : 'a' + (c - 0x24D0)));
	else if (text)
		str_add(out, text);
	else if (!decomposed(c, ambiguous, out))
		str_add_char(out, '?');
}
