/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * text FILE...: wrapping Chinese text, ours against libunistring's plain u8_width_linebreaks, which knows no rule of
 * Chinese typesetting: the same paragraphs at the same widths, in turn.
 */
#include "tests/bench/bench.h"

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/wrap.h"

#include <string.h>
#include <unilbrk.h>

enum { ROUNDS = 9 };

static double ours(const struct str *text, int cols)
{
	struct wrap w = {0};
	double start = bench_cpu();

	for (const char *p = str_text(text); *p;) {
		size_t n = strcspn(p, "\n");
		wrap_text(p, n, cols, &w);
		p += n + (p[n] == '\n');
	}
	wrap_done(&w);
	return bench_cpu() - start;
}

static double plain(const struct str *text, int cols, char *room)
{
	double start = bench_cpu();

	for (const char *p = str_text(text); *p;) {
		size_t n = strcspn(p, "\n");
		u8_width_linebreaks((const uint8_t *)p, n, cols, 0, 0, NULL, "UTF-8", room);
		p += n + (p[n] == '\n');
	}
	return bench_cpu() - start;
}

int main(int argc, char **argv)
{
	AUTO(str_done) struct str text = {0};
	struct err e = {0};
	static const int widths[] = {38, 76};

	for (int i = 1; i < argc; i++)
		if (file_read(argv[i], 1 << 24, &text, &e)) {
			fprintf(stderr, "text: %s\n", e.text);
			return 1;
		}
	char *room = mem_alloc(text.n + 1);
	double mb = (double)text.n / 1e6;
	for (size_t k = 0; k < ARRAY_LEN(widths); k++) {
		double a[ROUNDS], b[ROUNDS];
		char what[80];
		for (int i = 0; i < ROUNDS; i++) {
			a[i] = ours(&text, widths[k]);
			b[i] = plain(&text, widths[k], room);
		}
		snprintf(what, sizeof what, "wrapping at %d columns, MB/s (more is better)", widths[k]);
		bench_ratio("", what, mb * 1e3 / bench_median(a, ROUNDS), mb * 1e3 / bench_median(b, ROUNDS), 0, 0);
	}
	mem_free(room);
	return 0;
}
