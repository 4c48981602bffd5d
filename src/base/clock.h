/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Time and dates. The clock is handed in, so that tests, the demo and
 * --today decide what "now" is. Times are seconds since 1970 UTC and are
 * shown in China Standard Time (UTC+8, no summer time since 1991), the
 * only zone the program is for; so a paper prints the same bytes anywhere.
 */
#ifndef ZICHA_BASE_CLOCK_H
#define ZICHA_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

struct clock {
	bool fixed;     /* false: the machine's clock */
	int64_t now;    /* fixed: what the next reading gives */
	int64_t step;   /* fixed: seconds added after each reading */
	int64_t offset; /* not fixed: seconds added to the machine's clock (--today) */
};

int64_t clock_now(struct clock *c);                  /* seconds since 1970 UTC */
void clock_fix(struct clock *c, int64_t now, int64_t step);
void clock_set_today(struct clock *c, int day);      /* that day, the machine's time of day */
int clock_today(struct clock *c);                    /* day number in China; does not step a fixed clock */

/* A monotonic reading in milliseconds, for timers and progress; never stored. */
int64_t clock_monotonic_ms(void);

/* A day is its number since 1970-01-01. */
enum { CLOCK_NO_DAY = INT32_MIN };
int day_from(int year, int month, int day);          /* CLOCK_NO_DAY if there is no such date (1900..2199) */
void day_split(int day, int *year, int *month, int *mday);
int day_weekday(int day);                            /* 1 Monday .. 7 Sunday */
int day_of_time(int64_t time);                       /* the day in China */
int64_t time_from_day(int day);                      /* its midnight there, where it begins */
int day_add_months(int day, int months);             /* 31 January + 1 month = 28 or 29 February */

/* "2026-11-23"; also 2026/11/23, 2026.11.23, 20261123 and 2026年11月23日, as spreadsheets and people write them. */
bool day_parse(const char *text, int *day);
#define DAY_TEXT 16
const char *day_format(int day, char out[DAY_TEXT]);         /* 2026-11-23; "" for CLOCK_NO_DAY */
const char *day_format_zh(int day, char out[32]);            /* 2026年11月23日 */
#define TIME_TEXT 32
const char *time_format_iso(int64_t time, char out[TIME_TEXT]); /* 2026-11-23T09:05:00+08:00; "" for 0 */
const char *time_format(int64_t time, char out[TIME_TEXT]);     /* 2026-11-23 09:05; "" for 0 */

#endif
