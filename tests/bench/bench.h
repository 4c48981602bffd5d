/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every bench shares: clocks, medians, and one line of the table. A line is a goal: the number of its row (or a
 * blank where it only explains one), what is measured, ours, the floor of the same run, their ratio, what must be
 * and what would be fine, and the verdict. tests/bench/run prints the head and counts the verdicts.
 */
#ifndef ZICHA_TESTS_BENCH_BENCH_H
#define ZICHA_TESTS_BENCH_BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline double bench_clock(clockid_t which)
{
	struct timespec t;

	clock_gettime(which, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Milliseconds by the wall, and of this process' work. */
static inline double bench_now(void)
{
	return bench_clock(CLOCK_MONOTONIC);
}

static inline double bench_cpu(void)
{
	return bench_clock(CLOCK_PROCESS_CPUTIME_ID);
}

static inline int bench_by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* Sorts v. */
static inline double bench_median(double *v, int n)
{
	qsort(v, (size_t)n, sizeof *v, bench_by_value);
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

/* A goal that is a ratio. bar 0: no goal, for the eye only. */
static inline void bench_ratio(const char *row, const char *what, double ours, double floor, double bar, double moonshot)
{
	double ratio = floor > 0 ? ours / floor : 0;
	const char *verdict = bar <= 0 ? "" : ratio <= moonshot ? "moonshot" : ratio <= bar ? "met" : "MISSED";

	printf("%-4s %-60s %10.3f %10.3f %7.2f ", row, what, ours, floor, ratio);
	if (bar > 0)
		printf("%6.2f %6.2f  %s", bar, moonshot, verdict);
	printf("\n");
	fflush(stdout);
}

/* A goal that is a number: what may be at most. */
static inline void bench_count(const char *row, const char *what, double ours, double most)
{
	printf("%-4s %-60s %10.3f %10s %7s %6.2f %6s  %s\n", row, what, ours, "-", "-", most, "-",
	       ours <= most ? "moonshot" : "MISSED");
	fflush(stdout);
}

#endif
