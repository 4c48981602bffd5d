/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { DAY_SECONDS = 86400, CHINA_OFFSET = 8 * 3600, FIRST_YEAR = 1900, LAST_YEAR = 2199 };

static int64_t machine_now(void)
{
	struct timespec ts;
	clock_gettime(CLOCK_REALTIME, &ts);
	return ts.tv_sec;
}

int64_t clock_now(struct clock *c)
{
	if (!c->fixed)
		return machine_now() + c->offset;
	int64_t now = c->now;
	c->now += c->step;
	return now;
}

void clock_fix(struct clock *c, int64_t now, int64_t step)
{
	*c = (struct clock){.fixed = true, .now = now, .step = step};
}

void clock_set_today(struct clock *c, int day)
{
	int days = day - day_of_time(machine_now());
	*c = (struct clock){.offset = (int64_t)days * DAY_SECONDS};
}

int clock_today(struct clock *c)
{
	return day_of_time(c->fixed ? c->now : machine_now() + c->offset);
}

int64_t clock_monotonic_ms(void)
{
	struct timespec ts;
	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static bool leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && leap(year) ? 29 : days[month - 1];
}

/* Days before 1 March of a year counted from March, the usual civil-calendar arithmetic. */
int day_from(int year, int month, int day)
{
	if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
	    day > month_days(year, month))
		return CLOCK_NO_DAY;
	int y = month <= 2 ? year - 1 : year;
	int m = month <= 2 ? month + 9 : month - 3;
	return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 1 - 719468;
}

void day_split(int day, int *year, int *month, int *mday)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*mday = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

int day_weekday(int day)
{
	return ((day % 7 + 7) % 7 + 3) % 7 + 1; /* 1970-01-01 was a Thursday */
}

/* A time in China; one that a damaged store names is brought within some ten thousand years, where days can be counted. */
static int64_t china_time(int64_t time)
{
	const int64_t most = INT64_C(4000000) * DAY_SECONDS;

	return (time > most ? most : time < -most ? -most : time) + CHINA_OFFSET;
}

int day_of_time(int64_t time)
{
	int64_t t = china_time(time);
	return (int)((t >= 0 ? t : t - (DAY_SECONDS - 1)) / DAY_SECONDS);
}

int64_t time_from_day(int day)
{
	return (int64_t)day * DAY_SECONDS - CHINA_OFFSET;
}

int day_add_months(int day, int months)
{
	int y, m, d;
	day_split(day, &y, &m, &d);
	int total = y * 12 + m - 1 + months;
	y = total / 12;
	m = total % 12 + 1;
	if (y < FIRST_YEAR || y > LAST_YEAR)
		return CLOCK_NO_DAY;
	if (d > month_days(y, m))
		d = month_days(y, m);
	return day_from(y, m, d);
}

bool day_parse(const char *text, int *day)
{
	static const char *const forms[] = {"%4d-%2d-%2d%n", "%4d/%2d/%2d%n", "%4d.%2d.%2d%n", "%4d年%2d月%2d日%n",
					    "%4d%2d%2d%n"};

	if (!text)
		return false;
	for (unsigned i = 0; i < sizeof forms / sizeof *forms; i++) {
		int y, m, d, used = 0;
		if (sscanf(text, forms[i], &y, &m, &d, &used) != 3 || !used || text[used] || strpbrk(text, "+ \t"))
			continue;
		if (i == 4 && used != 8)
			continue;
		int found = day_from(y, m, d);
		if (found == CLOCK_NO_DAY)
			return false;
		*day = found;
		return true;
	}
	return false;
}

static char *put_digits(char *out, unsigned n, int digits)
{
	for (int i = digits; i-- > 0; n /= 10)
		out[i] = (char)('0' + n % 10);
	return out + digits;
}

/* By hand: every row of a list wants one. */
const char *day_format(int day, char out[DAY_TEXT])
{
	char *at = out;

	if (day != CLOCK_NO_DAY) {
		int y, m, d;
		day_split(day, &y, &m, &d);
		at = put_digits(at, y < 0 ? 0 : (unsigned)y, 4);
		*at++ = '-';
		at = put_digits(at, (unsigned)m, 2);
		*at++ = '-';
		at = put_digits(at, (unsigned)d, 2);
	}
	*at = '\0';
	return out;
}

const char *day_format_zh(int day, char out[32])
{
	int y, m, d;
	out[0] = '\0';
	if (day != CLOCK_NO_DAY) {
		day_split(day, &y, &m, &d);
		snprintf(out, 32, "%d年%d月%d日", y, m, d);
	}
	return out;
}

static int seconds_of_day(int64_t time)
{
	return (int)(china_time(time) - (int64_t)day_of_time(time) * DAY_SECONDS);
}

const char *time_format_iso(int64_t time, char out[TIME_TEXT])
{
	char date[DAY_TEXT];
	int s = seconds_of_day(time);

	out[0] = '\0';
	if (time)
		snprintf(out, TIME_TEXT, "%sT%02d:%02d:%02d+08:00", day_format(day_of_time(time), date), s / 3600,
			 s / 60 % 60, s % 60);
	return out;
}

const char *time_format(int64_t time, char out[TIME_TEXT])
{
	char date[DAY_TEXT];
	int s = seconds_of_day(time);

	out[0] = '\0';
	if (time)
		snprintf(out, TIME_TEXT, "%s %02d:%02d", day_format(day_of_time(time), date), s / 3600, s / 60 % 60);
	return out;
}
