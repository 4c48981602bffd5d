/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Weak stand-ins until src/base/text.c is in; then this file goes.
 */
#include "base/text.h"

__attribute__((weak)) bool text_is_clean(const char *text, size_t n, unsigned flags)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)text[i] < 0x20 && text[i] != '\n')
			return false;
	return true;
}

__attribute__((weak)) void text_fold_ascii(const char *text, struct str *out)
{
	str_add(out, text);
}

__attribute__((weak)) size_t text_cluster(const char *s, size_t n)
{
	size_t i = n ? 1 : 0;
	while (i < n && ((unsigned char)s[i] & 0xC0) == 0x80)
		i++;
	return i;
}
