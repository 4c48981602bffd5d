/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dates and numbers as people type them.
 */
#include "base/clock.h"
#include "base/mem.h"
#include "base/msg.h"
#include "base/text.h"
#include "ui/widgets/form_inside.h"

#include <string.h>

enum { DIGITS_MOST = 18 };

bool form_is_blank(const char *text)
{
	AUTO(str_done) struct str s = {0};

	text_fold_ascii(text, &s);
	return strspn(str_text(&s), " \n") == s.n;
}

/* Full-width to ASCII, blanks and what is in `drop` left out. */
static void squeeze(const char *text, const char *drop, struct str *out)
{
	AUTO(str_done) struct str s = {0};

	text_fold_ascii(text, &s);
	for (size_t i = 0; i < s.n; i++)
		if (s.s[i] != ' ' && !strchr(drop, s.s[i]))
			str_add_char(out, s.s[i]);
}

bool form_parse_day(const char *text, int *day)
{
	AUTO(str_done) struct str s = {0};

	squeeze(text, "", &s);
	return day_parse(str_text(&s), day);
}

static bool cut_end(struct str *s, const char *end)
{
	size_t n = strlen(end);

	if (s->n < n || memcmp(s->s + s->n - n, end, n) != 0)
		return false;
	str_truncate(s, s->n - n);
	return true;
}

static void cut_start(struct str *s, const char *start)
{
	if (str_starts(str_text(s), start))
		str_remove(s, 0, strlen(start));
}

/* "1,234.5万元" to digits "12345", how many of them are decimals, and tens that 万 or 亿 add. */
struct number {
	bool negative;
	long long digits;
	int decimals, tens;
};

static bool read_number(const char *text, struct number *n)
{
	AUTO(str_done) struct str s = {0};
	size_t i = 0, count = 0;
	bool point = false;

	*n = (struct number){0};
	squeeze(text, ",", &s);
	cut_start(&s, "¥");
	cut_end(&s, "元");
	n->tens = cut_end(&s, "万") ? 4 : cut_end(&s, "亿") ? 8 : 0;
	n->negative = s.n && s.s[0] == '-';
	for (i = n->negative; i < s.n; i++) {
		if (s.s[i] == '.' && !point) {
			point = true;
		} else if (s.s[i] >= '0' && s.s[i] <= '9' && count++ < DIGITS_MOST) {
			n->digits = n->digits * 10 + (s.s[i] - '0');
			n->decimals += point;
		} else {
			return false;
		}
	}
	return count > 0;
}

/* False if it does not come out even, or is too large. */
static bool scale(const struct number *n, int decimals, long long *out)
{
	long long value = n->digits;
	int tens = decimals + n->tens - n->decimals;

	for (; tens > 0; tens--)
		if (__builtin_mul_overflow(value, 10LL, &value))
			return false;
	for (; tens < 0; tens++) {
		if (value % 10)
			return false;
		value /= 10;
	}
	*out = n->negative ? -value : value;
	return true;
}

static void limits(const struct form_field *d, long long *min, long long *max)
{
	bool open = !d->min && !d->max;

	*min = d->min;
	*max = open ? INT64_MAX : d->max;
}

int form_parse_number(const struct form_field *d, const char *text, long long *out, struct err *e)
{
	struct number n;
	long long value, min, max;

	if (!read_number(text, &n))
		return err_set(e, ERR_INPUT,
			       _("\"%s\" is no number; write digits, for example 1200 or 12.50"), text);
	if (!scale(&n, d->decimals, &value)) {
		if (d->decimals)
			return err_set(e, ERR_INPUT,
				       _("\"%s\": at most %d digits behind the point, and not so large"),
				       text, d->decimals);
		return err_set(e, ERR_INPUT, _("\"%s\": a whole number is wanted, and not so large"), text);
	}
	limits(d, &min, &max);
	if (value < min || value > max) {
		AUTO(str_done) struct str low = {0};
		AUTO(str_done) struct str high = {0};
		form_format_number(d, min, &low);
		form_format_number(d, max, &high);
		if (max == INT64_MAX)
			return err_set(e, ERR_INPUT, _("\"%s\" is too small; %s is the least"), text,
				       str_text(&low));
		return err_set(e, ERR_INPUT, _("\"%s\" is outside %s to %s"), text, str_text(&low),
			       str_text(&high));
	}
	*out = value;
	return 0;
}

void form_format_number(const struct form_field *d, long long value, struct str *out)
{
	char digits[40];
	unsigned long long v = value < 0 ? 0ULL - (unsigned long long)value : (unsigned long long)value;
	size_t n = sizeof digits;

	for (int i = 0; v || i <= d->decimals; i++, v /= 10) {
		if (d->decimals && i == d->decimals)
			digits[--n] = '.';
		digits[--n] = (char)('0' + v % 10);
	}
	if (value < 0)
		digits[--n] = '-';
	str_add_n(out, digits + n, sizeof digits - n);
}
